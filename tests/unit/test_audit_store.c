/* test_audit_store.c: trees, rounds and entries in the store: what comes back, what another program changed meanwhile,
 * and what somebody edited by hand. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_case.h"
#include "gen/store/store_audit.h"
#include "unit.h"

struct audit_store {
    char path[400];
    struct store *store;
    struct audit_case c;
    struct tree_record tree;
    struct audit_log log;
};

static const uint32_t plan[] = {2, 3, 5}, others[] = {1, 4};

static void begin(struct audit_store *s) {
    memset(s, 0, sizeof *s);
    snprintf(s->path, sizeof s->path, "%s/e.sqlite", unit_scratch());
    CU_ASSERT_EQUAL_FATAL(store_open(s->path, STORE_WRITE, &s->store, NULL).code, SCR_DONE);
    audit_case_make(&s->c, "AABAB", 2, 3, 1);
    s->tree = (struct tree_record){.contest = "mayor",
                                   .digest = {{1}},
                                   .commitment = {{2}},
                                   .seed = "20261110",
                                   .plan_kind = "least",
                                   .plan = plan,
                                   .plan_count = 3,
                                   .winner = 'A'};
}

static void end(struct audit_store *s) {
    audit_log_free(&s->log);
    audit_case_free(&s->c);
    store_close(s->store);
}

static enum scr_code reload(struct audit_store *s) {
    audit_log_free(&s->log);
    scr_result result = store_load_audit(s->store, 1, &s->log, NULL);
    if (!scr_failed(result)) result = audit_derive(&s->log, s->c.codes, s->c.ballots.count, 2);
    return result.code;
}

static enum scr_code enter_during(struct audit_store *s, size_t round, size_t during, uint32_t ballot, char was,
                                  char now) {
    const struct audit_entry entry = {round, during, ballot, was, now, was ? "why" : "", "2026-11-12T09:00:00Z"};
    return store_add_entries(s->store, 1, &entry, 1, NULL, NULL).code;
}

static enum scr_code enter(struct audit_store *s, size_t round, uint32_t ballot, char was, char now) {
    return enter_during(s, round, round, ballot, was, now);
}

UNIT_TEST(audit_store, trees_come_back_and_are_replaced_in_order) {
    struct audit_store s;
    struct tree_record loaded;
    const char *only = "";
    struct scr_arena arena = {0};
    bool found = true;
    begin(&s);
    CU_ASSERT_EQUAL(store_load_tree(s.store, "mayor", &loaded, &found, NULL).code, SCR_DONE);
    CU_ASSERT_FALSE(found);
    CU_ASSERT_EQUAL(store_only_tree(s.store, &arena, &only, NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NULL(only);
    CU_ASSERT_EQUAL(store_save_tree(s.store, &s.tree, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_save_tree(s.store, &s.tree, NULL).code, SCR_DONE); /* the same again */
    CU_ASSERT_EQUAL(store_only_tree(s.store, &arena, &only, NULL).code, SCR_DONE);
    CU_ASSERT(only && !strcmp(only, "mayor"));
    CU_ASSERT_EQUAL_FATAL(store_load_tree(s.store, "mayor", &loaded, &found, NULL).code, SCR_DONE);
    CU_ASSERT(found && loaded.number == 1 && loaded.plan_count == 3 && !memcmp(loaded.plan, plan, sizeof plan));
    CU_ASSERT(!strcmp(loaded.seed, "20261110") && !strcmp(loaded.plan_kind, "least") && loaded.winner == 'A');
    CU_ASSERT(!loaded.recorded && !loaded.supersedes && !loaded.disclose_all);
    tree_record_free(&loaded);
    /* Another one must supersede the one that stands, and keep the plan once rounds rest on it. */
    struct tree_record next = s.tree;
    next.digest.bytes[0] = 7;
    CU_ASSERT_EQUAL(store_save_tree(s.store, &next, NULL).code, SCR_STORE);
    next.supersedes = true;
    next.superseded.bytes[0] = 9;
    CU_ASSERT_EQUAL(store_save_tree(s.store, &next, NULL).code, SCR_STORE);
    next.superseded = s.tree.digest;
    next.disclose_all = true;
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, false, plan, 3, NULL).code, SCR_DONE);
    next.seed = "another";
    CU_ASSERT_EQUAL(store_save_tree(s.store, &next, NULL).code, SCR_STORE);
    next.seed = s.tree.seed;
    next.plan = others;
    next.plan_count = 2;
    CU_ASSERT_EQUAL(store_save_tree(s.store, &next, NULL).code, SCR_STORE);
    next.plan = plan;
    next.plan_count = 3;
    CU_ASSERT_EQUAL(store_save_tree(s.store, &next, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_tree(s.store, "mayor", &loaded, &found, NULL).code, SCR_DONE);
    CU_ASSERT(loaded.number == 1 && loaded.disclose_all && loaded.supersedes);
    tree_record_free(&loaded);
    CU_ASSERT(reload(&s) == SCR_DONE && s.log.round_count == 1);
    scr_arena_free(&arena);
    end(&s);
}

