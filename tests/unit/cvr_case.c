/* cvr_case.c: helpers of the tests of cast-vote records. */
#include "cvr_case.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../gen/command.h"
#include "import_case.h"
#include "scrutineer/file.h"
#include "scrutineer/hash.h"

void cvr_case_begin(struct cvr_case *c) {
    *c = (struct cvr_case){0};
    snprintf(c->folder, sizeof c->folder, "%s", unit_scratch());
    snprintf(c->store, sizeof c->store, "%s/case.sqlite", c->folder);
}

void cvr_case_end(struct cvr_case *c) { scr_diagnosis_free(&c->diagnosis); }

static const struct command *find(const char *name) {
    static const struct command *const known[] = {&command_import, &command_reconcile, &command_tally};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i]->name, name)) return known[i];
    abort();
}

scr_result cvr_case_run(struct cvr_case *c, const char *command, ...) {
    char path[400], *argv[14] = {strdup(command)};
    int argc = 1;
    va_list arguments;
    va_start(arguments, command);
    for (const char *next; argc < 13 && (next = va_arg(arguments, const char *));) argv[argc++] = strdup(next);
    va_end(arguments);
    scr_diagnosis_free(&c->diagnosis);
    c->diagnosis = (struct scr_diagnosis){0};
    snprintf(path, sizeof path, "%s/stdout", c->folder);
    fflush(stdout);
    int kept = dup(1);
    FILE *out = fopen(path, "w+");
    CU_ASSERT_FATAL(out && kept >= 0 && dup2(fileno(out), 1) == 1);
    const struct command_context context = {c->store, &c->diagnosis};
    scr_result result = find(command)->run(&context, argc, argv);
    fflush(stdout);
    dup2(kept, 1);
    close(kept);
    rewind(out);
    c->said[fread(c->said, 1, sizeof c->said - 1, out)] = 0;
    fclose(out);
    for (int i = 0; i < argc; i++) free(argv[i]);
    return result;
}

const char *cvr_case_file(struct cvr_case *c, const char *name, const char *text) {
    static char path[600];
    snprintf(path, sizeof path, "%s/%s", c->folder, name);
    CU_ASSERT_EQUAL_FATAL(scr_file_write(path, text, strlen(text), 0644, NULL).code, SCR_DONE);
    return path;
}

bool cvr_case_imports(struct cvr_case *c, const char *path) {
    scr_result result = cvr_case_run(c, "import", "--replace", path, (char *)NULL);
    if (scr_failed(result)) import_case_show(&c->diagnosis);
    return !scr_failed(result);
}

bool cvr_case_refuses(struct cvr_case *c, const char *path, const char *place, const char *message) {
    struct scr_hash before = {0}, after = {0};
    bool stood = !access(c->store, F_OK);
    if (stood) CU_ASSERT_FATAL(!scr_failed(scr_hash_file(c->store, &before, NULL, NULL)));
    bool refused = scr_failed(cvr_case_run(c, "import", "--replace", path, (char *)NULL));
    bool said = import_case_says(&c->diagnosis, place, message);
    if (!refused || !said) {
        printf("\n    %s:", path);
        import_case_show(&c->diagnosis);
    }
    bool stands = !access(c->store, F_OK);
    if (stands) CU_ASSERT_FATAL(!scr_failed(scr_hash_file(c->store, &after, NULL, NULL)));
    return refused && said && stood == stands && scr_hash_equal(&before, &after) && !*c->said;
}

static struct store *open_store(struct cvr_case *c, struct cvr_records *records) {
    struct store *store;
    CU_ASSERT_EQUAL_FATAL(store_open(c->store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_cvr(store, records, NULL).code, SCR_DONE);
    return store;
}

static uint64_t count_of(const struct cvr_contest *contest, const struct cvr_tally *tally, const char *candidate) {
    if (!*candidate) return tally->blanks;
    if (!strcmp(candidate, "!")) return tally->overvotes;
    if (!strcmp(candidate, "?")) return tally->unknown;
    if (!strcmp(candidate, "-")) return tally->not_on_ballot;
    for (size_t i = 0; i < contest->candidate_count; i++)
        if (!strcmp(contest->candidates[i].name, candidate)) return tally->votes[i];
    return UINT64_MAX;
}

uint64_t cvr_case_votes(struct cvr_case *c, const char *contest, const char *candidate) {
    struct cvr_records records;
    struct store *store = open_store(c, &records);
    uint64_t votes = UINT64_MAX;
    for (size_t i = 0; i < records.contest_count && votes == UINT64_MAX; i++) {
        struct cvr_tally tally;
        if (strcmp(records.contests[i].id, contest) && strcmp(records.contests[i].name, contest)) continue;
        CU_ASSERT_EQUAL_FATAL(cvr_tally_count(store, &records, i, &tally, NULL).code, SCR_DONE);
        votes = count_of(&records.contests[i], &tally, candidate);
        cvr_tally_free(&tally);
    }
    cvr_records_free(&records);
    store_close(store);
    return votes;
}

size_t cvr_case_ballots(struct cvr_case *c) {
    struct cvr_records records;
    struct store *store = open_store(c, &records);
    size_t ballots = records.ballot_count;
    cvr_records_free(&records);
    store_close(store);
    return ballots;
}

struct finding {
    const struct cvr_records *records;
    size_t index;
    char *text;
    size_t size;
};

static scr_result take(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct finding *finding = context;
    const struct cvr_records *records = finding->records;
    if (index == finding->index)
        snprintf(finding->text, finding->size, "%s/%s/%u/%s/%s/%s/%s", records->batches[ballot->batch].tabulator,
                 records->batches[ballot->batch].name, (unsigned)ballot->position, ballot->id, ballot->imprinted,
                 ballot->style == CVR_NONE ? "" : records->styles[ballot->style],
                 ballot->precinct == CVR_NONE ? "" : records->precincts[ballot->precinct]);
    return scr_done();
}

const char *cvr_case_ballot(struct cvr_case *c, size_t index) {
    static char text[1000];
    struct cvr_records records;
    struct store *store = open_store(c, &records);
    *text = 0;
    struct finding finding = {&records, index, text, sizeof text};
    CU_ASSERT_EQUAL_FATAL(store_each_ballot(store, &records, take, &finding, NULL).code, SCR_DONE);
    cvr_records_free(&records);
    store_close(store);
    return text;
}
