/* test_verify_statement_parts.c: fractions, lists of units, and sensitivities against every pair of ballots. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/release/statement.h"

UNIT_TEST(verify_statement_parts, fractions) {
    static const char *const good[] = {"1", "7", "2147483648", "1/2", "2147483647/2147483648", "8/3"};
    static const char *const bad[] = {"",
                                      "0",
                                      "0/3",
                                      "1/0",
                                      "2/4",
                                      "3/1",
                                      "1/",
                                      "/2",
                                      "01",
                                      "1/02",
                                      "+1",
                                      "-1/2",
                                      "1/2/3",
                                      "1 /2",
                                      "2147483649",
                                      "1/2147483649",
                                      "99999999999999999999"};
    struct fraction fraction;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CU_ASSERT(fraction_parse(good[i], FRACTION_SCALE_MOST, &fraction));
    CU_ASSERT(fraction.p == 8 && fraction.q == 3);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CU_ASSERT_FALSE(fraction_parse(bad[i], FRACTION_SCALE_MOST, &fraction));
    fraction = fraction_reduce(84, 36);
    CU_ASSERT(fraction.p == 7 && fraction.q == 3);
}

/* The numbers of a list, by marking each. */
static bool marked(const struct ranges *ranges, bool marks[static 12]) {
    memset(marks, 0, 12 * sizeof *marks);
    for (size_t i = 0; i < ranges->count; i++)
        for (uint32_t j = ranges->items[i].first; j <= ranges->items[i].last; j++) {
            if (j >= 12) return false;
            marks[j] = true;
        }
    return true;
}

