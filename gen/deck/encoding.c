/* encoding.c: variables and clauses in the order that the specification fixes, section 4.6. */
#include "gen/deck/encoding.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "gen/deck/subsets.h"
#include "gen/numbers.h"

/* The variables O(T, v, beta) of an image set T of a contest with v votes allowed. */
struct image_set {
    uint32_t *targets; /* ascending, owned */
    uint32_t n, v;
    int first; /* O(T, v, 1) */
};

struct encoding {
    const struct shape *shape;
    struct encoding_symmetry symmetry;
    size_t b, m;
    encoding_sink *sink;
    void *context;
    bool failed;                             /* the sink gave up, or variables ran out */
    int64_t next;                            /* next free variable */
    int64_t counts, lex_totals, lex_ballots; /* first variables of items 2, 3 and 4 */
    int *pairs;                              /* m * m: E(i, j) at i * m + j for i < j, 0 while it has none */
    struct image_set *sets;
    size_t set_count, set_capacity;
    uint32_t *scratch, *positions;
};

/* Constants stand beside variables: a literal is a variable, its negation, or one of these. */
#define TRUE_LITERAL INT_MAX
#define FALSE_LITERAL (-INT_MAX)

static int negated(int literal) { return -literal; }

/* Sends a clause; a true literal drops it, false ones are left out. */
static void clause(struct encoding *e, const int *literals, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (literals[i] == TRUE_LITERAL) return;
    for (size_t i = 0; i < count && !e->failed; i++)
        if (literals[i] != FALSE_LITERAL) e->failed = !e->sink(e->context, literals[i]);
    if (!e->failed) e->failed = !e->sink(e->context, 0);
}
#define CLAUSE(e, ...)                                                                                                 \
    do {                                                                                                               \
        const int literals_[] = {__VA_ARGS__};                                                                         \
        clause((e), literals_, sizeof literals_ / sizeof *literals_);                                                  \
    } while (0)

static int64_t take(struct encoding *e, size_t count) {
    int64_t first = e->next;
    if (count > (size_t)(INT_MAX - 1 - e->next)) {
        e->failed = true;
        return 1;
    }
    e->next += (int64_t)count;
    return first;
}

int encoding_mark(const struct encoding *e, size_t ballot, size_t candidate) {
    return (int)(ballot * e->m + candidate + 1);
}

/* C(beta, i, l), beta from 0 (no ballots) to b. */
static int count_literal(const struct encoding *e, size_t beta, size_t i, size_t l) {
    if (!l) return TRUE_LITERAL;
    if (l > beta) return FALSE_LITERAL;
    return (int)(e->counts + (int64_t)(i * (e->b * (e->b + 1) / 2) + beta * (beta - 1) / 2 + l - 1));
}

static int total_literal(const struct encoding *e, size_t i, size_t l) { return count_literal(e, e->b, i, l); }

int encoding_total(const struct encoding *e, size_t candidate, size_t least) {
    return total_literal(e, candidate, least);
}

uint64_t encoding_size(const struct shape *shape, size_t ballots, uint64_t limit) {
    uint64_t b = ballots, m = shape->candidate_count, size = m * b * b * 5;
    if (b > 1000 || m > 5000) return limit;
    for (size_t k = 0; k < shape->contest_count && size < limit; k++) {
        uint32_t n = shape->contests[k].n, v = shape->contests[k].v;
        size += binomial_capped(n, v + 1, limit) * (v + 1) * b;
    }
    return size < limit ? size : limit;
}

const struct encoding_symmetry encoding_all_symmetry = {true, true, true, true};

scr_result encoding_new(const struct shape *shape, size_t ballots, const struct encoding_symmetry *symmetry,
                        struct encoding **encoding) {
    size_t m = shape->candidate_count, lex = 0;
    struct encoding *e = calloc(1, sizeof *e);
    if (!e) return (scr_result){SCR_MEMORY};
    e->shape = shape;
    e->symmetry = *symmetry;
    e->b = ballots;
    e->m = m;
    e->next = 1;
    e->pairs = calloc(m * m, sizeof *e->pairs);
    e->scratch = calloc(2 * m + 1, sizeof *e->scratch);
    e->positions = calloc(m + 1, sizeof *e->positions);
    if (!e->pairs || !e->scratch || !e->positions) {
        encoding_free(e);
        return (scr_result){SCR_MEMORY};
    }
    take(e, ballots * m);
    e->counts = take(e, m * (ballots * (ballots + 1) / 2));
    for (size_t k = 0; k + 1 < shape->contest_count; k++)
        if (shape_class_end(shape, k) > k + 1) lex += shape->contests[k].n * (1 + ballots);
    e->lex_totals = take(e, lex);
    e->lex_ballots = take(e, ballots ? (ballots - 1) * m : 0);
    *encoding = e;
    if (!e->failed) return scr_done();
    encoding_free(e);
    return (scr_result){SCR_LIMIT};
}

