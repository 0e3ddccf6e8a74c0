/* returns_finish.c: runs the checks over all the rows of returns and makes the model of them. */
#include <stdlib.h>
#include <string.h>

#include "returns_builder.h"

struct finishing {
    struct returns_builder *builder;
    struct returns *returns;
    size_t *row_of; /* per unit: 1 + index of its row in the contest at hand */
};

static int by_unit(const void *left, const void *right) {
    const struct returns_row *a = left, *b = right;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static size_t kept_options(const struct returns_builder *builder, size_t contest) {
    const struct contest_building *c = &builder->contests[contest];
    size_t count = 0;
    /* The total comes last of the kinds. */
    while (count < c->option_count && builder->options[c->first_option + count].kind != RETURNS_CONTEST_TOTAL) count++;
    return count;
}

static void remark_absent(struct finishing *finishing, const struct returns_contest *contest, size_t absent) {
    struct builder *base = &finishing->builder->base;
    if (!absent) return;
    base->shown = "the returns";
    builder_remark(base, (struct import_place){0},
                   "%zu counts of the contest %s have no row (a selection that other precincts have); they are taken "
                   "as 0",
                   absent, builder_shown(base, contest->name));
}

/* Rows of one contest, and how many counts of candidates the files do not have: of those in rows of precincts, where
 * other precincts have the candidate. */
static scr_result make_rows(struct finishing *finishing, struct returns_contest *contest,
                            const struct contest_building *from, const struct returns_cell *cells, size_t count) {
    struct returns *returns = finishing->returns;
    const struct option_building *options = finishing->builder->options;
    size_t units = 0, ordinary = 0, absent = 0;
    contest->first_row = returns->row_count;
    for (size_t i = 0; i < count; i++)
        if (options[cells[i].option].kind != RETURNS_CONTEST_TOTAL && !finishing->row_of[cells[i].unit]) {
            finishing->row_of[cells[i].unit] = 1;
            returns->rows[contest->first_row + units++].unit = cells[i].unit;
            ordinary += !returns->units[cells[i].unit].apart;
        }
    uint64_t *votes = scr_arena_alloc(&returns->arena, units * contest->option_count, sizeof *votes);
    if (!votes) return (scr_result){SCR_MEMORY};
    struct returns_row *rows = returns->rows + contest->first_row;
    if (units) qsort(rows, units, sizeof *rows, by_unit);
    for (size_t i = 0; i < units; i++) {
        rows[i].votes = votes + i * contest->option_count;
        finishing->row_of[rows[i].unit] = 1 + i;
    }
    for (size_t i = 0, next; i < count; i = next) {
        size_t option = cells[i].option - from->first_option, bear = 0;
        for (next = i; next < count && cells[next].option == cells[i].option; next++) {
            if (option >= contest->option_count) continue;
            rows[finishing->row_of[cells[next].unit] - 1].votes[option] = cells[next].votes;
            bear += !returns->units[cells[next].unit].apart;
        }
        if (bear && options[cells[i].option].kind == RETURNS_CANDIDATE) absent += ordinary - bear;
    }
    for (size_t i = 0; i < units; i++) finishing->row_of[rows[i].unit] = 0;
    contest->row_count = units;
    returns->row_count += units;
    remark_absent(finishing, contest, absent);
    return scr_done();
}

/* Rows and counts in all, so that a hostile file with many units and many selections is refused before it costs. */
static scr_result count_all(struct finishing *finishing, size_t *rows) {
    struct returns_builder *builder = finishing->builder;
    size_t counts = 0, units = 0, contest = 0, kept = 0;
    *rows = 0;
    for (size_t i = 0; i <= builder->cell_count; i++) {
        const struct returns_cell *cell = &builder->cells[i];
        bool end = i == builder->cell_count;
        if (end || builder->options[cell->option].contest != contest) {
            counts += units * kept; /* below 2^21 * 2^13 each, at most cell_count times */
            *rows += units;
            units = 0;
            if (end) break;
            contest = builder->options[cell->option].contest;
            kept = contest < RETURNS_FIRST_CONTEST ? 0 : kept_options(builder, contest);
        }
        if (kept && finishing->row_of[cell->unit] != contest) {
            finishing->row_of[cell->unit] = contest;
            units++;
        }
    }
    memset(finishing->row_of, 0, builder->unit_count * sizeof *finishing->row_of);
    if (counts <= RETURNS_COUNTS_MOST) return scr_done();
    return scr_refuse(builder->base.diagnosis, SCR_LIMIT, "the returns",
                      "units times selections are %zu counts, at most %d are possible; import fewer contests at once",
                      counts, RETURNS_COUNTS_MOST);
}

static scr_result make_contests(struct finishing *finishing) {
    struct returns_builder *builder = finishing->builder;
    struct returns *returns = finishing->returns;
    size_t rows, at = 0;
    SCR_TRY(count_all(finishing, &rows));
    returns->rows = scr_arena_alloc(&returns->arena, rows, sizeof *returns->rows);
    returns->contests = scr_arena_alloc(&returns->arena, builder->contest_count, sizeof *returns->contests);
    if (!returns->rows || !returns->contests) return (scr_result){SCR_MEMORY};
    while (at < builder->cell_count && builder->cells[at].option < RETURNS_FIRST_CONTEST) at++;
    for (size_t c = RETURNS_FIRST_CONTEST; c < builder->contest_count; c++) {
        const struct contest_building *from = &builder->contests[c];
        size_t next = at, kept = kept_options(builder, c);
        while (next < builder->cell_count && builder->options[builder->cells[next].option].contest == c) next++;
        if (kept) {
            struct returns_contest *contest = &returns->contests[returns->contest_count++];
            contest->name = from->name;
            contest->votes_allowed = from->votes_allowed;
            contest->option_count = kept;
            contest->options = scr_arena_alloc(&returns->arena, kept, sizeof *contest->options);
            if (!contest->options) return (scr_result){SCR_MEMORY};
            for (size_t i = 0; i < kept; i++) {
                const struct option_building *o = &builder->options[from->first_option + i];
                contest->options[i] = (struct returns_option){o->name, o->party, (enum returns_kind)o->kind};
            }
            SCR_TRY(make_rows(finishing, contest, from, builder->cells + at, next - at));
        } else if (next > at) {
            returns_cell_problem(builder, &builder->cells[at], "the contest %s has totals and no selections",
                                 builder_shown(&builder->base, from->name));
        }
        at = next;
    }
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
}

static scr_result copy(struct returns *returns, const void *items, size_t count, size_t size, void *pointer) {
    void *room = scr_arena_alloc(&returns->arena, count, size);
    if (!room) return (scr_result){SCR_MEMORY};
    if (count) memcpy(room, items, count * size);
    memcpy(pointer, &room, sizeof room);
    return scr_done();
}

/* The notes of this import travel with the returns. */
static scr_result keep_notes(struct returns *returns, const struct scr_diagnosis *notes, size_t before) {
    size_t count = notes->count > before ? notes->count - before : 0;
    returns->notes = scr_arena_alloc(&returns->arena, count, sizeof *returns->notes);
    if (!returns->notes) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        const struct scr_problem *from = &notes->problems[before + i];
        struct returns_note *to = &returns->notes[returns->note_count++];
        to->place = scr_arena_copy(&returns->arena, from->place, strlen(from->place));
        to->message = scr_arena_copy(&returns->arena, from->message, strlen(from->message));
        if (!to->place || !to->message) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

static scr_result finish(struct finishing *finishing) {
    struct returns_builder *builder = finishing->builder;
    struct returns *returns = finishing->returns;
    if (!builder->cell_count && !builder->failed && !builder_failed(&builder->base))
        return scr_refuse(builder->base.diagnosis, SCR_INPUT, builder->base.shown, "the file holds no counts");
    builder->unread = builder->failed || builder_failed(&builder->base);
    SCR_TRY(returns_sort(builder));
    SCR_TRY(returns_merge(builder));
    SCR_TRY(returns_check_units(builder));
    SCR_TRY(returns_check_totals(builder));
    if (builder->failed || builder_failed(&builder->base)) return (scr_result){SCR_INPUT};
    SCR_TRY(copy(returns, builder->units, builder->unit_count, sizeof *returns->units, &returns->units));
    SCR_TRY(copy(returns, builder->sources, builder->source_count, sizeof *returns->sources, &returns->sources));
    returns->unit_count = builder->unit_count;
    returns->source_count = builder->source_count;
    finishing->row_of = calloc(builder->unit_count, sizeof *finishing->row_of);
    if (!finishing->row_of) return (scr_result){SCR_MEMORY};
    scr_result result = make_contests(finishing);
    free(finishing->row_of);
    return result;
}

scr_result returns_finish(struct returns_builder *builder, struct returns *returns) {
    struct finishing finishing = {.builder = builder, .returns = returns};
    /* Names live in the builder's arena, which becomes the model's; what is still said goes into a new one. */
    *returns = (struct returns){.arena = builder->base.arena};
    builder->base.arena = (struct scr_arena){0};
    scr_result result = finish(&finishing);
    if (!scr_failed(result)) result = keep_notes(returns, builder->base.notes, builder->notes_before);
    if (scr_failed(result)) returns_free(returns);
    return result;
}
