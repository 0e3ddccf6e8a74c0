/* returns_csv.c: reads CSV of one row per unit, contest and selection, whatever its columns are called. */
#include "returns_format.h"

#include <string.h>
#include <strings.h>

#include "scrutineer/text.h"

struct reading {
    struct returns_builder *builder;
    const struct returns_csv_format *format;
    size_t columns[R_COLUMNS], width;
    size_t parts[R_PARTS], part_count;
    struct scr_buffer contest; /* its name put together */
    bool headed;
};

static const struct csv_field nothing = {"", 0};

static bool is_part(const struct reading *reading, struct csv_field field) {
    for (size_t i = 0; reading->format->parts && reading->format->parts[i]; i++)
        if (cvr_field_is(field, reading->format->parts[i])) return true;
    return false;
}

/* Which column a header cell is, R_COLUMNS for another. */
static size_t meaning(const struct returns_csv_format *format, struct csv_field field) {
    for (size_t c = 0; c < R_COLUMNS; c++)
        for (size_t n = 0; n < R_NAMES && format->names[c][n]; n++)
            if (cvr_field_is(field, format->names[c][n])) return c;
    return R_COLUMNS;
}

static scr_result read_header(struct reading *reading, struct import_place place, const struct csv_field *fields,
                              size_t count) {
    struct builder *base = &reading->builder->base;
    size_t others = 0;
    reading->headed = true;
    reading->width = count;
    for (size_t c = 0; c < R_COLUMNS; c++) {
        reading->columns[c] = CVR_NONE;
        for (size_t n = 0; n < R_NAMES && reading->format->names[c][n] && reading->columns[c] == CVR_NONE; n++)
            reading->columns[c] = cvr_column(fields, count, reading->format->names[c][n]);
    }
    for (size_t i = 0; i < count; i++) {
        const char *shown =
            builder_shown(base, scr_utf8_valid(fields[i].text, fields[i].length) ? fields[i].text : "?");
        size_t c = meaning(reading->format, fields[i]);
        /* The same word twice; two words for one thing (state and its abbreviation) are no contradiction. */
        for (size_t k = 0; k < i && c < R_COLUMNS; k++)
            if (fields[k].length == fields[i].length && !strncasecmp(fields[k].text, fields[i].text, fields[i].length))
                builder_problem(base, place, "the column %s stands twice", shown);
        if (c < R_COLUMNS) continue;
        if (is_part(reading, fields[i]) && reading->part_count < R_PARTS)
            reading->parts[reading->part_count++] = i;
        else if (reading->format->strict)
            builder_problem(base, place, "the column %s is not known", shown);
        else if (!others++ && reading->format->parts)
            builder_remark(base, place, "the column %s is not known and not read", shown);
    }
    return builder_failed(base) ? (scr_result){SCR_INPUT} : scr_done();
}

static struct csv_field cell(const struct reading *reading, const struct csv_field *fields,
                             enum returns_column column) {
    return reading->columns[column] == CVR_NONE ? nothing : cvr_trim(fields[reading->columns[column]]);
}

static bool same(struct csv_field a, struct csv_field b, size_t length) {
    return a.length >= length && b.length >= length && !strncasecmp(a.text, b.text, length);
}

/* MEDSL names the jurisdiction that reports: mostly the county, without the word "County" behind it. */
static bool is_county_again(struct csv_field county, struct csv_field jurisdiction) {
    if (!same(county, jurisdiction, jurisdiction.length)) return false;
    return county.length == jurisdiction.length || county.text[jurisdiction.length] == ' ';
}

static scr_result find_unit(struct reading *reading, struct import_place place, const struct csv_field *fields,
                            size_t *unit) {
    struct csv_field names[RETURNS_LEVELS - 1];
    for (size_t i = 0; i < RETURNS_LEVELS - 1; i++) names[i] = cell(reading, fields, (enum returns_column)i);
    if (reading->format->jurisdiction && is_county_again(names[R_COUNTY], names[R_MUNICIPALITY]))
        names[R_MUNICIPALITY] = nothing;
    return returns_unit(reading->builder, place, names, unit);
}

static scr_result append(struct scr_buffer *name, struct csv_field part) {
    if (!part.length) return scr_done();
    SCR_TRY(scr_buffer_text(name, ", "));
    return scr_buffer_append(name, part.text, part.length);
}

