/* command_impact.h: what the command line of `impact` asks for. */
#ifndef GEN_COMMAND_IMPACT_H
#define GEN_COMMAND_IMPACT_H

#include "gen/election.h"
#include "gen/import/decisions/decisions.h"

struct impact_request {
    struct impact_parameters parameters;
    struct decisions_request input; /* paths point into argv */
    struct election election;       /* its words only */
    const char *out;
    bool json;
};

/* Parses argv; SCR_USAGE with a sentence when it is not understood. argv's strings are borrowed, its order changed. */
SCR_MUST_CHECK scr_result impact_options(int argc, char **argv, struct impact_request *request,
                                         struct scr_diagnosis *diagnosis);

#endif
