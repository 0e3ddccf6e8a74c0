/* test_verify_swap_fixture.c: asks the search, and a machine, about swaps of small decks. */
#include "test_verify_swap_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum swap_answer swap_ask(const struct deck *deck, uint64_t work, struct scr_arena *arena, struct swap *missed) {
    struct budget budget = {work};
    enum swap_answer answer = SWAP_UNKNOWN;
    CU_ASSERT(!scr_failed(swap_search(deck, &budget, arena, &answer, missed)));
    return answer;
}

bool swap_undetected(const struct deck *deck, const struct swap *swap) {
    uint32_t *image = calloc(deck->target_count, sizeof *image), *seen = calloc(deck->target_count, sizeof *seen);
    uint32_t *right = calloc(deck->target_count, sizeof *right), *wrong = calloc(deck->target_count, sizeof *wrong);
    bool good = swap->count > 0;
    if (!image || !seen || !right || !wrong) abort();
    for (uint32_t i = 0; i < deck->target_count; i++) image[i] = i;
    small_deck_count(deck, image, right);
    for (uint32_t a = 0; a < swap->count; a++) {
        good &= swap->moved[a] != swap->image[a] && (!a || swap->moved[a] > swap->moved[a - 1]);
        image[swap->moved[a]] = swap->image[a];
    }
    for (uint32_t i = 0; i < deck->target_count; i++) good &= !seen[image[i]]++;
    small_deck_count(deck, image, wrong);
    good &= !memcmp(right, wrong, deck->target_count * sizeof *right);
    free(image);
    free(seen);
    free(right);
    free(wrong);
    return good;
}

struct deck deck_of_columns(const uint32_t *n, const uint32_t *v, uint32_t contests, uint32_t ballots,
                            const uint32_t *columns) {
    struct deck deck = small_deck(n, v, contests, ballots);
    for (uint32_t t = 0; t < deck.target_count; t++)
        for (uint32_t b = 0; b < ballots; b++)
            if (columns[t] >> b & 1) small_deck_mark(&deck, b, t);
    return deck;
}

void swap_shuffle(uint32_t *items, uint32_t count, uint64_t *random) {
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = (uint32_t)test_random(random, i), held = items[i - 1];
        items[i - 1] = items[other];
        items[other] = held;
    }
}
