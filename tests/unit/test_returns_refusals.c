/* test_returns_refusals.c: what no official could mean is refused, all of it together and each with its row; damaged
 * and random files never crash and never pass unnoticed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/import/returns/returns_import.h"
#include "import_case.h"
#include "returns_case.h"

#define HEAD "county,precinct,contest,selection,votes\n"

UNIT_TEST(returns_refusals, each_with_its_row) {
    static const struct {
        const char *text, *place, *message;
    } cases[] = {
        {HEAD "x,1,Q,Yes,5\nx,1,Q,Yes,5\n", "line 3", "stands already in r.csv, line 2, with the same count, 5"},
        {HEAD "x,1,Q,Yes,5\nx,1,Q, Yes ,6\n", "line 3", "stands already in r.csv, line 2, with another count, 5"},
        {HEAD "x,1,Q,Yes,69.5\n", "line 2", "the number of votes \"69.5\" is no whole number"},
        {HEAD "x,1,Q,Yes,-5\n", "line 2", "\"-5\" is negative"},
        {HEAD "x,1,Q,Yes,\n", "line 2", "the number of votes is missing; write 0"},
        {HEAD "x,1,Q,Yes,1000000001\n", "line 2", "is above 1000000000"},
        {HEAD "x,1,Q,Yes,99999999999999999999999999\n", "line 2", "is above 1000000000"},
        {HEAD "x,1,Q,Yes,\"1,234\"\n", "line 2", "\"1,234\" is no number; write digits alone"},
        {HEAD "x,1,Q,Yes,007\n", "line 2", "\"007\" has leading zeros"},
        {HEAD "x,1,Q,Yes,1e3\n", "line 2", "is no number"},
        {HEAD "x,1,Q,Yes,5.\n", "line 2", "is no"},
        {HEAD "x,1,Q,Yes,.0\n", "line 2", "is no number"},
        {HEAD "x,1,Q,Yes,0x10\n", "line 2", "is no number"},
        {HEAD "x,1,Q,Yes\n", "line 2", "the row has 4 fields, the header 5"},
        {HEAD "x,1,,Yes,1\n", "line 2", "the contest is empty"},
        {HEAD "x,1,Q,,1\n", "line 2", "the selection is empty"},
        {HEAD "x,1,Q,Y\x1B[2J,1\n", "line 2", "the selection holds a control character"},
        {HEAD "x,\xFF,Q,Yes,1\n", "line 2", "the precinct is not valid UTF-8"},
        {HEAD "x,1,Q,Yes,1\nx,,Q,Yes,2\n", "line 3", "\"Q, Yes\" of \"x\" is 2, but the units below it add up to 1"},
        {HEAD "x,1,Q,Yes,1\n,,Q,Yes,2\n", "line 3",
         "of \"the whole jurisdiction\" is 2, but the units below it add up"},
        {HEAD "x,1,Q,Yes,1\nx,,Q,Yes,1\nx,,Q,No,1\n", "line 4", "\"Q, No\" of \"x\" is 1, but"},
        {HEAD "x,1,Q,Yes,1\nx,1,Q,No,1\nx,,Q,Yes,1\n", "the returns", "\"Q, No\" of \"x\" has no total"},
        {HEAD "x,1,Ballots Cast,,4\nx,1,Q,Yes,5\n", "line 3",
         "\"Q, Yes\" of \"x, 1\" is 5, more than the ballots cast there, 4 (r.csv, line 2)"},
        {HEAD "x,1,Ballots Cast,,4\nx,,Ballots Cast,,5\nx,1,Q,Yes,1\n", "line 3", "\"Ballots Cast\" of \"x\" is 5"},
        {HEAD "x,1,Ballots Cast,,4\nx,1,Ballots Cast,,4\nx,1,Q,Yes,1\n", "line 3", "stands already"},
        {HEAD "x,1,Q,Yes,1\nx,1,Q,No,1\nx,1,Q,Total Votes,3\n", "line 4", "is 3, but its selections add up to 2"},
        {HEAD "x,1,Q,Total Votes,0\n", "line 2", "has totals and no selections"},
        {HEAD, "r.csv", "the file holds no counts"},
        {"precinct,contest,selection,votes,colour\n1,Q,Yes,1,red\n", "line 1", "the column \"colour\" is not known"},
        {"precinct,contest,selection,votes,votes\n1,Q,Yes,1,1\n", "line 1", "the column \"votes\" stands twice"},
        {"precinct,contest,selection,votes,votes_allowed\n1,Q,A,3,2\n1,Ballots Cast,,4,\n1,Q,B,4,2\n1,Q,C,2,2\n",
         "line 2", "add up to 9, more than 4 ballots (r.csv, line 3) with 2 votes each"},
        {"precinct,contest,selection,votes,votes_allowed\n1,Q,A,3,2\n1,Q,B,4,3\n", "line 3", "is 3 here and 2 before"},
        {"precinct,contest,selection,votes,mode\n1,Q,A,3,early\n1,Q,A,4,\n", "line 3",
         "is 4 in all, but its modes of voting add up to 3"},
        {"precinct,contest,selection,votes,mode\n1,Q,A,3,early\n1,Q,A,4,early\n", "line 3",
         "of \"1\", mode \"early\" stands already"},
        {"county,precinct,office,district,party,candidate,votes,absentee\nx,1,Q,,,A,3,4\n", "line 2",
         "the row has 3 votes, but its modes of voting add up to 4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct returns_case c;
        char place[40];
        returns_case_begin(&c);
        returns_case_text(&c, "r.csv", cases[i].text);
        snprintf(place, sizeof place, "%s%s", strncmp(cases[i].place, "line", 4) ? "" : "r.csv, ", cases[i].place);
        bool said = c.result.code == SCR_INPUT && import_case_says(&c.diagnosis, place, cases[i].message);
        CU_ASSERT(said);
        if (!said) {
            printf("\n    case %zu, wanted %s: %s", i, place, cases[i].message);
            import_case_show(&c.diagnosis);
        }
        CU_ASSERT_PTR_NULL(c.returns.units);
        returns_case_end(&c);
    }
}

UNIT_TEST(returns_refusals, all_together) {
    struct returns_case c;
    returns_case_begin(&c);
    char *a = returns_case_file(&c, "a.csv", HEAD "x,1,Q,Yes,-1\nx,2,Q,Yes,1\nx,2,Q,Yes,1\nx,3,R,Yes,4\nx,,R,Yes,5\n");
    char *b = returns_case_file(&c, "b.csv", HEAD "x,1,Q,\"Yes,1\n");
    char *d = returns_case_file(&c, "d.csv", HEAD "x,7,Q,Yes,one\n");
    returns_case_read(&c, a, b, d, (char *)NULL);
    CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
    CU_ASSERT(import_case_says(&c.diagnosis, "a.csv, line 2", "negative"));
    CU_ASSERT(import_case_says(&c.diagnosis, "a.csv, line 4", "stands already"));
    CU_ASSERT(import_case_says(&c.diagnosis, "a.csv, line 6", "is 5, but the units below it add up to 4"));
    CU_ASSERT(import_case_says(&c.diagnosis, "b.csv, line 2", "quotation marks"));
    CU_ASSERT(import_case_says(&c.diagnosis, "d.csv, line 2", "is no number"));
    CU_ASSERT_EQUAL(c.diagnosis.count, 5);
    free(a);
    free(b);
    free(d);
    returns_case_end(&c);
}

static unsigned seed;
static unsigned next_random(unsigned below) {
    seed = seed * 1103515245u + 12345u;
    return (seed >> 8) % below;
}

/* Random trees of returns with totals of every level: the model has the sums that were made, in any order of the rows,
 * and one vote more or less anywhere is refused. */
