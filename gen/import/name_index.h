/* name_index.h: finds a number by a byte string; the importers' way from an id to its place in an array. */
#ifndef GEN_IMPORT_NAME_INDEX_H
#define GEN_IMPORT_NAME_INDEX_H

#include <stdint.h>

#include "scrutineer/bytes.h"

/* Zero-initialise. Keys are not copied: they live as long as the index (in an arena). */
struct name_index {
    struct name_entry *entries;
    size_t count, capacity; /* capacity is 0 or a power of two, at least half of it free */
    uint64_t point;         /* where the hash polynomial is evaluated: random, so that no file can be made to collide */
};

bool name_index_find(const struct name_index *index, const char *key, size_t length, size_t *value);
/* Adds a key unless it stands already; *added (may be NULL) tells. */
SCR_MUST_CHECK scr_result name_index_add(struct name_index *index, const char *key, size_t length, size_t value,
                                         bool *added);
void name_index_free(struct name_index *index);

#endif
