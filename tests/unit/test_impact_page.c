/* test_impact_page.c: who is named as worst off and what would have spared them, against sums set by hand; pictures
 * and page: well-formed, of bounded size, names escaped. */
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "gen/impact/page.h"
#include "gen/impact/page_worst.h"
#include "gen/impact/plot.h"
#include "impact_case.h"

static void epsilons(struct impact_case *c, size_t count) {
    c->parameters.epsilon_count = count;
    for (size_t e = 0; e < count; e++) c->parameters.epsilons[e] = (struct impact_fraction){e + 1, 1};
}

/* Zeroed outcomes for all epsilons, to be filled by hand. */
static void outcomes(struct impact_case *c, size_t width) {
    for (size_t e = 0; e < c->parameters.epsilon_count; e++) {
        c->outcomes[e].width = width;
        c->outcomes[e].sums = calloc(c->study.count * width + 1, sizeof *c->outcomes[e].sums);
        CU_ASSERT_PTR_NOT_NULL_FATAL(c->outcomes[e].sums);
    }
}

UNIT_TEST(impact_page, worst_off_are_covered_rows_by_rate_and_ties_by_place) {
    /* Covered but for the third row, whose rate of 0 must not count. */
    static const uint64_t rows[] = {2000, 500, 100, 2000, 500, 100, 2000, 100, 90, 2000, 500, 100};
    static const unsigned rates[][4] = {{94, 95, 0, 94}, {96, 100, 0, 94}, {94, 95, 0, 20}, {95, 95, 0, 94}};
    struct impact_case c;
    impact_case_begin(&c, IMPACT_COVERAGE, rows, 4);
    c.parameters.trials = 100;
    epsilons(&c, 4);
    impact_case_study(&c);
    outcomes(&c, 1);
    for (size_t e = 0; e < 4; e++)
        for (size_t i = 0; i < 4; i++) c.outcomes[e].sums[i] = rates[e][i];
    struct impact_worst worst;
    impact_worst_find(&c.study, &c.outcomes[0], IMPACT_WORST_PART, &worst);
    CU_ASSERT(worst.concerned == 3 && worst.outside == 2 && worst.count == 3); /* 95 of 100 is within */
    CU_ASSERT(worst.rows[0] == 0 && worst.rows[1] == 3 && worst.rows[2] == 1);
    impact_worst_find(&c.study, &c.outcomes[1], IMPACT_WORST_PART, &worst);
    CU_ASSERT(worst.outside == 1 && worst.count == 2 && worst.rows[0] == 3 && worst.rows[1] == 0); /* 100: not hurt */
    CU_ASSERT_EQUAL(impact_spared(&c.study, c.outcomes, 0), 3); /* within at 2 too, but not at 3 */
    CU_ASSERT_EQUAL(impact_spared(&c.study, c.outcomes, 1), 0);
    CU_ASSERT_EQUAL(impact_spared(&c.study, c.outcomes, 3), 4); /* none of those tried */
    CU_ASSERT_EQUAL(impact_all_spared(&c.study, c.outcomes), 4);
    c.outcomes[3].sums[3] = 99;
    CU_ASSERT_EQUAL(impact_all_spared(&c.study, c.outcomes), 3);
    impact_worst_find(&c.study, &c.outcomes[3], IMPACT_WORST_PART, &worst); /* all within: the first alone */
    CU_ASSERT(worst.outside == 0 && worst.count == 1 && worst.rows[0] == 0);
    impact_case_end(&c);
}

UNIT_TEST(impact_page, at_most_five_are_named_the_worst_first) {
    uint64_t rows[3 * 9];
    static const unsigned rates[] = {50, 10, 70, 30, 90, 20, 10, 80, 60};
    static const size_t expected[] = {1, 6, 5, 3, 0};
    for (size_t i = 0; i < 9; i++) memcpy(rows + 3 * i, (const uint64_t[]){2000, 500, 100}, 3 * sizeof *rows);
    struct impact_case c;
    struct impact_worst worst;
    impact_case_begin(&c, IMPACT_COVERAGE, rows, 9);
    c.parameters.trials = 100;
    impact_case_study(&c);
    outcomes(&c, 1);
    for (size_t i = 0; i < 9; i++) c.outcomes[0].sums[i] = rates[i];
    impact_worst_find(&c.study, &c.outcomes[0], IMPACT_WORST_PART, &worst);
    CU_ASSERT(worst.count == IMPACT_WORST_MOST && worst.outside == 9);
    CU_ASSERT_FALSE(memcmp(worst.rows, expected, sizeof expected));
    impact_case_end(&c);
}

