/* test_verify_tree_lists.c: the one way to write long lists: tokens, spaces, and where elements are cut. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/lists.h"

/* A document for problems to be noted in. */
struct page {
    struct document document;
    struct scr_diagnosis diagnosis;
};

static void open_page(struct page *page) {
    static const char text[] = "<a/>";
    const struct scr_xml_options options = {.limit = 100, .shown = "list"};
    *page = (struct page){0};
    page->document.diagnosis = &page->diagnosis;
    CU_ASSERT_FALSE_FATAL(
        scr_failed(scr_xml_reader_memory(text, sizeof text - 1, &options, &page->document.xml, &page->diagnosis)));
}

/* True when nothing was objected to. */
static bool close_page(struct page *page) {
    bool well = !page->diagnosis.count;
    scr_xml_reader_free(page->document.xml);
    scr_diagnosis_free(&page->diagnosis);
    return well;
}

static bool numbers_read(const char *text, struct number_list *list) {
    struct page page;
    open_page(&page);
    *list = (struct number_list){0};
    CU_ASSERT_FALSE(scr_failed(list_read_numbers(&page.document, text, strlen(text), list)));
    return close_page(&page);
}

UNIT_TEST(verify_tree_lists, numbers) {
    static const char *const wrong[] = {"",   " ",   "1 ",         " 1", "1  2", "01",
                                        "+1", "1,2", "1073741825", "x",  "1\t2", "1 99999999999999999999"};
    struct number_list list;
    CU_ASSERT(numbers_read("7 0 1073741824 3", &list));
    CU_ASSERT(list.count == 4 && list.items[0] == 7 && list.items[1] == 0 && list.items[2] == 1u << 30);
    CU_ASSERT_EQUAL(list.items[3], 3);
    number_list_free(&list);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CU_ASSERT_FALSE(numbers_read(wrong[i], &list));
        number_list_free(&list);
    }
}

#define SALT "000102030405060708090a0b0c0d0eff"

UNIT_TEST(verify_tree_lists, opened_ballots) {
    static const char *const wrong[] = {"1:A",
                                        "1:A:",
                                        "1:A:" SALT "0",
                                        "1:A:0" SALT,
                                        ":A:" SALT,
                                        "1::" SALT,
                                        "1:AB:" SALT,
                                        "1:A:000102030405060708090A0B0C0D0E0F",
                                        "1:A:" SALT ":",
                                        "1 A:" SALT,
                                        "1:A:" SALT "  2:A:" SALT,
                                        "1:\xc3:" SALT,
                                        "1:\x7f:" SALT,
                                        "1: :" SALT,
                                        "01:A:" SALT,
                                        "1;A:" SALT};
    struct opened_list list = {0};
    struct page page;
    const char *text = "12:A:" SALT " 3:?:" SALT;
    open_page(&page);
    CU_ASSERT_FALSE(scr_failed(list_read_opened(&page.document, text, strlen(text), &list)));
    CU_ASSERT(close_page(&page));
    CU_ASSERT_EQUAL_FATAL(list.count, 2);
    CU_ASSERT(list.items[0].number == 12 && list.items[0].code == 'A' && list.items[0].salt[15] == 255);
    CU_ASSERT(list.items[1].number == 3 && list.items[1].code == '?' && list.items[1].salt[1] == 1);
    CU_ASSERT_EQUAL(opened_disorder(list.items, 2, 12), 1);
    CU_ASSERT_EQUAL(opened_disorder(list.items, 2, 11), 0);
    opened_list_free(&list);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        open_page(&page);
        CU_ASSERT_FALSE(scr_failed(list_read_opened(&page.document, wrong[i], strlen(wrong[i]), &list)));
        CU_ASSERT_FALSE(close_page(&page));
        opened_list_free(&list);
    }
}

UNIT_TEST(verify_tree_lists, examined_ballots) {
    static const char *const wrong[] = {"1", "1:", "1:A:", "1:AB", ":A", "1: ", "1::", "1:\x7f"};
    struct examined_list list = {0};
    struct page page;
    open_page(&page);
    CU_ASSERT_FALSE(scr_failed(list_read_examined(&page.document, "1:~ 9:! 10:A", 12, &list)));
    CU_ASSERT(close_page(&page));
    CU_ASSERT(list.count == 3 && list.items[1].number == 9 && list.items[1].interpretation == '!');
    CU_ASSERT_EQUAL(examined_disorder(list.items, 3, 10), 3);
    CU_ASSERT_EQUAL(examined_disorder(list.items, 3, 9), 2);
    list.items[0].number = 0;
    CU_ASSERT_EQUAL(examined_disorder(list.items, 3, 10), 0);
    CU_ASSERT_EQUAL(examined_disorder(list.items + 1, 0, 10), 0);
    list.items[0].number = 9;
    CU_ASSERT_EQUAL(examined_disorder(list.items, 3, 10), 1);
    examined_list_free(&list);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        open_page(&page);
        CU_ASSERT_FALSE(scr_failed(list_read_examined(&page.document, wrong[i], strlen(wrong[i]), &list)));
        CU_ASSERT_FALSE(close_page(&page));
        examined_list_free(&list);
    }
}

