/* value.h: values of ballots and nodes as small numbers, and sets of values as bits. Specification, section 11.1. */
#ifndef VERIFY_TREE_VALUE_H
#define VERIFY_TREE_VALUE_H

#include "verify/tree/published.h"

/* A value is a candidate's position 0..61, or missing. Of a ballot it may also be unknown. */
enum { VALUE_MISSING = 62, VALUE_UNKNOWN = 63 };

typedef uint64_t value_set;
static inline value_set value_bit(unsigned value) { return UINT64_C(1) << value; }
/* All candidates of a contest of 1..62. */
static inline value_set value_candidates(size_t count) { return (UINT64_C(1) << count) - 1; }
/* What a ballot that is not known can be: any candidate or missing. */
static inline value_set value_all(size_t count) { return value_candidates(count) | value_bit(VALUE_MISSING); }
static inline bool value_single(value_set set) { return set && !(set & (set - 1)); }
static inline unsigned value_lowest(value_set set) { return (unsigned)__builtin_ctzll(set); }

/* The value of a code of a contest with so many candidates: '.' is missing, '?' unknown; any other character that is no
 * candidate's gives VALUE_NONE. */
enum { VALUE_NONE = 64 };
static inline unsigned value_of_code(char code, size_t candidates) {
    if (code == '.') return VALUE_MISSING;
    if (code == '?') return VALUE_UNKNOWN;
    size_t position = candidate_position(code);
    return position < candidates ? (unsigned)position : VALUE_NONE;
}
/* The code of a candidate or of missing. */
static inline char value_code(unsigned value) { return value < CONTEST_CANDIDATES ? candidate_code(value) : '.'; }

#endif
