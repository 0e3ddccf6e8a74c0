/* test_import_fixtures.c: the hand-made files of fixtures/import and fixtures/demo: good ones hold what they should,
 * each bad one is refused for its defect. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "import_case.h"

static void good(struct import_case *c, const char *path) {
    import_case_read(c, path, false);
    if (scr_failed(c->result)) import_case_show(&c->diagnosis);
    CU_ASSERT_EQUAL_FATAL(c->result.code, SCR_DONE);
    CU_ASSERT_EQUAL(c->diagnosis.count, 0);
}

/* The defects are written in expected.tsv: file, part of the place, part of the message. */
UNIT_TEST(import_fixtures, each_bad_file_is_refused_for_its_defect) {
    FILE *list = fopen("fixtures/import/bad/expected.tsv", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    char line[1000];
    size_t listed = 0, files = 0;
    while (fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = 0;
        char *place = strchr(line, '\t'), *message = place ? strchr(place + 1, '\t') : NULL;
        CU_ASSERT_PTR_NOT_NULL_FATAL(message);
        if (!place || !message) break; /* for the compiler: a fatal assertion does not return */
        *place++ = *message++ = 0;
        char path[1200];
        snprintf(path, sizeof path, "fixtures/import/bad/%s", line);
        struct import_case c;
        import_case_read(&c, path, false);
        bool refused = scr_failed(c.result), said = import_case_says(&c.diagnosis, place, message);
        CU_ASSERT(refused);
        CU_ASSERT(said);
        CU_ASSERT_EQUAL(c.election.contest_count, 0);
        if (!refused || !said) {
            printf("\n  %s: expected \"%s\" at \"%s\"", line, message, place);
            import_case_show(&c.diagnosis);
        }
        import_case_free(&c);
        listed++;
    }
    fclose(list);
    DIR *folder = opendir("fixtures/import/bad");
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    for (struct dirent *entry; (entry = readdir(folder));) files += entry->d_name[0] != '.';
    closedir(folder);
    CU_ASSERT_EQUAL(files, listed + 1); /* every file there is listed; the list itself is the one more */
}

UNIT_TEST(import_fixtures, all_errors_of_a_file_are_reported_together) {
    struct import_case c;
    import_case_read(&c, "fixtures/import/bad/csv_three_errors.csv", false);
    CU_ASSERT_EQUAL(c.diagnosis.count, 3);
    CU_ASSERT(import_case_says(&c.diagnosis, "line 2", "votes allowed"));
    CU_ASSERT(import_case_says(&c.diagnosis, "line 3", "candidate is empty"));
    CU_ASSERT(import_case_says(&c.diagnosis, "line 4", "votes allowed"));
    import_case_free(&c);
    import_case_read(&c, "fixtures/import/bad/vx_two_errors.json", false);
    CU_ASSERT_EQUAL(c.diagnosis.count, 2);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, csv_columns_kinds_and_quotation) {
    struct import_case c;
    good(&c, "fixtures/import/good/columns_in_any_order.csv");
    const struct contest *mayor = import_case_contest(&c.election, "Mayor");
    const struct contest *question = import_case_contest(&c.election, "Shall the city, now, build?");
    CU_ASSERT_PTR_NOT_NULL_FATAL(mayor);
    CU_ASSERT_PTR_NOT_NULL_FATAL(question);
    CU_ASSERT_EQUAL(mayor->kind, CONTEST_ORDINARY);
    CU_ASSERT_EQUAL(mayor->candidate_count, 2);
    CU_ASSERT_STRING_EQUAL(mayor->candidates[0].id, "Mayor/Ann");
    CU_ASSERT_STRING_EQUAL(c.election.parties[mayor->candidates[0].party].name, "Blue");
    CU_ASSERT_EQUAL(mayor->candidates[1].kind, CANDIDATE_WRITE_IN);
    CU_ASSERT_EQUAL(mayor->candidates[1].party, ELECTION_NO_PARTY);
    CU_ASSERT_EQUAL(question->kind, CONTEST_QUESTION);
    CU_ASSERT_EQUAL(question->candidates[1].kind, CANDIDATE_OPTION);
    CU_ASSERT(import_case_says(&c.notes, "", "the file's own name"));
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, csv_shares_equal_contests_and_separates_others) {
    struct import_case c;
    good(&c, "fixtures/import/good/shared_and_separate.csv");
    /* Mayor is the same on A and B; Ward has other candidates on B and another number of votes on C. */
    CU_ASSERT_EQUAL(c.election.contest_count, 4);
    const struct ballot_style *a = import_case_style(&c.election, "A"), *b = import_case_style(&c.election, "B");
    const struct ballot_style *third = import_case_style(&c.election, "C");
    CU_ASSERT_FATAL(a && b && third);
    CU_ASSERT_EQUAL(a->contests[0], b->contests[0]);
    CU_ASSERT_STRING_EQUAL(c.election.contests[a->contests[1]].id, "Ward");
    CU_ASSERT_STRING_EQUAL(c.election.contests[b->contests[1]].id, "Ward (2)");
    CU_ASSERT_STRING_EQUAL(c.election.contests[third->contests[0]].id, "Ward (3)");
    CU_ASSERT_STRING_EQUAL(c.election.contests[b->contests[1]].name, "Ward");
    CU_ASSERT_EQUAL(c.election.contests[third->contests[0]].votes_allowed, 2);
    import_case_free(&c);
    good(&c, "fixtures/import/good/fusion.csv");
    CU_ASSERT_EQUAL(c.election.contests[0].candidate_count, 3);
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].candidates[1].id, "Mayor/Ann (Green)");
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, votingworks) {
    struct import_case c;
    good(&c, "fixtures/import/good/votingworks.json");
    CU_ASSERT_STRING_EQUAL(c.election.date, "2026-11-03"); /* written 11/3/2026 */
    CU_ASSERT_STRING_EQUAL(c.election.jurisdiction, "Example County, State of Example");
    CU_ASSERT_EQUAL(import_case_style(&c.election, "1")->contest_count, 1);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "2")->contest_count, 2);
    const struct contest *mayor = import_case_contest(&c.election, "mayor");
    CU_ASSERT_EQUAL(mayor->candidate_count, 3);
    CU_ASSERT_EQUAL(mayor->candidates[2].kind, CANDIDATE_WRITE_IN);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "q")->kind, CONTEST_QUESTION);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, electionguard_follows_sequence_and_language) {
    struct import_case c;
    good(&c, "fixtures/import/good/electionguard.json");
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].id, "first");
    CU_ASSERT_EQUAL(c.election.contests[0].votes_allowed, 2); /* votes_allowed is null: number_elected */
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].candidates[0].name, "Ann");
    CU_ASSERT_EQUAL(c.election.contests[0].candidates[2].kind, CANDIDATE_WRITE_IN); /* moved behind the listed ones */
    CU_ASSERT_STRING_EQUAL(c.election.contests[1].candidates[0].id, "s4");
    CU_ASSERT_STRING_EQUAL(c.election.parties[0].name, "Blue");
    import_case_free(&c);
}

