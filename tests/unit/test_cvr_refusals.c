/* test_cvr_refusals.c: each bad file is refused for what is wrong with it, and files damaged at random never crash. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cvr_case.h"
#include "import_case.h"
#include "scrutineer/file.h"

UNIT_TEST(cvr_refusals, every_bad_file) {
    struct cvr_case c;
    char line[1000], path[1100];
    size_t files = 0;
    FILE *list = fopen("fixtures/cvr/bad/expected.tsv", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    cvr_case_begin(&c);
    /* Once where there is no store, once over a good one. */
    CU_ASSERT(cvr_case_refuses(&c, "fixtures/cvr/bad/plain_no_ballots.csv", "plain_no_ballots.csv", "no ballots"));
    CU_ASSERT_FATAL(cvr_case_imports(&c, "fixtures/cvr/good/plain.csv"));
    while (fgets(line, sizeof line, list)) {
        char *place = strchr(line, '\t'), *message = place ? strchr(place + 1, '\t') : NULL;
        if (!message) break;
        *place++ = *message++ = 0;
        message[strcspn(message, "\n")] = 0;
        snprintf(path, sizeof path, "fixtures/cvr/bad/%s", line);
        CU_ASSERT(cvr_case_refuses(&c, path, place, message));
        files++;
    }
    fclose(list);
    CU_ASSERT(files > 25);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_refusals, all_errors_of_all_files_together) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "fixtures/cvr/bad/plain_position.csv", "fixtures/cvr/bad/ess_short.csv",
                                 "fixtures/cvr/bad/manifest_total.csv", NULL)
                        .code,
                    SCR_INPUT);
    CU_ASSERT(import_case_says(&c.diagnosis, "plain_position.csv, line 12", "zero"));
    CU_ASSERT(import_case_says(&c.diagnosis, "ess_short.csv, line 3", "6 fields"));
    CU_ASSERT(import_case_says(&c.diagnosis, "manifest_total.csv, line 5", "total says 5"));
    CU_ASSERT_EQUAL(c.diagnosis.count, 3);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_refusals, long_and_hostile_texts) {
    struct cvr_case c;
    struct scr_buffer text = {0};
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, "ballot,contest,selection\n")));
    for (int i = 0; i < 201; i++) CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, "x")));
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, ",Mayor,Ann\n")));
    CU_ASSERT(cvr_case_refuses(&c, cvr_case_file(&c, "long.csv", (const char *)text.data), "long.csv, line 2",
                               "has 201 bytes; at most 200 are allowed"));
    for (int i = 0; i < 5000000; i++) CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&text, "y", 1)));
    CU_ASSERT(cvr_case_refuses(&c, cvr_case_file(&c, "huge.csv", (const char *)text.data), "huge.csv, line 3",
                               "the record is longer than 4 MB"));
    scr_buffer_free(&text);
    CU_ASSERT(cvr_case_refuses(&c, cvr_case_file(&c, "bell.csv", "ballot,contest,selection\nb\a,Mayor,Ann\n"),
                               "bell.csv, line 2", "control character"));
    /* A name that would turn the terminal's text around is shown escaped. */
    CU_ASSERT(cvr_case_imports(&c, cvr_case_file(&c, "turned.csv",
                                                 "ballot,contest,selection\n1,Mayor,A\xE2\x80\xAE"
                                                 "B\n")));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "tally", NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "A\\u{202E}B"));
    cvr_case_end(&c);
}

/* Bytes changed, removed and doubled: whatever comes of it, the import ends, and what it stores can be read. */
UNIT_TEST(cvr_refusals, damaged_files_never_crash) {
    static const char *const files[] = {
        "plain.csv", "dominion.csv", "ess.csv", "clear_ballot.csv", "nist.xml", "hart/1.xml", "manifest_bom_total.csv"};
    struct cvr_case c;
    char path[300], name[40];
    unsigned state = 12345, refused = 0, taken = 0;
    cvr_case_begin(&c);
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct scr_buffer good = {0};
        snprintf(path, sizeof path, "fixtures/cvr/good/%s", files[f]);
        CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 100000, &good, NULL)));
        for (unsigned round = 0; round < 40; round++) {
            struct scr_buffer bad = {0};
            state = state * 1103515245u + 12345u;
            size_t at = state / 65536u % good.length, cut = at + state / 7u % 30u;
            if (cut > good.length) cut = good.length;
            CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&bad, good.data, at)));
            if (round % 4 == 0) CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&bad, "\",\n<\"")));
            if (round % 4 == 1) CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&bad, good.data, cut)));
            if (round % 4 != 3)
                CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&bad, good.data + cut, good.length - cut)));
            snprintf(name, sizeof name, "bad%s", strrchr(files[f], '.'));
            const char *file = cvr_case_file(&c, name, bad.data ? (const char *)bad.data : "");
            scr_result result = cvr_case_run(&c, "import", "--replace", "--ballots-only", file, NULL);
            if (scr_failed(result)) {
                refused++;
                CU_ASSERT(c.diagnosis.count > 0);
            } else if (strncmp(files[f], "manifest", 8)) {
                taken++;
                CU_ASSERT_EQUAL(cvr_case_run(&c, "tally", NULL).code, SCR_DONE);
            }
            scr_buffer_free(&bad);
        }
        scr_buffer_free(&good);
    }
    printf("(%u refused, %u taken) ", refused, taken);
    CU_ASSERT(refused > 100);
    cvr_case_end(&c);
}
