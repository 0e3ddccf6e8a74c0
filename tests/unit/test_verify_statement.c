/* test_verify_statement.c: noise commitments and measurement statements: DPR-01 to DPR-07, each clause broken alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_statement_fixture.h"
#include "unit.h"
#include "verify_core_fixture.h"

/* One change of the statement, and what comes of it. */
struct change {
    const char *old, *new, *open, *id, *words;
};

static const char *open_changed(const char *old, const char *new) {
    char *noise = statement_fixture_noise(), *text = statement_fixture();
    if (old) text = fixture_replace(text, old, new);
    text = statement_fixture_fill(text, noise);
    return statement_open(noise, text, NULL, false);
}

static void expect(const struct change *changes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *open = open_changed(changes[i].old, changes[i].new);
        bool same = !strcmp(open, changes[i].open), said = strstr(statement_detail(changes[i].id), changes[i].words);
        if (!same || !said)
            printf("\n%s -> %s\n  gives %s: %s\n", changes[i].old, changes[i].new, open,
                   statement_detail(changes[i].id));
        CU_ASSERT(same);
        CU_ASSERT(said);
    }
}
#define EXPECT(changes) expect(changes, sizeof(changes) / sizeof *(changes))

/* M and the last hash: Python's hashlib over the fields of sections 13.2 and 13.3, values typed in from the fixture. */
UNIT_TEST(verify_statement, known_answers) {
    char *noise = statement_fixture_noise(), *text = statement_fixture_fill(statement_fixture(), noise);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "f0125addb3a8748d8e5b87322a499cfc31834662c8768f34fb19ba90e6bcd812"));
    CU_ASSERT_STRING_EQUAL(statement_open(noise, text, NULL, false), "");
    CU_ASSERT_STRING_EQUAL(
        statement_facts(),
        "{\"release\": 2, \"adjacency\": \"substitute\", \"digest\": "
        "\"e2d5b64d7ec286f49f5585b7a335446040587936c4cb014807a19990d2965193\", \"levels\": [{\"name\": \"State\", "
        "\"units\": 1}, {\"name\": \"County\", \"units\": 2}, {\"name\": \"Precinct\", \"units\": 5}], "
        "\"exact_levels\": 1, \"contests\": 2, \"spent\": \"59/15\", \"total\": \"4\", \"unfinished\": 0}");
    CU_ASSERT_STRING_EQUAL(statement_detail("DPR-04"),
                           "the scale of each of 4 shares is the sensitivity divided by its epsilon");
    CU_ASSERT_STRING_EQUAL(statement_detail("DPR-06"), "the last ledger entry charges this release; the voter charged "
                                                       "most has lost 59/15 of the declared 4");
}

UNIT_TEST(verify_statement, documents) {
    static const struct change changes[] = {
        {"<Purpose>measurement-statement<", "<Purpose>noise-commitment<", "DPR-02 refuted", "DPR-02", "Purpose"},
        {"Kind=\"noise-commitment\"", "Kind=\"ballot-commitment\"", "DPR-02 refuted", "DPR-02",
         "of kind ballot-commitment instead of noise-commitment"},
        {"    <RestsOn Kind=\"noise-commitment\" SHA256=\"NOISE\"/>\n", "", "DPR-02 refuted", "DPR-02", "0 times"},
        {"Parent=\"0\" Name=\"All\"", "Name=\"All\" Parent=\"0\"", "DPR-02 refuted", "DPR-02",
         "not in the schema's order"},
        {"<Style Id=\"s1\">", "<Style  Id=\"s1\">", "DPR-02 refuted", "DPR-02", "canonical"},
        {"Spent=\"59/15\"", "Spent=\"0\"", "DPR-02 refuted", "DPR-02", "Spent"},
        {"SHA256=\"NOISE\"", "SHA256=\"0000000000000000000000000000000000000000000000000000000000000000\"",
         "DPR-07 undecided", "DPR-07", "is not at hand"},
    };
    EXPECT(changes);
    char *noise = statement_fixture_noise();
    CU_ASSERT_STRING_EQUAL(statement_open(NULL, statement_fixture_fill(statement_fixture(), noise), NULL, false),
                           "DPR-07 undecided");
    free(noise);
}

