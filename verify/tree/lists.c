/* lists.c: parses the long lists of trees and audits in place, chunk by chunk (TPT-06, TPT-21). */
#include "verify/tree/lists.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"

#define NUMBER_MOST (UINT64_C(1) << 30)

static void object(struct document *document, const char *words) {
    scr_note(document->diagnosis, SCR_INPUT, scr_xml_place(document->xml), "%s", words);
}

/* Takes one token off the front of the text; the space behind it must be followed by another token. False when the
 * token is empty, or the text ends in a space. */
static bool take(const char **text, size_t *length, const char **token, size_t *token_length) {
    const char *space = memchr(*text, ' ', *length);
    *token = *text;
    *token_length = space ? (size_t)(space - *text) : *length;
    size_t taken = *token_length + (space ? 1 : 0);
    *text += taken;
    *length -= taken;
    return *token_length && !(space && !*length);
}

/* Elements are full but for the last: one may begin only when those before it held a multiple of `full`, and may hold
 * no more than that. Says so once, of the element that is too much. */
static bool begins_well(struct document *document, size_t before, size_t full) {
    if (before % full == 0) return true;
    object(document, "a list is cut into elements in another way than the specification says");
    return false;
}

static size_t tokens(const char *text, size_t length) {
    size_t count = 1;
    for (const char *end = text + length; (text = memchr(text, ' ', (size_t)(end - text))); text++) count++;
    return count;
}

/* Room for the tokens of one element behind `before` others, or a problem noted: then *count is 0. */
static scr_result make_room(struct document *document, const char *text, size_t length, size_t full, void *items,
                            size_t *capacity, size_t before, size_t size, size_t *count) {
    *count = 0;
    if (!begins_well(document, before, full)) return scr_done();
    size_t found = tokens(text, length);
    if (found > full) {
        object(document, "an element of a list holds more than the specification allows");
        return scr_done();
    }
    SCR_TRY(scr_grow(items, capacity, before + found, size));
    *count = found;
    return scr_done();
}

static bool parse_number(const char *token, size_t length, uint32_t *number) {
    uint64_t value;
    if (!scr_count_parse(token, length, NUMBER_MOST, &value)) return false;
    *number = (uint32_t)value; /* at most 2^30 */
    return true;
}

scr_result list_read_numbers(struct document *document, const char *text, size_t length, struct number_list *list) {
    size_t count, size;
    SCR_TRY(make_room(document, text, length, LIST_NUMBERS, &list->items, &list->capacity, list->count,
                      sizeof *list->items, &count));
    for (const char *token; count; count--) {
        if (!take(&text, &length, &token, &size) || !parse_number(token, size, &list->items[list->count])) {
            object(document, "a list of ballots holds something else than numbers of at most 2^30, one space apart");
            return scr_done();
        }
        list->count++;
    }
    return scr_done();
}

/* NUMBER:CODE, the code a printable ASCII character other than the colon; *rest stands behind it. */
static bool parse_marked(const char *token, size_t length, uint32_t *number, char *code, const char **rest,
                         size_t *rest_length) {
    const char *colon = memchr(token, ':', length);
    if (!colon || !parse_number(token, (size_t)(colon - token), number)) return false;
    size_t behind = length - (size_t)(colon - token) - 1;
    if (!behind || colon[1] <= ' ' || colon[1] > '~' || colon[1] == ':') return false;
    *code = colon[1];
    *rest = colon + 2;
    *rest_length = behind - 1;
    return true;
}

