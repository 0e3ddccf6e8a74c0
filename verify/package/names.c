/* names.c: the forms of paths, names, roles and dates that section 7 of the specification allows. */
#include "verify/package/names.h"

#include <stdint.h>
#include <string.h>

#include "scrutineer/text.h"

/* Not <ctype.h>: what is a letter must not depend on a locale. */
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool lower(char c) { return c >= 'a' && c <= 'z'; }
static bool alphanumeric(char c) { return digit(c) || lower(c) || (c >= 'A' && c <= 'Z'); }

static bool component_allowed(const char *text, size_t length) {
    if (!length || length > 128 || !alphanumeric(text[0])) return false;
    for (size_t i = 1; i < length; i++)
        if (!alphanumeric(text[i]) && text[i] != '.' && text[i] != '_' && text[i] != '-') return false;
    return true;
}

bool path_allowed(const char *path, size_t length) {
    for (unsigned components = 1; components <= PATH_COMPONENTS; components++) {
        const char *slash = memchr(path, '/', length);
        size_t part = slash ? (size_t)(slash - path) : length;
        if (!component_allowed(path, part)) return false;
        if (!slash) return true;
        path += part + 1;
        length -= part + 1;
    }
    return false;
}

bool signer_name_allowed(const char *name, size_t length) {
    return length <= 64 && component_allowed(name, length) && !memchr(name, '.', length);
}

bool role_allowed(const char *role, size_t length) {
    if (!length || length > 64 || !lower(role[0])) return false;
    for (size_t i = 1; i < length; i++)
        if (!lower(role[i]) && !digit(role[i]) && role[i] != '-') return false;
    return true;
}

bool date_allowed(const char *text, size_t length) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (length != 10 || text[4] != '-' || text[7] != '-') return false;
    unsigned part[3] = {0};
    for (size_t i = 0, which = 0; i < length; i++) {
        if (i == 4 || i == 7) {
            which++;
            continue;
        }
        if (!digit(text[i])) return false;
        part[which] = part[which] * 10 + (unsigned)(text[i] - '0');
    }
    unsigned year = part[0], month = part[1], day = part[2];
    if (!year || !month || month > 12 || !day) return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (month == 2 && leap);
}

/* UTF-8 without control characters, line feeds apart. */
bool lines_allowed(const char *text, size_t length) {
    if (!scr_utf8_valid(text, length)) return false;
    for (size_t i = 0; i < length; i++) {
        uint8_t c = (uint8_t)text[i];
        if ((c < 0x20 && c != '\n') || c == 0x7F) return false;
        /* In valid UTF-8 U+0080 to U+009F are C2 80 to C2 9F, and C2 is always a first byte. */
        if (c == 0xC2 && (uint8_t)text[i + 1] <= 0x9F) return false;
    }
    return true;
}

bool value_allowed(const char *text, size_t length) {
    return length && length <= 2000 && !memchr(text, '\n', length) && lines_allowed(text, length);
}

static bool ends_in(const char *text, size_t length, const char *ending) {
    size_t size = strlen(ending);
    return length >= size && !memcmp(text + length - size, ending, size);
}

static const char *below_data(const char *path) {
    static const char *const name = "has a name that is not allowed (letters, digits, '.', '_' and '-', a letter or "
                                    "digit first, at most 128 characters in each part)";
    unsigned parts = 1;
    for (const char *at = path; *at; at++) parts += *at == '/';
    if (parts > PATH_COMPONENTS) return "lies too deep: a path below data/ has at most 8 parts";
    return path_allowed(path, strlen(path)) ? NULL : name;
}

/* Folders whose files stand in no manifest, and how their files end. */
static const struct loose {
    const char *folder, *endings[3], *words;
} loose[] = {
    {"signatures", {".sig", ".pub"}, "is not NAME.sig or NAME.pub"},
    {"timestamps", {".tsq", ".tsr"}, "is not NAME.tsq or NAME.tsr"},
    {"countersignatures", {".txt", ".sig", ".pub"}, "is not NAME.txt, NAME.sig or NAME.pub"},
};
enum { LOOSE = sizeof loose / sizeof *loose };

/* The one of these folders in which `path` stands; NULL: in none. */
static const struct loose *loose_above(const char *path) {
    for (size_t i = 0; i < LOOSE; i++) {
        size_t length = strlen(loose[i].folder);
        if (!strncmp(path, loose[i].folder, length) && path[length] == '/') return &loose[i];
    }
    return NULL;
}

static const char *below_loose(const struct loose *folder, const char *path) {
    const char *name = path + strlen(folder->folder) + 1;
    size_t length = strlen(name);
    for (size_t i = 0; i < 3 && folder->endings[i]; i++)
        if (ends_in(name, length, folder->endings[i]) && signer_name_allowed(name, length - 4)) return NULL;
    return folder->words;
}

static bool folder_allowed(const char *path) {
    bool allowed = !strcmp(path, "data");
    for (size_t i = 0; i < LOOSE; i++) allowed = allowed || !strcmp(path, loose[i].folder);
    return allowed;
}

const char *path_misplaced(const char *path, bool folder) {
    static const char *const tag_files[] = {"bagit.txt", "bag-info.txt", "HOWTO-VERIFY.txt", "manifest-sha256.txt",
                                            "tagmanifest-sha256.txt"};
    if (!strncmp(path, "data/", 5)) return below_data(path);
    if (folder) return folder_allowed(path) ? NULL : "is a folder that no package has";
    const struct loose *above = loose_above(path);
    if (above) return below_loose(above, path);
    for (size_t i = 0; i < sizeof tag_files / sizeof *tag_files; i++)
        if (!strcmp(path, tag_files[i])) return NULL;
    if (!strcmp(path, "fetch.txt")) return "would have files fetched from elsewhere; a package is complete";
    return "does not belong to a package";
}

bool path_named_xml(const char *path) {
    size_t length = strlen(path);
    const char *end = path + length;
    if (length < sizeof ".xml" - 1) return false;
    return end[-4] == '.' && (end[-3] | 32) == 'x' && (end[-2] | 32) == 'm' && (end[-1] | 32) == 'l';
}
