/* companion.c: rows of companion files, and how they complete the ballot that is open. */
#include "companion.h"

#include <stdlib.h>
#include <string.h>

#include "cvr_format.h"
#include "scrutineer/text.h"

struct reading {
    struct cvr_companion *companion;
    struct cvr_builder *builder;
    enum companion_kind kind;
    bool headed;
    size_t width, id, taken, columns[CVR_FIELDS];
};

/* The row that names the columns stands below a title in ES&S files, behind "#FormatVersion" in Hart's. */
static bool find_header(struct reading *reading, const struct csv_field *fields, size_t count) {
    bool ess = reading->kind == COMPANION_ESS;
    reading->id = cvr_column(fields, count, ess ? "Cast Vote Record" : "CvrId");
    if (reading->id == CVR_NONE) return false;
    reading->width = count;
    for (size_t i = 0; i < CVR_FIELDS; i++) reading->columns[i] = CVR_NONE;
    if (ess) {
        reading->columns[CVR_BATCH] = cvr_column(fields, count, "Batch");
        reading->columns[CVR_TABULATOR] = cvr_column(fields, count, "Machine");
        reading->columns[CVR_IMPRINTED] = cvr_column(fields, count, "Tabulator CVR");
        reading->columns[CVR_PRECINCT] = cvr_column(fields, count, "Precinct ID");
        reading->columns[CVR_STYLE] = cvr_column(fields, count, "Ballot Style");
    } else {
        reading->columns[CVR_TABULATOR] = cvr_column(fields, count, "Workstation");
        reading->columns[CVR_IMPRINTED] = cvr_column(fields, count, "UniqueIdentifier");
        reading->columns[CVR_PRECINCT] = cvr_column(fields, count, "Precinct");
    }
    return true;
}

static bool same(const struct companion_row *a, const struct companion_row *b) {
    for (size_t i = 0; i < CVR_FIELDS; i++)
        if (strcmp(a->fields[i] ? a->fields[i] : "", b->fields[i] ? b->fields[i] : "")) return false;
    return true;
}

static scr_result take_row(struct reading *reading, struct import_place place, const struct csv_field *fields) {
    struct cvr_companion *companion = reading->companion;
    struct builder *base = &reading->builder->base;
    const char *id;
    reading->taken++;
    struct companion_row row = {.line = place.line};
    SCR_TRY(builder_text(base, place, "cast vote record's number", fields[reading->id].text, fields[reading->id].length,
                         true, &id));
    if (!*id) return scr_done();
    for (size_t i = 0; i < CVR_FIELDS; i++) {
        if (reading->columns[i] == CVR_NONE) continue;
        struct csv_field field = cvr_trim(fields[reading->columns[i]]);
        SCR_TRY(builder_text(base, place, "field", field.text, field.length, false, &row.fields[i]));
    }
    size_t known;
    if (name_index_find(&companion->ids, id, strlen(id), &known)) {
        /* Hart lists every page of a sheet. */
        if (reading->kind == COMPANION_ESS || !same(&companion->rows[known], &row))
            builder_problem(base, place, "the record %s stands on line %lu already", builder_shown(base, id),
                            companion->rows[known].line);
        return scr_done();
    }
    SCR_TRY(scr_grow(&companion->rows, &companion->capacity, companion->count + 1, sizeof *companion->rows));
    companion->rows[companion->count] = row;
    return name_index_add(&companion->ids, id, strlen(id), companion->count++, NULL);
}

/* "Total : 7" */
static scr_result check_total(struct reading *reading, struct import_place place, struct csv_field field) {
    size_t digits = 0;
    uint64_t total;
    field = cvr_trim(field);
    while (digits < field.length && field.text[field.length - digits - 1] >= '0' &&
           field.text[field.length - digits - 1] <= '9')
        digits++;
    if (scr_count_parse(field.text + field.length - digits, digits, CVR_BALLOTS_MOST, &total) &&
        total != reading->taken)
        builder_problem(&reading->builder->base, place, "the total says %llu ballots, the file lists %zu",
                        (unsigned long long)total, reading->taken);
    return scr_done();
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct builder *base = &reading->builder->base;
    const struct import_place place = {.line = line};
    if (!reading->headed) {
        reading->headed = find_header(reading, fields, count);
        return scr_done();
    }
    bool empty = true;
    for (size_t i = 0; i < count && empty; i++) empty = !cvr_trim(fields[i]).length;
    if (empty) return scr_done();
    if (!strncmp(cvr_trim(fields[0]).text, "Total", 5)) return check_total(reading, place, fields[0]);
    /* Some exports end every row but the header, or only the header, in a comma. */
    if (count + 1 < reading->width || count > reading->width + 1) {
        builder_problem(base, place, "the row has %zu fields, the header %zu", count, reading->width);
        return scr_done();
    }
    for (size_t i = 0; i < CVR_FIELDS; i++)
        if (reading->columns[i] != CVR_NONE && reading->columns[i] >= count) {
            builder_problem(base, place, "the row has %zu fields, the header %zu", count, reading->width);
            return scr_done();
        }
    return take_row(reading, place, fields);
}

scr_result companion_read(struct cvr_companion *companion, struct cvr_builder *builder, const char *path,
                          enum companion_kind kind) {
    struct reading reading = {.companion = companion, .builder = builder, .kind = kind};
    companion->ess = companion->ess || kind == COMPANION_ESS;
    struct scr_hash hash = {0};
    SCR_TRY(csv_file_read(path, builder->base.shown, false, read_row, &reading, &hash, builder->base.diagnosis));
    if (!reading.headed)
        builder_problem(&builder->base, (struct import_place){0}, "the row that names the columns is missing");
    return cvr_source(builder, builder->base.shown, kind == COMPANION_ESS ? "ess-ballots" : "hart-scanned-ballots",
                      &hash);
}

scr_result companion_complete(const struct cvr_companion *companion, struct cvr_builder *builder) {
    const struct scr_buffer *id = &builder->fields[CVR_ID];
    size_t row;
    if (!id->length || !name_index_find(&companion->ids, (const char *)id->data, id->length, &row)) {
        builder_problem(&builder->base, builder->place,
                        "the companion files of the command do not mention the record %s",
                        builder_shown(&builder->base, id->length ? (const char *)id->data : ""));
        return scr_done();
    }
    companion->used[row] = 1;
    for (size_t i = 0; i < CVR_FIELDS; i++) {
        const char *text = companion->rows[row].fields[i];
        if (text && *text && !builder->fields[i].length)
            SCR_TRY(cvr_set(builder, (enum cvr_field)i, text, strlen(text)));
    }
    return companion->ess ? companion_ess_tabulator(builder) : scr_done();
}

scr_result companion_ess_tabulator(struct cvr_builder *builder) {
    const struct scr_buffer *imprinted = &builder->fields[CVR_IMPRINTED];
    if (builder->fields[CVR_TABULATOR].length || imprinted->length != 10) return scr_done();
    char four[5] = "";
    for (size_t i = 0; i < 10; i++)
        if (imprinted->data[i] < '0' || imprinted->data[i] > '9') return scr_done();
    memcpy(four, imprinted->data, 4);
    return cvr_set(builder, CVR_TABULATOR, four, 4);
}

void companion_free(struct cvr_companion *companion) {
    name_index_free(&companion->ids);
    free(companion->rows);
    free(companion->used);
    *companion = (struct cvr_companion){0};
}
