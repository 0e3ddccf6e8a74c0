/* topdown.c: certified levels are checked, then every group below is split or fitted two ways, parents first. */
#include "gen/release/topdown.h"

#include <stdio.h>
#include <stdlib.h>

#include "gen/release/flow.h"

struct run {
    const struct release_topdown *problem;
    struct release_bits *bits;
    int64_t *adjusted;
    bool *zero;                 /* [units * options] with those that follow from the children */
    struct release_part *parts; /* [(options + 1) * widest group] */
    uint64_t *ties;             /* [max(options + 1, widest group)] */
    int64_t *columns;           /* [widest group] */
    struct scr_diagnosis *diagnosis;
};

static struct release_weights weights_at(const struct release_topdown *p, uint32_t level) {
    return p->weights ? p->weights[level - 1] : (struct release_weights){p->option_weight, p->total_weight};
}

static enum release_totals totals_at(const struct release_topdown *p, uint32_t level) {
    bool measured = p->totals_kind == RELEASE_MEASURED_TOTALS;
    return measured && !weights_at(p, level).total ? RELEASE_NO_TOTALS : p->totals_kind;
}

/* Parts for `count` units from `first`, option by option, with the words of the tie stream. */
static scr_result set_parts(struct run *run, uint32_t level, uint32_t stream_unit, size_t first, size_t count) {
    const struct release_topdown *p = run->problem;
    enum release_totals kind = totals_at(p, level + 1);
    SCR_TRY(release_bits_ties(run->bits, p->source, p->contest, level, p->unit ? p->unit[stream_unit] : stream_unit));
    for (size_t option = 0; option < p->options; option++)
        for (size_t i = 0; i < count; i++) {
            size_t cell = (first + i) * p->options + option;
            struct release_part *part = &run->parts[option * count + i];
            *part = (struct release_part){.target = p->measured[cell], .weight = weights_at(p, level + 1).option};
            part->bound = run->zero[cell] ? RELEASE_ZERO : RELEASE_AT_LEAST_ZERO;
            SCR_TRY(release_bits_word(run->bits, &part->word));
        }
    /* A measured total is a row of its own that takes what the options give: its cells are minus the totals. */
    for (size_t i = 0; kind == RELEASE_MEASURED_TOTALS && i < count; i++)
        run->parts[p->options * count + i] = (struct release_part){
            .target = -p->totals[first + i], .weight = weights_at(p, level + 1).total, .bound = RELEASE_ANY_SIGN};
    return scr_done();
}

static void keep(struct run *run, size_t first, size_t count) {
    size_t options = run->problem->options;
    for (size_t option = 0; option < options; option++)
        for (size_t i = 0; i < count; i++)
            run->adjusted[(first + i) * options + option] = run->parts[option * count + i].value;
}

/* One sum per option and nothing across: each option apart. */
static scr_result split_options(struct run *run, uint32_t unit, size_t count) {
    size_t options = run->problem->options;
    for (size_t option = 0; option < options; option++) {
        scr_result result = release_split(run->parts + option * count, count,
                                          run->adjusted[(size_t)unit * options + option], run->ties);
        if (scr_failed(result))
            return scr_refuse(run->diagnosis, result.code, "",
                              result.code == SCR_INPUT
                                  ? "unit %u, option %zu: it has votes, but all its parts are structural zeros"
                                  : "unit %u, option %zu: a count passes 2^40 or a weight 4096",
                              unit, option);
    }
    return scr_done();
}

static scr_result fit_both(struct run *run, uint32_t unit, enum release_totals kind, size_t first, size_t count) {
    const struct release_topdown *p = run->problem;
    int64_t rows[RELEASE_FLOW_ROW_LIMIT], sum = 0; /* settled counts are at most 2^46 each */
    bool measured = kind == RELEASE_MEASURED_TOTALS;
    char shown[40];
    snprintf(shown, sizeof shown, "unit %u", unit);
    size_t row_count = p->options + (measured ? 1u : 0u);
    if (row_count > RELEASE_FLOW_ROW_LIMIT)
        return scr_refuse(run->diagnosis, SCR_LIMIT, "", "with totals of units, at most %u options can be fitted",
                          RELEASE_FLOW_ROW_LIMIT - 1);
    for (size_t option = 0; option < p->options; option++)
        sum += rows[option] = run->adjusted[(size_t)unit * p->options + option];
    if (measured) rows[p->options] = -sum;
    for (size_t i = 0; i < count; i++) run->columns[i] = measured ? 0 : p->totals[first + i];
    struct release_flow flow = {row_count, count, run->parts, rows, run->columns, p->work_limit};
    return release_flow(&flow, shown, run->diagnosis);
}

