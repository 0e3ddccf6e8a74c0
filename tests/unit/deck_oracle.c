/* deck_oracle.c: small test decks by brute force, and small elections in memory. */
#include "deck_oracle.h"

#include <stdlib.h>
#include <string.h>

struct oracle oracle_of(const struct shape *shape, const struct marks *marks) {
    struct oracle deck = {.candidates = (uint32_t)shape->candidate_count, .ballots = (uint32_t)marks->ballots};
    uint32_t at = 0;
    if (deck.candidates > 200 || deck.ballots > 100 || shape->contest_count + shape->group > 100) abort();
    for (size_t k = 0; k < shape->contest_count; k++) {
        deck.n[deck.contests] = shape->contests[k].n;
        deck.v[deck.contests++] = shape->contests[k].v;
    }
    for (size_t g = 0; g < shape->group; g++) deck.n[deck.contests] = deck.v[deck.contests] = 1, deck.contests++;
    for (uint32_t k = 0; k < deck.contests; k++)
        for (uint32_t i = 0; i < deck.n[k]; i++) deck.contest_of[at++] = k;
    for (uint32_t c = 0; c < deck.candidates; c++)
        for (uint32_t b = 0; b < deck.ballots; b++)
            deck.mark[c][b] = marks->columns[c * marks->words + b / 64] >> (b % 64) & 1;
    return deck;
}

void oracle_count(const struct oracle *deck, const uint32_t *image, uint32_t *totals) {
    memset(totals, 0, deck->candidates * sizeof *totals);
    for (uint32_t b = 0; b < deck->ballots; b++) {
        uint32_t marked[100] = {0};
        for (uint32_t c = 0; c < deck->candidates; c++) marked[deck->contest_of[c]] += deck->mark[image[c]][b];
        for (uint32_t c = 0; c < deck->candidates; c++)
            if (marked[deck->contest_of[c]] <= deck->v[deck->contest_of[c]]) totals[c] += deck->mark[image[c]][b];
    }
}

bool oracle_legal(const struct oracle *deck, bool each) {
    for (uint32_t b = 0; b < deck->ballots; b++) {
        uint32_t marked[100] = {0};
        for (uint32_t c = 0; c < deck->candidates; c++)
            if ((marked[deck->contest_of[c]] += deck->mark[c][b]) > deck->v[deck->contest_of[c]]) return false;
    }
    for (uint32_t c = 0; c < deck->candidates && each; c++) {
        bool any = false;
        for (uint32_t b = 0; b < deck->ballots; b++) any |= deck->mark[c][b];
        if (!any) return false;
    }
    return true;
}

bool oracle_misses(const struct oracle *deck, const uint32_t *image) {
    uint32_t right[200], swapped[200], identity[200];
    for (uint32_t c = 0; c < deck->candidates; c++) identity[c] = c;
    oracle_count(deck, identity, right);
    oracle_count(deck, image, swapped);
    return !memcmp(right, swapped, deck->candidates * sizeof *right);
}

/* Permutations of items[at ..]; true when one other than the identity is missed. */
static bool some_missed(const struct oracle *deck, uint32_t *image, uint32_t at) {
    if (at == deck->candidates) {
        bool moved = false;
        for (uint32_t c = 0; c < at; c++) moved |= image[c] != c;
        return moved && oracle_misses(deck, image);
    }
    for (uint32_t i = at; i < deck->candidates; i++) {
        uint32_t kept = image[at];
        image[at] = image[i];
        image[i] = kept;
        bool missed = some_missed(deck, image, at + 1);
        kept = image[at];
        image[at] = image[i];
        image[i] = kept;
        if (missed) return true;
    }
    return false;
}

bool oracle_safe(const struct oracle *deck) {
    uint32_t image[200];
    if (deck->candidates > 8) abort();
    for (uint32_t c = 0; c < deck->candidates; c++) image[c] = c;
    return !some_missed(deck, image, 0);
}

/* Ballots as bit sets of candidates, those without overvotes. */
static uint32_t list_rows(const struct oracle *deck, uint32_t *rows) {
    uint32_t count = 0;
    for (uint32_t row = 0; row < 1u << deck->candidates; row++) {
        uint32_t marked[100] = {0};
        bool legal = true;
        for (uint32_t c = 0; c < deck->candidates; c++)
            if (row >> c & 1) legal &= ++marked[deck->contest_of[c]] <= deck->v[deck->contest_of[c]];
        if (legal) rows[count++] = row;
    }
    return count;
}

