/* fraction.c: the small fractions of measurement statements, exactly. */
#include "verify/release/fraction.h"

#include <string.h>

#include "scrutineer/text.h"

static uint64_t greatest_common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bool fraction_parse(const char *text, uint64_t most, struct fraction *fraction) {
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : strlen(text);
    fraction->q = 1;
    if (!scr_count_parse(text, length, most, &fraction->p) || !fraction->p) return false;
    if (!slash) return true;
    return scr_count_parse(slash + 1, strlen(slash + 1), most, &fraction->q) && fraction->q > 1 &&
           greatest_common_divisor(fraction->p, fraction->q) == 1;
}

struct fraction fraction_reduce(uint64_t a, uint64_t b) {
    uint64_t common = greatest_common_divisor(a, b);
    return (struct fraction){a / common, b / common};
}
