/* artifact_seed.h: what a tree or a release needs of a seed record artifact: the seed, its source, and what it rests
 * on.
 */
#ifndef GEN_TREE_ARTIFACT_SEED_H
#define GEN_TREE_ARTIFACT_SEED_H

#include "gen/commit/commitment.h"

/* Strings live in the arena given. */
struct seed_artifact {
    struct scr_hash digest, commitment; /* commitment: what it rests on */
    bool of_statement;                  /* that is a measurement statement, no ballot commitment */
    const char *election, *seed;
    struct seed_source source;
};

/* Reads a file of at most 1 MiB that must be a canonical SeedRecord with all of these; SCR_INPUT with the place for
 * anything else. Whether the seed follows from its evidence is for the verifier (and was for 'seed record'). */
SCR_MUST_CHECK scr_result seed_artifact_read(const char *path, const char *shown, struct scr_arena *arena,
                                             struct seed_artifact *record, struct scr_diagnosis *diagnosis);

#endif
