/* report.c: the frame of the report's page, and words in its language. */
#include "gen/report/verified/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "gen/report/verified/report_parts.h"
#include "scrutineer/text.h"

/* Contrast of every colour with its ground is above 7 : 1; each verdict has its own sign, border and words. */
static const char style[] =
    "html{color:#000;background:#fff;font:11pt/1.45 \"Liberation Sans\",Arial,Helvetica,sans-serif}"
    "body{max-width:190mm;margin:0 auto;padding:4mm}h1{font-size:20pt;line-height:1.2;margin:0 0 3mm}"
    "h2{font-size:14.5pt;line-height:1.25;margin:9mm 0 2.5mm;border-bottom:.4mm solid #000;break-after:avoid}"
    "h3{font-size:12pt;line-height:1.3;margin:7mm 0 1.5mm;break-after:avoid;overflow-wrap:anywhere}"
    "h4{font-size:11pt;margin:4mm 0 1mm;break-after:avoid}p,ul,ol,dl{margin:0 0 2.5mm}li{margin-bottom:1.2mm}"
    "code,pre{font:9pt/1.4 \"Liberation Mono\",\"Courier New\",monospace;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;border:.25mm solid #555;padding:2mm;margin:0 0 2.5mm}"
    "table{border-collapse:collapse;width:100%;margin:0 0 4mm;font-size:9.5pt;line-height:1.35}"
    "caption{text-align:left;font-weight:bold;padding:1mm 0;break-after:avoid}"
    "th,td{border:.25mm solid #555;padding:1mm 1.8mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "thead{display:table-header-group}thead th{border-bottom:.6mm solid #000}tr{break-inside:avoid}"
    "th.id{white-space:nowrap;width:14mm}td.v{width:27mm}td.n,th.n{text-align:right;white-space:nowrap}"
    "table.answers th{white-space:nowrap}table.answers th[scope=row]{font-size:11.5pt}"
    "table.totals th,table.totals td{padding:.4mm 1.8mm}table.totals th[scope=row],table.small th[scope=row]{"
    "font-weight:normal}table.totals td.n{width:18mm}.whole{break-inside:avoid}h3::first-letter{"
    "text-transform:uppercase}.small{font-weight:normal}td.m{width:38%}table.facts th{width:48mm;font-weight:normal}"
    ".verdict{display:inline-block;white-space:nowrap;font-weight:bold;padding:0 1.6mm;border:.5mm solid #000}"
    ".holds{border-color:#0b4f26;color:#0b4f26}.undecided{border-style:dashed;background:#fff6d6}"
    ".refuted{border-color:#7a0c0c;background:#7a0c0c;color:#fff;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}"
    ".note{border-left:1.2mm solid #555;padding-left:3mm}.file{font-family:\"Liberation Mono\",monospace;"
    "font-size:10pt;font-weight:normal}.small{font-size:9pt}figure{margin:2mm 0 4mm}"
    "figcaption{font-size:9.5pt;line-height:1.35;margin-top:1mm}svg{display:block;max-width:100%;height:auto}"
    "figure>svg{break-inside:avoid}figcaption{break-before:avoid}"
    "tr.group th{background:#eee;print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "@page{margin:15mm 13mm 16mm;@bottom-right{font:8pt sans-serif;content:counter(page)\" / \"counter(pages)}}"
    "@media print{html{font-size:10pt}body{max-width:none;padding:0 .4mm}}";

struct report_number report_number(const struct report *report, uint64_t value) {
    struct report_number number = {""};
    const char *separator = language_thousands(report->request->language);
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, value);
    size_t at = 0, wide = strlen(separator); /* at most 2 bytes at 6 places after 20 digits */
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0 && length > 4) {
            memcpy(number.text + at, separator, wide);
            at += wide;
        }
        number.text[at++] = digits[i];
    }
    return number;
}

void report_say(struct report *report, enum report_word word) {
    page_html(&report->page, report_words(word, report->request->language));
}

/* Appends `words` with the values in their places, each through `put`. */
static scr_result fill(struct scr_buffer *out, const char *words, const char *const values[static 9],
                       scr_result (*put)(struct scr_buffer *out, const char *text)) {
    for (const char *brace; (brace = strchr(words, '{')); words = brace + 3) {
        int place = brace[1] - '1';
        if (place < 0 || place > 8 || brace[2] != '}' || !values[place]) return (scr_result){SCR_INTERNAL};
        SCR_TRY(scr_buffer_append(out, words, (size_t)(brace - words)));
        SCR_TRY(put(out, values[place]));
    }
    return scr_buffer_text(out, words);
}

