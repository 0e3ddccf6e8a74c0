/* test_deck_rules.c: rule sets and rules files, good and bad; names of files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/deck/file_names.h"
#include "gen/deck/rules.h"
#include "scrutineer/file.h"
#include "unit.h"

static enum scr_code load(const char *text, size_t length, struct scr_arena *arena, struct deck_rules *rules) {
    char path[300];
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof path, "%s/rules.json", unit_scratch());
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, text, length, 0600, NULL)));
    scr_result result = deck_rules_load(path, arena, rules, &diagnosis);
    CU_ASSERT_EQUAL(diagnosis.count > 0, scr_failed(result));
    scr_diagnosis_free(&diagnosis);
    return result.code;
}

UNIT_TEST(deck_rules, built_in_sets) {
    struct scr_arena arena = {0};
    struct deck_rules rules;
    CU_ASSERT_FATAL(!scr_failed(deck_rules_load("michigan", &arena, &rules, NULL)));
    CU_ASSERT(rules.each_candidate && rules.overvote == OVERVOTE_ALL && rules.blank_ballots == 1);
    CU_ASSERT(rules.straight_party);
    CU_ASSERT_FATAL(!scr_failed(deck_rules_load("votes-for-all", &arena, &rules, NULL)));
    CU_ASSERT(rules.each_candidate && rules.overvote == OVERVOTE_NONE && !rules.blank_ballots);
    CU_ASSERT_FATAL(!scr_failed(deck_rules_load("none", &arena, &rules, NULL)));
    CU_ASSERT_FALSE(rules.each_candidate);
    CU_ASSERT_EQUAL(deck_rules_load("no-such-rules", &arena, &rules, NULL).code, SCR_IO);
    scr_arena_free(&arena);
}

UNIT_TEST(deck_rules, files) {
    static const char good[] =
        "{\"name\":\"Ohio\",\"source\":\"3501.11\",\"each_candidate\":false,\"overvote\":\"exact\","
        "\"blank_ballots\":3,\"straight_party\":true}";
    static const char *const bad[] = {"{\"name\":\"x\",\"colour\":1}",
                                      "{\"name\":1}",
                                      "{\"name\":\"x\",\"name\":\"y\"}",
                                      "{}",
                                      "{\"name\":\"\"}",
                                      "[]",
                                      "{\"name\":\"x\"",
                                      "{\"name\":\"x\"} {}",
                                      "{\"name\":\"x\",\"blank_ballots\":-1}",
                                      "{\"name\":\"x\",\"blank_ballots\":1001}",
                                      "{\"name\":\"x\",\"blank_ballots\":1.5}",
                                      "{\"name\":\"x\",\"blank_ballots\":4294967297}",
                                      "{\"name\":\"x\",\"overvote\":\"some\"}",
                                      "{\"name\":\"x\",\"overvote\":true}",
                                      "{\"name\":\"x\",\"each_candidate\":1}",
                                      "{\"name\":\"a\\u0001b\"}",
                                      "{\"name\":\"a\\u0000b\"}",
                                      "{\"name\":\"\\ud800\"}",
                                      "{\"name\":\"x\",\"straight_party\":null}",
                                      "",
                                      "{\"name\":\"\xff\"}"};
    struct scr_arena arena = {0};
    struct deck_rules rules;
    CU_ASSERT_EQUAL(load(good, strlen(good), &arena, &rules), SCR_DONE);
    CU_ASSERT_STRING_EQUAL(rules.name, "Ohio");
    CU_ASSERT_STRING_EQUAL(rules.source, "3501.11");
    CU_ASSERT(!rules.each_candidate && rules.overvote == OVERVOTE_EXACT && rules.blank_ballots == 3);
    CU_ASSERT(rules.straight_party);
    CU_ASSERT_EQUAL(load("{\"name\":\"x\"}", 12, &arena, &rules), SCR_DONE);
    CU_ASSERT(rules.each_candidate && rules.overvote == OVERVOTE_NONE && !rules.blank_ballots && !rules.straight_party);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CU_ASSERT_EQUAL(load(bad[i], strlen(bad[i]), &arena, &rules), SCR_INPUT);
        if (load(bad[i], strlen(bad[i]), &arena, &rules) != SCR_INPUT) printf("  accepted: %s\n", bad[i]);
    }
    for (size_t cut = 0; cut < strlen(good); cut++) CU_ASSERT_EQUAL(load(good, cut, &arena, &rules), SCR_INPUT);
    char *large = malloc(70000);
    CU_ASSERT_FATAL(large != NULL);
    memset(large, ' ', 70000);
    memcpy(large, good, strlen(good));
    CU_ASSERT_NOT_EQUAL(load(large, 70000, &arena, &rules), SCR_DONE);
    free(large);
    char deep[4001];
    memset(deep, '[', 4000);
    CU_ASSERT_EQUAL(load(deep, 4000, &arena, &rules), SCR_INPUT);
    scr_arena_free(&arena);
}

static void expect_names(struct ballot_style *styles, size_t count) {
    struct scr_arena arena = {0};
    struct election election = {.styles = styles, .style_count = count};
    const char **names;
    CU_ASSERT_FATAL(!scr_failed(file_names_of_styles(&election, &arena, &names)));
    for (size_t a = 0; a < count; a++) {
        CU_ASSERT(strlen(names[a]) >= 1 && strlen(names[a]) <= 110);
        for (const char *c = names[a]; *c; c++)
            if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", *c))
                CU_FAIL("an odd character");
        CU_ASSERT(names[a][0] != '.');
        for (size_t b = 0; b < a; b++)
            if (!strcasecmp(names[a], names[b])) CU_FAIL("two names are equal");
    }
    scr_arena_free(&arena);
}

UNIT_TEST(deck_rules, file_names_are_safe_and_differ) {
    struct ballot_style styles[] = {{.id = "a"},   {.id = "A"},     {.id = "a-2"},      {.id = "a-2-2"},
                                    {.id = "a/2"}, {.id = "../.."}, {.id = ".hidden"},  {.id = "-rf"},
                                    {.id = ""},    {.id = "style"}, {.id = "\xC3\xA9"}, {.id = "\n\t<&\""},
                                    {.id = "a 2"}, {.id = "A-2"},   {.id = "a-3"}};
    expect_names(styles, sizeof styles / sizeof *styles);
    static char ids[1000][120];
    static struct ballot_style many[1000];
    for (size_t s = 0; s < 1000; s++) { /* equal in their first 80 characters */
        memset(ids[s], s % 2 ? 'x' : 'X', 90);
        snprintf(ids[s] + 90, 20, "%zu", s);
        many[s] = (struct ballot_style){.id = ids[s]};
    }
    expect_names(many, 1000);
    struct scr_arena arena = {0};
    struct election election = {.styles = styles, .style_count = 1};
    const char **names;
    CU_ASSERT_FATAL(!scr_failed(file_names_of_styles(&election, &arena, &names)));
    CU_ASSERT_STRING_EQUAL(names[0], "a");
    scr_arena_free(&arena);
}
