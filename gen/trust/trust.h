/* trust.h: trust lists (schemas/trust-list.xsd): whose keys a reader trusts, in which role, for which time. */
#ifndef GEN_TRUST_TRUST_H
#define GEN_TRUST_TRUST_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define TRUST_KEYS_MOST 1000
#define TRUST_ANY_ELECTION "*"

/* One line of a list: a key has one for each of its roles and periods. */
struct trust_key {
    struct scr_hash fingerprint;
    const char *owner, *role, *election; /* election: an Id, or TRUST_ANY_ELECTION */
    const char *from, *to;               /* YYYY-MM-DD, both days included */
    bool revoked;
};

/* Zero-initialise; release with trust_free. */
struct trust {
    struct scr_arena arena; /* of the texts that were read */
    struct trust_key *keys;
    size_t count, capacity;
};

/* Reads the list at `path`, which need not be canonical but must be what trust-list.xsd allows. */
SCR_MUST_CHECK scr_result trust_read(const char *path, struct trust *trust, struct scr_diagnosis *diagnosis);
/* The list as bytes in the one form of artifacts, with the same keys in the same order. */
SCR_MUST_CHECK scr_result trust_write(const struct trust *trust, struct scr_buffer *out);
void trust_free(struct trust *trust);

/* What is wrong with one line by itself, as a sentence, or NULL. */
const char *trust_key_fault(const struct trust_key *key);
/* Appends a line; its texts must outlive the list. SCR_INPUT where it says what a list must not: the owner in another
 * spelling of the same look, the key as another owner's, revoked, or in an overlapping period and the same election
 * once more or in another role. */
SCR_MUST_CHECK scr_result trust_add(struct trust *trust, const struct trust_key *key, struct scr_diagnosis *diagnosis);
/* Marks every line of the key; *lines says how many were not marked before. SCR_INPUT when the key is not listed. */
SCR_MUST_CHECK scr_result trust_revoke(struct trust *trust, const struct scr_hash *fingerprint, size_t *lines,
                                       struct scr_diagnosis *diagnosis);

#endif
