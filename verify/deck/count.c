/* count.c: counts a deck's ballots as a correct machine does and compares (LAT-03, LAT-04, LAT-05). */
#include <inttypes.h>

#include "verify/complaint.h"
#include "verify/deck/checks.h"

scr_result deck_recount(const struct deck *deck, struct scr_arena *arena, struct recount *recount) {
    recount->votes = scr_arena_alloc(arena, deck->target_count, sizeof *recount->votes);
    recount->undervotes = scr_arena_alloc(arena, deck->contest_count, sizeof *recount->undervotes);
    recount->overvoted_ballots = scr_arena_alloc(arena, deck->contest_count, sizeof *recount->overvoted_ballots);
    if (!recount->votes || !recount->undervotes || !recount->overvoted_ballots) return (scr_result){SCR_MEMORY};
    /* Every ballot starts as blank; marks then lower the undervotes: the work is that of the marks, not of ballots
     * times contests. At most 100,000 ballots of 10^9 votes allowed fit in 64 bits. */
    for (uint32_t k = 0; k < deck->contest_count; k++)
        recount->undervotes[k] = (uint64_t)deck->contests[k].votes_allowed * deck->ballot_count;
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        const struct deck_ballot *ballot = &deck->ballots[b];
        for (uint32_t begin = 0, end; begin < ballot->mark_count; begin = end) {
            uint32_t k = deck->candidates[ballot->marks[begin]].contest;
            uint32_t behind = deck->contests[k].first + deck->contests[k].count;
            for (end = begin; end < ballot->mark_count && ballot->marks[end] < behind; end++) continue;
            if (end - begin > deck->contests[k].votes_allowed) {
                recount->overvoted_ballots[k]++;
                recount->undervotes[k] -= deck->contests[k].votes_allowed;
                continue;
            }
            for (uint32_t i = begin; i < end; i++) recount->votes[ballot->marks[i]]++;
            recount->undervotes[k] -= end - begin;
        }
    }
    return scr_done();
}

scr_result deck_lat_03(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct scr_arena arena = {0};
    struct recount recount;
    struct complaint complaint = {0};
    scr_result result = deck_recount(deck, &arena, &recount);
    if (scr_failed(result)) goto end;
    if (deck->ballots_cast != deck->ballot_count)
        complain(&complaint, "BallotsCast is %u, but the deck has %u ballots", deck->ballots_cast, deck->ballot_count);
    for (uint32_t i = 0; i < deck->target_count; i++)
        if (deck->candidates[i].votes != recount.votes[i])
            complain(&complaint, "candidate %s in contest %s (target %u): expected total %u, recount %" PRIu64,
                     shown(&complaint, deck->candidates[i].name),
                     shown(&complaint, deck->contests[deck->candidates[i].contest].name), i + 1,
                     deck->candidates[i].votes, recount.votes[i]);
    result = complaint_verdict(&complaint, findings, "LAT-03",
                               "the %u expected totals and the ballots cast (%u) are what a recount gives",
                               deck->target_count, deck->ballot_count);
end:
    scr_arena_free(&arena);
    return result;
}

static void compare(struct complaint *complaint, const char *contest, const char *what, uint32_t printed,
                    uint64_t recount) {
    if (printed != recount)
        complain(complaint, "contest %s: %s %u, recount %" PRIu64, shown(complaint, contest), what, printed, recount);
}

scr_result deck_lat_04(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct scr_arena arena = {0};
    struct recount recount;
    struct complaint complaint = {0};
    scr_result result = deck_recount(deck, &arena, &recount);
    if (scr_failed(result)) goto end;
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        compare(&complaint, contest->name, "undervotes", contest->undervotes, recount.undervotes[k]);
        compare(&complaint, contest->name, "overvotes", contest->overvotes,
                contest->votes_allowed * recount.overvoted_ballots[k]);
        compare(&complaint, contest->name, "overvoted ballots", contest->overvoted_ballots,
                recount.overvoted_ballots[k]);
    }
    result = complaint_verdict(
        &complaint, findings, "LAT-04",
        "undervotes, overvotes and overvoted ballots of the %u contests are what a recount gives", deck->contest_count);
end:
    scr_arena_free(&arena);
    return result;
}

scr_result deck_lat_05(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct complaint complaint = {0};
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        const struct deck_ballot *ballot = &deck->ballots[b];
        if (ballot->kind != BALLOT_TEST) continue;
        uint32_t contest = UINT32_MAX, marks = 0;
        for (uint32_t i = 0; i < ballot->mark_count; i++) {
            uint32_t k = deck->candidates[ballot->marks[i]].contest;
            marks = k == contest ? marks + 1 : 1;
            contest = k;
            if (marks == deck->contests[k].votes_allowed + 1)
                complain(&complaint, "test ballot %u overvotes contest %s (votes allowed %u)", b + 1,
                         shown(&complaint, deck->contests[k].name), deck->contests[k].votes_allowed);
        }
    }
    return complaint_verdict(&complaint, findings, "LAT-05", "no test ballot overvotes a contest");
}
