/* test_verify_ledger_compare.c: DPR-08 and DPR-09 on statements, releases and definitions made in memory: what two of
 * them must say alike, and what each clause says when it alone is broken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/release/checks.h"

enum { MOST = 8 };

/* What is at hand in one run. The digest of a file is its letter, repeated. */
struct table {
    struct release_publications publications;
    struct definitions definitions;
    struct findings files[MOST];
    size_t count;
    struct statements_scope scope;
    struct published_statement *made[MOST]; /* owned by publications */
};

static struct scr_hash letter(char c) {
    struct scr_hash hash;
    memset(hash.bytes, c, SCR_HASH_SIZE);
    return hash;
}

/* A statement of this release. `ledger`: a letter for each entry, which is its digest; upper case announces the
 * next release, lower case finishes the last one announced, as an artifact of this letter. The table of release n is
 * the letter that announces it. */
static struct published_statement *put(struct table *table, char digest, uint32_t release, const char *ledger) {
    struct published_statement *statement = calloc(1, sizeof *statement);
    size_t count = strlen(ledger);
    if (!statement) abort();
    statement->head.digest = letter(digest);
    statement->head.election_id = "e";
    statement->noise = letter('n');
    statement->release = release;
    statement->ledger_follows = true;
    statement->ledger.total = "1";
    statement->ledger.entries = calloc(count, sizeof *statement->ledger.entries);
    if (!statement->ledger.entries) abort();
    uint32_t announced = 0;
    for (size_t i = 0; i < count; i++) {
        bool announce = ledger[i] >= 'A' && ledger[i] <= 'Z';
        announced += announce;
        statement->ledger.entries[i] = (struct ledger_entry){
            .number = (uint32_t)i + 1,
            .kind = announce ? LEDGER_ANNOUNCE : LEDGER_FINISH,
            .has_release = true,
            .release = announced,
            .digest = letter(ledger[i]),
        };
        /* Like a hash of the chain it differs wherever an entry before it does. */
        memcpy(statement->ledger.entries[i].hash.bytes, ledger, i + 1);
        if (announce) statement->table_root = letter(ledger[i]);
    }
    statement->ledger.entry_count = count;
    table->made[table->count] = statement;
    CU_ASSERT(!scr_failed(releases_add_statement(&table->publications, statement)));
    struct findings *findings = &table->files[table->count++];
    *findings = (struct findings){.kind = "measurement-statement", .hash = letter(digest), .hashed = true};
    return statement;
}

static void put_release(struct table *table, char digest, const struct published_statement *statement, char replaces) {
    struct published_release *release = calloc(1, sizeof *release);
    if (!release) abort();
    release->head.digest = letter(digest);
    release->head.election_id = "e";
    release->statement = statement;
    if (replaces) release->supersedes = (struct superseded){{letter(replaces)}, 1};
    CU_ASSERT(!scr_failed(releases_add_release(&table->publications, release)));
}

static void run(struct table *table, uint64_t budget) {
    struct work work = {budget, budget, 0};
    CU_ASSERT(!scr_failed(release_compare_statements(&table->publications, &table->definitions, &work, table->files,
                                                     table->count, &table->scope)));
}

/* Each file's verdict on the check: a letter, h, u, r, or - where it was not made. `words`: said by one of them. */
static void expect(struct table *table, const char *id, const char *verdicts, const char *words) {
    char found[MOST + 1] = "";
    bool said = !words;
    for (size_t i = 0; i < table->count; i++) {
        int verdict = findings_verdict(&table->files[i], id);
        found[i] = verdict < 0 ? '-' : "hur"[verdict];
        for (size_t j = 0; j < table->files[i].check_count && words; j++)
            said |= !strcmp(table->files[i].checks[j].id, id) && strstr(table->files[i].checks[j].detail, words);
    }
    if (strcmp(found, verdicts) != 0 || !said) {
        printf("\n%s: %s instead of %s\n", id, found, verdicts);
        for (size_t i = 0; i < table->count; i++)
            for (size_t j = 0; j < table->files[i].check_count; j++)
                printf("  %s %s\n", table->files[i].checks[j].id, table->files[i].checks[j].detail);
    }
    CU_ASSERT_STRING_EQUAL(found, verdicts);
    CU_ASSERT(said);
}

