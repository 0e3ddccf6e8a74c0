/* families.c: the families of the paper's appendix C by the cutting-plane loop alone, with its improvements switched
 * off one at a time where our method has a counterpart: 2 ascending totals, 3 ordered equivalent contests, 4 minimal
 * swaps as cuts, 5 merged noncompetitive contests. (Improvement 1 drops variables of the MILP that our clauses never
 * have.) */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gen/deck/bounds.h"
#include "gen/deck/cutting_plane.h"
#include "gen/deck/solve.h"

#define CONFLICTS 60000 /* for one run: those that need more end in a gap */

struct variant {
    const char *name;
    bool many_cuts;
    struct encoding_symmetry symmetry;
};

static const struct variant variants[] = {
    {"all improvements", true, {true, true, true, true}}, {"without 2", true, {false, true, true, true}},
    {"without 3", true, {true, true, false, true}},       {"without 4", false, {true, true, true, true}},
    {"without 5", true, {true, false, true, true}},
};

struct outcome {
    size_t lower, length; /* length 0: none found within the effort */
    size_t iterations;
    double seconds;
};

static scr_result run(const struct shape *shape, const struct variant *variant, struct outcome *outcome) {
    struct scr_arena arena = {0};
    struct cut_list cuts = {0};
    struct certificate certificate;
    struct cutting_effort effort = {.conflicts_left = CONFLICTS};
    struct cutting_options options = {.many_cuts = variant->many_cuts, .symmetry = variant->symmetry, .seed = 1};
    clock_t start = clock();
    *outcome = (struct outcome){0};
    scr_result result = bound_simple(shape, &arena, &outcome->lower, &certificate);
    for (size_t ballots = outcome->lower; !scr_failed(result) && !outcome->length && effort.conflicts_left; ballots++) {
        enum cutting_answer answer;
        struct marks marks;
        result = cutting_search(shape, ballots, &options, &effort, &cuts, &arena, &answer, &marks);
        if (answer == CUTTING_DECK) outcome->length = ballots;
        if (answer == CUTTING_IMPOSSIBLE) outcome->lower = ballots + 1;
        if (answer == CUTTING_UNKNOWN) break;
    }
    outcome->iterations = (size_t)effort.iterations;
    outcome->seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    scr_arena_free(&arena);
    return result;
}

static scr_result family(const char *name, const uint32_t (*contests)[2], size_t count) {
    struct scr_arena arena = {0};
    struct shape shape;
    double baseline = 0;
    scr_result result = shape_make(contests, count, 0, true, &arena, &shape);
    for (size_t v = 0; v < sizeof variants / sizeof *variants && !scr_failed(result); v++) {
        struct outcome outcome;
        /* Families without equivalent contests, or without a group, do not depend on improvements 3 and 5. */
        bool equivalent = shape.contest_count > 1 && shape_class_end(&shape, 0) > 1;
        if ((v == 2 && !equivalent) || (v == 4 && shape.group < 2) || (v == 1 && !shape.contest_count)) continue;
        result = run(&shape, &variants[v], &outcome);
        if (!v) baseline = outcome.seconds;
        printf("%-26s %-17s bound %3zu  ", name, variants[v].name, outcome.lower);
        if (outcome.length && outcome.length == outcome.lower)
            printf("length %3zu (proved)", outcome.length);
        else if (outcome.length)
            printf("length %3zu (gap)   ", outcome.length);
        else
            printf("only a gap          ");
        printf("  %5zu iterations  time x%.2f\n", outcome.iterations, baseline > 0 ? outcome.seconds / baseline : 1);
    }
    scr_arena_free(&arena);
    return result;
}

int main(void) {
    uint32_t contests[64][2];
    char name[64];
    scr_result result = scr_done();
    for (uint32_t k = 2; k <= 7 && !scr_failed(result); k++) {
        for (uint32_t i = 0; i < k; i++) contests[i][0] = i + 2, contests[i][1] = 1;
        snprintf(name, sizeof name, "1: %u contests 2..%u/1", (unsigned)k, (unsigned)k + 1);
        result = family(name, (const uint32_t(*)[2])contests, k);
    }
    for (uint32_t n = 2; n <= 3; n++)
        for (uint32_t k = 2; k <= (n == 2 ? 20 : 12) && !scr_failed(result); k += 2) {
            for (uint32_t i = 0; i < k; i++) contests[i][0] = n, contests[i][1] = 1;
            snprintf(name, sizeof name, "2: %u contests %u/1", (unsigned)k, (unsigned)n);
            result = family(name, (const uint32_t(*)[2])contests, k);
        }
    for (uint32_t k = 2; k <= 7 && !scr_failed(result); k++) {
        for (uint32_t i = 0; i < k; i++) contests[i][0] = contests[i][1] = i + 1;
        snprintf(name, sizeof name, "3: %u noncompetitive 1..%u", (unsigned)k, (unsigned)k);
        result = family(name, (const uint32_t(*)[2])contests, k);
    }
    return scr_failed(result);
}
