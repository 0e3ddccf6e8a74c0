/* simulate.h: mock elections and mock audits: what a plan costs when some records differ from their papers (the paper's
 * experiment). */
#ifndef GEN_TREE_SIMULATE_H
#define GEN_TREE_SIMULATE_H

#include "gen/tree/plan.h"

#define TREE_NOT_FOUND 64 /* in audited votes only: the paper cannot be found */

/* `count` papers in a row recorded as `reported` that say `audited`. */
struct tree_triple {
    uint8_t reported, audited;
    size_t count;
};

struct tree_discrepancy {
    uint32_t leaf; /* from 0 */
    uint8_t reported, audited;
};

struct tree_simulation {
    enum tree_plan_kind plan,
        last_plan; /* kinds of the first and last plan: a least one can turn recursive on the way */
    uint8_t reported_winner;
    uint8_t audited_winner; /* of the tree when the audit ended */
    bool finished;          /* the plan was carried out; false when unavailable papers made it impossible */
    bool certified;         /* the papers examined leave no other winner possible (possible.h) */
    size_t first_plan, first_plan_papers, replans;
    size_t examined_leaves, examined_papers, not_found;
    uint32_t *first_leaves; /* owned; [first_plan], ascending */
    uint32_t *order;        /* owned; [examined_leaves]: leaves in the order examined, the papers not found left out */
    struct tree_discrepancy *discrepancies; /* owned */
    size_t discrepancy_count;
};

/* Examines papers against `audited` ([ballots] values or TREE_NOT_FOUND) one by one, and plans again after each
 * discrepancy and each paper not found, until nothing is left to examine. Every leaf of a paper is examined with it,
 * except that a classic audit follows the paper's program to the letter: leaf by leaf, in the order of leaves, starting
 * again with the first leaf after a discrepancy. The other plans go in storage order. The tree keeps what was found. */
SCR_MUST_CHECK scr_result tree_simulate(struct tree *tree, const uint8_t *audited, enum tree_plan_kind plan,
                                        const struct tree_plan_limits *limits, struct tree_simulation *simulation);
void tree_simulation_free(struct tree_simulation *simulation);

/* Expands triples, in order, into votes[ballots] and audited[ballots] (malloc'ed, both to be freed). */
SCR_MUST_CHECK scr_result tree_expand_triples(const struct tree_triple *triples, size_t count, uint8_t **votes,
                                              uint8_t **audited, size_t *ballots);

#endif
