/* storage.c: the batches of ballots in storage order, from the manifest or, without one, from the records. */
#include <stdlib.h>

#include "leaves.h"

/* A batch must be called something in the artifact and on a retrieval list. */
#define NAMELESS "unnamed"

static scr_result add_batch(struct storage *storage, const char *container, const char *tabulator, const char *name,
                            size_t ballots, size_t first) {
    SCR_TRY(scr_grow(&storage->batches, &storage->capacity, storage->count + 1, sizeof *storage->batches));
    if (!*tabulator && !*name) name = NAMELESS;
    storage->batches[storage->count++] = (struct storage_batch){container, tabulator, name, ballots, first};
    return scr_done();
}

static scr_result batches_of_manifest(struct storage *storage) {
    size_t first = 0;
    for (size_t i = 0; i < storage->manifest.row_count; i++) {
        const struct manifest_row *row = &storage->manifest.rows[i];
        if (row->ballots) SCR_TRY(add_batch(storage, row->container, row->tabulator, row->batch, row->ballots, first));
        first += row->ballots; /* reconcile has made slots for all of them: no overflow */
    }
    return scr_done();
}

struct runs {
    struct storage *storage;
    size_t batch; /* of the records, of the run that is open */
};

static scr_result take_ballot(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct runs *runs = context;
    struct storage *storage = runs->storage;
    if (storage->count && ballot->batch == runs->batch) {
        storage->batches[storage->count - 1].ballots++;
        return scr_done();
    }
    const struct cvr_batch *batch = &storage->records.batches[ballot->batch];
    runs->batch = ballot->batch;
    return add_batch(storage, "", batch->tabulator, batch->name, 1, index);
}

static scr_result load(struct store *store, struct storage *storage, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_load_cvr(store, &storage->records, diagnosis));
    SCR_TRY(store_load_manifest(store, &storage->manifest, diagnosis));
    SCR_TRY(reconcile(store, &storage->records, &storage->manifest, &storage->order, diagnosis));
    if (storage->order.unresolved)
        return scr_refuse(diagnosis, SCR_STORE, "reconcile",
                          "%zu disagreements between cast-vote records and manifest are not resolved; see "
                          "'scrutineer-gen reconcile'",
                          storage->order.unresolved);
    if (storage->order.has_manifest) return batches_of_manifest(storage);
    struct runs runs = {.storage = storage};
    return store_each_ballot(store, &storage->records, take_ballot, &runs, diagnosis);
}

scr_result storage_load(struct store *store, struct storage *storage, struct scr_diagnosis *diagnosis) {
    SCR_TRY(load(store, storage, diagnosis));
    if (storage->count) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, "commit", "records and manifest hold no ballot");
}

void storage_free(struct storage *storage) {
    free(storage->batches);
    reconciliation_free(&storage->order);
    manifest_free(&storage->manifest);
    cvr_records_free(&storage->records);
    *storage = (struct storage){0};
}
