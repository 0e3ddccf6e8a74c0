/* election_tally.c: adds up the expected totals of all decks of an election. */
#include "election_tally.h"

scr_result election_tally_begin(struct election_tally *tally, const struct election *election) {
    *tally = (struct election_tally){.election = election};
    tally->contests = scr_arena_alloc(&tally->arena, election->contest_count, sizeof *tally->contests);
    return (scr_result){tally->contests ? SCR_DONE : SCR_MEMORY};
}

/* Where a contest of a deck is added; NULL when memory is short. */
static struct tallied_contest *place_of(struct election_tally *tally, const struct contest *contest) {
    struct tallied_contest *place = &tally->contests[contest - tally->election->contests];
    if (!place->votes) {
        place->votes = scr_arena_alloc(&tally->arena, contest->candidate_count, sizeof *place->votes);
        place->covered = scr_arena_alloc(&tally->arena, contest->candidate_count, sizeof *place->covered);
    }
    return place->votes && place->covered ? place : NULL;
}

static void add_totals(struct tallied_contest *place, const struct contest_totals *totals) {
    place->undervotes += totals->undervotes;
    place->overvotes += totals->overvotes;
    place->overvoted_ballots += totals->overvoted_ballots;
    place->decks++;
}

static scr_result add(struct election_tally *tally, const struct deck_style *style, const size_t *votes,
                      const struct contest_totals *totals) {
    if (style->election != tally->election) return (scr_result){SCR_INTERNAL};
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *covered = &style->contests[k];
        struct tallied_contest *place = place_of(tally, covered->contest);
        if (!place) return (scr_result){SCR_MEMORY};
        for (size_t target = covered->first; target < covered->first + covered->count; target++) {
            size_t candidate = (size_t)(style->candidates[target] - covered->contest->candidates);
            place->votes[candidate] += votes[target];
            place->covered[candidate] = true;
        }
        add_totals(place, &totals[k]);
    }
    return scr_done();
}

scr_result election_tally_add(struct election_tally *tally, const struct test_deck *deck) {
    SCR_TRY(add(tally, deck->style, deck->votes, deck->totals));
    tally->ballots += deck->ballot_count;
    tally->test_decks++;
    return scr_done();
}

scr_result election_tally_add_straight(struct election_tally *tally, const struct straight_party_deck *deck) {
    const struct deck_style *style = deck->style;
    if (!style->straight_party) return (scr_result){SCR_INTERNAL};
    SCR_TRY(add(tally, style, deck->votes, deck->totals));
    struct tallied_contest *place = place_of(tally, style->straight_party);
    if (!place) return (scr_result){SCR_MEMORY};
    for (size_t party = 0; party < style->straight_party->candidate_count; party++) {
        place->votes[party] += deck->votes[style->target_count + party];
        place->covered[party] = true;
    }
    add_totals(place, &deck->straight_totals);
    tally->ballots += deck->ballot_count;
    tally->straight_decks++;
    return scr_done();
}

void election_tally_end(struct election_tally *tally) {
    scr_arena_free(&tally->arena);
    *tally = (struct election_tally){0};
}
