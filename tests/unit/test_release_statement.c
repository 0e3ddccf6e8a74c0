/* test_release_statement.c: a measurement from returns to the store and back: known digests, refusals, damage, an older
 * store. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/charge.h"
#include "gen/release/plan.h"
#include "gen/store/store_release.h"
#include "import_case.h"
#include "returns_case.h"
#include "scrutineer/file.h"

/* The whole has 40 ballots; Council is voted on in one precinct, and Cole certifies its total. */
static const char text[] =
    "county,precinct,contest,selection,votes,votes_allowed\n"
    "Bell,1,Mayor,Ann,12,1\nBell,1,Mayor,Bo,3,1\nBell,1,Mayor,Under Votes,2,1\nBell,1,Mayor,Over "
    "Votes,0,1\nBell,1,Ballots Cast,,17,\n"
    "Bell,2,Mayor,Ann,1,1\nBell,2,Mayor,Bo,5,1\nBell,2,Mayor,Under Votes,0,1\nBell,2,Mayor,Over "
    "Votes,0,1\nBell,2,Ballots Cast,,6,\n"
    "Cole,1,Mayor,Ann,7,1\nCole,1,Mayor,Bo,0,1\nCole,1,Mayor,Under Votes,1,1\nCole,1,Mayor,Over Votes,0,1\n"
    "Cole,1,Council,Xi,4,2\nCole,1,Council,Yo,7,2\nCole,1,Council,Zoe,3,2\nCole,1,Ballots Cast,,8,\n"
    "Cole,2,Mayor,Ann,0,1\nCole,2,Mayor,Bo,9,1\nCole,2,Mayor,Under Votes,0,1\nCole,2,Mayor,Over "
    "Votes,0,1\nCole,2,Ballots Cast,,9,\n"
    "Cole,,Council,Xi,4,2\nCole,,Council,Yo,7,2\nCole,,Council,Zoe,3,2\n";

static struct noise_key counting_key(void) {
    struct noise_key key;
    for (unsigned i = 0; i < sizeof key.bytes; i++) key.bytes[i] = (uint8_t)i;
    return key;
}

/* One release, announced in a store of its own. */
struct announced {
    struct returns_case returns;
    char path[400];
    struct scr_arena arena;
    struct measurement_plan plan;
    struct measurement measurement;
    struct scr_diagnosis diagnosis;
    struct store *store;
    struct release_record record;
    struct ledger ledger;
};

static scr_result plan_and_measure(struct announced *a, const struct release_plan_request *request) {
    static const struct release_plan_sources none = {NULL, NULL};
    const struct noise_key key = counting_key();
    struct measurement skeleton = {0};
    uint8_t table_key[RELEASE_KEY_SIZE];
    SCR_TRY(release_plan_begin(&a->returns.returns, request, &none, 1, &a->arena, &a->plan, &a->diagnosis));
    scr_result result = measurement_make(&a->returns.returns, &a->plan, "e1", &skeleton, &a->diagnosis);
    if (!scr_failed(result)) result = release_plan_shares(request, &skeleton, &a->arena, &a->plan, &a->diagnosis);
    measurement_free(&skeleton);
    SCR_TRY(result);
    SCR_TRY(measurement_make(&a->returns.returns, &a->plan, "e1", &a->measurement, &a->diagnosis));
    SCR_TRY(noise_table_key(&key, 1, table_key));
    return measurement_table_root(&a->measurement, table_key);
}

static const struct release_plan_request usual = {
    .epsilon = "1/2", .split = "best", .mechanism = "topdown", .turnout_public = true};

static void begin(struct announced *a, const char *csv) {
    *a = (struct announced){0};
    returns_case_begin(&a->returns);
    returns_case_text(&a->returns, "r.csv", csv);
    CU_ASSERT_FATAL(returns_case_good(&a->returns));
    snprintf(a->path, sizeof a->path, "%s/s.sqlite", a->returns.folder);
}

static void end(struct announced *a) {
    release_record_free(&a->record);
    ledger_free(&a->ledger);
    store_close(a->store);
    measurement_free(&a->measurement);
    scr_arena_free(&a->arena);
    scr_diagnosis_free(&a->diagnosis);
    returns_case_end(&a->returns);
}

static bool is_hash(const struct scr_hash *hash, const char *expected) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    return !strcmp(hex, expected);
}

/* Origin: tests/vectors/statement.py on the statement of these returns, with this key. */
UNIT_TEST(release_statement, digests_are_those_of_the_second_implementation) {
    const struct noise_key key = counting_key();
    struct announced a;
    struct scr_hash root, digest;
    begin(&a, text);
    CU_ASSERT_EQUAL_FATAL(plan_and_measure(&a, &usual).code, SCR_DONE);
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
    end(&a);
}

