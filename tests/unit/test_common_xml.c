/* test_common_xml.c: the canonical writer and the streaming reader: round trips, and every other spelling refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"
#include "scrutineer/xml_writer.h"
#include "unit.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Reads all events, writing them to `events` ("<name ", "text", ">") when it is not NULL. */
static scr_result read_all(const void *bytes, size_t length, const struct scr_xml_options *options,
                           struct scr_buffer *events, struct scr_diagnosis *diagnosis) {
    struct scr_xml_reader *reader;
    SCR_TRY(scr_xml_reader_memory(bytes, length, options, &reader, diagnosis));
    enum scr_xml_event event = SCR_XML_START;
    scr_result result = scr_done();
    struct scr_hash digest, wanted;
    while (!scr_failed(result = scr_xml_next(reader, &event)) && event != SCR_XML_DONE) {
        CU_ASSERT_EQUAL(scr_xml_digest(reader, &digest).code, SCR_INTERNAL); /* not before the end */
        size_t size;
        const char *text = scr_xml_content(reader, &size);
        scr_result noted = scr_done();
        if (!events) continue;
        if (event == SCR_XML_START)
            noted = scr_buffer_print(events, "<%s ", scr_xml_name(reader));
        else if (event == SCR_XML_TEXT)
            noted = scr_buffer_append(events, text, size);
        else
            noted = scr_buffer_text(events, ">");
        CU_ASSERT_FALSE(scr_failed(noted));
    }
    if (!scr_failed(result)) {
        CU_ASSERT_FALSE(scr_failed(scr_xml_digest(reader, &digest)));
        CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(bytes, length, &wanted)));
        CU_ASSERT(scr_hash_equal(&digest, &wanted));
        CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event))); /* the end stays, and there is no element any more */
        CU_ASSERT_EQUAL(event, SCR_XML_DONE);
        CU_ASSERT_STRING_EQUAL(scr_xml_name(reader), "");
        CU_ASSERT_STRING_EQUAL(scr_xml_namespace(reader), "");
        CU_ASSERT_PTR_NULL(scr_xml_attribute_of(reader, "a", NULL));
        CU_ASSERT_PTR_NULL(scr_xml_attribute_at(reader, 0));
    } else {
        CU_ASSERT_EQUAL(scr_xml_next(reader, &event).code, result.code); /* a failure stays */
    }
    scr_xml_reader_free(reader);
    return result;
}

/* What reading ends in. A refusal always comes with words. */
static enum scr_code code_of(const char *bytes, size_t length, bool canonical) {
    struct scr_diagnosis diagnosis = {0};
    struct scr_xml_options options = {.canonical = canonical, .limit = 1 << 26, .shown = "x.xml"};
    scr_result result = read_all(bytes, length, &options, NULL, &diagnosis);
    CU_ASSERT_EQUAL(scr_failed(result), diagnosis.count != 0);
    for (size_t i = 0; i < diagnosis.count; i++) {
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[i].place, "x.xml"));
        CU_ASSERT_PTR_NULL(strchr(diagnosis.problems[i].message, '\n'));
    }
    scr_diagnosis_free(&diagnosis);
    return result.code;
}

