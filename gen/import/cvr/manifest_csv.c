/* manifest_csv.c: ballot manifests as counties write them: one row per batch, under headers that differ.
 *
 * Columns are known by what their names mean: Arlo's (Container, Tabulator, Batch Name, Number of Ballots), Colorado's
 * (CountyID, ScannerID, BatchID, NumBallots, StorageLocation) and those of its counties (# of Ballots, Tabulator ID,
 * Locations), Dominion's (Tray #, Tabulator Number, Batch Number, Total Ballots). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cvr_import.h"
#include "scrutineer/text.h"

#define ROWS_MOST 5000000

enum manifest_column { M_CONTAINER, M_TABULATOR, M_BATCH, M_BALLOTS, M_COLUMNS };

/* Letters and digits of the header, in lower case. */
static const struct {
    const char *name;
    enum manifest_column column;
} known[] = {
    {"container", M_CONTAINER},
    {"storagelocation", M_CONTAINER},
    {"location", M_CONTAINER},
    {"locations", M_CONTAINER},
    {"tray", M_CONTAINER},
    {"box", M_CONTAINER},
    {"bin", M_CONTAINER},
    {"tabulator", M_TABULATOR},
    {"tabulatorid", M_TABULATOR},
    {"tabulatornumber", M_TABULATOR},
    {"tabulatornum", M_TABULATOR},
    {"scanner", M_TABULATOR},
    {"scannerid", M_TABULATOR},
    {"scannernumber", M_TABULATOR},
    {"batch", M_BATCH},
    {"batchid", M_BATCH},
    {"batchname", M_BATCH},
    {"batchnumber", M_BATCH},
    {"batchnum", M_BATCH},
    {"numballots", M_BALLOTS},
    {"numberofballots", M_BALLOTS},
    {"ofballots", M_BALLOTS},
    {"totalballots", M_BALLOTS},
    {"ballots", M_BALLOTS},
    {"ballotcount", M_BALLOTS},
    {"ballotsinbatch", M_BALLOTS},
};

struct reading {
    struct builder base; /* problems, remarks, texts */
    struct manifest *manifest;
    struct manifest_row *rows; /* on the heap while it grows */
    size_t capacity, width, columns[M_COLUMNS];
    size_t source;
    uint64_t ballots; /* of this file */
    bool headed;
};

static bool means(const char *header, enum manifest_column column) {
    char name[40];
    size_t length = 0;
    for (; *header && length + 1 < sizeof name; header++)
        if (isalnum((unsigned char)*header)) name[length++] = (char)tolower((unsigned char)*header);
    name[length] = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].column == column && !strcmp(known[i].name, name)) return true;
    return false;
}

bool manifest_recognise(const struct cvr_look *look) {
    for (size_t i = 0; look->kind == LOOK_CSV && i < look->record_count; i++) {
        bool batch = false, ballots = false;
        for (size_t k = 0; k < look->records[i].count; k++) {
            batch = batch || means(look->records[i].cells[k], M_BATCH);
            ballots = ballots || means(look->records[i].cells[k], M_BALLOTS);
        }
        if (batch && ballots) return true;
    }
    return false;
}

static bool read_header(struct reading *reading, struct import_place place, const struct csv_field *fields,
                        size_t count) {
    for (size_t c = 0; c < M_COLUMNS; c++) reading->columns[c] = CVR_NONE;
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < M_COLUMNS; c++) {
            if (!means(fields[i].text, (enum manifest_column)c)) continue;
            if (reading->columns[c] != CVR_NONE)
                builder_problem(&reading->base, place, "columns %zu and %zu mean the same", reading->columns[c] + 1,
                                i + 1);
            reading->columns[c] = i;
        }
    reading->width = count;
    return reading->columns[M_BATCH] != CVR_NONE && reading->columns[M_BALLOTS] != CVR_NONE;
}

static struct csv_field cell(const struct reading *reading, const struct csv_field *fields, size_t column) {
    return reading->columns[column] == CVR_NONE ? (struct csv_field){"", 0}
                                                : cvr_trim(fields[reading->columns[column]]);
}

/* A row of sums: it names no batch, or begins in "Total". */
static bool is_total(const struct reading *reading, const struct csv_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct csv_field field = cvr_trim(fields[i]);
        if (!field.length) continue;
        char word[12] = "";
        for (size_t k = 0; k < field.length && k + 1 < sizeof word; k++)
            word[k] = (char)tolower((unsigned char)field.text[k]);
        if (!strncmp(word, "total", 5) || !strncmp(word, "grand total", 11)) return true;
        break;
    }
    return !cell(reading, fields, M_BATCH).length && !cell(reading, fields, M_TABULATOR).length;
}

static scr_result clean(struct reading *reading, struct import_place place, const char *what, struct csv_field field,
                        bool required, const char **text) {
    if (field.length > CVR_ID_MOST) {
        builder_problem(&reading->base, place, "the %s has %zu bytes; at most %d are allowed", what, field.length,
                        CVR_ID_MOST);
        field.length = 1;
    }
    return builder_text(&reading->base, place, what, field.text, field.length, required, text);
}

