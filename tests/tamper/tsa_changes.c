/* tsa_changes.c: signatures of a time-stamp authority that are not as they should be. */
#include "tests/tamper/tsa_changes.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tsa_must(bool done, const char *what) {
    if (done) return;
    fprintf(stderr, "tsa: %s\n", what);
    exit(2);
}

/* NAME:VALUE in place of the attribute that there was. */
static void change_attribute(const char *change, PKCS7_SIGNER_INFO *signature) {
    char name[64];
    const char *value = strchr(change, ':');
    tsa_must(value && snprintf(name, sizeof name, "%.*s", (int)(value++ - change), change) < (int)sizeof name, change);
    int attribute = OBJ_txt2nid(name), type = V_ASN1_BOOLEAN;
    ASN1_STRING *bytes = ASN1_STRING_new();
    void *made = signature; /* for a BOOLEAN: true */
    tsa_must(attribute != NID_undef && bytes, name);
    if (!strcmp(value, "none")) {
        int at = X509at_get_attr_by_NID(signature->auth_attr, attribute, -1);
        X509_ATTRIBUTE_free(X509at_delete_attr(signature->auth_attr, at));
        ASN1_STRING_free(bytes);
        return;
    }
    if (!strcmp(value, "data")) {
        type = V_ASN1_OBJECT;
        made = OBJ_nid2obj(NID_pkcs7_data);
    } else if (strcmp(value, "true") != 0) {
        bool byte = !strcmp(value, "byte"), zeros = byte || !strcmp(value, "zeros");
        tsa_must(zeros || !strcmp(value, "empty"), value);
        type = zeros ? V_ASN1_OCTET_STRING : V_ASN1_SEQUENCE;
        tsa_must(ASN1_STRING_set(bytes, zeros ? (const char[32]){0} : "\x30", byte ? 1 : zeros ? 32 : 2), "no value");
        made = bytes;
    }
    tsa_must(PKCS7_add_signed_attribute(signature, attribute, type, made), "the attribute could not be changed");
    if (made != bytes) ASN1_STRING_free(bytes);
}

static void sign_pss(PKCS7_SIGNER_INFO *signature) {
    unsigned char *der = NULL, *made = NULL;
    size_t size = 0;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *method = NULL;
    int length = ASN1_item_i2d((ASN1_VALUE *)signature->auth_attr, &der, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    tsa_must(length > 0 && EVP_DigestSignInit(context, &method, EVP_sha256(), NULL, signature->pkey) == 1 &&
                 EVP_PKEY_CTX_set_rsa_padding(method, RSA_PKCS1_PSS_PADDING) == 1 &&
                 EVP_DigestSign(context, NULL, &size, der, (size_t)length) == 1 && (made = OPENSSL_malloc(size)) &&
                 EVP_DigestSign(context, made, &size, der, (size_t)length) == 1,
             "no signature");
    ASN1_STRING_set0(signature->enc_digest, made, (int)size);
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
}

void tsa_change(const struct tsa_changes *changes, PKCS7 *token, PKCS7_SIGNER_INFO *signature) {
    const char *method = changes->pss ? "RSASSA-PSS" : changes->signature;
    if (changes->attribute) change_attribute(changes->attribute, signature);
    if (changes->attribute) tsa_must(PKCS7_SIGNER_INFO_sign(signature), "the stamp could not be signed");
    if (changes->pss) sign_pss(signature);
    if (method)
        tsa_must(X509_ALGOR_set0(signature->digest_enc_alg, OBJ_txt2obj(method, 0), V_ASN1_UNDEF, NULL),
                 "no such method");
    if (changes->broken) signature->enc_digest->data[signature->enc_digest->length - 1] ^= 1;
    if (changes->twice) {
        PKCS7_SIGNER_INFO *again = ASN1_item_dup(ASN1_ITEM_rptr(PKCS7_SIGNER_INFO), signature);
        tsa_must(again && sk_PKCS7_SIGNER_INFO_push(token->d.sign->signer_info, again), "no second signature");
    }
    while (changes->no_digests && sk_X509_ALGOR_num(token->d.sign->md_algs) > 0)
        X509_ALGOR_free(sk_X509_ALGOR_pop(token->d.sign->md_algs));
}
