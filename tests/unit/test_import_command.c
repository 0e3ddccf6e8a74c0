/* test_import_command.c: the import command: options, several files, and a store that a refused import leaves alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../gen/command.h"
#include "../../gen/store/store.h"
#include "import_case.h"
#include "scrutineer/file.h"

/* Runs the command with stdout kept in a file, whose text goes to `said`. */
static scr_result run(const char *store, struct scr_diagnosis *diagnosis, char *said, size_t size, int argc,
                      const char *const *arguments) {
    char path[400], *argv[10] = {NULL};
    snprintf(path, sizeof path, "%s/out", unit_scratch());
    for (int i = 0; i < argc; i++) argv[i] = strdup(arguments[i]);
    fflush(stdout);
    int kept = dup(1);
    FILE *out = fopen(path, "w+");
    CU_ASSERT_FATAL(out && kept >= 0 && dup2(fileno(out), 1) == 1);
    const struct command_context context = {store, diagnosis};
    scr_result result = command_import.run(&context, argc, argv);
    fflush(stdout);
    dup2(kept, 1);
    close(kept);
    rewind(out);
    said[fread(said, 1, size - 1, out)] = 0;
    fclose(out);
    for (int i = 0; i < argc; i++) free(argv[i]);
    return result;
}

#define RUN(store, diagnosis, said, ...)                                                                               \
    run((store), (diagnosis), (said), sizeof(said), (int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)),     \
        (const char *[]){__VA_ARGS__})

static void store_in(char *path, size_t size) { snprintf(path, size, "%s/election.sqlite", unit_scratch()); }

static void load(const char *path, struct election *election) {
    struct store *store;
    CU_ASSERT_EQUAL_FATAL(store_open(path, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_load_election(store, election, NULL).code, SCR_DONE);
    store_close(store);
}

UNIT_TEST(import_command, imports_and_sums_up) {
    char path[400], said[8000];
    struct scr_diagnosis diagnosis = {0};
    struct election election;
    store_in(path, sizeof path);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "fixtures/demo/election.csv").code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(said, "Lindenau County General Election, 2026-11-03, Lindenau County"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(said, "ballot styles   3\n  contests        9\n  candidates      25\n  write-in lines  4\n"));
    load(path, &election);
    CU_ASSERT_EQUAL(election.contest_count, 9);
    election_free(&election);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "--replace", "--json", "--write-ins=exclude",
                        "fixtures/demo/straight-party.csv")
                        .code,
                    SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(said, "\"ballotStyles\": 2, \"contests\": 7, \"candidates\": 20, \"writeInLines\": 3, \"excluded\": 3"));
    load(path, &election);
    CU_ASSERT_STRING_EQUAL(election.name, "Rosmarin County General Election");
    CU_ASSERT_EQUAL(import_case_candidates(&election, CANDIDATE_WRITE_IN), 3);
    CU_ASSERT(election.contests[1].candidates[4].excluded);
    election_free(&election);
    CU_ASSERT_EQUAL(diagnosis.count, 0);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(import_command, refuses_wrong_words) {
    char path[400], said[1000];
    struct scr_diagnosis diagnosis = {0};
    store_in(path, sizeof path);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import").code, SCR_USAGE);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "--write-ins", "some", "x.csv").code, SCR_USAGE);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "--write-ins").code, SCR_USAGE);
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "--frobnicate", "x.csv").code, SCR_USAGE);
    CU_ASSERT_EQUAL(diagnosis.count, 4);
    CU_ASSERT(access(path, F_OK)); /* no store was made */
    scr_diagnosis_free(&diagnosis);
}

