/* clear_ballot.c: ballots of a Clear Ballot cast-vote record CSV.
 *
 * Row 1 names the columns: some of the ballot, then one per choice, "Choice_12_1:CONTEST:Vote For N:CHOICE:PARTY";
 * older exports write "Choice_12_1" and name contests and choices in files beside it (NAME.cvr.csv, NAME.choices.csv,
 * NAME.contests.csv). Cells are 0, 1 or empty, when the contest is not on the ballot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clear_ballot_names.h"
#include "cvr_format.h"

struct reading {
    struct cvr_builder *builder;
    const struct clear_ballot_names *names;
    bool headed;
    size_t width, first;
    size_t fields[CVR_FIELDS], position;
    size_t *contests, *candidates; /* per column */
};

static const char *const field_names[CVR_FIELDS] = {
    [CVR_ID] = "RowNumber", [CVR_IMPRINTED] = "BallotID",  [CVR_TABULATOR] = "ScanComputerName",
    [CVR_BATCH] = "BoxID",  [CVR_STYLE] = "BallotStyleID", [CVR_PRECINCT] = "PrecinctID",
};

/* "Choice_12_1:CONTEST:Vote For N:CHOICE:PARTY". A contest's name may hold colons: " :Vote For " parts it. */
static scr_result read_long(struct reading *reading, struct import_place place, const char *text, size_t column) {
    struct cvr_builder *builder = reading->builder;
    struct builder *base = &builder->base;
    const char *name = strchr(text, ':') + 1, *mark = NULL, *contest, *choice;
    for (const char *at = strstr(name, ":Vote For "); at; at = strstr(at + 1, ":Vote For ")) mark = at;
    const char *after = mark ? strchr(mark + 1, ':') : NULL;
    if (!after) {
        builder_problem(base, place, "the column %s does not say \"CONTEST:Vote For N:CHOICE\"",
                        builder_shown(base, text));
        return scr_done();
    }
    const char *number = mark + strlen(":Vote For "), *end = strrchr(after + 1, ':');
    unsigned votes = builder_votes(base, place, number, (size_t)(after - number));
    SCR_TRY(builder_text(base, place, "contest", name, (size_t)(mark - name), true, &contest));
    SCR_TRY(builder_text(base, place, "choice", after + 1, end ? (size_t)(end - after - 1) : strlen(after + 1), true,
                         &choice));
    char *id = scr_arena_copy(&base->arena, text, strcspn(text, ":"));
    if (!id) return (scr_result){SCR_MEMORY};
    SCR_TRY(cvr_contest(builder, place, contest, contest, contest, votes, &reading->contests[column]));
    return cvr_candidate(builder, place, reading->contests[column], id, id, choice, cvr_is_write_in(choice),
                         &reading->candidates[column]);
}

/* "Choice_12_1", named in the files beside. */
static scr_result read_short(struct reading *reading, struct import_place place, const char *text, size_t column) {
    struct cvr_builder *builder = reading->builder;
    struct builder *base = &builder->base;
    const char *number = text + strlen("Choice_"), *contest, *contest_id, *choice;
    char *id = scr_arena_copy(&base->arena, number, strcspn(number, "_"));
    if (!id) return (scr_result){SCR_MEMORY};
    if (!reading->names || !clear_ballot_name(reading->names, id, &contest_id, &contest, &choice)) {
        builder_problem(base, place,
                        "the column %s names its choice by number; the files NAME.choices.csv and NAME.contests.csv "
                        "beside NAME.cvr.csv must name it",
                        builder_shown(base, text));
        return scr_done();
    }
    SCR_TRY(cvr_contest(builder, place, contest_id, contest_id, contest, 0, &reading->contests[column]));
    return cvr_candidate(builder, place, reading->contests[column], id, id, choice, cvr_is_write_in(choice),
                         &reading->candidates[column]);
}

