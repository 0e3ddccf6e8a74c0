/* plain_cvr.c: our own CSV: one row per ballot, contest and selection; an empty selection is a blank.
 *
 * The first row names the columns in any order: ballot, contest, selection; if wanted tabulator, batch, position,
 * style, precinct, imprinted, votes_allowed. Rows of one ballot follow one another. */
#include <string.h>

#include "cvr_format.h"

enum plain_column {
    P_BALLOT,
    P_CONTEST,
    P_SELECTION,
    P_TABULATOR,
    P_BATCH,
    P_POSITION,
    P_STYLE,
    P_PRECINCT,
    P_IMPRINTED,
    P_VOTES,
    P_COLUMNS
};
static const char *const names[P_COLUMNS] = {"ballot",   "contest", "selection", "tabulator", "batch",
                                             "position", "style",   "precinct",  "imprinted", "votes_allowed"};
/* Columns that describe the ballot, and the fields they fill. */
static const struct {
    enum plain_column column;
    enum cvr_field field;
} fields_of[] = {{P_TABULATOR, CVR_TABULATOR},
                 {P_BATCH, CVR_BATCH},
                 {P_STYLE, CVR_STYLE},
                 {P_PRECINCT, CVR_PRECINCT},
                 {P_IMPRINTED, CVR_IMPRINTED}};

struct plain {
    struct cvr_builder *builder;
    size_t columns[P_COLUMNS], width;
    bool headed, ballot;
};

static scr_result read_header(struct plain *plain, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct builder *base = &plain->builder->base;
    plain->headed = true;
    plain->width = count;
    for (size_t c = 0; c < P_COLUMNS; c++) plain->columns[c] = cvr_column(fields, count, names[c]);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t c = 0; c < P_COLUMNS; c++) {
            if (!cvr_field_is(fields[i], names[c])) continue;
            known = true;
            if (plain->columns[c] != i) builder_problem(base, place, "the column %s stands twice", names[c]);
        }
        if (!known) builder_problem(base, place, "the column %s is not known", builder_shown(base, fields[i].text));
    }
    return builder_failed(base) ? (scr_result){SCR_INPUT} : scr_done();
}

static struct csv_field cell(const struct plain *plain, const struct csv_field *fields, enum plain_column column) {
    return plain->columns[column] == CVR_NONE ? (struct csv_field){"", 0} : cvr_trim(fields[plain->columns[column]]);
}

/* Opens a ballot unless the row goes on with the one that is open. */
static scr_result open_ballot(struct plain *plain, struct import_place place, const struct csv_field *fields) {
    struct cvr_builder *builder = plain->builder;
    struct csv_field id = cell(plain, fields, P_BALLOT), position = cell(plain, fields, P_POSITION);
    size_t stands = builder->fields[CVR_ID].length;
    bool same = plain->ballot && id.length == stands && !memcmp(builder->fields[CVR_ID].data, id.text, stands);
    if (!same) {
        if (plain->ballot) SCR_TRY(cvr_ballot_close(builder));
        plain->ballot = true;
        SCR_TRY(cvr_ballot_open(builder, place));
        if (!id.length) builder_problem(&builder->base, place, "the ballot has no identifier");
        SCR_TRY(cvr_set(builder, CVR_ID, id.text, id.length));
        for (size_t i = 0; i < sizeof fields_of / sizeof *fields_of; i++) {
            struct csv_field text = cell(plain, fields, fields_of[i].column);
            SCR_TRY(cvr_set(builder, fields_of[i].field, text.text, text.length));
        }
        cvr_set_position(builder, position.text, position.length);
        if (position.length && !builder->position)
            builder_problem(&builder->base, place, "the position %s is no whole number from 1 on",
                            builder_shown(&builder->base, position.text));
        return scr_done();
    }
    for (size_t i = 0; i < sizeof fields_of / sizeof *fields_of; i++) {
        struct csv_field text = cell(plain, fields, fields_of[i].column);
        const struct scr_buffer *before = &builder->fields[fields_of[i].field];
        if (text.length && (text.length != before->length || memcmp(before->data, text.text, text.length)))
            builder_problem(&builder->base, place, "the %s of the ballot is not what its first row says",
                            names[fields_of[i].column]);
    }
    return scr_done();
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct plain *plain = context;
    struct cvr_builder *builder = plain->builder;
    struct builder *base = &builder->base;
    const struct import_place place = {.line = line};
    if (!plain->headed) return read_header(plain, place, fields, count);
    if (count != plain->width) {
        builder_problem(base, place, "the row has %zu fields, the header %zu", count, plain->width);
        return scr_done();
    }
    SCR_TRY(open_ballot(plain, place, fields));
    struct csv_field contest = cell(plain, fields, P_CONTEST), selection = cell(plain, fields, P_SELECTION),
                     votes = cell(plain, fields, P_VOTES);
    const char *name = contest.text, *chosen = selection.text;
    size_t index, candidate;
    if (!cvr_find_contest(builder, name, &index) || contest.text[contest.length] || votes.length) {
        unsigned allowed = votes.length ? builder_votes(base, place, votes.text, votes.length) : 0;
        SCR_TRY(builder_text(base, place, "contest", contest.text, contest.length, true, &name));
        if (!*name) return scr_done();
        SCR_TRY(cvr_contest(builder, place, name, name, name, allowed, &index));
    }
    bool again;
    SCR_TRY(cvr_bears(builder, index, &again));
    if (!selection.length) {
        if (again) builder_problem(base, place, "the ballot is blank here and speaks of the contest before");
        return scr_done();
    }
    const struct cvr_contest *known = &builder->records.contests[index];
    size_t found;
    if (!name_index_find(&builder->building[index].candidate_keys, selection.text, selection.length, &found)) {
        SCR_TRY(builder_text(base, place, "selection", selection.text, selection.length, true, &chosen));
        if (!*chosen) return scr_done();
        SCR_TRY(cvr_candidate(builder, place, index, chosen, "", chosen, cvr_is_write_in(chosen), &candidate));
    } else {
        candidate = found;
    }
    for (size_t i = 0; i < builder->building[index].mark_count; i++)
        if (builder->building[index].marks[i] == candidate)
            builder_problem(base, place, "the ballot marks %s in the contest %s twice",
                            builder_shown(base, known->candidates[candidate].name), builder_shown(base, known->name));
    return cvr_mark(builder, index, candidate);
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct plain plain = {.builder = builder};
    struct scr_hash hash = {0};
    scr_result result = csv_file_read(look->path, look->shown, true, read_row, &plain, &hash, builder->base.diagnosis);
    if (!scr_failed(result) && plain.ballot) result = cvr_ballot_close(builder);
    return scr_failed(result) ? result : cvr_source(builder, look->shown, cvr_plain.name, &hash);
}

static bool recognise(const struct cvr_look *look) {
    return look->kind == LOOK_CSV && cvr_look_has(look, 0, "ballot") && cvr_look_has(look, 0, "contest") &&
           cvr_look_has(look, 0, "selection");
}

const struct cvr_format cvr_plain = {"plain-cvr-csv", recognise, read};
