/* checks.h: the checks of commitments, seed records, trees and tree audits: from a file to its findings. */
#ifndef VERIFY_TREE_CHECKS_H
#define VERIFY_TREE_CHECKS_H

#include "verify/surroundings.h"
#include "verify/tree/published.h"
#include "verify/tree/scope.h"

/* One file on its way through the checks of its kind, and what the caller wants to know of it afterwards. */
struct tree_task {
    const char *path;
    const struct scr_xml_schema *schema;
    const struct surroundings *surroundings; /* ->publications: look up what it rests on, add it when it is valid */
    struct findings *findings;               /* set ->hash and ->hashed once the document is read to its end */
    struct scr_arena *arena;                 /* outlives the check; for header and contest_id */
    /* Filled by the check when the document is valid against its schema (then findings->hashed is set); all text in
     * task->arena. */
    struct artifact_header header;
    const char *contest_id; /* of a tree or an audit; NULL otherwise */
    const char *moment;     /* of a seed record, when its evidence holds; NULL: not known */
    bool announced;         /* that is the publisher's word: the time for which the dice were announced */
    const char *corrected_first, *corrected_last; /* of an audit, where TPT-26 holds: the Times of its corrections */
    struct tree_scope scope;                      /* the check counts its file and what it finds in it */
};

/* A failure means that something could not be examined; a fault of the file is a finding. Each adds all checks of its
 * kind in the order of their numbers, and facts when surroundings->facts. */
SCR_MUST_CHECK scr_result tree_check_commitment(struct tree_task *task); /* TPT-01, TPT-02 */
SCR_MUST_CHECK scr_result tree_check_seed(struct tree_task *task);       /* TPT-03 to TPT-05 */
SCR_MUST_CHECK scr_result tree_check_tree(struct tree_task *task);       /* TPT-06 to TPT-14 */
SCR_MUST_CHECK scr_result tree_check_audit(struct tree_task *task);      /* TPT-21 to TPT-27 */

#endif
