/* test_deck_whole.c: whole decks: ballots the rules add, totals by a naive recount, straight-party decks, artifacts. */
#include <stdlib.h>
#include <string.h>

#include "deck_oracle.h"
#include "gen/deck/artifact.h"
#include "gen/deck/assemble.h"
#include "gen/deck/straight_party.h"
#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "unit.h"

static bool marked(const struct deck_ballot *ballot, size_t target) {
    for (size_t i = 0; i < ballot->mark_count; i++)
        if (ballot->marks[i] == target) return true;
    return false;
}

/* A straight ticket's party (an index into the election's), or ELECTION_NO_PARTY. */
static size_t ticket(const struct deck_style *style, const struct deck_ballot *ballot, size_t *parties) {
    size_t party = ELECTION_NO_PARTY;
    *parties = 0;
    for (size_t p = 0; style->straight_party && p < style->straight_party->candidate_count; p++)
        if (marked(ballot, style->target_count + p)) {
            party = style->straight_party->candidates[p].party;
            ++*parties;
        }
    return *parties == 1 ? party : ELECTION_NO_PARTY;
}

/* Target by target, ballot by ballot, as sections 4.2 and 5 of the specification say. */
static void expect_counts(const struct deck_style *style, const struct deck_ballot *ballots, size_t count,
                          const size_t *votes, const struct contest_totals *totals) {
    for (size_t k = 0; k < style->contest_count; k++) {
        size_t first = style->contests[k].first, end = first + style->contests[k].count, sum = 0, parties;
        size_t under = 0, over = 0, v = style->contests[k].votes_allowed;
        for (size_t i = first; i < end; i++) {
            size_t mine = 0;
            for (size_t b = 0; b < count; b++) {
                size_t marks = 0;
                for (size_t j = first; j < end; j++) marks += marked(&ballots[b], j);
                size_t party = ticket(style, &ballots[b], &parties);
                bool straight = !marks && party != ELECTION_NO_PARTY && style->candidates[i]->party == party;
                mine += marks <= v && (marked(&ballots[b], i) || straight);
                if (i == first) over += marks > v;
            }
            CU_ASSERT_EQUAL(votes[i], mine);
            sum += mine;
        }
        CU_ASSERT_EQUAL(totals[k].overvoted_ballots, over);
        CU_ASSERT_EQUAL(totals[k].overvotes, v * over);
        under = v * count - sum - v * over; /* balance */
        CU_ASSERT_EQUAL(totals[k].undervotes, under);
    }
}

static const uint32_t usual[][2] = {{3, 1}, {2, 2}, {4, 2}, {1, 3}, {5, 4}};

UNIT_TEST(deck_whole, rules_add_ballots_and_totals_balance) {
    for (int rule = OVERVOTE_NONE; rule <= OVERVOTE_EXACT; rule++) {
        struct deck_case made;
        struct deck_rules rules = {"r", "", true, (enum overvote_rule)rule, (unsigned)rule * 2, false};
        struct test_deck deck;
        struct marks marks;
        uint32_t targets[15];
        deck_case_make(&made, usual, 5);
        CU_ASSERT_EQUAL_FATAL(made.covered.target_count, 15);
        CU_ASSERT_FATAL(!scr_failed(marks_make(20, 15, &made.arena, &marks)));
        /* Shape order is another than the style's: column c belongs to target 14 - c. */
        for (uint32_t c = 0; c < 15; c++) targets[c] = 14 - c;
        for (uint32_t c = 0; c < 15; c++) marks_set(&marks, c, c);
        marks_set(&marks, 14 - 3, 17); /* both candidates of 2/2 */
        marks_set(&marks, 14 - 4, 17);
        CU_ASSERT_FATAL(
            !scr_failed(deck_assemble(&made.covered, &rules, &marks, targets, "single", &made.arena, &deck, NULL)));
        CU_ASSERT_EQUAL(deck.test_ballot_count, 20);
        CU_ASSERT_EQUAL(deck.ballot_count, 20 + (size_t)(rule != OVERVOTE_NONE) + (size_t)rule * 2);
        CU_ASSERT(marked(&deck.ballots[0], 14) && deck.ballots[0].mark_count == 1);
        CU_ASSERT_EQUAL(deck.ballots[17].mark_count, 2);
        for (size_t b = 0; b < deck.ballot_count; b++)
            for (size_t i = 1; i < deck.ballots[b].mark_count; i++)
                CU_ASSERT(deck.ballots[b].marks[i - 1] < deck.ballots[b].marks[i]);
        const struct deck_ballot *over = &deck.ballots[20];
        if (rule != OVERVOTE_NONE) {
            CU_ASSERT_EQUAL(over->kind, BALLOT_OVERVOTE);
            for (size_t k = 0; k < 5; k++) {
                size_t n = usual[k][0], v = usual[k][1], count = 0;
                for (size_t i = 0; i < n; i++) count += marked(over, made.covered.contests[k].first + i);
                CU_ASSERT_EQUAL(count, rule == OVERVOTE_ALL ? n : n > v ? v + 1 : 0);
            }
        }
        for (size_t b = 20 + (rule != OVERVOTE_NONE); b < deck.ballot_count; b++)
            CU_ASSERT(deck.ballots[b].kind == BALLOT_BLANK && !deck.ballots[b].mark_count);
        expect_counts(&made.covered, deck.ballots, deck.ballot_count, deck.votes, deck.totals);
        scr_arena_free(&made.arena);
    }
}

