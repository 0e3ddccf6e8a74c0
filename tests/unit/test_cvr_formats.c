/* test_cvr_formats.c: one small file of each format, and what stands in it, counted by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cvr_case.h"
#include "import_case.h"

#define GOOD "fixtures/cvr/good/"

UNIT_TEST(cvr_formats, plain_csv) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "plain.csv"));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 5);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Bob"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", ""), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "!"), 1); /* b-3 */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "-"), 1); /* b-4 */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Dora"), 2);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Eve"), 0);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "!"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 3), "/B/1/b-4///");
    CU_ASSERT_EQUAL(cvr_case_run(&c, "tally", "--contest", "Council", "--json", NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "\"ballotsWithVotes\": 2, \"blank\": 0, \"overvoted\": 1, \"undecided\": 0, "
                                          "\"undervotes\": 1, \"notOnBallot\": 2}"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "tally", "--contest", "Sheriff", NULL).code, SCR_USAGE);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, dominion_csv) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "dominion.csv"));
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "ballot styles   2")); /* read of the same file */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor, of Lindenau", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor, of Lindenau", "Write-in"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor, of Lindenau", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor, of Lindenau", "-"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Dora"), 2);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", ""), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 0), "7/1/1/1/7-1-1/TOWN/North");
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 3), "7/2/0/4//LAND/South"); /* RecordId X is no position */
    /* Ranked: the third ballot gives its first preference twice. */
    CU_ASSERT_EQUAL(
        cvr_case_run(&c, "import", "--replace", "--first-preferences", GOOD "dominion_ranked.csv", NULL).code,
        SCR_INPUT); /* the definition that stands in the store has another contest called otherwise */
    CU_ASSERT(import_case_says(&c.diagnosis, "", "\"Mayor\" (id \"Mayor\") is not in the election definition"));
    cvr_case_end(&c);
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL_FATAL(cvr_case_run(&c, "import", "--first-preferences", GOOD "dominion_ranked.csv", NULL).code,
                          SCR_DONE);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Bob"), 0);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", ""), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "!"), 1);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, dominion_json) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "dominion_json"));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1); /* adjudicated: "Modified" wins */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Write-in"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", ""), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Cid"), 1); /* on the second card */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "-"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 1), "7/1/2///TOWN/3");
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "dominion_json/CvrExport.json"));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, ess_csv) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "ess.csv"));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "-"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Cid"), 2); /* two columns: vote for two */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Dora"), 2);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "!"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 3), "/P1/0/4//S2/South");
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, clear_ballot_csv) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "clear_ballot.csv"));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor: of Lindenau", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor: of Lindenau", "Bob"), 0);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor: of Lindenau", "!"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor: of Lindenau", ""), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor: of Lindenau", "-"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 1), "SCAN1/BOX1/2/2/BOX1+002/S1/North");
    cvr_case_end(&c);
}

static void check_hart(struct cvr_case *c) {
    CU_ASSERT_EQUAL(cvr_case_ballots(c), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(c, "Mayor", "Ann"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(c, "Mayor", "!"), 1); /* one undervote tells: vote for one */
    CU_ASSERT_EQUAL(cvr_case_votes(c, "Mayor", ""), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(c, "Council", "Ann"), 1); /* another contest under the same Id */
    CU_ASSERT_EQUAL(cvr_case_votes(c, "Council", "Write-in"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(c, 1), "/B1/2/guid-2///North");
}

UNIT_TEST(cvr_formats, hart_xml) {
    struct cvr_case c;
    char command[1000], zip[500];
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "hart"));
    CU_ASSERT(import_case_says(&c.diagnosis, "", "") == false);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "do not say how many votes the contest \"Council\" allows"));
    check_hart(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "hart/1.xml"));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 1);
    /* The same as an archive, where the system can make one. */
    snprintf(zip, sizeof zip, "%s/hart.zip", c.folder);
    snprintf(command, sizeof command, "python3 -m zipfile -c %s " GOOD "hart/*.xml >/dev/null 2>&1", zip);
    if (system(command)) {
        printf("(no archive could be made) ");
    } else {
        CU_ASSERT_FATAL(cvr_case_imports(&c, zip));
        check_hart(&c);
        snprintf(command, sizeof command, "truncate -s -100 %s", zip);
        CU_ASSERT_EQUAL(system(command), 0);
        CU_ASSERT(scr_failed(cvr_case_run(&c, "import", "--replace", zip, NULL)));
    }
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, nist_xml) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "nist.xml"));
    CU_ASSERT_EQUAL(cvr_case_ballots(&c), 3);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Ann"), 1); /* the current snapshot, not the original */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "Write-in"), 0);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Mayor", "?"), 1);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "c-1", "!"), 1);
    CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, 0), "7/1/1/1/7-1-1/S1/");
    cvr_case_end(&c);
}

