/* test_verify_swap_limits.c: the search for undetected swaps at every budget, at its edges of size, and on decks whose
 * least swap needs contests that nobody can overvote. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_swap_fixture.h"
#include "unit.h"
#include "verify/deck/checks.h"
#include "verify/deck/swap_cover.h"

/* At any budget the answer is the right one, or one that claims less; with more work never less is known. */
static void at_every_budget(const struct deck *deck, uint32_t least, uint32_t answers[4]) {
    uint32_t known = 0;
    for (uint64_t work = 0; known < 2; work += 8 + work / 32) {
        struct scr_arena arena = {0};
        struct swap missed;
        enum swap_answer answer = swap_ask(deck, work, &arena, &missed);
        answers[answer]++;
        CU_ASSERT(answer != SWAP_SAFE || !least);
        CU_ASSERT((answer != SWAP_MISSED && answer != SWAP_MISSED_SOME) || swap_undetected(deck, &missed));
        CU_ASSERT(answer != SWAP_MISSED || missed.count == least);
        CU_ASSERT(answer != SWAP_MISSED_SOME || missed.count >= least);
        known += answer == SWAP_SAFE || answer == SWAP_MISSED;
        scr_arena_free(&arena);
        CU_ASSERT_FATAL(work < 4000000000);
    }
}

/* Contest B of two with columns {1} and {2,3}, and two contests of one with columns {2} and {1,4}: exchanging either
 * pair of equal totals overvotes a ballot of B, exchanging both at once does not. */
UNIT_TEST(verify_swap_limits, a_swap_through_contests_of_one) {
    const uint32_t n[] = {2, 1, 1}, v[] = {1, 1, 1}, columns[] = {1, 6, 2, 9};
    struct deck deck = deck_of_columns(n, v, 3, 4, columns);
    struct scr_arena arena = {0};
    struct swap missed;
    uint32_t answers[4] = {0};
    CU_ASSERT_EQUAL(swap_ask(&deck, 1000000, &arena, &missed), SWAP_MISSED);
    CU_ASSERT_EQUAL_FATAL(missed.count, 4);
    static const uint32_t image[] = {2, 3, 0, 1};
    for (uint32_t a = 0; a < 4; a++) CU_ASSERT(missed.moved[a] == a && missed.image[a] == image[a]);
    at_every_budget(&deck, 4, answers);
    CU_ASSERT(answers[SWAP_UNKNOWN] && answers[SWAP_MISSED]);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

/* What LAT-11 says of it at each budget: nothing, an exchange that may not be the smallest, or that. */
UNIT_TEST(verify_swap_limits, words_at_every_budget) {
    static const char late[] = " (the budget of work ended before a smaller exchange was ruled out)";
    const uint32_t n[] = {2, 1, 1}, v[] = {1, 1, 1}, columns[] = {1, 6, 2, 9};
    struct deck deck = deck_of_columns(n, v, 3, 4, columns);
    uint32_t unknown = 0, some = 0, least = 0;
    for (uint64_t budget = 0; !least; budget++) {
        struct findings findings = {0};
        struct work work = {.each = budget, .all = budget};
        const struct surroundings surroundings = {.work = &work};
        CU_ASSERT_FALSE(scr_failed(findings_add(&findings, "LAT-05", VERDICT_HOLDS, "%s", "")));
        CU_ASSERT_FALSE(scr_failed(deck_lat_11(&deck, &surroundings, &findings)));
        CU_ASSERT_EQUAL_FATAL(findings.check_count, 2);
        const struct check *check = &findings.checks[1];
        const bool four = strstr(check->detail, "4 candidates can be exchanged unnoticed: ") == check->detail;
        CU_ASSERT_EQUAL(four, check->verdict == VERDICT_REFUTED);
        if (check->verdict == VERDICT_UNDECIDED)
            unknown++;
        else if (strstr(check->detail, late))
            some++;
        else
            least++;
        findings_free(&findings);
        CU_ASSERT_FATAL(budget < 1000000);
    }
    CU_ASSERT(unknown && some);
    scr_arena_free(&deck.arena);
}

/* Lays distinct totals of a contest around a shuffled cycle of ballots, as a good deck has them; marks nothing where
 * the totals drawn never fit. */
static void lay(struct deck *deck, uint32_t contest, uint64_t *random) {
    uint32_t order[16], totals[16], ballots = deck->ballot_count, at = 0;
    const struct deck_contest *c = &deck->contests[contest];
    for (uint32_t i = 0; i < ballots; i++) order[i] = totals[i] = i;
    swap_shuffle(order, ballots, random);
    for (uint32_t tries = 0, sum = UINT32_MAX; sum > c->votes_allowed * ballots; tries++) {
        if (tries == 30 || c->count > ballots) return;
        swap_shuffle(totals, ballots, random);
        sum = 0;
        for (uint32_t i = 0; i < c->count; i++) sum += totals[i] + 1;
    }
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t mark = 0; mark <= totals[i]; mark++, at++)
            small_deck_mark(deck, order[at % ballots], c->first + i);
}