UNIT_TEST(impact_page, funds_by_part_and_by_amount) {
    static const uint64_t rows[] = {1, 100, 1, 800, 1, 100, 1, 0}; /* shares 1/10, 8/10, 1/10, nothing */
    struct impact_case c;
    struct impact_worst worst;
    impact_case_begin(&c, IMPACT_FUNDS, rows, 4);
    impact_case_study(&c);
    outcomes(&c, 3);
    impact_wide due = 10 * (impact_wide)(IMPACT_SHARE / 10); /* of the first, over 10 trials */
    c.outcomes[0].sums[0] = due / 100 * 98;                  /* loses 2 % of a tenth */
    c.outcomes[0].sums[3] = due * 8 / 100 * 99;              /* loses 1 % of eight tenths: within */
    c.outcomes[0].sums[6] = due / 100 * 105;
    impact_worst_find(&c.study, &c.outcomes[0], IMPACT_WORST_PART, &worst);
    CU_ASSERT(worst.concerned == 3 && worst.outside == 1 && worst.count == 2);
    CU_ASSERT(worst.rows[0] == 0 && worst.rows[1] == 1);
    impact_worst_find(&c.study, &c.outcomes[0], IMPACT_WORST_AMOUNT, &worst);
    CU_ASSERT(worst.rows[0] == 1 && worst.rows[1] == 0);
    c.outcomes[0].sums[3]--;
    CU_ASSERT_FALSE(impact_within(&c.study, &c.outcomes[0], 1)); /* one billionth of a thousandth less than 99 % */
    impact_case_end(&c);
}

UNIT_TEST(impact_page, seats_by_share_of_trials_with_fewer) {
    static const uint64_t rows[] = {1000, 3000, 90};
    struct impact_case c;
    struct impact_worst worst;
    impact_case_begin(&c, IMPACT_SEATS, rows, 3);
    c.parameters.trials = 100;
    impact_case_study(&c);
    outcomes(&c, 3);
    c.outcomes[0].sums[1] = 5; /* within */
    c.outcomes[0].sums[4] = 6;
    c.outcomes[0].sums[8] = 90; /* more seats hurt nobody */
    impact_worst_find(&c.study, &c.outcomes[0], IMPACT_WORST_PART, &worst);
    CU_ASSERT(worst.concerned == 3 && worst.outside == 1 && worst.count == 2);
    CU_ASSERT(worst.rows[0] == 1 && worst.rows[1] == 0);
    impact_case_end(&c);
}

UNIT_TEST(impact_page, epsilons_are_decimals_where_these_end) {
    static const struct {
        struct impact_fraction epsilon;
        const char *words;
    } cases[] = {{{1, 10}, "0.1"},
                 {{2, 1}, "2"},
                 {{5, 2}, "2.5"},
                 {{1, 3}, "1/3"},
                 {{1, 1000000000}, "0.000000001"},
                 {{1000000000, 1}, "1000000000"},
                 {{999999999, 1000000000}, "0.999999999"},
                 {{10, 7}, "10/7"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_buffer out = {0};
        CU_ASSERT_FALSE_FATAL(scr_failed(impact_epsilon_text(&out, cases[i].epsilon)));
        CU_ASSERT_STRING_EQUAL((const char *)out.data, cases[i].words);
        scr_buffer_free(&out);
    }
}

/* Well-formed, described, without what is no number, below 300 KB. */
static void check_pictures(struct impact_case *c, size_t expected, const char *remark) {
    const struct impact_plot *plots[IMPACT_PLOTS_MOST];
    size_t count = impact_plots(&c->study, plots), remarked = 0;
    CU_ASSERT_EQUAL(count, expected);
    for (size_t p = 0; p < count; p++) {
        struct scr_buffer out = {0};
        CU_ASSERT_FALSE_FATAL(scr_failed(plots[p]->draw(&c->study, c->outcomes, &out)));
        const char *svg = (const char *)out.data;
        xmlDoc *doc = xmlReadMemory(svg, (int)out.length, NULL, NULL, XML_PARSE_NONET);
        CU_ASSERT_PTR_NOT_NULL(doc);
        xmlFreeDoc(doc);
        CU_ASSERT(out.length > 1000 && out.length < 300000);
        CU_ASSERT(strstr(svg, "role=\"img\"") && strstr(svg, "<title>") && strstr(svg, "<desc>"));
        CU_ASSERT(!strstr(svg, "nan") && !strstr(svg, "inf\"") && !strstr(svg, "inf "));
        const char *first = strstr(svg, "<circle"), *mark = first ? strstr(first + 1, "<circle") : NULL;
        CU_ASSERT_PTR_NOT_NULL(mark); /* of the first epsilon: one in the legend, and one at least in the plot */
        remarked += remark && strstr(svg, remark);
        scr_buffer_free(&out);
    }
    CU_ASSERT(!remark || remarked);
}

/* The largest tables and the most epsilons: thinned, and the picture says so. */
static void check_largest(enum impact_decision decision, size_t count, size_t width, size_t plots) {
    uint64_t *rows = calloc(count * IMPACT_COLUMNS, sizeof *rows), *at = rows;
    CU_ASSERT_PTR_NOT_NULL_FATAL(rows);
    for (size_t i = 0; i < count; i++) {
        if (decision == IMPACT_COVERAGE) {
            *at++ = 1000 + 37 * i;
            *at++ = 50 + 2 * i;
            *at++ = 10 + i % 30;
        } else if (decision == IMPACT_FUNDS)
            *at++ = 1000 + i % 7;
        if (decision != IMPACT_COVERAGE) *at++ = 3 + i * i;
    }
    struct impact_case c;
    impact_case_begin(&c, decision, rows, count);
    free(rows);
    c.parameters.samples = width > 3 ? 1 : 0;
    c.parameters.trials = 1000;
    epsilons(&c, IMPACT_EPSILONS_MOST);
    impact_case_study(&c);
    outcomes(&c, width);
    for (size_t e = 0; e < IMPACT_EPSILONS_MOST; e++)
        for (size_t i = 0; i < c.study.count; i++) {
            impact_wide *row = c.outcomes[e].sums + i * width;
            for (size_t v = 0; v < width; v++) row[v] = (i * 7919 + e * 31 + v) % 1001;
            if (decision == IMPACT_FUNDS) row[0] = (impact_wide)c.study.truth[i] * (500 + (i * 7919 + e) % 1001);
            if (decision == IMPACT_SEATS) row[0] = 1000 * (impact_wide)c.study.truth[i] + row[2];
        }
    check_pictures(&c, plots, "each of 48 parts of the axis");
    check_pictures(&c, plots, "not all epsilons are drawn");
    impact_case_end(&c);
}

UNIT_TEST(impact_page, largest_tables_are_thinned) {
    check_largest(IMPACT_COVERAGE, 5000, 1 + IMPACT_GRID, 4);
    check_largest(IMPACT_FUNDS, 20000, 3, 1);
    check_largest(IMPACT_SEATS, 1000, 3, 3);
}

/* One row and one epsilon leave every axis without a range. */
UNIT_TEST(impact_page, smallest_tables_are_drawn) {
    static const uint64_t row[] = {2000, 500, 100};
    static const size_t plots[] = {2, 1, 3};
    for (int decision = IMPACT_COVERAGE; decision <= IMPACT_SEATS; decision++) {
        struct impact_case c;
        impact_case_begin(&c, (enum impact_decision)decision, row, 1);
        impact_case_run(&c);
        check_pictures(&c, plots[decision], NULL);
        impact_case_end(&c);
    }
}

static char *page_of(const struct impact_case *c) {
    static const char hex[SCR_HEX_SIZE] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_page(&c->study, c->outcomes, hex, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, hex));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "lang=\"en\""));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "<script"));
    return (char *)out.data;
}

