/* test_verify_release_rare.c: checks of releases on made-up contests, for what no ordinary release brings about: tables
 * that cannot be, fractions and lists that grow beyond bounds, searches that end at their budget. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/release/determined.h"
#include "verify/release/network.h"
#include "verify/release/release.h"
#include "verify/release/statement.h"
#include "verify/release/wide.h"
#include "verify/release/zones.h"

enum { UNITS = 4, OPTIONS = 4, BLOCKS = 4 };

/* One contest in all units of one or two levels. */
struct made {
    struct published_statement statement;
    struct measured_unit units[2][UNITS];
    struct measured_contest contest;
    struct measured_option options[OPTIONS];
    struct structural_zero zero;
    struct range all, zero_units;
    struct measured_share shares[2];
    struct claimed_contest claimed;
    struct release_block blocks[BLOCKS];
    struct release release;
    struct published_seed seed;
    struct shape shape;
    struct complaint complaint;
};

/* `parents`: those of the units of the second level, a digit each; "" for one level of `tops` units. */
static void make(struct made *made, size_t exact, uint32_t tops, const char *parents, size_t options) {
    uint32_t below = (uint32_t)strlen(parents);
    *made = (struct made){.all = {1, below ? below : tops}};
    made->statement.levels[0] = (struct measured_level){.name = "tops", .units = made->units[0], .count = tops};
    made->statement.levels[1] = (struct measured_level){.name = "parts", .units = made->units[1], .count = below};
    made->statement.level_count = below ? 2 : 1;
    made->statement.exact_levels = (uint32_t)exact;
    for (uint32_t i = 0; i < tops; i++) made->units[0][i] = (struct measured_unit){.name = "top"};
    for (uint32_t i = 0; i < below; i++)
        made->units[1][i] = (struct measured_unit){.name = "part", .parent = (uint32_t)(parents[i] - '0')};
    for (size_t i = 0; i < options; i++) made->options[i] = (struct measured_option){.id = "o", .name = "O"};
    for (uint32_t i = 0; i < 2; i++) made->shares[i] = (struct measured_share){.level = i + 1, .scale = {5, 1}};
    made->contest = (struct measured_contest){.id = "c",
                                              .name = "C",
                                              .votes_allowed = 1,
                                              .units = {&made->all, 1},
                                              .unit_count = made->all.last,
                                              .options = made->options,
                                              .option_count = options,
                                              .zeros = &made->zero,
                                              .shares = made->shares + exact,
                                              .share_count = made->statement.level_count - exact};
    made->statement.contests = &made->contest;
    made->statement.contest_count = 1;
    made->claimed = (struct claimed_contest){.id = "c", .blocks = made->blocks};
    made->release = (struct release){.contests = &made->claimed, .contest_count = 1, .statement = &made->statement};
}

static void put(struct made *made, uint32_t level, enum counts_kind kind, int64_t *values, int64_t *denominators) {
    size_t rows = made->statement.levels[level - 1].count;
    made->blocks[made->claimed.block_count++] = (struct release_block){.level = level,
                                                                       .kind = kind,
                                                                       .fractions = denominators,
                                                                       .rows = rows,
                                                                       .columns = made->contest.option_count,
                                                                       .values = values,
                                                                       .denominators = denominators,
                                                                       .count = rows * made->contest.option_count};
}

static void turn_out(struct made *made, size_t level, const uint32_t *ballots) {
    for (size_t i = 0; i < made->statement.levels[level - 1].count; i++) {
        made->units[level - 1][i].turnout = true;
        made->units[level - 1][i].ballots_cast = ballots[i];
    }
}

/* Option `option` is not on the ballot in the precincts first to last. */
static void leave_out(struct made *made, uint32_t option, uint32_t first, uint32_t last) {
    made->zero_units = (struct range){first, last};
    made->zero = (struct structural_zero){.option = option, .units = {&made->zero_units, 1}};
    made->contest.zero_count = 1;
}

static struct contest_case begin(struct made *made) {
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_build(&made->statement, &made->contest, &made->shape)));
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_zeros(&made->shape)));
    made->complaint = (struct complaint){0};
    return (struct contest_case){.release = &made->release,
                                 .statement = &made->statement,
                                 .contest = &made->contest,
                                 .claimed = &made->claimed,
                                 .shape = &made->shape,
                                 .complaint = &made->complaint};
}

