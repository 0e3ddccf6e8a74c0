/* verify_core_fixture.h: prints small ballot definitions and decks as canonical text, with totals counted by plain
 * loops, so that tests can change one thing and see which check refuses it. */
#ifndef TESTS_VERIFY_CORE_FIXTURE_H
#define TESTS_VERIFY_CORE_FIXTURE_H

#include <stdbool.h>

#include "package_fixture.h"
#include "scrutineer/hash.h"
#include "verify/verify.h"

#define FIXTURE_MOST 40

struct fixture_contest {
    unsigned candidates, votes_allowed;
    unsigned write_ins;  /* the last so many candidates are write-in lines */
    const char *parties; /* one letter for each candidate, '-' for none; NULL: none at all */
};

/* Strings are marks as in the file: "1 4". A NULL ends a list of ballots. */
struct fixture {
    struct fixture_contest contests[FIXTURE_MOST];
    unsigned contest_count;
    const char *test[FIXTURE_MOST];
    const char *overvote; /* NULL: none */
    unsigned blanks;
    const char *rule; /* OvervoteBallot */
    bool each_candidate;
    const char *assumptions[4];         /* and the one that a party line needs behind them, unless party_line_unsaid */
    const char *method, *claim, *bound; /* bound: the child of Length on one line */
    unsigned lower_bound;
    bool party_line_unsaid;
    bool party_line, excluded_line; /* the definition has a straight-party contest, an excluded write-in line */
    /* Straight-party deck: parties by letter, ballots as "kind:marks". */
    const char *parties;
    const char *straight[FIXTURE_MOST];
};

/* Two contests of two candidates, 4 test ballots (swap-safe and shortest by L3), an overvote and a blank ballot. */
struct fixture fixture_base(void);
/* The bound of a search for such a deck, with a proof file that has another digest. */
const char *fixture_search(void);
/* A straight-party deck with two contests and three parties. */
struct fixture fixture_straight(void);

/* malloc'ed text. The deck rests on the definition that the same fixture gives. */
char *fixture_definition(const struct fixture *fixture);
char *fixture_deck(const struct fixture *fixture);
char *fixture_straight_deck(const struct fixture *fixture);
/* Replaces the only occurrence of `old` and frees `text`; fails the test when it does not occur exactly once. */
char *fixture_replace(char *text, const char *old, const char *new);

/* Lets a deck made from `own` rest on the definition of `other`. */
char *fixture_rest_on(char *deck, const struct fixture *own, const struct fixture *other);

/* Writes text into a file of the folder and returns its path (static, until the fourth next call). Frees `text`. */
const char *fixture_file(const char *folder, const char *name, char *text);
/* A package of its definition and its deck, data/definition.xml and data/decks/one.xml, both of the package's election;
 * `old`, unless NULL, is replaced by `new` in the deck. Neither manifests nor signature are made for them. */
void fixture_bag(struct bag *bag, const struct fixture *fixture, const char *old, const char *new);
/* Verifies the files (NULL-terminated) and returns the refuted checks in order, "LAT-03 LAT-04" or "" (static). The
 * others' verdicts are in *verification, which the caller frees. */
const char *fixture_refuted(const char *const *paths, struct verification *verification);

#endif
