/* import.h: reads an election definition in any known format into the generator's model. */
#ifndef GEN_IMPORT_IMPORT_H
#define GEN_IMPORT_IMPORT_H

#include "../election.h"

struct import_options {
    bool exclude_write_ins; /* write-in lines stay in the model, marked `excluded` */
};

/* Recognises a file by content and reads it into *election, which the caller releases with election_free (also safe
 * after a failure). All problems of the file together go into `diagnosis`; what the importer decided where the file is
 * silent goes into `notes`. Neither list may be NULL. */
SCR_MUST_CHECK scr_result import_file(const char *path, const struct import_options *options, struct election *election,
                                      struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes);

/* Several files of one command line become one election: all must have the same election id, and a party, contest or
 * ballot style that stands in several must be the same in each. *merged is released by the caller; `parts` are only
 * read. */
SCR_MUST_CHECK scr_result import_merge(const struct election *parts, size_t count, struct election *merged,
                                       struct scr_diagnosis *diagnosis);

#endif
