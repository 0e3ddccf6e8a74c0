/* seed.h: the public seed with its evidence: dice, a beacon's pulse, or words alone; and its artifact.
 * Specification, sections 10.2 and 10.3. */
#ifndef GEN_COMMIT_SEED_H
#define GEN_COMMIT_SEED_H

#include "pulse.h"

#define SEED_MOST 4096
#define SEED_WITNESSES_MOST 100

enum seed_evidence { SEED_DICE, SEED_PULSE, SEED_STATEMENT };

struct seed_evidences {
    enum seed_evidence kind;
    bool of_statement;      /* rests on a measurement statement */
    unsigned sides;         /* of the die */
    char *const *witnesses; /* [witness_count] names */
    size_t witness_count;
    struct pulse pulse;
    const char *statement;
    const char *seed; /* follows from dice and pulse (seed_from_dice, seed_of_pulse) */
};

/* The seed that throws give: digits, separated by spaces or commas or not at all. SCR_INPUT with words when a throw is
 * not one of the die's, or when they are too few: sides to the power of their number is at least 2^64. */
SCR_MUST_CHECK scr_result seed_from_dice(const char *throws, unsigned sides, struct scr_arena *arena, const char **seed,
                                         struct scr_diagnosis *diagnosis);
/* 1 to SEED_MOST printable ASCII characters without space. */
bool seed_valid(const char *seed);

/* Appends the artifact of a seed for this commitment, or for the measurement statement that `commitment` stands for
 * (its election, digest and source), as evidence->of_statement says. `superseded` may be NULL. */
SCR_MUST_CHECK scr_result seed_artifact(const struct commitment *commitment, const struct seed_evidences *evidence,
                                        const struct scr_hash *superseded, struct scr_buffer *artifact);

#endif
