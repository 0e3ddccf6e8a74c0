/* undetected_sat.c: CUT as clauses. Variables: p for each move to a target of the same total, y(i, b) for "candidate
 * i's target is marked on ballot b". */
#include "gen/deck/undetected_sat.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/sat.h"

struct cut_clauses {
    struct sat *sat;
    const struct shape *shape;
    const struct marks *marks;
    struct undetected_images to;
    int *variable; /* of move p */
    int marked;    /* y(i, b) = marked + i * ballots + b */
    uint64_t literals;
    bool failed;
};

static void put(struct cut_clauses *c, int literal) {
    if (!c->failed) c->failed = !sat_add(c->sat, literal);
    c->literals++;
}

static void put_pair(struct cut_clauses *c, int a, int b) {
    put(c, a);
    put(c, b);
    put(c, 0);
}

/* At most one of the literals. */
static void at_most_one(struct cut_clauses *c, const int *literals, size_t count) {
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < a; b++) put_pair(c, -literals[a], -literals[b]);
}

/* The move of `candidate` to `target`, which have the same total. */
static int move_to(const struct cut_clauses *c, uint32_t candidate, size_t target) {
    size_t p = c->to.start[candidate];
    while (c->to.images[p] != target) p++;
    return c->variable[p];
}

/* Each candidate has exactly one target, each target at most one candidate, and some candidate moves. */
static void bijection(struct cut_clauses *c, int *rivals) {
    size_t m = c->shape->candidate_count;
    const size_t *start = c->to.start;
    for (size_t i = 0; i < m; i++) {
        size_t count = start[i + 1] - start[i];
        for (size_t p = start[i]; p < start[i + 1]; p++) put(c, c->variable[p]);
        put(c, 0);
        at_most_one(c, c->variable + start[i], count);
        /* Rivals for target i have the same total: they are the images of its own candidate. */
        for (size_t r = 0; r < count; r++) rivals[r] = move_to(c, c->to.images[start[i] + r], i);
        at_most_one(c, rivals, count);
    }
    for (size_t i = 0; i < m; i++)
        for (size_t p = start[i] + 1; p < start[i + 1]; p++) put(c, c->variable[p]);
    put(c, 0);
}

static void marks_follow(struct cut_clauses *c) {
    for (size_t i = 0; i < c->shape->candidate_count; i++)
        for (size_t p = c->to.start[i]; p < c->to.start[i + 1]; p++)
            for (size_t b = 0; b < c->marks->ballots; b++)
                if (marks_has(c->marks, c->to.images[p], b))
                    put_pair(c, -c->variable[p], c->marked + (int)(i * c->marks->ballots + b));
}

/* No v + 1 candidates of a contest on one ballot. */
static void limits(struct cut_clauses *c, uint32_t *at) {
    for (size_t k = 0; k < c->shape->contest_count; k++) {
        uint32_t n = c->shape->contests[k].n, size = c->shape->contests[k].v + 1, i;
        for (i = 0; i < size; i++) at[i] = i;
        for (;;) {
            for (size_t b = 0; b < c->marks->ballots; b++) {
                for (i = 0; i < size; i++)
                    put(c, -(c->marked + (int)((c->shape->contests[k].first + at[i]) * c->marks->ballots + b)));
                put(c, 0);
            }
            for (i = size; i && at[i - 1] == n - size + i - 1; i--) {
            }
            if (!i) break;
            at[i - 1]++;
            for (; i < size; i++) at[i] = at[i - 1] + 1;
        }
    }
}

static size_t block_of(const struct shape *shape, uint32_t candidate) {
    size_t k = 0;
    while (k < shape->contest_count && candidate >= shape->contests[k].first + shape->contests[k].n) k++;
    /* Noncompetitive candidates stand alone. */
    return k < shape->contest_count ? k : shape->contest_count + (candidate - shape_group_first(shape));
}

/* Keeps of the swap the part that is connected to its first candidate through contests. */
static scr_result keep_connected(const struct shape *shape, const uint32_t *image_of, struct moves *moves) {
    size_t m = shape->candidate_count, blocks = shape->contest_count + shape->group;
    bool *reached = calloc(blocks, sizeof *reached);
    if (!reached) return (scr_result){SCR_MEMORY};
    for (uint32_t i = 0; i < m; i++)
        if (image_of[i] != i) {
            reached[block_of(shape, i)] = true;
            break;
        }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < m; i++) {
            size_t a = block_of(shape, i), b = block_of(shape, image_of[i]);
            if (reached[a] == reached[b]) continue;
            reached[a] = reached[b] = changed = true;
        }
    }
    moves->count = 0;
    for (uint32_t i = 0; i < m; i++)
        if (image_of[i] != i && reached[block_of(shape, i)]) {
            moves->moved[moves->count] = i;
            moves->image[moves->count++] = image_of[i];
        }
    free(reached);
    return scr_done();
}

static scr_result solve(struct cut_clauses *c, uint64_t *conflicts, enum undetected_answer *answer,
                        struct moves *moves) {
    enum sat_answer found;
    /* A conflict among more literals takes longer. */
    uint64_t weight = 1 + c->literals / 50000, limit = *conflicts / weight + 1;
    long most = limit < 1000000000 ? (long)limit : 1000000000;
    if (c->failed || !sat_solve(c->sat, most, &found)) return (scr_result){SCR_MEMORY};
    uint64_t spent = ((uint64_t)sat_conflicts(c->sat) + 1) * weight + c->literals / 100;
    *conflicts -= spent < *conflicts ? spent : *conflicts;
    *answer = found == SAT_SATISFIABLE     ? UNDETECTED_FOUND
              : found == SAT_UNSATISFIABLE ? UNDETECTED_NONE
                                           : UNDETECTED_UNKNOWN;
    if (*answer != UNDETECTED_FOUND) return scr_done();
    size_t m = c->shape->candidate_count;
    uint32_t *image_of = calloc(m, sizeof *image_of);
    if (!image_of) return (scr_result){SCR_MEMORY};
    for (uint32_t i = 0; i < m; i++)
        for (size_t p = c->to.start[i]; p < c->to.start[i + 1]; p++)
            if (sat_value(c->sat, c->variable[p])) image_of[i] = c->to.images[p];
    scr_result result = keep_connected(c->shape, image_of, moves);
    free(image_of);
    return result;
}

scr_result undetected_by_sat(const struct undetected *finder, const struct shape *shape, const struct marks *marks,
                             uint64_t *conflicts, enum undetected_answer *answer, struct moves *moves) {
    struct cut_clauses c = {.shape = shape, .marks = marks, .to = undetected_images(finder)};
    size_t m = shape->candidate_count, pairs = c.to.start[m];
    uint32_t *at = calloc(m + 1, sizeof *at);
    int *rivals = calloc(m + 1, sizeof *rivals);
    scr_result result = {SCR_MEMORY};
    *answer = UNDETECTED_UNKNOWN;
    c.variable = calloc(pairs, sizeof *c.variable);
    c.sat = sat_new(NULL);
    if (at && rivals && c.variable && c.sat) {
        int next = 1;
        for (size_t p = 0; p < pairs; p++) c.variable[p] = next++;
        c.marked = next;
        bijection(&c, rivals);
        marks_follow(&c);
        limits(&c, at);
        result = solve(&c, conflicts, answer, moves);
    }
    sat_free(c.sat);
    free(c.variable);
    free(rivals);
    free(at);
    return result;
}
