/* authorities.h: the time-stamp authorities that the reader of a package names: certificates in PEM. */
#ifndef VERIFY_PACKAGE_AUTHORITIES_H
#define VERIFY_PACKAGE_AUTHORITIES_H

#include <openssl/x509.h>

#include "scrutineer/bytes.h"

#define AUTHORITIES_MOST 1000

struct authorities {
    STACK_OF(X509) * certificates;
    X509_STORE *store; /* trusts these certificates; whoever uses it sets the time at which they are looked at */
};

/* Reads a file of the reader's own. Anything wrong with it is a failure with its place. On success the caller releases
 * `authorities` with authorities_free. */
SCR_MUST_CHECK scr_result authorities_read(const char *path, struct authorities *authorities,
                                           struct scr_diagnosis *diagnosis);
void authorities_free(struct authorities *authorities);

#endif
