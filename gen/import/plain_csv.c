/* plain_csv.c: our own CSV of ballot styles, one row per candidate, for officials whose system exports nothing better.
 *
 * The first row names the columns, in any order. Four are needed:
 *
 *     style          the ballot style on which the contest stands
 *     contest        the contest's name
 *     votes_allowed  a whole number from 1 to 1000, the same in all rows of the contest on that style
 *     candidate      the candidate's name, or the answer to a question; empty only for a write-in line
 *
 * and these may be there:
 *
 *     kind          candidate (also when empty), write-in, question, straight-party; the rows of a contest are either
 * all `question`, or all `straight-party`, or candidates and write-in lines party         the candidate's party; of a
 * straight-party row the party it votes for (else its candidate name) election, date, jurisdiction of the whole file:
 * written in one row or in every row, always the same
 *
 * Rows stand in ballot order. A contest with the same name, votes allowed and candidates in the same order on several
 * styles is one shared contest; the same name with other content on another style is another contest, whose id is the
 * name with " (2)", " (3)" in the order of the file. The id of a style is its name, of a candidate CONTEST/NAME. */
#include <string.h>
#include <strings.h>

#include "csv_file.h"
#include "format.h"
#include "plain_csv_rows.h"

enum column { STYLE, CONTEST, VOTES, CANDIDATE, KIND, PARTY, ELECTION, DATE, JURISDICTION, COLUMNS };
static const char *const column_names[COLUMNS] = {"style", "contest",  "votes_allowed", "candidate",   "kind",
                                                  "party", "election", "date",          "jurisdiction"};
#define ABSENT ((size_t)-1)

struct plain {
    struct builder *builder;
    struct plain_rows rows;
    bool headed;
    size_t columns[COLUMNS], width;
};

static scr_result read_header(struct plain *plain, unsigned long line, const struct csv_field *fields, size_t count) {
    struct builder *builder = plain->builder;
    const struct import_place place = {.line = line};
    for (size_t c = 0; c < COLUMNS; c++) plain->columns[c] = ABSENT;
    for (size_t i = 0; i < count; i++) {
        const char *name;
        SCR_TRY(builder_text(builder, place, "column's name", fields[i].text, fields[i].length, true, &name));
        size_t c = 0;
        while (c < COLUMNS && strcasecmp(name, column_names[c])) c++;
        if (c == COLUMNS) {
            if (*name)
                builder_problem(builder, place,
                                "the column %s is not known; known are style, contest, votes_allowed, "
                                "candidate, kind, party, election, date and jurisdiction",
                                builder_shown(builder, name));
        } else if (plain->columns[c] != ABSENT)
            builder_problem(builder, place, "the column %s stands twice", column_names[c]);
        else
            plain->columns[c] = i;
    }
    for (size_t c = STYLE; c <= CANDIDATE; c++)
        if (plain->columns[c] == ABSENT)
            builder_problem(builder, place,
                            "the column %s is missing; the first row must name the columns style, "
                            "contest, votes_allowed and candidate",
                            column_names[c]);
    plain->width = count;
    plain->headed = true;
    /* Without its columns nothing else in the file can be judged. */
    return builder_failed(builder) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result column_text(struct plain *plain, struct import_place place, const struct csv_field *fields,
                              enum column column, const char *what, bool required, const char **text) {
    *text = "";
    if (plain->columns[column] == ABSENT) return scr_done();
    const struct csv_field *field = &fields[plain->columns[column]];
    return plain_rows_text(&plain->rows, plain->builder, place, what, field->text, field->length, required, text);
}

/* A value of the whole file that rows may repeat but not contradict. */
static scr_result whole_text(struct plain *plain, struct import_place place, const struct csv_field *fields,
                             enum column column, const char **stored) {
    const char *text;
    SCR_TRY(column_text(plain, place, fields, column, column_names[column], false, &text));
    if (column == DATE && *text) SCR_TRY(builder_date(plain->builder, text, &text));
    if (!*text) return scr_done();
    if (!**stored)
        *stored = text;
    else if (strcmp(*stored, text))
        builder_problem(plain->builder, place, "the %s is %s here and %s before; one file holds one election",
                        column_names[column], builder_shown(plain->builder, text),
                        builder_shown(plain->builder, *stored));
    return scr_done();
}

static bool read_kind(struct plain *plain, struct import_place place, const char *text, enum plain_kind *kind) {
    static const char *const names[] = {"candidate", "write-in", "question", "straight-party"};
    *kind = PLAIN_CANDIDATE;
    if (!*text) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcasecmp(text, names[i])) {
            *kind = (enum plain_kind)i;
            return true;
        }
    builder_problem(plain->builder, place,
                    "the kind %s is not known; it is candidate, write-in, question or "
                    "straight-party",
                    builder_shown(plain->builder, text));
    return false;
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct plain *plain = context;
    struct builder *builder = plain->builder;
    const struct import_place place = {.line = line};
    if (!plain->headed) return read_header(plain, line, fields, count);
    if (count != plain->width) {
        builder_problem(builder, place, "the row has %zu fields where the first row has %zu", count, plain->width);
        return scr_done();
    }
    struct plain_row row;
    const char *style, *contest, *kind;
    SCR_TRY(column_text(plain, place, fields, KIND, "kind", false, &kind));
    SCR_TRY(column_text(plain, place, fields, STYLE, "ballot style", true, &style));
    SCR_TRY(column_text(plain, place, fields, CONTEST, "contest", true, &contest));
    const struct csv_field *votes = &fields[plain->columns[VOTES]];
    unsigned votes_allowed = builder_votes(builder, place, votes->text, votes->length);
    bool known = read_kind(plain, place, kind, &row.kind);
    SCR_TRY(column_text(plain, place, fields, CANDIDATE, "candidate", row.kind != PLAIN_WRITE_IN, &row.name));
    SCR_TRY(column_text(plain, place, fields, PARTY, "party", false, &row.party));
    SCR_TRY(whole_text(plain, place, fields, ELECTION, &builder->name));
    SCR_TRY(whole_text(plain, place, fields, DATE, &builder->date));
    SCR_TRY(whole_text(plain, place, fields, JURISDICTION, &builder->jurisdiction));
    if (!*style || !*contest || !votes_allowed || !known || (!*row.name && row.kind != PLAIN_WRITE_IN))
        return scr_done(); /* said already */
    if (!*row.name) row.name = "Write-in";
    return plain_rows_add(&plain->rows, builder, place, style, contest, votes_allowed, &row);
}

static scr_result read(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    struct plain plain = {.builder = builder};
    scr_result result = csv_file_read(source->path, source->shown, true, read_row, &plain, hash, builder->diagnosis);
    if (!scr_failed(result)) result = plain_rows_build(&plain.rows, builder);
    plain_rows_free(&plain.rows);
    return result;
}

/* The first line names at least three of the four needed columns: a misspelt one is then explained by the reader. */
static bool recognise(const struct source *source) {
    const char *line = source->prefix;
    size_t length = strcspn(line, "\r\n"), found = 0;
    for (size_t c = STYLE; c <= CANDIDATE; c++) {
        size_t width = strlen(column_names[c]);
        for (size_t i = 0; i + width <= length; i++) {
            char before = i ? line[i - 1] : ',', after = line[i + width];
            if (strncasecmp(line + i, column_names[c], width) || !strchr(",\" ", before)) continue;
            if (after && !strchr(",\" \r\n", after)) continue;
            found++;
            break;
        }
    }
    return found >= 3;
}

const struct import_format format_plain_csv = {"csv", "CSV with the columns style, contest, votes_allowed, candidate",
                                               SOURCE_CSV, recognise, read};
