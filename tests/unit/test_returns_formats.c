/* test_returns_formats.c: each format of precinct returns, read as its publisher describes it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/import/returns/returns_import.h"
#include "import_case.h"
#include "returns_case.h"

#define IS(votes, contest, option, path)                                                                               \
    CU_ASSERT_EQUAL(returns_case_votes(&c.returns, contest, option, path), (uint64_t)(votes))

UNIT_TEST(returns_formats, plain) {
    struct returns_case c;
    returns_case_begin(&c);
    returns_case_text(&c, "r.csv",
                      "\xEF\xBB\xBFstate,county,precinct,contest,selection,votes\r\n"
                      "TX,Comanche,1,Mayor,Ann,5\r\n"
                      "TX,Comanche,1,Mayor,Bob,3.0\r\n"
                      "TX,Comanche,1,Mayor,Under Votes,2\r\n"
                      "TX,Comanche,1,Mayor,Overvotes,1\r\n"
                      "TX,Comanche,1,Mayor,Write-ins,4\r\n"
                      "TX,Comanche,2,Mayor,Ann,1\r\n"
                      "TX,Comanche,2,Mayor,UNDERVOTES,7\r\n"
                      "TX,Comanche,1,Ballots Cast,,15\r\n"
                      "TX,Comanche,1,Registered Voters,,99\r\n");
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(5, "Mayor", "Ann", "TX, Comanche, 1");
    IS(3, "Mayor", "Bob", "TX, Comanche, 1");
    IS(6, "Mayor", "Ann", NULL);
    IS(9, "Mayor", "Under Votes", NULL);
    IS(1, "Mayor", "Overvotes", NULL);
    IS(4, "Mayor", "Write-ins", NULL);
    IS(0, "Mayor", "Bob", "TX, Comanche, 2");
    CU_ASSERT_EQUAL(c.returns.contest_count, 1);
    const struct returns_contest *mayor = c.returns.contests;
    CU_ASSERT_EQUAL_FATAL(mayor->option_count, 5);
    CU_ASSERT_EQUAL(mayor->options[1].kind, RETURNS_CANDIDATE);
    CU_ASSERT_EQUAL(mayor->options[2].kind, RETURNS_WRITE_IN);
    CU_ASSERT_EQUAL(mayor->options[3].kind, RETURNS_UNDERVOTES);
    CU_ASSERT_EQUAL(mayor->options[4].kind, RETURNS_OVERVOTES);
    size_t one = returns_case_unit(&c.returns, "TX, Comanche, 1"),
           two = returns_case_unit(&c.returns, "TX, Comanche, 2");
    CU_ASSERT_EQUAL(c.returns.units[one].ballots, 15);
    CU_ASSERT_EQUAL(c.returns.units[one].registered, 99);
    CU_ASSERT_EQUAL(c.returns.units[two].ballots, RETURNS_UNKNOWN);
    CU_ASSERT_EQUAL(c.returns.units[two].level, RETURNS_PRECINCT);
    CU_ASSERT(import_case_says(&c.notes, "r.csv, line 3", "1 counts are written with zeros behind a point"));
    CU_ASSERT(import_case_says(&c.notes, "", "1 counts of the contest \"Mayor\" have no row"));
    returns_case_end(&c);
}

/* Twice as many of them as ballots are right with three votes a ballot; the contest's total leaves out what is no vote.
 */
