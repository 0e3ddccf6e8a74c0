/* possible_partitions.c: the possible results of a node of any arity, by going through the ways in which its children
 * can agree and differ. */
#include "gen/tree/possible.h"

#define MISSING_BIT (UINT64_C(1) << TREE_MISSING)

/* Blocks of children with one value each, different from block to block; children outside are missing. */
struct partition {
    uint64_t values[TREE_ARITY_MOST]; /* what all children of the block can be */
    unsigned sizes[TREE_ARITY_MOST];
    unsigned blocks;
};

/* Whether blocks from .. can be given different values, none of them in `taken`. A block with as many values as there
 * are blocks never lacks one and is passed over; the others have at most 4 values each. */
static bool distinct(const struct partition *p, unsigned from, unsigned without, uint64_t taken) {
    if (from == p->blocks) return true;
    uint64_t free = p->values[from] & ~taken;
    if (from == without || __builtin_popcountll(p->values[from]) >= (int)p->blocks)
        return distinct(p, from + 1, without, taken);
    for (; free; free &= free - 1)
        if (distinct(p, from + 1, without, taken | (free & -free))) return true;
    return false;
}

static uint64_t results_of(const struct partition *p, unsigned tie) {
    unsigned most = 0, tied[TREE_ARITY_MOST], length = 0;
    if (!p->blocks) return MISSING_BIT;
    for (unsigned b = 0; b < p->blocks; b++) {
        if (p->sizes[b] > most) {
            most = p->sizes[b];
            length = 0;
        }
        if (p->sizes[b] == most) tied[length++] = b; /* blocks stand in order of first occurrence */
    }
    unsigned winner = tied[tie % length];
    uint64_t results = 0;
    for (uint64_t left = p->values[winner]; left; left &= left - 1)
        if (distinct(p, 0, winner, left & -left)) results |= left & -left;
    return results;
}

/* Child `next` is missing, joins a block, or opens one. */
static uint64_t extend(const uint64_t *sets, unsigned count, unsigned tie, unsigned next, struct partition *p) {
    if (next == count) return results_of(p, tie);
    uint64_t results = 0, values = sets[next] & ~MISSING_BIT;
    if (sets[next] & MISSING_BIT) results |= extend(sets, count, tie, next + 1, p);
    for (unsigned b = 0; b < p->blocks; b++) {
        uint64_t before = p->values[b];
        if (!(before & values)) continue;
        p->values[b] &= values;
        p->sizes[b]++;
        results |= extend(sets, count, tie, next + 1, p);
        p->values[b] = before;
        p->sizes[b]--;
    }
    if (values) {
        p->values[p->blocks] = values;
        p->sizes[p->blocks++] = 1;
        results |= extend(sets, count, tie, next + 1, p);
        p->blocks--;
    }
    return results;
}

uint64_t tree_possible_by_partitions(const uint64_t *sets, unsigned count, unsigned tie) {
    struct partition p = {0};
    return extend(sets, count, tie, 0, &p);
}
