/* audit.h: a tree audit as it stands in its file, and the checks that compare it with the tree it rests on.
 * Specification, section 12. */
#ifndef VERIFY_TREE_AUDIT_H
#define VERIFY_TREE_AUDIT_H

#include "verify/surroundings.h"
#include "verify/tree/lists.h"
#include "verify/tree/published.h"
#include "verify/tree/value.h"
#include "verify/verdict.h"

enum round_state { ROUND_COMPLETE, ROUND_REPLANNED, ROUND_OPEN };
enum audit_result { AUDIT_CONFIRMED, AUDIT_CHANGED, AUDIT_NOT_CONFIRMABLE, AUDIT_UNFINISHED };

/* Both lists ascend (TPT-21). */
struct audit_round {
    struct number_list planned;
    struct examined_list examined;
    enum round_state state;
};

struct audit_correction {
    uint32_t round, during; /* from 1; `during`: the last round planned when it was made */
    uint64_t ballot;
    char was, now;    /* now: 0 where it is empty */
    const char *time; /* as written */
};

/* Zero-initialise; released with audit_free. */
struct audit {
    const char *contest_id; /* in the arena it was read with */
    struct scr_hash root;
    struct audit_round *rounds;
    size_t round_count, round_capacity;
    struct audit_correction *corrections;
    size_t correction_count, correction_capacity;
    struct opened_list opened;
    struct hash_list hashes;
    enum audit_result result;
    char winner; /* AuditedWinner; 0 where it is empty */
};

void audit_free(struct audit *audit);
/* "confirmed", "changed", "not-confirmable", "unfinished". */
const char *audit_result_word(enum audit_result result);

/* Reads the file and adds TPT-21; *valid when it holds. The header and all texts are in `arena`; findings get the
 * file's digest. */
SCR_MUST_CHECK scr_result audit_read(const char *path, const struct scr_xml_schema *schema, struct scr_arena *arena,
                                     struct artifact_header *header, struct audit *audit, struct findings *findings,
                                     bool *valid);

/* The value that an interpretation gives to a ballot: a candidate's position, VALUE_MISSING for '.' and '*',
 * VALUE_UNKNOWN for '!' and '~', VALUE_NONE for what is no candidate of a contest of so many. */
unsigned audit_value(char interpretation, size_t candidates);

/* What the checks of an audit compare. */
struct audit_task {
    const struct audit *audit;
    const struct published_tree *tree; /* the one the audit rests on, of the same contest and root */
    /* The recorded codes are proved: all are disclosed, or TPT-23 holds. */
    bool recorded;
    const struct surroundings *surroundings;
    struct findings *findings;
    bool opposed; /* set by audit_check_outcomes: the papers establish another winner than the tree's TPT winner */
};
/* The value of a correction's Was or Now differs from the other's. */
bool audit_revises(const struct audit_correction *correction, size_t candidates);
/* The recorded value of a ballot, from all codes or from those opened; VALUE_UNKNOWN when it is in neither. */
unsigned audit_recorded(const struct audit_task *task, uint32_t number);

/* One function for each check, in this order. audit_check_opening sets task->recorded. */
SCR_MUST_CHECK scr_result audit_check_opening(struct audit_task *task);      /* TPT-23 */
SCR_MUST_CHECK scr_result audit_check_rounds(const struct audit_task *task); /* TPT-24 */
/* TPT-25 and TPT-27 */
SCR_MUST_CHECK scr_result audit_check_outcomes(struct audit_task *task);
/* TPT-26; with task->tree NULL codes are not compared with the contest's. */
SCR_MUST_CHECK scr_result audit_check_corrections(const struct audit_task *task);

/* audit_words.c: what happened in the audit, as a note and, with surroundings->facts, as the fact "tree_audit";
 * task->tree may be NULL. After the other checks. */
SCR_MUST_CHECK scr_result audit_add_words(const struct audit_task *task);

#endif
