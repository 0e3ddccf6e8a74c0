/* test_cvr_shared.c: real cast-vote records, with tallies published with the data or counted from the files by a few
 * lines of Python. */
#include <stdio.h>
#include <string.h>

#include "cvr_case.h"

static const char *at(const char *name) {
    static char path[600];
    const char *shared = unit_shared();
    if (!shared) return NULL;
    snprintf(path, sizeof path, "%s/data/cvr/%s", shared, name);
    return path;
}

static bool absent(void) {
    if (unit_shared()) return false;
    printf("(skipped: no shared data) ");
    return true;
}

UNIT_TEST(cvr_shared, byron_first_preferences) {
    struct cvr_case c;
    if (absent()) return;
    cvr_case_begin(&c);
    /* Without being asked for, first preferences are not taken for votes. */
    CU_ASSERT(cvr_case_refuses(&c, at("byron2021_dominion_csv_irv/Byron_Mayoral.csv"), "Byron_Mayoral.csv, line 2",
                               "is ranked; only its first preferences can be read, with --first-preferences"));
    CU_ASSERT_EQUAL_FATAL(
        cvr_case_run(&c, "import", "--first-preferences", at("byron2021_dominion_csv_irv/Byron_Mayoral.csv"), NULL)
            .code,
        SCR_DONE);
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 18165);
    static const struct {
        const char *name;
        uint64_t votes;
    } published[] = {{"LYON Michael", 4312}, {"SWIVEL Mark", 3286},  {"DEY Duncan", 2673},
                     {"COOREY Cate", 2599},  {"PUGH Asren", 2105},   {"HUNTER Alan", 1296},
                     {"CLARKE Bruce", 1017}, {"ANDERSON John", 592}, {"MCILRATH Christopher", 285}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Byron Mayoral", published[i].name), published[i].votes);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 18164), "1/233/69/18165/1-233-69/Ballot 1 - Type 1/Precinct 1");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, bay_clear_ballot) {
    struct cvr_case c;
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("bay2012_clearballot/fl_bay_2012m.cvr.csv")));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 3562);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "6", "Keith Curry"), 891);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "6", "Debbie Sasser"), 763);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "6", "Ed Benjamin"), 388);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "6", "-"), 1444); /* ballots of style 1: 1,443 and one remade */
    /* Two towns elect a mayor: contests of one name stay two. */
    CU_ASSERT(cvr_case_votes(&c, "1", "Ken Meer") != UINT64_MAX && cvr_case_votes(&c, "4", "Ken Nelson") != UINT64_MAX);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("bay2012_clearballot"))); /* the folder is the same */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "6", "Keith Curry"), 891);
    CU_ASSERT(cvr_case_refuses(&c, at("bay2012_clearballot/fl_bay_2012m.choices.csv"), "fl_bay_2012m.choices.csv",
                               "import the .cvr.csv file beside it"));
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, jefferson_ess) {
    struct cvr_case c;
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("jeffco2015_ess_sample.csv")));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 100);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "BALLOT ISSUE 1A", "NO"), 52);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "BALLOT ISSUE 1A", "YES"), 45);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "BALLOT ISSUE 1A", ""), 3);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 0), "/P5/1/82777/166008946/6/");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, vendor_samples_of_dominion) {
    static const struct {
        const char *file;
        size_t ballots;
        uint64_t first, second, blank, over; /* of contests 1 and 2, counted by hand */
    } files[] = {{"TEST_CVRS.csv", 14, 7, 3, 1, 1},
                 {"DOMINION_CVRS_WITH_LEADING_EQUAL_SIGNS.csv", 14, 7, 3, 1, 1},
                 {"NEWLINE_CVR.csv", 15, 7, 4, 0, 0},
                 {"COUNTING_GROUP_CVR.csv", 15, 7, 4, 0, 0},
                 {"DOMINION_UNIQUE_VOTING_IDENTIFIER_CVR.csv", 15, 7, 4, 0, 0},
                 {"TEST_CVRS_WITH_EXTRA_CHOICE.csv", 14, 7, 3, 1, 1}};
    struct cvr_case c;
    if (absent()) return;
    cvr_case_begin(&c);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[200];
        snprintf(name, sizeof name, "arlo_vendor_samples/%s", files[i].file);
        CU_ASSERT_FATAL(cvr_case_imports(&c, at(name)));
        CU_ASSERT_EQUAL(cvr_case_ballots(&c), files[i].ballots);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-1"), files[i].first);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-2"), files[i].second);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "!"), 1); /* ballot 11 */
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "-"), 3); /* ballots of the city */
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 2", ""), files[i].blank);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 2", "!"), files[i].over);
    }
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("arlo_vendor_samples/TEST_CVRS_WITH_CHOICE_REMOVED.csv")));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", ""), 3);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("arlo_vendor_samples/DOMINION_UNIQUE_VOTING_IDENTIFIER_CVR.csv")));
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 7), "TABULATOR2/BATCH1/2/8/56_083-212/12345/Mail");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, vendor_samples_of_clear_ballot_and_ess) {
    struct cvr_case c;
    char ballots[600], more[600];
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("arlo_vendor_samples/CLEARBALLOT_CVRS.csv")));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-1"), 7);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 2", "!"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 13), "TABULATOR2/BATCH2/6/14/2-2-6/bs/p");
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("arlo_vendor_samples/ESS_CVR_WITH_TABULATOR_CVR_COLUMN.csv")));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-2"), 6);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", ""), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 3), "0002//0/4/0002003171/bs/p");
    /* The "Ballots" files say in which batch a record lies; alone they say nothing that counts. */
    snprintf(ballots, sizeof ballots, "%s", at("arlo_vendor_samples/ESS_BALLOTS_1.csv"));
    snprintf(more, sizeof more, "%s", at("arlo_vendor_samples/ESS_BALLOTS_2.csv"));
    CU_ASSERT(cvr_case_refuses(&c, ballots, "ESS_BALLOTS_1.csv", "import it together with the cast-vote records"));
    CU_ASSERT_EQUAL(
        cvr_case_run(&c, "import", "--replace", ballots, more, at("arlo_vendor_samples/ESS_CVR.csv"), NULL).code,
        SCR_DONE);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 6), "0001/BATCH2/0/7/0001000415/bs/p");
    /* Half of them leave records without a batch, which is refused. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", ballots, at("arlo_vendor_samples/ESS_CVR.csv"), NULL).code,
                    SCR_INPUT);
    CU_ASSERT_EQUAL(c.diagnosis.count, 7);
    snprintf(more, sizeof more, "%s", at("arlo_vendor_samples/ESS_BALLOTS_WITH_MACHINE_COLUMN.csv"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", more, at("arlo_vendor_samples/ESS_CVR.csv"), NULL).code,
                    SCR_DONE);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 4), "0002/BATCH1/0/5/0002003172/bs/p");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, clear_creek_dominion_json) {
    struct cvr_case c;
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("clearcreek2016_dominion_json")));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 1344);
    static const struct {
        const char *name;
        uint64_t votes;
    } published[] = {{"Darryl Glenn", 221},
                     {"Jack Graham", 170},
                     {"Robert Blaha", 122},
                     {"Jon Keyser", 121},
                     {"Ryan L. Frazier", 36}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "United States Senator - REP", published[i].name), published[i].votes);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 0), "2/1/1///Ballot Style 1/2021310003");
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_DONE);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, hart_folder_with_scanner_information) {
    struct cvr_case c;
    char information[600];
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("hart_xml")));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 16);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-1"), 7);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "Choice 1-2"), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", ""), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 1", "-"), 2);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Contest 2", "Write-in"), 1);
    /* President and mayor have one Id. */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "PRESIDENT", "George Washington"), 2);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "MAYOR", "Write-in"), 2);
    /* The two test files are one record twice. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_STORE);
    /* The scanner's information mentions fourteen of the sixteen. */
    snprintf(information, sizeof information, "%s", at("arlo_vendor_samples/HART_SCANNED_BALLOT_INFORMATION.csv"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", information, at("hart_xml"), NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(c.diagnosis.count, 2);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", information, at("hart_xml/arlo_hart_08.xml"), NULL).code,
                    SCR_DONE);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 0), "TABULATOR2/BATCH3/2/1-3-2/unique-identifier-08//100");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, nist_examples) {
    struct cvr_case c;
    char path[600];
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("nist_cdf/example_1.xml")));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 6);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_C1", "_C1CS1"), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_C1", "_C1CS2"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_C1", "_C1CS3"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_C1", "!"), 1);
    CU_ASSERT_FATAL(cvr_case_imports(&c, at("nist_cdf/example_2.xml")));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_1GO", "?"), 1); /* a write-in that awaits adjudication */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_1GO", "John Kasich and Mary Taylor"), 0);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_5TS", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_6RC", "?"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "_9CC", ""), 1);
    snprintf(path, sizeof path, "%s/data/nist/examples/madeup_cvr_v1.xml", unit_shared());
    CU_ASSERT_FATAL(cvr_case_imports(&c, path));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann Example"), 1);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_shared, manifests_of_counties) {
    struct cvr_case c;
    char records[600];
    if (absent()) return;
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", at("co2024_BoulderBallotManifest.csv"), NULL).code, SCR_DONE);
    /* awk -F, '{n += $4} END {print n, NR - 1}' */
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "ballots         396121\n  batches         1960"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", at("co2024_HinsdaleBallotManifest.csv"), NULL).code,
                    SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "ballots         618\n  batches         26"));
    snprintf(records, sizeof records, "%s", at("byron2021_dominion_csv_irv/Byron_Mayoral.csv"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--replace", "--first-preferences", records,
                                 at("byron2021_dominion_csv_irv/Byron_Mayoral.manifest.csv"), NULL)
                        .code,
                    SCR_DONE);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "18165 records, 18165 ballots in the manifest"));
    cvr_case_end(&c);
}
