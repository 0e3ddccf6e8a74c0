/* page.c: the common form of the printed sheets. */
#include "page.h"

#include <string.h>

#include "scrutineer/text.h"

/* One block for every sheet of an election with thousands of styles: kept short. Rows stay whole, headers repeat
 * on every page, and nothing depends on colour. End tags that HTML does not ask for are left out everywhere. */
static const char style[] =
    "html{color:#000;background:#fff;font:9.5pt/1.3 \"Liberation Sans\",Arial,Helvetica,sans-serif}"
    "body{max-width:190mm;margin:0 auto;padding:2mm}"
    "h1{font-size:15pt;line-height:1.2;margin:0 0 2mm}h2{font-size:12pt;margin:4mm 0 1.5mm;break-after:avoid}"
    "p,ol,ul{margin:0 0 1.5mm}ol>li{margin-bottom:1mm}code{font-size:8.5pt;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:1mm 0}"
    "th,td{border:.25mm solid #000;padding:.7mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "thead{display:table-header-group}thead th{border-bottom-width:.5mm}tr{break-inside:avoid}"
    "small,sub{font-size:7pt;font-weight:normal}sub{vertical-align:-.2em;padding-left:.7mm}"
    ".facts th{width:32mm}.facts th,.facts td{border-width:0 0 .2mm;padding:.4mm 1.5mm}"
    ".fill{break-inside:avoid}.fill td{height:8mm}.fill th{width:36mm}"
    ".ballots>thead th:first-child{width:17mm}input{width:4.5mm;height:4.5mm;margin:1mm 0 0}"
    ".marks{list-style:none;margin:0;padding:0;columns:3 46mm;column-gap:4mm;font-size:8.5pt;line-height:1.22}"
    ".marks li{break-inside:avoid;padding-left:4mm;text-indent:-4mm}"
    ".dense .marks,.dense .rest{font-size:8pt;line-height:1.15}.dense .marks{column-gap:3mm}"
    ".rest{margin:.8mm 0 0;font-size:8.5pt;line-height:1.22;border-top:.2mm dotted #000}"
    ".two{columns:2 80mm;column-gap:6mm}.two table{break-inside:avoid;margin-bottom:3mm}"
    ".tally th[scope=row]{font-weight:normal}.tally td,.tally th:nth-child(n+2){text-align:right;width:15mm}"
    ".tally td:nth-child(2){font-weight:bold}.tally .sum td{font-weight:normal}"
    ".new{break-before:page}.warn{border:.6mm solid #000;padding:2mm}";

static void append(struct page *page, const char *bytes, size_t length) {
    if (!scr_failed(page->result)) page->result = scr_buffer_append(page->out, bytes, length);
}

/* The body of a CSS string: whatever is no letter, digit or space is written as its number, so that no name can end the
 * string or the style element (CSS Syntax Level 3, section 4.3.7). Bytes above 127 are UTF-8 and stand for themselves.
 */
static scr_result css_string(struct scr_buffer *out, const char *text) {
    struct scr_buffer safe = {0};
    scr_result result = scr_text_terminal(&safe, text);
    for (size_t i = 0; i < safe.length && !scr_failed(result); i++) {
        uint8_t c = safe.data[i];
        bool itself = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c > 127;
        result = itself ? scr_buffer_append(out, &c, 1) : scr_buffer_print(out, "\\%x ", c);
    }
    scr_buffer_free(&safe);
    return result;
}

struct page page_begin(struct scr_buffer *out, const char *title, const char *of) {
    struct page page = {out, scr_done()};
    page_html(&page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page_html(&page, title);
    page_html(&page, ": ");
    page_text(&page, of);
    page_html(&page, "</title>\n<style>@page{margin:13mm 12mm 15mm;@bottom-left{font:8pt sans-serif;content:\"");
    page_html(&page, title);
    page_html(&page, ": ");
    if (!scr_failed(page.result)) page.result = css_string(out, of);
    page_html(&page, "\"}@bottom-right{font:8pt sans-serif;content:counter(page)\" / \"counter(pages)}}");
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
    page_html(page, "<td>");
}

void page_fact_end(struct page *page) { page_html(page, "\n"); }
