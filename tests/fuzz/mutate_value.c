/* mutate_value.c: changes one value as its form suggests. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

enum { LONGEST = 200000 };

static bool set(struct scr_buffer *value, const char *text) {
    value->length = 0;
    return !scr_failed(scr_buffer_text(value, text));
}

/* Numbers at which widths, limits and loops change. */
static const char *const edges[] = {"0",
                                    "1",
                                    "2",
                                    "3",
                                    "7",
                                    "16",
                                    "17",
                                    "32",
                                    "64",
                                    "65",
                                    "100",
                                    "255",
                                    "256",
                                    "1000",
                                    "1001",
                                    "65535",
                                    "65536",
                                    "100000",
                                    "1000000",
                                    "14348907",
                                    "2147483647",
                                    "2147483648",
                                    "4294967295",
                                    "4294967296",
                                    "1000000000",
                                    "1099511627776",
                                    "9007199254740993",
                                    "9223372036854775807",
                                    "9223372036854775808",
                                    "18446744073709551615",
                                    "18446744073709551616",
                                    "99999999999999999999999999999999999999999",
                                    "-1",
                                    "-9223372036854775808",
                                    "007",
                                    "+1",
                                    "1/3",
                                    "1/1000000000",
                                    "999999999/1000000000",
                                    "1000000007/998244353",
                                    "2/4",
                                    "1/0",
                                    "0/1",
                                    "340282366920938463463374607431768211455/340282366920938463463374607431768211457",
                                    "0.1",
                                    "1e9",
                                    "NaN",
                                    ""};

static const char *const words[] = {"\xe2\x80\xae"
                                    "evil",
                                    "a\xc2\x9b"
                                    "31m",
                                    "\xef\xbb\xbf",
                                    "\xe2\x80\xa8",
                                    "\xf0\x9f\x97\xb3",
                                    "\xc3\xa9",
                                    "e\xcc\x81",
                                    "\t",
                                    "\n",
                                    "\r",
                                    "  ",
                                    " a",
                                    "<b>",
                                    "&amp;",
                                    "\"",
                                    "'",
                                    "\\u{202E}",
                                    "%n%s%s",
                                    "../../x",
                                    "/dev/zero",
                                    "=1+1",
                                    "a,b",
                                    "true",
                                    "false",
                                    "complete",
                                    "open",
                                    "none",
                                    "*"};

static bool number(struct scr_buffer *value, struct fuzz_random *random, size_t at, size_t end) {
    struct scr_buffer out = {0};
    char text[32];
    const char *put = edges[fuzz_below(random, sizeof edges / sizeof *edges)];
    if (end - at < 18 && fuzz_below(random, 3)) {
        uint64_t n = strtoull((const char *)value->data + at, NULL, 10), by = 1 + fuzz_below(random, 3);
        n = fuzz_below(random, 2) ? n + by : n >= by ? n - by : n;
        snprintf(text, sizeof text, "%" PRIu64, n);
        put = text;
    }
    bool good = !scr_failed(scr_buffer_append(&out, value->data, at)) && !scr_failed(scr_buffer_text(&out, put)) &&
                !scr_failed(scr_buffer_append(&out, value->data + end, value->length - end));
    scr_buffer_free(value);
    *value = out;
    return good;
}

/* One of the numbers within, if there is any. */
static bool some_number(struct scr_buffer *value, struct fuzz_random *random) {
    size_t runs = 0, chosen;
    for (unsigned pass = 0; pass < 2; pass++) {
        chosen = pass ? fuzz_below(random, runs) : 0;
        size_t seen = 0;
        for (size_t i = 0; i < value->length; i++) {
            size_t end = i;
            while (end < value->length && value->data[end] >= '0' && value->data[end] <= '9') end++;
            if (end == i) continue;
            if (pass && seen == chosen) return number(value, random, i, end);
            seen++;
            i = end;
        }
        runs = seen;
        if (!runs) return false;
    }
    return false;
}

/* A letter becomes another that stands in the text, is dropped, doubled, or changes places with its neighbour. */
static bool letters(struct scr_buffer *value, struct fuzz_random *random) {
    size_t length = value->length, at = fuzz_below(random, length);
    uint8_t *data = value->data, other = length ? data[fuzz_below(random, length)] : 0;
    if (!length) return false;
    switch (fuzz_below(random, 4)) {
    case 0:
        data[at] = other;
        return true;
    case 1:
        memmove(data + at, data + at + 1, length - at);
        value->length--;
        return true;
    case 2:
        if (scr_failed(scr_buffer_append(value, "?", 1))) return false;
        memmove(value->data + at + 1, value->data + at, length - at);
        return true;
    default:
        if (at + 1 == length) return false;
        data[at] = data[at + 1];
        data[at + 1] = other;
        return true;
    }
}

/* Many times over: long texts, long lists. */
static bool repeat(struct scr_buffer *value, struct fuzz_random *random) {
    size_t once = value->length, times = UINT64_C(1) << fuzz_below(random, 12);
    for (size_t i = 1; i < times && once && value->length + once < LONGEST; i++) {
        struct scr_buffer copy = {0};
        bool good = !scr_failed(scr_buffer_append(&copy, value->data, once)) &&
                    !scr_failed(scr_buffer_append(value, copy.data, once));
        scr_buffer_free(&copy);
        if (!good) return false;
    }
    return once > 0;
}

bool mutate_value(struct scr_buffer *value, struct fuzz_random *random) {
    switch (fuzz_below(random, 12)) {
    case 0:
        return set(value, edges[fuzz_below(random, sizeof edges / sizeof *edges)]);
    case 1:
        return !scr_failed(scr_buffer_text(value, words[fuzz_below(random, sizeof words / sizeof *words)]));
    case 2:
        return repeat(value, random);
    case 3:
        value->length = fuzz_below(random, value->length + 1);
        return true;
    case 4:
        return mutate_bytes(value, LONGEST);
    case 5:
    case 6:
        return letters(value, random);
    default:
        return some_number(value, random) || letters(value, random);
    }
}
