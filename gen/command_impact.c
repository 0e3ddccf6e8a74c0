/* command_impact.c: scrutineer-gen impact: what the noise of a mechanism does to a decision. */
#include "gen/command_impact.h"

#include <stdio.h>
#include <unistd.h>

#include "gen/command.h"
#include "gen/impact/artifact.h"
#include "gen/impact/page.h"
#include "gen/impact/plot.h"
#include "gen/impact/report.h"
#include "gen/impact/trials.h"
#include "scrutineer/file.h"

/* A line on a terminal's stderr, rewritten in place; nothing elsewhere. */
static void show_progress(void *context, size_t done, size_t all) {
    size_t *shown = context, percent = done * 100 / all;
    if (!isatty(STDERR_FILENO) || percent == *shown) return;
    *shown = percent;
    fprintf(stderr, done == all ? "\rtrials: %zu%% (done)\n" : "\rtrials: %zu%%", percent);
}

typedef scr_result make_file(const struct impact_study *study, const struct impact_outcome *outcomes,
                             struct scr_buffer *out);

static scr_result add_file(struct scr_folder *folder, const char *name, make_file *make,
                           const struct impact_study *study, const struct impact_outcome *outcomes,
                           struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    scr_result result = make(study, outcomes, &bytes);
    if (!scr_failed(result)) result = scr_folder_write(folder, name, bytes.data, bytes.length, diagnosis);
    scr_buffer_free(&bytes);
    return result;
}

static scr_result add_plots(struct scr_folder *folder, const struct impact_study *study,
                            const struct impact_outcome *outcomes, struct scr_diagnosis *diagnosis) {
    const struct impact_plot *plots[IMPACT_PLOTS_MOST];
    size_t count = impact_plots(study, plots);
    for (size_t i = 0; i < count; i++)
        SCR_TRY(add_file(folder, plots[i]->file, plots[i]->draw, study, outcomes, diagnosis));
    return scr_done();
}

static scr_result add_page(struct scr_folder *folder, const struct impact_study *study,
                           const struct impact_outcome *outcomes, const char hex[static SCR_HEX_SIZE],
                           struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    scr_result result = impact_page(study, outcomes, hex, &bytes);
    if (!scr_failed(result)) result = scr_folder_write(folder, "index.html", bytes.data, bytes.length, diagnosis);
    scr_buffer_free(&bytes);
    return result;
}

static scr_result write_folder(const struct impact_request *request, const struct impact_study *study,
                               const struct impact_outcome *outcomes, char hex[static SCR_HEX_SIZE],
                               struct scr_diagnosis *diagnosis) {
    struct scr_folder folder = {0};
    struct scr_buffer artifact = {0};
    struct scr_hash hash;
    scr_result result;
    SCR_TRY_OR(result, impact_artifact(study, outcomes, &request->election, &artifact), end);
    SCR_TRY_OR(result, scr_hash_bytes(artifact.data, artifact.length, &hash), end);
    scr_hash_hex(&hash, hex);
    SCR_TRY_OR(result, scr_folder_begin(&folder, request->out, diagnosis), end);
    SCR_TRY_OR(result, scr_folder_write(&folder, "impact.xml", artifact.data, artifact.length, diagnosis), end);
    SCR_TRY_OR(result, add_file(&folder, "rows.csv", impact_rows_csv, study, outcomes, diagnosis), end);
    SCR_TRY_OR(result, add_file(&folder, "summary.csv", impact_summary_csv, study, outcomes, diagnosis), end);
    SCR_TRY_OR(result, add_plots(&folder, study, outcomes, diagnosis), end);
    SCR_TRY_OR(result, add_page(&folder, study, outcomes, hex, diagnosis), end);
    result = scr_folder_publish(&folder, diagnosis);
end:
    scr_folder_end(&folder);
    scr_buffer_free(&artifact);
    return result;
}

