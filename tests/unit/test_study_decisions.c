/* test_study_decisions.c: decisions at their limits, rates against exact probabilities, and hostile rules files. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/study/decisions_report.h"
#include "scrutineer/file.h"
#include "unit.h"

/* A county of precincts with two options. */
static void make_table(struct study_table *table, const int64_t *counts, size_t precincts) {
    static const char *const keys[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    static const char *options[] = {"x", "y"};
    size_t twice;
    *table = (struct study_table){.option_count = 2, .options = options, .sensitivity = 2, .votes_allowed = 1};
    table->level_names[0] = "precinct";
    CU_ASSERT_FALSE_FATAL(scr_failed(study_table_build(table, keys, precincts, 1, counts, &twice, NULL)));
}

static scr_result read_text(const char *json, const struct study_table *table, const int64_t *known,
                            struct scr_arena *arena, struct study_decisions *decisions, struct scr_diagnosis *d) {
    char path[512];
    snprintf(path, sizeof path, "%s/rules.json", unit_scratch());
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_file_write(path, json, strlen(json), 0644, NULL)));
    *decisions = (struct study_decisions){0};
    return study_decisions_read(path, "rules.json", table, NULL, known, arena, decisions, d);
}

static void read_good(const char *json, const struct study_table *table, const int64_t *known, struct scr_arena *arena,
                      struct study_decisions *decisions) {
    struct scr_diagnosis d = {0};
    scr_result result = read_text(json, table, known, arena, decisions, &d);
    if (scr_failed(result)) printf("%s\n", d.count ? d.problems[0].message : "no words");
    CU_ASSERT_FALSE_FATAL(scr_failed(result));
    scr_diagnosis_free(&d);
}

/* What the first rule decides in a county of one precinct on counts x and y, published as fractions. */
static struct study_verdict decide_once(const char *rule, struct release_fraction x, struct release_fraction y,
                                        int64_t base) {
    const int64_t counts[] = {0, 0}, known[] = {base};
    const struct release_fraction published[] = {x, y};
    struct study_table table;
    struct study_decisions decisions;
    struct study_decider decider = {0};
    struct scr_arena arena = {0};
    struct study_tally tally = {.least = INT64_MAX};
    struct study_rule_outcome outcome = {&tally, 0};
    char json[1000];
    make_table(&table, counts, 1);
    snprintf(json, sizeof json, "{\"rules\": [{\"name\": \"r\", %s}]}", rule);
    read_good(json, &table, known, &arena, &decisions);
    CU_ASSERT_FALSE_FATAL(scr_failed(study_decider_begin(&decider, &table, &decisions)));
    const struct study_counts fractions = {NULL, published};
    CU_ASSERT_FALSE_FATAL(scr_failed(study_decide(&decider, &fractions, &outcome)));
    struct study_verdict verdict = {.yes = tally.yes == 1, .required = tally.sum};
    study_decider_end(&decider);
    scr_arena_free(&arena);
    study_table_free(&table);
    return verdict;
}

static bool yes(const char *rule, int64_t x, int64_t y) {
    return decide_once(rule, (struct release_fraction){x, 1}, (struct release_fraction){y, 1}, 100).yes;
}

#define SHARE "\"kind\": \"share-threshold\", \"level\": \"precinct\", \"part\": [\"x\"], "
#define STRICT SHARE "\"threshold\": \"20%\", \"strict\": true"
#define LOOSE SHARE "\"threshold\": \"1/5\", \"strict\": false"