static scr_result settle_children(struct run *run, uint32_t level, uint32_t unit) {
    const struct release_hierarchy *tree = run->problem->tree;
    size_t first = tree->first_child[unit], count = tree->children[unit];
    SCR_TRY(set_parts(run, level, unit, first, count));
    enum release_totals kind = totals_at(run->problem, level + 1);
    SCR_TRY(kind == RELEASE_NO_TOTALS ? split_options(run, unit, count) : fit_both(run, unit, kind, first, count));
    keep(run, first, count);
    return scr_done();
}

/* A noisy root: its options are bound by its turnout, pulled by its noisy total, or free of each other. */
static scr_result settle_root(struct run *run) {
    const struct release_topdown *p = run->problem;
    SCR_TRY(set_parts(run, 0, 0, 0, 1));
    scr_result result = scr_done();
    enum release_totals kind = totals_at(p, 1);
    if (kind == RELEASE_NO_TOTALS) {
        for (size_t option = 0; option < p->options; option++) {
            struct release_part *part = &run->parts[option];
            part->value = part->target < 0 || part->bound == RELEASE_ZERO ? 0 : part->target;
        }
    } else if (kind == RELEASE_EXACT_TOTALS) {
        result = release_split(run->parts, p->options, p->totals[0], run->ties);
    } else {
        result = release_split(run->parts, p->options + (size_t)1, 0, run->ties);
    }
    if (scr_failed(result))
        return scr_refuse(run->diagnosis, result.code, "", "unit 0: no counts fit its total and the structural zeros");
    keep(run, 0, 1);
    return scr_done();
}

static scr_result take_exact(struct run *run) {
    const struct release_topdown *p = run->problem;
    const struct release_hierarchy *tree = p->tree;
    size_t options = p->options, end = tree->level_begin[p->exact_levels];
    for (size_t cell = 0; cell < end * options; cell++) {
        run->adjusted[cell] = p->measured[cell];
        if (p->measured[cell] < 0 || (p->measured[cell] && run->zero[cell]))
            return scr_refuse(run->diagnosis, SCR_INPUT, "", "unit %zu, option %zu: a certified count is %s",
                              cell / options, cell % options,
                              p->measured[cell] < 0 ? "negative" : "above 0 where no ballot offers the option");
    }
    for (size_t unit = 0; unit < end; unit++) {
        bool parts_exact = tree->children[unit] && tree->first_child[unit] < end;
        int64_t all = 0; /* fewer than 2^22 options and 2^25 units of at most 2^40: see check */
        for (size_t option = 0; option < options; option++) {
            release_wide sum = 0;
            for (size_t i = 0; parts_exact && i < tree->children[unit]; i++)
                sum += p->measured[(tree->first_child[unit] + i) * options + option];
            if (parts_exact && sum != p->measured[unit * options + option])
                return scr_refuse(run->diagnosis, SCR_INPUT, "",
                                  "unit %zu, option %zu: its certified parts do not add up to it", unit, option);
            all += p->measured[unit * options + option];
        }
        if (p->totals_kind == RELEASE_EXACT_TOTALS && all != p->totals[unit])
            return scr_refuse(run->diagnosis, SCR_INPUT, "",
                              "unit %zu: its certified counts do not add up to its turnout", unit);
    }
    return scr_done();
}

/* Children come after parents: backwards, a unit's own entry is complete when its parent asks. */
static void spread_zeros(struct run *run) {
    const struct release_topdown *p = run->problem;
    const struct release_hierarchy *tree = p->tree;
    if (!p->zero) return;
    for (size_t unit = tree->units; unit-- > 0;)
        for (size_t option = 0; option < p->options; option++) {
            bool all = tree->children[unit] > 0;
            for (size_t i = 0; all && i < tree->children[unit]; i++)
                all = run->zero[(tree->first_child[unit] + i) * p->options + option];
            run->zero[unit * p->options + option] = all || p->zero[unit * p->options + option];
        }
}

