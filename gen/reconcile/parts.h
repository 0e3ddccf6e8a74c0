/* parts.h: what the files of gen/reconcile/ share. */
#ifndef GEN_RECONCILE_PARTS_H
#define GEN_RECONCILE_PARTS_H

#include "reconcile.h"

/* Records a disagreement. `key` and the two numbers are what its id is made of; `text` is composed by the caller. */
SCR_MUST_CHECK scr_result disagree(struct reconciliation *r, enum disagreement_kind kind, const char *key,
                                   uint64_t first, uint64_t second, uint64_t ballots, const char *text,
                                   const char *nearest);
/* An arena text with names made safe: every %s of `format` is passed through scr_text_terminal by the caller. */
SCR_MUST_CHECK scr_result shown(struct reconciliation *r, const char *name, const char **safe);
/* "tabulator 2, batch 17", or "batch 17". */
SCR_MUST_CHECK scr_result shown_batch(struct reconciliation *r, const char *tabulator, const char *batch,
                                      const char **safe);

/* The closest of `count` names to `wanted` by edits, leading zeros and letters' case aside; CVR_NONE when none is
 * within a third of its length, or *budget, the steps that may still be taken, runs out. */
typedef const char *near_name(const void *context, size_t index);
size_t nearest(const char *wanted, size_t count, near_name *name, const void *context, uint64_t *budget);

SCR_MUST_CHECK scr_result find_duplicates(struct store *store, const struct cvr_records *records,
                                          struct reconciliation *r, struct scr_diagnosis *diagnosis);
/* Fills slots and compares batches. */
SCR_MUST_CHECK scr_result place_records(struct store *store, const struct cvr_records *records,
                                        const struct manifest *manifest, struct reconciliation *r,
                                        struct scr_diagnosis *diagnosis);

#endif
