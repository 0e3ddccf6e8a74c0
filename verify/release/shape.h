/* shape.h: which units have a contest, level by level, as rows: the order in which a release lists counts. */
#ifndef VERIFY_RELEASE_SHAPE_H
#define VERIFY_RELEASE_SHAPE_H

#include "verify/release/published.h"

#define SHAPE_ZEROS_MOST ((size_t)1 << 28) /* cells of a level of which structural zeros are held at most */

struct shape_level {
    size_t rows;
    uint32_t *units;   /* row -> unit number - 1, ascending */
    uint32_t *parents; /* row -> row of the level above; 0 on the first level */
    uint32_t *first;   /* row -> its first child's row in the level below, rows + 1 of them; NULL on the last level */
    uint8_t *zeros;    /* row * options + option: a structural zero; NULL without any */
};

struct shape {
    const struct published_statement *statement;
    const struct measured_contest *contest;
    size_t levels, options;
    struct shape_level level[RELEASE_LEVELS]; /* level l, from 1, is level[l - 1] */
    struct scr_arena arena;
};

/* The rows of all levels. Work and memory are linear in the contest's precincts. Free in any case. */
SCR_MUST_CHECK scr_result shape_build(const struct published_statement *statement,
                                      const struct measured_contest *contest, struct shape *shape);
/* Fills `zeros`; SCR_LIMIT when a level has more than SHAPE_ZEROS_MOST cells. An upper unit has a structural zero where
 * all its precincts with the contest have. */
SCR_MUST_CHECK scr_result shape_zeros(struct shape *shape);
void shape_free(struct shape *shape);

/* `row` of level l (from 1): its unit. */
static inline const struct measured_unit *shape_unit(const struct shape *shape, size_t level, size_t row) {
    return &shape->statement->levels[level - 1].units[shape->level[level - 1].units[row]];
}
/* The total of a row of a complete contest: public, since all its units have BallotsCast (DPR-03). */
static inline int64_t shape_total(const struct shape *shape, size_t level, size_t row) {
    return (int64_t)shape->contest->votes_allowed * (int64_t)shape_unit(shape, level, row)->ballots_cast;
}
/* Whether the counts of this option enter totals: all but ballots-cast. */
static inline bool shape_in_total(const struct shape *shape, size_t option) {
    return shape->contest->options[option].kind != OPTION_BALLOTS_CAST;
}

#endif