static bool make_straight(struct deck_case *made, struct straight_party_deck *deck, size_t *notes) {
    static const struct deck_rules rules = {"r", "", true, OVERVOTE_NONE, 0, true};
    struct scr_diagnosis said = {0};
    bool possible;
    CU_ASSERT_FATAL(!scr_failed(straight_party_make(&made->covered, &rules, &made->arena, deck, &possible, &said)));
    *notes = said.count;
    scr_diagnosis_free(&said);
    return possible;
}

UNIT_TEST(deck_whole, straight_party_counts_and_kinds) {
    struct deck_case made;
    struct straight_party_deck deck;
    size_t notes, kinds[8] = {0};
    deck_case_make(&made, usual, 5);
    deck_case_parties(&made, 4);
    deck_case_candidate(&made, 0, 2)->party = ELECTION_NO_PARTY; /* the third party stands in 4/2 and 5/4 only */
    for (size_t k = 2; k < 5; k += 2)
        deck_case_candidate(&made, k, 3)->party = ELECTION_NO_PARTY; /* the fourth nowhere */
    deck_case_cover(&made);
    CU_ASSERT_FATAL(make_straight(&made, &deck, &notes));
    CU_ASSERT_EQUAL(notes, 0);
    expect_counts(&made.covered, deck.ballots, deck.ballot_count, deck.votes, deck.totals);
    size_t n = made.covered.target_count, straight_over = 0, straight_under = 0;
    for (size_t p = 0; p < 4; p++) {
        size_t mine = 0, straight = 0, override = 0, parties;
        for (size_t b = 0; b < deck.ballot_count; b++) {
            (void)ticket(&made.covered, &deck.ballots[b], &parties);
            mine += parties == 1 && marked(&deck.ballots[b], n + p);
            straight += deck.ballots[b].kind == BALLOT_STRAIGHT && deck.ballots[b].mark_count == 1 &&
                        marked(&deck.ballots[b], n + p);
            override += deck.ballots[b].kind == BALLOT_OVERRIDE && marked(&deck.ballots[b], n + p);
            straight_over += !p && parties > 1;
            straight_under += !p && !parties;
        }
        CU_ASSERT_EQUAL(deck.votes[n + p], mine);
        CU_ASSERT(straight >= 2);
        CU_ASSERT_EQUAL(override, p < 3);
        for (size_t q = 0; q < p; q++) CU_ASSERT_NOT_EQUAL(deck.votes[n + q], deck.votes[n + p]);
    }
    CU_ASSERT_EQUAL(deck.straight_totals.overvoted_ballots, straight_over);
    CU_ASSERT_EQUAL(deck.straight_totals.overvotes, straight_over);
    CU_ASSERT_EQUAL(deck.straight_totals.undervotes, straight_under);
    for (size_t b = 0; b < deck.ballot_count; b++) kinds[deck.ballots[b].kind]++;
    CU_ASSERT(kinds[BALLOT_TWO_PARTIES] == 1 && kinds[BALLOT_NO_MARK] == 1 && kinds[BALLOT_ALL_MARKED] == 1);
    scr_arena_free(&made.arena);
}

