/* test_release_statement_store.c: a measurement in the store and back from it: what was announced, damage, an older
 * store. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "gen/release/charge.h"
#include "scrutineer/file.h"
#include "statement_case.h"

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

/* Announces the usual release in the case's store, with bytes that stand for the statement. */
static void announce(struct statement_case *a) {
    static uint8_t bytes[] = "a statement";
    const struct scr_buffer artifact = {.data = bytes, .length = sizeof bytes};
    struct noise_record noise = {.election_id = "e1",
                                 .election_name = "e1",
                                 .election_date = "",
                                 .jurisdiction = "",
                                 .key = statement_case_key(),
                                 .releases = 2};
    const struct store_changes changes = {.returns = &a->returns.returns};
    const char *spent;
    CU_ASSERT_EQUAL_FATAL(statement_case_measure(a, &statement_case_usual).code, SCR_DONE);
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

static enum scr_code measure_again(struct statement_case *a) {
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

UNIT_TEST(release_statement_store, the_store_gives_back_what_was_announced) {
    struct statement_case a;
    struct release_record record = {0};
    struct ledger ledger = {0};
    const struct noise_key key = statement_case_key();
    struct scr_hash first = {{1}}, second = {{2}};
    struct scr_buffer bytes = {0};
    uint8_t release_key[RELEASE_KEY_SIZE];
    uint32_t number;
    bool found;
    statement_case_begin(&a, statement_case_text);
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
    statement_case_end(&a);
}

/* Two runs that saw the same ledger: the second charges nothing. */
UNIT_TEST(release_statement_store, a_ledger_that_changed_meanwhile_is_noticed) {
    struct statement_case a;
    static uint8_t bytes[] = "another";
    const struct scr_buffer artifact = {.data = bytes, .length = sizeof bytes};
    statement_case_begin(&a, statement_case_text);
    announce(&a);
    a.record.number = 2;
    a.record.statement.bytes[0] ^= 1;
    CU_ASSERT_EQUAL(store_announce(a.store, &a.record, &a.ledger, 0, &artifact, &a.diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&a.diagnosis, a.path, "changed meanwhile"));
    statement_case_end(&a);
}

UNIT_TEST(release_statement_store, other_counts_are_not_what_was_announced) {
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
        struct statement_case a;
        statement_case_begin(&a, statement_case_text);
        announce(&a);
        execute(a.path, damages[i]);
        CU_ASSERT_NOT_EQUAL(measure_again(&a), SCR_DONE);
        statement_case_end(&a);
    }
}

/* What was charged cannot be made undone by putting an older file in the store's place, or by editing it. */
UNIT_TEST(release_statement_store, an_older_or_edited_ledger_is_refused) {
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
        struct statement_case a;
        struct ledger ledger = {0};
        statement_case_begin(&a, statement_case_text);
        announce(&a);
        execute(a.path, "PRAGMA foreign_keys = OFF");
        execute(a.path, cases[i].sql);
        CU_ASSERT_EQUAL(store_load_ledger(a.store, &ledger, &a.diagnosis).code, SCR_STORE);
        CU_ASSERT(import_case_says(&a.diagnosis, a.path, cases[i].words));
        ledger_free(&ledger);
        statement_case_end(&a);
    }
}

UNIT_TEST(release_statement_store, a_damaged_head_is_no_excuse) {
    static const char *const heads[] = {"", "1", "0 00\n", "1 zz\n"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct statement_case a;
        struct ledger ledger = {0};
        char path[450];
        statement_case_begin(&a, statement_case_text);
        announce(&a);
        snprintf(path, sizeof path, "%s.ledger-head", a.path);
        CU_ASSERT_EQUAL(scr_file_write(path, heads[i], strlen(heads[i]), 0644, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(store_load_ledger(a.store, &ledger, &a.diagnosis).code, SCR_STORE);
        CU_ASSERT(import_case_says(&a.diagnosis, a.path, "not as it was written"));
        ledger_free(&ledger);
        statement_case_end(&a);
    }
}
