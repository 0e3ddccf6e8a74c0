/* tsa_changes.h: signatures of a time-stamp authority that are not as they should be. */
#ifndef TESTS_TAMPER_TSA_CHANGES_H
#define TESTS_TAMPER_TSA_CHANGES_H

#include <openssl/pkcs7.h>
#include <stdbool.h>

struct tsa_changes {       /* as the options of tsa_answer.c */
    const char *attribute; /* "NAME:VALUE", or NULL */
    const char *signature; /* what signatureAlgorithm says, or NULL */
    bool pss, broken, no_digests, twice;
};

/* Ends the program with status 2 when it is not done. */
void tsa_must(bool done, const char *what);
/* Makes the changes in a token that is signed already; the changed attributes are signed again. */
void tsa_change(const struct tsa_changes *changes, PKCS7 *token, PKCS7_SIGNER_INFO *signature);

#endif
