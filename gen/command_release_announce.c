/* command_release_announce.c: scrutineer-gen release announce: charges a release and writes its measurement statement.
 */
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "gen/command_past.h"
#include "gen/command_release.h"
#include "gen/commit/source.h"
#include "gen/package/names.h"
#include "gen/release/charge.h"
#include "gen/release/published_head.h"
#include "gen/release/statement_artifact.h"
#include "scrutineer/file.h"

/* What one run holds, and must release. */
struct announcing {
    const struct command_context *context;
    struct announce_request request;
    struct store *store;
    struct returns returns;
    struct election election; /* the definition, where the store has one */
    struct cvr_records records;
    bool defined, recorded; /* whether these two stand */
    struct noise_record noise;
    struct release_record standing, made;
    struct ledger ledger;
    struct measurement measurement;
    struct scr_arena arena; /* of the plan */
    struct scr_buffer statement;
};

static scr_result load_sources(struct announcing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    bool stands, derived;
    SCR_TRY(store_load_noise(run->store, &run->noise, &stands, diagnosis));
    if (!stands)
        return scr_refuse(
            diagnosis, SCR_STORE, "release",
            "no noise commitment was published from this store: 'noise-key commit' makes it, when the polls "
            "close");
    SCR_TRY(store_load_ledger(run->store, &run->ledger, diagnosis));
    if (run->request.published)
        SCR_TRY(published_head_check(run->request.published, package_shown(&run->arena, run->request.published),
                                     &run->ledger, diagnosis));
    SCR_TRY(store_load_returns(run->store, &run->returns, diagnosis));
    SCR_TRY(store_has_election(run->store, "", &run->defined, &derived, diagnosis));
    if (run->defined) SCR_TRY(store_load_election(run->store, &run->election, diagnosis));
    SCR_TRY(store_has_records(run->store, &run->recorded, diagnosis));
    return run->recorded ? store_load_cvr(run->store, &run->records, diagnosis) : scr_done();
}

/* The plan and the measurement for a release of this number; `made` becomes its record but for the statement. */
static scr_result measure(struct announcing *run, uint32_t number) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct release_record *made = &run->made;
    struct measurement skeleton = {0};
    const struct release_plan_sources sources = {run->defined ? &run->election : NULL,
                                                 run->recorded ? &run->records : NULL};
    measurement_free(&run->measurement);
    made->number = number;
    made->noise = run->noise.digest;
    made->mechanism = run->request.plan.mechanism;
    made->root_name = *run->noise.jurisdiction ? run->noise.jurisdiction : run->noise.election_name;
    made->election_id = run->noise.election_id;
    made->source = run->request.source;
    SCR_TRY(
        release_plan_begin(&run->returns, &run->request.plan, &sources, number, &run->arena, &made->plan, diagnosis));
    scr_result result = measurement_make(&run->returns, &made->plan, made->root_name, &skeleton, diagnosis);
    if (!scr_failed(result))
        result = release_plan_shares(&run->request.plan, &skeleton, &run->arena, &made->plan, diagnosis);
    measurement_free(&skeleton);
    SCR_TRY(result);
    SCR_TRY(measurement_make(&run->returns, &made->plan, made->root_name, &run->measurement, diagnosis));
    SCR_TRY(noise_table_key(&run->noise.key, number, made->table_key));
    SCR_TRY(measurement_table_root(&run->measurement, made->table_key));
    made->table_root = run->measurement.table_root;
    return measurement_digest(&run->measurement, made->election_id, &made->measured);
}

/* A release that was announced with the same words and counts and is not finished: a run that was killed before the
 * file appeared is finished by running it again, and charged once. */
static scr_result recognise(struct announcing *run, bool *again) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct release_record *standing = &run->standing;
    struct scr_diagnosis quiet = {0};
    struct announcing same = *run;
    bool found;
    *again = false;
    SCR_TRY(store_load_release(run->store, 0, standing, &found, diagnosis));
    if (!found || standing->finished) return scr_done();
    const struct command_context silent = {.store_path = run->context->store_path, .diagnosis = &quiet};
    same.context = &silent;
    same.measurement = (struct measurement){0};
    /* Words that cannot be followed are refused below, where they are for a new release. */
    bool measured = !scr_failed(measure(&same, standing->number));
    *again = measured && scr_hash_equal(&same.made.measured, &standing->measured) &&
             !strcmp(same.made.mechanism, standing->mechanism) &&
             seed_source_equal(&same.made.source, &standing->source);
    run->measurement = same.measurement;
    run->arena = same.arena;
    OPENSSL_cleanse(&same.made.table_key, sizeof same.made.table_key);
    scr_diagnosis_free(&quiet);
    return *again ? store_load_statement(run->store, standing, &run->statement, diagnosis) : scr_done();
}

