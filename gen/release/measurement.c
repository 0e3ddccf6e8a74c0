/* measurement.c: contests of a measurement: options, scales, structural zeros and the true counts of every level. */
#include "gen/release/measurement.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"
#include "gen/release/measurement_options.h"
#include "gen/release/measurement_units.h"
#include "gen/release/measurement_zeros.h"
#include "scrutineer/rational.h"

struct making {
    const struct returns *returns;
    const struct measurement_plan *plan;
    struct measurement *measurement;
    struct scr_diagnosis *diagnosis;
    bool *reports, *is_total; /* [unit_count of the returns] */
    uint32_t *leaf_of;        /* [unit_count of the returns] index in measurement.units */
    size_t *order;            /* options of the contest at hand, by measurement_option_order */
    uint32_t *own;            /* [tree.units] unit of the contest's tree, RETURNS' absent: UINT32_MAX */
};

void measurement_free(struct measurement *measurement) {
    for (size_t i = 0; measurement->contests && i < measurement->contest_count; i++) {
        struct measurement_contest *contest = &measurement->contests[i];
        if (contest->counts)
            OPENSSL_cleanse(contest->counts,
                            (size_t)contest->tree.units * contest->option_count * sizeof *contest->counts);
        free(contest->counts);
    }
    scr_arena_free(&measurement->arena);
    *measurement = (struct measurement){0};
}

const char *measurement_kind_name(enum measurement_kind kind) {
    static const char *const names[] = {"listed", "write-in", "other", "undervotes", "overvotes", "ballots-cast"};
    return names[kind];
}

const char *measurement_adjacency_name(enum measurement_adjacency adjacency) {
    return adjacency == MEASUREMENT_SUBSTITUTE ? "substitute" : "add-remove";
}

uint64_t measurement_sensitivity(enum measurement_adjacency adjacency, bool total,
                                 const struct measurement_contest *contest) {
    uint32_t options = 0, ballots_cast = 0;
    bool all_listed = true;
    for (uint32_t i = 0; i < contest->option_count; i++) {
        bool cast = contest->options[i].kind == MEASUREMENT_BALLOTS_CAST;
        ballots_cast += cast;
        options += !cast;
        all_listed = all_listed && (cast || contest->options[i].kind == MEASUREMENT_LISTED);
    }
    uint64_t votes = contest->votes_allowed;
    /* Undervotes, overvotes and lines that merge several can hold all votes of one ballot. */
    uint64_t most = all_listed && options < votes ? options : votes;
    if (total) return most;
    if (adjacency == MEASUREMENT_SUBSTITUTE) return options == 1 ? most : 2 * most;
    return (options == 1 ? most : votes) + ballots_cast;
}

scr_result measurement_epsilon(const struct measurement_share *shares, size_t count, struct scr_rational *sum) {
    struct scr_rational *one = NULL;
    scr_result result = scr_rational_new(&one);
    if (!scr_failed(result)) result = scr_rational_set(sum, 0, 1);
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        result = scr_rational_set(one, shares[i].epsilon.p, (uint64_t)shares[i].epsilon.q);
        if (!scr_failed(result)) result = scr_rational_add(sum, sum, one);
    }
    scr_rational_free(one);
    return result;
}

static scr_result refuse(const struct making *making, enum scr_code code, const char *contest, const char *sentence) {
    struct scr_arena words = {0};
    scr_result result =
        scr_refuse(making->diagnosis, code, "release", "the contest %s %s", package_shown(&words, contest), sentence);
    scr_arena_free(&words);
    return result;
}

static scr_result copy(struct making *making, const char *text, const char **kept) {
    *kept = scr_arena_copy(&making->measurement->arena, text, strlen(text));
    return *kept ? scr_done() : (scr_result){SCR_MEMORY};
}

static scr_result find_contest(const struct making *making, const struct measurement_plan_contest *planned,
                               size_t *found) {
    for (size_t i = 0; i < making->returns->contest_count; i++)
        if (!strcmp(making->returns->contests[i].name, planned->name)) {
            *found = i;
            return scr_done();
        }
    return refuse(making, SCR_INPUT, planned->name, "is not in the precinct returns");
}

