/* fraction.h: the small fractions of measurement statements: p or p/q in lowest terms. Specification, section 13.2. */
#ifndef VERIFY_RELEASE_FRACTION_H
#define VERIFY_RELEASE_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

#define FRACTION_SCALE_MOST (UINT64_C(1) << 31)
#define FRACTION_EPSILON_MOST UINT64_C(1000000000)

/* p/q, both positive, without common divisor. */
struct fraction {
    uint64_t p, q;
};

/* False unless `text` is "p", or "p/q" in lowest terms with q above 1, with p and q at most `most`. */
bool fraction_parse(const char *text, uint64_t most, struct fraction *fraction);
/* a/b in lowest terms; both positive. */
struct fraction fraction_reduce(uint64_t a, uint64_t b);

#endif
