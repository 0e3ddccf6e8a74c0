/* table_csv.c: reads a hierarchy of counts from a CSV file whose columns the command line names. */
#include <stdlib.h>
#include <string.h>

#include "gen/import/csv_file.h"
#include "gen/study/table.h"
#include "scrutineer/text.h"

struct level_column {
    char *name;
    size_t prefix, at; /* bytes, 0: all; position of the column */
};

struct reading {
    struct study_table *table;
    const struct study_csv *csv;
    struct scr_diagnosis *diagnosis;
    struct level_column level[RELEASE_LEVEL_LIMIT];
    uint32_t level_count;
    size_t *count_at; /* [table->option_count] */
    bool header;
    const char **keys;
    int64_t *counts;
    unsigned long *lines;
    size_t leaves, key_capacity, count_capacity, line_capacity, problems;
    int64_t population;
};

static scr_result cut_list(struct scr_arena *arena, const char *list, size_t most, char **items, size_t *count) {
    char *text = scr_arena_copy(arena, list, strlen(list));
    if (!text) return (scr_result){SCR_MEMORY};
    for (*count = 0; text;) {
        char *comma = strchr(text, ',');
        if (comma) *comma++ = 0;
        if (!*text || *count == most) return (scr_result){SCR_USAGE};
        items[(*count)++] = text;
        text = comma;
    }
    return scr_done();
}

/* "COLUMN" or "COLUMN:N". */
static bool take_level(struct level_column *level, char *text) {
    uint64_t prefix = 0;
    char *colon = strrchr(text, ':');
    level->name = text;
    if (!colon) return true;
    *colon++ = 0;
    if (!*text || !scr_count_parse(colon, strlen(colon), 1000, &prefix) || !prefix) return false;
    level->prefix = (size_t)prefix;
    return true;
}

static scr_result take_columns(struct reading *r) {
    char *levels[RELEASE_LEVEL_LIMIT - 1], **counts;
    size_t level_count, option_count;
    struct scr_arena *arena = &r->table->arena;
    if (!(counts = scr_arena_alloc(arena, STUDY_OPTIONS_MOST, sizeof *counts))) return (scr_result){SCR_MEMORY};
    scr_result result = cut_list(arena, r->csv->levels, RELEASE_LEVEL_LIMIT - 1, levels, &level_count);
    bool good = !scr_failed(result);
    for (size_t l = 0; good && l < level_count; l++) good = take_level(&r->level[l], levels[l]);
    if (result.code == SCR_MEMORY) return result;
    if (!good)
        return scr_refuse(r->diagnosis, SCR_USAGE, "--levels",
                          "give 1 to 15 columns from the top, COLUMN or COLUMN:N for its first N bytes, with commas "
                          "between them");
    r->level_count = (uint32_t)level_count;
    for (size_t l = 0; l < level_count; l++)
        r->table->level_names[l] = r->level[l].prefix
                                       ? scr_arena_print(arena, "%s:%zu", r->level[l].name, r->level[l].prefix)
                                       : r->level[l].name;
    result = cut_list(arena, r->csv->counts, STUDY_OPTIONS_MOST, counts, &option_count);
    if (result.code == SCR_MEMORY) return result;
    if (scr_failed(result))
        return scr_refuse(r->diagnosis, SCR_USAGE, "--counts", "give 1 to 1000 columns with commas between them");
    for (size_t i = 1; i < option_count; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(counts[i], counts[j]))
                return scr_refuse(r->diagnosis, SCR_USAGE, "--counts", "a column is named twice");
    r->table->option_count = (uint32_t)option_count;
    r->table->options = scr_arena_alloc(arena, option_count, sizeof *r->table->options);
    r->count_at = scr_arena_alloc(arena, option_count, sizeof *r->count_at);
    if (!r->table->options || !r->count_at) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < option_count; i++) r->table->options[i] = counts[i];
    return scr_done();
}

static void problem(struct reading *r, unsigned long line, const char *before, const char *name, const char *after) {
    struct scr_buffer place = {0}, shown = {0};
    r->problems++;
    if (!scr_failed(scr_buffer_print(&place, "%s, line %lu", r->csv->shown, line)) &&
        !scr_failed(scr_text_terminal(&shown, name)))
        scr_note(r->diagnosis, SCR_INPUT, (const char *)place.data, "%s%s%s", before,
                 shown.data ? (const char *)shown.data : "", after);
    scr_buffer_free(&place);
    scr_buffer_free(&shown);
}

static void find_column(struct reading *r, unsigned long line, const struct csv_field *fields, size_t count,
                        const char *name, size_t *at) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (fields[i].length == strlen(name) && !memcmp(fields[i].text, name, fields[i].length)) *at = i, found++;
    if (found != 1) problem(r, line, found ? "two columns are called \"" : "there is no column \"", name, "\"");
}

