/* course.h: the course of an audit: whether each round was called for, how it ends, and what comes next. */
#ifndef GEN_AUDIT_COURSE_H
#define GEN_AUDIT_COURSE_H

#include "gen/audit/audited_tree.h"
#include "gen/audit/log.h"

enum audit_end { AUDIT_CONFIRMED, AUDIT_CHANGED, AUDIT_NOT_CONFIRMABLE, AUDIT_UNFINISHED };
const char *audit_end_name(enum audit_end end);

/* What is wrong with a sequence of rounds (specification, TPT-24 and TPT-25). */
enum audit_fault {
    AUDIT_SOUND,
    AUDIT_NOT_COMPLETE,   /* a round that others follow has ballots without interpretation */
    AUDIT_NO_DISCREPANCY, /* a round was closed early without a discrepancy in it or a correction of an earlier one */
    AUDIT_TAKEN_BACK,     /* an interpretation of a round that was over was taken away */
    AUDIT_TWICE,          /* a ballot was examined before and planned again */
    AUDIT_NOT_CALLED_FOR, /* before the round the winner was established already */
    AUDIT_NOT_ENOUGH,     /* with the round's ballots as recorded no winner would be established */
};
/* What the round does or is, after "round 2 ". */
const char *audit_fault_words(enum audit_fault fault);
/* Derives a log again, entry by entry, in a tree in which nothing is examined yet, and looks at every round with what
 * was known when it was planned; *round is the first faulty one, from 1. Steps: leaves times rounds, and the tree's
 * height for each entry. Log and tree then hold every interpretation, unless a fault was found. */
SCR_MUST_CHECK scr_result audit_follow(struct audit_log *log, struct audited_tree *audited, enum audit_fault *fault,
                                       size_t *round);
/* The same without looking: for a log that was followed before it was stored. */
SCR_MUST_CHECK scr_result audit_apply(const struct audit_log *log, struct audited_tree *audited);

/* How the audit stands with `audited` holding its interpretations; `recorded` is the published TPT winner's code. */
enum audit_end audit_end_of(const struct audit_log *log, const struct audited_tree *audited, char recorded);

#endif
