/* arrangement.c: memory and checks of an arrangement; the drawing is in arrangement_rivest.c and _scrutineer.c. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/arrangement_kinds.h"
#include "scrutineer/bytes.h"

#define SEED_DIGITS_MOST 4096

static const char *const names[] = {[TREE_SCRUTINEER1] = "scrutineer1", [TREE_RIVEST2019] = "rivest2019"};

const char *tree_arrangement_name(enum tree_arrangement_kind kind) { return names[kind]; }

bool tree_arrangement_parse(const char *name, enum tree_arrangement_kind *kind) {
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (!strcmp(name, names[k])) {
            *kind = (enum tree_arrangement_kind)k;
            return true;
        }
    return false;
}

static bool seed_allowed(const struct tree_seed *seed) {
    if (seed->kind == TREE_SCRUTINEER1) return seed->contest != NULL;
    if (!seed->seed_length || seed->seed_length > SEED_DIGITS_MOST) return false;
    if (seed->seed[0] == '0' && seed->seed_length > 1) return false;
    for (size_t i = 0; i < seed->seed_length; i++)
        if (seed->seed[i] < '0' || seed->seed[i] > '9') return false;
    return true;
}

static scr_result draw_ties(struct tree_digest *digest, const struct tree_seed *seed,
                            const struct tree_arrangement *arrangement, size_t count, uint8_t *ties) {
    return seed->kind == TREE_RIVEST2019 ? tree_rivest_ties(digest, seed, count, ties)
                                         : tree_scrutineer_ties(digest, seed, arrangement, count, ties);
}

scr_result tree_arrangement_draw(const struct tree_seed *seed, size_t ballots, size_t replication, unsigned arity,
                                 struct tree_arrangement *arrangement) {
    struct tree_digest digest = {0};
    size_t leaves;
    scr_result result;
    *arrangement = (struct tree_arrangement){.ballots = ballots, .replication = replication};
    if (!scr_multiply(ballots, replication, &leaves) || !seed_allowed(seed)) return (scr_result){SCR_INPUT};
    SCR_TRY(tree_shape_make(leaves, arity, &arrangement->shape));
    arrangement->entries = malloc(leaves * sizeof *arrangement->entries);
    arrangement->ties = malloc(arrangement->shape.internal + 1);
    if (!arrangement->entries || !arrangement->ties) {
        result = (scr_result){SCR_MEMORY};
        goto done;
    }
    for (size_t e = 0; e < leaves; e++) arrangement->entries[e] = (uint32_t)e;
    SCR_TRY_OR(result, tree_digest_begin(&digest), done);
    SCR_TRY_OR(result,
               seed->kind == TREE_RIVEST2019 ? tree_rivest_shuffle(&digest, seed, arrangement)
                                             : tree_scrutineer_shuffle(&digest, seed, arrangement),
               done);
    result = draw_ties(&digest, seed, arrangement, arrangement->shape.internal, arrangement->ties);
done:
    tree_digest_end(&digest);
    if (scr_failed(result)) tree_arrangement_free(arrangement);
    return result;
}

scr_result tree_arrangement_ties(const struct tree_seed *seed, const struct tree_arrangement *drawn, size_t count,
                                 uint8_t *ties) {
    struct tree_digest digest = {0};
    if (!seed_allowed(seed)) return (scr_result){SCR_INPUT};
    scr_result result = tree_digest_begin(&digest);
    if (!scr_failed(result)) result = draw_ties(&digest, seed, drawn, count, ties);
    tree_digest_end(&digest);
    return result;
}

void tree_arrangement_free(struct tree_arrangement *arrangement) {
    free(arrangement->entries);
    free(arrangement->ties);
    arrangement->entries = NULL;
    arrangement->ties = NULL;
}
