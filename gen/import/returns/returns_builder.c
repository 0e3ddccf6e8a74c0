/* returns_builder.c: the importer's list of cells, files and modes, and how a count is read. */
#include "returns_builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cvr/cvr_format.h"
#include "scrutineer/text.h"

scr_result returns_begin(struct returns_builder *builder, struct scr_diagnosis *diagnosis,
                         struct scr_diagnosis *notes) {
    *builder = (struct returns_builder){.notes_before = notes->count};
    builder_begin(&builder->base, "", NULL, diagnosis, notes);
    SCR_TRY(scr_grow(&builder->units, &builder->unit_capacity, 1, sizeof *builder->units));
    builder->units[builder->unit_count++] = (struct returns_unit){
        .name = "", .parent = RETURNS_NONE, .ballots = RETURNS_UNKNOWN, .registered = RETURNS_UNKNOWN};
    static const char *const numbers[RETURNS_FIRST_CONTEST] = {"Registered Voters", "Ballots Cast"};
    for (size_t i = 0; i < RETURNS_FIRST_CONTEST; i++) {
        SCR_TRY(scr_grow(&builder->contests, &builder->contest_capacity, i + 1, sizeof *builder->contests));
        SCR_TRY(scr_grow(&builder->options, &builder->option_capacity, i + 1, sizeof *builder->options));
        builder->contests[builder->contest_count++] = (struct contest_building){.name = numbers[i], .option_count = 1};
        builder->options[builder->option_count++] =
            (struct option_building){.name = "", .party = "", .contest = i, .seen = i};
    }
    size_t mode;
    return returns_mode(builder, (struct import_place){0}, (struct csv_field){"total", 5}, &mode);
}

void returns_end(struct returns_builder *builder) {
    free(builder->units);
    free(builder->contests);
    free(builder->options);
    free(builder->cells);
    free(builder->files);
    free(builder->modes);
    free(builder->sources);
    name_index_free(&builder->paths);
    name_index_free(&builder->unit_names);
    name_index_free(&builder->contest_names);
    name_index_free(&builder->option_names);
    name_index_free(&builder->mode_names);
    scr_buffer_free(&builder->key);
    builder_abandon(&builder->base);
    *builder = (struct returns_builder){0};
}

scr_result returns_file_begin(struct returns_builder *builder, const char *shown) {
    if (builder->file_count == RETURNS_FILES_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&builder->files, &builder->file_capacity, builder->file_count + 1, sizeof *builder->files));
    const char *name = scr_arena_copy(&builder->base.arena, shown, strlen(shown));
    if (!name) return (scr_result){SCR_MEMORY};
    builder->files[builder->file_count++] = builder->base.shown = name;
    builder->decimals = 0;
    return scr_done();
}

scr_result returns_file_end(struct returns_builder *builder, const char *format, const struct scr_hash *hash) {
    if (builder->decimals)
        builder_remark(&builder->base, (struct import_place){.line = builder->decimal_line},
                       "%zu counts are written with zeros behind a point, as 69.0; the first of them is here. They are "
                       "read as whole numbers",
                       builder->decimals);
    SCR_TRY(
        scr_grow(&builder->sources, &builder->source_capacity, builder->source_count + 1, sizeof *builder->sources));
    builder->sources[builder->source_count++] = (struct source_file){builder->base.shown, format, *hash};
    return scr_done();
}

scr_result returns_mode(struct returns_builder *builder, struct import_place place, struct csv_field name,
                        size_t *mode) {
    name = cvr_trim(name);
    const char *clean;
    char letters[8];
    returns_letters(name.text, name.length, letters, sizeof letters);
    *mode = RETURNS_MODE_TOTAL;
    if (builder->mode_count && (!name.length || !strcmp(letters, "total"))) return scr_done();
    if (name_index_find(&builder->mode_names, name.text, name.length, mode)) return scr_done();
    SCR_TRY(builder_text(&builder->base, place, "mode of voting", name.text, name.length, true, &clean));
    if (!*clean) return scr_done();
    if (builder->mode_count == 1000) {
        builder_problem(&builder->base, place, "there are more than 1000 modes of voting");
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&builder->modes, &builder->mode_capacity, builder->mode_count + 1, sizeof *builder->modes));
    const char *key = scr_arena_copy(&builder->base.arena, name.text, name.length);
    if (!key) return (scr_result){SCR_MEMORY};
    *mode = builder->mode_count;
    builder->modes[builder->mode_count++] = clean;
    return name_index_add(&builder->mode_names, key, name.length, *mode, NULL);
}

