/* artifact.h: the tree audit artifact (specification, section 12). */
#ifndef GEN_AUDIT_ARTIFACT_H
#define GEN_AUDIT_ARTIFACT_H

#include "gen/audit/course.h"
#include "gen/tree/artifact_opened.h"

struct audit_artifact {
    const struct election *election;
    struct scr_hash tree; /* the published tree artifact's digest */
    const struct tree_contest *contest;
    const struct audit_log *log; /* derived */
    const struct committed_ballots *ballots;
    enum audit_end end;
    char audited_winner; /* code; only for confirmed and changed */
};

/* SCR_STORE when the ballots do not give the root that was committed. */
SCR_MUST_CHECK scr_result audit_artifact_write(const struct audit_artifact *artifact, scr_xml_sink *sink,
                                               void *context);

#endif
