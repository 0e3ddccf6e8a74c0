/* reported_csv.c: a strict reader for CSV as RFC 4180 has it. */
#include "verify/deck/reported_csv.h"

const char *reported_csv_field(const struct csv_reader *csv, size_t index) {
    return (const char *)csv->fields.data + csv->starts[index];
}

void reported_csv_free(struct csv_reader *csv) {
    scr_buffer_free(&csv->fields);
    *csv = (struct csv_reader){0};
}

static bool here(const struct csv_reader *csv, char c) { return csv->at < csv->length && csv->text[csv->at] == c; }

/* At the end of a line: LF, CRLF or the end of the text. */
static bool line_ends(const struct csv_reader *csv) {
    return csv->at == csv->length || here(csv, '\n') ||
           (here(csv, '\r') && csv->at + 1 < csv->length && csv->text[csv->at + 1] == '\n');
}

/* Behind the end of a line that is not the text's. */
static void next_line(struct csv_reader *csv) {
    if (here(csv, '\r')) csv->at++;
    csv->at++;
    csv->line++;
}

/* The text of a quoted field, after its opening quote. */
static scr_result quoted(struct csv_reader *csv) {
    for (;;) {
        size_t from = csv->at;
        while (csv->at < csv->length && csv->text[csv->at] != '"') csv->line += csv->text[csv->at++] == '\n';
        SCR_TRY(scr_buffer_append(&csv->fields, csv->text + from, csv->at - from));
        if (csv->at == csv->length) {
            csv->complaint = "a quote is opened and not closed";
            return scr_done();
        }
        csv->at++;
        if (!here(csv, '"')) break;
        csv->at++;
        SCR_TRY(scr_buffer_append(&csv->fields, "\"", 1));
    }
    if (!here(csv, ',') && !line_ends(csv)) csv->complaint = "text follows a closing quote";
    return scr_done();
}

static scr_result unquoted(struct csv_reader *csv) {
    size_t from = csv->at;
    while (!here(csv, ',') && !line_ends(csv)) {
        if (here(csv, '"')) csv->complaint = "a quote stands inside a field that does not begin with one";
        if (here(csv, '\r')) csv->complaint = "a carriage return stands alone";
        csv->at++;
    }
    return scr_buffer_append(&csv->fields, csv->text + from, csv->at - from);
}

static scr_result read_record(struct csv_reader *csv) {
    for (;;) {
        if (csv->count == CSV_FIELDS_MOST) {
            csv->complaint = "there are too many fields";
            return scr_done();
        }
        csv->starts[csv->count++] = csv->fields.length;
        bool quote = here(csv, '"');
        if (quote) csv->at++;
        SCR_TRY(quote ? quoted(csv) : unquoted(csv));
        SCR_TRY(scr_buffer_append(&csv->fields, "", 1));
        if (csv->complaint || !here(csv, ',')) return scr_done();
        csv->at++;
    }
}

scr_result reported_csv_next(struct csv_reader *csv, bool *more) {
    static const char mark[] = "\xEF\xBB\xBF";
    csv->complaint = NULL;
    csv->count = csv->fields.length = 0;
    if (!csv->at && csv->length >= 3)
        for (size_t i = 0; i < 3 && csv->text[i] == mark[i]; i++)
            if (i == 2) csv->at = 3;
    while (csv->at < csv->length && line_ends(csv)) next_line(csv);
    *more = csv->at < csv->length;
    csv->record_line = csv->line;
    if (!*more) return scr_done();
    SCR_TRY(read_record(csv));
    while (!line_ends(csv)) csv->at++; /* after a complaint: the rest of the line */
    if (csv->at < csv->length) next_line(csv);
    return scr_done();
}