UNIT_TEST(audit_store, what_changed_meanwhile_is_noticed) {
    struct audit_store s;
    struct audit_log stale = {0};
    begin(&s);
    CU_ASSERT_EQUAL_FATAL(store_save_tree(s.store, &s.tree, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &stale, false, plan, 3, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &stale, false, plan, 3, NULL).code, SCR_STORE); /* opened meanwhile */
    CU_ASSERT_EQUAL(enter(&s, 1, 3, AUDIT_NONE, 'B'), SCR_DONE);
    CU_ASSERT_EQUAL(enter(&s, 1, 3, AUDIT_NONE, 'A'), SCR_STORE); /* entered meanwhile */
    CU_ASSERT_EQUAL(enter(&s, 1, 3, 'A', 'B'), SCR_STORE);
    CU_ASSERT_EQUAL(enter(&s, 1, 3, 'B', '\0'), SCR_DONE);
    CU_ASSERT_EQUAL(enter(&s, 1, 3, AUDIT_NONE, 'A'), SCR_DONE);
    CU_ASSERT_EQUAL(enter(&s, 2, 3, AUDIT_NONE, 'A'), SCR_STORE);    /* no such round */
    CU_ASSERT_NOT_EQUAL(enter(&s, 1, 4, AUDIT_NONE, 'A'), SCR_DONE); /* not planned there */
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT(s.log.entry_count == 3 && s.log.rounds[0].examined == 1 && s.log.rounds[0].discrepancies == 1);
    /* All or none. */
    const struct audit_entry two[] = {{1, 1, 2, AUDIT_NONE, 'A', "", "2026-11-12T09:00:00Z"},
                                      {1, 1, 3, AUDIT_NONE, 'A', "", "2026-11-12T09:00:00Z"}};
    CU_ASSERT_EQUAL(store_add_entries(s.store, 1, two, 2, NULL, NULL).code, SCR_STORE);
    CU_ASSERT(reload(&s) == SCR_DONE && s.log.entry_count == 3);
    CU_ASSERT_EQUAL(store_add_entries(s.store, 1, two, 1, &stale, NULL).code, SCR_STORE);
    CU_ASSERT_EQUAL(store_add_entries(s.store, 1, two, 1, &s.log, NULL).code, SCR_DONE);
    /* A round that was closed early takes no first entries. */
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, true, others, 2, NULL).code, SCR_STORE);
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, true, others, 2, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT(s.log.round_count == 2 && s.log.rounds[0].replanned && !s.log.rounds[1].replanned);
    CU_ASSERT_EQUAL(enter(&s, 1, 5, AUDIT_NONE, 'A'), SCR_STORE);
    CU_ASSERT_EQUAL(enter(&s, 2, 4, AUDIT_NONE, 'A'), SCR_DONE);
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, true, NULL, 0, NULL).code, SCR_DONE); /* closed, none opened */
    CU_ASSERT(reload(&s) == SCR_DONE && s.log.round_count == 2 && s.log.rounds[1].replanned);
    CU_ASSERT_EQUAL(enter(&s, 2, 1, AUDIT_NONE, 'A'), SCR_STORE);
    end(&s);
}

