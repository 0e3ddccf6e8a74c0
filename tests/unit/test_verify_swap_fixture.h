/* test_verify_swap_fixture.h: what the tests of the search for undetected swaps share. */
#ifndef TESTS_TEST_VERIFY_SWAP_FIXTURE_H
#define TESTS_TEST_VERIFY_SWAP_FIXTURE_H

#include "small_deck.h"
#include "verify/deck/swap.h"

/* The search with so much work; it must not fail. *missed lives in the arena. */
enum swap_answer swap_ask(const struct deck *deck, uint64_t work, struct scr_arena *arena, struct swap *missed);
/* Is the swap a permutation of what it moves, and does a machine with it print the expected totals? */
bool swap_undetected(const struct deck *deck, const struct swap *swap);
/* A deck whose ballots mark the columns given: bit b of columns[t] for target t. */
struct deck deck_of_columns(const uint32_t *n, const uint32_t *v, uint32_t contests, uint32_t ballots,
                            const uint32_t *columns);
void swap_shuffle(uint32_t *items, uint32_t count, uint64_t *random);

#endif
