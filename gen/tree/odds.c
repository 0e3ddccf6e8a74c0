/* odds.c: shares from level to level, heights, replication. */
#include <math.h>

#include "gen/tree/odds.h"

scr_result tree_shares_of(const uint64_t *counts, unsigned candidates, struct tree_shares *shares) {
    long double all = 0;
    if (!candidates || candidates > TREE_CANDIDATES_MOST) return (scr_result){SCR_INPUT};
    *shares = (struct tree_shares){.candidates = candidates};
    for (unsigned c = 0; c < candidates; c++) all += (long double)counts[c];
    if (all <= 0) return (scr_result){SCR_INPUT};
    for (unsigned c = 0; c < candidates; c++) shares->p[c] = (long double)counts[c] / all;
    return scr_done();
}

unsigned tree_shares_leader(const struct tree_shares *shares) {
    unsigned leader = 0;
    for (unsigned c = 1; c < shares->candidates; c++)
        if (shares->p[c] > shares->p[leader]) leader = c;
    return leader;
}

/* The probability that candidate w has `most` of the k votes and nobody has more, w taking its share of ties. The sum
 * over k-tuples is grouped by counts: k! / (c1! c2! ..) tuples have the same counts, so the candidates are taken one by
 * one with p^c / c!, keeping how many votes are used and how many candidates reached `most`. */
static long double wins_with(const struct tree_shares *below, unsigned k, unsigned w, unsigned most) {
    static const long double factorial[TREE_ARITY_MOST + 1] = {1, 1, 2, 6, 24, 120};
    long double ways[TREE_ARITY_MOST + 1][TREE_ARITY_MOST + 1] = {{0}}; /* [votes used][reached most] */
    ways[most][1] = powl(below->p[w], (long double)most) / factorial[most];
    for (unsigned c = 0; c < below->candidates; c++) {
        if (c == w) continue;
        for (unsigned used = k; used > 0; used--) /* from the top, so that each candidate is taken once */
            for (unsigned tied = k; tied > 0; tied--) {
                long double sum = ways[used][tied], power = 1;
                for (unsigned v = 1; v <= most && v <= used; v++) {
                    power *= below->p[c] / (long double)v;
                    unsigned before = v == most ? tied - 1 : tied;
                    sum += before ? ways[used - v][before] * power : 0;
                }
                ways[used][tied] = sum;
            }
    }
    long double wins = 0;
    for (unsigned tied = 1; tied <= k; tied++) wins += ways[k][tied] / (long double)tied;
    return wins * factorial[k];
}

struct tree_shares tree_shares_above(const struct tree_shares *below, unsigned arity) {
    struct tree_shares above = {.candidates = below->candidates};
    for (unsigned w = 0; w < below->candidates; w++)
        for (unsigned most = 1; most <= arity; most++) above.p[w] += wins_with(below, arity, w, most);
    return above;
}

struct tree_heights tree_heights_of(uint64_t leaves, unsigned arity) {
    struct tree_heights heights = {0, 0};
    uint64_t power = 1;
    while (power <= leaves / arity) {
        power *= arity;
        heights.low++;
    }
    heights.high = heights.low + (power < leaves);
    return heights;
}

bool tree_least_replication(const struct tree_shares *shares, uint64_t ballots, unsigned arity, long double wanted,
                            uint64_t *replication, unsigned *height) {
    struct tree_shares at = *shares;
    unsigned leader = tree_shares_leader(shares);
    uint64_t power = 1;
    for (unsigned h = 0; h < TREE_HEIGHT_MOST; h++, power *= arity) {
        if (at.p[leader] >= wanted) {
            *height = h;
            *replication = power <= ballots ? 1 : (power - 1) / ballots + 1;
            return ballots > 0;
        }
        if (power > (UINT64_C(1) << 62) / arity) return false;
        at = tree_shares_above(&at, arity);
    }
    return false;
}
