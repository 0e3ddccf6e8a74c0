/* test_verify_impact_checks.c: impact checks on statements made in memory, where a file would be large or where chance
 * would hardly ever go there: tables of too many rows, DAWA's longest buckets, draws without a result, inflation. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/impact/dawa.h"
#include "verify/impact/trials.h"
#include "verify/verify.h"

static void expect(const struct findings *findings, const char *id, enum verdict verdict, const char *words) {
    for (size_t c = 0; c < findings->check_count; c++) {
        const struct check *check = &findings->checks[c];
        if (strcmp(check->id, id) != 0) continue;
        CU_ASSERT_EQUAL(check->verdict, verdict);
        if (!strstr(check->detail, words)) {
            printf("\n  %s: %s\n", id, check->detail);
            CU_FAIL("the words are others");
        }
        return;
    }
    CU_FAIL("the check is not there");
}

/* Section 16.1: at most 5,000 rows of coverage, 20,000 of funds, 1,000 of seats. */
UNIT_TEST(verify_impact_checks, tables_of_too_many_rows) {
    enum { MANY = 20001 };
    static struct impact_row rows[MANY];
    static char ids[MANY][8];
    static const struct {
        size_t most;
        const char *values, *words;
    } cases[] = {{5000, "1000 10 1", "the table has 5001 rows, above the 5000 of section 16.1"},
                 {20000, "1 1", "the table has 20001 rows, above the 20000 of section 16.1"},
                 {1000, "7", "the table has 1001 rows, above the 1000 of section 16.1"}};
    struct impact impact = {.rows = rows};
    for (size_t i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "%zu", i);
        rows[i].id = rows[i].name = ids[i];
    }
    for (int decision = 0; decision < 3; decision++) {
        for (size_t i = 0; i < MANY; i++) rows[i].values = cases[decision].values;
        for (size_t more = 0; more < 2; more++) {
            struct findings findings = {0};
            impact.decision = (enum decision)decision;
            impact.row_count = cases[decision].most + more;
            CU_ASSERT_FALSE(scr_failed(impact_add_imp02(&impact, &findings)));
            /* The digest is no table's: this alone is said of the greatest table that is allowed. */
            expect(&findings, "IMP-02", VERDICT_REFUTED, more ? cases[decision].words : "the SHA-256 of the table is");
            CU_ASSERT_EQUAL(strstr(findings.checks[0].detail, "of section 16.1") != NULL, more == 1);
            findings_free(&findings);
        }
    }
}

/* Scales of buckets by hand: 2^16 2 (2 L n - n - L) / (L n epsilon1) with epsilon1 = 1/4 and n = 20,000, for L = 1 and
 * L = 2^14: 524,288 (1 - 1/n) = 524,261.7.. and 524,288 (2 - 1/L - 1/n) = 1,048,517.7.. */
UNIT_TEST(verify_impact_checks, longest_buckets) {
    static struct impact impact = {.decision = DECISION_FUNDS,
                                   .mechanism = MECHANISM_DAWA_SOUND,
                                   .rho = "1/4",
                                   .trials = "1",
                                   .epsilons = {"1"},
                                   .epsilon_count = 1,
                                   .rule_text = {""},
                                   .results = {{.epsilon = "1", .scale = "", .row_count = 20000}},
                                   .result_count = 1};
    static struct impact_parameters parameters;
    const struct impact_table table = {.given = 20000, .count = 20000};
    struct findings findings = {0};
    CU_ASSERT_FALSE(scr_failed(impact_add_imp04(&impact, &table, &parameters, &findings)));
    expect(&findings, "IMP-04", VERDICT_HOLDS, "1 epsilons, 1 trials of each");
    CU_ASSERT_EQUAL(parameters.dawa[0].t[0], 524262);
    CU_ASSERT_EQUAL(parameters.dawa[0].t[DAWA_LENGTHS - 1], 1048518);
    findings_free(&findings);
    /* Draws: 2 n for the tree, and one for each bucket of 1, 2, .. 2^14 cells. */
    CU_ASSERT_EQUAL(dawa_draws(1), 3);
    CU_ASSERT_EQUAL(dawa_draws(3), 6 + 3 + 2);
    CU_ASSERT_EQUAL(dawa_draws(20000), 40000 + 15 * 20001 - 32767);
    CU_ASSERT_EQUAL(dawa_draws(40000), 80000 + 15 * 40001 - 32767); /* longer ones are not looked at */
}

