/* csv_file.c: libcsv fed line by line, so that every record knows its line and no record outgrows its limit. */
#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../common/open.h"
#include "csv_file.h"

#define PIECE ((size_t)1 << 16)

struct csv_reading {
    const char *shown;
    csv_record *visit;
    void *context;
    struct scr_diagnosis *diagnosis;
    struct csv_parser parser;
    unsigned long line;       /* being fed */
    unsigned long begin;      /* of the current record, 0 between records */
    size_t record_bytes;      /* fed since then */
    struct scr_buffer bytes;  /* fields of the current record, each with a NUL */
    struct csv_field *fields; /* while collecting, only the lengths stand */
    size_t count, capacity;
    scr_result result; /* of the callbacks, which cannot return one */
};

static scr_result refuse(const struct csv_reading *reading, unsigned long line, enum scr_code code, const char *words) {
    struct scr_buffer place = {0};
    scr_result result = scr_buffer_print(&place, "%s, line %lu", reading->shown, line);
    if (!scr_failed(result)) result = scr_refuse(reading->diagnosis, code, (const char *)place.data, "%s", words);
    scr_buffer_free(&place);
    return result;
}

/* Where the current record begins. A file with old carriage-return line ends has several records in a "line": they
 * begin where the line does. */
static unsigned long begins(const struct csv_reading *reading) {
    return reading->begin ? reading->begin : reading->line;
}

static scr_result keep_field(struct csv_reading *reading, const void *text, size_t length) {
    if (reading->count == CSV_FIELDS_MOST)
        return refuse(reading, begins(reading), SCR_LIMIT, "the record has too many fields");
    SCR_TRY(scr_grow(&reading->fields, &reading->capacity, reading->count + 1, sizeof *reading->fields));
    reading->fields[reading->count++].length = length;
    if (length) SCR_TRY(scr_buffer_append(&reading->bytes, text, length));
    return scr_buffer_append(&reading->bytes, "", 1);
}

static void on_field(void *text, size_t length, void *context) {
    struct csv_reading *reading = context;
    if (!scr_failed(reading->result)) reading->result = keep_field(reading, text, length);
}

static void on_record(int terminator, void *context) {
    struct csv_reading *reading = context;
    (void)terminator;
    if (scr_failed(reading->result)) return;
    const char *text = (const char *)reading->bytes.data;
    for (size_t i = 0; i < reading->count; i++) {
        reading->fields[i].text = text;
        text += reading->fields[i].length + 1;
    }
    if (reading->count)
        reading->result = reading->visit(reading->context, begins(reading), reading->fields, reading->count);
    reading->count = reading->bytes.length = reading->record_bytes = 0;
    reading->begin = 0;
}

/* One line, or a piece of one: libcsv sees a record's end at the latest with the line feed that ends it. */
static scr_result feed(struct csv_reading *reading, const char *text, size_t length) {
    bool ends = text[length - 1] == '\n';
    if (!reading->begin) reading->begin = reading->line;
    if (memchr(text, 0, length))
        return refuse(reading, reading->line, SCR_INPUT, "the file holds a NUL byte; CSV is text in UTF-8");
    reading->record_bytes += length;
    if (reading->record_bytes > CSV_RECORD_MOST)
        return refuse(reading, reading->begin, SCR_LIMIT,
                      "the record is longer than 4 MB (is a quotation mark not closed?)");
    if (csv_parse(&reading->parser, text, length, on_field, on_record, reading) != length) {
        if (scr_failed(reading->result)) return reading->result;
        if (csv_error(&reading->parser) != CSV_EPARSE) return (scr_result){SCR_MEMORY};
        return refuse(reading, reading->line, SCR_INPUT,
                      "the quotation marks are not correct CSV (a mark inside a field is written twice)");
    }
    if (ends) {
        reading->line++;
        /* An empty line is no record; the next one begins later. */
        if (reading->record_bytes == length && strspn(text, " \t\r") == length - 1)
            reading->begin = 0, reading->record_bytes = 0;
    }
    return reading->result;
}

static scr_result read_all(struct csv_reading *reading, int fd, struct scr_hasher *hasher, char *piece) {
    bool first = true;
    for (;;) {
        long got = scr_read_some(fd, piece, PIECE);
        if (got < 0) return scr_refuse_io(reading->diagnosis, reading->shown, "could not be read", errno);
        if (!got) break;
        SCR_TRY(scr_hasher_add(hasher, piece, (size_t)got));
        const char *at = piece, *end = piece + got;
        if (first && got >= 3 && !memcmp(piece, "\xEF\xBB\xBF", 3)) at += 3;
        first = false;
        while (at < end) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            size_t length = stop ? (size_t)(stop - at) + 1 : (size_t)(end - at);
            SCR_TRY(feed(reading, at, length));
            at += length;
        }
    }
    /* A file that ends inside quotation marks is truncated, also where stray marks are tolerated. */
    csv_set_opts(&reading->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&reading->parser, on_field, on_record, reading)) {
        if (scr_failed(reading->result)) return reading->result;
        return refuse(reading, begins(reading), SCR_INPUT,
                      "the file ends inside quotation marks that are opened in this record; is it truncated?");
    }
    return reading->result;
}

scr_result csv_file_read(const char *path, const char *shown, bool strict, csv_record *visit, void *context,
                         struct scr_hash *hash, struct scr_diagnosis *diagnosis) {
    struct csv_reading reading = {
        .shown = shown, .visit = visit, .context = context, .diagnosis = diagnosis, .line = 1};
    struct scr_hasher *hasher = NULL;
    int fd;
    uint64_t size;
    SCR_TRY(scr_open_regular(path, &fd, &size, diagnosis));
    scr_result result = {SCR_MEMORY};
    char *piece = malloc(PIECE);
    if (!piece || csv_init(&reading.parser, strict ? CSV_STRICT | CSV_STRICT_FINI : 0)) goto end;
    csv_set_blk_size(&reading.parser, PIECE); /* by default it grows by 128 bytes, each time copying all it has */
    result = scr_hasher_new(&hasher);
    if (!scr_failed(result)) result = read_all(&reading, fd, hasher, piece);
    csv_free(&reading.parser);
    if (!scr_failed(result)) {
        struct scr_hasher *ending = hasher;
        hasher = NULL;
        result = scr_hasher_end(ending, hash);
    }
end:
    scr_hasher_free(hasher);
    scr_buffer_free(&reading.bytes);
    free(reading.fields);
    free(piece);
    close(fd);
    return result;
}
