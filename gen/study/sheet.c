/* sheet.c: tables of texts, as CSV and as HTML. */
#include "gen/study/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"

void study_sheet_free(struct study_sheet *sheet) {
    free(sheet->cells);
    *sheet = (struct study_sheet){0};
}

void study_sheet_head(struct study_sheet *sheet, const char *head) {
    if (scr_failed(sheet->result)) return;
    const char **heads = scr_arena_alloc(sheet->arena, sheet->columns + 1, sizeof *heads);
    char *copy = scr_arena_copy(sheet->arena, head, strlen(head));
    if (!heads || !copy) {
        sheet->result = (scr_result){SCR_MEMORY};
        return;
    }
    if (sheet->columns) memcpy(heads, sheet->heads, sheet->columns * sizeof *heads);
    heads[sheet->columns++] = copy;
    sheet->heads = heads;
}

void study_sheet_heads(struct study_sheet *sheet, const char *heads) {
    for (const char *bar; heads; heads = bar ? bar + 1 : NULL) {
        bar = strchr(heads, '|');
        char *head = scr_arena_copy(sheet->arena, heads, bar ? (size_t)(bar - heads) : strlen(heads));
        if (!head) {
            sheet->result = (scr_result){SCR_MEMORY};
            return;
        }
        study_sheet_head(sheet, head);
    }
}

static void keep(struct study_sheet *sheet, const char *text) {
    if (scr_failed(sheet->result)) return;
    if (!text)
        sheet->result = (scr_result){SCR_MEMORY};
    else
        sheet->result = scr_grow(&sheet->cells, &sheet->capacity, sheet->count + 1, sizeof *sheet->cells);
    if (!scr_failed(sheet->result)) sheet->cells[sheet->count++] = text;
}

void study_put(struct study_sheet *sheet, const char *text) {
    keep(sheet, scr_arena_copy(sheet->arena, text, strlen(text)));
}

void study_put_count(struct study_sheet *sheet, uint64_t number) {
    keep(sheet, scr_arena_print(sheet->arena, "%llu", (unsigned long long)number));
}

void study_put_fraction(struct study_sheet *sheet, struct release_fraction number) {
    keep(sheet, number.q == 1 ? scr_arena_print(sheet->arena, "%lld", (long long)number.p)
                              : scr_arena_print(sheet->arena, "%lld/%lld", (long long)number.p, (long long)number.q));
}

void study_put_number(struct study_sheet *sheet, long double number) {
    if (!isfinite(number))
        study_put(sheet, "");
    else
        keep(sheet, scr_arena_print(sheet->arena, "%.6Lg", number == 0 ? 0.0L : number));
}

void study_put_places(struct study_sheet *sheet, long double number, int places) {
    if (!isfinite(number))
        study_put(sheet, "");
    else
        keep(sheet, scr_arena_print(sheet->arena, "%.*Lf", places, number == 0 ? 0.0L : number));
}

static bool is_number(const char *text) { return *text && strspn(text, "0123456789.-+e/") == strlen(text); }

/* A negative number is no formula: only other texts get the apostrophe of scr_text_csv. */
static scr_result csv_row(const char *const *cells, size_t columns, struct scr_buffer *out) {
    for (size_t c = 0; c < columns; c++) {
        if (c) SCR_TRY(scr_buffer_text(out, ","));
        SCR_TRY(is_number(cells[c]) ? scr_buffer_text(out, cells[c]) : scr_text_csv(out, cells[c]));
    }
    return scr_buffer_text(out, "\n");
}

scr_result study_sheet_csv(const struct study_sheet *sheet, struct scr_buffer *out) {
    SCR_TRY(sheet->result);
    if (!sheet->columns || sheet->count % sheet->columns) return (scr_result){SCR_INTERNAL};
    SCR_TRY(csv_row(sheet->heads, sheet->columns, out));
    for (size_t i = 0; i < sheet->count; i += sheet->columns) SCR_TRY(csv_row(sheet->cells + i, sheet->columns, out));
    return scr_done();
}

void study_sheet_html(const struct study_sheet *sheet, struct page *page) {
    size_t rows = sheet->columns ? sheet->count / sheet->columns : 0;
    page_html(page, "<h2>");
    page_text(page, sheet->title);
    page_html(page, "</h2>\n<p>");
    page_text(page, sheet->note);
    page_html(page, " <a href=\"");
    page_text(page, sheet->file);
    page_html(page, "\">");
    page_text(page, sheet->file);
    page_html(page, "</a></p>\n<table><thead><tr>");
    for (size_t c = 0; c < sheet->columns; c++) {
        page_html(page, "<th>");
        page_text(page, sheet->heads[c]);
    }
    page_html(page, "<tbody>\n");
    for (size_t r = 0; r < rows && r < STUDY_ROWS_SHOWN; r++) {
        page_html(page, "<tr>");
        for (size_t c = 0; c < sheet->columns; c++) {
            const char *text = sheet->cells[r * sheet->columns + c];
            page_html(page, is_number(text) ? "<td class=\"n\">" : "<td>");
            page_text(page, text);
        }
        page_html(page, "\n");
    }
    page_html(page, "</table>\n");
    if (!rows) page_html(page, "<p>None.</p>\n");
    if (rows > STUDY_ROWS_SHOWN) {
        page_html(page, "<p>And ");
        page_count(page, rows - STUDY_ROWS_SHOWN);
        page_html(page, " more rows in the file.</p>\n");
    }
}
