/* search_proof.c: a proof by search, from the certificate in the deck to the verdict on its proof file: has the
 * sub-shape checked, the clauses built, the proof checked. Specification, section 4.6. */
#include "verify/deck/search_proof.h"

#include "verify/deck/search_proof_drat.h"
#include "verify/deck/search_proof_shape.h"

static scr_result check(const struct deck *deck, bool m, const void *proof, size_t length, struct budget *budget,
                        struct scr_arena *arena, struct clause_set *clauses, enum proof_answer *answer,
                        struct scr_buffer *why) {
    struct proof_shape shape;
    bool fits;
    *answer = PROOF_FAILS;
    SCR_TRY(proof_shape_build(deck, m, arena, &shape, &fits, why));
    if (!fits) return scr_done();
    scr_result built = clauses_build(&shape, budget, clauses);
    if (built.code == SCR_LIMIT) {
        *answer = PROOF_UNKNOWN;
        return scr_buffer_text(why, "the clauses of the search are more than the budget of work allows");
    }
    SCR_TRY(built);
    return drat_check(clauses, proof, length, budget, answer, why);
}

scr_result search_proof_check(const struct deck *deck, bool m, const void *proof, size_t length, struct budget *budget,
                              enum proof_answer *answer, struct scr_buffer *why) {
    struct scr_arena arena = {0};
    struct clause_set clauses = {0};
    scr_result result = check(deck, m, proof, length, budget, &arena, &clauses, answer, why);
    clauses_free(&clauses);
    scr_arena_free(&arena);
    return result;
}
