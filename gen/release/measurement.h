/* measurement.h: what a precinct release will count and how noisily, with the true counts (specification,
 * section 13.2).
 *
 * A plan is what the official decided; a measurement is what follows from it and the precinct returns: levels, units,
 * contests, structural zeros, scales, and the true counts of every level. The plan is kept in the store with the
 * release, so that the same measurement can be made again when the noise is drawn. Nothing public follows from the true
 * counts but the salted root of their last level. */
#ifndef GEN_RELEASE_MEASUREMENT_H
#define GEN_RELEASE_MEASUREMENT_H

#include "gen/release/fraction.h"
#include "gen/release/hierarchy.h"
#include "gen/release/laplace.h"
#include "gen/returns.h"
#include "scrutineer/hash.h"

#define MEASUREMENT_CONTESTS_MOST 1000
#define MEASUREMENT_OPTIONS_MOST 1000
#define MEASUREMENT_EPSILON_LIMIT 1000000000 /* of numerator and denominator of a share's Epsilon */

enum measurement_adjacency { MEASUREMENT_SUBSTITUTE, MEASUREMENT_ADD_REMOVE };

/* One histogram of one level. Level 1 is the root's. */
struct measurement_share {
    uint32_t level;
    bool total;                      /* histogram `total`; else `options` */
    struct release_fraction epsilon; /* positive, in lowest terms */
    struct release_scale scale;      /* sensitivity / epsilon; filled by measurement_make */
};

/* An option that is not on the ballot in some precincts, by the official's word. */
struct measurement_plan_zero {
    size_t option; /* of the returns' contest, from 0 */
    size_t *units; /* [unit_count] units of the returns, ascending */
    size_t unit_count;
};

struct measurement_plan_contest {
    const char *name, *id;            /* in the returns; in artifacts */
    const struct contest *definition; /* of the store's election, for the order of options; NULL without one */
    unsigned votes_allowed;
    bool ballots_cast;                /* ballots cast are counted too, as an option (add-remove only) */
    struct measurement_share *shares; /* by level, `options` before `total`; without scales */
    size_t share_count;
    struct measurement_plan_zero *zeros;
    size_t zero_count;
};

/* Strings and arrays are borrowed, or live in the arena of who made it. */
struct measurement_plan {
    uint32_t release; /* its number, from 1 */
    enum measurement_adjacency adjacency;
    bool turnout_public;
    uint32_t exact_levels;                     /* e */
    enum returns_level levels[RETURNS_LEVELS]; /* of the returns, below the root's, from the top: [level_count - 1] */
    uint32_t level_count;                      /* with the root's */
    size_t root;                               /* unit of the returns that everything is below */
    struct measurement_plan_contest *contests;
    size_t contest_count;
};

struct measurement_unit {
    const char *name;
    uint32_t parent;  /* index of a unit in measurement.units; 0 of the root itself */
    uint64_t ballots; /* BallotsCast, or RETURNS_UNKNOWN */
    uint64_t cast;    /* the same where it is known and not public: SECRET then */
};

enum measurement_kind {
    MEASUREMENT_LISTED,
    MEASUREMENT_WRITE_IN,
    MEASUREMENT_OTHER,
    MEASUREMENT_UNDERVOTES,
    MEASUREMENT_OVERVOTES,
    MEASUREMENT_BALLOTS_CAST,
};

struct measurement_option {
    const char *id, *name;
    enum measurement_kind kind;
};

struct measurement_zero {
    uint32_t option;      /* within the contest, from 0 */
    const char *units;    /* as the artifact writes them: precincts by number within the last level, from 1 */
    const uint32_t *leaf; /* [leaf_count] the same as units of the contest's tree, ascending */
    uint32_t leaf_count;
};

struct measurement_contest {
    const char *id, *name;
    unsigned votes_allowed;
    bool complete;     /* with undervotes and overvotes, and turnout public: counts add up to it in every unit */
    const char *units; /* precincts that have it, as the artifact writes them */
    struct measurement_option *options;
    uint32_t option_count, first_option; /* number of its first option through all contests, from 0 */
    struct measurement_zero *zeros;
    size_t zero_count;
    struct measurement_share *shares;
    size_t share_count;
    struct release_hierarchy tree; /* of the units that have the contest, all levels */
    const uint32_t *unit;          /* [tree.units] their indices in measurement.units */
    int64_t *counts;               /* [tree.units * option_count] the true counts: SECRET below the exact levels */
};

/* Zero-initialise; released with measurement_free, also after a failure. */
struct measurement {
    struct scr_arena arena; /* owns everything but the true counts */
    uint32_t release;
    enum measurement_adjacency adjacency;
    uint32_t exact_levels;
    struct release_hierarchy tree;                /* of all units: index in document order, level_begin, parents */
    const char *level_names[RELEASE_LEVEL_LIMIT]; /* [tree.levels] */
    struct measurement_unit *units;               /* [tree.units] */
    struct measurement_contest *contests;
    size_t contest_count;
    struct scr_hash table_root; /* of the true counts of the last level */
};
void measurement_free(struct measurement *measurement);

/* Everything but table_root. `root_name` is the name of the first unit when the returns have none for it.
 * SCR_INPUT, SCR_LIMIT with the words: a contest that the returns do not have, counts in a structural zero, units of
 * one name, more of anything than the specification allows. */
SCR_MUST_CHECK scr_result measurement_make(const struct returns *returns, const struct measurement_plan *plan,
                                           const char *root_name, struct measurement *measurement,
                                           struct scr_diagnosis *diagnosis);

/* Sets table_root: RFC 6962 over salted counts, the salts being AES-256 under `table_key`. */
SCR_MUST_CHECK scr_result measurement_table_root(struct measurement *measurement,
                                                 const uint8_t table_key[static RELEASE_KEY_SIZE]);
/* The measurement digest M. */
SCR_MUST_CHECK scr_result measurement_digest(const struct measurement *measurement, const char *election_id,
                                             struct scr_hash *digest);

/* L1 sensitivity of a contest's histogram of options, or of their total (specification, section 13.2). */
uint64_t measurement_sensitivity(enum measurement_adjacency adjacency, bool total,
                                 const struct measurement_contest *contest);

/* The sum of a contest's shares, as it stands. */
struct scr_rational;
SCR_MUST_CHECK scr_result measurement_epsilon(const struct measurement_share *shares, size_t count,
                                              struct scr_rational *sum);

const char *measurement_kind_name(enum measurement_kind kind);
const char *measurement_adjacency_name(enum measurement_adjacency adjacency);

#endif