UNIT_TEST(returns_formats, lines_that_merge_several) {
    static const struct {
        const char *name;
        enum returns_kind kind;
    } names[] = {{"UNDER / OVER VOTES", RETURNS_RESIDUAL},
                 {"Overvotes-Undervotes", RETURNS_RESIDUAL},
                 {"residual votes", RETURNS_RESIDUAL},
                 {"Scattering", RETURNS_WRITE_IN},
                 {"All others", RETURNS_OTHER},
                 {"No votes", RETURNS_OTHER},
                 {"None of the above", RETURNS_CANDIDATE},
                 {"None of these candidates", RETURNS_CANDIDATE},
                 {"Other Smith", RETURNS_CANDIDATE},
                 {"Undervotes", RETURNS_UNDERVOTES},
                 {"Write-in", RETURNS_WRITE_IN},
                 {"Overvotes", RETURNS_OVERVOTES}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char rows[400];
        bool several = names[i].kind >= RETURNS_OTHER || names[i].kind == RETURNS_UNDERVOTES;
        bool votes = names[i].kind <= RETURNS_WRITE_IN || names[i].kind == RETURNS_OTHER;
        struct returns_case c;
        returns_case_begin(&c);
        snprintf(rows, sizeof rows,
                 "precinct,contest,selection,votes,votes_allowed\n1,School,Ann,4,3\n1,School,Bo,3,3\n"
                 "1,School,%s,%d,3\n1,School,Blanks,1,3\n1,School,Total,%d,3\n1,Ballots Cast,,5,\n",
                 names[i].name, several ? 7 : 5, votes ? several ? 14 : 12 : 7);
        if (names[i].kind == RETURNS_UNDERVOTES) memcpy(strstr(rows, "Blanks"), "Cyrill", 6);
        if (names[i].kind == RETURNS_UNDERVOTES) memcpy(strstr(rows, "Total,7"), "Total,8", 7);
        returns_case_text(&c, "r.csv", rows);
        CU_ASSERT_FATAL(returns_case_good(&c));
        const struct returns_contest *school = c.returns.contests;
        size_t found = 0;
        for (size_t k = 0; k < school->option_count; k++)
            found += !strcmp(school->options[k].name, names[i].name) && school->options[k].kind == names[i].kind;
        CU_ASSERT_EQUAL(school->option_count, 4);
        CU_ASSERT_EQUAL(found, 1);
        returns_case_end(&c);
    }
}

/* Certified totals of a county, a state and the whole, which add up; they are not counted twice. */
UNIT_TEST(returns_formats, totals_of_every_level) {
    struct returns_case c;
    returns_case_begin(&c);
    returns_case_text(&c, "r.csv",
                      "state,county,municipality,precinct,contest,selection,votes\n"
                      ",,,,Q,Yes,17\n"
                      "A,,,,Q,Yes,13\n"
                      "A,x,,Total,Q,Yes,6\n"
                      "A,x,m,1,Q,Yes,1\n"
                      "A,x,m,2,Q,Yes,2\n"
                      "A,x,,[Jurisdiction-wide],Q,Yes,3\n"
                      "A,y,,1,Q,Yes,7\n"
                      "B,,,9,Q,Yes,4\n");
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(17, "Q", "Yes", NULL);
    IS(17, "Q", "Yes", "the whole jurisdiction");
    IS(6, "Q", "Yes", "A, x");
    IS(7, "Q", "Yes", "A, y, 1");
    IS(3, "Q", "Yes", "A, x, [Jurisdiction-wide]");
    bool is_total[20];
    size_t totals = 0;
    returns_is_total(&c.returns, 0, is_total);
    for (size_t i = 0; i < c.returns.unit_count; i++) totals += is_total[i];
    CU_ASSERT_EQUAL(totals, 3);
    CU_ASSERT(c.returns.units[returns_case_unit(&c.returns, "A, x, [Jurisdiction-wide]")].apart);
    returns_case_end(&c);
}

UNIT_TEST(returns_formats, openelections_with_modes_and_totals) {
    struct returns_case c;
    returns_case_begin(&c);
    returns_case_text(&c, "o.csv",
                      "county,precinct,office,district,party,candidate,votes,early_voting,election_day\n"
                      "Bell,1,U.S. House,11,REP,Ann,10,4,6\n"
                      "Bell,1,U.S. House,11,,Write-ins,2,,\n"
                      "Bell,1,U.S. House,11,,Total Votes,12,,\n"
                      "Bell,1,U.S. House,12,REP,Ann,1,1,0\n"
                      "Bell,1,Straight Party,,DEM,,8,,\n"
                      "Bell,,U.S. House,11,REP,Ann,10,4,6\n"
                      "Bell,,U.S. House,11,,Write-ins,2,,\n"
                      ",,,,,,,,\n");
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(10, "U.S. House, 11", "Ann", NULL);
    IS(2, "U.S. House, 11", "Write-ins", "Bell, 1");
    IS(1, "U.S. House, 12", "Ann", NULL);
    IS(8, "Straight Party", "DEM", NULL);
    IS(UINT64_MAX, "U.S. House, 11", "Total Votes", NULL);
    CU_ASSERT_STRING_EQUAL(c.returns.contests[0].options[0].party, "REP");
    returns_case_end(&c);
}

