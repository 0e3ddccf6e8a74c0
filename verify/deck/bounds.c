/* bounds.c: the certificates BoundL1, BoundL2 and BoundL3. */
#include "verify/deck/bounds.h"

#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/deck/checks.h"
#include "verify/deck/subsets.h"

static scr_result name(struct scr_buffer *why, const char *text) { return scr_text_quoted(why, text); }

/* max(n - 1 + m, ceil((n(n+1)/2 - (1-m)n) / v)), 0 when that is below 0. n is at most 1,000. */
static uint64_t l1(const struct deck_contest *contest, bool m) {
    uint64_t n = contest->count, v = contest->votes_allowed;
    uint64_t distinct = n - 1 + m;
    uint64_t sum = n * (n + 1) / 2 - (m ? 0 : n); /* n >= 1: not below 0 */
    uint64_t marks = sum / v + (sum % v != 0);
    return distinct > marks ? distinct : marks;
}

scr_result bound_l1(const struct deck *deck, struct budget *budget, enum verdict *verdict, struct scr_buffer *why) {
    (void)budget;
    const struct deck_contest *contest = NULL;
    *verdict = VERDICT_REFUTED;
    for (uint32_t k = 0; k < deck->contest_count && !contest; k++)
        if (!strcmp(deck->contests[k].id, deck->length.contest_id)) contest = &deck->contests[k];
    if (!contest) {
        SCR_TRY(scr_buffer_text(why, "the certificate names contest "));
        SCR_TRY(name(why, deck->length.contest_id));
        return scr_buffer_text(why, ", which the ballot style does not have");
    }
    if (deck->length.lower_bound == 0) {
        *verdict = VERDICT_HOLDS;
        return scr_buffer_text(why, "a lower bound of 0 needs no proof");
    }
    uint64_t bound = l1(contest, deck->each_candidate);
    if (bound == deck->length.lower_bound) *verdict = VERDICT_HOLDS;
    SCR_TRY(scr_buffer_print(why, "%" PRIu64 " ballots are needed for %u different totals in contest ", bound,
                             contest->count));
    SCR_TRY(name(why, contest->name));
    SCR_TRY(scr_buffer_print(why, " (votes allowed %u)", contest->votes_allowed));
    if (*verdict == VERDICT_HOLDS) return scr_done();
    return scr_buffer_print(why, ", but LowerBound is %u", deck->length.lower_bound);
}

scr_result bound_l2(const struct deck *deck, struct budget *budget, enum verdict *verdict, struct scr_buffer *why) {
    (void)budget;
    int64_t candidates = 0;
    for (uint32_t k = 0; k < deck->contest_count; k++)
        if (!deck_competitive(&deck->contests[k])) candidates += deck->contests[k].count;
    int64_t bound = candidates - 1 + deck->each_candidate;
    if (bound < 0) bound = 0;
    *verdict = bound == deck->length.lower_bound ? VERDICT_HOLDS : VERDICT_REFUTED;
    SCR_TRY(scr_buffer_print(why,
                             "%" PRId64 " ballots are needed for different totals of the %" PRId64
                             " candidates in contests where nobody can lose",
                             bound, candidates));
    if (*verdict == VERDICT_HOLDS) return scr_done();
    return scr_buffer_print(why, ", but LowerBound is %u", deck->length.lower_bound);
}

scr_result bound_l3(const struct deck *deck, struct budget *budget, enum verdict *verdict, struct scr_buffer *why) {
    const struct deck_length *length = &deck->length;
    uint32_t n = length->candidates, v = length->votes_allowed;
    uint64_t contests = 0, sets;
    *verdict = VERDICT_REFUTED;
    for (uint32_t k = 0; k < deck->contest_count; k++)
        contests += deck->contests[k].count == n && deck->contests[k].votes_allowed == v && n > v;
    if (!contests)
        return scr_buffer_print(why,
                                "the ballot style has no contest of %u candidates and %u votes allowed that is "
                                "competitive",
                                n, v);
    if (length->lower_bound == 0)
        return scr_buffer_text(why, "a lower bound of 0 needs no proof, and is given with BoundL1");
    int64_t b = (int64_t)length->lower_bound - 1;
    const struct subsets subsets = {
        .size = n, .low = deck->each_candidate, .high = b, .most = (uint64_t)v * (uint64_t)b};
    bool decided;
    SCR_TRY(total_sets_count(&subsets, contests, budget, &sets, &decided));
    if (!decided) {
        *verdict = VERDICT_UNDECIDED;
        return scr_buffer_text(why, "the budget of work ended while sets of totals were counted");
    }
    if (sets < contests) *verdict = VERDICT_HOLDS;
    return scr_buffer_print(why,
                            "%" PRIu64 " contests have %u candidates and %u votes allowed, and %" PRId64
                            " ballots give %s%" PRIu64 " different sets of totals",
                            contests, n, v, b, sets < contests ? "only " : "at least ", sets);
}
