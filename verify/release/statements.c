/* statements.c: what a release says about its guarantee and its accuracy, reckoned again from the statement (DPR-17).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/rational.h"
#include "verify/release/accuracy.h"
#include "verify/release/real.h"
#include "verify/release/release.h"

/* `times` the sum of the shares' Epsilons as text; the caller frees. */
static scr_result loss_text(const struct measured_contest *contest, int64_t times, struct scr_buffer *text) {
    struct scr_rational *sum = NULL, *share = NULL;
    scr_result result;
    SCR_TRY_OR(result, scr_rational_new(&sum), end);
    SCR_TRY_OR(result, scr_rational_new(&share), end);
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct fraction *epsilon = &contest->shares[i].epsilon;
        SCR_TRY_OR(result, scr_rational_set(share, (int64_t)epsilon->p * times, epsilon->q), end);
        SCR_TRY_OR(result, scr_rational_add(sum, sum, share), end);
    }
    result = scr_rational_print(sum, text);
end:
    scr_rational_free(sum);
    scr_rational_free(share);
    return result;
}

static scr_result compare_loss(struct contest_case *contest, const char *name, const char *claimed, int64_t times) {
    struct scr_buffer text = {0};
    scr_result result = scr_buffer_text(&text, "");
    if (!scr_failed(result) && times) result = loss_text(contest->contest, times, &text);
    if (!scr_failed(result) && strcmp(claimed, (const char *)text.data) != 0)
        complain(contest->complaint, "contest %s: %s is \"%s\" instead of \"%s\"",
                 shown(contest->complaint, contest->contest->id), name, claimed, (const char *)text.data);
    scr_buffer_free(&text);
    return result;
}

/* 1/(1+e^x) rounded down and e^x/(1+e^x) rounded up, in millionths; what lies within 10^-9 of a millionth may fall on
 * either side. */
static void check_posterior(struct contest_case *contest, int64_t times) {
    const struct claimed_guarantee *guarantee = &contest->claimed->guarantee;
    long double x = 0, slack = 1e-3L;
    for (size_t i = 0; i < contest->contest->share_count; i++)
        x += (long double)contest->contest->shares[i].epsilon.p / (long double)contest->contest->shares[i].epsilon.q;
    long double small = real_exp_minus(x * (long double)times), low = 1000000 * small / (1 + small);
    long double high = 1000000 - low;
    /* High is 1 only in the limit: rounded up it is 1000000 from the last millionth on. */
    bool fine = guarantee->low <= low + slack && guarantee->low + 1 > low - slack && guarantee->high >= high - slack &&
                guarantee->high < high + 1 + slack;
    if (!fine)
        complain(contest->complaint,
                 "contest %s: PosteriorLow and PosteriorHigh are %" PRIu32 " and %" PRIu32
                 " millionths, not those of the losses (%.3Lf rounded down, %.3Lf rounded up)",
                 shown(contest->complaint, contest->contest->id), guarantee->low, guarantee->high, low, high);
}

static void check_error(struct contest_case *contest, const struct measured_share *share, const char *name,
                        accuracy_tail *tail, uint64_t claimed) {
    if (!accuracy_is_least(tail, &share->scale, claimed))
        complain(contest->complaint, "contest %s, level %s: %s is %" PRIu64 " instead of %" PRIu64,
                 shown(contest->complaint, contest->contest->id),
                 shown(contest->complaint, contest->statement->levels[share->level - 1].name), name, claimed,
                 accuracy_least(tail, &share->scale));
}

/* One for each Share options, in the order of the levels. */
static void check_accuracies(struct contest_case *contest) {
    size_t next = 0, lost = 0;
    for (size_t level = 1; level <= contest->statement->level_count; level++) {
        const struct measured_share *share = release_share(contest->contest, level, HISTOGRAM_OPTIONS);
        if (!share) continue;
        const struct claimed_accuracy *claim = &contest->claimed->accuracies[next];
        if (next >= contest->claimed->accuracy_count || claim->level != level) {
            lost = level;
            break;
        }
        check_error(contest, share, "CountError95", accuracy_count_tail, claim->count_error);
        check_error(contest, share, "MarginError95", accuracy_margin_tail, claim->margin_error);
        next++;
    }
    if (lost)
        complain(contest->complaint, "contest %s: no Accuracy in its place for level %s",
                 shown(contest->complaint, contest->contest->id),
                 shown(contest->complaint, contest->statement->levels[lost - 1].name));
    else if (next < contest->claimed->accuracy_count)
        complain(contest->complaint, "contest %s: an Accuracy for level %" PRIu32 ", which has no Share \"options\"",
                 shown(contest->complaint, contest->contest->id), contest->claimed->accuracies[next].level);
}

