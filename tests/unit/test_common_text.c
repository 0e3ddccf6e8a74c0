/* test_common_text.c: problems, memory with checked sizes, escaping, numbers and SHA-256. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"
#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "scrutineer/text.h"
#include "unit.h"

typedef scr_result escaper(struct scr_buffer *out, const char *text);

static void expect(escaper *escape, const char *text, const char *wanted) {
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(escape(&out, text)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.data);
    CU_ASSERT_STRING_EQUAL(out.data, wanted);
    CU_ASSERT_EQUAL(out.length, strlen(wanted));
    scr_buffer_free(&out);
}

UNIT_TEST(common_status, problems_are_listed_and_counted) {
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(scr_refuse(&diagnosis, SCR_INPUT, "a.csv, line 4", "votes allowed is %d", 0).code, SCR_INPUT);
    for (int i = 0; i < SCR_PROBLEMS_KEPT + 9; i++) scr_note(&diagnosis, SCR_LIMIT, NULL, "number %d", i);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, SCR_PROBLEMS_KEPT);
    CU_ASSERT_EQUAL(diagnosis.dropped, 10);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, "a.csv, line 4");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, "votes allowed is 0");
    CU_ASSERT_EQUAL(diagnosis.problems[0].code, SCR_INPUT);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[999].place, "");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[999].message, "number 998");
    scr_diagnosis_free(&diagnosis);
    CU_ASSERT_EQUAL(diagnosis.count, 0);
    CU_ASSERT_EQUAL(scr_refuse(NULL, SCR_USAGE, "", "nobody listens").code, SCR_USAGE);
    scr_diagnosis_free(NULL);
}

UNIT_TEST(common_bytes, arena) {
    struct scr_arena arena = {0};
    CU_ASSERT_PTR_NULL(scr_arena_alloc(&arena, SIZE_MAX, 2));
    CU_ASSERT_PTR_NULL(scr_arena_alloc(&arena, SIZE_MAX - 3, 1));
    CU_ASSERT_PTR_NOT_NULL(scr_arena_alloc(&arena, 0, 8));
    CU_ASSERT_PTR_NOT_NULL(scr_arena_alloc(&arena, 8, 0));
    for (size_t i = 1; i < 3000; i += 7) {
        uint8_t *bytes = scr_arena_alloc(&arena, i, 5);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        CU_ASSERT_EQUAL((uintptr_t)bytes % _Alignof(max_align_t), 0);
        uint8_t all = 0;
        for (size_t j = 0; j < 5 * i; j++) all |= bytes[j];
        CU_ASSERT_EQUAL(all, 0);
        memset(bytes, 0xA5, 5 * i); /* must not show up in later allocations */
    }
    char *copy = scr_arena_copy(&arena, "Jefferson and Clay", 9);
    CU_ASSERT_STRING_EQUAL(copy, "Jefferson");
    char *printed = scr_arena_print(&arena, "%s-%d", copy, 1800);
    CU_ASSERT_STRING_EQUAL(printed, "Jefferson-1800");
    CU_ASSERT_STRING_EQUAL(copy, "Jefferson");
    CU_ASSERT(arena.allocated > 3000);
    scr_arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.newest);
}

UNIT_TEST(common_bytes, buffer_and_growing_array) {
    struct scr_buffer buffer = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_append(&buffer, "", 0)));
    CU_ASSERT_STRING_EQUAL(buffer.data, "");
    for (int i = 0; i < 1000; i++) CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&buffer, "%03d", i)));
    CU_ASSERT_EQUAL(buffer.length, 3000);
    CU_ASSERT_STRING_EQUAL(buffer.data + 2994, "998999");
    CU_ASSERT_EQUAL(scr_buffer_append(&buffer, "x", SIZE_MAX - 10).code, SCR_MEMORY);
    CU_ASSERT_EQUAL(buffer.length, 3000);
    scr_buffer_free(&buffer);

    uint32_t *items = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 100; i++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(scr_grow(&items, &capacity, i + 1, sizeof *items)));
        CU_ASSERT_EQUAL(items[i], 0);
        items[i] = (uint32_t)i + 1;
    }
    CU_ASSERT_EQUAL(items[41], 42);
    CU_ASSERT_EQUAL(scr_grow(&items, &capacity, SIZE_MAX / 2, sizeof *items).code, SCR_MEMORY);
    CU_ASSERT_EQUAL(items[99], 100);
    free(items);
}

