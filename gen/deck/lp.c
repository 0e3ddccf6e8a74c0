/* lp.c: writes the relaxation and CUT as text. */
#include "gen/deck/lp.h"

#include <stdlib.h>

/* Writes rows: remembers the first failure, so that a row reads as a row; breaks lines before they grow long. */
struct rows {
    struct scr_buffer *out;
    scr_result result;
    size_t terms;
};

#define PUT(rows, ...)                                                                                                 \
    do {                                                                                                               \
        if (!scr_failed((rows)->result)) (rows)->result = scr_buffer_print((rows)->out, __VA_ARGS__);                  \
    } while (0)
#define TERM(rows, ...)                                                                                                \
    do {                                                                                                               \
        PUT(rows, __VA_ARGS__);                                                                                        \
        if (++(rows)->terms % 12 == 0) PUT(rows, "\n ");                                                               \
    } while (0)

static bool same_class(const struct shape *shape, size_t k) {
    return k + 1 < shape->contest_count && shape_class_end(shape, k) > k + 1;
}

static bool is_moved(const struct cut *cut, uint32_t candidate, uint32_t *image) {
    for (size_t a = 0; a < cut->count; a++)
        if (cut->moved[a] == candidate) {
            *image = cut->image[a];
            return true;
        }
    *image = candidate;
    return false;
}

static bool moves_contest(const struct cut *cut, const struct shape_contest *contest) {
    for (size_t a = 0; a < cut->count; a++)
        if (cut->moved[a] >= contest->first && cut->moved[a] < contest->first + contest->n) return true;
    return false;
}

/* Contest limits, totals, least votes, ascending totals (improvement 2). */
static void total_rows(struct rows *r, const struct shape *shape, size_t ballots) {
    for (size_t b = 1; b <= ballots; b++)
        for (size_t k = 0; k < shape->contest_count; k++) {
            PUT(r, " limit_%zu_%zu:", b, k + 1);
            for (uint32_t i = 0; i < shape->contests[k].n; i++)
                TERM(r, " + x_%zu_%u", b, (unsigned)(shape->contests[k].first + i + 1));
            PUT(r, " <= %u\n", (unsigned)shape->contests[k].v);
        }
    for (size_t i = 1; i <= shape->candidate_count; i++) {
        PUT(r, " one_%zu:", i);
        for (size_t l = 0; l <= ballots; l++) TERM(r, " + y_%zu_%zu", i, l);
        PUT(r, " = 1\n total_%zu:", i);
        for (size_t b = 1; b <= ballots; b++) TERM(r, " + x_%zu_%zu", b, i);
        for (size_t l = 1; l <= ballots; l++) TERM(r, " - %zu y_%zu_%zu", l, i, l);
        PUT(r, " = 0\n");
        if (shape->each_candidate) PUT(r, " voted_%zu: y_%zu_0 = 0\n", i, i);
    }
    for (size_t block = 0; block < shape_block_count(shape); block++) {
        size_t first = shape_block_first(shape, block) + 1, size = shape_block_size(shape, block);
        for (size_t i = first; i + 1 < first + size; i++) {
            PUT(r, " ascending_%zu:", i);
            for (size_t b = 1; b <= ballots; b++) TERM(r, " + x_%zu_%zu - x_%zu_%zu", b, i + 1, b, i);
            PUT(r, " >= 1\n");
        }
    }
}

/* Equivalent contests in lexicographic order of totals (improvement 3): up to the first difference j, totals do not
 * fall, and at j they rise. */
