/* place.c: puts every record at its ballot's place in storage, and compares the batches.
 *
 * A record's position is its place in the batch where all positions of the batch lie within its size; where they do not
 * (numbers run on over a rescan, or over batches), or where there are as many records as ballots, the records stand in
 * the order of their positions. Records without a position follow in the order of the files. */
#include <stdlib.h>
#include <string.h>

#include "../import/name_index.h"
#include "parts.h"

struct placing {
    const struct cvr_records *records;
    const struct manifest *manifest;
    struct reconciliation *r;
    size_t *row_of;     /* per batch of the records: row of the manifest, or CVR_NONE */
    size_t *records_in; /* per batch of the records */
    size_t *first;      /* per batch: its first entry */
    uint64_t *entries;  /* position * 2^32 + index, by batch */
    bool *seen;         /* per row: some batch of the records is it */
    bool *twice;        /* per row: an earlier row names the same batch */
    uint64_t budget;    /* of looking for near names */
};

/* A row's key: tabulator and batch, or the batch alone where records or manifest know no tabulators. */
static char *key_of(struct scr_arena *arena, bool tabulators, const char *tabulator, const char *batch) {
    return scr_arena_print(arena, "%s\n%s", tabulators ? tabulator : "", batch);
}

static scr_result match_batches(struct placing *p) {
    const struct cvr_records *records = p->records;
    const struct manifest *manifest = p->manifest;
    struct scr_arena *arena = &p->r->arena;
    struct name_index rows = {0};
    bool in_records = false, in_manifest = false, added;
    scr_result result = scr_done();
    for (size_t i = 0; i < records->batch_count; i++) in_records = in_records || *records->batches[i].tabulator;
    for (size_t i = 0; i < manifest->row_count; i++) in_manifest = in_manifest || *manifest->rows[i].tabulator;
    bool both = in_records && in_manifest;
    for (size_t i = 0; i < manifest->row_count; i++) {
        const struct manifest_row *row = &manifest->rows[i];
        const char *key = key_of(arena, both, row->tabulator, row->batch);
        if (!key) SCR_TRY_OR(result, (scr_result){SCR_MEMORY}, end);
        SCR_TRY_OR(result, name_index_add(&rows, key, strlen(key), i, &added), end);
        p->twice[i] = !added;
    }
    for (size_t i = 0; i < records->batch_count; i++) {
        const char *key = key_of(arena, both, records->batches[i].tabulator, records->batches[i].name);
        if (!key) SCR_TRY_OR(result, (scr_result){SCR_MEMORY}, end);
        p->row_of[i] = CVR_NONE;
        size_t row;
        /* Batches of two tabulators that the manifest does not tell apart: the first one is it. */
        if (name_index_find(&rows, key, strlen(key), &row) && !p->seen[row]) p->row_of[i] = row, p->seen[row] = true;
    }
end:
    name_index_free(&rows);
    return result;
}

static scr_result count_record(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct placing *p = context;
    (void)index;
    p->records_in[ballot->batch]++;
    return scr_done();
}

static scr_result enter_record(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct placing *p = context;
    uint64_t position = ballot->position ? ballot->position : UINT32_MAX; /* none: behind the others */
    p->entries[p->first[ballot->batch] + p->records_in[ballot->batch]++] = position << 32 | index;
    return scr_done();
}

static int compare(const void *a, const void *b) {
    uint64_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static scr_result sort_records(struct placing *p, struct store *store, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_each_ballot(store, p->records, count_record, p, diagnosis));
    for (size_t i = 0, at = 0; i < p->records->batch_count; i++) {
        p->first[i] = at;
        at += p->records_in[i];
        p->records_in[i] = 0;
    }
    SCR_TRY(store_each_ballot(store, p->records, enter_record, p, diagnosis));
    for (size_t i = 0; i < p->records->batch_count; i++)
        if (p->records_in[i] > 1) qsort(p->entries + p->first[i], p->records_in[i], sizeof *p->entries, compare);
    return scr_done();
}

/* Several records at one position. */
static scr_result check_places(struct placing *p, size_t batch) {
    struct reconciliation *r = p->r;
    const struct cvr_batch *b = &p->records->batches[batch];
    const uint64_t *entries = p->entries + p->first[batch];
    size_t count = p->records_in[batch];
    for (size_t i = 0, next; i < count; i = next) {
        uint64_t position = entries[i] >> 32;
        for (next = i + 1; next < count && entries[next] >> 32 == position;) next++;
        if (next - i < 2 || position == UINT32_MAX) continue;
        const char *where;
        SCR_TRY(shown_batch(r, b->tabulator, b->name, &where));
        const char *key = scr_arena_print(&r->arena, "%s\n%s", b->tabulator, b->name);
        if (!key) return (scr_result){SCR_MEMORY};
        SCR_TRY(disagree(r, DISAGREE_PLACE, key, position, next - i, next - i,
                         scr_arena_print(&r->arena, "%s: %zu records stand at position %llu", where, next - i,
                                         (unsigned long long)position),
                         scr_arena_print(&r->arena, "records %llu and %llu of the files",
                                         (unsigned long long)(entries[i] & UINT32_MAX) + 1,
                                         (unsigned long long)(entries[i + 1] & UINT32_MAX) + 1)));
    }
    return scr_done();
}

