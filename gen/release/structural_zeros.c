/* structural_zeros.c: spreads structural zeros from precincts to the units above them. */
#include "gen/release/structural_zeros.h"

#include <stdlib.h>

bool *structural_zeros_make(const struct measurement_contest *contest) {
    const struct release_hierarchy *tree = &contest->tree;
    size_t options = contest->option_count;
    bool *zero = calloc(tree->units * options, sizeof *zero); /* as many as there are true counts in memory */
    if (!zero) return NULL;
    for (size_t z = 0; z < contest->zero_count; z++)
        for (uint32_t i = 0; i < contest->zeros[z].leaf_count; i++)
            zero[contest->zeros[z].leaf[i] * options + contest->zeros[z].option] = true;
    /* Children come after their parents: backwards, their entries are complete. */
    for (size_t unit = tree->units; unit-- > 0;)
        for (size_t option = 0; tree->children[unit] && option < options; option++) {
            bool all = true;
            for (size_t i = 0; all && i < tree->children[unit]; i++)
                all = zero[(tree->first_child[unit] + i) * options + option];
            zero[unit * options + option] = all;
        }
    return zero;
}