/* 20 of 100 is exactly 20 %. */
UNIT_TEST(study_decisions, share_at_its_limit) {
    CU_ASSERT_FALSE(yes(STRICT, 20, 80));
    CU_ASSERT_TRUE(yes(LOOSE, 20, 80));
    CU_ASSERT_TRUE(yes(STRICT, 21, 80));
    CU_ASSERT_FALSE(yes(LOOSE, 20, 81));
    CU_ASSERT_FALSE(yes(LOOSE, 0, 0)); /* a share of nothing */
    CU_ASSERT_FALSE(yes(LOOSE, 5, -7));
    CU_ASSERT_TRUE(yes(LOOSE, 7, -5));
    CU_ASSERT_FALSE(yes(STRICT ", \"of\": \"known\"", 20, 0));
    CU_ASSERT_TRUE(yes(LOOSE ", \"of\": \"known\"", 20, 0));
    /* All of it is at least 100 %, never more. */
    CU_ASSERT_TRUE(yes(SHARE "\"threshold\": \"100%\", \"strict\": false", 3, 0));
    CU_ASSERT_FALSE(yes(SHARE "\"threshold\": \"100%\", \"strict\": true", 3, 0));
}

/* Fractions as ToyDown has them: thirds, and denominators whose product is beyond every machine word. */
UNIT_TEST(study_decisions, fractions_at_their_limit) {
    const int64_t p = (INT64_C(1) << 59) - 55, q = (INT64_C(1) << 58) - 27; /* no common divisor: checked below */
    int64_t a = p, b = q;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    CU_ASSERT_EQUAL(a, 1);
    CU_ASSERT_FALSE(decide_once(STRICT, (struct release_fraction){20, 3}, (struct release_fraction){80, 3}, 0).yes);
    CU_ASSERT_TRUE(decide_once(LOOSE, (struct release_fraction){20, 3}, (struct release_fraction){80, 3}, 0).yes);
    CU_ASSERT_TRUE(decide_once(STRICT, (struct release_fraction){20, 3}, (struct release_fraction){79, 3}, 0).yes);
    /* 1/q is more than 1/p: x = 1/q and y = 4/p have more than a fifth, 1/p and 4/q less; by less than 10^-17. */
    CU_ASSERT_TRUE(decide_once(STRICT, (struct release_fraction){1, q}, (struct release_fraction){4, p}, 0).yes);
    CU_ASSERT_FALSE(decide_once(LOOSE, (struct release_fraction){1, p}, (struct release_fraction){4, q}, 0).yes);
    /* 1 + 1/p + 1/q people, all must sign, rounded up: 2, down: 1. */
    CU_ASSERT_EQUAL(
        decide_once("\"kind\": \"petition-quota\", \"level\": \"top\", \"threshold\": \"1\", \"rounding\": \"up\"",
                    (struct release_fraction){p + 1, p}, (struct release_fraction){1, q}, 0)
            .required,
        2);
    CU_ASSERT_EQUAL(
        decide_once("\"kind\": \"petition-quota\", \"level\": \"top\", \"threshold\": \"1\", \"rounding\": \"down\"",
                    (struct release_fraction){p + 1, p}, (struct release_fraction){1, q}, 0)
            .required,
        1);
}

#define RECOUNT "\"kind\": \"recount-margin\", "
#define QUOTA "\"kind\": \"petition-quota\", \"level\": \"precinct\", \"threshold\": \"10%\", "

