/* test_store.c: the store gives back what it was given, refuses what is not its own, and survives being killed. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../gen/store/store.h"
#include "import_case.h"
#include "scrutineer/file.h"

static const char *fresh_path(void) {
    static char path[400];
    snprintf(path, sizeof path, "%s/election.sqlite", unit_scratch());
    return path;
}

static scr_result save(const char *path, const struct election *election, bool replace,
                       struct scr_diagnosis *diagnosis) {
    struct store *store;
    SCR_TRY(store_open(path, STORE_WRITE, &store, diagnosis));
    scr_result result = store_save_election(store, election, replace, diagnosis);
    store_close(store);
    return result;
}

static scr_result load(const char *path, struct election *election, struct scr_diagnosis *diagnosis) {
    struct store *store;
    *election = (struct election){0};
    SCR_TRY(store_open(path, STORE_READ, &store, diagnosis));
    scr_result result = store_load_election(store, election, diagnosis);
    store_close(store);
    return result;
}

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static void refuses(const char *path, const char *message) {
    struct scr_diagnosis diagnosis = {0};
    struct election election;
    CU_ASSERT(scr_failed(load(path, &election, &diagnosis)));
    bool said = import_case_says(&diagnosis, "", message);
    CU_ASSERT(said);
    if (!said) import_case_show(&diagnosis);
    CU_ASSERT_EQUAL(election.contest_count, 0);
    election_free(&election);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(store, gives_back_what_it_was_given) {
    static const char *const files[] = {"fixtures/demo/election.csv", "fixtures/demo/straight-party.csv",
                                        "fixtures/import/good/nist_1500_100.xml",
                                        "fixtures/import/good/electionguard.json"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct import_case c;
        struct election loaded;
        const char *path = fresh_path();
        import_case_read(&c, files[i], i % 2);
        CU_ASSERT_EQUAL_FATAL(c.result.code, SCR_DONE);
        CU_ASSERT_EQUAL(save(path, &c.election, false, &c.diagnosis).code, SCR_DONE);
        CU_ASSERT_EQUAL(load(path, &loaded, &c.diagnosis).code, SCR_DONE);
        CU_ASSERT(import_case_equal(&c.election, &loaded));
        if (c.diagnosis.count) import_case_show(&c.diagnosis);
        election_free(&loaded);
        import_case_free(&c);
    }
}

UNIT_TEST(store, holds_one_election_unless_told_to_replace) {
    struct import_case first, second;
    struct election loaded;
    const char *path = fresh_path();
    import_case_read(&first, "fixtures/demo/election.csv", false);
    import_case_read(&second, "fixtures/demo/straight-party.csv", false);
    CU_ASSERT_EQUAL_FATAL(save(path, &first.election, false, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(save(path, &second.election, false, &second.diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&second.diagnosis, path, "holds an election already"));
    CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
    CU_ASSERT(import_case_equal(&first.election, &loaded));
    election_free(&loaded);
    CU_ASSERT_EQUAL(save(path, &second.election, true, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
    CU_ASSERT(import_case_equal(&second.election, &loaded));
    election_free(&loaded);
    import_case_free(&first);
    import_case_free(&second);
}

UNIT_TEST(store, refuses_what_is_not_its_own) {
    struct import_case c;
    const char *path = fresh_path();
    refuses(path, "there is no store here");
    CU_ASSERT(access(path, F_OK));
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, "", 0, 0644, NULL)));
    refuses(path, "the store is empty");
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, "this is a letter, not a database", 32, 0644, NULL)));
    refuses(path, "not a store of scrutineer-gen");
    import_case_read(&c, "fixtures/demo/election.csv", false);
    CU_ASSERT_EQUAL(save(path, &c.election, true, NULL).code, SCR_STORE);
    char letter[64];
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(letter, sizeof letter, file));
    fclose(file);
    CU_ASSERT_STRING_EQUAL(letter, "this is a letter, not a database");

    path = fresh_path();
    execute(path, "CREATE TABLE cats (name TEXT)");
    refuses(path, "not a store of scrutineer-gen");
    CU_ASSERT_EQUAL(save(path, &c.election, true, NULL).code, SCR_STORE);

    path = fresh_path();
    CU_ASSERT_EQUAL_FATAL(save(path, &c.election, false, NULL).code, SCR_DONE);
    execute(path, "PRAGMA user_version = 6");
    refuses(path, "the store has version 6, this program reads version 5");
    CU_ASSERT_EQUAL(save(path, &c.election, true, NULL).code, SCR_STORE);
    refuses("fixtures", "not a regular file");
    import_case_free(&c);
}

/* A store edited by hand is checked like a file. */
UNIT_TEST(store, notices_damage) {
    static const struct {
        const char *sql, *message;
    } damages[] = {
        {"DELETE FROM election", "holds no election"},
        {"DELETE FROM candidate WHERE contest = 0 AND position = 1", "a candidate is missing"},
        {"DELETE FROM candidate WHERE contest = 2", "has no candidates"},
        {"DELETE FROM contest WHERE position = 1", "a contest is missing"},
        {"DELETE FROM style_contest WHERE style = 1 AND position = 2", "lacks a contest"},
        {"DELETE FROM style_contest WHERE style = 1", "has no contests"},
        {"UPDATE style_contest SET contest = 99 WHERE style = 0 AND position = 0", "out of range"},
        {"UPDATE style_contest SET contest = 0 WHERE style = 0 AND position = 1", "is twice on the ballot style"},
        {"UPDATE candidate SET party = 77 WHERE contest = 0 AND position = 0", "out of range"},
        {"UPDATE candidate SET name = char(27) || '[2J' WHERE contest = 0 AND position = 0", "control character"},
        {"UPDATE contest SET name = CAST(x'FF41' AS TEXT) WHERE position = 0", "not valid UTF-8"},
        {"UPDATE source_file SET sha256 = upper(sha256)", "64 hexadecimal digits"},
        {"DROP TABLE party", "no such table"},
        {"PRAGMA ignore_check_constraints = ON; UPDATE contest SET votes_allowed = 0", "votes allowed is 0"},
        {"PRAGMA ignore_check_constraints = ON; UPDATE contest SET votes_allowed = -1", "out of range"},
        {"PRAGMA ignore_check_constraints = ON; UPDATE candidate SET kind = 9", "out of range"},
    };
    struct import_case c;
    import_case_read(&c, "fixtures/demo/election.csv", false);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const char *path = fresh_path();
        CU_ASSERT_EQUAL_FATAL(save(path, &c.election, false, NULL).code, SCR_DONE);
        execute(path, damages[i].sql);
        refuses(path, damages[i].message);
    }
    import_case_free(&c);
}