static void expect_events(const char *document, const char *wanted) {
    struct scr_diagnosis diagnosis = {0};
    struct scr_buffer events = {0};
    struct scr_xml_options options = {.limit = 1 << 20, .shown = "x.xml"};
    CU_ASSERT_FALSE(scr_failed(read_all(document, strlen(document), &options, &events, &diagnosis)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(events.data);
    CU_ASSERT_STRING_EQUAL(events.data, wanted);
    scr_buffer_free(&events);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(common_xml, writer_known_answer) {
    struct scr_xml_writer w;
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(scr_xml_begin(&w, scr_xml_to_buffer, &out)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_open(&w, "Deck")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_attribute(&w, "xmlns", "urn:x")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_attribute_count(&w, "n", UINT64_MAX)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_open(&w, "Name")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_attribute(&w, "a", "\"<>&'\t\n\r")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_text(&w, "\"<>&'\t\n\r\xC3\xA9", 10)));
    CU_ASSERT_EQUAL(scr_xml_open(&w, "Mixed").code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(scr_xml_attribute(&w, "late", "").code, SCR_INTERNAL);
    CU_ASSERT_FALSE(scr_failed(scr_xml_close(&w)));
    CU_ASSERT_EQUAL(scr_xml_text(&w, "mixed", 5).code, SCR_INTERNAL);
    CU_ASSERT_FALSE(scr_failed(scr_xml_open(&w, "Empty")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_text(&w, "", 0)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_close(&w)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_close(&w)));
    CU_ASSERT_EQUAL(scr_xml_open(&w, "SecondRoot").code, SCR_INTERNAL);
    CU_ASSERT_FALSE(scr_failed(scr_xml_end(&w)));
    CU_ASSERT_STRING_EQUAL(
        out.data,
        HEAD "<Deck xmlns=\"urn:x\" n=\"18446744073709551615\">\n"
             "  <Name a=\"&quot;&lt;&gt;&amp;'&#9;&#10;&#13;\">\"&lt;&gt;&amp;'&#9;&#10;&#13;\xC3\xA9</Name>\n"
             "  <Empty/>\n</Deck>\n");
    CU_ASSERT_EQUAL(code_of((const char *)out.data, out.length, true), SCR_DONE);
    scr_buffer_free(&out);
}

UNIT_TEST(common_xml, writer_refuses) {
    static const char *const texts[] = {"\x01", "a\xFF", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xED\xA0\x80", "\x1B[2J"};
    static const char *const names[] = {"",  "1a", "a b", "a>", "\xC3\xA9", "@a", "[", "`",
                                        "{", "a;", "a/",  "a[", "a`",       "-a", ".a"};
    static const char *const good[] = {"A",  "Z",  "a",  "z",   "_",   ":",   "aZ",
                                       "Az", "a0", "a9", "a-b", "a.b", "a_b", "a:b"};
    struct scr_xml_writer w;
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(scr_xml_begin(&w, scr_xml_to_buffer, &out)));
    CU_ASSERT_EQUAL(scr_xml_text(&w, "a", 1).code, SCR_INTERNAL); /* outside of the root */
    CU_ASSERT_EQUAL(scr_xml_close(&w).code, SCR_INTERNAL);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CU_ASSERT_EQUAL(scr_xml_open(&w, names[i]).code, SCR_INPUT);
    CU_ASSERT_EQUAL(scr_xml_end(&w).code, SCR_INTERNAL); /* there is no root */
    scr_buffer_free(&out);
    CU_ASSERT_FALSE(scr_failed(scr_xml_begin(&w, scr_xml_to_buffer, &out)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_open(&w, "a")));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CU_ASSERT_EQUAL(scr_xml_attribute(&w, names[i], "").code, SCR_INPUT);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CU_ASSERT_FALSE(scr_failed(scr_xml_attribute(&w, good[i], "")));
    CU_ASSERT_FALSE(scr_failed(scr_xml_close(&w)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_end(&w)));
    scr_buffer_free(&out);
    CU_ASSERT_FALSE(scr_failed(scr_xml_begin(&w, scr_xml_to_buffer, &out)));
    for (int i = 0; i < 32; i++) CU_ASSERT_FALSE(scr_failed(scr_xml_open(&w, "a")));
    CU_ASSERT_EQUAL(scr_xml_open(&w, "a").code, SCR_LIMIT);
    for (size_t i = 0; i < 6; i++) CU_ASSERT_EQUAL(scr_xml_attribute(&w, "b", texts[i]).code, SCR_INPUT);
    for (size_t i = 0; i < 6; i++) CU_ASSERT_EQUAL(scr_xml_text(&w, texts[i], strlen(texts[i])).code, SCR_INPUT);
    CU_ASSERT_EQUAL(scr_xml_end(&w).code, SCR_INTERNAL); /* elements are open */
    scr_buffer_free(&out);
}

static unsigned draw(uint64_t *state, unsigned below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX constants */
    return (unsigned)(*state >> 33) % below;
}

static void random_text(uint64_t *state, char *text, unsigned most) {
    static const char *const pieces[] = {"a",
                                         " ",
                                         "\n",
                                         "\t",
                                         "\r",
                                         "<",
                                         ">",
                                         "&",
                                         "\"",
                                         "'",
                                         "]]>",
                                         "&amp;",
                                         "\xC3\xA9",
                                         "\xF0\x9F\x97\xB3",
                                         "\xE2\x80\xAE",
                                         "--",
                                         "\xC2\x85",
                                         "\xE2\x80\xA8",
                                         "0"};
    text[0] = 0;
    for (unsigned n = draw(state, most); n; n--) strcat(text, pieces[draw(state, sizeof pieces / sizeof *pieces)]);
}

static void random_element(struct scr_xml_writer *w, uint64_t *state, struct scr_buffer *events, unsigned depth) {
    char text[256], name[16];
    snprintf(name, sizeof name, "E%u", draw(state, 5));
    CU_ASSERT_FALSE(scr_failed(scr_xml_open(w, name)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_print(events, "<%s ", name)));
    for (unsigned i = 0, n = draw(state, 4); i < n; i++) {
        random_text(state, text, 12);
        snprintf(name, sizeof name, "a%u", (i * 7 + 3) % 10);
        CU_ASSERT_FALSE(scr_failed(scr_xml_attribute(w, name, text)));
    }
    if (depth < 6 && draw(state, 3)) {
        for (unsigned n = draw(state, 4); n; n--) random_element(w, state, events, depth + 1);
    } else {
        random_text(state, text, 20);
        if (strspn(text, " \t\r\n") == strlen(text)) text[0] = 0; /* blanks alone are no content */
        CU_ASSERT_FALSE(scr_failed(scr_xml_text(w, text, strlen(text))));
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(events, text)));
    }
    CU_ASSERT_FALSE(scr_failed(scr_xml_close(w)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(events, ">")));
}

UNIT_TEST(common_xml, random_documents_come_back) {
    uint64_t state = 2026;
    for (int round = 0; round < 500; round++) {
        struct scr_xml_writer w;
        struct scr_buffer out = {0}, written = {0}, read = {0};
        struct scr_diagnosis diagnosis = {0};
        struct scr_xml_options options = {.canonical = true, .limit = 1 << 20, .shown = "x.xml"};
        CU_ASSERT_FALSE(scr_failed(scr_xml_begin(&w, scr_xml_to_buffer, &out)));
        random_element(&w, &state, &written, 0);
        CU_ASSERT_FALSE(scr_failed(scr_xml_end(&w)));
        CU_ASSERT_FALSE(scr_failed(read_all(out.data, out.length, &options, &read, &diagnosis)));
        CU_ASSERT_PTR_NOT_NULL_FATAL(read.data);
        CU_ASSERT_STRING_EQUAL(read.data, written.data);
        scr_buffer_free(&out);
        scr_buffer_free(&written);
        scr_buffer_free(&read);
        scr_diagnosis_free(&diagnosis);
    }
}

UNIT_TEST(common_xml, events_of_foreign_documents) {
    expect_events("<a/>", "<a >");
    expect_events("<a>\n <b> </b>\n <c></c> </a>", "<a <b  ><c >>");
    expect_events("<a><b>one<!-- c -->two<![CDATA[<3>]]>&#65;&lt;</b></a>", "<a <b onetwo<3>A<>>");
    expect_events("<a> x <c/>y</a>", "<a  x <c >y>");
    expect_events("\xEF\xBB\xBF<?xml version='1.0'?><!-- c --><?p i?><a b='1'/>\n<!-- c -->\n", "<a >");
    static const char utf16[] = "\xFF\xFE<\0a\0>\0x\0<\0/\0a\0>\0";
    CU_ASSERT_EQUAL(code_of(utf16, sizeof utf16 - 1, false), SCR_DONE);
}

UNIT_TEST(common_xml, attributes_names_and_places) {
    static const char document[] = "<a xmlns='urn:1' xmlns:p='urn:2'\n b='x&amp;&#10;y' p:b='2' e='' p:f='3'>\n<p:c/>"
                                   "<d xmlns=''/></a>";
    struct scr_xml_options options = {.limit = 1 << 20, .shown = "x\x1B.xml"};
    struct scr_xml_reader *reader;
    enum scr_xml_event event;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_reader_memory(document, sizeof document - 1, &options, &reader, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event)));
    CU_ASSERT_STRING_EQUAL(scr_xml_name(reader), "a");
    CU_ASSERT_STRING_EQUAL(scr_xml_namespace(reader), "urn:1");
    CU_ASSERT_STRING_EQUAL(scr_xml_attribute_of(reader, "b", NULL), "x&\ny");
    CU_ASSERT_STRING_EQUAL(scr_xml_attribute_of(reader, "b", "urn:2"), "2");
    CU_ASSERT_STRING_EQUAL(scr_xml_attribute_of(reader, "e", NULL), "");
    CU_ASSERT_PTR_NULL(scr_xml_attribute_of(reader, "b", "urn:1"));
    CU_ASSERT_PTR_NULL(scr_xml_attribute_of(reader, "e", "urn:1"));
    CU_ASSERT_PTR_NULL(scr_xml_attribute_of(reader, "f", NULL));
    CU_ASSERT_PTR_NULL(scr_xml_attribute_of(reader, "f", "urn:1"));
    CU_ASSERT_STRING_EQUAL(scr_xml_attribute_at(reader, 0), "b");
    CU_ASSERT_STRING_EQUAL(scr_xml_attribute_at(reader, 3), "f");
    CU_ASSERT_PTR_NULL(scr_xml_attribute_at(reader, 4));
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event)));
    CU_ASSERT_STRING_EQUAL(scr_xml_name(reader), "c");
    CU_ASSERT_STRING_EQUAL(scr_xml_namespace(reader), "urn:2");
    CU_ASSERT_EQUAL(scr_xml_depth(reader), 1);
    CU_ASSERT_STRING_EQUAL(scr_xml_place(reader), "x\\u{1B}.xml, line 3");
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event))); /* </p:c> */
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event)));
    CU_ASSERT_STRING_EQUAL(scr_xml_name(reader), "d");
    CU_ASSERT_STRING_EQUAL(scr_xml_namespace(reader), "");
    scr_xml_reader_free(reader);
}

