/* duplicates.c: records that share an identifier, found by sorted hashes first and by the identifiers themselves then:
 * eight bytes a record. */
#include <stdlib.h>
#include <string.h>

#include "../import/name_index.h"
#include "parts.h"

struct seeking {
    struct reconciliation *r;
    enum disagreement_kind kind;
    uint64_t *hashes; /* of every record; then, sorted, of those that occur again */
    size_t count;
    struct name_index names;
    struct repeated {
        const char *name;
        size_t first, second, times;
    } * found;
    size_t found_count, found_capacity;
};

static const char *name_of(const struct seeking *seeking, const struct cvr_ballot *ballot) {
    /* An imprinted id that is the record's own identifier is told once. */
    if (seeking->kind == DISAGREE_PAPER) return strcmp(ballot->imprinted, ballot->id) ? ballot->imprinted : "";
    return ballot->id;
}

/* FNV-1a. Names that collide on purpose are compared as names, and bounded by the limit of the list. */
static uint64_t hash_of(const char *name) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * UINT64_C(1099511628211);
    return hash;
}

static scr_result keep_hash(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct seeking *seeking = context;
    const char *name = name_of(seeking, ballot);
    (void)index;
    if (*name) seeking->hashes[seeking->count++] = hash_of(name);
    return scr_done();
}

static int compare(const void *a, const void *b) {
    uint64_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* Keeps, each once, the hashes that stand more than once. */
static void keep_repeated(struct seeking *seeking) {
    size_t kept = 0;
    if (seeking->count) qsort(seeking->hashes, seeking->count, sizeof *seeking->hashes, compare);
    for (size_t i = 1; i < seeking->count; i++)
        if (seeking->hashes[i] == seeking->hashes[i - 1] && (!kept || seeking->hashes[kept - 1] != seeking->hashes[i]))
            seeking->hashes[kept++] = seeking->hashes[i]; /* kept <= i - 1: what is read is not yet overwritten */
    seeking->count = kept;
}

static scr_result look_again(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct seeking *seeking = context;
    const char *name = name_of(seeking, ballot);
    uint64_t hash = hash_of(name);
    size_t at;
    if (!*name || !bsearch(&hash, seeking->hashes, seeking->count, sizeof hash, compare)) return scr_done();
    if (name_index_find(&seeking->names, name, strlen(name), &at)) {
        if (++seeking->found[at].times == 2) seeking->found[at].second = index;
        return scr_done();
    }
    if (seeking->found_count == RECONCILE_LIST_MOST) return (scr_result){SCR_LIMIT};
    char *kept = scr_arena_copy(&seeking->r->arena, name, strlen(name));
    if (!kept) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&seeking->found, &seeking->found_capacity, seeking->found_count + 1, sizeof *seeking->found));
    seeking->found[seeking->found_count] = (struct repeated){kept, index, index, 1};
    return name_index_add(&seeking->names, kept, strlen(kept), seeking->found_count++, NULL);
}

static scr_result report(struct seeking *seeking) {
    struct reconciliation *r = seeking->r;
    for (size_t i = 0; i < seeking->found_count; i++) {
        const struct repeated *repeated = &seeking->found[i];
        const char *name;
        if (repeated->times < 2) continue;
        SCR_TRY(shown(r, repeated->name, &name));
        SCR_TRY(disagree(
            r, seeking->kind, repeated->name, repeated->times, 0, repeated->times,
            scr_arena_print(&r->arena, "%zu records have the %s %s", repeated->times,
                            seeking->kind == DISAGREE_ID ? "identifier" : "imprinted id", name),
            scr_arena_print(&r->arena, "records %zu and %zu of the files", repeated->first + 1, repeated->second + 1)));
    }
    return scr_done();
}

static scr_result seek(struct store *store, const struct cvr_records *records, enum disagreement_kind kind,
                       struct reconciliation *r, struct scr_diagnosis *diagnosis) {
    struct seeking seeking = {.r = r, .kind = kind};
    seeking.hashes = malloc((records->ballot_count + 1) * sizeof *seeking.hashes); /* at most 2 * 10^9: fits */
    scr_result result = seeking.hashes ? scr_done() : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = store_each_ballot(store, records, keep_hash, &seeking, diagnosis);
    if (!scr_failed(result)) keep_repeated(&seeking);
    if (!scr_failed(result) && seeking.count)
        result = store_each_ballot(store, records, look_again, &seeking, diagnosis);
    if (!scr_failed(result)) result = report(&seeking);
    free(seeking.hashes);
    free(seeking.found);
    name_index_free(&seeking.names);
    return result;
}

scr_result find_duplicates(struct store *store, const struct cvr_records *records, struct reconciliation *r,
                           struct scr_diagnosis *diagnosis) {
    SCR_TRY(seek(store, records, DISAGREE_ID, r, diagnosis));
    return seek(store, records, DISAGREE_PAPER, r, diagnosis);
}
