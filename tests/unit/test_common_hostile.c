/* test_common_hostile.c: XML made to exhaust, mislead or crash its reader, and XML that breaks its schema. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/xml_schema.h"
#include "scrutineer/xml_reader.h"
#include "unit.h"

struct outcome {
    scr_result result;
    struct scr_diagnosis diagnosis;
    size_t events;
};

static struct outcome read_with(const void *bytes, size_t length, struct scr_xml_options options) {
    struct outcome outcome = {0};
    struct scr_xml_reader *reader;
    enum scr_xml_event event = SCR_XML_START;
    options.shown = "x.xml";
    outcome.result = scr_xml_reader_memory(bytes, length, &options, &reader, &outcome.diagnosis);
    if (scr_failed(outcome.result)) return outcome;
    while (!scr_failed(outcome.result = scr_xml_next(reader, &event)) && event != SCR_XML_DONE) outcome.events++;
    scr_xml_reader_free(reader);
    return outcome;
}

/* `head`, then `piece` `count` times, then `tail` must end in `code` with words that contain `words`. */
static void expect(const char *head, const char *piece, size_t count, const char *tail, enum scr_code code,
                   const char *words) {
    struct scr_buffer document = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, head)));
    for (size_t i = 0; i < count; i++) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, piece)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, tail)));
    for (int canonical = 0; canonical < 2; canonical++) {
        struct outcome outcome = read_with(document.data, document.length,
                                           (struct scr_xml_options){.canonical = canonical, .limit = 1 << 28});
        CU_ASSERT_EQUAL(outcome.result.code, code);
        CU_ASSERT_FATAL(outcome.diagnosis.count > 0);
        if (!strstr(outcome.diagnosis.problems[0].message, words))
            printf("%s\n", outcome.diagnosis.problems[0].message);
        CU_ASSERT_PTR_NOT_NULL(strstr(outcome.diagnosis.problems[0].message, words));
        scr_diagnosis_free(&outcome.diagnosis);
    }
    scr_buffer_free(&document);
}

UNIT_TEST(common_hostile, document_types) {
    expect("<!DOCTYPE a>", "", 0, "<a/>", SCR_INPUT, "DOCTYPE");
    expect("<!DOCTYPE a [<!ENTITY x \"y\">]>", "", 0, "<a>&x;</a>", SCR_INPUT, "DOCTYPE");
    expect("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">", "", 0, "<a/>", SCR_INPUT, "DOCTYPE");
    expect("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "", 0, "<a>&x;</a>", SCR_INPUT, "DOCTYPE");
    expect("<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\">%x;]>", "", 0, "<a/>", SCR_INPUT, "DOCTYPE");
    /* "Billion laughs": stopped by libxml2 or by the DOCTYPE, in either case at once and with words. */
    expect("<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\">"
           "<!ENTITY z \"&y;&y;&y;&y;&y;&y;&y;&y;\"><!ENTITY q \"&z;&z;&z;&z;&z;&z;&z;&z;\">]>",
           "", 0, "<a b=\"&q;&q;&q;&q;&q;&q;\">&q;</a>", SCR_INPUT, "");
    expect("<a>&undeclared;", "", 0, "</a>", SCR_INPUT, "undeclared");
}

UNIT_TEST(common_hostile, sizes) {
    expect("", "<a>", 100000, "", SCR_LIMIT, "nested too deeply");
    expect("<a>", "0123456789abcdef", 1 << 20, "</a>", SCR_LIMIT, "text of one element");
    expect("<a>", "0123456789abcdef", 562501, "</a>", SCR_LIMIT, "text of one element"); /* 9,000,016 bytes */
    expect("<a b=\"", "0123456789abcdef", 1 << 20, "\"/>", SCR_LIMIT, "longer than 64 KiB");
    expect("<a b=\"", "<>", 1 << 20, "\"/>", SCR_INPUT, "");
    expect("<a ", "b=\"1\" ", 1 << 20, "/>", SCR_LIMIT, "longer than 64 KiB");
    expect("<", "a", 1 << 20, "/>", SCR_LIMIT, "longer than 64 KiB");
    expect("<!--", "a", 1 << 20, "--><a/>", SCR_LIMIT, "longer than 64 KiB");
    expect("<?p ", "a", 1 << 20, "?><a/>", SCR_LIMIT, "longer than 64 KiB");
}

UNIT_TEST(common_hostile, many_names) {
    struct scr_buffer document = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "<a>")));
    for (int i = 0; i < 150000; i++) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_print(&document, "<e%d/>", i)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "</a>")));
    struct outcome outcome = read_with(document.data, document.length, (struct scr_xml_options){.limit = 1 << 28});
    CU_ASSERT_EQUAL(outcome.result.code, SCR_LIMIT);
    scr_diagnosis_free(&outcome.diagnosis);
    scr_buffer_free(&document);
}

