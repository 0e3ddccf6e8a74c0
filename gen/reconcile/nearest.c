/* nearest.c: which name was meant: Levenshtein's distance, within a budget of steps. */
#include <ctype.h>
#include <string.h>

#include "parts.h"

#define NAME_MOST 64

/* Lower case, without zeros that lead a number. */
static size_t fold(const char *name, char folded[static NAME_MOST]) {
    size_t length = 0;
    bool digits = false;
    for (; *name && length < NAME_MOST; name++) {
        bool digit = isdigit((unsigned char)*name) != 0;
        if (*name == '0' && !digits && isdigit((unsigned char)name[1])) continue;
        digits = digit;
        folded[length++] = (char)tolower((unsigned char)*name);
    }
    return length;
}

static size_t distance(const char *a, size_t n, const char *b, size_t m) {
    size_t row[NAME_MOST + 1];
    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            size_t other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < other ? change : other;
        }
    }
    return row[m];
}

size_t nearest(const char *wanted, size_t count, near_name *name, const void *context, uint64_t *budget) {
    char folded[NAME_MOST], other[NAME_MOST];
    size_t length = fold(wanted, folded), found = CVR_NONE, best = length / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        const char *candidate = name(context, i);
        if (!candidate) continue;
        size_t size = fold(candidate, other), steps = (length + 1) * (size + 1);
        if (*budget < steps) return CVR_NONE;
        *budget -= steps;
        size_t edits = distance(folded, length, other, size);
        if (edits < best) best = edits, found = i;
    }
    return found;
}
