/* decisions.c: recognises the files of a decision by their headers and reads them in the order they need. */
#include "gen/import/decisions/decisions.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/import/decisions/reading.h"
#include "scrutineer/text.h"

#define TITLES_MOST 5

static const struct reading_shape shapes[] = {
    {READING_PLAIN, "plain-csv", IMPACT_COVERAGE, {"id", "name", "vac", "lep", "lit"}, true},
    {READING_PLAIN, "plain-csv", IMPACT_FUNDS, {"id", "name", "weight", "children"}, true},
    {READING_PLAIN, "plain-csv", IMPACT_SEATS, {"id", "name", "population"}, true},
    {READING_SECTION_203,
     "section-203-determinations",
     IMPACT_COVERAGE,
     {"LEVEL", "GEOID", "NAMELSAD", "LANGUAGE", "VACIT", "VACLEP", "ILLIT"},
     true},
    {READING_SAIPE,
     "saipe-school-districts",
     IMPACT_FUNDS,
     {"State Postal Code", "State FIPS Code", "District ID", "Name", "Estimated number of relevant children"},
     false},
    {READING_EXPENDITURES, "state-expenditures", IMPACT_FUNDS, {"State Name", "Net Current Expenditures"}, false},
    {READING_POPULATIONS, "state-populations", IMPACT_SEATS, {"code", "pop"}, false},
};

static bool matches(const struct reading_shape *shape, const char *column, struct csv_field field) {
    size_t length = strlen(column);
    while (field.length && strchr(" \t", field.text[field.length - 1])) field.length--;
    if (shape->whole_names && field.length != length) return false;
    return field.length >= length && !strncasecmp(field.text, column, length);
}

static bool fits(const struct reading_shape *shape, const struct csv_field *fields, size_t count,
                 size_t positions[static READING_COLUMNS]) {
    for (size_t c = 0; c < READING_COLUMNS && shape->columns[c]; c++) {
        size_t at = 0;
        while (at < count && !matches(shape, shape->columns[c], fields[at])) at++;
        if (at == count) return false;
        positions[c] = at;
    }
    return true;
}

static scr_result find_header(struct reading *reading, const struct csv_field *fields, size_t count) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes && !reading->shape; i++)
        if (shapes[i].decision == reading->table->decision && fits(&shapes[i], fields, count, reading->positions))
            reading->shape = &shapes[i];
    if (reading->shape || ++reading->titles < TITLES_MOST) return scr_done();
    return scr_refuse(reading->diagnosis, SCR_INPUT, reading->shown,
                      "none of its first %d lines is the header of a table for %s; a plain one has the columns %s",
                      TITLES_MOST, impact_decision_name(reading->table->decision),
                      reading->table->decision == IMPACT_COVERAGE ? "id,name,vac,lep,lit"
                      : reading->table->decision == IMPACT_FUNDS  ? "id,name,weight,children"
                                                                  : "id,name,population");
}

static scr_result visit(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    if (!reading->shape) return find_header(reading, fields, count);
    switch (reading->shape->format) {
    case READING_PLAIN:
    case READING_POPULATIONS:
        return reading_plain(reading, line, fields, count);
    case READING_SECTION_203:
        return reading_section_203(reading, line, fields, count);
    case READING_SAIPE:
        return reading_saipe(reading, line, fields, count);
    case READING_EXPENDITURES:
        return reading_expenditures(reading, line, fields, count);
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result source_name(struct reading *reading, const char *path, const char **name) {
    const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
    return reading_text(reading, 0, "the file's name", (struct csv_field){last, strlen(last)}, false, name);
}

static scr_result read_file(struct reading *reading, const char *path) {
    struct impact_table *table = reading->table;
    struct scr_buffer shown = {0};
    struct impact_source *source = &table->sources[table->source_count];
    size_t rows = table->count, states = reading->state_count;
    scr_result result = scr_text_terminal(&shown, path);
    if (scr_failed(result)) goto end;
    reading->shown = shown.data ? (const char *)shown.data : "";
    reading->shape = NULL;
    reading->titles = 0;
    reading->place_id = NULL;
    SCR_TRY_OR(result, csv_file_read(path, reading->shown, true, visit, reading, &source->hash, reading->diagnosis),
               end);
    if (!reading->shape) {
        result = scr_refuse(reading->diagnosis, SCR_INPUT, reading->shown, "it has no header that is known here");
        goto end;
    }
    if (table->count == rows && reading->state_count == states && !table->left_out)
        reading_problem(reading, 0, "no row of it can be used");
    source->format = reading->shape->name;
    SCR_TRY_OR(result, source_name(reading, path, &source->name), end);
    table->source_count++;
end:
    scr_buffer_free(&shown);
    return result;
}

/* Whether a file is one of expenditures, without complaints. */
static bool is_expenditures(const struct reading *reading, const char *path) {
    struct impact_table table = {.decision = reading->table->decision};
    struct reading look = {.shown = "", .table = &table, .request = reading->request};
    struct scr_hash hash;
    scr_result result = csv_file_read(path, look.shown, true, visit, &look, &hash, NULL);
    bool found = !scr_failed(result) && look.shape && look.shape->format == READING_EXPENDITURES;
    free(look.states);
    impact_table_free(&table);
    return found;
}

/* First the files that the others need. */
static scr_result read_all(struct reading *reading) {
    const struct decisions_request *request = reading->request;
    bool early[IMPACT_SOURCES_MOST];
    for (size_t i = 0; i < request->count; i++) early[i] = is_expenditures(reading, request->paths[i]);
    for (unsigned round = 0; round < 2; round++)
        for (size_t i = 0; i < request->count; i++)
            if (early[i] == (round == 0)) SCR_TRY(read_file(reading, request->paths[i]));
    if (reading->diagnosis->count + reading->diagnosis->dropped > reading->problems_before)
        return (scr_result){SCR_INPUT};
    if (reading->state_count && !reading->has_districts)
        return scr_refuse(reading->diagnosis, SCR_INPUT, "--input",
                          "the expenditures need the table of school districts beside them");
    return impact_table_check(reading->table, reading->diagnosis);
}

scr_result decisions_read(struct impact_table *table, const struct decisions_request *request,
                          struct scr_diagnosis *diagnosis) {
    struct reading reading = {.table = table, .request = request, .diagnosis = diagnosis};
    if (!request->count || request->count > IMPACT_SOURCES_MOST)
        return scr_refuse(diagnosis, SCR_USAGE, "--input", "give from 1 to %d files", IMPACT_SOURCES_MOST);
    reading.problems_before = diagnosis->count + diagnosis->dropped;
    scr_result result = read_all(&reading);
    free(reading.states);
    return result;
}