UNIT_TEST(common_hostile, limits_are_exact) {
    struct outcome outcome = read_with("<a></a>", 7, (struct scr_xml_options){.limit = 7});
    CU_ASSERT_EQUAL(outcome.result.code, SCR_DONE);
    outcome = read_with("<a></a>", 7, (struct scr_xml_options){.limit = 6});
    CU_ASSERT_EQUAL(outcome.result.code, SCR_LIMIT);
    CU_ASSERT_EQUAL(outcome.diagnosis.count, 1);
    scr_diagnosis_free(&outcome.diagnosis);
}

UNIT_TEST(common_hostile, bytes_that_are_no_document) {
    expect("", "", 0, "", SCR_INPUT, "the file is empty");
    expect("", "\n", 3, "", SCR_INPUT, "ends before its first element");
    expect("<!-- x -->", "", 0, "", SCR_INPUT, "ends before its first element");
    expect("<a><b/>", "\n", 3, "", SCR_INPUT, "ends before its last element is closed");
    expect("PK\x03\x04", "x", 10000, "", SCR_INPUT, "no XML");
    expect("<?xml version=\"1.0\" encoding=\"KOI-9\"?>", "", 0, "<a/>", SCR_INPUT, "KOI-9");
    expect("<a>\xFF\xFE", "", 0, "</a>", SCR_INPUT, "UTF-8");
    expect("<a>\x01", "", 0, "</a>", SCR_INPUT, "");
    expect("<a><b></a>", "", 0, "</b>", SCR_INPUT, "mismatch");
    expect("<a b='1' b='2'/>", "", 0, "", SCR_INPUT, "b redefined");
    expect("<p:a/>", "", 0, "", SCR_INPUT, "prefix");
    expect("<a/>", " ", 20000, "x", SCR_INPUT, "Extra content");
    expect("<a/>", "\n", 3, "<b/>", SCR_INPUT, "Extra content");
}

/* A written name must not reach the terminal as it is, nor may anything be printed by libxml2 itself. */
UNIT_TEST(common_hostile, messages_are_escaped) {
    static const char document[] = "<a><\xE2\x80\xAEx></a>", other[] = "<a b\xC2\x9B=''><c></d></a>";
    struct outcome outcome = read_with(document, sizeof document - 1, (struct scr_xml_options){.limit = 1 << 20});
    CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
    for (size_t i = 0; i < outcome.diagnosis.count; i++)
        CU_ASSERT_PTR_NULL(strstr(outcome.diagnosis.problems[i].message, "\xE2\x80\xAE"));
    scr_diagnosis_free(&outcome.diagnosis);
    outcome = read_with(other, sizeof other - 1, (struct scr_xml_options){.limit = 1 << 20});
    CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
    for (size_t i = 0; i < outcome.diagnosis.count; i++)
        CU_ASSERT_PTR_NULL(strstr(outcome.diagnosis.problems[i].message, "\xC2\x9B"));
    scr_diagnosis_free(&outcome.diagnosis);
}

