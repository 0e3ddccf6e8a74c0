/* scope.h: what the artifacts of precinct releases cover, counted over one run, for saying what was not proved. */
#ifndef VERIFY_RELEASE_SCOPE_H
#define VERIFY_RELEASE_SCOPE_H

#include <stddef.h>

#include "scrutineer/bytes.h"

struct release_scope {
    size_t noise_commitments, statements, releases; /* files, valid or not */
    size_t opened;                                  /* releases of which a court opening shows every draw */
    size_t exact;                                   /* valid statements that publish levels exactly */
    size_t unfinished;                              /* the most earlier releases that one ledger leaves unfinished */
};

/* What the comparison of statements found beside verdicts. */
struct statements_scope {
    size_t without_definition; /* statements of whose election no ballot definition is at hand */
    size_t absent;             /* releases that a ledger finishes and that are not at hand */
    struct scr_buffer numbers; /* of the first of these, as shown to people; released by the caller */
};
#define RELEASES_SHOWN 20

#endif
