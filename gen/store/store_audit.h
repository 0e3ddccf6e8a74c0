/* store_audit.h: published trees and their audits in the store. Every change is one transaction. */
#ifndef GEN_STORE_STORE_AUDIT_H
#define GEN_STORE_STORE_AUDIT_H

#include "gen/audit/log.h"
#include "gen/store/store.h"

/* A tree artifact that was published. Zero-initialise; released with tree_record_free when it was loaded. */
struct tree_record {
    struct scr_arena arena; /* of a loaded record's texts and plan */
    size_t number;          /* the store's own; 0 while it is not stored */
    const char *contest;    /* its id */
    struct scr_hash digest, commitment;
    bool supersedes, recorded; /* whether the next two stand */
    struct scr_hash superseded, seed_record;
    const char *seed, *plan_kind;
    const uint32_t *plan; /* ballot numbers, ascending */
    size_t plan_count;
    bool disclose_all;
    char winner;
};
void tree_record_free(struct tree_record *record);

/* *found is false, and nothing loaded, when no tree of the contest was published. */
SCR_MUST_CHECK scr_result store_load_tree(struct store *store, const char *contest, struct tree_record *record,
                                          bool *found, struct scr_diagnosis *diagnosis);
/* The contest of the only tree that was published; *contest is NULL when there is none or more than one. */
SCR_MUST_CHECK scr_result store_only_tree(struct store *store, struct scr_arena *arena, const char **contest,
                                          struct scr_diagnosis *diagnosis);
/* Saves a tree, and with disclose_all a row of `disclosure`. The one that stands stays when it has the same digest; it
 * is replaced when the new one supersedes it and, if its audit has begun, has the same seed and plan; else SCR_STORE.
 */
SCR_MUST_CHECK scr_result store_save_tree(struct store *store, const struct tree_record *record,
                                          struct scr_diagnosis *diagnosis);

/* Rounds and entries of a tree, not derived yet. The caller frees the log, also after a failure. */
SCR_MUST_CHECK scr_result store_load_audit(struct store *store, size_t tree, struct audit_log *log,
                                           struct scr_diagnosis *diagnosis);

/* Opens round log->round_count + 1 with planned[count], unless count is 0; `replanned`: the round before is closed
 * early. SCR_STORE when the audit is no longer as in `log`. */
SCR_MUST_CHECK scr_result store_add_round(struct store *store, size_t tree, const struct audit_log *log, bool replanned,
                                          const uint32_t *planned, size_t count, struct scr_diagnosis *diagnosis);
/* Adds entries, all or none. SCR_STORE when what they say stood before does not stand there, when another round is the
 * last one by now, when a first entry is not for it, or it was closed; with `unchanged` (may be NULL) also when the
 * audit is no longer as in it. */
SCR_MUST_CHECK scr_result store_add_entries(struct store *store, size_t tree, const struct audit_entry *entries,
                                            size_t count, const struct audit_log *unchanged,
                                            struct scr_diagnosis *diagnosis);
/* The same with one correction, and with `reopen` the last round, closed early, is open again. */
SCR_MUST_CHECK scr_result store_add_correction(struct store *store, size_t tree, const struct audit_entry *entry,
                                               const struct audit_log *unchanged, bool reopen,
                                               struct scr_diagnosis *diagnosis);

#endif