static scr_result say(const struct impact_request *request, const struct impact_study *study,
                      const struct impact_outcome *outcomes, const char *hex) {
    const struct impact_parameters *parameters = &request->parameters;
    if (request->json) {
        printf("{\"sha256\": \"%s\", \"rows\": %zu, \"constructed\": %zu, \"left_out\": %zu}\n", hex,
               study->table->count, study->constructed_count, study->table->left_out);
        return scr_done();
    }
    struct scr_buffer summary = {0};
    scr_result result = impact_summary_csv(study, outcomes, &summary);
    if (!scr_failed(result)) {
        printf("%s with %s: %zu rows", impact_decision_name(parameters->decision),
               impact_mechanism_name(parameters->mechanism), study->table->count);
        if (study->constructed_count) printf(" and %zu made to fail just below a threshold", study->constructed_count);
        printf(", %lu trials at each epsilon\n", (unsigned long)parameters->trials);
        if (study->table->left_out)
            printf("Left out: %zu rows whose state has no expenditure in the files\n", study->table->left_out);
        if (parameters->mechanism == IMPACT_DAWA_PUBLISHED)
            puts(
                "dawa-published gives no privacy guarantee: its partition step is not private. It is here to compare.");
        printf("%s", (const char *)summary.data);
        printf("SHA-256 of impact.xml: %s\n", hex);
    }
    scr_buffer_free(&summary);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct impact_request request = {0};
    struct impact_table table = {0};
    struct impact_study study = {0};
    struct impact_outcome outcomes[IMPACT_EPSILONS_MOST] = {0};
    struct scr_diagnosis *diagnosis = context->diagnosis;
    char hex[SCR_HEX_SIZE];
    size_t percent = 101;
    SCR_TRY(impact_options(argc, argv, &request, diagnosis));
    table.decision = request.parameters.decision;
    scr_result result;
    SCR_TRY_OR(result, decisions_read(&table, &request.input, diagnosis), end);
    SCR_TRY_OR(result, impact_study_set(&study, &table, &request.parameters), end);
    SCR_TRY_OR(result, impact_run(&study, outcomes, show_progress, &percent, diagnosis), end);
    SCR_TRY_OR(result, write_folder(&request, &study, outcomes, hex, diagnosis), end);
    result = say(&request, &study, outcomes, hex);
end:
    impact_outcomes_free(outcomes);
    impact_study_free(&study);
    impact_table_free(&table);
    return result;
}

const struct command command_impact = {
    .name = "impact",
    .summary = "show what a mechanism's noise does to decisions, before epsilon is fixed",
    .usage =
        "usage: scrutineer-gen impact coverage|funds|seats --input FILE.. --epsilon E[,E..] --seed TEXT --out FOLDER\n"
        "                      [OPTIONS]\n"
        "\n"
        "Applies a decision rule to a public table, once without and many times with the noise of a mechanism, and\n"
        "writes FOLDER with impact.xml (the statement that scrutineer-verify recomputes), rows.csv and summary.csv,\n"
        "pictures (SVG), and index.html: whom the noise hurts most, and which epsilon would spare them.\n"
        "@coverage\n"
        "\n"
        "  coverage  language coverage of section 203: the Census Bureau's determinations, or id,name,vac,lep,lit\n"
        "@funds\n"
        "  funds     shares of Title I: SAIPE districts with state expenditures, or id,name,weight,children\n"
        "@seats\n"
        "  seats     seats in a house: state populations, or id,name,population\n"
        "@\n"
        "\n"
        "  --input FILE..      the table; for funds also the file of expenditures\n"
        "  --epsilon E,E       up to 16 numbers such as 0.1 or 1/3\n"
        "  --mechanism M       laplace; d-laplace (coverage: each person in one part; the default there);\n"
        "                      dawa-sound; dawa-published, which gives no guarantee and is here to compare\n"
        "  --trials N          at each epsilon (default 1000, at most 1000000)\n"
        "  --seed TEXT         public; all noise follows from it. Announce it beforehand\n"
        "  --rho R             the part of epsilon that DAWA spends on its partition (default 1/4)\n"
        "@coverage\n"
        "  --language L        of section 203 rows (default Hispanic)\n"
        "  --illiteracy-rate R the national rate (default 131/10000, of 2016)\n"
        "  --no-constructed    no rows made to fail just below each threshold\n"
        "  --samples M         of noise for the repair of coverage (default 200; 0: no repair)\n"
        "@funds\n"
        "  --delta D           of the no-penalty repair of funds under laplace (default 1/20)\n"
        "@coverage|funds\n"
        "  --no-repair         neither of the two\n"
        "@seats\n"
        "  --house H           seats to be given (default 543)\n"
        "@funds\n"
        "  --state XX          only the districts of this postal code\n"
        "@\n"
        "  --election ID, --election-name NAME, --election-date D, --jurisdiction J   for the header\n"
        "  --json              print the digest and the counts as JSON\n",
    .run = run,
};