static scr_result read_row(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct reading *reading = context;
    struct manifest *manifest = reading->manifest;
    struct import_place place = {.line = line};
    if (!reading->headed) {
        reading->headed = read_header(reading, place, fields, count);
        return scr_done();
    }
    bool empty = true;
    for (size_t i = 0; i < count && empty; i++) empty = !cvr_trim(fields[i]).length;
    if (empty) return scr_done();
    if (count != reading->width) {
        builder_problem(&reading->base, place, "the row has %zu fields, the header %zu", count, reading->width);
        return scr_done();
    }
    uint64_t ballots;
    struct csv_field number = cell(reading, fields, M_BALLOTS);
    if (!scr_count_parse(number.text, number.length, CVR_POSITION_MOST, &ballots)) {
        builder_problem(&reading->base, place, "the number of ballots is %s; it must be a whole number",
                        builder_shown(&reading->base, number.text));
        return scr_done();
    }
    if (is_total(reading, fields, count)) {
        if (ballots != reading->ballots)
            builder_problem(&reading->base, place, "the total says %llu ballots, the batches above it sum to %llu",
                            (unsigned long long)ballots, (unsigned long long)reading->ballots);
        return scr_done();
    }
    struct manifest_row row = {.line = line, .source = reading->source, .ballots = (uint32_t)ballots};
    SCR_TRY(clean(reading, place, "container", cell(reading, fields, M_CONTAINER), false, &row.container));
    SCR_TRY(clean(reading, place, "tabulator", cell(reading, fields, M_TABULATOR), false, &row.tabulator));
    SCR_TRY(clean(reading, place, "batch", cell(reading, fields, M_BATCH), true, &row.batch));
    reading->ballots += ballots; /* at most 5,000,000 rows of 2 * 10^9 */
    manifest->ballot_count += ballots;
    if (manifest->row_count == ROWS_MOST || manifest->ballot_count > CVR_BALLOTS_MOST) {
        builder_problem(&reading->base, place, "there are more than %d batches or %d ballots", ROWS_MOST,
                        CVR_BALLOTS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&reading->rows, &reading->capacity, manifest->row_count + 1, sizeof row));
    reading->rows[manifest->row_count++] = row;
    return scr_done();
}

static scr_result read_file(struct reading *reading, const struct cvr_look *look, struct source_file *source) {
    struct scr_hash hash = {0};
    reading->base.shown = look->shown;
    reading->headed = false;
    reading->ballots = 0;
    size_t before = reading->manifest->row_count;
    SCR_TRY(csv_file_read(look->path, look->shown, false, read_row, reading, &hash, reading->base.diagnosis));
    if (reading->manifest->row_count == before && !builder_failed(&reading->base))
        builder_problem(&reading->base, (struct import_place){0}, "the manifest lists no batch; is it truncated?");
    char *name = scr_arena_copy(&reading->base.arena, look->shown, strlen(look->shown));
    *source = (struct source_file){name, "ballot-manifest-csv", hash};
    return name ? scr_done() : (scr_result){SCR_MEMORY};
}

static scr_result read_all(struct reading *reading, const struct cvr_look *looks, size_t count) {
    struct manifest *manifest = reading->manifest;
    manifest->sources = scr_arena_alloc(&reading->base.arena, count, sizeof *manifest->sources);
    if (!manifest->sources) return (scr_result){SCR_MEMORY};
    scr_result first = scr_done();
    for (size_t i = 0; i < count; i++) {
        if (cvr_role(&looks[i]) != CVR_ROLE_MANIFEST) continue;
        reading->source = manifest->source_count;
        scr_result result = read_file(reading, &looks[i], &manifest->sources[manifest->source_count++]);
        if (scr_failed(result) && !scr_failed(first)) first = result;
        if (result.code == SCR_MEMORY) break;
    }
    SCR_TRY(first);
    manifest->rows = scr_arena_alloc(&reading->base.arena, manifest->row_count, sizeof *manifest->rows);
    if (!manifest->rows) return (scr_result){SCR_MEMORY};
    if (manifest->row_count) memcpy(manifest->rows, reading->rows, manifest->row_count * sizeof *manifest->rows);
    return builder_failed(&reading->base) ? (scr_result){SCR_INPUT} : scr_done();
}

scr_result manifest_import(struct manifest *manifest, const struct cvr_look *looks, size_t count,
                           struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    struct reading reading = {.manifest = manifest};
    *manifest = (struct manifest){0};
    builder_begin(&reading.base, "", NULL, diagnosis, notes);
    scr_result result = read_all(&reading, looks, count);
    if (scr_failed(result)) {
        *manifest = (struct manifest){0};
    } else {
        manifest->arena = reading.base.arena; /* with all texts */
        reading.base.arena = (struct scr_arena){0};
    }
    free(reading.rows);
    builder_abandon(&reading.base);
    return result;
}
