/* scope.h: what the artifacts of precinct releases cover, counted over one run, for saying what was not proved. */
#ifndef VERIFY_RELEASE_SCOPE_H
#define VERIFY_RELEASE_SCOPE_H

#include <stddef.h>

struct release_scope {
    size_t noise_commitments, statements, releases; /* files, valid or not */
    size_t opened;                                  /* releases of which a court opening shows every draw */
    size_t exact;                                   /* valid statements that publish levels exactly */
    size_t unfinished;                              /* the most earlier releases that one ledger leaves unfinished */
};

#endif
