/* command_study.c: scrutineer-gen release study: what a choice of epsilon does, shown on public or earlier data. */
#include "gen/command_study.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/command_release.h"
#include "gen/package/names.h"
#include "gen/study/decisions_report.h"
#include "gen/study/page.h"
#include "gen/study/plots.h"
#include "gen/study/sheets.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define SHEETS_MOST 11

/* What one run holds, and must release. */
struct studying {
    const struct command_context *context;
    struct study_request request;
    struct study_table table;
    struct study study;
    struct scr_arena arena;
    struct study_districts districts;
    struct study_regression regression;
    struct study_decisions decisions;
    struct study_district_terms *terms; /* [given districts + 1] the last one Greedy's */
    struct study_sheet sheets[SHEETS_MOST];
    size_t sheet_count;
    struct study_picture pictures[STUDY_PICTURES_MOST];
    size_t picture_count;
};

static void show_progress(void *context, size_t done, size_t all) {
    size_t *shown = context, percent = done * 100 / all;
    if (!isatty(STDERR_FILENO) || percent == *shown) return;
    *shown = percent;
    fprintf(stderr, done == all ? "\rruns: %zu%% (done)\n" : "\rruns: %zu%%", percent);
}

/* Counts that a release from this store is to protect are not earlier data. */
static scr_result check_unprotected(struct store *store, struct scr_diagnosis *diagnosis) {
    struct noise_record noise = {0};
    bool stands;
    scr_result result = store_load_noise(store, &noise, &stands, diagnosis);
    noise_record_free(&noise);
    SCR_TRY(result);
    return stands ? scr_refuse(diagnosis, SCR_STORE, "release study",
                               "this store holds a noise key: its counts are those that noise protects; a study is "
                               "made of public or earlier returns, in a store of their own")
                  : scr_done();
}

static scr_result measure_contest(struct studying *run, const struct returns *returns) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    char *contest = scr_arena_copy(&run->arena, run->request.contest, strlen(run->request.contest));
    const struct release_plan_request plan_request = {.contests = &contest,
                                                      .contest_count = 1,
                                                      .levels = run->request.levels,
                                                      .exact = run->request.exact,
                                                      .adjacency = run->request.csv.adjacency,
                                                      .votes_allowed = run->request.csv.votes_allowed};
    const struct release_plan_sources sources = {NULL, NULL};
    struct measurement_plan plan;
    struct measurement measurement = {0};
    if (!contest) return (scr_result){SCR_MEMORY};
    SCR_TRY(release_plan_begin(returns, &plan_request, &sources, 1, &run->arena, &plan, diagnosis));
    run->request.parameters.exact_levels = plan.exact_levels;
    scr_result result = measurement_make(returns, &plan, "all", &measurement, diagnosis);
    if (!scr_failed(result)) result = study_table_take(&run->table, &measurement, 0, diagnosis);
    measurement_free(&measurement);
    return result;
}

static scr_result load_returns(struct studying *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct returns returns = {0};
    struct store *store;
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &store, diagnosis));
    scr_result result = check_unprotected(store, diagnosis);
    if (!scr_failed(result)) result = store_load_returns(store, &returns, diagnosis);
    if (!scr_failed(result)) result = measure_contest(run, &returns);
    returns_free(&returns);
    store_close(store);
    return result;
}

/* "top", "none", or a level as --levels writes it. */
static scr_result take_exact(struct studying *run) {
    const char *exact = run->request.exact;
    uint32_t *levels = &run->request.parameters.exact_levels;
    *levels = 1;
    if (!exact || !strcmp(exact, "top")) return scr_done();
    *levels = 0;
    if (!strcmp(exact, "none")) return scr_done();
    for (uint32_t l = 0; l < run->table.tree.levels && !*levels; l++)
        if (!strcmp(exact, run->table.level_names[l])) *levels = l + 1;
    return *levels ? scr_done()
                   : scr_refuse(run->context->diagnosis, SCR_USAGE, "--exact",
                                "it is top, none or one of the levels as --levels writes them");
}

