/* chain.c: the entries of an index of publications, each linked to the one before: IDX-02. One pass with two sorts at
 * its end, so the work is that of reading: an entry is replaced or withdrawn once at most. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/fields.h"
#include "verify/index/checks.h"
#include "verify/package/names.h"

/* The Purposes of section 2, but for that of an index, which is in none. */
static const char *const kinds[] = {
    "ballot-definition",
    "logic-and-accuracy-test-deck",
    "straight-party-test-deck",
    "ballot-commitment",
    "seed-record",
    "plurality-tree",
    "tree-audit",
    "noise-commitment",
    "precinct-release",
    "measurement-statement",
    "impact-statement",
};

static const char *known_kind(const char *kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i], kind)) return kinds[i];
    return NULL;
}

static scr_result add_fields(const struct index_reading *reading, const struct index_line *line,
                             struct scr_hasher *hasher) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(field_text(hasher, "scrutineer index 1"));
    SCR_TRY(field_text(hasher, reading->header->election_id ? reading->header->election_id : ""));
    SCR_TRY(scr_hasher_add(hasher, reading->last.bytes, SCR_HASH_SIZE));
    SCR_TRY(field_text(hasher, line->of ? "withdrawal" : "publication"));
    SCR_TRY(field_u32(hasher, line->number));
    SCR_TRY(field_text(hasher, line->date));
    if (line->of) {
        SCR_TRY(field_u32(hasher, line->of));
        return field_text(hasher, line->text);
    }
    SCR_TRY(field_text(hasher, line->kind));
    SCR_TRY(field_text(hasher, line->text));
    scr_hash_hex(&line->file, hex);
    SCR_TRY(field_text(hasher, hex));
    return field_text(hasher, line->replaces);
}

/* What Hash must be. */
static scr_result link_hash(const struct index_reading *reading, const struct index_line *line, struct scr_hash *hash) {
    struct scr_hasher *hasher;
    SCR_TRY(scr_hasher_new(&hasher));
    scr_result result = add_fields(reading, line, hasher);
    if (!scr_failed(result)) return scr_hasher_end(hasher, hash);
    scr_hasher_free(hasher);
    return result;
}

/* The next link begins with the Hash that is written, not the one that would be right, so that a wrong one is one
 * complaint and not as many as there are entries behind it. */
static scr_result check_hash(struct index_reading *reading, const struct index_line *line, size_t number) {
    struct scr_hash found;
    SCR_TRY(link_hash(reading, line, &found));
    if (!scr_hash_equal(&found, &line->hash)) {
        char written[SCR_HEX_SIZE], right[SCR_HEX_SIZE];
        scr_hash_hex(&line->hash, written);
        scr_hash_hex(&found, right);
        complain(&reading->complaint, "entry %zu: Hash is %s, but the entry and the one before it give %s", number,
                 written, right);
    }
    reading->last = line->hash;
    return scr_done();
}

static void check_date(struct index_reading *reading, const char *date, size_t number) {
    const struct publication_index *index = reading->index;
    struct complaint *complaint = &reading->complaint;
    const char *before = number > 1 ? index->entries[number - 2].date : "";
    if (!date_allowed(date, strlen(date)))
        complain(complaint, "entry %zu: there is no day %s", number, shown(complaint, date));
    else if (strcmp(date, before) < 0)
        complain(complaint, "entry %zu is of %s, before the entry above it, of %s", number, date, before);
}

/* Ends the entry `of`, for which `number` gives the reason; `as` is the publication that replaces it, or NULL. */
static void end_entry(struct index_reading *reading, size_t number, uint64_t of, const struct index_entry *as) {
    struct complaint *complaint = &reading->complaint;
    const char *does = as ? "replaces" : "withdraws";
    if (!of || of >= number) {
        complain(complaint, "entry %zu %s entry %" PRIu64 ", which does not stand before it", number, does, of);
        return;
    }
    struct index_entry *old = &reading->index->entries[of - 1];
    if (old->of) {
        complain(complaint, "entry %zu %s entry %" PRIu64 ", which is a withdrawal", number, does, of);
    } else if (old->ended_by) {
        complain(complaint, "entry %zu %s entry %" PRIu64 ", which entry %" PRIu32 " has already %s", number, does, of,
                 old->ended_by, reading->index->entries[old->ended_by - 1].of ? "withdrawn" : "replaced");
    } else if (as && (!as->kind || !old->kind || strcmp(as->kind, old->kind) != 0 || strcmp(as->text, old->text))) {
        complain(complaint, "entry %zu, a %s of %s, replaces entry %" PRIu64 ", a %s of %s", number,
                 as->kind ? as->kind : "?", shown(complaint, as->text), of, old->kind ? old->kind : "?",
                 shown(complaint, old->text));
    } else {
        old->ended_by = (uint32_t)number;
        reading->index->current--;
    }
}