UNIT_TEST(verify_impact_checks, houses) {
    struct fraction rate;
    struct impact impact = {.decision = DECISION_SEATS};
    CU_ASSERT_FALSE(impact_rule_sound(&impact, &rate));
    impact.house = 1;
    CU_ASSERT_TRUE(impact_rule_sound(&impact, &rate));
    impact.house = 1000000;
    CU_ASSERT_TRUE(impact_rule_sound(&impact, &rate));
    impact.house++;
    CU_ASSERT_FALSE(impact_rule_sound(&impact, &rate));
}

/* A tag of more than 64 KiB ends the reading. */
UNIT_TEST(verify_impact_checks, tags_beyond) {
    char path[4096];
    snprintf(path, sizeof path, "%s/impact.xml", unit_scratch());
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<ImpactStatement xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n  <Header Name=\"",
          file);
    for (size_t i = 0; i < 70000; i++) fputc('x', file);
    fputs("\"/>\n</ImpactStatement>\n", file);
    CU_ASSERT_EQUAL(fclose(file), 0);
    const char *paths[] = {path};
    const struct verify_options options = {.budget = 1000, .today = "2026-11-03"};
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL_FATAL(verification.count, 1);
    expect(&verification.files[0], "IMP-01", VERDICT_REFUTED, "longer than 64 KiB");
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

/* Two rows, no noise but what a test asks for. */
struct made {
    struct impact impact;
    struct impact_parameters parameters;
    struct impact_table table;
    struct impact_row rows[2];
    wide truth[2], numbers[6];
};
static void make(struct made *made, enum decision decision, enum mechanism mechanism) {
    static const int64_t counts[3][3] = {{200, 20, 2}, {1, 1000000000}, {1000}};
    *made = (struct made){.impact = {.decision = decision,
                                     .mechanism = mechanism,
                                     .rho = "",
                                     .trials = "20",
                                     .seed = "s",
                                     .epsilons = {"1"},
                                     .epsilon_count = 1,
                                     .result_count = 1,
                                     .house = 10,
                                     .columns = decision == DECISION_COVERAGE ? 1 : 3}};
    for (size_t i = 0; i < 2; i++) memcpy(made->rows[i].numbers, counts[decision], sizeof counts[decision]);
    made->parameters.trials = 20;
    made->parameters.rate = (struct fraction){1, 2};
    made->table =
        (struct impact_table){.rows = made->rows, .given = 2, .count = 2, .truth = made->truth, .total = 2000};
    made->impact.results[0].numbers = made->numbers;
    made->impact.results[0].row_count = 2;
}

/* A draw above 2^40 has no result (section 16.3): no scale that IMP-04 allows gives one, so a scale of 2^45 stands in.
 */
