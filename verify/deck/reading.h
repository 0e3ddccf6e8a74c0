/* reading.h: a deck while its elements arrive, and the handlers of the deck's parts. Internal to reading decks. */
#ifndef VERIFY_DECK_READING_H
#define VERIFY_DECK_READING_H

#include "verify/complaint.h"
#include "verify/deck/deck.h"
#include "verify/document.h"

/* The deck's arrays grow by themselves while they are read and move into its arena at the end. */
struct deck_reading {
    struct deck *deck;
    bool straight;
    struct complaint order; /* what LAT-02 or LAT-21 objects to: numbers and order */
    struct deck_uncovered *uncovered;
    struct deck_weight *weights;
    struct deck_shape_part *parts;
    struct deck_cut *cuts;
    size_t contest_capacity, candidate_capacity, party_capacity, uncovered_capacity, ballot_capacity;
    size_t weight_capacity, part_capacity, cut_capacity;
    size_t last_assumption;  /* 1 + its place in the specification's order */
    uint32_t expected_count; /* ContestTotals read */
    bool in_straight_totals;
    uint32_t next_total, end_total; /* targets that the current ContestTotals still has to list */
};

/* read_style.c */
scr_result read_contest(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_candidate(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_style(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_straight_contest(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_party(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_uncovered(void *reading, struct document *document) SCR_MUST_CHECK;
/* Uniqueness of ids, once all of the style is there. */
scr_result read_style_end(struct deck_reading *reading) SCR_MUST_CHECK;

/* read_ballots.c */
scr_result read_ballot(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_marks(void *reading, struct document *document, const char *text, size_t length) SCR_MUST_CHECK;
scr_result read_expected(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_contest_totals(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_straight_totals(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_total(void *reading, struct document *document) SCR_MUST_CHECK;
/* Completeness of the totals. */
void read_expected_end(struct deck_reading *reading);

/* read_length.c */
scr_result read_length(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_bound_l1(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_bound_l2(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_bound_l3(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_bound_l4(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_weight(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_search(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_shape_part(void *reading, struct document *document) SCR_MUST_CHECK;
scr_result read_cut(void *reading, struct document *document, const char *text, size_t length) SCR_MUST_CHECK;

#endif