/* A state: `styles` ballot styles of 25 contests each, from `contests` contests of 2 to 6 candidates. */
static void make_state(struct election *state, size_t styles, size_t contests) {
    *state = (struct election){.id = "state", .name = "State", .date = "", .jurisdiction = ""};
    struct contest *contest = scr_arena_alloc(&state->arena, contests, sizeof *contest);
    struct ballot_style *style = scr_arena_alloc(&state->arena, styles, sizeof *style);
    for (size_t i = 0; i < contests; i++) {
        size_t count = 2 + i % 5;
        struct candidate *candidates = scr_arena_alloc(&state->arena, count, sizeof *candidates);
        for (size_t k = 0; k < count; k++) {
            const char *id = scr_arena_print(&state->arena, "contest-%zu/candidate-%zu", i, k);
            candidates[k] = (struct candidate){id, id, CANDIDATE_LISTED, ELECTION_NO_PARTY, false};
        }
        const char *id = scr_arena_print(&state->arena, "contest-%zu", i);
        contest[i] = (struct contest){id, id, CONTEST_ORDINARY, 1, candidates, count};
    }
    for (size_t i = 0; i < styles; i++) {
        size_t *own = scr_arena_alloc(&state->arena, 25, sizeof *own);
        for (size_t k = 0; k < 25; k++) own[k] = (i * 7 + k * (contests / 25)) % contests;
        style[i] = (struct ballot_style){scr_arena_print(&state->arena, "style-%zu", i), "", own, 25};
    }
    state->contests = contest;
    state->contest_count = contests;
    state->styles = style;
    state->style_count = styles;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

UNIT_TEST(store, holds_a_state) {
    struct election state, loaded;
    const char *path = fresh_path();
    make_state(&state, 6928, 4000);
    double begin = seconds();
    CU_ASSERT_EQUAL_FATAL(save(path, &state, false, NULL).code, SCR_DONE);
    double saved = seconds();
    CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
    double end = seconds();
    printf("(6,928 styles saved in %.2f s, loaded in %.2f s) ", saved - begin, end - saved);
    CU_ASSERT(import_case_equal(&state, &loaded));
    CU_ASSERT(end - begin < 20); /* a bound for sanitizers and busy machines */
    election_free(&loaded);
    election_free(&state);
}

/* A child saves two elections in turn, each replacing the other, and is killed at a random moment: afterwards the store
 * holds one of them whole. */
UNIT_TEST(store, survives_being_killed) {
    struct election a, b, loaded;
    const char *path = fresh_path();
    make_state(&a, 30, 100);
    make_state(&b, 50, 120);
    b.name = "Another state";
    CU_ASSERT_EQUAL_FATAL(save(path, &a, false, NULL).code, SCR_DONE);
    unsigned seen_a = 0, seen_b = 0, seed = 20261103;
    double begin = seconds();
    for (unsigned i = 0; i < 40 && seconds() - begin < 3; i++) {
        fflush(stdout);
        pid_t child = fork();
        CU_ASSERT_FATAL(child >= 0);
        if (!child) {
            for (bool second = true;; second = !second)
                if (scr_failed(save(path, second ? &b : &a, true, NULL))) _exit(1);
        }
        seed = seed * 1103515245u + 12345u;
        struct timespec wait = {0, (long)(2000000 + (seed >> 8) % 70000000)};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        int status;
        CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
        CU_ASSERT(WIFSIGNALED(status));
        CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
        bool is_a = import_case_equal(&a, &loaded), is_b = import_case_equal(&b, &loaded);
        CU_ASSERT(is_a || is_b);
        seen_a += is_a;
        seen_b += is_b;
        election_free(&loaded);
    }
    printf("(killed %u times: %u, %u) ", seen_a + seen_b, seen_a, seen_b);
    /* Kills strike in and between savings of both; on a very slow machine perhaps before the first has ended. */
    CU_ASSERT(seen_a + seen_b > 3);
    election_free(&a);
    election_free(&b);
}
