/* section_203.c: rows of the Census Bureau's determinations under section 203 of the Voting Rights Act, and rows of a
 * plain CSV. */
#include <string.h>

#include "gen/import/decisions/reading.h"

enum { LEVEL, GEOID, NAME, LANGUAGE, VACIT, VACLEP, ILLIT };

static bool is(struct csv_field field, const char *word) {
    return field.length == strlen(word) && !memcmp(field.text, word, field.length);
}

/* Every place begins with the row of its whole population; the rows of its languages follow. */
scr_result reading_section_203(struct reading *reading, unsigned long line, const struct csv_field *fields,
                               size_t count) {
    struct csv_field level = reading_column(reading, fields, count, LEVEL);
    struct csv_field language = reading_column(reading, fields, count, LANGUAGE);
    const char *id;
    if (!is(level, "County") && !is(level, "MCD")) return scr_done(); /* the rule is for these */
    bool whole = is(language, "Total Population");
    if (!whole && !is(language, reading->request->language)) return scr_done();
    SCR_TRY(reading_text(reading, line, "GEOID", reading_column(reading, fields, count, GEOID), false, &id));
    if (!id) return scr_done();
    if (whole) {
        reading->place_id = id;
        reading->place_known = reading_number(reading, line, "VACIT", reading_column(reading, fields, count, VACIT),
                                              &reading->place_citizens);
        return scr_done();
    }
    if (!reading->place_id || strcmp(reading->place_id, id) != 0) {
        reading_problem(reading, line, "the row does not follow the \"Total Population\" row of its place");
        return scr_done();
    }
    struct impact_row row = {.id = id, .values = {[IMPACT_VAC] = reading->place_citizens}};
    bool good = reading->place_known; /* otherwise the total's own row was reported */
    good &= reading_number(reading, line, "VACLEP", reading_column(reading, fields, count, VACLEP),
                           &row.values[IMPACT_LEP]);
    good &=
        reading_number(reading, line, "ILLIT", reading_column(reading, fields, count, ILLIT), &row.values[IMPACT_LIT]);
    SCR_TRY(reading_text(reading, line, "NAMELSAD", reading_column(reading, fields, count, NAME), true, &row.name));
    return good && row.name ? reading_row(reading, line, &row) : scr_done();
}

scr_result reading_plain(struct reading *reading, unsigned long line, const struct csv_field *fields, size_t count) {
    struct impact_row row = {0};
    bool good = true;
    SCR_TRY(reading_text(reading, line, reading->shape->columns[0], reading_column(reading, fields, count, 0), false,
                         &row.id));
    /* Populations have a code that serves as a name too. */
    bool named = reading->shape->format == READING_PLAIN;
    if (named)
        SCR_TRY(reading_text(reading, line, "name", reading_column(reading, fields, count, 1), false, &row.name));
    else
        row.name = row.id;
    for (size_t i = 0; i < impact_value_count(reading->table->decision); i++) {
        size_t column = i + (named ? 2 : 1);
        good &= reading_number(reading, line, reading->shape->columns[column],
                               reading_column(reading, fields, count, column), &row.values[i]);
    }
    return good && row.id && row.name ? reading_row(reading, line, &row) : scr_done();
}
