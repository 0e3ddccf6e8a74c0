/* straight.c: counts a straight-party deck's ballots and compares, and checks each party's straight tickets
 * (LAT-22, LAT-23). Specification, section 5. */
#include <inttypes.h>
#include <string.h>

#include "verify/complaint.h"
#include "verify/deck/checks.h"

static bool of_party(const struct deck *deck, uint32_t target, uint32_t party) {
    return !strcmp(deck->candidates[target].party, deck->parties[party].party);
}

/* Party targets stand behind all others: how many a ballot marks, and the last of them. */
static uint32_t parties_marked(const struct deck *deck, const struct deck_ballot *ballot, uint32_t *party) {
    uint32_t count = 0;
    *party = 0;
    for (uint32_t i = ballot->mark_count; i > 0 && ballot->marks[i - 1] >= deck->target_count; i--) {
        *party = ballot->marks[i - 1] - deck->target_count;
        count++;
    }
    return count;
}

struct tally {
    struct recount contests;
    uint64_t *parties;
    uint64_t undervotes, overvoted_ballots; /* of the straight-party contest */
};

static void count_ballot(const struct deck *deck, const struct deck_ballot *ballot, struct tally *tally) {
    uint32_t party, position = 0, parties = parties_marked(deck, ballot, &party);
    if (parties == 0) tally->undervotes++;
    if (parties == 1) tally->parties[party]++;
    if (parties > 1) tally->overvoted_ballots++;
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        uint32_t first = position, votes = 0, behind = contest->first + contest->count;
        while (position < ballot->mark_count && ballot->marks[position] < behind) position++;
        if (position - first > contest->votes_allowed) {
            tally->contests.overvoted_ballots[k]++;
            continue;
        }
        for (uint32_t i = first; i < position; i++, votes++) tally->contests.votes[ballot->marks[i]]++;
        for (uint32_t t = contest->first; first == position && parties == 1 && t < behind; t++) {
            if (!of_party(deck, t, party)) continue;
            tally->contests.votes[t]++;
            votes++;
        }
        if (votes < contest->votes_allowed) tally->contests.undervotes[k] += contest->votes_allowed - votes;
    }
}

static void compare(struct complaint *complaint, const char *contest, const char *what, uint64_t printed,
                    uint64_t recount) {
    if (printed != recount)
        complain(complaint, "contest %s: %s %" PRIu64 ", recount %" PRIu64, shown(complaint, contest), what, printed,
                 recount);
}

static void compare_contest(struct complaint *complaint, const char *name, const struct deck_contest *printed,
                            uint64_t votes_allowed, uint64_t undervotes, uint64_t overvoted_ballots) {
    compare(complaint, name, "undervotes", printed->undervotes, undervotes);
    compare(complaint, name, "overvotes", printed->overvotes, votes_allowed * overvoted_ballots);
    compare(complaint, name, "overvoted ballots", printed->overvoted_ballots, overvoted_ballots);
}

static void compare_all(const struct deck *deck, const struct tally *tally, struct complaint *complaint) {
    if (deck->ballots_cast != deck->ballot_count)
        complain(complaint, "BallotsCast is %u, but the deck has %u ballots", deck->ballots_cast, deck->ballot_count);
    for (uint32_t i = 0; i < deck->target_count; i++)
        compare(complaint, deck->contests[deck->candidates[i].contest].name, deck->candidates[i].name,
                deck->candidates[i].votes, tally->contests.votes[i]);
    for (uint32_t k = 0; k < deck->contest_count; k++)
        compare_contest(complaint, deck->contests[k].name, &deck->contests[k], deck->contests[k].votes_allowed,
                        tally->contests.undervotes[k], tally->contests.overvoted_ballots[k]);
    for (uint32_t p = 0; p < deck->party_count; p++)
        compare(complaint, deck->straight_name, deck->parties[p].name, deck->parties[p].votes, tally->parties[p]);
    compare_contest(complaint, deck->straight_name, &deck->straight_totals, 1, tally->undervotes,
                    tally->overvoted_ballots);
}

