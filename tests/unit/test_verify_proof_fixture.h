/* test_verify_proof_fixture.h: small styles with certificates by search, the program cadical that proves them, and what
 * the checker answers. Folders are those of unit_scratch(). */
#ifndef TESTS_VERIFY_PROOF_FIXTURE_H
#define TESTS_VERIFY_PROOF_FIXTURE_H

#include "verify/deck/search_proof.h"
#include "verify/deck/search_proof_drat.h"
#include "verify/deck/search_proof_shape.h"

/* Whether the program cadical is there; else says that the test is skipped. */
bool proof_solver_there(void);
/* The clauses of 4.6; freed with clauses_free. */
struct clause_set proof_clauses(const struct deck *deck, bool m);
/* Runs the solver: 10 satisfiable, 20 not. The proof goes to FOLDER/proof, the model to FOLDER/model. */
int proof_solve(const struct clause_set *set, const char *folder);
/* A file of the folder, with a NUL behind it. */
struct scr_buffer proof_slurp(const char *folder, const char *name);
/* A style of the parts given with `g` noncompetitive candidates, each a contest of its own, and the certificate. */
struct deck proof_style(const struct deck_shape_part *parts, size_t part_count, uint32_t g, uint32_t b);
void proof_add_cut(struct deck *deck, const uint32_t *image);
/* Whether the swap moves no candidate within his block: 4.6 allows only such cuts. */
bool proof_is_cut(const struct deck *deck, const uint32_t *image);
/* The first swap that the deck's ballots do not detect, fewest moved first; false when they detect all. */
bool proof_undetected(const struct deck *deck, uint32_t *image);
/* The checker's answer with this budget; its words hold `reason` (NULL: any). */
enum proof_answer proof_ask(const struct deck *deck, bool m, const struct scr_buffer *proof, uint64_t work,
                            const char *reason);
/* Cutting planes as a generator would: solve, add the undetected swap of the model, until nothing is left. */
struct scr_buffer proof_refute(struct deck *deck, bool m, const char *folder, bool *refuted);

#endif
