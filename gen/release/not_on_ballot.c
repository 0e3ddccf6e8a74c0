/* not_on_ballot.c: structural zeros from CSV. */
#include "gen/release/not_on_ballot.h"

#include <stdlib.h>
#include <string.h>

#include "gen/import/cvr/cvr_format.h"
#include "gen/import/name_index.h"
#include "gen/package/names.h"

enum column { STATE, COUNTY, MUNICIPALITY, PRECINCT, CONTEST, SELECTION, PARTY, COLUMNS };
static const char *const names[COLUMNS] = {"state",   "county",    "municipality", "precinct",
                                           "contest", "selection", "party"};

struct zero {
    size_t contest, option, unit; /* of the plan; of the returns */
};

struct reading {
    const struct returns *returns;
    const struct measurement_plan *plan;
    const char *shown;
    struct scr_diagnosis *diagnosis;
    struct name_index units; /* full names, as write_path makes them */
    struct scr_arena arena;  /* of the index, and of words */
    struct scr_buffer key;
    struct zero *zeros;
    size_t count, capacity;
    size_t columns[COLUMNS], width;
    bool headed, failed;
};

static scr_result problem(struct reading *reading, unsigned long line, const char *sentence, struct csv_field name) {
    char *text = scr_arena_copy(&reading->arena, name.text, name.length);
    const char *place = scr_arena_print(&reading->arena, "%s, line %lu", reading->shown, line);
    if (!text || !place) return (scr_result){SCR_MEMORY};
    reading->failed = true;
    scr_note(reading->diagnosis, SCR_INPUT, place, "%s: %s", sentence, package_shown(&reading->arena, text));
    return scr_done();
}

/* The names from the state down, each with a tab behind it, which no name holds. */
static scr_result index_units(struct reading *reading) {
    const struct returns *returns = reading->returns;
    for (size_t u = 0; u < returns->unit_count; u++) {
        const char *path[RETURNS_LEVELS] = {"", "", "", "", ""};
        for (size_t at = u; at; at = returns->units[at].parent)
            path[returns->units[at].level] = returns->units[at].name;
        reading->key.length = 0;
        for (int level = RETURNS_STATE; level < RETURNS_LEVELS; level++)
            SCR_TRY(scr_buffer_print(&reading->key, "%s\t", path[level]));
        char *key = scr_arena_copy(&reading->arena, (const char *)reading->key.data, reading->key.length);
        if (!key) return (scr_result){SCR_MEMORY};
        SCR_TRY(name_index_add(&reading->units, key, reading->key.length, u, NULL));
    }
    return scr_done();
}

static scr_result read_header(struct reading *reading, unsigned long line, const struct csv_field *fields,
                              size_t count) {
    reading->headed = true;
    reading->width = count;
    for (size_t c = 0; c < COLUMNS; c++) reading->columns[c] = cvr_column(fields, count, names[c]);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t c = 0; c < COLUMNS; c++) known = known || reading->columns[c] == i;
        if (!known) SCR_TRY(problem(reading, line, "this column is not known, or stands twice", fields[i]));
    }
    if (reading->columns[CONTEST] != CVR_NONE && reading->columns[SELECTION] != CVR_NONE) return scr_done();
    reading->failed = true;
    return scr_refuse(reading->diagnosis, SCR_INPUT, reading->shown,
                      "the first line names the columns: contest, selection, and of state, county, municipality, "
                      "precinct those of the returns");
}

static struct csv_field cell(const struct reading *reading, const struct csv_field *fields, enum column column) {
    static const struct csv_field nothing = {"", 0};
    return reading->columns[column] == CVR_NONE ? nothing : cvr_trim(fields[reading->columns[column]]);
}

static bool is(struct csv_field field, const char *text) {
    return strlen(text) == field.length && !memcmp(field.text, text, field.length);
}

/* *contest is of the plan, *source of the returns. */
static bool find_contest(const struct reading *reading, struct csv_field name, size_t *contest, size_t *source) {
    for (*contest = 0; *contest < reading->plan->contest_count; ++*contest)
        if (is(name, reading->plan->contests[*contest].name)) break;
    for (*source = 0; *source < reading->returns->contest_count; ++*source)
        if (is(name, reading->returns->contests[*source].name)) break;
    return *contest < reading->plan->contest_count && *source < reading->returns->contest_count;
}

static size_t find_option(const struct returns_contest *contest, struct csv_field name, struct csv_field party,
                          bool *several) {
    size_t found = RETURNS_NONE;
    for (size_t i = 0; i < contest->option_count; i++) {
        if (!is(name, contest->options[i].name) || (party.length && !is(party, contest->options[i].party))) continue;
        *several = *several || found != RETURNS_NONE;
        found = i;
    }
    return found;
}