/* Counts all ballots; *counted is false when that is more work than the budget allows. */
static scr_result count(const struct deck *deck, struct budget *budget, struct scr_arena *arena, struct tally *tally,
                        bool *counted) {
    tally->contests.votes = scr_arena_alloc(arena, deck->target_count, sizeof(uint64_t));
    tally->contests.undervotes = scr_arena_alloc(arena, deck->contest_count, sizeof(uint64_t));
    tally->contests.overvoted_ballots = scr_arena_alloc(arena, deck->contest_count, sizeof(uint64_t));
    tally->parties = scr_arena_alloc(arena, deck->party_count, sizeof(uint64_t));
    *counted = true;
    if (!tally->contests.votes || !tally->contests.undervotes || !tally->contests.overvoted_ballots || !tally->parties)
        return (scr_result){SCR_MEMORY};
    for (uint32_t b = 0; b < deck->ballot_count && *counted; b++) {
        *counted = budget_spend(budget, (uint64_t)deck->target_count + deck->contest_count);
        if (*counted) count_ballot(deck, &deck->ballots[b], tally);
    }
    return scr_done();
}

scr_result deck_lat_22(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    struct scr_arena arena = {0};
    struct tally tally = {0};
    struct complaint complaint = {0};
    bool counted;
    struct budget budget = work_begin(surroundings->work);
    scr_result result = count(deck, &budget, &arena, &tally, &counted);
    const char *end = work_end(surroundings->work, &budget);
    if (!scr_failed(result) && !counted)
        result = findings_add(findings, "LAT-22", VERDICT_UNDECIDED,
                              "counting the ballots takes more work than --budget allows%s", end);
    else if (!scr_failed(result)) {
        compare_all(deck, &tally, &complaint);
        result = complaint_verdict(&complaint, findings, "LAT-22",
                                   "all expected totals and the ballots cast (%u) are what a recount gives",
                                   deck->ballot_count);
    }
    scr_arena_free(&arena);
    return result;
}

scr_result deck_lat_23(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct scr_arena arena = {0};
    struct complaint complaint = {0};
    uint32_t party;
    uint32_t *straight = scr_arena_alloc(&arena, deck->party_count, sizeof *straight);
    uint32_t *totals = scr_arena_alloc(&arena, deck->party_count, sizeof *totals);
    /* owner[t] is 1 + the party with total t */
    uint32_t *owner = scr_arena_alloc(&arena, (size_t)deck->ballot_count + 1, sizeof *owner);
    if (!straight || !totals || !owner) {
        scr_arena_free(&arena);
        return (scr_result){SCR_MEMORY};
    }
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        const struct deck_ballot *ballot = &deck->ballots[b];
        uint32_t parties = parties_marked(deck, ballot, &party);
        if (parties == 1) totals[party]++;
        if (ballot->kind != BALLOT_STRAIGHT) continue;
        if (parties == 1 && ballot->mark_count == 1)
            straight[party]++;
        else
            complain(&complaint, "ballot %u of kind straight does not mark one party and nothing else", b + 1);
    }
    for (uint32_t p = 0; p < deck->party_count; p++) {
        if (straight[p] < 2)
            complain(&complaint, "party %s has %u straight tickets instead of two or more",
                     shown(&complaint, deck->parties[p].name), straight[p]);
        if (owner[totals[p]])
            complain(&complaint, "parties %s and %s have the same total %u",
                     shown(&complaint, deck->parties[owner[totals[p]] - 1].name),
                     shown(&complaint, deck->parties[p].name), totals[p]);
        owner[totals[p]] = p + 1;
    }
    scr_arena_free(&arena);
    return complaint_verdict(&complaint, findings, "LAT-23",
                             "each of the %u parties has two or more straight tickets, and their totals differ",
                             deck->party_count);
}
