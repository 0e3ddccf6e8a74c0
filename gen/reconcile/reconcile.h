/* reconcile.h: brings cast-vote records and ballot manifest together: the order of the ballots in storage, and every
 * disagreement, under an id that stays the same as long as the disagreement does. */
#ifndef GEN_RECONCILE_RECONCILE_H
#define GEN_RECONCILE_RECONCILE_H

#include "../store/store.h"

#define RECONCILE_PHANTOM UINT32_MAX
#define RECONCILE_LIST_MOST 1000000

enum disagreement_kind {
    DISAGREE_ROW,     /* the manifest lists a batch twice */
    DISAGREE_BATCH,   /* records of a batch that the manifest does not list */
    DISAGREE_EMPTY,   /* a batch of the manifest without any record */
    DISAGREE_MISSING, /* a batch with fewer records than ballots: phantoms */
    DISAGREE_EXTRA,   /* a batch with more records than ballots */
    DISAGREE_PLACE,   /* several records at one position of a batch */
    DISAGREE_ID,      /* several records with one identifier */
    DISAGREE_PAPER,   /* several records with one imprinted id */
    DISAGREE_KINDS
};

struct disagreement {
    enum disagreement_kind kind;
    const char *id;            /* "missing-0123456789" */
    const char *text;          /* one sentence, escaped for terminals */
    const char *nearest;       /* what may be meant, escaped; "" when nothing is near */
    uint64_t ballots;          /* that are concerned */
    const char *reason, *date; /* of the resolution, "" while there is none */
};

/* Zero-initialise; released with reconciliation_free, also after a failure. */
struct reconciliation {
    struct scr_arena arena;
    struct disagreement *list;
    size_t count, capacity, unresolved;
    bool has_manifest;
    /* Ballots in storage order: the record of each (its index in the files' order), or RECONCILE_PHANTOM. Without a
     * manifest the order of the files is that of storage. */
    uint32_t *slots;
    size_t slot_count;
    uint64_t phantoms; /* ballots of the manifest without record */
    uint64_t outside;  /* records without a ballot in the manifest */
};

/* `records` as loaded from the store. All is resolved when `unresolved` is 0. Takes 12 bytes per record and 4 per
 * ballot of the manifest. */
SCR_MUST_CHECK scr_result reconcile(struct store *store, const struct cvr_records *records,
                                    const struct manifest *manifest, struct reconciliation *reconciliation,
                                    struct scr_diagnosis *diagnosis);
void reconciliation_free(struct reconciliation *reconciliation);

/* For later commands: loads what it needs; SCR_STORE with words unless everything is resolved. */
SCR_MUST_CHECK scr_result reconcile_require(struct store *store, struct scr_diagnosis *diagnosis);

#endif
