/* names.c: the forms that a package allows for paths, signer names, roles and label values. */
#include "names.h"

#include <string.h>

#include "common/utf8.h"
#include "scrutineer/text.h"

#define LETTERS_LOWER "abcdefghijklmnopqrstuvwxyz"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ" LETTERS_LOWER
#define DIGITS "0123456789"

/* A path of a package has at most 8 components, of which `data` is one. */
enum { COMPONENTS_MOST = 7, COMPONENT_BYTES = 128, NAME_BYTES = 64, VALUE_BYTES = 2000 };

/* Length of the run at `text` whose first character is in `first` and all in `all`; 0 when the first is not. */
static size_t run(const char *text, const char *first, const char *all) {
    return *text && strchr(first, *text) ? strspn(text, all) : 0;
}

bool package_path_valid(const char *path) {
    for (size_t components = 1; components <= COMPONENTS_MOST; components++) {
        size_t length = run(path, LETTERS DIGITS, LETTERS DIGITS "._-");
        if (!length || length > COMPONENT_BYTES) return false;
        path += length;
        if (!*path) return true;
        if (*path++ != '/') return false;
    }
    return false;
}

static bool whole(const char *text, const char *first, const char *all) {
    size_t length = run(text, first, all);
    return length && length <= NAME_BYTES && !text[length];
}

bool package_signer_valid(const char *name) { return whole(name, LETTERS DIGITS, LETTERS DIGITS "_-"); }

bool package_role_valid(const char *role) { return whole(role, LETTERS_LOWER, LETTERS_LOWER DIGITS "-"); }

const char *package_value_fault(struct scr_arena *arena, const char *value, bool (*barred)(uint32_t point)) {
    size_t length = strlen(value), step, place = 1;
    const char *words = NULL;
    if (!length) return "is empty";
    if (length > VALUE_BYTES) return "is longer than 2,000 bytes";
    for (uint32_t point; length; length -= step, value += step, place++) {
        step = scr_utf8_step((const uint8_t *)value, length, &point);
        if (!step)
            words = scr_arena_print(arena, "is not UTF-8 at place %zu", place);
        else if (point < 0x20 || (point >= 0x7F && point < 0xA0) || (barred && barred(point)))
            words = scr_arena_print(arena, "has the character U+%04X at place %zu", (unsigned)point, place);
        else
            continue;
        return words ? words : "has a character that it may not have";
    }
    return NULL;
}

bool package_value_valid(const char *value) {
    struct scr_arena words = {0};
    bool valid = !package_value_fault(&words, value, NULL);
    scr_arena_free(&words);
    return valid;
}

const char *package_shown(struct scr_arena *arena, const char *text) {
    struct scr_buffer safe = {0};
    const char *copy = NULL;
    if (!scr_failed(scr_text_terminal(&safe, text)) && safe.data)
        copy = scr_arena_copy(arena, (const char *)safe.data, safe.length);
    scr_buffer_free(&safe);
    return copy ? copy : *text ? "?" : "";
}