static scr_result find_unit(struct reading *reading, const struct csv_field *fields, size_t *unit) {
    reading->key.length = 0;
    for (enum column c = STATE; c <= PRECINCT; c++) {
        struct csv_field name = cell(reading, fields, c);
        SCR_TRY(scr_buffer_append(&reading->key, name.text, name.length));
        SCR_TRY(scr_buffer_text(&reading->key, "\t"));
    }
    if (!name_index_find(&reading->units, (const char *)reading->key.data, reading->key.length, unit))
        *unit = RETURNS_NONE;
    return scr_done();
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct zero zero;
    size_t source, filled = 0;
    bool several = false;
    if (!reading->headed) return read_header(reading, line, fields, count);
    for (size_t i = 0; i < count && !filled; i++) filled = cvr_trim(fields[i]).length;
    if (!filled) return scr_done();
    if (count != reading->width)
        return problem(reading, line, "this row has not as many fields as the header", fields[0]);
    struct csv_field contest = cell(reading, fields, CONTEST), selection = cell(reading, fields, SELECTION);
    if (!find_contest(reading, contest, &zero.contest, &source))
        return problem(reading, line, "this contest is not in the release", contest);
    zero.option = find_option(&reading->returns->contests[source], selection, cell(reading, fields, PARTY), &several);
    if (zero.option == RETURNS_NONE) return problem(reading, line, "the contest has no such selection", selection);
    if (several) return problem(reading, line, "several parties have this selection, name the party too", selection);
    SCR_TRY(find_unit(reading, fields, &zero.unit));
    if (zero.unit == RETURNS_NONE || !returns_find(reading->returns, source, zero.unit))
        return problem(reading, line, "the returns have no such unit, by these names, with this contest", contest);
    if (reading->count == RETURNS_COUNTS_MOST)
        return scr_refuse(reading->diagnosis, SCR_LIMIT, reading->shown, "the file has too many lines");
    SCR_TRY(scr_grow(&reading->zeros, &reading->capacity, reading->count + 1, sizeof *reading->zeros));
    reading->zeros[reading->count++] = zero;
    return scr_done();
}

static int by_contest_option_unit(const void *a, const void *b) {
    const struct zero *first = a, *second = b;
    if (first->contest != second->contest) return first->contest < second->contest ? -1 : 1;
    if (first->option != second->option) return first->option < second->option ? -1 : 1;
    return first->unit < second->unit ? -1 : first->unit > second->unit;
}

static scr_result take(struct reading *reading, struct scr_arena *arena, struct measurement_plan *plan) {
    struct zero *zeros = reading->zeros;
    if (reading->count) qsort(zeros, reading->count, sizeof *zeros, by_contest_option_unit);
    for (size_t i = 0, end; i < reading->count; i = end) {
        struct measurement_plan_contest *contest = &plan->contests[zeros[i].contest];
        for (end = i; end < reading->count && zeros[end].contest == zeros[i].contest;) end++;
        contest->zeros = scr_arena_alloc(arena, end - i, sizeof *contest->zeros);
        size_t *units = scr_arena_alloc(arena, end - i, sizeof *units);
        if (!contest->zeros || !units) return (scr_result){SCR_MEMORY};
        contest->zero_count = 0;
        for (size_t k = i; k < end; k++) {
            bool again = k > i && !by_contest_option_unit(&zeros[k - 1], &zeros[k]);
            if (k == i || zeros[k].option != zeros[k - 1].option)
                contest->zeros[contest->zero_count++] = (struct measurement_plan_zero){zeros[k].option, units, 0};
            if (again) continue;
            contest->zeros[contest->zero_count - 1].unit_count++;
            *units++ = zeros[k].unit;
        }
    }
    return scr_done();
}

scr_result not_on_ballot_read(const char *path, const struct returns *returns, struct scr_arena *arena,
                              struct measurement_plan *plan, struct scr_diagnosis *diagnosis) {
    struct reading reading = {.returns = returns, .plan = plan, .diagnosis = diagnosis};
    struct scr_hash hash;
    reading.shown = package_shown(&reading.arena, path);
    scr_result result = index_units(&reading);
    if (!scr_failed(result)) result = csv_file_read(path, reading.shown, true, read_row, &reading, &hash, diagnosis);
    if (!scr_failed(result) && reading.failed) result.code = SCR_INPUT;
    if (!scr_failed(result)) result = take(&reading, arena, plan);
    name_index_free(&reading.units);
    scr_buffer_free(&reading.key);
    free(reading.zeros);
    scr_arena_free(&reading.arena);
    return result;
}