void encoding_free(struct encoding *e) {
    if (!e) return;
    for (size_t s = 0; s < e->set_count; s++) free(e->sets[s].targets);
    free(e->sets);
    free(e->pairs);
    free(e->scratch);
    free(e->positions);
    free(e);
}

const struct shape *encoding_shape(const struct encoding *e) { return e->shape; }

static void count_marks(struct encoding *e) {
    for (size_t i = 0; i < e->m; i++)
        for (size_t beta = 1; beta <= e->b; beta++)
            for (size_t l = 1; l <= beta; l++) {
                int now = count_literal(e, beta, i, l), before = count_literal(e, beta - 1, i, l);
                int less = count_literal(e, beta - 1, i, l - 1), mark = encoding_mark(e, beta - 1, i);
                CLAUSE(e, negated(before), now);
                CLAUSE(e, negated(mark), negated(less), now);
                CLAUSE(e, before, mark, negated(now));
                CLAUSE(e, before, less, negated(now));
            }
}

/* Visits the subsets of `size` out of `n` positions as clauses: `head` (or 0) and the marks of the chosen candidates on
 * a ballot, negated or not. */
static void subset_clauses(struct encoding *e, const uint32_t *candidates, size_t n, size_t size, size_t ballot,
                           int head, bool negate) {
    uint32_t *at = e->positions;
    int *literals = calloc(size + 1, sizeof *literals);
    if (!literals) {
        e->failed = true;
        return;
    }
    for (size_t i = 0; i < size; i++) at[i] = (uint32_t)i;
    while (!e->failed) {
        size_t count = 0;
        if (head) literals[count++] = head;
        for (size_t i = 0; i < size; i++) {
            int mark = encoding_mark(e, ballot, candidates[at[i]]);
            literals[count++] = negate ? -mark : mark;
        }
        clause(e, literals, count);
        size_t i = size;
        while (i && at[i - 1] == n - size + i - 1) i--;
        if (!i) break;
        at[i - 1]++;
        for (; i < size; i++) at[i] = at[i - 1] + 1;
    }
    free(literals);
}

static void limit_contests(struct encoding *e) {
    for (size_t beta = 0; beta < e->b; beta++)
        for (size_t k = 0; k < e->shape->contest_count; k++) {
            const struct shape_contest *contest = &e->shape->contests[k];
            for (uint32_t i = 0; i < contest->n; i++) e->scratch[i] = contest->first + i;
            subset_clauses(e, e->scratch, contest->n, contest->v + 1, beta, 0, true);
        }
}

static void sort_totals(struct encoding *e) {
    for (size_t block = 0; block < shape_block_count(e->shape); block++) {
        size_t first = shape_block_first(e->shape, block), size = shape_block_size(e->shape, block);
        bool sorted = block < e->shape->contest_count ? e->symmetry.totals : e->symmetry.group;
        /* Sorted totals need the rule for the least of them only. */
        for (size_t i = first; i < (sorted ? first + 1 : first + size) && e->shape->each_candidate; i++)
            CLAUSE(e, total_literal(e, i, 1));
        if (!sorted) continue;
        for (size_t i = first; i + 1 < first + size; i++)
            for (size_t l = 0; l <= e->b; l++)
                CLAUSE(e, negated(total_literal(e, i, l)), total_literal(e, i + 1, l + 1));
    }
}

static void sort_contests(struct encoding *e) {
    int64_t next = e->lex_totals;
    for (size_t k = 0; k + 1 < e->shape->contest_count; k++) {
        if (shape_class_end(e->shape, k) == k + 1) continue;
        const struct shape_contest *a = &e->shape->contests[k], *c = a + 1;
        int equal = TRUE_LITERAL; /* P(j - 1) */
        for (uint32_t j = 0; j < a->n; j++) {
            int still = (int)next, first = still + 1;
            next += 1 + (int64_t)e->b;
            for (size_t l = 1; l <= e->b; l++) {
                int lower = total_literal(e, a->first + j, l), upper = total_literal(e, c->first + j, l);
                int differ = first + (int)l - 1;
                CLAUSE(e, negated(equal), negated(lower), upper);
                CLAUSE(e, negated(differ), upper);
                CLAUSE(e, negated(differ), negated(lower));
            }
            if (equal != TRUE_LITERAL) e->failed |= !e->sink(e->context, -equal);
            e->failed |= !e->sink(e->context, still);
            for (size_t l = 0; l < e->b; l++) e->failed |= !e->sink(e->context, first + (int)l);
            e->failed |= !e->sink(e->context, 0);
            equal = still;
        }
        CLAUSE(e, negated(equal));
    }
}