static int nibble(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

static bool parse_hex(const char *text, uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

static bool parse_opened(const char *token, size_t length, struct opened_ballot *ballot) {
    const char *rest;
    size_t rest_length;
    return parse_marked(token, length, &ballot->number, &ballot->code, &rest, &rest_length) &&
           rest_length == 1 + 2 * SALT_SIZE && *rest == ':' && parse_hex(rest + 1, ballot->salt, SALT_SIZE);
}

scr_result list_read_opened(struct document *document, const char *text, size_t length, struct opened_list *list) {
    size_t count, size;
    SCR_TRY(make_room(document, text, length, LIST_NUMBERS, &list->items, &list->capacity, list->count,
                      sizeof *list->items, &count));
    for (const char *token; count; count--) {
        if (!take(&text, &length, &token, &size) || !parse_opened(token, size, &list->items[list->count])) {
            object(document, "a list of opened ballots holds something else than NUMBER:CODE:SALT, one space apart");
            return scr_done();
        }
        list->count++;
    }
    return scr_done();
}

scr_result list_read_hashes(struct document *document, const char *text, size_t length, struct hash_list *list) {
    size_t count, size;
    SCR_TRY(make_room(document, text, length, LIST_HASHES, &list->items, &list->capacity, list->count,
                      sizeof *list->items, &count));
    for (const char *token; count; count--) {
        if (!take(&text, &length, &token, &size) || size != SCR_HEX_SIZE - 1 ||
            !parse_hex(token, list->items[list->count].bytes, SCR_HASH_SIZE)) {
            object(document, "a list of hashes holds something else than 64 hexadecimal digits, one space apart");
            return scr_done();
        }
        list->count++;
    }
    return scr_done();
}

scr_result list_read_examined(struct document *document, const char *text, size_t length, struct examined_list *list) {
    size_t count, size, rest_length;
    const char *rest;
    SCR_TRY(make_room(document, text, length, LIST_NUMBERS, &list->items, &list->capacity, list->count,
                      sizeof *list->items, &count));
    for (const char *token; count; count--) {
        struct examined_ballot *ballot = &list->items[list->count];
        if (!take(&text, &length, &token, &size) ||
            !parse_marked(token, size, &ballot->number, &ballot->interpretation, &rest, &rest_length) || rest_length) {
            object(document, "a list of examined ballots holds something else than NUMBER:INTERPRETATION, one space "
                             "apart");
            return scr_done();
        }
        list->count++;
    }
    return scr_done();
}

scr_result list_read_codes(struct document *document, const char *text, size_t length, struct code_list *list) {
    if (!begins_well(document, list->count, LIST_CODES)) return scr_done();
    if (length > LIST_CODES) {
        object(document, "an element Codes holds more than 1,000,000 characters");
        return scr_done();
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] > ' ' && text[i] <= '~') continue;
        object(document, "an element Codes holds something else than codes");
        return scr_done();
    }
    SCR_TRY(scr_grow(&list->items, &list->capacity, list->count + length, 1));
    memcpy(list->items + list->count, text, length);
    list->count += length;
    return scr_done();
}

size_t numbers_disorder(const uint32_t *numbers, size_t count, uint32_t most) {
    for (size_t i = 0; i < count; i++)
        if (!numbers[i] || numbers[i] > most || (i && numbers[i] <= numbers[i - 1])) return i;
    return count;
}

size_t opened_disorder(const struct opened_ballot *opened, size_t count, uint32_t most) {
    for (size_t i = 0; i < count; i++)
        if (!opened[i].number || opened[i].number > most || (i && opened[i].number <= opened[i - 1].number)) return i;
    return count;
}

size_t examined_disorder(const struct examined_ballot *examined, size_t count, uint32_t most) {
    for (size_t i = 0; i < count; i++)
        if (!examined[i].number || examined[i].number > most || (i && examined[i].number <= examined[i - 1].number))
            return i;
    return count;
}

void number_list_free(struct number_list *list) {
    free(list->items);
    *list = (struct number_list){0};
}

void opened_list_free(struct opened_list *list) {
    free(list->items);
    *list = (struct opened_list){0};
}

void hash_list_free(struct hash_list *list) {
    free(list->items);
    *list = (struct hash_list){0};
}

void examined_list_free(struct examined_list *list) {
    free(list->items);
    *list = (struct examined_list){0};
}

void code_list_free(struct code_list *list) {
    free(list->items);
    *list = (struct code_list){0};
}