static void clear(struct table *table) {
    for (size_t i = 0; i < table->count; i++) findings_free(&table->files[i]);
    release_publications_free(&table->publications);
    definitions_free(&table->definitions);
    scr_buffer_free(&table->scope.numbers);
    *table = (struct table){0};
}

UNIT_TEST(verify_ledger_compare, beginnings) {
    struct table table = {0};
    put(&table, 'p', 1, "A");
    put(&table, 'q', 3, "AaBbC");
    put(&table, 'r', 2, "AaB");
    run(&table, 1000);
    expect(&table, "DPR-08", "hhh", "agrees with 2 other statement(s)");
    expect(&table, "DPR-09", "hhh", "no ballot definition of the election");
    CU_ASSERT_EQUAL(table.scope.without_definition, 3);
    clear(&table);
    /* Another second entry in release 2: release 1 says nothing of it. */
    put(&table, 'p', 1, "A");
    put(&table, 'q', 3, "AaBbC");
    put(&table, 'r', 2, "AxB");
    run(&table, 1000);
    expect(&table, "DPR-08", "hrr", "entry 2 of the ledger is another one than in the statement of release 3");
    clear(&table);
    /* On another noise commitment the same is nobody's concern. */
    put(&table, 'p', 1, "A");
    put(&table, 'q', 2, "XaB")->noise = letter('o');
    run(&table, 1000);
    expect(&table, "DPR-08", "hh", "agrees with 0 other statement(s)");
    clear(&table);
    put(&table, 'p', 1, "A")->ledger.total = "1/2";
    put(&table, 'q', 2, "AaB");
    run(&table, 1000);
    expect(&table, "DPR-08", "rr", "Total is 1/2 here, 1 in the statement of release 2");
    clear(&table);
    /* What DPR-05 refuted has no ledger to compare. */
    put(&table, 'p', 1, "X")->ledger_follows = false;
    put(&table, 'q', 2, "AaB");
    run(&table, 1000);
    expect(&table, "DPR-08", "-h", NULL);
    expect(&table, "DPR-09", "-h", NULL);
    clear(&table);
    put(&table, 'p', 1, "A")->table_root = letter('z');
    put(&table, 'q', 2, "AaB");
    run(&table, 1000);
    expect(&table, "DPR-08", "hr", "entry 1 of the ledger announces another table than the statement of release 1");
    clear(&table);
}