/* Contests of n[0], n[1], .. 0 candidates; larger ones than of two with up to `votes` votes. */
static struct deck random_deck(const uint32_t *n, uint32_t votes, uint32_t ballots, uint64_t *random) {
    uint32_t v[6], contests = 0;
    for (; contests < 6 && n[contests]; contests++)
        v[contests] = n[contests] > 2 ? 1 + (uint32_t)test_random(random, votes) : 1;
    struct deck deck = small_deck(n, v, contests, ballots + (uint32_t)test_random(random, 4));
    for (uint32_t k = 0; k < contests; k++) lay(&deck, k, random);
    return deck;
}

UNIT_TEST(verify_swap_limits, random_decks_at_every_budget) {
    static const uint32_t shapes[][6] = {{2, 2, 2, 0}, {3, 3, 0, 0}, {3, 3, 2, 2, 0}, {2, 2, 2, 2, 2, 0},
                                         {4, 4, 4, 0}, {1, 2, 3, 0}, {4, 4, 3, 3, 0}, {5, 5, 5, 0}};
    uint64_t random = 41;
    uint32_t answers[4] = {0}, least[32] = {0};
    for (uint32_t round = 0; round < 2000; round++) {
        struct deck deck = random_deck(shapes[round % 8], 3, 5, &random);
        struct scr_arena arena = {0};
        struct swap missed;
        enum swap_answer answer = swap_ask(&deck, 4000000000, &arena, &missed);
        CU_ASSERT(answer == SWAP_SAFE || (answer == SWAP_MISSED && swap_undetected(&deck, &missed)));
        least[missed.count]++;
        if (missed.count != 2) at_every_budget(&deck, missed.count, answers);
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
    printf(" (safe %u; 2: %u, 3: %u, 4: %u, 5: %u, 6: %u; told safe %u, the least %u, some %u, unknown %u) ", least[0],
           least[2], least[3], least[4], least[5], least[6], answers[SWAP_SAFE], answers[SWAP_MISSED],
           answers[SWAP_MISSED_SOME], answers[SWAP_UNKNOWN]);
}

/* The exact cover by itself, also where an exchange of two would have ended the search before it: it finds an
 * undetected swap exactly where there is one. */
UNIT_TEST(verify_swap_limits, the_cover_alone_finds_what_there_is) {
    static const uint32_t shapes[][6] = {
        {3, 2, 2, 0}, {3, 3, 3, 0}, {3, 3, 2, 2, 0}, {4, 2, 2, 2, 0}, {2, 2, 2, 2, 2, 0}};
    uint64_t random = 43;
    uint32_t missed_some = 0, safe = 0;
    for (uint32_t round = 0; round < 2000; round++) {
        struct deck deck = random_deck(shapes[round % 5], 2, 3, &random);
        struct scr_arena arena = {0};
        struct swap swap = {0};
        struct budget budget = {4000000000};
        struct swap_problem problem;
        struct cover cover = {0};
        bool found = false;
        CU_ASSERT_FATAL(!scr_failed(swap_problem_build(&deck, &budget, &arena, &problem)));
        if (problem.group_count < problem.targets) {
            CU_ASSERT_FATAL(!scr_failed(cover_begin(&cover, &problem, &arena)));
            CU_ASSERT(!scr_failed(cover_second(&cover, &arena, &found, &swap)));
            CU_ASSERT(!found || swap_undetected(&deck, &swap));
        }
        CU_ASSERT_EQUAL(found, swap_ask(&deck, 4000000000, &arena, &swap) == SWAP_MISSED);
        missed_some += found;
        safe += !found;
        cover_end(&cover);
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
    printf(" (%u safe, %u not) ", safe, missed_some);
    CU_ASSERT(safe >= 20 && missed_some >= 100);
}

/* Two contests of two on three ballots, totals 1 and 2 in each: domains that leave no option, or no permutation. */
UNIT_TEST(verify_swap_limits, domains_without_a_way_out) {
    const uint32_t n[] = {2, 2, 2}, v[] = {1, 1, 1}, columns[] = {1, 6, 2, 5, 4, 3};
    struct deck deck = deck_of_columns(n, v, 3, 3, columns);
    struct scr_arena arena = {0};
    struct budget budget = {100000};
    struct swap_problem problem;
    struct cover cover = {0};
    bool possible;
    CU_ASSERT_FATAL(!scr_failed(swap_problem_build(&deck, &budget, &arena, &problem)));
    CU_ASSERT_FATAL(!scr_failed(cover_begin(&cover, &problem, &arena)));
    CU_ASSERT(problem.group_count == 2 && cover.sizes[0] == 3);
    /* The ones of C1 and C2 are both counted from C3's: no permutation. */
    CU_ASSERT(!scr_failed(cover_assign(&cover, 0, 2)) && !scr_failed(cover_assign(&cover, 2, 2)));
    for (int twice = 0; twice < 2; twice++) {
        CU_ASSERT_FALSE(scr_failed(narrow_group(&cover, 0, &possible)));
        CU_ASSERT_FALSE(possible);
    }
    cover_restore(&cover, 0);
    CU_ASSERT_FALSE(scr_failed(narrow_group(&cover, 0, &possible)));
    CU_ASSERT_TRUE(possible);
    /* In C1, ballot 1 would have the mark of C1's one and of C2's two. */
    CU_ASSERT(!scr_failed(cover_assign(&cover, 0, 0)) && !scr_failed(cover_assign(&cover, 1, 1)));
    CU_ASSERT_FALSE(scr_failed(narrow_contest(&cover, 0, &possible)));
    CU_ASSERT_FALSE(possible);
    cover_restore(&cover, 0);
    CU_ASSERT_FALSE(scr_failed(narrow_contest(&cover, 0, &possible)));
    CU_ASSERT_TRUE(possible);
    cover_restore(&cover, 0);
    for (uint32_t place = 0; place < 3; place++) CU_ASSERT_FALSE(scr_failed(cover_remove(&cover, 1, place)));
    CU_ASSERT_FALSE(scr_failed(narrow_contest(&cover, 0, &possible)));
    CU_ASSERT_FALSE(possible);
    cover_end(&cover);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

UNIT_TEST(verify_swap_limits, nothing_to_exchange) {
    const uint32_t n[] = {2}, v[] = {1}, both[] = {1, 1};
    struct scr_arena arena = {0};
    struct scr_buffer out = {0};
    struct swap missed;
    struct deck deck = small_deck(n, v, 0, 3);
    CU_ASSERT_EQUAL(swap_ask(&deck, 0, &arena, &missed), SWAP_SAFE); /* no target */
    CU_ASSERT_FALSE(scr_failed(swap_words(&deck, &(struct swap){0}, &out)));
    CU_ASSERT_EQUAL(out.length, 0);
    scr_arena_free(&deck.arena);
    deck = small_deck(n, v, 1, 1);
    deck.ballots[0].kind = BALLOT_BLANK;
    CU_ASSERT_EQUAL(swap_ask(&deck, 1000, &arena, &missed), SWAP_MISSED); /* no test ballot */
    CU_ASSERT_EQUAL(missed.count, 2);
    scr_arena_free(&deck.arena);
    deck = deck_of_columns(n, v, 1, 1, both); /* the caller promised that no test ballot is overvoted */
    struct budget budget = {1000};
    enum swap_answer answer;
    CU_ASSERT_EQUAL(swap_search(&deck, &budget, &arena, &answer, &missed).code, SCR_INTERNAL);
    scr_arena_free(&deck.arena);
    scr_arena_free(&arena);
}

/* Memory of more than 128 MiB for columns or for a contest's options, or of 64 MiB for domains, is not taken: unknown.
 */
UNIT_TEST(verify_swap_limits, sizes_beyond) {
    enum { MANY = 30000, OPEN = 2001, BALLOTS = 54000 };
    static uint32_t n[2] = {MANY}, v[2] = {1}, of[MANY], place[MANY], members[MANY], mark;
    static struct deck_ballot ballots[BALLOTS];
    struct scr_arena arena = {0};
    struct swap missed;
    struct contest_room *room;
    struct cover cover = {0};
    struct swap_group group = {0, MANY}, pairs = {0, 2};
    struct deck deck = small_deck(n, v, 1, 0);
    for (size_t b = 0; b < BALLOTS; b++) ballots[b] = (struct deck_ballot){BALLOT_TEST, &mark, 1};
    deck.ballots = ballots;
    deck.ballot_count = BALLOTS;
    CU_ASSERT_EQUAL(swap_ask(&deck, 4000000000, &arena, &missed), SWAP_UNKNOWN);
    for (uint32_t i = 0; i < MANY; i++) place[i] = members[i] = i;
    struct swap_problem problem = {.deck = &deck,
                                   .targets = MANY,
                                   .words = 1,
                                   .groups = &group,
                                   .group_count = 1,
                                   .members = members,
                                   .group_of = of,
                                   .place_of = place,
                                   .planes_most = 1};
    CU_ASSERT_EQUAL(cover_begin(&cover, &problem, &arena).code, SCR_LIMIT);
    cover_end(&cover);
    deck.contests[0].count = OPEN; /* that many may move, by themselves too many to go through */
    problem.groups = &pairs;
    CU_ASSERT_EQUAL(contest_room_build(&problem, &arena, &room).code, SCR_LIMIT);
    deck.contests[0].count = OPEN - 1;
    CU_ASSERT_FALSE(scr_failed(contest_room_build(&problem, &arena, &room)));
    problem.words = 5000; /* on so many ballots */
    CU_ASSERT_EQUAL(contest_room_build(&problem, &arena, &room).code, SCR_LIMIT);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

/* A domain of 130 places: the next one at or after each, by looking at each. */
UNIT_TEST(verify_swap_limits, domains_of_several_words) {
    static const uint32_t there[] = {0, 3, 63, 70, 129};
    uint64_t words[3] = {0};
    size_t at = 0;
    uint32_t of = 0;
    struct swap_group group = {0, 130};
    struct swap_problem problem = {.groups = &group, .group_of = &of};
    struct cover cover = {.problem = &problem, .domains = words, .domain_at = &at};
    for (size_t i = 0; i < 5; i++) words[there[i] / 64] |= (uint64_t)1 << there[i] % 64;
    for (uint32_t place = 0; place <= 130; place++) {
        size_t i = 0;
        while (i < 5 && there[i] < place) i++;
        CU_ASSERT_EQUAL(domain_next(&cover, 0, place), i < 5 ? there[i] : NOBODY);
    }
}
