/* test_report_words.c: the report says everything in each language, knows every check of the specification, and gives
 * the commands that stand there. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/check_words.h"
#include "gen/report/verified/report_parts.h"
#include "gen/report/verified/stock_lines.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"
#include "unit.h"

#define SPECIFICATION "schemas/specification.md"

static void specification(struct scr_buffer *text) {
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(SPECIFICATION, (size_t)1 << 20, text, &diagnosis)));
    scr_diagnosis_free(&diagnosis);
}

/* Which of {1} .. {9} occur, and whether each brace is one of these. */
static unsigned places(const char *words, bool *good) {
    unsigned found = 0;
    *good = true;
    for (const char *at = words; (at = strpbrk(at, "{}")); at += 3) {
        bool place = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
        if (!place) {
            *good = false;
            return found;
        }
        found |= 1u << (at[1] - '0');
    }
    return found;
}

static size_t occurrences(const char *words, const char *piece) {
    size_t count = 0;
    for (const char *at = words; (at = strstr(at, piece)); at += strlen(piece)) count++;
    return count;
}

UNIT_TEST(report_words, every_sentence_in_each_language_with_the_same_places_and_tags) {
    static const char *const tags[] = {"<code>", "</code>", "<strong>", "</strong>", "<", ">"};
    for (size_t w = 0; w < REPORT_WORD_COUNT; w++) {
        const char *english = words_en[w], *spanish = words_es[w];
        bool good;
        CU_ASSERT_FATAL(english && *english && spanish && *spanish);
        unsigned wanted = places(english, &good);
        CU_ASSERT(good);
        CU_ASSERT(wanted == 0 || (wanted & 2)); /* counted from 1 */
        CU_ASSERT_EQUAL(places(spanish, &good), wanted);
        CU_ASSERT(good);
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            CU_ASSERT_EQUAL(occurrences(english, tags[t]), occurrences(spanish, tags[t]));
        CU_ASSERT(scr_utf8_valid(spanish, strlen(spanish)));
        CU_ASSERT(!strchr(english, '&') && !strchr(spanish, '&')); /* would need to be written out in HTML */
    }
}

/* The ids in the first column of the specification's tables, and ART-01, which stands in its section 8. */
UNIT_TEST(report_words, the_checks_are_those_of_the_specification) {
    struct scr_buffer text = {0};
    size_t in_specification = 1, known = 0;
    specification(&text);
    for (const char *line = (const char *)text.data; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, "| ", 2) != 0 || line[5] != '-' || strncmp(line + 8, " |", 2) != 0) continue;
        char id[7] = "";
        memcpy(id, line + 2, 6);
        if (strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 || strspn(id + 4, "0123456789") != 2) continue;
        in_specification++;
        if (!check_words(id, ENGLISH)) {
            printf("no words for %s\n", id);
            CU_FAIL("a check of the specification has no words");
        }
    }
    CU_ASSERT_PTR_NOT_NULL(check_words("ART-01", SPANISH));
    CU_ASSERT_PTR_NULL(check_words("ART-02", ENGLISH));
    const struct check_words *check, *before = NULL;
    for (; (check = check_words_at(known)); known++) {
        for (size_t l = 0; l < LANGUAGES; l++) CU_ASSERT(check->words[l] && strlen(check->words[l]) > 20);
        CU_ASSERT(strcmp(check->words[ENGLISH], check->words[SPANISH]) != 0);
        for (size_t i = 0; i < known; i++) CU_ASSERT(strcmp(check_words_at(i)->id, check->id) != 0);
        before = check;
    }
    CU_ASSERT(before && in_specification > 80);
    CU_ASSERT_EQUAL(known, in_specification);
    scr_buffer_free(&text);
}

UNIT_TEST(report_words, kinds_are_named_and_explained) {
    for (size_t k = 0; k < REPORT_KINDS; k++) {
        CU_ASSERT_EQUAL(report_kind_position(report_kind_at(k)), k);
        for (enum language l = ENGLISH; l < LANGUAGES; l++) {
            CU_ASSERT(strlen(report_kind(report_kind_at(k), l)) > 3);
            CU_ASSERT_PTR_NOT_NULL(report_kind_about(report_kind_at(k), l));
        }
    }
    CU_ASSERT_EQUAL(report_kind_position("unknown"), REPORT_KINDS);
    CU_ASSERT_PTR_NULL(report_kind_about("unknown", SPANISH));
}

/* Section 7.1 of the specification gives them with NAME for the signer. */
UNIT_TEST(report_words, the_commands_are_those_of_the_specification) {
    struct scr_buffer text = {0}, lines = {0}, word = {0};
    struct input_file files[] = {{"p/signatures/clerk.sig", "signatures/clerk.sig", 0, {{0}}, false, false},
                                 {"p/signatures/x y.sig", "signatures/x y.sig", 0, {{0}}, false, false},
                                 {"p/signatures/x\n.sig", "signatures/x\n.sig", 0, {{0}}, false, false},
                                 {"q/signatures/other.sig", "signatures/other.sig", 1, {{0}}, false, false},
                                 {"p/data/clerk.sig", "data/clerk.sig", 0, {{0}}, false, false}};
    const struct inputs inputs = {.files = files, .count = 5};
    specification(&text);
    CU_ASSERT_FATAL(!scr_failed(stock_lines(&inputs, 0, &lines)));
    char *name = strstr((char *)text.data, "signatures/NAME.sig\nsha256sum");
    CU_ASSERT_PTR_NOT_NULL_FATAL(name);
    char *begin = name;
    while (begin > (char *)text.data && strncmp(begin, "openssl", 7) != 0) begin--;
    char *end = strstr(begin, "\n```");
    CU_ASSERT_PTR_NOT_NULL_FATAL(end);
    end[1] = '\0';
    name += strlen("signatures/");
    name[0] = '\0'; /* what stands before and behind NAME */
    const char *rest = strstr((const char *)lines.data, "clerk.sig");
    CU_ASSERT_PTR_NOT_NULL_FATAL(rest);
    CU_ASSERT(!strncmp((const char *)lines.data, begin, strlen(begin)));
    CU_ASSERT_STRING_EQUAL(rest + strlen("clerk"), name + strlen("NAME"));
    CU_ASSERT_EQUAL(occurrences((const char *)lines.data, "openssl"), 1);
    CU_ASSERT(!scr_failed(shell_word(&word, "-it's $(x)")));
    CU_ASSERT_STRING_EQUAL((const char *)word.data, "./'-it'\\''s $(x)'");
    scr_buffer_free(&text);
    scr_buffer_free(&lines);
    scr_buffer_free(&word);
}
