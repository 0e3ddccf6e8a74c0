/* bundle.c: several files in one fuzz input. */
#define _GNU_SOURCE
#include "tests/fuzz/bundle.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark[] = "=== ";

/* No name leads out of the folder. */
static bool name_stays(const char *name, size_t length) {
    if (!length || length >= BUNDLE_NAME || memchr(name, 0, length)) return false;
    for (size_t begin = 0, i = 0; i <= length; i++) {
        if (i < length && name[i] != '/') continue;
        size_t part = i - begin;
        if (!part || (part == 1 && name[begin] == '.') || (part == 2 && !memcmp(name + begin, "..", 2))) return false;
        begin = i + 1;
    }
    return true;
}

static bool add(struct bundle *bundle, const char *name, size_t name_length, const uint8_t *bytes, size_t length) {
    if (bundle->count == BUNDLE_PARTS || !name_stays(name, name_length)) return false;
    struct bundle_part *part = &bundle->parts[bundle->count];
    memcpy(part->name, name, name_length);
    part->name[name_length] = 0;
    if (bundle_find(bundle, part->name) != NULL) return false;
    bundle->count++;
    return !scr_failed(scr_buffer_append(&part->bytes, bytes, length));
}

/* One part at *data; what is not in the form ends the reading. */
static bool take(struct bundle *bundle, const uint8_t **data, const uint8_t *end) {
    const size_t skip = sizeof mark - 1;
    const uint8_t *line = *data;
    if ((size_t)(end - line) < skip || memcmp(line, mark, skip) != 0) return false;
    const uint8_t *feed = memchr(line, '\n', (size_t)(end - line));
    const uint8_t *space = feed ? memrchr(line + skip, ' ', (size_t)(feed - line) - skip) : NULL;
    if (!space) return false;
    size_t length = 0;
    for (const uint8_t *digit = space + 1; digit < feed && *digit >= '0' && *digit <= '9'; digit++)
        length = length > (size_t)1 << 40 ? length : length * 10 + (size_t)(*digit - '0');
    size_t left = (size_t)(end - feed) - 1;
    if (length > left) length = left;
    *data = feed + 1 + length;
    return add(bundle, (const char *)line + skip, (size_t)(space - line) - skip, feed + 1, length);
}

bool bundle_read(struct bundle *bundle, const uint8_t *data, size_t size) {
    bundle->count = 0;
    const uint8_t *at = data;
    if (size >= sizeof mark - 1 && !memcmp(data, mark, sizeof mark - 1)) {
        while (take(bundle, &at, data + size)) continue;
        return bundle->count > 0;
    }
    return add(bundle, "input", 5, data, size);
}

bool bundle_print(const struct bundle *bundle, struct scr_buffer *out) {
    for (size_t i = 0; i < bundle->count; i++) {
        const struct bundle_part *part = &bundle->parts[i];
        if (scr_failed(scr_buffer_print(out, "%s%s %zu\n", mark, part->name, part->bytes.length))) return false;
        if (scr_failed(
                scr_buffer_append(out, part->bytes.data ? part->bytes.data : (const uint8_t *)"", part->bytes.length)))
            return false;
    }
    return true;
}

void bundle_free(struct bundle *bundle) {
    for (size_t i = 0; i < BUNDLE_PARTS; i++) scr_buffer_free(&bundle->parts[i].bytes);
    bundle->count = 0;
}

struct bundle_part *bundle_find(struct bundle *bundle, const char *name) {
    for (size_t i = 0; i < bundle->count; i++)
        if (!strcmp(bundle->parts[i].name, name)) return &bundle->parts[i];
    return NULL;
}

bool bundle_ends(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && !strcmp(name + length - tail, end);
}

void bundle_write(const struct bundle *bundle, const char *folder) {
    char path[4096];
    for (size_t i = 0; i < bundle->count; i++) {
        const struct bundle_part *part = &bundle->parts[i];
        size_t begin = (size_t)snprintf(path, sizeof path, "%s/", folder);
        snprintf(path + begin, sizeof path - begin, "%s", part->name);
        for (char *slash = path + begin; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
            *slash = 0;
            mkdir(path, 0700);
        }
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file < 0) continue;
        if (part->bytes.length && write(file, part->bytes.data, part->bytes.length) != (ssize_t)part->bytes.length)
            abort();
        close(file);
    }
}

void bundle_remove(const struct bundle *bundle, const char *folder) {
    char path[4096];
    for (size_t i = bundle->count; i-- > 0;) {
        size_t begin = (size_t)snprintf(path, sizeof path, "%s/", folder);
        snprintf(path + begin, sizeof path - begin, "%s", bundle->parts[i].name);
        unlink(path);
        for (char *slash; (slash = strrchr(path + begin, '/')) != NULL;) {
            *slash = 0;
            rmdir(path);
        }
    }
}
