/* override.c: the ballots that a straight-party deck must have besides its straight tickets (LAT-24). */
#include <string.h>

#include "verify/complaint.h"
#include "verify/deck/checks.h"

/* Candidates of `party` in a contest. */
static uint32_t standing(const struct deck *deck, const struct deck_contest *contest, const char *party) {
    uint32_t count = 0;
    for (uint32_t t = contest->first; t < contest->first + contest->count; t++)
        count += !strcmp(deck->candidates[t].party, party);
    return count;
}

/* No party has more candidates in a contest than votes allowed; stands[p]: party p has a candidate. False: budget. */
static bool check_parties(const struct deck *deck, struct budget *budget, bool *stands, struct complaint *complaint) {
    for (uint32_t p = 0; p < deck->party_count; p++) {
        if (!budget_spend(budget, (uint64_t)deck->target_count + deck->contest_count)) return false;
        for (uint32_t k = 0; k < deck->contest_count; k++) {
            const struct deck_contest *contest = &deck->contests[k];
            uint32_t candidates = standing(deck, contest, deck->parties[p].party);
            if (candidates) stands[p] = true;
            if (candidates > contest->votes_allowed)
                complain(complaint, "party %s has %u candidates in contest %s, where %u votes are allowed",
                         shown(complaint, deck->parties[p].name), candidates, shown(complaint, contest->name),
                         contest->votes_allowed);
        }
    }
    return true;
}

/* What an override ballot marks in one contest, where it marks anything. */
static void check_override_contest(const struct deck *deck, uint32_t b, uint32_t k, const char *party,
                                   const uint32_t *marks, uint32_t count, bool *overrides,
                                   struct complaint *complaint) {
    const struct deck_contest *contest = &deck->contests[k];
    uint32_t wanted = contest->count < contest->votes_allowed ? contest->count : contest->votes_allowed;
    bool other = false;
    if (count != wanted)
        complain(complaint, "the override ballot %u marks %u candidates of contest %s instead of %u", b + 1, count,
                 shown(complaint, contest->name), wanted);
    for (uint32_t i = 0; i < count; i++) other |= strcmp(deck->candidates[marks[i]].party, party) != 0;
    if (other && count == contest->votes_allowed && standing(deck, contest, party)) *overrides = true;
}

/* *party is the one that the ballot overrides; false when the ballot is not in the form asked for. */
static bool check_override(const struct deck *deck, uint32_t b, uint32_t *party, struct complaint *complaint) {
    const struct deck_ballot *ballot = &deck->ballots[b];
    uint32_t last = ballot->mark_count;
    bool overrides = false;
    if (!last || ballot->marks[last - 1] < deck->target_count ||
        (last > 1 && ballot->marks[last - 2] >= deck->target_count)) {
        complain(complaint, "the override ballot %u does not mark exactly one party", b + 1);
        return false;
    }
    *party = ballot->marks[last - 1] - deck->target_count;
    for (uint32_t begin = 0, end; begin < last - 1; begin = end) {
        uint32_t k = deck->candidates[ballot->marks[begin]].contest;
        uint32_t behind = deck->contests[k].first + deck->contests[k].count;
        for (end = begin; end < last - 1 && ballot->marks[end] < behind; end++) continue;
        check_override_contest(deck, b, k, deck->parties[*party].party, ballot->marks + begin, end - begin, &overrides,
                               complaint);
    }
    if (!overrides)
        complain(complaint, "the override ballot %u votes against its party %s in no contest", b + 1,
                 shown(complaint, deck->parties[*party].name));
    return overrides;
}

static void check_special(const struct deck *deck, uint32_t b, struct complaint *complaint) {
    const struct deck_ballot *ballot = &deck->ballots[b];
    if (ballot->kind == BALLOT_TWO_PARTIES && (ballot->mark_count != 2 || ballot->marks[0] < deck->target_count))
        complain(complaint, "ballot %u does not mark two parties and nothing else", b + 1);
    if (ballot->kind == BALLOT_NO_MARK && ballot->mark_count)
        complain(complaint, "the blank ballot %u has %u marks", b + 1, ballot->mark_count);
    if (ballot->kind == BALLOT_ALL_MARKED && ballot->mark_count != deck->target_count + deck->party_count)
        complain(complaint, "ballot %u marks %u of %u targets instead of all", b + 1, ballot->mark_count,
                 deck->target_count + deck->party_count);
}

static void check_one_of_each(const uint32_t kinds[], struct complaint *complaint) {
    static const struct {
        enum ballot_kind kind;
        const char *name;
    } wanted[] = {{BALLOT_TWO_PARTIES, "two-parties"}, {BALLOT_NO_MARK, "blank"}, {BALLOT_ALL_MARKED, "all"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (kinds[wanted[i].kind] != 1)
            complain(complaint, "there are %u ballots of kind %s instead of one", kinds[wanted[i].kind],
                     wanted[i].name);
}

scr_result deck_lat_24(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    struct scr_arena arena = {0};
    struct complaint complaint = {0};
    struct budget budget = work_begin(surroundings->work);
    uint32_t party, kinds[BALLOT_ALL_MARKED + 1] = {0};
    bool *stands = scr_arena_alloc(&arena, deck->party_count, sizeof *stands);
    bool *overridden = scr_arena_alloc(&arena, deck->party_count, sizeof *overridden);
    bool enough = stands && overridden && check_parties(deck, &budget, stands, &complaint);
    for (uint32_t b = 0; enough && b < deck->ballot_count; b++) {
        kinds[deck->ballots[b].kind]++;
        check_special(deck, b, &complaint);
        if (deck->ballots[b].kind != BALLOT_OVERRIDE) continue;
        enough = budget_spend(&budget, deck->target_count);
        if (enough && check_override(deck, b, &party, &complaint)) overridden[party] = true;
    }
    const char *end = work_end(surroundings->work, &budget);
    check_one_of_each(kinds, &complaint);
    for (uint32_t p = 0; enough && p < deck->party_count; p++)
        if (stands[p] && !overridden[p])
            complain(&complaint, "no override ballot votes against party %s", shown(&complaint, deck->parties[p].name));
    scr_result result = stands && overridden ? scr_done() : (scr_result){SCR_MEMORY};
    scr_arena_free(&arena);
    if (scr_failed(result) || !enough) {
        complaint_free(&complaint);
        return scr_failed(result) ? result
                                  : findings_add(findings, "LAT-24", VERDICT_UNDECIDED,
                                                 "looking at the ballots takes more work than --budget allows%s", end);
    }
    return complaint_verdict(&complaint, findings, "LAT-24",
                             "the ballots with overrides, two parties, no mark and every mark are there");
}