UNIT_TEST(returns_refusals, totals_hold_by_construction_and_break_by_one) {
    for (seed = 1; seed <= 60; seed++) {
        enum { ROWS = 200 };
        static char rows[ROWS][60];
        static unsigned values[ROWS];
        size_t count = 0;
        unsigned kept = seed, whole[2] = {0}, states = 1 + next_random(3);
        for (unsigned s = 0; s < states; s++) {
            unsigned state[2] = {0}, counties = 1 + next_random(3);
            for (unsigned y = 0; y < counties; y++) {
                unsigned county[2] = {0}, precincts = 1 + next_random(4);
                for (unsigned p = 0; p < precincts; p++)
                    for (unsigned k = 0; k < 2; k++) {
                        values[count] = next_random(50);
                        county[k] += values[count];
                        snprintf(rows[count++], sizeof rows[0], "S%u,C%u,P%u,Q,%s,", s, y, p, k ? "Yes" : "No");
                    }
                bool total = next_random(2);
                for (unsigned k = 0; k < 2; k++) {
                    state[k] += county[k];
                    if (!total) continue;
                    values[count] = county[k];
                    snprintf(rows[count++], sizeof rows[0], "S%u,C%u,,Q,%s,", s, y, k ? "Yes" : "No");
                }
            }
            for (unsigned k = 0; k < 2; k++) {
                whole[k] += state[k];
                values[count] = state[k];
                snprintf(rows[count++], sizeof rows[0], "S%u,,,Q,%s,", s, k ? "Yes" : "No");
            }
        }
        size_t order[ROWS], broken = next_random((unsigned)count);
        for (size_t i = 0; i < count; i++) order[i] = i;
        for (size_t i = count; i-- > 1;) {
            size_t other = next_random((unsigned)i + 1), swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        for (unsigned bad = 0; bad < 2; bad++) {
            struct scr_buffer text = {0};
            struct returns_case c;
            CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, "state,county,precinct,contest,selection,votes\n")));
            for (size_t i = 0; i < count; i++)
                CU_ASSERT_FATAL(!scr_failed(
                    scr_buffer_print(&text, "%s%u\n", rows[order[i]], values[order[i]] + (bad && order[i] == broken))));
            returns_case_begin(&c);
            returns_case_text(&c, "r.csv", (const char *)text.data);
            if (bad) {
                CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
                CU_ASSERT(import_case_says(&c.diagnosis, "r.csv, line ", "but the units below it add up to"));
            } else {
                CU_ASSERT(returns_case_good(&c));
                CU_ASSERT_EQUAL(returns_case_votes(&c.returns, "Q", "No", NULL), whole[0]);
                CU_ASSERT_EQUAL(returns_case_votes(&c.returns, "Q", "Yes", NULL), whole[1]);
            }
            returns_case_end(&c);
            scr_buffer_free(&text);
        }
        seed = kept;
    }
}

