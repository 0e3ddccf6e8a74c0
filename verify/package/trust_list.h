/* trust_list.h: the keys that the reader of a package trusts, from a file of the reader's own. */
#ifndef VERIFY_PACKAGE_TRUST_LIST_H
#define VERIFY_PACKAGE_TRUST_LIST_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

struct trusted_key {
    struct scr_hash fingerprint;
    const char *owner, *role, *election; /* election "*": any; all texts in the arena given */
    const char *owner_key;               /* of lines of one owner the same: see owner.h */
    const char *not_before, *not_after;  /* YYYY-MM-DD, both days included */
    bool revoked;
};

struct trust_list {
    struct trusted_key *keys; /* malloc'ed */
    size_t count, capacity;
};

/* Reads a trust list, which need not be canonical. Anything wrong with it is a failure with its place. On success the
 * caller releases `list` with trust_list_free. */
SCR_MUST_CHECK scr_result trust_list_read(const char *path, struct scr_arena *arena, struct trust_list *list,
                                          struct scr_diagnosis *diagnosis);
void trust_list_free(struct trust_list *list);

#endif
