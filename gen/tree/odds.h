/* odds.h: how likely the tree names the plurality winner, and what audits cost. Statements about the future, not
 * results: the one place of this folder where floating point is used.
 *
 * Probabilities are computed in long double (64 bits of mantissa on x86), each operation rounded to nearest. One level
 * of the map takes a few hundred operations on positive numbers and enlarges a relative error by a factor of at most
 * the arity, so errors stay below 1e-7 up to height 17 (in the tests below 1e-14); people are shown 7 decimals, rounded
 * to nearest. They are what an election of votes drawn independently with the given shares would give: an approximation
 * for a given list of ballots in random order, which is drawn without replacement. */
#ifndef GEN_TREE_ODDS_H
#define GEN_TREE_ODDS_H

#include "gen/tree/plurality.h"

#define TREE_HEIGHT_MOST 64

/* Shares of the candidates, blanks left out, adding up to 1. */
struct tree_shares {
    unsigned candidates; /* 1 .. TREE_CANDIDATES_MOST */
    long double p[TREE_CANDIDATES_MOST];
};

/* Shares from counts; SCR_INPUT when all are 0 or there are none or too many. */
SCR_MUST_CHECK scr_result tree_shares_of(const uint64_t *counts, unsigned candidates, struct tree_shares *shares);
/* One level up: the shares of nodes with `arity` children of the given shares, ties shared equally. */
struct tree_shares tree_shares_above(const struct tree_shares *below, unsigned arity);
/* The candidate with the largest share, the first of several. */
unsigned tree_shares_leader(const struct tree_shares *shares);

/* The heights of the two neighbouring full trees: arity^low <= n <= arity^high, equal when n is a power of the arity. n
 * from 1 to 2^63. */
struct tree_heights {
    unsigned low, high;
};
struct tree_heights tree_heights_of(uint64_t leaves, unsigned arity);

/* The least replication with which the leader wins a tree of that many papers with probability `wanted` at least, also
 * at the lesser of its two heights. False when the replicated list would exceed 2^62 or the leader is tied. */
bool tree_least_replication(const struct tree_shares *shares, uint64_t ballots, unsigned arity, long double wanted,
                            uint64_t *replication, unsigned *height);

/* Leaves that a plan takes when every node that it examines has a majority among its children (two candidates, none
 * missing, odd arity): at least with the cheapest majority at each node, at most with the dearest. */
struct tree_workload {
    uint64_t least, most;
};
struct tree_workload tree_workload_of(uint64_t leaves, unsigned arity);

/* Sample size of a ballot-comparison risk-limiting audit for a risk limit alpha (0 < alpha < 1) and diluted margin m
 * (0 < m <= 1). Rule of thumb: 2 ln(1/alpha) / m, not rounded. */
long double tree_rla_rule_of_thumb(long double alpha, long double margin);
/* Exact form (Stark's super-simple audit, gamma = 1.03905): o1, o2 over- and u1, u2 understatements by one and two
 * votes. UINT64_MAX when no sample of that size would do. */
uint64_t tree_rla_sample(long double alpha, long double margin, unsigned o1, unsigned o2, unsigned u1, unsigned u2);

/* A row of the table of sizes and margins at which the tree examines fewer ballots than the risk-limiting audit. */
struct tree_crossing {
    unsigned height;
    uint64_t leaves, workload; /* arity^height, majority^height */
    long double margin;        /* the tree examines fewer below this margin (rule of thumb); above 1: at every margin */
    long double agree;         /* two candidates at that margin: probability that the tree names the leader */
};
struct tree_crossing tree_crossing_at(unsigned height, unsigned arity, long double alpha);

#endif