/* Bytes changed, cut off, doubled: read or refused with words, never a crash. */
UNIT_TEST(returns_refusals, damaged_files) {
    static const char *const files[] = {
        "state,county,precinct,contest,selection,votes\nA,x,1,Q,Yes,5\nA,x,2,Q,\"No, "
        "never\",6\nA,x,,Q,Yes,5\nA,x,,Q,\"No, never\",6\nA,x,1,Ballots "
        "Cast,,9\n",
        "<ElectionReport xmlns=\"http://itl.nist.gov/ns/voting/1500-100/v2\"><Election><Contest ObjectId=\"c\">"
        "<ContestSelection "
        "ObjectId=\"s\"><VoteCounts><GpUnitId>p</GpUnitId><Type>total</Type><Count>1</Count></VoteCounts>"
        "</ContestSelection><OtherCounts><GpUnitId>p</GpUnitId><Undervotes>2</Undervotes></OtherCounts><Name>M</Name>"
        "</Contest></Election><GpUnit ObjectId=\"p\"><ComposingGpUnitIds>p q</ComposingGpUnitIds><Type>precinct</Type>"
        "</GpUnit></ElectionReport>"};
    size_t good = 0, refused = 0;
    struct returns_case c;
    returns_case_begin(&c);
    seed = 20261103;
    for (unsigned round = 0; round < 600; round++) {
        const char *file = files[round % 2];
        char text[1200];
        size_t length = strlen(file), at = next_random((unsigned)length);
        memcpy(text, file, length + 1);
        if (round % 3 == 0)
            text[at] = (char)(1 + next_random(255));
        else if (round % 3 == 1)
            text[at] = 0;
        else
            snprintf(text, sizeof text, "%.*s%s", (int)at, file, file + next_random((unsigned)length));
        char *path = returns_case_file(&c, "f", text);
        struct cvr_look look;
        const bool wanted = true;
        CU_ASSERT_EQUAL_FATAL(cvr_look_at(path, &look, NULL).code, SCR_DONE);
        if (returns_role(&look) != RETURNS_ROLE_NONE) {
            scr_diagnosis_free(&c.diagnosis);
            c.diagnosis = (struct scr_diagnosis){0};
            c.result = returns_import(&look, &wanted, 1, &c.returns, &c.diagnosis, &c.notes);
            CU_ASSERT_EQUAL(scr_failed(c.result), c.diagnosis.count > 0);
            good += !scr_failed(c.result);
            refused += scr_failed(c.result);
            returns_free(&c.returns);
        }
        cvr_look_free(&look);
        free(path);
    }
    printf("(%zu read, %zu refused) ", good, refused);
    CU_ASSERT(good > 10 && refused > 50);
    returns_case_end(&c);
}