UNIT_TEST(study_decisions, recounts_and_quotas_at_their_limit) {
    CU_ASSERT_TRUE(yes(RECOUNT "\"votes\": 10", 50, 40));
    CU_ASSERT_FALSE(yes(RECOUNT "\"votes\": 10", 39, 50));
    CU_ASSERT_FALSE(yes(RECOUNT "\"votes\": 10, \"strict\": true", 40, 50));
    CU_ASSERT_TRUE(yes(RECOUNT "\"threshold\": \"1%\"", 101, 99)); /* 2 of 200 */
    CU_ASSERT_FALSE(yes(RECOUNT "\"threshold\": \"1%\"", 100, 97));
    CU_ASSERT_TRUE(yes(RECOUNT "\"threshold\": \"1%\"", -3, -3)); /* a sum below 0 counts as 0, and nothing is apart */
    CU_ASSERT_FALSE(yes(RECOUNT "\"threshold\": \"1%\"", -3, -4));
    static const struct {
        const char *rule;
        int64_t x, required;
    } quotas[] = {{QUOTA "\"rounding\": \"up\"", 41, 10},      {QUOTA "\"rounding\": \"up\"", 40, 9},
                  {QUOTA "\"rounding\": \"down\"", 49, 9},     {QUOTA "\"rounding\": \"nearest\"", 44, 9},
                  {QUOTA "\"rounding\": \"nearest\"", 45, 10}, {QUOTA "\"rounding\": \"up\"", -60, 0},
                  {QUOTA "\"rounding\": \"nearest\"", -60, 0}};
    for (size_t i = 0; i < sizeof quotas / sizeof *quotas; i++) /* 50 more for y */
        CU_ASSERT_EQUAL(
            decide_once(quotas[i].rule, (struct release_fraction){quotas[i].x, 1}, (struct release_fraction){50, 1}, 0)
                .required,
            quotas[i].required);
    CU_ASSERT_TRUE(yes(QUOTA "\"rounding\": \"up\", \"signatures\": 10", 50, 50));
    CU_ASSERT_FALSE(yes(QUOTA "\"rounding\": \"up\", \"signatures\": 10", 51, 50));
    CU_ASSERT_FALSE(yes(QUOTA "\"rounding\": \"up\", \"signatures\": 9", 50, 50));
}

static const char many[] =
    "{\"rules\": ["
    "{\"name\": \"loose\", " SHARE "\"of\": \"known\", \"threshold\": \"20%\", \"strict\": false},"
    "{\"name\": \"strict\", " SHARE "\"of\": \"known\", \"threshold\": \"20%\", \"strict\": true},"
    "{\"name\": \"both\", " SHARE "\"threshold\": \"20%\", \"strict\": true},"
    "{\"name\": \"recount\", " RECOUNT "\"votes\": 60},"
    "{\"name\": \"quota\", " QUOTA "\"rounding\": \"up\"},"
    "{\"name\": \"met\", " QUOTA "\"rounding\": \"up\", \"signatures\": {\"1\": 10}}]}";

#define RUNS 10000

static bool near(uint32_t count, long double p) {
    return fabsl((long double)count - RUNS * p) <= 5 * sqrtl(RUNS * p * (1 - p)) + 1;
}

/* One precinct, x = 21 and y = 79 of 100, noise of scale 2 on each: P(z) = (1-r)/(1+r) r^|z|, r = e^(-1/2). Sums of
 * |z| <= 200 leave out less than 10^-40. */
