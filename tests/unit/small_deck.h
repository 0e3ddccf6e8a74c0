/* small_deck.h: decks of a few contests made in memory, for the tests of the verifier's searches. */
#ifndef TESTS_SMALL_DECK_H
#define TESTS_SMALL_DECK_H

#include "verify/deck/deck.h"

/* Random numbers that are the same on every machine: xorshift64*. */
uint64_t test_random(uint64_t *state, uint64_t below);

/* A deck with `contests` contests of n[k] candidates and v[k] votes allowed and room for `ballots` ballots, as yet
 * unmarked and of Kind test. Candidates are named "c1", "c2", .. and contests "C1", ... Release with
 * scr_arena_free(&deck->arena). Aborts when memory is short. */
struct deck small_deck(const uint32_t *n, const uint32_t *v, uint32_t contests, uint32_t ballots);
/* Marks a target on a ballot that does not mark it yet, keeping marks ascending. */
void small_deck_mark(struct deck *deck, uint32_t ballot, uint32_t target);
bool small_deck_marks(const struct deck *deck, uint32_t ballot, uint32_t target);
void small_deck_clear(struct deck *deck);
/* Fills in every candidate's expected total (specification 4.2). */
void small_deck_expect(struct deck *deck);
/* What a machine with this swap counts for each candidate: image[i] is the target that candidate i is counted from. */
void small_deck_count(const struct deck *deck, const uint32_t *image, uint32_t *totals);
/* The next permutation in lexicographic order; false after the last. */
bool next_permutation(uint32_t *items, uint32_t count);

#endif