/* The columns of the lab's files from 2018 on (its code book), 25 of them; modes are summed. */
UNIT_TEST(returns_formats, medsl_25_columns) {
    static const char header[] =
        "precinct,office,party_detailed,party_simplified,mode,votes,county_name,county_fips,jurisdiction_name,"
        "jurisdiction_fips,candidate,district,dataverse,year,stage,state,special,writein,state_po,state_fips,"
        "state_cen,state_ic,date,readme_check,magnitude\n";
    static const char rows[] =
        "P1,US SENATE,DEMOCRAT,DEMOCRAT,EARLY,5,KENT,10001,KENT,10001,ANN,STATEWIDE,SENATE,2020,GEN,DELAWARE,FALSE,"
        "FALSE,DE,10,51,11,2020-11-03,FALSE,1\n"
        "P1,US SENATE,DEMOCRAT,DEMOCRAT,ELECTION DAY,6,KENT,10001,KENT,10001,ANN,STATEWIDE,SENATE,2020,GEN,DELAWARE,"
        "FALSE,FALSE,DE,10,51,11,2020-11-03,FALSE,1\n"
        "P1,US SENATE,,OTHER,TOTAL,2,KENT,10001,KENT,10001,CARL,STATEWIDE,SENATE,2020,GEN,DELAWARE,FALSE,TRUE,DE,10,51,"
        "11,2020-11-03,FALSE,1\n"
        "P1,US "
        "SENATE,DEMOCRAT,DEMOCRAT,TOTAL,9,KENT,10001,KENT,10001,ANN,STATEWIDE,SENATE,2020,GEN,DELAWARE,TRUE,FALSE,"
        "DE,10,51,11,2020-11-03,FALSE,1\n"
        "P1,US "
        "SENATE,,OTHER,TOTAL,3,KENT,10001,DOVER,10002,UNDERVOTES,STATEWIDE,SENATE,2020,GEN,DELAWARE,FALSE,FALSE,DE,"
        "10,51,11,2020-11-03,FALSE,1\n";
    struct returns_case c;
    char text[3000];
    returns_case_begin(&c);
    size_t columns = 1;
    for (const char *at = header; (at = strchr(at, ',')); at++) columns++;
    CU_ASSERT_EQUAL(columns, 25);
    snprintf(text, sizeof text, "%s%s", header, rows);
    returns_case_text(&c, "m.csv", text);
    CU_ASSERT_FATAL(returns_case_good(&c));
    CU_ASSERT_STRING_EQUAL(c.returns.sources[0].format, "medsl-csv");
    IS(11, "US SENATE", "ANN", "DE, KENT, P1");
    IS(9, "US SENATE, special", "ANN", NULL);
    IS(3, "US SENATE", "UNDERVOTES", "DE, KENT, DOVER, P1");
    CU_ASSERT_EQUAL(c.returns.contests[0].options[1].kind, RETURNS_WRITE_IN);
    returns_case_end(&c);
}

/* The columns of the lab's files of 2016 that bear on votes, and those that are passed over. */
UNIT_TEST(returns_formats, medsl_2016_columns) {
    struct returns_case c;
    returns_case_begin(&c);
    returns_case_text(
        &c, "m.csv",
        "year,stage,special,state,state_postal,state_fips,county_name,county_fips,county_lat,county_long,jurisdiction,"
        "precinct,candidate,candidate_normalized,office,district,writein,party,mode,votes,candidate_opensecrets\n"
        "2016,gen,FALSE,Texas,TX,48,Bell County,48027,31.0,-97.4,Bell,1,Ann,ann,US "
        "House,11,FALSE,republican,early,4,N1\n"
        "2016,gen,FALSE,Texas,TX,48,Bell County,48027,31.0,-97.4,Bell,1,Ann,ann,US "
        "House,11,FALSE,republican,absentee,3,"
        "N1\n"
        "2016,gen,FALSE,Texas,TX,48,Bell County,48027,31.0,-97.4,Bell,[Jurisdiction-wide],Ann,ann,US House,11,FALSE,"
        "republican,provisional,1,N1\n");
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(7, "US House, 11", "Ann", "TX, Bell County, 1");
    IS(8, "US House, 11", "Ann", NULL);
    returns_case_end(&c);
}

#define NIST_HEAD                                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ElectionReport xmlns=\"http://itl.nist.gov/ns/voting/1500-100/v2\" " \
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Election>\n"
#define UNIT(id, type, members)                                                                                        \
    "<GpUnit ObjectId=\"" id "\" xsi:type=\"ReportingUnit\">" members "<Name><Text Language=\"en\">" id                \
    "</Text></Name><Type>" type "</Type></GpUnit>\n"
#define COUNT(unit, type, count)                                                                                       \
    "<VoteCounts><GpUnitId>" unit "</GpUnitId><Type>" type "</Type><Count>" count "</Count></VoteCounts>"