UNIT_TEST(deck_whole, straight_party_refusals) {
    static const uint32_t one[][2] = {{2, 1}};
    struct deck_case made;
    struct straight_party_deck deck;
    size_t notes;
    deck_case_make(&made, usual, 5);
    CU_ASSERT_FALSE(make_straight(&made, &deck, &notes)); /* no party-line option: nothing to say */
    CU_ASSERT_EQUAL(notes, 0);
    deck_case_parties(&made, 2);
    deck_case_candidate(&made, 0, 2)->party = 1; /* two candidates of one party, one vote */
    CU_ASSERT_FALSE(make_straight(&made, &deck, &notes));
    CU_ASSERT_EQUAL(notes, 1);
    scr_arena_free(&made.arena);
    deck_case_make(&made, one, 1);
    deck_case_parties(&made, 1);
    CU_ASSERT_FALSE(make_straight(&made, &deck, &notes)); /* one party */
    CU_ASSERT_EQUAL(notes, 1);
    scr_arena_free(&made.arena);
    static const uint32_t single[][2] = {{1, 1}};
    deck_case_make(&made, single, 1);
    deck_case_parties(&made, 2);
    CU_ASSERT_FALSE(make_straight(&made, &deck, &notes)); /* nobody to override with */
    CU_ASSERT_EQUAL(notes, 1);
    scr_arena_free(&made.arena);
}

static void expect_valid(const struct scr_buffer *text, const unsigned char *xsd, unsigned long size,
                         const char *name) {
    struct scr_xml_schema *schema;
    struct scr_xml_reader *reader;
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FATAL(!scr_failed(scr_xml_schema_parse(xsd, size, &schema, &diagnosis)));
    struct scr_xml_options options = {schema, true, 10000000, "deck.xml"};
    enum scr_xml_event event = SCR_XML_START;
    bool seen = false;
    CU_ASSERT_FATAL(!scr_failed(scr_xml_reader_memory(text->data, text->length, &options, &reader, &diagnosis)));
    while (event != SCR_XML_DONE) {
        if (scr_failed(scr_xml_next(reader, &event))) {
            CU_FAIL("not accepted");
            break;
        }
        if (event != SCR_XML_START) continue;
        const char *value = scr_xml_attribute_of(reader, "Name", NULL);
        seen |= value && !strcmp(value, name);
    }
    CU_ASSERT(seen);
    scr_xml_reader_free(reader);
    scr_xml_schema_free(schema);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(deck_whole, artifacts_are_canonical_and_keep_hostile_names) {
    static char longest[2001];
    memset(longest, '"', 2000);
    const char *const names[] = {"plain", "\"'<&>]]>", " \t\r\n ", "Jos\xC3\xA9 \xE2\x80\xAE\xF0\x9F\x97\xB3", longest};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct deck_case made;
        struct deck_rules rules = {names[i], names[i], true, OVERVOTE_EXACT, 1, true};
        struct marks marks;
        struct test_deck deck;
        struct straight_party_deck straight;
        struct scr_buffer text = {0};
        struct scr_hash hash = {{7}};
        struct certificate certificate = {.kind = BOUND_L1};
        struct shape shape;
        uint32_t *targets;
        size_t notes;
        deck_case_make(&made, usual, 5);
        deck_case_parties(&made, 2);
        deck_case_candidate(&made, 0, 0)->name = deck_case_candidate(&made, 5, 1)->name = names[i];
        made.contests[1].name = made.style.name = made.election.name = names[i];
        deck_case_cover(&made);
        CU_ASSERT_FATAL(!scr_failed(shape_of_style(&made.covered, true, &made.arena, &shape, &targets)));
        CU_ASSERT_FATAL(!scr_failed(marks_make(15, 15, &made.arena, &marks)));
        for (uint32_t c = 0; c < 15; c++) marks_set(&marks, c, c);
        CU_ASSERT_FATAL(
            !scr_failed(deck_assemble(&made.covered, &rules, &marks, targets, "single", &made.arena, &deck, NULL)));
        certificate.shape = &shape;
        deck.certificate = &certificate;
        deck.claim = LENGTH_NONE;
        CU_ASSERT_FATAL(!scr_failed(artifact_test_deck(&deck, &hash, targets, NULL, NULL, &text)));
        expect_valid(&text, scr_schema_test_deck, scr_schema_test_deck_size, names[i]);
        text.length = 0;
        CU_ASSERT_FATAL(!scr_failed(artifact_ballot_definition(&made.election, NULL, &text)));
        expect_valid(&text, scr_schema_ballot_definition, scr_schema_ballot_definition_size, names[i]);
        text.length = 0;
        CU_ASSERT_FATAL(make_straight(&made, &straight, &notes));
        CU_ASSERT_FATAL(!scr_failed(artifact_straight_party_deck(&straight, &hash, NULL, &text)));
        expect_valid(&text, scr_schema_straight_party_deck, scr_schema_straight_party_deck_size, names[i]);
        scr_buffer_free(&text);
        scr_arena_free(&made.arena);
    }
}
