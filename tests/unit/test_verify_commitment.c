/* test_verify_commitment.c: ballot commitments: TPT-01 and TPT-02, each part broken on purpose. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_seed_fixture.h"
#include "unit.h"
#include "verify/tree/alike.h"
#include "verify/tree/commitment.h"
#include "verify/tree/seed_instant.h"
#include "verify_core_fixture.h"

/* Changes one place of the commitment; the checks that then do not hold, and words of the first of them. */
static void expect(const char *old, const char *new, const char *open, const char *words) {
    const char *found = fixture_open(fixture_replace(fixture_commitment(FIXTURE_DICE), old, new), NULL, false);
    char id[8];
    snprintf(id, sizeof id, "%.6s", open);
    CU_ASSERT_STRING_EQUAL(found, open);
    if (strcmp(found, open) != 0) printf("\n  \"%s\": %s instead of %s\n", new, found, open);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail(id), words));
    if (!strstr(fixture_detail(id), words)) printf("\n  %s\n", fixture_detail(id));
}

UNIT_TEST(verify_commitment, valid) {
    CU_ASSERT_STRING_EQUAL(fixture_open(fixture_commitment(FIXTURE_DICE), NULL, false), "");
    CU_ASSERT_STRING_EQUAL(fixture_detail("TPT-01"),
                           "the ballot commitment is canonical and valid: 2 contests, 22 ballots in 3 batches, from 1 "
                           "file; the seed is to come from dice at \"City Hall\", 2026-11-05T17:00:00Z");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-02"), "add up"));
    CU_ASSERT_STRING_EQUAL(fixture_open(fixture_commitment(FIXTURE_PULSE), NULL, false), "");
    CU_ASSERT_PTR_NOT_NULL(
        strstr(fixture_detail("TPT-01"), "from pulse 1 of chain 1 of \"NIST Randomness Beacon 2.0\""));
    CU_ASSERT_STRING_EQUAL(fixture_open(fixture_commitment(FIXTURE_TIME("2026-11-05T17:00:00Z")), NULL, false), "");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-01"), "at or after 2026-11-05T17:00:00Z"));
    /* Rivest's arrangement goes with dice. */
    CU_ASSERT_STRING_EQUAL(fixture_open(fixture_replace(fixture_commitment(FIXTURE_DICE), "scrutineer1\" Arity=\"3\"",
                                                        "rivest2019\" Arity=\"3\""),
                                        NULL, false),
                           "");
    CU_ASSERT_STRING_EQUAL(fixture_open(fixture_replace(fixture_commitment(FIXTURE_PULSE), "scrutineer1\" Arity=\"3\"",
                                                        "rivest2019\" Arity=\"3\""),
                                        NULL, false),
                           "TPT-02 refuted");
}

UNIT_TEST(verify_commitment, tpt01_header_and_form) {
    expect(">ballot-commitment<", ">seed-record<", "TPT-01 refuted", "the Purpose is not ballot-commitment");
    expect("election-official", "canvass-board", "TPT-01 refuted", "the SignerRole is not election-official");
    expect("  </Header>",
           "    <RestsOn Kind=\"ballot-definition\" SHA256=\"76d2af5a9c4752b6cbddb4c1b87c9ed1b841bba79743"
           "c91eea51b7e7cbbeb217\"/>\n  </Header>",
           "TPT-01 refuted", "RestsOn occurs 1 times instead of 0");
    expect("Arity=\"3\" Replication=\"1\"", "Replication=\"1\" Arity=\"3\"", "TPT-01 refuted", "schema's order");
    expect("Arity=\"3\"", "Arity=\"6\"", "TPT-01 refuted", "");
    expect("Ballots=\"5\"/>", "Ballots=\"5\" />", "TPT-01 refuted", "");
    expect("Ballots=\"5\"", "Ballots=\"0\"", "TPT-01 refuted", "");
    expect("Kind=\"manifest\"", "Kind=\"rumour\"", "TPT-01 refuted", "");
    expect("Name=\"Ada\"",
           "Name=\"A\xc2\x9b"
           "da\"",
           "TPT-01 refuted", "control character");
}

