/* bundle.h: several files in one fuzz input: "=== NAME LENGTH", a line feed, the bytes, and so on. */
#ifndef TESTS_FUZZ_BUNDLE_H
#define TESTS_FUZZ_BUNDLE_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define BUNDLE_PARTS 48
#define BUNDLE_NAME 160

struct bundle_part {
    char name[BUNDLE_NAME]; /* relative, without ".." and empty components; other bytes are the input's */
    struct scr_buffer bytes;
};
struct bundle {
    struct bundle_part parts[BUNDLE_PARTS];
    size_t count;
};

/* Input without a header is one part, "input". False when there is nothing to use (or memory is short). */
bool bundle_read(struct bundle *bundle, const uint8_t *data, size_t size);
bool bundle_print(const struct bundle *bundle, struct scr_buffer *out);
void bundle_free(struct bundle *bundle);
/* Writes the parts below `folder`, those that the system allows; bundle_remove takes them away again. */
void bundle_write(const struct bundle *bundle, const char *folder);
void bundle_remove(const struct bundle *bundle, const char *folder);
struct bundle_part *bundle_find(struct bundle *bundle, const char *name);
bool bundle_ends(const char *name, const char *end);

#endif