static void class_rows(struct rows *r, const struct shape *shape, size_t ballots) {
    for (size_t k = 0; k < shape->contest_count; k++) {
        if (!same_class(shape, k)) continue;
        const struct shape_contest *a = &shape->contests[k], *c = a + 1;
        PUT(r, " differ_%zu:", k + 1);
        for (uint32_t j = 1; j <= a->n; j++) TERM(r, " + d_%zu_%u", k + 1, (unsigned)j);
        PUT(r, " = 1\n");
        for (uint32_t j = 1; j <= a->n; j++) {
            PUT(r, " lexicographic_%zu_%u:", k + 1, (unsigned)j);
            for (size_t b = 1; b <= ballots; b++)
                TERM(r, " + x_%zu_%u - x_%zu_%u", b, (unsigned)(c->first + j), b, (unsigned)(a->first + j));
            TERM(r, " - d_%zu_%u", k + 1, (unsigned)j);
            for (uint32_t before = 1; before < j; before++)
                TERM(r, " + %zu d_%zu_%u", ballots, k + 1, (unsigned)before);
            PUT(r, " >= 0\n");
        }
    }
}

/* z_i_j = 1 wherever totals are equal; written once for each pair that a cut exchanges. */
static void equal_rows(struct rows *r, const struct shape *shape, size_t ballots, const struct cut *cuts, size_t count,
                       bool *seen) {
    for (size_t s = 0; s < count; s++)
        for (size_t a = 0; a < cuts[s].count; a++) {
            size_t i = cuts[s].moved[a], j = cuts[s].image[a];
            if (seen[i * shape->candidate_count + j]) continue;
            seen[i * shape->candidate_count + j] = true;
            for (size_t l = 0; l <= ballots; l++)
                PUT(r, " equal_%zu_%zu_%zu: z_%zu_%zu - y_%zu_%zu - y_%zu_%zu >= -1\n", i + 1, j + 1, l, i + 1, j + 1,
                    i + 1, l, j + 1, l);
        }
}

static void cut_rows(struct rows *r, const struct shape *shape, size_t ballots, const struct cut *cuts, size_t count) {
    for (size_t s = 0; s < count; s++) {
        for (size_t k = 0; k < shape->contest_count; k++) {
            const struct shape_contest *contest = &shape->contests[k];
            if (!moves_contest(&cuts[s], contest)) continue;
            for (size_t b = 1; b <= ballots; b++) {
                PUT(r, " overvote_%zu_%zu_%zu:", b, k + 1, s + 1);
                for (uint32_t i = contest->first; i < contest->first + contest->n; i++) {
                    uint32_t image;
                    (void)is_moved(&cuts[s], i, &image);
                    TERM(r, " + x_%zu_%u", b, (unsigned)image + 1);
                }
                unsigned over = contest->v + 1;
                PUT(r, " + %u w_%zu_%zu_%zu >= %u\n", over, b, k + 1, s + 1, over);
            }
        }
        size_t constant = 0;
        PUT(r, " cut_%zu:", s + 1);
        for (size_t a = 0; a < cuts[s].count; a++, constant++)
            TERM(r, " - z_%u_%u", (unsigned)cuts[s].moved[a] + 1, (unsigned)cuts[s].image[a] + 1);
        for (size_t k = 0; k < shape->contest_count; k++)
            for (size_t b = 1; b <= ballots && moves_contest(&cuts[s], &shape->contests[k]); b++, constant++)
                TERM(r, " - w_%zu_%zu_%zu", b, k + 1, s + 1);
        PUT(r, " >= %ld\n", 1 - (long)constant);
    }
}

static void variable_rows(struct rows *r, const struct shape *shape, size_t ballots, const struct cut *cuts,
                          size_t count, const bool *seen) {
    size_t m = shape->candidate_count;
    PUT(r, "Bounds\n");
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            if (seen[i * m + j]) PUT(r, " 0 <= z_%zu_%zu <= 1\n", i + 1, j + 1);
    PUT(r, "Binary\n");
    for (size_t i = 1; i <= m; i++) {
        for (size_t b = 1; b <= ballots; b++) TERM(r, " x_%zu_%zu", b, i);
        for (size_t l = 0; l <= ballots; l++) TERM(r, " y_%zu_%zu", i, l);
    }
    for (size_t k = 0; k < shape->contest_count; k++)
        for (uint32_t j = 1; j <= shape->contests[k].n && same_class(shape, k); j++)
            TERM(r, " d_%zu_%u", k + 1, (unsigned)j);
    for (size_t s = 0; s < count; s++)
        for (size_t k = 0; k < shape->contest_count; k++)
            for (size_t b = 1; b <= ballots && moves_contest(&cuts[s], &shape->contests[k]); b++)
                TERM(r, " w_%zu_%zu_%zu", b, k + 1, s + 1);
    PUT(r, "\nEnd\n");
}

