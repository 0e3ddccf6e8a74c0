/* release_artifact.h: writes the precinct release artifact, contest after contest (specification, section 14.2). */
#ifndef GEN_RELEASE_RELEASE_ARTIFACT_H
#define GEN_RELEASE_RELEASE_ARTIFACT_H

#include "gen/election.h"
#include "gen/release/publish.h"
#include "gen/release/statements.h"
#include "scrutineer/xml_writer.h"

struct release_artifact {
    const struct election *election; /* id, name, date and jurisdiction */
    struct scr_hash statement, seed_record;
    const struct scr_hash *supersedes; /* may be NULL */
    enum release_mechanism mechanism;
    struct release_drawing *drawing;
};

/* Draws, processes and writes; the counts of one contest are held at a time. statements[contest_count of the
 * measurement], zeroed, receives what each contest's release says (release_statements_free, also after a failure);
 * *draws counts the draws. The same inputs give the same bytes, and nothing but exact counts, noise and the true counts
 * under it enters them: no order, no length of a list depends on counts that are not exact. */
SCR_MUST_CHECK scr_result release_artifact_write(const struct release_artifact *artifact, scr_xml_sink *sink,
                                                 void *context, struct release_statements *statements, uint64_t *draws,
                                                 struct scr_diagnosis *diagnosis);

#endif
