/* saipe.c: school districts with their poor children, and what each state spends on a pupil. */
#include <string.h>
#include <strings.h>

#include "gen/import/decisions/reading.h"

enum { POSTAL, FIPS, DISTRICT, NAME, CHILDREN };
enum { STATE, EXPENDITURE };

/* Names as the National Center for Education Statistics writes them. */
static const struct {
    const char *postal, *name;
} states[] = {{"AL", "ALABAMA"},        {"AK", "ALASKA"},        {"AZ", "ARIZONA"},
              {"AR", "ARKANSAS"},       {"CA", "CALIFORNIA"},    {"CO", "COLORADO"},
              {"CT", "CONNECTICUT"},    {"DE", "DELAWARE"},      {"DC", "DISTRICT OF COLUMBIA"},
              {"FL", "FLORIDA"},        {"GA", "GEORGIA"},       {"HI", "HAWAII"},
              {"ID", "IDAHO"},          {"IL", "ILLINOIS"},      {"IN", "INDIANA"},
              {"IA", "IOWA"},           {"KS", "KANSAS"},        {"KY", "KENTUCKY"},
              {"LA", "LOUISIANA"},      {"ME", "MAINE"},         {"MD", "MARYLAND"},
              {"MA", "MASSACHUSETTS"},  {"MI", "MICHIGAN"},      {"MN", "MINNESOTA"},
              {"MS", "MISSISSIPPI"},    {"MO", "MISSOURI"},      {"MT", "MONTANA"},
              {"NE", "NEBRASKA"},       {"NV", "NEVADA"},        {"NH", "NEW HAMPSHIRE"},
              {"NJ", "NEW JERSEY"},     {"NM", "NEW MEXICO"},    {"NY", "NEW YORK"},
              {"NC", "NORTH CAROLINA"}, {"ND", "NORTH DAKOTA"},  {"OH", "OHIO"},
              {"OK", "OKLAHOMA"},       {"OR", "OREGON"},        {"PA", "PENNSYLVANIA"},
              {"PR", "PUERTO RICO"},    {"RI", "RHODE ISLAND"},  {"SC", "SOUTH CAROLINA"},
              {"SD", "SOUTH DAKOTA"},   {"TN", "TENNESSEE"},     {"TX", "TEXAS"},
              {"UT", "UTAH"},           {"VT", "VERMONT"},       {"VA", "VIRGINIA"},
              {"WA", "WASHINGTON"},     {"WV", "WEST VIRGINIA"}, {"WI", "WISCONSIN"},
              {"WY", "WYOMING"}};

const char *reading_state_name(const char *postal) {
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (!strcmp(states[i].postal, postal)) return states[i].name;
    return NULL;
}

scr_result reading_expenditures(struct reading *reading, unsigned long line, const struct csv_field *fields,
                                size_t count) {
    struct reading_state state;
    SCR_TRY(
        reading_text(reading, line, "State Name", reading_column(reading, fields, count, STATE), false, &state.name));
    bool good = reading_number(reading, line, "the expenditure", reading_column(reading, fields, count, EXPENDITURE),
                               &state.weight);
    if (!state.name || !good) return scr_done();
    for (size_t i = 0; i < reading->state_count; i++)
        if (!strcasecmp(reading->states[i].name, state.name)) {
            reading_problem(reading, line, "the state stands here a second time");
            return scr_done();
        }
    if (reading->state_count == 1000)
        return scr_refuse(reading->diagnosis, SCR_LIMIT, reading->shown, "it has more than 1,000 states");
    SCR_TRY(scr_grow(&reading->states, &reading->state_capacity, reading->state_count + 1, sizeof *reading->states));
    reading->states[reading->state_count++] = state;
    return scr_done();
}

/* The weight of a district; 0 when its state is in no file of expenditures. Without such a file all weights are 1. */
static uint64_t weight_of(const struct reading *reading, const char *name) {
    if (!reading->state_count) return 1;
    for (size_t i = 0; i < reading->state_count; i++)
        if (!strcasecmp(reading->states[i].name, name)) return reading->states[i].weight;
    return 0;
}

scr_result reading_saipe(struct reading *reading, unsigned long line, const struct csv_field *fields, size_t count) {
    const char *postal, *fips, *district, *state;
    struct impact_row row = {0};
    reading->has_districts = true;
    SCR_TRY(
        reading_text(reading, line, "the postal code", reading_column(reading, fields, count, POSTAL), false, &postal));
    SCR_TRY(reading_text(reading, line, "the FIPS code", reading_column(reading, fields, count, FIPS), false, &fips));
    SCR_TRY(
        reading_text(reading, line, "District ID", reading_column(reading, fields, count, DISTRICT), false, &district));
    SCR_TRY(reading_text(reading, line, "Name", reading_column(reading, fields, count, NAME), true, &row.name));
    bool good = reading_number(reading, line, "the number of children",
                               reading_column(reading, fields, count, CHILDREN), &row.values[IMPACT_CHILDREN]);
    if (!postal || !fips || !district || !row.name || !good) return scr_done();
    if (reading->request->only && strcmp(reading->request->only, postal) != 0) return scr_done();
    state = reading_state_name(postal);
    if (!state) {
        reading_problem(reading, line, "the postal code is none of the states', the District's or Puerto Rico's");
        return scr_done();
    }
    row.values[IMPACT_WEIGHT] = weight_of(reading, state);
    if (!row.values[IMPACT_WEIGHT]) {
        reading->table->left_out++;
        return scr_done();
    }
    row.id = scr_arena_print(&reading->table->arena, "%s%s", fips, district);
    row.name = row.id ? scr_arena_print(&reading->table->arena, "%s, %s", row.name, postal) : NULL;
    return row.name ? reading_row(reading, line, &row) : (scr_result){SCR_MEMORY};
}
