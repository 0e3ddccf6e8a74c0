/* test_verify_sealed_read.c: the content of an opening, row by row, and what it is refused for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "unit.h"
#include "verify/release/opening.h"

#define DIGEST "1111111111111111111111111111111111111111111111111111111111111111"
#define KEY "2222222222222222222222222222222222222222222222222222222222222222"

/* The statement that openings here are of: contest a with 2 precincts of 2 options, contest b with 1 of 3. */
static struct measured_contest contests[] = {
    {.id = "a", .unit_count = 2, .option_count = 2},
    {.id = "b & c", .unit_count = 1, .option_count = 3},
};
static const struct published_statement statement = {.contests = contests, .contest_count = 2, .release = 7};

static const char key_line[] = "  <ReleaseKey Number=\"7\" Key=\"" KEY "\">\n    <PathHash SHA256=\"" DIGEST "\"/>\n"
                               "  </ReleaseKey>\n";
static const char counts_a[] = "  <TrueCounts ContestId=\"a\">\n    <Row>70 0</Row>\n    <Row>1099511627776 5</Row>\n"
                               "  </TrueCounts>\n";
static const char counts_b[] = "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 3</Row>\n  </TrueCounts>\n";

/* Reads a document of these parts. */
static enum scr_code reads(const char *key, const char *first, const char *next, struct opening *opening, char *said) {
    char text[4000];
    struct scr_xml_schema *schema = NULL;
    struct scr_diagnosis diagnosis = {0};
    int length =
        snprintf(text, sizeof text,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CourtOpening xmlns=\"urn:scrutineer:artifact:1\" "
                 "Version=\"1\">\n  <Release SHA256=\"" DIGEST "\"/>\n%s  <TableKey Key=\"" KEY "\"/>\n%s%s"
                 "</CourtOpening>\n",
                 key, first, next);
    CU_ASSERT_FATAL(length > 0 && (size_t)length < sizeof text);
    CU_ASSERT_FALSE_FATAL(
        scr_failed(scr_xml_schema_parse(scr_schema_court_opening, scr_schema_court_opening_size, &schema, &diagnosis)));
    struct scr_buffer content = {.data = (uint8_t *)text, .length = (size_t)length, .capacity = sizeof text};
    scr_result result = opening_read(&content, schema, &statement, opening, &diagnosis);
    snprintf(said, 300, "%s", diagnosis.count ? diagnosis.problems[0].message : "");
    CU_ASSERT_EQUAL(scr_failed(result), diagnosis.count > 0);
    scr_diagnosis_free(&diagnosis);
    scr_xml_schema_free(schema);
    return result.code;
}

UNIT_TEST(verify_sealed_read, whole) {
    struct opening opening = {0};
    char said[300];
    CU_ASSERT_EQUAL(reads(key_line, counts_a, counts_b, &opening, said), SCR_DONE);
    CU_ASSERT_EQUAL(opening.number, 7);
    CU_ASSERT_EQUAL(opening.key.bytes[31], 0x22);
    CU_ASSERT_EQUAL(opening.table_key.bytes[0], 0x22);
    CU_ASSERT_EQUAL(opening.release.bytes[0], 0x11);
    CU_ASSERT_EQUAL(opening.path_count, 1);
    CU_ASSERT_EQUAL(opening.counts[0][2], INT64_C(1) << 40);
    CU_ASSERT_EQUAL(opening.counts[0][3], 5);
    CU_ASSERT_EQUAL(opening.counts[1][2], 3);
    opening_free(&opening);
    CU_ASSERT_EQUAL(opening.key.bytes[31], 0); /* wiped */
    opening_free(&opening);
}

UNIT_TEST(verify_sealed_read, refused) {
    static const struct {
        const char *key, *first, *next, *says;
    } cases[] = {
        {key_line, counts_b, counts_a, "the contests are not those of the measurement statement, in its order"},
        {key_line, counts_a, "", "contests of the measurement statement are missing"},
        {key_line, counts_a, counts_a, "the contests are not those"},
        {key_line, counts_a, "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a, "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 3 4</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a, "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 02 3</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a, "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1  3</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a, "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 -3</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a,
         "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 1099511627777</Row>\n  </TrueCounts>\n",
         "a row is not one"},
        {key_line, counts_a,
         "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 3</Row>\n    <Row>1 2 3</Row>\n  </TrueCounts>\n",
         "more rows than the contest has precincts"},
        {key_line, counts_a,
         "  <TrueCounts ContestId=\"b &amp; c\">\n    <Row>1 2 3</Row>\n    <Row>1 2 3</Row>\n    <Row>x</Row>\n"
         "  </TrueCounts>\n",
         "more rows than the contest has precincts"},
        {key_line, "  <TrueCounts ContestId=\"a\">\n    <Row>70 0</Row>\n  </TrueCounts>\n", counts_b,
         "fewer rows than the contest has precincts"},
        {"  <ReleaseKey Key=\"" KEY "\" Number=\"7\"/>\n", counts_a, counts_b,
         "attributes are not those of the schema"},
        {"  <ReleaseKey Number=\"07\" Key=\"" KEY "\"/>\n", counts_a, counts_b, ""},
        {"  <ReleaseKey Number=\"7\" Key=\"" KEY "\"></ReleaseKey>\n", counts_a, counts_b, ""},
        {"", counts_a, counts_b, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct opening opening = {0};
        char said[300];
        CU_ASSERT_EQUAL(reads(cases[i].key, cases[i].first, cases[i].next, &opening, said), SCR_INPUT);
        CU_ASSERT_PTR_NOT_NULL(strstr(said, cases[i].says));
        opening_free(&opening);
    }
}

/* A third contest is refused without a place to put it. */
UNIT_TEST(verify_sealed_read, contests_beyond) {
    char both[1000], said[300];
    struct opening opening = {0};
    snprintf(both, sizeof both, "%s%s", counts_b, counts_b);
    CU_ASSERT_EQUAL(reads(key_line, counts_a, both, &opening, said), SCR_INPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(said, "the contests are not those"));
    opening_free(&opening);
}