UNIT_TEST(common_xml, other_spellings_are_not_canonical) {
    static const char *const documents[] = {HEAD "<a b='1'/>\n",        /* single quotes */
                                            HEAD "<a b=\"&#x41;\"/>\n", /* a reference where none is needed */
                                            HEAD "<a b=\"&#x9;\"/>\n",  /* hexadecimal */
                                            HEAD "<a b=\"&#09;\"/>\n",  /* a leading zero */
                                            HEAD "<a b=\"&apos;\"/>\n",
                                            HEAD "<a b=\"x>y\"/>\n",
                                            HEAD "<a b=\"x\ty\"/>\n",
                                            HEAD "<a  b=\"1\"/>\n",
                                            HEAD "<a b = \"1\"/>\n",
                                            HEAD "<a b=\"1\" />\n",
                                            HEAD
                                            "<a b=\"1\" xmlns=\"urn:x\"/>\n", /* a namespace declaration comes first */
                                            HEAD "<a></a>\n",
                                            HEAD "<a> </a>\n", /* a schema without text passes over it */
                                            HEAD "<a>&#9;</a>\n",
                                            HEAD "<a>x</a >\n",
                                            HEAD "<a>&#120;</a>\n",
                                            HEAD "<a>x>y</a>\n",
                                            HEAD "<a>&quot;</a>\n",
                                            HEAD "<a>x\ny</a>\n",
                                            HEAD "<a>x\ty</a>\n",
                                            HEAD "<a><![CDATA[x]]></a>\n",
                                            HEAD "<a><!-- x --></a>\n",
                                            HEAD "<!-- x -->\n<a/>\n",
                                            HEAD "<a/>\n<!-- x -->\n",
                                            HEAD "<?p x?>\n<a/>\n",
                                            HEAD "<a/>\n<?p x?>\n",
                                            HEAD "<a>x<b/></a>\n",
                                            HEAD "<a>\n  <b/>x\n</a>\n",
                                            HEAD "<a><b/></a>\n",
                                            HEAD "<a>\n <b/>\n</a>\n",
                                            HEAD "<a>\n\t<b/>\n</a>\n",
                                            HEAD "<a>\n  <b/>\n\n</a>\n",
                                            HEAD "<a>\n  <b/>\n</a>", /* no final newline */
                                            HEAD "<a/>\n\n",
                                            HEAD "<a/>\n ",
                                            HEAD "<a/> \n",
                                            HEAD "\n<a/>\n",
                                            HEAD "<a/>\r\n",
                                            HEAD "<a>\r\n  <b/>\r\n</a>\n",
                                            "\xEF\xBB\xBF" HEAD "<a/>\n", /* byte order mark */
                                            "<a/>\n",
                                            "<?xml version=\"1.0\"?>\n<a/>\n",
                                            "<?xml version='1.0' encoding='UTF-8'?>\n<a/>\n",
                                            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a/>\n",
                                            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<a/>\n",
                                            "<?xml version=\"1.1\" encoding=\"UTF-8\"?>\n<a/>\n",
                                            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a/>\n",
                                            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a/>\n",
                                            HEAD "<\xC3\xA9/>\n", /* names are ASCII */
                                            HEAD "<!DOCTYPE a>\n<a/>\n"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        enum scr_code code = code_of(documents[i], strlen(documents[i]), true);
        if (code != SCR_INPUT) printf("accepted: %s\n", documents[i]);
        CU_ASSERT_EQUAL(code, SCR_INPUT);
    }
    static const char whole[] = HEAD "<a>\n  <b> x </b>\n</a>\n";
    CU_ASSERT_EQUAL(code_of(whole, sizeof whole, true), SCR_INPUT); /* with the NUL at the end */
    CU_ASSERT_EQUAL(code_of(whole, sizeof whole - 1, true), SCR_DONE);
}

