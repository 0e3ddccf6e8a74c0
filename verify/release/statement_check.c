/* statement_check.c: a measurement statement from its file to DPR-02 to DPR-07; a valid one is published. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/release/statement.h"
#include "verify/tree/seed_source.h"

static scr_result add_dpr02(const struct published_statement *statement, struct release_task *task) {
    return findings_add(task->findings, "DPR-02", VERDICT_HOLDS,
                        "the measurement statement of release %" PRIu32
                        " is canonical and valid: %zu levels, %zu contest%s, adjacency %s",
                        statement->release, statement->level_count, statement->contest_count,
                        statement->contest_count == 1 ? "" : "s", statement->add_remove ? "add-remove" : "substitute");
}

static scr_result add_dpr03(struct published_statement *statement, struct release_task *task) {
    struct complaint complaint = {0};
    seed_source_check(&statement->source, &complaint);
    scr_result result = statement_check_levels(statement, &complaint);
    if (!scr_failed(result)) result = statement_check_contests(statement, &complaint);
    if (!scr_failed(result) && !complaint.count) result = statement_check_complete(statement, &complaint);
    const char *seed = "";
    if (!scr_failed(result) && !complaint.count) {
        seed = seed_source_words(&statement->source, task->arena);
        if (!seed) result.code = SCR_MEMORY;
    }
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return complaint_verdict(&complaint, task->findings, "DPR-03",
                             "%zu precincts, %" PRIu64
                             " units in all, and every contest, option and share has one meaning; "
                             "counts of %" PRIu32 " level%s are published exactly; the seed is to come from %s",
                             statement_precincts(statement)->count, statement->unit_count, statement->exact_levels,
                             statement->exact_levels == 1 ? "" : "s", seed);
}

static scr_result add_dpr04(const struct published_statement *statement, struct findings *findings) {
    struct complaint complaint = {0};
    size_t shares = 0;
    for (size_t i = 0; i < statement->contest_count; i++) shares += statement->contests[i].share_count;
    statement_check_scales(statement, &complaint);
    return complaint_verdict(&complaint, findings, "DPR-04",
                             "the scale of each of %zu share%s is the sensitivity divided by its epsilon", shares,
                             shares == 1 ? "" : "s");
}

static scr_result add_dpr05(struct published_statement *statement, struct findings *findings) {
    struct complaint complaint = {0};
    scr_result result = ledger_check_entries(&statement->ledger, &complaint);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return complaint_verdict(&complaint, findings, "DPR-05",
                             "the hashes of %zu ledger entr%s follow from each other; %zu earlier announced release%s "
                             "unfinished",
                             statement->ledger.entry_count, statement->ledger.entry_count == 1 ? "y" : "ies",
                             statement->ledger.unfinished, statement->ledger.unfinished == 1 ? " is" : "s are");
}

static scr_result add_dpr06(const struct published_statement *statement, struct release_task *task) {
    struct complaint complaint = {0};
    struct work *work = task->surroundings->work;
    struct budget budget = work_begin(work);
    const struct ledger *ledger = &statement->ledger;
    bool finished = true;
    scr_result result = ledger_check_last(statement, &complaint);
    if (!scr_failed(result)) result = ledger_check_spent(ledger, &budget, &complaint, &finished);
    const char *all = work_end(work, &budget);
    if (!scr_failed(result) && (finished || complaint.count))
        return complaint_verdict(&complaint, task->findings, "DPR-06",
                                 "the last ledger entry charges this release; the voter charged most has lost %s of "
                                 "the declared %s",
                                 ledger->spent, ledger->total);
    complaint_free(&complaint);
    if (scr_failed(result)) return result;
    return findings_add(task->findings, "DPR-06", VERDICT_UNDECIDED,
                        "the sums of the ledger's losses were given up after the work that this program may do%s", all);
}

static scr_result add_dpr07(const struct published_statement *statement, struct release_task *task) {
    struct complaint complaint = {0};
    const struct published_noise *noise = releases_noise(task->surroundings->releases, &statement->noise);
    if (!noise) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&statement->noise, hex);
        return findings_add(task->findings, "DPR-07", VERDICT_UNDECIDED,
                            "the noise commitment with SHA-256 %s is not at hand, or is not valid: give the noise "
                            "commitment's file too",
                            hex);
    }
    if (strcmp(noise->head.election_id, statement->head.election_id) != 0)
        complain(&complaint, "the election is %s in the statement, %s in the noise commitment",
                 shown(&complaint, statement->head.election_id), shown(&complaint, noise->head.election_id));
    if (statement->release > noise->releases)
        complain(&complaint, "the statement is of release %" PRIu32 ", the noise commitment has keys of %" PRIu32,
                 statement->release, noise->releases);
    return complaint_verdict(&complaint, task->findings, "DPR-07",
                             "the noise commitment of this election has a key for release %" PRIu32,
                             statement->release);
}

/* "measurement": {"release", "adjacency", "digest", "levels": [{"name", "units"}], "exact_levels", "contests", "spent",
 * "total", "unfinished"}. */
