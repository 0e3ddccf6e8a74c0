/* tree.h: a plurality tree as it is read, and its checks one by one. Specification, section 11.4. */
#ifndef VERIFY_TREE_TREE_H
#define VERIFY_TREE_TREE_H

#include "verify/complaint.h"
#include "verify/tree/checks.h"
#include "verify/tree/lists.h"

struct tree {
    struct published_tree *published; /* owned; its numbers and codes stand below until it is published */
    bool names_seed_record;
    struct scr_hash seed_record;
    uint64_t plan_ballots, missing; /* as claimed */
    struct {
        char code;
        uint64_t votes;
    } totals[CONTEST_CANDIDATES]; /* as claimed */
    size_t total_count;
    const char *leaders; /* PluralityLeaders, as claimed */
    bool disclosed;      /* Kind all */
    bool has_salt_key;
    struct scr_hash salt_key;
    struct number_list numbers;
    struct opened_list opened;
    struct hash_list hashes;
    struct code_list codes;
    bool codes_complete; /* Kind all, and as many codes as ballots, each of the contest; set by tree_recorded */
    uint8_t *recorded;   /* values of all ballots when codes_complete, else NULL; owned */
};

/* Reads the file. SCR_INPUT and SCR_LIMIT: the file is at fault. Free in any case. */
SCR_MUST_CHECK scr_result tree_read(const char *path, const struct scr_xml_schema *schema, struct tree *tree,
                                    struct scr_arena *arena, struct artifact_header *header,
                                    struct scr_diagnosis *diagnosis);
void tree_free(struct tree *tree);
/* Sets codes_complete and recorded. */
SCR_MUST_CHECK scr_result tree_recorded(struct tree *tree);

/* Each adds the one check it is named for, except tree_add_outcome: TPT-11 to TPT-14. */
SCR_MUST_CHECK scr_result tree_add_tpt09(const struct tree *tree, struct findings *findings);
SCR_MUST_CHECK scr_result tree_add_tpt10(const struct tree *tree, struct findings *findings);
SCR_MUST_CHECK scr_result tree_add_outcome(const struct tree *tree, const struct surroundings *surroundings,
                                           struct findings *findings);
SCR_MUST_CHECK scr_result tree_add_tpt13(const struct tree *tree, struct findings *findings);
SCR_MUST_CHECK scr_result tree_add_facts(const struct tree *tree, struct findings *findings);

/* check_tree_words.c: who wins the tree, who leads, with how many votes, and whether that is shown: a note. After the
 * checks. */
SCR_MUST_CHECK scr_result tree_add_note(const struct tree *tree, struct findings *findings);

/* A candidate or missing for people: "candidate A, "Name"". Valid until the complaint is released. */
const char *tree_shown_value(const struct tree *tree, char code, struct complaint *complaint);

#endif
