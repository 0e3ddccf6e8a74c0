/* test_verify_release_rare.c: published counts that are not as a mechanism gives them, and fractions that grow beyond
 * bounds. */
#include "test_verify_release_made.h"
#include "verify/release/wide.h"

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
    made_begin(&made, 0, 1, "111", 1);
    made.release.mechanism = mechanism;
    made_put(&made, 1, COUNTS_MEASURED, &top, NULL);
    made_put(&made, 1, COUNTS_PUBLISHED, &p, &q);
    made_put(&made, 2, COUNTS_MEASURED, measured, NULL);
    made_put(&made, 2, COUNTS_PUBLISHED, published, denominators);
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
    made_begin(&made, 0, 1, "111", 1);
    made.release.mechanism = MECHANISM_TOYDOWN;
    made_put(&made, 1, COUNTS_MEASURED, measured, NULL);
    made_put(&made, 1, COUNTS_PUBLISHED, tops, halves);
    made_put(&made, 2, COUNTS_MEASURED, measured, NULL);
    made_put(&made, 2, COUNTS_PUBLISHED, parts, thirds); /* 1/3 is not 1/2 */
    CU_ASSERT_FALSE(scr_failed(release_add_dpr16(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-16"), VERDICT_REFUTED);
    findings_free(&findings);
    findings = (struct findings){0};
    made.blocks[3].values = ones;
    made.blocks[3].denominators = large;
    CU_ASSERT_FALSE(scr_failed(release_add_dpr16(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-16"), VERDICT_UNDECIDED);
    EXPECT_WORDS(findings.checks[0].detail, TOO_LARGE);
    /* Each step of the addition where it first does not fit: numbers that no reader hands on. */
    const int64_t top = INT64_MAX;
    int64_t numbers[][3] = {
        {1, 1, INT64_C(1) << 40}, {top - 3, top - 3, 128}, {top, top, 1}, {1, 1, top}, {top - 1, top - 1, top - 1}};
    int64_t under[][3] = {{most - 1, most - 3, 1},
                          {most - 1, most - 3, 1},
                          {most - 1, most - 3, most - 5},
                          {most - 1, most - 3, most - 5},
                          {top, top - 2, top}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        findings_free(&findings);
        findings = (struct findings){0};
        made.blocks[3].values = numbers[i];
        made.blocks[3].denominators = under[i];
        CU_ASSERT_FALSE(scr_failed(release_add_dpr16(&made.release, &findings)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-16"), VERDICT_UNDECIDED);
        EXPECT_WORDS(findings.checks[0].detail, TOO_LARGE);
    }
    made.blocks[3].values = ones;
    made.blocks[3].denominators = large;
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
    made_begin(&made, 1, 2, "112", 2);
    made.release.mechanism = MECHANISM_TOPDOWN;
    made.seed.seed = "12345";
    made.release.seed = &made.seed;
    made_put(&made, 1, COUNTS_EXACT, exact, NULL);
    made_put(&made, 2, COUNTS_MEASURED, right, NULL);
    made_put(&made, 2, COUNTS_PUBLISHED, right, NULL);
    EXPECT_WORDS(topdown(&made, enough), "");
    CU_ASSERT_STRING_EQUAL(topdown(&made, (struct work){1, 0, 0}), ""); /* exchanges within options are not counted */
    made.blocks[2].values = memcpy(wrong, right, sizeof wrong);
    wrong[1] = -1, wrong[3] = 2;
    EXPECT_WORDS(topdown(&made, enough), "published -1 is below 0");
    wrong[1] = 1, wrong[3] = 1;
    EXPECT_WORDS(topdown(&made, enough), "do not sum to the count above them");
    /* With turnout and without what is no vote, parts of 4, 2 and 4 ballots. */
    wrong[3] = 0, wrong[0] = 4, wrong[2] = 1;
    made.contest.complete = true;
    made.options[1].kind = OPTION_BALLOTS_CAST;
    made_turn_out(&made, 2, (const uint32_t[]){3, 2, 4});
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
    made_begin(&made, 0, 1, "", 3);
    made.release.mechanism = MECHANISM_TOPDOWN;
    made.seed.seed = "12345";
    made.release.seed = &made.seed;
    made_put(&made, 1, COUNTS_MEASURED, measured, NULL);
    made_put(&made, 1, COUNTS_PUBLISHED, published, NULL);
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "published 0 instead of 4");
    made_leave_out(&made, 3, 1, 1);
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "");
    published[0] = -3;
    EXPECT_WORDS(topdown(&made, (struct work){1000, 1000, 0}), "published -3 instead of 0");
}