UNIT_TEST(common_text, utf8) {
    /* Boundaries of RFC 3629 section 3, table and section 4. */
    static const char *const good[] = {"",
                                       "A",
                                       "\x7F",
                                       "\xC2\x80",
                                       "\xDF\xBF",
                                       "\xE0\xA0\x80",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80",
                                       "\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF"};
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC2",
                                      "\xC2\x41",
                                      "\xE0\x9F\xBF",
                                      "\xE2\x82",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF0\x9F\x98",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFE",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) CU_ASSERT(scr_utf8_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CU_ASSERT_FALSE(scr_utf8_valid(bad[i], strlen(bad[i])));
    CU_ASSERT(scr_utf8_valid("a\0b", 3));
    CU_ASSERT_FALSE(scr_utf8_valid("\xE2\x82\xAC", 2)); /* cut by the length */
    uint32_t point = 7;
    CU_ASSERT(!scr_utf8_step((const uint8_t *)"A", 0, &point) && point == 7);
}

UNIT_TEST(common_text, terminal) {
    expect(scr_text_terminal,
           "Jos\xC3\xA9 N\xC3\xBA\xC3\xB1"
           "ez <&>",
           "Jos\xC3\xA9 N\xC3\xBA\xC3\xB1"
           "ez <&>");
    expect(scr_text_terminal, "a\x1B[2Jb\r\n\t\x7F", "a\\u{1B}[2Jb\\u{D}\\u{A}\\u{9}\\u{7F}");
    expect(scr_text_terminal, "\xC2\x9B", "\\u{9B}");           /* C1 control sequence introducer */
    expect(scr_text_terminal, "x\xE2\x80\xAEy", "x\\u{202E}y"); /* right-to-left override */
    expect(scr_text_terminal, "\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}");
    expect(scr_text_terminal, "\xE2\x80\x8B\xE2\x80\x8F\xE2\x80\xA8\xE2\x80\xA9",
           "\\u{200B}\\u{200F}\\u{2028}\\u{2029}");
    expect(scr_text_terminal, "\xEF\xBB\xBF\xD8\x9C\xC2\xAD", "\\u{FEFF}\\u{61C}\\u{AD}");
    expect(scr_text_terminal, "\xF3\xA0\x81\x81\xE2\x81\xA0", "\\u{E0041}\\u{2060}");
    expect(scr_text_terminal, "a\xFF\xC3", "a\\xFF\\xC3");
    expect(scr_text_terminal, "\xE2\x80\x90\xE2\x80\xB0", "\xE2\x80\x90\xE2\x80\xB0"); /* neighbours stay */
    expect(scr_text_terminal, "\xF3\xA1\x80\x80", "\xF3\xA1\x80\x80"); /* U+E1000, behind the last range */
}

UNIT_TEST(common_text, html_csv_json) {
    expect(scr_text_html, "<b a='1' b=\"2\">&\x01", "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;\\u{1}");
    /* RFC 4180 section 2, rules 5 to 7. */
    expect(scr_text_csv, "aaa", "aaa");
    expect(scr_text_csv, "b,bb", "\"b,bb\"");
    expect(scr_text_csv, "b\r\nbb", "\"b\r\nbb\"");
    expect(scr_text_csv, "b\"bb", "\"b\"\"bb\"");
    expect(scr_text_csv, "", "");
    expect(scr_text_csv, "=1+1", "'=1+1");
    expect(scr_text_csv, "-3", "'-3");
    expect(scr_text_csv, "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    expect(scr_text_csv, "\tx", "\"'\tx\"");
    expect(scr_text_csv, "a=b", "a=b");
    expect(scr_text_csv, " a", "\" a\"");
    expect(scr_text_csv, "a ", "\"a \"");
    expect(scr_text_csv, "a b", "a b");
    /* RFC 8259 section 7; the surrogate pair is that section's own kind of example. */
    expect(scr_text_json, "a\"\\/\n\r\t\x01", "\"a\\\"\\\\/\\n\\r\\t\\u0001\"");
    expect(scr_text_json, "\xF0\x9D\x84\x9E", "\"\xF0\x9D\x84\x9E\"");
    expect(scr_text_json, "\xF3\xA0\x80\xA0\xFF", "\"\\uDB40\\uDC20\\uFFFD\"");
}

