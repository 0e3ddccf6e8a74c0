/* package.h: makes a signed package of a folder of artifacts (specification, section 7). */
#ifndef GEN_PACKAGE_PACKAGE_H
#define GEN_PACKAGE_PACKAGE_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "scrutineer/sign.h"

#define PACKAGE_TAG_MANIFEST "tagmanifest-sha256.txt"
#define PACKAGE_STAMP_NAME "tagmanifest-sha256" /* NAME of the request for a time stamp of the package itself */

struct package_request {
    const char *folder; /* NULL: the package holds the index alone */
    const char *out;
    const char *index;        /* the index before, or a package that holds it; NULL: this package begins one */
    const char *withdraw_old; /* the reason for which what new artifacts stand in the place of is withdrawn; or NULL */
    const struct scr_private_key *key;
    const char *signer, *role;
    /* NULL: the jurisdiction that the artifacts name, if its words might be typed, else "not stated". */
    const char *organization;
    const char *date; /* YYYY-MM-DD */
};

struct package_summary {
    size_t files, left_out; /* in data/; in the folder's "sheets/", which no package holds */
    uint64_t bytes;
    char fingerprint[SCR_HEX_SIZE];      /* of the signer's public key */
    struct scr_hash tag_manifest;        /* the digest of what was signed */
    size_t requests, stamps, statements; /* carried from the folder */
    size_t index_entries, index_added;
    char index_date[11];        /* of the last entry */
    struct scr_hash index_hash; /* of the last entry */
};

/* Each file is read once: what is checked is what is hashed and copied. The package appears at request->out whole or
 * not at all. The same files, key and request give the same bytes. SCR_INPUT with every problem of the folder,
 * SCR_USAGE for words of the request that a package does not allow. */
SCR_MUST_CHECK scr_result package_build(const struct package_request *request, struct package_summary *summary,
                                        struct scr_diagnosis *diagnosis);

/* A day of the Gregorian calendar, YYYY-MM-DD. */
bool package_date_valid(const char *date);
/* The date of a package: `given` (may be NULL), else SOURCE_DATE_EPOCH in UTC, else today here. SCR_USAGE when what is
 * given is no date. */
SCR_MUST_CHECK scr_result package_date(const char *given, char date[static 11], struct scr_diagnosis *diagnosis);
/* Whether a valid date is more than one day from today, which is SOURCE_DATE_EPOCH's day where that is set; false where
 * no clock tells. */
bool package_date_far(const char *date, char today[static 11]);

#endif
