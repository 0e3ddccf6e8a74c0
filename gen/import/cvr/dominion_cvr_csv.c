/* dominion_cvr_csv.c: ballots of a Dominion cast-vote record CSV.
 *
 * Row 1 names the election, row 2 each column's contest "NAME (Vote For=N)", row 3 its candidate, row 4 the fixed
 * columns; then one row per ballot. Empty cells: the contest is not on the ballot. A ranked contest, "NAME (Number of
 * positions=1, Number of ranks=9)", has a column per candidate and rank, "CANDIDATE(1)"; only its first rank is read,
 * and only when the official asks for that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cvr_format.h"

struct column {
    size_t contest, candidate; /* contest CVR_NONE: not read */
};

struct reading {
    struct cvr_builder *builder;
    unsigned rows;
    size_t width, fixed; /* columns in row 2; how many of them stand before the contests */
    const char **headers;
    bool ranked_refused;
    struct column *columns;
    size_t id, fields[CVR_FIELDS], record;
};

static const char *const fixed_names[CVR_FIELDS] = {
    [CVR_ID] = "CvrNumber",  [CVR_IMPRINTED] = "ImprintedId", [CVR_TABULATOR] = "TabulatorNum",
    [CVR_BATCH] = "BatchId", [CVR_STYLE] = "BallotType",      [CVR_PRECINCT] = "PrecinctPortion",
};

/* Splits "NAME (Vote For=N)" or "NAME (Number of positions=N, Number of ranks=M)"; the number of votes, 0 after a
 * problem. */
static scr_result split_header(struct reading *reading, struct import_place place, const char *header,
                               const char **name, unsigned *votes, bool *ranked) {
    struct builder *base = &reading->builder->base;
    static const char *const marks[] = {"(Vote For=", "(Number of positions="};
    const char *open = NULL, *number = NULL;
    *votes = 0;
    *name = header;
    *ranked = strstr(header, "Number of ranks=") != NULL;
    for (size_t m = 0; m < 2; m++)
        for (const char *at = strstr(header, marks[m]); at; at = strstr(at + 1, marks[m]))
            if (!open || at > open) open = at, number = at + strlen(marks[m]);
    if (!open || header[strlen(header) - 1] != ')') {
        builder_problem(base, place, "the contest %s does not end in \"(Vote For=N)\"", builder_shown(base, header));
        return scr_done();
    }
    if (*ranked && !reading->builder->options->first_preferences && !reading->ranked_refused) {
        reading->ranked_refused = true;
        builder_problem(base, place,
                        "the contest %s is ranked; only its first preferences can be read, with --first-preferences",
                        builder_shown(base, header));
    }
    *votes = builder_votes(base, place, number, strcspn(number, ",)"));
    return builder_text(base, place, "contest's name", header, (size_t)(open - header), true, name);
}

static scr_result read_contests(struct reading *reading, struct import_place place, const struct csv_field *fields,
                                size_t count) {
    struct cvr_builder *builder = reading->builder;
    reading->width = count;
    reading->headers = scr_arena_alloc(&builder->base.arena, count, sizeof *reading->headers);
    reading->columns = scr_arena_alloc(&builder->base.arena, count, sizeof *reading->columns);
    if (!reading->headers || !reading->columns) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        /* A header stands above each of its candidates: the same text is looked at once. */
        if (i && fields[i].length == fields[i - 1].length &&
            !memcmp(fields[i].text, fields[i - 1].text, fields[i].length))
            reading->headers[i] = reading->headers[i - 1];
        else
            SCR_TRY(builder_text(&builder->base, place, "contest", fields[i].text, fields[i].length, false,
                                 &reading->headers[i]));
    }
    while (reading->fixed < count && !*reading->headers[reading->fixed]) reading->fixed++;
    for (size_t i = reading->fixed; i < count; i++)
        if (!*reading->headers[i]) builder_problem(&builder->base, place, "column %zu names no contest", i + 1);
    if (reading->fixed == count) builder_problem(&builder->base, place, "the row names no contest");
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
}

