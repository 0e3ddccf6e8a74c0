/* test_verify_too_long.c: documents of releases and trees with a tag longer than any reader takes: refuted by the check
 * of their form, and nothing else is said. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

UNIT_TEST(verify_too_long, tags) {
    static const char *const kinds[][2] = {{"NoiseCommitment", "DPR-01"}, {"MeasurementStatement", "DPR-02"},
                                           {"PrecinctRelease", "DPR-11"}, {"BallotCommitment", "TPT-01"},
                                           {"SeedRecord", "TPT-03"},      {"PluralityTree", "TPT-06"},
                                           {"TreeAudit", "TPT-21"}};
    enum { TAG = 70000 };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct verification verification;
        const char *paths[2] = {NULL};
        char *text = malloc(TAG + 300);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        int length = snprintf(text, 300,
                              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:scrutineer:artifact:1\" "
                              "Version=\"1\">\n  <Header Name=\"",
                              kinds[i][0]);
        memset(text + length, 'x', TAG);
        strcpy(text + length + TAG, "\"/>\n");
        paths[0] = fixture_file(unit_scratch(), "long.xml", text);
        CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), kinds[i][1]);
        CU_ASSERT_FATAL(verification.count == 1 && verification.files[0].check_count == 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(verification.files[0].checks[0].detail, "longer than 64 KiB"));
        verification_free(&verification);
    }
}
