/* districts.c: fragmentation and error terms of districts, exactly, then rounded for people. */
#include "gen/study/districts.h"

#include <stdlib.h>
#include <string.h>

#include "gen/release/field.h"

static scr_result decimal_text(const struct scr_rational *number, unsigned places, struct scr_arena *arena,
                               const char **text) {
    struct scr_buffer buffer = {0};
    scr_result result = scr_rational_decimal(number, places, &buffer);
    if (!scr_failed(result) && !(*text = scr_arena_copy(arena, (const char *)buffer.data, buffer.length)))
        result = (scr_result){SCR_MEMORY};
    scr_buffer_free(&buffer);
    return result;
}

/* Terms of exact levels become 0 for the best split: nothing is drawn there. */
static scr_result take_best(struct release_error_terms *exact, uint32_t exact_levels,
                            struct study_district_terms *terms) {
    for (uint32_t l = 0; l < exact_levels; l++) SCR_TRY(scr_rational_set(exact->term[l], 0, 1));
    scr_result result = release_best_split(exact, 4, terms->best);
    terms->best_stands = !scr_failed(result);
    return result.code == SCR_INPUT ? scr_done() : result; /* a district of everything, its whole being exact */
}

static scr_result find_terms(const struct study_table *table, uint32_t exact_levels, const bool *district,
                             struct scr_arena *arena, struct study_district_terms *terms) {
    struct release_error_terms exact = {0};
    struct scr_rational *fragmentation = NULL;
    const char *text;
    *terms = (struct study_district_terms){0};
    for (uint32_t leaf = study_first_leaf(table); leaf < table->tree.units; leaf++) terms->leaves += district[leaf];
    scr_result result = release_error_terms(&table->tree, district, &exact);
    if (!scr_failed(result)) result = scr_rational_new(&fragmentation);
    if (!scr_failed(result)) result = release_fragmentation(&exact, fragmentation);
    if (!scr_failed(result)) result = decimal_text(fragmentation, 6, arena, &terms->fragmentation);
    for (uint32_t l = 0; l < exact.levels && !scr_failed(result); l++) {
        result = decimal_text(exact.term[l], 12, arena, &text);
        if (!scr_failed(result)) terms->term[l] = strtold(text, NULL);
    }
    if (!scr_failed(result)) result = take_best(&exact, exact_levels, terms);
    scr_rational_free(fragmentation);
    release_error_terms_free(&exact);
    return result;
}

scr_result study_district_terms_find(const struct study_table *table, uint32_t exact_levels,
                                     const struct study_districts *districts, struct scr_arena *arena,
                                     struct study_district_terms *terms) {
    uint32_t first = study_first_leaf(table);
    bool *district = calloc(table->tree.units, sizeof *district);
    if (!district) return (scr_result){SCR_MEMORY};
    scr_result result = scr_done();
    for (uint32_t d = 0; d < districts->count && !scr_failed(result); d++) {
        for (uint32_t leaf = first; leaf < table->tree.units; leaf++) district[leaf] = districts->of[leaf - first] == d;
        result = find_terms(table, exact_levels, district, arena, &terms[d]);
    }
    free(district);
    return result;
}

long double study_district_variance(const struct study_cell *cell, const struct study_district_terms *terms,
                                    uint32_t levels) {
    long double variance = 0;
    for (uint32_t l = 0; l < levels; l++) variance += terms->term[l] * cell->noise[l];
    return variance;
}

/* Greedy takes its turns from a stream of its own: SHA-256(F("scrutineer study greedy 1") || F(seed)). */
static scr_result draw_greedy(const struct release_hierarchy *tree, uint64_t parts, const char *seed, bool *district) {
    struct scr_buffer message = {0};
    struct release_bits bits = {0};
    struct scr_hash key;
    scr_result result = release_field_text(&message, "scrutineer study greedy 1");
    if (!scr_failed(result)) result = release_field_text(&message, seed);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, &key);
    if (!scr_failed(result)) result = release_bits_begin(&bits);
    if (!scr_failed(result)) result = release_bits_key(&bits, key.bytes);
    if (!scr_failed(result)) result = release_greedy(tree, parts, &bits, district);
    release_bits_end(&bits);
    scr_buffer_free(&message);
    return result;
}

scr_result study_greedy_terms(const struct study_table *table, uint32_t exact_levels, uint64_t parts, const char *seed,
                              struct scr_arena *arena, struct study_district_terms *terms) {
    bool *district = calloc(table->tree.units, sizeof *district);
    if (!district) return (scr_result){SCR_MEMORY};
    scr_result result = draw_greedy(&table->tree, parts, seed, district);
    if (!scr_failed(result)) result = find_terms(table, exact_levels, district, arena, terms);
    free(district);
    return result;
}

static scr_result theorem_greedy(struct study_theorem *theorem, const char *seed, struct scr_arena *arena,
                                 struct scr_diagnosis *diagnosis) {
    struct study_table table = {0};
    struct study_district_terms terms;
    SCR_TRY(release_hierarchy_regular(arena, theorem->branching, theorem->levels + 1, &table.tree, diagnosis));
    if (table.tree.units > STUDY_UNITS_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "--regular", "this hierarchy has more than %u units", STUDY_UNITS_MOST);
    SCR_TRY(study_greedy_terms(&table, 0, theorem->parts, seed, arena, &terms));
    theorem->greedy = terms.fragmentation;
    return scr_done();
}

typedef scr_result quantity(const uint32_t *branching, size_t levels, uint64_t k, struct scr_rational *number,
                            struct scr_diagnosis *diagnosis);

/* "" where its conditions are not met: not square, or too few units on a level. */
static scr_result theorem_quantity(const struct study_theorem *theorem, quantity *find, struct scr_arena *arena,
                                   const char **text) {
    struct scr_rational *number = NULL;
    SCR_TRY(scr_rational_new(&number));
    scr_result result = find(theorem->branching, theorem->levels + 1, theorem->parts, number, NULL);
    *text = "";
    if (result.code == SCR_INPUT)
        result = scr_done();
    else if (!scr_failed(result))
        result = decimal_text(number, 6, arena, text);
    scr_rational_free(number);
    return result;
}

scr_result study_theorem_find(struct study_theorem *theorem, const char *seed, struct scr_arena *arena,
                              struct scr_diagnosis *diagnosis) {
    SCR_TRY(theorem_greedy(theorem, seed, arena, diagnosis));
    SCR_TRY(theorem_quantity(theorem, release_greedy_bound, arena, &theorem->greedy_bound));
    SCR_TRY(theorem_quantity(theorem, release_square_fragmentation, arena, &theorem->square));
    return theorem_quantity(theorem, release_square_bound, arena, &theorem->square_bound);
}
