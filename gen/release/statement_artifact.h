/* statement_artifact.h: the bytes of noise commitments and measurement statements (specification, section 13). */
#ifndef GEN_RELEASE_STATEMENT_ARTIFACT_H
#define GEN_RELEASE_STATEMENT_ARTIFACT_H

#include "gen/commit/commitment.h"
#include "gen/release/ledger.h"
#include "gen/release/measurement.h"
#include "gen/release/noise_key.h"

/* Appended. Of the election only id, name, date and jurisdiction are used. */
SCR_MUST_CHECK scr_result noise_commitment_artifact(const struct election *election, uint32_t releases,
                                                    const struct scr_hash *root, struct scr_buffer *artifact);

struct measurement_statement {
    const struct election *election;
    struct scr_hash noise; /* SHA-256 of the noise commitment */
    const struct seed_source *source;
    const struct measurement *measurement;
    const struct ledger *ledger; /* its last entry announces the measurement */
    const char *spent;           /* canonical */
};
/* Appended. SCR_LIMIT when it would be longer than a verifier reads. */
SCR_MUST_CHECK scr_result measurement_statement_artifact(const struct measurement_statement *statement,
                                                         struct scr_buffer *artifact);

#endif
