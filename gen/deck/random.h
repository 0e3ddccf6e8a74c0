/* random.h: pseudo-random choices of the deck search (SplitMix64): reproducible from a seed, never a secret, and never
 * published; the verifier needs to know nothing of it. */
#ifndef GEN_DECK_RANDOM_H
#define GEN_DECK_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *random) {
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A number below `bound` > 0. The bias of at most bound / 2^32 does not matter to a search; bound <= 2^32. */
static inline size_t random_below(struct random *random, size_t bound) {
    return (size_t)(((random_next(random) >> 32) * (uint64_t)bound) >> 32);
}

/* Fisher and Yates. */
static inline void random_shuffle(struct random *random, uint32_t *items, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t j = random_below(random, i);
        uint32_t kept = items[i - 1];
        items[i - 1] = items[j];
        items[j] = kept;
    }
}

#endif
