/* Whole files: ballot definitions, foreign and damaged files, the report for machines, and what was not proved. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "unit.h"
#include "verify/report.h"
#include "verify_core_fixture.h"

static void expect_definition(char *text, const char *refuted) {
    const char *paths[] = {fixture_file(unit_scratch(), "definition.xml", text), NULL};
    struct verification verification;
    const char *found = fixture_refuted(paths, &verification);
    CU_ASSERT_STRING_EQUAL(found, refuted);
    if (strcmp(found, refuted) != 0 && verification.count && verification.files[0].check_count)
        printf("\n  \"%s\" instead of \"%s\": %s\n", found, refuted,
               verification.files[0].checks[verification.files[0].check_count - 1].detail);
    verification_free(&verification);
}

static void expect_changed(const char *old, const char *new, const char *refuted) {
    struct fixture fixture = fixture_base();
    expect_definition(fixture_replace(fixture_definition(&fixture), old, new), refuted);
}

UNIT_TEST(verify_core_files, bdf_01_one_encoding_and_schema) {
    struct fixture fixture = fixture_base();
    expect_definition(fixture_definition(&fixture), "");
    expect_changed("<Source Name", "<Source  Name", "BDF-01");
    expect_changed("Name=\"Contest 1\"",
                   "Name=\"Contest\xC2\xA0"
                   "1\"",
                   ""); /* U+00A0, behind the last control character */
    expect_changed("Name=\"Contest 1\"",
                   "Name=\"Contest\xC2\x9F"
                   "1\"",
                   "BDF-01");
    expect_changed("Name=\"Contest 1\"",
                   "Name=\"Contest\xC2\x80"
                   "1\"",
                   "BDF-01");
    expect_changed("Name=\"Contest 1\"", "Name=\"Contest\x7F\"", "BDF-01");
    expect_changed("<Purpose>ballot-definition<", "<Purpose>straight-party-test-deck<", "BDF-01");
    expect_changed("election-official", "vendor", "BDF-01");
    expect_changed("Id=\"k1\" Name=\"Contest 1\" Kind=\"ordinary\" VotesAllowed=\"1\"",
                   "Id=\"k1\" Name=\"Contest 1\" Kind=\"ordinary\" VotesAllowed=\"0\"", "BDF-01");
    expect_changed("<ContestId>k1</ContestId>", "<ContestId>k1</ContestId><!-- k1 -->", "BDF-01");
    char rests[200];
    snprintf(rests, sizeof rests, "    <RestsOn Kind=\"ballot-definition\" SHA256=\"%064d\"/>\n  </Header>\n", 0);
    expect_changed("  </Header>\n", rests, "BDF-01");
    expect_changed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n", "ART-01");
}

UNIT_TEST(verify_core_files, bdf_02_one_meaning) {
    expect_changed("<Contest Id=\"k2\"", "<Contest Id=\"k1\"", "BDF-02");
    expect_changed("Id=\"c2\" Name=\"Candidate 2 of 1\"", "Id=\"c1\" Name=\"Candidate 2 of 1\"", "BDF-02");
    expect_changed("<ContestId>k2</ContestId>", "<ContestId>k3</ContestId>", "BDF-02");
    expect_changed("<ContestId>k2</ContestId>", "<ContestId>k1</ContestId>", "BDF-02");
    expect_changed("Name=\"Candidate 1 of 1\" Kind=\"listed\" Party=\"\" Covered=\"true\"",
                   "Name=\"Candidate 1 of 1\" Kind=\"listed\" Party=\"\" Covered=\"false\"", "BDF-02");
    expect_changed("Name=\"Candidate 1 of 1\" Kind=\"listed\"", "Name=\"Candidate 1 of 1\" Kind=\"party\"", "BDF-02");
    expect_changed("Id=\"pD\" Name=\"Party D\" Kind=\"party\"", "Id=\"pD\" Name=\"Party D\" Kind=\"listed\"", "BDF-02");
    expect_changed("  </BallotStyle>\n",
                   "  </BallotStyle>\n  <BallotStyle Id=\"s1\" Name=\"\">\n    <ContestId>k1</ContestId>\n"
                   "  </BallotStyle>\n",
                   "BDF-02");
    expect_changed("  <Contest Id=\"k2\"",
                   "  <Contest Id=\"line2\" Name=\"Second line\" Kind=\"straight-party\" VotesAllowed=\"1\">\n"
                   "    <Candidate Id=\"q\" Name=\"Q\" Kind=\"party\" Party=\"Q\" Covered=\"true\"/>\n  </Contest>\n"
                   "  <Contest Id=\"k2\"",
                   "");
    struct fixture fixture = fixture_base();
    char *text = fixture_replace(fixture_definition(&fixture), "  <Contest Id=\"k2\"",
                                 "  <Contest Id=\"line2\" Name=\"Second line\" Kind=\"straight-party\" "
                                 "VotesAllowed=\"1\">\n    <Candidate Id=\"q\" Name=\"Q\" Kind=\"party\" Party=\"Q\" "
                                 "Covered=\"true\"/>\n  </Contest>\n  <Contest Id=\"k2\"");
    expect_definition(fixture_replace(text, "    <ContestId>k2</ContestId>\n",
                                      "    <ContestId>k2</ContestId>\n    <ContestId>line2</ContestId>\n"),
                      "BDF-02");
}

