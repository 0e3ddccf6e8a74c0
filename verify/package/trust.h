/* trust.h: whom the reader of a package trusts, and what that says of a signer. Specification, PKG-11. */
#ifndef VERIFY_PACKAGE_TRUST_H
#define VERIFY_PACKAGE_TRUST_H

#include "verify/package/parts.h"
#include "verify/package/trust_list.h"

/* What can be said of a signer, from least to most. */
struct standing {
    enum step {
        NOT_GIVEN,
        FORGED,
        REVOKED,
        OTHER_ROLE,
        OTHER_ELECTION,
        OTHER_PERIOD,
        UNSIGNED_WORDS,
        GIVEN_UNSIGNED,
        NO_DATE,
        ENDED,
        NOT_BEGUN,
        LISTED,
        GIVEN
    } step;
    const struct trusted_key *key; /* the line of the trust list that led to the step, if any */
};

struct trust {
    const struct package *package;
    const struct scr_hash *given;  /* the fingerprint given, itself or by its key; or NULL */
    const char *option;            /* with which it was given */
    const struct trust_list *list; /* NULL: none was given */
    const char *today;             /* "YYYY-MM-DD" */
};

/* A key that is revoked in any line of the list is revoked: it does not become safe in another role. */
struct standing trust_standing(const struct trust *trust, const struct signer *signer);
/* Holds: the signer is trusted; undecided: cannot be said. */
enum verdict trust_verdict(enum step step);
/* PKG-11, for the roles that the `count` artifacts need. */
SCR_MUST_CHECK scr_result check_pkg11(const struct trust *trust, const struct package_artifact *artifacts, size_t count,
                                      struct findings *findings);

#endif