UNIT_TEST(impact_page, names_are_escaped_and_the_worst_off_is_named) {
    static const uint64_t rows[] = {2000, 101, 90, 900000, 90000, 9000};
    struct impact_case c;
    impact_case_begin(&c, IMPACT_COVERAGE, rows, 2);
    c.table.rows[0].name = "<script>alert(\"x\")</script>\x1b[2J";
    c.parameters.seed = "<i>seed";
    epsilons(&c, 2);
    impact_case_study(&c);
    outcomes(&c, 1);
    c.outcomes[0].sums[0] = 3; /* of 10 trials */
    c.outcomes[1].sums[0] = 10;
    c.outcomes[0].sums[1] = c.outcomes[1].sums[1] = 10;
    char *page = page_of(&c);
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "<th scope=\"row\">&lt;script&gt;alert("));
    CU_ASSERT(!strstr(page, "<i>seed") && !strchr(page, '\x1b'));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "<strong>From epsilon 2 on all covered jurisdictions are spared.</strong>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "<td class=\"n\">30.0<td class=\"n\">2\n")); /* % of trials, spared from */
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "nobody is worse off than without noise"));  /* at epsilon 2 */
    CU_ASSERT_PTR_NULL(strstr(page, "none of those tried"));
    free(page);
    c.outcomes[1].sums[0] = 9;
    page = page_of(&c);
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "<td class=\"n\">90.0<td class=\"n\">none of those tried"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "None of the epsilons tried spares all covered jurisdictions."));
    free(page);
    impact_case_end(&c);
}

UNIT_TEST(impact_page, only_the_published_variant_is_said_to_give_no_guarantee) {
    static const uint64_t rows[] = {1000, 3000, 90};
    for (int mechanism = IMPACT_DAWA_SOUND; mechanism <= IMPACT_DAWA_PUBLISHED; mechanism++) {
        bool published = mechanism == IMPACT_DAWA_PUBLISHED;
        struct impact_case c;
        impact_case_begin(&c, IMPACT_SEATS, rows, 3);
        c.parameters.mechanism = (enum impact_mechanism)mechanism;
        c.parameters.rho = (struct impact_fraction){1, 4};
        impact_case_run(&c);
        char *page = page_of(&c);
        CU_ASSERT_EQUAL(strstr(page, "This mechanism gives no guarantee of privacy.") != NULL, published);
        CU_ASSERT_EQUAL(strstr(page, "<strong>None</strong>") != NULL, published);
        CU_ASSERT_EQUAL(strstr(page, "(differential privacy)") != NULL, !published);
        CU_ASSERT_PTR_NOT_NULL(strstr(page, "takes 0.25 of epsilon"));
        free(page);
        impact_case_end(&c);
    }
}
