/* command_tree_publish.h: what the files of `tree --contest` share. */
#ifndef GEN_COMMAND_TREE_PUBLISH_H
#define GEN_COMMAND_TREE_PUBLISH_H

#include "gen/command_audit_contest.h"
#include "gen/tree/artifact.h"

/* What was published, for the summary. */
struct tree_publication {
    const struct audited_contest *contest;
    const struct tree_record *record;
    const struct tree_totals *totals;
    const char *out;
};
SCR_MUST_CHECK scr_result tree_publication_say(const struct tree_publication *published, bool json,
                                               struct scr_buffer *out);

#endif