static scr_result load_table(struct studying *run) {
    if (!run->request.csv.path) return load_returns(run);
    run->request.csv.shown = package_shown(&run->arena, run->request.csv.path);
    SCR_TRY(study_table_read(&run->table, &run->request.csv, run->context->diagnosis));
    return take_exact(run);
}

static scr_result load_regression(struct studying *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct study_known_share *known;
    uint32_t option = 0;
    while (option < run->table.option_count && strcmp(run->table.options[option], run->request.option) != 0) option++;
    if (option == run->table.option_count)
        return scr_refuse(diagnosis, SCR_USAGE, "--option", "the counts have no option of this name");
    SCR_TRY(study_shares_read(run->request.regression, package_shown(&run->arena, run->request.regression), &run->table,
                              &run->arena, &known, diagnosis));
    run->regression = (struct study_regression){option, run->request.votes_noised, known};
    run->request.parameters.regression = &run->regression;
    return scr_done();
}

static scr_result load_decisions(struct studying *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const struct study_request *request = &run->request;
    int64_t *known = NULL;
    if (request->known)
        SCR_TRY(study_known_read(request->known, package_shown(&run->arena, request->known), &run->table, &run->arena,
                                 &known, diagnosis));
    SCR_TRY(study_decisions_read(request->decisions, package_shown(&run->arena, request->decisions), &run->table,
                                 request->parameters.districts, known, &run->arena, &run->decisions, diagnosis));
    run->request.parameters.decisions = &run->decisions;
    return scr_done();
}

static scr_result load(struct studying *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    SCR_TRY(load_table(run));
    if (run->request.districts) {
        SCR_TRY(study_districts_read(run->request.districts, package_shown(&run->arena, run->request.districts),
                                     &run->table, &run->arena, &run->districts, diagnosis));
        run->request.parameters.districts = &run->districts;
    }
    if (run->request.decisions) SCR_TRY(load_decisions(run));
    return run->request.regression ? load_regression(run) : scr_done();
}

static scr_result find_districts(struct studying *run) {
    const struct study_parameters *parameters = &run->request.parameters;
    uint32_t given = run->districts.count;
    run->terms = scr_arena_alloc(&run->arena, given + 1, sizeof *run->terms);
    if (!run->terms) return (scr_result){SCR_MEMORY};
    if (given)
        SCR_TRY(
            study_district_terms_find(&run->table, parameters->exact_levels, &run->districts, &run->arena, run->terms));
    SCR_TRY(study_greedy_terms(&run->table, parameters->exact_levels, run->request.parts, parameters->seed, &run->arena,
                               &run->terms[given]));
    run->request.theorem.parts = run->request.parts;
    if (!run->request.theorem.levels) return scr_done();
    return study_theorem_find(&run->request.theorem, parameters->seed, &run->arena, run->context->diagnosis);
}

static struct study_sheet *next_sheet(struct studying *run) {
    struct study_sheet *sheet = &run->sheets[run->sheet_count++];
    sheet->arena = &run->arena;
    return sheet;
}

static void make_sheets(struct studying *run) {
    const struct study *study = &run->study;
    if (run->request.decisions) {
        study_sheet_spared(study, next_sheet(run));
        study_sheet_decisions(study, next_sheet(run));
        study_sheet_units(study, next_sheet(run));
    }
    study_sheet_protection(study, next_sheet(run));
    if (run->table.votes_allowed == 1) study_sheet_disclosure(study, run->request.others, next_sheet(run));
    study_sheet_levels(study, next_sheet(run));
    study_sheet_changes(study, next_sheet(run));
    study_sheet_districts(study, run->terms, next_sheet(run));
    study_sheet_district_errors(study, run->terms, next_sheet(run));
    if (run->request.theorem.levels) study_sheet_theorem(&run->request.theorem, next_sheet(run));
    if (run->request.regression) study_sheet_regression(study, next_sheet(run));
}

