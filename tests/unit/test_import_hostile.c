/* test_import_hostile.c: generated files meant to hurt: truncated anywhere, nested deeply, a gigabyte long, damaged in
 * any byte. Each must be refused or read, in bounded time, without a crash (the suite also runs under sanitizers). */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "import_case.h"
#include "scrutineer/bytes.h"
#include "scrutineer/file.h"

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *const good_files[] = {"smallest.csv",       "columns_in_any_order.csv", "votingworks.json",
                                         "electionguard.json", "dominion_cvr.csv",         "nist_1500_20.xml",
                                         "nist_1500_100.xml"};

static void load(const char *name, struct scr_buffer *bytes) {
    char path[200];
    snprintf(path, sizeof path, "fixtures/import/good/%s", name);
    CU_ASSERT_EQUAL_FATAL(scr_file_read(path, 1 << 20, bytes, NULL).code, SCR_DONE);
}

/* Every refusal has words, and nothing is handed out with it. */
static void refused_or_whole(struct import_case *c) {
    bool told = c->diagnosis.count > 0, empty = !c->election.contest_count && !c->election.arena.newest;
    CU_ASSERT(scr_failed(c->result) == told);
    CU_ASSERT(!scr_failed(c->result) || empty);
    CU_ASSERT(scr_failed(c->result) || (c->election.contest_count && c->election.style_count));
}

/* JSON and XML say where they end, so every proper prefix is refused; of CSV a prefix of whole rows is a file. */
UNIT_TEST(import_hostile, truncated_at_every_offset) {
    for (size_t f = 0; f < sizeof good_files / sizeof *good_files; f++) {
        struct scr_buffer bytes = {0};
        load(good_files[f], &bytes);
        bool ends = !strstr(good_files[f], ".csv");
        size_t end = bytes.length;
        while (ends && strchr(" \r\n", bytes.data[end - 1])) end--;
        for (size_t length = 0; length<end; length += length> 200 ? 7 : 1) {
            struct import_case c;
            import_case_bytes(&c, "truncated", (const char *)bytes.data, length);
            refused_or_whole(&c);
            if (ends) CU_ASSERT(scr_failed(c.result));
            import_case_free(&c);
        }
        scr_buffer_free(&bytes);
    }
}

/* One byte changed to each of a few that matter to the formats. */
UNIT_TEST(import_hostile, every_byte_damaged) {
    static const char marks[] = {'\0', '"', '<', '\xFF', '9', '\n'};
    for (size_t f = 0; f < sizeof good_files / sizeof *good_files; f++) {
        struct scr_buffer bytes = {0};
        load(good_files[f], &bytes);
        for (size_t i = 0; i<bytes.length; i += bytes.length> 800 ? 5 : 1) {
            uint8_t was = bytes.data[i];
            bytes.data[i] = (uint8_t)marks[(i / 5 + f) % sizeof marks];
            struct import_case c;
            import_case_bytes(&c, "damaged", (const char *)bytes.data, bytes.length);
            refused_or_whole(&c);
            import_case_free(&c);
            bytes.data[i] = was;
        }
        scr_buffer_free(&bytes);
    }
}

static void refuse_bytes(const char *name, struct scr_buffer *bytes, const char *message) {
    struct import_case c;
    double begin = seconds();
    import_case_bytes(&c, name, (const char *)bytes->data, bytes->length);
    CU_ASSERT(scr_failed(c.result));
    bool said = import_case_says(&c.diagnosis, name, message);
    CU_ASSERT(said);
    CU_ASSERT(seconds() - begin < 20); /* far above what it takes, also under sanitizers */
    if (!said) import_case_show(&c.diagnosis);
    import_case_free(&c);
    scr_buffer_free(bytes);
}

static void repeat(struct scr_buffer *bytes, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++)
        if (scr_failed(scr_buffer_text(bytes, text))) abort();
}