/* "LYON Michael(1)": cuts the rank off; 0 when there is none. */
static unsigned cut_rank(const char *text, size_t *length) {
    size_t at = *length;
    if (at < 3 || text[at - 1] != ')') return 0;
    for (at--; at && text[at - 1] >= '0' && text[at - 1] <= '9';) at--;
    unsigned rank = 0;
    if (!at || text[at - 1] != '(' || *length - at > 5 || sscanf(text + at, "%u", &rank) != 1) return 0;
    *length = at - 1;
    return rank;
}

static scr_result read_candidate(struct reading *reading, struct import_place place, struct csv_field field,
                                 size_t index, size_t contest, bool ranked) {
    struct cvr_builder *builder = reading->builder;
    const char *name;
    struct column *column = &reading->columns[index];
    size_t length = field.length, before = builder->records.contests[contest].candidate_count;
    *column = (struct column){contest, CVR_NONE};
    unsigned rank = ranked ? cut_rank(field.text, &length) : 1;
    if (!rank) {
        builder_problem(&builder->base, place, "column %zu of a ranked contest does not end in its rank, \"(1)\"",
                        index + 1);
        return scr_done();
    }
    if (rank > 1) return scr_done(); /* the cells tell that the contest is on the ballot, no more */
    SCR_TRY(builder_text(&builder->base, place, "candidate", field.text, length, false, &name));
    if (!*name) {
        builder_problem(&builder->base, place, "column %zu has no candidate for the contest %s", index + 1,
                        builder_shown(&builder->base, builder->records.contests[contest].name));
        return scr_done();
    }
    bool write_in = cvr_is_write_in(name);
    /* Write-in lines may bear one name: each column is one. */
    const char *key = name;
    for (unsigned line = 2;
         write_in && name_index_find(&builder->building[contest].candidate_keys, key, strlen(key), &(size_t){0});
         line++) {
        key = scr_arena_print(&builder->base.arena, "%s (%u)", name, line);
        if (!key) return (scr_result){SCR_MEMORY};
    }
    SCR_TRY(cvr_candidate(builder, place, contest, key, "", name, write_in, &column->candidate));
    if (column->candidate < before && reading->builder->records.source_count == 0)
        builder_problem(&builder->base, place, "the candidate %s stands twice in the contest %s",
                        builder_shown(&builder->base, name),
                        builder_shown(&builder->base, builder->records.contests[contest].name));
    return scr_done();
}

