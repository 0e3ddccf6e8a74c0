/* test_verify_swap.c: the verifier's search for undetected swaps against published vectors, against brute force over
 * all permutations, and against decks built to be hard. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_swap_fixture.h"
#include "unit.h"

#define TARGETS 8

/* Brute force: the undetected swap with the fewest moved, then the first in lexicographic order; 0 when there is none.
 */
static uint32_t least_by_force(const struct deck *deck, uint32_t *moved, uint32_t *image) {
    uint32_t s[TARGETS], right[TARGETS], wrong[TARGETS], n = deck->target_count, best = 0;
    for (uint32_t i = 0; i < n; i++) s[i] = i;
    small_deck_count(deck, s, right);
    while (next_permutation(s, n)) {
        uint32_t count = 0, m[TARGETS], to[TARGETS];
        for (uint32_t i = 0; i < n; i++) {
            if (s[i] == i) continue;
            m[count] = i;
            to[count++] = s[i];
        }
        if (best && count > best) continue;
        small_deck_count(deck, s, wrong);
        if (memcmp(right, wrong, n * sizeof *right)) continue;
        if (best == count) {
            int order = 0;
            for (uint32_t a = 0; a < count && !order; a++) order = (m[a] > moved[a]) - (m[a] < moved[a]);
            for (uint32_t a = 0; a < count && !order; a++) order = (to[a] > image[a]) - (to[a] < image[a]);
            if (order >= 0) continue;
        }
        best = count;
        memcpy(moved, m, count * sizeof *m);
        memcpy(image, to, count * sizeof *to);
    }
    return best;
}

/* Marks each ballot at random without overvotes. */
static void mark_at_random(struct deck *deck, uint64_t *random) {
    uint64_t sparse = 1 + test_random(random, 3);
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        for (uint32_t k = 0; k < deck->contest_count; k++) {
            uint32_t left = deck->contests[k].votes_allowed;
            for (uint32_t tries = 0; tries < deck->contests[k].count && left; tries++) {
                uint32_t target = deck->contests[k].first + (uint32_t)test_random(random, deck->contests[k].count);
                if (test_random(random, 4) < sparse || small_deck_marks(deck, b, target)) continue;
                small_deck_mark(deck, b, target);
                left--;
            }
        }
    }
}