static scr_result read_header(struct reading *reading, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct cvr_builder *builder = reading->builder;
    reading->headed = true;
    reading->width = count;
    for (size_t i = 0; i < CVR_FIELDS; i++) reading->fields[i] = cvr_column(fields, count, field_names[i]);
    if (reading->fields[CVR_ID] == CVR_NONE) reading->fields[CVR_ID] = reading->fields[CVR_IMPRINTED];
    reading->position = cvr_column(fields, count, "BoxPosition");
    reading->contests = scr_arena_alloc(&builder->base.arena, count, sizeof *reading->contests);
    reading->candidates = scr_arena_alloc(&builder->base.arena, count, sizeof *reading->candidates);
    if (!reading->contests || !reading->candidates) return (scr_result){SCR_MEMORY};
    while (reading->first < count && strncmp(fields[reading->first].text, "Choice_", 7)) reading->first++;
    for (size_t i = reading->first; i < count; i++) {
        const char *text;
        SCR_TRY(builder_text(&builder->base, place, "choice", fields[i].text, fields[i].length, true, &text));
        if (strncmp(text, "Choice_", 7)) {
            builder_problem(&builder->base, place, "column %zu stands among the choices and is none", i + 1);
            continue;
        }
        if (strchr(text, ':'))
            SCR_TRY(read_long(reading, place, text, i));
        else
            SCR_TRY(read_short(reading, place, text, i));
        for (size_t k = reading->first; k < i && !builder_failed(&builder->base); k++)
            if (reading->contests[k] == reading->contests[i] && reading->candidates[k] == reading->candidates[i])
                builder_problem(&builder->base, place, "the choice %s stands twice",
                                builder_shown(&builder->base, text));
    }
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
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
    for (size_t i = reading->first; i < count; i++) {
        struct csv_field cell = cvr_trim(fields[i]);
        if (!cell.length) continue;
        SCR_TRY(cvr_bears(builder, reading->contests[i], NULL));
        if (cvr_field_is(cell, "1"))
            SCR_TRY(cvr_mark(builder, reading->contests[i], reading->candidates[i]));
        else if (!cvr_field_is(cell, "0"))
            builder_problem(&builder->base, place, "column %zu holds %s; it must be 0, 1 or empty", i + 1,
                            builder_shown(&builder->base, cell.text));
    }
    return cvr_ballot_close(builder);
}

static scr_result read_ballots(struct cvr_builder *builder, const char *path, const struct clear_ballot_names *names) {
    struct reading reading = {.builder = builder, .names = names};
    struct scr_hash hash = {0};
    SCR_TRY(csv_file_read(path, builder->base.shown, false, read_row, &reading, &hash, builder->base.diagnosis));
    return cvr_source(builder, builder->base.shown, cvr_clear_ballot.name, &hash);
}

static scr_result read_one(struct cvr_builder *builder, const char *path) {
    struct clear_ballot_names names = {0};
    bool found;
    scr_result result = clear_ballot_names_read(&names, builder, path, &found);
    if (!scr_failed(result)) result = read_ballots(builder, path, found ? &names : NULL);
    clear_ballot_names_free(&names);
    return result;
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    if (look->kind == LOOK_CSV) return read_one(builder, look->path);
    for (size_t i = 0; i < look->file_count; i++) {
        size_t length = strlen(look->files[i]);
        if (length < 8 || strcmp(look->files[i] + length - 8, ".cvr.csv")) continue;
        char *path = scr_arena_print(&builder->base.arena, "%s/%s", look->path, look->files[i]);
        if (!path) return (scr_result){SCR_MEMORY};
        SCR_TRY(cvr_show(builder, look->files[i]));
        SCR_TRY(read_one(builder, path));
    }
    return scr_done();
}

static bool recognise(const struct cvr_look *look) {
    if (look->kind == LOOK_FOLDER) return cvr_look_holds(look, ".cvr.csv");
    if (look->kind != LOOK_CSV || !cvr_look_has(look, 0, "BallotID")) return false;
    for (size_t i = 0; i < look->records[0].count; i++)
        if (!strncmp(look->records[0].cells[i], "Choice_", 7)) return true;
    return false;
}

const struct cvr_format cvr_clear_ballot = {"clear-ballot-cvr-csv", recognise, read};
