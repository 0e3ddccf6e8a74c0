/* deck_oracle.h: the plainest answers about small test decks, by trying everything; shares no code with gen/deck. And
 * elections of a few contests made in memory. */
#ifndef TESTS_DECK_ORACLE_H
#define TESTS_DECK_ORACLE_H

#include "gen/deck/marks.h"
#include "gen/deck/style.h"

/* A shape without its normal form: contest k has n[k] candidates and v[k] votes allowed, in the order given. */
struct oracle {
    uint32_t contests, n[100], v[100], candidates, ballots;
    uint32_t contest_of[200];
    bool mark[200][100]; /* candidate, ballot */
};

/* Shape and marks as plain tables; noncompetitive candidates become contests of one. */
struct oracle oracle_of(const struct shape *shape, const struct marks *marks);
/* What a machine counts that counts candidate i from target image[i] (specification, 4.2): totals by candidate. */
void oracle_count(const struct oracle *deck, const uint32_t *image, uint32_t *totals);
/* No ballot overvoted; with `each`, no candidate without a vote. */
bool oracle_legal(const struct oracle *deck, bool each);
/* Whether the machine with this swap counts what the correct one counts. */
bool oracle_misses(const struct oracle *deck, const uint32_t *image);
/* Tries all permutations of the candidates (at most 8). */
bool oracle_safe(const struct oracle *deck);
/* Tries all decks of deck->ballots ballots (as sets with repetition) without overvotes: is one safe? *decks counts
 * them. */
bool oracle_some_deck_safe(struct oracle *deck, bool each, uint64_t *decks);
/* How many such decks there are before the rule about each candidate, at most `cap`. */
uint64_t oracle_deck_count(const struct oracle *deck, uint64_t cap);

/* Numbers that are the same on every machine. */
uint32_t oracle_random(uint64_t *state, uint32_t below);

/* A shape in an arena; aborts when memory is short. */
struct shape oracle_shape(struct scr_arena *arena, const uint32_t (*contests)[2], size_t count, size_t group,
                          bool each);

/* An election with one ballot style of the contests n/v given, and its covered style. */
struct deck_case {
    struct scr_arena arena;
    struct election election;
    struct ballot_style style;
    struct source_file source;
    struct contest contests[20];
    size_t order[20];
    struct party parties[8];
    struct deck_style covered;
};
void deck_case_make(struct deck_case *made, const uint32_t (*contests)[2], size_t count);
/* Adds a party-line option as the first contest; candidate i of each contest belongs to party i while there is one. */
void deck_case_parties(struct deck_case *made, size_t parties);
/* Numbers the targets (again). */
void deck_case_cover(struct deck_case *made);
struct candidate *deck_case_candidate(struct deck_case *made, size_t contest, size_t candidate);

#endif