/* Corrections of rounds that are over, made during the last one; and a round that is opened again. */
UNIT_TEST(audit_store, corrections_say_when_they_were_made) {
    struct audit_store s;
    begin(&s);
    CU_ASSERT_EQUAL_FATAL(store_save_tree(s.store, &s.tree, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, false, plan, 3, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(enter(&s, 1, 3, AUDIT_NONE, 'A'), SCR_DONE);
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, true, NULL, 0, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(enter_during(&s, 1, 2, 3, 'A', 'B'), SCR_STORE); /* no second round yet */
    const struct audit_entry right = {1, 1, 3, 'A', 'B', "misread", "2026-11-12T09:00:00Z"};
    CU_ASSERT_EQUAL(store_add_correction(s.store, 1, &right, &s.log, true, NULL).code, SCR_STORE); /* as before */
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT_EQUAL(store_add_correction(s.store, 1, &right, &s.log, true, NULL).code, SCR_DONE);
    CU_ASSERT(reload(&s) == SCR_DONE && !s.log.rounds[0].replanned && s.log.entries[1].during == 1);
    CU_ASSERT_EQUAL(enter(&s, 1, 5, AUDIT_NONE, '!'), SCR_DONE);
    CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
    CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, true, others, 2, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(enter(&s, 1, 5, '!', 'B'), SCR_STORE); /* another round is the last by now */
    CU_ASSERT_EQUAL(enter_during(&s, 1, 2, 5, '!', 'B'), SCR_DONE);
    CU_ASSERT(reload(&s) == SCR_DONE && s.log.entries[3].during == 2 && s.log.rounds[1].revisions == 1);
    CU_ASSERT(s.log.rounds[0].replanned && !s.log.rounds[1].replanned);
    end(&s);
}

UNIT_TEST(audit_store, damage_is_noticed) {
    static const struct {
        const char *sql;
        bool tree; /* loading the tree fails; else loading or deriving the audit */
    } damages[] = {{"UPDATE tree SET winner = 'AB'", true},
                   {"UPDATE tree SET sha256 = upper(substr(hex(zeroblob(32)), 2)) || 'G'", true},
                   {"UPDATE tree SET commitment = ''", true},
                   {"UPDATE tree SET seed = x'FF'", true},
                   {"UPDATE tree_plan SET ballot = 0 WHERE ballot = 2", true},
                   {"UPDATE tree_plan SET ballot = 5000000000 WHERE ballot = 2", true},
                   {"UPDATE audit_round SET number = 3", false},
                   {"UPDATE audit_round_ballot SET ballot = 9 WHERE ballot = 5", false},
                   {"UPDATE audit_round_ballot SET ballot = 1 WHERE ballot = 3", false},
                   {"UPDATE audit_entry SET now = 'AB'", false},
                   {"UPDATE audit_entry SET now = '?'", false},
                   {"UPDATE audit_entry SET was = 'B'", false},
                   {"UPDATE audit_entry SET round = 2", false},
                   {"UPDATE audit_entry SET ballot = 'x'", false},
                   {"UPDATE audit_entry SET during = 0", false},
                   {"UPDATE audit_entry SET during = 2", false},
                   {"UPDATE audit_entry SET during = 'x'", false},
                   {"UPDATE audit_entry SET time = x'FF'", false}};
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct audit_store s;
        struct tree_record loaded;
        sqlite3 *database = NULL;
        bool found;
        begin(&s);
        CU_ASSERT_EQUAL_FATAL(store_save_tree(s.store, &s.tree, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(store_add_round(s.store, 1, &s.log, false, plan, 3, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(enter(&s, 1, 3, AUDIT_NONE, 'B'), SCR_DONE);
        CU_ASSERT_EQUAL(reload(&s), SCR_DONE);
        CU_ASSERT_EQUAL_FATAL(sqlite3_open(s.path, &database), SQLITE_OK);
        CU_ASSERT_EQUAL(sqlite3_exec(database, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL), SQLITE_OK);
        CU_ASSERT_EQUAL(sqlite3_exec(database, damages[i].sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(database);
        scr_result tree = store_load_tree(s.store, "mayor", &loaded, &found, NULL);
        tree_record_free(&loaded);
        CU_ASSERT_EQUAL(tree.code, damages[i].tree ? SCR_STORE : SCR_DONE);
        CU_ASSERT_EQUAL(reload(&s), damages[i].tree ? SCR_DONE : SCR_STORE);
        end(&s);
    }
}
