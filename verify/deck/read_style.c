/* read_style.c: the ballot style of a deck: contests, candidates, parties, targets that are not covered. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/reading.h"
#include "verify/sorted.h"

scr_result read_style(void *context, struct document *document) {
    struct deck *deck = ((struct deck_reading *)context)->deck;
    SCR_TRY(document_attribute(document, "Id", &deck->style_id));
    return document_attribute(document, "Name", &deck->style_name);
}

scr_result read_contest(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    SCR_TRY(
        scr_grow(&deck->contests, &reading->contest_capacity, (size_t)deck->contest_count + 1, sizeof *deck->contests));
    struct deck_contest *contest = &deck->contests[deck->contest_count++];
    contest->first = deck->target_count;
    SCR_TRY(document_attribute(document, "Id", &contest->id));
    SCR_TRY(document_attribute(document, "Name", &contest->name));
    return document_count(document, "VotesAllowed", &contest->votes_allowed);
}

static scr_result count_target(struct deck_reading *reading, struct document *document) {
    struct deck *deck = reading->deck;
    uint32_t target, expected = deck->target_count + deck->party_count + 1;
    if (expected > DECK_TARGETS_MOST)
        return scr_refuse(document->diagnosis, SCR_LIMIT, scr_xml_place(document->xml),
                          "the deck has more than %d targets", DECK_TARGETS_MOST);
    SCR_TRY(document_count(document, "Target", &target));
    if (target != expected)
        complain(&reading->order, "line %lu: target %u stands where target %u belongs", scr_xml_line(document->xml),
                 target, expected);
    return scr_done();
}

scr_result read_candidate(void *context, struct document *document) {
    static const char *const kinds[] = {"listed", "option", "write-in"};
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    size_t kind;
    if (!deck->contest_count || deck->party_count) {
        document->misplaced = true;
        return scr_done();
    }
    SCR_TRY(count_target(reading, document));
    SCR_TRY(scr_grow(&deck->candidates, &reading->candidate_capacity, (size_t)deck->target_count + 1,
                     sizeof *deck->candidates));
    struct deck_candidate *candidate = &deck->candidates[deck->target_count++];
    candidate->contest = deck->contest_count - 1;
    deck->contests[candidate->contest].count++;
    SCR_TRY(document_attribute(document, "Id", &candidate->id));
    SCR_TRY(document_attribute(document, "Name", &candidate->name));
    SCR_TRY(document_word(document, "Kind", kinds, 3, &kind));
    candidate->kind = kinds[kind];
    return document_attribute(document, "Party", &candidate->party);
}

scr_result read_straight_contest(void *context, struct document *document) {
    struct deck *deck = ((struct deck_reading *)context)->deck;
    SCR_TRY(document_attribute(document, "Id", &deck->straight_id));
    return document_attribute(document, "Name", &deck->straight_name);
}

scr_result read_party(void *context, struct document *document) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    SCR_TRY(count_target(reading, document));
    SCR_TRY(scr_grow(&deck->parties, &reading->party_capacity, (size_t)deck->party_count + 1, sizeof *deck->parties));
    struct deck_candidate *party = &deck->parties[deck->party_count++];
    party->kind = "party";
    party->contest = UINT32_MAX; /* none of the style's contests */
    SCR_TRY(document_attribute(document, "Id", &party->id));
    SCR_TRY(document_attribute(document, "Name", &party->name));
    return document_attribute(document, "Party", &party->party);
}

scr_result read_uncovered(void *context, struct document *document) {
    static const char *const reasons[] = {"write-in-excluded", "straight-party"};
    struct deck_reading *reading = context;
    size_t reason, count = reading->deck->uncovered_count;
    SCR_TRY(scr_grow(&reading->uncovered, &reading->uncovered_capacity, count + 1, sizeof *reading->uncovered));
    struct deck_uncovered *target = &reading->uncovered[count];
    reading->deck->uncovered_count++;
    SCR_TRY(document_attribute(document, "ContestId", &target->contest_id));
    SCR_TRY(document_attribute(document, "ContestName", &target->contest_name));
    SCR_TRY(document_attribute(document, "Id", &target->id));
    SCR_TRY(document_attribute(document, "Name", &target->name));
    SCR_TRY(document_word(document, "Reason", reasons, 2, &reason));
    target->reason = reasons[reason];
    return scr_done();
}

static const char *contest_id(const void *items, size_t position) {
    return ((const struct deck_contest *)items)[position].id;
}
static const char *candidate_id(const void *items, size_t position) {
    return ((const struct deck_candidate *)items)[position].id;
}
static const char *party_text(const void *items, size_t position) {
    return ((const struct deck_candidate *)items)[position].party;
}

static scr_result unique(struct deck_reading *reading, const void *items, size_t count, sorted_name *name,
                         const char *what, const char *of) {
    struct scr_arena scratch = {0};
    const size_t *order = sorted_by_name(&scratch, items, count, name);
    size_t twin = order ? sorted_duplicate(order, items, count, name) : count;
    if (twin < count)
        complain(&reading->order, "two %s%s are named %s", what, of, shown(&reading->order, name(items, order[twin])));
    scr_arena_free(&scratch);
    return order ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result read_style_end(struct deck_reading *reading) {
    const struct deck *deck = reading->deck;
    SCR_TRY(unique(reading, deck->contests, deck->contest_count, contest_id, "contest ids", ""));
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        SCR_TRY(unique(reading, deck->candidates + contest->first, contest->count, candidate_id, "candidate ids",
                       " of one contest"));
        if (reading->straight && !strcmp(contest->id, deck->straight_id))
            complain(&reading->order, "the straight-party contest has the id of contest %s",
                     shown(&reading->order, contest->id));
    }
    if (!reading->straight) return scr_done();
    SCR_TRY(unique(reading, deck->parties, deck->party_count, candidate_id, "party ids", ""));
    return unique(reading, deck->parties, deck->party_count, party_text, "parties", "");
}
