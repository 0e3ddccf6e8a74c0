/* reading.c: problems, numbers, texts and rows of the tables behind decisions. */
#include "gen/import/decisions/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "gen/import/builder.h"
#include "scrutineer/text.h"

#define NAME_MOST 2000 /* characters: the schema's limit; bytes are no fewer */
#define ROWS_MOST 100000

void reading_problem(struct reading *reading, unsigned long line, const char *format, ...) {
    struct scr_buffer place = {0};
    char words[400]; /* formats hold words of ours, and file texts already cut short */
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    scr_result result =
        line ? scr_buffer_print(&place, "%s, line %lu", reading->shown, line) : scr_buffer_text(&place, reading->shown);
    if (!scr_failed(result) && length > 0)
        scr_note(reading->diagnosis, SCR_INPUT, (const char *)place.data, "%s", words);
    scr_buffer_free(&place);
}

struct csv_field reading_column(const struct reading *reading, const struct csv_field *fields, size_t count,
                                size_t column) {
    size_t position = reading->positions[column];
    return position < count ? fields[position] : (struct csv_field){"", 0};
}

static struct csv_field trimmed(struct csv_field field) {
    while (field.length && strchr(" \t\r\n", field.text[0])) field.text++, field.length--;
    while (field.length && strchr(" \t\r\n", field.text[field.length - 1])) field.length--;
    return field;
}

bool reading_number(struct reading *reading, unsigned long line, const char *what, struct csv_field field,
                    uint64_t *number) {
    field = trimmed(field);
    if (scr_count_parse(field.text, field.length, UINT64_C(100000000000), number)) return true;
    char start[40] = "";
    struct scr_buffer shown = {0};
    snprintf(start, sizeof start, "%.*s", field.length < 30 ? (int)field.length : 30, field.text);
    if (scr_failed(scr_text_terminal(&shown, start)))
        reading_problem(reading, line, "%s is not a whole number", what);
    else
        reading_problem(reading, line, "%s is \"%s\", not a whole number without sign, point or separators", what,
                        shown.data ? (const char *)shown.data : "");
    scr_buffer_free(&shown);
    return false;
}

/* Bytes of latin-1 are the first 256 characters of Unicode. */
static scr_result to_utf8(struct scr_buffer *out, struct csv_field field) {
    for (size_t i = 0; i < field.length; i++) {
        uint8_t byte = (uint8_t)field.text[i], two[2] = {(uint8_t)(0xC0 | byte >> 6), (uint8_t)(0x80 | (byte & 0x3F))};
        SCR_TRY(byte < 0x80 ? scr_buffer_append(out, &byte, 1) : scr_buffer_append(out, two, 2));
    }
    return scr_done();
}

scr_result reading_text(struct reading *reading, unsigned long line, const char *what, struct csv_field field,
                        bool latin1, const char **text) {
    struct scr_buffer converted = {0};
    scr_result result = scr_done();
    field = trimmed(field);
    *text = NULL;
    if (latin1 && !scr_utf8_valid(field.text, field.length)) {
        result = to_utf8(&converted, field);
        field = (struct csv_field){(const char *)converted.data, converted.length};
    }
    if (scr_failed(result)) goto end;
    if (!field.length)
        reading_problem(reading, line, "%s is empty", what);
    else if (field.length > NAME_MOST)
        reading_problem(reading, line, "%s is longer than %d bytes", what, NAME_MOST);
    else if (!scr_utf8_valid(field.text, field.length))
        reading_problem(reading, line, "%s is not UTF-8", what);
    else if (!builder_can_write(field.text, field.length))
        reading_problem(reading, line, "%s holds a control character", what);
    else if (!(*text = scr_arena_copy(&reading->table->arena, field.text, field.length)))
        result.code = SCR_MEMORY;
end:
    scr_buffer_free(&converted);
    return result;
}

scr_result reading_row(struct reading *reading, unsigned long line, const struct impact_row *row) {
    struct impact_table *table = reading->table;
    const char *fault = impact_row_fault(table->decision, row);
    if (fault) {
        reading_problem(reading, line, "%s", fault);
        return scr_done();
    }
    if (table->count == ROWS_MOST)
        return scr_refuse(reading->diagnosis, SCR_LIMIT, reading->shown, "it has more than %d rows", ROWS_MOST);
    SCR_TRY(scr_grow(&table->rows, &table->capacity, table->count + 1, sizeof *table->rows));
    table->rows[table->count++] = *row;
    return scr_done();
}
