/* release_fixture.h: streams of plain numbers for the tests of private releases. */
#ifndef TESTS_RELEASE_FIXTURE_H
#define TESTS_RELEASE_FIXTURE_H

#include "gen/release/bits.h"
#include "unit.h"

/* Keys `bits` (begun) with a key that is `number` and zeros. */
static inline void fixture_stream(struct release_bits *bits, uint64_t number) {
    uint8_t key[RELEASE_KEY_SIZE] = {0};
    for (size_t i = 0; i < 8; i++) key[i] = (uint8_t)(number >> (8 * i));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(bits, key)));
}

/* A number below `bound` for making up cases. */
static inline uint64_t fixture_below(struct release_bits *bits, uint64_t bound) {
    uint64_t value = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_uniform(bits, bound, &value)));
    return value;
}

#endif