UNIT_TEST(verify_core_files, bdf_02_party_line) {
    expect_changed("Kind=\"straight-party\" VotesAllowed=\"1\"", "Kind=\"straight-party\" VotesAllowed=\"2\"",
                   "BDF-02");
    expect_changed("Party=\"D\"", "Party=\"\"", "BDF-02");
    expect_changed("Party=\"D\"", "Party=\"R\"", "BDF-02");
    expect_changed("Party=\"D\"", "Party=\"r\"", "");
    /* Two that name no party do not name the same one: two complaints, not three. */
    struct fixture fixture = fixture_base();
    char *text = fixture_replace(fixture_definition(&fixture), "Party=\"D\"", "Party=\"\"");
    const char *paths[] = {
        fixture_file(unit_scratch(), "definition.xml", fixture_replace(text, "Party=\"R\"", "Party=\"\"")), NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "BDF-02");
    const struct findings *findings = &verification.files[0];
    CU_ASSERT_PTR_NULL(strstr(findings->checks[findings->check_count - 1].detail, "two candidates"));
    CU_ASSERT_PTR_NOT_NULL(strstr(findings->checks[findings->check_count - 1].detail, "names no party"));
    verification_free(&verification);
}

/* A tag longer than any that is read, behind a good root: the check of the kind's form refutes it. In the root itself
 * nothing tells what the file is. */
UNIT_TEST(verify_core_files, tags_beyond_the_limit) {
    static const char *const kinds[][2] = {
        {"BallotDefinition", "BDF-01"}, {"TestDeck", "LAT-01"},        {"StraightPartyDeck", "LAT-21"},
        {"BallotCommitment", "TPT-01"}, {"SeedRecord", "TPT-03"},      {"PluralityTree", "TPT-06"},
        {"TreeAudit", "TPT-21"},        {"NoiseCommitment", "DPR-01"}, {"MeasurementStatement", "DPR-02"},
        {"PrecinctRelease", "DPR-11"},  {"ImpactStatement", "IMP-01"}, {"PublicationIndex", "IDX-01"}};
    char value[70001];
    memset(value, 'v', sizeof value - 1);
    value[sizeof value - 1] = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int root = 0; root < 2; root++) {
            struct scr_buffer text = {0};
            struct verification verification;
            CU_ASSERT_FALSE(scr_failed(scr_buffer_print(
                &text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:scrutineer:artifact:1\" %s%s%s>\n",
                kinds[i][0], root ? "Version=\"" : "Version=\"1\">\n  <Header a=\"", value, "\"/")));
            const char *paths[] = {fixture_file(unit_scratch(), "file.xml", (char *)text.data), NULL};
            const char *refuted = fixture_refuted(paths, &verification);
            CU_ASSERT_STRING_EQUAL(refuted, root ? "ART-01" : kinds[i][1]);
            const char *words = verification.files[0].check_count ? verification.files[0].checks[0].detail : "";
            CU_ASSERT_PTR_NOT_NULL(strstr(words, "longer than 64 KiB"));
            if (!strstr(words, "longer than 64 KiB")) printf("\n  %s %s: %s\n", kinds[i][0], refuted, words);
            verification_free(&verification);
        }
}