#define DEFINITION "style,contest,votes_allowed,candidate,kind,election\n"

UNIT_TEST(cvr_formats, records_are_matched_with_a_definition) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(
        cvr_case_imports(&c, cvr_case_file(&c, "town.csv",
                                           DEFINITION "S,MAYOR,1,Ann,,Town\nS,MAYOR,1,Bob,,\nS,MAYOR,1,Zoe,,\n"
                                                      "S,Council,2,cid,,\nS,Council,2,Dora,,\nS,Council,2,Eve,,\n")));
    CU_ASSERT_FATAL(!scr_failed(cvr_case_run(&c, "import", GOOD "plain.csv", NULL)));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "MAYOR", "Ann"), 1); /* whatever the case of the letters */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "MAYOR", "Zoe"), 0); /* whom no ballot mentions */
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "cid"), 1);
    /* A second import is refused, unless it is said to replace the first; the definition stands either way. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", GOOD "plain.csv", NULL).code, SCR_STORE);
    CU_ASSERT(cvr_case_imports(&c, GOOD "plain.csv"));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "MAYOR", "Zoe"), 0);
    /* All mismatches together. */
    CU_ASSERT(cvr_case_refuses(&c,
                               cvr_case_file(&c, "other.csv",
                                             "ballot,contest,selection,votes_allowed\n1,Mayor,Ann,2\n1,Mayor,Carl,2\n"
                                             "1,Sheriff,Sue,1\n2,Council,Write-in,2\n"),
                               "other.csv", "the contest \"Mayor\" allows 2 votes, in the election definition 1"));
    CU_ASSERT(import_case_says(&c.diagnosis, "other.csv", "has no candidate \"Carl\" in the election definition"));
    CU_ASSERT(import_case_says(&c.diagnosis, "other.csv", "\"Sheriff\" (id \"Sheriff\") is not in the election"));
    CU_ASSERT_EQUAL(c.diagnosis.count, 3); /* a written-in candidate is none */
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, ballots_only_and_definitions_beside_them) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "--ballots-only", GOOD "dominion.csv", NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NULL(strstr(c.said, "ballot styles"));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Dora"), 2);
    /* Records that stand alone were matched with nothing: a definition does not slip in beside them. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "fixtures/demo/election.csv", NULL).code, SCR_STORE);
    CU_ASSERT(import_case_says(&c.diagnosis, "", "the store holds cast-vote records already"));
    cvr_case_end(&c);
}

UNIT_TEST(cvr_formats, replacing_ballots_leaves_a_definition_that_was_imported) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(
        &c, cvr_case_file(&c, "town.csv",
                          DEFINITION "S,\"Mayor, of Lindenau\",1,Ann,,Town\nS,\"Mayor, of Lindenau\",1,,write-in,\n"
                                     "S,Council,2,Cid,,\nS,Council,2,Dora,,\nS,Council,2,Zoe,,\n")));
    /* The file's write-in column is the definition's write-in line, or a candidate of its own. */
    for (unsigned round = 0; round < 2; round++) {
        CU_ASSERT_FATAL(cvr_case_imports(&c, GOOD "dominion.csv"));
        CU_ASSERT_PTR_NULL(strstr(c.said, "ballot styles"));
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Zoe"), 0);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Write-in"), 0);
        CU_ASSERT_EQUAL(cvr_case_votes(&c, "Council", "Dora"), 2);
    }
    cvr_case_end(&c);
}
