/* plan_shares.c: each level's part of a contest's privacy loss. */
#include <string.h>

#include "gen/package/names.h"
#include "gen/release/plan.h"
#include "gen/release/split.h"

/* Weights of the two histograms are the squares of these, at most 4,096 (specification, section 14.3). */
#define WEIGHT_ROOT_MOST 64

struct sharing {
    const struct release_plan_request *request;
    struct release_fraction epsilon, total; /* total: the part of the histogram `total`, 0/1 for none */
    uint32_t exact_levels;
    struct scr_diagnosis *diagnosis;
};

static scr_result refuse(const struct sharing *s, const char *sentence) {
    return scr_refuse(s->diagnosis, SCR_USAGE, "release", "%s", sentence);
}

static scr_result refuse_contest(const struct sharing *s, const char *name, const char *sentence) {
    struct scr_arena words = {0};
    scr_result result =
        scr_refuse(s->diagnosis, SCR_USAGE, "release", "the contest %s %s", package_shown(&words, name), sentence);
    scr_arena_free(&words);
    return result;
}

static scr_result read_request(struct sharing *s) {
    static const char *const mechanisms[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};
    const struct release_plan_request *request = s->request;
    bool known = false;
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        known = known || !strcmp(request->mechanism, mechanisms[i]);
    if (!known) return refuse(s, "--mechanism is discrete-laplace, toydown, toydown-nonnegative or topdown");
    if (!request->epsilon || !release_fraction_parse(request->epsilon, &s->epsilon) || !s->epsilon.p)
        return refuse(s,
                      "--epsilon is a positive fraction such as 1/2, or a decimal such as 0.25, of at most nine digits "
                      "in each part");
    s->total = (struct release_fraction){0, 1};
    if (!request->total_share) return scr_done();
    if (!release_fraction_parse(request->total_share, &s->total) || !s->total.p || s->total.p >= s->total.q)
        return refuse(s, "--total-share is a fraction between 0 and 1");
    if (strcmp(request->mechanism, "topdown") || !s->exact_levels)
        return refuse(s, "--total-share goes with --mechanism topdown and an exact level");
    return request->ballots_cast ? refuse(s, "--total-share does not go with --ballots-cast") : scr_done();
}

/* epsilon * share * part, if it keeps the limits. */
static scr_result multiply(const struct sharing *s, const struct release_fraction *share, int64_t part_p,
                           int64_t part_q, struct release_fraction *product) {
    /* At most 10^27 each. */
    scr_result result = release_fraction_set(product, (release_wide)s->epsilon.p * share->p * part_p,
                                             (release_wide)s->epsilon.q * share->q * part_q);
    if (!scr_failed(result) && product->p <= MEASUREMENT_EPSILON_LIMIT && product->q <= MEASUREMENT_EPSILON_LIMIT)
        return result;
    return scr_failed(result) && result.code != SCR_LIMIT
               ? result
               : refuse(s, "a level's part of --epsilon would have more than nine digits; choose simpler fractions");
}

/* Both scales of a level, options d/s and total d'/s', must have a ratio of whole numbers up to 64 each. */
static scr_result check_weights(const struct sharing *s, const struct measurement_contest *contest,
                                enum measurement_adjacency adjacency, const struct release_fraction *options,
                                const struct release_fraction *total) {
    uint64_t of_options = measurement_sensitivity(adjacency, false, contest);
    uint64_t of_total = measurement_sensitivity(adjacency, true, contest);
    struct release_fraction ratio;
    if (!scr_failed(release_fraction_set(&ratio, (release_wide)of_total * (uint64_t)total->q * (uint64_t)options->p,
                                         (release_wide)of_options * (uint64_t)options->q * (uint64_t)total->p)) &&
        ratio.p <= WEIGHT_ROOT_MOST && ratio.q <= WEIGHT_ROOT_MOST)
        return scr_done();
    return refuse_contest(
        s, contest->name,
        "would weigh its two histograms by numbers above 4096; choose a simpler --total-share, such as "
        "1/5");
}

/* Sums of options that are known exactly leave nothing for the histogram `total` to say. */
static bool totals_bind(const struct measurement *m, const struct measurement_contest *contest, uint32_t level) {
    if (!contest->complete) return false;
    for (uint32_t u = contest->tree.level_begin[level - 1]; u < contest->tree.level_begin[level]; u++)
        if (m->units[contest->unit[u]].ballots == RETURNS_UNKNOWN) return false;
    return true;
}

static scr_result share_contest(const struct sharing *s, const struct measurement *m,
                                const struct measurement_contest *made, struct scr_arena *arena,
                                struct measurement_plan_contest *contest) {
    struct release_fraction split[RELEASE_LEVEL_LIMIT];
    SCR_TRY(release_split_shares(s->request->split, &made->tree, s->exact_levels, split, s->diagnosis));
    contest->shares = scr_arena_alloc(arena, 2 * (size_t)made->tree.levels, sizeof *contest->shares);
    if (!contest->shares) return (scr_result){SCR_MEMORY};
    for (uint32_t level = s->exact_levels + 1; level <= made->tree.levels; level++) {
        const struct release_fraction *share = &split[level - s->exact_levels - 1];
        if (!share->p && !strcmp(s->request->mechanism, "discrete-laplace")) continue;
        if (!share->p)
            return refuse(s, "a level without a share of --epsilon goes with --mechanism discrete-laplace only");
        struct measurement_share options = {.level = level}, total = {.level = level, .total = true};
        SCR_TRY(multiply(s, share, s->total.q - s->total.p, s->total.q, &options.epsilon));
        contest->shares[contest->share_count++] = options;
        if (!s->total.p) continue;
        if (totals_bind(m, made, level))
            return refuse_contest(s, made->name,
                                  "has exact totals from public turnout; --total-share would add nothing");
        SCR_TRY(multiply(s, share, s->total.p, s->total.q, &total.epsilon));
        SCR_TRY(check_weights(s, made, m->adjacency, &options.epsilon, &total.epsilon));
        contest->shares[contest->share_count++] = total;
    }
    return scr_done();
}

scr_result release_plan_shares(const struct release_plan_request *request, const struct measurement *skeleton,
                               struct scr_arena *arena, struct measurement_plan *plan,
                               struct scr_diagnosis *diagnosis) {
    struct sharing s = {.request = request, .exact_levels = plan->exact_levels, .diagnosis = diagnosis};
    SCR_TRY(read_request(&s));
    for (size_t i = 0; i < plan->contest_count; i++)
        SCR_TRY(share_contest(&s, skeleton, &skeleton->contests[i], arena, &plan->contests[i]));
    return scr_done();
}