static scr_result write_sheets(struct studying *run, struct scr_folder *folder) {
    for (size_t i = 0; i < run->sheet_count; i++) {
        struct scr_buffer csv = {0};
        scr_result result = study_sheet_csv(&run->sheets[i], &csv);
        if (!scr_failed(result))
            result = scr_folder_write(folder, run->sheets[i].file, csv.data, csv.length, run->context->diagnosis);
        scr_buffer_free(&csv);
        SCR_TRY(result);
    }
    return scr_done();
}

static scr_result write_page(struct studying *run, struct scr_folder *folder) {
    struct scr_buffer page = {0};
    const char *source = run->request.contest ? run->request.contest : run->request.csv.path;
    const char *name = strrchr(source, '/');
    if (run->request.csv.path && name) source = name + 1;
    scr_result result =
        study_page(&run->study, source, run->sheets, run->sheet_count, run->pictures, run->picture_count, &page);
    if (!scr_failed(result))
        result = scr_folder_write(folder, "study.html", page.data, page.length, run->context->diagnosis);
    scr_buffer_free(&page);
    return result;
}

static scr_result write_folder(struct studying *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct scr_folder folder = {0};
    make_sheets(run);
    SCR_TRY(study_plots(&run->study, run->pictures, &run->picture_count));
    if (run->request.decisions)
        SCR_TRY(study_decision_plots(&run->study, &run->arena, run->pictures, &run->picture_count));
    scr_result result = scr_folder_begin(&folder, run->request.out, diagnosis);
    if (!scr_failed(result)) result = write_sheets(run, &folder);
    for (size_t i = 0; i < run->picture_count && !scr_failed(result); i++)
        result = scr_folder_write(&folder, run->pictures[i].file, run->pictures[i].svg.data,
                                  run->pictures[i].svg.length, diagnosis);
    if (!scr_failed(result)) result = write_page(run, &folder);
    if (!scr_failed(result)) result = scr_folder_publish(&folder, diagnosis);
    scr_folder_end(&folder);
    return result;
}

static void say(const struct studying *run) {
    printf("Studied %lu counts of %lu units on %lu levels: %zu choices of epsilon and split, %lu runs of each\n",
           (unsigned long)run->table.tree.units * run->table.option_count, (unsigned long)run->table.tree.units,
           (unsigned long)run->table.tree.levels, run->study.cell_count, (unsigned long)run->request.parameters.runs);
    for (size_t i = 0; i < run->study.left_out_count; i++)
        printf("Left out, having too few levels here: the split %s\n", run->study.left_out[i]);
    printf("Written: study.html, %zu tables, %zu pictures. They are functions of true counts: for public or earlier "
           "data only\n",
           run->sheet_count, run->picture_count);
}

scr_result release_study(const struct command_context *context, int argc, char **argv) {
    struct studying run = {.context = context};
    size_t percent = 101;
    SCR_TRY(study_options(argc, argv, &run.request, context->diagnosis));
    scr_result result = load(&run);
    if (!scr_failed(result)) result = study_begin(&run.table, &run.request.parameters, &run.study, context->diagnosis);
    if (!scr_failed(result)) result = find_districts(&run);
    if (!scr_failed(result)) result = study_run(&run.study, show_progress, &percent, context->diagnosis);
    if (!scr_failed(result)) result = write_folder(&run);
    if (!scr_failed(result)) say(&run);
    for (size_t i = 0; i < run.sheet_count; i++) study_sheet_free(&run.sheets[i]);
    for (size_t i = 0; i < run.picture_count; i++) scr_buffer_free(&run.pictures[i].svg);
    study_free(&run.study);
    study_table_free(&run.table);
    scr_arena_free(&run.arena);
    return result;
}
