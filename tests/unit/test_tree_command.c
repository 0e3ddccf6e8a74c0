/* test_tree_command.c: `tree odds` and `tree simulate` refuse what they do not understand, and say so. */
#include <string.h>

#include "gen/command_tree.h"
#include "unit.h"

static enum scr_code run(scr_result (*command)(const struct command_context *, int, char **), const char *const *words,
                         const char *complaint) {
    char copies[8][96], *argv[9];
    struct scr_diagnosis diagnosis = {0};
    struct command_context context = {"", &diagnosis};
    int argc = 0;
    for (; words[argc]; argc++) argv[argc] = strcpy(copies[argc], words[argc]);
    argv[argc] = NULL;
    scr_result result = command(&context, argc, argv);
    CU_ASSERT(diagnosis.count == 1 && strstr(diagnosis.problems[0].message, complaint));
    scr_diagnosis_free(&diagnosis);
    return result.code;
}

UNIT_TEST(tree_command, odds_refusals) {
    static const char *const cases[][7] = {
        {"needs either --shares or --contest", "odds"},
        {"needs either --shares or --contest", "odds", "--shares", "5:4", "--contest", "x"},
        {"not all of them 0", "odds", "--shares", "0:0"},
        {"not all of them 0", "odds", "--shares", "5:"},
        {"not all of them 0", "odds", "--shares", "5:-1"},
        {"not all of them 0", "odds", "--shares", "1.5:2"},
        {"not all of them 0", "odds", "--shares", ""},
        {"1 to 1000000000000", "odds", "--shares", "5:4", "--ballots", "0"},
        {"2, 3, 4 or 5", "odds", "--shares", "5:4", "--arity", "6"},
        {"above 0 and below 1", "odds", "--shares", "5:4", "--want", "1"},
        {"above 0 and below 1", "odds", "--shares", "5:4", "--want", "nan"},
        {"above 0 and below 1", "odds", "--shares", "5:4", "--risk-limit", "1e-3"},
        {"--shares needs a value", "odds", "--shares"},
        {"'more' is one word more than it takes", "odds", "--shares", "5:4", "more"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        CU_ASSERT_EQUAL(run(tree_odds, cases[c] + 1, cases[c][0]), SCR_USAGE);
}

UNIT_TEST(tree_command, simulation_refusals) {
    static const char *const cases[][8] = {
        {"needs --triples and --seed", "simulate", "--seed", "1"},
        {"needs --triples and --seed", "simulate", "--triples", "A:A:3"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "A:A"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "A:A:3,"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "A::3"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "A:A:3:4"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "A:A:x"},
        {"R:A:COUNT", "simulate", "--seed", "1", "--triples", "-:-:3"},
        {"1 to 1073741824 ballots", "simulate", "--seed", "1", "--triples", "A:A:0"},
        {"1 to 1073741824 ballots", "simulate", "--seed", "1", "--triples", "A:A:1073741824,A:A:1"},
        {"scrutineer1 or rivest2019", "simulate", "--seed", "1", "--arrangement", "x"},
        {"least, classic or recursive", "simulate", "--seed", "1", "--plan", "x"},
        {"1 to 1073741824", "simulate", "--seed", "1", "--replicate", "0"},
        {"2, 3, 4 or 5", "simulate", "--seed", "1", "--arity", "1"},
        {"mebibytes", "simulate", "--seed", "1", "--memory", "-1"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        CU_ASSERT_EQUAL(run(tree_simulation, cases[c] + 1, cases[c][0]), SCR_USAGE);
    static const char *const decimal[] = {"simulate", "--seed",        "x1",         "--triples",
                                          "A:A:3",    "--arrangement", "rivest2019", NULL};
    CU_ASSERT_EQUAL(run(tree_simulation, decimal, "decimal integer"), SCR_USAGE);
}
