/* package.h: checks a BagIt package folder and hands its artifacts to their own checks. Specification, section 7. */
#ifndef VERIFY_PACKAGE_H
#define VERIFY_PACKAGE_H

#include "scrutineer/file.h"
#include "verify/verdict.h"

/* A file of the payload as the package checks need to know it once its artifact has been read. */
struct package_artifact {
    const char *path; /* relative to the package folder: "data/decks/a.xml" */
    struct scr_hash hash;
    const char *kind;                      /* "test-deck", ...; "" when the file is no artifact (a proof file) */
    const char *election_id, *signer_role; /* "" when unknown */
    const char *purpose;                   /* of its header; NULL when unknown */
    const char *election_name, *election_date, *jurisdiction; /* likewise */
    const struct scr_hash *rests_on, *supersedes;
    const char *const *rests_on_kinds; /* as many: "ballot-definition", ... */
    size_t rests_on_count, supersedes_count;
    const struct scr_hash *names; /* digests beside its header's: an index's entries, a ledger's; of a valid document */
    size_t names_count;
    const char *style_id;   /* of a deck; NULL when it has none or it is unknown */
    const char *contest_id; /* of a tree or its audit; likewise */
    uint32_t release;       /* number, of a measurement statement or release; 0 when it has none or it is unknown */
    const char *proof_file; /* named by its Search certificate, or NULL */
    const char *moment;     /* of a seed record, "YYYY-MM-DDThh:mm:ss[.mmm]Z": section 7.5; NULL when not known */
    bool announced;         /* the moment is that for which dice were announced: the publisher's word */
    const char *corrected_first, *corrected_last; /* of a tree audit, the Times of its corrections; NULL: none, or
                                                   * TPT-26 does not hold */
    const char *listed; /* the Date of its entry in the package's valid index of publications; NULL: none */
    const char *seeded; /* the first Date there of a seed record or precinct release that rests on it; NULL: none */
};

struct package; /* opaque */

/* Reads the tag files, lists the payload and checks PKG-01 to PKG-05 as far as they do not need the artifacts. A folder
 * that cannot be read is a failure; everything else is a finding. */
SCR_MUST_CHECK scr_result package_open(const char *folder, struct package **package, struct findings *findings,
                                       struct scr_diagnosis *diagnosis);
/* The payload files, in byte order of their paths; artifact checks read them below folder/path. */
size_t package_file_count(const struct package *package);
const char *package_file(const struct package *package, size_t index);
/* Longer than any artifact or proof may be: it is not read, PKG-04 stays undecided and PKG-06 refutes it. */
bool package_file_oversized(const struct package *package, size_t index);
/* After the artifacts have been read: PKG-04 (digests as read), PKG-06, PKG-07. One artifact per payload file, same
 * order. */
SCR_MUST_CHECK scr_result package_check_artifacts(const struct package *package,
                                                  const struct package_artifact *artifacts, size_t count,
                                                  struct findings *findings);
/* Whom the reader of a package trusts: at most one of the three, else NULL. */
struct reader_trust {
    const char *key;                    /* path of a public key */
    const struct scr_hash *fingerprint; /* of a public key */
    const char *list;                   /* path of a trust list */
    const char *tsa;                    /* path of the certificates of time-stamp authorities, or NULL */
    const struct required_role *required;
    size_t required_count;
    bool facts;          /* gather facts for --json */
    struct budget *work; /* that time stamps may take; NULL: without end */
};
/* Reads the files that the reader names and keeps nothing of them: one that cannot be read is a failure, whatever there
 * is to check with it. */
SCR_MUST_CHECK scr_result reader_trust_try(const struct reader_trust *reader, struct scr_diagnosis *diagnosis);
/* What the reader asks of the signers: so many different owners of keys in his list sign in this role. */
struct required_role {
    const char *role;
    uint64_t owners;
};
/* PKG-08 to PKG-11 and PKG-13, on the same array of artifacts. `today` is "YYYY-MM-DD". A key, trust list or file of
 * certificates that cannot be read is a failure. */
SCR_MUST_CHECK scr_result package_check_trust(struct package *package, const struct package_artifact *artifacts,
                                              size_t count, const struct reader_trust *reader, const char *today,
                                              struct findings *findings, struct scr_diagnosis *diagnosis);
void package_free(struct package *package);

#endif