/* Elements where nobody expects them: nothing is opened that they could belong to. */
UNIT_TEST(returns_refusals, misplaced_elements) {
    static const char *const bodies[] = {
        "<VoteCounts><GpUnitId>p</GpUnitId><Count>1</Count></VoteCounts>",
        "<Election><VoteCounts><GpUnitId>p</GpUnitId><Count>1</Count></VoteCounts></Election>",
        "<Election><OtherCounts><GpUnitId>p</GpUnitId><Undervotes>1</Undervotes></OtherCounts></Election>",
        "<Election><Contest ObjectId=\"c\"><VoteCounts><Count>1</Count></VoteCounts></Contest></Election>",
        "<GpUnit ObjectId=\"p\"><VoteCounts/><Name><Text>P</Text></Name><Type>precinct</Type></GpUnit>",
        "<Election><Candidate><BallotName><Text>A</Text></BallotName></Candidate><VoteCounts/></Election>",
        "<Election><Contest ObjectId=\"c\"><ContestSelection "
        "ObjectId=\"s\"><VoteCounts><VoteCounts><GpUnitId>p</GpUnitId>"
        "</VoteCounts><Count>1</Count></VoteCounts></ContestSelection></Contest></Election>",
        "<A><Text>t</Text><Election><Contest><ContestSelection><VoteCounts/><CandidateIds>x</CandidateIds>"
        "</ContestSelection><Name>x</Name></Contest></Election></A>",
        "<Election><ContestSelection><IsWriteIn>true</IsWriteIn><Selection><Text>x</Text></Selection></"
        "ContestSelection>"
        "<BallotCounts/></Election>"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        struct returns_case c;
        char text[900];
        returns_case_begin(&c);
        snprintf(text, sizeof text,
                 "<ElectionReport xmlns=\"http://itl.nist.gov/ns/voting/1500-100/v2\">%s</ElectionReport>", bodies[i]);
        returns_case_text(&c, "m.xml", text);
        CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
        CU_ASSERT(c.diagnosis.count > 0);
        returns_case_end(&c);
    }
}
