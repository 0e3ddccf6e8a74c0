/* values.c: values bottom-up over a whole tree. */
#include "verify/tree/values.h"

#include <stdlib.h>

#include "verify/tree/results.h"

enum { AHEAD = 48 }; /* leaves whose ballots are fetched beforehand: they lie anywhere in memory */

scr_result values_new(const struct arranged *tree, const uint8_t *recorded, uint8_t **values) {
    uint8_t *made = *values = malloc(tree->internal ? tree->internal : 1);
    if (!made) return (scr_result){SCR_MEMORY};
    if (!tree->internal) {
        uint8_t alone = recorded[tree->ballot[0]];
        made[0] = alone == VALUE_UNKNOWN ? VALUE_MISSING : alone;
        return scr_done();
    }
    uint32_t ahead = tree->leaves;
    for (uint32_t node = tree->internal; node > 0; node--) {
        uint32_t first, count = arranged_children(tree, node, &first);
        uint8_t children[TREE_ARITY_MOST];
        for (; ahead > 0 && ahead + AHEAD > first - tree->internal; ahead--)
            __builtin_prefetch(&recorded[tree->ballot[ahead - 1]]);
        for (uint32_t c = 0; c < count; c++) {
            uint32_t child = first + c;
            children[c] =
                child <= tree->internal ? made[child - 1] : recorded[tree->ballot[child - tree->internal - 1]];
        }
        made[node - 1] = (uint8_t)result_of_values(children, count, tree->residue[node - 1]);
    }
    return scr_done();
}
