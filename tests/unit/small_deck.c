/* small_deck.c: decks of a few contests made in memory, and the plainest way to count them. */
#include "small_deck.h"

#include <stdlib.h>
#include <string.h>

uint64_t test_random(uint64_t *state, uint64_t below) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (*state * 0x2545F4914F6CDD1Du >> 11) % below;
}

static void *room(struct deck *deck, size_t count, size_t size) {
    void *got = scr_arena_alloc(&deck->arena, count, size);
    if (!got) abort();
    return got;
}

static const char *named(struct deck *deck, const char *kind, uint32_t number) {
    const char *name = scr_arena_print(&deck->arena, "%s%u", kind, number);
    if (!name) abort();
    return name;
}

struct deck small_deck(const uint32_t *n, const uint32_t *v, uint32_t contests, uint32_t ballots) {
    struct deck deck = {.contest_count = contests, .ballot_count = ballots, .ballots_cast = ballots};
    for (uint32_t k = 0; k < contests; k++) deck.target_count += n[k];
    deck.contests = room(&deck, contests, sizeof *deck.contests);
    deck.candidates = room(&deck, deck.target_count, sizeof *deck.candidates);
    deck.ballots = room(&deck, ballots, sizeof *deck.ballots);
    uint32_t target = 0;
    for (uint32_t k = 0; k < contests; k++) {
        deck.contests[k] = (struct deck_contest){.id = named(&deck, "contest-", k + 1),
                                                 .name = named(&deck, "C", k + 1),
                                                 .votes_allowed = v[k],
                                                 .first = target,
                                                 .count = n[k]};
        for (uint32_t i = 0; i < n[k]; i++, target++)
            deck.candidates[target] = (struct deck_candidate){.id = named(&deck, "candidate-", target + 1),
                                                              .name = named(&deck, "c", target + 1),
                                                              .kind = "candidate",
                                                              .party = "",
                                                              .contest = k};
    }
    for (uint32_t b = 0; b < ballots; b++)
        deck.ballots[b] = (struct deck_ballot){BALLOT_TEST, room(&deck, deck.target_count, sizeof(uint32_t)), 0};
    return deck;
}

bool small_deck_marks(const struct deck *deck, uint32_t ballot, uint32_t target) {
    for (uint32_t i = 0; i < deck->ballots[ballot].mark_count; i++)
        if (deck->ballots[ballot].marks[i] == target) return true;
    return false;
}

void small_deck_mark(struct deck *deck, uint32_t ballot, uint32_t target) {
    struct deck_ballot *at = &deck->ballots[ballot];
    uint32_t *marks = room(deck, (size_t)at->mark_count + 1, sizeof *marks), i = 0;
    for (; i < at->mark_count && at->marks[i] < target; i++) marks[i] = at->marks[i];
    marks[i] = target;
    for (; i < at->mark_count; i++) marks[i + 1] = at->marks[i];
    at->marks = marks;
    at->mark_count++;
}

void small_deck_clear(struct deck *deck) {
    for (uint32_t b = 0; b < deck->ballot_count; b++) deck->ballots[b].mark_count = 0;
}

void small_deck_count(const struct deck *deck, const uint32_t *image, uint32_t *totals) {
    memset(totals, 0, deck->target_count * sizeof *totals);
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        for (uint32_t k = 0; k < deck->contest_count; k++) {
            const struct deck_contest *contest = &deck->contests[k];
            uint32_t marks = 0;
            for (uint32_t i = contest->first; i < contest->first + contest->count; i++)
                marks += small_deck_marks(deck, b, image[i]);
            if (marks > contest->votes_allowed) continue;
            for (uint32_t i = contest->first; i < contest->first + contest->count; i++)
                totals[i] += small_deck_marks(deck, b, image[i]);
        }
    }
}

void small_deck_expect(struct deck *deck) {
    uint32_t *image = room(deck, deck->target_count, sizeof *image);
    uint32_t *totals = room(deck, deck->target_count, sizeof *totals);
    for (uint32_t i = 0; i < deck->target_count; i++) image[i] = i;
    small_deck_count(deck, image, totals);
    for (uint32_t i = 0; i < deck->target_count; i++) deck->candidates[i].votes = totals[i];
}

bool next_permutation(uint32_t *items, uint32_t count) {
    uint32_t at = count;
    while (at > 1 && items[at - 2] >= items[at - 1]) at--;
    if (at <= 1) return false;
    uint32_t other = count - 1, held = items[at - 2];
    while (items[other] <= held) other--;
    items[at - 2] = items[other];
    items[other] = held;
    for (uint32_t low = at - 1, high = count - 1; low < high; low++, high--) {
        held = items[low];
        items[low] = items[high];
        items[high] = held;
    }
    return true;
}
