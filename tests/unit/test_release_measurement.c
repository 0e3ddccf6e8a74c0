/* test_release_measurement.c: what a measurement says besides its counts must not depend on them: order of units and
 * options, Complete, structural zeros. */
#include <stdlib.h>
#include <string.h>

#include "gen/release/plan.h"
#include "gen/release/structural_zeros.h"
#include "import_case.h"
#include "returns_case.h"
#include "unit.h"

struct measured {
    struct returns_case returns;
    struct scr_arena arena;
    struct measurement_plan plan;
    struct measurement measurement;
    struct scr_diagnosis diagnosis;
    scr_result result;
};

static const struct release_plan_request usual = {
    .epsilon = "1/2", .split = "equal", .mechanism = "topdown", .turnout_public = true};

static void measure(struct measured *m, const char *csv, const struct release_plan_request *request,
                    const struct election *election) {
    const struct release_plan_sources sources = {election, NULL};
    *m = (struct measured){0};
    returns_case_begin(&m->returns);
    returns_case_text(&m->returns, "r.csv", csv);
    CU_ASSERT_FATAL(returns_case_good(&m->returns));
    m->result = release_plan_begin(&m->returns.returns, request, &sources, 1, &m->arena, &m->plan, &m->diagnosis);
    if (!scr_failed(m->result))
        m->result = measurement_make(&m->returns.returns, &m->plan, "e1", &m->measurement, &m->diagnosis);
}

static void end(struct measured *m) {
    measurement_free(&m->measurement);
    scr_arena_free(&m->arena);
    scr_diagnosis_free(&m->diagnosis);
    returns_case_end(&m->returns);
}

#define HEAD "county,precinct,contest,selection,votes,votes_allowed\n"
/* Every contest is in both precincts of both counties, so that no sum differs for want of a contest. */
static const char *const rows[] = {
    "B,1,Mayor,Zed (of B),12,1\n", "B,1,Mayor,Ann,3,1\n",     "B,1,Mayor,Write-in,1,1\n", "B,1,Mayor,Over Votes,1,1\n",
    "B,1,Mayor,Under Votes,2,1\n", "B,1,Ballots Cast,,19,\n", "B,2,Mayor,Ann,5,1\n",      "B,2,Mayor,Under Votes,1,1\n",
    "B,2,Ballots Cast,,6,\n",      "A,9,Mayor,Ann,7,1\n",     "A,9,Ballots Cast,,7,\n",   "A,10,Mayor,Ann,0,1\n",
    "A,10,Ballots Cast,,0,\n",     "A,10,Clerk,Xi,0,1\n",     "B,1,Clerk,Xi,4,1\n",       "B,1,Clerk,Al,4,1\n",
};
#define ROWS (sizeof rows / sizeof *rows)

static void write_rows(char *csv, size_t room, size_t start, size_t step) {
    snprintf(csv, room, "%s", HEAD);
    for (size_t i = 0; i < ROWS; i++) strncat(csv, rows[(start + i * step) % ROWS], room - strlen(csv) - 1);
}

/* Rows sorted by votes, say, must not be seen in what is announced. */
UNIT_TEST(release_measurement, order_of_rows_is_not_told) {
    static const size_t steps[] = {1, 3, 5, 7, 9, 11, 13, 15};
    const uint8_t table_key[RELEASE_KEY_SIZE] = {7};
    struct scr_hash first = {{0}}, digest;
    for (size_t i = 0; i < 2 * sizeof steps / sizeof *steps; i++) {
        char csv[2000];
        struct measured m;
        write_rows(csv, sizeof csv, i, steps[i / 2]);
        measure(&m, csv, &usual, NULL);
        CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
        CU_ASSERT_EQUAL(measurement_table_root(&m.measurement, table_key).code, SCR_DONE);
        CU_ASSERT_EQUAL_FATAL(measurement_digest(&m.measurement, "e1", &digest).code, SCR_DONE);
        if (!i) first = digest;
        CU_ASSERT(scr_hash_equal(&first, &digest));
        end(&m);
    }
}