static const char schema_text[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x' elementFormDefault='qualified'>"
    "<xs:element name='Deck'><xs:complexType><xs:sequence><xs:element name='Total' maxOccurs='unbounded'"
    " type='xs:nonNegativeInteger'/></xs:sequence></xs:complexType></xs:element></xs:schema>";

UNIT_TEST(common_hostile, schemas) {
    struct scr_xml_schema *schema;
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_schema_parse(schema_text, sizeof schema_text - 1, &schema, &diagnosis)));
    struct scr_xml_options options = {.schema = schema, .limit = 1 << 20};
    static const char good[] = "<Deck xmlns='urn:x'><Total>1</Total><Total>22</Total></Deck>",
                      bad[] = "<Deck xmlns='urn:x'>\n<Total>x</Total>\n<Total>1</Total>\n<Total>-2</Total>\n</Deck>",
                      other[] = "<Deck/>", cut[] = "<Deck xmlns='urn:x'><Total>1</Total>";
    struct outcome outcome = read_with(good, sizeof good - 1, options);
    CU_ASSERT_EQUAL(outcome.result.code, SCR_DONE);
    CU_ASSERT_EQUAL(outcome.events, 8);
    outcome = read_with(bad, sizeof bad - 1, options);
    CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
    CU_ASSERT_EQUAL_FATAL(outcome.diagnosis.count, 2); /* both errors, each with its line */
    CU_ASSERT_STRING_EQUAL(outcome.diagnosis.problems[0].place, "x.xml, line 2");
    CU_ASSERT_STRING_EQUAL(outcome.diagnosis.problems[1].place, "x.xml, line 4");
    scr_diagnosis_free(&outcome.diagnosis);
    outcome = read_with(other, sizeof other - 1, options);
    CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
    scr_diagnosis_free(&outcome.diagnosis);
    outcome = read_with(cut, sizeof cut - 1, options);
    CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
    scr_diagnosis_free(&outcome.diagnosis);
    scr_xml_schema_free(schema);
    scr_xml_schema_free(NULL);
    CU_ASSERT(scr_failed(scr_xml_schema_parse("<xs:schema", 10, &schema, &diagnosis)));
    CU_ASSERT(diagnosis.count > 0);
    scr_diagnosis_free(&diagnosis);
    CU_ASSERT_EQUAL(scr_xml_schema_parse("", (size_t)INT32_MAX + 1, &schema, &diagnosis).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(diagnosis.count, 1);
    scr_diagnosis_free(&diagnosis);
}

/* What libxml2 may say, as its own structure has it: no words, nothing but blanks, words of its own limits. */
UNIT_TEST(common_hostile, complaints_become_problems) {
    char words[900], cut[700], none[] = "", blank[] = " \n", huge[] = "use XML_PARSE_HUGE option", odd[] = "\xBF\xBF";
    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = 0;
    memcpy(words + 598, "\xF0\x9F\x97\xB3", 4); /* the cut at 600 bytes would fall into this character */
    snprintf(cut, sizeof cut, "%.598s ...", words);
    const struct {
        char *message;
        int code, line;
        enum scr_code wanted;
        const char *place, *words;
    } cases[] = {
        {NULL, XML_ERR_DOCUMENT_END, 3, SCR_INPUT, "x.xml, line 3", "is not well-formed XML"},
        {none, XML_ERR_DOCUMENT_END, 0, SCR_INPUT, "x.xml", ""},
        {blank, XML_ERR_DOCUMENT_END, -1, SCR_INPUT, "x.xml", ""},
        {huge, XML_ERR_DOCUMENT_END, 3, SCR_LIMIT, "x.xml, line 3", "a name, value, comment or text is too long"},
        {words, XML_ERR_DOCUMENT_END, 3, SCR_INPUT, "x.xml, line 3", cut},
        {odd, XML_ERR_NO_MEMORY, 3, SCR_MEMORY, "x.xml, line 3", "\\xBF\\xBF"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct scr_xml_errors errors = {.shown = "x.xml", .diagnosis = &diagnosis}, unheard = {.shown = "x.xml"};
        xmlError error = {.message = cases[i].message, .code = cases[i].code, .line = cases[i].line};
        scr_xml_collect(&errors, NULL);
        error.level = XML_ERR_WARNING;
        scr_xml_collect(&errors, &error);
        CU_ASSERT(!errors.count && !diagnosis.count);
        error.level = XML_ERR_FATAL;
        scr_xml_collect(&errors, &error);
        CU_ASSERT(errors.count == 1 && errors.code == cases[i].wanted);
        CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
        CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, cases[i].place);
        CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, cases[i].words);
        CU_ASSERT_EQUAL(diagnosis.problems[0].code, cases[i].wanted);
        for (int again = 0; again < 150; again++) scr_xml_collect(&unheard, &error); /* nobody listens */
        CU_ASSERT(unheard.count == 150 && unheard.code == cases[i].wanted);
        scr_diagnosis_free(&diagnosis);
    }
}