static void sort_ballots(struct encoding *e) {
    for (size_t beta = 0; beta + 1 < e->b; beta++) {
        int equal = TRUE_LITERAL;
        for (size_t i = 0; i < e->m; i++) {
            int x = encoding_mark(e, beta, i), y = encoding_mark(e, beta + 1, i);
            int still = (int)(e->lex_ballots + (int64_t)(beta * e->m + i));
            CLAUSE(e, negated(equal), x, negated(y));
            CLAUSE(e, negated(equal), negated(x), negated(y), still);
            CLAUSE(e, negated(equal), x, y, still);
            equal = still;
        }
    }
}

scr_result encoding_base(struct encoding *e, encoding_sink *sink, void *context) {
    e->sink = sink;
    e->context = context;
    count_marks(e);
    limit_contests(e);
    sort_totals(e);
    if (e->symmetry.contests) sort_contests(e);
    if (e->symmetry.ballots) sort_ballots(e);
    return (scr_result){e->failed ? SCR_MEMORY : SCR_DONE};
}

/* E(i, j), i < j, with U and V after it: true only where the totals differ. */
static int pair_variable(struct encoding *e, size_t i, size_t j) {
    if (i > j) return pair_variable(e, j, i);
    int *slot = &e->pairs[i * e->m + j];
    if (*slot) return *slot;
    *slot = (int)take(e, 1 + 2 * e->b);
    if (e->failed) return *slot;
    for (size_t l = 1; l <= e->b; l++) {
        int gi = total_literal(e, i, l), gj = total_literal(e, j, l);
        int u = *slot + 1 + 2 * ((int)l - 1), v = u + 1;
        CLAUSE(e, negated(u), gi);
        CLAUSE(e, negated(u), negated(gj));
        CLAUSE(e, negated(v), negated(gi));
        CLAUSE(e, negated(v), gj);
    }
    e->failed |= !e->sink(e->context, -*slot);
    for (size_t l = 0; l < 2 * e->b; l++) e->failed |= !e->sink(e->context, *slot + 1 + (int)l);
    e->failed |= !e->sink(e->context, 0);
    return *slot;
}

/* O(T, v, 1) for the image T of contest k, with clauses 8 when it is new; 0 on failure. */
static int overvote_variable(struct encoding *e, size_t k, const uint32_t *image_of) {
    const struct shape_contest *contest = &e->shape->contests[k];
    uint32_t *targets = e->scratch, n = contest->n, v = contest->v;
    for (uint32_t i = 0; i < n; i++) targets[i] = image_of[contest->first + i];
    numbers_sort(targets, n);
    for (size_t s = 0; s < e->set_count; s++)
        if (e->sets[s].n == n && e->sets[s].v == v && !memcmp(e->sets[s].targets, targets, n * sizeof *targets))
            return e->sets[s].first;
    if (scr_failed(scr_grow(&e->sets, &e->set_capacity, e->set_count + 1, sizeof *e->sets))) e->failed = true;
    uint32_t *kept = calloc(n, sizeof *kept);
    if (e->failed || !kept) {
        free(kept);
        e->failed = true;
        return 0;
    }
    memcpy(kept, targets, n * sizeof *kept);
    int first = (int)take(e, e->b);
    e->sets[e->set_count++] = (struct image_set){kept, n, v, first};
    for (size_t beta = 0; beta < e->b; beta++) subset_clauses(e, kept, n, n - v, beta, -(first + (int)beta), false);
    return first;
}

scr_result encoding_cut(struct encoding *e, const struct cut *cut, encoding_sink *sink, void *context) {
    e->sink = sink;
    e->context = context;
    uint32_t *image_of = calloc(e->m, sizeof *image_of);
    int *literals = calloc(cut->count * (1 + e->b) + 1, sizeof *literals);
    size_t count = 0;
    if (!image_of || !literals) {
        e->failed = true;
        goto done;
    }
    for (size_t i = 0; i < e->m; i++) image_of[i] = (uint32_t)i;
    for (size_t a = 0; a < cut->count; a++) image_of[cut->moved[a]] = cut->image[a];
    for (size_t a = 0; a < cut->count; a++) {
        int variable = pair_variable(e, cut->moved[a], cut->image[a]);
        bool seen = false;
        for (size_t c = 0; c < count; c++) seen |= literals[c] == variable;
        if (!seen) literals[count++] = variable;
    }
    for (size_t k = 0; k < e->shape->contest_count && !e->failed; k++) {
        const struct shape_contest *contest = &e->shape->contests[k];
        bool moved = false;
        for (uint32_t i = 0; i < contest->n; i++) moved |= image_of[contest->first + i] != contest->first + i;
        if (!moved) continue;
        int first = overvote_variable(e, k, image_of);
        for (size_t beta = 0; beta < e->b; beta++) literals[count++] = first + (int)beta;
    }
    if (!e->failed) clause(e, literals, count);
done:
    free(image_of);
    free(literals);
    return (scr_result){e->failed ? SCR_MEMORY : SCR_DONE};
}
