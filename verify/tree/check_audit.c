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

/* What a page or a script wants to say of the audit. */
static scr_result add_facts(const struct audit_task *task) {
    const struct audit *audit = task->audit;
    struct scr_buffer json = {0};
    size_t examined = 0, discrepancies = 0;
    for (size_t r = 0; r < audit->round_count; r++)
        for (size_t i = 0; i < audit->rounds[r].examined.count; i++) {
            const struct examined_ballot *ballot = &audit->rounds[r].examined.items[i];
            unsigned value = audit_value(ballot->interpretation, task->tree->contest.count);
            examined++;
            discrepancies += value == VALUE_UNKNOWN || value != audit_recorded(task, ballot->number);
        }
    scr_result result = scr_buffer_print(
        &json,
        "{\"result\": \"%s\", \"tpt_winner\": \"%c\", \"audited_winner\": \"%.1s\", \"rounds\": %zu, \"planned\": %zu, "
        "\"examined\": %zu, \"discrepancies\": ",
        audit_result_word(audit->result), task->tree->tpt_winner, &audit->winner, audit->round_count,
        audit->opened.count, examined);
    if (!scr_failed(result))
        result = task->recorded ? scr_buffer_print(&json, "%zu}", discrepancies) : scr_buffer_text(&json, "null}");
    if (!scr_failed(result)) return findings_fact(task->findings, "tree_audit", (char *)json.data); /* taken over */
    scr_buffer_free(&json);
    return result;
}

static scr_result check_against(const struct tree_task *task, const struct audit *audit,
                                const struct published_tree *tree) {
    struct audit_task checks = {
        .audit = audit, .tree = tree, .surroundings = task->surroundings, .findings = task->findings};
    SCR_TRY(audit_check_opening(&checks));
    SCR_TRY(audit_check_rounds(&checks));
    SCR_TRY(audit_check_outcomes(&checks));
    return task->surroundings->facts ? add_facts(&checks) : scr_done();
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
        if (!scr_failed(result) && tree) result = check_against(task, &audit, tree);
        if (!scr_failed(result)) result = audit_check_corrections(&audit, task->findings);
    }
    audit_free(&audit);
    return result;
}
