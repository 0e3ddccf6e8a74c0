/* test_release_topdown.c: integers that add up, against conditions of the optimum, contradictions, and hidden order. */
#include <stdlib.h>
#include <string.h>

#include "gen/release/topdown.h"
#include "release_fixture.h"
#include "unit.h"

static const struct release_source source = {(const uint8_t *)"pulse", 5, {{1, 2, 3}}};

enum { OPTIONS = 3, MOST = 60 };

struct made {
    struct scr_arena arena;
    struct release_hierarchy tree;
    int64_t truth[MOST * OPTIONS], measured[MOST * OPTIONS], adjusted[MOST * OPTIONS];
    int64_t turnout[MOST], totals[MOST];
    bool zero[MOST * OPTIONS], implied[MOST * OPTIONS]; /* given for leaves; and for all units */
    struct release_topdown problem;
};

/* Three levels of random widths, true counts of leaves below 30 (0 at structural zeros), noise of up to +-15. */
static void make(struct release_bits *bits, struct made *m) {
    uint32_t parent[MOST] = {0};
    size_t counties = fixture_below(bits, 4) + 1, units = 1 + counties;
    *m = (struct made){0};
    for (size_t county = 1; county <= counties; county++)
        for (uint64_t n = fixture_below(bits, 10) + 1; n; n--) parent[units++] = (uint32_t)county;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&m->arena, parent, units, &m->tree, NULL)));
    for (size_t unit = units; unit-- > 0;) {
        for (size_t option = 0; option < OPTIONS; option++) {
            size_t cell = unit * OPTIONS + option;
            if (!m->tree.children[unit]) {
                m->zero[cell] = fixture_below(bits, 6) == 0;
                m->truth[cell] = m->zero[cell] ? 0 : (int64_t)fixture_below(bits, 30);
            }
            m->implied[cell] = m->zero[cell] || m->tree.children[unit];
            for (size_t i = 0; i < m->tree.children[unit]; i++)
                if (!m->implied[(m->tree.first_child[unit] + i) * OPTIONS + option]) m->implied[cell] = false;
            if (unit) m->truth[parent[unit] * OPTIONS + option] += m->truth[cell];
            m->turnout[unit] += m->truth[cell];
            m->measured[cell] = m->truth[cell] + (int64_t)fixture_below(bits, 31) - 15;
        }
        m->totals[unit] = m->turnout[unit] + (int64_t)fixture_below(bits, 31) - 15;
    }
    m->problem = (struct release_topdown){.tree = &m->tree,
                                          .options = OPTIONS,
                                          .measured = m->measured,
                                          .option_weight = 1,
                                          .total_weight = 3,
                                          .zero = m->zero,
                                          .source = &source,
                                          .work_limit = 1000000};
}

static void make_exact(struct made *m, uint32_t levels) {
    m->problem.exact_levels = levels;
    size_t end = levels ? m->tree.level_begin[levels] * OPTIONS : 0;
    for (size_t cell = 0; cell < end; cell++) m->measured[cell] = m->truth[cell];
}

/* What unit `unit` with `more` votes for `option` adds to the sum of squares, in the terms of the problem. */
static int64_t added(const struct made *m, size_t unit, size_t option, int64_t more) {
    const struct release_topdown *p = &m->problem;
    size_t cell = unit * OPTIONS + option;
    int64_t before = m->adjusted[cell] - m->measured[cell], after = before + more;
    int64_t cost = p->option_weight * (after * after - before * before);
    if (p->totals_kind != RELEASE_MEASURED_TOTALS) return cost;
    int64_t total = -m->totals[unit];
    for (size_t o = 0; o < OPTIONS; o++) total += m->adjusted[unit * OPTIONS + o];
    return cost + p->total_weight * ((total + more) * (total + more) - total * total);
}

static bool may(const struct made *m, size_t unit, size_t option, int64_t more) {
    size_t cell = unit * OPTIONS + option;
    return !m->implied[cell] && m->adjusted[cell] + more >= 0;
}

