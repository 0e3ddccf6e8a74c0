/* statement_scales.c: whether the noise of each histogram is as wide as its share of the privacy loss needs: DPR-04. */
#include <inttypes.h>

#include "verify/release/statement.h"

uint64_t statement_sensitivity(const struct published_statement *statement, const struct measured_contest *contest,
                               enum histogram histogram) {
    uint64_t votes = contest->votes_allowed, options = 0;
    bool listed = true, ballots_cast = false;
    for (size_t i = 0; i < contest->option_count; i++) {
        enum option_kind kind = contest->options[i].kind;
        ballots_cast |= kind == OPTION_BALLOTS_CAST;
        options += kind != OPTION_BALLOTS_CAST;
        listed &= kind == OPTION_LISTED || kind == OPTION_BALLOTS_CAST;
    }
    /* The most that one ballot adds to the counts: a listed candidate gets one of its votes, a merged line may get all.
     */
    uint64_t most = listed && options < votes ? options : votes;
    if (histogram == HISTOGRAM_TOTAL) return most;
    if (!statement->add_remove) return options == 1 ? most : 2 * most;
    return (options == 1 ? most : votes) + ballots_cast;
}

void statement_check_scales(const struct published_statement *statement, struct complaint *complaint) {
    static const char *const histograms[] = {"options", "total"};
    for (size_t i = 0; i < statement->contest_count; i++) {
        const struct measured_contest *contest = &statement->contests[i];
        for (size_t j = 0; j < contest->share_count; j++) {
            const struct measured_share *share = &contest->shares[j];
            uint64_t sensitivity = statement_sensitivity(statement, contest, share->histogram);
            /* Below 2^31 times 2^30. */
            struct fraction scale = fraction_reduce(sensitivity * share->epsilon.q, share->epsilon.p);
            if (scale.p == share->scale.p && scale.q == share->scale.q) continue;
            complain(complaint,
                     "contest %s, level %" PRIu32 ", %s: the Scale is %s, but sensitivity %" PRIu64
                     " divided by Epsilon %s is %" PRIu64 "/%" PRIu64,
                     shown(complaint, contest->id), share->level, histograms[share->histogram], share->scale_text,
                     sensitivity, share->epsilon_text, scale.p, scale.q);
        }
    }
}
