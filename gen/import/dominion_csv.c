/* dominion_csv.c: ballot styles read from a Dominion cast-vote record CSV: what each ballot type was asked.
 *
 * Row 1 names the election, row 2 each column's contest "NAME (Vote For=N)", row 3 its candidate, row 4 the fixed
 * columns and each candidate's party; then one row per ballot. Cells of contests that are not on a ballot are empty. A
 * contest is on a ballot type when any ballot of that type has a cell of it, since ballots of several sheets come in
 * several rows. Exports differ in the number of fixed columns, write ="1" for 1 and may break header cells over lines.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "csv_file.h"
#include "format.h"

struct dominion_style {
    const char *name;
    unsigned long line;
    size_t first; /* index of its first flag: one per contest */
};

struct dominion {
    struct builder *builder;
    unsigned rows;
    size_t width, fixed;     /* columns in row 2; how many of them stand before the contests */
    const char **headers;    /* of row 2, per column */
    const char **candidates; /* of row 3 */
    size_t *contest_of;      /* per column */
    size_t type_column;      /* of BallotType */
    struct dominion_style *styles;
    size_t style_count, style_capacity;
    struct name_index style_names;
    unsigned char *flags;
    size_t flag_capacity, contest_count;
};

static scr_result row_texts(struct dominion *dominion, struct import_place place, const struct csv_field *fields,
                            size_t count, const char *what, const char ***texts) {
    *texts = scr_arena_alloc(&dominion->builder->arena, count, sizeof **texts);
    if (!*texts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++)
        SCR_TRY(builder_text(dominion->builder, place, what, fields[i].text, fields[i].length, false, &(*texts)[i]));
    return scr_done();
}

/* Splits "NAME (Vote For=N)". */
static scr_result read_contest(struct dominion *dominion, struct import_place place, const char *header,
                               const char **name, unsigned *votes) {
    struct builder *builder = dominion->builder;
    static const char mark[] = "(Vote For=";
    const char *open = NULL;
    for (const char *at = strstr(header, mark); at; at = strstr(at + 1, mark)) open = at; /* the last one */
    size_t length = strlen(header);
    *votes = 0;
    *name = header;
    if (strstr(header, "Number of ranks=")) {
        builder_problem(builder, place,
                        "the contest %s is ranked; a test deck needs contests in which marks are added up",
                        builder_shown(builder, header));
        return scr_done();
    }
    if (!open || header[length - 1] != ')') {
        builder_problem(builder, place, "the contest %s does not end in \"(Vote For=N)\"",
                        builder_shown(builder, header));
        return scr_done();
    }
    const char *number = open + sizeof mark - 1;
    *votes = builder_votes(builder, place, number, (size_t)(header + length - 1 - number));
    return builder_text(builder, place, "contest's name", header, (size_t)(open - header), true, name);
}

static bool is_write_in(const char *name) {
    return !strncasecmp(name, "write-in", 8) || !strncasecmp(name, "write in", 8);
}

/* Contests and candidates, once rows 2 to 4 are known. `parties` is NULL when row 4 does not line up with row 3. */
static scr_result build_contests(struct dominion *dominion, const struct csv_field *parties) {
    struct builder *builder = dominion->builder;
    const struct import_place heads = {.line = 2}, names = {.line = 3};
    for (size_t i = dominion->fixed; i < dominion->width;) {
        const char *header = dominion->headers[i], *name;
        unsigned votes;
        size_t write_ins = 0;
        SCR_TRY(read_contest(dominion, heads, header, &name, &votes));
        SCR_TRY(builder_contest(builder, heads, name, name, CONTEST_ORDINARY, votes));
        for (; i < dominion->width && !strcmp(dominion->headers[i], header); i++) {
            const char *candidate = dominion->candidates[i], *party_name = "", *id;
            size_t party = ELECTION_NO_PARTY;
            dominion->contest_of[i] = builder->contest_count;
            if (!*candidate) {
                builder_problem(builder, names, "column %zu has no candidate for the contest %s", i + 1,
                                builder_shown(builder, name));
                continue;
            }
            if (parties) {
                SCR_TRY(builder_text(builder, (struct import_place){.line = 4}, "party", parties[i].text,
                                     parties[i].length, false, &party_name));
            }
            if (*party_name) {
                size_t known;
                if (!name_index_find(&builder->party_ids, party_name, strlen(party_name), &known))
                    SCR_TRY(builder_party(builder, names, party_name, party_name));
                party = builder_find_party(builder, names, party_name);
            }
            bool write_in = is_write_in(candidate);
            id = write_in ? scr_arena_print(&builder->arena, "%s/write-in-%zu", name, ++write_ins)
                          : scr_arena_print(&builder->arena, "%s/%s", name, candidate);
            if (!id) return (scr_result){SCR_MEMORY};
            SCR_TRY(builder_candidate(builder, names, id, candidate, write_in ? CANDIDATE_WRITE_IN : CANDIDATE_LISTED,
                                      party));
        }
        SCR_TRY(builder_contest_end(builder, heads));
    }
    dominion->contest_count = builder->contest_count;
    return scr_done();
}