static const char nist[] = NIST_HEAD
    "<BallotCounts><GpUnitId>p1</GpUnitId><Type>total</Type><BallotsCast>9</BallotsCast></BallotCounts>\n"
    "<Candidate ObjectId=\"a\"><BallotName><Text Language=\"en\">Ann</Text></BallotName></Candidate>\n"
    "<Candidate ObjectId=\"b\"><BallotName><Text Language=\"en\">Bob</Text></BallotName></Candidate>\n"
    "<Contest ObjectId=\"c\" xsi:type=\"CandidateContest\">\n"
    "<ContestSelection ObjectId=\"s1\" xsi:type=\"CandidateSelection\">" COUNT("p1", "early", "2")
        COUNT("p1", "election-day", "3.0") COUNT("p2", "total", "4") COUNT("county", "total", "9") COUNT(
            "district", "total",
            "9") "<CandidateIds>a b</CandidateIds></ContestSelection>\n"
                 "<ContestSelection ObjectId=\"s2\" xsi:type=\"CandidateSelection\">" COUNT(
                     "p1", "total",
                     "1") "<IsWriteIn>true</IsWriteIn></ContestSelection>\n"
                          "<OtherCounts><GpUnitId>p1</GpUnitId><Overvotes>1</Overvotes><Undervotes>2</"
                          "Undervotes><WriteIns>1</WriteIns>"
                          "</OtherCounts><Name>Mayor</Name><VotesAllowed>1</VotesAllowed></Contest>\n"
                          "</Election>\n" UNIT("county", "county", "<ComposingGpUnitIds>p1 p2</ComposingGpUnitIds>")
                              UNIT("district", "congressional", "<ComposingGpUnitIds>p1 p2</ComposingGpUnitIds>")
                                  UNIT("p1", "precinct", "") UNIT("p2", "precinct", "") "</ElectionReport>\n";

UNIT_TEST(returns_formats, nist_results) {
    struct returns_case c;
    char text[sizeof nist];
    returns_case_begin(&c);
    /* The county's rows lack the other selections, which its precincts have. */
    returns_case_text(&c, "n.xml", nist);
    CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
    CU_ASSERT(import_case_says(&c.diagnosis, "the returns", "\"Mayor, Undervotes\" of \"county\" has no total"));
    CU_ASSERT_EQUAL(c.diagnosis.count, 3);
    memcpy(text, nist, sizeof text);
    char *county = strstr(text, COUNT("county", "total", "9"));
    CU_ASSERT_PTR_NOT_NULL_FATAL(county);
    memset(county, ' ', strlen(COUNT("county", "total", "9")));
    returns_case_text(&c, "n.xml", text);
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(5, "Mayor", "Ann / Bob", "county, p1");
    IS(9, "Mayor", "Ann / Bob", NULL);
    IS(1, "Mayor", "Write-in", NULL);
    IS(1, "Mayor", "Overvotes", NULL);
    IS(2, "Mayor", "Undervotes", NULL);
    IS(UINT64_MAX, "Mayor", "Write-ins", NULL);
    CU_ASSERT_EQUAL(c.returns.contests[0].votes_allowed, 1);
    CU_ASSERT_EQUAL(c.returns.units[returns_case_unit(&c.returns, "county, p1")].ballots, 9);
    CU_ASSERT(import_case_says(&c.notes, "n.xml, line", "the counts of the unit \"district\" are left out"));
    returns_case_end(&c);
}