UNIT_TEST(release_measurement, units_and_options_stand_by_name) {
    static const char *const units[] = {"e1", "A", "B", "10", "9", "1", "2"};
    static const char *const options[] = {"Ann", "Zed (of B)", "Write-in", "Under Votes", "Over Votes"};
    char csv[2000];
    struct measured m;
    write_rows(csv, sizeof csv, 0, 1);
    measure(&m, csv, &usual, NULL);
    CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
    for (size_t u = 0; u < 7; u++) CU_ASSERT_STRING_EQUAL(m.measurement.units[u].name, units[u]);
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[0].name, "Clerk");
    CU_ASSERT_EQUAL_FATAL(m.measurement.contests[1].option_count, 5);
    for (size_t k = 0; k < 5; k++) CU_ASSERT_STRING_EQUAL(m.measurement.contests[1].options[k].name, options[k]);
    const int64_t whole[] = {15, 12, 1, 3, 1};
    CU_ASSERT(!memcmp(m.measurement.contests[1].counts, whole, sizeof whole));
    end(&m);
}

/* The ballot's order is known beforehand: it says nothing of counts. */
UNIT_TEST(release_measurement, a_definition_orders_contests_and_options) {
    const struct candidate mayor[] = {{.id = "z", .name = "Zed (of B)"}, {.id = "a", .name = "Ann"}};
    const struct candidate clerk[] = {{.id = "x", .name = "Xi"}};
    const struct contest contests[] = {
        {.id = "m", .name = "Mayor", .votes_allowed = 1, .candidates = mayor, .candidate_count = 2},
        {.id = "c", .name = "Clerk", .votes_allowed = 1, .candidates = clerk, .candidate_count = 1}};
    const struct election election = {.id = "e", .contests = contests, .contest_count = 2};
    char csv[2000];
    struct measured m;
    write_rows(csv, sizeof csv, 0, 1);
    measure(&m, csv, &usual, &election);
    CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[0].id, "m");
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[0].options[0].name, "Zed (of B)");
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[0].options[1].name, "Ann");
    CU_ASSERT_EQUAL(m.measurement.contests[0].counts[0], 12);
    /* Al is not in the definition: after what is. */
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[1].options[0].name, "Xi");
    CU_ASSERT_STRING_EQUAL(m.measurement.contests[1].options[1].name, "Al");
    end(&m);
}

