/* unit_csv.c: reads files about the units of a hierarchy: which district each is in, or a share that is known. */
#include <string.h>

#include "gen/import/csv_file.h"
#include "gen/study/districts.h"
#include "scrutineer/text.h"

#define COLUMNS_MOST 3

struct reading {
    const char *shown;
    const struct study_table *table;
    struct scr_arena *arena;
    struct scr_diagnosis *diagnosis;
    struct study_leaf_index index;
    const char *const *columns;
    size_t column_count, at[COLUMNS_MOST];
    bool header;
    size_t problems;
    unsigned long *lines; /* [leaves] where each stands; 0: nowhere yet */
    uint32_t *of;         /* [leaves] districts, or NULL */
    struct study_districts *districts;
    struct study_known_share *known; /* [leaves] shares, or NULL */
    int64_t *counts;                 /* [units] numbers, or NULL */
};

static void problem(struct reading *r, unsigned long line, const char *words, const char *name, const char *after) {
    struct scr_buffer place = {0}, shown = {0};
    r->problems++;
    if (!scr_failed(scr_buffer_print(&place, "%s, line %lu", r->shown, line)) &&
        !scr_failed(scr_text_terminal(&shown, name)))
        scr_note(r->diagnosis, SCR_INPUT, (const char *)place.data, "%s%s%s", words,
                 shown.data ? (const char *)shown.data : "", after);
    scr_buffer_free(&place);
    scr_buffer_free(&shown);
}

static scr_result take_header(struct reading *r, unsigned long line, const struct csv_field *fields, size_t count) {
    r->header = true;
    for (size_t c = 0; c < r->column_count; c++) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++)
            if (fields[i].length == strlen(r->columns[c]) && !memcmp(fields[i].text, r->columns[c], fields[i].length))
                r->at[c] = i, found++;
        if (found != 1) problem(r, line, "there must be one column \"", r->columns[c], "\"");
    }
    return r->problems ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result take_district(struct reading *r, unsigned long line, struct csv_field field, uint32_t leaf) {
    struct study_districts *districts = r->districts;
    uint32_t d = 0;
    if (!field.length || field.length > 1000 || memchr(field.text, 0, field.length) ||
        !scr_utf8_valid(field.text, field.length)) {
        problem(r, line, "the district is empty, too long or not UTF-8", "", "");
        return scr_done();
    }
    while (d < districts->count && strcmp(districts->names[d], field.text) != 0) d++;
    if (d == districts->count) {
        if (d == STUDY_DISTRICTS_MOST)
            return scr_refuse(r->diagnosis, SCR_LIMIT, r->shown, "there are more than %u districts",
                              STUDY_DISTRICTS_MOST);
        if (!(districts->names[d] = scr_arena_copy(r->arena, field.text, field.length)))
            return (scr_result){SCR_MEMORY};
        districts->count++;
    }
    r->of[leaf] = d;
    return scr_done();
}

static void take_share(struct reading *r, unsigned long line, struct csv_field part, struct csv_field whole,
                       uint32_t leaf) {
    struct study_known_share *known = &r->known[leaf];
    if (!scr_count_parse(part.text, part.length, STUDY_COUNT_MOST, &known->part) ||
        !scr_count_parse(whole.text, whole.length, STUDY_COUNT_MOST, &known->whole))
        problem(r, line, "part and whole are whole numbers from 0 to 10^9", "", "");
    else if (known->part > known->whole)
        problem(r, line, "the part is more than the whole", "", "");
}

/* For the leaf and all units above it: at most 500,000 numbers of 10^9. */
static void take_count(struct reading *r, unsigned long line, struct csv_field field, uint32_t leaf) {
    uint64_t count = 0;
    if (!scr_count_parse(field.text, field.length, STUDY_COUNT_MOST, &count))
        problem(r, line, "the count is not a whole number from 0 to 10^9", "", "");
    uint32_t unit = study_first_leaf(r->table) + leaf;
    for (r->counts[unit] += (int64_t)count; unit;) {
        unit = r->table->tree.parent[unit];
        r->counts[unit] += (int64_t)count;
    }
}

