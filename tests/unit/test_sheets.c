/* test_sheets.c: the papers for the machine: what they say, in which form, and that names cannot break out of them. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "gen/report/election_tally.h"
#include "gen/report/expected_sheet.h"
#include "gen/report/labels.h"
#include "gen/report/marking_sheet.h"
#include "gen/report/sheets.h"
#include "tests/unit/unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Two contests, Mayor (vote for 1, two candidates) and Council (vote for 2, three candidates), and a party line. The
 * deck and its totals are small enough to be counted by hand. */
static const struct party parties[] = {{"pa", "Apple Party"}, {"pb", "Bean Party"}};
static const struct candidate mayor[] = {{"m1", "Ann Apple", CANDIDATE_LISTED, 0, false},
                                         {"m2", "Ben Bean", CANDIDATE_LISTED, 1, false},
                                         {"m3", "Write-in", CANDIDATE_WRITE_IN, ELECTION_NO_PARTY, true}};
static const struct candidate council[] = {{"c1", "Cy", CANDIDATE_LISTED, 0, false},
                                           {"c2", "Write-in", CANDIDATE_WRITE_IN, ELECTION_NO_PARTY, false},
                                           {"c3", "Write-in", CANDIDATE_WRITE_IN, ELECTION_NO_PARTY, false}};
static const struct candidate party_line[] = {{"pa", "Apple Party", CANDIDATE_PARTY, 0, false},
                                              {"pb", "Bean Party", CANDIDATE_PARTY, 1, false}};
static const struct contest contests[] = {{"sp", "Party line", CONTEST_STRAIGHT_PARTY, 1, party_line, 2},
                                          {"k1", "Mayor", CONTEST_ORDINARY, 1, mayor, 3},
                                          {"k2", "Council, at large", CONTEST_ORDINARY, 2, council, 3}};
static const size_t both[] = {0, 1, 2}, council_only[] = {2};
static const struct ballot_style styles[] = {{"s1", "North", both, 3}, {"s2", "South", council_only, 1}};
static const struct election town = {.id = "town",
                                     .name = "Town election",
                                     .date = "2026-11-03",
                                     .jurisdiction = "Springfield",
                                     .parties = parties,
                                     .party_count = 2,
                                     .contests = contests,
                                     .contest_count = 3,
                                     .styles = styles,
                                     .style_count = 2};
static const struct deck_rules rules = {"house", "Election Law § 7", true, OVERVOTE_EXACT, 1, true};

/* Targets of s1: 0 Ann, 1 Ben; 2 Cy, 3 and 4 the write-in lines. */
static const uint32_t b1[] = {1, 3, 4}, b2[] = {0, 4}, b3[] = {1}, b4[] = {0, 1, 2, 3, 4};

struct fixture {
    struct scr_arena arena;
    struct deck_style style;
    struct deck_ballot ballots[5];
    size_t votes[5];
    struct contest_totals totals[2];
    struct test_deck deck;
    struct deck_view view;
};

static void set_up(struct fixture *f, const struct election *election, size_t style) {
    *f = (struct fixture){0};
    CU_ASSERT_FATAL(!scr_failed(deck_style_of(election, &election->styles[style], &f->arena, &f->style, NULL)));
    const struct deck_ballot ballots[] = {{BALLOT_TEST, b1, 3},
                                          {BALLOT_TEST, b2, 2},
                                          {BALLOT_TEST, b3, 1},
                                          {BALLOT_OVERVOTE, b4, 5},
                                          {BALLOT_BLANK, NULL, 0}};
    memcpy(f->ballots, ballots, sizeof ballots);
    /* By hand: Ann on ballot 2; Ben on 1 and 3; Cy nowhere; line c2 on 1; line c3 on 1 and 2. Ballot 4 is overvoted in
     * both contests. Undervotes: Mayor 1 (ballot 5); Council 0 + 1 + 2 + 2 = 5. Overvotes: 1 * 1 and 2 * 1. */
    const size_t votes[] = {1, 2, 0, 1, 2};
    const struct contest_totals totals[] = {{1, 1, 1}, {5, 2, 1}};
    memcpy(f->votes, votes, sizeof votes);
    memcpy(f->totals, totals, sizeof totals);
    f->deck = (struct test_deck){.style = &f->style,
                                 .rules = &rules,
                                 .method = "swap-safe",
                                 .ballots = f->ballots,
                                 .ballot_count = 5,
                                 .test_ballot_count = 3,
                                 .votes = f->votes,
                                 .totals = f->totals};
    CU_ASSERT_FATAL(!scr_failed(deck_view_of_test(&f->deck, "style-1", &f->arena, &f->view)));
}