UNIT_TEST(common_text, counts) {
    uint64_t value = 7;
    CU_ASSERT(scr_count_parse("0", 1, 0, &value) && value == 0);
    CU_ASSERT(scr_count_parse("18446744073709551615", 20, UINT64_MAX, &value) && value == UINT64_MAX);
    CU_ASSERT(scr_count_parse("12345", 2, 12, &value) && value == 12);
    value = 7;
    static const char *const bad[] = {"",
                                      "00",
                                      "01",
                                      "-1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "0x1",
                                      "18446744073709551616",
                                      "99999999999999999999",
                                      "184467440737095516150"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CU_ASSERT_FALSE(scr_count_parse(bad[i], strlen(bad[i]), UINT64_MAX, &value));
    CU_ASSERT_FALSE(scr_count_parse("13", 2, 12, &value));
    CU_ASSERT_EQUAL(value, 7);
}

UNIT_TEST(common_hash, known_answers) {
    /* NIST, FIPS 180-4 example values (SHA256.pdf and SHA2_Additional.pdf, csrc.nist.gov): "abc", 448 bits, none. */
    static const char *const answers[][2] = {
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}};
    char hex[SCR_HEX_SIZE];
    struct scr_hash hash, parsed;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(answers[i][0], strlen(answers[i][0]), &hash)));
        scr_hash_hex(&hash, hex);
        CU_ASSERT_STRING_EQUAL(hex, answers[i][1]);
        CU_ASSERT(scr_hash_parse(hex, &parsed) && scr_hash_equal(&hash, &parsed));
    }
    /* The same source: one million times "a". */
    struct scr_hasher *hasher;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hasher_new(&hasher)));
    for (int i = 0; i < 100000; i++) CU_ASSERT_FALSE(scr_failed(scr_hasher_add(hasher, "aaaaaaaaaa", 10)));
    CU_ASSERT_FALSE(scr_failed(scr_hasher_end(hasher, &hash)));
    scr_hash_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

UNIT_TEST(common_hash, hexadecimal_has_one_form) {
    char hex[SCR_HEX_SIZE + 1] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    struct scr_hash hash, other;
    CU_ASSERT(scr_hash_parse(hex, &hash));
    hex[0] = 'B';
    CU_ASSERT_FALSE(scr_hash_parse(hex, &other));
    hex[0] = 'g';
    CU_ASSERT_FALSE(scr_hash_parse(hex, &other));
    hex[0] = 'c';
    CU_ASSERT(scr_hash_parse(hex, &other) && !scr_hash_equal(&hash, &other));
    hex[64] = '0';
    CU_ASSERT_FALSE(scr_hash_parse(hex, &other));
    hex[63] = 0;
    CU_ASSERT_FALSE(scr_hash_parse(hex, &other));
    CU_ASSERT_FALSE(scr_hash_parse("", &other));
}

/* Paths and names come into sentences by many ways; none of them reaches a terminal unescaped. What is escaped already
 * stays as it is. */
UNIT_TEST(common_text, problems_are_safe_to_show) {
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT(scr_failed(scr_refuse(&diagnosis, SCR_INPUT, "a\x1b[2J", "of %s and %s", "\xe2\x80\xaex", "\xff\n")));
    scr_note(&diagnosis, SCR_INPUT, "\\u{1B}, \xc3\xa9 <b>", "%s", "");
    scr_note(&diagnosis, SCR_INPUT, NULL, "\t");
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 3);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, "a\\u{1B}[2J");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, "of \\u{202E}x and \\xFF\\u{A}");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[1].place, "\\u{1B}, \xc3\xa9 <b>");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[1].message, "");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[2].place, "");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[2].message, "\\u{9}");
    scr_diagnosis_free(&diagnosis);
}
