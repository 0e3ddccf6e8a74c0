/* test_verify_root.c: what a file's root element is hangs on the bytes up to the end of its start tag, not on how many
 * the parser gets at once nor on what follows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scrutineer/xml_root.h"
#include "unit.h"
#include "verify/document.h"
#include "verify_core_fixture.h"

#define DECLARED "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define TAG "<TestDeck xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">"

static const size_t blocks[] = {1, 2, 3, 7, 64, 100, 511, SCR_XML_ROOT_BLOCK, 100000};
enum { BLOCKS = sizeof blocks / sizeof *blocks };

static char *write_file(const char *bytes, size_t length) {
    static char path[400];
    snprintf(path, sizeof path, "%s/root.xml", unit_scratch());
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, length, file), length);
    CU_ASSERT_EQUAL(fclose(file), 0);
    return path;
}

/* The root's name, or "" when it is refused: the same whatever the block. */
static void expect_bytes(const char *bytes, size_t length, const char *wanted) {
    const char *path = write_file(bytes, length);
    for (size_t i = 0; i < BLOCKS; i++) {
        char *name, *space;
        struct scr_diagnosis diagnosis = {0};
        scr_result result = scr_xml_root(path, ARTIFACT_LIMIT, blocks[i], &name, &space, &diagnosis);
        CU_ASSERT_EQUAL(result.code, *wanted ? SCR_DONE : SCR_INPUT);
        CU_ASSERT_STRING_EQUAL(name ? name : "", wanted);
        CU_ASSERT(*wanted || diagnosis.count);
        if (strcmp(name ? name : "", wanted) != 0)
            printf("\n  block %zu, %.40s: \"%s\"\n", blocks[i], bytes, name ? name : "");
        free(name);
        free(space);
        scr_diagnosis_free(&diagnosis);
    }
}
static void expect(const char *text, const char *wanted) { expect_bytes(text, strlen(text), wanted); }

UNIT_TEST(verify_root, what_follows_makes_no_difference) {
    expect(DECLARED TAG, "TestDeck");
    expect(TAG "</Other>", "TestDeck");
    expect(DECLARED TAG "& &nobody; <a <b ]]> \x01", "TestDeck");
    expect(DECLARED TAG "\xFF\xFE\x80", "TestDeck");
    expect(DECLARED TAG "<!DOCTYPE x>", "TestDeck");
    expect("<TestDeck/>junk", "TestDeck");
    expect("\xEF\xBB\xBF" TAG, "TestDeck");
    expect("<!-- <a> --><?b c?>\n <TestDeck a='>' b=\"&#62;\">", "TestDeck");
    expect("<?xml version='1.0' encoding='ISO-8859-1'?><TestDeck a='\xE4'>\x01", "TestDeck");
}

UNIT_TEST(verify_root, what_stands_before_its_end_does) {
    expect("", "");
    expect("TestDeck", "");
    expect("x" TAG, "");
    expect("<TestDeck", "");
    expect("<TestDeck a='1'", "");
    expect("<TestDeck/", "");
    expect("<TestDeck a='1'/ >", "");
    expect("<TestDeck/x>", "");
    expect("<TestDeck a='1' a='2'>", "");
    expect("<TestDeck a='<'>", "");
    expect("<TestDeck a='&nobody;'>", "");
    expect("<TestDeck a='\xFF'>", "");
    expect("<deck:TestDeck>", "");
    expect("<!-- -- -->" TAG, "");
    expect(DECLARED "<!DOCTYPE TestDeck>" TAG, "");
    expect("<!DOCTYPE TestDeck [<!ENTITY a 'b'>]>" TAG, "");
}

/* UTF-16, little-endian, with its mark; behind the tag a surrogate without its second half. */
UNIT_TEST(verify_root, another_encoding) {
    static const char text[] = TAG;
    char wide[2 * sizeof text + 8] = {(char)0xFF, (char)0xFE};
    size_t length = 2;
    for (size_t i = 0; text[i]; i++, length += 2) wide[length] = text[i];
    expect_bytes(wide, length, "TestDeck");
    memcpy(wide + length, "\x00\xDC\x00\xDC", 4);
    expect_bytes(wide, length + 4, "TestDeck");
    memcpy(wide + 4, "\x00\xDC", 2); /* in the tag */
    expect_bytes(wide, length, "");
}

/* Before the root stands more than the parser gets in single bytes; what is behind its tag makes no difference still.
 */
