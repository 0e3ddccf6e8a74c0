/* read_ballots.c: the ballots of a deck and its expected totals, with their numbers and order (LAT-02, LAT-21). */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/deck/reading.h"

static const char *const test_kinds[] = {"test", "overvote", "blank"};
static const char *const straight_kinds[] = {"straight", "override", "two-parties", "blank", "all"};

scr_result read_ballot(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    uint32_t number;
    size_t kind;
    if (deck->ballot_count == DECK_BALLOTS_MOST)
        return scr_refuse(document->diagnosis, SCR_LIMIT, scr_xml_place(document->xml),
                          "the deck has more than %d ballots", DECK_BALLOTS_MOST);
    SCR_TRY(scr_grow(&deck->ballots, &reading->ballot_capacity, (size_t)deck->ballot_count + 1, sizeof *deck->ballots));
    struct deck_ballot *ballot = &deck->ballots[deck->ballot_count++];
    SCR_TRY(document_count(document, "Number", &number));
    SCR_TRY(document_word(document, "Kind", reading->straight ? straight_kinds : test_kinds, reading->straight ? 5 : 3,
                          &kind));
    ballot->kind = (enum ballot_kind)(kind + (reading->straight ? BALLOT_STRAIGHT : BALLOT_TEST));
    if (number != deck->ballot_count)
        complain(&reading->order, "line %lu: ballot %u stands where ballot %u belongs", scr_xml_line(document->xml),
                 number, deck->ballot_count);
    if (!reading->straight && deck->ballot_count > 1 && ballot[-1].kind > ballot->kind)
        complain(&reading->order, "ballot %u of kind %s stands behind one of kind %s", deck->ballot_count,
                 test_kinds[ballot->kind], test_kinds[ballot[-1].kind]);
    return scr_done();
}

scr_result read_marks(void *context, struct document *document, const char *text, size_t length) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    /* Ascending marks within 1..targets are at most `targets`; reading stops where they are not. */
    uint32_t targets = deck->target_count + deck->party_count, last = 0, count = 0;
    size_t room = 1;
    if (!deck->ballot_count || deck->ballots[deck->ballot_count - 1].marks) {
        document->misplaced = true;
        return scr_done();
    }
    for (size_t i = 0; i < length; i++) room += text[i] == ' ';
    uint32_t *marks = scr_arena_alloc(&deck->arena, room < targets ? room : targets, sizeof *marks);
    if (!marks) return (scr_result){SCR_MEMORY};
    for (size_t begin = 0; begin < length;) {
        const char *space = memchr(text + begin, ' ', length - begin);
        size_t end = space ? (size_t)(space - text) : length;
        uint64_t mark;
        if (!scr_count_parse(text + begin, end - begin, 999999999, &mark)) {
            document->misplaced = true;
            break;
        }
        if (mark <= last || mark > targets) {
            complain(&reading->order, "line %lu, ballot %u: mark %lu is %s", scr_xml_line(document->xml),
                     deck->ballot_count, (unsigned long)mark,
                     mark > targets ? "no target of the style" : "not above the one before it");
            break;
        }
        last = (uint32_t)mark;
        marks[count++] = last - 1;
        begin = end + 1;
    }
    deck->ballots[deck->ballot_count - 1].marks = marks;
    deck->ballots[deck->ballot_count - 1].mark_count = count;
    return scr_done();
}

scr_result read_expected(void *context, struct document *document) {
    return document_count(document, "BallotsCast", &((struct deck_reading *)context)->deck->ballots_cast);
}

static void end_of_totals(struct deck_reading *reading) {
    if (reading->next_total < reading->end_total)
        complain(&reading->order, "Expected has no total for target %u", reading->next_total + 1);
    reading->next_total = reading->end_total = 0;
}

static scr_result read_numbers(struct deck_contest *contest, struct document *document) {
    SCR_TRY(document_count(document, "Undervotes", &contest->undervotes));
    SCR_TRY(document_count(document, "Overvotes", &contest->overvotes));
    return document_count(document, "OvervotedBallots", &contest->overvoted_ballots);
}

static scr_result check_contest_id(struct deck_reading *reading, struct document *document, const char *expected) {
    const char *id;
    SCR_TRY(document_attribute(document, "ContestId", &id));
    if (!expected)
        document->misplaced = true;
    else if (strcmp(id, expected))
        complain(&reading->order, "line %lu: Expected lists contest %s where %s belongs", scr_xml_line(document->xml),
                 shown(&reading->order, id), shown(&reading->order, expected));
    return scr_done();
}

scr_result read_contest_totals(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    end_of_totals(reading);
    reading->in_straight_totals = false;
    if (reading->expected_count >= deck->contest_count) {
        struct deck_contest none = {.id = ""};
        complain(&reading->order, "line %lu: Expected lists more contests than the style has",
                 scr_xml_line(document->xml));
        SCR_TRY(document_attribute(document, "ContestId", &none.id));
        return read_numbers(&none, document);
    }
    struct deck_contest *contest = &deck->contests[reading->expected_count++];
    SCR_TRY(check_contest_id(reading, document, contest->id));
    reading->next_total = contest->first;
    reading->end_total = contest->first + contest->count;
    return read_numbers(contest, document);
}

scr_result read_straight_totals(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    end_of_totals(reading);
    reading->in_straight_totals = true;
    SCR_TRY(check_contest_id(reading, document, deck->straight_id));
    reading->next_total = deck->target_count;
    reading->end_total = deck->target_count + deck->party_count;
    return read_numbers(&deck->straight_totals, document);
}

scr_result read_total(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    uint32_t target, votes;
    SCR_TRY(document_count(document, "Target", &target));
    SCR_TRY(document_count(document, "Votes", &votes));
    if (reading->next_total >= reading->end_total || target != reading->next_total + 1) {
        complain(&reading->order, "line %lu: Expected lists target %u out of the style's order",
                 scr_xml_line(document->xml), target);
        return scr_done();
    }
    /* next_total was set from the style's counts, which only grow: the element exists. */
    if (reading->in_straight_totals)
        deck->parties[reading->next_total - deck->target_count].votes = votes;
    else
        deck->candidates[reading->next_total].votes = votes;
    reading->next_total++;
    return scr_done();
}

void read_expected_end(struct deck_reading *reading) {
    end_of_totals(reading);
    if (reading->expected_count < reading->deck->contest_count)
        complain(&reading->order, "Expected lists %u of %u contests", reading->expected_count,
                 reading->deck->contest_count);
}