/* `order` gets the contest's options of the returns by their number in the measurement. */
static scr_result take_options(struct making *making, const struct measurement_plan_contest *planned,
                               const struct returns_contest *source, struct measurement_contest *contest) {
    size_t count = source->option_count + planned->ballots_cast;
    if (count > MEASUREMENT_OPTIONS_MOST) return refuse(making, SCR_LIMIT, planned->name, "has more than 1000 options");
    contest->options = scr_arena_alloc(&making->measurement->arena, count, sizeof *contest->options);
    if (!contest->options) return (scr_result){SCR_MEMORY};
    SCR_TRY(measurement_option_order(source, planned->definition, &making->measurement->arena, &making->order));
    contest->option_count = (uint32_t)count;
    for (size_t i = 0; i < source->option_count; i++) {
        const struct returns_option *option = &source->options[making->order[i]];
        contest->options[i].kind = measurement_option_kind(option->kind);
        contest->options[i].id = scr_arena_print(&making->measurement->arena, "%zu", i + 1);
        const char *name = *option->party
                               ? scr_arena_print(&making->measurement->arena, "%s (%s)", option->name, option->party)
                               : option->name;
        if (!contest->options[i].id || !name) return (scr_result){SCR_MEMORY};
        if (strlen(name) > 2000) name = option->name;
        SCR_TRY(copy(making, name, &contest->options[i].name));
    }
    if (planned->ballots_cast)
        contest->options[count - 1] =
            (struct measurement_option){"ballots-cast", "Ballots cast", MEASUREMENT_BALLOTS_CAST};
    return scr_done();
}

/* The contest's own tree: the leaves in which it has a row, and all above them. */
static scr_result take_tree(struct making *making, size_t index, struct measurement_contest *contest) {
    const struct returns_contest *source = &making->returns->contests[index];
    const struct returns_row *rows = making->returns->rows + source->first_row;
    struct measurement *m = making->measurement;
    uint32_t *own = making->own, count = 0;
    memset(own, 0xFF, m->tree.units * sizeof *own);
    for (size_t i = 0; i < source->row_count; i++)
        for (uint32_t at = making->leaf_of[rows[i].unit]; !making->is_total[rows[i].unit] && own[at] == UINT32_MAX;
             at = m->units[at].parent)
            own[at] = 0;
    for (uint32_t u = 0; u < m->tree.units; u++) count += own[u] != UINT32_MAX;
    uint32_t *unit = scr_arena_alloc(&m->arena, count, sizeof *unit);
    uint32_t *parent = scr_arena_alloc(&m->arena, count, sizeof *parent);
    if (!unit || !parent) return (scr_result){SCR_MEMORY};
    for (uint32_t u = 0, next = 0; u < m->tree.units; u++) {
        if (own[u] == UINT32_MAX) continue;
        own[u] = next;
        unit[next] = u;
        parent[next] = next ? own[m->units[u].parent] : 0;
        next++;
    }
    contest->unit = unit;
    SCR_TRY(release_hierarchy_build(&m->arena, parent, count, &contest->tree, making->diagnosis));
    uint32_t first = contest->tree.level_begin[m->tree.levels - 1], below = m->tree.level_begin[m->tree.levels - 1];
    uint32_t *numbers = scr_arena_alloc(&m->arena, count - first, sizeof *numbers);
    if (!numbers) return (scr_result){SCR_MEMORY};
    for (uint32_t i = first; i < count; i++) numbers[i - first] = unit[i] - below;
    scr_result result = measurement_ranges(&m->arena, numbers, count - first, &contest->units);
    return result.code == SCR_LIMIT ? refuse(making, SCR_LIMIT, contest->name,
                                             "is in units too scattered to be listed: over 60000 characters")
                                    : result;
}

static scr_result take_counts(struct making *making, size_t index, struct measurement_contest *contest) {
    const struct returns_contest *source = &making->returns->contests[index];
    struct measurement *m = making->measurement;
    size_t options = contest->option_count;
    contest->counts = calloc((size_t)contest->tree.units * options, sizeof *contest->counts);
    if (!contest->counts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < source->row_count; i++) {
        const struct returns_row *row = &making->returns->rows[source->first_row + i];
        if (making->is_total[row->unit]) continue;
        int64_t *counts = contest->counts + making->own[making->leaf_of[row->unit]] * options;
        for (size_t k = 0; k < source->option_count; k++) counts[k] += (int64_t)row->votes[making->order[k]];
    }
    if (source->option_count < options)
        for (uint32_t u = contest->tree.level_begin[m->tree.levels - 1]; u < contest->tree.units; u++) {
            uint64_t cast = m->units[contest->unit[u]].cast;
            if (cast == RETURNS_UNKNOWN)
                return refuse(making, SCR_INPUT, contest->name,
                              "is to be released with ballots cast, which the returns do not have for all its units");
            contest->counts[u * options + options - 1] = (int64_t)cast;
        }
    for (uint32_t u = contest->tree.units; u-- > 1;)
        for (size_t k = 0; k < options; k++)
            contest->counts[contest->tree.parent[u] * options + k] += contest->counts[u * options + k];
    /* Fewer than 2^28 numbers below 2^30 each are below 2^58; what is published is at most 2^40. */
    for (size_t k = 0; k < options; k++)
        if (contest->counts[k] > RELEASE_COUNT_LIMIT / 2)
            return refuse(making, SCR_LIMIT, contest->name, "has more votes than a release can hold");
    return scr_done();
}