UNIT_TEST(verify_root, another_encoding_with_a_long_prologue) {
    enum { COMMENTS = 22, COMMENT = 25000 };
    size_t length = 2, room = 2 * (COMMENTS * (size_t)(COMMENT + 8) + sizeof TAG) + 8;
    char *wide = calloc(room, 1), *text = malloc(COMMENT + 8), *name, *space;
    CU_ASSERT_FATAL(wide && text);
    memcpy(wide, "\xFF\xFE", 2);
    memset(text, 'x', COMMENT);
    memcpy(text, "<!--", 4);
    strcpy(text + COMMENT, "-->");
    for (size_t i = 0; i <= COMMENTS; i++)
        for (const char *next = i < COMMENTS ? text : TAG; *next; next++, length += 2) wide[length] = *next;
    const char *path = write_file(wide, length);
    scr_result result = scr_xml_root(path, ARTIFACT_LIMIT, SCR_XML_ROOT_BLOCK, &name, &space, NULL);
    CU_ASSERT_EQUAL_FATAL(result.code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(name, "TestDeck");
    free(name);
    free(space);
    free(text);
    free(wide);
}

UNIT_TEST(verify_root, limits) {
    enum { LONG = 70000 };
    char *text = malloc(LONG + 100), *name, *space;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    int begin = sprintf(text, "<TestDeck a='");
    memset(text + begin, 'x', LONG);
    strcpy(text + begin + LONG, "'/>");
    const char *path = write_file(text, strlen(text));
    CU_ASSERT_EQUAL(scr_xml_root(path, ARTIFACT_LIMIT, SCR_XML_ROOT_BLOCK, &name, &space, NULL).code, SCR_LIMIT);
    CU_ASSERT_PTR_NULL(name);
    CU_ASSERT_EQUAL(scr_xml_root(path, 1000, SCR_XML_ROOT_BLOCK, &name, &space, NULL).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(scr_xml_root("/dev/null", 1000, SCR_XML_ROOT_BLOCK, &name, &space, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(scr_xml_root("/nowhere/at/all", 1000, SCR_XML_ROOT_BLOCK, &name, &space, NULL).code, SCR_IO);
    free(text);
}

/* What a bare file is refused for is said of what lies there, not in a parser's words. */
static void expect_words(const char *bytes, const char *words) {
    struct verification verification;
    const char *paths[] = {fixture_file(unit_scratch(), "x.xml", strdup(bytes)), NULL};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "ART-01");
    const char *said = verification.files[0].checks[0].detail;
    if (!strstr(said, words)) printf("\n  %s\n", said);
    CU_ASSERT_PTR_NOT_NULL(strstr(said, words));
    verification_free(&verification);
}

UNIT_TEST(verify_root, words_of_refusals) {
    expect_words("", "(the file is empty)");
    expect_words(" \n", "(the file ends before its first element begins)");
    expect_words("\xEF\xBB\xBF", "(the file ends before its first element begins)");
    expect_words(DECLARED, "(the file ends before its first element begins)");
    expect_words("<!-- nothing -->\n", "(the file ends before its first element begins)");
    expect_words("North,Mayor,12\n", "(no XML: other characters stand where its first element should begin)");
    expect_words(DECLARED "North", "(no XML: other characters stand where its first element should begin)");
}

/* The digest of a file that was not read to its end is given: not of what is no file, nor of one beyond the limit. */
UNIT_TEST(verify_root, digests_of_refused_files) {
    struct verification verification;
    const char *large = write_file("x", 1);
    CU_ASSERT_EQUAL(truncate(large, ARTIFACT_LIMIT + 1), 0);
    const char *paths[] = {fixture_file(unit_scratch(), "x.xml", strdup("x")), large, "/dev/null", NULL};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "ART-01 ART-01 ART-01");
    CU_ASSERT_TRUE(verification.files[0].hashed);
    CU_ASSERT_FALSE(verification.files[1].hashed);
    CU_ASSERT_FALSE(verification.files[2].hashed);
    verification_free(&verification);
}

/* A bare file is of its kind then: its first check refuses it. */
UNIT_TEST(verify_root, bare_files) {
    struct verification verification;
    const char *paths[] = {fixture_file(unit_scratch(), "deck.xml", strdup(DECLARED TAG "&nobody;</TestDeck>\n")),
                           NULL};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-01");
    verification_free(&verification);
}
