/* returns_case.c: helpers of the tests of precinct returns. */
#include "returns_case.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/import/returns/returns_import.h"
#include "import_case.h"
#include "scrutineer/file.h"

void returns_case_begin(struct returns_case *c) {
    *c = (struct returns_case){0};
    snprintf(c->folder, sizeof c->folder, "%s", unit_scratch());
}

static void forget(struct returns_case *c) {
    returns_free(&c->returns);
    scr_diagnosis_free(&c->diagnosis);
    scr_diagnosis_free(&c->notes);
    c->diagnosis = c->notes = (struct scr_diagnosis){0};
}

void returns_case_end(struct returns_case *c) { forget(c); }

char *returns_case_file(const struct returns_case *c, const char *name, const char *text) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", c->folder, name);
    CU_ASSERT_EQUAL_FATAL(scr_file_write(path, text, strlen(text), 0644, NULL).code, SCR_DONE);
    return strdup(path);
}

void returns_case_read(struct returns_case *c, ...) {
    struct cvr_look looks[8];
    bool wanted[8];
    size_t count = 0;
    va_list paths;
    forget(c);
    va_start(paths, c);
    for (const char *path; count < 8 && (path = va_arg(paths, const char *)); count++) {
        CU_ASSERT_EQUAL_FATAL(cvr_look_at(path, &looks[count], NULL).code, SCR_DONE);
        wanted[count] = returns_role(&looks[count]) != RETURNS_ROLE_NONE;
        CU_ASSERT(wanted[count]);
    }
    va_end(paths);
    c->result = returns_import(looks, wanted, count, &c->returns, &c->diagnosis, &c->notes);
    for (size_t i = 0; i < count; i++) cvr_look_free(&looks[i]);
}

void returns_case_text(struct returns_case *c, const char *name, const char *text) {
    char *path = returns_case_file(c, name, text);
    returns_case_read(c, path, (char *)NULL);
    free(path);
}

bool returns_case_good(const struct returns_case *c) {
    if (scr_failed(c->result)) import_case_show(&c->diagnosis);
    return !scr_failed(c->result) && !c->diagnosis.count;
}

size_t returns_case_unit(const struct returns *returns, const char *path) {
    size_t found = RETURNS_NONE;
    for (size_t i = 0; i < returns->unit_count && found == RETURNS_NONE; i++) {
        struct scr_buffer text = {0};
        CU_ASSERT_EQUAL_FATAL(returns_path(returns->units, i, &text).code, SCR_DONE);
        if (!strcmp((const char *)text.data, path)) found = i;
        scr_buffer_free(&text);
    }
    return found;
}

size_t returns_case_contest(const struct returns *returns, const char *name) {
    for (size_t i = 0; i < returns->contest_count; i++)
        if (!strcmp(returns->contests[i].name, name)) return i;
    return RETURNS_NONE;
}

uint64_t returns_case_votes(const struct returns *returns, const char *contest, const char *option, const char *path) {
    size_t c = returns_case_contest(returns, contest), k = 0;
    if (c == RETURNS_NONE) return UINT64_MAX;
    const struct returns_contest *found = &returns->contests[c];
    while (k < found->option_count && strcmp(found->options[k].name, option)) k++;
    if (k == found->option_count) return UINT64_MAX;
    if (path) {
        size_t unit = returns_case_unit(returns, path);
        const struct returns_row *row = unit == RETURNS_NONE ? NULL : returns_find(returns, c, unit);
        return row ? row->votes[k] : UINT64_MAX;
    }
    bool *is_total = calloc(returns->unit_count, sizeof *is_total);
    uint64_t *votes = calloc(found->option_count, sizeof *votes);
    CU_ASSERT_FATAL(is_total && votes);
    returns_is_total(returns, c, is_total);
    returns_sum(returns, c, is_total, votes);
    uint64_t sum = votes[k];
    free(is_total);
    free(votes);
    return sum;
}

static bool same_contest(const struct returns *a, const struct returns *b, size_t c) {
    const struct returns_contest *x = &a->contests[c], *y = &b->contests[c];
    bool same = !strcmp(x->name, y->name) && x->votes_allowed == y->votes_allowed &&
                x->option_count == y->option_count && x->row_count == y->row_count;
    for (size_t k = 0; same && k < x->option_count; k++)
        same = !strcmp(x->options[k].name, y->options[k].name) && !strcmp(x->options[k].party, y->options[k].party) &&
               x->options[k].kind == y->options[k].kind;
    for (size_t i = 0; same && i < x->row_count; i++) {
        const struct returns_row *p = &a->rows[x->first_row + i], *q = &b->rows[y->first_row + i];
        same = p->unit == q->unit && !memcmp(p->votes, q->votes, x->option_count * sizeof *p->votes);
    }
    return same;
}

bool returns_case_equal(const struct returns *a, const struct returns *b) {
    bool same = a->unit_count == b->unit_count && a->contest_count == b->contest_count &&
                a->row_count == b->row_count && a->source_count == b->source_count;
    for (size_t i = 0; same && i < a->unit_count; i++) {
        const struct returns_unit *x = &a->units[i], *y = &b->units[i];
        same = !strcmp(x->name, y->name) && x->parent == y->parent && x->level == y->level && x->apart == y->apart &&
               x->ballots == y->ballots && x->registered == y->registered;
    }
    for (size_t i = 0; same && i < a->source_count; i++)
        same =
            scr_hash_equal(&a->sources[i].hash, &b->sources[i].hash) && !strcmp(a->sources[i].name, b->sources[i].name);
    for (size_t c = 0; same && c < a->contest_count; c++) same = same_contest(a, b, c);
    return same;
}