/* Sums, signs, zeros; and no vote moved between two siblings (with turnout: no two exchanged) comes closer. */
static void check(const struct made *m) {
    const struct release_topdown *p = &m->problem;
    for (size_t unit = 0; unit < m->tree.units; unit++) {
        int64_t all = 0;
        size_t first = m->tree.first_child[unit], count = m->tree.children[unit];
        bool noisy = p->exact_levels < 2 || unit >= m->tree.level_begin[p->exact_levels - 1];
        for (size_t option = 0; option < OPTIONS; option++) {
            size_t cell = unit * OPTIONS + option;
            int64_t sum = 0;
            CU_ASSERT(m->adjusted[cell] >= 0);
            if (m->implied[cell]) CU_ASSERT_EQUAL(m->adjusted[cell], 0);
            all += m->adjusted[cell];
            for (size_t i = first; i < first + count; i++) sum += m->adjusted[i * OPTIONS + option];
            if (count) CU_ASSERT_EQUAL(sum, m->adjusted[cell]);
            for (size_t i = first; noisy && i < first + count; i++)
                for (size_t j = first; j < first + count; j++) {
                    if (i == j || !may(m, i, option, 1) || !may(m, j, option, -1)) continue;
                    int64_t change = added(m, i, option, 1) + added(m, j, option, -1);
                    if (p->totals_kind != RELEASE_EXACT_TOTALS) {
                        CU_ASSERT(change >= 0);
                        continue;
                    }
                    for (size_t other = 0; other < OPTIONS; other++)
                        if (other != option && may(m, i, other, -1) && may(m, j, other, 1))
                            CU_ASSERT(change + added(m, i, other, -1) + added(m, j, other, 1) >= 0);
                }
        }
        if (p->totals_kind == RELEASE_EXACT_TOTALS) CU_ASSERT_EQUAL(all, m->turnout[unit]);
    }
}

UNIT_TEST(release_topdown, random_trees_in_every_form) {
    struct release_bits bits = {0}, ties = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)) || scr_failed(release_bits_begin(&ties)));
    fixture_stream(&bits, 31);
    unsigned refused = 0, rounds = 400;
    for (unsigned round = 0; round < rounds; round++) {
        static struct made m;
        make(&bits, &m);
        make_exact(&m, (uint32_t)fixture_below(&bits, 4));
        m.problem.totals_kind = (enum release_totals)fixture_below(&bits, 3);
        m.problem.totals = m.problem.totals_kind == RELEASE_EXACT_TOTALS ? m.turnout : m.totals;
        scr_result result = release_topdown(&m.problem, &ties, m.adjusted, NULL);
        /* A noisy level above may leave turnout and zeros below no way; without turnout there always is one, for an
         * option that is 0 in all parts is 0 above. */
        if (result.code == SCR_INPUT && m.problem.totals_kind == RELEASE_EXACT_TOTALS && m.problem.exact_levels < 2)
            refused++;
        else {
            CU_ASSERT_FALSE(scr_failed(result));
            if (!scr_failed(result)) check(&m);
            if (m.problem.exact_levels == 3)
                CU_ASSERT(!memcmp(m.adjusted, m.truth, m.tree.units * OPTIONS * sizeof *m.truth));
        }
        scr_arena_free(&m.arena);
    }
    CU_ASSERT(refused < rounds / 8);
    release_bits_end(&bits);
    release_bits_end(&ties);
}

UNIT_TEST(release_topdown, a_noisy_root_is_the_closest_by_hand) {
    static const uint32_t parent[] = {0};
    static const int64_t measured[] = {10, -2, 5}, totals[] = {20};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_bits bits = {0};
    int64_t out[3];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, 1, &tree, NULL)));
    struct release_topdown problem = {.tree = &tree,
                                      .options = 3,
                                      .measured = measured,
                                      .totals = totals,
                                      .option_weight = 1,
                                      .total_weight = 1,
                                      .source = &source};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, out, NULL)));
    CU_ASSERT(out[0] == 10 && out[1] == 0 && out[2] == 5);
    problem.totals_kind = RELEASE_EXACT_TOTALS; /* 5 to give: 7/3 each would be 37/3, 1/3, 22/3 */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, out, NULL)));
    CU_ASSERT(out[0] + out[1] + out[2] == 20 && out[0] >= 12 && out[0] <= 13 && out[2] >= 7 && out[2] <= 8);
    problem.totals_kind = RELEASE_MEASURED_TOTALS; /* reals: 35/3, 0, 20/3; 12 0 7 costs 4+4+4+1, 12 0 6 and 11 0 7 too
                                                    * cost 4+4+1+4 = 1+4+4+4: all 13, one of them by word */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, out, NULL)));
    int64_t a = out[0] - 10, b = out[1] + 2, c = out[2] - 5, t = out[0] + out[1] + out[2] - 20;
    CU_ASSERT_EQUAL(a * a + b * b + c * c + t * t, 13);
    release_bits_end(&bits);
    scr_arena_free(&arena);
}

