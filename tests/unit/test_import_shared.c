/* test_import_shared.c: real definition files, with counts taken from the files by other means (their documentation, or
 * a few lines of Python over the JSON and CSV). */
#include <stdio.h>
#include <string.h>

#include "import_case.h"

struct expected {
    const char *file;
    size_t styles, contests, candidates /* of all kinds */, write_ins, questions;
};

static bool shared(void) {
    if (unit_shared()) return true;
    printf("(skipped: no shared data) ");
    return false;
}

static void read_shared(struct import_case *c, const char *file) {
    char path[600];
    snprintf(path, sizeof path, "%s/data/%s", unit_shared(), file);
    import_case_read(c, path, false);
}

UNIT_TEST(import_shared, counts_of_every_definition) {
    static const struct expected all[] = {
        /* Ohio: 25 contests, 59 listed candidates, one write-in line in the first (NIST's example 3). */
        {"ballot-styles/nist_bd_example3.xml", 1, 25, 60, 1, 3},
        {"nist/examples/physical_ballot_def_3.xml", 1, 25, 60, 1, 3},
        {"nist/examples/physical_ballot_def_3.json", 1, 25, 60, 1, 3},
        {"nist/examples/physical_ballot_def_1.xml", 1, 1, 5, 1, 0},
        {"nist/examples/physical_ballot_def_2.xml", 1, 1, 5, 1, 0},
        {"nist/examples/controlling_contest_activation.xml", 1, 2, 4, 0, 1},
        {"nist/examples/controlling_contest_partisan_preference.xml", 1, 3, 6, 0, 0},
        {"nist/examples/controlling_contest_straight_party.xml", 1, 2, 4, 0, 0},
        {"nist/examples/madeup_err_v2.xml", 1, 2, 5, 1, 1},
        /* Choctaw: 24 contests with 1 listed candidate, 13 with 2, 4 with 3, one with 8, one with 5: 75 and 43 lines.
         */
        {"ballot-styles/vx_2019-08-06-ms-choctaw.json", 16, 43, 118, 43, 0},
        {"ballot-styles/vx_electionGeneral.json", 2, 20, 94, 9, 8},
        {"ballot-styles/vx_msEitherNeither.json", 5, 14, 37, 10, 4},
        {"ballot-styles/vx_multiPartyPrimary.json", 6, 13, 50, 16, 0},
        {"ballot-styles/eg_manifest_full.json", 4, 2, 6, 1, 0},
        {"ballot-styles/eg_hamilton_general.json", 11, 8, 68, 9, 0},
        /* Denver: the header has 153 candidate columns of 63 contests, the ballots are of two types. */
        {"ballot-styles/co_denver_2016_cvr.csv", 2, 63, 153, 3, 0},
    };
    if (!shared()) return;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct import_case c;
        size_t questions = 0, candidates = 0;
        read_shared(&c, all[i].file);
        if (scr_failed(c.result)) {
            printf("\n  %s", all[i].file);
            import_case_show(&c.diagnosis);
        }
        CU_ASSERT_EQUAL(c.result.code, SCR_DONE);
        for (size_t k = 0; k < c.election.contest_count; k++) {
            questions += c.election.contests[k].kind == CONTEST_QUESTION;
            candidates += c.election.contests[k].candidate_count;
        }
        CU_ASSERT_EQUAL(c.election.style_count, all[i].styles);
        CU_ASSERT_EQUAL(c.election.contest_count, all[i].contests);
        CU_ASSERT_EQUAL(candidates, all[i].candidates);
        CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_WRITE_IN), all[i].write_ins);
        CU_ASSERT_EQUAL(questions, all[i].questions);
        import_case_free(&c);
    }
}

UNIT_TEST(import_shared, ohio_in_detail) {
    struct import_case c, json;
    if (!shared()) return;
    read_shared(&c, "ballot-styles/nist_bd_example3.xml");
    size_t two_way = 0;
    for (size_t i = 0; i < c.election.contest_count; i++)
        two_way += c.election.contests[i].kind == CONTEST_ORDINARY && c.election.contests[i].candidate_count == 2;
    CU_ASSERT_EQUAL(two_way, 17);
    CU_ASSERT_EQUAL(c.election.contests[0].candidate_count, 4);
    CU_ASSERT_EQUAL(c.election.contests[0].candidates[3].kind, CANDIDATE_WRITE_IN);
    /* Line breaks and indentation inside the name are one space each. */
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].candidates[0].name, "Edward FitzGerald and Sharen Swartz Neuhardt");
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "_9CC")->votes_allowed, 3);
    CU_ASSERT_STRING_EQUAL(c.election.date, "2014-11-04");
    CU_ASSERT_STRING_EQUAL(c.election.sources[0].name, "nist_bd_example3.xml");
    /* sha256sum nist_bd_example3.xml must agree with a digest taken while parsing. */
    struct scr_hash hash;
    char path[600];
    snprintf(path, sizeof path, "%s/data/ballot-styles/nist_bd_example3.xml", unit_shared());
    CU_ASSERT_EQUAL(scr_hash_file(path, &hash, NULL, NULL).code, SCR_DONE);
    CU_ASSERT(scr_hash_equal(&hash, &c.election.sources[0].hash));
    /* The JSON form is the same election: only the source differs. */
    read_shared(&json, "nist/examples/physical_ballot_def_3.json");
    json.election.sources = c.election.sources;
    CU_ASSERT(import_case_equal(&c.election, &json.election));
    import_case_free(&json);
    import_case_free(&c);
}

