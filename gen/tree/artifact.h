/* artifact.h: the plurality tree artifact (specification, section 11.4), written as a stream. */
#ifndef GEN_TREE_ARTIFACT_H
#define GEN_TREE_ARTIFACT_H

#include "gen/tree/artifact_opened.h"

struct tree_artifact {
    const struct election *election;
    struct scr_hash commitment;
    const struct scr_hash *seed_record; /* NULL: the seed is unrecorded */
    const struct scr_hash *supersedes;  /* NULL: none */
    const struct tree_contest *contest;
    const char *seed;
    const char *plan_kind; /* least, recursive, classic, none */
    const uint32_t *plan;  /* ballot numbers from 1, ascending */
    size_t plan_count;
    char winner;                             /* code, '.' for missing */
    const struct committed_ballots *ballots; /* of the contest, all of them */
    bool disclose_all;
};

/* Who has how many votes, and who has most. */
struct tree_totals {
    size_t votes[TREE_CODES_MOST], missing, phantoms; /* phantoms are among the missing */
    char leaders[TREE_CODES_MOST + 1];                /* codes, in their order */
};
/* SCR_STORE when a code is none of the contest's. */
SCR_MUST_CHECK scr_result tree_totals_of(const struct committed_ballots *ballots, unsigned candidates,
                                         struct tree_totals *totals);

/* Memory: some pieces of text, and what the opened ballots and their proof take (about 500 bytes each). SCR_STORE when
 * the ballots do not give the root that was committed. */
SCR_MUST_CHECK scr_result tree_artifact_write(const struct tree_artifact *artifact, scr_xml_sink *sink, void *context);

#endif