/* `Replaces`: ascending numbers without leading zeros, one space between, or nothing. */
static void check_replaces(struct index_reading *reading, struct index_entry *entry, const char *text, size_t number) {
    uint64_t before = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        uint64_t of;
        bool more = text[length] == ' ';
        if (!scr_count_parse(text, length, 999999999, &of) || of <= before || (more && !text[length + 1])) {
            complain(&reading->complaint, "entry %zu: Replaces is not ascending numbers, one space between", number);
            return;
        }
        end_entry(reading, number, of, entry);
        entry->replaces++;
        before = of;
        text += length + more;
    }
}

scr_result chain_add(struct index_reading *reading, const struct index_line *line) {
    struct publication_index *index = reading->index;
    struct complaint *complaint = &reading->complaint;
    size_t number = index->count + 1;
    SCR_TRY(scr_grow(&index->entries, &index->capacity, number, sizeof *index->entries));
    struct index_entry entry = {.hash = line->hash, .file = line->file, .of = line->of};
    entry.text = scr_arena_copy(&index->arena, line->text, strlen(line->text));
    if (!entry.text) return (scr_result){SCR_MEMORY};
    if (line->number != number) complain(complaint, "entry %zu has the Number %" PRIu32, number, line->number);
    check_date(reading, line->date, number);
    memcpy(entry.date, line->date, strnlen(line->date, sizeof entry.date - 1));
    if (!line->of) {
        entry.kind = known_kind(line->kind);
        index->publications++;
        index->current++;
        if (!entry.kind)
            complain(complaint, "entry %zu: Kind is %s, which no entry of an index is", number,
                     shown(complaint, line->kind));
        check_replaces(reading, &entry, line->replaces, number);
    }
    SCR_TRY(check_hash(reading, line, number));
    index->entries[index->count++] = entry;
    if (line->of) end_entry(reading, number, line->of, NULL);
    return scr_done();
}

static int by_file(const void *a, const void *b) {
    const struct index_entry *const *x = a, *const *y = b;
    int order = memcmp((*x)->file.bytes, (*y)->file.bytes, SCR_HASH_SIZE);
    return order ? order : (*x > *y) - (*x < *y);
}

static int by_subject(const void *a, const void *b) {
    const struct index_entry *const *x = a, *const *y = b;
    int order = strcmp((*x)->kind, (*y)->kind);
    if (!order) order = strcmp((*x)->text, (*y)->text);
    return order ? order : (*x > *y) - (*x < *y);
}

/* Two publications of one thing that stand side by side: a reader of one would not know of the other. */
static scr_result find_rivals(struct index_reading *reading) {
    struct publication_index *index = reading->index;
    const struct index_entry **entries = scr_arena_alloc(&index->arena, index->publications, sizeof *entries);
    size_t count = 0;
    if (!entries) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < index->count; i++)
        if (index->entries[i].kind && strcmp(index->entries[i].kind, "impact-statement") != 0)
            entries[count++] = &index->entries[i];
    if (count) qsort(entries, count, sizeof *entries, by_subject);
    for (size_t i = 1; i < count; i++) {
        const struct index_entry *first = entries[i - 1], *second = entries[i];
        size_t number = index_number(index, second);
        if (strcmp(first->kind, second->kind) != 0 || strcmp(first->text, second->text) != 0) continue;
        /* Each entry's predecessor has ended in time, so all before that one have. */
        if (!first->ended_by || first->ended_by > number)
            complain(&reading->complaint, "entry %zu, a %s of %s, stands beside entry %zu, which it does not replace",
                     number, second->kind, shown(&reading->complaint, second->text), index_number(index, first));
    }
    index->by_subject = entries;
    index->subjects = count;
    return scr_done();
}

scr_result chain_end(struct index_reading *reading) {
    struct publication_index *index = reading->index;
    size_t found = 0;
    index->by_file = scr_arena_alloc(&index->arena, index->publications, sizeof *index->by_file);
    if (!index->by_file) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < index->count; i++)
        if (!index->entries[i].of) index->by_file[found++] = &index->entries[i];
    if (found) qsort(index->by_file, found, sizeof *index->by_file, by_file);
    for (size_t i = 1; i < found; i++)
        if (scr_hash_equal(&index->by_file[i - 1]->file, &index->by_file[i]->file)) {
            char hex[SCR_HEX_SIZE];
            scr_hash_hex(&index->by_file[i]->file, hex);
            complain(&reading->complaint, "entries %zu and %zu publish one file, with SHA-256 %s",
                     index_number(index, index->by_file[i - 1]), index_number(index, index->by_file[i]), hex);
        }
    return find_rivals(reading);
}
