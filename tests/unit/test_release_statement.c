/* test_release_statement.c: a measurement made from returns: known digests, sums, sensitivities, levels, refusals. */
#include <stdio.h>
#include <string.h>

#include "statement_case.h"

static bool is_hash(const struct scr_hash *hash, const char *expected) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    return !strcmp(hex, expected);
}

/* Origin: tests/vectors/statement.py on the statement of these returns, with this key. */
UNIT_TEST(release_statement, digests_are_those_of_the_second_implementation) {
    const struct noise_key key = statement_case_key();
    struct statement_case a;
    struct scr_hash root, digest;
    statement_case_begin(&a, statement_case_text);
    CU_ASSERT_EQUAL_FATAL(statement_case_measure(&a, &statement_case_usual).code, SCR_DONE);
    CU_ASSERT_EQUAL(noise_keys_root(&key, 5, &root).code, SCR_DONE);
    CU_ASSERT(is_hash(&root, "959259e2c8499d7e4bd38e51d98ac6237de785a288458d198f66a28d4df7bab9"));
    CU_ASSERT(is_hash(&a.measurement.table_root, "de544e551bd4a9758c6eaa80f26e0ca2000909e349d0c9247b3c319ceebd8c47"));
    CU_ASSERT_EQUAL(measurement_digest(&a.measurement, "e1", &digest).code, SCR_DONE);
    CU_ASSERT(is_hash(&digest, "71b55257ab1ef811c837bf08b46e2e1cd2b9828b1fbd05a5b7aa714942379872"));
    /* One vote moved, nothing else: another table root. */
    a.measurement.contests[1].counts[3 * 4]++;
    a.measurement.contests[1].counts[3 * 4 + 1]--;
    const struct scr_hash before = a.measurement.table_root;
    uint8_t table_key[RELEASE_KEY_SIZE];
    CU_ASSERT_EQUAL(noise_table_key(&key, 1, table_key).code, SCR_DONE);
    CU_ASSERT_EQUAL(measurement_table_root(&a.measurement, table_key).code, SCR_DONE);
    CU_ASSERT(!scr_hash_equal(&before, &a.measurement.table_root));
    statement_case_end(&a);
}

/* The audit path of every key leads to the root. */
UNIT_TEST(release_statement, paths_lead_to_the_root) {
    const struct noise_key key = statement_case_key();
    for (uint32_t releases = 1; releases <= 9; releases++) {
        struct scr_hash root;
        CU_ASSERT_EQUAL(noise_keys_root(&key, releases, &root).code, SCR_DONE);
        for (uint32_t number = 1; number <= releases; number++) {
            struct scr_hash path[NOISE_PATH_MOST], at;
            uint8_t message[65] = {0};
            size_t count, used = 0;
            CU_ASSERT_EQUAL(noise_release_key(&key, number, message + 1).code, SCR_DONE);
            CU_ASSERT_EQUAL(scr_hash_bytes(message, 33, &at).code, SCR_DONE);
            CU_ASSERT_EQUAL(noise_keys_path(&key, releases, number, path, &count).code, SCR_DONE);
            /* RFC 6962, section 2.1.1: at a right edge a level is passed over. */
            for (uint32_t i = number - 1, last = releases - 1; last; i >>= 1, last >>= 1) {
                if (i == last && !(i & 1)) continue;
                message[0] = 1;
                memcpy(message + 1, i & 1 ? path[used].bytes : at.bytes, 32);
                memcpy(message + 33, i & 1 ? at.bytes : path[used].bytes, 32);
                used++;
                CU_ASSERT_EQUAL(scr_hash_bytes(message, 65, &at).code, SCR_DONE);
            }
            CU_ASSERT_EQUAL(used, count);
            CU_ASSERT(scr_hash_equal(&at, &root));
        }
        struct scr_hash none[NOISE_PATH_MOST];
        CU_ASSERT_EQUAL(noise_keys_path(&key, releases, releases + 1, none, &(size_t){0}).code, SCR_INTERNAL);
    }
}

