/* results.c: the possible values of a node, by the ways in which its children can agree with each other.
 *
 * Which child's value wins depends only on which children are missing and which of the others are equal: on a partition
 * of the children (at most 203 for five children, one block being the missing ones). For one partition, candidate c can
 * win exactly when all children of the winning block can have c and the other blocks can have candidates that differ
 * from c and from each other. By Hall's theorem that is so unless some of the other blocks have together fewer
 * candidates than blocks, c not counted. So one pass over the sets of other blocks gives all c at once. */
#include "verify/tree/results.h"

#include <stdlib.h>
#include <string.h>

enum {
    MASKS = 1 << TREE_ARITY_MOST,
    PARTITIONS_MOST = 203, /* of five children and one mark for missing: the sixth Bell number */
    SEEN = 1 << 12,        /* results remembered; a power of two */
};

struct partition {
    uint8_t missing;                    /* bit c: child c is missing */
    uint8_t count;                      /* of blocks of equal candidates */
    uint8_t blocks[TREE_ARITY_MOST];    /* in the order of their first children */
    uint8_t tied, tie[TREE_ARITY_MOST]; /* the largest blocks, in this order */
};

struct seen {
    value_set sets[TREE_ARITY_MOST];
    value_set result; /* 0: nothing is remembered here */
    unsigned count, residue;
};

struct results {
    struct partition partitions[TREE_ARITY_MOST + 1][PARTITIONS_MOST]; /* by the number of children */
    unsigned partition_count[TREE_ARITY_MOST + 1];
    struct seen seen[SEEN];
    uint64_t work; /* not yet asked for */
};

unsigned result_residue(unsigned residue, unsigned count) {
    static const unsigned multiples[TREE_ARITY_MOST + 1] = {1, 1, 2, 6, 12, 60}; /* least common, of 1..count */
    return residue % multiples[count];
}

unsigned result_of_values(const uint8_t *values, unsigned count, unsigned residue) {
    unsigned tied[TREE_ARITY_MOST], ties = 0, most = 0;
    for (unsigned i = 0; i < count; i++) {
        if (values[i] >= VALUE_MISSING) continue;
        bool first = true;
        unsigned votes = 1;
        for (unsigned j = 0; j < i; j++) first &= values[j] != values[i];
        if (!first) continue;
        for (unsigned j = i + 1; j < count; j++) votes += values[j] == values[i];
        if (votes > most) ties = 0;
        if (votes >= most) tied[ties++] = values[i];
        if (votes > most) most = votes;
    }
    return ties ? tied[residue % ties] : VALUE_MISSING;
}

static void note_ties(struct partition *partition) {
    int most = 0;
    for (unsigned b = 0; b < partition->count; b++) {
        int size = __builtin_popcount(partition->blocks[b]);
        if (size > most) partition->tied = 0;
        if (size >= most) partition->tie[partition->tied++] = (uint8_t)b;
        if (size > most) most = size;
    }
}

/* All partitions of `count` children: child after child is missing, joins a block, or begins the next one. `choices`
 * counts through these decisions like the wheels of an odometer; -1 is missing. */
static void list_partitions(struct results *results, unsigned count) {
    int choices[TREE_ARITY_MOST];
    for (unsigned c = 0; c < count; c++) choices[c] = -1;
    for (;;) {
        struct partition partition = {0};
        for (unsigned c = 0; c < count; c++) {
            if (choices[c] < 0) {
                partition.missing = (uint8_t)(partition.missing | 1u << c);
                continue;
            }
            if (choices[c] == partition.count) partition.count++;
            partition.blocks[choices[c]] = (uint8_t)(partition.blocks[choices[c]] | 1u << c);
        }
        note_ties(&partition);
        results->partitions[count][results->partition_count[count]++] = partition;
        unsigned turn = count;
        while (turn > 0) {
            int begun = 0; /* blocks that the children before this one have */
            for (unsigned c = 0; c + 1 < turn; c++)
                if (choices[c] >= begun) begun = choices[c] + 1;
            if (choices[turn - 1] < begun) break;
            choices[--turn] = -1;
        }
        if (!turn) return;
        choices[turn - 1]++;
    }
}

scr_result results_new(struct results **results) {
    *results = calloc(1, sizeof **results);
    if (!*results) return (scr_result){SCR_MEMORY};
    for (unsigned count = 1; count <= TREE_ARITY_MOST; count++) list_partitions(*results, count);
    return scr_done();
}

void results_free(struct results *results) { free(results); }

uint64_t results_work(struct results *results) {
    uint64_t work = results->work;
    results->work = 0;
    return work;
}

/* The candidates that can win in this partition; common[mask] are those that all children of the mask can have. */
static value_set winners(const struct partition *partition, unsigned residue, const value_set *common) {
    value_set others[TREE_ARITY_MOST], together[MASKS] = {0};
    unsigned winner = partition->tie[residue % partition->tied], count = 0;
    value_set can = common[partition->blocks[winner]];
    for (unsigned b = 0; b < partition->count; b++)
        if (b != winner) others[count++] = common[partition->blocks[b]];
    for (unsigned mask = 1; can && mask < 1u << count; mask++) {
        together[mask] = together[mask & (mask - 1)] | others[__builtin_ctz(mask)];
        int candidates = __builtin_popcountll(together[mask]), blocks = __builtin_popcount(mask);
        if (candidates < blocks) return 0;
        if (candidates == blocks) can &= ~together[mask];
    }
    return can;
}

static value_set every_result(struct results *results, const value_set *sets, unsigned count, unsigned residue) {
    value_set common[MASKS], found = 0, any = 0;
    unsigned may_miss = 0;
    common[0] = ~value_bit(VALUE_MISSING);
    for (unsigned c = 0; c < count; c++) {
        any |= sets[c];
        if (sets[c] & value_bit(VALUE_MISSING)) may_miss |= 1u << c;
    }
    for (unsigned mask = 1; mask < 1u << count; mask++)
        common[mask] = common[mask & (mask - 1)] & sets[__builtin_ctz(mask)];
    if (may_miss == (1u << count) - 1)
        found = value_bit(VALUE_MISSING);
    else
        any &= ~value_bit(VALUE_MISSING);
    unsigned p = 0;
    for (; p < results->partition_count[count] && found != any; p++) {
        const struct partition *partition = &results->partitions[count][p];
        if (partition->count && !(partition->missing & ~may_miss)) found |= winners(partition, residue, common);
    }
    results->work += p + (1u << count);
    return found;
}

value_set results_of_sets(struct results *results, const value_set *sets, unsigned count, unsigned residue) {
    uint64_t mixed = residue = result_residue(residue, count);
    bool equal = true;
    for (unsigned c = 0; c < count; c++) {
        mixed = (mixed ^ sets[c]) * UINT64_C(0x9e3779b97f4a7c15);
        mixed ^= mixed >> 29;
        equal &= sets[c] == sets[0];
    }
    /* Each value of equal sets is the result when all children have it, and no other can be. */
    if (equal) return sets[0];
    struct seen *seen = &results->seen[mixed % SEEN];
    if (seen->result && seen->count == count && seen->residue == residue &&
        !memcmp(seen->sets, sets, count * sizeof *sets))
        return seen->result;
    memcpy(seen->sets, sets, count * sizeof *sets);
    seen->count = count;
    seen->residue = residue;
    return seen->result = every_result(results, sets, count, residue);
}
