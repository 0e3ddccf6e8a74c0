/* test_deck_undetected.c: the search for missed swaps against all permutations; both its methods against each other. */
#include <stdio.h>
#include <stdlib.h>

#include "deck_oracle.h"
#include "gen/deck/undetected_sat.h"
#include "unit.h"

/* Random contests of up to 8 candidates in all, and random marks; totals within a block are made distinct often. */
static struct shape random_shape(uint64_t *state, struct scr_arena *arena) {
    uint32_t contests[4][2], left = 4 + oracle_random(state, 5);
    size_t count = 0, group = oracle_random(state, 3);
    if (group >= left) group = 0;
    left -= (uint32_t)group;
    while (left >= 2 && count < 4) {
        uint32_t n = 2 + oracle_random(state, left < 5 ? left - 1 : 4);
        contests[count][0] = n;
        contests[count++][1] = 1 + oracle_random(state, n - 1);
        left -= n;
    }
    return oracle_shape(arena, (const uint32_t(*)[2])contests, count, group, oracle_random(state, 2));
}

static struct marks random_marks(uint64_t *state, const struct shape *shape, struct scr_arena *arena) {
    struct marks marks;
    size_t ballots = 3 + oracle_random(state, 6);
    if (scr_failed(marks_make(ballots, shape->candidate_count, arena, &marks))) abort();
    for (size_t block = 0; block < shape_block_count(shape); block++) {
        size_t first = shape_block_first(shape, block), size = shape_block_size(shape, block);
        size_t limit = block < shape->contest_count ? shape->contests[block].v : size;
        for (size_t i = 0; i < size; i++) /* candidate i aims at i + 1 votes: equal totals across blocks */
            for (size_t tries = 0; tries < 40 && marks_total(&marks, first + i) < i + 1; tries++) {
                size_t ballot = oracle_random(state, (uint32_t)ballots), marked = 0;
                for (size_t j = 0; j < size; j++) marked += marks_has(&marks, first + j, ballot);
                if (marked < limit) marks_set(&marks, first + i, ballot);
            }
    }
    return marks;
}

static void expect_missed(const struct oracle *deck, const struct moves *moves) {
    uint32_t image[200];
    bool used[200] = {false};
    for (uint32_t c = 0; c < deck->candidates; c++) image[c] = c;
    CU_ASSERT(moves->count >= 2);
    for (size_t a = 0; a < moves->count; a++) {
        CU_ASSERT_NOT_EQUAL(moves->moved[a], moves->image[a]);
        if (a) CU_ASSERT(moves->moved[a - 1] < moves->moved[a]);
        image[moves->moved[a]] = moves->image[a];
    }
    for (uint32_t c = 0; c < deck->candidates; c++) {
        CU_ASSERT_FALSE(used[image[c]]);
        used[image[c]] = true;
    }
    CU_ASSERT(oracle_misses(deck, image));
}

UNIT_TEST(deck_undetected, agrees_with_all_permutations) {
    uint64_t state = 20261103;
    size_t safe = 0, unsafe = 0, by_sat = 0, several_votes = 0, with_group = 0;
    for (size_t round = 0; round < 600; round++) {
        struct scr_arena arena = {0};
        struct shape shape = random_shape(&state, &arena);
        struct marks marks = random_marks(&state, &shape, &arena);
        struct oracle deck = oracle_of(&shape, &marks);
        struct undetected *finder;
        struct moves moves;
        enum undetected_answer answer, again;
        uint64_t work = 100000000, none = 1, conflicts = 100000;
        size_t seed;
        bool expected = oracle_safe(&deck);
        CU_ASSERT(oracle_legal(&deck, false));
        for (size_t k = 0; k < shape.contest_count; k++) several_votes += shape.contests[k].v > 1;
        with_group += shape.group > 0;
        CU_ASSERT_FATAL(!scr_failed(undetected_new(&shape, marks.ballots, &finder)));
        CU_ASSERT_FATAL(!scr_failed(undetected_find(finder, &marks, 0, &work, &answer, &moves, &seed)));
        CU_ASSERT_EQUAL(answer, expected ? UNDETECTED_NONE : UNDETECTED_FOUND);
        if (answer == UNDETECTED_FOUND) expect_missed(&deck, &moves);
        safe += expected;
        unsafe += !expected;
        /* Out of effort, the answer may be "unknown" but never wrong; then CUT by SAT decides. */
        CU_ASSERT_FATAL(!scr_failed(undetected_find(finder, &marks, 0, &none, &again, &moves, &seed)));
        CU_ASSERT(again == answer || again == UNDETECTED_UNKNOWN);
        if (again == UNDETECTED_UNKNOWN) {
            uint32_t moved[8], image[8];
            moves = (struct moves){moved, image, 0};
            CU_ASSERT_FATAL(!scr_failed(undetected_by_sat(finder, &shape, &marks, &conflicts, &again, &moves)));
            CU_ASSERT_EQUAL(again, answer);
            if (again == UNDETECTED_FOUND) expect_missed(&deck, &moves);
            by_sat++;
        }
        undetected_free(finder);
        scr_arena_free(&arena);
    }
    printf("(%zu safe, %zu not, %zu by SAT) ", safe, unsafe, by_sat);
    CU_ASSERT(safe >= 50);
    CU_ASSERT(unsafe >= 50);
    CU_ASSERT(by_sat >= 50);
    CU_ASSERT(several_votes >= 50);
    CU_ASSERT(with_group >= 50);
}

/* Asking on from behind the last answer comes to an end, also with equal totals among noncompetitive candidates. */
UNIT_TEST(deck_undetected, further_swaps_come_to_an_end) {
    static const uint32_t contests[][2] = {{2, 1}, {2, 1}, {3, 2}};
    struct scr_arena arena = {0};
    struct shape shape = oracle_shape(&arena, contests, 3, 4, true);
    struct marks marks;
    struct undetected *finder;
    CU_ASSERT_FATAL(!scr_failed(marks_make(3, shape.candidate_count, &arena, &marks)));
    marks_set(&marks, 0, 0);
    marks_set(&marks, 2, 1);
    CU_ASSERT_FATAL(!scr_failed(undetected_new(&shape, 3, &finder)));
    struct oracle deck = oracle_of(&shape, &marks);
    size_t from = 0, found = 0;
    for (; found < 20; found++) {
        uint64_t work = 1000000;
        struct moves moves;
        enum undetected_answer answer;
        size_t seed;
        CU_ASSERT_FATAL(!scr_failed(undetected_find(finder, &marks, from, &work, &answer, &moves, &seed)));
        if (answer != UNDETECTED_FOUND) break;
        expect_missed(&deck, &moves);
        CU_ASSERT(seed >= from);
        from = seed + 1;
    }
    CU_ASSERT(found >= 3);
    CU_ASSERT(found <= 7);
    undetected_free(finder);
    scr_arena_free(&arena);
}