/* `markup` behind `before` elements, a line each, is refused with its own line, wherever the parser is by then. */
static void expect_line(const char *head, size_t before, const char *markup, size_t behind, size_t line) {
    struct scr_buffer document = {0};
    struct scr_diagnosis diagnosis = {0};
    struct scr_xml_options options = {.canonical = true, .limit = 1 << 24, .shown = "x.xml"};
    struct scr_xml_reader *reader;
    enum scr_xml_event event = SCR_XML_START;
    char place[40];
    snprintf(place, sizeof place, "x.xml, line %zu", line);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, head)));
    for (size_t i = 0; i < before; i++)
        CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, "  <b c=\"d\"/>\n")));
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, markup)));
    for (size_t i = 0; i < behind; i++)
        CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, "  <b c=\"d\"/>\n")));
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, "</a>\n")));
    scr_result result = scr_xml_reader_memory(document.data, document.length, &options, &reader, &diagnosis);
    CU_ASSERT_FALSE_FATAL(scr_failed(result));
    while (!scr_failed(result = scr_xml_next(reader, &event)) && event != SCR_XML_DONE) {
    }
    CU_ASSERT_EQUAL(result.code, SCR_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, place);
    if (strcmp(diagnosis.problems[0].place, place) != 0)
        printf("\n  %s: %s\n", diagnosis.problems[0].place, diagnosis.problems[0].message);
    scr_xml_reader_free(reader);
    scr_diagnosis_free(&diagnosis);
    scr_buffer_free(&document);
}

