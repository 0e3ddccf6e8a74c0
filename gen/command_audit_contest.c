/* command_audit_contest.c: loads a committed contest with its ballots, its tree and its audit. */
#include "gen/command_audit_contest.h"

#include <openssl/crypto.h>
#include <string.h>

#include "gen/commit/contest.h"
#include "gen/cvr_names.h"
#include "gen/package/names.h"

/* The contest of the records with this id, or the only one with this name that is committed. */
static const struct committed_contest *find(const struct audited_contest *c, const char *wanted, size_t *index,
                                            unsigned *found) {
    const struct committed_contest *hit = NULL;
    *found = 0;
    for (unsigned by_name = 0; by_name < 2 && !hit; by_name++)
        for (size_t k = 0; k < c->commitment.count; k++)
            for (size_t i = 0; i < c->storage.records.contest_count; i++) {
                const struct cvr_contest *in = &c->storage.records.contests[i];
                if (strcmp(in->id, c->commitment.contests[k].id) || strcmp(by_name ? in->name : in->id, wanted))
                    continue;
                hit = &c->commitment.contests[k];
                *index = i;
                ++*found;
            }
    return hit;
}

static scr_result describe(struct audited_contest *c, const struct committed_contest *committed) {
    const struct cvr_contest *in = c->leaves.contest;
    struct tree_contest_candidate *candidates = scr_arena_alloc(&c->arena, in->candidate_count, sizeof *candidates);
    if (!candidates) return (scr_result){SCR_MEMORY};
    c->contest = committed_tree_contest(committed, in, candidates);
    c->election = committed_election(&c->commitment);
    c->ballots.codes = c->leaves.codes;
    c->ballots.count = c->leaves.count;
    return commitment_contest_key(&c->commitment, committed->id, &c->ballots.key);
}

static scr_result load(const char *command, const char *wanted, struct audited_contest *c,
                       struct scr_diagnosis *diagnosis) {
    bool stands;
    size_t index = 0;
    unsigned found;
    if (!wanted) SCR_TRY(store_only_tree(c->store, &c->arena, &wanted, diagnosis));
    if (!wanted)
        return scr_refuse(diagnosis, SCR_USAGE, command,
                          "--contest must say which: the store does not hold exactly one published tree");
    SCR_TRY(store_load_commitment(c->store, &c->commitment, &stands, diagnosis));
    if (!stands)
        return scr_refuse(diagnosis, SCR_STORE, command,
                          "no commitment was published from this store; 'scrutineer-gen commit' comes first");
    SCR_TRY(storage_load(c->store, &c->storage, diagnosis));
    const struct committed_contest *committed = find(c, wanted, &index, &found);
    const char *shown = package_shown(&c->arena, wanted);
    if (!committed)
        return scr_refuse(diagnosis, SCR_USAGE, command, "no contest of the commitment has the id or name %s", shown);
    if (found > 1)
        return scr_refuse(diagnosis, SCR_USAGE, command,
                          "%u contests of the commitment have the name %s; give the id, which 'scrutineer-gen tally' "
                          "shows",
                          found, shown);
    SCR_TRY(leaves_of_contest(c->store, &c->storage, index, committed->bearing, &c->leaves, diagnosis));
    bool same = c->leaves.count == committed->ballots && c->leaves.listed.data &&
                !strcmp((const char *)c->leaves.listed.data, committed->batches) && !leaves_unfit(c->leaves.contest);
    if (!same)
        return scr_refuse(diagnosis, SCR_STORE, command,
                          "records and manifest in the store are not those that were committed to");
    SCR_TRY(describe(c, committed));
    return store_load_tree(c->store, committed->id, &c->tree, &c->has_tree, diagnosis);
}

scr_result audited_contest_load(const struct command_context *context, const char *command, const char *wanted,
                                struct audited_contest *contest) {
    SCR_TRY(store_open(context->store_path, STORE_READ, &contest->store, context->diagnosis));
    return load(command, wanted, contest, context->diagnosis);
}

scr_result audited_contest_log(const struct command_context *context, struct audited_contest *contest) {
    if (!contest->has_tree)
        return scr_refuse(context->diagnosis, SCR_STORE, "audit",
                          "no tree of this contest was published; 'scrutineer-gen tree --contest' comes first");
    audit_log_free(&contest->log);
    SCR_TRY(store_load_audit(contest->store, contest->tree.number, &contest->log, context->diagnosis));
    scr_result result =
        audit_derive(&contest->log, contest->ballots.codes, contest->ballots.count, contest->contest.candidate_count);
    if (result.code == SCR_STORE)
        return scr_refuse(context->diagnosis, SCR_STORE, "audit",
                          "the store is damaged: the entries of this audit contradict each other");
    return result;
}

scr_result audited_contest_tree(const struct command_context *context, const struct audited_contest *contest,
                                struct audited_tree *audited) {
    scr_result result = audited_tree_make(&contest->contest, &contest->commitment.digest, contest->tree.seed,
                                          contest->ballots.codes, audited);
    if (!scr_failed(result)) result = audit_apply(&contest->log, audited);
    if (result.code == SCR_STORE || result.code == SCR_INPUT)
        return scr_refuse(context->diagnosis, SCR_STORE, "audit",
                          "the store is damaged: its seed or its ballots do not make a tree");
    return result;
}

scr_result audited_contest_name(const struct audited_contest *contest, struct scr_buffer *out) {
    return cvr_add_contest(&contest->storage.records, contest->contest.id, contest->contest.name, out);
}

scr_result audited_contest_standing(const struct command_context *context, const struct audited_contest *contest,
                                    struct audit_standing *standing) {
    struct audited_tree audited = {0};
    scr_result result = audited_contest_tree(context, contest, &audited);
    if (!scr_failed(result))
        *standing = (struct audit_standing){audit_end_of(&contest->log, &audited, contest->tree.winner),
                                            audited_tree_established(&audited), audited_tree_winner(&audited)};
    audited_tree_free(&audited);
    return result;
}

void audited_contest_free(struct audited_contest *contest) {
    audit_log_free(&contest->log);
    tree_record_free(&contest->tree);
    contest_leaves_free(&contest->leaves);
    storage_free(&contest->storage);
    OPENSSL_cleanse(&contest->ballots, sizeof contest->ballots);
    commitment_free(&contest->commitment);
    scr_arena_free(&contest->arena);
    store_close(contest->store);
    *contest = (struct audited_contest){0};
}
