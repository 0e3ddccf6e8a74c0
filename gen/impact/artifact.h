/* artifact.h: the impact statement as canonical bytes (schemas/impact-statement.xsd). */
#ifndef GEN_IMPACT_ARTIFACT_H
#define GEN_IMPACT_ARTIFACT_H

#include "gen/election.h"
#include "gen/impact/study.h"

/* Appends the artifact. Of `election` the id, name, date and jurisdiction are used. */
SCR_MUST_CHECK scr_result impact_artifact(const struct impact_study *study, const struct impact_outcome *outcomes,
                                          const struct election *election, struct scr_buffer *out);

#endif