UNIT_TEST(release_topdown, ties_fall_by_the_pulse_and_not_by_order) {
    static const uint32_t star[] = {40};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_bits bits = {0};
    int64_t measured[41] = {20}, out[41], again[41];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, star, 2, &tree, NULL)));
    struct release_source other = {(const uint8_t *)"another", 7, {{1, 2, 3}}};
    struct release_topdown problem = {
        .tree = &tree, .options = 1, .measured = measured, .exact_levels = 1, .option_weight = 1, .source = &source};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, out, NULL)));
    int64_t head = 0, sum = 0;
    for (size_t i = 1; i < 41; i++) {
        CU_ASSERT(out[i] == 0 || out[i] == 1);
        sum += out[i];
        head += i <= 20 ? out[i] : 0;
    }
    CU_ASSERT(sum == 20 && head > 3 && head < 17); /* all 20 first, were it by order */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, again, NULL)));
    CU_ASSERT(!memcmp(out, again, sizeof out));
    problem.source = &other;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_topdown(&problem, &bits, again, NULL)));
    CU_ASSERT(memcmp(out, again, sizeof out) != 0);
    release_bits_end(&bits);
    scr_arena_free(&arena);
}

UNIT_TEST(release_topdown, contradictions_are_refused_in_words) {
    static const uint32_t branching[] = {2, 1};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_bits bits = {0};
    struct scr_diagnosis said = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, branching, 3, &tree, NULL)));
    int64_t measured[10] = {5, 5, 3, 1, 2, 4, 3, 1, 2, 4}, totals[5] = {10, 4, 6, 4, 6}, out[10];
    bool zero[10] = {false};
    struct release_topdown problem = {.tree = &tree,
                                      .options = 2,
                                      .measured = measured,
                                      .exact_levels = 2,
                                      .totals_kind = RELEASE_EXACT_TOTALS,
                                      .totals = totals,
                                      .option_weight = 1,
                                      .total_weight = 1,
                                      .zero = zero,
                                      .source = &source,
                                      .work_limit = 1000};
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_DONE);
    measured[2] = 4; /* a county above its share of the state, with its own turnout right */
    measured[3] = 0;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.totals_kind = RELEASE_NO_TOTALS;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.totals_kind = RELEASE_EXACT_TOTALS, problem.exact_levels = 3;
    measured[2] = 3, measured[3] = 1;
    totals[3] = 5; /* a precinct's turnout is not its county's */
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.exact_levels = 0;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.exact_levels = 3;
    totals[1] = 5, totals[0] = 11; /* turnout adds up, but is not what the certified counts add up to */
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.exact_levels = 2;
    totals[3] = totals[1] = 4, totals[0] = 10;
    zero[6] = true; /* the only precinct of county 1 does not offer option 0, which has 3 votes there */
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    zero[6] = false;
    measured[0] = -5, measured[2] = -7;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    measured[0] = RELEASE_COUNT_LIMIT + 1;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_LIMIT);
    measured[0] = 5, measured[2] = 3;
    problem.exact_levels = 4;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_INPUT);
    problem.exact_levels = 2, problem.option_weight = 0;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_LIMIT);
    problem.option_weight = 1, problem.options = 0;
    CU_ASSERT_EQUAL(release_topdown(&problem, &bits, out, &said).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(said.count, 11);
    static const char *const words[] = {"do not add up to it", "do not add up to it", "differs from the sum",
                                        "differs from the sum", "do not add up to its turnout"};
    for (size_t i = 0; i < 5 && i < said.count; i++) CU_ASSERT_PTR_NOT_NULL(strstr(said.problems[i].message, words[i]));
    scr_diagnosis_free(&said);
    release_bits_end(&bits);
    scr_arena_free(&arena);
}
