/* test_report_verdict.c: the verifier's output as a hostile file, and files that are not those verified. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/verdict.h"
#include "report_case.h"
#include "shell.h"
#include "unit.h"

#define END "\"arithmetic\": \"holds\", \"provenance\": \"undecided\", \"not_proved\": []}"
#define CHECK "{\"id\": \"LAT-01\", \"verdict\": \"holds\", \"detail\": \"x\"}"
#define FILES(checks) "{\"scrutineer-verify\": \"1\", \"files\": [{\"file\": \"a\", \"kind\": \"k\", " checks "}], "

/* Refused with one sentence at a place that ends so, that contains these words. */
static bool refused(const char *json, const char *place, const char *words) {
    struct scr_diagnosis diagnosis = {0};
    struct verdict verdict;
    char path[300];
    snprintf(path, sizeof path, "%s/v.json", unit_scratch());
    put(path, "%s", json);
    bool failed = scr_failed(verdict_read(path, &verdict, &diagnosis)) && diagnosis.count == 1;
    bool good = failed && strstr(diagnosis.problems[0].place, place) && strstr(diagnosis.problems[0].message, words);
    if (!good) printf("'%s': %s\n", json, failed ? diagnosis.problems[0].message : "not refused");
    verdict_free(&verdict);
    scr_diagnosis_free(&diagnosis);
    return good;
}

UNIT_TEST(report_verdict, what_is_no_output_of_the_verifier_is_refused_with_its_place) {
    CU_ASSERT(refused("", "v.json", "not correct JSON"));
    CU_ASSERT(refused("[]", "v.json", "not what 'scrutineer-verify --json' prints"));
    CU_ASSERT(refused("{\"files\": []}", "v.json", "not what"));
    CU_ASSERT(refused("{\"scrutineer-verify\": 1, \"files\": []}", ", scrutineer-verify", "a JSON string"));
    CU_ASSERT(refused("{\"scrutineer-verify\": \"1\", \"files\": {}, " END, ", files", "a JSON array"));
    CU_ASSERT(refused(FILES("\"checks\": 7") END, ", files[0].checks", "a JSON array"));
    CU_ASSERT(refused(FILES("\"checks\": [7]") END, ", files[0].checks[0].id", "a JSON string"));
    CU_ASSERT(refused(FILES("\"checks\": [{\"id\": \"LAT-1\", \"verdict\": \"holds\", \"detail\": \"\"}]") END,
                      ", files[0].checks[0].id", "such as LAT-11"));
    CU_ASSERT(refused(FILES("\"checks\": [{\"id\": \"LAT-01\", \"verdict\": \"true\", \"detail\": \"\"}]") END,
                      ", files[0].checks[0].verdict", "\"holds\""));
    CU_ASSERT(refused(FILES("\"checks\": [{\"id\": \"LAT-01\", \"verdict\": \"holds\"}]") END,
                      ", files[0].checks[0].detail", "a JSON string"));
    CU_ASSERT(refused(FILES("\"checks\": [], \"sha256\": \"00\"") END, ", files[0].sha256", "64 lower-case"));
    CU_ASSERT(
        refused(FILES("\"checks\": [], \"tag_manifest\": \"A\"") END, ", files[0].tag_manifest", "64 lower-case"));
    CU_ASSERT(refused(FILES("\"checks\": [], \"notes\": [1]") END, ", files[0].notes[0]", "a JSON string"));
    CU_ASSERT(refused(FILES("\"checks\": [" CHECK "]") "\"arithmetic\": \"yes\"}", ", arithmetic", "\"holds\""));
    CU_ASSERT(refused(FILES("\"checks\": [], \"checks\": []") END, "line 1", "duplicate"));
}

UNIT_TEST(report_verdict, headlines_that_the_checks_contradict_are_refused) {
    CU_ASSERT(refused(FILES("\"checks\": [{\"id\": \"LAT-01\", \"verdict\": \"refuted\", \"detail\": \"\"}]") END,
                      ", arithmetic", "not the one that the checks"));
    CU_ASSERT(refused(FILES("\"checks\": [{\"id\": \"PKG-11\", \"verdict\": \"refuted\", \"detail\": \"\"}]") END,
                      ", provenance", "better than the checks"));
    CU_ASSERT(refused(FILES("\"checks\": [" CHECK "]") "\"arithmetic\": \"refuted\", \"provenance\": \"holds\", "
                                                       "\"not_proved\": []}",
                      ", arithmetic", "not the one"));
}

/* A picture is drawn of what was verified, or nothing is. */
UNIT_TEST(report_verdict, files_are_those_that_were_verified) {
    char verdict[300], deck[300], other[300];
    const char *scratch = unit_scratch();
    snprintf(verdict, sizeof verdict, "%s/v.json", scratch);
    snprintf(deck, sizeof deck, "%s/deck.xml", scratch);
    snprintf(other, sizeof other, "%s/other.xml", scratch);
    CU_ASSERT_FATAL(sh("cp fixtures/valid/bound-l1/deck.xml %s && echo x >%s", deck, other));
    const char *files[] = {deck, other}, *kinds[] = {"test-deck"};
    report_case_verdict(verdict, files, kinds, 1);
    char *page = report_case_page(verdict, files, 1, ENGLISH);
    CU_ASSERT_FATAL(page && strstr(page, "<svg"));
    free(page);
    page = report_case_page(verdict, NULL, 0, ENGLISH); /* of the verdict alone */
    CU_ASSERT(page && !strstr(page, "<svg") && strstr(page, "nothing here was compared"));
    free(page);
    CU_ASSERT_PTR_NULL(report_case_page(verdict, files, 2, ENGLISH)); /* one that was not verified */
    CU_ASSERT_PTR_NULL(report_case_page(verdict, &files[1], 1, ENGLISH));
    CU_ASSERT_FATAL(sh("echo >>%s", deck));
    CU_ASSERT_PTR_NULL(report_case_page(verdict, files, 1, ENGLISH)); /* one byte more */
}