UNIT_TEST(verify_core_files, a_definition_that_does_not_hold_serves_no_deck) {
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch();
    char *text =
        fixture_replace(fixture_definition(&fixture), "<ContestId>k2</ContestId>", "<ContestId>k1</ContestId>");
    struct scr_hash hash;
    char old[SCR_HEX_SIZE], new[SCR_HEX_SIZE], *right = fixture_definition(&fixture);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(text, strlen(text), &hash)));
    scr_hash_hex(&hash, new);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(right, strlen(right), &hash)));
    scr_hash_hex(&hash, old);
    free(right);
    const char *definition = fixture_file(folder, "definition.xml", text);
    const char *deck = fixture_file(folder, "deck.xml", fixture_replace(fixture_deck(&fixture), old, new));
    const char *paths[] = {deck, definition, NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "BDF-02");
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-10"), VERDICT_UNDECIDED);
    verification_free(&verification);
}

UNIT_TEST(verify_core_files, foreign_and_damaged_files) {
    struct fixture fixture = fixture_base();
    const char *foreign[] = {"", "no XML", "<TestDeck/>", "<a xmlns=\"urn:scrutineer:artifact:1\"/>",
                             "<TestDeck xmlns=\"urn:other\"/>"};
    struct verification verification;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        const char *paths[] = {fixture_file(unit_scratch(), "file.xml", strdup(foreign[i])), NULL};
        CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "ART-01");
        CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_REFUTED);
        verification_free(&verification);
    }
    /* Cut anywhere behind the root's start tag, the deck is refused as a document. */
    char *deck = fixture_deck(&fixture);
    size_t length = strlen(deck);
    for (size_t cut = 120; cut < length; cut += 97) {
        char *part = strdup(deck);
        part[cut] = 0;
        const char *paths[] = {fixture_file(unit_scratch(), "deck.xml", part), NULL};
        CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-01");
        CU_ASSERT_EQUAL(verification.files[0].check_count, 1);
        verification_free(&verification);
    }
    free(deck);
    const char *absent[] = {"/nonexistent/deck.xml", NULL};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(absent, &verification), "FAILED");
    verification_free(&verification);
}

static scr_result into_buffer(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

UNIT_TEST(verify_core_files, json_report) {
    struct fixture fixture = fixture_base();
    fixture.test[0] = "1 3"; /* one column for two candidates: a missed swap */
    fixture.test[1] = fixture.test[2] = "2 4";
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition \xc3\xa9\"\\\n.xml", fixture_definition(&fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), definition, NULL};
    struct verification verification;
    struct scr_buffer out = {0};
    json_error_t error;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-11");
    CU_ASSERT_FALSE(scr_failed(report_json(&verification, "1.2", into_buffer, &out)));
    json_t *json = json_loadb((const char *)out.data, out.length, JSON_REJECT_DUPLICATES, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json, "scrutineer-verify")), "1.2");
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json, "arithmetic")), "refuted");
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json, "provenance")), "undecided");
    CU_ASSERT_TRUE(json_array_size(json_object_get(json, "not_proved")) >= 7);
    json_t *files = json_object_get(json, "files"), *deck = json_array_get(files, 0);
    CU_ASSERT_EQUAL(json_array_size(files), 2);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json_array_get(files, 1), "file")), definition);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(deck, "kind")), "test-deck");
    CU_ASSERT_EQUAL(json_array_size(json_object_get(deck, "checks")), 13);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(deck, "missed_swap")), 2);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(deck, "length"), "lower_bound")), 4);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(deck, "expected_totals")), 2);
    json_decref(json);
    out.length = 0;
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "LAT-11  refuted"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "Arithmetic: refuted"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "Provenance: undecided"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "on a tape of its own: assumed by 1 deck"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "each of these totals is 0 on this test's tape: assumed by 1 "
                                                          "deck"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr((const char *)out.data, "leave out, 1 write-in line and 2 straight-party targets"));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "candidates without votes"));
    CU_ASSERT_PTR_NULL(strchr((const char *)out.data, '\033'));
    scr_buffer_free(&out);
    verification_free(&verification);
}

