/* grouping.c: Rivest's method 1. */
#include "gen/tree/grouping.h"

/* Groups of one round: a remainder of one vote joins the last group of three, a remainder of two is a group. */
static size_t groups_of(size_t votes) { return votes < 3 ? 1 : votes / 3 + (votes % 3 == 2); }

size_t tree_group_count(size_t votes) {
    size_t groups = 0;
    for (; votes > 1; votes = groups_of(votes)) groups += groups_of(votes);
    return groups;
}

uint8_t tree_group_by_threes(uint8_t *votes, size_t count, const uint8_t *ties) {
    size_t above = tree_group_count(count);
    while (count > 1) {
        size_t groups = groups_of(count);
        above -= groups; /* groups of all later rounds, which come first */
        for (size_t g = 0; g < groups; g++) {
            size_t size = g + 1 < groups ? 3 : count - 3 * g;
            votes[g] = tree_plurality(votes + 3 * g, (unsigned)size, ties[above + g]);
        }
        count = groups;
    }
    return votes[0];
}