/* For each row of `level` how many rows of `lowest` are below it: the greatest such number. */
static size_t most_units(const struct shape *shape, size_t level, size_t lowest) {
    size_t most = 0;
    for (size_t row = 0; row < shape->level[level - 1].rows; row++) {
        size_t first = row, end = row + 1;
        for (size_t at = level; at < lowest; at++) {
            first = shape->level[at - 1].first[first];
            end = shape->level[at - 1].first[end];
        }
        if (end - first > most) most = end - first;
    }
    return most;
}

static void check_sum(struct contest_case *contest, const struct claimed_sum *claim,
                      const struct measured_share *share) {
    size_t units = most_units(contest->shape, claim->level, share->level);
    long double deviation = accuracy_deviation(&share->scale, units);
    long double claimed = (long double)claim->deviation_thousandths / 1000, difference = claimed - deviation;
    /* Half of the last digit, and what may fall on either side. */
    long double most = 0.0005L + 1e-9L + deviation * 1e-15L;
    /* 1.96 times the number as written, rounded up: whole numbers only. */
    uint64_t error =
        claim->deviation_thousandths / 100000 * 196 + (claim->deviation_thousandths % 100000 * 196 + 99999) / 100000;
    const char *id = shown(contest->complaint, contest->contest->id);
    const char *level = shown(contest->complaint, contest->statement->levels[claim->level - 1].name);
    if (claim->units != units)
        complain(contest->complaint, "contest %s, level %s: Units is %" PRIu32 " instead of %zu", id, level,
                 claim->units, units);
    if (difference > most || difference < -most)
        complain(contest->complaint, "contest %s, level %s: StandardDeviation is %.3Lf instead of %.3Lf", id, level,
                 claimed, deviation);
    if (claim->error != error)
        complain(contest->complaint, "contest %s, level %s: Error95 of sums is %" PRIu64 " instead of %" PRIu64, id,
                 level, claim->error, error);
}

static void check_sums(struct contest_case *contest) {
    const struct claimed_contest *claimed = contest->claimed;
    const struct measured_share *lowest = NULL;
    for (size_t level = 1; level <= contest->statement->level_count; level++) {
        const struct measured_share *share = release_share(contest->contest, level, HISTOGRAM_OPTIONS);
        if (share) lowest = share;
    }
    size_t count = lowest ? lowest->level : 0;
    bool ordered = claimed->sum_count == count;
    for (size_t i = 0; ordered && i < count; i++) ordered = claimed->sums[i].level == i + 1;
    if (!ordered)
        complain(contest->complaint, "contest %s: SumAccuracy must stand once for each level from the first to %zu",
                 shown(contest->complaint, contest->contest->id), count);
    for (size_t i = 0; ordered && i < count; i++) check_sum(contest, &claimed->sums[i], lowest);
}

static scr_result check_contest(struct contest_case *contest, void *context) {
    const struct published_statement *statement = contest->statement;
    int64_t once = statement->add_remove ? 2 : 1;
    (void)context;
    SCR_TRY(compare_loss(contest, "Epsilon", contest->claimed->guarantee.epsilon, statement->exact_levels ? 0 : 1));
    SCR_TRY(compare_loss(contest, "ExchangeEpsilon", contest->claimed->guarantee.exchange_epsilon, 2 * once));
    check_posterior(contest, statement->exact_levels ? 2 * once : once);
    check_accuracies(contest);
    check_sums(contest);
    return scr_done();
}

scr_result release_add_dpr17(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    scr_result result = release_each_contest(release, false, &complaint, NULL, check_contest, NULL);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return complaint_verdict(&complaint, findings, "DPR-17",
                             "the guarantee and the errors are those of the scales that the statement has");
}