/* What a results file may say that changes the meaning of a count. */
UNIT_TEST(returns_formats, nist_counts_that_are_none) {
    static const struct {
        const char *count, *units, *place, *message;
        bool refused;
    } cases[] = {
        {COUNT("p", "total", "5"),
         UNIT("p", "precinct", "<ComposingGpUnitIds>q</ComposingGpUnitIds>") UNIT("q", "split-precinct", ""), "line 4",
         "both the unit \"p\" and its part \"q\" have counts", true},
        {COUNT("p", "total", "5"), "", "r.xml", "the unit \"p\" is named, but there is no GpUnit", true},
        {"<VoteCounts><GpUnitId>p</GpUnitId><IsSuppressedForPrivacy>true</IsSuppressedForPrivacy><Type>total</Type>"
         "</VoteCounts>",
         UNIT("p", "precinct", ""), "line 3", "suppressed for privacy", true},
        {"<VoteCounts><GpUnitId>p</GpUnitId><Type>total</Type></VoteCounts>", UNIT("p", "precinct", ""), "line 3",
         "VoteCounts has no Count", true},
        {"<VoteCounts><GpUnitId>p</GpUnitId><Round>2</Round><Type>total</Type><Count>9</Count></VoteCounts>",
         UNIT("p", "precinct", ""), "", "1 counts of later rounds", false},
        {COUNT("p", "total", "5.5"), UNIT("p", "precinct", ""), "line 3", "is no whole number", true},
        {COUNT("p", "total", "5") COUNT("p", "early", "4"), UNIT("p", "precinct", ""), "line 3",
         "is 5 in all, but its modes of voting add up to 4", true},
        {"<VoteCounts><DeviceClass><Type>bmd</Type></DeviceClass><GpUnitId>q</GpUnitId><Type>total</Type><Count>1</"
         "Count>"
         "</VoteCounts>",
         "", "", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct returns_case c;
        char text[2400];
        returns_case_begin(&c);
        snprintf(text, sizeof text,
                 NIST_HEAD "<Contest ObjectId=\"c\"><ContestSelection ObjectId=\"s\">%s" COUNT(
                     "q", "", "7") "</ContestSelection><Name>Q</Name></Contest></Election>\n%s%s</ElectionReport>",
                 cases[i].count, cases[i].units, strstr(cases[i].units, "\"q\"") ? "" : UNIT("q", "precinct", ""));
        returns_case_text(&c, "r.xml", text);
        bool said = import_case_says(cases[i].refused ? &c.diagnosis : &c.notes, cases[i].place, cases[i].message) ||
                    !*cases[i].message;
        CU_ASSERT_EQUAL(scr_failed(c.result), cases[i].refused || i == 7);
        CU_ASSERT(said);
        if (!said) import_case_show(&c.diagnosis);
        if (!cases[i].refused && i != 7) IS(7, "Q", "s", NULL);
        /* Seven in all, of which a device says one: that does not add up. */
        if (i == 7) CU_ASSERT(import_case_says(&c.diagnosis, "", "is 7 in all, but its modes of voting add up to 1"));
        returns_case_end(&c);
    }
}

/* Units may be named as parts of everything above them, in any order: the nearest is the parent. */
UNIT_TEST(returns_formats, nist_units_nest) {
    static const char *const orders[] = {
        UNIT("st", "state", "<ComposingGpUnitIds>p co</ComposingGpUnitIds>")
            UNIT("co", "county", "<ComposingGpUnitIds>p</ComposingGpUnitIds>") UNIT("p", "precinct", ""),
        UNIT("p", "precinct", "") UNIT("co", "county", "<ComposingGpUnitIds>p</ComposingGpUnitIds>")
            UNIT("st", "state", "<ComposingGpUnitIds>co p</ComposingGpUnitIds>")};
    for (size_t i = 0; i < 2; i++) {
        struct returns_case c;
        char text[2400];
        returns_case_begin(&c);
        snprintf(text, sizeof text,
                 NIST_HEAD "<Contest ObjectId=\"c\"><ContestSelection ObjectId=\"s\">" COUNT("p", "total", "7") COUNT(
                     "st", "total", "7") "</ContestSelection><Name>Q</Name></Contest></Election>\n%s</ElectionReport>",
                 orders[i]);
        returns_case_text(&c, "r.xml", text);
        CU_ASSERT(returns_case_good(&c));
        IS(7, "Q", "s", "st, co, p");
        IS(7, "Q", "s", "st");
        IS(7, "Q", "s", NULL);
        returns_case_end(&c);
    }
}

UNIT_TEST(returns_formats, several_files_are_one_election) {
    struct returns_case c;
    returns_case_begin(&c);
    char *a = returns_case_file(&c, "a.csv", "precinct,contest,selection,votes\n1,Q,Yes,1\n,Q,Yes,3\n");
    char *b = returns_case_file(&c, "b.csv", "precinct,contest,selection,votes\n2,Q,Yes,2\n");
    returns_case_read(&c, a, b, (char *)NULL);
    CU_ASSERT_FATAL(returns_case_good(&c));
    IS(3, "Q", "Yes", NULL);
    CU_ASSERT_EQUAL(c.returns.source_count, 2);
    /* The same file twice: each of its rows stands in the other. */
    returns_case_read(&c, a, a, (char *)NULL);
    CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
    CU_ASSERT(
        import_case_says(&c.diagnosis, "a.csv, line 2", "stands already in a.csv, line 2, with the same count, 1"));
    free(a);
    free(b);
    returns_case_end(&c);
}
