/* text.c: names from files, escaped for terminals, HTML, CSV and JSON; canonical decimal numbers. */
#include "scrutineer/text.h"

#include <string.h>

#include "utf8.h"

bool scr_utf8_valid(const char *text, size_t length) {
    const uint8_t *at = (const uint8_t *)text;
    uint32_t point;
    while (length) {
        size_t step = scr_utf8_step(at, length, &point);
        if (!step) return false;
        at += step;
        length -= step;
    }
    return true;
}

/* Characters that change how the text around them looks, or that cannot be seen: Unicode categories Cc, Zl, Zp and the
 * members of Cf and of the invisible fillers that matter in names. Sorted, both ends included. */
static bool unseen(uint32_t c) {
    static const uint32_t ranges[][2] = {
        {0x0000, 0x001F}, {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},
        {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, /* tags and variation selectors */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i][0] <= c; i++)
        if (c <= ranges[i][1]) return true;
    return false;
}

/* What one output language does with a printable ASCII character: the words instead of it, or NULL for itself. */
typedef const char *substitute(char c);

static const char *plain(char c) {
    (void)c;
    return NULL;
}

static const char *markup(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static const char *quotable(char c) { return c == '"' ? "\\\"" : c == '\\' ? "\\\\" : NULL; }

/* Runs of characters that stand for themselves are appended in one piece. */
static scr_result escape(struct scr_buffer *out, const char *text, substitute *instead) {
    const uint8_t *at = (const uint8_t *)text, *run = at, *end = at + strlen(text);
    while (at < end) {
        uint32_t point = 0;
        size_t step = scr_utf8_step(at, (size_t)(end - at), &point);
        const char *words = step == 1 ? instead((char)*at) : NULL;
        if (step && !words && !unseen(point)) {
            at += step;
            continue;
        }
        SCR_TRY(scr_buffer_append(out, run, (size_t)(at - run)));
        if (!step)
            SCR_TRY(scr_buffer_print(out, "\\x%02X", *at));
        else if (words)
            SCR_TRY(scr_buffer_text(out, words));
        else
            SCR_TRY(scr_buffer_print(out, "\\u{%X}", (unsigned)point));
        at += step ? step : 1;
        run = at;
    }
    return scr_buffer_append(out, run, (size_t)(end - run));
}

scr_result scr_text_terminal(struct scr_buffer *out, const char *text) { return escape(out, text, plain); }

scr_result scr_text_quoted(struct scr_buffer *out, const char *text) {
    SCR_TRY(scr_buffer_text(out, "\""));
    SCR_TRY(escape(out, text, quotable));
    return scr_buffer_text(out, "\"");
}

scr_result scr_text_html(struct scr_buffer *out, const char *text) { return escape(out, text, markup); }

/* RFC 4180 sections 2.5 to 2.7. White space at the ends is quoted too, because some programs drop it. */
scr_result scr_text_csv(struct scr_buffer *out, const char *text) {
    size_t length = strlen(text);
    bool formula = length && strchr("=+-@\t\r", text[0]);
    bool quoted = strpbrk(text, ",\"\r\n\t") || (length && (text[0] == ' ' || text[length - 1] == ' '));
    if (quoted) SCR_TRY(scr_buffer_text(out, "\""));
    if (formula) SCR_TRY(scr_buffer_text(out, "'"));
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        SCR_TRY(scr_buffer_append(out, text, (size_t)(quote - text)));
        SCR_TRY(scr_buffer_text(out, "\"\""));
    }
    SCR_TRY(scr_buffer_text(out, text));
    return quoted ? scr_buffer_text(out, "\"") : scr_done();
}

/* RFC 8259 section 7. Invisible characters are escaped too: the JSON is also read by people. Bytes that are no UTF-8
 * cannot stand in JSON at all and become U+FFFD. */
scr_result scr_text_json(struct scr_buffer *out, const char *text) {
    const uint8_t *at = (const uint8_t *)text, *end = at + strlen(text);
    SCR_TRY(scr_buffer_text(out, "\""));
    while (at < end) {
        uint32_t c = 0xFFFD;
        size_t step = scr_utf8_step(at, (size_t)(end - at), &c);
        if (!step)
            SCR_TRY(scr_buffer_text(out, "\\uFFFD"));
        else if (c == '"' || c == '\\')
            SCR_TRY(scr_buffer_print(out, "\\%c", (char)c));
        else if (c == '\n')
            SCR_TRY(scr_buffer_text(out, "\\n"));
        else if (c == '\t')
            SCR_TRY(scr_buffer_text(out, "\\t"));
        else if (c == '\r')
            SCR_TRY(scr_buffer_text(out, "\\r"));
        else if (!unseen(c))
            SCR_TRY(scr_buffer_append(out, at, step));
        else if (c < 0x10000)
            SCR_TRY(scr_buffer_print(out, "\\u%04X", (unsigned)c));
        else /* a surrogate pair */
            SCR_TRY(scr_buffer_print(out, "\\u%04X\\u%04X", 0xD800u + (unsigned)((c - 0x10000) >> 10),
                                     0xDC00u + (unsigned)(c & 0x3FF)));
        at += step ? step : 1;
    }
    return scr_buffer_text(out, "\"");
}

bool scr_count_parse(const char *text, size_t length, uint64_t most, uint64_t *value) {
    if (!length || length > 20 || (text[0] == '0' && length > 1)) return false; /* 2^64 has 20 digits */
    uint64_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        if (__builtin_mul_overflow(sum, 10u, &sum) || __builtin_add_overflow(sum, (uint64_t)(text[i] - '0'), &sum))
            return false;
    }
    if (sum > most) return false;
    *value = sum;
    return true;
}