/* Office, district where there are several, and what tells a special or a primary election from the general one. */
static scr_result find_contest(struct reading *reading, struct import_place place, const struct csv_field *fields,
                               size_t *contest) {
    struct returns_builder *builder = reading->builder;
    struct csv_field name = cell(reading, fields, R_CONTEST), district = cell(reading, fields, R_DISTRICT),
                     stage = cell(reading, fields, R_STAGE), special = cell(reading, fields, R_SPECIAL),
                     votes = cell(reading, fields, R_ALLOWED);
    unsigned allowed = 0;
    *contest = RETURNS_NONE;
    if (!name.length) {
        builder_problem(&builder->base, place, "the contest is empty; give it a name");
        return scr_done();
    }
    if (votes.length) {
        allowed = builder_votes(&builder->base, place, votes.text, votes.length);
        if (!allowed) return scr_done();
    }
    reading->contest.length = 0;
    SCR_TRY(scr_buffer_append(&reading->contest, name.text, name.length));
    if (!cvr_field_is(district, "statewide")) SCR_TRY(append(&reading->contest, district));
    if (cvr_field_is(special, "true")) SCR_TRY(append(&reading->contest, (struct csv_field){"special", 7}));
    if (!cvr_field_is(stage, "gen")) SCR_TRY(append(&reading->contest, stage));
    if (cvr_field_is(stage, "pri")) SCR_TRY(append(&reading->contest, cell(reading, fields, R_PARTY)));
    return returns_contest(builder, place, (const char *)reading->contest.data, reading->contest.length, allowed,
                           contest);
}

/* Columns of modes that are filled in must add up to the votes. */
static void check_parts(struct reading *reading, struct import_place place, const struct csv_field *fields,
                        uint64_t votes) {
    uint64_t sum = 0; /* of at most R_PARTS counts below 2^30 */
    bool any = false;
    for (size_t i = 0; i < reading->part_count; i++) {
        struct csv_field part = cvr_trim(fields[reading->parts[i]]);
        uint64_t count;
        if (!part.length) continue;
        if (!returns_count(reading->builder, place, "count of a mode of voting", part, &count)) return;
        sum += count;
        any = true;
    }
    if (any && sum != votes)
        builder_problem(&reading->builder->base, place,
                        "the row has %llu votes, but its modes of voting add up to %llu; correct it, or leave the "
                        "columns of modes empty",
                        (unsigned long long)votes, (unsigned long long)sum);
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct returns_builder *builder = reading->builder;
    const struct import_place place = {.line = line};
    size_t unit, contest, option = RETURNS_NONE, mode, filled = 0;
    uint64_t votes;
    if (!reading->headed) return read_header(reading, place, fields, count);
    for (size_t i = 0; i < count && !filled; i++) filled = cvr_trim(fields[i]).length;
    if (!filled) return scr_done();
    if (count != reading->width) {
        builder_problem(&builder->base, place, "the row has %zu fields, the header %zu", count, reading->width);
        return scr_done();
    }
    SCR_TRY(find_unit(reading, place, fields, &unit));
    SCR_TRY(find_contest(reading, place, fields, &contest));
    SCR_TRY(returns_mode(builder, place, cell(reading, fields, R_MODE), &mode));
    if (contest != RETURNS_NONE) {
        struct csv_field name = cell(reading, fields, R_SELECTION), party = cell(reading, fields, R_PARTY);
        /* A vote for a party, as in straight-party contests, names no candidate. */
        SCR_TRY(returns_option(builder, place, contest, name.length ? name : party, party,
                               cvr_field_is(cell(reading, fields, R_WRITE_IN), "true"), &option));
    }
    bool counted = returns_count(builder, place, "number of votes", cell(reading, fields, R_VOTES), &votes);
    if (!counted) return scr_done();
    check_parts(reading, place, fields, votes);
    if (unit == RETURNS_NONE || contest == RETURNS_NONE || option == RETURNS_NONE) return scr_done();
    return returns_add(builder, place, unit, option, mode, votes);
}

scr_result returns_csv(struct returns_builder *builder, const struct cvr_look *look,
                       const struct returns_csv_format *format, struct scr_hash *hash) {
    struct reading reading = {.builder = builder, .format = format};
    scr_result result = csv_file_read(look->path, look->shown, true, read_row, &reading, hash, builder->base.diagnosis);
    scr_buffer_free(&reading.contest);
    return result;
}
