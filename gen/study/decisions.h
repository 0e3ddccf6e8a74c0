/* decisions.h: decisions that counts feed, as a rules file gives them, and how often noise leaves them as they are.
 *
 * Source: math.md section 4 (the measures of an impact statement), for thresholds of share, recounts and petitions.
 * Every decision is taken exactly, on true counts as on published ones; `x` is a count, true or published:
 *   share     above when sum x[part] / sum x[of] passes the threshold; where sum x[of] is not positive there is no
 *             share, and nothing is above
 *   recount   yes when first - second of the options' x is within the limit: votes, or threshold times sum x[of], which
 *             counts as 0 where negative; the winner is the option that is first alone
 *   quota     required = threshold times sum x[of], rounded as the rule says, 0 where negative; with a number of
 *             signatures: met when it is at least that
 * An amount is how many votes (signatures) a decision is away from its limit: share: sum x[part] - threshold sum x[of];
 * recount: margin - limit; quota: signatures - required, without signatures -required. */
#ifndef GEN_STUDY_DECISIONS_H
#define GEN_STUDY_DECISIONS_H

#include "gen/study/decisions_sum.h"
#include "gen/study/table.h"

#define STUDY_RULES_MOST 16u
#define STUDY_RULES_FILE_MOST 1000000u
#define STUDY_TALLIES_MOST 500000u /* units of all rules times choices of epsilon and split times mechanisms */
#define STUDY_SIGNATURES_MOST (INT64_C(1) << 40)
#define STUDY_NO_WINNER UINT32_MAX

struct study;
struct study_districts;

enum study_rule_kind { STUDY_SHARE, STUDY_RECOUNT, STUDY_QUOTA };
enum study_rounding { STUDY_UP, STUDY_DOWN, STUDY_NEAREST }; /* nearest: a half goes up */

struct study_rule {
    const char *name, *source;
    enum study_rule_kind kind;
    bool by_district;
    uint32_t level;        /* from 0, when not by district */
    bool *part, *of;       /* [options]; part: of share, or the options of a recount */
    bool of_known;         /* instead of `of`: numbers that are known exactly */
    bool strict, by_votes; /* strict: more than, less than; by_votes: the limit of a recount is `votes` */
    struct release_fraction threshold;
    int64_t votes;
    enum study_rounding rounding;
    int64_t *signatures; /* [units of the rule] -1: none given; NULL: none at all */
};

/* What is decided in one unit. */
struct study_verdict {
    bool stands, yes; /* stands: there is a decision */
    uint32_t first;   /* of a recount: the winner, or STUDY_NO_WINNER */
    int64_t required; /* of a quota */
    int64_t distance; /* size of the amount in thousandths, rounded down, at most 2^62 */
    long double amount;
};

struct study_decisions {
    const struct study_rule *rules;
    size_t count;
    const int64_t *known;                  /* [units] numbers known exactly, or NULL */
    const struct study_districts *divided; /* the districts, or NULL */
};
uint32_t study_rule_units(const struct study_table *table, const struct study_decisions *decisions,
                          const struct study_rule *rule);
/* Its name: a district's, the names from the second level down with / between, or the level's for the top. */
SCR_MUST_CHECK scr_result study_rule_unit_name(const struct study_table *table, const struct study_decisions *decisions,
                                               const struct study_rule *rule, uint32_t unit, struct scr_arena *arena,
                                               const char **name);

/* Over the runs, in one unit, under one mechanism with one epsilon and split. */
struct study_tally {
    uint32_t right, yes, kept; /* decided as without noise; decided yes; with the winner as without noise */
    uint32_t near;             /* of a quota: required within 1 % of the true number */
    int64_t least, most, sum;  /* of required */
};
struct study_rule_outcome {
    struct study_tally *units; /* [units of the rule] */
    long double error;         /* sum of the sizes of the errors of the amounts */
};

/* Reads a rules file (`--help` says what it holds) about a table. All problems are reported together. Everything lives
 * in the arena. */
SCR_MUST_CHECK scr_result study_decisions_read(const char *path, const char *shown, const struct study_table *table,
                                               const struct study_districts *districts, const int64_t *known,
                                               struct scr_arena *arena, struct study_decisions *decisions,
                                               struct scr_diagnosis *diagnosis);

/* The counts of all units, in the table's order: one of the two is NULL. */
struct study_counts {
    const int64_t *whole;
    const struct release_fraction *fractions;
};

/* Decides; holds what that needs. Zero-initialise, end also after a failure. */
struct study_decider {
    const struct study_table *table;
    const struct study_decisions *decisions;
    struct study_sum *districts;             /* [districts * options] of the counts taken */
    struct study_sum *option;                /* [options] */
    struct study_sum part, of, margin, form; /* room */
    struct study_verdict **truth;            /* [rules][units of the rule] */
};
/* Also decides on the true counts. */
SCR_MUST_CHECK scr_result study_decider_begin(struct study_decider *decider, const struct study_table *table,
                                              const struct study_decisions *decisions);
void study_decider_end(struct study_decider *decider);
/* One run: outcomes[rules] learn of it. */
SCR_MUST_CHECK scr_result study_decide(struct study_decider *decider, const struct study_counts *counts,
                                       struct study_rule_outcome *outcomes);

/* Of one rule under one mechanism with one epsilon and split. Index 0: units below (no recount, not met), 1: above
 * (recount, met). Quotas without signatures have no classes; their rate is how often the number is near the true one.
 */
struct study_rule_summary {
    uint32_t units[2], least[2], most[2]; /* of runs decided rightly */
    uint64_t right[2], kept, near;        /* sums over units */
    uint32_t outside;                     /* units that are not spared: rightly in less than 95 of 100 runs */
    uint32_t worst;                       /* unit with the lowest rate, the first of several */
    long double error;                    /* mean size over units and runs */
    long double ratio;                    /* of quotas: mean of required / true */
    uint32_t largest, ratios;             /* unit with the largest required / true; units with a true number above 0 */
    uint64_t inversions;                  /* pairs of units: the one with more people needs fewer on average */
    uint32_t inverted;                    /* units that need fewer on average than one with fewer people */
};
/* Runs with the right decision; of a quota without signatures, runs near the true number. */
uint32_t study_rule_rate(const struct study_rule *rule, const struct study_tally *tally);
/* rate >= 95 of 100 of the runs, as an impact statement spares. */
bool study_rule_spared(const struct study_rule *rule, const struct study_tally *tally, uint32_t runs);
SCR_MUST_CHECK scr_result study_rule_summarise(const struct study *study, size_t rule,
                                               const struct study_rule_outcome *outcome,
                                               struct study_rule_summary *summary);

#endif