UNIT_TEST(verify_statement, noise_commitments) {
    static const char *const releases[] = {"1", "2", "1000", "0", "1001"};
    static const char *const opens[] = {"DPR-07 refuted", "", "", "DPR-07 undecided, DPR-01 refuted",
                                        "DPR-07 undecided, DPR-01 refuted"};
    for (size_t i = 0; i < sizeof releases / sizeof *releases; i++) {
        char attribute[40];
        snprintf(attribute, sizeof attribute, "Releases=\"%s\"", releases[i]);
        char *noise = fixture_replace(statement_fixture_noise(), "Releases=\"3\"", attribute);
        char *text = statement_fixture_fill(statement_fixture(), noise);
        /* The statement comes first among the files, so that its finding does. */
        CU_ASSERT_STRING_EQUAL(statement_open(noise, text, NULL, false), opens[i]);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_detail("DPR-01"), "Releases is 1001 instead of 1 to 1000"));
    char *noise = fixture_replace(statement_fixture_noise(), "Id=\"state-2026\"", "Id=\"state-2024\"");
    char *text = statement_fixture_fill(statement_fixture(), noise);
    CU_ASSERT_STRING_EQUAL(statement_open(noise, text, NULL, false), "DPR-07 refuted");
    CU_ASSERT_STRING_EQUAL(statement_detail("DPR-07"),
                           "the election is \"state-2026\" in the statement, \"state-2024\" in the noise commitment");
}

UNIT_TEST(verify_statement, levels) {
    static const struct change changes[] = {
        {"Parent=\"0\" Name=\"All\"", "Parent=\"1\" Name=\"All\"", "DPR-03 refuted", "DPR-03", "first of Parent 1"},
        {"      <Unit Parent=\"0\" Name=\"All\" BallotsCast=\"\"/>\n",
         "      <Unit Parent=\"0\" Name=\"All\" BallotsCast=\"\"/>\n      <Unit Parent=\"0\" Name=\"B\" "
         "BallotsCast=\"\"/>\n",
         "DPR-03 refuted", "DPR-03", "has 2 units"},
        {"Parent=\"1\" Name=\"Ash\"", "Parent=\"0\" Name=\"Ash\"", "DPR-03 refuted", "DPR-03", "has units 1 to 1"},
        {"Parent=\"1\" Name=\"Ash\"", "Parent=\"2\" Name=\"Ash\"", "DPR-03 refuted", "DPR-03", "has units 1 to 1"},
        {"Parent=\"1\" Name=\"P1\"", "Parent=\"2\" Name=\"P1\"", "DPR-03 refuted", "DPR-03",
         "Parent 1 behind Parent 2"},
        {"      <Unit Parent=\"2\" Name=\"P1\" BallotsCast=\"0\"/>\n      <Unit Parent=\"2\" Name=\"P3\" "
         "BallotsCast=\"\"/>\n      <Unit Parent=\"2\" Name=\"P4\" BallotsCast=\"5\"/>\n",
         "      <Unit Parent=\"1\" Name=\"P3\" BallotsCast=\"0\"/>\n      <Unit Parent=\"1\" Name=\"P4\" "
         "BallotsCast=\"\"/>\n      <Unit Parent=\"1\" Name=\"P5\" BallotsCast=\"5\"/>\n",
         "DPR-03 refuted", "DPR-03", "unit 2 above level \"Precinct\" has no child"},
        {"Parent=\"1\" Name=\"P2\"", "Parent=\"1\" Name=\"P1\"", "DPR-03 refuted", "DPR-03",
         "two units of level \"Precinct\" below unit 1 have the name \"P1\""},
        {"Parent=\"2\" Name=\"P4\"", "Parent=\"2\" Name=\"P3\"", "DPR-03 refuted", "DPR-03", "below unit 2"},
        {"Parent=\"1\" Name=\"P1\" BallotsCast=\"30\"/>\n      <Unit Parent=\"1\" Name=\"P2\"",
         "Parent=\"2\" Name=\"A\" BallotsCast=\"30\"/>\n      <Unit Parent=\"2\" Name=\"B\"", "DPR-03 refuted",
         "DPR-03", "unit 1 above level \"Precinct\" has no child"},
        {"ExactLevels=\"1\"", "ExactLevels=\"3\"", "DPR-03 refuted", "DPR-03", "ExactLevels is 3 of 3"},
        {"Time=\"2026-12-01T12:00:00Z\"", "Time=\"2026-13-01T12:00:00Z\"", "DPR-03 refuted", "DPR-03", "SeedSource"},
        {"ExactLevels=\"1\"", "ExactLevels=\"0\"", "", "DPR-03", "counts of 0 levels are published exactly"},
    };
    EXPECT(changes);
}

