/* audit_case.h: small committed contests for tests of tree artifacts and audits. */
#ifndef TESTS_AUDIT_CASE_H
#define TESTS_AUDIT_CASE_H

#include "gen/audit/course.h"
#include "gen/tree/artifact.h"

struct audit_case {
    uint8_t codes[200];
    struct tree_contest_candidate candidates[4]; /* ids "a".."d", names "Ann", "Bob", "Cy", "Cy" */
    struct tree_contest contest;
    struct committed_ballots ballots;
    struct audited_tree audited;
};

/* `codes` is copied; its length is the number of ballots. */
void audit_case_make(struct audit_case *c, const char *codes, unsigned candidates, unsigned arity, size_t replication);
/* Random codes: one in eight missing, one in `phantoms` a phantom (0: none). */
void audit_case_random(struct audit_case *c, uint64_t *state, size_t ballots, unsigned candidates, unsigned arity,
                       unsigned phantoms);
void audit_case_free(struct audit_case *c);

/* Rounds and entries by hand; a correction is made during the last round of the log. */
void audit_case_round(struct audit_log *log, const uint32_t *ballots, size_t count, bool replanned);
void audit_case_entry(struct audit_log *log, size_t round, uint32_t ballot, char was, char now);
enum scr_code audit_case_derive(struct audit_log *log, const struct audit_case *c);

/* The values that the root can have, as a set, when each ballot with known[ballot - 1] has its code in `papers` and
 * any other ballot every value: by trying all assignments. At most 10 ballots are unknown. */
uint64_t audit_case_roots(const struct audit_case *c, const char *papers, const bool *known);

#endif
