/* test_deck_bounds.c: bounds, sets of totals, chosen totals and layouts against plain recounts. */
#include <stdio.h>
#include <string.h>

#include "deck_oracle.h"
#include "gen/deck/bounds.h"
#include "gen/deck/construct.h"
#include "gen/deck/subsets.h"
#include "unit.h"

/* Subsets of {least, .., most} as bit sets, by trying all. */
static uint64_t plain_subsets(uint32_t n, uint64_t sum_most, uint32_t least, uint32_t most, uint32_t *sets) {
    uint64_t count = 0;
    for (uint32_t set = 0; set < 1u << (most + 1); set++) {
        uint64_t sum = 0;
        for (uint32_t t = 0; t <= most; t++) sum += set >> t & 1 ? t : 0;
        if ((uint32_t)__builtin_popcount(set) != n || sum > sum_most || set & ((1u << least) - 1)) continue;
        if (sets) sets[count] = set;
        count++;
    }
    return count;
}

struct seen {
    uint32_t sets[5000];
    size_t count, stop;
    bool ascending;
};

static bool see(void *context, const uint32_t *totals, size_t n) {
    struct seen *seen = context;
    uint32_t set = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && totals[i] <= totals[i - 1]) seen->ascending = false;
        set |= 1u << totals[i];
    }
    seen->sets[seen->count++] = set;
    return seen->count < seen->stop;
}

UNIT_TEST(deck_bounds, subsets_are_all_of_them) {
    for (uint32_t most = 0; most <= 10; most++)
        for (uint32_t n = 1; n <= 5; n++)
            for (uint32_t least = 0; least < 2; least++)
                for (uint32_t v = 1; v <= 3; v++) {
                    static struct seen seen;
                    uint32_t totals[5];
                    seen = (struct seen){.stop = 5000, .ascending = true};
                    subsets_visit(n, (uint64_t)v * most, least, most, totals, see, &seen);
                    uint64_t expected = plain_subsets(n, (uint64_t)v * most, least, most, NULL);
                    CU_ASSERT_EQUAL(seen.count, expected);
                    CU_ASSERT(seen.ascending);
                    for (size_t a = 0; a < seen.count; a++)
                        for (size_t b = 0; b < a; b++) CU_ASSERT_NOT_EQUAL(seen.sets[a], seen.sets[b]);
                    CU_ASSERT_EQUAL(subsets_number(n, (uint64_t)v * most, least, most, 10000, totals), expected);
                    CU_ASSERT_EQUAL(subsets_number(n, (uint64_t)v * most, least, most, 3, totals),
                                    expected < 3 ? expected : 3);
                }
}

UNIT_TEST(deck_bounds, binomials_are_pascals) {
    uint64_t row[61] = {1};
    for (uint32_t n = 1; n <= 60; n++) {
        for (uint32_t k = n; k; k--) row[k] += row[k - 1];
        for (uint32_t k = 0; k <= n; k++) {
            CU_ASSERT_EQUAL(binomial_capped(n, k, UINT64_MAX), row[k]);
            CU_ASSERT_EQUAL(binomial_capped(n, k, 1000), row[k] < 1000 ? row[k] : 1000);
        }
    }
    CU_ASSERT_EQUAL(binomial_capped(5, 6, 10), 0);
    CU_ASSERT_EQUAL(binomial_capped(4000000000u, 2000000000u, 77), 77);
}

/* Specification 4.5, L1 to L3, by trying lengths from 0 on until nothing rules them out. */
UNIT_TEST(deck_bounds, simple_bounds_by_trying_lengths) {
    uint64_t state = 7;
    for (size_t round = 0; round < 60; round++) {
        struct scr_arena arena = {0};
        uint32_t contests[8][2];
        size_t count = oracle_random(&state, 8), length, group = oracle_random(&state, 5) + !count;
        for (size_t k = 0; k < count; k++) {
            contests[k][0] = 2 + oracle_random(&state, 3);
            contests[k][1] = 1 + oracle_random(&state, contests[k][0] - 1);
        }
        bool each = oracle_random(&state, 2);
        struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])contests, count, group, each);
        struct certificate certificate;
        CU_ASSERT_FATAL(!scr_failed(bound_simple(&shape, &arena, &length, &certificate)));
        uint32_t b = 0;
        for (bool fits = false; !fits; b += !fits) {
            fits = group <= b + 1 - each;
            for (size_t k = 0; k < count && fits; k++) {
                size_t alike = 0;
                for (size_t j = 0; j < count; j++)
                    alike += contests[j][0] == contests[k][0] && contests[j][1] == contests[k][1];
                fits = plain_subsets(contests[k][0], (uint64_t)contests[k][1] * b, each, b, NULL) >= alike;
            }
        }
        CU_ASSERT_EQUAL(length, b);
        scr_arena_free(&arena);
    }
}

static uint64_t weigh(uint32_t set, const struct certificate *certificate) {
    uint64_t sum = 0;
    for (size_t w = 0; w < certificate->weight_count; w++)
        if (set >> certificate->weights[w].total & 1) sum += certificate->weights[w].value;
    return sum;
}

/* The least weight of `wanted` different sets, by selection. */
static uint64_t least_weight(uint32_t n, uint64_t sum, uint32_t least, uint32_t b, size_t wanted,
                             const struct certificate *certificate) {
    static uint32_t sets[5000];
    uint64_t count = plain_subsets(n, sum, least, b, sets), total = 0;
    CU_ASSERT_FATAL(count >= wanted);
    for (size_t i = 0; i < wanted; i++) {
        size_t best = i;
        for (size_t j = i; j < count; j++)
            if (weigh(sets[j], certificate) < weigh(sets[best], certificate)) best = j;
        total += weigh(sets[best], certificate);
        sets[best] = sets[i];
    }
    return total;
}

