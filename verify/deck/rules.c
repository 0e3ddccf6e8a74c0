/* rules.c: the legal rules, the assumptions and the stated length of a deck (LAT-06 to LAT-09, LAT-13). */
#include <string.h>

#include "verify/complaint.h"
#include "verify/deck/checks.h"

scr_result deck_lat_06(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct scr_arena arena = {0};
    struct complaint complaint = {0};
    if (!deck->each_candidate) return scr_done();
    bool *marked = scr_arena_alloc(&arena, deck->target_count, sizeof *marked);
    if (!marked) return (scr_result){SCR_MEMORY};
    for (uint32_t b = 0; b < deck->ballot_count; b++)
        for (uint32_t i = 0; deck->ballots[b].kind == BALLOT_TEST && i < deck->ballots[b].mark_count; i++)
            marked[deck->ballots[b].marks[i]] = true;
    for (uint32_t i = 0; i < deck->target_count; i++)
        if (!marked[i])
            complain(&complaint, "no test ballot marks candidate %s in contest %s (target %u)",
                     shown(&complaint, deck->candidates[i].name),
                     shown(&complaint, deck->contests[deck->candidates[i].contest].name), i + 1);
    scr_arena_free(&arena);
    return complaint_verdict(&complaint, findings, "LAT-06", "each of the %u candidates is marked on a test ballot",
                             deck->target_count);
}

/* Rule "all" wants `marks` of every contest to be all its candidates; rule "exact" v+1 where there are more than v. */
static void check_overvote_ballot(const struct deck *deck, uint32_t b, struct complaint *complaint) {
    const struct deck_ballot *ballot = &deck->ballots[b];
    uint32_t position = 0;
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        uint32_t marks = 0, wanted = contest->count;
        while (position < ballot->mark_count && ballot->marks[position] < contest->first + contest->count)
            position++, marks++;
        if (deck->overvote == OVERVOTE_EXACT) wanted = deck_competitive(contest) ? contest->votes_allowed + 1 : 0;
        if (marks != wanted)
            complain(complaint, "the overvote ballot %u marks %u targets of contest %s instead of %u", b + 1, marks,
                     shown(complaint, contest->name), wanted);
    }
}

scr_result deck_lat_07(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    static const char *const said[] = {
        "no overvote ballot is asked for and there is none",
        "the overvote ballot marks every target",
        ("the overvote ballot marks one more than the votes allowed in each contest where that is possible, nothing "
         "elsewhere"),
    };
    struct complaint complaint = {0};
    uint32_t count = 0, wanted = deck->overvote == OVERVOTE_NONE ? 0 : 1;
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        if (deck->ballots[b].kind != BALLOT_OVERVOTE) continue;
        count++;
        if (wanted) check_overvote_ballot(deck, b, &complaint);
    }
    if (count != wanted) complain(&complaint, "there are %u overvote ballots, the rule asks for %u", count, wanted);
    return complaint_verdict(&complaint, findings, "LAT-07", "%s", said[deck->overvote]);
}

scr_result deck_lat_08(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct complaint complaint = {0};
    uint32_t count = 0;
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        if (deck->ballots[b].kind != BALLOT_BLANK) continue;
        count++;
        if (deck->ballots[b].mark_count)
            complain(&complaint, "the blank ballot %u has %u marks", b + 1, deck->ballots[b].mark_count);
    }
    if (count != deck->blank_ballots)
        complain(&complaint, "there are %u blank ballots, the rule asks for %u", count, deck->blank_ballots);
    return complaint_verdict(&complaint, findings, "LAT-08", "blank ballots asked for: %u, present: %u",
                             deck->blank_ballots, count);
}

/* Some contest has two or more covered write-in lines. */
static bool has_several_lines(const struct deck *deck) {
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        uint32_t lines = 0;
        for (uint32_t i = 0; i < deck->contests[k].count; i++)
            lines += !strcmp(deck->candidates[deck->contests[k].first + i].kind, "write-in");
        if (lines > 1) return true;
    }
    return false;
}