UNIT_TEST(import_shared, choctaw_and_denver_in_detail) {
    struct import_case c;
    if (!shared()) return;
    read_shared(&c, "ballot-styles/vx_2019-08-06-ms-choctaw.json");
    CU_ASSERT_STRING_EQUAL(c.election.date, "2019-08-06");
    CU_ASSERT_EQUAL(import_case_style(&c.election, "8R")->contest_count, 17);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "15D")->contest_count, 16);
    import_case_free(&c);
    read_shared(&c, "ballot-styles/co_denver_2016_cvr.csv");
    const struct contest *president = import_case_contest(&c.election, "Presidential Electors");
    CU_ASSERT_PTR_NOT_NULL_FATAL(president);
    CU_ASSERT_EQUAL(president->candidate_count, 23); /* 22 listed and the write-in line */
    CU_ASSERT_EQUAL(president->candidates[22].kind, CANDIDATE_WRITE_IN);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "Ballot 1 - Type 1")->contest_count, 51);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "Ballot 2 - Type 2")->contest_count, 52);
    CU_ASSERT(import_case_says(&c.notes, "", "11 contests are on no ballot style"));
    import_case_free(&c);
}

UNIT_TEST(import_shared, controlling_contests) {
    struct import_case c;
    if (!shared()) return;
    read_shared(&c, "nist/examples/controlling_contest_straight_party.xml");
    CU_ASSERT_EQUAL(c.election.contests[0].kind, CONTEST_STRAIGHT_PARTY);
    CU_ASSERT_EQUAL(c.election.contests[0].candidates[0].kind, CANDIDATE_PARTY);
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].candidates[0].name, "Democratic");
    import_case_free(&c);
    read_shared(&c, "nist/examples/controlling_contest_partisan_preference.xml");
    CU_ASSERT_EQUAL(c.election.contests[0].kind, CONTEST_ORDINARY);
    CU_ASSERT_EQUAL(c.election.contests[0].candidates[0].kind, CANDIDATE_OPTION);
    CU_ASSERT(import_case_says(&c.notes, "line ", "decides which other contests count"));
    import_case_free(&c);
}

UNIT_TEST(import_shared, dangling_references_are_kept_with_a_note) {
    struct import_case c;
    if (!shared()) return;
    read_shared(&c, "ballot-styles/eg_hamilton_general.json");
    CU_ASSERT_EQUAL(c.notes.count, 6);
    CU_ASSERT(import_case_says(&c.notes, "contests[2].ballot_selections[2].candidate_id", "\"rengel\" is not defined"));
    import_case_free(&c);
}

/* Cast-vote records of six makes are no definitions; the Dominion ones carry styles and are. */
UNIT_TEST(import_shared, cast_vote_records_are_refused_in_one_sentence) {
    static const char *const files[] = {
        "nist/examples/cvr_example_1.xml",
        "nist/examples/cvr_example_2.xml",
        "nist/examples/madeup_cvr_v1.xml",
        "cvr/nist_cdf/example_1.xml",
        "cvr/hart_xml/test_Hart_CVR_1.xml",
        "cvr/clearcreek2016_dominion_json/CvrExport.json",
        "cvr/bay2012_clearballot/fl_bay_2012m.cvr.csv",
        "cvr/jeffco2015_ess_sample.csv",
        "cvr/arlo_vendor_samples/ESS_CVR.csv",
        "cvr/byron2021_dominion_csv_irv/Byron_Mayoral.manifest.csv",
        "cvr/co2024_BoulderBallotManifest.csv",
    };
    if (!shared()) return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct import_case c;
        read_shared(&c, files[i]);
        CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
        CU_ASSERT_EQUAL(c.diagnosis.count, 1);
        bool said = import_case_says(&c.diagnosis, "", "not an election definition");
        CU_ASSERT(said);
        if (!said) import_case_show(&c.diagnosis);
        import_case_free(&c);
    }
}

UNIT_TEST(import_shared, dominion_quirks) {
    static const char *const files[] = {"COUNTING_GROUP_CVR.csv", "DOMINION_CVRS_WITH_LEADING_EQUAL_SIGNS.csv",
                                        "NEWLINE_CVR.csv", "TEST_CVRS.csv"};
    if (!shared()) return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[100];
        struct import_case c;
        snprintf(path, sizeof path, "cvr/arlo_vendor_samples/%s", files[i]);
        read_shared(&c, path);
        CU_ASSERT_EQUAL_FATAL(c.result.code, SCR_DONE);
        CU_ASSERT_EQUAL(c.election.contest_count, 2);
        CU_ASSERT_STRING_EQUAL(c.election.contests[0].name, "Contest 1");
        CU_ASSERT_EQUAL(import_case_style(&c.election, "COUNTY")->contest_count, 2);
        CU_ASSERT_EQUAL(import_case_style(&c.election, "CITY")->contest_count, 1);
        import_case_free(&c);
    }
}