static char *repeat(const char *token, size_t count) {
    size_t length = strlen(token);
    char *text = malloc(count * length + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (size_t i = 0; i < count; i++) memcpy(text + i * length, token, length);
    text[count * length] = '\0';
    return text;
}

static bool numbers_in(size_t first, size_t second, size_t *count) {
    struct number_list list = {0};
    struct page page;
    open_page(&page);
    char *a = repeat("5 ", first), *b = repeat("5 ", second);
    CU_ASSERT_FALSE(scr_failed(list_read_numbers(&page.document, a, 2 * first - 1, &list)));
    if (second) CU_ASSERT_FALSE(scr_failed(list_read_numbers(&page.document, b, 2 * second - 1, &list)));
    *count = list.count;
    free(a);
    free(b);
    number_list_free(&list);
    return close_page(&page);
}

UNIT_TEST(verify_tree_lists, elements_are_full_but_for_the_last) {
    size_t count;
    CU_ASSERT(numbers_in(20000, 0, &count) && count == 20000);
    CU_ASSERT(numbers_in(20000, 20000, &count) && count == 40000);
    CU_ASSERT(numbers_in(20000, 1, &count) && count == 20001);
    CU_ASSERT_FALSE(numbers_in(19999, 1, &count));
    CU_ASSERT_FALSE(numbers_in(20001, 0, &count));
    CU_ASSERT_FALSE(numbers_in(20000, 20001, &count));
}

UNIT_TEST(verify_tree_lists, hashes_and_codes) {
    char hash[] = "000102030405060708090a0b0c0d0eff000102030405060708090a0b0c0d0efe ";
    struct hash_list hashes = {0};
    struct code_list codes = {0};
    struct page page;
    char *text = repeat(hash, 10001), *letters = repeat("A", 1000001);
    open_page(&page);
    CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, text, 10000 * 65 - 1, &hashes)));
    CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, text, 64, &hashes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, letters, 1000000, &codes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, "?.", 2, &codes)));
    CU_ASSERT(close_page(&page));
    CU_ASSERT(hashes.count == 10001 && hashes.items[10000].bytes[31] == 0xfe && hashes.items[0].bytes[15] == 0xff);
    CU_ASSERT(codes.count == 1000002 && codes.items[1000000] == '?' && codes.items[999999] == 'A');
    static const char *const wrong[] = {"", "000102030405060708090a0b0c0d0eff000102030405060708090a0b0c0d0ef",
                                        "000102030405060708090a0b0c0d0eff000102030405060708090a0b0c0d0efE",
                                        "000102030405060708090a0b0c0d0eff000102030405060708090a0b0c0d0ef:",
                                        "000102030405060708090a0b0c0d0eff000102030405060708090a0b0c0d0efe "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct hash_list none = {0};
        open_page(&page);
        CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, wrong[i], strlen(wrong[i]), &none)));
        CU_ASSERT_FALSE(close_page(&page));
        hash_list_free(&none);
    }
    struct code_list others = {0};
    open_page(&page);
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, "A\x7f", 2, &others)));
    CU_ASSERT_FALSE(close_page(&page));
    code_list_free(&others);
    open_page(&page); /* nothing may follow an element that is not full */
    CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, text, 64, &hashes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, "A", 1, &codes)));
    CU_ASSERT_EQUAL(page.diagnosis.count, 2);
    CU_ASSERT_FALSE(close_page(&page));
    hash_list_free(&hashes);
    code_list_free(&codes);
    open_page(&page);
    CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, text, 10001 * 65 - 1, &hashes)));
    CU_ASSERT_FALSE(scr_failed(list_read_hashes(&page.document, text, 63, &hashes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, letters, 1000001, &codes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, "A B", 3, &codes)));
    CU_ASSERT_FALSE(scr_failed(list_read_codes(&page.document, "\xc3\xa9", 2, &codes)));
    CU_ASSERT_EQUAL(page.diagnosis.count, 5);
    CU_ASSERT(!hashes.count && !codes.count);
    CU_ASSERT_FALSE(close_page(&page));
    hash_list_free(&hashes);
    code_list_free(&codes);
    free(text);
    free(letters);
}