/* A contest of two parties stands once on a style of both, and not on a style of none. */
UNIT_TEST(import_fixtures, electionguard_primary) {
    struct import_case c;
    good(&c, "fixtures/import/good/electionguard_primary.json");
    CU_ASSERT_EQUAL(import_case_style(&c.election, "both")->contest_count, 2);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "blue")->contest_count, 2);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "none")->contest_count, 1);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, dominion_reads_styles_from_ballots) {
    struct import_case c;
    good(&c, "fixtures/import/good/dominion_cvr.csv");
    CU_ASSERT_EQUAL(c.election.style_count, 2);
    CU_ASSERT_EQUAL(import_case_style(&c.election, "Type 1")->contest_count, 2); /* written ="Type 1" */
    CU_ASSERT_EQUAL(import_case_style(&c.election, "Type 2")->contest_count, 1);
    const struct contest *council = import_case_contest(&c.election, "Council (North)");
    CU_ASSERT_PTR_NOT_NULL_FATAL(council);
    CU_ASSERT_EQUAL(council->votes_allowed, 2);
    CU_ASSERT_STRING_EQUAL(c.election.parties[council->candidates[1].party].name, "RED");
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "Mayor")->candidates[1].kind, CANDIDATE_WRITE_IN);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, nist_write_in_lines_and_contest_types) {
    struct import_case c;
    good(&c, "fixtures/import/good/nist_1500_20.xml");
    CU_ASSERT_EQUAL(c.election.contests[0].candidate_count, 4); /* two targets without an option are write-in lines */
    CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_WRITE_IN), 2);
    CU_ASSERT_STRING_EQUAL(c.election.contests[0].candidates[0].name, "Ann"); /* English before French */
    CU_ASSERT_STRING_EQUAL(c.election.styles[0].name, "Town");
    CU_ASSERT_STRING_EQUAL(c.election.jurisdiction, "Town");
    import_case_free(&c);
    good(&c, "fixtures/import/good/nist_1500_100.xml");
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "q")->kind, CONTEST_QUESTION);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "sp")->kind, CONTEST_STRAIGHT_PARTY);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "sp")->candidates[0].kind, CANDIDATE_PARTY);
    CU_ASSERT(import_case_says(&c.notes, "", "one style ALL with every contest is assumed"));
    CU_ASSERT_EQUAL(import_case_style(&c.election, "ALL")->contest_count, 3);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, demo_elections) {
    struct import_case c;
    good(&c, "fixtures/demo/election.csv");
    CU_ASSERT_EQUAL(c.election.style_count, 3);
    CU_ASSERT_EQUAL(c.election.contest_count, 9);
    CU_ASSERT_EQUAL(c.notes.count, 0);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "County Council at Large")->votes_allowed, 2);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "County Council at Large")->candidate_count, 5);
    CU_ASSERT_EQUAL(import_case_contest(&c.election, "Clerk of the Court")->candidate_count, 1);
    CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_WRITE_IN), 4);
    CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_OPTION), 6);
    import_case_free(&c);
    good(&c, "fixtures/demo/straight-party.csv");
    CU_ASSERT_EQUAL(c.election.contests[0].kind, CONTEST_STRAIGHT_PARTY);
    CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_PARTY), 3);
    for (size_t i = 0; i < 3; i++) CU_ASSERT_EQUAL(c.election.contests[0].candidates[i].party, i);
    import_case_free(&c);
}

UNIT_TEST(import_fixtures, excluded_write_ins_stay_and_are_marked) {
    struct import_case c;
    import_case_read(&c, "fixtures/demo/election.csv", true);
    CU_ASSERT_EQUAL_FATAL(c.result.code, SCR_DONE);
    CU_ASSERT_EQUAL(import_case_candidates(&c.election, CANDIDATE_WRITE_IN), 4);
    for (size_t i = 0; i < c.election.contest_count; i++)
        for (size_t k = 0; k < c.election.contests[i].candidate_count; k++) {
            const struct candidate *candidate = &c.election.contests[i].candidates[k];
            CU_ASSERT_EQUAL(candidate->excluded, candidate->kind == CANDIDATE_WRITE_IN);
        }
    CU_ASSERT(import_case_says(&c.notes, "election.csv", "4 write-in lines are left out"));
    import_case_free(&c);
}
