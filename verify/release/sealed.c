/* sealed.c: the checks that a court makes with a sealed opening, DPR-21 to DPR-23. Specification, section 15. */
#include <inttypes.h>
#include <stdlib.h>

#include "verify/release/opening.h"

static scr_result add_undecided(struct release_task *task, size_t from, const char *why) {
    static const char *const ids[] = {"DPR-21", "DPR-22", "DPR-23"};
    for (size_t i = from; i < sizeof ids / sizeof *ids; i++)
        SCR_TRY(findings_add(task->findings, ids[i], VERDICT_UNDECIDED, "%s", why));
    return scr_done();
}

static scr_result add_commitments(struct release_task *task, const struct opening *opening) {
    const struct published_statement *statement = task->release->statement;
    const struct published_noise *noise = releases_noise(task->surroundings->releases, &statement->noise);
    struct complaint complaint = {0};
    scr_result result = opening_check_commitments(opening, statement, noise, &complaint);
    if (scr_failed(result) || (!noise && !complaint.count)) {
        complaint_free(&complaint);
        return scr_failed(result)
                   ? result
                   : findings_add(task->findings, "DPR-22", VERDICT_UNDECIDED,
                                  "the true counts are those committed; whether the release key is needs "
                                  "the noise commitment, which is not at hand or not valid");
    }
    return complaint_verdict(&complaint, task->findings, "DPR-22",
                             "the key of release %" PRIu32 " and the true counts are those that were committed",
                             statement->release);
}

static scr_result add_counts(struct release_task *task, const struct opening *opening) {
    const struct published_seed *seed = task->release->seed;
    struct complaint complaint = {0};
    uint64_t draws = 0;
    if (!seed)
        return findings_add(task->findings, "DPR-23", VERDICT_UNDECIDED,
                            "the noise follows from the seed, and no valid seed record is at hand");
    scr_result result = opening_check_counts(opening, task->release, seed->seed, &complaint, &draws);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result.code == SCR_LIMIT ? findings_add(task->findings, "DPR-23", VERDICT_UNDECIDED,
                                                       "a cell takes more words of its stream than this program reads")
                                        : result;
    }
    return complaint_verdict(&complaint, task->findings, "DPR-23",
                             "every count was made again from the true ones: %" PRIu64 " draws of noise", draws);
}

/* After the file was opened and its content read as valid. */
static scr_result check(struct release_task *task, const struct opening *opening) {
    if (!scr_hash_equal(&opening->release, &task->release->head.digest)) {
        SCR_TRY(findings_add(task->findings, "DPR-21", VERDICT_REFUTED, "the opening is of another release"));
        return add_undecided(task, 1, "the opening is not of this release: see DPR-21");
    }
    SCR_TRY(findings_add(task->findings, "DPR-21", VERDICT_HOLDS,
                         "the sealed file opens with the key given, and its content is of this release"));
    SCR_TRY(add_commitments(task, opening));
    SCR_TRY(add_counts(task, opening));
    task->scope.opened += findings_verdict(task->findings, "DPR-22") == VERDICT_HOLDS &&
                          findings_verdict(task->findings, "DPR-23") == VERDICT_HOLDS;
    return scr_done();
}

scr_result release_check_sealed(struct release_task *task) {
    if (!task->sealed && !task->release) return scr_done();
    if (!task->sealed)
        return add_undecided(task, 0, "only a court can check this, with the sealed opening (--sealed, --with)");
    if (!task->release)
        return add_undecided(task, 0,
                             "the release is not valid so far, so that nothing can be compared with the opening");
    struct scr_buffer content = {0};
    struct scr_diagnosis fault = {0};
    struct opening opening = {0};
    scr_result result = sealed_open(task->sealed, task->sealed_key, &content, &fault, task->diagnosis);
    if (!scr_failed(result))
        result = opening_read(&content, task->opening_schema, task->release->statement, &opening, &fault);
    sealed_content_free(&content);
    if ((result.code == SCR_INPUT || result.code == SCR_LIMIT) && fault.count) {
        result = findings_refute(task->findings, "DPR-21", &fault);
        if (!scr_failed(result)) result = add_undecided(task, 1, "the sealed file is not as it must be: see DPR-21");
    } else if (!scr_failed(result)) {
        result = check(task, &opening);
    }
    opening_free(&opening);
    scr_diagnosis_free(&fault);
    return result;
}
