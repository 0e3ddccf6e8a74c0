/* unclear.c: refuses batches and ids that people could not tell apart, before a commitment is written. */
#include "unclear.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"

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

/* The code point at *at, which moves behind it; ids are valid UTF-8, as all texts of the store. */
static uint32_t next(const char **at) {
    uint8_t first = (uint8_t) * (*at)++;
    if (first < 0x80) return first;
    unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    uint32_t point = first & (0x3Fu >> more);
    for (; more && (**at & 0xC0) == 0x80; more--) point = point << 6 | ((uint8_t) * (*at)++ & 0x3Fu);
    return point;
}

/* Characters that are not seen, in the order of section 10.1. */
static bool invisible(uint32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

/* The next character that is seen, small where it is a letter A to Z; 0 at the end. */
static uint32_t next_seen(const char **at) {
    while (**at) {
        uint32_t c = next(at);
        if (!invisible(c)) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return 0;
}

/* Orders texts by what is seen of them: 0 when they look the same. */
static int compare_seen(const char *a, const char *b) {
    for (;;) {
        uint32_t x = next_seen(&a), y = next_seen(&b);
        if (x != y) return x < y ? -1 : 1;
        if (!x) return 0;
    }
}

static int by_seen(const void *a, const void *b) {
    return compare_seen(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts the ids; `what` they are of, in words. */
static scr_result refuse_alike(const char **ids, size_t count, const char *what, struct scr_diagnosis *diagnosis) {
    qsort(ids, count, sizeof *ids, by_seen);
    for (size_t i = 1; i < count; i++) {
        if (compare_seen(ids[i - 1], ids[i])) continue;
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