UNIT_TEST(study_decisions, rates_meet_exact_probabilities) {
    const int64_t counts[] = {21, 79}, known[] = {100};
    struct study_parameters p = {.seed = "decisions",
                                 .epsilons = {{1, 1}},
                                 .epsilon_count = 1,
                                 .splits = {"equal"},
                                 .split_count = 1,
                                 .splits_given = true,
                                 .runs = RUNS};
    struct study_table table;
    struct study study = {0};
    struct study_decisions decisions;
    struct scr_arena arena = {0};
    make_table(&table, counts, 1);
    CU_ASSERT_EQUAL(table.tree.levels, 1);
    read_good(many, &table, known, &arena, &decisions);
    p.decisions = &decisions;
    CU_ASSERT_FALSE_FATAL(scr_failed(study_begin(&table, &p, &study, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(study_run(&study, NULL, NULL, NULL)));
    const long double r = expl(-0.5L), unit = (1 - r) / (1 + r);
    long double both = 0, recount = 0, kept = 0, quota = 0, squares = 0, met = 0, size = 0;
    for (int a = -200; a <= 200; a++)
        for (int b = -200; b <= 200; b++) {
            long double weight = unit * unit * powl(r, abs(a) + abs(b));
            int x = 21 + a, y = 79 + b, required = x + y > 0 ? (x + y + 9) / 10 : 0;
            both += x + y > 0 && 4 * x > y ? weight : 0;
            recount += abs(x - y) <= 60 ? weight : 0;
            kept += y > x ? weight : 0;
            quota += weight * required;
            squares += weight * required * required;
            met += required <= 10 ? weight : 0;
            size += weight * fabsl(4.0L * a - b) / 5;
        }
    const struct study_rule_outcome *rules = study.cells[0].outcome[STUDY_DISCRETE_LAPLACE].rules;
    CU_ASSERT_TRUE(near(rules[0].units->yes, 1 - r * r / (1 + r))); /* z >= -1 */
    CU_ASSERT_TRUE(near(rules[1].units->yes, 1 / (1 + r)));         /* z >= 0 */
    CU_ASSERT_TRUE(near(rules[2].units->yes, both));
    CU_ASSERT_TRUE(near(rules[3].units->yes, recount));
    CU_ASSERT_TRUE(near(rules[3].units->kept, kept));
    CU_ASSERT_TRUE(near(rules[5].units->yes, met));
    CU_ASSERT_TRUE(fabsl((long double)rules[4].units->sum / RUNS - quota) <=
                   5 * sqrtl((squares - quota * quota) / RUNS));
    CU_ASSERT_TRUE(fabsl(rules[2].error / RUNS - size) < 0.1L * size);
    for (size_t i = 0; i < 4; i++) CU_ASSERT_EQUAL(rules[i].units->right, rules[i].units->yes); /* yes without noise */
    CU_ASSERT_EQUAL(study.decider.truth[2][0].distance, 1000);                                  /* 21 - 20 */
    CU_ASSERT_EQUAL(study.decider.truth[3][0].distance, 2000);                                  /* 60 - 58 */
    study_free(&study);
    scr_arena_free(&arena);
    study_table_free(&table);
}

/* Without noise every unit is right, and nothing is wrong with any amount. */
UNIT_TEST(study_decisions, without_noise_all_are_right) {
    const int64_t counts[] = {21, 79, 20, 80, 19, 81, 0, 0, 50, 50};
    struct study_table table;
    struct study_decisions decisions;
    struct study_decider decider = {0};
    struct scr_arena arena = {0};
    struct study_tally tallies[6][5];
    struct study_rule_outcome outcomes[6];
    make_table(&table, counts, 5);
    int64_t known[] = {500, 100, 100, 100, 100, 100};
    read_good(many, &table, known, &arena, &decisions);
    CU_ASSERT_FALSE_FATAL(scr_failed(study_decider_begin(&decider, &table, &decisions)));
    for (size_t i = 0; i < 6; i++) {
        memset(tallies[i], 0, sizeof tallies[i]);
        outcomes[i] = (struct study_rule_outcome){tallies[i], 0};
    }
    const struct study_counts true_counts = {table.counts, NULL};
    for (int run = 0; run < 3; run++) CU_ASSERT_FALSE_FATAL(scr_failed(study_decide(&decider, &true_counts, outcomes)));
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_TRUE(outcomes[i].error == 0);
        for (uint32_t u = 0; u < study_rule_units(&table, &decisions, &decisions.rules[i]); u++)
            CU_ASSERT_TRUE(tallies[i][u].right == 3 && tallies[i][u].kept == 3 && tallies[i][u].near == 3);
    }
    CU_ASSERT_TRUE(decider.truth[0][0].yes && decider.truth[0][1].yes && !decider.truth[0][2].yes);
    CU_ASSERT_TRUE(decider.truth[1][0].yes && !decider.truth[1][1].yes && !decider.truth[1][2].yes);
    CU_ASSERT_FALSE(decider.truth[2][3].yes); /* nobody voted */
    study_decider_end(&decider);
    scr_arena_free(&arena);
    study_table_free(&table);
}

/* Classes, worst unit, ratios and inversions by hand and by brute force. */
UNIT_TEST(study_decisions, summary) {
    const int64_t counts[] = {90, 10, 200, 0, 300, 0, 300, 0, 400, 0};
    const int64_t sums[] = {15, 12, 40, 35, 30}; /* of 2 runs; true numbers 10 20 30 30 40 */
    static const uint32_t of[] = {0, 0, 1, 1, UINT32_MAX};
    const char *names[] = {"A", "B"};
    const struct study_districts districts = {names, 2, of};
    struct study_table table;
    struct study_decisions decisions;
    struct scr_arena arena = {0};
    struct study_parameters p = {.runs = 2, .decisions = &decisions};
    struct study study = {.table = &table, .parameters = &p};
    struct study_tally tallies[5] = {0};
    struct study_rule_outcome outcome = {tallies, 20};
    struct study_rule_summary s;
    make_table(&table, counts, 5);
    read_good("{\"rules\": [{\"name\": \"q\", " QUOTA "\"rounding\": \"up\"},{\"name\": \"s\", " QUOTA
              "\"rounding\": \"up\", \"signatures\": {\"1\": 10, \"3\": 29}}]}",
              &table, NULL, &arena, &decisions);
    decisions.divided = &districts;
    CU_ASSERT_FALSE_FATAL(scr_failed(study_decider_begin(&study.decider, &table, &decisions)));
    uint64_t pairs = 0, inverted = 0;
    for (size_t b = 0; b < 5; b++) {
        bool any = false;
        for (size_t a = 0; a < 5; a++)
            if (study.decider.truth[0][a].required < study.decider.truth[0][b].required && sums[a] > sums[b])
                pairs++, any = true;
        inverted += any;
        tallies[b] = (struct study_tally){.right = 1, .near = b == 2 ? 0 : 2, .sum = sums[b], .most = sums[b] / 2 + 4};
    }
    CU_ASSERT_FALSE_FATAL(scr_failed(study_rule_summarise(&study, 0, &outcome, &s)));
    CU_ASSERT_EQUAL(s.inversions, pairs);
    CU_ASSERT_EQUAL(pairs, 3); /* 15 before 12; 40 and 35 before 30 */
    CU_ASSERT_EQUAL(s.inverted, inverted);
    CU_ASSERT_EQUAL(s.largest, 0); /* 11 of 10 */
    CU_ASSERT_EQUAL(s.worst, 2);
    CU_ASSERT_EQUAL(s.outside, 1);
    CU_ASSERT_TRUE(s.error == 2);
    CU_ASSERT_TRUE(fabsl(s.ratio - (0.75L + 0.3L + 2.0L / 3 + 35.0L / 60 + 0.375L) / 5) < 1e-12L);
    tallies[0].right = 2;
    CU_ASSERT_FALSE_FATAL(scr_failed(study_rule_summarise(&study, 1, &outcome, &s))); /* 1 is met, 3 is not */
    CU_ASSERT_TRUE(s.units[0] == 1 && s.units[1] == 1 && s.least[1] == 2 && s.most[1] == 2 && s.right[0] == 1);
    study_decider_end(&study.decider);
    scr_arena_free(&arena);
    study_table_free(&table);
}

/* Each with the words that must be said, and how many problems. */
UNIT_TEST(study_decisions, hostile_files) {
    static const struct {
        const char *json, *words;
        size_t problems;
    } files[] = {
        {"", "not a JSON rules file", 1},
        {"{\"rules\": [{\"name\": \"a\", \"name\": \"b\"}]}", "duplicate", 1},
        {"[]", "one member", 1},
        {"{\"rules\": []}", "one member", 1},
        {"{\"rules\": [7]}", "a JSON object", 1},
        {"{\"rules\": [{}]}", "this rule needs \"name\"", 6},
        {"{\"rules\": [{\"name\": \"a\", \"kind\": \"fate\"}]}", "one of share-threshold", 5},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE "},{\"name\": \"a\", " LOOSE "}]}", "two rules have the name \"a\"",
         1},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE ", \"of\": [\"z\"]}]}", "the counts have no option \"z\"", 1},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE ", \"of\": [\"x\", \"x\"]}]}", "named twice", 1},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE ", \"of\": \"most\"}]}", "give \"all\", \"known\"", 1},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE ", \"of\": \"known\"}]}", "--known FILE", 1},
        {"{\"rules\": [{\"name\": \"a\", " LOOSE ", \"luck\": 1, \"votes\": 3}]}", "a rule has no \"luck\"", 2},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"101%\"}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"1/0\"}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"0\"}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"-1/5\"}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": 0.2}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"%\"}]}", "up to 100 %", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": true, \"threshold\": \"1/1000000001\"}]}", "10^9", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE
         "\"strict\": true, \"threshold\": \"1/99999999999999999999999999999999999999999999\"}]}",
         "10^9", 1},
        {"{\"rules\": [{\"name\": \"a\", " SHARE "\"strict\": 1, \"threshold\": \"1/5\"}]}", "true or false", 1},
        {"{\"rules\": [{\"name\": \"a\", \"kind\": \"share-threshold\", \"level\": \"moon\", \"part\": [\"x\"], "
         "\"strict\": true, \"threshold\": \"1/5\"}]}",
         "the counts have no level \"moon\"", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"level\": \"districts\", \"votes\": 1}]}", "--districts FILE", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"votes\": 1, \"threshold\": \"1%\"}]}", "either", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"votes\": -1}]}", "2^40", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"votes\": 9223372036854775807}]}", "2^40", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"votes\": 92233720368547758079}]}", "not a JSON rules file", 1},
        {"{\"rules\": [{\"name\": \"a\", " RECOUNT "\"votes\": 1, \"options\": [\"x\"]}]}", "two options at least", 1},
        {"{\"rules\": [{\"name\": \"a\", " QUOTA "\"rounding\": \"up\", \"signatures\": {\"9\": 1, \"1\": -1}}]}",
         "there is no unit \"9\"", 2},
        {"{\"rules\": [{\"name\": \"a\", " QUOTA "\"rounding\": \"up\", \"signatures\": {}}]}", "no unit is named", 1},
        {"{\"rules\": [{\"name\": \"a\\u0007\", " LOOSE "}]}", "none of them a control character", 1},
        {"{\"rules\": [{\"name\": \"a\\u0000b\", " LOOSE "}]}", "not a JSON rules file", 1},
    };
    const int64_t counts[] = {21, 79, 20, 80};
    struct study_table table;
    make_table(&table, counts, 2);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct scr_diagnosis d = {0};
        struct scr_arena arena = {0};
        struct study_decisions decisions;
        bool said = false;
        CU_ASSERT_EQUAL(read_text(files[i].json, &table, NULL, &arena, &decisions, &d).code, SCR_INPUT);
        for (size_t k = 0; k < d.count; k++) said |= strstr(d.problems[k].message, files[i].words) != NULL;
        if (!said || d.count != files[i].problems)
            printf("%s: %zu, %s\n", files[i].json, d.count, d.count ? d.problems[0].message : "");
        CU_ASSERT_TRUE(said);
        CU_ASSERT_EQUAL(d.count, files[i].problems);
        scr_diagnosis_free(&d);
        scr_arena_free(&arena);
    }
    study_table_free(&table);
}

/* 100,000 lists within each other are refused before they fill the stack, and so is a file of too many bytes. */
UNIT_TEST(study_decisions, deep_and_large_files) {
    const int64_t counts[] = {21, 79};
    const size_t sizes[] = {100000, STUDY_RULES_FILE_MOST + 1};
    struct study_table table;
    make_table(&table, counts, 1);
    for (size_t i = 0; i < 2; i++) {
        struct scr_arena arena = {0};
        struct study_decisions decisions;
        char *deep = malloc(sizes[i] + 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(deep);
        memset(deep, '[', sizes[i]);
        deep[sizes[i]] = 0;
        CU_ASSERT_TRUE(scr_failed(read_text(deep, &table, NULL, &arena, &decisions, NULL)));
        free(deep);
        scr_arena_free(&arena);
    }
    study_table_free(&table);
}
