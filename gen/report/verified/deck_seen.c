/* deck_seen.c: reads decks for a page. */
#include "gen/report/verified/deck_seen.h"

#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "scrutineer/text.h"

enum { CONTESTS_MOST = 20000, NUMBER_MOST = 1000000000 };

struct reading {
    struct deck_seen *deck;
    bool in_ballots; /* text of a ballot comes next */
};

static scr_result style(struct deck_seen *deck, struct scr_xml_reader *xml) {
    SCR_TRY(artifact_copy(&deck->arena, xml, "Name", &deck->style));
    return *deck->style ? scr_done() : artifact_copy(&deck->arena, xml, "Id", &deck->style);
}

static scr_result contest(struct deck_seen *deck, struct scr_xml_reader *xml, bool parties) {
    if (deck->contest_count == CONTESTS_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&deck->contests, &deck->contest_capacity, deck->contest_count + 1, sizeof *deck->contests));
    struct deck_contest_seen *added = &deck->contests[deck->contest_count++];
    *added = (struct deck_contest_seen){.votes_allowed = 1, .first = deck->target_count};
    SCR_TRY(artifact_copy(&deck->arena, xml, "Id", &added->id));
    SCR_TRY(artifact_copy(&deck->arena, xml, "Name", &added->name));
    return parties ? scr_done() : artifact_count(xml, "VotesAllowed", NUMBER_MOST, &added->votes_allowed);
}

static scr_result target(struct deck_seen *deck, struct scr_xml_reader *xml) {
    if (!deck->contest_count) return (scr_result){SCR_INPUT};
    if (deck->target_count < DECK_TARGETS_SEEN)
        SCR_TRY(artifact_copy(&deck->arena, xml, "Name", &deck->names[deck->target_count]));
    deck->contests[deck->contest_count - 1].count++;
    deck->target_count++;
    return scr_done();
}

static scr_result ballot(struct reading *r, struct scr_xml_reader *xml) {
    struct deck_seen *deck = r->deck;
    if (deck->ballot_count < DECK_BALLOTS_SEEN)
        SCR_TRY(artifact_copy(&deck->arena, xml, "Kind", &deck->kinds[deck->ballot_count]));
    deck->ballot_count++;
    r->in_ballots = true;
    return scr_done();
}

static scr_result contest_totals(struct deck_seen *deck, struct scr_xml_reader *xml) {
    const char *id = scr_xml_attribute_of(xml, "ContestId", NULL);
    size_t at = 0;
    while (id && at < deck->contest_count && strcmp(deck->contests[at].id, id) != 0) at++;
    if (!id || at == deck->contest_count) return (scr_result){SCR_INPUT};
    SCR_TRY(artifact_count(xml, "Undervotes", UINT32_MAX, &deck->contests[at].undervotes));
    return artifact_count(xml, "OvervotedBallots", UINT32_MAX, &deck->contests[at].overvoted);
}

static scr_result total(struct deck_seen *deck, struct scr_xml_reader *xml) {
    uint64_t number, votes;
    SCR_TRY(artifact_count(xml, "Target", deck->target_count, &number));
    SCR_TRY(artifact_count(xml, "Votes", UINT32_MAX, &votes));
    if (!number) return (scr_result){SCR_INPUT};
    if (number <= DECK_TARGETS_SEEN) deck->totals[number - 1] = votes;
    return scr_done();
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    struct deck_seen *deck = r->deck;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    (void)done;
    r->in_ballots = false;
    if (depth == 1 && !strcmp(name, "BallotStyle")) return style(deck, xml);
    if (depth == 2 && !strcmp(name, "Contest")) return contest(deck, xml, false);
    if (depth == 1 && !strcmp(name, "StraightPartyContest")) return contest(deck, xml, true);
    if ((depth == 3 && !strcmp(name, "Candidate")) || (depth == 2 && !strcmp(name, "Party"))) return target(deck, xml);
    if (depth == 2 && !strcmp(name, "Ballot")) return ballot(r, xml);
    if (depth == 2 && (!strcmp(name, "ContestTotals") || !strcmp(name, "StraightPartyTotals")))
        return contest_totals(deck, xml);
    if (depth == 3 && !strcmp(name, "Total")) return total(deck, xml);
    return scr_done();
}

static scr_result text(void *context, const char *words, size_t length) {
    struct reading *r = context;
    struct artifact_tokens tokens = {words, words + length};
    struct deck_seen *deck = r->deck;
    uint64_t number;
    if (!r->in_ballots || deck->ballot_count > DECK_BALLOTS_SEEN) return scr_done();
    for (const char *token; artifact_token(&tokens, &token, &length);) {
        if (!scr_count_parse(token, length, deck->target_count, &number) || !number) return (scr_result){SCR_INPUT};
        if (number <= DECK_TARGETS_SEEN) deck->marks[deck->ballot_count - 1][number - 1] = 1;
    }
    return scr_done();
}

scr_result deck_seen_read(const char *path, const struct scr_hash *hash, struct deck_seen *deck) {
    static const struct artifact_walker walker = {start, text, NULL};
    struct reading r = {deck, false};
    memset(deck, 0, sizeof *deck);
    SCR_TRY(artifact_walk(path, hash, &walker, &r));
    return (scr_result){deck->style && deck->target_count && deck->ballot_count ? SCR_DONE : SCR_INPUT};
}

void deck_seen_free(struct deck_seen *deck) {
    free(deck->contests);
    scr_arena_free(&deck->arena);
}