static scr_result take_record(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *r = context;
    if (!r->header) return take_header(r, line, fields, count);
    for (size_t c = 0; c < r->column_count; c++)
        if (r->at[c] >= count) {
            problem(r, line, "the line has too few fields", "", "");
            return scr_done();
        }
    struct csv_field name = fields[r->at[0]];
    uint32_t leaf = memchr(name.text, 0, name.length) ? STUDY_NO_LEAF : study_leaf_find(&r->index, name.text);
    if (leaf == STUDY_NO_LEAF) {
        problem(r, line, "the counts have no unit \"", name.text, "\" on their last level");
        return scr_done();
    }
    if (leaf == STUDY_SEVERAL_LEAVES) {
        problem(r, line, "several units are called \"", name.text,
                "\": write the units above it before it, from the second level down, with / between");
        return scr_done();
    }
    leaf -= study_first_leaf(r->table);
    if (r->lines[leaf]) {
        problem(r, line, "the unit \"", name.text, "\" stands twice");
        return scr_done();
    }
    r->lines[leaf] = line;
    if (r->districts) return take_district(r, line, fields[r->at[1]], leaf);
    if (r->counts)
        take_count(r, line, fields[r->at[1]], leaf);
    else
        take_share(r, line, fields[r->at[1]], fields[r->at[2]], leaf);
    return scr_done();
}

static scr_result read_units(struct reading *r, const char *path) {
    struct scr_hash hash;
    if (!(r->lines = scr_arena_alloc(r->arena, study_leaves(r->table), sizeof *r->lines)))
        return (scr_result){SCR_MEMORY};
    scr_result result = study_leaf_index_make(r->table, &r->index);
    if (!scr_failed(result)) result = csv_file_read(path, r->shown, true, take_record, r, &hash, r->diagnosis);
    study_leaf_index_free(&r->index);
    SCR_TRY(result);
    if (!r->header) return scr_refuse(r->diagnosis, SCR_INPUT, r->shown, "the file is empty");
    return r->problems ? (scr_result){SCR_INPUT} : scr_done();
}

scr_result study_districts_read(const char *path, const char *shown, const struct study_table *table,
                                struct scr_arena *arena, struct study_districts *districts,
                                struct scr_diagnosis *diagnosis) {
    static const char *const columns[] = {"unit", "district"};
    struct reading r = {.shown = shown,
                        .table = table,
                        .arena = arena,
                        .diagnosis = diagnosis,
                        .columns = columns,
                        .column_count = 2,
                        .districts = districts};
    uint32_t leaves = study_leaves(table);
    r.of = scr_arena_alloc(arena, leaves, sizeof *r.of);
    districts->names = scr_arena_alloc(arena, STUDY_DISTRICTS_MOST, sizeof *districts->names);
    if (!r.of || !districts->names) return (scr_result){SCR_MEMORY};
    for (uint32_t leaf = 0; leaf < leaves; leaf++) r.of[leaf] = UINT32_MAX;
    districts->of = r.of;
    SCR_TRY(read_units(&r, path));
    return districts->count ? scr_done() : scr_refuse(diagnosis, SCR_INPUT, shown, "there is no district");
}

scr_result study_shares_read(const char *path, const char *shown, const struct study_table *table,
                             struct scr_arena *arena, struct study_known_share **known,
                             struct scr_diagnosis *diagnosis) {
    static const char *const columns[] = {"unit", "part", "whole"};
    struct reading r = {
        .shown = shown, .table = table, .arena = arena, .diagnosis = diagnosis, .columns = columns, .column_count = 3};
    if (!(r.known = scr_arena_alloc(arena, study_leaves(table), sizeof *r.known))) return (scr_result){SCR_MEMORY};
    *known = r.known;
    return read_units(&r, path);
}

scr_result study_known_read(const char *path, const char *shown, const struct study_table *table,
                            struct scr_arena *arena, int64_t **known, struct scr_diagnosis *diagnosis) {
    static const char *const columns[] = {"unit", "count"};
    struct reading r = {
        .shown = shown, .table = table, .arena = arena, .diagnosis = diagnosis, .columns = columns, .column_count = 2};
    if (!(*known = r.counts = scr_arena_alloc(arena, table->tree.units, sizeof *r.counts)))
        return (scr_result){SCR_MEMORY};
    SCR_TRY(read_units(&r, path));
    for (uint32_t leaf = 0; leaf < study_leaves(table); leaf++)
        if (!r.lines[leaf])
            problem(&r, 1, "no line has the unit \"", table->names[study_first_leaf(table) + leaf], "\"");
    return (scr_result){r.problems ? SCR_INPUT : SCR_DONE};
}