static bool try_decks(struct oracle *deck, bool each, const uint32_t *rows, uint32_t count, uint32_t from,
                      uint32_t ballot, uint64_t *decks) {
    if (ballot == deck->ballots) {
        ++*decks;
        return oracle_legal(deck, each) && oracle_safe(deck);
    }
    for (uint32_t r = from; r < count; r++) {
        for (uint32_t c = 0; c < deck->candidates; c++) deck->mark[c][ballot] = rows[r] >> c & 1;
        if (try_decks(deck, each, rows, count, r, ballot + 1, decks)) return true;
    }
    return false;
}

bool oracle_some_deck_safe(struct oracle *deck, bool each, uint64_t *decks) {
    uint32_t rows[256];
    if (deck->candidates > 8) abort();
    uint32_t count = list_rows(deck, rows);
    *decks = 0;
    return try_decks(deck, each, rows, count, 0, 0, decks);
}

uint64_t oracle_deck_count(const struct oracle *deck, uint64_t cap) {
    uint32_t rows[256];
    uint64_t count = list_rows(deck, rows), value = 1;
    for (uint64_t b = 1; b <= deck->ballots; b++) {
        value = value * (count - 1 + b) / b;
        if (value >= cap) return cap;
    }
    return value;
}

uint32_t oracle_random(uint64_t *state, uint32_t below) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 0x2545F4914F6CDD1Du >> 33) % below);
}

struct shape oracle_shape(struct scr_arena *arena, const uint32_t (*contests)[2], size_t count, size_t group,
                          bool each) {
    struct shape shape;
    if (scr_failed(shape_make(contests, count, group, each, arena, &shape))) abort();
    return shape;
}

static void *room(struct deck_case *made, size_t count, size_t size) {
    void *got = scr_arena_alloc(&made->arena, count, size);
    if (!got) abort();
    return got;
}

static const char *named(struct deck_case *made, const char *kind, size_t a, size_t b) {
    const char *name = scr_arena_print(&made->arena, "%s-%zu-%zu", kind, a, b);
    if (!name) abort();
    return name;
}

static void add_contest(struct deck_case *made, size_t k, enum contest_kind kind, size_t n, unsigned v) {
    struct candidate *candidates = room(made, n, sizeof *candidates);
    for (size_t i = 0; i < n; i++)
        candidates[i] = (struct candidate){.id = named(made, "id", k, i),
                                           .name = named(made, "Name", k, i),
                                           .kind = kind == CONTEST_STRAIGHT_PARTY ? CANDIDATE_PARTY : CANDIDATE_LISTED,
                                           .party = ELECTION_NO_PARTY};
    made->contests[k] =
        (struct contest){named(made, "contest", k, 0), named(made, "Contest", k, 0), kind, v, candidates, n};
}

void deck_case_make(struct deck_case *made, const uint32_t (*contests)[2], size_t count) {
    *made = (struct deck_case){.source = {.name = "test.csv", .format = "plain-csv"}};
    for (size_t k = 0; k < count; k++) add_contest(made, k, CONTEST_ORDINARY, contests[k][0], contests[k][1]);
    for (size_t k = 0; k < 20; k++) made->order[k] = k;
    made->style = (struct ballot_style){"style-1", "", made->order, count};
    made->election = (struct election){.id = "election",
                                       .name = "Election",
                                       .date = "2026-11-03",
                                       .jurisdiction = "County",
                                       .parties = made->parties,
                                       .contests = made->contests,
                                       .contest_count = count,
                                       .styles = &made->style,
                                       .style_count = 1,
                                       .sources = &made->source,
                                       .source_count = 1};
    deck_case_cover(made);
}

struct candidate *deck_case_candidate(struct deck_case *made, size_t contest, size_t candidate) {
    union {
        const struct candidate *fixed;
        struct candidate *own; /* add_contest made it */
    } at = {made->contests[contest].candidates + candidate};
    return at.own;
}

void deck_case_parties(struct deck_case *made, size_t parties) {
    size_t count = made->election.contest_count;
    for (size_t p = 0; p < parties; p++)
        made->parties[p] = (struct party){named(made, "party", p, 0), named(made, "Party", p, 0)};
    made->election.party_count = parties;
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < made->contests[k].candidate_count && i < parties; i++)
            deck_case_candidate(made, k, i)->party = i;
    add_contest(made, count, CONTEST_STRAIGHT_PARTY, parties, 1);
    for (size_t p = 0; p < parties; p++) deck_case_candidate(made, count, p)->party = p;
    made->order[0] = count;
    for (size_t k = 0; k < count; k++) made->order[k + 1] = k;
    made->election.contest_count = made->style.contest_count = count + 1;
    deck_case_cover(made);
}

void deck_case_cover(struct deck_case *made) {
    if (scr_failed(deck_style_of(&made->election, &made->style, &made->arena, &made->covered, NULL))) abort();
}
