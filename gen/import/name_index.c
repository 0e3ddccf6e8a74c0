/* name_index.c: open addressing over a polynomial hash modulo 2^61 - 1 (Carter and Wegman 1979): two different strings
 * of n bytes collide with probability at most n / 2^61 over the random point, whatever a hostile file contains. */
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "name_index.h"

#define PRIME ((UINT64_C(1) << 61) - 1)

__extension__ typedef unsigned __int128 wide;

struct name_entry {
    const char *key; /* NULL: free */
    size_t length, value;
    uint64_t hash;
};

/* a, b < 2^61: the product is below 2^122, its two halves below 2^61 each, their sum below 2^62. */
static uint64_t multiply(uint64_t a, uint64_t b) {
    wide product = (wide)a * b;
    uint64_t sum = (uint64_t)(product & PRIME) + (uint64_t)(product >> 61);
    return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t hash_of(const struct name_index *index, const char *key, size_t length) {
    uint64_t hash = 1; /* the leading coefficient: strings of different lengths are different polynomials */
    for (size_t i = 0; i < length; i++) {
        hash = multiply(hash, index->point) + (unsigned char)key[i];
        if (hash >= PRIME) hash -= PRIME;
    }
    return hash;
}

static struct name_entry *slot(struct name_entry *entries, size_t capacity, const char *key, size_t length,
                               uint64_t hash) {
    /* Terminates: at least half of the slots are free. */
    for (size_t at = (size_t)hash & (capacity - 1);; at = (at + 1) & (capacity - 1)) {
        struct name_entry *entry = &entries[at];
        if (!entry->key) return entry;
        if (entry->hash == hash && entry->length == length && !memcmp(entry->key, key, length)) return entry;
    }
}

static scr_result make_room(struct name_index *index) {
    if (!index->capacity) {
        unsigned char random[8];
        if (RAND_bytes(random, sizeof random) != 1) return (scr_result){SCR_CRYPTO};
        memcpy(&index->point, random, sizeof random);
        index->point %= PRIME;
    }
    if (index->count < index->capacity / 2) return scr_done();
    size_t capacity = 64;
    if (index->capacity && !scr_multiply(index->capacity, 2, &capacity)) return (scr_result){SCR_MEMORY};
    struct name_entry *entries = calloc(capacity, sizeof *entries);
    if (!entries) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < index->capacity; i++) {
        const struct name_entry *old = &index->entries[i];
        if (old->key) *slot(entries, capacity, old->key, old->length, old->hash) = *old;
    }
    free(index->entries);
    index->entries = entries;
    index->capacity = capacity;
    return scr_done();
}

bool name_index_find(const struct name_index *index, const char *key, size_t length, size_t *value) {
    if (!index->capacity) return false;
    const struct name_entry *entry = slot(index->entries, index->capacity, key, length, hash_of(index, key, length));
    if (!entry->key) return false;
    *value = entry->value;
    return true;
}

scr_result name_index_add(struct name_index *index, const char *key, size_t length, size_t value, bool *added) {
    SCR_TRY(make_room(index));
    uint64_t hash = hash_of(index, key, length);
    struct name_entry *entry = slot(index->entries, index->capacity, key, length, hash);
    if (added) *added = !entry->key;
    if (entry->key) return scr_done();
    *entry = (struct name_entry){key, length, value, hash};
    index->count++;
    return scr_done();
}

void name_index_free(struct name_index *index) {
    free(index->entries);
    *index = (struct name_index){0};
}