static void tear_down(struct fixture *f, struct scr_buffer *out) {
    scr_arena_free(&f->arena);
    scr_buffer_free(out);
}

static const char *text_of(struct scr_buffer *out) { return (const char *)out->data; }

#define HAS(out, words) CU_ASSERT_PTR_NOT_NULL(strstr(text_of(out), words))
#define LACKS(out, words) CU_ASSERT_PTR_NULL(strstr(text_of(out), words))

UNIT_TEST(sheets, marking_csv_lists_every_mark) {
    struct fixture f;
    struct scr_buffer out = {0};
    set_up(&f, &town, 0);
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_csv(&f.view, &out)));
    CU_ASSERT_STRING_EQUAL(text_of(&out), "ballot,kind,contest,candidate,target\r\n"
                                          "1,test,Mayor,Ben Bean,2\r\n"
                                          "1,test,\"Council, at large\",c2,4\r\n"
                                          "1,test,\"Council, at large\",c3,5\r\n"
                                          "2,test,Mayor,Ann Apple,1\r\n"
                                          "2,test,\"Council, at large\",c3,5\r\n"
                                          "3,test,Mayor,Ben Bean,2\r\n"
                                          "4,overvote,Mayor,Ann Apple,1\r\n"
                                          "4,overvote,Mayor,Ben Bean,2\r\n"
                                          "4,overvote,\"Council, at large\",Cy,3\r\n"
                                          "4,overvote,\"Council, at large\",c2,4\r\n"
                                          "4,overvote,\"Council, at large\",c3,5\r\n"
                                          "5,blank,,,blank\r\n");
    tear_down(&f, &out);
}

UNIT_TEST(sheets, expected_csv_has_the_form_of_reported_totals) {
    struct fixture f;
    struct scr_buffer out = {0};
    set_up(&f, &town, 0);
    CU_ASSERT_FATAL(!scr_failed(expected_sheet_csv(&f.view, &out)));
    /* Specification, section 6. The two write-in lines share a name and stand by id. */
    CU_ASSERT_STRING_EQUAL(text_of(&out), "style,contest,candidate,votes\r\n"
                                          "s1,Mayor,Ann Apple,1\r\n"
                                          "s1,Mayor,Ben Bean,2\r\n"
                                          "s1,Mayor,undervotes,1\r\n"
                                          "s1,Mayor,overvotes,1\r\n"
                                          "s1,\"Council, at large\",Cy,0\r\n"
                                          "s1,\"Council, at large\",c2,1\r\n"
                                          "s1,\"Council, at large\",c3,2\r\n"
                                          "s1,\"Council, at large\",undervotes,5\r\n"
                                          "s1,\"Council, at large\",overvotes,2\r\n"
                                          "s1,,ballots,5\r\n");
    tear_down(&f, &out);
}

