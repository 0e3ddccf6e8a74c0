/* rows.c: the numbers of one Row: whole numbers with a sign, and for ToyDown's published counts fractions. */
#include "verify/release/release.h"

enum number { NUMBER_FINE, NUMBER_MALFORMED, NUMBER_LARGE, NUMBER_NEGATIVE, NUMBER_NOT_LOWEST, NUMBER_BEYOND };

static const char *const words[] = {
    [NUMBER_FINE] = "",
    [NUMBER_MALFORMED] = "is no number in its one form",
    [NUMBER_LARGE] = "is larger than 2^40",
    [NUMBER_NEGATIVE] = "is negative",
    [NUMBER_NOT_LOWEST] = "is no fraction in lowest terms",
    [NUMBER_BEYOND] = "",
};

/* Digits without leading zeros at text[*at]; values above RELEASE_FRACTION_MOST are only passed over. */
static enum number read_digits(const char *text, size_t length, size_t *at, int64_t *value) {
    size_t start = *at;
    bool beyond = false;
    *value = 0;
    for (; *at < length && text[*at] >= '0' && text[*at] <= '9'; ++*at) {
        int digit = text[*at] - '0';
        if (*value > (RELEASE_FRACTION_MOST - digit) / 10) beyond = true;
        if (!beyond) *value = *value * 10 + digit;
    }
    if (*at == start || (text[start] == '0' && *at > start + 1)) return NUMBER_MALFORMED;
    return beyond ? NUMBER_BEYOND : NUMBER_FINE;
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static enum number read_fraction(const char *text, size_t length, size_t *at, int64_t numerator, bool beyond,
                                 int64_t *denominator) {
    ++*at;
    enum number found = read_digits(text, length, at, denominator);
    if (found == NUMBER_MALFORMED) return found;
    if (beyond || found == NUMBER_BEYOND) return NUMBER_BEYOND;
    if (*denominator < 2 || common_divisor(numerator, *denominator) != 1) return NUMBER_NOT_LOWEST;
    return numerator / *denominator >= RELEASE_NUMBER_MOST ? NUMBER_LARGE : NUMBER_FINE;
}

/* One number, up to a space or the end. */
static enum number read_number(const struct release_block *block, const char *text, size_t length, size_t *at,
                               int64_t *value, int64_t *denominator) {
    bool negative = *at < length && text[*at] == '-';
    *at += negative;
    *denominator = 1;
    enum number found = read_digits(text, length, at, value);
    if (found == NUMBER_MALFORMED) return found;
    if (block->fractions && *at < length && text[*at] == '/')
        found = read_fraction(text, length, at, *value, found == NUMBER_BEYOND, denominator);
    else if (found == NUMBER_BEYOND || *value > RELEASE_NUMBER_MOST)
        found = NUMBER_LARGE;
    if (found == NUMBER_MALFORMED || (*at < length && text[*at] != ' ') ||
        (negative && !*value && found == NUMBER_FINE))
        return NUMBER_MALFORMED;
    if (negative && block->kind == COUNTS_EXACT && found == NUMBER_FINE) return NUMBER_NEGATIVE;
    if (negative) *value = -*value;
    return found;
}

static scr_result append(struct release_block *block, int64_t value, int64_t denominator) {
    SCR_TRY(scr_grow(&block->values, &block->capacity, block->count + 1, sizeof *block->values));
    if (block->fractions) {
        SCR_TRY(scr_grow(&block->denominators, &block->denominator_capacity, block->count + 1,
                         sizeof *block->denominators));
        block->denominators[block->count] = denominator;
    }
    block->values[block->count++] = value;
    return scr_done();
}

static void note(struct release_block *block, size_t column, const char *why) {
    if (block->faults++) return;
    block->fault = why;
    block->fault_row = block->rows;
    block->fault_column = column;
}

scr_result release_read_row(struct release_block *block, const char *text, size_t length) {
    size_t at = 0, columns = 0;
    for (;;) {
        int64_t value, denominator;
        enum number found = read_number(block, text, length, &at, &value, &denominator);
        if (found == NUMBER_BEYOND)
            block->beyond = true;
        else if (found != NUMBER_FINE)
            note(block, columns, words[found]);
        if (found == NUMBER_MALFORMED) break;
        SCR_TRY(append(block, value, denominator));
        columns++;
        if (at == length) break;
        at++; /* the space */
    }
    if (!block->rows) block->columns = columns;
    if (columns != block->columns) note(block, columns, "is missing, or one too many");
    block->rows++;
    return scr_done();
}
