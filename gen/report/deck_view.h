/* deck_view.h: what the printed sheets show of a deck, the same for test decks and straight-party decks, with every
 * name escaped once. */
#ifndef GEN_REPORT_DECK_VIEW_H
#define GEN_REPORT_DECK_VIEW_H

#include "gen/deck/deck.h"

/* A name as HTML, and as one CSV field by which a reader finds it again (labels.h). */
struct view_name {
    const char *html, *csv;
};

struct view_contest {
    struct view_name name;
    const char *short_html; /* the name's beginning and end, where it is long */
    size_t first, count;    /* targets first .. first + count - 1 */
    unsigned votes_allowed;
    struct contest_totals totals;
};

struct deck_view {
    const struct deck_style *style;
    const struct deck_rules *rules;
    const char *method; /* of a test deck; NULL: a straight-party deck */
    const char *base;   /* the deck is the file BASE.xml */
    const struct deck_ballot *ballots;
    size_t ballot_count;
    const size_t *votes;           /* by target */
    struct view_contest *contests; /* in ballot order; the straight-party contest, if the deck has one, comes last */
    size_t contest_count;
    struct view_name *targets;
    size_t *contest_of; /* by target: index into `contests` */
    size_t target_count;
};

/* Borrow the deck; what is made lives in the arena. `base` must outlive the view. */
SCR_MUST_CHECK scr_result deck_view_of_test(const struct test_deck *deck, const char *base, struct scr_arena *arena,
                                            struct deck_view *view);
SCR_MUST_CHECK scr_result deck_view_of_straight(const struct straight_party_deck *deck, const char *base,
                                                struct scr_arena *arena, struct deck_view *view);

/* The word of the specification for a ballot's kind. */
const char *ballot_kind_word(enum ballot_kind kind);
/* A ballot with more marks in some contest than votes are allowed there: the machine must say so. */
bool deck_view_overvoted(const struct deck_view *view, const struct deck_ballot *ballot);

#endif
