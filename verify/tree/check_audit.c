/* check_audit.c: a tree audit from its file to its findings: TPT-21 to TPT-27. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/complaint.h"
#include "verify/tree/audit.h"
#include "verify/tree/checks.h"

/* TPT-22. *tree is set when it holds. */
static scr_result check_tree_named(const struct tree_task *task, const struct audit *audit,
                                   const struct published_tree **tree) {
    struct complaint complaint = {0};
    const struct published_tree *found = publications_tree(task->surroundings->publications, &task->header.rests_on[0]);
    *tree = NULL;
    if (!found) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&task->header.rests_on[0], hex);
        return findings_add(task->findings, "TPT-22", VERDICT_UNDECIDED,
                            "the plurality tree with SHA-256 %s is not at hand, or is not valid: give the tree's file "
                            "too, with all that it rests on",
                            hex);
    }
    if (strcmp(found->head.election_id, task->header.election_id) != 0)
        complain(&complaint, "the audit is of election %s, its tree of %s", shown(&complaint, task->header.election_id),
                 shown(&complaint, found->head.election_id));
    if (strcmp(found->contest.id, audit->contest_id) != 0)
        complain(&complaint, "the audit is of contest %s, its tree of %s", shown(&complaint, audit->contest_id),
                 shown(&complaint, found->contest.id));
    if (!scr_hash_equal(&found->contest.root, &audit->root))
        complain(&complaint, "the audit's Root is not that of its tree");
    if (!complaint.count && !complaint.failed) *tree = found;
    return complaint_verdict(&complaint, task->findings, "TPT-22",
                             "the audit rests on the tree given, of the same contest and root");
}

/* `tree` is NULL when it is not at hand. */
static scr_result check_against(struct tree_task *task, const struct audit *audit, const struct published_tree *tree) {
    struct audit_task checks = {
        .audit = audit, .tree = tree, .surroundings = task->surroundings, .findings = task->findings};
    if (tree) {
        publications_note_audit(task->surroundings->publications, tree);
        SCR_TRY(audit_check_opening(&checks));
        SCR_TRY(audit_check_rounds(&checks));
        SCR_TRY(audit_check_outcomes(&checks));
        task->scope.opposed = checks.opposed;
    }
    SCR_TRY(audit_check_corrections(&checks));
    if (audit->correction_count && findings_verdict(task->findings, "TPT-26") == VERDICT_HOLDS) { /* they ascend */
        task->corrected_first = audit->corrections[0].time;
        task->corrected_last = audit->corrections[audit->correction_count - 1].time;
    }
    return audit_add_words(&checks);
}

scr_result tree_check_audit(struct tree_task *task) {
    struct audit audit = {0};
    const struct published_tree *tree = NULL;
    bool valid;
    task->scope.audits = 1;
    scr_result result =
        audit_read(task->path, task->schema, task->arena, &task->header, &audit, task->findings, &valid);
    if (!scr_failed(result) && valid) {
        task->contest_id = audit.contest_id;
        task->scope.unfinished = audit.result == AUDIT_UNFINISHED || audit.result == AUDIT_NOT_CONFIRMABLE;
        result = check_tree_named(task, &audit, &tree);
        if (!scr_failed(result)) result = check_against(task, &audit, tree);
    }
    audit_free(&audit);
    return result;
}
