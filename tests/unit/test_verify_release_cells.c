/* test_verify_release_cells.c: tables that cannot be, lists and shapes beyond bounds, searches that end at their
 * budget, and contests without shares. */
#include <stdlib.h>

#include "test_verify_release_made.h"
#include "verify/release/determined.h"
#include "verify/release/network.h"
#include "verify/release/opening.h"
#include "verify/release/zones.h"

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
UNIT_TEST(verify_release_cells, determined_no_table) {
    static const char none[] = "no table of counts agrees with the exact counts, turnout and structural zeros";
    const struct work work = {100000, 100000, 0};
    struct made made;
    int64_t exact[] = {5, 0};
    made_begin(&made, 1, 1, "11", 2);
    made_put(&made, 1, COUNTS_EXACT, exact, NULL);
    made_turn_out(&made, 2, (const uint32_t[]){3, 2});
    made.contest.complete = true;
    CU_ASSERT_EQUAL(dpr18(&made, work, false, "no Determined in its place"), VERDICT_REFUTED); /* 3 and 2 it is */
    made_leave_out(&made, 1, 2, 2); /* all five chose an option that two of them did not have */
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
    made_leave_out(&made, 2, 1, 2);
    CU_ASSERT_EQUAL(dpr18(&made, work, false, none), VERDICT_REFUTED);
}

/* Ballots whose sum is beyond 63 bits, though each number is one that a file may have: no votes are so many. */
UNIT_TEST(verify_release_cells, determined_ballots_without_end) {
    struct made made;
    struct measured_unit units[12];
    int64_t exact[] = {1, 1};
    made_begin(&made, 1, 1, "1", 2);
    made_put(&made, 1, COUNTS_EXACT, exact, NULL);
    for (size_t i = 0; i < 12; i++)
        units[i] = (struct measured_unit){.name = "part", .parent = 1, .turnout = true, .ballots_cast = 999999999};
    made.statement.levels[1].units = units;
    made.statement.levels[1].count = made.contest.unit_count = made.all.last = 12;
    made.contest.votes_allowed = 999999999;
    made.contest.complete = true;
    CU_ASSERT_EQUAL(dpr18(&made, (struct work){100000, 100000, 0}, false, "no table of counts agrees"),
                    VERDICT_REFUTED);
}

/* Without exact levels too: votes of a ballot for options that the precinct does not have. */
UNIT_TEST(verify_release_cells, determined_no_table_at_all) {
    struct made made;
    made_begin(&made, 0, 1, "", 1);
    made_turn_out(&made, 1, (const uint32_t[]){1});
    made.contest.complete = true;
    made_leave_out(&made, 1, 1, 1);
    CU_ASSERT_EQUAL(
        dpr18(&made, (struct work){1000, 1000, 0}, false, "level \"tops\", unit \"top\": no table of counts"),
        VERDICT_REFUTED);
}