UNIT_TEST(verify_statement, contests) {
    static const struct change changes[] = {
        {"Contest Id=\"council\"", "Contest Id=\"gov\"", "DPR-03 refuted", "DPR-03",
         "two contests have the id \"gov\""},
        {"Option Id=\"g3\"", "Option Id=\"g1\"", "DPR-03 refuted", "DPR-03", "two options of contest \"gov\""},
        {"Kind=\"undervotes\"", "Kind=\"ballots-cast\"", "DPR-03 refuted", "DPR-03", "goes with add-remove only"},
        {"Complete=\"false\" Units=\"1-5\"", "Complete=\"false\" Units=\"1-6\"", "DPR-03 refuted", "DPR-03",
         "at character 1, what is no number of a unit"},
        {"Units=\"1-2 4\"", "Units=\"1-2 3\"", "DPR-03 refuted", "DPR-03", "at character 5, what is touching"},
        {"Option=\"2\" Units", "Option=\"5\" Units", "DPR-03 refuted", "DPR-03", "of option 5, the last one is 4"},
        {"Units=\"1 4-5\"", "Units=\"4-5 1\"", "DPR-03 refuted", "DPR-03", "not behind what stands before"},
        {"Units=\"1-5\"", "Units=\"1-4\"", "DPR-03 refuted", "DPR-03", "names precinct 5"},
        {"      <StructuralZero Option=\"2\" Units=\"1 4-5\"/>\n",
         "      <StructuralZero Option=\"2\" Units=\"1\"/>\n      <StructuralZero Option=\"2\" Units=\"4\"/>\n",
         "DPR-03 refuted", "DPR-03", "has two StructuralZero"},
        {"Kind=\"listed\"/>\n      <Option Id=\"c2\" Name=\"Di\" Kind=\"listed\"",
         "Kind=\"ballots-cast\"/>\n      <Option Id=\"c2\" Name=\"Di\" Kind=\"ballots-cast\"", "DPR-03 refuted",
         "DPR-03", "contest \"council\" has 2 options ballots-cast; contest \"council\" counts no votes"},
        {"Share Level=\"2\"", "Share Level=\"1\"", "DPR-03 refuted", "DPR-03", "levels with noise are 2 to 3"},
        {"Share Level=\"2\"", "Share Level=\"4\"", "DPR-03 refuted", "DPR-03", "levels with noise are 2 to 3"},
        {"Share Level=\"2\"", "Share Level=\"3\"", "DPR-03 refuted", "DPR-03", "two Shares options on level 3"},
        {"Epsilon=\"1/4\"", "Epsilon=\"2/8\"", "DPR-03 refuted", "DPR-03", "Epsilon 2/8"},
        {"Epsilon=\"1/4\"", "Epsilon=\"1/1\"", "DPR-03 refuted", "DPR-03", "Epsilon 1/1"},
        {"Epsilon=\"1/4\"", "Epsilon=\"1/1000000001\"", "DPR-03 refuted", "DPR-03", "up to 1000000000"},
        {"Scale=\"8/3\"", "Scale=\"2147483649/3\"", "DPR-03 refuted", "DPR-03", "up to 2147483648"},
        {"Scale=\"8/3\"", "Scale=\"16/6\"", "DPR-03 refuted", "DPR-03", "Scale 16/6"},
        {"Scale=\"8/3\"", "Scale=\"2147483648/3\"", "DPR-04 refuted", "DPR-04", "divided by Epsilon 3/4 is 8/3"},
        {"Scale=\"20\"", "Scale=\"30\"", "DPR-04 refuted", "DPR-04", "sensitivity 2 divided by Epsilon 1/10 is 20/1"},
        {"Kind=\"noise-commitment\"", "Kind=\"noise-commitment\"", "", "DPR-03", "5 precincts, 8 units in all"},
    };
    EXPECT(changes);
}

