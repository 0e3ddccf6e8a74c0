/* stamp.h: one time stamp: an authority's answer (RFC 3161) and what it shows. Specification, section 7.2. */
#ifndef VERIFY_PACKAGE_STAMP_H
#define VERIFY_PACKAGE_STAMP_H

#include "scrutineer/hash.h"
#include "verify/package/authorities.h"
#include "verify/package/stamp_time.h"
#include "verify/verdict.h"

#define STAMP_LIMIT ((size_t)65536)     /* bytes of an answer */
#define STAMP_REQUEST_SIZE ((size_t)59) /* bytes of a request */
#define STAMP_WORDS 800

struct stamp {
    struct scr_hash digest; /* of what was stamped */
    bool digest_known;
    struct stamp_time latest; /* genTime and accuracy: it existed then; known when the verdict is not refuted */
    const char *authority;    /* subject of the certificate that signed, escaped; "" when it is not known */
    enum verdict verdict;     /* holds: genuine, and by an authority that the reader names */
    char words[STAMP_WORDS];  /* why it does not hold */
};

/* Examines the bytes of an answer; whether the digest is that of anything is the caller's question. `reader` may be
 * NULL: nobody is named. Names go into the arena. */
SCR_MUST_CHECK scr_result stamp_examine(const struct scr_buffer *answer, const struct authorities *reader,
                                        struct scr_arena *arena, struct stamp *stamp);
/* The digest that a request asks to stamp; false when the bytes are not the 59 of section 7.2. */
bool stamp_request_parse(const struct scr_buffer *request, struct scr_hash *digest);

#endif
