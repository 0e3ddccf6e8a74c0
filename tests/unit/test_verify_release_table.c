/* test_verify_release_table.c: the least table of section 14.3, against the enumeration of all tables; and the public
 * words against a computation with the openssl command. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/release/table.h"
#include "verify/release/tie_words.h"

enum { OPTIONS = 3, CHILDREN = 3, CELLS = OPTIONS * CHILDREN };

struct trial {
    struct table table;
    int64_t measured[CELLS], published[CELLS], parent[OPTIONS], totals[CHILDREN], bound[CHILDREN];
    uint8_t zeros[CELLS], outside[OPTIONS];
    uint32_t words[CELLS];
    int64_t least[2]; /* pair of sums */
    bool found;       /* some table fits */
    unsigned wrong, seen, not_least;
};

static uint64_t state = 20261103;
static int64_t below(uint64_t bound) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((state >> 33) % bound);
}

static int64_t sum_of_child(const struct trial *trial, size_t child) {
    int64_t sum = 0;
    for (size_t o = 0; o < trial->table.options; o++)
        if (!trial->outside[o]) sum += trial->published[child * trial->table.options + o];
    return sum;
}

static bool fits(const struct trial *trial) {
    const struct table *table = &trial->table;
    for (size_t o = 0; o < table->options; o++) {
        int64_t sum = 0;
        for (size_t c = 0; c < table->children; c++) {
            size_t cell = c * table->options + o;
            if (trial->published[cell] && trial->zeros[cell]) return false;
            sum += trial->published[cell];
        }
        if (sum != trial->parent[o]) return false;
    }
    for (size_t c = 0; table->bound && c < table->children; c++)
        if (sum_of_child(trial, c) != trial->bound[c]) return false;
    return true;
}

static void weigh(const struct trial *trial, int64_t sums[2]) {
    const struct table *table = &trial->table;
    sums[0] = sums[1] = 0;
    for (size_t c = 0; c < table->children; c++) {
        for (size_t o = 0; o < table->options; o++) {
            size_t cell = c * table->options + o;
            int64_t difference = trial->published[cell] - trial->measured[cell];
            sums[0] += table->weight * difference * difference;
            sums[1] += (int64_t)trial->words[o * table->children + c] * trial->published[cell];
        }
        if (table->totals) {
            int64_t difference = sum_of_child(trial, c) - trial->totals[c];
            sums[0] += table->total_weight * difference * difference;
        }
    }
}

/* All tables with cells 0..2; `judge` compares the check's answer, else the least pair is gathered. */
static void enumerate(struct trial *trial, size_t cell, bool judge) {
    if (cell < trial->table.options * trial->table.children) {
        for (trial->published[cell] = 0; trial->published[cell] <= 2; trial->published[cell]++)
            enumerate(trial, cell + 1, judge);
        trial->published[cell] = 0;
        return;
    }
    int64_t sums[2];
    if (!fits(trial)) return;
    weigh(trial, sums);
    bool less = sums[0] < trial->least[0] || (sums[0] == trial->least[0] && sums[1] < trial->least[1]);
    if (!judge && (!trial->found || less)) {
        trial->found = true;
        memcpy(trial->least, sums, sizeof sums);
    }
    if (!judge) return;
    struct budget budget = {1000000};
    struct table_finding finding;
    CU_ASSERT_FALSE_FATAL(scr_failed(table_check(&trial->table, &budget, &finding)));
    bool least = sums[0] == trial->least[0] && sums[1] == trial->least[1];
    trial->seen++;
    trial->not_least += !least;
    trial->wrong += least != (finding.verdict == TABLE_LEAST);
}

/* Parents of at most 2, so that cells 0..2 are all that can occur. */
static void make_up(struct trial *trial, unsigned kind) {
    *trial = (struct trial){.table = {.options = (size_t)(1 + below(OPTIONS)), .children = (size_t)(2 + below(2))}};
    struct table *table = &trial->table;
    table->measured = trial->measured;
    table->published = trial->published;
    table->parent = trial->parent;
    table->weight = kind == 2 ? 1 + below(4) : 1;
    table->words = trial->words;
    for (size_t o = 0; o < table->options; o++) trial->outside[o] = kind && !below(5);
    table->outside = kind ? trial->outside : NULL;
    for (size_t cell = 0; cell < table->options * table->children; cell++) {
        trial->measured[cell] = below(6) - 2;
        trial->zeros[cell] = !below(6);
        trial->words[cell] = (uint32_t)below(7);
        trial->published[cell] = trial->zeros[cell] ? 0 : below(2); /* a table that fits, for the sums */
    }
    table->zeros = trial->zeros;
    for (size_t o = 0; o < table->options; o++) {
        for (size_t c = 0; c < table->children; c++) trial->parent[o] += trial->published[c * table->options + o];
        if (trial->parent[o] <= 2) continue;
        trial->parent[o] = 2;
        trial->published[o] = 0; /* three ones, of which one goes */
    }
    for (size_t c = 0; c < table->children; c++) {
        trial->bound[c] = sum_of_child(trial, c);
        trial->totals[c] = below(8) - 2;
    }
    if (kind == 1) table->bound = trial->bound;
    if (kind == 2) {
        table->totals = trial->totals;
        table->total_weight = 1 + below(4);
    }
}