/* Whether undervotes and overvotes are counted and turnout is public wherever the contest is; an upper unit must not
 * have ballots of precincts without it. Never a function of counts: who reads the answer learns nothing of them. */
static bool is_complete(const struct making *making, const struct measurement_contest *contest) {
    const struct measurement *m = making->measurement;
    bool undervotes = false, overvotes = false;
    for (size_t k = 0; k < contest->option_count; k++) {
        undervotes = undervotes || contest->options[k].kind == MEASUREMENT_UNDERVOTES;
        overvotes = overvotes || contest->options[k].kind == MEASUREMENT_OVERVOTES;
        if (contest->options[k].kind == MEASUREMENT_BALLOTS_CAST) return false;
    }
    if (!making->plan->turnout_public || !undervotes || !overvotes) return false;
    for (uint32_t u = 0; u < contest->tree.units; u++) {
        uint64_t sum = 0, ballots = m->units[contest->unit[u]].ballots; /* each below 2^30 */
        if (ballots == RETURNS_UNKNOWN) return false;
        for (uint32_t c = 0; c < contest->tree.children[u]; c++)
            sum += m->units[contest->unit[contest->tree.first_child[u] + c]].ballots;
        if (contest->tree.children[u] && sum != ballots) return false;
    }
    return true;
}

static scr_result refuse_sum(const struct making *making, const struct measurement_contest *contest, uint32_t unit,
                             const char *what, uint64_t sum, uint64_t votes) {
    const struct measurement *m = making->measurement;
    struct scr_arena words = {0};
    struct scr_buffer path = {0};
    scr_result result = scr_done();
    uint32_t level = m->tree.levels;
    for (uint32_t at = contest->unit[unit]; at && !scr_failed(result); at = m->units[at].parent)
        result = scr_buffer_print(&path, "%s%s %s", path.length ? ", " : "", m->level_names[--level],
                                  package_shown(&words, m->units[at].name));
    if (!scr_failed(result))
        result = scr_refuse(making->diagnosis, SCR_INPUT, "release",
                            "the contest %s has %llu %s in %s, but its ballots cast allow "
                            "%llu; correct the returns, or leave --turnout-public out",
                            package_shown(&words, contest->name), (unsigned long long)sum, what,
                            (const char *)path.data, (unsigned long long)votes);
    scr_buffer_free(&path);
    scr_arena_free(&words);
    return result;
}

/* What a complete contest says must be so; in others, too, votes fit into ballots cast, since the list of determined
 * cells rests on it. Precincts come first: there the error is. */
static scr_result check_turnout(const struct making *making, const struct measurement_contest *contest) {
    uint32_t units = contest->tree.units, first = contest->tree.level_begin[contest->tree.levels - 1];
    for (uint32_t i = 0; i < units; i++) {
        uint32_t u = (first + i) % units;
        uint64_t ballots = making->measurement->units[contest->unit[u]].ballots, sum = 0;
        if (ballots == RETURNS_UNKNOWN) continue;
        for (size_t k = 0; k < contest->option_count; k++) {
            uint64_t count = (uint64_t)contest->counts[(size_t)u * contest->option_count + k];
            if (contest->options[k].kind == MEASUREMENT_LISTED && count > ballots)
                return refuse_sum(making, contest, u, "votes for one candidate", count, ballots);
            if (contest->options[k].kind != MEASUREMENT_BALLOTS_CAST) sum += count;
        }
        uint64_t votes = ballots * contest->votes_allowed;
        if (contest->complete ? sum != votes : sum > votes)
            return refuse_sum(making, contest, u, contest->complete ? "votes, undervotes and overvotes" : "votes", sum,
                              votes);
    }
    return scr_done();
}