UNIT_TEST(release_measurement, complete_follows_from_what_is_public) {
    static const char fits[] = HEAD "B,1,Q,Yes,5,1\nB,1,Ballots Cast,,5,\nB,2,Q,Yes,6,1\nB,2,Ballots Cast,,6,\n";
    static const char under[] = HEAD "B,1,Q,Yes,5,1\nB,1,Q,Under Votes,0,1\nB,1,Ballots Cast,,5,\n"
                                     "B,2,Q,Yes,6,1\nB,2,Ballots Cast,,6,\n";
    static const char both[] = HEAD "B,1,Q,Yes,5,1\nB,1,Q,Under Votes,0,1\nB,1,Q,Over Votes,0,1\n"
                                    "B,1,Ballots Cast,,5,\nB,2,Q,Yes,6,1\nB,2,Ballots Cast,,6,\n";
    static const char unknown[] = HEAD "B,1,Q,Yes,5,1\nB,1,Q,Under Votes,0,1\nB,1,Q,Over Votes,0,1\n"
                                       "B,1,Ballots Cast,,5,\nB,2,Q,Yes,6,1\n";
    /* The county has ballots of a precinct without Q. */
    static const char partly[] = HEAD "B,1,Q,Yes,5,1\nB,1,Q,Under Votes,0,1\nB,1,Q,Over Votes,0,1\n"
                                      "B,1,Ballots Cast,,5,\nB,2,Q,Yes,6,1\nB,2,Ballots Cast,,6,\n"
                                      "B,3,P,No,6,1\nB,3,Ballots Cast,,6,\n";
    static const struct {
        const char *csv;
        bool turnout, complete;
    } cases[] = {{fits, true, false},  {under, true, false},   {both, true, true},
                 {both, false, false}, {unknown, true, false}, {partly, true, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct release_plan_request request = usual;
        struct measured m;
        request.turnout_public = cases[i].turnout;
        measure(&m, cases[i].csv, &request, NULL);
        CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
        const struct measurement_contest *q = &m.measurement.contests[m.measurement.contest_count - 1];
        CU_ASSERT_STRING_EQUAL(q->name, "Q");
        CU_ASSERT_EQUAL(q->complete, cases[i].complete);
        end(&m);
    }
}

/* One count that does not fit would turn Complete around, and so tell that it does not. */
UNIT_TEST(release_measurement, sums_that_do_not_fit_public_turnout_are_refused) {
    static const char wrong[] = HEAD "B,1,Q,Yes,5,2\nB,1,Q,Under Votes,0,2\nB,1,Q,Over Votes,4,2\n"
                                     "B,1,Ballots Cast,,5,\nB,2,Q,Yes,6,2\nB,2,Q,No,6,2\nB,2,Ballots Cast,,6,\n";
    struct release_plan_request request = usual;
    struct measured m;
    measure(&m, wrong, &request, NULL);
    CU_ASSERT_EQUAL(m.result.code, SCR_INPUT);
    CU_ASSERT(import_case_says(&m.diagnosis, "release", "has 9 votes, undervotes and overvotes in precinct 1, but"));
    CU_ASSERT(
        import_case_says(&m.diagnosis, "release", "allow 10; correct the returns, or leave --turnout-public out"));
    end(&m);
    request.turnout_public = false;
    measure(&m, wrong, &request, NULL);
    CU_ASSERT_EQUAL(m.result.code, SCR_DONE);
    end(&m);
}

UNIT_TEST(release_measurement, nobody_voted_where_no_ballots_were_cast) {
    char csv[2000];
    struct measured m;
    struct release_plan_request request = usual;
    write_rows(csv, sizeof csv, 0, 1);
    measure(&m, csv, &request, NULL);
    CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
    const struct measurement_contest *mayor = &m.measurement.contests[1];
    CU_ASSERT_EQUAL_FATAL(mayor->zero_count, 5);
    for (uint32_t k = 0; k < 5; k++) {
        CU_ASSERT_EQUAL(mayor->zeros[k].option, k);
        CU_ASSERT_STRING_EQUAL(mayor->zeros[k].units, "1");
    }
    /* Clerk is in one precinct of county A only: the county is a zero too. */
    bool *zero = structural_zeros_make(&m.measurement.contests[0]);
    CU_ASSERT_FATAL(zero != NULL);
    CU_ASSERT(!zero[0] && zero[2] && zero[3] && !zero[4]);
    free(zero);
    end(&m);
    request.turnout_public = false;
    measure(&m, csv, &request, NULL);
    CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
    CU_ASSERT_EQUAL(m.measurement.contests[1].zero_count, 0);
    end(&m);
    /* The importer refuses such returns; a store may have been edited. */
    measure(&m, HEAD "B,1,Q,Yes,5,1\nB,1,Ballots Cast,,5,\nB,2,Q,Yes,0,1\nB,2,Ballots Cast,,0,\n", &usual, NULL);
    CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
    m.returns.returns.rows[1].votes[0] = 1;
    measurement_free(&m.measurement);
    CU_ASSERT_EQUAL(measurement_make(&m.returns.returns, &m.plan, "e1", &m.measurement, &m.diagnosis).code, SCR_INPUT);
    CU_ASSERT(import_case_says(&m.diagnosis, "release", "correct the returns"));
    end(&m);
}

/* The importer refuses these as well; a store may have been edited. */
UNIT_TEST(release_measurement, votes_of_an_incomplete_contest_fit_into_public_turnout) {
    static const char *const words[] = {"has 5 votes for one candidate in precinct 1, but its ballots cast allow 4",
                                        "has 5 votes in precinct 1, but its ballots cast allow 4"};
    static const uint64_t yes[] = {5, 4}, no[] = {0, 1};
    for (size_t i = 0; i < 2; i++) {
        struct measured m;
        measure(&m, HEAD "B,1,Q,Yes,1,1\nB,1,Q,No,1,1\nB,1,Ballots Cast,,4,\nB,2,Q,Yes,1,1\nB,2,Ballots Cast,,5,\n",
                &usual, NULL);
        CU_ASSERT_EQUAL_FATAL(m.result.code, SCR_DONE);
        CU_ASSERT_FALSE(m.measurement.contests[0].complete);
        m.returns.returns.rows[0].votes[0] = yes[i];
        m.returns.returns.rows[0].votes[1] = no[i];
        measurement_free(&m.measurement);
        CU_ASSERT_EQUAL(measurement_make(&m.returns.returns, &m.plan, "e1", &m.measurement, &m.diagnosis).code,
                        SCR_INPUT);
        CU_ASSERT(import_case_says(&m.diagnosis, "release", words[i]));
        end(&m);
    }
}