/* What was complained of, or kept open; "" for neither (static). */
static const char *end(struct made *made, const struct contest_case *contest) {
    static char words[1000];
    struct findings findings = {0};
    bool complained = made->complaint.count > 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(complaint_verdict(&made->complaint, &findings, "DPR-15", "fine")));
    snprintf(words, sizeof words, "%s", complained ? findings.checks[0].detail : contest->open ? contest->open : "");
    findings_free(&findings);
    shape_free(&made->shape);
    return words;
}

#define EXPECT_WORDS(found, wanted)                                                                                    \
    do {                                                                                                               \
        const char *words_ = found;                                                                                    \
        if (!strstr(words_, wanted)) printf("\n%s:%d: \"%s\"\n", __FILE__, __LINE__, words_);                          \
        CU_ASSERT(strstr(words_, wanted) != NULL);                                                                     \
    } while (0)

#define TOO_LARGE "fractions grow beyond what this verifier reckons with"

static const char *toydown(struct made *made) {
    struct contest_case contest = begin(made);
    toydown_complain(&contest);
    return end(made, &contest);
}

/* One option in one unit above three: its published number `p`/`q`, and those below. */
static const char *toydown_three(enum mechanism mechanism, int64_t p, int64_t q, int64_t measured[3],
                                 int64_t published[3], int64_t denominators[3]) {
    struct made made;
    int64_t top = p;
    make(&made, 0, 1, "111", 1);
    made.release.mechanism = mechanism;
    put(&made, 1, COUNTS_MEASURED, &top, NULL);
    put(&made, 1, COUNTS_PUBLISHED, &p, &q);
    put(&made, 2, COUNTS_MEASURED, measured, NULL);
    put(&made, 2, COUNTS_PUBLISHED, published, denominators);
    return toydown(&made);
}

/* 7 over measured 1, 2 and 3: a third more for each. The first number above it is complained of where it is not the
 * measured one, and what follows is looked at all the same. */
UNIT_TEST(verify_release_rare, toydown_even) {
    int64_t measured[] = {1, 2, 3}, published[] = {4, 7, 10}, thirds[] = {3, 3, 3};
    const int64_t most = RELEASE_FRACTION_MOST - 1;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN, 7, 1, measured, published, thirds), "");
    published[2] = 11;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN, 7, 1, measured, published, thirds), "not the measured count plus");
    published[2] = 10, thirds[2] = 4;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN, 7, 1, measured, published, thirds), "not the measured count plus");
    /* A third of 1/(2^60 - 1) has a denominator that no row may have; the number above alone is complained of. */
    const char *words = toydown_three(MECHANISM_TOYDOWN, 1, most, measured, published, thirds);
    EXPECT_WORDS(words, "at the first unit");
    CU_ASSERT_PTR_NULL(strstr(words, "not the measured"));
    /* Numbers that no reader hands on: nothing wraps, nothing is said of them. */
    int64_t greatest[] = {INT64_MAX, INT64_MAX, INT64_MAX}, least[] = {INT64_MIN, INT64_MIN, -2};
    words = toydown_three(MECHANISM_TOYDOWN, 1, INT64_MAX, greatest, published, thirds);
    CU_ASSERT_PTR_NULL(strstr(words, "not the measured"));
    words = toydown_three(MECHANISM_TOYDOWN, INT64_MAX, INT64_MAX, least, published, thirds);
    CU_ASSERT_PTR_NULL(strstr(words, "not the measured"));
}