UNIT_TEST(sheets, marking_page_tells_what_to_fill_and_what_to_expect) {
    struct fixture f;
    struct scr_buffer out = {0}, again = {0};
    set_up(&f, &town, 0);
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    HAS(&out, "<html lang=\"en\">");
    HAS(&out, "Town election, 2026-11-03, Springfield");
    HAS(&out, "<b>5</b>: 3 test, 1 overvoted, 1 blank");
    HAS(&out, "<li>1.&nbsp;Mayor: <b>Ben Bean</b><sub>2</sub>");
    HAS(&out, "2.&nbsp;Council, at large: <b>Write-in [c2]</b><sub>4</sub> + <b>Write-in [c3]</b><sub>5</sub>");
    HAS(&out, "Leave blank: 2.&nbsp;Council, at large"); /* ballot 3 */
    HAS(&out, "<b>Fill every target of every contest</b>, except those that are never filled");
    HAS(&out, "<b>Leave the whole ballot blank.</b>");
    HAS(&out, "Overvote: expected on ballot 4 and no other.");
    HAS(&out, "Blank ballot: expected on ballot 5.");
    HAS(&out, "scrutineer-verify artifacts/style-1.xml artifacts/ballot-definition.xml --reported totals.csv");
    HAS(&out, "The ballot counter must read 5.");
    HAS(&out, "<li>Mayor: <b>Write-in</b>, a write-in line left out");
    HAS(&out, "<li>Party line: <b>Bean Party</b>, a party-line choice");
    HAS(&out, "The machine says on which ballots it sees an overvote."); /* overvote ballot: exact */
    HAS(&out, "prints a total for each write-in line");
    LACKS(&out, "<script");
    LACKS(&out, "http");
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &again)));
    CU_ASSERT(out.length == again.length && !memcmp(out.data, again.data, out.length));
    scr_buffer_free(&again);
    tear_down(&f, &out);
}

UNIT_TEST(sheets, no_overvote_is_expected_where_none_is_in_the_deck) {
    struct fixture f;
    struct scr_buffer out = {0};
    set_up(&f, &town, 0);
    f.view.ballot_count = 3;
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    HAS(&out, "Overvote: expected on no ballot.");
    LACKS(&out, "Blank ballot: expected");
    tear_down(&f, &out);
}

UNIT_TEST(sheets, only_safe_methods_are_called_safe) {
    static const char *const others[] = {"heuristic", "legal", "distinct", "single", "attack", "<new>"};
    struct fixture f;
    struct scr_buffer out = {0};
    set_up(&f, &town, 0);
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    HAS(&out, "swap-safe: every exchange");
    for (size_t i = 0; i < COUNT(others); i++) {
        out.length = 0;
        f.view.method = others[i];
        CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
        LACKS(&out, "swap-safe: every exchange");
        LACKS(&out, "<new>");
        CU_ASSERT(strstr(text_of(&out), "NOT claimed") || strstr(text_of(&out), "made to HIDE"));
    }
    tear_down(&f, &out);
}

UNIT_TEST(sheets, many_contests_are_named_in_short_and_listed_in_full) {
    static const char *const long_names[] = {"Judge of the Court of Appeals: Retain Booras?",
                                             "Üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"};
    enum { MANY = 20 };
    static struct contest many[MANY];
    static size_t order[MANY];
    static const char ids[MANY][4] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                      "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"};
    for (size_t k = 0; k < MANY; k++) {
        many[k] = (struct contest){ids[k], k < 2 ? long_names[k] : ids[k], CONTEST_ORDINARY, 1, mayor, 2};
        order[k] = k;
    }
    const struct ballot_style style = {"long", "", order, MANY};
    const struct election election = {.id = "e",
                                      .name = "",
                                      .date = "",
                                      .jurisdiction = "",
                                      .contests = many,
                                      .contest_count = MANY,
                                      .styles = &style,
                                      .style_count = 1};
    static const uint32_t some[] = {0, 2, 11, 39}; /* contests 1, 2, 6, 20 */
    static size_t votes[2 * MANY];
    static struct contest_totals totals[MANY];
    struct deck_ballot ballot = {BALLOT_TEST, some, COUNT(some)};
    struct fixture f = {0};
    struct scr_buffer out = {0};
    CU_ASSERT_FATAL(!scr_failed(deck_style_of(&election, &style, &f.arena, &f.style, NULL)));
    f.deck = (struct test_deck){&f.style, &rules, "swap-safe", &ballot, 1, 1, votes, totals, 0, LENGTH_NONE, NULL};
    CU_ASSERT_FATAL(!scr_failed(deck_view_of_test(&f.deck, "x", &f.arena, &f.view)));
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    HAS(&out, "<li>1.&nbsp;Judge of the Court of Appeals: Retain Booras?\n");
    HAS(&out, "<li>1.&nbsp;Judge of the\xE2\x80\xA6 Booras?: <b>Ann Apple</b>");
    HAS(&out, "<li>2.&nbsp;Üüüüüüüüüüüüüü\xE2\x80\xA6: <b>"); /* cut between characters */
    HAS(&out, "Leave blank: 3–5, 7–19");
    tear_down(&f, &out);
}

