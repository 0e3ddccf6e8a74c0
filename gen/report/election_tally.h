/* election_tally.h: the expected totals of all decks of an election, added up over its ballot styles.
 *
 * For planning and for the canvass of the test. It proves nothing about swaps: two safe decks read on one tape can hide
 * an exchange (specification, section 4.3), and the sheets made here say so. */
#ifndef GEN_REPORT_ELECTION_TALLY_H
#define GEN_REPORT_ELECTION_TALLY_H

#include "gen/deck/deck.h"

struct tallied_contest {
    uint64_t *votes; /* by candidate, in ballot order; NULL until a deck covers the contest */
    bool *covered;   /* by candidate */
    uint64_t undervotes, overvotes, overvoted_ballots, decks;
};

/* Sums fit: at most 100,000 styles, two decks each, of at most 100,000 ballots and 1,000 marks in a contest. */
struct election_tally {
    const struct election *election; /* borrowed */
    struct scr_arena arena;
    struct tallied_contest *contests; /* as in the election */
    uint64_t ballots, test_decks, straight_decks;
};

/* Release with election_tally_end in any case. */
SCR_MUST_CHECK scr_result election_tally_begin(struct election_tally *tally, const struct election *election);
SCR_MUST_CHECK scr_result election_tally_add(struct election_tally *tally, const struct test_deck *deck);
SCR_MUST_CHECK scr_result election_tally_add_straight(struct election_tally *tally,
                                                      const struct straight_party_deck *deck);
SCR_MUST_CHECK scr_result election_tally_html(const struct election_tally *tally, struct scr_buffer *out);
/* contest,candidate,votes with rows for undervotes, overvotes and ballots; contests that no deck covers are left out.
 */
SCR_MUST_CHECK scr_result election_tally_csv(const struct election_tally *tally, struct scr_buffer *out);
void election_tally_end(struct election_tally *tally);

#endif
