/* test_json_prune.c: what is not read goes, whatever stands in it; what is wrong stays where it was. */
#include <string.h>

#include "gen/import/json_document.h"
#include "unit.h"

static const char *const members[] = {"file", "checks"};
static const struct json_part part = {3, members, 2};

static void expect(const char *text, const char *wanted) {
    char copy[600];
    size_t length = strlen(text);
    CU_ASSERT_FATAL(length < sizeof copy);
    memcpy(copy, text, length);
    length = json_prune(copy, length, &part);
    CU_ASSERT_EQUAL(length, strlen(wanted));
    CU_ASSERT(length == strlen(wanted) && !memcmp(copy, wanted, length));
}

UNIT_TEST(json_prune, members_that_are_not_read) {
    expect("{\"files\": [{\"file\": \"a\", \"totals\": [[1, 2], {\"x\": \"]}\"}], \"checks\": [{\"id\": [1, 2, 3]}]}]}",
           "{\"files\": [{\"file\": \"a\", \"totals\": null, \"checks\": [{\"id\": [1, 2, 3]}]}]}");
    expect(
        "{\"a\": [1, 2, 3, 4], \"f\": [{\"t\" : {\"file\":\n[7,\n8]}\n, \"n\": 17, \"s\": \"[1, 2, 3]\", \"e\": []}]}",
        "{\"a\": [1, 2, 3, 4], \"f\": [{\"t\" : null\n\n\n, \"n\": 17, \"s\": \"[1, 2, 3]\", \"e\": []}]}");
    expect("{\"f\": [{\"q\\\"\": [\"\\\\\", \"\\\"]\"], \"file\": [\"x\", \"y\"]}, {\"t\": [[[[]]]]}]}",
           "{\"f\": [{\"q\\\"\": null, \"file\": [\"x\", \"y\"]}, {\"t\": null}]}");
    /* Another depth, and arrays, whose elements have no keys. */
    expect("[[[\"t\", [1, 2, 3]]]]", "[[[\"t\", [1, 2, 3]]]]");
    expect("{\"f\": {\"g\": {\"t\": [1, 2, 3]}}}", "{\"f\": {\"g\": {\"t\": null}}}");
}

UNIT_TEST(json_prune, what_is_no_json_stays) {
    static const char *const texts[] = {"{\"f\": [{\"t\": [1, 2, }]}]}",
                                        "{\"f\": [{\"t\": [1, 2, 3",
                                        "{\"f\": [{\"t\": [\"abc]}]}",
                                        "{\"f\": [{\"t\": {\"a\": 1, \"a\": 2}}]}",
                                        "{\"f\": [{\"t\" [1, 2, 3]}]}",
                                        "{\"f\": [{\"t\":",
                                        "{\"f\": [{\"t\": [\"\\",
                                        "]]]}}}\"",
                                        "",
                                        "{\"f\": [{\"t\": [nul, 12]}]}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) expect(texts[i], texts[i]);
}