UNIT_TEST(common_xml, lines_of_what_no_artifact_has) {
    static const char *const markups[] = {"<!-- x\n\n -->\n", "  <!-- x -->\n", "<?p x\n?>\n"};
    for (size_t i = 0; i < sizeof markups / sizeof *markups; i++) {
        expect_line(HEAD "<a>\n", 0, markups[i], 90, 3);
        expect_line(HEAD "<a>\n", 1, markups[i], 0, 4);
        expect_line(HEAD "<a>\n", 100, markups[i], 100, 103);
        expect_line(HEAD "<a>\n", 9000, markups[i], 100, 9003); /* more than the writer holds back */
        expect_line(HEAD "<a>\n", 70000, markups[i], 1, 70003); /* more than libxml2 counts */
    }
    expect_line(HEAD "<a>\n", 5, "  <b>x<![CDATA[\n]]></b>\n", 90, 8);
    expect_line(HEAD "<a>\n", 5, "  <b>\n<!-- x --></b>\n", 90, 9);
    expect_line(HEAD "<!-- x -->\n<a>\n", 5, "", 90, 2);
    expect_line(HEAD "<?p x?>\n<a>\n", 5, "", 90, 2);
}

/* Of markup in another encoding the line is not looked for; nor is any missed that stands last. */
UNIT_TEST(common_xml, markup_without_a_line) {
    static const char text[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!-- x --><a/>";
    char wide[2 * sizeof text] = {(char)0xFF, (char)0xFE};
    size_t length = 2;
    for (size_t i = 0; text[i]; i++, length += 2) wide[length] = text[i];
    CU_ASSERT_EQUAL(code_of(wide, length, true), SCR_INPUT);
    CU_ASSERT_EQUAL(code_of(HEAD "<a/>\n<?p?>", sizeof HEAD "<a/>\n<?p?>" - 1, true), SCR_INPUT);
    CU_ASSERT_EQUAL(code_of(HEAD "<?p?><a/>", sizeof HEAD "<?p?><a/>" - 1, true), SCR_INPUT);
    CU_ASSERT_EQUAL(code_of(HEAD "<?p?>", sizeof HEAD "<?p?>" - 1, true), SCR_INPUT);
}

UNIT_TEST(common_xml, truncated_or_changed_at_every_byte) {
    static const char document[] =
        HEAD "<Deck xmlns=\"urn:x\" n=\"2\">\n  <Name>A &amp; B</Name>\n  <Empty/>\n</Deck>\n";
    char copy[sizeof document];
    size_t length = sizeof document - 1;
    CU_ASSERT_EQUAL(code_of(document, length, true), SCR_DONE);
    for (size_t i = 0; i < length; i++) {
        CU_ASSERT_NOT_EQUAL(code_of(document, i, true), SCR_DONE);
        if (i + 1 < length) CU_ASSERT_NOT_EQUAL(code_of(document, i, false), SCR_DONE);
        memcpy(copy, document, length); /* one byte more, without becoming canonical again */
        memmove(copy + i + 1, copy + i, length - i);
        copy[i] = ' ';
        if (code_of(copy, length + 1, true) == SCR_DONE) /* only inside a value or a text */
            CU_ASSERT(strchr("\">2urn:xA &amp; B<", document[i]) != NULL);
    }
}
