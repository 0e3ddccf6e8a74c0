/* currency.h: whether what a package holds still stands, by its index of publications and by those of other packages:
 * PKG-12. Specification, sections 7.4 and 7.5. */
#ifndef VERIFY_PACKAGE_CURRENCY_H
#define VERIFY_PACKAGE_CURRENCY_H

#include "verify/index/index.h"
#include "verify/package/package.h"

/* A key that signs a package in the role in which an index is signed (PKG-05 found its signature valid). */
struct kept_signer {
    struct scr_hash key; /* its fingerprint */
    bool trusted;        /* as in PKG-11 */
};

/* To whom the reader's list gives such a key, on whichever line. */
struct kept_owner {
    const char *name; /* as owner.h has it; in the arena */
    bool trusted;     /* the key is, as in PKG-11 */
};

/* What is kept of a package until all packages of a run have been read. Zero-initialise; package_kept_free. */
struct kept_package {
    struct scr_arena arena;
    const char *shown;                        /* its path, escaped for people */
    const char *election, *bagging_date;      /* as in bag-info.txt; NULL when it does not tell */
    bool complete;                            /* everything in the folder was listed */
    const struct package_artifact *artifacts; /* one for each file of the payload; in the arena */
    size_t count;
    size_t indexes;                  /* artifacts that are indexes */
    const char *index_path;          /* of the first of them */
    struct publication_index *index; /* when there is one, and it is valid; owned */
    struct kept_signer *signers;     /* ascending in the bytes of the fingerprint; in the arena */
    struct kept_owner *owners;       /* ascending in the bytes of the name, the trusted first; in the arena */
    size_t signer_count, owner_count;
    bool counts;     /* for other packages: a trusted key signed what is here, and the index is of its election */
    size_t findings; /* the place of its findings in the run */
};

/* Fills what `package` knows; the caller has set artifacts, count and index. `findings` are those of the package, with
 * PKG-03 to PKG-05 and PKG-11. */
SCR_MUST_CHECK scr_result package_keep(const struct package *package, const char *folder,
                                       const struct findings *findings, struct kept_package *kept);
void package_kept_free(struct kept_package *kept);

/* The election's Id by the package's index, else by bag-info.txt; NULL: neither tells. */
const char *package_election(const struct kept_package *package);

/* The packages of a run that count for one package: they are of its election, and a key that the reader trusts signs
 * both, or two keys of one owner sign them, of which he trusts one. */
struct told_histories {
    const struct kept_package *longest; /* NULL: none counts */
    const struct kept_package *other,
        *against;                     /* two of which neither index is the beginning of the other's; or NULL */
    const struct kept_package *apart; /* would count, but no such keys sign both: another publisher's; or NULL */
};
struct told_histories package_histories(const struct kept_package *packages, size_t count,
                                        const struct kept_package *package);

/* The index by which `package` is judged: its own, or a longer one that continues it, or, when it has none, that of the
 * others; NULL: none. */
const struct publication_index *package_judge(const struct kept_package *package, const struct told_histories *told);

/* Notes: that the publisher took back commitments, statements or seeds, by this index; which indexes of the package's
 * election were not compared with it; that a bare file with these findings no longer stands, by the index of a package
 * that counts. */
SCR_MUST_CHECK scr_result package_note_choices(const struct publication_index *index, bool facts,
                                               struct findings *findings);
SCR_MUST_CHECK scr_result package_note_apart(const struct kept_package *packages, size_t count,
                                             const struct kept_package *package, const struct told_histories *told,
                                             bool trust_given, struct findings *findings);
SCR_MUST_CHECK scr_result package_note_bare(const struct kept_package *packages, size_t count,
                                            struct findings *findings);

/* PKG-12, and with `facts` what is not current. */
SCR_MUST_CHECK scr_result package_check_currency(const struct kept_package *package, const struct told_histories *told,
                                                 bool facts, struct findings *findings);

#endif
