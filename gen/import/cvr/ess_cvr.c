/* ess_cvr.c: ballots of an ES&S cast-vote record CSV.
 *
 * Row 1 names the columns: some of the ballot, then one per contest, repeated N times for "vote for N". A cell holds
 * the candidate's name, "undervote", "overvote", or nothing when the contest is not on the ballot. What the columns of
 * the ballot are is known by name; any other column in front of "Cast Vote Record" or of the last known one is passed
 * over. */
#include <string.h>
#include <strings.h>

#include "companion.h"
#include "cvr_format.h"

struct reading {
    struct cvr_builder *builder;
    bool headed;
    size_t width, first; /* columns; the first contest's */
    size_t fields[CVR_FIELDS], position;
    size_t *contests; /* per column */
};

/* Columns of the ballot, in the various exports. */
static const struct {
    const char *name;
    enum cvr_field field; /* CVR_FIELDS: passed over */
} known[] = {{"Cast Vote Record", CVR_ID}, {"Precinct", CVR_PRECINCT},     {"Precinct ID", CVR_PRECINCT},
             {"Ballot Style", CVR_STYLE},  {"Style", CVR_STYLE},           {"Tabulator CVR", CVR_IMPRINTED},
             {"BoxNum", CVR_BATCH},        {"Batch", CVR_BATCH},           {"Serial Number", CVR_IMPRINTED},
             {"BoxPosition", CVR_FIELDS},  {"Machine", CVR_TABULATOR},     {"seqno", CVR_FIELDS},
             {"Poll Place", CVR_FIELDS},   {"Poll Place ID", CVR_FIELDS},  {"Tabulator", CVR_TABULATOR},
             {"Audit Number", CVR_FIELDS}, {"Reporting Group", CVR_FIELDS}};

static scr_result read_header(struct reading *reading, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct cvr_builder *builder = reading->builder;
    reading->headed = true;
    reading->width = count;
    for (size_t i = 0; i < CVR_FIELDS; i++) reading->fields[i] = CVR_NONE;
    reading->position = cvr_column(fields, count, "BoxPosition");
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            if (!cvr_field_is(fields[i], known[k].name)) continue;
            reading->first = i + 1;
            if (known[k].field != CVR_FIELDS && reading->fields[known[k].field] == CVR_NONE)
                reading->fields[known[k].field] = i;
        }
    reading->contests = scr_arena_alloc(&builder->base.arena, count, sizeof *reading->contests);
    if (!reading->contests) return (scr_result){SCR_MEMORY};
    size_t before = builder->records.contest_count;
    for (size_t i = reading->first; i < count; i++) {
        const char *name;
        SCR_TRY(builder_text(&builder->base, place, "contest", fields[i].text, fields[i].length, true, &name));
        SCR_TRY(cvr_contest(builder, place, name, name, name, 0, &reading->contests[i]));
        size_t repeated = 0;
        for (size_t k = reading->first; k <= i; k++) repeated += reading->contests[k] == reading->contests[i];
        struct cvr_contest *contest = &builder->records.contests[reading->contests[i]];
        if (reading->contests[i] >= before || contest->votes_allowed < repeated)
            contest->votes_allowed = (unsigned)repeated;
        builder->building[reading->contests[i]].votes_guessed = true; /* a definition knows better */
    }
    if (reading->first == count) builder_problem(&builder->base, place, "the row names no contest");
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result read_cell(struct reading *reading, struct csv_field cell, size_t contest) {
    struct cvr_builder *builder = reading->builder;
    const char *name;
    size_t candidate;
    if (!cell.length) return scr_done();
    if (cvr_field_is(cell, "undervote") || cvr_field_is(cell, "blank")) return cvr_bears(builder, contest, NULL);
    if (cvr_field_is(cell, "overvote")) return cvr_decide(builder, contest, CVR_OVERVOTE);
    if (!name_index_find(&builder->building[contest].candidate_keys, cell.text, cell.length, &candidate)) {
        SCR_TRY(builder_text(&builder->base, builder->place, "selection", cell.text, cell.length, true, &name));
        if (!*name) return scr_done();
        SCR_TRY(cvr_candidate(builder, builder->place, contest, name, "", name, cvr_is_write_in(name), &candidate));
    }
    return cvr_mark(builder, contest, candidate);
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct cvr_builder *builder = reading->builder;
    const struct import_place place = {.line = line};
    if (!reading->headed) return read_header(reading, place, fields, count);
    if (count != reading->width) {
        builder_problem(&builder->base, place, "the ballot has %zu fields, the header %zu", count, reading->width);
        return scr_done();
    }
    SCR_TRY(cvr_ballot_open(builder, place));
    for (size_t i = 0; i < CVR_FIELDS; i++)
        if (reading->fields[i] != CVR_NONE)
            SCR_TRY(cvr_set(builder, (enum cvr_field)i, fields[reading->fields[i]].text,
                            fields[reading->fields[i]].length));
    if (reading->position != CVR_NONE)
        cvr_set_position(builder, fields[reading->position].text, fields[reading->position].length);
    SCR_TRY(companion_ess_tabulator(builder));
    for (size_t i = reading->first; i < count; i++)
        SCR_TRY(read_cell(reading, cvr_trim(fields[i]), reading->contests[i]));
    return cvr_ballot_close(builder);
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct reading reading = {.builder = builder};
    struct scr_hash hash = {0};
    SCR_TRY(csv_file_read(look->path, look->shown, false, read_row, &reading, &hash, builder->base.diagnosis));
    return cvr_source(builder, look->shown, cvr_ess.name, &hash);
}

static bool recognise(const struct cvr_look *look) {
    return look->kind == LOOK_CSV && cvr_look_has(look, 0, "Cast Vote Record") &&
           !cvr_look_has(look, 0, "Ballot Status");
}

const struct cvr_format cvr_ess = {"ess-cvr-csv", recognise, read};