UNIT_TEST(verify_statement_parts, lists_of_units) {
    static const char *const good[] = {"1", "10", "1-10", "2 4 6-8 10", "1 3-10"};
    static const struct {
        const char *text;
        size_t offset;
    } bad[] = {{"", 0},      {"0", 0},     {"11", 0},   {"1-11", 0},    {"1 2", 2},
               {"1-3 4", 4}, {"3 1", 2},   {"1  3", 2}, {"1 ", 2},      {" 1", 0},
               {"1,3", 1},   {"3-3", 0},   {"4-3", 0},  {"01", 0},      {"1 3-", 2},
               {"-3", 0},    {"1-3-5", 3}, {"5 5", 2},  {"1-4 3-6", 4}, {"99999999999999999999", 0}};
    struct scr_arena arena = {0};
    struct ranges ranges;
    uint64_t total;
    const char *why;
    size_t offset;
    static const uint64_t totals[] = {1, 1, 10, 6, 9};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        CU_ASSERT_EQUAL(ranges_read(good[i], 10, &arena, &ranges, &total, &why, &offset).code, SCR_DONE);
        CU_ASSERT_PTR_NULL(why);
        CU_ASSERT_EQUAL(total, totals[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CU_ASSERT_EQUAL(ranges_read(bad[i].text, 10, &arena, &ranges, &total, &why, &offset).code, SCR_DONE);
        CU_ASSERT_PTR_NOT_NULL(why);
        CU_ASSERT_EQUAL(offset, bad[i].offset);
    }
    scr_arena_free(&arena);
}

/* Writes the set of numbers 1..5 with these bits as a list. */
static void write_list(unsigned bits, char text[static 40]) {
    size_t used = 0;
    for (unsigned i = 1; i <= 5; i++) {
        if (!(bits >> i & 1)) continue;
        unsigned end = i;
        while (end < 5 && bits >> (end + 1) & 1) end++;
        if (used) text[used++] = ' ';
        text[used++] = (char)('0' + i);
        if (end > i) {
            text[used++] = '-';
            text[used++] = (char)('0' + end);
        }
        i = end;
    }
    text[used] = 0;
}

UNIT_TEST(verify_statement_parts, every_two_lists) {
    struct scr_arena arena = {0};
    for (unsigned a = 2; a < 64; a += 2)
        for (unsigned b = 2; b < 64; b += 2) {
            char text[2][40];
            struct ranges part, whole;
            uint64_t total;
            const char *why, *again;
            size_t offset;
            bool marks[12];
            uint32_t outside = 0;
            write_list(a, text[0]);
            write_list(b, text[1]);
            if (scr_failed(ranges_read(text[0], 5, &arena, &part, &total, &why, &offset)) ||
                scr_failed(ranges_read(text[1], 5, &arena, &whole, &total, &again, &offset)))
                abort();
            CU_ASSERT(!why && !again && marked(&whole, marks));
            for (uint32_t i = 5; i >= 1; i--)
                if (a >> i & 1 && !marks[i]) outside = i;
            CU_ASSERT_EQUAL(ranges_outside(&part, &whole), outside);
        }
    scr_arena_free(&arena);
}

/* All that one ballot can add to `options` counts: at most `votes` in all, at most one to each of the first `listed`.
 * The next such ballot, or false behind the last. */
static bool next_ballot(unsigned *counts, unsigned options, unsigned listed, unsigned votes) {
    for (;;) {
        unsigned i = 0, sum = 0;
        while (i < options && counts[i] == (i < listed ? 1 : votes)) counts[i++] = 0;
        if (i == options) return false;
        counts[i]++;
        for (unsigned j = 0; j < options; j++) sum += counts[j];
        if (sum <= votes) return true;
    }
}

/* The most that counts differ when one ballot is replaced, and when it is there or not; with the sum of all counts. */
struct most {
    unsigned substitute, add, total;
};

static struct most most_of(unsigned options, unsigned listed, unsigned votes) {
    struct most most = {0};
    unsigned a[4] = {0};
    do {
        unsigned b[4] = {0}, sum = 0;
        for (unsigned i = 0; i < options; i++) sum += a[i];
        if (sum > most.add) most.add = most.total = sum;
        do {
            unsigned distance = 0;
            for (unsigned i = 0; i < options; i++) distance += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
            if (distance > most.substitute) most.substitute = distance;
        } while (next_ballot(b, options, listed, votes));
    } while (next_ballot(a, options, listed, votes));
    return most;
}

/* No ballot changes more than the sensitivity says, and some change as much where v is at most n/2 or lines are merged.
 */
UNIT_TEST(verify_statement_parts, sensitivities_of_every_two_ballots) {
    for (unsigned options = 1; options <= 4; options++)
        for (unsigned listed = 0; listed <= options; listed++)
            for (unsigned votes = 1; votes <= 4; votes++) {
                struct measured_option all[5] = {{NULL, NULL, OPTION_LISTED}};
                for (unsigned i = listed; i < options; i++) all[i].kind = OPTION_OTHER;
                all[options].kind = OPTION_BALLOTS_CAST;
                struct measured_contest contest = {.votes_allowed = votes, .options = all, .option_count = options};
                struct published_statement statement = {0};
                const struct most most = most_of(options, listed, votes);
                uint64_t found = statement_sensitivity(&statement, &contest, HISTOGRAM_OPTIONS);
                CU_ASSERT(found >= most.substitute);
                if (2 * votes <= options || options - listed > 1 || options == 1)
                    CU_ASSERT_EQUAL(found, most.substitute);
                CU_ASSERT_EQUAL(statement_sensitivity(&statement, &contest, HISTOGRAM_TOTAL), most.total);
                statement.add_remove = true;
                found = statement_sensitivity(&statement, &contest, HISTOGRAM_OPTIONS);
                CU_ASSERT(found >= most.add);
                if (votes <= options || listed < options || options == 1) CU_ASSERT_EQUAL(found, most.add);
                CU_ASSERT_EQUAL(statement_sensitivity(&statement, &contest, HISTOGRAM_TOTAL), most.total);
                contest.option_count++;
                CU_ASSERT_EQUAL(statement_sensitivity(&statement, &contest, HISTOGRAM_OPTIONS), found + 1);
            }
}
