/* command_commit.h: what the command-line forms of commitments and seed records share. */
#ifndef GEN_COMMAND_COMMIT_H
#define GEN_COMMAND_COMMIT_H

#include "gen/commit/make.h"

struct commit_request {
    struct commit_options options;
    struct seed_source source;
    struct commitment identity; /* the election, of options; only where the store holds none */
    const char *out, *salt_key;
    bool replace, again, json;
};

SCR_MUST_CHECK scr_result commit_parse(int argc, char **argv, struct commit_request *request,
                                       struct scr_diagnosis *diagnosis);
/* What was committed, for people or as JSON: appended. `again`: it stood already, and the file was written again. */
SCR_MUST_CHECK scr_result commit_say(struct scr_buffer *out, const struct commit_request *request,
                                     const struct storage *storage, const struct commitment *commitment,
                                     const struct commit_summary *summary, bool again);

#endif
