/* svg_parts.c: pieces of inline SVG. */
#include "gen/report/verified/svg_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void svg_print(struct page *page, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        if (!scr_failed(page->result)) page->result.code = SCR_INTERNAL;
        return;
    }
    page_html(page, text);
}

void svg_frame_begin(struct page *page, size_t number, int height, const char *title, const char *description) {
    svg_print(page,
              "<figure>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
              "role=\"img\" aria-labelledby=\"t%zu d%zu\" font-family=\"Liberation Sans,Arial,sans-serif\" "
              "font-size=\"13\" fill=\"#000\">\n<title id=\"t%zu\">",
              SVG_WIDTH, height, SVG_WIDTH, height, number, number, number);
    page_text(page, title);
    svg_print(page, "</title>\n<desc id=\"d%zu\">", number);
    page_text(page, description);
    page_html(page, "</desc>\n");
}

void svg_frame_end(struct page *page) { page_html(page, "</svg>\n<figcaption>"); }

void svg_short(struct page *page, const char *name, size_t columns) {
    struct scr_buffer cut = {0};
    size_t at = 0, wide = 0;
    for (; name[at]; at++) {
        unsigned char byte = (unsigned char)name[at];
        if ((byte & 0xC0) == 0x80) continue; /* within a character */
        wide += byte >= 0xE1 ? 2 : 1;        /* from U+1000 on many are two columns wide */
        if (wide > columns) break;
    }
    scr_result result = scr_buffer_append(&cut, name, at);
    if (!scr_failed(result) && name[at]) result = scr_buffer_text(&cut, "\xe2\x80\xa6");
    if (scr_failed(result)) {
        if (!scr_failed(page->result)) page->result = result;
    } else if (cut.data) {
        page_text(page, (const char *)cut.data);
    }
    scr_buffer_free(&cut);
}