/* Counts elements named `name`; finds whether any element or attribute could run or load something. */
static size_t elements(const xmlNode *node, const char *name, bool *active) {
    size_t count = 0;
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        count += !strcmp((const char *)node->name, name);
        for (const xmlAttr *a = node->properties; a; a = a->next)
            if (!strncmp((const char *)a->name, "on", 2) || !strcmp((const char *)a->name, "src") ||
                !strcmp((const char *)a->name, "href"))
                *active = true;
        count += elements(node->children, name, active);
    }
    return count;
}

#define HOSTILE "</style></td><img src=x onerror=alert(1)>\"'&\\"

UNIT_TEST(sheets, hostile_names_stay_text) {
    static const struct candidate people[] = {
        {"id1", "=HYPERLINK(\"http://x\")", CANDIDATE_LISTED, ELECTION_NO_PARTY, false},
        {"@id2", "@SUM(1)", CANDIDATE_LISTED, ELECTION_NO_PARTY, false}};
    static const struct candidate others[] = {{"o1", HOSTILE, CANDIDATE_LISTED, ELECTION_NO_PARTY, false},
                                              {"o2",
                                               "a\xE2\x80\xAE"
                                               "b",
                                               CANDIDATE_LISTED, ELECTION_NO_PARTY, false}, /* right-to-left override */
                                              {"o3", "line\r\nbreak", CANDIDATE_LISTED, ELECTION_NO_PARTY, false}};
    static const struct contest bad[] = {{"k1", HOSTILE, CONTEST_ORDINARY, 1, people, 2},
                                         {"k2", "undervotes", CONTEST_ORDINARY, 2, others, 3}};
    static const size_t order[] = {0, 1};
    static const struct ballot_style style = {"+s", HOSTILE, order, 2};
    static const struct election election = {.id = "e",
                                             .name = HOSTILE,
                                             .date = HOSTILE,
                                             .jurisdiction = HOSTILE,
                                             .contests = bad,
                                             .contest_count = 2,
                                             .styles = &style,
                                             .style_count = 1};
    struct fixture f;
    struct scr_buffer out = {0};
    struct election_tally tally;
    set_up(&f, &election, 0);
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    CU_ASSERT_FATAL(!scr_failed(expected_sheet_html(&f.view, &out)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_begin(&tally, &election)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_add(&tally, &f.deck)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_html(&tally, &out)));
    LACKS(&out, "<img");
    LACKS(&out, "\xE2\x80\xAE");
    htmlDocPtr page = htmlReadMemory(text_of(&out), (int)out.length, NULL, "UTF-8",
                                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    bool active = false;
    CU_ASSERT_EQUAL(elements(xmlDocGetRootElement(page), "img", &active), 0);
    CU_ASSERT_EQUAL(elements(xmlDocGetRootElement(page), "script", &active), 0);
    CU_ASSERT_FALSE(active);
    xmlFreeDoc(page);

    out.length = 0;
    CU_ASSERT_FATAL(!scr_failed(expected_sheet_csv(&f.view, &out)));
    /* A name that a spreadsheet would run is replaced by the id; an id that it would run is disarmed. */
    HAS(&out, "'+s,\"</style></td><img src=x onerror=alert(1)>\"\"'&\\\",id1,1\r\n");
    HAS(&out, ",'@id2,2\r\n");
    HAS(&out, "'+s,k2,\"</style></td>");
    HAS(&out, "\"line\r\nbreak\",2\r\n");
    LACKS(&out, "HYPERLINK");
    for (const char *line = text_of(&out); *line; line++)
        if (line == text_of(&out) || line[-1] == ',' || (line[-1] == '\n' && line[0] != 'b'))
            CU_ASSERT_PTR_NULL(strchr("=+-@", *line));
    election_tally_end(&tally);
    tear_down(&f, &out);
}

UNIT_TEST(sheets, labels_never_name_two_things) {
    struct label labels[] = {{"1", "Smith", false},   {"2", "Smith", false}, {"Jones", "Brown", false},
                             {"4", "Jones", false},   {"5", "5", false},     {"6", "", false},
                             {"7", "ballots", false}, {"8", "-x", false},    {"9", "Green", false}};
    static const bool by_name[] = {false, false, true, false, true, false, false, false, true};
    CU_ASSERT_FATAL(!scr_failed(labels_find(labels, COUNT(labels))));
    for (size_t i = 0; i < COUNT(labels); i++) CU_ASSERT_EQUAL(labels[i].by_name, by_name[i]);
    /* More than fit on the stack. */
    static struct label many[200];
    static char names[200][8];
    for (size_t i = 0; i < COUNT(many); i++) {
        names[i][0] = (char)('a' + i % 20);
        names[i][1] = (char)('a' + i / 20);
        many[i] = (struct label){names[i], i == 199 ? "aa" : names[i], true};
    }
    CU_ASSERT_FATAL(!scr_failed(labels_find(many, COUNT(many))));
    CU_ASSERT_FALSE(many[0].by_name); /* called as the last one is named */
    CU_ASSERT_FALSE(many[199].by_name);
    CU_ASSERT_TRUE(many[1].by_name);
}

/* The straight-party deck of s1: parties are targets 6 and 7 in files. */
static const uint32_t party_a[] = {5}, party_b[] = {6}, two[] = {5, 6}, override[] = {1, 2, 3, 5},
                      all[] = {0, 1, 2, 3, 4, 5, 6};

UNIT_TEST(sheets, straight_party_decks_cover_the_party_line) {
    struct fixture f;
    struct scr_buffer out = {0};
    struct deck_ballot ballots[] = {{BALLOT_STRAIGHT, party_a, 1},  {BALLOT_STRAIGHT, party_b, 1},
                                    {BALLOT_OVERRIDE, override, 4}, {BALLOT_TWO_PARTIES, two, 2},
                                    {BALLOT_NO_MARK, NULL, 0},      {BALLOT_ALL_MARKED, all, 7}};
    size_t votes[] = {1, 2, 2, 1, 0, 2, 1};
    struct contest_totals totals[] = {{2, 1, 1}, {7, 2, 1}}, straight_totals = {1, 2, 2};
    set_up(&f, &town, 0);
    struct straight_party_deck deck = {&f.style, &rules, ballots, COUNT(ballots), votes, totals, straight_totals};
    CU_ASSERT_FATAL(!scr_failed(deck_view_of_straight(&deck, "s1-straight", &f.arena, &f.view)));
    CU_ASSERT_FATAL(!scr_failed(expected_sheet_csv(&f.view, &out)));
    HAS(&out, "s1,Party line,Apple Party,2\r\ns1,Party line,Bean Party,1\r\n"
              "s1,Party line,undervotes,1\r\ns1,Party line,overvotes,2\r\ns1,,ballots,6\r\n");
    out.length = 0;
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_csv(&f.view, &out)));
    HAS(&out, "1,straight,Party line,Apple Party,6\r\n");
    HAS(&out, "4,two-parties,Party line,Bean Party,7\r\n5,blank,,,blank\r\n6,all,Mayor,Ann Apple,1\r\n");
    out.length = 0;
    CU_ASSERT_FATAL(!scr_failed(marking_sheet_html(&f.view, &out)));
    HAS(&out, "not claimed to be swap-safe");
    HAS(&out, "Overvote: expected on ballot 4, 6 and no other.");
    HAS(&out, "1 straight ticket with exceptions");
    LACKS(&out, "a party-line choice"); /* covered here */
    scr_buffer_free(&out);

    /* The same style without a party line cannot have such a deck. */
    f.style.straight_party = NULL;
    CU_ASSERT_EQUAL(deck_view_of_straight(&deck, "x", &f.arena, &f.view).code, SCR_INTERNAL);
    tear_down(&f, &out);
}