/* 3 over measured 1, 2 and 3 is one less for each, and none below 0. */
UNIT_TEST(verify_release_rare, toydown_floored) {
    int64_t measured[] = {1, 2, 3}, published[] = {0, 1, 2}, ones[] = {1, 1, 1};
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, 3, 1, measured, published, ones), "");
    published[0] = -1;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, 3, 1, measured, published, ones), "below 0");
    published[0] = 0, published[2] = 3;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, 3, 1, measured, published, ones), "do not sum");
    /* 3/2 for 3: the numerator is right and the denominator is not; and a root of -1 that is not floored. */
    int64_t halves[] = {1, 1, 2}, half[] = {0, 0, 3}, none[] = {0, 0, 0};
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, 3, 1, measured, half, halves), "do not sum");
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, -1, 1, none, none, ones), "at the first unit");
    /* Three denominators without a common divisor, 180 bits together. */
    const int64_t most = RELEASE_FRACTION_MOST;
    int64_t large[] = {most - 1, most - 3, most - 5};
    published[0] = published[1] = published[2] = 1;
    EXPECT_WORDS(toydown_three(MECHANISM_TOYDOWN_NONNEGATIVE, 3, 1, measured, published, large), TOO_LARGE);
}

UNIT_TEST(verify_release_rare, sums) {
    struct made made;
    struct findings findings = {0};
    struct work work = {1000, 1000, 0};
    const int64_t most = RELEASE_FRACTION_MOST;
    int64_t tops[] = {1}, halves[] = {2}, measured[] = {0, 0, 0}, parts[] = {1, 0, 0}, thirds[] = {3, 1, 1};
    int64_t ones[] = {1, 1, 1}, large[] = {most - 1, most - 3, most - 5};
    make(&made, 0, 1, "111", 1);
    made.release.mechanism = MECHANISM_TOYDOWN;
    put(&made, 1, COUNTS_MEASURED, measured, NULL);
    put(&made, 1, COUNTS_PUBLISHED, tops, halves);
    put(&made, 2, COUNTS_MEASURED, measured, NULL);
    put(&made, 2, COUNTS_PUBLISHED, parts, thirds); /* 1/3 is not 1/2 */
    CU_ASSERT_FALSE(scr_failed(release_add_dpr16(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-16"), VERDICT_REFUTED);
    findings_free(&findings);
    findings = (struct findings){0};
    made.blocks[3].values = ones;
    made.blocks[3].denominators = large;
    CU_ASSERT_FALSE(scr_failed(release_add_dpr16(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-16"), VERDICT_UNDECIDED);
    EXPECT_WORDS(findings.checks[0].detail, TOO_LARGE);
    made.blocks[1].values = measured; /* a root as it was measured, 0/1, above fractions that are too large */
    made.blocks[1].denominators = ones;
    made.release.mechanism = MECHANISM_TOYDOWN_NONNEGATIVE;
    CU_ASSERT_FALSE(scr_failed(release_add_dpr15(&made.release, &work, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-15"), VERDICT_UNDECIDED);
    EXPECT_WORDS(findings.checks[1].detail, TOO_LARGE);
    findings_free(&findings);
}

/* Each step of the addition at the number where it first does not fit into 127 bits. */
UNIT_TEST(verify_release_rare, wide) {
    const wide one = 1, top = one << 126;
    static const int64_t three36 = INT64_C(150094635296999121); /* 3 to the 36th */
    struct wide_fraction sum = {top, 3};
    CU_ASSERT(wide_add(&sum, top - 1, 3) && sum.p == top + (top - 1) && sum.q == 3);
    CU_ASSERT_FALSE(wide_add(&sum, 1, 3));
    sum = (struct wide_fraction){1, one << 120};
    CU_ASSERT(wide_add(&sum, 1 << 6, 1) && sum.p == (top + 1));
    sum = (struct wide_fraction){1, one << 120};
    CU_ASSERT_FALSE(wide_add(&sum, 1 << 7, 1));
    sum = (struct wide_fraction){top + (top - 1), 2};
    CU_ASSERT_FALSE(wide_add(&sum, 1, 1));
    sum = (struct wide_fraction){top, 3};
    CU_ASSERT_FALSE(wide_add(&sum, 1, 5));
    sum = (struct wide_fraction){1, one << 100};
    CU_ASSERT_FALSE(wide_add(&sum, 1 << 30, 3));
    sum = (struct wide_fraction){one << 125, 3};
    CU_ASSERT_FALSE(wide_add(&sum, one << 125, 2));
    sum = (struct wide_fraction){1, one << 100};
    CU_ASSERT_FALSE(wide_add(&sum, 1, three36));
    sum = (struct wide_fraction){1, 6};
    CU_ASSERT(wide_add(&sum, 1, 10));
    sum = wide_reduce(sum);
    CU_ASSERT(sum.p == 4 && sum.q == 15);
}

static const char *topdown(struct made *made, struct work work) {
    struct contest_case contest = begin(made);
    CU_ASSERT_FALSE(scr_failed(topdown_complain(&contest, &work)));
    return end(made, &contest);
}

/* Two units above two parts and one. Measured as published, the table is the least whatever the words are. */
UNIT_TEST(verify_release_rare, topdown) {
    struct made made;
    int64_t exact[] = {5, 1, 4, 0}, right[] = {3, 1, 2, 0, 4, 0}, wrong[6];
    const struct work enough = {10000, 10000, 0};
    make(&made, 1, 2, "112", 2);
    made.release.mechanism = MECHANISM_TOPDOWN;
    made.seed.seed = "12345";
    made.release.seed = &made.seed;
    put(&made, 1, COUNTS_EXACT, exact, NULL);
    put(&made, 2, COUNTS_MEASURED, right, NULL);
    put(&made, 2, COUNTS_PUBLISHED, right, NULL);
    EXPECT_WORDS(topdown(&made, enough), "");
    made.blocks[2].values = memcpy(wrong, right, sizeof wrong);
    wrong[1] = -1, wrong[3] = 2;
    EXPECT_WORDS(topdown(&made, enough), "published -1 is below 0");
    wrong[1] = 1, wrong[3] = 1;
    EXPECT_WORDS(topdown(&made, enough), "do not sum to the count above them");
    /* With turnout and without what is no vote, parts of 4, 2 and 4 ballots. */
    wrong[3] = 0, wrong[0] = 4, wrong[2] = 1;
    made.contest.complete = true;
    made.options[1].kind = OPTION_BALLOTS_CAST;
    turn_out(&made, 2, (const uint32_t[]){3, 2, 4});
    EXPECT_WORDS(topdown(&made, enough), "published counts sum to 4, votes allowed times ballots cast is 3");
    made.blocks[2].values = right;
    EXPECT_WORDS(topdown(&made, enough), "");
    EXPECT_WORDS(topdown(&made, (struct work){1, 10000, 0}), "the counted work for tables ended");
    EXPECT_WORDS(topdown(&made, (struct work){10000, 1, 0}), "all searches of this run together");
}

/* Without exact levels the first unit's counts are the measured ones, 0 for negative and structural zeros. */
UNIT_TEST(verify_release_rare, topdown_root) {
    struct made made;
    int64_t measured[] = {-3, 5, 4}, published[] = {0, 5, 0};
    make(&made, 0, 1, "", 3);
    made.release.mechanism = MECHANISM_TOPDOWN;
    made.seed.seed = "12345";
    made.release.seed = &made.seed;
    put(&made, 1, COUNTS_MEASURED, measured, NULL);
    put(&made, 1, COUNTS_PUBLISHED, published, NULL);
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "published 0 instead of 4");
    leave_out(&made, 3, 1, 1);
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "");
    published[0] = -3;
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "published -3 instead of 0");
}

/* One check of the release made: its verdict; its words are looked for. */
typedef scr_result add_check(const struct release *release, struct work *work, struct findings *findings);
static int verdict_of(const struct release *release, struct findings *findings, add_check *add, const char *id,
                      struct work work, const char *words) {
    size_t before = findings->check_count;
    CU_ASSERT_FALSE_FATAL(scr_failed(add(release, &work, findings)));
    int verdict = findings_verdict(findings, id);
    for (size_t i = before; i < findings->check_count; i++)
        if (!strcmp(findings->checks[i].id, id)) EXPECT_WORDS(findings->checks[i].detail, words);
    return verdict;
}

static int dpr18(struct made *made, struct work work, bool sums_refuted, const char *words) {
    struct findings findings = {0};
    if (sums_refuted) CU_ASSERT_FALSE(scr_failed(findings_add(&findings, "DPR-14", VERDICT_REFUTED, "sums")));
    int verdict = verdict_of(&made->release, &findings, release_add_dpr18, "DPR-18", work, words);
    findings_free(&findings);
    return verdict;
}

/* What everybody chose, what no ballot leaves room for, and what no unit may have: no table is such. */
UNIT_TEST(verify_release_rare, determined_no_table) {
    static const char none[] = "no table of counts agrees with the exact counts, turnout and structural zeros";
    const struct work work = {100000, 100000, 0};
    struct made made;
    int64_t exact[] = {5, 0};
    make(&made, 1, 1, "11", 2);
    put(&made, 1, COUNTS_EXACT, exact, NULL);
    turn_out(&made, 2, (const uint32_t[]){3, 2});
    made.contest.complete = true;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "no Determined in its place"), VERDICT_REFUTED); /* 3 and 2 it is */
    leave_out(&made, 1, 2, 2); /* all five chose an option that two of them did not have */
    CU_ASSERT_EQUAL(dpr18(&made, work, false, none), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(dpr18(&made, work, true, "exact counts that do not add up"), VERDICT_UNDECIDED);
    made.contest.zero_count = 0;
    exact[1] = 5; /* all five chose both, with one vote each */
    CU_ASSERT_EQUAL(dpr18(&made, work, false, none), VERDICT_REFUTED);
    exact[0] = exact[1] = 3; /* six votes of five ballots, where some may have been left empty */
    made.contest.complete = false;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, none), VERDICT_REFUTED);
    exact[1] = 2;
    made.options[1].kind = OPTION_BALLOTS_CAST; /* ballots that nobody cast, of what is in no total */
    leave_out(&made, 2, 1, 2);
    CU_ASSERT_EQUAL(dpr18(&made, work, false, none), VERDICT_REFUTED);
}

/* The work may end anywhere: then the list is neither right nor wrong. */
UNIT_TEST(verify_release_rare, determined_budget) {
    struct made made;
    int64_t exact[] = {2, 3};
    make(&made, 1, 1, "111", 2);
    put(&made, 1, COUNTS_EXACT, exact, NULL);
    turn_out(&made, 2, (const uint32_t[]){2, 2, 1});
    made.contest.complete = true;
    leave_out(&made, 1, 1, 1);
    bool done = false;
    unsigned open = 0;
    for (uint64_t each = 0; !done && each < 1000; each++) {
        struct findings findings = {0};
        int verdict =
            verdict_of(&made.release, &findings, release_add_dpr18, "DPR-18", (struct work){each, 1000, 0}, "");
        done = verdict != VERDICT_UNDECIDED;
        if (!done) EXPECT_WORDS(findings.checks[0].detail, "ended at its budget");
        open += !done;
        findings_free(&findings);
    }
    CU_ASSERT(done && open > 48); /* eight for each of six cells */
    CU_ASSERT_EQUAL(dpr18(&made, (struct work){1000, 10, 0}, false, "all searches of this run"), VERDICT_UNDECIDED);
}

/* A list goes on in further elements where the units of one would be longer than 60,000 characters. */
UNIT_TEST(verify_release_rare, determined_long_list) {
    enum { PAIRS = 12000 };
    static struct measured_unit units[2 * PAIRS];
    static struct range zeros[PAIRS];
    static char lists[2][70000];
    const struct work work = {UINT64_C(1) << 40, UINT64_C(1) << 40, 0};
    struct claimed_determined claims[] = {{2, 1, lists[0]}, {2, 1, lists[1]}, {2, 1, "1"}};
    struct made made;
    size_t lengths[2] = {0, 0}, list = 0;
    make(&made, 0, 1, "1", 1);
    made.statement.levels[1].units = units;
    made.statement.levels[1].count = made.contest.unit_count = 2 * PAIRS;
    made.all.last = 2 * PAIRS;
    /* Every other precinct does not have the only option, so that its count is 0. */
    for (uint32_t i = 0; i < PAIRS; i++) {
        char word[16];
        zeros[i] = (struct range){2 * i + 1, 2 * i + 1};
        int length = snprintf(word, sizeof word, " %u", (unsigned)(2 * i + 1));
        if (lengths[list] + (size_t)length - !lengths[list] > 60000) list++;
        memcpy(lists[list] + lengths[list], word + !lengths[list], (size_t)length - !lengths[list] + 1);
        lengths[list] += (size_t)length - !lengths[list];
    }
    CU_ASSERT_FATAL(list == 1);
    for (size_t i = 0; i < 2 * PAIRS; i++) units[i] = (struct measured_unit){.name = "unit", .parent = 1};
    made.zero = (struct structural_zero){.option = 1, .units = {zeros, PAIRS}};
    made.contest.zero_count = 1;
    made.claimed.determined = claims;
    made.claimed.determined_count = 2;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, ": 12000"), VERDICT_HOLDS);
    made.claimed.determined_count = 3;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "the cell is determined but not listed"), VERDICT_REFUTED);
    made.claimed.determined_count = 1;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "determined, but no Determined in its place"), VERDICT_REFUTED);
    /* One wrong list is one complaint: what it goes on in is not complained of again, nor what is of another option. */
    made.claimed.determined_count = 2;
    lists[0][0] = '3';
    CU_ASSERT_EQUAL(dpr18(&made, work, false, ""), VERDICT_REFUTED);
    claims[1].option = 2;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "Determined number 2, of level 2 and option 2"), VERDICT_REFUTED);
    claims[1] = (struct claimed_determined){3, 1, "1"};
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "Determined number 2, of level 3 and option 1"), VERDICT_REFUTED);
}

