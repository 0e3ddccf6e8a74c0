/* stamp_attributes.h: what a time stamp's signature says of itself, before anybody asks whose it is: the attributes
 * that are signed with it. Specification, section 7.2. */
#ifndef VERIFY_PACKAGE_STAMP_ATTRIBUTES_H
#define VERIFY_PACKAGE_STAMP_ATTRIBUTES_H

#include <openssl/pkcs7.h>

/* What is wrong with them, as words to follow the name of the stamp's file; NULL when they are as they must be. The
 * token is signed by one signer, over a digest that libcrypto knows, and has a TSTInfo. Whether the certificate that
 * they name is the signer's is another question. Short memory counts as a fault. */
const char *stamp_attributes_fault(PKCS7 *token);

#endif
