/* artifact_header.h: what packaging must know of an artifact: its kind, election, role, and the files it rests on. */
#ifndef GEN_PACKAGE_ARTIFACT_HEADER_H
#define GEN_PACKAGE_ARTIFACT_HEADER_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define ARTIFACT_BYTES_MOST ((size_t)256 << 20) /* specification, section 1 */

/* A digest of another artifact or file, with its kind ("ballot-definition") or name; NULL where it has none. */
struct artifact_link {
    const char *name;
    struct scr_hash hash;
};

struct artifact_header {
    const char *purpose; /* of those of the specification, section 2: a static string */
    const char *election, *election_name, *election_date, *jurisdiction, *signer_role;
    /* What it is about, of which there may be one artifact of a kind: "contest" and its id; NULL for artifacts of the
     * whole election. */
    const char *subject_kind, *subject;
    bool any_number;                                      /* of artifacts of this kind may be in a package */
    struct artifact_link *rests_on, *supersedes, *proofs; /* malloc'ed while reading, owned: artifact_header_free */
    size_t rests_on_count, supersedes_count, proof_count;
    size_t rests_on_capacity, supersedes_capacity, proof_capacity;
};

/* Reads a whole artifact: it must be canonical XML with one of the root elements of the specification, section 2, its
 * Purpose, and an Election. Strings live in `arena`; `shown` is the file's name in messages. SCR_INPUT for anything
 * else. What the verifier checks beyond that (schema, numbers, claims) is not looked at. */
SCR_MUST_CHECK scr_result artifact_header_read(const void *bytes, size_t length, const char *shown,
                                               struct scr_arena *arena, struct artifact_header *header,
                                               struct scr_diagnosis *diagnosis);
void artifact_header_free(struct artifact_header *header);

#endif
