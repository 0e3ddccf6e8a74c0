/* evidence.h: what lies beside a package's manifests: time stamps and countersignatures, as PKG-08 and PKG-09 found
 * them, for the checks that rest on them. Specification, sections 7.2, 7.3, 7.5. */
#ifndef VERIFY_PACKAGE_EVIDENCE_H
#define VERIFY_PACKAGE_EVIDENCE_H

#include "verify/package/by_digest.h"
#include "verify/package/stamp.h"
#include "verify/package/statement.h"
#include "verify/package/trust.h"

#define EVIDENCE_FILES 1000 /* files in timestamps/, statements in countersignatures/: what is looked at */
#define EVIDENCE_NOTED 20   /* stamps and countersignatures that a report describes each */

/* A statement of countersignatures/, signed. */
struct countersignature {
    const char *path; /* of the statement */
    struct scr_hash hash;
    bool read; /* `hash` is that of the file */
    struct statement statement;
    bool genuine;                       /* PKG-09 has nothing against it */
    bool package;                       /* it is about the package; else about an artifact */
    const struct trusted_key *trusted;  /* the line of the reader's list by which it is trusted, or NULL */
    const struct trusted_key *doubtful; /* not trusted: by this line it would be, were today in its period */
    bool independent;                   /* trusted, and its signer is none of those of the package */
};

/* A time stamp of timestamps/, and what it is of. */
struct stamped {
    const char *path;
    struct stamp stamp;                       /* its verdict includes whether its digest is that of something here */
    const char *object;                       /* path of what was stamped; NULL: nothing here */
    bool package;                             /* that is the tag manifest */
    const struct countersignature *statement; /* or this */
};

struct evidence {
    const struct package *package;
    const struct trust *trust;
    const struct package_artifact *artifacts;
    size_t artifact_count;
    struct digest_index index;
    struct countersignature *statements; /* in byte order of their paths */
    size_t statement_count;
    bool statements_cut; /* there are more, which were not looked at */
    struct stamped *stamps;
    size_t stamp_count;
    size_t stamps_unpaid; /* stamps that were not looked at for want of work */
    bool stamps_cut;      /* there are more files, which were not looked at */
    bool facts;
    struct budget *work;    /* that stamps may take, or NULL */
    struct scr_arena arena; /* of all names and arrays above */
};

/* Adds what `write` writes as a fact, where facts are wanted. */
typedef scr_result evidence_json(const struct evidence *evidence, struct scr_buffer *out);
SCR_MUST_CHECK scr_result evidence_fact(const struct evidence *evidence, const char *name, evidence_json *write,
                                        struct findings *findings);

/* One function for each check, in the file of its subject; PKG-09 first, then PKG-08, then the others. */
SCR_MUST_CHECK scr_result check_pkg09(struct evidence *evidence, struct findings *findings); /* countersignatures.c */
SCR_MUST_CHECK scr_result check_pkg08(struct evidence *evidence, const struct authorities *reader,
                                      struct findings *findings); /* stamps.c */
SCR_MUST_CHECK scr_result check_pkg10(struct evidence *evidence, bool authorities_named,
                                      struct findings *findings); /* order.c */
SCR_MUST_CHECK scr_result check_pkg13(const struct evidence *evidence, const struct required_role *required,
                                      size_t count, struct findings *findings); /* require.c */

#endif