/* Bounds that end a check before there is any room for it. */
UNIT_TEST(verify_release_rare, too_many_cells) {
    struct shape shape = {.levels = 1, .options = 1, .level = {{.rows = DETERMINED_CELLS_MOST + 1}}};
    struct determined determined;
    enum determined_outcome outcome = DETERMINED_FOUND;
    struct budget budget = {UINT64_MAX};
    size_t row;
    CU_ASSERT_FALSE(scr_failed(determined_find(&shape, 0, NULL, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL(outcome, DETERMINED_BUDGET);
    determined_free(&determined);
    struct measured_contest contest = {.zero_count = 1};
    shape.contest = &contest;
    shape.level[0].rows = SHAPE_ZEROS_MOST + 1;
    CU_ASSERT_EQUAL(shape_zeros(&shape).code, SCR_LIMIT);
    shape_free(&shape);
    uint8_t fixed = 2;
    CU_ASSERT_EQUAL(network_fixed(&(struct network){.nodes = UINT32_MAX / 4}, &fixed).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(network_fixed(&(struct network){.nodes = 1, .edges = UINT32_MAX / 4}, &fixed).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(fixed, 2);
}

static scr_result never(struct contest_case *contest, void *context) {
    (void)contest;
    *(bool *)context = true;
    return scr_done();
}

/* 270,000 units of 1,000 options are more cells than structural zeros are held of. */
UNIT_TEST(verify_release_rare, too_many_zeros) {
    enum { MANY = 270000 };
    struct made made;
    const char *open = NULL;
    bool called = false;
    make(&made, 0, 1, "", 1);
    struct measured_unit *units = calloc(MANY, sizeof *units);
    CU_ASSERT_FATAL(units != NULL);
    made.statement.levels[0].units = units;
    made.statement.levels[0].count = made.contest.unit_count = made.all.last = MANY;
    made.contest.option_count = RELEASE_OPTIONS;
    leave_out(&made, 1, 1, 1);
    CU_ASSERT_FALSE(scr_failed(release_each_contest(&made.release, true, &made.complaint, &open, never, &called)));
    EXPECT_WORDS(open ? open : "", "the structural zeros of a contest are more than this verifier holds");
    CU_ASSERT_FALSE(called);
    open = "before";
    CU_ASSERT_FALSE(scr_failed(release_each_contest(&made.release, true, &made.complaint, &open, never, &called)));
    CU_ASSERT_STRING_EQUAL(open, "before");
    CU_ASSERT_FALSE(scr_failed(release_each_contest(&made.release, true, &made.complaint, NULL, never, &called)));
    CU_ASSERT_FALSE(called);
    complaint_free(&made.complaint);
    free(units);
}

static scr_result dpr13(const struct release *release, struct work *work, struct findings *findings) {
    (void)work;
    return release_add_dpr13(release, findings);
}

/* What a mechanism asks of the shares of a statement (14.3). */
UNIT_TEST(verify_release_rare, shares) {
    struct made made;
    int64_t zeros[UNITS * OPTIONS] = {0};
    make(&made, 0, 1, "", 1);
    made.release.mechanism = MECHANISM_TOPDOWN;
    put(&made, 1, COUNTS_MEASURED, zeros, NULL);
    put(&made, 1, COUNTS_MEASURED_TOTAL, zeros, NULL);
    put(&made, 1, COUNTS_PUBLISHED, zeros, NULL);
    made.shares[1] = (struct measured_share){.level = 1, .histogram = HISTOGRAM_TOTAL, .scale = {5, 1}};
    made.contest.share_count = 2;
    struct findings findings = {0};
    CU_ASSERT_EQUAL(verdict_of(&made.release, &findings, dpr13, "DPR-13", (struct work){0},
                               "takes a Share \"total\" only with exact levels"),
                    VERDICT_REFUTED);
    findings_free(&findings);
    struct measured_share options = {.scale = {5, 2}}, total = {.scale = {160, 1}};
    int64_t w = 0, w_total = 0;
    CU_ASSERT(release_weights(&options, &total, &w, &w_total) && w == 4096 && w_total == 1);
    CU_ASSERT(release_weights(&total, &options, &w, &w_total) && w == 1 && w_total == 4096);
    options.scale.p = 325, options.scale.q = 130; /* the same in higher terms */
    CU_ASSERT(release_weights(&options, &total, &w, &w_total) && w == 4096 && w_total == 1);
    total.scale.p = 161;
    CU_ASSERT_FALSE(release_weights(&options, &total, &w, &w_total));
    CU_ASSERT_FALSE(release_weights(&total, &options, &w, &w_total));
}

/* A contest may publish all levels exactly, or have no share: then no noise is there to be plausible. */
UNIT_TEST(verify_release_rare, without_shares) {
    struct made made;
    struct findings findings = {0};
    int64_t counts[] = {7};
    make(&made, 1, 1, "", 1);
    put(&made, 1, COUNTS_EXACT, counts, NULL);
    made.claimed.guarantee = (struct claimed_guarantee){.epsilon = "", .exchange_epsilon = "0", 500000, 500000};
    CU_ASSERT_FALSE(scr_failed(release_add_dpr19(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-19"), VERDICT_HOLDS);
    CU_ASSERT_FALSE(scr_failed(release_add_dpr17(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-17"), VERDICT_HOLDS);
    findings_free(&findings);
}

/* Three contests are named in the note, and how many more there are. */
UNIT_TEST(verify_release_rare, note) {
    struct made made;
    struct findings findings = {0};
    struct claimed_contest claimed[4];
    make(&made, 0, 1, "", 1);
    for (size_t i = 0; i < 4; i++)
        claimed[i] = (struct claimed_contest){.id = "abcd" + i, .guarantee = {.epsilon = "1/2"}};
    made.release.contests = claimed;
    made.release.contest_count = 4;
    CU_ASSERT_FALSE(scr_failed(findings_add(&findings, "DPR-17", VERDICT_HOLDS, "promises")));
    CU_ASSERT_FALSE(scr_failed(release_add_note(&made.release, 1, &findings)));
    made.release.contest_count = 3;
    CU_ASSERT_FALSE(scr_failed(release_add_note(&made.release, 2, &findings)));
    CU_ASSERT_FATAL(findings.note_count == 2);
    EXPECT_WORDS(findings.notes[0], "no level exact, 1 determined cell without any protection");
    EXPECT_WORDS(findings.notes[0], "epsilon 1/2 in contest bcd alone");
    EXPECT_WORDS(findings.notes[0], "; and 1 more contest(s)");
    EXPECT_WORDS(findings.notes[1], "2 determined cells without");
    CU_ASSERT_PTR_NULL(strstr(findings.notes[1], "more contest"));
    findings_free(&findings);
}

/* A loss of more digits than the schema allows is complained of like any other that is not as it must be. */
UNIT_TEST(verify_release_rare, long_loss) {
    struct complaint complaint = {0};
    struct findings findings = {0};
    char digits[300];
    memset(digits, '7', sizeof digits - 1);
    digits[sizeof digits - 1] = 0;
    struct ledger_loss loss = {.contest_id = "c", .epsilon = digits};
    struct ledger_entry entry = {
        .number = 1, .kind = LEDGER_ANNOUNCE, .has_release = true, .release = 1, .loss_count = 1};
    struct ledger ledger = {.entries = &entry, .entry_count = 1, .losses = &loss, .loss_count = 1};
    CU_ASSERT_FALSE(scr_failed(ledger_check_entries(&ledger, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 2); /* and the Hash, which is all zeros */
    CU_ASSERT_FALSE(scr_failed(complaint_verdict(&complaint, &findings, "DPR-05", "fine")));
    EXPECT_WORDS(findings.checks[0].detail, "of ledger entry 1 is not in lowest terms");
    findings_free(&findings);
}

enum { ZONES = 3 };

/* Whether options can fill the zones: each set of zones wants no more than the options that some zone of it may have
 * (Gale 1957, for one source of each option and any flow between). */
static bool can_fill(const struct zones *zones) {
    for (unsigned set = 1; set < 1u << zones->zones; set++) {
        int64_t wanted = 0, there = 0;
        unsigned may = 0;
        for (size_t z = 0; z < zones->zones; z++) {
            if (!(set >> z & 1)) continue;
            wanted += zones->demands[z];
            for (size_t o = 0; o < zones->options; o++)
                if (zones->first[z * zones->options + o]) may |= 1u << o;
        }
        for (size_t o = 0; o < zones->options; o++)
            if (may >> o & 1) there += zones->sums[o];
        if (wanted > there) return false;
    }
    return true;
}

/* Options and zones with one total: filled exactly when they can be, with what each option has and each zone wants; and
 * open at every budget that is too small. */
UNIT_TEST(verify_release_rare, zones) {
    uint64_t state = 1876;
    unsigned filled = 0, none = 0, open = 0;
    for (unsigned round = 0; round < 4000; round++) {
        int64_t demands[ZONES] = {0}, sums[OPTIONS] = {0}, flows[ZONES * OPTIONS] = {0};
        uint32_t first[ZONES * OPTIONS];
        const struct zones zones = {ZONES, OPTIONS, demands, sums, first, flows};
        enum zones_outcome outcome;
        for (size_t i = 0; i < ZONES * OPTIONS; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            first[i] = state >> 62 != 0;
        }
        for (unsigned vote = 0; vote < round % 30; vote++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            size_t zone = (size_t)(state >> 33) % ZONES, option = (size_t)(state >> 40) % OPTIONS;
            demands[zone]++;
            sums[(option + (round % 3 && !first[zone * OPTIONS + option])) % OPTIONS]++;
        }
        struct budget budget = {10000};
        CU_ASSERT_FALSE_FATAL(scr_failed(zones_fill(&zones, &budget, &outcome)));
        uint64_t needed = 10000 - budget.left;
        if (outcome != (can_fill(&zones) ? ZONES_FILLED : ZONES_NONE)) CU_FAIL("zones are filled wrongly");
        for (size_t z = 0; z < ZONES && outcome == ZONES_FILLED; z++) {
            for (size_t o = 0; o < OPTIONS; o++) {
                int64_t flow = flows[z * OPTIONS + o];
                if (flow < 0 || (flow && !first[z * OPTIONS + o])) CU_FAIL("an option where it may not be");
                demands[z] -= flow;
                sums[o] -= flow;
            }
            if (demands[z]) CU_FAIL("a zone has not what it wants");
        }
        for (size_t o = 0; o < OPTIONS && outcome == ZONES_FILLED; o++)
            if (sums[o]) CU_FAIL("an option is not given away");
        filled += outcome == ZONES_FILLED;
        none += outcome == ZONES_NONE;
        if (outcome == ZONES_FILLED) continue;
        budget.left = needed - 1;
        memset(flows, 0, sizeof flows);
        CU_ASSERT_FALSE_FATAL(scr_failed(zones_fill(&zones, &budget, &outcome)));
        if (outcome != ZONES_BUDGET) CU_FAIL("a budget that is too small");
        budget.left = 1;
        CU_ASSERT_FALSE_FATAL(scr_failed(zones_fill(&zones, &budget, &outcome)));
        open += outcome == ZONES_BUDGET;
    }
    CU_ASSERT(filled > 500 && none > 500 && open == none);
}
