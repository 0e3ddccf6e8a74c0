/* sample.c: a random choice without repetition: Floyd's algorithm, which takes one number for each chosen one. */
#include <openssl/rand.h>
#include <string.h>

#include "verify/impact/trials.h"

static scr_result below(uint64_t d, uint64_t *number) {
    const uint64_t cut = (UINT64_MAX - d + 1) % d; /* 2^64 mod d */
    do {
        if (RAND_bytes((unsigned char *)number, sizeof *number) != 1) return (scr_result){SCR_CRYPTO};
    } while (*number > UINT64_MAX - cut);
    *number %= d;
    return scr_done();
}

scr_result sample_choose(uint64_t total, uint64_t count, uint8_t *chosen) {
    memset(chosen, count >= total ? 0xff : 0, (size_t)(total + 7) / 8);
    for (uint64_t j = total - (count < total ? count : 0); j < total; j++) {
        uint64_t k;
        SCR_TRY(below(j + 1, &k));
        if (chosen[k / 8] >> k % 8 & 1) k = j;
        chosen[k / 8] |= (uint8_t)(1 << k % 8);
    }
    return scr_done();
}