/* The audit path of every key leads to the root. */
UNIT_TEST(release_statement, paths_lead_to_the_root) {
    const struct noise_key key = counting_key();
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
    struct announced a;
    begin(&a, text);
    CU_ASSERT_EQUAL_FATAL(plan_and_measure(&a, &usual).code, SCR_DONE);
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
    end(&a);
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
    struct release_plan_request request = usual;
    struct announced a;
    begin(&a, uneven);
    request.levels = "county,municipality,precinct";
    CU_ASSERT_EQUAL_FATAL(plan_and_measure(&a, &request).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(a.measurement.tree.units, 12);
    for (size_t i = 0; i < 12; i++) CU_ASSERT_STRING_EQUAL(a.measurement.units[i].name, names[i]);
    CU_ASSERT_EQUAL(a.measurement.contests[0].counts[0], 35);
    measurement_free(&a.measurement);
    request.levels = "county,precinct";
    CU_ASSERT_EQUAL_FATAL(plan_and_measure(&a, &request).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(a.measurement.tree.units, 8);
    for (size_t i = 0; i < 8; i++) CU_ASSERT_STRING_EQUAL(a.measurement.units[i].name, flat[i]);
    end(&a);
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
        struct announced a;
        if (!request.split) request.split = "equal";
        if (!request.mechanism) request.mechanism = "topdown";
        begin(&a, text);
        CU_ASSERT_EQUAL(plan_and_measure(&a, &request).code, SCR_USAGE);
        bool said = false;
        for (size_t p = 0; p < a.diagnosis.count; p++)
            said = said || strstr(a.diagnosis.problems[p].message, cases[i].words) ||
                   strstr(a.diagnosis.problems[p].place, cases[i].words);
        if (!said) printf("not said: %s\n", cases[i].words);
        CU_ASSERT(said);
        end(&a);
    }
}

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

/* Announces the usual release in the case's store, with bytes that stand for the statement. */
static void announce(struct announced *a) {
    static uint8_t bytes[] = "a statement";
    const struct scr_buffer artifact = {.data = bytes, .length = sizeof bytes};
    struct noise_record noise = {.election_id = "e1",
                                 .election_name = "e1",
                                 .election_date = "",
                                 .jurisdiction = "",
                                 .key = counting_key(),
                                 .releases = 2};
    const struct store_changes changes = {.returns = &a->returns.returns};
    const char *spent;
    CU_ASSERT_EQUAL_FATAL(plan_and_measure(a, &usual).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(scr_hash_bytes(bytes, sizeof bytes, &noise.digest).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_open(a->path, STORE_WRITE, &a->store, &a->diagnosis).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_save(a->store, &changes, false, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_save_noise(a->store, &noise, &artifact, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_save_noise(a->store, &noise, &artifact, NULL).code, SCR_STORE);
    CU_ASSERT_EQUAL_FATAL(charge_declare(&a->ledger, "2", NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(charge_announce(&a->ledger, &a->measurement, NULL, false, &spent, NULL).code, SCR_DONE);
    a->record = (struct release_record){.number = 1,
                                        .statement = noise.digest,
                                        .noise = noise.digest,
                                        .table_root = a->measurement.table_root,
                                        .mechanism = "topdown",
                                        .root_name = "e1",
                                        .source = {"dice", "", "", "", "Hall", "2026-11-24T17:00:00Z"},
                                        .plan = a->plan};
    CU_ASSERT_EQUAL_FATAL(measurement_digest(&a->measurement, "e1", &a->record.measured).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_announce(a->store, &a->record, &a->ledger, 0, &artifact, &a->diagnosis).code, SCR_DONE);
    a->record.plan = (struct measurement_plan){0};
}

static enum scr_code measure_again(struct announced *a) {
    struct release_record record = {0};
    struct measurement again = {0};
    bool found;
    scr_result result = store_load_release(a->store, 0, &record, &found, NULL);
    if (!scr_failed(result) && !found) result.code = SCR_USAGE;
    if (!scr_failed(result)) result = store_measure(a->store, &record, &again, NULL);
    if (!scr_failed(result))
        CU_ASSERT(again.contests[0].share_count == 2 &&
                  again.contests[0].shares[0].scale.d == a->measurement.contests[0].shares[0].scale.d);
    measurement_free(&again);
    release_record_free(&record);
    return result.code;
}

UNIT_TEST(release_statement, the_store_gives_back_what_was_announced) {
    struct announced a;
    struct release_record record = {0};
    struct ledger ledger = {0};
    const struct noise_key key = counting_key();
    struct scr_hash first = {{1}}, second = {{2}};
    struct scr_buffer bytes = {0};
    uint8_t release_key[RELEASE_KEY_SIZE];
    uint32_t number;
    bool found;
    begin(&a, text);
    announce(&a);
    CU_ASSERT_EQUAL(measure_again(&a), SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_release(a.store, 1, &record, &found, NULL).code, SCR_DONE);
    CU_ASSERT_FATAL(found && !record.finished);
    CU_ASSERT_EQUAL(noise_release_key(&key, 1, release_key).code, SCR_DONE);
    CU_ASSERT(!memcmp(record.release_key, release_key, sizeof release_key));
    CU_ASSERT_STRING_EQUAL(record.source.place, "Hall");
    CU_ASSERT_EQUAL(store_load_statement(a.store, &record, &bytes, NULL).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL((char *)bytes.data, "a statement");
    CU_ASSERT_EQUAL(store_find_release(a.store, &record.statement, &number, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(number, 1);
    CU_ASSERT_EQUAL(store_find_release(a.store, &first, &number, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(number, 0);
    /* Finishing: once, again with the same bytes, with others only when asked. */
    CU_ASSERT_EQUAL(store_finish_release(a.store, 2, &first, false, NULL).code, SCR_STORE);
    CU_ASSERT_EQUAL(store_finish_release(a.store, 1, &first, false, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_finish_release(a.store, 1, &first, false, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_finish_release(a.store, 1, &second, false, NULL).code, SCR_STORE);
    CU_ASSERT_EQUAL(store_finish_release(a.store, 1, &second, true, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_load_ledger(a.store, &ledger, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(ledger.count, 3);
    CU_ASSERT_STRING_EQUAL(ledger.total, "2");
    release_record_free(&record);
    CU_ASSERT_EQUAL_FATAL(store_load_release(a.store, 1, &record, &found, NULL).code, SCR_DONE);
    CU_ASSERT(record.finished && scr_hash_equal(&record.artifact, &second));
    release_record_free(&record);
    ledger_free(&ledger);
    scr_buffer_free(&bytes);
    end(&a);
}

/* Two runs that saw the same ledger: the second charges nothing. */
UNIT_TEST(release_statement, a_ledger_that_changed_meanwhile_is_noticed) {
    struct announced a;
    static uint8_t bytes[] = "another";
    const struct scr_buffer artifact = {.data = bytes, .length = sizeof bytes};
    begin(&a, text);
    announce(&a);
    a.record.number = 2;
    a.record.statement.bytes[0] ^= 1;
    CU_ASSERT_EQUAL(store_announce(a.store, &a.record, &a.ledger, 0, &artifact, &a.diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&a.diagnosis, a.path, "changed meanwhile"));
    end(&a);
}

UNIT_TEST(release_statement, other_counts_are_not_what_was_announced) {
    static const char *const damages[] = {
        "UPDATE returns_counts SET votes = x'010500' WHERE key = (SELECT min(key) FROM returns_counts)",
        "UPDATE returns_unit SET name = 'Belle' WHERE name = 'Bell'",
        "UPDATE release_share SET p = p + 1 WHERE contest = 0 AND position = 0",
        "UPDATE release SET turnout_public = 0",
        "UPDATE release SET levels = '4'",
        "UPDATE release SET levels = '42'",
        "UPDATE release SET root = 2",
        "UPDATE release SET root = 1999999",
        "UPDATE release SET exact_levels = 2",
        "UPDATE release SET table_root = replace(table_root, 'b', 'c')",
        "UPDATE release SET measured = 'x' || substr(measured, 2)",
        "UPDATE release_contest SET votes_allowed = 3 WHERE position = 0",
        "DELETE FROM release_share",
        "DELETE FROM release_share WHERE contest = 1",
        "DELETE FROM release_contest WHERE position = 0",
        "UPDATE noise SET noise_key = zeroblob(32)",
        "DELETE FROM noise",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct announced a;
        begin(&a, text);
        announce(&a);
        execute(a.path, damages[i]);
        CU_ASSERT_NOT_EQUAL(measure_again(&a), SCR_DONE);
        end(&a);
    }
}

/* What was charged cannot be made undone by putting an older file in the store's place, or by editing it. */
UNIT_TEST(release_statement, an_older_or_edited_ledger_is_refused) {
    static const struct {
        const char *sql, *words;
    } cases[] = {
        {"DELETE FROM ledger_loss; DELETE FROM ledger_entry; DELETE FROM ledger", "older than what was published"},
        {"DELETE FROM ledger", "damaged"},
        {"UPDATE ledger_loss SET epsilon = '1/4' WHERE position = 0", "damaged"},
        {"UPDATE ledger_entry SET digest = replace(digest, 'b', 'c')", "damaged"},
        {"DELETE FROM ledger_loss WHERE position = 1", "damaged"},
        {"UPDATE ledger_entry SET number = 2", "damaged"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct announced a;
        struct ledger ledger = {0};
        begin(&a, text);
        announce(&a);
        execute(a.path, "PRAGMA foreign_keys = OFF");
        execute(a.path, cases[i].sql);
        CU_ASSERT_EQUAL(store_load_ledger(a.store, &ledger, &a.diagnosis).code, SCR_STORE);
        CU_ASSERT(import_case_says(&a.diagnosis, a.path, cases[i].words));
        ledger_free(&ledger);
        end(&a);
    }
}

UNIT_TEST(release_statement, a_damaged_head_is_no_excuse) {
    static const char *const heads[] = {"", "1", "0 00\n", "1 zz\n"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct announced a;
        struct ledger ledger = {0};
        char path[450];
        begin(&a, text);
        announce(&a);
        snprintf(path, sizeof path, "%s.ledger-head", a.path);
        CU_ASSERT_EQUAL(scr_file_write(path, heads[i], strlen(heads[i]), 0644, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(store_load_ledger(a.store, &ledger, &a.diagnosis).code, SCR_STORE);
        CU_ASSERT(import_case_says(&a.diagnosis, a.path, "not as it was written"));
        ledger_free(&ledger);
        end(&a);
    }
}
