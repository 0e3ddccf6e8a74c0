/* text.h: names from files, made safe where people or programs read them; numbers in their one canonical form. */
#ifndef SCRUTINEER_TEXT_H
#define SCRUTINEER_TEXT_H

#include <stdint.h>

#include "scrutineer/bytes.h"

/* True when `text` is well-formed UTF-8 (no overlong forms, surrogates or values above U+10FFFF). */
bool scr_utf8_valid(const char *text, size_t length);

/* Appends `text` with control characters (C0, C1, DEL), bidirectional controls, line and paragraph separators,
 * other invisible format characters and invalid bytes shown as \u{HEX} or \xHH, so that a file cannot repaint a
 * terminal. */
SCR_MUST_CHECK scr_result scr_text_terminal(struct scr_buffer *out, const char *text);
/* The same between quotes, with \" and \\ for quotes and backslashes inside, so that a name cannot end its own
 * quotation.
 */
SCR_MUST_CHECK scr_result scr_text_quoted(struct scr_buffer *out, const char *text);
/* Appends `text` for element content or a quoted attribute of HTML and SVG; controls as above. */
SCR_MUST_CHECK scr_result scr_text_html(struct scr_buffer *out, const char *text);
/* Appends `text` as one CSV field (RFC 4180), quoted when needed; a field that a spreadsheet would run as a formula
 * (first character = + - @ tab or carriage return) gets a leading apostrophe. */
SCR_MUST_CHECK scr_result scr_text_csv(struct scr_buffer *out, const char *text);
/* Appends `text` as a JSON string with its quotes (RFC 8259). */
SCR_MUST_CHECK scr_result scr_text_json(struct scr_buffer *out, const char *text);

/* A canonical decimal integer 0, or without leading zeros, at most `most`. False for anything else: signs, spaces,
 * other digits, overflow. */
bool scr_count_parse(const char *text, size_t length, uint64_t most, uint64_t *value);

#endif