static scr_result check(const struct release_topdown *p, struct scr_diagnosis *diagnosis) {
    const struct release_hierarchy *tree = p->tree;
    bool totals = p->totals_kind != RELEASE_NO_TOTALS;
    if (p->exact_levels > tree->levels)
        return scr_refuse(diagnosis, SCR_INPUT, "", "%u levels are called exact, but the hierarchy has %u",
                          p->exact_levels, tree->levels);
    if (!p->options || p->options >= 1u << 16)
        return scr_refuse(diagnosis, SCR_LIMIT, "", "a contest has from 1 to 65535 options, not %u", p->options);
    for (uint32_t level = 1; level <= tree->levels; level++) {
        struct release_weights w = weights_at(p, level);
        bool pulls = p->totals_kind == RELEASE_MEASURED_TOTALS && !p->weights;
        if (!w.option || w.option > RELEASE_WEIGHT_LIMIT || (pulls && !w.total) || w.total > RELEASE_WEIGHT_LIMIT)
            return scr_refuse(diagnosis, SCR_LIMIT, "", "weights of histograms go from 1 to %u", RELEASE_WEIGHT_LIMIT);
    }
    for (size_t i = 0; i < (size_t)tree->units * p->options; i++)
        if (p->measured[i] > RELEASE_COUNT_LIMIT || p->measured[i] < -RELEASE_COUNT_LIMIT)
            return scr_refuse(diagnosis, SCR_LIMIT, "", "unit %zu, option %zu: a count passes 2^40", i / p->options,
                              i % p->options);
    for (size_t unit = 0; totals && unit < tree->units; unit++) {
        bool exact = p->totals_kind == RELEASE_EXACT_TOTALS;
        if (p->totals[unit] > RELEASE_COUNT_LIMIT || p->totals[unit] < -RELEASE_COUNT_LIMIT)
            return scr_refuse(diagnosis, SCR_LIMIT, "", "unit %zu: a total passes 2^40", unit);
        release_wide sum = 0;
        for (size_t i = 0; i < tree->children[unit]; i++) sum += p->totals[tree->first_child[unit] + i];
        if (exact && (p->totals[unit] < 0 || (tree->children[unit] && sum != p->totals[unit])))
            return scr_refuse(diagnosis, SCR_INPUT, "",
                              "unit %zu: its turnout is negative or differs from the sum over its parts", unit);
    }
    return scr_done();
}

static scr_result settle(struct run *run) {
    const struct release_topdown *p = run->problem;
    const struct release_hierarchy *tree = p->tree;
    spread_zeros(run);
    SCR_TRY(p->exact_levels ? take_exact(run) : settle_root(run));
    for (uint32_t level = p->exact_levels ? p->exact_levels : 1; level < tree->levels; level++)
        for (uint32_t unit = tree->level_begin[level - 1]; unit < tree->level_begin[level]; unit++)
            if (tree->children[unit]) SCR_TRY(settle_children(run, level, unit));
    return scr_done();
}

scr_result release_topdown(const struct release_topdown *problem, struct release_bits *bits, int64_t *adjusted,
                           struct scr_diagnosis *diagnosis) {
    const struct release_hierarchy *tree = problem->tree;
    SCR_TRY(check(problem, diagnosis));
    size_t widest = 1, options = problem->options; /* below 2^16, units below 2^25: products below 2^42 */
    for (size_t unit = 0; unit < tree->units; unit++)
        if (tree->children[unit] > widest) widest = tree->children[unit];
    struct run run = {.problem = problem, .bits = bits, .adjusted = adjusted, .diagnosis = diagnosis};
    run.zero = calloc(tree->units * options, sizeof *run.zero);
    run.parts = calloc((options + 1) * widest, sizeof *run.parts);
    run.ties = calloc(widest > options ? widest : options + 1, sizeof *run.ties);
    run.columns = calloc(widest, sizeof *run.columns);
    scr_result result = {run.zero && run.parts && run.ties && run.columns ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) result = settle(&run);
    free(run.zero);
    free(run.parts);
    free(run.ties);
    free(run.columns);
    return result;
}
