/* trials.c: the loop over trials, their digests and their sums against what is published. */
#include "verify/impact/trials.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct rerun {
    struct trials_task *task;
    struct trials trials;
    struct tally tally;
    uint8_t *chosen; /* bit e N + k */
    struct complaint digests, sums;
    bool unmade; /* a trial has no result */
};

/* Digests of one epsilon in their form; IMP-05 whatever is made again. */
static void check_form(const struct trials_task *task, struct complaint *complaint) {
    for (size_t e = 0; e < task->impact->result_count; e++) {
        const struct impact_results *results = &task->impact->results[e];
        if (results->digests_misshapen)
            complain(complaint,
                     "Results number %zu: the digests are not %d in each Trials but the last, of 32 digits each, with "
                     "First the number of the first",
                     e + 1, IMPACT_TOGETHER);
        else if (results->digest_count != task->parameters->trials)
            complain(complaint, "Results number %zu: there are %zu digests for %" PRIu64 " trials", e + 1,
                     results->digest_count, task->parameters->trials);
    }
}

/* Numbers that no trials give, however they end. */
static void check_range(const struct trials_task *task, struct complaint *complaint) {
    const struct impact *impact = task->impact;
    const wide n = (wide)task->parameters->trials;
    const wide most[3][3] = {
        {n, n, n}, {n * IMPACT_SHARE, n * IMPACT_SHARE, n * IMPACT_SHARE * IMPACT_SHARE}, {n * impact->house, n, n}};
    for (size_t e = 0; e < impact->result_count; e++) {
        const struct impact_results *results = &impact->results[e];
        for (size_t i = 0; i < results->row_count; i++)
            for (size_t c = 0; c < impact->columns; c++) {
                const wide number = results->numbers[i * impact->columns + c];
                if (number > most[impact->decision][c < 3 ? c : 2])
                    complain(complaint,
                             "Results number %zu, row %zu: number %zu is more than %" PRIu64 " trials can give", e + 1,
                             i + 1, c + 1, task->parameters->trials);
            }
        if (impact->decision == DECISION_FUNDS &&
            (results->summary_numbers[0] > n || results->penalty[1] > n || results->penalty[2] > n))
            complain(complaint, "Results number %zu: the summary counts more than %" PRIu64 " trials", e + 1,
                     task->parameters->trials);
    }
}

static void differ(struct complaint *complaint, size_t e, const char *name, wide found, wide claimed) {
    char right[41], wrong[41];
    if (found != claimed)
        complain(complaint, "Results number %zu: %s is %s, not %s", e + 1, name, impact_decimal(found, right),
                 impact_decimal(claimed, wrong));
}

static void compare_sums(struct rerun *rerun, size_t e) {
    const struct impact *impact = rerun->task->impact;
    const struct impact_results *results = &impact->results[e];
    struct tally *tally = &rerun->tally;
    struct complaint *complaint = &rerun->sums;
    const wide *claimed = results->summary_numbers;
    for (size_t i = 0; i < results->row_count; i++)
        for (size_t c = 0; c < impact->columns; c++) {
            const wide found = tally->numbers[i * impact->columns + c],
                       said = results->numbers[i * impact->columns + c];
            char right[41], wrong[41];
            if (found != said)
                complain(complaint, "Results number %zu, row %zu: number %zu is %s, not %s", e + 1, i + 1, c + 1,
                         impact_decimal(found, right), impact_decimal(said, wrong));
        }
    if (impact->decision == DECISION_COVERAGE) {
        for (size_t j = 0; j < 3; j++)
            differ(complaint, e, impact_summaries[0][6 + j], tally->errors[j] / rerun->trials.unit, claimed[6 + j]);
    } else if (impact->decision == DECISION_FUNDS) {
        static const char *const names[] = {"Refused", "Failures", "InflationSum"};
        differ(complaint, e, "Empty", tally->empty, claimed[0]);
        for (size_t j = 0; j < 3 && results->no_penalty; j++)
            differ(complaint, e, names[j], tally->penalty[j], results->penalty[1 + j]);
    } else {
        for (size_t j = 0; j < 3; j++) differ(complaint, e, impact_summaries[2][j], tally->house[j], claimed[j]);
        differ(complaint, e, impact_summaries[2][3], tally->max_multiplicative, claimed[3]);
    }
}

static void compare_digest(struct rerun *rerun, size_t e, uint32_t k, const uint8_t digest[static IMPACT_DIGEST]) {
    const struct impact_results *results = &rerun->task->impact->results[e];
    if (!results->digests_misshapen && k < results->digest_count &&
        memcmp(results->digests[k], digest, IMPACT_DIGEST) != 0)
        complain(&rerun->digests, "Results number %zu: trial %" PRIu32 " does not give its digest", e + 1, k);
}

static scr_result rerun_trial(struct rerun *rerun, size_t e, uint32_t k) {
    uint8_t digest[IMPACT_DIGEST];
    scr_result result = trial_make(&rerun->trials, e, k, &rerun->tally, digest);
    if (result.code == SCR_LIMIT) {
        complain(&rerun->digests, "Results number %zu: trial %" PRIu32 " has no result: a draw is above 2^40", e + 1,
                 k);
        rerun->unmade = true;
        return scr_done();
    }
    SCR_TRY(result);
    compare_digest(rerun, e, k, digest);
    return scr_done();
}

