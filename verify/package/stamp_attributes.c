/* stamp_attributes.c: the signed attributes of a time stamp. Of several of one kind the first counts, as to libcrypto;
 * and values are looked at by their type first, which not every libcrypto does. */
#include "verify/package/stamp_attributes.h"

#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <string.h>

/* The value of a signed attribute; NULL when there is none, or it is of another type. */
static const ASN1_TYPE *attribute_of(const PKCS7_SIGNER_INFO *signature, int name, int type) {
    const ASN1_TYPE *value = PKCS7_get_signed_attribute(signature, name);
    return value && ASN1_TYPE_get(value) == type ? value : NULL;
}

/* Among the digests that the token names first: RFC 5652, 5.1. */
static bool lists(const PKCS7_SIGNED *token, int digest) {
    for (int i = 0; i < sk_X509_ALGOR_num(token->md_algs); i++)
        if (OBJ_obj2nid(sk_X509_ALGOR_value(token->md_algs, i)->algorithm) == digest) return true;
    return false;
}

static bool says_stamp(const PKCS7_SIGNER_INFO *signature) {
    const ASN1_TYPE *type = attribute_of(signature, NID_pkcs9_contentType, V_ASN1_OBJECT);
    return type && OBJ_obj2nid(type->value.object) == NID_id_smime_ct_TSTInfo;
}

static bool digests(const PKCS7_SIGNER_INFO *signature, const ASN1_OCTET_STRING *content, int digest) {
    const ASN1_TYPE *stated = attribute_of(signature, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    const EVP_MD *method = EVP_get_digestbynid(digest);
    unsigned char is[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    return stated && method &&
           EVP_Digest(ASN1_STRING_get0_data(content), (size_t)ASN1_STRING_length(content), is, &length, method, NULL) &&
           ASN1_STRING_length(stated->value.octet_string) == (int)length &&
           !memcmp(ASN1_STRING_get0_data(stated->value.octet_string), is, length);
}

/* The list of certificates in such an attribute can be read; that one is in it, its type asks. */
static bool reads_old(const ASN1_STRING *value) {
    const unsigned char *at = ASN1_STRING_get0_data(value);
    ESS_SIGNING_CERT *read = d2i_ESS_SIGNING_CERT(NULL, &at, ASN1_STRING_length(value));
    ESS_SIGNING_CERT_free(read);
    return read != NULL;
}

static bool reads_new(const ASN1_STRING *value) {
    const unsigned char *at = ASN1_STRING_get0_data(value);
    ESS_SIGNING_CERT_V2 *read = d2i_ESS_SIGNING_CERT_V2(NULL, &at, ASN1_STRING_length(value));
    ESS_SIGNING_CERT_V2_free(read);
    return read != NULL;
}

/* SigningCertificate (RFC 3161) or SigningCertificateV2 (RFC 5816); where there are both, both count. */
static bool names_certificate(const PKCS7_SIGNER_INFO *signature) {
    const int names[] = {NID_id_smime_aa_signingCertificate, NID_id_smime_aa_signingCertificateV2};
    bool named = false;
    for (int i = 0; i < 2; i++) {
        if (!PKCS7_get_signed_attribute(signature, names[i])) continue;
        const ASN1_TYPE *value = attribute_of(signature, names[i], V_ASN1_SEQUENCE);
        if (!value || !(i ? reads_new(value->value.sequence) : reads_old(value->value.sequence))) return false;
        named = true;
    }
    return named;
}

const char *stamp_attributes_fault(PKCS7 *token) {
    const PKCS7_SIGNER_INFO *signature = sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(token), 0);
    int digest = OBJ_obj2nid(signature->digest_alg->algorithm);
    if (!lists(token->d.sign, digest)) return "does not list the digest that its signature is over";
    if (!says_stamp(signature)) return "its signature has no attribute that says it is a time stamp (content type)";
    if (!digests(signature, token->d.sign->contents->d.other->value.octet_string, digest))
        return "its signature's attributes are of other content than this (message digest)";
    if (!names_certificate(signature))
        return "its signature has no attribute that names the certificate of the authority (SigningCertificate)";
    return NULL;
}