static scr_result take_shares(struct making *making, const struct measurement_plan_contest *planned,
                              struct measurement_contest *contest) {
    bool ballots_cast = planned->ballots_cast;
    contest->shares = scr_arena_alloc(&making->measurement->arena, planned->share_count, sizeof *contest->shares);
    if (!contest->shares) return (scr_result){SCR_MEMORY};
    contest->share_count = planned->share_count;
    for (size_t i = 0; i < planned->share_count; i++) {
        struct measurement_share *share = &contest->shares[i];
        *share = planned->shares[i];
        const struct release_fraction *e = &share->epsilon;
        uint64_t sensitivity = measurement_sensitivity(making->plan->adjacency, share->total, contest);
        bool good = share->level > making->plan->exact_levels && share->level <= making->measurement->tree.levels &&
                    e->p >= 1 && e->q >= 1 && e->p <= MEASUREMENT_EPSILON_LIMIT && e->q <= MEASUREMENT_EPSILON_LIMIT;
        if (!good || (share->total && ballots_cast)) return (scr_result){SCR_INTERNAL};
        if (scr_failed(release_scale_set(&share->scale, sensitivity, (uint64_t)e->p, (uint64_t)e->q)))
            return refuse(
                making, SCR_LIMIT, contest->name,
                "would have a scale beyond 2^31 or finer than 1 in 2^31; choose another --epsilon or --split");
    }
    return scr_done();
}

static scr_result take_contest(struct making *making, const struct measurement_plan_contest *planned,
                               struct measurement_contest *contest) {
    size_t index;
    SCR_TRY(find_contest(making, planned, &index));
    const struct returns_contest *source = &making->returns->contests[index];
    returns_is_total(making->returns, index, making->is_total);
    SCR_TRY(copy(making, planned->id, &contest->id));
    SCR_TRY(copy(making, planned->name, &contest->name));
    contest->votes_allowed = planned->votes_allowed;
    SCR_TRY(take_options(making, planned, source, contest));
    SCR_TRY(take_tree(making, index, contest));
    SCR_TRY(take_counts(making, index, contest));
    contest->complete = is_complete(making, contest);
    const struct measurement_zeroing zeroing = {making->returns,  source,          planned,    making->order,
                                                making->is_total, making->leaf_of, making->own};
    SCR_TRY(measurement_zeros(&zeroing, making->measurement, contest, making->diagnosis));
    SCR_TRY(check_turnout(making, contest));
    return take_shares(making, planned, contest);
}

static scr_result mark_reporting(struct making *making) {
    for (size_t i = 0; i < making->plan->contest_count; i++) {
        size_t index;
        SCR_TRY(find_contest(making, &making->plan->contests[i], &index));
        const struct returns_contest *source = &making->returns->contests[index];
        returns_is_total(making->returns, index, making->is_total);
        for (size_t r = 0; r < source->row_count; r++) {
            size_t unit = making->returns->rows[source->first_row + r].unit;
            if (!making->is_total[unit]) making->reports[unit] = true;
        }
    }
    return scr_done();
}

scr_result measurement_make(const struct returns *returns, const struct measurement_plan *plan, const char *root_name,
                            struct measurement *m, struct scr_diagnosis *diagnosis) {
    struct making making = {.returns = returns, .plan = plan, .measurement = m, .diagnosis = diagnosis};
    uint32_t options = 0;
    making.reports = scr_arena_alloc(&m->arena, returns->unit_count, sizeof *making.reports);
    making.is_total = scr_arena_alloc(&m->arena, returns->unit_count, sizeof *making.is_total);
    making.leaf_of = scr_arena_alloc(&m->arena, returns->unit_count, sizeof *making.leaf_of);
    m->contests = scr_arena_alloc(&m->arena, plan->contest_count, sizeof *m->contests);
    if (!making.reports || !making.is_total || !making.leaf_of || !m->contests) return (scr_result){SCR_MEMORY};
    m->release = plan->release;
    m->adjacency = plan->adjacency;
    m->exact_levels = plan->exact_levels;
    SCR_TRY(mark_reporting(&making));
    SCR_TRY(measurement_units(returns, plan, root_name, making.reports, making.leaf_of, m, diagnosis));
    making.own = scr_arena_alloc(&m->arena, m->tree.units, sizeof *making.own);
    if (!making.own) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < plan->contest_count; i++) {
        struct measurement_contest *contest = &m->contests[m->contest_count++];
        contest->first_option = options;
        SCR_TRY(take_contest(&making, &plan->contests[i], contest));
        options += contest->option_count;
    }
    return scr_done();
}
