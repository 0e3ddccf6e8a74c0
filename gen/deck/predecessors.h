/* predecessors.h: decks and ballot definition that were published before, which new ones supersede. */
#ifndef GEN_DECK_PREDECESSORS_H
#define GEN_DECK_PREDECESSORS_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

struct predecessor {
    const char *purpose, *subject; /* subject: the ballot style's id; "" of a ballot definition */
    struct scr_hash hash;
    bool supersedes; /* whether it superseded another one itself */
    struct scr_hash superseded;
    bool met; /* by a new one of its purpose and subject */
};

/* Zero-initialise; release with predecessors_free. */
struct predecessors {
    struct scr_arena arena;
    struct predecessor *items; /* by purpose and subject */
    size_t count, capacity;
    size_t unchanged, superseded; /* of those met */
};

/* Reads a package, a folder of artifacts or one artifact: the ballot definition and the decks in it, which must be of
 * this election, one of a kind for each style. SCR_INPUT when there are none, and when a package, given whole or in
 * part, is not what its own lists say. */
SCR_MUST_CHECK scr_result predecessors_read(const char *path, const char *election, struct predecessors *before,
                                            struct scr_diagnosis *diagnosis);

/* Appends an artifact's bytes to `out`; `supersedes` may be NULL. */
typedef scr_result artifact_maker(const void *what, const struct scr_hash *supersedes, struct scr_buffer *out);
/* Makes the new artifact of this purpose and subject in `out`, which is emptied before: with the bytes of the earlier
 * one where nothing has changed, else superseding it, where there is one. */
SCR_MUST_CHECK scr_result predecessors_succeed(struct predecessors *before, const char *purpose, const char *subject,
                                               artifact_maker *make, const void *what, struct scr_buffer *out);
void predecessors_free(struct predecessors *before);

#endif