/* Values up to the NULL that ends them. */
static void take(const char *values[static 9], va_list arguments) {
    for (size_t i = 0; i < 9; i++) {
        values[i] = va_arg(arguments, const char *);
        if (!values[i]) return;
    }
}

void report_say_with(struct report *report, enum report_word word, ...) {
    const char *values[9] = {NULL};
    va_list arguments;
    va_start(arguments, word);
    take(values, arguments);
    va_end(arguments);
    if (!scr_failed(report->page.result))
        report->page.result =
            fill(report->page.out, report_words(word, report->request->language), values, scr_text_html);
}

scr_result report_text_with(const struct report *report, enum report_word word, struct scr_buffer *out, ...) {
    const char *values[9] = {NULL};
    va_list arguments;
    va_start(arguments, out);
    take(values, arguments);
    va_end(arguments);
    return fill(out, report_words(word, report->request->language), values, scr_buffer_text);
}

void report_element(struct report *report, const char *tag, enum report_word word) {
    page_html(&report->page, "<");
    page_html(&report->page, tag);
    page_html(&report->page, ">");
    report_say(report, word);
    page_html(&report->page, "</");
    page_html(&report->page, tag);
    page_html(&report->page, ">\n");
}

void report_column(struct report *report, enum report_word word) {
    page_html(&report->page, "<th scope=\"col\">");
    report_say(report, word);
    page_html(&report->page, "</th>");
}

void report_verdict(struct report *report, enum verdict_of verdict) {
    static const struct {
        const char *html;
        enum report_word word;
    } signs[VERDICT_WORDS] = {{"<span class=\"verdict holds\">\xe2\x9c\x93 ", W_HOLDS},
                              {"<span class=\"verdict undecided\">? ", W_UNDECIDED},
                              {"<span class=\"verdict refuted\">\xe2\x9c\x97 ", W_REFUTED}};
    page_html(&report->page, signs[verdict].html);
    report_say(report, signs[verdict].word);
    page_html(&report->page, "</span>");
}

void report_detail(struct report *report, const char *detail) {
    size_t length = strlen(detail), most = REPORT_DETAIL_MOST;
    if (report->details_left < (length < most ? length : most)) {
        report_say(report, W_DETAIL_LEFT_OUT);
        return;
    }
    bool english = report->request->language == ENGLISH;
    page_html(&report->page, english ? "" : "<span lang=\"en\" xml:lang=\"en\">");
    if (length <= most) {
        report->details_left -= length;
        page_text(&report->page, detail);
    } else {
        char cut[REPORT_DETAIL_MOST + 1];
        while (most && ((unsigned char)detail[most] & 0xC0) == 0x80) most--; /* not within a character */
        memcpy(cut, detail, most);
        cut[most] = '\0';
        report->details_left -= most;
        page_text(&report->page, cut);
        page_html(&report->page, "\xe2\x80\xa6");
    }
    page_html(&report->page, english ? "" : "</span>");
    if (length <= most) return;
    page_html(&report->page, " ");
    report_say_with(report, W_DETAIL_CUT, report_number(report, length - most).text, (char *)NULL);
}

static void begin(struct report *report) {
    struct page *page = &report->page;
    const char *code = language_code(report->request->language);
    page_html(page, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
    page_html(page, code);
    page_html(page, "\" xml:lang=\"");
    page_html(page, code);
    page_html(page, "\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                    "'unsafe-inline'\"/>\n<title>");
    report_say(report, W_TITLE);
    page_html(page, "</title>\n<style>");
    page_html(page, style);
    page_html(page, "</style>\n</head>\n<body>\n<main>\n");
}

scr_result report_page(const struct report_request *request, struct scr_buffer *out) {
    struct report report = {{out, scr_done()}, request, REPORT_DETAILS_MOST, REPORT_PICTURES_MOST, 0};
    begin(&report);
    report_element(&report, "h1", W_TITLE);
    page_html(&report.page, "<p>");
    report_say_with(&report, W_INTRO, request->verdict->version, (char *)NULL);
    page_html(&report.page, "</p>\n");
    report_headlines(&report);
    report_about(&report);
    report_attention(&report);
    report_not_proved(&report);
    report_files(&report);
    report_repeat(&report);
    report_digests(&report);
    page_html(&report.page, "</main>\n</body>\n</html>\n");
    return report.page.result;
}