UNIT_TEST(verify_swap, agrees_with_brute_force_on_random_decks) {
    uint64_t random = 2022;
    uint32_t sizes[TARGETS + 1] = {0};
    for (uint32_t round = 0; round < 700; round++) {
        uint32_t n[TARGETS], v[TARGETS], contests = 0, targets = 0, most = round % 10 ? 6 : TARGETS;
        while (targets < most && contests < TARGETS) {
            n[contests] = 1 + (uint32_t)test_random(&random, most - targets < 4 ? most - targets : 4);
            v[contests] = 1 + (uint32_t)test_random(&random, n[contests] > 2 ? 2 : n[contests] + 1);
            targets += n[contests++];
        }
        struct deck deck = small_deck(n, v, contests, 2 + (uint32_t)test_random(&random, 10));
        mark_at_random(&deck, &random);
        uint32_t moved[TARGETS] = {0}, image[TARGETS] = {0}, least = least_by_force(&deck, moved, image);
        struct scr_arena arena = {0};
        struct swap missed;
        enum swap_answer answer = swap_ask(&deck, 80000000, &arena, &missed);
        CU_ASSERT_EQUAL(answer, least ? SWAP_MISSED : SWAP_SAFE);
        CU_ASSERT_EQUAL(missed.count, least);
        if (answer == SWAP_MISSED && missed.count == least) {
            CU_ASSERT(!memcmp(missed.moved, moved, least * sizeof *moved));
            CU_ASSERT(!memcmp(missed.image, image, least * sizeof *image));
            CU_ASSERT(swap_undetected(&deck, &missed));
        }
        sizes[least]++;
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
    printf(" (safe %u; missed swaps of 2: %u, 3: %u, 4: %u, 5: %u, 6: %u) ", sizes[0], sizes[2], sizes[3], sizes[4],
           sizes[5], sizes[6]);
    CU_ASSERT(sizes[0] >= 50 && sizes[2] >= 50);
}

static void shuffle(uint32_t *items, uint32_t count, uint64_t *random) {
    for (uint32_t i = 0; i < count; i++) items[i] = i;
    swap_shuffle(items, count, random);
}

/* Lays the totals of a contest one after another around a shuffled cycle of ballots: no ballot gets more than the votes
 * allowed when the totals sum to at most that many times the ballots. */
static void lay(struct deck *deck, uint32_t contest, const uint32_t *totals, uint64_t *random) {
    uint32_t order[512], at = 0;
    shuffle(order, deck->ballot_count, random);
    for (uint32_t i = 0; i < deck->contests[contest].count; i++)
        for (uint32_t mark = 0; mark < totals[i]; mark++, at++)
            small_deck_mark(deck, order[at % deck->ballot_count], deck->contests[contest].first + i);
}

/* Distinct totals at random with a sum of at most `most`, ascending; false when the draw exceeds it. */
static bool draw_totals(uint32_t *totals, uint32_t count, uint32_t highest, uint32_t most, uint64_t *random) {
    uint32_t order[64], sum = 0;
    shuffle(order, highest, random);
    for (uint32_t i = 0; i < count; i++) sum += totals[i] = order[i] + 1;
    return sum <= most;
}

/* Decks with distinct totals in each contest, as good decks have them: many are safe, and others miss only larger
 * swaps. */
UNIT_TEST(verify_swap, agrees_with_brute_force_on_decks_with_distinct_totals) {
    static const uint32_t shapes[][4] = {{2, 2, 0, 0}, {2, 3, 0, 0}, {2, 2, 2, 0}, {3, 3, 0, 0},
                                         {1, 2, 2, 0}, {3, 2, 2, 0}, {1, 1, 2, 3}, {2, 2, 2, 1}};
    uint64_t random = 7;
    uint32_t found[TARGETS + 1] = {0};
    for (uint32_t round = 0; round < 4000; round++) {
        const uint32_t *n = shapes[round % 8];
        uint32_t v[4], totals[TARGETS], contests = 0, ballots = 3 + (uint32_t)test_random(&random, 4);
        while (contests < 4 && n[contests]) contests++;
        for (uint32_t k = 0; k < contests; k++) v[k] = n[k] == 3 && round % 3 == 0 ? 2 : 1;
        struct deck deck = small_deck(n, v, contests, ballots);
        for (uint32_t k = 0; k < contests; k++)
            if (draw_totals(totals, n[k], round % 2 ? ballots : n[k], v[k] * ballots, &random))
                lay(&deck, k, totals, &random);
        struct scr_arena arena = {0};
        struct swap missed;
        enum swap_answer answer = swap_ask(&deck, 80000000, &arena, &missed);
        CU_ASSERT(answer == SWAP_SAFE || (answer == SWAP_MISSED && swap_undetected(&deck, &missed)));
        if (found[missed.count]++ < 60) {
            uint32_t moved[TARGETS], image[TARGETS];
            CU_ASSERT_EQUAL(missed.count, least_by_force(&deck, moved, image));
            CU_ASSERT(!missed.count || !memcmp(missed.moved, moved, missed.count * sizeof *moved));
            CU_ASSERT(!missed.count || !memcmp(missed.image, image, missed.count * sizeof *image));
        }
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
    printf(" (safe %u; 2: %u, 3: %u, 4: %u, 5: %u, 6: %u, 7: %u) ", found[0], found[2], found[3], found[4], found[5],
           found[6], found[7]);
    CU_ASSERT(found[0] >= 40 && found[2] >= 60 && found[3] >= 10 && found[4] >= 5);
}

static void fresh_totals(const struct deck *deck, uint32_t k, uint32_t *totals, uint64_t *random) {
    uint32_t n = deck->contests[k].count, highest = deck->ballot_count;
    while (!draw_totals(totals, n, highest, deck->contests[k].votes_allowed * deck->ballot_count, random))
        if (highest > n) highest--;
}

/* Draws the marks of the contests that a missed swap moves again, until the deck is safe. */
static uint32_t mend(struct deck *deck, uint32_t (*totals)[64], uint64_t *random, uint64_t *work) {
    for (uint32_t round = 1; round < 300; round++) {
        struct scr_arena arena = {0};
        struct swap missed;
        struct budget budget = {1000000000};
        enum swap_answer answer = SWAP_UNKNOWN;
        CU_ASSERT(!scr_failed(swap_search(deck, &budget, &arena, &answer, &missed)));
        *work = 1000000000 - budget.left;
        bool redo[512] = {false};
        for (uint32_t a = 0; a < missed.count; a++) redo[deck->candidates[missed.moved[a]].contest] = true;
        scr_arena_free(&arena);
        if (answer == SWAP_SAFE) return round;
        if (answer == SWAP_UNKNOWN) return 0;
        for (uint32_t b = 0; b < deck->ballot_count; b++) {
            uint32_t kept[4096], count = 0;
            for (uint32_t i = 0; i < deck->ballots[b].mark_count; i++)
                if (!redo[deck->candidates[deck->ballots[b].marks[i]].contest])
                    kept[count++] = deck->ballots[b].marks[i];
            deck->ballots[b].mark_count = 0;
            for (uint32_t i = 0; i < count; i++) small_deck_mark(deck, b, kept[i]);
        }
        for (uint32_t k = 0; k < deck->contest_count; k++) {
            if (redo[k] && !test_random(random, 4)) fresh_totals(deck, k, totals[k], random);
            if (redo[k]) lay(deck, k, totals[k], random);
        }
    }
    return 0;
}

/* Styles like a large state's, 20 to 35 contests and 80 to 120 candidates, two ballots above the least length that
 * their largest contest allows: the search proves them safe with little work, whatever the draw. */
UNIT_TEST(verify_swap, safe_decks_of_real_size_need_little_work) {
    static uint32_t totals[64][64];
    uint64_t random = 5, most_work = 0;
    uint32_t safe = 0, candidates_most = 0;
    for (uint32_t round = 0; round < 16; round++) {
        uint32_t n[64], v[64], contests = 20 + (uint32_t)test_random(&random, 16), ballots = 0;
        for (uint32_t k = 0; k < contests; k++) {
            uint64_t kind = test_random(&random, 10);
            n[k] = kind < 3 ? 2 : kind < 7 ? 3 + (uint32_t)test_random(&random, 5) : 5;
            v[k] = kind >= 7 && kind < 9 ? 2 : 1;
            uint32_t least = (n[k] * (n[k] + 1) / 2 + v[k] - 1) / v[k];
            if (least > ballots) ballots = least;
        }
        ballots += 2;
        struct deck deck = small_deck(n, v, contests, ballots);
        for (uint32_t k = 0; k < contests; k++) {
            fresh_totals(&deck, k, totals[k], &random);
            lay(&deck, k, totals[k], &random);
        }
        uint64_t work = 0;
        safe += mend(&deck, totals, &random, &work) > 0;
        if (work > most_work) most_work = work;
        if (deck.target_count > candidates_most) candidates_most = deck.target_count;
        scr_arena_free(&deck.arena);
    }
    printf(" (%u safe decks of up to %u candidates; at most %llu units of work) ", safe, candidates_most,
           (unsigned long long)most_work);
    CU_ASSERT(safe >= 8);
    CU_ASSERT(most_work < 5000000);
}

UNIT_TEST(verify_swap, ballots_of_other_kinds_do_not_count) {
    const uint32_t n[] = {2}, v[] = {1}, columns[] = {1, 2};
    struct deck deck = deck_of_columns(n, v, 1, 3, columns);
    small_deck_mark(&deck, 2, 1);
    struct scr_arena arena = {0};
    struct swap missed;
    CU_ASSERT_EQUAL(swap_ask(&deck, 10000, &arena, &missed), SWAP_SAFE);
    deck.ballots[2].kind = BALLOT_OVERVOTE;
    CU_ASSERT_EQUAL(swap_ask(&deck, 10000, &arena, &missed), SWAP_MISSED);
    small_deck_mark(&deck, 2, 0); /* overvoted, but not a test ballot */
    CU_ASSERT_EQUAL(swap_ask(&deck, 10000, &arena, &missed), SWAP_MISSED);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

UNIT_TEST(verify_swap, words_for_a_clerk) {
    const uint32_t n[] = {2, 2, 2}, v[] = {1, 1, 1};
    struct deck deck = small_deck(n, v, 3, 1);
    deck.candidates[4].name = "Evil\x1b[2J";
    uint32_t two[] = {0, 2}, exchanged[] = {2, 0}, five[] = {0, 1, 2, 3, 4}, cycles[] = {2, 3, 4, 1, 0};
    struct scr_buffer out = {0};
    CU_ASSERT(!scr_failed(swap_describe(&deck, &(struct swap){two, exchanged, 2}, &out)));
    CU_ASSERT_STRING_EQUAL(out.data, "c1 (C1) and c3 (C2) can be exchanged unnoticed");
    out.length = 0;
    CU_ASSERT(!scr_failed(swap_describe(&deck, &(struct swap){five, cycles, 5}, &out)));
    CU_ASSERT(strstr((char *)out.data, "5 candidates can be exchanged unnoticed: c1 (C1) gets the votes of c3 (C2), "
                                       "c3 (C2) those of Evil") == (char *)out.data);
    CU_ASSERT(strstr((char *)out.data, ", while c2 (C1) and c4 (C2) get each other's votes") != NULL);
    CU_ASSERT(!strchr((char *)out.data, '\x1b'));
    scr_buffer_free(&out);
    scr_arena_free(&deck.arena);
}

/* Sixty contests with the same ten totals, almost as many marks as a ballot can hold: no exchange of two goes unnoticed
 * and nothing is decided by propagation. The search ends within its budget and its memory, with any answer but a wrong
 * one. */
UNIT_TEST(verify_swap, hard_decks_end_by_budget) {
    static const uint32_t votes[] = {1, 5};
    uint64_t random = 11;
    for (uint32_t kind = 0; kind < 2; kind++) {
        uint32_t n[60], v[60], totals[10];
        for (uint32_t k = 0; k < 60; k++) {
            n[k] = 10;
            v[k] = votes[kind];
        }
        for (uint32_t i = 0; i < 10; i++) totals[i] = 20 * votes[kind] - 9 + i;
        struct deck deck = small_deck(n, v, 60, kind ? 192 : 170);
        for (uint32_t k = 0; k < 60; k++) lay(&deck, k, totals, &random);
        struct scr_arena arena = {0};
        struct swap missed;
        enum swap_answer answer = swap_ask(&deck, 200000000, &arena, &missed);
        printf(" (kind %u: answer %d, %u moved) ", kind, (int)answer, missed.count);
        CU_ASSERT(answer == SWAP_UNKNOWN || answer == SWAP_SAFE || swap_undetected(&deck, &missed));
        CU_ASSERT(arena.allocated < 1000000);
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
}

/* As large as the format allows: memory stays bounded and the budget ends the search. */
UNIT_TEST(verify_swap, the_largest_decks_stay_within_bounds) {
    enum { CONTESTS = 4000, BALLOTS = 3000 };
    static uint32_t n[CONTESTS], v[CONTESTS];
    uint64_t random = 13;
    for (uint32_t k = 0; k < CONTESTS; k++) {
        n[k] = 5;
        v[k] = 1;
    }
    struct deck deck = small_deck(n, v, CONTESTS, BALLOTS);
    for (uint32_t b = 0; b < BALLOTS; b++) { /* candidates of a contest get totals of 593 to 607 or so */
        uint32_t *marks = scr_arena_alloc(&deck.arena, CONTESTS, sizeof *marks);
        CU_ASSERT_PTR_NOT_NULL_FATAL(marks);
        for (uint32_t k = 0; k < CONTESTS; k++) marks[k] = 5 * k + (uint32_t)test_random(&random, 5);
        deck.ballots[b].marks = marks;
        deck.ballots[b].mark_count = CONTESTS;
    }
    struct scr_arena arena = {0};
    struct swap missed;
    enum swap_answer answer = swap_ask(&deck, 1000000000, &arena, &missed);
    printf(" (answer %d, %u moved) ", (int)answer, missed.count);
    CU_ASSERT(answer == SWAP_UNKNOWN || answer == SWAP_SAFE || missed.count > 0);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

static json_t *shared_json(const char *name) {
    char path[4096];
    json_error_t error;
    if (!unit_shared()) {
        printf(" (no shared inputs: skipped) ");
        return NULL;
    }
    snprintf(path, sizeof path, "%s/vectors/%s", unit_shared(), name);
    json_t *root = json_load_file(path, 0, &error);
    CU_ASSERT_PTR_NOT_NULL(root);
    return root;
}

UNIT_TEST(verify_swap, published_vectors) {
    json_t *root = shared_json("deck_swap_vectors.json"), *vectors = json_object_get(root, "vectors");
    if (!root) return;
    CU_ASSERT_EQUAL(json_array_size(vectors), 17);
    for (size_t at = 0; at < json_array_size(vectors); at++) {
        json_t *vector = json_array_get(vectors, at), *ballots = json_object_get(vector, "deck");
        uint32_t n[50], v[50], contests = (uint32_t)json_array_size(json_object_get(vector, "n"));
        CU_ASSERT_FATAL(contests > 0 && contests <= 50);
        for (uint32_t k = 0; k < contests; k++) {
            n[k] = (uint32_t)json_integer_value(json_array_get(json_object_get(vector, "n"), k));
            v[k] = (uint32_t)json_integer_value(json_array_get(json_object_get(vector, "v"), k));
        }
        struct deck deck = small_deck(n, v, contests, (uint32_t)json_array_size(ballots));
        for (uint32_t b = 0; b < deck.ballot_count; b++)
            for (size_t i = 0; i < json_array_size(json_array_get(ballots, b)); i++)
                small_deck_mark(&deck, b,
                                (uint32_t)json_integer_value(json_array_get(json_array_get(ballots, b), i)) - 1);
        uint32_t least = (uint32_t)json_integer_value(json_object_get(vector, "min_swap"));
        struct scr_arena arena = {0};
        struct swap missed;
        CU_ASSERT_EQUAL(swap_ask(&deck, 10000000, &arena, &missed), least ? SWAP_MISSED : SWAP_SAFE);
        CU_ASSERT_EQUAL(missed.count, least);
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
    json_decref(root);
}

/* The deck of ten ballots for the NIST Ohio style is safe; any mark taken away or moved to another ballot that can hold
 * it changes a total, and the deck with one ballot missing is not safe (10 is the least length). */
UNIT_TEST(verify_swap, nist_ohio) {
    json_t *root = shared_json("nist_ohio_10_ballots.json");
    if (!root) return;
    json_t *contests = json_object_get(root, "contests"), *ballots = json_object_get(root, "ballots");
    uint32_t n[50], v[50], count = (uint32_t)json_array_size(contests);
    CU_ASSERT_FATAL(count > 0 && count <= 50);
    for (uint32_t k = 0; k < count; k++) {
        n[k] = (uint32_t)json_integer_value(json_object_get(json_array_get(contests, k), "n"));
        v[k] = (uint32_t)json_integer_value(json_object_get(json_array_get(contests, k), "v"));
    }
    struct deck deck = small_deck(n, v, count, (uint32_t)json_array_size(ballots));
    for (uint32_t b = 0; b < deck.ballot_count; b++)
        for (size_t i = 0; i < json_array_size(json_array_get(ballots, b)); i++)
            small_deck_mark(&deck, b, (uint32_t)json_integer_value(json_array_get(json_array_get(ballots, b), i)));
    struct scr_arena arena = {0};
    struct swap missed;
    CU_ASSERT_EQUAL(deck.target_count, 59);
    CU_ASSERT_EQUAL(swap_ask(&deck, 10000000, &arena, &missed), SWAP_SAFE);
    deck.ballot_count = 9;
    CU_ASSERT_EQUAL(swap_ask(&deck, 10000000, &arena, &missed), SWAP_MISSED);
    CU_ASSERT(swap_undetected(&deck, &missed));
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
    json_decref(root);
}