UNIT_TEST(sheets, election_totals_are_sums_over_styles) {
    struct fixture north, south;
    struct scr_buffer out = {0};
    struct election_tally tally;
    set_up(&north, &town, 0);
    set_up(&south, &town, 0);
    /* South has the council contest alone: two ballots, Cy on one, line c2 on both; one undervote. */
    static const uint32_t s1[] = {0, 1}, s2[] = {1};
    struct deck_ballot ballots[] = {{BALLOT_TEST, s1, 2}, {BALLOT_TEST, s2, 1}};
    size_t votes[] = {1, 2, 0};
    struct contest_totals totals[] = {{1, 0, 0}};
    struct scr_arena arena = {0};
    struct deck_style style;
    CU_ASSERT_FATAL(!scr_failed(deck_style_of(&town, &styles[1], &arena, &style, NULL)));
    struct test_deck deck = {&style, &rules, "swap-safe", ballots, 2, 2, votes, totals, 0, LENGTH_NONE, NULL};
    CU_ASSERT_FATAL(!scr_failed(election_tally_begin(&tally, &town)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_add(&tally, &north.deck)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_add(&tally, &deck)));
    CU_ASSERT_FATAL(!scr_failed(election_tally_csv(&tally, &out)));
    CU_ASSERT_STRING_EQUAL(text_of(&out), "contest,candidate,votes\r\n"
                                          "Mayor,Ann Apple,1\r\n"
                                          "Mayor,Ben Bean,2\r\n"
                                          "Mayor,undervotes,1\r\n"
                                          "Mayor,overvotes,1\r\n"
                                          "\"Council, at large\",Cy,1\r\n"
                                          "\"Council, at large\",c2,3\r\n"
                                          "\"Council, at large\",c3,2\r\n"
                                          "\"Council, at large\",undervotes,6\r\n"
                                          "\"Council, at large\",overvotes,2\r\n"
                                          ",ballots,7\r\n");
    out.length = 0;
    CU_ASSERT_FATAL(!scr_failed(election_tally_html(&tally, &out)));
    HAS(&out, "These sums do not prove that a machine is configured correctly.");
    HAS(&out, "2 test decks, 0 straight-party decks");
    election_tally_end(&tally);
    scr_arena_free(&arena);
    tear_down(&south, &(struct scr_buffer){0});
    tear_down(&north, &out);
}