UNIT_TEST(verify_commitment, tpt02_manifest) {
    expect("Manifest Ballots=\"22\"", "Manifest Ballots=\"23\"", "TPT-02 refuted",
           "Manifest has Ballots 23, its batches together have 22");
    expect("SHA256=\"76d2", "SHA256=\"86d2", "TPT-02 refuted",
           "has SHA256 86d2af5a9c4752b6cbddb4c1b87c9ed1b841bba79743c91eea51b7e7cbbeb217, the digest of its batches is "
           "76d2af5a9c4752b6cbddb4c1b87c9ed1b841bba79743c91eea51b7e7cbbeb217");
    expect("Name=\"3\"", "Name=\"4\"", "TPT-02 refuted", "the digest of its batches is ");
    expect("Container=\"Box 2\" Tabulator=\"\"", "Container=\"\" Tabulator=\"Box 2\"", "TPT-02 refuted",
           "the digest of its batches is "); /* lengths keep the fields apart */
    expect("Name=\"K\u00f6ln 2\"", "Name=\"\"", "TPT-02 refuted", "1 batch has neither Tabulator nor Name");
    expect("Name=\"K\u00f6ln 2\" Ballots=\"5\"/>\n    <Batch Container=\"\" Tabulator=\"T1\" Name=\"3\"",
           "Name=\"\" Ballots=\"5\"/>\n    <Batch Container=\"\" Tabulator=\"\" Name=\"\"", "TPT-02 refuted",
           "2 batches have neither Tabulator nor Name");
}

UNIT_TEST(verify_commitment, tpt02_batches_of_one_name) {
    /* The digest of the manifest is refuted too: what matters is that the twin is found, whatever its ballots. */
    expect("Tabulator=\"T1\" Name=\"3\"", "Tabulator=\"T1\" Name=\"1\"", "TPT-02 refuted",
           "batches 1 and 3 have the same Container, Tabulator and Name");
    expect("Container=\"\" Tabulator=\"T1\" Name=\"3\"", "Container=\"1\" Tabulator=\"T1\" Name=\"1\"",
           "TPT-02 refuted", "the digest of its batches is ");
    CU_ASSERT_PTR_NULL(strstr(fixture_detail("TPT-02"), "have the same"));
}