/* Digits alone; the point and zeros that a spreadsheet writes behind a whole number are cut off. */
static size_t whole_length(struct csv_field text, bool *decimal) {
    const char *point = memchr(text.text, '.', text.length);
    *decimal = false;
    if (!point || point == text.text) return text.length;
    size_t before = (size_t)(point - text.text), zeros = text.length - before - 1;
    for (size_t i = 0; i < zeros; i++)
        if (point[1 + i] != '0') return text.length;
    *decimal = zeros > 0;
    return zeros ? before : text.length;
}

bool returns_count(struct returns_builder *builder, struct import_place place, const char *what, struct csv_field text,
                   uint64_t *count) {
    struct builder *base = &builder->base;
    text = cvr_trim(text);
    bool decimal;
    size_t length = whole_length(text, &decimal), digits = strspn(text.text, "0123456789");
    char first = text.length ? text.text[0] : 0;
    if (scr_count_parse(text.text, length, RETURNS_VOTES_MOST, count)) {
        if (decimal && !builder->decimals++) builder->decimal_line = place.line;
        return true;
    }
    const char *shown = builder_shown(base, scr_utf8_valid(text.text, text.length) ? text.text : "?");
    if (!text.length)
        builder_problem(base, place, "the %s is missing; write 0 where there are no votes", what);
    else if (first == '-')
        builder_problem(base, place, "the %s %s is negative; a count is a whole number from 0 on", what, shown);
    else if (digits >= length && first == '0')
        builder_problem(base, place, "the %s %s has leading zeros; write it without", what, shown);
    else if (digits >= length)
        builder_problem(base, place, "the %s %s is above %llu, more than there are voters; correct it", what, shown,
                        (unsigned long long)RETURNS_VOTES_MOST);
    else if (digits && text.text[digits] == '.' && strspn(text.text + digits + 1, "0123456789") + digits + 1 == length)
        builder_problem(base, place, "the %s %s is no whole number; votes are not divided", what, shown);
    else
        builder_problem(base, place, "the %s %s is no number; write digits alone, without separators", what, shown);
    return false;
}

scr_result returns_add(struct returns_builder *builder, struct import_place place, size_t unit, size_t option,
                       size_t mode, uint64_t votes) {
    if (builder->cell_count == RETURNS_CELLS_MOST) {
        builder_problem(&builder->base, place, "there are more than %d counts; import fewer contests at once",
                        RETURNS_CELLS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&builder->cells, &builder->cell_capacity, builder->cell_count + 1, sizeof *builder->cells));
    builder->cells[builder->cell_count++] =
        (struct returns_cell){(uint32_t)unit,
                              (uint32_t)option,
                              (uint16_t)mode,
                              (uint16_t)(builder->file_count - 1),
                              place.line > UINT32_MAX ? UINT32_MAX : (uint32_t)place.line,
                              votes};
    return scr_done();
}

void returns_cell_problem(struct returns_builder *builder, const struct returns_cell *cell, const char *format, ...) {
    char words[1600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    builder->base.shown = builder->files[cell->file];
    builder_problem(&builder->base, (struct import_place){.line = cell->line}, "%s", words);
}

const char *returns_shown_unit(struct returns_builder *builder, size_t unit) {
    struct scr_buffer path = {0};
    scr_result result = returns_path(builder->units, unit, &path);
    const char *shown = scr_failed(result) ? "?" : builder_shown(&builder->base, (const char *)path.data);
    scr_buffer_free(&path);
    return shown;
}

const char *returns_shown_option(struct returns_builder *builder, size_t option) {
    const struct option_building *o = &builder->options[option];
    struct scr_buffer name = {0};
    scr_result result =
        scr_buffer_print(&name, "%s%s%s", builder->contests[o->contest].name, *o->name ? ", " : "", o->name);
    const char *shown = scr_failed(result) ? "?" : builder_shown(&builder->base, (const char *)name.data);
    scr_buffer_free(&name);
    return shown;
}