/* Rows that differ in a number between `before` and `after`. */
static void number_rows(struct scr_buffer *bytes, const char *before, size_t count, const char *after) {
    for (size_t i = 0; i < count; i++)
        if (scr_failed(scr_buffer_print(bytes, "%s%zu%s", before, i, after))) abort();
}

UNIT_TEST(import_hostile, deep_nesting) {
    struct scr_buffer bytes = {0};
    repeat(&bytes, "[", 100000);
    refuse_bytes("deep.json", &bytes, "not correct JSON");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "{\"a\":", 100000);
    refuse_bytes("deep_objects.json", &bytes, "not correct JSON");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "<BallotDefinition xmlns=\"http://itl.nist.gov/ns/voting/1500-20/v1\">", 1);
    repeat(&bytes, "<a>", 100000);
    refuse_bytes("deep.xml", &bytes, "");
    /* Nested where the importer follows. */
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "<BallotDefinition xmlns=\"http://itl.nist.gov/ns/voting/1500-20/v1\"><Election><BallotStyle>", 1);
    repeat(&bytes, "<OrderedContent>", 100000);
    refuse_bytes("deep_headers.xml", &bytes, "");
}

UNIT_TEST(import_hostile, entities_and_document_types) {
    struct scr_buffer bytes = {0};
    repeat(&bytes,
           "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>"
           "<BallotDefinition xmlns=\"http://itl.nist.gov/ns/voting/1500-20/v1\">&c;</BallotDefinition>",
           1);
    refuse_bytes("bomb.xml", &bytes, "DOCTYPE");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", 1);
    refuse_bytes("external.xml", &bytes, "DOCTYPE");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "<BallotDefinition xmlns=\"http://itl.nist.gov/ns/voting/1500-20/v1\">&nothing;</BallotDefinition>",
           1);
    refuse_bytes("undefined_entity.xml", &bytes, "");
}

/* Nothing but problems: those kept are bounded, the rest is counted. */
UNIT_TEST(import_hostile, a_flood_of_problems) {
    struct scr_buffer bytes = {0};
    struct import_case c;
    repeat(&bytes, "style,contest,votes_allowed,candidate\n", 1);
    repeat(&bytes, "A,Mayor,0,Ann\n", 300000);
    import_case_bytes(&c, "flood.csv", (const char *)bytes.data, bytes.length);
    CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
    CU_ASSERT_EQUAL(c.diagnosis.count, SCR_PROBLEMS_KEPT);
    CU_ASSERT_EQUAL(c.diagnosis.count + c.diagnosis.dropped, 300000);
    import_case_free(&c);
    scr_buffer_free(&bytes);
}

UNIT_TEST(import_hostile, too_many_of_anything) {
    struct scr_buffer bytes = {0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\n", 1);
    number_rows(&bytes, "A,Mayor,1,C", 1001, "\n");
    refuse_bytes("candidates.csv", &bytes, "more than 1000 candidates");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\n", 1);
    number_rows(&bytes, "A,C", 100001, ",1,X\n");
    refuse_bytes("contests.csv", &bytes, "more than 100000 contests");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\n", 1);
    number_rows(&bytes, "S", 100001, ",C,1,X\n");
    refuse_bytes("styles.csv", &bytes, "more than 100000 ballot styles");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "[", 1);
    repeat(&bytes, "[],", 4000001);
    refuse_bytes("values.json", &bytes, "more than 4000000 JSON values");
}