/* Without the rule that each candidate gets a vote, what is left out may be exchanged with who got none. */
UNIT_TEST(verify_core_files, candidates_without_votes_are_not_proved) {
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch();
    fixture.each_candidate = false;
    fixture.bound = "<BoundL1 ContestId=\"k1\"/>";
    fixture.claim = "gap";
    fixture.lower_bound = 1;
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), definition, NULL};
    struct verification verification;
    struct scr_buffer out = {0};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "candidates without votes: possible in 1 deck made"));
    scr_buffer_free(&out);
    verification_free(&verification);
    fixture.excluded_line = fixture.party_line = false; /* nothing is left out */
    paths[1] = fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    paths[0] = fixture_file(folder, "deck.xml", fixture_deck(&fixture));
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "candidates without votes"));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "left out"));
    scr_buffer_free(&out);
    verification_free(&verification);
}

UNIT_TEST(verify_core_files, names_cannot_repaint_a_terminal) {
    struct fixture fixture = fixture_base();
    /* U+202E reverses the line from here on. */
    char *deck = fixture_replace(fixture_deck(&fixture), "Name=\"Candidate 2 of 1\"", "Name=\"\xe2\x80\xae liated\"");
    const char *definition = fixture_file(unit_scratch(), "definition.xml", fixture_definition(&fixture));
    const char *paths[] = {fixture_file(unit_scratch(), "deck\033[2J.xml", deck), definition, NULL};
    struct verification verification;
    struct scr_buffer out = {0};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-10");
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "\xe2\x80\xae"));
    CU_ASSERT_PTR_NULL(strchr((const char *)out.data, '\033'));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "\\u{202E} liated"));
    scr_buffer_free(&out);
    verification_free(&verification);
}

UNIT_TEST(verify_core_files, many_files_are_counted_and_faults_told) {
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch(), *paths[12] = {NULL};
    char names[10][300];
    struct verification verification;
    struct scr_buffer out = {0};
    for (unsigned i = 0; i < 10; i++) {
        char name[20], *deck = fixture_deck(&fixture);
        snprintf(name, sizeof name, "deck%u.xml", i);
        if (i == 7) deck = fixture_replace(deck, "BallotsCast=\"6\"", "BallotsCast=\"8\"");
        snprintf(names[i], sizeof names[i], "%s", fixture_file(folder, name, deck));
        paths[i] = names[i];
    }
    paths[10] = fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-03");
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "deck7.xml (test-deck): refuted"));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "deck6.xml"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "test-deck                     9          0        1"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "60 ballots in all decks"));
    scr_buffer_free(&out);
    verification_free(&verification);
}

/* The verdicts of `count` copies of one deck under a budget. How many of them hold, and how many say that the work of
 * all searches together is used up. */
static void copies(const char *folder, size_t count, uint64_t budget, size_t *hold, size_t *used_up) {
    static char names[60][300];
    const char *paths[61];
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    const struct verify_options options = {.budget = budget, .today = "2026-11-03"};
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "%s/deck.xml", folder);
        paths[i] = names[i];
    }
    snprintf(names[count], sizeof names[count], "%s/definition.xml", folder);
    paths[count] = names[count];
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, count + 1, &options, &verification, &diagnosis)));
    *hold = *used_up = 0;
    for (size_t i = 0; i < count; i++) {
        const struct findings *findings = &verification.files[i];
        bool said = false;
        for (size_t c = 0; c < findings->check_count; c++)
            said = said || strstr(findings->checks[c].detail, "all searches of this run together");
        *used_up += said;
        *hold += verdict_of(findings) == VERDICT_HOLDS;
        CU_ASSERT_EQUAL(said, verdict_of(findings) != VERDICT_HOLDS); /* here nothing else is undecided */
    }
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

