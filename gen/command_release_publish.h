/* command_release_publish.h: what the files of `release publish` share. */
#ifndef GEN_COMMAND_RELEASE_PUBLISH_H
#define GEN_COMMAND_RELEASE_PUBLISH_H

#include "gen/command_release.h"
#include "gen/release/release_artifact.h"
#include "gen/release/sealed_table.h"

/* What was published, for the summary. */
struct release_publication {
    const struct measurement *measurement;
    const struct release_statements *statements; /* of each contest */
    const struct ledger *ledger;                 /* with its styles */
    enum release_mechanism mechanism;
    struct scr_hash digest; /* of the artifact's bytes */
    uint64_t draws;
    const char *out, *sealed; /* sealed: NULL without a table */
    struct sealed_table_counts table;
};
SCR_MUST_CHECK scr_result release_publication_say(const struct release_publication *published, bool json,
                                                  struct scr_buffer *out);

#endif
