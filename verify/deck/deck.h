/* deck.h: a test deck as the verifier reads it: plain numbers over targets, with names beside them.
 *
 * Targets, contests and ballots count from 0 here; the file counts from 1. Everything lives in the deck's arena. */
#ifndef VERIFY_DECK_H
#define VERIFY_DECK_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "verify/verdict.h"

#define DECK_TARGETS_MOST 20000
#define DECK_BALLOTS_MOST 100000

struct deck_contest {
    const char *id, *name;
    uint32_t votes_allowed; /* at least 1 */
    uint32_t first, count;  /* its targets are first .. first + count - 1, count at least 1 */
    /* As printed in the file under Expected. */
    uint32_t undervotes, overvotes, overvoted_ballots;
};

struct deck_candidate {
    const char *id, *name, *kind, *party; /* kind as in the schema; party "" if none */
    uint32_t contest;
    uint32_t votes; /* the file's expected total */
};

enum ballot_kind {
    BALLOT_TEST,
    BALLOT_OVERVOTE,
    BALLOT_BLANK, /* test deck */
    BALLOT_STRAIGHT,
    BALLOT_OVERRIDE,
    BALLOT_TWO_PARTIES,
    BALLOT_NO_MARK,
    BALLOT_ALL_MARKED /* straight-party deck */
};

struct deck_ballot {
    enum ballot_kind kind;
    const uint32_t *marks; /* ascending targets */
    uint32_t mark_count;
};

struct deck_uncovered {
    const char *contest_id, *contest_name, *id, *name, *reason;
};

enum overvote_rule { OVERVOTE_NONE, OVERVOTE_ALL, OVERVOTE_EXACT };
enum length_claim { LENGTH_MINIMAL, LENGTH_GAP, LENGTH_NONE };
enum bound_kind { BOUND_L1, BOUND_L2, BOUND_L3, BOUND_L4, BOUND_SEARCH };

struct deck_weight {
    uint32_t total;
    uint32_t value;
};

struct deck_shape_part { /* a <Contests> element of a Search */
    uint32_t candidates, votes_allowed, count;
};

struct deck_cut {                  /* a swap of the shape's candidates, from 0 */
    const uint32_t *moved, *image; /* moved ascending; candidate moved[a] is counted from target image[a] */
    uint32_t count;
};

struct deck_length {
    uint32_t test_ballots, lower_bound;
    enum length_claim claim;
    enum bound_kind bound;
    const char *contest_id;             /* L1 */
    uint32_t candidates, votes_allowed; /* L3 */
    const struct deck_weight *weights;  /* L4, totals ascending */
    size_t weight_count;
    const struct deck_shape_part *parts; /* Search */
    size_t part_count;
    uint32_t noncompetitive;
    const struct deck_cut *cuts;
    size_t cut_count;
    const char *proof_file;
    struct scr_hash proof_hash;
};

struct deck {
    struct scr_arena arena;
    struct scr_hash file_hash, rests_on;
    const char *election_id, *election_name, *election_date, *jurisdiction, *signer_role;
    const struct scr_hash *supersedes;
    size_t supersedes_count;
    const char *style_id, *style_name;
    struct deck_contest *contests;
    uint32_t contest_count;
    struct deck_candidate *candidates; /* by target */
    uint32_t target_count;
    const struct deck_uncovered *uncovered;
    size_t uncovered_count;
    const char *rules_name, *rules_source;
    bool each_candidate;
    enum overvote_rule overvote;
    uint32_t blank_ballots;
    bool assumes_tape_per_style, assumes_overvote_signal, assumes_lines_apart, assumes_party_totals;
    bool assumptions_ordered; /* in the specification's order, none twice */
    const char *method;
    struct deck_ballot *ballots;
    uint32_t ballot_count;
    uint32_t ballots_cast; /* the file's */
    struct deck_length length;
    /* Straight-party decks only: parties with targets target_count .. target_count + party_count - 1, and the printed
     * totals of the straight-party contest. */
    const char *straight_id, *straight_name;
    struct deck_candidate *parties;
    uint32_t party_count;
    struct deck_contest straight_totals;
};

/* Reads a test deck, or a straight-party deck when `straight`, and adds LAT-01 and LAT-02 (LAT-21) to `findings`.
 * *valid when they hold: only then is the deck to be used. The caller frees the deck in any case. */
struct scr_xml_schema;
SCR_MUST_CHECK scr_result deck_read(const char *path, const struct scr_xml_schema *schema, bool straight,
                                    struct deck *deck, struct findings *findings, bool *valid);
void deck_free(struct deck *deck);

#endif