static scr_result read_candidates(struct reading *reading, struct import_place place, const struct csv_field *fields,
                                  size_t count) {
    struct cvr_builder *builder = reading->builder;
    if (count != reading->width) {
        builder_problem(&builder->base, place, "the row of candidates has %zu fields, the row of contests %zu", count,
                        reading->width);
        return (scr_result){SCR_INPUT};
    }
    const struct import_place heads = {.line = 2};
    for (size_t i = reading->fixed; i < count;) {
        const char *header = reading->headers[i], *name;
        unsigned votes;
        bool ranked;
        size_t contest, known = builder->records.contest_count;
        SCR_TRY(split_header(reading, heads, header, &name, &votes, &ranked));
        SCR_TRY(cvr_contest(builder, heads, name, name, name, votes, &contest));
        if (contest < known && !builder->records.source_count)
            builder_problem(&builder->base, heads, "the contest %s stands twice", builder_shown(&builder->base, name));
        if (ranked) builder->records.contests[contest].ranked = true;
        for (; i < count && !strcmp(reading->headers[i], header); i++)
            SCR_TRY(read_candidate(reading, place, fields[i], i, contest, ranked));
    }
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result read_columns(struct reading *reading, struct import_place place, const struct csv_field *fields,
                               size_t count) {
    struct builder *base = &reading->builder->base;
    size_t fixed = count < reading->fixed ? count : reading->fixed;
    for (size_t i = 0; i < CVR_FIELDS; i++) reading->fields[i] = cvr_column(fields, fixed, fixed_names[i]);
    reading->record = cvr_column(fields, fixed, "RecordId");
    /* Where there is no imprinter, some exports give an identifier of their own. */
    reading->id = cvr_column(fields, fixed, "UniqueVotingIdentifier");
    static const enum cvr_field needed[] = {CVR_ID, CVR_TABULATOR, CVR_BATCH};
    for (size_t i = 0; i < 3; i++)
        if (reading->fields[needed[i]] == CVR_NONE)
            builder_problem(base, place, "the column %s is missing", fixed_names[needed[i]]);
    if (reading->record == CVR_NONE) builder_problem(base, place, "the column RecordId is missing");
    return builder_failed(base) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result read_cell(struct reading *reading, struct csv_field cell, const struct column *column) {
    struct cvr_builder *builder = reading->builder;
    if (!cell.length) return scr_done();
    SCR_TRY(cvr_bears(builder, column->contest, NULL));
    if (cell.length == 1 && *cell.text == '0') return scr_done();
    if (cell.length == 1 && *cell.text == '1')
        return column->candidate == CVR_NONE ? scr_done() : cvr_mark(builder, column->contest, column->candidate);
    builder_problem(&builder->base, builder->place, "column %zu holds %s; it must be 0, 1 or empty",
                    (size_t)(column - reading->columns) + 1, builder_shown(&builder->base, cell.text));
    return scr_done();
}

static scr_result read_ballot(struct reading *reading, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct cvr_builder *builder = reading->builder;
    if (count != reading->width) {
        builder_problem(&builder->base, place, "the ballot has %zu fields, the header %zu", count, reading->width);
        return scr_done();
    }
    SCR_TRY(cvr_ballot_open(builder, place));
    for (size_t i = 0; i < CVR_FIELDS; i++)
        if (reading->fields[i] != CVR_NONE)
            SCR_TRY(cvr_set(builder, (enum cvr_field)i, fields[reading->fields[i]].text,
                            fields[reading->fields[i]].length));
    if (!builder->fields[CVR_IMPRINTED].length && reading->id != CVR_NONE)
        SCR_TRY(cvr_set(builder, CVR_IMPRINTED, fields[reading->id].text, fields[reading->id].length));
    cvr_set_position(builder, fields[reading->record].text, fields[reading->record].length);
    for (size_t i = reading->fixed; i < count; i++)
        SCR_TRY(read_cell(reading, cvr_trim(fields[i]), &reading->columns[i]));
    return cvr_ballot_close(builder);
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    const struct import_place place = {.line = line};
    if (reading->rows < 4)
        reading->rows++;
    else
        return read_ballot(reading, place, fields, count);
    switch (reading->rows) {
    case 1:
        return scr_done(); /* the election's name and the program's version */
    case 2:
        return read_contests(reading, place, fields, count);
    case 3:
        return read_candidates(reading, place, fields, count);
    default:
        return read_columns(reading, place, fields, count);
    }
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct reading reading = {.builder = builder};
    struct scr_hash hash = {0};
    SCR_TRY(csv_file_read(look->path, look->shown, false, read_row, &reading, &hash, builder->base.diagnosis));
    if (reading.rows < 4)
        builder_problem(&builder->base, (struct import_place){0},
                        "the file ends within its four header rows; is it truncated?");
    return cvr_source(builder, look->shown, cvr_dominion_csv.name, &hash);
}

static bool recognise(const struct cvr_look *look) {
    for (size_t i = 0; i < look->record_count; i++)
        if (cvr_look_has(look, i, "CvrNumber") && cvr_look_has(look, i, "TabulatorNum")) return true;
    return false;
}

const struct cvr_format cvr_dominion_csv = {"dominion-cvr-csv", recognise, read};