/* Every style lists every district, again and again: the work must follow what is new, not what is repeated. */
UNIT_TEST(import_hostile, repeated_districts) {
    struct scr_buffer bytes = {0};
    struct import_case c;
    repeat(&bytes, "{\"title\":\"T\",\"districts\":[],\"contests\":[", 1);
    for (size_t i = 0; i < 1000; i++)
        CU_ASSERT_FATAL(!scr_failed(scr_buffer_print(
            &bytes, "%s{\"id\":\"%zu\",\"districtId\":\"d\",\"type\":\"yesno\",\"title\":\"Q\"}", i ? "," : "", i)));
    repeat(&bytes, "],\"ballotStyles\":[{\"id\":\"1\",\"districts\":[\"d\"", 1);
    repeat(&bytes, ",\"d\"", 300000);
    repeat(&bytes, "]}]}", 1);
    double begin = seconds();
    import_case_bytes(&c, "districts.json", (const char *)bytes.data, bytes.length);
    CU_ASSERT_EQUAL(c.result.code, SCR_DONE);
    CU_ASSERT_EQUAL(c.election.styles[0].contest_count, 1000);
    CU_ASSERT(seconds() - begin < 20);
    import_case_free(&c);
    scr_buffer_free(&bytes);
}

/* A gigabyte without a line end, in a sparse file. `filler` 0 leaves the hole's NUL bytes after `head`. */
static void refuse_gigabyte(const char *name, const char *head, const char *message) {
    char path[400];
    snprintf(path, sizeof path, "%s/%s", unit_scratch(), name);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    CU_ASSERT_FATAL(file >= 0);
    CU_ASSERT_EQUAL_FATAL(write(file, head, strlen(head)), (ssize_t)strlen(head));
    CU_ASSERT_EQUAL_FATAL(ftruncate(file, (off_t)1 << 30), 0);
    close(file);
    struct import_case c;
    double begin = seconds();
    import_case_read(&c, path, false);
    CU_ASSERT(scr_failed(c.result));
    CU_ASSERT(c.diagnosis.count >= 1 && c.diagnosis.count <= 2); /* libxml2 may add where it noticed */
    bool said = import_case_says(&c.diagnosis, name, message);
    CU_ASSERT(said);
    if (!said) import_case_show(&c.diagnosis);
    CU_ASSERT(seconds() - begin < 5);
    import_case_free(&c);
    unlink(path);
}

UNIT_TEST(import_hostile, a_gigabyte) {
    refuse_gigabyte("hole.csv", "style,contest,votes_allowed,candidate\nA,Mayor,1,", "NUL byte");
    refuse_gigabyte("hole.json", "{\"contests\": [", "");
    refuse_gigabyte("hole.xml", "<BallotDefinition xmlns=\"http://itl.nist.gov/ns/voting/1500-20/v1\"><a>", "");
    refuse_gigabyte("hole.txt", "", "not an election definition");
}

/* A long line of ordinary text: refused at the limit of a record. */
UNIT_TEST(import_hostile, a_long_line) {
    struct scr_buffer bytes = {0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\nA,Mayor,1,", 1);
    repeat(&bytes, "Ann Ann Ann Ann ", 400000);
    refuse_bytes("line.csv", &bytes, "longer than 4 MB");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\nA,Mayor,1,\"", 1);
    repeat(&bytes, "Ann\n", 1200000);
    refuse_bytes("quoted.csv", &bytes, "longer than 4 MB");
    bytes = (struct scr_buffer){0};
    repeat(&bytes, "style,contest,votes_allowed,candidate\n", 1);
    repeat(&bytes, ",", 60000);
    refuse_bytes("fields.csv", &bytes, "too many fields");
}

UNIT_TEST(import_hostile, things_that_are_no_files) {
    struct import_case c;
    char path[400];
    import_case_read(&c, "fixtures/import/good", false);
    CU_ASSERT(scr_failed(c.result));
    CU_ASSERT_EQUAL(c.diagnosis.count, 1);
    import_case_free(&c);
    import_case_read(&c, "fixtures/import/no such file", false);
    CU_ASSERT_EQUAL(c.result.code, SCR_IO);
    import_case_free(&c);
    snprintf(path, sizeof path, "%s/pipe", unit_scratch());
    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    import_case_read(&c, path, false);
    CU_ASSERT(scr_failed(c.result));
    import_case_free(&c);
}
