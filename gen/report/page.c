/* page.c: the common form of the printed sheets. */
#include "page.h"

#include <string.h>

#include "scrutineer/text.h"

/* One block for every sheet of an election with thousands of styles: kept short. Row headers repeat on every page, rows
 * stay whole, and nothing depends on colour. */
static const char style[] =
    "@page{margin:13mm 12mm 15mm;@bottom-right{content:counter(page)\" / \"counter(pages);font:8pt sans-serif}}"
    "html{color:#000;background:#fff;font:10pt/1.35 \"Liberation Sans\",Arial,Helvetica,sans-serif}"
    "body{max-width:190mm;margin:0 auto;padding:2mm}"
    "h1{font-size:16pt;line-height:1.2;margin:0 0 3mm}h2{font-size:12pt;margin:6mm 0 2mm;break-after:avoid}"
    "p,ol,ul{margin:0 0 2mm}ol>li{margin-bottom:1.3mm}code{font-size:9pt;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:1mm 0}"
    "th,td{border:.3mm solid #000;padding:.8mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "thead{display:table-header-group}thead th{border-bottom-width:.6mm}tr{break-inside:avoid}"
    ".facts th{width:38mm}.facts th,.facts td{border-width:0 0 .2mm}"
    ".fill td{height:9mm}.fill th{width:38mm}"
    ".n{text-align:right;width:17mm;font-variant-numeric:tabular-nums}.w{width:28mm}"
    ".marks{list-style:none;margin:0;padding:0;columns:3 46mm;column-gap:5mm}"
    ".marks li{break-inside:avoid;padding-left:5mm;text-indent:-5mm}"
    "small{font-size:7.5pt;font-weight:normal}.rest{margin:.8mm 0 0;border-top:.2mm dotted #000}"
    "input{width:4.5mm;height:4.5mm;margin:1mm 0 0}"
    ".ballot{width:20mm}.group th{border-top-width:.6mm;background:#eee}tbody.group{break-inside:avoid}"
    ".new{break-before:page}.warn{border:.6mm solid #000;padding:2mm}";

static void append(struct page *page, const char *bytes, size_t length) {
    if (!scr_failed(page->result)) page->result = scr_buffer_append(page->out, bytes, length);
}

struct page page_begin(struct scr_buffer *out, const char *title) {
    struct page page = {out, scr_done()};
    page_html(&page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page_html(&page, title);
    page_html(&page, "</title>\n<style>");
    append(&page, style, sizeof style - 1);
    page_html(&page, "</style>\n</head>\n<body>\n");
    return page;
}

scr_result page_end(struct page *page) {
    page_html(page, "</body>\n</html>\n");
    return page->result;
}

void page_html(struct page *page, const char *html) { append(page, html, strlen(html)); }

void page_text(struct page *page, const char *text) {
    if (!scr_failed(page->result)) page->result = scr_text_html(page->out, text);
}

void page_count(struct page *page, uint64_t number) {
    char digits[20]; /* 2^64 has 20 digits */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    append(page, digits + at, sizeof digits - at);
}

void page_fact_begin(struct page *page, const char *what) {
    page_html(page, "<tr><th scope=\"row\">");
    page_html(page, what);
    page_html(page, "</th><td>");
}

void page_fact_end(struct page *page) { page_html(page, "</td></tr>\n"); }