/* The ballot style has a party-line option, whose targets no test deck marks. */
static bool leaves_parties_out(const struct deck *deck) {
    for (size_t i = 0; i < deck->uncovered_count; i++)
        if (!strcmp(deck->uncovered[i].reason, "straight-party")) return true;
    return false;
}

static void compare_assumption(struct complaint *complaint, const char *name, bool listed, bool needed) {
    if (listed && !needed) complain(complaint, "the assumption %s is listed but not needed", name);
    if (!listed && needed) complain(complaint, "the assumption %s is needed but not listed", name);
}

scr_result deck_lat_09(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    struct complaint complaint = {0};
    bool signal = deck->overvote == OVERVOTE_EXACT, lines = has_several_lines(deck);
    bool parties = leaves_parties_out(deck);
    compare_assumption(&complaint, "tape-per-style", deck->assumes_tape_per_style, true);
    compare_assumption(&complaint, "overvote-signal", deck->assumes_overvote_signal, signal);
    compare_assumption(&complaint, "write-in-lines-counted-apart", deck->assumes_lines_apart, lines);
    compare_assumption(&complaint, "straight-party-totals-read-zero", deck->assumes_party_totals, parties);
    if (!deck->assumptions_ordered) complain(&complaint, "the assumptions are out of order or listed twice");
    return complaint_verdict(&complaint, findings, "LAT-09", "the assumptions listed are those needed: %s%s%s%s",
                             "tape-per-style", signal ? ", overvote-signal" : "",
                             lines ? ", write-in-lines-counted-apart" : "",
                             parties ? ", straight-party-totals-read-zero" : "");
}

scr_result deck_lat_13(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    (void)surroundings;
    static const char *const claims[] = {"minimal", "gap", "none"};
    const struct deck_length *length = &deck->length;
    struct complaint complaint = {0};
    uint32_t count = 0;
    for (uint32_t b = 0; b < deck->ballot_count; b++) count += deck->ballots[b].kind == BALLOT_TEST;
    if (length->test_ballots != count)
        complain(&complaint, "TestBallots is %u, but %u ballots are of kind test", length->test_ballots, count);
    if (!strcmp(deck->method, "swap-safe") != (length->claim != LENGTH_NONE))
        complain(&complaint, "the method %s may not claim %s", deck->method, claims[length->claim]);
    if (length->claim == LENGTH_MINIMAL && length->test_ballots != length->lower_bound)
        complain(&complaint, "%u test ballots are claimed to be minimal, but the lower bound is %u",
                 length->test_ballots, length->lower_bound);
    if (length->claim == LENGTH_GAP && length->test_ballots <= length->lower_bound)
        complain(&complaint, "a gap is claimed, but the deck has %u test ballots and the lower bound is %u",
                 length->test_ballots, length->lower_bound);
    /* What is said of shorter decks is proved by LAT-12 or not at all. */
    bool proved = findings_verdict(findings, "LAT-12") == VERDICT_HOLDS;
    if (!complaint.count && length->claim == LENGTH_GAP)
        return findings_add(findings, "LAT-13", VERDICT_UNDECIDED,
                            "the deck has %u test ballots and none with fewer than %u exists%s; whether one of %u to "
                            "%u exists is not known",
                            length->test_ballots, length->lower_bound,
                            proved ? "" : ", as it claims (LAT-12 does not prove it)", length->lower_bound,
                            length->test_ballots - 1);
    if (length->claim == LENGTH_NONE)
        return complaint_verdict(&complaint, findings, "LAT-13",
                                 "%u test ballots; nothing is claimed about shorter decks", count);
    return complaint_verdict(&complaint, findings, "LAT-13",
                             proved ? "%u test ballots: the shortest possible"
                                    : "%u test ballots, as claimed; that no shorter deck exists is not proved (LAT-12)",
                             count);
}