/* Of two contests one is open and the other's list is wrong: refuted. Their scales differ in one number only. */
UNIT_TEST(verify_release_cells, two_contests) {
    struct made made;
    struct findings findings = {0};
    int64_t exact[2][2] = {{5, 5}, {0, 4}}, measured[2][4] = {{5, 0, 0, 5}, {0, 2, 0, 2}};
    struct measured_contest contests[2];
    struct claimed_contest claimed[2];
    struct measured_share other = {.level = 2, .scale = {5, 2}};
    made_begin(&made, 1, 1, "11", 2);
    made_put(&made, 1, COUNTS_EXACT, exact[0], NULL);
    made_put(&made, 2, COUNTS_MEASURED, measured[0], NULL);
    made_put(&made, 1, COUNTS_EXACT, exact[1], NULL);
    made_put(&made, 2, COUNTS_MEASURED, measured[1], NULL);
    made_turn_out(&made, 2, (const uint32_t[]){3, 2});
    contests[0] = contests[1] = made.contest;
    contests[0].complete = true; /* five of five for both options: no table */
    contests[1].shares = &other;
    claimed[0] = (struct claimed_contest){.id = "c", .blocks = made.blocks, .block_count = 2};
    claimed[1] = (struct claimed_contest){.id = "d", .blocks = made.blocks + 2, .block_count = 2};
    contests[1].zeros = &made.zero;
    made_leave_out(&made, 1, 1, 2);
    contests[1].zero_count = 1;
    made.statement.contests = contests;
    made.release.contests = claimed;
    made.statement.contest_count = made.release.contest_count = 2;
    CU_ASSERT_FALSE(scr_failed(findings_add(&findings, "DPR-14", VERDICT_REFUTED, "sums")));
    CU_ASSERT_EQUAL(verdict_of(&made.release, &findings, release_add_dpr18, "DPR-18", (struct work){1000, 1000, 0},
                               "no Determined in its place"),
                    VERDICT_REFUTED);
    CU_ASSERT_FALSE(scr_failed(release_add_dpr19(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-19"), VERDICT_HOLDS);
    findings_free(&findings);
}

/* A tree that shows all ballots of another contest than the release has is no concern of it. */
UNIT_TEST(verify_release_cells, trees_of_other_contests) {
    struct made made;
    made_begin(&made, 0, 1, "", 1);
    made.statement.contests_by_id = (size_t[]){0};
    struct published_tree tree = {.codes = (char[]){'A'}};
    struct published *items[] = {&tree.head};
    struct publications publications = {.trees = {.items = items, .count = 1}};
    const struct surroundings surroundings = {.publications = &publications, .package = true};
    for (unsigned same = 0; same < 2; same++) {
        struct findings findings = {0};
        tree.contest.id = same ? "c" : "another";
        CU_ASSERT_FALSE(scr_failed(release_add_dpr20(&made.release, &surroundings, &findings)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-20"), same ? VERDICT_REFUTED : VERDICT_HOLDS);
        findings_free(&findings);
    }
}

/* A statement may name a release for which there is no key (DPR-07): then only the counts are compared. */
UNIT_TEST(verify_release_cells, openings_without_a_key) {
    struct made made;
    const struct published_noise noise = {.releases = 3};
    struct complaint complaint = {0};
    int64_t count[] = {5}, *counts[] = {count};
    struct opening opening = {.number = 4, .counts = counts, .contest_count = 1};
    made_begin(&made, 0, 1, "", 1);
    made.statement.release = 4;
    CU_ASSERT_FALSE(scr_failed(opening_check_commitments(&opening, &made.statement, &noise, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 1); /* the counts do not give TableRoot, which is all zeros */
    CU_ASSERT_FALSE(scr_failed(opening_check_commitments(&opening, &made.statement, NULL, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 2);
    opening.number = made.statement.release = 3;
    CU_ASSERT_FALSE(scr_failed(opening_check_commitments(&opening, &made.statement, &noise, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 4); /* and the path has another length */
    complaint_free(&complaint);
}

/* The work may end anywhere: then the list is neither right nor wrong. */
UNIT_TEST(verify_release_cells, determined_budget) {
    struct made made;
    int64_t exact[] = {2, 3};
    made_begin(&made, 1, 1, "111", 2);
    made_put(&made, 1, COUNTS_EXACT, exact, NULL);
    made_turn_out(&made, 2, (const uint32_t[]){2, 2, 1});
    made.contest.complete = true;
    made_leave_out(&made, 1, 1, 1);
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
UNIT_TEST(verify_release_cells, determined_long_list) {
    enum { PAIRS = 12000 };
    static struct measured_unit units[2 * PAIRS];
    static struct range zeros[PAIRS];
    static char lists[2][70000];
    const struct work work = {UINT64_C(1) << 40, UINT64_C(1) << 40, 0};
    struct claimed_determined claims[] = {{2, 1, lists[0]}, {2, 1, lists[1]}, {2, 1, "1"}};
    struct made made;
    size_t lengths[2] = {0, 0}, list = 0;
    made_begin(&made, 0, 1, "1", 1);
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
UNIT_TEST(verify_release_cells, too_many_cells) {
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
UNIT_TEST(verify_release_cells, too_many_zeros) {
    enum { MANY = 270000 };
    struct made made;
    const char *open = NULL;
    bool called = false;
    made_begin(&made, 0, 1, "", 1);
    struct measured_unit *units = calloc(MANY, sizeof *units);
    CU_ASSERT_FATAL(units != NULL);
    made.statement.levels[0].units = units;
    made.statement.levels[0].count = made.contest.unit_count = made.all.last = MANY;
    made.contest.option_count = RELEASE_OPTIONS;
    made_leave_out(&made, 1, 1, 1);
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
UNIT_TEST(verify_release_cells, shares) {
    struct made made;
    int64_t zeros[MADE_UNITS * MADE_OPTIONS] = {0};
    made_begin(&made, 0, 1, "", 1);
    made.release.mechanism = MECHANISM_TOPDOWN;
    made_put(&made, 1, COUNTS_MEASURED, zeros, NULL);
    made_put(&made, 1, COUNTS_MEASURED_TOTAL, zeros, NULL);
    made_put(&made, 1, COUNTS_PUBLISHED, zeros, NULL);
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
UNIT_TEST(verify_release_cells, without_shares) {
    struct made made;
    struct findings findings = {0};
    int64_t counts[] = {7};
    made_begin(&made, 1, 1, "", 1);
    made_put(&made, 1, COUNTS_EXACT, counts, NULL);
    made.claimed.guarantee = (struct claimed_guarantee){.epsilon = "", .exchange_epsilon = "0", 500000, 500000};
    CU_ASSERT_FALSE(scr_failed(release_add_dpr19(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-19"), VERDICT_HOLDS);
    CU_ASSERT_FALSE(scr_failed(release_add_dpr17(&made.release, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-17"), VERDICT_HOLDS);
    findings_free(&findings);
}

/* Three contests are named in the note, and how many more there are. */
UNIT_TEST(verify_release_cells, note) {
    struct made made;
    struct findings findings = {0};
    struct claimed_contest claimed[4];
    made_begin(&made, 0, 1, "", 1);
    for (size_t i = 0; i < 4; i++)
        claimed[i] = (struct claimed_contest){.id = &"abcd"[i], .guarantee = {.epsilon = "1/2"}};
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
UNIT_TEST(verify_release_cells, zones) {
    uint64_t state = 1876;
    unsigned filled = 0, none = 0, open = 0;
    for (unsigned round = 0; round < 4000; round++) {
        int64_t demands[ZONES] = {0}, sums[MADE_OPTIONS] = {0}, flows[ZONES * MADE_OPTIONS] = {0};
        uint32_t first[ZONES * MADE_OPTIONS];
        const struct zones zones = {ZONES, MADE_OPTIONS, demands, sums, first, flows};
        enum zones_outcome outcome;
        for (size_t i = 0; i < ZONES * MADE_OPTIONS; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            first[i] = state >> 62 != 0;
        }
        for (unsigned vote = 0; vote < round % 30; vote++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            size_t zone = (size_t)(state >> 33) % ZONES, option = (size_t)(state >> 40) % MADE_OPTIONS;
            demands[zone]++;
            sums[(option + (round % 3 && !first[zone * MADE_OPTIONS + option])) % MADE_OPTIONS]++;
        }
        struct budget budget = {10000};
        CU_ASSERT_FALSE_FATAL(scr_failed(zones_fill(&zones, &budget, &outcome)));
        uint64_t needed = 10000 - budget.left;
        if (outcome != (can_fill(&zones) ? ZONES_FILLED : ZONES_NONE)) CU_FAIL("zones are filled wrongly");
        for (size_t z = 0; z < ZONES && outcome == ZONES_FILLED; z++) {
            for (size_t o = 0; o < MADE_OPTIONS; o++) {
                int64_t flow = flows[z * MADE_OPTIONS + o];
                if (flow < 0 || (flow && !first[z * MADE_OPTIONS + o])) CU_FAIL("an option where it may not be");
                demands[z] -= flow;
                sums[o] -= flow;
            }
            if (demands[z]) CU_FAIL("a zone has not what it wants");
        }
        for (size_t o = 0; o < MADE_OPTIONS && outcome == ZONES_FILLED; o++)
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