scr_result lp_relaxation(const struct shape *shape, size_t ballots, const struct cut *cuts, size_t count,
                         struct scr_buffer *out) {
    struct rows rows = {out, scr_done(), 0};
    bool *seen = calloc(shape->candidate_count, shape->candidate_count * sizeof *seen);
    if (!seen) return (scr_result){SCR_MEMORY};
    PUT(&rows, "\\ A deck of %zu ballots that detects %zu given swaps. Infeasible: no swap-safe deck is that short.\n",
        ballots, count);
    PUT(&rows, "Minimize\n nothing: 0 %s\nSubject To\n", ballots ? "x_1_1" : "y_1_0");
    total_rows(&rows, shape, ballots);
    class_rows(&rows, shape, ballots);
    equal_rows(&rows, shape, ballots, cuts, count, seen);
    cut_rows(&rows, shape, ballots, cuts, count);
    variable_rows(&rows, shape, ballots, cuts, count, seen);
    free(seen);
    return rows.result;
}

/* p_i_j stands only where totals are equal. */
static void cut_program(struct rows *r, const struct shape *shape, const struct marks *marks, const size_t *total) {
    size_t m = shape->candidate_count;
    PUT(r, "\\ A swap that this deck misses, moving as few candidates as can be. Infeasible: the deck is swap-safe.\n");
    PUT(r, "Maximize\n in_place:");
    for (size_t i = 1; i <= m; i++) TERM(r, " + p_%zu_%zu", i, i);
    PUT(r, "\nSubject To\n moved:");
    for (size_t i = 1; i <= m; i++) TERM(r, " + p_%zu_%zu", i, i);
    PUT(r, " <= %ld\n", (long)m - 2);
    for (size_t i = 0; i < m; i++) {
        PUT(r, " candidate_%zu:", i + 1);
        for (size_t j = 0; j < m; j++)
            if (total[i] == total[j]) TERM(r, " + p_%zu_%zu", i + 1, j + 1);
        PUT(r, " = 1\n target_%zu:", i + 1);
        for (size_t j = 0; j < m; j++)
            if (total[i] == total[j]) TERM(r, " + p_%zu_%zu", j + 1, i + 1);
        PUT(r, " = 1\n");
    }
    for (size_t b = 0; b < marks->ballots; b++)
        for (size_t k = 0; k < shape->contest_count; k++) {
            const struct shape_contest *contest = &shape->contests[k];
            size_t terms = r->terms;
            size_t length = r->out->length;
            PUT(r, " limit_%zu_%zu:", b + 1, k + 1);
            for (size_t i = contest->first; i < contest->first + contest->n; i++)
                for (size_t j = 0; j < m; j++)
                    if (total[i] == total[j] && marks_has(marks, j, b)) TERM(r, " + p_%zu_%zu", i + 1, j + 1);
            if (r->terms == terms)
                r->out->length = length; /* nothing can overvote it here */
            else
                PUT(r, " <= %u\n", (unsigned)contest->v);
        }
    PUT(r, "Binary\n");
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            if (total[i] == total[j]) TERM(r, " p_%zu_%zu", i + 1, j + 1);
    PUT(r, "\nEnd\n");
}

scr_result lp_cut(const struct shape *shape, const struct marks *marks, struct scr_buffer *out) {
    struct rows rows = {out, scr_done(), 0};
    size_t *total = calloc(shape->candidate_count, sizeof *total);
    if (!total) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < shape->candidate_count; c++) total[c] = marks_total(marks, c);
    cut_program(&rows, shape, marks, total);
    free(total);
    return rows.result;
}
