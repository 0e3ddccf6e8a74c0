/* test_impact_rules.c: rules without noise, on boundaries and on the real tables; the noise of trials; repairs. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gen/import/decisions/decisions.h"
#include "impact_case.h"
#include "release_fixture.h"

static const struct impact_parameters rate = {.illiteracy = {131, 10000}};

UNIT_TEST(impact_rules, thresholds_of_coverage_are_strict) {
    static const struct {
        int64_t vac, lep, lit;
        bool covered;
    } cases[] = {
        {1000000, 10000, 9000, false},
        {1000000, 10001, 9000, true}, /* 10,000 persons */
        {2000, 100, 90, false},
        {2000, 101, 90, true}, /* 5 % */
        {20000, 10000, 131, false},
        {20000, 10000, 132, true}, /* 1.31 % */
        {0, 0, 0, false},
        {-50, 1, 1, true}, /* negatives count as 0 */
        {100, -5, 10, false},
        {100, 50, -1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL(impact_covered(&rate, cases[i].vac, cases[i].lep, cases[i].lit, 1), cases[i].covered);
        int64_t u = 1 << 20; /* the same in DAWA's units */
        CU_ASSERT_EQUAL(impact_covered(&rate, cases[i].vac * u, cases[i].lep * u, cases[i].lit * u, u),
                        cases[i].covered);
    }
    CU_ASSERT(impact_covered(&rate, 1000000 << 4, (10000 << 4) + 1, 9000 << 4, 1 << 4)); /* a sixteenth of a person */
}

UNIT_TEST(impact_rules, distances_by_hand) {
    /* 10 persons above 10,000; 5 % is 50,000 away and not the condition that holds; lit far above. */
    CU_ASSERT_EQUAL(impact_distance(&rate, (const uint64_t[]){1200000, 10010, 9000}), 10000);
    /* |20 101 - 2000| / sqrt(401) = 20 / 20.02498 = 0.99875 */
    CU_ASSERT_EQUAL(impact_distance(&rate, (const uint64_t[]){2000, 101, 90}), 998);
    /* On a threshold the distance is 0, and the row is not covered. */
    CU_ASSERT_EQUAL(impact_distance(&rate, (const uint64_t[]){2000, 100, 90}), 0);
    /* Both conditions fail: the greater of |20 10 - 1000| / sqrt(401) = 39.9501 and |0 - 1310| / sqrt(100017161) =
     * 0.130 */
    CU_ASSERT_EQUAL(impact_distance(&rate, (const uint64_t[]){1000, 10, 0}), 39950);
    /* Size holds twice, so the further of the two must fall: 90,000 against (20 100000 - 10^6) / 20.02498 = 49937.6 */
    CU_ASSERT_EQUAL(impact_distance(&rate, (const uint64_t[]){1000000, 100000, 100000}), 90000000);
}

UNIT_TEST(impact_rules, constructed_rows_stand_just_below_each_threshold) {
    static const uint64_t rows[] = {2000, 500, 100, 400000, 60000, 6000, 100, 1, 1, 2000, 400, 200};
    struct impact_case c;
    impact_case_begin(&c, IMPACT_COVERAGE, rows, 4);
    c.parameters.constructed = true;
    impact_case_study(&c);
    CU_ASSERT_EQUAL_FATAL(c.study.constructed_count, 6); /* the third row has 1 %, so it is not covered */
    const struct impact_constructed *made = c.study.constructed;
    CU_ASSERT(made[0].of == 0 && made[0].threshold == IMPACT_PERCENT && made[0].values[IMPACT_LEP] == 100);
    CU_ASSERT_EQUAL(made[0].values[IMPACT_LIT], 20);
    CU_ASSERT(made[1].of == 1 && made[1].threshold == IMPACT_NUMBER && made[1].values[IMPACT_LEP] == 9900);
    CU_ASSERT(made[2].of == 3 && made[2].values[IMPACT_LEP] == 90); /* 9/10 of 100 */
    CU_ASSERT(made[3].of == 0 && made[3].threshold == IMPACT_ILLITERACY && made[3].values[IMPACT_LIT] == 6);
    CU_ASSERT_EQUAL(made[4].values[IMPACT_LIT], 778); /* floor(0.99 0.0131 60000) = floor(778.14) */
    CU_ASSERT_EQUAL(c.study.covered, 3);
    for (size_t i = 4; i < c.study.count; i++) CU_ASSERT_EQUAL(c.study.truth[i], 0);
    impact_case_end(&c);
}

/* A hand-made table: shares 1/6, 2/6, 3/6. */
UNIT_TEST(impact_rules, shares_are_rounded_down) {
    static const uint64_t rows[] = {2, 5, 1, 20, 3, 10};
    struct impact_case c;
    impact_case_begin(&c, IMPACT_FUNDS, rows, 3);
    impact_case_study(&c);
    CU_ASSERT_EQUAL(c.study.truth[0], UINT64_C(166666666666));
    CU_ASSERT_EQUAL(c.study.truth[1], UINT64_C(333333333333));
    CU_ASSERT_EQUAL(c.study.truth[2], UINT64_C(500000000000));
    CU_ASSERT(c.study.total == 60);
    impact_case_end(&c);
}