/* libxml2 keeps the line of a node in 16 bits. */
UNIT_TEST(common_hostile, lines_beyond_65535) {
    struct scr_buffer document = {0};
    struct scr_xml_options options = {.limit = 1 << 20, .shown = "x.xml"};
    struct scr_xml_reader *reader;
    enum scr_xml_event event;
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "<a>")));
    for (int i = 0; i < 70000; i++) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, "\n")));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "<b/></a>")));
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_reader_memory(document.data, document.length, &options, &reader, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event)));
    CU_ASSERT_EQUAL(scr_xml_line(reader), 1);
    CU_ASSERT_FALSE(scr_failed(scr_xml_next(reader, &event)));
    CU_ASSERT_STRING_EQUAL(scr_xml_name(reader), "b");
    CU_ASSERT_EQUAL(scr_xml_line(reader), 70001);
    scr_xml_reader_free(reader);
    scr_buffer_free(&document);
}

/* The document may not make the validator load another schema: the pipe it names would be opened, and hang. */
UNIT_TEST(common_hostile, schema_locations_are_not_followed) {
    char pipe[256], document[1024];
    snprintf(pipe, sizeof pipe, "%s/pipe", unit_scratch());
    CU_ASSERT_EQUAL_FATAL(mkfifo(pipe, 0600), 0);
    int length = snprintf(document, sizeof document,
                          "<Deck xmlns='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
                          "i:schemaLocation='urn:x %s'><Total>1</Total></Deck>",
                          pipe);
    struct scr_xml_schema *schema;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_schema_parse(schema_text, sizeof schema_text - 1, &schema, NULL)));
    alarm(20);
    struct outcome outcome =
        read_with(document, (size_t)length, (struct scr_xml_options){.schema = schema, .limit = 1 << 20});
    alarm(0);
    CU_ASSERT_EQUAL(outcome.result.code, SCR_DONE);
    scr_diagnosis_free(&outcome.diagnosis);
    scr_xml_schema_free(schema);
}

/* One fault that fills a megabyte is one complaint, and a thousand faults are a hundred and a number. */
UNIT_TEST(common_hostile, complaints_are_bounded) {
    struct scr_xml_schema *schema;
    struct scr_buffer document = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_schema_parse(schema_text, sizeof schema_text - 1, &schema, NULL)));
    for (int apart = 0; apart < 2; apart++) {
        document.length = 0;
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "<Deck xmlns='urn:x'>")));
        for (size_t i = 0; i < 100000; i++)
            CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_text(&document, apart ? "out of place\n" : "out of place ")));
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&document, "</Deck>")));
        struct outcome outcome =
            read_with(document.data, document.length, (struct scr_xml_options){.schema = schema, .limit = 1 << 28});
        CU_ASSERT_EQUAL(outcome.result.code, SCR_INPUT);
        CU_ASSERT(outcome.diagnosis.count >= 1 && outcome.diagnosis.count <= (apart ? 100 : 2));
        CU_ASSERT(apart == (outcome.diagnosis.dropped > 0));
        scr_diagnosis_free(&outcome.diagnosis);
    }
    scr_buffer_free(&document);
    scr_xml_schema_free(schema);
}