/* With add-remove, each loss counts twice in the ledger: 2 for gov, 6/5 for council. */
UNIT_TEST(verify_statement, add_remove) {
    char *noise = statement_fixture_noise();
    char *text = fixture_replace(statement_fixture(), "Adjacency=\"substitute\"", "Adjacency=\"add-remove\"");
    text = fixture_replace(text, "Scale=\"8/3\"", "Scale=\"4/3\"");
    text = fixture_replace(text, "Epsilon=\"1/4\" Scale=\"8\"", "Epsilon=\"1/4\" Scale=\"4\"");
    text = fixture_replace(text, "Epsilon=\"1/2\" Scale=\"8\"", "Epsilon=\"1/2\" Scale=\"6\"");
    char *uncharged = statement_fixture_fill(strdup(text), noise);
    CU_ASSERT_STRING_EQUAL(statement_open(strdup(noise), uncharged, NULL, false), "DPR-06 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_detail("DPR-06"), "charges 1 for contest \"gov\", whose shares sum to 2 "
                                                              "(add-remove counts twice)"));
    text = fixture_replace(text, "ContestId=\"gov\" Epsilon=\"1\"", "ContestId=\"gov\" Epsilon=\"2\"");
    text = fixture_replace(text, "Epsilon=\"3/5\"", "Epsilon=\"6/5\"");
    text = fixture_replace(text, "Total=\"4\" Spent=\"59/15\"", "Total=\"83/15\" Spent=\"83/15\"");
    CU_ASSERT_STRING_EQUAL(statement_open(strdup(noise), statement_fixture_fill(strdup(text), noise), NULL, false), "");
    /* A noisy count of ballots cast is one more thing that a ballot changes; a Share total does not go with it. */
    text = fixture_replace(text, "Name=\"Undervotes\" Kind=\"undervotes\"", "Name=\"Ballots\" Kind=\"ballots-cast\"");
    CU_ASSERT_STRING_EQUAL(statement_open(strdup(noise), statement_fixture_fill(strdup(text), noise), NULL, false),
                           "DPR-04 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_detail("DPR-04"), "sensitivity 2 divided by Epsilon 1/4 is 8/1"));
    text = fixture_replace(text, "Name=\"Di\" Kind=\"listed\"", "Name=\"Ballots\" Kind=\"ballots-cast\"");
    CU_ASSERT_STRING_EQUAL(statement_open(noise, statement_fixture_fill(text, noise), NULL, false), "DPR-03 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_detail("DPR-03"), "a Share total beside an option ballots-cast"));
}

/* A seed record may rest on a statement, whichever file is given first. */
UNIT_TEST(verify_statement, seed_records) {
    static const char dice[] =
        "Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"Hall\" Time=\"2026-12-01T12:00:00Z\"";
    for (int i = 0; i < 4; i++) {
        char *noise = statement_fixture_noise(), *text = statement_fixture_fill(statement_fixture(), noise);
        char *seed = statement_fixture_seed(i < 3 ? statement_fixture_source : dice,
                                            i == 2 ? "noise-commitment" : "measurement-statement", text);
        const char *open = statement_open(noise, text, seed, i == 1);
        if (i < 2) CU_ASSERT_STRING_EQUAL(open, "TPT-05 undecided");
        if (i == 2) CU_ASSERT_STRING_EQUAL(open, "TPT-03 refuted");
        if (i == 3) CU_ASSERT_STRING_EQUAL(open, "TPT-04 refuted, TPT-05 undecided");
    }
    CU_ASSERT_STRING_EQUAL(statement_detail("TPT-04"),
                           "SeedSource has the Kind \"dice\" in the record, \"beacon\" in the statement");
    char *noise = statement_fixture_noise(), *text = statement_fixture_fill(statement_fixture(), noise);
    char *seed = statement_fixture_seed(statement_fixture_source, "measurement-statement", text);
    CU_ASSERT_STRING_EQUAL(statement_open(noise, NULL, seed, false), "TPT-04 undecided, TPT-05 undecided");
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_detail("TPT-04"), "give the measurement statement's file too"));
    /* Of the right digest, but of the other kind. */
    noise = statement_fixture_noise();
    seed = statement_fixture_seed(statement_fixture_source, "ballot-commitment", text);
    CU_ASSERT_STRING_EQUAL(statement_open(noise, text, seed, false), "TPT-04 undecided, TPT-05 undecided");
}
