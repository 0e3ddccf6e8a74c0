/* split.h: how the privacy loss of a contest is divided among the levels that are measured, exactly.
 *
 * Named splits are those of table 1 of "Census TopDown" (2021), for any number n of measured levels, from the top. One
 * level is heavy and weighs 6; the levels beside it weigh 3 when it is the first or last, else 2; the others weigh 1;
 * shares are proportional. state-heavy: the first level is heavy; block-heavy: the last; BG-heavy: the last but one;
 * tract-heavy: the last but two. For n = 5 these are the paper's (6, 3, 1, 1, 1)/12, (1, 1, 1, 3, 6)/12,
 * (1, 1, 2, 6, 2)/12, (1, 2, 6, 2, 1)/12; for n = 2 state-heavy is (2, 1)/3, block-heavy (1, 2)/3, BG-heavy (3, 1)/4,
 * and tract-heavy there is none.
 * equal: 1/n each. best: least variance of one precinct's count after ToyDown (error_formula.h), in ten-thousandths,
 * for a regular tree whose units have as many children as those of this tree have on average, rounded, at least 2. */
#ifndef GEN_RELEASE_SPLIT_H
#define GEN_RELEASE_SPLIT_H

#include "gen/release/fraction.h"
#include "gen/release/hierarchy.h"

/* Reads "p", "p/q" in lowest terms or a finite decimal, from 0 to MEASUREMENT_EPSILON_LIMIT in both terms. False for
 * anything else. */
bool release_fraction_parse(const char *text, struct release_fraction *fraction);

/* share[tree->levels - exact_levels], adding up to 1; `split` is a name or fractions separated by commas. SCR_USAGE
 * with what is wrong: an unknown name, too few levels for it, fractions that are not as many or do not add up to 1. */
SCR_MUST_CHECK scr_result release_split_shares(const char *split, const struct release_hierarchy *tree,
                                               uint32_t exact_levels, struct release_fraction *share,
                                               struct scr_diagnosis *diagnosis);

#endif