/* Mathematics, section 1: 20 contests 2/1 and 11 contests 3/1 need 11 ballots by L4. */
UNIT_TEST(deck_bounds, weights_prove_what_they_say) {
    struct scr_arena arena = {0};
    uint32_t contests[31][2];
    for (size_t k = 0; k < 31; k++) {
        contests[k][0] = k < 20 ? 2 : 3;
        contests[k][1] = 1;
    }
    for (size_t group = 0; group <= 2; group += 2) {
        struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])contests, 31, group, true);
        struct totals_chooser chooser;
        struct certificate certificate;
        bool found;
        size_t length;
        CU_ASSERT_FATAL(!scr_failed(bound_simple(&shape, &arena, &length, &certificate)));
        CU_ASSERT_EQUAL(length, 10);
        CU_ASSERT_FATAL(!scr_failed(totals_prepare(&shape, 10, &arena, &chooser)));
        CU_ASSERT_FATAL(!scr_failed(bound_weights(&chooser, &arena, &certificate, &found)));
        CU_ASSERT_FATAL(found);
        CU_ASSERT_EQUAL(certificate.kind, BOUND_L4);
        uint64_t needed = least_weight(2, 10, 1, 10, 20, &certificate) + least_weight(3, 10, 1, 10, 11, &certificate);
        if (group) needed += least_weight(2, 100, 1, 10, 1, &certificate);
        uint64_t allowed = 0, binomial[] = {1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1};
        for (size_t w = 0; w < certificate.weight_count; w++) {
            CU_ASSERT(certificate.weights[w].value <= 1000000);
            if (w) CU_ASSERT(certificate.weights[w - 1].total < certificate.weights[w].total);
            allowed += certificate.weights[w].value * binomial[certificate.weights[w].total];
        }
        CU_ASSERT(needed > allowed);
        CU_ASSERT_FATAL(!scr_failed(totals_prepare(&shape, 12, &arena, &chooser)));
        CU_ASSERT_FATAL(!scr_failed(bound_weights(&chooser, &arena, &certificate, &found)));
        CU_ASSERT_FALSE(found);
    }
    scr_arena_free(&arena);
}

UNIT_TEST(deck_bounds, chosen_totals_and_layouts_keep_the_rules) {
    uint64_t state = 99;
    size_t chosen = 0, laid = 0;
    for (size_t round = 0; round < 150; round++) {
        struct scr_arena arena = {0};
        uint32_t contests[12][2], totals[200];
        size_t count = 1 + oracle_random(&state, 12), length, group = oracle_random(&state, 5);
        for (size_t k = 0; k < count; k++) {
            contests[k][0] = 2 + oracle_random(&state, k < 3 ? 9 : 3);
            contests[k][1] = 1 + oracle_random(&state, contests[k][0] - 1);
        }
        bool each = oracle_random(&state, 2);
        struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])contests, count, group, each);
        struct certificate certificate;
        struct totals_chooser chooser;
        struct random random = {round};
        CU_ASSERT_FATAL(!scr_failed(bound_simple(&shape, &arena, &length, &certificate)));
        uint32_t b = (uint32_t)length + oracle_random(&state, 3) * 8;
        CU_ASSERT_FATAL(!scr_failed(totals_prepare(&shape, b, &arena, &chooser)));
        size_t excess = totals_choose(&chooser, &random, totals), over = 0;
        for (uint32_t t = 0; t <= b && excess != SIZE_MAX; t++) {
            uint64_t have = 0, most = binomial_capped(b, t, 1000);
            for (size_t c = 0; c < shape.candidate_count; c++) have += totals[c] == t;
            if (have > most) over += have - most;
        }
        if (excess != SIZE_MAX) CU_ASSERT_EQUAL(over, excess);
        for (size_t block = 0; block < shape_block_count(&shape) && excess != SIZE_MAX; block++) {
            size_t first = shape_block_first(&shape, block), size = shape_block_size(&shape, block);
            uint64_t sum = 0;
            for (size_t i = first; i < first + size; i++) {
                CU_ASSERT(totals[i] >= each && totals[i] <= b);
                if (i > first) CU_ASSERT(totals[i - 1] < totals[i]);
                sum += totals[i];
            }
            if (block == shape.contest_count) break;
            CU_ASSERT(sum <= (uint64_t)shape.contests[block].v * b);
            for (size_t other = 0; other < block; other++)
                if (shape.contests[other].n == size && shape.contests[other].v == shape.contests[block].v)
                    CU_ASSERT(memcmp(totals + first, totals + shape.contests[other].first, size * sizeof *totals));
        }
        chosen += !excess;
        struct construct_effort effort = {.restarts = 3, .repairs = 20, .work = 1000000};
        struct marks marks;
        bool found;
        if (b <= 100) {
            CU_ASSERT_FATAL(!scr_failed(construct_deck(&shape, b, &random, &effort, &arena, &marks, &found)));
            struct oracle deck = oracle_of(&shape, &marks);
            CU_ASSERT(oracle_legal(&deck, each && found));
            if (found && deck.candidates <= 8) CU_ASSERT(oracle_safe(&deck));
            laid += found;
        }
        scr_arena_free(&arena);
    }
    printf("(%zu chosen, %zu safe decks) ", chosen, laid);
    CU_ASSERT(chosen >= 80);
    CU_ASSERT(laid >= 80);
}
