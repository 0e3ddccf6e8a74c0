/* manifest.c: reads manifest-sha256.txt and tagmanifest-sha256.txt in the one form that section 7 gives them. */
#include <stdlib.h>
#include <string.h>

#include "verify/package/names.h"
#include "verify/package/parts.h"

#define DIGITS 64

/* Why a line (without its line feed) is no manifest line, or NULL when it is one. */
static const char *parse_line(const char *line, size_t length, struct scr_hash *hash) {
    char hex[SCR_HEX_SIZE] = "";
    if (length && line[length - 1] == '\r') return "ends in a carriage return";
    if (length >= DIGITS) memcpy(hex, line, DIGITS);
    if (!scr_hash_parse(hex, hash)) return "does not begin with 64 lower-case hexadecimal digits";
    if (length < DIGITS + 2 || line[DIGITS] != ' ' || line[DIGITS + 1] != ' ')
        return "does not have two spaces after the digest";
    if (!path_allowed(line + DIGITS + 2, length - DIGITS - 2))
        return "does not end in a path of 1 to 8 parts of letters, digits, '.', '_' and '-', each beginning with a "
               "letter or digit";
    return NULL;
}

static int by_path(const void *a, const void *b) {
    const struct manifest_line *x = a, *y = b;
    return strcmp(x->path, y->path);
}

/* Sorts lines that do not stand in order, so that they can be compared with the files all the same, and keeps any one
 * of those with equal paths: both faults are refuted already. */
static void put_in_order(struct manifest *manifest) {
    size_t kept = 0;
    qsort(manifest->lines, manifest->count, sizeof *manifest->lines, by_path);
    for (size_t i = 0; i < manifest->count; i++)
        if (!kept || strcmp(manifest->lines[kept - 1].path, manifest->lines[i].path))
            manifest->lines[kept++] = manifest->lines[i];
    manifest->count = kept;
}

scr_result manifest_parse(const char *name, const struct scr_buffer *bytes, struct scr_arena *arena,
                          struct manifest *manifest, struct places *places) {
    size_t feeds = 0, number = 0;
    bool ordered = true;
    for (size_t i = 0; i < bytes->length; i++) feeds += bytes->data[i] == '\n';
    char *text = scr_arena_copy(arena, bytes->data ? (const char *)bytes->data : "", bytes->length);
    manifest->lines = scr_arena_alloc(arena, feeds, sizeof *manifest->lines);
    manifest->count = 0;
    if (!text || !manifest->lines) return (scr_result){SCR_MEMORY};
    const char *end = text + bytes->length;
    for (char *line = text; line < end;) {
        struct manifest_line parsed;
        char *feed = memchr(line, '\n', (size_t)(end - line));
        number++;
        const char *trouble =
            feed ? parse_line(line, (size_t)(feed - line), &parsed.hash) : "is not ended by a line feed";
        if (trouble) places_add(places, VERDICT_REFUTED, name, "line %zu %s", number, trouble);
        if (!feed) break;
        if (!trouble) {
            *feed = 0; /* the path becomes a string; the last byte of `text` is a line feed or the NUL of the copy */
            parsed.path = line + DIGITS + 2;
            int order = manifest->count ? strcmp(manifest->lines[manifest->count - 1].path, parsed.path) : -1;
            if (!order) places_add(places, VERDICT_REFUTED, name, "line %zu lists the file of the line before", number);
            if (order > 0)
                places_add(places, VERDICT_REFUTED, name, "line %zu is not in the order of the paths' bytes", number);
            ordered = ordered && order < 0;
            manifest->lines[manifest->count++] = parsed;
        }
        line = feed + 1;
    }
    if (!ordered) put_in_order(manifest);
    return scr_done();
}

const struct manifest_line *manifest_find(const struct manifest *manifest, const char *path) {
    struct manifest_line wanted = {.path = path};
    if (!manifest->count) return NULL;
    return bsearch(&wanted, manifest->lines, manifest->count, sizeof wanted, by_path);
}