static scr_result next_number(const struct announcing *run, uint32_t *number) {
    *number = run->standing.number + 1;
    if (*number <= run->noise.releases) return scr_done();
    return scr_refuse(run->context->diagnosis, SCR_STORE, "release",
                      "the noise commitment is for %u releases, and as many were announced",
                      (unsigned)run->noise.releases);
}

static scr_result make(struct announcing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const struct election identity = {.id = run->noise.election_id,
                                      .name = run->noise.election_name,
                                      .date = run->noise.election_date,
                                      .jurisdiction = run->noise.jurisdiction};
    struct measurement_statement statement = {.election = &identity,
                                              .noise = run->noise.digest,
                                              .source = &run->request.source,
                                              .measurement = &run->measurement,
                                              .ledger = &run->ledger};
    size_t known = run->ledger.count;
    uint32_t number;
    SCR_TRY(next_number(run, &number));
    SCR_TRY(measure(run, number));
    SCR_TRY(charge_declare(&run->ledger, run->request.budget, diagnosis));
    SCR_TRY(store_add_disclosures(run->store, &run->ledger, diagnosis));
    SCR_TRY(charge_announce(&run->ledger, &run->measurement, run->defined ? &run->election : NULL,
                            run->request.after_disclosure, &statement.spent, diagnosis));
    scr_result result = measurement_statement_artifact(&statement, &run->statement);
    if (result.code == SCR_LIMIT)
        result = scr_refuse(diagnosis, SCR_LIMIT, "release",
                            "the statement would have %zu bytes, more than a verifier reads", run->statement.length);
    SCR_TRY(result);
    SCR_TRY(scr_hash_bytes(run->statement.data, run->statement.length, &run->made.statement));
    /* The charge first: nothing may be seen, let alone drawn, that was not charged. */
    return store_announce(run->store, &run->made, &run->ledger, known, &run->statement, diagnosis);
}

static scr_result work(struct announcing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct scr_buffer out = {0};
    bool again, past;
    SCR_TRY(command_time_past(run->context, &run->request.source, &past));
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
    SCR_TRY(load_sources(run));
    SCR_TRY(recognise(run, &again));
    if (again) SCR_TRY(store_keep_ledger_head(run->store, &run->ledger, diagnosis));
    if (again && run->request.budget) SCR_TRY(charge_declare(&run->ledger, run->request.budget, diagnosis));
    if (!again) SCR_TRY(make(run));
    if (again && run->defined) SCR_TRY(ledger_take_styles(&run->ledger, &run->election));
    SCR_TRY(scr_file_write(run->request.out, run->statement.data, run->statement.length, 0644, diagnosis));
    if (past && !again) command_warn_past(&run->request.source);
    const struct announced announced = {again ? &run->standing : &run->made, &run->measurement, &run->ledger, again,
                                        run->request.out};
    scr_result result = announce_say(&announced, run->request.json, &out);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(diagnosis, SCR_IO, "release", "the statement is written, but not the summary");
    scr_buffer_free(&out);
    return result;
}

scr_result release_announce(const struct command_context *context, int argc, char **argv) {
    struct announcing run = {.context = context};
    SCR_TRY(announce_parse(argc, argv, &run.request, context->diagnosis));
    scr_result result = work(&run);
    OPENSSL_cleanse(&run.made.table_key, sizeof run.made.table_key);
    release_record_free(&run.standing);
    noise_record_free(&run.noise);
    measurement_free(&run.measurement);
    ledger_free(&run.ledger);
    scr_arena_free(&run.arena);
    scr_buffer_free(&run.statement);
    returns_free(&run.returns);
    if (run.defined) election_free(&run.election);
    cvr_records_free(&run.records);
    store_close(run.store);
    return result;
}