UNIT_TEST(sheets, four_files_of_a_deck_are_written) {
    static const char *const names[] = {"sheets/style-1-marking.html", "sheets/style-1-marking.csv",
                                        "sheets/style-1-expected.html", "sheets/style-1-expected.csv"};
    struct fixture f;
    struct scr_folder folder = {0};
    struct scr_buffer path = {0}, file = {0}, made = {0};
    set_up(&f, &town, 0);
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_print(&path, "%s/out", unit_scratch())));
    size_t root = path.length;
    CU_ASSERT_FATAL(!scr_failed(scr_folder_begin(&folder, text_of(&path), NULL)));
    CU_ASSERT_FATAL(!scr_failed(sheets_write(&f.deck, "style-1", &folder, NULL)));
    CU_ASSERT_FATAL(!scr_failed(scr_folder_publish(&folder, NULL)));
    for (size_t i = 0; i < COUNT(names); i++) {
        path.length = root;
        CU_ASSERT_FATAL(!scr_failed(scr_buffer_print(&path, "/%s", names[i])));
        CU_ASSERT(!scr_failed(scr_file_read(text_of(&path), 1 << 20, &file, NULL)));
        CU_ASSERT(file.length > 100);
    }
    CU_ASSERT_FATAL(!scr_failed(expected_sheet_csv(&f.view, &made)));
    CU_ASSERT(made.length == file.length && !memcmp(made.data, file.data, made.length));
    scr_folder_end(&folder);
    scr_buffer_free(&path);
    scr_buffer_free(&file);
    tear_down(&f, &made);
}
