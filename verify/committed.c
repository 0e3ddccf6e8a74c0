/* committed.c: what committed contests lack: a tree, an audit, some of the batches. A commitment binds whoever made it
 * to each of its contests, so the report names those of which nothing more is shown. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/kinds.h"
#include "verify/tree/words.h"

static scr_result show(const struct published_contest *contest, struct contests_named *named) {
    if (named->count++ >= VERIFY_CONTESTS_SHOWN) return scr_done();
    SCR_TRY(scr_buffer_text(&named->names, named->names.length ? ", " : ""));
    return words_add_contest(&named->names, contest->name, contest->id);
}

/* Valid: Ballots is the sum over the batches listed, so there are no more of either in the contest than in all. */
static scr_result show_left_out(const struct published_commitment *commitment, const struct published_contest *contest,
                                struct contests_named *named) {
    bool first = named->count < VERIFY_CONTESTS_SHOWN;
    SCR_TRY(show(contest, named));
    if (!first) return scr_done();
    size_t batches = commitment->batch_count - contest->listed;
    uint64_t ballots = commitment->ballots - contest->ballots;
    return scr_buffer_print(&named->names, ": %zu of %zu batch%s, %" PRIu64 " of %" PRIu64 " ballot%s", batches,
                            commitment->batch_count, commitment->batch_count == 1 ? "" : "es", ballots,
                            commitment->ballots, commitment->ballots == 1 ? "" : "s");
}

struct lists {
    struct scr_buffer tree, audit;
};

static scr_result add_json(const struct published_contest *contest, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, out->length ? ", {\"id\": " : "{\"id\": "));
    SCR_TRY(scr_text_json(out, contest->id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    return scr_buffer_text(out, "}");
}

static scr_result note_commitment(struct committed_scope *scope, const struct published_commitment *commitment,
                                  struct lists *lists) {
    for (size_t i = 0; i < commitment->contest_count; i++) {
        const struct published_contest *contest = &commitment->contests[i];
        scope->contests++;
        if (contest->ballots != commitment->ballots) SCR_TRY(show_left_out(commitment, contest, &scope->left_out));
        if (!contest->has_tree) SCR_TRY(show(contest, &scope->without_tree));
        if (!contest->has_tree) SCR_TRY(add_json(contest, &lists->tree));
        if (!contest->has_audit) SCR_TRY(show(contest, &scope->without_audit));
        if (!contest->has_audit) SCR_TRY(add_json(contest, &lists->audit));
    }
    return scr_done();
}

static bool has_fact(const struct findings *findings, const char *name) {
    for (size_t i = 0; i < findings->fact_count; i++)
        if (!strcmp(findings->facts[i].name, name)) return true;
    return false;
}

static const char *text_of(const struct scr_buffer *buffer) { return buffer->length ? (const char *)buffer->data : ""; }

static scr_result add_fact(struct run *run, const struct published_commitment *commitment, const struct lists *lists) {
    static const char name[] = "contests_without";
    struct scr_buffer json = {0};
    for (size_t i = 0; i < run->verification->count; i++) {
        struct findings *findings = &run->verification->files[i];
        if (strcmp(findings->kind, "ballot-commitment") != 0 || !findings->hashed || has_fact(findings, name) ||
            !scr_hash_equal(&findings->hash, &commitment->head.digest))
            continue;
        scr_result result =
            scr_buffer_print(&json, "{\"tree\": [%s], \"audit\": [%s]}", text_of(&lists->tree), text_of(&lists->audit));
        if (!scr_failed(result)) return findings_fact(findings, name, (char *)json.data); /* taken over */
        scr_buffer_free(&json);
        return result;
    }
    return scr_done();
}

scr_result note_committed(struct run *run, const struct publications *publications) {
    scr_result result = scr_done();
    for (size_t i = 0; i < publications->commitments.count && !scr_failed(result); i++) {
        const struct published_commitment *commitment =
            (const struct published_commitment *)publications->commitments.items[i];
        struct lists lists = {{0}, {0}};
        result = note_commitment(&run->verification->scope.committed, commitment, &lists);
        if (!scr_failed(result) && run->options->facts) result = add_fact(run, commitment, &lists);
        scr_buffer_free(&lists.tree);
        scr_buffer_free(&lists.audit);
    }
    return result;
}
