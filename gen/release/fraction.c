/* fraction.c: reduction to lowest terms. */
#include "gen/release/fraction.h"

scr_result release_fraction_set(struct release_fraction *fraction, release_wide p, release_wide q) {
    release_wide a = p < 0 ? -p : p, b = q;
    while (b) {
        release_wide rest = a % b;
        a = b;
        b = rest;
    }
    p /= a; /* a >= 1, because q > 0 */
    q /= a;
    if (p > RELEASE_NUMERATOR_LIMIT || p < -RELEASE_NUMERATOR_LIMIT || q > RELEASE_DENOMINATOR_LIMIT)
        return (scr_result){SCR_LIMIT};
    *fraction = (struct release_fraction){(int64_t)p, (int64_t)q};
    return scr_done();
}