static void try_kind(unsigned kind, unsigned trials) {
    static struct trial trial;
    unsigned wrong = 0, seen = 0, not_least = 0;
    while (trials--) {
        make_up(&trial, kind);
        memset(trial.published, 0, sizeof trial.published);
        enumerate(&trial, 0, false);
        if (trial.found) enumerate(&trial, 0, true);
        wrong += trial.wrong;
        seen += trial.seen;
        not_least += trial.not_least;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(seen > 500 && not_least > 200);
}

UNIT_TEST(verify_release_table, apart) { try_kind(0, 60); }
UNIT_TEST(verify_release_table, bound_totals) { try_kind(1, 300); }
UNIT_TEST(verify_release_table, measured_totals) { try_kind(2, 60); }

static enum table_verdict verdict_on(const struct table *table, uint64_t work) {
    struct budget budget = {work};
    struct table_finding finding;
    CU_ASSERT_FALSE_FATAL(scr_failed(table_check(table, &budget, &finding)));
    return finding.verdict;
}

UNIT_TEST(verify_release_table, names_what_is_wrong) {
    int64_t measured[] = {3, 1, 4, 1}, published[] = {3, 1, 4, 1}, parent[] = {7, 2}, bound[] = {4, 5};
    uint8_t zeros[] = {0, 0, 0, 0};
    struct table table = {.options = 2,
                          .children = 2,
                          .measured = measured,
                          .published = published,
                          .parent = parent,
                          .bound = bound,
                          .zeros = zeros,
                          .weight = 1};
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_LEAST);
    CU_ASSERT_EQUAL(verdict_on(&table, 5), TABLE_BUDGET);
    bound[0] = 3;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_CHILD);
    bound[0] = 4;
    zeros[1] = 1;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_ZERO);
    zeros[1] = 0;
    parent[1] = 3;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_OPTION);
    parent[1] = 2;
    published[0] = -1;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_NEGATIVE);
    published[0] = 2, published[1] = 2, published[2] = 5, published[3] = 0; /* four cells one away, sums kept */
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_CYCLE);
    table.bound = NULL;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_EXCHANGE);
}

/* Counts at their limits and the greatest weights: nothing may wrap. */
UNIT_TEST(verify_release_table, greatest_numbers) {
    const int64_t most = INT64_C(1) << 40;
    int64_t measured[] = {-most, most, -most, most}, published[] = {0, 0, 0, 0}, parent[] = {most, most};
    int64_t totals[] = {-most, most};
    uint32_t words[] = {UINT32_MAX, 0, UINT32_MAX, 0};
    struct table table = {.options = 2,
                          .children = 2,
                          .measured = measured,
                          .published = published,
                          .parent = parent,
                          .totals = totals,
                          .weight = 4096,
                          .total_weight = 4096,
                          .words = words};
    published[0] = published[1] = most;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_CYCLE);
    published[0] = published[1] = 0;
    published[2] = published[3] = most;
    CU_ASSERT_EQUAL(verdict_on(&table, 1000), TABLE_CYCLE);
}

/* Computed with Python's hashlib and `openssl enc -aes-256-ctr` from the text of the specification: seed "pulse 1", M
 * 32 bytes aa, contest 1, level 2, index 5. */
UNIT_TEST(verify_release_table, words) {
    static const uint32_t expected[][2] = {
        {0, 0x6fbd0a7d}, {1, 0x871a2b11}, {2, 0x8dc3c6fa}, {1024, 0x765b4101}, {1100, 0xe6a86ea1}};
    static uint32_t words[1101];
    struct scr_hash measurement;
    struct tie_words *ties = NULL;
    memset(measurement.bytes, 0xaa, sizeof measurement.bytes);
    CU_ASSERT_FALSE_FATAL(scr_failed(tie_words_new("pulse 1", &measurement, &ties)));
    CU_ASSERT_FALSE(scr_failed(tie_words(ties, 0, 2, 5, 10, words))); /* another key first: nothing of it may stay */
    CU_ASSERT_FALSE(scr_failed(tie_words(ties, 1, 2, 5, 1101, words)));
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        CU_ASSERT_EQUAL(words[expected[i][0]], expected[i][1]);
    tie_words_free(ties);
}