UNIT_TEST(impact_rules, quotas_are_rounded_half_up_with_one_seat_at_least) {
    CU_ASSERT_EQUAL(impact_seats(10, 25, 100), 3); /* 2.5 */
    CU_ASSERT_EQUAL(impact_seats(10, 24, 100), 2);
    CU_ASSERT_EQUAL(impact_seats(10, 1, 100), 1);
    CU_ASSERT_EQUAL(impact_seats(10, 0, 0), 1);
    static const uint64_t rows[] = {10, 90}; /* house 3: quotas 0.3, 2.7; seats 1, 3 */
    struct impact_case c;
    impact_case_begin(&c, IMPACT_SEATS, rows, 2);
    c.parameters.house = 3;
    impact_case_study(&c);
    CU_ASSERT_EQUAL(c.study.seats, 4);
    CU_ASSERT(c.study.max_multiplicative == 3000000);  /* (1/10) / (3/90) */
    CU_ASSERT(c.study.average_deviation == 500000000); /* (0.7 + 0.3) / 2 */
    impact_case_end(&c);
}

/* A file with old carriage-return line ends is one line, and its problems are there. */
UNIT_TEST(impact_rules, carriage_returns_alone) {
    char path[4200];
    snprintf(path, sizeof path, "%s/funds.csv", unit_scratch());
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,name,weight,children\r1,One,5000,100\r2,T\xffo,6000,x", file);
    CU_ASSERT_EQUAL_FATAL(fclose(file), 0);
    struct impact_table table = {.decision = IMPACT_FUNDS};
    const struct decisions_request request = {(const char *const[]){path}, 1, NULL, NULL};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT(scr_failed(decisions_read(&table, &request, &diagnosis)));
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 2);
    for (size_t i = 0; i < diagnosis.count; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[i].place, "funds.csv, line 1"));
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, "name is not UTF-8");
    scr_diagnosis_free(&diagnosis);
    impact_table_free(&table);
}

static bool shared(struct impact_table *table, const char *const *names, size_t count) {
    static char paths[2][400];
    const char *list[2] = {paths[0], paths[1]};
    if (!unit_shared()) {
        puts("skipped: the folder of real inputs is absent");
        return false;
    }
    for (size_t i = 0; i < count; i++)
        snprintf(paths[i], sizeof paths[i], "%s/data/decisions/%s", unit_shared(), names[i]);
    struct decisions_request request = {list, count, "Hispanic", NULL};
    struct scr_diagnosis diagnosis = {0};
    scr_result result = decisions_read(table, &request, &diagnosis);
    CU_ASSERT_FALSE(scr_failed(result));
    for (size_t i = 0; i < diagnosis.count; i++)
        printf("%s: %s\n", diagnosis.problems[i].place, diagnosis.problems[i].message);
    scr_diagnosis_free(&diagnosis);
    return !scr_failed(result);
}

/* The determinations of 2016: 212 of the 214 Hispanic counties and minor civil divisions follow from the rounded
 * counts; the other two were flagged on unrounded data. */
UNIT_TEST(impact_rules, section_203_of_2016) {
    struct impact_case c;
    impact_case_begin(&c, IMPACT_COVERAGE, NULL, 0);
    if (shared(&c.table, (const char *const[]){"sect203_2016_Determined_Areas_Only.csv"}, 1)) {
        impact_case_study(&c);
        CU_ASSERT_EQUAL(c.table.count, 214);
        CU_ASSERT_EQUAL(c.study.covered, 212);
        for (size_t i = 0; i < c.study.count; i++)
            if (!c.study.truth[i])
                CU_ASSERT(!strncmp(c.table.rows[i].name, "Union", 5) || !strncmp(c.table.rows[i].name, "Colfax", 6));
    }
    impact_case_end(&c);
}

/* Known answers of the Indian house: computed apart, in exact fractions. */
UNIT_TEST(impact_rules, seats_of_india) {
    static const struct {
        uint32_t house;
        uint64_t seats, deviation;
    } known[] = {{543, 550, 383091}, {545, 551, 372288}};
    for (size_t i = 0; i < 2; i++) {
        struct impact_case c;
        impact_case_begin(&c, IMPACT_SEATS, NULL, 0);
        c.parameters.house = known[i].house;
        if (shared(&c.table, (const char *const[]){"india_2011_states_merged35.csv"}, 1)) {
            impact_case_study(&c);
            CU_ASSERT(c.study.total == 1210854977);
            CU_ASSERT_EQUAL(c.study.seats, known[i].seats);
            CU_ASSERT_EQUAL((uint64_t)c.study.max_multiplicative / 100, 460175);
            CU_ASSERT_EQUAL((uint64_t)(c.study.average_deviation + 500) / 1000, known[i].deviation);
        }
        impact_case_end(&c);
    }
}

UNIT_TEST(impact_rules, school_districts_and_their_states) {
    struct impact_case c;
    impact_case_begin(&c, IMPACT_FUNDS, NULL, 0);
    if (shared(&c.table, (const char *const[]){"saipe2019_school_districts.csv", "nces_sppe_2013_14_by_state.csv"},
               2)) {
        CU_ASSERT_EQUAL(c.table.count, 13183);
        CU_ASSERT_EQUAL(c.table.left_out, 1); /* Puerto Rico has no expenditure in the file */
        CU_ASSERT_EQUAL(c.table.source_count, 2);
        CU_ASSERT(c.table.rows[0].values[IMPACT_WEIGHT] == 8767 && c.table.rows[0].values[IMPACT_CHILDREN] == 649);
    }
    impact_case_end(&c);
}
