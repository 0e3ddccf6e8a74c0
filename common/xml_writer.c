/* xml_writer.c: the one writer of canonical artifact bytes. */
#include "scrutineer/xml_writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

enum { HANDED_OVER = 1 << 15, DEEPEST = sizeof((struct scr_xml_writer *)0)->names / sizeof(char *) };

static scr_result put(struct scr_xml_writer *writer, const char *text, size_t length) {
    return scr_buffer_append(&writer->pending, text, length);
}

static scr_result put_text(struct scr_xml_writer *writer, const char *text) { return put(writer, text, strlen(text)); }

static scr_result flush(struct scr_xml_writer *writer, size_t least) {
    if (writer->pending.length < least) return scr_done();
    SCR_TRY(writer->sink(writer->context, writer->pending.data, writer->pending.length));
    writer->pending.length = 0;
    return scr_done();
}

static scr_result indent(struct scr_xml_writer *writer) {
    static const char spaces[] = "                                                                ";
    _Static_assert(sizeof spaces > 2 * DEEPEST, "indentation of the deepest element");
    return put(writer, spaces, 2 * (size_t)writer->depth);
}

/* XML 1.0 (fifth edition), production 2 [Char]. */
static bool allowed(uint32_t c) { return (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) || c == 9 || c == 10 || c == 13; }

/* The reference written instead of an ASCII character, or NULL when it stands for itself. */
static const char *reference(uint8_t c, bool attribute) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

/* Characters without a reference are written in runs. */
static scr_result put_escaped(struct scr_xml_writer *writer, const char *text, size_t length, bool attribute) {
    const uint8_t *at = (const uint8_t *)text, *run = at, *end = at + length;
    while (at < end) {
        uint32_t point = 0;
        size_t step = scr_utf8_step(at, (size_t)(end - at), &point);
        if (!step || !allowed(point)) return (scr_result){SCR_INPUT};
        const char *words = step == 1 ? reference(*at, attribute) : NULL;
        if (words) {
            SCR_TRY(put(writer, (const char *)run, (size_t)(at - run)));
            SCR_TRY(put_text(writer, words));
            run = at + step;
        }
        at += step;
    }
    return put(writer, (const char *)run, (size_t)(end - run));
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }

/* XML 1.0 production 5 [Name], within ASCII: all that artifacts use. Asked for every name written, so no table is
 * built. */
static bool name_valid(const char *name) {
    if (!is_letter(*name)) return false;
    while (is_letter(*name) || (*name >= '0' && *name <= '9') || *name == '-' || *name == '.') name++;
    return !*name;
}

scr_result scr_xml_begin(struct scr_xml_writer *writer, scr_xml_sink *sink, void *context) {
    *writer = (struct scr_xml_writer){.sink = sink, .context = context};
    return put_text(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

scr_result scr_xml_open(struct scr_xml_writer *writer, const char *name) {
    if (!name_valid(name)) return (scr_result){SCR_INPUT};
    if (writer->depth == DEEPEST) return (scr_result){SCR_LIMIT};
    if (writer->has_text || (!writer->depth && writer->has_child)) return (scr_result){SCR_INTERNAL};
    if (writer->tag_open) SCR_TRY(put(writer, ">\n", 2));
    writer->tag_open = false;
    SCR_TRY(indent(writer));
    SCR_TRY(put(writer, "<", 1));
    SCR_TRY(put_text(writer, name));
    char *copy = strdup(name);
    if (!copy) return (scr_result){SCR_MEMORY};
    writer->names[writer->depth++] = copy;
    writer->tag_open = true;
    writer->has_child = false;
    return scr_done();
}

scr_result scr_xml_attribute(struct scr_xml_writer *writer, const char *name, const char *value) {
    if (!name_valid(name)) return (scr_result){SCR_INPUT};
    if (!writer->tag_open) return (scr_result){SCR_INTERNAL};
    SCR_TRY(put(writer, " ", 1));
    SCR_TRY(put_text(writer, name));
    SCR_TRY(put(writer, "=\"", 2));
    SCR_TRY(put_escaped(writer, value, strlen(value), true));
    return put(writer, "\"", 1);
}

scr_result scr_xml_attribute_count(struct scr_xml_writer *writer, const char *name, uint64_t value) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, value);
    return scr_xml_attribute(writer, name, digits);
}

scr_result scr_xml_text(struct scr_xml_writer *writer, const char *text, size_t length) {
    if (!length) return scr_done();
    if (!writer->depth || writer->has_child) return (scr_result){SCR_INTERNAL};
    if (writer->tag_open) SCR_TRY(put(writer, ">", 1));
    writer->tag_open = false;
    writer->has_text = true;
    SCR_TRY(put_escaped(writer, text, length, false));
    return flush(writer, HANDED_OVER);
}

scr_result scr_xml_close(struct scr_xml_writer *writer) {
    if (!writer->depth) return (scr_result){SCR_INTERNAL};
    char *name = writer->names[--writer->depth];
    writer->names[writer->depth] = NULL;
    scr_result result = scr_done();
    if (writer->tag_open) {
        result = put(writer, "/>\n", 3);
    } else {
        if (!writer->has_text) SCR_TRY_OR(result, indent(writer), done);
        SCR_TRY_OR(result, put(writer, "</", 2), done);
        SCR_TRY_OR(result, put_text(writer, name), done);
        SCR_TRY_OR(result, put(writer, ">\n", 2), done);
    }
    /* What is open now, if anything, holds the element just closed. */
    writer->tag_open = writer->has_text = false;
    writer->has_child = true;
done:
    free(name);
    return scr_failed(result) ? result : flush(writer, HANDED_OVER);
}

scr_result scr_xml_end(struct scr_xml_writer *writer) {
    scr_result result = {writer->depth || !writer->has_child ? SCR_INTERNAL : SCR_DONE};
    if (!scr_failed(result)) result = flush(writer, 1);
    scr_xml_abandon(writer);
    return result;
}

void scr_xml_abandon(struct scr_xml_writer *writer) {
    while (writer->depth) free(writer->names[--writer->depth]);
    scr_buffer_free(&writer->pending);
    *writer = (struct scr_xml_writer){0};
}

scr_result scr_xml_to_buffer(void *buffer, const void *bytes, size_t length) {
    return scr_buffer_append(buffer, bytes, length);
}