/* The first and last character of each range of section 10.1 that is not seen, and their neighbours that are. */
UNIT_TEST(verify_commitment, ids_alike) {
    static const uint32_t ranges[][2] = {
        {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},  {0x180B, 0x180F},
        {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},  {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    struct scr_arena arena = {0};
    for (uint32_t c = 0x80; c <= 0x10FFFF; c += c == 0xD7FF ? 0x801 : 1) {
        bool unseen = false;
        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) unseen |= c >= ranges[i][0] && c <= ranges[i][1];
        char text[8] = "xY", *at = text + 1;
        if (c >= 0x10000) {
            *at++ = (char)(0xF0 | c >> 18);
            *at++ = (char)(0x80 | (c >> 12 & 0x3F));
        } else if (c >= 0x800) {
            *at++ = (char)(0xE0 | c >> 12);
        } else {
            *at++ = (char)(0xC0 | c >> 6);
        }
        if (c >= 0x800) *at++ = (char)(0x80 | (c >> 6 & 0x3F));
        *at++ = (char)(0x80 | (c & 0x3F));
        *at = 'Y';
        const char *key = alike_key(&arena, text);
        CU_ASSERT_FATAL(key != NULL);
        if (!strcmp(key, "xy") != unseen) printf("\n  U+%04X\n", (unsigned)c);
        CU_ASSERT_EQUAL(!strcmp(key, "xy"), unseen);
        if (c % 4096 == 0) scr_arena_free(&arena);
    }
    scr_arena_free(&arena);
}

UNIT_TEST(verify_commitment, tpt02_contests) {
    expect("Id=\"council\"", "Id=\"Ma\u200byor\"", "TPT-02 refuted",
           "the ids of contests \"mayor\" and \"Ma\\u{200B}yor\" look alike");
    expect("Id=\"m2\"", "Id=\"M1\"", "TPT-02 refuted",
           "the ids of candidates \"m1\" and \"M1\" of contest \"mayor\" look alike");
    /* A name cannot end its own quotation. */
    expect("Id=\"council\"", "Id=\"m&quot; and &quot;\\\"", "", "");
    expect("Id=\"m2\"", "Id=\"m1&quot;\\\"", "", "");
    expect("Code=\"C\" Id=\"m3\"", "Code=\"D\" Id=\"m3&quot; of &quot;\\\"", "TPT-02 refuted",
           "candidate \"m3\\\" of \\\"\\\\\" of contest \"mayor\" has code D instead of C");
    expect("Id=\"council\"", "Id=\"mayor\"", "TPT-02 refuted", "two contests have the id \"mayor\"");
    expect("Id=\"m2\"", "Id=\"m3\"", "TPT-02 refuted", "two candidates of contest \"mayor\" have the id \"m3\"");
    expect("Code=\"C\"", "Code=\"D\"", "TPT-02 refuted",
           "candidate \"m3\" of contest \"mayor\" has code D instead of C");
    expect("Ballots=\"17\"", "Ballots=\"18\"", "TPT-02 refuted",
           "contest \"council\" has Ballots 18, its batches together have 17");
    expect("Batches=\"1 3\"", "Batches=\"1 4\"", "TPT-02 refuted",
           "Batches of contest \"council\" has, at character 3, what is no number of a batch in the manifest");
    expect("Replication=\"9\"", "Replication=\"63161284\"", "TPT-02 refuted",
           "the tree of contest \"council\" has 1073741828 leaves, more than 1073741824");
    expect("Replication=\"9\"", "Replication=\"63161283\"", "", "");
    expect("Id=\"mayor\"", "Id=\"may\xe2\x80\xaeor\"", "", ""); /* allowed, and shown escaped */
}

UNIT_TEST(verify_commitment, tpt02_seed_source) {
    static const struct {
        const char *source, *words;
    } cases[] = {
        {"Kind=\"dice\" Beacon=\"B\" Chain=\"\" Pulse=\"\" Place=\"P\" Time=\"2026-11-05T17:00:00Z\"", "has a Beacon"},
        {"Kind=\"dice\" Beacon=\"\" Chain=\"1\" Pulse=\"\" Place=\"P\" Time=\"2026-11-05T17:00:00Z\"", "has a Beacon"},
        {"Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"1\" Place=\"P\" Time=\"2026-11-05T17:00:00Z\"", "has a Beacon"},
        {"Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"\" Time=\"2026-11-05T17:00:00Z\"", "no Place"},
        {"Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"P\" Time=\"\"", "no Time"},
        {"Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"P\" Time=\"2026-02-29T17:00:00Z\"", "no date"},
        {"Kind=\"beacon\" Beacon=\"\" Chain=\"1\" Pulse=\"1\" Place=\"\" Time=\"\"", "names no Beacon"},
        {"Kind=\"beacon\" Beacon=\"B\" Chain=\"\" Pulse=\"1\" Place=\"\" Time=\"\"", "names no Chain"},
        {"Kind=\"beacon\" Beacon=\"B\" Chain=\"1\" Pulse=\"1\" Place=\"P\" Time=\"\"", "has a Place"},
        {"Kind=\"beacon\" Beacon=\"B\" Chain=\"1\" Pulse=\"\" Place=\"\" Time=\"\"", "neither of Pulse and Time"},
        {"Kind=\"beacon\" Beacon=\"B\" Chain=\"1\" Pulse=\"1\" Place=\"\" Time=\"2026-11-05T17:00:00Z\"",
         "both of Pulse and Time"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_STRING_EQUAL(fixture_open(fixture_commitment(cases[i].source), NULL, false), "TPT-02 refuted");
        CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-02"), cases[i].words));
    }
}

/* Batches of 10, 5, 7, 1, 1 ballots. */
UNIT_TEST(verify_commitment, lists_of_batches) {
    static const uint64_t sums[] = {10, 15, 22, 23, 24};
    static const struct {
        const char *text;
        uint64_t ballots; /* 0: refused */
        size_t listed, offset;
        const char *why;
    } cases[] = {
        {"1", 10, 1, 0, ""},
        {"5", 1, 1, 0, ""},
        {"1-5", 24, 5, 0, ""},
        {"2-3", 12, 2, 0, ""},
        {"1 3 5", 18, 3, 0, ""},
        {"1-2 4-5", 17, 4, 0, ""},
        {"", 0, 0, 0, "no number"},
        {"0", 0, 0, 0, "no number"},
        {"6", 0, 0, 0, "no number"},
        {"01", 0, 0, 0, "no number"},
        {"+1", 0, 0, 0, "no number"},
        {"1,3", 0, 0, 1, "one space"},
        {"1  3", 0, 0, 2, "no number"},
        {" 1", 0, 0, 0, "no number"},
        {"1 ", 0, 0, 2, "no number"},
        {"1-", 0, 0, 0, "no number"},
        {"1-6", 0, 0, 0, "no number"},
        {"2-2", 0, 0, 0, "does not ascend"},
        {"3-2", 0, 0, 0, "does not ascend"},
        {"1-2-3", 0, 0, 3, "one space"},
        {"3 1", 0, 0, 2, "not behind"},
        {"1 1", 0, 0, 2, "not behind"},
        {"2-4 3", 0, 0, 4, "not behind"},
        {"1 2", 0, 0, 2, "touching"},
        {"1-2 3-4", 0, 0, 4, "touching"},
        {"99999999999999999999999", 0, 0, 0, "no number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t ballots;
        size_t listed, offset;
        const char *why;
        bool well = commitment_batches(cases[i].text, sums, 5, &ballots, &listed, &why, &offset);
        CU_ASSERT_EQUAL(well, cases[i].ballots > 0);
        if (well) {
            CU_ASSERT_EQUAL(ballots, cases[i].ballots);
            CU_ASSERT_EQUAL(listed, cases[i].listed);
        } else {
            CU_ASSERT_EQUAL(offset, cases[i].offset);
            CU_ASSERT_PTR_NOT_NULL(strstr(why, cases[i].why));
        }
        if (well != (cases[i].ballots > 0)) printf("\n  \"%s\"\n", cases[i].text);
    }
}

/* Milliseconds since the year 0: made with Python's datetime, which counts from the year 1 (366 days later). */
UNIT_TEST(verify_commitment, instants) {
    static const struct {
        const char *text;
        uint64_t milliseconds;
    } good[] = {
        {"2018-07-23T19:26:00.000Z", 63699593160000}, {"2000-02-29T23:59:59.999Z", 63119087999999},
        {"1999-12-31T00:00:00Z", 63113817600000},     {"9999-12-31T23:59:59Z", 315569519999000},
        {"0004-03-01T00:00:00Z", 131414400000},       {"2100-03-01T00:00:00Z", 66274761600000},
        {"0001-01-01T00:00:00Z", 31622400000},
    };
    static const char *const bad[] = {"",
                                      "2018-07-23",
                                      "2018-07-23T19:26:00",
                                      "2018-07-23T19:26:00.0Z",
                                      "2018-07-23 19:26:00Z",
                                      "2018-07-23T19:26:00z",
                                      "2018-07-23T19:26:00Z ",
                                      "2018-00-23T19:26:00Z",
                                      "2018-13-23T19:26:00Z",
                                      "2018-07-00T19:26:00Z",
                                      "2018-04-31T19:26:00Z",
                                      "2100-02-29T00:00:00Z",
                                      "2018-02-29T00:00:00Z",
                                      "2018-07-23T24:00:00Z",
                                      "2018-07-23T19:60:00Z",
                                      "2018-07-23T19:26:60Z",
                                      "0000-01-01T00:00:00Z",
                                      "0000-02-29T00:00:00Z",
                                      "+018-07-23T19:26:00Z"};
    uint64_t found;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        CU_ASSERT(instant_parse(good[i].text, &found));
        CU_ASSERT_EQUAL(found, good[i].milliseconds);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CU_ASSERT_FALSE(instant_parse(bad[i], &found));
}

UNIT_TEST(verify_commitment, candidate_codes) {
    CU_ASSERT_EQUAL(candidate_code(0), 'A');
    CU_ASSERT_EQUAL(candidate_code(25), 'Z');
    CU_ASSERT_EQUAL(candidate_code(26), 'a');
    CU_ASSERT_EQUAL(candidate_code(52), '0');
    CU_ASSERT_EQUAL(candidate_code(61), '9');
    CU_ASSERT_EQUAL(candidate_code(62), '\0');
    for (size_t i = 0; i < CONTEST_CANDIDATES; i++) CU_ASSERT_EQUAL(candidate_position(candidate_code(i)), i);
    for (const char *c = ".?*!~-"; *c; c++) CU_ASSERT_EQUAL(candidate_position(*c), CONTEST_CANDIDATES);
    CU_ASSERT_EQUAL(candidate_position('\0'), CONTEST_CANDIDATES);
}

/* A second contest with `count` candidates. */
static char *crowd(unsigned count) {
    struct scr_buffer out = {0};
    scr_result result = scr_buffer_text(&out, "");
    for (unsigned i = 0; i < count && !scr_failed(result); i++)
        result = scr_buffer_print(&out, "    <Candidate Code=\"%c\" Id=\"c%u\" Name=\"N\" Kind=\"listed\"/>\n",
                                  i < CONTEST_CANDIDATES ? candidate_code(i) : '9', i);
    if (scr_failed(result)) abort();
    return (char *)out.data;
}

UNIT_TEST(verify_commitment, at_most_62_candidates) {
    for (unsigned count = 62; count <= 63; count++) {
        char *candidates = crowd(count);
        char *text = fixture_replace(fixture_commitment(FIXTURE_DICE),
                                     "    <Candidate Code=\"A\" Id=\"m1\" Name=\"Cy\" Kind=\"listed\"/>\n", candidates);
        CU_ASSERT_STRING_EQUAL(fixture_open(text, NULL, false), count == 62 ? "" : "TPT-01 refuted");
        free(candidates);
    }
}

/* Each attribute of a contest and of a candidate changed by itself is seen, and named. */
UNIT_TEST(verify_commitment, contests_are_compared_in_everything) {
    struct published_candidate candidates[] = {{'A', "1", "Ada", "listed"}, {'B', "2", "Bo", "write-in"}};
    const struct published_contest base = {.id = "m",
                                           .name = "Mayor",
                                           .batches = "1",
                                           .ballots = 9,
                                           .arity = 3,
                                           .replication = 1,
                                           .candidates = candidates,
                                           .count = 2};
    struct scr_arena arena = {0};
    scr_result result;
    struct published_contest other = base;
    CU_ASSERT_PTR_NULL(published_contest_difference(&base, &other, &arena, &result));
#define DIFFERS(member, value, words)                                                                                  \
    other = base;                                                                                                      \
    other.member = value;                                                                                              \
    CU_ASSERT_STRING_EQUAL(published_contest_difference(&base, &other, &arena, &result), words)
    DIFFERS(id, "n", "Id");
    DIFFERS(name, "M", "Name");
    DIFFERS(first_preferences, true, "FirstPreferences");
    DIFFERS(batches, "1-2", "Batches");
    DIFFERS(ballots, 8, "Ballots");
    DIFFERS(arrangement, ARRANGEMENT_RIVEST2019, "Arrangement");
    DIFFERS(arity, 2, "Arity");
    DIFFERS(replication, 2, "Replication");
    DIFFERS(root.bytes[31], 1, "Root");
    DIFFERS(count, 1, "the number of candidates");
#undef DIFFERS
    struct published_candidate changed[2];
    const struct {
        struct published_candidate candidate;
        const char *words;
    } cases[] = {
        {{'C', "2", "Bo", "write-in"}, "the Code of candidate number 2"},
        {{'B', "3", "Bo", "write-in"}, "the Id of candidate number 2"},
        {{'B', "2", "B", "write-in"}, "the Name of candidate number 2"},
        {{'B', "2", "Bo", "listed"}, "the Kind of candidate number 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        changed[0] = candidates[0];
        changed[1] = cases[i].candidate;
        other = base;
        other.candidates = changed;
        CU_ASSERT_STRING_EQUAL(published_contest_difference(&base, &other, &arena, &result), cases[i].words);
    }
    scr_arena_free(&arena);
}

/* 20,000 batches and as many contests of 62 candidates' worth of names would take minutes if any step compared each
 * with each. */
UNIT_TEST(verify_commitment, many_contests) {
    struct scr_buffer contests = {0};
    scr_result result = scr_done();
    for (unsigned i = 0; i < 20000 && !scr_failed(result); i++)
        result = scr_buffer_print(&contests,
                                  "  <Contest Id=\"c%u\" Name=\"C\" FirstPreferences=\"false\" Batches=\"1-3\" "
                                  "Ballots=\"22\" Arrangement=\"scrutineer1\" Arity=\"3\" Replication=\"1\" "
                                  "Root=\"%064u\">\n"
                                  "    <Candidate Code=\"A\" Id=\"1\" Name=\"A\" Kind=\"listed\"/>\n  </Contest>\n",
                                  i == 19999 ? 7 : i, i);
    if (!scr_failed(result)) result = scr_buffer_text(&contests, "</BallotCommitment>");
    CU_ASSERT_FATAL(!scr_failed(result));
    char *text = fixture_replace(fixture_commitment(FIXTURE_DICE), "</BallotCommitment>", (char *)contests.data);
    CU_ASSERT_STRING_EQUAL(fixture_open(text, NULL, false), "TPT-02 refuted");
    CU_ASSERT_STRING_EQUAL(fixture_detail("TPT-02"), "two contests have the id \"c7\"");
    scr_buffer_free(&contests);
}
