/* deck.h: a test deck: ballots, the rules they meet, what a correct machine counts, and the certificate of its length.
 *
 * Specification, sections 4.2 to 4.6. Targets count from 0 here and from 1 in files. */
#ifndef GEN_DECK_DECK_H
#define GEN_DECK_DECK_H

#include "gen/deck/style.h"

enum overvote_rule { OVERVOTE_NONE, OVERVOTE_ALL, OVERVOTE_EXACT };

struct deck_rules {
    const char *name, *source;
    bool each_candidate; /* at least one vote for each candidate */
    enum overvote_rule overvote;
    unsigned blank_ballots;
    bool straight_party; /* a deck of its own for styles with a party-line option */
};

enum ballot_kind {
    BALLOT_TEST,
    BALLOT_OVERVOTE,
    BALLOT_BLANK,
    BALLOT_STRAIGHT,
    BALLOT_OVERRIDE,
    BALLOT_TWO_PARTIES,
    BALLOT_NO_MARK,
    BALLOT_ALL_MARKED
};

struct deck_ballot {
    enum ballot_kind kind;
    const uint32_t *marks; /* ascending */
    size_t mark_count;
};

/* What a correct machine prints for one contest. */
struct contest_totals {
    size_t undervotes, overvotes, overvoted_ballots;
};

enum length_claim { LENGTH_MINIMAL, LENGTH_GAP, LENGTH_NONE };

/* A deck of one ballot style. Arrays live in the arena they were made in. */
struct test_deck {
    const struct deck_style *style;
    const struct deck_rules *rules;
    const char *method;          /* "swap-safe", "heuristic", .. */
    struct deck_ballot *ballots; /* test, overvote, blank, in that order */
    size_t ballot_count, test_ballot_count;
    size_t *votes;                 /* by target: expected total over all ballots */
    struct contest_totals *totals; /* by covered contest */
    size_t lower_bound;
    enum length_claim claim;
    const struct certificate *certificate; /* what proves lower_bound; gen/deck/certificate.h */
};

/* A straight-party deck (specification, section 5): party targets follow the candidates' targets. */
struct straight_party_deck {
    const struct deck_style *style;
    const struct deck_rules *rules;
    struct deck_ballot *ballots;
    size_t ballot_count;
    size_t *votes;                 /* by target, parties included */
    struct contest_totals *totals; /* by covered contest */
    struct contest_totals straight_totals;
};

#endif
