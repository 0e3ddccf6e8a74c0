/* search_proof_shape.c: the sub-shape and the cuts that a search's certificate names: whether the ballot style has
 * them, and the blocks of candidates they make. Specification, section 4.6. */
#include "verify/deck/search_proof_shape.h"

static bool competitive(const struct deck_contest *contest) { return contest->count > contest->votes_allowed; }

/* Compares the sub-shape with the style; a sentence in `why` when it does not fit. */
static scr_result check_parts(const struct deck *deck, struct scr_buffer *why) {
    const struct deck_length *length = &deck->length;
    uint64_t spare = 0;
    for (uint32_t k = 0; k < deck->contest_count; k++)
        if (!competitive(&deck->contests[k])) spare += deck->contests[k].count;
    if (length->noncompetitive > spare)
        return scr_buffer_print(why, "the sub-shape has %u noncompetitive candidates, the ballot style only %llu",
                                length->noncompetitive, (unsigned long long)spare);
    for (size_t p = 0; p < length->part_count; p++) {
        const struct deck_shape_part *part = &length->parts[p], *before = &length->parts[p ? p - 1 : 0];
        uint32_t there = 0;
        if (p && (before->candidates > part->candidates ||
                  (before->candidates == part->candidates && before->votes_allowed >= part->votes_allowed)))
            return scr_buffer_text(why, "the sub-shape's contests are not in ascending order, each pair once");
        if (!part->count || !part->votes_allowed || part->candidates <= part->votes_allowed)
            return scr_buffer_print(why,
                                    "the sub-shape's contests with %u candidates and %u votes allowed are not "
                                    "competitive contests, at least one of them",
                                    part->candidates, part->votes_allowed);
        for (uint32_t k = 0; k < deck->contest_count; k++)
            there +=
                deck->contests[k].count == part->candidates && deck->contests[k].votes_allowed == part->votes_allowed;
        if (part->count > there)
            return scr_buffer_print(why,
                                    "the sub-shape has %u contests with %u candidates and %u votes allowed, the "
                                    "ballot style %u",
                                    part->count, part->candidates, part->votes_allowed, there);
    }
    return scr_done();
}

/* The blocks of a sub-shape that check_parts accepted: its candidates are no more than the style's. */
static scr_result build_shape(const struct deck *deck, bool m, struct scr_arena *arena, struct proof_shape *shape) {
    const struct deck_length *length = &deck->length;
    size_t most = 1;
    for (size_t p = 0; p < length->part_count; p++) most += length->parts[p].count;
    *shape = (struct proof_shape){
        .ballots = length->lower_bound - 1, .each_candidate = m, .cuts = length->cuts, .cut_count = length->cut_count};
    shape->blocks = scr_arena_alloc(arena, most, sizeof *shape->blocks);
    shape->block_of = scr_arena_alloc(arena, deck->target_count, sizeof *shape->block_of);
    if (!shape->blocks || !shape->block_of) return (scr_result){SCR_MEMORY};
    for (size_t p = 0; p < length->part_count; p++) {
        for (uint32_t c = 0; c < length->parts[p].count; c++) {
            shape->blocks[shape->block_count++] = (struct shape_block){.first = shape->candidates,
                                                                       .count = length->parts[p].candidates,
                                                                       .votes_allowed = length->parts[p].votes_allowed,
                                                                       .same_as_previous = c > 0};
            shape->candidates += length->parts[p].candidates;
        }
    }
    if (length->noncompetitive) {
        shape->blocks[shape->block_count++] =
            (struct shape_block){.first = shape->candidates, .count = length->noncompetitive, .group = true};
        shape->candidates += length->noncompetitive;
    }
    for (uint32_t k = 0; k < shape->block_count; k++)
        for (uint32_t i = 0; i < shape->blocks[k].count; i++) shape->block_of[shape->blocks[k].first + i] = k;
    return scr_done();
}

/* What is wrong with a cut, or NULL. `moved` and `taken` are zero by candidate, and zero again afterwards. */
static const char *cut_fault(const struct proof_shape *shape, const struct deck_cut *cut, uint8_t *moved,
                             uint8_t *taken) {
    const char *fault = cut->count ? NULL : "moves no candidate";
    uint32_t good = 0; /* entries whose numbers are within range */
    for (; good < cut->count; good++) {
        if (cut->moved[good] >= shape->candidates || cut->image[good] >= shape->candidates)
            fault = "names a candidate that the sub-shape does not have";
        else if (good && cut->moved[good] <= cut->moved[good - 1])
            fault = "does not list its candidates in ascending order";
        else if (shape->block_of[cut->moved[good]] == shape->block_of[cut->image[good]])
            fault = "moves a candidate within its own block";
        else {
            if (taken[cut->image[good]]) fault = "uses a target twice";
            moved[cut->moved[good]] = taken[cut->image[good]] = 1;
        }
        if (fault) break;
    }
    for (uint32_t a = 0; a < good && !fault; a++)
        if (!moved[cut->image[a]]) fault = "uses the target of a candidate that it does not move";
    for (uint32_t a = 0; a < cut->count; a++) {
        if (cut->moved[a] < shape->candidates) moved[cut->moved[a]] = 0;
        if (cut->image[a] < shape->candidates) taken[cut->image[a]] = 0;
    }
    return fault;
}

static scr_result check_cuts(const struct proof_shape *shape, struct scr_arena *arena, struct scr_buffer *why) {
    uint8_t *moved = scr_arena_alloc(arena, shape->candidates, 1),
            *taken = scr_arena_alloc(arena, shape->candidates, 1);
    if (!moved || !taken) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < shape->cut_count; c++) {
        const char *fault = cut_fault(shape, &shape->cuts[c], moved, taken);
        if (fault) return scr_buffer_print(why, "cut %zu %s", c + 1, fault);
    }
    return scr_done();
}

scr_result proof_shape_build(const struct deck *deck, bool m, struct scr_arena *arena, struct proof_shape *shape,
                             bool *fits, struct scr_buffer *why) {
    size_t said = why->length;
    *fits = false;
    if (deck->length.bound != BOUND_SEARCH || !deck->length.lower_bound)
        return scr_buffer_text(why, "a search proves a bound of at least 1 only");
    SCR_TRY(check_parts(deck, why));
    if (why->length != said) return scr_done();
    SCR_TRY(build_shape(deck, m, arena, shape));
    SCR_TRY(check_cuts(shape, arena, why));
    *fits = why->length == said;
    return scr_done();
}
