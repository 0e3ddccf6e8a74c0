/* certificate_writer.c: plain text with lines filled to a width, or XHTML. */
#include "gen/report/verified/certificate_writer.h"

#include <string.h>

#include "scrutineer/text.h"

enum { WIDTH = 78 };

static const char style[] =
    "html{color:#000;background:#fff;font:11pt/1.45 \"Liberation Serif\",\"Times New Roman\",serif}"
    "body{max-width:175mm;margin:0 auto;padding:4mm}h1{font-size:17pt;line-height:1.2}"
    "h2{font-size:13pt;margin:7mm 0 2mm;break-after:avoid}p,ul,table{margin:0 0 2.5mm}li{margin-bottom:1.2mm}"
    "table{border-collapse:collapse;width:100%}th,td{border:.25mm solid #555;padding:1.2mm 2mm;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}th{width:60mm;font-weight:normal}td.blank{height:9mm}"
    "tr{break-inside:avoid}code,pre{font:9pt/1.4 \"Liberation Mono\",monospace;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;border:.25mm solid #555;padding:2mm}.warn{border:.8mm solid #000;padding:3mm;"
    "font-weight:bold}@page{margin:20mm 20mm 18mm;@bottom-right{font:8pt serif;content:counter(page)\" / \""
    "counter(pages)}}@media print{body{max-width:none;padding:0}}";

static void keep(struct certificate_writer *writer, scr_result result) {
    if (!scr_failed(writer->page.result)) writer->page.result = result;
}

/* Appends words in lines of at most WIDTH columns, the first behind `head`, the others behind as many spaces. */
static void filled(struct certificate_writer *writer, const char *head, const char *words) {
    struct scr_buffer safe = {0};
    scr_result result = scr_text_terminal(&safe, words);
    size_t indent = strlen(head), column = indent;
    page_html(&writer->page, head);
    for (const char *at = (const char *)safe.data; !scr_failed(result) && at && *at;) {
        size_t length = strcspn(at, " "), columns = 0;
        for (size_t i = 0; i < length; i++) columns += ((unsigned char)at[i] & 0xC0) != 0x80;
        if (column > indent && column + 1 + columns > WIDTH) {
            page_html(&writer->page, "\n");
            for (size_t i = 0; i < indent; i++) page_html(&writer->page, " ");
            column = indent;
        } else if (column > indent) {
            page_html(&writer->page, " ");
            column++;
        }
        if (!scr_failed(writer->page.result)) result = scr_buffer_append(writer->page.out, at, length);
        column += columns;
        at += length + (at[length] == ' ');
    }
    page_html(&writer->page, "\n");
    keep(writer, result);
    scr_buffer_free(&safe);
}

static void leave(struct certificate_writer *writer) {
    if (writer->in_list) page_html(&writer->page, writer->text ? "\n" : "</ul>\n");
    if (writer->in_table) page_html(&writer->page, writer->text ? "\n" : "</tbody>\n</table>\n");
    writer->in_list = writer->in_table = false;
}

static void element(struct certificate_writer *writer, const char *begin, const char *words, const char *end) {
    page_html(&writer->page, begin);
    page_text(&writer->page, words);
    page_html(&writer->page, end);
}

struct certificate_writer certificate_begin(struct scr_buffer *out, bool text, const char *title) {
    struct certificate_writer writer = {{out, scr_done()}, text, false, false};
    if (text) {
        filled(&writer, "", title);
        page_html(&writer.page, "\n");
        return writer;
    }
    page_html(&writer.page, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" "
                            "xml:lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    element(&writer, "<title>", title, "</title>\n<style>");
    page_html(&writer.page, style);
    element(&writer, "</style>\n</head>\n<body>\n<main>\n<h1>", title, "</h1>\n");
    return writer;
}

scr_result certificate_end(struct certificate_writer *writer) {
    leave(writer);
    if (!writer->text) page_html(&writer->page, "</main>\n</body>\n</html>\n");
    return writer->page.result;
}

void certificate_heading(struct certificate_writer *writer, const char *words) {
    leave(writer);
    if (!writer->text) {
        element(writer, "<h2>", words, "</h2>\n");
        return;
    }
    page_html(&writer->page, "\n");
    filled(writer, "", words);
    for (size_t i = 0; words[i] && i < WIDTH; i++) page_html(&writer->page, "-");
    page_html(&writer->page, "\n\n");
}

void certificate_paragraph(struct certificate_writer *writer, const char *words) {
    leave(writer);
    if (!writer->text) {
        element(writer, "<p>", words, "</p>\n");
        return;
    }
    filled(writer, "", words);
    page_html(&writer->page, "\n");
}

void certificate_warning(struct certificate_writer *writer, const char *words) {
    leave(writer);
    if (!writer->text) {
        element(writer, "<p class=\"warn\">", words, "</p>\n");
        return;
    }
    filled(writer, "*** ", words);
    page_html(&writer->page, "\n");
}

void certificate_item(struct certificate_writer *writer, const char *words) {
    if (!writer->in_list) leave(writer);
    if (!writer->in_list && !writer->text) page_html(&writer->page, "<ul>\n");
    writer->in_list = true;
    if (writer->text)
        filled(writer, "  - ", words);
    else
        element(writer, "<li>", words, "</li>\n");
}

void certificate_field(struct certificate_writer *writer, const char *name, const char *value) {
    if (!writer->in_table) leave(writer);
    if (!writer->in_table && !writer->text) page_html(&writer->page, "<table>\n<tbody>\n");
    writer->in_table = true;
    if (writer->text) {
        filled(writer, "", name);
        filled(writer, "    ", value ? value : "______________________________________________________________");
        return;
    }
    element(writer, "<tr><th scope=\"row\">", name, value ? "</th><td>" : "</th><td class=\"blank\">");
    element(writer, "", value ? value : "", "</td></tr>\n");
}

void certificate_command(struct certificate_writer *writer, const char *line) {
    leave(writer);
    if (!writer->text) {
        element(writer, "<pre>", line, "</pre>\n");
        return;
    }
    page_html(&writer->page, "    ");
    struct scr_buffer safe = {0};
    scr_result result = scr_text_terminal(&safe, line);
    if (!scr_failed(result)) page_html(&writer->page, safe.data ? (const char *)safe.data : "");
    keep(writer, result);
    page_html(&writer->page, "\n\n");
    scr_buffer_free(&safe);
}
