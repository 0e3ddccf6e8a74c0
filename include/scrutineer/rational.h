/* rational.h: exact fractions p/q of any size, kept reduced with q > 0, on libcrypto's big integers. */
#ifndef SCRUTINEER_RATIONAL_H
#define SCRUTINEER_RATIONAL_H

#include <stdint.h>

#include "scrutineer/bytes.h"

struct scr_rational; /* opaque; a value of its own, released with scr_rational_free (NULL is fine) */

SCR_MUST_CHECK scr_result scr_rational_new(struct scr_rational **r); /* 0 */
void scr_rational_free(struct scr_rational *r);
SCR_MUST_CHECK scr_result scr_rational_set(struct scr_rational *r, int64_t numerator, uint64_t denominator);
SCR_MUST_CHECK scr_result scr_rational_copy(struct scr_rational *r, const struct scr_rational *a);
/* Reads the canonical forms "-3", "5/2" (reduced, denominator above 1) and, when `decimal`, finite decimals "0.25".
 * At most `digits` digits in all. */
SCR_MUST_CHECK scr_result scr_rational_parse(struct scr_rational *r, const char *text, bool decimal, size_t digits);
/* Appends the canonical form: "p" when q = 1, else "p/q". */
SCR_MUST_CHECK scr_result scr_rational_print(const struct scr_rational *r, struct scr_buffer *out);
/* Appends a decimal with `places` places after the point, rounded half to even: for statements that say so. */
SCR_MUST_CHECK scr_result scr_rational_decimal(const struct scr_rational *r, unsigned places, struct scr_buffer *out);

/* r may be the same object as a or b. Division by 0 is SCR_INPUT. */
SCR_MUST_CHECK scr_result scr_rational_add(struct scr_rational *r, const struct scr_rational *a,
                                           const struct scr_rational *b);
SCR_MUST_CHECK scr_result scr_rational_subtract(struct scr_rational *r, const struct scr_rational *a,
                                                const struct scr_rational *b);
SCR_MUST_CHECK scr_result scr_rational_multiply(struct scr_rational *r, const struct scr_rational *a,
                                                const struct scr_rational *b);
SCR_MUST_CHECK scr_result scr_rational_divide(struct scr_rational *r, const struct scr_rational *a,
                                              const struct scr_rational *b);
/* *order is -1, 0 or 1 as a < b, a = b, a > b. */
SCR_MUST_CHECK scr_result scr_rational_compare(const struct scr_rational *a, const struct scr_rational *b, int *order);

#endif