/* Sums of every level, and who has which contest. */
UNIT_TEST(release_statement, counts_add_up_to_the_top) {
    struct statement_case a;
    statement_case_begin(&a, statement_case_text);
    CU_ASSERT_EQUAL_FATAL(statement_case_measure(&a, &statement_case_usual).code, SCR_DONE);
    const struct measurement *m = &a.measurement;
    CU_ASSERT_EQUAL_FATAL(m->tree.levels, 3);
    CU_ASSERT_EQUAL(m->tree.units, 7);
    CU_ASSERT_STRING_EQUAL(m->units[0].name, "e1");
    CU_ASSERT_EQUAL(m->units[0].ballots, 40);
    CU_ASSERT_EQUAL(m->units[2].ballots, 17);
    /* Contests without a definition stand by name. */
    const int64_t council[] = {4, 7, 3, 4, 7, 3, 4, 7, 3};
    CU_ASSERT_EQUAL_FATAL(m->contests[0].tree.units, 3);
    CU_ASSERT(!memcmp(m->contests[0].counts, council, sizeof council));
    CU_ASSERT(!m->contests[0].complete);
    CU_ASSERT_STRING_EQUAL(m->contests[0].units, "3");
    CU_ASSERT_EQUAL(m->contests[0].unit[2], 5);
    const int64_t mayor[] = {20, 17, 3, 0, 13, 8, 2, 0, 7, 9, 1, 0, 12, 3, 2, 0, 1, 5, 0, 0, 7, 0, 1, 0, 0, 9, 0, 0};
    CU_ASSERT_EQUAL_FATAL(m->contests[1].tree.units, 7);
    CU_ASSERT(!memcmp(m->contests[1].counts, mayor, sizeof mayor));
    CU_ASSERT(m->contests[1].complete);
    CU_ASSERT_EQUAL(m->contests[1].first_option, 3);
    statement_case_end(&a);
}