/* Each bad file, imported with --replace over a good election, leaves the store's bytes as they were. */
UNIT_TEST(import_command, a_refused_file_leaves_the_store_as_it_was) {
    char path[400], said[8000], line[1000], file[1100];
    struct scr_diagnosis diagnosis = {0};
    struct scr_hash before, after;
    store_in(path, sizeof path);
    FILE *list = fopen("fixtures/import/bad/expected.tsv", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    /* Where there was no store, none is made. */
    CU_ASSERT(scr_failed(RUN(path, &diagnosis, said, "import", "fixtures/import/bad/csv_no_contests.csv")));
    CU_ASSERT(access(path, F_OK));
    CU_ASSERT_EQUAL_FATAL(RUN(path, &diagnosis, said, "import", "fixtures/demo/election.csv").code, SCR_DONE);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &before, NULL, NULL)));
    size_t files = 0;
    while (fgets(line, sizeof line, list)) {
        line[strcspn(line, "\t")] = 0;
        snprintf(file, sizeof file, "fixtures/import/bad/%s", line);
        CU_ASSERT(scr_failed(RUN(path, &diagnosis, said, "import", "--replace", file)));
        CU_ASSERT_STRING_EQUAL(said, "");
        CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &after, NULL, NULL)));
        CU_ASSERT(scr_hash_equal(&before, &after));
        files++;
    }
    fclose(list);
    CU_ASSERT(files > 60);
    /* Of two files one is bad: nothing of the good one is kept either. */
    CU_ASSERT(scr_failed(RUN(path, &diagnosis, said, "import", "--replace", "fixtures/import/good/smallest.csv",
                             "fixtures/import/bad/csv_no_contests.csv")));
    /* And a second election without --replace. */
    CU_ASSERT_EQUAL(RUN(path, &diagnosis, said, "import", "fixtures/demo/straight-party.csv").code, SCR_STORE);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &after, NULL, NULL)));
    CU_ASSERT(scr_hash_equal(&before, &after));
    scr_diagnosis_free(&diagnosis);
}

static void write_text(char *path, size_t size, const char *folder, const char *name, const char *text) {
    snprintf(path, size, "%s/%s", folder, name);
    CU_ASSERT_EQUAL_FATAL(scr_file_write(path, text, strlen(text), 0644, NULL).code, SCR_DONE);
}

#define HEADER "style,contest,votes_allowed,candidate,election\n"

UNIT_TEST(import_command, several_files_are_parts_of_one_election) {
    char store[400], folder[300], one[400], two[400], three[400], other[400], said[8000];
    struct scr_diagnosis diagnosis = {0};
    struct election election;
    snprintf(folder, sizeof folder, "%s", unit_scratch());
    store_in(store, sizeof store);
    write_text(one, sizeof one, folder, "one.csv", HEADER "A,Mayor,1,Ann,Town\nA,Mayor,1,Bob,\n");
    write_text(two, sizeof two, folder, "two.csv", HEADER "B,Mayor,1,Ann,Town\nB,Mayor,1,Bob,\nB,Clerk,1,Cid,\n");
    write_text(three, sizeof three, folder, "three.csv", HEADER "C,Mayor,2,Ann,Town\nC,Mayor,2,Bob,\n");
    write_text(other, sizeof other, folder, "other.csv", HEADER "C,Mayor,1,Ann,Village\nC,Mayor,1,Bob,\n");
    CU_ASSERT_EQUAL(RUN(store, &diagnosis, said, "import", one, two).code, SCR_DONE);
    load(store, &election);
    CU_ASSERT_EQUAL(election.contest_count, 2); /* Mayor is one contest */
    CU_ASSERT_EQUAL(election.style_count, 2);
    CU_ASSERT_EQUAL(election.styles[0].contests[0], election.styles[1].contests[0]);
    CU_ASSERT_EQUAL(election.source_count, 2);
    election_free(&election);
    /* A contest with the same id and other content; another election. */
    CU_ASSERT_EQUAL(RUN(store, &diagnosis, said, "import", "--replace", one, three).code, SCR_INPUT);
    CU_ASSERT(import_case_says(&diagnosis, "three.csv", "the contest \"Mayor\" differs from the one in one.csv"));
    CU_ASSERT_EQUAL(RUN(store, &diagnosis, said, "import", "--replace", one, other).code, SCR_INPUT);
    CU_ASSERT(import_case_says(&diagnosis, "other.csv", "import one election at a time"));
    CU_ASSERT_EQUAL(diagnosis.count, 2);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(import_command, names_are_escaped_where_they_are_shown) {
    char store[400], folder[300], file[400], said[8000];
    struct scr_diagnosis diagnosis = {0};
    snprintf(folder, sizeof folder, "%s", unit_scratch());
    store_in(store, sizeof store);
    /* U+202E turns what follows around. */
    write_text(file, sizeof file, folder, "turned.csv", HEADER "A,Mayor,1,Ann,Town\xE2\x80\xAEnwot\n");
    CU_ASSERT_EQUAL(RUN(store, &diagnosis, said, "import", file).code, SCR_DONE);
    CU_ASSERT_PTR_NULL(strstr(said, "\xE2\x80\xAE"));
    CU_ASSERT_PTR_NOT_NULL(strstr(said, "Town\\u{202E}nwot"));
    scr_diagnosis_free(&diagnosis);
}
