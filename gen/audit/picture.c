/* picture.c: hides in a picture what was not published. */
#include "gen/audit/picture.h"

#include <stdlib.h>
#include <string.h>

#include "gen/tree/draw.h"
#include "gen/tree/possible.h"

struct drawing {
    const struct audit_picture *of;
    uint8_t *opened; /* [ballots] */
    uint8_t *values; /* [nodes] */
    uint8_t *reported;
    uint32_t *marked;
    size_t marked_count;
};

static uint8_t value_in(uint64_t set) {
    if (set & (set - 1)) return TREE_UNDISCLOSED;
    return (uint8_t)__builtin_ctzll(set);
}

/* What each node's value is known to be from the opened ballots. */
static scr_result hide(struct drawing *drawing) {
    const struct tree *tree = &drawing->of->audited->tree;
    const struct tree_shape *shape = tree_shape_of(tree);
    uint64_t *sets = malloc(shape->nodes * sizeof *sets);
    if (!sets) return (scr_result){SCR_MEMORY};
    for (size_t leaf = 0; leaf < shape->leaves; leaf++) {
        bool known = drawing->opened[tree_paper(tree->arrangement, leaf)] && tree->states[leaf] != TREE_UNAVAILABLE;
        sets[shape->internal + leaf] =
            known ? tree_singleton(tree_leaf_value(tree, leaf)) : tree_any_value(tree->candidates);
    }
    for (size_t node = shape->internal; node; node--)
        sets[node - 1] = tree_possible_results(sets + tree_first_child(shape, node) - 1, tree_children(shape, node),
                                               tree->arrangement->ties[node - 1]);
    for (size_t node = 0; node < shape->nodes; node++) drawing->values[node] = value_in(sets[node]);
    free(sets);
    return scr_done();
}

static scr_result prepare(struct drawing *drawing) {
    const struct audit_picture *of = drawing->of;
    const struct tree_arrangement *arrangement = &of->audited->arrangement;
    size_t leaves = arrangement->shape.leaves;
    drawing->opened = calloc(arrangement->ballots, 1);
    drawing->values = malloc(arrangement->shape.nodes);
    drawing->reported = malloc(leaves);
    drawing->marked = malloc((of->count + 1) * arrangement->replication * sizeof *drawing->marked);
    if (!drawing->opened || !drawing->values || !drawing->reported || !drawing->marked) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < of->count; i++) drawing->opened[of->ballots[i] - 1] = 1;
    for (size_t leaf = 0; leaf < leaves; leaf++) {
        size_t ballot = tree_paper(arrangement, leaf);
        uint8_t recorded;
        if (!tree_code_value((char)of->audited->codes[ballot], of->contest->candidate_count, &recorded))
            return (scr_result){SCR_STORE};
        drawing->reported[leaf] = of->disclose_all || drawing->opened[ballot] ? recorded : TREE_UNDISCLOSED;
        if (drawing->opened[ballot]) drawing->marked[drawing->marked_count++] = (uint32_t)leaf;
    }
    if (!of->disclose_all) return hide(drawing);
    memcpy(drawing->values, of->audited->tree.values, arrangement->shape.nodes);
    return scr_done();
}

scr_result audit_draw(const struct audit_picture *of, struct scr_buffer *svg) {
    const struct tree_arrangement *arrangement = &of->audited->arrangement;
    const char *names[TREE_CODES_MOST];
    uint64_t votes[TREE_CODES_MOST];
    bool established = true;
    struct drawing drawing = {.of = of};
    scr_result result;
    for (unsigned c = 0; c < of->contest->candidate_count; c++) {
        names[c] = of->contest->candidates[c].name;
        votes[c] = of->totals->votes[c];
    }
    SCR_TRY_OR(result, prepare(&drawing), done);
    if (of->examined)
        established = audited_tree_established(of->audited);
    else
        SCR_TRY_OR(result, audited_tree_would_establish(of->audited, of->ballots, of->count, &established), done);
    const struct tree_picture picture = {.shape = &arrangement->shape,
                                         .values = drawing.values,
                                         .reported = of->examined ? drawing.reported : NULL,
                                         .entries = arrangement->entries,
                                         .ballots = arrangement->ballots,
                                         .marked = drawing.marked,
                                         .marked_count = drawing.marked_count,
                                         .examined = of->examined,
                                         .established = established,
                                         .candidates = of->contest->candidate_count,
                                         .names = names,
                                         .votes = votes,
                                         .title = of->contest->name};
    result = tree_draw(&picture, svg);
done:
    free(drawing.opened);
    free(drawing.values);
    free(drawing.reported);
    free(drawing.marked);
    return result;
}
