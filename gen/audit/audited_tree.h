/* audited_tree.h: one contest's tree while its papers are examined: plans in ballot numbers, and what is established.
 *
 * Ballots are known by their numbers, from 1. A ballot that is replicated sits at several leaves, which are examined
 * together. */
#ifndef GEN_AUDIT_AUDITED_TREE_H
#define GEN_AUDIT_AUDITED_TREE_H

#include "gen/audit/interpretation.h"
#include "gen/tree/plan.h"

struct audited_tree {
    struct tree_arrangement arrangement;
    struct tree tree;
    const uint8_t *codes;         /* borrowed; [arrangement.ballots], as recorded */
    struct tree_planner *planner; /* NULL until the first plan */
    uint32_t *leaf_of;            /* leaf of each entry; NULL until a ballot is examined */
    enum tree_plan_kind wanted;
    struct tree_plan_limits limits;
};

/* Draws the arrangement and tabulates. SCR_INPUT for a seed that the arrangement does not allow, SCR_STORE for codes
 * that are none of the contest's. The struct is not moved afterwards. Released with audited_tree_free, also after a
 * failure. */
SCR_MUST_CHECK scr_result audited_tree_make(const struct tree_contest *contest, const struct scr_hash *commitment,
                                            const char *seed, const uint8_t *codes, struct audited_tree *audited);
void audited_tree_free(struct audited_tree *audited);

/* Puts an interpretation at a ballot's leaves, or with AUDIT_NONE its record again. Steps: the tree's height for each
 * leaf. */
SCR_MUST_CHECK scr_result audited_tree_read(struct audited_tree *audited, uint32_t ballot, char interpretation);

/* "classic", "least", "recursive" or "none". */
struct ballot_plan {
    const char *kind;
    uint32_t *ballots; /* owned; ascending, none examined, none unavailable */
    size_t count;
};
/* The plan now, of audited->wanted (least when a set of values does not fit: recursive). A plan that is none of kind
 * "classic" establishes the winner; "none" when nothing can. */
SCR_MUST_CHECK scr_result audited_tree_plan(struct audited_tree *audited, struct ballot_plan *plan);
void ballot_plan_free(struct ballot_plan *plan);

/* Whether the papers examined establish the tree's winner now, whatever the others say. */
bool audited_tree_established(const struct audited_tree *audited);
/* Whether they would if every paper that can be had were as recorded. */
bool audited_tree_confirmable(const struct audited_tree *audited);
/* Whether they would with ballots[count] besides, these being as recorded. */
SCR_MUST_CHECK scr_result audited_tree_would_establish(const struct audited_tree *audited, const uint32_t *ballots,
                                                       size_t count, bool *would);
/* The winner's code, '.' for missing. */
char audited_tree_winner(const struct audited_tree *audited);

#endif
