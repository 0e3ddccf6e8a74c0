/* parts.h: what the files of this folder know about a package between them. */
#ifndef VERIFY_PACKAGE_PARTS_H
#define VERIFY_PACKAGE_PARTS_H

#include "scrutineer/sign.h"
#include "verify/package/package.h"
#include "verify/package/places.h"

#define TAG_FILE_LIMIT ((size_t)64 << 20)
#define PAYLOAD_FILE_LIMIT ((uint64_t)256 << 20) /* of an artifact: specification, section 1 */
#define HOWTO_LIMIT ((size_t)64 << 10)
#define KEY_FILE_LIMIT ((size_t)64 << 10)
#define PACKAGE_FILES 100000   /* regular files: specification, PKG-01 */
#define PACKAGE_ENTRIES 300000 /* files, folders and everything else: what the verifier lists before it gives up */
#define PACKAGE_SIGNERS 1000   /* signatures that the verifier computes before it gives up */

/* What stands in the folder, as lstat sees it. */
struct entry {
    const char *path; /* relative to the package folder */
    uint64_t size;    /* of a regular file */
    enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_OTHER } kind;
};

/* A tag file, read once: what is parsed, hashed and signed are the same bytes. */
struct tag_file {
    struct scr_buffer bytes;
    struct scr_hash hash;
    enum verdict verdict; /* VERDICT_HOLDS: it was read; else why it was not: */
    char trouble[160];
};

enum tag { TAG_HOWTO, TAG_BAG_INFO, TAG_BAGIT, TAG_MANIFEST, TAG_TAGMANIFEST, TAG_FILES }; /* in byte order of names */
extern const char *const tag_names[TAG_FILES];

/* One line `Scrutineer-Signer: NAME ROLE FINGERPRINT`. */
struct signer {
    const char *name, *role; /* in the arena */
    struct scr_hash fingerprint;
    bool genuine; /* PKG-05 found the signature over tagmanifest-sha256.txt valid by the key of this fingerprint */
    bool trusted; /* the reader trusts that key, in this role, as in PKG-11 */
    const char *const
        *owners; /* to whom the reader's list gives the key, as owner.h has them; in the package's arena */
    size_t owner_count;
};

struct package {
    int folder; /* descriptor: everything is opened relative to it, and no link is followed */
    struct scr_arena arena;

    size_t most_files;     /* PACKAGE_FILES; tests make it small */
    struct entry *entries; /* malloc'ed; ascending in the bytes of the path */
    size_t entry_count, entry_capacity;
    bool complete;               /* everything in the folder is listed */
    const struct entry *payload; /* the files below data/, copied together in the same order; in the arena */
    size_t payload_count;

    struct tag_file tags[TAG_FILES];
    const char *election, *bagging_date; /* values of bag-info.txt, NULL when there is no such valid value */
    struct signer *signers;              /* malloc'ed */
    size_t signer_count, signer_capacity;
    bool signers_cut;     /* bag-info.txt names more than PACKAGE_SIGNERS: the rest is not known */
    bool bag_info_signed; /* tagmanifest-sha256.txt gives bag-info.txt the digest that it has */
};

/* One line of a manifest. */
struct manifest_line {
    const char *path;
    struct scr_hash hash;
};
struct manifest {
    struct manifest_line *lines; /* ascending in the bytes of the path, each path once */
    size_t count;
};

/* listing.c: lists the folder and checks PKG-01. */
SCR_MUST_CHECK scr_result package_list(struct package *package, struct findings *findings);
/* When not everything could be listed, a check that speaks of all files is undecided: adds that sentence. */
void package_add_incomplete(const struct package *package, struct places *places);
/* bag_info.c: the same for a check that speaks of all signers, when there are too many to be looked at. */
void package_add_signers_cut(const struct package *package, struct places *places);
/* The entry at `path`, or NULL. */
const struct entry *package_entry(const struct package *package, const char *path);
/* The entries whose paths begin with `prefix`, which ends in a slash; *count of them. */
const struct entry *package_below(const struct package *package, const char *prefix, size_t *count);

/* open_beneath.c: reads the regular file at `path` below `folder`, following no link in any component and waiting for
 * nothing. The verdict is VERDICT_HOLDS when it was read; VERDICT_REFUTED when it is missing or no such file;
 * VERDICT_UNDECIDED when it has more than `limit` bytes; `trouble` then has the words. That the system refuses to read
 * it is a failure, SCR_IO. */
SCR_MUST_CHECK scr_result package_read(int folder, const char *path, size_t limit, struct scr_buffer *contents,
                                       enum verdict *verdict, char trouble[static 160]);

/* manifest.c: reads the lines of a manifest file; each line that is not in the form of section 7 is a place. */
SCR_MUST_CHECK scr_result manifest_parse(const char *name, const struct scr_buffer *bytes, struct scr_arena *arena,
                                         struct manifest *manifest, struct places *places);
const struct manifest_line *manifest_find(const struct manifest *manifest, const char *path);

/* signatures.c: reads a part of a signature, `path`, when it is a file of the size that it must have, and claims its
 * entry. *here: it was read; else a place says why not. */
SCR_MUST_CHECK scr_result package_read_part(const struct package *package, const char *path, size_t least, size_t most,
                                            struct scr_buffer *contents, bool *claimed, bool *here,
                                            struct places *places);
/* Whether the PEM at `path` is an Ed25519 key with this fingerprint, which the file `named_by` names; else a place. */
SCR_MUST_CHECK scr_result package_check_key(const struct scr_buffer *pem, const char *path,
                                            const struct scr_hash *fingerprint, const char *named_by,
                                            struct scr_public_key *key, bool *good, struct places *places);

/* One function for each check, in the file of its subject. */
SCR_MUST_CHECK scr_result check_pkg02(struct package *package, struct findings *findings); /* bag_info.c */
SCR_MUST_CHECK scr_result check_pkg03(struct package *package, struct findings *findings); /* digests.c */
SCR_MUST_CHECK scr_result check_pkg04(const struct package *package, const struct package_artifact *artifacts,
                                      struct findings *findings);                          /* digests.c */
SCR_MUST_CHECK scr_result check_pkg05(struct package *package, struct findings *findings); /* signatures.c */
SCR_MUST_CHECK scr_result check_pkg06(const struct package *package, const struct package_artifact *artifacts,
                                      struct findings *findings); /* contents.c */
SCR_MUST_CHECK scr_result check_pkg07(const struct package *package, const struct package_artifact *artifacts,
                                      struct findings *findings); /* links.c */

#endif