UNIT_TEST(verify_impact_checks, draws_without_a_result) {
    static const struct {
        enum decision decision;
        enum mechanism mechanism;
    } cases[] = {{DECISION_SEATS, MECHANISM_LAPLACE},
                 {DECISION_COVERAGE, MECHANISM_LAPLACE},
                 {DECISION_SEATS, MECHANISM_DAWA_SOUND}};
    static uint8_t digests[20][IMPACT_DIGEST];
    for (size_t c = 0; c < 3; c++) {
        static struct made made;
        struct findings findings = {0};
        struct work work = {.each = 1000000, .all = 1000000};
        make(&made, cases[c].decision, cases[c].mechanism);
        made.parameters.scales[0] = (struct fraction){UINT64_C(1) << 45, 1};
        made.parameters.dawa[0] =
            (struct dawa_scales){.t = {UINT64_C(1) << 45, UINT64_C(1) << 45}, .h = 1, .p = 1, .q = 1};
        made.impact.results[0].digests = digests;
        made.impact.results[0].digest_count = 20;
        struct trials_task task = {
            .impact = &made.impact, .table = &made.table, .parameters = &made.parameters, .work = &work};
        CU_ASSERT_FALSE(scr_failed(impact_add_trials(&task, &findings)));
        expect(&findings, "IMP-05", VERDICT_REFUTED, "has no result: a draw is above 2^40");
        expect(&findings, "IMP-06", VERDICT_UNDECIDED, "a trial has no result: see IMP-05");
        findings_free(&findings);
    }
    /* The samples of a repair: nothing is made at all. */
    static struct made made;
    struct trials trials = {0};
    struct tally tally = {0};
    uint8_t digest[IMPACT_DIGEST];
    wide numbers[2 * IMPACT_COLUMNS];
    make(&made, DECISION_COVERAGE, MECHANISM_LAPLACE);
    made.impact.samples = 20;
    made.impact.columns = IMPACT_COLUMNS;
    made.parameters.scales[0] = (struct fraction){UINT64_C(1) << 45, 1};
    tally.numbers = numbers;
    CU_ASSERT_FALSE(scr_failed(trials_begin(&trials, &made.impact, &made.table, &made.parameters)));
    CU_ASSERT_EQUAL(trial_make(&trials, 0, 0, &tally, digest).code, SCR_LIMIT);
    trials_free(&trials);
    /* DAWA's measurements, after costs that are as they should be. */
    struct noise_stream *stream = NULL;
    struct dawa dawa = {0};
    const int64_t x[] = {5, 9, 5};
    const struct dawa_scales small = {.t = {1, 1}, .h = 1, .p = 1, .q = UINT64_C(1) << 45};
    wide results[3];
    struct scr_hash key = {{7}};
    CU_ASSERT_FALSE(scr_failed(noise_stream_new(&stream)) || scr_failed(noise_key(stream, &key)));
    CU_ASSERT_FALSE(scr_failed(dawa_begin(&dawa, x, 3)));
    CU_ASSERT_EQUAL(dawa_run(&dawa, &small, stream, results).code, SCR_LIMIT);
    dawa_free(&dawa);
    noise_stream_free(stream);
}

/* Inflation counts up to 10^15 and no further (section 16.5): a slack one below the noisy count leaves 1 of it, and the
 * count with the slack is some 2 10^9 of that. */
UNIT_TEST(verify_impact_checks, inflation_has_a_most) {
    static struct made made;
    uint8_t digest[IMPACT_DIGEST];
    make(&made, DECISION_FUNDS, MECHANISM_LAPLACE);
    made.table.given = made.table.count = 1;
    made.table.total = 1000000000;
    made.parameters.delta = (struct fraction){1, 2};
    made.parameters.scales[0] = (struct fraction){1, 1};
    for (size_t run = 0; run < 3; run++) {
        struct trials trials = {0};
        wide numbers[3] = {0};
        struct tally tally = {.numbers = numbers};
        CU_ASSERT_FALSE(scr_failed(trials_begin(&trials, &made.impact, &made.table, &made.parameters)));
        CU_ASSERT_FALSE(scr_failed(trial_make(&trials, 0, 0, &tally, digest)));
        const wide noisy = trials.noisy[0][0];
        CU_ASSERT(noisy > 999999000 && noisy < 1000001000);
        if (run == 0) CU_ASSERT(tally.penalty[2] == 1000000);                       /* without a slack */
        if (run == 1) CU_ASSERT(tally.penalty[2] == 1000000 * (2 * noisy - 3) / 3); /* below the most */
        if (run == 2) CU_ASSERT(tally.penalty[2] == IMPACT_INFLATION);
        CU_ASSERT(!tally.penalty[0] && (run == 0 || !tally.penalty[1]));
        made.parameters.slack[0] = noisy - (run == 0 ? 3 : 1);
        trials_free(&trials);
    }
}
