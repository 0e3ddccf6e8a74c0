/* statement.h: the words of a countersignature. Specification, section 7.3. */
#ifndef VERIFY_PACKAGE_STATEMENT_H
#define VERIFY_PACKAGE_STATEMENT_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define STATEMENT_LIMIT ((size_t)16384) /* bytes: more than nine lines of values can have */

struct statement {
    const char *election, *object, *signer, *role, *time, *words; /* in the arena */
    struct scr_hash about, fingerprint;
    uint64_t milliseconds; /* of `time`, since the first moment of the year 0 */
};

/* Reads the nine lines. *trouble is NULL when they are in their form; else what is wrong, in the arena. */
SCR_MUST_CHECK scr_result statement_parse(const struct scr_buffer *bytes, struct scr_arena *arena,
                                          struct statement *statement, const char **trouble);

#endif
