/* target_study.c: `release study` with all tables that it reads, and pages of a report from a verdict and artifacts. */
#include <stdio.h>
#include <string.h>

#include "tests/fuzz/command.h"

/* Adds an option and its file, where the bundle has it. */
static void add(const char **words, size_t *count, const struct bundle *bundle, const char *option, const char *name) {
    for (size_t i = 0; i < bundle->count; i++)
        if (!strcmp(bundle->parts[i].name, name + 1)) words[(*count)++] = option, words[(*count)++] = name;
}

void target_study(const struct bundle *bundle, const char *folder) {
    static const char table[] =
        "county,code,Ann,Bo\nBell,1,69,0\nBell,2,1,134\nCole,3,143,0\nCole,4,425,1\nCole,5,20,30\n";
    static const char *const written[] = {"study/study.html", "study/levels.csv", "study/levels.svg", NULL};
    const char *words[40] = {"study",   "--public-data", "--table", "@table.csv", "--levels", "county,code", "--counts",
                             "Ann,Bo",  "--epsilon",     "1/5",     "--seed",     "s",        "--runs",      "2",
                             "--split", "equal",         "--out",   "@study"};
    size_t count = 18;
    add(words, &count, bundle, "--districts", "@districts.csv");
    add(words, &count, bundle, "--decisions", "@rules.json");
    add(words, &count, bundle, "--known", "@known.csv");
    size_t before = count;
    add(words, &count, bundle, "--regression", "@shares.csv");
    if (count > before) {
        static const char *const more[] = {"--option", "Ann", "--noised", "votes"};
        memcpy(words + count, more, sizeof more);
    }
    bool given = false;
    for (size_t i = 0; i < bundle->count; i++) given = given || !strcmp(bundle->parts[i].name, "table.csv");
    if (!given) command_write(folder, "table.csv", table);
    if (command_run(&command_release, folder, words))
        for (size_t i = 0; written[i]; i++) command_expect_clean(folder, written[i]);
    command_clear(folder);
}

/* The pages in both languages, and the certificate as page and as text. */
void target_report(const struct bundle *bundle, const char *folder) {
    static const char *const ways[][5] = {{"@en.html"},
                                          {"@es.html", "--language", "es"},
                                          {"@certificate.html", "--certificate"},
                                          {"@certificate.txt", "--certificate"}};
    char given[BUNDLE_PARTS][BUNDLE_NAME + 1];
    const char *words[COMMAND_WORDS] = {"--verdict", "@verdict.json"};
    size_t count = 2;
    for (size_t i = 0; i < bundle->count; i++) {
        const char *name = bundle->parts[i].name;
        bool package = !strncmp(name, "package/", 8), again = false;
        if (!strcmp(name, "verdict.json") || (strchr(name, '/') && !package)) continue;
        snprintf(given[count], sizeof given[count], "@%.*s", (int)strcspn(name, "/"), name);
        for (size_t k = 2; k < count; k++) again = again || !strcmp(words[k], given[count]);
        if (!again && count + 2 < BUNDLE_PARTS) words[count] = given[count], count++;
    }
    words[count++] = "--out";
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        memcpy(words + count, ways[way], sizeof ways[way]);
        if (!command_run(&command_report, folder, words)) break;
        command_expect_clean(folder, ways[way][0] + 1);
    }
    command_clear(folder);
}