/* Fills the slots of one row with the records of its batch. */
static void fill(struct placing *p, size_t batch, size_t first_slot, size_t ballots) {
    const uint64_t *entries = p->entries + p->first[batch];
    size_t count = p->records_in[batch];
    bool places = count < ballots;
    for (size_t i = 0; i < count && places; i++)
        places = entries[i] >> 32 <= ballots && (!i || entries[i] >> 32 != entries[i - 1] >> 32);
    for (size_t i = 0; i < count; i++) {
        size_t place = places ? (size_t)(entries[i] >> 32) - 1 : i;
        if (place < ballots) p->r->slots[first_slot + place] = (uint32_t)(entries[i] & UINT32_MAX);
    }
}

/* "4, 7-9, ..." of the slots without record. */
static scr_result name_missing(struct placing *p, size_t first_slot, size_t ballots, const char **text) {
    struct scr_buffer out = {0};
    scr_result result = scr_done();
    size_t ranges = 0;
    for (size_t i = 0, next; i < ballots && !scr_failed(result); i = next) {
        for (next = i + 1; next < ballots && (p->r->slots[first_slot + next] == RECONCILE_PHANTOM) ==
                                                 (p->r->slots[first_slot + i] == RECONCILE_PHANTOM);)
            next++;
        if (p->r->slots[first_slot + i] != RECONCILE_PHANTOM) continue;
        if (ranges++ == 8) {
            result = scr_buffer_text(&out, ", ...");
            break;
        }
        result = next - i == 1 ? scr_buffer_print(&out, "%s%zu", ranges > 1 ? ", " : "", i + 1)
                               : scr_buffer_print(&out, "%s%zu-%zu", ranges > 1 ? ", " : "", i + 1, next);
    }
    *text = !scr_failed(result) && out.data ? scr_arena_copy(&p->r->arena, (const char *)out.data, out.length) : NULL;
    scr_buffer_free(&out);
    return scr_failed(result) ? result : *text ? scr_done() : (scr_result){SCR_MEMORY};
}

static const char *unseen_row(const void *context, size_t index) {
    const struct placing *p = context;
    return p->seen[index] || p->twice[index] ? NULL : p->manifest->rows[index].batch;
}

static const char *unplaced_batch(const void *context, size_t index) {
    const struct placing *p = context;
    return p->row_of[index] == CVR_NONE ? p->records->batches[index].name : NULL;
}

/* A batch of the records that the manifest does not list. */
static scr_result report_batch(struct placing *p, size_t batch) {
    struct reconciliation *r = p->r;
    const struct cvr_batch *b = &p->records->batches[batch];
    const char *where, *near = "";
    SCR_TRY(shown_batch(r, b->tabulator, b->name, &where));
    size_t row = nearest(b->name, p->manifest->row_count, unseen_row, p, &p->budget);
    if (row != CVR_NONE) {
        SCR_TRY(shown_batch(r, p->manifest->rows[row].tabulator, p->manifest->rows[row].batch, &near));
        near = scr_arena_print(&r->arena, "%s of the manifest, line %lu, %u ballots", near, p->manifest->rows[row].line,
                               p->manifest->rows[row].ballots);
    }
    r->outside += p->records_in[batch];
    const char *key = scr_arena_print(&r->arena, "%s\n%s", b->tabulator, b->name);
    if (!key) return (scr_result){SCR_MEMORY};
    return disagree(r, DISAGREE_BATCH, key, p->records_in[batch], 0, p->records_in[batch],
                    scr_arena_print(&r->arena, "%s: %zu records, but the manifest does not list the batch", where,
                                    p->records_in[batch]),
                    near);
}