static scr_result rerun_all(struct rerun *rerun) {
    const struct trials_task *task = rerun->task;
    const uint64_t n = task->parameters->trials;
    const size_t bytes = task->table->count * task->impact->columns * sizeof *rerun->tally.numbers;
    SCR_TRY(trials_begin(&rerun->trials, task->impact, task->table, task->parameters));
    SCR_TRY(sample_choose(task->total, task->done, rerun->chosen));
    for (size_t e = 0; e < task->impact->epsilon_count; e++) {
        wide *numbers = rerun->tally.numbers;
        memset(numbers, 0, bytes);
        rerun->tally = (struct tally){.numbers = numbers};
        for (uint64_t k = 0; k < n; k++) {
            const uint64_t bit = e * n + k;
            if (rerun->chosen[bit / 8] >> bit % 8 & 1) SCR_TRY(rerun_trial(rerun, e, (uint32_t)k));
        }
        if (task->done == task->total && !rerun->unmade) compare_sums(rerun, e);
    }
    return scr_done();
}

/* Whether the work allows them; it is known beforehand. */
static bool allowed(struct trials_task *task, const char **words, uint64_t *needed) {
    struct budget budget = work_begin(task->work);
    const uint64_t each = trials_work_each(task->impact, task->table); /* below 2^28 by the limits of 16.1 */
    *needed = trials_work_first(task->impact, task->table) + each * task->done;
    const bool enough = budget_spend(&budget, *needed);
    *words = enough ? "" : work_end(task->work, &budget);
    if (enough) (void)work_end(task->work, &budget);
    return enough;
}

static scr_result say(struct rerun *rerun, struct findings *findings) {
    const struct trials_task *task = rerun->task;
    const bool all = task->done == task->total;
    if (all)
        SCR_TRY(complaint_verdict(&rerun->digests, findings, "IMP-05",
                                  "each of all %" PRIu64 " trials, made again from the seed, gives its digest",
                                  task->total));
    else
        SCR_TRY(complaint_verdict(&rerun->digests, findings, "IMP-05",
                                  "%" PRIu64 " of %" PRIu64
                                  " trials, chosen at random by this run, were made again from the seed and give their "
                                  "digests; the others were not looked at",
                                  task->done, task->total));
    if (rerun->sums.count) return complaint_verdict(&rerun->sums, findings, "IMP-06", "%s", "");
    if (rerun->unmade) return findings_add(findings, "IMP-06", VERDICT_UNDECIDED, "a trial has no result: see IMP-05");
    if (!all)
        return findings_add(findings, "IMP-06", VERDICT_UNDECIDED,
                            "sums over all %" PRIu64 " trials cannot be known from %" PRIu64 ": leave out --sample",
                            task->total, task->done);
    return complaint_verdict(&rerun->sums, findings, "IMP-06",
                             "the numbers of all rows and the sums over trials are those of the %" PRIu64 " trials",
                             task->total);
}

/* Of trials that this run has not the work for. */
static scr_result say_undone(struct rerun *rerun, uint64_t needed, const char *words, struct findings *findings) {
    if (rerun->digests.count)
        SCR_TRY(complaint_verdict(&rerun->digests, findings, "IMP-05", "%s", ""));
    else
        SCR_TRY(findings_add(findings, "IMP-05", VERDICT_UNDECIDED,
                             "making %" PRIu64 " of %" PRIu64 " trials again is work of %" PRIu64
                             ", above the budget: give --sample K for K of them, or a larger --budget%s",
                             rerun->task->done, rerun->task->total, needed, words));
    if (rerun->sums.count) return complaint_verdict(&rerun->sums, findings, "IMP-06", "%s", "");
    return findings_add(findings, "IMP-06", VERDICT_UNDECIDED, "the trials were not made again: see IMP-05");
}

scr_result impact_add_trials(struct trials_task *task, struct findings *findings) {
    struct rerun rerun = {.task = task};
    const char *words;
    uint64_t needed;
    scr_result result = scr_done();
    task->total = task->parameters->trials * task->impact->epsilon_count;
    task->done = task->sample && task->sample < task->total ? task->sample : task->total;
    check_form(task, &rerun.digests);
    check_range(task, &rerun.sums);
    task->in_range = !rerun.sums.count;
    if (!allowed(task, &words, &needed)) {
        result = say_undone(&rerun, needed, words, findings);
        task->done = 0;
        goto end;
    }
    rerun.chosen = malloc((size_t)(task->total + 7) / 8);
    rerun.tally.numbers = calloc(task->table->count * task->impact->columns, sizeof *rerun.tally.numbers);
    if (!rerun.chosen || !rerun.tally.numbers) {
        result = (scr_result){SCR_MEMORY};
        goto end;
    }
    SCR_TRY_OR(result, rerun_all(&rerun), end);
    result = say(&rerun, findings);
end:
    trials_free(&rerun.trials);
    free(rerun.tally.numbers);
    free(rerun.chosen);
    complaint_free(&rerun.digests);
    complaint_free(&rerun.sums);
    return result;
}
