/* test_release_posterior.c: the published examples, the general bound, and the limits without noise. */
#include <math.h>

#include "gen/release/posterior.h"
#include "unit.h"

static long double posterior_of(struct release_belief belief) {
    long double posterior = -1;
    CU_ASSERT_FALSE(scr_failed(release_posterior(&belief, &posterior)));
    return posterior;
}

UNIT_TEST(release_posterior, known_answers) {
    /* math.md section 3: epsilon = .2, p = .5, sensitivity 1. */
    static const struct {
        uint64_t voters;
        int64_t published;
        struct release_fraction others;
        long double answer;
    } cases[] = {{69, 0, {1, 2}, .450166L},
                 {143, 143, {1, 2}, .549834L},
                 {135, 1, {1, 2}, .450166L},
                 {135, 1, {1, 50}, .459202L},
                 {426, 425, {49, 50}, .549763L}};
    static const struct release_scale noise = {5, 1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        long double p =
            posterior_of((struct release_belief){cases[i].voters, cases[i].published, {1, 2}, cases[i].others, &noise});
        CU_ASSERT(fabsl(p - cases[i].answer) < 5e-7L);
    }
}

/* Small cases with every way the others can vote written out. */
static long double by_enumeration(unsigned n, int64_t published, long double p, long double q, long double t) {
    long double with = 0, without = 0;
    for (unsigned votes = 0; votes < 1u << (n - 1); votes++) {
        long double chance = 1;
        int j = 0;
        for (unsigned voter = 0; voter + 1 < n; voter++) {
            bool yes = votes >> voter & 1;
            chance *= yes ? q : 1 - q;
            j += yes;
        }
        with += chance * expl(-fabsl((long double)(published - j - 1)) / t);
        without += chance * expl(-fabsl((long double)(published - j)) / t);
    }
    return p * with / (p * with + (1 - p) * without);
}

UNIT_TEST(release_posterior, small_cases_by_enumeration) {
    static const struct release_scale noise = {7, 3};
    for (uint64_t n = 1; n <= 9; n++)
        for (int64_t published = -4; published <= 12; published++) {
            long double p = posterior_of((struct release_belief){n, published, {3, 10}, {4, 5}, &noise});
            long double truth = by_enumeration((unsigned)n, published, .3L, .8L, 7.0L / 3);
            CU_ASSERT(fabsl(p - truth) < 1e-15L);
        }
}

UNIT_TEST(release_posterior, her_own_vote_adds_at_most_epsilon) {
    static const struct release_scale noise = {5, 1};
    static const struct release_fraction others[] = {{0, 1}, {1, 1}, {1, 2}, {1, 1000}, {999, 1000}};
    const long double low = 1 / (1 + expl(.2L)), high = 1 / (1 + expl(-.2L));
    static const uint64_t voters[] = {1, 2, 100, 20000};
    for (size_t v = 0; v < 4; v++)
        for (size_t o = 0; o < 5; o++)
            for (int64_t published = -100000; published <= 100000; published += 4999) {
                long double p = posterior_of((struct release_belief){voters[v], published, {1, 2}, others[o], &noise});
                CU_ASSERT(p >= low - 1e-9L && p <= high + 1e-9L);
            }
}

UNIT_TEST(release_posterior, without_noise_counts_tell_what_they_tell) {
    /* The post: with prior 1/2 for everybody the posterior is d/n. */
    long double p = posterior_of((struct release_belief){40, 10, {1, 2}, {1, 2}, NULL});
    CU_ASSERT(fabsl(p - .25L) < 1e-15L);
    CU_ASSERT(posterior_of((struct release_belief){69, 69, {1, 2}, {1, 2}, NULL}) == 1);
    CU_ASSERT(posterior_of((struct release_belief){135, 1, {1, 2}, {0, 1}, NULL}) == 1); /* all others known against */
    CU_ASSERT(posterior_of((struct release_belief){135, 0, {1, 2}, {0, 1}, NULL}) == 0);
    CU_ASSERT(posterior_of((struct release_belief){135, 134, {1, 2}, {1, 1}, NULL}) == 0);
    long double none;
    struct release_belief impossible = {135, 2, {1, 2}, {0, 1}, NULL};
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
    impossible = (struct release_belief){135, 0, {1, 1}, {0, 1}, NULL}; /* held for certain, and wrong */
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
    impossible = (struct release_belief){0, 0, {1, 2}, {1, 2}, NULL};
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
    impossible = (struct release_belief){RELEASE_VOTER_LIMIT + 1, 0, {1, 2}, {1, 2}, NULL};
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
    impossible = (struct release_belief){5, 0, {3, 2}, {1, 2}, NULL};
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
    impossible = (struct release_belief){5, 0, {1, 2}, {-1, 2}, NULL};
    CU_ASSERT_EQUAL(release_posterior(&impossible, &none).code, SCR_INPUT);
}
