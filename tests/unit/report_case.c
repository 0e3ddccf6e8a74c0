/* report_case.c: verdicts and pages for tests of the report. */
#include "report_case.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

void report_case_verdict(const char *path, const char *const *files, const char *const *kinds, size_t count) {
    FILE *out = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fputs("{\"scrutineer-verify\": \"0.1.0\", \"files\": [", out);
    for (size_t i = 0; i < count; i++) {
        struct scr_hash hash;
        char hex[SCR_HEX_SIZE];
        CU_ASSERT_FATAL(!scr_failed(scr_hash_file(files[i], &hash, NULL, NULL)));
        scr_hash_hex(&hash, hex);
        fprintf(out,
                "%s{\"file\": \"%s\", \"kind\": \"%s\", \"sha256\": \"%s\", \"checks\": [{\"id\": \"LAT-01\", "
                "\"verdict\": \"holds\", \"detail\": \"well\"}]}",
                i ? ", " : "", files[i], kinds[i], hex);
    }
    fputs("], \"arithmetic\": \"holds\", \"provenance\": \"undecided\", \"not_proved\": [\"that <b> & all\"]}", out);
    CU_ASSERT_EQUAL(fclose(out), 0);
}

char *report_case_page(const char *verdict_path, const char *const *files, size_t count, enum language language) {
    struct scr_diagnosis diagnosis = {0};
    struct verdict verdict;
    struct inputs inputs = {0};
    struct scr_buffer out = {0};
    const struct report_request request = {&verdict, &inputs, "verdict.json", language};
    scr_result result = verdict_read(verdict_path, &verdict, &diagnosis);
    if (!scr_failed(result)) result = inputs_read(files, count, &verdict, &inputs, &diagnosis);
    if (!scr_failed(result)) result = report_page(&request, &out);
    inputs_free(&inputs);
    verdict_free(&verdict);
    scr_diagnosis_free(&diagnosis);
    if (!scr_failed(result)) return (char *)out.data;
    scr_buffer_free(&out);
    return NULL;
}

bool report_case_well_formed(const char *page) {
    xmlDocPtr document =
        xmlReadMemory(page, (int)strlen(page), "", NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);
    bool good = document != NULL;
    xmlFreeDoc(document);
    return good;
}
