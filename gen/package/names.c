/* names.c: the forms that a package allows for paths, signer names, roles and label values. */
#include "names.h"

#include <string.h>

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

bool package_value_valid(const char *value) {
    size_t length = strlen(value);
    if (!length || length > VALUE_BYTES || !scr_utf8_valid(value, length)) return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)value[i];
        if (c < 0x20 || c == 0x7F) return false;
        /* U+0080 to U+009F are C2 80 to C2 9F; the text is valid UTF-8, so a C2 is followed by one more byte. */
        if (c == 0xC2 && (unsigned char)value[i + 1] < 0xA0) return false;
    }
    return true;
}

const char *package_shown(struct scr_arena *arena, const char *text) {
    struct scr_buffer safe = {0};
    const char *copy = NULL;
    if (!scr_failed(scr_text_terminal(&safe, text)) && safe.data)
        copy = scr_arena_copy(arena, (const char *)safe.data, safe.length);
    scr_buffer_free(&safe);
    return copy ? copy : *text ? "?" : "";
}