static scr_result take_header(struct reading *r, unsigned long line, const struct csv_field *fields, size_t count) {
    r->header = true;
    for (uint32_t l = 0; l < r->level_count; l++)
        find_column(r, line, fields, count, r->level[l].name, &r->level[l].at);
    for (uint32_t o = 0; o < r->table->option_count; o++)
        find_column(r, line, fields, count, r->table->options[o], &r->count_at[o]);
    return r->problems ? (scr_result){SCR_INPUT} : scr_done();
}

/* "69" or "69.0": statistical tables that were written through floating point have the latter. */
static bool take_count(struct csv_field field, uint64_t *count) {
    if (field.length > 2 && !memcmp(field.text + field.length - 2, ".0", 2)) field.length -= 2;
    return scr_count_parse(field.text, field.length, STUDY_COUNT_MOST, count);
}

static scr_result take_keys(struct reading *r, unsigned long line, const struct csv_field *fields, const char **keys) {
    for (uint32_t l = 0; l < r->level_count; l++) {
        struct csv_field field = fields[r->level[l].at];
        size_t length = r->level[l].prefix ? r->level[l].prefix : field.length;
        bool good = field.length && field.length <= 1000 && length <= field.length &&
                    !memchr(field.text, 0, field.length) && scr_utf8_valid(field.text, field.length) &&
                    scr_utf8_valid(field.text, length);
        if (!good) {
            problem(r, line, "the field of \"", r->level[l].name, "\" is empty, too short, too long or not UTF-8");
            length = 0;
        }
        if (!(keys[l] = scr_arena_copy(&r->table->arena, field.text, length))) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

static scr_result take_record(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *r = context;
    size_t options = r->table->option_count, most = 0;
    if (!r->header) return take_header(r, line, fields, count);
    for (uint32_t l = 0; l < r->level_count; l++) most = r->level[l].at > most ? r->level[l].at : most;
    for (size_t o = 0; o < options; o++) most = r->count_at[o] > most ? r->count_at[o] : most;
    if (most >= count) {
        problem(r, line, "the line has too few fields", "", "");
        return scr_done();
    }
    if (r->leaves == STUDY_UNITS_MOST || (r->leaves + 1) * options > STUDY_CELLS_MOST)
        return scr_refuse(r->diagnosis, SCR_LIMIT, r->csv->shown, "more than %u units or %u counts", STUDY_UNITS_MOST,
                          STUDY_CELLS_MOST);
    SCR_TRY(scr_grow(&r->keys, &r->key_capacity, (r->leaves + 1) * r->level_count, sizeof *r->keys));
    SCR_TRY(scr_grow(&r->counts, &r->count_capacity, (r->leaves + 1) * options, sizeof *r->counts));
    SCR_TRY(scr_grow(&r->lines, &r->line_capacity, r->leaves + 1, sizeof *r->lines));
    SCR_TRY(take_keys(r, line, fields, r->keys + r->leaves * r->level_count));
    for (size_t o = 0; o < options; o++) {
        uint64_t value = 0;
        if (!take_count(fields[r->count_at[o]], &value))
            problem(r, line, "the count in \"", r->table->options[o], "\" is not a whole number from 0 to 10^9");
        r->counts[r->leaves * options + o] = (int64_t)value;
        r->population += (int64_t)value; /* at most 8,000,000 * 10^9 < 2^53 */
    }
    r->lines[r->leaves++] = line;
    return scr_done();
}

static scr_result build(struct reading *r) {
    size_t twice;
    if (r->problems) return (scr_result){SCR_INPUT};
    if (!r->leaves) return scr_refuse(r->diagnosis, SCR_INPUT, r->csv->shown, "there is no line with counts");
    if (r->population > STUDY_POPULATION_MOST)
        return scr_refuse(r->diagnosis, SCR_LIMIT, r->csv->shown, "the counts add up to more than 2^40");
    scr_result result =
        study_table_build(r->table, r->keys, r->leaves, r->level_count, r->counts, &twice, r->diagnosis);
    if (scr_failed(result) && twice != SIZE_MAX)
        problem(r, r->lines[twice], "the unit \"", r->keys[twice * r->level_count + r->level_count - 1],
                "\" stands twice");
    return result;
}

scr_result study_table_read(struct study_table *table, const struct study_csv *csv, struct scr_diagnosis *diagnosis) {
    struct reading r = {.table = table, .csv = csv, .diagnosis = diagnosis};
    struct scr_hash hash;
    SCR_TRY(take_columns(&r));
    scr_result result = csv_file_read(csv->path, csv->shown, true, take_record, &r, &hash, diagnosis);
    if (!scr_failed(result)) result = build(&r);
    table->votes_allowed = csv->votes_allowed;
    table->sensitivity = study_sensitivity(csv->adjacency, table->option_count, csv->votes_allowed);
    free(r.keys);
    free(r.counts);
    free(r.lines);
    return result;
}
