/* plurality.c: plurality of a few values, ties by order of first occurrence. */
#include "gen/tree/plurality.h"

uint8_t tree_plurality(const uint8_t *values, unsigned count, unsigned tie) {
    /* Nearly every node of a ternary tree ends here: two of three agree. */
    if (count == 3) {
        uint8_t a = values[0], b = values[1], c = values[2];
        if (a != TREE_MISSING && (a == b || a == c)) return a;
        if (b != TREE_MISSING && b == c) return b;
    }
    uint8_t tied[TREE_ARITY_MOST];
    unsigned length = 0, most = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned votes = 1;
        bool first = values[i] != TREE_MISSING;
        for (unsigned j = 0; j < i && first; j++) first = values[j] != values[i];
        if (!first) continue;
        for (unsigned j = i + 1; j < count; j++) votes += values[j] == values[i];
        if (votes > most) {
            most = votes;
            length = 0;
        }
        if (votes == most) tied[length++] = values[i];
    }
    return length ? tied[tie % length] : TREE_MISSING;
}
