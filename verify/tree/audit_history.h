/* audit_history.h: what was known of the papers when a round was planned, from what stands at last and the corrections.
 * Specification, section 12. */
#ifndef VERIFY_TREE_AUDIT_HISTORY_H
#define VERIFY_TREE_AUDIT_HISTORY_H

#include "verify/tree/audit.h"

/* Corrections of one ballot in one round stand together, by During and then in the order of the file; so do those made
 * during one round. Borrows the audit; released with audit_history_free. */
struct audit_history {
    const struct audit_correction **of_ballots, **in_time; /* [count] each */
    size_t count;
};

SCR_MUST_CHECK scr_result audit_history_make(const struct audit *audit, struct audit_history *history);
void audit_history_free(struct audit_history *history);

bool audit_same_ballot(const struct audit_correction *a, const struct audit_correction *b);
/* The place of a ballot in what a round examined; false when it is not there. */
bool audit_find_examined(const struct audit_round *round, uint64_t ballot, size_t *at);
/* What was known before round `before` of a ballot that stands as `stands` in `round` (from 1, below `before`). Steps:
 * a binary search. */
char audit_known_before(const struct audit_history *history, size_t round, uint64_t ballot, char stands, size_t before);
/* The corrections made during a round: [*first, *end) of in_time. */
void audit_made_during(const struct audit_history *history, size_t round, size_t *first, size_t *end);

#endif
