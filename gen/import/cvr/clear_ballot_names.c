/* clear_ballot_names.c: reads the two files of names. */
#include "clear_ballot_names.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cvr_format.h"

struct reading {
    struct clear_ballot_names *names;
    struct cvr_builder *builder;
    const char *shown;
    bool choices, headed;
    size_t width, id, contest, name;
};

static void problem(struct reading *reading, struct import_place place, const char *words) {
    const char *shown = reading->builder->base.shown;
    reading->builder->base.shown = reading->shown;
    builder_problem(&reading->builder->base, place, "%s", words);
    reading->builder->base.shown = shown;
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct clear_ballot_names *names = reading->names;
    struct builder *base = &reading->builder->base;
    const struct import_place place = {.line = line};
    if (!reading->headed) {
        reading->headed = true;
        reading->width = count;
        reading->id = cvr_column(fields, count, reading->choices ? "ChoiceID" : "ContestID");
        reading->contest = cvr_column(fields, count, "ContestID");
        reading->name = cvr_column(fields, count, reading->choices ? "ChoiceName" : "ContestName");
        if (reading->id != CVR_NONE && reading->contest != CVR_NONE && reading->name != CVR_NONE) return scr_done();
        problem(reading, place,
                "the columns ContestID and ContestName, or ChoiceID, ContestID, ChoiceName are missing");
        return (scr_result){SCR_INPUT};
    }
    if (count != reading->width) {
        problem(reading, place, "the row has not as many fields as the header");
        return scr_done();
    }
    struct clear_ballot_row row;
    bool added;
    SCR_TRY(builder_text(base, place, "id", fields[reading->id].text, fields[reading->id].length, true, &row.id));
    SCR_TRY(builder_text(base, place, "contest's id", fields[reading->contest].text, fields[reading->contest].length,
                         true, &row.contest));
    SCR_TRY(
        builder_text(base, place, "name", fields[reading->name].text, fields[reading->name].length, true, &row.name));
    SCR_TRY(scr_grow(&names->rows, &names->capacity, names->count + 1, sizeof *names->rows));
    names->rows[names->count] = row;
    SCR_TRY(name_index_add(reading->choices ? &names->choices : &names->contests, row.id, strlen(row.id),
                           names->count++, &added));
    if (!added) problem(reading, place, "the id stands twice");
    return scr_done();
}

/* NAME.cvr.csv becomes NAME.choices.csv. */
static scr_result read_file(struct clear_ballot_names *names, struct cvr_builder *builder, const char *path,
                            const char *kind, bool *found) {
    struct scr_hash hash = {0};
    size_t length = strlen(path);
    char *beside = scr_arena_print(&builder->base.arena, "%.*s.%s.csv", (int)(length - 8), path, kind);
    const char *base_slash = strrchr(builder->base.shown, '/'),
               *shown = base_slash ? base_slash + 1 : builder->base.shown;
    size_t stem = strlen(shown) > 8 ? strlen(shown) - 8 : 0;
    char *name = scr_arena_print(&builder->base.arena, "%.*s.%s.csv", (int)stem, shown, kind);
    if (!beside || !name) return (scr_result){SCR_MEMORY};
    *found = !access(beside, F_OK);
    if (!*found) return scr_done();
    struct reading reading = {names, builder, name, !strcmp(kind, "choices"), false, 0, 0, 0, 0};
    SCR_TRY(csv_file_read(beside, name, false, read_row, &reading, &hash, builder->base.diagnosis));
    return cvr_source(builder, name, "clear-ballot-names", &hash);
}

scr_result clear_ballot_names_read(struct clear_ballot_names *names, struct cvr_builder *builder, const char *path,
                                   bool *found) {
    size_t length = strlen(path);
    bool choices;
    *found = false;
    if (length < 8 || strcmp(path + length - 8, ".cvr.csv")) return scr_done();
    SCR_TRY(read_file(names, builder, path, "contests", found));
    if (!*found) return scr_done();
    SCR_TRY(read_file(names, builder, path, "choices", &choices));
    *found = choices;
    return scr_done();
}

bool clear_ballot_name(const struct clear_ballot_names *names, const char *choice_id, const char **contest_id,
                       const char **contest, const char **choice) {
    size_t at, in;
    if (!name_index_find(&names->choices, choice_id, strlen(choice_id), &at)) return false;
    *contest_id = names->rows[at].contest;
    *choice = names->rows[at].name;
    if (!name_index_find(&names->contests, *contest_id, strlen(*contest_id), &in)) return false;
    *contest = names->rows[in].name;
    return true;
}

void clear_ballot_names_free(struct clear_ballot_names *names) {
    name_index_free(&names->contests);
    name_index_free(&names->choices);
    free(names->rows);
    *names = (struct clear_ballot_names){0};
}