UNIT_TEST(release_statement, sensitivities_are_those_of_the_table) {
    const enum measurement_kind L = MEASUREMENT_LISTED, W = MEASUREMENT_WRITE_IN, U = MEASUREMENT_UNDERVOTES,
                                O = MEASUREMENT_OVERVOTES;
    const struct {
        enum measurement_adjacency adjacency;
        bool total, cast;
        unsigned votes;
        enum measurement_kind kinds[5];
        uint32_t options;
        uint64_t expected;
    } cases[] = {
        {MEASUREMENT_SUBSTITUTE, false, false, 1, {L}, 1, 1},
        {MEASUREMENT_SUBSTITUTE, false, false, 1, {L, L, L, U, O}, 5, 2},
        {MEASUREMENT_SUBSTITUTE, false, false, 3, {L, L}, 2, 4},
        {MEASUREMENT_SUBSTITUTE, true, false, 3, {L, L}, 2, 2},
        {MEASUREMENT_ADD_REMOVE, false, false, 1, {L}, 1, 1},
        {MEASUREMENT_ADD_REMOVE, false, false, 3, {L, L, L, L, L}, 5, 3},
        {MEASUREMENT_ADD_REMOVE, false, true, 3, {L, L, L, L, L}, 5, 4},
        {MEASUREMENT_ADD_REMOVE, true, false, 3, {L, L, L, L, L}, 5, 3},
        /* one ballot can move all of its votes from undervotes to overvotes, or to a merged write-in line */
        {MEASUREMENT_SUBSTITUTE, false, false, 5, {L, U, O}, 3, 10},
        {MEASUREMENT_SUBSTITUTE, false, false, 9, {L, L, L, W}, 4, 18},
        {MEASUREMENT_SUBSTITUTE, false, false, 4, {U}, 1, 4},
        {MEASUREMENT_SUBSTITUTE, true, false, 9, {L, W}, 2, 9},
        {MEASUREMENT_SUBSTITUTE, false, false, 5, {L, L, MEASUREMENT_OTHER}, 3, 10},
        {MEASUREMENT_ADD_REMOVE, false, true, 1, {L}, 1, 2},
        {MEASUREMENT_ADD_REMOVE, false, false, 4, {U}, 1, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct measurement_option options[6] = {{.kind = L}};
        for (uint32_t k = 0; k < cases[i].options; k++) options[k].kind = cases[i].kinds[k];
        if (cases[i].cast) options[cases[i].options].kind = MEASUREMENT_BALLOTS_CAST;
        struct measurement_contest contest = {.votes_allowed = cases[i].votes, .options = options};
        contest.option_count = cases[i].options + cases[i].cast;
        CU_ASSERT_EQUAL(measurement_sensitivity(cases[i].adjacency, cases[i].total, &contest), cases[i].expected);
    }
}

/* Units on levels that others lack, votes that belong to no precinct, and levels that are left out. */
UNIT_TEST(release_statement, uneven_units_get_a_place) {
    static const char uneven[] = "county,municipality,precinct,contest,selection,votes,votes_allowed\n"
                                 "C,M,1,Q,Yes,5,1\nC,M,2,Q,Yes,6,1\nC,,3,Q,Yes,7,1\nC,N,1,Q,Yes,8,1\n"
                                 "D,,,Q,Yes,9,1\n";
    const char *const names[] = {
        "e1", "C", "D", "M", "N", "[no municipality]", "[no municipality]", "1", "2", "1", "3", "[Jurisdiction-wide]"};
    const char *const flat[] = {"e1", "C", "D", "3", "M, 1", "M, 2", "N, 1", "[Jurisdiction-wide]"};
    struct release_plan_request request = statement_case_usual;
    struct statement_case a;
    statement_case_begin(&a, uneven);
    request.levels = "county,municipality,precinct";
    CU_ASSERT_EQUAL_FATAL(statement_case_measure(&a, &request).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(a.measurement.tree.units, 12);
    for (size_t i = 0; i < 12; i++) CU_ASSERT_STRING_EQUAL(a.measurement.units[i].name, names[i]);
    CU_ASSERT_EQUAL(a.measurement.contests[0].counts[0], 35);
    measurement_free(&a.measurement);
    request.levels = "county,precinct";
    CU_ASSERT_EQUAL_FATAL(statement_case_measure(&a, &request).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(a.measurement.tree.units, 8);
    for (size_t i = 0; i < 8; i++) CU_ASSERT_STRING_EQUAL(a.measurement.units[i].name, flat[i]);
    statement_case_end(&a);
}

UNIT_TEST(release_statement, what_cannot_be_followed_is_refused) {
    static const struct {
        struct release_plan_request request;
        const char *words;
    } cases[] = {
        {{.epsilon = "0"}, "--epsilon"},
        {{.epsilon = "1/2", .mechanism = "laplace"}, "--mechanism"},
        {{.epsilon = "1/2", .levels = "county,ward"}, "--levels"},
        {{.epsilon = "1/2", .levels = "municipality"}, "--levels"},
        {{.epsilon = "1/2", .exact = "precinct"}, "nothing protected"},
        {{.epsilon = "1/2", .exact = "municipality"}, "--exact"},
        {{.epsilon = "1/2", .split = "1/2,1/4"}, "3/4 instead of 1"},
        {{.epsilon = "1/2", .split = "0,1"}, "discrete-laplace only"},
        {{.epsilon = "1/1000000000"}, "nine digits"},
        {{.epsilon = "1/2", .total_share = "1"}, "--total-share"},
        {{.epsilon = "1/2", .total_share = "1/5", .mechanism = "toydown"}, "topdown"},
        {{.epsilon = "1/2", .total_share = "1/5", .exact = "none"}, "exact level"},
        {{.epsilon = "1/2", .total_share = "1/5", .turnout_public = true}, "add nothing"},
        {{.epsilon = "1/2", .total_share = "1/1000"}, "above 4096"},
        {{.epsilon = "1/2", .ballots_cast = true}, "add-remove"},
        {{.epsilon = "1/2", .turnout_public = true, .adjacency = MEASUREMENT_ADD_REMOVE}, "turnout is protected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct release_plan_request request = cases[i].request;
        struct statement_case a;
        if (!request.split) request.split = "equal";
        if (!request.mechanism) request.mechanism = "topdown";
        statement_case_begin(&a, statement_case_text);
        CU_ASSERT_EQUAL(statement_case_measure(&a, &request).code, SCR_USAGE);
        bool said = false;
        for (size_t p = 0; p < a.diagnosis.count; p++)
            said = said || strstr(a.diagnosis.problems[p].message, cases[i].words) ||
                   strstr(a.diagnosis.problems[p].place, cases[i].words);
        if (!said) printf("not said: %s\n", cases[i].words);
        CU_ASSERT(said);
        statement_case_end(&a);
    }
}