static scr_result print_facts(const struct published_statement *statement, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&statement->measurement, hex);
    SCR_TRY(scr_buffer_print(out, "{\"release\": %" PRIu32 ", \"adjacency\": \"%s\", \"digest\": \"%s\", \"levels\": [",
                             statement->release, statement->add_remove ? "add-remove" : "substitute", hex));
    for (size_t i = 0; i < statement->level_count; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", {\"name\": " : "{\"name\": "));
        SCR_TRY(scr_text_json(out, statement->levels[i].name));
        SCR_TRY(scr_buffer_print(out, ", \"units\": %zu}", statement->levels[i].count));
    }
    return scr_buffer_print(out,
                            "], \"exact_levels\": %" PRIu32 ", \"contests\": %zu, \"spent\": \"%s\", \"total\": "
                            "\"%s\", \"unfinished\": %zu}",
                            statement->exact_levels, statement->contest_count, statement->ledger.spent,
                            statement->ledger.total, statement->ledger.unfinished);
}

static scr_result add_facts(const struct published_statement *statement, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_facts(statement, &json);
    if (!scr_failed(result)) return findings_fact(findings, "measurement", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

static scr_result tell_names(const struct ledger *ledger, struct release_task *task) {
    struct scr_hash *names = scr_arena_alloc(task->arena, ledger->entry_count, sizeof *names);
    if (!names) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < ledger->entry_count; i++) names[i] = ledger->entries[i].digest;
    task->names = names;
    task->names_count = ledger->entry_count;
    return scr_done();
}

/* After the document was read as valid. *valid when DPR-03 holds. */
static scr_result check(struct published_statement *statement, struct release_task *task, bool *valid) {
    task->findings->hash = statement->head.digest;
    task->findings->hashed = true;
    task->release_number = statement->release;
    SCR_TRY(tell_names(&statement->ledger, task));
    SCR_TRY(add_dpr02(statement, task));
    SCR_TRY(add_dpr03(statement, task));
    *valid = findings_verdict(task->findings, "DPR-03") == VERDICT_HOLDS;
    if (!*valid) return scr_done();
    SCR_TRY(statement_measure(statement));
    SCR_TRY(add_dpr04(statement, task->findings));
    SCR_TRY(add_dpr05(statement, task->findings));
    statement->ledger_follows = findings_verdict(task->findings, "DPR-05") == VERDICT_HOLDS;
    if (statement->ledger_follows)
        SCR_TRY(add_dpr06(statement, task));
    else
        SCR_TRY(findings_add(task->findings, "DPR-06", VERDICT_UNDECIDED,
                             "the ledger's entries are not as they must be: see DPR-05"));
    SCR_TRY(add_dpr07(statement, task));
    task->scope.exact += statement->exact_levels > 0;
    task->scope.unfinished = statement->ledger.unfinished;
    return task->surroundings->facts ? add_facts(statement, task->findings) : scr_done();
}

scr_result release_check_statement(struct release_task *task) {
    struct scr_diagnosis diagnosis = {0};
    bool valid = false;
    struct published_statement *statement = calloc(1, sizeof *statement);
    if (!statement) return (scr_result){SCR_MEMORY};
    task->scope.statements++;
    scr_result result = statement_read(task, statement, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "DPR-02", &diagnosis);
    else if (!scr_failed(result))
        result = check(statement, task, &valid);
    if (!scr_failed(result) && valid) {
        result = releases_add_statement(task->surroundings->releases, statement);
        statement = NULL;
    }
    published_statement_free(statement);
    scr_diagnosis_free(&diagnosis);
    return result;
}
