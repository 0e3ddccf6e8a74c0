/* import_case.c: helpers of the importers' tests. */
#include "import_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void import_case_read(struct import_case *c, const char *path, bool exclude_write_ins) {
    *c = (struct import_case){0};
    const struct import_options options = {.exclude_write_ins = exclude_write_ins};
    c->result = import_file(path, &options, &c->election, &c->diagnosis, &c->notes);
}

void import_case_bytes(struct import_case *c, const char *name, const char *bytes, size_t length) {
    /* One folder for all files of a test program: hostile tests write thousands. */
    static char folder[256];
    char path[512];
    if (!*folder) snprintf(folder, sizeof folder, "%s", unit_scratch());
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) abort();
    import_case_read(c, path, false);
}

void import_case_free(struct import_case *c) {
    election_free(&c->election);
    scr_diagnosis_free(&c->diagnosis);
    scr_diagnosis_free(&c->notes);
}

bool import_case_says(const struct scr_diagnosis *list, const char *place, const char *message) {
    for (size_t i = 0; i < list->count; i++)
        if (strstr(list->problems[i].place, place) && strstr(list->problems[i].message, message)) return true;
    return false;
}

void import_case_show(const struct scr_diagnosis *list) {
    for (size_t i = 0; i < list->count && i < 5; i++)
        printf("\n    %s: %s", list->problems[i].place, list->problems[i].message);
}

size_t import_case_candidates(const struct election *election, enum candidate_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < election->contest_count; i++)
        for (size_t k = 0; k < election->contests[i].candidate_count; k++)
            count += election->contests[i].candidates[k].kind == kind;
    return count;
}

const struct contest *import_case_contest(const struct election *election, const char *id) {
    for (size_t i = 0; i < election->contest_count; i++)
        if (!strcmp(election->contests[i].id, id)) return &election->contests[i];
    return NULL;
}

const struct ballot_style *import_case_style(const struct election *election, const char *id) {
    for (size_t i = 0; i < election->style_count; i++)
        if (!strcmp(election->styles[i].id, id)) return &election->styles[i];
    return NULL;
}

static bool equal_contests(const struct contest *a, const struct contest *b) {
    if (strcmp(a->id, b->id) || strcmp(a->name, b->name) || a->kind != b->kind ||
        a->votes_allowed != b->votes_allowed || a->candidate_count != b->candidate_count)
        return false;
    for (size_t i = 0; i < a->candidate_count; i++) {
        const struct candidate *x = &a->candidates[i], *y = &b->candidates[i];
        if (strcmp(x->id, y->id) || strcmp(x->name, y->name) || x->kind != y->kind || x->party != y->party ||
            x->excluded != y->excluded)
            return false;
    }
    return true;
}

bool import_case_equal(const struct election *a, const struct election *b) {
    if (strcmp(a->id, b->id) || strcmp(a->name, b->name) || strcmp(a->date, b->date) ||
        strcmp(a->jurisdiction, b->jurisdiction) || a->party_count != b->party_count ||
        a->contest_count != b->contest_count || a->style_count != b->style_count || a->source_count != b->source_count)
        return false;
    for (size_t i = 0; i < a->party_count; i++)
        if (strcmp(a->parties[i].id, b->parties[i].id) || strcmp(a->parties[i].name, b->parties[i].name)) return false;
    for (size_t i = 0; i < a->contest_count; i++)
        if (!equal_contests(&a->contests[i], &b->contests[i])) return false;
    for (size_t i = 0; i < a->style_count; i++) {
        const struct ballot_style *x = &a->styles[i], *y = &b->styles[i];
        if (strcmp(x->id, y->id) || strcmp(x->name, y->name) || x->contest_count != y->contest_count ||
            memcmp(x->contests, y->contests, x->contest_count * sizeof *x->contests))
            return false;
    }
    for (size_t i = 0; i < a->source_count; i++)
        if (strcmp(a->sources[i].name, b->sources[i].name) || strcmp(a->sources[i].format, b->sources[i].format) ||
            !scr_hash_equal(&a->sources[i].hash, &b->sources[i].hash))
            return false;
    return true;
}
