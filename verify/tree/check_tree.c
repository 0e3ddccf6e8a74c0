/* check_tree.c: a plurality tree from its file to TPT-06, TPT-07 and TPT-08, and on to its other checks; a tree whose
 * plan and openings hold is published for audits. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/arranged.h"
#include "verify/tree/tree.h"

static scr_result say_tpt07(const struct tree *tree, const struct published_commitment *commitment,
                            struct tree_task *task, struct complaint *complaint) {
    const struct published_tree *published = tree->published;
    const struct published_contest *contest = published_commitment_contest(commitment, published->contest.id);
    scr_result result = scr_done();
    if (strcmp(published->head.election_id, commitment->head.election_id) != 0)
        complain(complaint, "the election is %s in the tree, %s in the commitment",
                 shown(complaint, published->head.election_id), shown(complaint, commitment->head.election_id));
    if (!contest) {
        complain(complaint, "the commitment has no contest %s", shown(complaint, published->contest.id));
        return result;
    }
    const char *name = published_contest_difference(&published->contest, contest, task->arena, &result);
    if (name)
        complain(complaint, "contest %s differs in the tree and in the commitment: in %s",
                 shown(complaint, published->contest.id), name);
    return result;
}

static scr_result add_tpt07(const struct tree *tree, struct tree_task *task) {
    struct complaint complaint = {0};
    const struct published_tree *published = tree->published;
    const struct published_commitment *commitment =
        publications_commitment(task->surroundings->publications, &published->commitment);
    if (!commitment) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&published->commitment, hex);
        return findings_add(task->findings, "TPT-07", VERDICT_UNDECIDED,
                            "the ballot commitment with SHA-256 %s is not at hand, or is not valid: give the ballot "
                            "commitment's file too",
                            hex);
    }
    scr_result result = say_tpt07(tree, commitment, task, &complaint);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return complaint_verdict(
        &complaint, task->findings, "TPT-07",
        "contest %s is the one that the ballot commitment of this election fixed: %" PRIu32 " ballots, %zu candidates",
        shown(&complaint, published->contest.id), published->contest.ballots, published->contest.count);
}

static void complain_of_record(const struct tree *tree, const struct published_seed *record,
                               struct complaint *complaint) {
    if (!record) return;
    if (strcmp(tree->published->seed, record->seed) != 0)
        complain(complaint, "the seed is %s in the tree, %s in the seed record",
                 shown(complaint, tree->published->seed), shown(complaint, record->seed));
    if (!scr_hash_equal(&tree->published->commitment, &record->rests_on))
        complain(complaint, "the seed record rests on another ballot commitment than the tree");
}

static scr_result add_tpt08(const struct tree *tree, struct tree_task *task) {
    struct complaint complaint = {0};
    const struct published_seed *record =
        tree->names_seed_record ? publications_seed(task->surroundings->publications, &tree->seed_record) : NULL;
    if (tree->published->contest.arrangement == ARRANGEMENT_RIVEST2019 && !arranged_seed_decimal(tree->published->seed))
        complain(&complaint, "arrangement rivest2019 needs a decimal number as its seed, not %s",
                 shown(&complaint, tree->published->seed));
    complain_of_record(tree, record, &complaint);
    if (record || complaint.count)
        return complaint_verdict(&complaint, task->findings, "TPT-08", "the seed is that of the seed record");
    complaint_free(&complaint);
    if (!tree->names_seed_record)
        return findings_add(task->findings, "TPT-08", VERDICT_UNDECIDED,
                            "the tree names no seed record: nothing shows where its seed comes from");
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&tree->seed_record, hex);
    return findings_add(task->findings, "TPT-08", VERDICT_UNDECIDED,
                        "the seed record with SHA-256 %s is not at hand, or is not valid: give the seed record's file "
                        "too",
                        hex);
}

static void note_scope(const struct tree *tree, struct tree_scope *scope) {
    scope->plan_only += !tree->disclosed;
    scope->disclosed += tree->disclosed;
    scope->rivest2019 += tree->published->contest.arrangement == ARRANGEMENT_RIVEST2019;
    scope->winner_apart += tree->leaders[0] != tree->published->tpt_winner || tree->leaders[1];
}

/* Audits may look at a tree whose commitment, openings and plan hold. The lists go over to it. */
static scr_result publish(struct tree *tree, struct tree_task *task) {
    static const char *const needed[] = {"TPT-07", "TPT-09", "TPT-10"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (findings_verdict(task->findings, needed[i]) != VERDICT_HOLDS) return scr_done();
    struct published_tree *published = tree->published;
    published->numbers = tree->numbers.items;
    published->number_count = tree->numbers.count;
    if (tree->codes_complete) {
        published->codes = tree->codes.items;
        tree->codes = (struct code_list){0};
    }
    tree->numbers = (struct number_list){0};
    tree->published = NULL;
    return publications_add_tree(task->surroundings->publications, published);
}

/* After the document was read as valid. */
static scr_result check(struct tree *tree, struct tree_task *task) {
    struct findings *findings = task->findings;
    findings->hash = tree->published->head.digest;
    findings->hashed = true;
    const char *id = tree->published->contest.id;
    task->contest_id = scr_arena_copy(task->arena, id, strlen(id));
    if (!task->contest_id) return (scr_result){SCR_MEMORY};
    note_scope(tree, &task->scope);
    SCR_TRY(findings_add(findings, "TPT-06", VERDICT_HOLDS,
                         "the document is canonical and valid against the schema of plurality trees"));
    SCR_TRY(tree_recorded(tree));
    SCR_TRY(add_tpt07(tree, task));
    bool committed = findings_verdict(findings, "TPT-07") == VERDICT_HOLDS;
    if (committed) {
        SCR_TRY(add_tpt08(tree, task));
        SCR_TRY(tree_add_tpt09(tree, findings));
        SCR_TRY(tree_add_tpt10(tree, findings));
        SCR_TRY(tree_add_outcome(tree, task->surroundings, findings));
    } else {
        SCR_TRY(tree_add_tpt13(tree, findings));
    }
    SCR_TRY(tree_add_note(tree, findings));
    if (task->surroundings->facts) SCR_TRY(tree_add_facts(tree, findings));
    return committed ? publish(tree, task) : scr_done();
}

scr_result tree_check_tree(struct tree_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct tree tree = {0};
    task->scope.trees++;
    scr_result result = tree_read(task->path, task->schema, &tree, task->arena, &task->header, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "TPT-06", &diagnosis);
    else if (result.code == SCR_MEMORY)
        result = findings_add(task->findings, "TPT-06", VERDICT_UNDECIDED, "there is not enough memory to read it");
    else if (!scr_failed(result))
        result = check(&tree, task);
    tree_free(&tree);
    scr_diagnosis_free(&diagnosis);
    return result;
}
