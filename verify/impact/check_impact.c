/* check_impact.c: an impact statement from its file to its checks, and which of them rest on others. */
#include <inttypes.h>
#include <stdlib.h>

#include "verify/impact/checks.h"
#include "verify/impact/trials.h"

static scr_result leave(struct findings *findings, const char *const ids[], size_t count, const char *cause) {
    for (size_t i = 0; i < count; i++)
        SCR_TRY(findings_add(findings, ids[i], VERDICT_UNDECIDED, "it rests on %s, which is refuted", cause));
    return scr_done();
}

static scr_result add_facts(const struct trials_task *trials, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result =
        scr_buffer_print(&json, "{\"again\": %" PRIu64 ", \"of\": %" PRIu64 "}", trials->done, trials->total);
    if (scr_failed(result)) {
        scr_buffer_free(&json);
        return result;
    }
    return findings_fact(findings, "trials", (char *)json.data); /* takes the text over */
}

/* IMP-03 to IMP-07, of a table that holds. */
static scr_result add_numbers(const struct impact *impact, struct impact_task *task, struct scr_arena *arena) {
    static const char *const trials_and_sums[] = {"IMP-05", "IMP-06", "IMP-07"};
    struct findings *findings = task->findings;
    struct fraction rate;
    struct impact_table table;
    struct impact_parameters *parameters = scr_arena_alloc(arena, 1, sizeof *parameters);
    if (!parameters) return (scr_result){SCR_MEMORY};
    const bool sound = impact_rule_sound(impact, &rate);
    SCR_TRY(impact_table_make(impact, &rate, &table, arena));
    if (sound)
        SCR_TRY(impact_add_imp03(impact, &rate, &table, findings));
    else
        SCR_TRY(leave(findings, (const char *const[]){"IMP-03"}, 1, "the rule, of which IMP-04 says that it"));
    SCR_TRY(impact_add_imp04(impact, &table, parameters, findings));
    if (findings_verdict(findings, "IMP-04") != VERDICT_HOLDS) return leave(findings, trials_and_sums, 3, "IMP-04");
    struct trials_task trials = {.impact = impact,
                                 .table = &table,
                                 .parameters = parameters,
                                 .sample = task->sample,
                                 .work = task->surroundings->work};
    SCR_TRY(impact_add_trials(&trials, findings));
    task->scope.done += trials.done;
    task->scope.trials += trials.total;
    if (task->surroundings->facts) SCR_TRY(add_facts(&trials, findings));
    if (!trials.in_range)
        return findings_add(findings, "IMP-07", VERDICT_UNDECIDED,
                            "it rests on the rows of the results, of which IMP-06 says that no trials give them");
    return impact_add_imp07(impact, &table, parameters, task->surroundings->work, findings);
}

static scr_result check(struct impact *impact, struct impact_task *task, struct scr_arena *arena) {
    static const char *const rest[] = {"IMP-03", "IMP-04", "IMP-05", "IMP-06", "IMP-07"};
    struct findings *findings = task->findings;
    SCR_TRY(findings_add(findings, "IMP-01", VERDICT_HOLDS,
                         "the document is canonical and valid against the schema of impact statements"));
    SCR_TRY(impact_add_imp02(impact, findings));
    if (findings_verdict(findings, "IMP-02") == VERDICT_HOLDS)
        SCR_TRY(add_numbers(impact, task, arena));
    else
        SCR_TRY(leave(findings, rest, 5, "IMP-02"));
    return impact_add_imp08(impact, findings);
}

scr_result impact_check(struct impact_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct scr_arena arena = {0};
    struct impact *impact = calloc(1, sizeof *impact);
    task->scope.statements++;
    if (!impact) return (scr_result){SCR_MEMORY};
    scr_result result =
        impact_read(task->path, task->schema, impact, &arena, &task->header, &task->findings->hash, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT) {
        result = findings_refute(task->findings, "IMP-01", &diagnosis);
    } else if (!scr_failed(result)) {
        task->findings->hashed = true;
        result = artifact_header_keep(&task->header, task->arena);
        if (!scr_failed(result)) result = check(impact, task, &arena);
    }
    impact_free(impact);
    free(impact);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&arena);
    return result;
}