UNIT_TEST(verify_ledger_compare, one_of_each_release) {
    struct table table = {0};
    put(&table, 'p', 1, "A");
    put(&table, 'q', 1, "A");
    run(&table, 1000);
    expect(&table, "DPR-08", "rr", "neither supersedes the other");
    clear(&table);
    put(&table, 'p', 1, "A");
    put(&table, 'q', 1, "A")->supersedes = (struct superseded){{letter('p')}, 1};
    put(&table, 'r', 1, "A")->supersedes = (struct superseded){{letter('q')}, 1};
    run(&table, 1000);
    expect(&table, "DPR-08", "hhh", NULL);
    clear(&table);
    /* Two that supersede the same one are rivals; that one is not. */
    put(&table, 'p', 1, "A");
    put(&table, 'q', 1, "A")->supersedes = (struct superseded){{letter('p')}, 1};
    put(&table, 'r', 1, "A")->supersedes = (struct superseded){{letter('p')}, 1};
    run(&table, 1000);
    CU_ASSERT_EQUAL(findings_verdict(&table.files[1], "DPR-08"), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(findings_verdict(&table.files[2], "DPR-08"), VERDICT_REFUTED);
    clear(&table);
    /* A statement of another release cannot stand in for one of this. */
    put(&table, 'p', 1, "A");
    put(&table, 'q', 1, "A");
    put(&table, 'r', 2, "AaB")->supersedes = (struct superseded){{letter('p')}, 1};
    run(&table, 1000);
    CU_ASSERT_EQUAL(findings_verdict(&table.files[0], "DPR-08"), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(findings_verdict(&table.files[1], "DPR-08"), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(findings_verdict(&table.files[2], "DPR-08"), VERDICT_HOLDS);
    clear(&table);
}

/* digest, what it supersedes (0: nothing) of releases of statement 1; what the ledger of release 2 then is. */
static void finish(char first, char replaces, char second, char replaces_too, const char *verdict, size_t absent) {
    struct table table = {0};
    struct published_statement *one = put(&table, 'p', 1, "A");
    put(&table, 'q', 2, "AaB");
    if (first) put_release(&table, first, one, replaces);
    if (second) put_release(&table, second, one, replaces_too);
    run(&table, 1000);
    expect(&table, "DPR-08", verdict, NULL);
    CU_ASSERT_EQUAL(table.scope.absent, absent);
    CU_ASSERT(!absent || !strcmp((const char *)table.scope.numbers.data, "1"));
    clear(&table);
}

UNIT_TEST(verify_ledger_compare, finished_releases) {
    finish(0, 0, 0, 0, "hh", 1);
    finish('a', 0, 0, 0, "hh", 0);
    finish('b', 0, 0, 0, "hr", 0);
    finish('b', 'a', 0, 0, "hh", 0);
    finish('a', 'b', 'b', 0, "hh", 0);
    finish('a', 0, 'b', 0, "hr", 0);
    finish('a', 0, 'b', 'a', "hh", 0);
}

UNIT_TEST(verify_ledger_compare, budget) {
    struct table table = {0};
    put(&table, 'p', 1, "A");
    put(&table, 'q', 3, "AaBbC");
    run(&table, 2);
    expect(&table, "DPR-08", "hu", "given up");
    clear(&table);
}

/* Contests a and b of one vote, c of two; `styles`: a text of contests for each ballot style. */
static void define(struct table *table, const char *election, char digest, const char *const *styles) {
    static const char *const ids[] = {"a", "b", "c"};
    struct definition definition = {.header.election_id = election, .file_hash = letter(digest)};
    definition.contests = calloc(3, sizeof *definition.contests);
    definition.styles = calloc(MOST, sizeof *definition.styles);
    definition.contest_ids = calloc((size_t)3 * MOST, sizeof *definition.contest_ids);
    definition.contests_by_id = scr_arena_alloc(&definition.arena, 3, sizeof *definition.contests_by_id);
    if (!definition.contests || !definition.styles || !definition.contest_ids || !definition.contests_by_id) abort();
    for (size_t i = 0; i < 3; i++) {
        definition.contests[i] = (struct definition_contest){.id = ids[i], .votes_allowed = i == 2 ? 2 : 1};
        definition.contests_by_id[i] = i;
    }
    definition.contest_count = 3;
    for (; styles[definition.style_count]; definition.style_count++) {
        const char *text = styles[definition.style_count];
        definition.styles[definition.style_count] =
            (struct definition_style){.id = text, .first = definition.contest_id_count, .count = strlen(text)};
        for (; *text; text++) definition.contest_ids[definition.contest_id_count++] = ids[*text - 'a'];
    }
    CU_ASSERT(!scr_failed(definitions_add(&table->definitions, &definition)));
}

/* A statement that measures `votes` votes of contest `measured` and charges a, b, c; the ledger has these styles. */
static void announce(struct table *table, const char *measured, uint32_t votes, const char *const *styles) {
    static const char *const ids[] = {"a", "b", "c"};
    struct published_statement *statement = put(table, 'p', 1, "A");
    struct ledger *ledger = &statement->ledger;
    statement->contests = calloc(1, sizeof *statement->contests);
    ledger->losses = calloc(3, sizeof *ledger->losses);
    ledger->styles = calloc(MOST, sizeof *ledger->styles);
    ledger->on = calloc((size_t)3 * MOST, sizeof *ledger->on);
    if (!statement->contests || !ledger->losses || !ledger->styles || !ledger->on) abort();
    statement->contests[0] = (struct measured_contest){.id = measured, .votes_allowed = votes};
    statement->contest_count = 1;
    for (; ledger->loss_count < 3; ledger->loss_count++)
        ledger->losses[ledger->loss_count] =
            (struct ledger_loss){ids[ledger->loss_count], ledger->loss_count == 2 ? "unlimited" : "1/3"};
    for (; styles[ledger->style_count]; ledger->style_count++) {
        const char *text = styles[ledger->style_count];
        ledger->styles[ledger->style_count] = (struct ledger_style){text, ledger->on_count, strlen(text)};
        for (; *text; text++) ledger->on[ledger->on_count++] = ids[*text - 'a'];
    }
}

static void styles(const char *const *defined, const char *const *listed, const char *verdict, const char *words) {
    struct table table = {0};
    define(&table, "e", 'd', defined);
    announce(&table, "a", 1, listed);
    run(&table, 1000);
    expect(&table, "DPR-09", verdict, words);
    CU_ASSERT_EQUAL(table.scope.without_definition, 0);
    clear(&table);
}

UNIT_TEST(verify_ledger_compare, styles) {
    static const char *const together[] = {"ab", NULL}, *const apart[] = {"a", "b", NULL}, *const none[] = {NULL},
                             *const half[] = {"a", NULL}, *const others[] = {"ac", "bc", NULL},
                             *const all[] = {"c", "abc", NULL};
    styles(together, together, "h", "those of 1 ballot definition(s)");
    styles(together, none, "h", NULL);
    styles(together, half, "h", NULL);
    styles(together, apart, "r",
           "ballot style \"ab\" of the definition has 2 contests that the ledger charges and lists in styles; no Style "
           "of the ledger has more than 1 of them together");
    styles(apart, apart, "h", NULL);
    styles(apart, together, "h", NULL);
    styles(others, apart, "h", NULL); /* an unlimited loss is in no sum */
    styles(all, others, "r", "more than 1");
    styles(all, all, "h", NULL);
}

UNIT_TEST(verify_ledger_compare, definitions) {
    static const char *const any[] = {"abc", NULL}, *const apart[] = {"a", "b", NULL}, *const none[] = {NULL};
    struct table table = {0};
    define(&table, "e", 'd', any);
    announce(&table, "c", 1, none);
    run(&table, 1000);
    expect(&table, "DPR-09", "r", "contest \"c\" allows 1 vote(s) in the statement, 2 in the ballot definition");
    clear(&table);
    define(&table, "e", 'd', any);
    announce(&table, "c", 2, none);
    run(&table, 1000);
    expect(&table, "DPR-09", "h", NULL);
    clear(&table);
    define(&table, "e", 'd', any);
    announce(&table, "not of the definition", 7, none);
    run(&table, 1000);
    expect(&table, "DPR-09", "h", NULL);
    clear(&table);
    define(&table, "another", 'd', any);
    announce(&table, "c", 1, apart);
    run(&table, 1000);
    expect(&table, "DPR-09", "h", "no ballot definition of the election");
    CU_ASSERT_EQUAL(table.scope.without_definition, 1);
    clear(&table);
    announce(&table, "c", 1, none);
    table.definitions.invalid = 1;
    run(&table, 1000);
    expect(&table, "DPR-09", "u", "is not valid");
    clear(&table);
    /* One that another replaces says nothing any more. */
    define(&table, "e", 'd', any);
    define(&table, "e", 'f', apart);
    table.definitions.items[1].header.supersedes[0] = letter('d');
    table.definitions.items[1].header.supersedes_count = 1;
    announce(&table, "a", 1, apart);
    run(&table, 1000);
    expect(&table, "DPR-09", "h", "those of 1 ballot definition(s)");
    clear(&table);
    define(&table, "e", 'd', any);
    announce(&table, "a", 1, apart);
    run(&table, 4);
    expect(&table, "DPR-09", "u", "given up");
    clear(&table);
}

static void every_kind(struct table *table, const char *const *defined, const char *const *listed) {
    define(table, "e", 'd', defined);
    announce(table, "a", 1, listed);
    put(table, 'q', 3, "AaBbC");
    put(table, 'r', 2, "AxB");
    put_release(table, 'a', table->made[0], 0);
    put_release(table, 'b', table->made[2], 0);
}

/* Work that ends anywhere leaves undecided what it did not come to: it never holds too early, and what was found to be
 * wrong stays so. */
UNIT_TEST(verify_ledger_compare, every_budget) {
    static const char *const together[] = {"ab", "a", NULL}, *const apart[] = {"a", "b", NULL};
    unsigned open = 0, early = 0; /* early: something is refuted in a run that leaves something open */
    for (int wrong = 0; wrong < 2; wrong++)
        for (uint64_t work = 0; work < 60; work++) {
            struct table table = {0};
            bool left = false, refuted = false;
            every_kind(&table, together, wrong ? apart : together);
            run(&table, work);
            for (size_t i = 0; i < table.count; i++) {
                int ledgers = findings_verdict(&table.files[i], "DPR-08");
                int definition = findings_verdict(&table.files[i], "DPR-09");
                CU_ASSERT(ledgers == VERDICT_UNDECIDED || ledgers == (i ? VERDICT_REFUTED : VERDICT_HOLDS));
                CU_ASSERT(definition == VERDICT_UNDECIDED ||
                          definition == (wrong && !i ? VERDICT_REFUTED : VERDICT_HOLDS));
                left |= ledgers == VERDICT_UNDECIDED || definition == VERDICT_UNDECIDED;
                refuted |= ledgers == VERDICT_REFUTED || definition == VERDICT_REFUTED;
            }
            open += left;
            early += left && refuted;
            clear(&table);
        }
    CU_ASSERT(open > 20 && open < 120 && early > 5);
    struct table table = {0};
    every_kind(&table, together, apart);
    run(&table, 1000);
    expect(&table, "DPR-08", "hrr", NULL);
    expect(&table, "DPR-09", "rhh", NULL);
    clear(&table);
}

/* One ledger may finish a release twice: it is absent once. Of many that are absent the first twenty are named. */
UNIT_TEST(verify_ledger_compare, absent) {
    struct table table = {0};
    put(&table, 'p', 2, "AabB");
    run(&table, 1000);
    CU_ASSERT_EQUAL(table.scope.absent, 1);
    CU_ASSERT_STRING_EQUAL((const char *)table.scope.numbers.data, "1");
    clear(&table);
    put(&table, 'p', 22, "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuV");
    run(&table, 1000);
    CU_ASSERT_EQUAL(table.scope.absent, 21);
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)table.scope.numbers.data, "19, 20"));
    CU_ASSERT_PTR_NULL(strstr((const char *)table.scope.numbers.data, "21"));
    clear(&table);
}

/* A statement may supersede one that is not at hand, or one of another release: neither is marked as replaced. */
UNIT_TEST(verify_ledger_compare, supersedes_others) {
    struct table table = {0};
    struct published_statement *later = put(&table, 'q', 2, "AaB");
    later->supersedes = (struct superseded){{letter('z'), letter('p')}, 2};
    put(&table, 'p', 1, "A");
    struct published_statement *other = put(&table, 'r', 2, "XxY"); /* the same number on another noise commitment */
    other->noise = letter('o');
    put_release(&table, 'a', table.made[1], 0);
    put_release(&table, 'w', other, 0);
    put_release(&table, 'y', later, 0);
    other->ledger.entries[1].release = 2;
    run(&table, 1000);
    expect(&table, "DPR-08", "hhr", "entry 2 of the ledger finishes release 2 with another artifact");
    clear(&table);
}
