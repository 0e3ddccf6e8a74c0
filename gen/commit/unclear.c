/* unclear.c: refuses batches and ids that people could not tell apart, before a commitment is written. */
#include "unclear.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"
#include "gen/seen.h"

static int by_names(const void *a, const void *b) {
    const struct storage_batch *const *x = a, *const *y = b;
    int order = strcmp((*x)->container, (*y)->container);
    if (!order) order = strcmp((*x)->tabulator, (*y)->tabulator);
    return order ? order : strcmp((*x)->name, (*y)->name);
}

static scr_result refuse_batch(const struct storage *storage, const struct storage_batch *batch,
                               struct scr_diagnosis *diagnosis) {
    struct scr_arena words = {0};
    scr_result result = scr_refuse(
        diagnosis, SCR_INPUT, "commit",
        "batch %s (tabulator %s, container %s) stands twice among the batches, so that nobody could tell which papers "
        "are meant: %s",
        package_shown(&words, batch->name), package_shown(&words, batch->tabulator),
        package_shown(&words, batch->container),
        storage->order.has_manifest
            ? "tell the two apart in the manifest, by container or by name, and import it again"
            : "its records stand in two places; import a manifest, or files in which each batch stands in one place");
    scr_arena_free(&words);
    return result;
}

scr_result unclear_batches(const struct storage *storage, struct scr_diagnosis *diagnosis) {
    const struct storage_batch **order = malloc((storage->count + 1) * sizeof *order);
    if (!order) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < storage->count; i++) order[i] = &storage->batches[i];
    qsort(order, storage->count, sizeof *order, by_names);
    scr_result result = scr_done();
    for (size_t i = 1; i < storage->count && !scr_failed(result); i++)
        if (!by_names(&order[i - 1], &order[i])) result = refuse_batch(storage, order[i], diagnosis);
    free(order);
    return result;
}

static int by_seen(const void *a, const void *b) {
    return seen_compare(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts the ids; `what` they are of, in words. */
static scr_result refuse_alike(const char **ids, size_t count, const char *what, struct scr_diagnosis *diagnosis) {
    qsort(ids, count, sizeof *ids, by_seen);
    for (size_t i = 1; i < count; i++) {
        if (seen_compare(ids[i - 1], ids[i])) continue;
        struct scr_arena words = {0};
        scr_result result =
            scr_refuse(diagnosis, SCR_INPUT, "commit",
                       "the ids %s and %s of two %s look the same: give one of them another id in the records",
                       package_shown(&words, ids[i - 1]), package_shown(&words, ids[i]), what);
        scr_arena_free(&words);
        return result;
    }
    return scr_done();
}

static scr_result unclear_candidates(const struct cvr_contest *contest, struct scr_diagnosis *diagnosis) {
    const char *ids[LEAVES_CANDIDATES_MOST];
    for (size_t i = 0; i < contest->candidate_count; i++) ids[i] = contest->candidates[i].id; /* leaves_unfit: fits */
    return refuse_alike(ids, contest->candidate_count, "candidates of one contest", diagnosis);
}

scr_result unclear_ids(const struct cvr_records *records, const bool *wanted, struct scr_diagnosis *diagnosis) {
    size_t count = 0;
    const char **ids = malloc((records->contest_count + 1) * sizeof *ids);
    if (!ids) return (scr_result){SCR_MEMORY};
    scr_result result = scr_done();
    for (size_t i = 0; i < records->contest_count && !scr_failed(result); i++) {
        if (!wanted[i]) continue;
        ids[count++] = records->contests[i].id;
        result = unclear_candidates(&records->contests[i], diagnosis);
    }
    if (!scr_failed(result)) result = refuse_alike(ids, count, "contests", diagnosis);
    free(ids);
    return result;
}
