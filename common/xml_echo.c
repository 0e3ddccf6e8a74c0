/* xml_echo.c: one document, one encoding: what the canonical writer makes of the events must be the bytes read.
 *
 * The parser runs at most one markup or text ahead of the events, so the queue stays within the parser's own limits
 * (10 MB of text). */
#include "xml_echo.h"

#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"

enum { EXCERPT = 24 };

/* Appends up to EXCERPT bytes, cut at a character's border and escaped, or words for the end of the file. */
static scr_result excerpt(struct scr_buffer *out, const uint8_t *bytes, size_t length) {
    char part[EXCERPT + 1];
    if (!length) return scr_buffer_text(out, "the end of the file");
    size_t kept = length < EXCERPT ? length : EXCERPT;
    while (kept > 1 && kept < length && (bytes[kept] & 0xC0) == 0x80) kept--;
    memcpy(part, bytes, kept);
    part[kept] = 0;
    SCR_TRY(scr_buffer_text(out, "\""));
    SCR_TRY(scr_text_terminal(out, part));
    return scr_buffer_text(out, "\"");
}

static scr_result refuse_difference(struct scr_xml_echo *echo, const uint8_t *canonical, size_t length) {
    struct scr_buffer place = {0}, words = {0};
    echo->differs = true;
    scr_result result = scr_buffer_print(&place, "%s, line %" PRIu64, echo->shown, echo->line);
    if (scr_failed(result)) goto done;
    SCR_TRY_OR(result, excerpt(&words, echo->queue.data + echo->begin, echo->queue.length - echo->begin), done);
    SCR_TRY_OR(result, scr_buffer_text(&words, " stands where canonical form has "), done);
    SCR_TRY_OR(result, excerpt(&words, canonical, length), done);
    result = scr_refuse(echo->diagnosis, SCR_INPUT, (const char *)place.data,
                        "not in canonical form: at byte offset %" PRIu64 " %s", echo->offset, (const char *)words.data);
done:
    scr_buffer_free(&place);
    scr_buffer_free(&words);
    return result;
}

/* The writer's sink. */
static scr_result compare(void *context, const void *bytes, size_t length) {
    struct scr_xml_echo *echo = context;
    const uint8_t *canonical = bytes, *found = echo->queue.data ? echo->queue.data + echo->begin : canonical;
    size_t left = echo->queue.length - echo->begin, common = length < left ? length : left, lines = 0;
    bool equal = length <= left && !memcmp(canonical, found, length);
    if (!equal)
        for (size_t i = 0; i < common; i++)
            if (canonical[i] != found[i]) common = i;
    for (size_t i = 0; i < common; i++) lines += canonical[i] == '\n';
    echo->line += lines;
    echo->offset += common;
    echo->begin += common;
    return equal ? scr_done() : refuse_difference(echo, canonical + common, length - common);
}

scr_result scr_xml_echo_begin(struct scr_xml_echo *echo, const char *shown, struct scr_diagnosis *diagnosis) {
    *echo = (struct scr_xml_echo){.line = 1, .shown = shown, .diagnosis = diagnosis};
    return scr_xml_begin(&echo->writer, compare, echo);
}

scr_result scr_xml_echo_expect(struct scr_xml_echo *echo, const void *bytes, size_t length) {
    size_t left = echo->queue.length - echo->begin;
    if (echo->begin > left) { /* moving less than was compared since the last move keeps the work linear */
        memmove(echo->queue.data, echo->queue.data + echo->begin, left);
        echo->queue.length = left;
        echo->begin = 0;
    }
    return scr_buffer_append(&echo->queue, bytes, length);
}

/* Writes no prefix and no namespace declaration but the root's own, so that documents with others differ. */
static scr_result write_element(struct scr_xml_echo *echo, const xmlNode *element) {
    bool root = !echo->writer.depth;
    SCR_TRY(scr_xml_open(&echo->writer, (const char *)element->name));
    for (const xmlNs *ns = root ? element->nsDef : NULL; ns; ns = ns->next)
        if (!ns->prefix) SCR_TRY(scr_xml_attribute(&echo->writer, "xmlns", ns->href ? (const char *)ns->href : ""));
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        const xmlNode *value = attribute->children; /* one text node, or none for "" (xml_reader.c checks) */
        SCR_TRY(
            scr_xml_attribute(&echo->writer, (const char *)attribute->name, value ? (const char *)value->content : ""));
    }
    return scr_done();
}

/* None of these openings can stand in a tag or text before it, where < is always written as a reference. */
uint64_t scr_xml_echo_line_of(const struct scr_xml_echo *echo, const char *opening) {
    static const char declaration[] = "<?xml ";
    size_t length = strlen(opening);
    uint64_t line = echo->line;
    for (size_t i = echo->begin; i < echo->queue.length; i++) {
        const uint8_t *at = echo->queue.data + i;
        size_t left = echo->queue.length - i;
        line += *at == '\n';
        if (left < length || memcmp(at, opening, length) != 0) continue;
        if (left < sizeof declaration || memcmp(at, declaration, sizeof declaration - 1) != 0) return line;
    }
    return 0;
}

/* Differences are already described by `compare`; other refusals of the writer are described here. */
static scr_result described(struct scr_xml_echo *echo, scr_result result) {
    if (!scr_failed(result) || result.code == SCR_MEMORY || echo->differs) return result;
    return scr_refuse(echo->diagnosis, SCR_INPUT, echo->shown,
                      "not in canonical form: after byte offset %" PRIu64
                      " stands a name or an order of text and elements that no artifact has",
                      echo->offset);
}

scr_result scr_xml_echo_open(struct scr_xml_echo *echo, const xmlNode *element) {
    return described(echo, write_element(echo, element));
}

scr_result scr_xml_echo_text(struct scr_xml_echo *echo, const char *text, size_t length) {
    return described(echo, scr_xml_text(&echo->writer, text, length));
}

scr_result scr_xml_echo_close(struct scr_xml_echo *echo) { return described(echo, scr_xml_close(&echo->writer)); }

scr_result scr_xml_echo_end(struct scr_xml_echo *echo) {
    SCR_TRY(described(echo, scr_xml_end(&echo->writer)));
    return echo->begin < echo->queue.length ? refuse_difference(echo, NULL, 0) : scr_done();
}

void scr_xml_echo_free(struct scr_xml_echo *echo) {
    scr_xml_abandon(&echo->writer);
    scr_buffer_free(&echo->queue);
}