static scr_result report_row(struct placing *p, size_t row, size_t first_slot, size_t batch) {
    struct reconciliation *r = p->r;
    const struct manifest_row *m = &p->manifest->rows[row];
    size_t count = batch == CVR_NONE ? 0 : p->records_in[batch];
    const char *where, *near = "", *missing;
    if (!p->twice[row] && count == m->ballots) return scr_done();
    SCR_TRY(shown_batch(r, m->tabulator, m->batch, &where));
    const char *key = scr_arena_print(&r->arena, "%s\n%s\n%s", m->container, m->tabulator, m->batch);
    if (!key) return (scr_result){SCR_MEMORY};
    if (count < m->ballots) r->phantoms += m->ballots - count;
    if (p->twice[row])
        return disagree(r, DISAGREE_ROW, key, m->ballots, m->line, m->ballots,
                        scr_arena_print(&r->arena,
                                        "%s: the manifest lists the batch a second time on line %lu, with "
                                        "%u ballots",
                                        where, m->line, m->ballots),
                        "the first line that lists it");
    if (!count) {
        size_t other = nearest(m->batch, p->records->batch_count, unplaced_batch, p, &p->budget);
        if (other != CVR_NONE) {
            SCR_TRY(shown_batch(r, p->records->batches[other].tabulator, p->records->batches[other].name, &near));
            near = scr_arena_print(&r->arena, "%s of the records, %zu records", near, p->records_in[other]);
        }
        return disagree(r, DISAGREE_EMPTY, key, m->ballots, 0, m->ballots,
                        scr_arena_print(&r->arena, "%s: %u ballots in the manifest (line %lu), but no record", where,
                                        m->ballots, m->line),
                        near);
    }
    if (count < m->ballots) {
        SCR_TRY(name_missing(p, first_slot, m->ballots, &missing));
        return disagree(r, DISAGREE_MISSING, key, m->ballots, count, m->ballots - count,
                        scr_arena_print(&r->arena,
                                        "%s: %u ballots in the manifest (line %lu), %zu records; without "
                                        "record: %s",
                                        where, m->ballots, m->line, count, missing),
                        "");
    }
    r->outside += count - m->ballots;
    return disagree(r, DISAGREE_EXTRA, key, m->ballots, count, count - m->ballots,
                    scr_arena_print(&r->arena,
                                    "%s: %u ballots in the manifest (line %lu), %zu records; the last %zu "
                                    "have no ballot",
                                    where, m->ballots, m->line, count, count - m->ballots),
                    "");
}

static scr_result place_all(struct placing *p) {
    struct reconciliation *r = p->r;
    size_t *batch_of = scr_arena_alloc(&r->arena, p->manifest->row_count, sizeof *batch_of);
    if (!batch_of) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < p->manifest->row_count; i++) batch_of[i] = CVR_NONE;
    for (size_t i = 0; i < p->records->batch_count; i++) {
        if (p->row_of[i] != CVR_NONE) batch_of[p->row_of[i]] = i;
        SCR_TRY(check_places(p, i));
    }
    memset(r->slots, 0xFF, r->slot_count * sizeof *r->slots); /* RECONCILE_PHANTOM */
    for (size_t i = 0, at = 0; i < p->manifest->row_count; at += p->manifest->rows[i++].ballots) {
        if (batch_of[i] != CVR_NONE) fill(p, batch_of[i], at, p->manifest->rows[i].ballots);
        SCR_TRY(report_row(p, i, at, batch_of[i]));
    }
    for (size_t i = 0; i < p->records->batch_count; i++)
        if (p->row_of[i] == CVR_NONE) SCR_TRY(report_batch(p, i));
    return scr_done();
}

scr_result place_records(struct store *store, const struct cvr_records *records, const struct manifest *manifest,
                         struct reconciliation *r, struct scr_diagnosis *diagnosis) {
    struct placing p = {.records = records, .manifest = manifest, .r = r, .budget = 200000000};
    size_t batches = records->batch_count, rows = manifest->row_count;
    r->slot_count = r->has_manifest ? (size_t)manifest->ballot_count : records->ballot_count;
    r->slots = malloc((r->slot_count + 1) * sizeof *r->slots); /* at most 2 * 10^9: fits */
    p.entries = malloc((records->ballot_count + 1) * sizeof *p.entries);
    p.row_of = scr_arena_alloc(&r->arena, batches, sizeof *p.row_of);
    p.records_in = scr_arena_alloc(&r->arena, batches, sizeof *p.records_in);
    p.first = scr_arena_alloc(&r->arena, batches, sizeof *p.first);
    p.seen = scr_arena_alloc(&r->arena, rows, sizeof *p.seen);
    p.twice = scr_arena_alloc(&r->arena, rows, sizeof *p.twice);
    scr_result result = {SCR_MEMORY};
    if (r->slots && p.entries && p.row_of && p.records_in && p.first && p.seen && p.twice)
        result = sort_records(&p, store, diagnosis);
    if (!scr_failed(result) && r->has_manifest) {
        result = match_batches(&p);
        if (!scr_failed(result)) result = place_all(&p);
    } else if (!scr_failed(result)) {
        for (size_t i = 0; i < records->ballot_count; i++) r->slots[i] = (uint32_t)i;
        for (size_t i = 0; i < batches && !scr_failed(result); i++) result = check_places(&p, i);
    }
    free(p.entries);
    return result;
}
