/* test_impact_inversions.c: inversions counted by trees are those that a look at every pair finds. */
#include <stdlib.h>
#include <string.h>

#include "gen/impact/inversions.h"
#include "unit.h"

/* Every pair, as specification 16.5 says it. */
static struct impact_inversions by_pairs(const struct impact_district *districts, size_t count) {
    struct impact_inversions found = {0};
    for (size_t b = 0; b < count; b++) {
        bool lost = false;
        for (size_t a = 0; a < count; a++) {
            const struct impact_district *x = &districts[a], *y = &districts[b];
            if (x->weight != y->weight || x->children >= y->children || x->sum <= y->sum) continue;
            impact_wide more = x->sum - y->sum;
            bool certain = more * more > 36 * (x->deviation + y->deviation);
            found.pairs++;
            found.certain += certain;
            lost |= certain;
        }
        found.losers += lost;
    }
    return found;
}

static uint64_t draw(uint64_t *state, uint64_t most) {
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (*state >> 33) % (most + 1);
}

static void compare(struct impact_district *districts, size_t count) {
    struct impact_inversions wanted = by_pairs(districts, count), found;
    CU_ASSERT_FATAL(!scr_failed(impact_inversions_count(districts, count, &found)));
    CU_ASSERT_EQUAL(found.pairs, wanted.pairs);
    CU_ASSERT_EQUAL(found.certain, wanted.certain);
    CU_ASSERT_EQUAL(found.losers, wanted.losers);
}

UNIT_TEST(impact_inversions, those_of_every_pair) {
    struct impact_district districts[80];
    uint64_t state = 2019, certain = 0, pairs = 0;
    for (unsigned round = 0; round < 600; round++) {
        size_t count = (size_t)draw(&state, 80);
        uint64_t weights = draw(&state, 4), spread = round % 3 ? 12 : 100000, noise = round % 5 ? 9 : 40000;
        for (size_t i = 0; i < count; i++)
            districts[i] =
                (struct impact_district){draw(&state, weights), draw(&state, spread), draw(&state, spread * 10),
                                         (impact_wide)draw(&state, noise) * draw(&state, noise)};
        struct impact_inversions found = by_pairs(districts, count);
        certain += found.certain;
        pairs += found.pairs;
        compare(districts, count);
    }
    CU_ASSERT(certain > 1000 && pairs > certain + 1000); /* both kinds were met */
}

/* The bounds of section 16: sums up to 10^18, deviations up to 10^30; and the edge between certain and not. */
UNIT_TEST(impact_inversions, extremes) {
    const uint64_t most = UINT64_C(1000000000000000000);
    const impact_wide wide = (impact_wide)most * 1000000000000;
    struct impact_district large[] = {{1, 1, most, wide}, {1, 2, 0, wide}, {1, 3, 0, 0}, {1, 3, most, 0}, {2, 9, 1, 0}};
    compare(large, 5);
    struct impact_district edge[] = {{1, 1, 60, 50}, {1, 2, 0, 50}, {1, 4, 61, 50}, {1, 5, 0, 50}};
    compare(edge, 4); /* 60^2 = 36 * 100 is not above it; 61^2 is */
    struct impact_inversions found;
    CU_ASSERT(!scr_failed(impact_inversions_count(edge, 4, &found)));
    CU_ASSERT_EQUAL(found.pairs, 3);
    CU_ASSERT_EQUAL(found.certain, 1);
    compare(NULL, 0);
    compare(large, 1);
}