static scr_result read_columns(struct dominion *dominion, struct import_place place, const struct csv_field *fields,
                               size_t count) {
    struct builder *builder = dominion->builder;
    dominion->type_column = BUILDER_NONE;
    for (size_t i = 0; i < count && i < dominion->fixed; i++)
        if (!strcmp(fields[i].text, "BallotType")) dominion->type_column = i;
    if (dominion->type_column == BUILDER_NONE)
        builder_problem(builder, place,
                        "the column BallotType is missing; without it ballot styles cannot be told apart");
    if (count != dominion->width)
        builder_remark(builder, place, "the row of parties does not line up with the candidates; parties are left out");
    SCR_TRY(build_contests(dominion, count == dominion->width ? fields : NULL));
    /* The ballots say nothing more when the headers are wrong. */
    return builder_failed(builder) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result read_header(struct dominion *dominion, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct builder *builder = dominion->builder;
    switch (++dominion->rows) {
    case 1:
        return builder_text(builder, place, "election's name", fields[0].text, fields[0].length, false, &builder->name);
    case 2:
        SCR_TRY(row_texts(dominion, place, fields, count, "contest", &dominion->headers));
        dominion->width = count;
        while (dominion->fixed < count && !*dominion->headers[dominion->fixed]) dominion->fixed++;
        for (size_t i = dominion->fixed; i < count; i++)
            if (!*dominion->headers[i]) builder_problem(builder, place, "column %zu names no contest", i + 1);
        if (dominion->fixed == count) builder_problem(builder, place, "the row names no contest");
        dominion->contest_of = scr_arena_alloc(&builder->arena, count, sizeof *dominion->contest_of);
        if (!dominion->contest_of) return (scr_result){SCR_MEMORY};
        break;
    case 3:
        if (count != dominion->width)
            builder_problem(builder, place, "the row of candidates has %zu fields, the row of contests %zu", count,
                            dominion->width);
        else
            return row_texts(dominion, place, fields, count, "candidate", &dominion->candidates);
        break;
    default:
        return read_columns(dominion, place, fields, count);
    }
    return builder_failed(builder) ? (scr_result){SCR_INPUT} : scr_done();
}

/* ="1" is how some exports keep spreadsheets from changing 1. */
static void unwrap(const char **text, size_t *length) {
    if (*length >= 3 && !strncmp(*text, "=\"", 2) && (*text)[*length - 1] == '"') *text += 2, *length -= 3;
}

static scr_result find_style(struct dominion *dominion, struct import_place place, const struct csv_field *field,
                             size_t *style) {
    const char *text = field->text, *name;
    size_t length = field->length;
    unwrap(&text, &length);
    *style = BUILDER_NONE;
    if (length && name_index_find(&dominion->style_names, text, length, style)) return scr_done();
    SCR_TRY(builder_text(dominion->builder, place, "ballot type", text, length, true, &name));
    if (!*name || name_index_find(&dominion->style_names, name, strlen(name), style)) return scr_done();
    if (dominion->style_count == ELECTION_STYLES_MOST) {
        builder_problem(dominion->builder, place, "there are more than %d ballot types", ELECTION_STYLES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    *style = dominion->style_count;
    /* At most 100,000 styles with 50,000 contests each: the product fits, and memory is bounded by the limit below. */
    size_t first = dominion->style_count * dominion->contest_count;
    if (first + dominion->contest_count > BUILDER_STYLE_CONTESTS_MOST * (size_t)10) {
        builder_problem(dominion->builder, place, "there are too many ballot types for %zu contests",
                        dominion->contest_count);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&dominion->flags, &dominion->flag_capacity, first + dominion->contest_count, 1));
    SCR_TRY(scr_grow(&dominion->styles, &dominion->style_capacity, *style + 1, sizeof *dominion->styles));
    dominion->styles[dominion->style_count++] = (struct dominion_style){name, place.line, first};
    return name_index_add(&dominion->style_names, name, strlen(name), *style, NULL);
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct dominion *dominion = context;
    const struct import_place place = {.line = line};
    if (dominion->rows < 4) return read_header(dominion, place, fields, count);
    size_t style;
    if (count != dominion->width) {
        builder_problem(dominion->builder, place, "the ballot has %zu fields, the header %zu", count, dominion->width);
        return scr_done();
    }
    SCR_TRY(find_style(dominion, place, &fields[dominion->type_column], &style));
    if (style == BUILDER_NONE) return scr_done(); /* said already */
    unsigned char *flags = dominion->flags + dominion->styles[style].first;
    for (size_t i = dominion->fixed; i < count; i++)
        if (fields[i].length) flags[dominion->contest_of[i]] = 1;
    return scr_done();
}

static scr_result build_styles(struct dominion *dominion) {
    struct builder *builder = dominion->builder;
    const struct import_place whole = {0};
    if (dominion->rows < 4)
        builder_problem(builder, whole, "the file ends within its four header rows; is it truncated?");
    else if (!dominion->style_count)
        builder_problem(builder, whole, "the file holds no ballots, so ballot styles cannot be read from it");
    else if (!builder_failed(builder))
        builder_remark(builder, whole,
                       "ballot styles are read from the ballots: a style that no ballot in the file has "
                       "is missing");
    for (size_t s = 0; s < dominion->style_count; s++) {
        const struct dominion_style *style = &dominion->styles[s];
        const struct import_place place = {.line = style->line};
        SCR_TRY(builder_style(builder, place, style->name, ""));
        for (size_t c = 0; c < dominion->contest_count; c++)
            if (dominion->flags[style->first + c]) SCR_TRY(builder_style_contest(builder, place, c));
        SCR_TRY(builder_style_end(builder, place));
    }
    return scr_done();
}

static scr_result read(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    struct dominion dominion = {.builder = builder};
    scr_result result =
        csv_file_read(source->path, source->shown, false, read_row, &dominion, hash, builder->diagnosis);
    if (!scr_failed(result)) result = build_styles(&dominion);
    free(dominion.styles);
    free(dominion.flags);
    name_index_free(&dominion.style_names);
    return result;
}

static bool recognise(const struct source *source) {
    return strstr(source->prefix, "CvrNumber") && strstr(source->prefix, "TabulatorNum");
}

const struct import_format format_dominion_csv = {
    "dominion-cvr-csv", "Dominion cast-vote record CSV (ballot styles are read from it)", SOURCE_CSV, recognise, read};