/* A budget that does for one deck does for ten, and not for any number of them. */
UNIT_TEST(verify_core_files, all_searches_together_have_a_budget) {
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch();
    size_t hold, used_up;
    uint64_t budget = 1;
    fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    fixture_file(folder, "deck.xml", fixture_deck(&fixture));
    for (;; budget += 1 + budget / 8) {
        struct verification verification = {0};
        char deck[320], definition[320];
        snprintf(deck, sizeof deck, "%s/deck.xml", folder);
        snprintf(definition, sizeof definition, "%s/definition.xml", folder);
        const char *paths[] = {deck, definition};
        const struct verify_options options = {.budget = budget, .today = "2026-11-03"};
        CU_ASSERT_FALSE_FATAL(scr_failed(verify_paths(paths, 2, &options, &verification, NULL)));
        enum verdict verdict = verdict_of(&verification.files[0]);
        verification_free(&verification);
        if (verdict == VERDICT_HOLDS) break;
        CU_ASSERT_FATAL(budget < 1000000);
    }
    copies(folder, 4, budget, &hold, &used_up);
    CU_ASSERT_EQUAL(hold, 4);
    CU_ASSERT_EQUAL(used_up, 0);
    copies(folder, 59, budget, &hold, &used_up);
    CU_ASSERT_TRUE(hold >= 5);
    CU_ASSERT_TRUE(used_up >= 1);
    CU_ASSERT_EQUAL(hold + used_up, 59);
    printf(" (%zu of 59 decks within ten times the work of one search) ", hold);
}

/* The reports on the base deck, whose totals the CSV gives, must contain and lack these words. */
static enum verdict expect_reported(const char *totals, const char *in_text, const char *in_json) {
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), definition};
    const struct verify_options options = {
        .budget = 100000000, .today = "2026-06-01", .reported = fixture_file(folder, "totals.csv", strdup(totals))};
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 2, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS); /* whatever a machine does, the deck is not at fault */
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "\nArithmetic: holds"));
    size_t words = strlen(in_text);
    CU_ASSERT_FATAL(out.length > words);
    CU_ASSERT_STRING_EQUAL((const char *)out.data + out.length - words, in_text); /* the last line of all */
    out.length = 0;
    CU_ASSERT_FALSE(scr_failed(report_json(&verification, "1", into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, in_json));
    enum verdict all = verdict_of_all(&verification);
    scr_buffer_free(&out);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
    return all;
}

/* Totals counted by hand from the marks of fixture_base. */
UNIT_TEST(verify_core_files, reported_totals_have_a_headline_of_their_own) {
    CU_ASSERT_EQUAL(expect_reported("contest,candidate,votes\nk1,c1,1\nk1,c2,2\nk2,c1,1\nk2,c2,3\n,ballots,6\n",
                                    "\nMachine's totals: equal in all 5 numbers compared\n", "\"reported\": \"holds\""),
                    VERDICT_UNDECIDED); /* bare files: who published them is open */
    CU_ASSERT_EQUAL(expect_reported("contest,candidate,votes\nk1,c1,2\nk1,c2,1\nk2,c1,1\nk2,c2,3\n",
                                    "\nMachine's totals: differ: Candidate 1 of 1 (Contest 1): expected 1, "
                                    "reported 2; see LAT-31\n",
                                    "\"reported\": \"refuted\""),
                    VERDICT_REFUTED);
}

/* Whoever has the official's own files can compare them without reading XML. */
UNIT_TEST(verify_core_files, bdf_01_names_the_sources) {
    struct fixture fixture = fixture_base();
#define MORE                                                                                                           \
    "<Source Name=\"more\" Format=\"test\" SHA256=\"00000000000000000000000000000000000000000000000000000000000000"    \
    "07\"/>\n  "
    char expected[400];
    char *text = fixture_definition(&fixture), *source = strstr(text, "<Source Name");
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    char *hash = strstr(source, "SHA256=\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(hash);
    char *name = source + strlen("<Source Name=\"");
    snprintf(expected, sizeof expected, "; made from %.*s (SHA-256 %.64s)", (int)strcspn(name, "\""), name,
             hash + strlen("SHA256=\""));
    for (int pass = 0; pass < 2; pass++) {
        const char *paths[] = {fixture_file(unit_scratch(), "definition.xml", strdup(text)), NULL};
        struct verification verification;
        CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
        const char *detail = verification.files[0].checks[0].detail;
        CU_ASSERT_PTR_NOT_NULL(strstr(detail, pass ? "0007), and 1 more" : expected));
        CU_ASSERT_PTR_NOT_NULL(strstr(detail, " 1 style;"));
        if (!strstr(detail, pass ? "0007), and 1 more" : expected)) printf("\n%s\n", detail);
        verification_free(&verification);
        if (!pass) text = fixture_replace(text, "<Source Name=\"", MORE MORE MORE "<Source Name=\"");
    }
    free(text);
}
