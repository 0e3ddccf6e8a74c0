/* commitment_check.c: a ballot commitment from its file to TPT-01 and TPT-02; a valid one is published. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/checks.h"
#include "verify/tree/commitment.h"
#include "verify/tree/seed_source.h"

static scr_result add_canonical(const struct commitment *commitment, struct tree_task *task) {
    const struct published_commitment *published = commitment->published;
    const char *source = seed_source_words(&published->source, task->arena);
    size_t contests = published->contest_count, batches = published->batch_count, files = commitment->source_count;
    if (!source) return (scr_result){SCR_MEMORY};
    return findings_add(task->findings, "TPT-01", VERDICT_HOLDS,
                        "the ballot commitment is canonical and valid: %zu contest%s, %" PRIu64
                        " ballot%s in %zu batch%s, from %zu file%s; the seed is to come from %s",
                        contests, contests == 1 ? "" : "s", commitment->ballots, commitment->ballots == 1 ? "" : "s",
                        batches, batches == 1 ? "" : "es", files, files == 1 ? "" : "s", source);
}

/* "contests": [{"id", "name", "ballots", "candidates"}]. */
static scr_result print_facts(const struct published_commitment *published, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "["));
    for (size_t i = 0; i < published->contest_count; i++) {
        const struct published_contest *contest = &published->contests[i];
        SCR_TRY(scr_buffer_text(out, i ? ", {\"id\": " : "{\"id\": "));
        SCR_TRY(scr_text_json(out, contest->id));
        SCR_TRY(scr_buffer_text(out, ", \"name\": "));
        SCR_TRY(scr_text_json(out, contest->name));
        SCR_TRY(scr_buffer_print(out, ", \"ballots\": %" PRIu32 ", \"candidates\": %zu}", contest->ballots,
                                 contest->count));
    }
    return scr_buffer_text(out, "]");
}

static scr_result add_facts(const struct published_commitment *published, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_facts(published, &json);
    if (!scr_failed(result)) return findings_fact(findings, "contests", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

/* After the document was read as valid. */
static scr_result check(struct commitment *commitment, struct tree_task *task) {
    struct complaint complaint = {0};
    task->findings->hash = commitment->published->head.digest;
    task->findings->hashed = true;
    SCR_TRY(add_canonical(commitment, task));
    scr_result result = commitment_complain(commitment, &complaint);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    SCR_TRY(complaint_verdict(&complaint, task->findings, "TPT-02",
                              "the batches add up to the ballots of the manifest and of each contest, and every "
                              "contest, candidate and code has one meaning"));
    if (findings_verdict(task->findings, "TPT-02") != VERDICT_HOLDS) return scr_done();
    if (task->surroundings->facts) SCR_TRY(add_facts(commitment->published, task->findings));
    struct published_commitment *published = commitment->published;
    published->ballots = commitment->ballots;
    commitment->published = NULL;
    return publications_add_commitment(task->surroundings->publications, published);
}

scr_result tree_check_commitment(struct tree_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct commitment commitment = {0};
    task->scope.commitments++;
    scr_result result = commitment_read(task->path, task->schema, &commitment, task->arena, &task->header, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "TPT-01", &diagnosis);
    else if (!scr_failed(result))
        result = check(&commitment, task);
    commitment_free(&commitment);
    scr_diagnosis_free(&diagnosis);
    return result;
}
