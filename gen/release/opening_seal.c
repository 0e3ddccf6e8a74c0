/* opening_seal.c: encrypts a court opening to the court's certificate (CMS EnvelopedData, RFC 5652). */
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "gen/release/opening.h"
#include "scrutineer/file.h"

#define CERTIFICATE_MOST 65536
#define RSA_BITS_LEAST 2048

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *path, const char *sentence) {
    ERR_clear_error();
    return scr_refuse(diagnosis, SCR_INPUT, path, "%s", sentence);
}

static bool only_space(BIO *rest) {
    char c;
    while (BIO_read(rest, &c, 1) == 1)
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t') return false;
    return true;
}

static bool key_fits(X509 *certificate) {
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    if (!key) return false;
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) return EVP_PKEY_get_bits(key) >= RSA_BITS_LEAST;
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC;
}

scr_result release_opening_certificate(const char *path, X509 **certificate, struct scr_diagnosis *diagnosis) {
    struct scr_buffer pem = {0};
    *certificate = NULL;
    SCR_TRY(scr_file_read(path, CERTIFICATE_MOST, &pem, diagnosis));
    BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.length);
    scr_result result = {bio ? SCR_DONE : SCR_MEMORY};
    X509 *read = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    if (bio && (!read || !only_space(bio)))
        result = refuse(diagnosis, path, "this is not one X.509 certificate in PEM form");
    else if (bio && !key_fits(read))
        result = refuse(diagnosis, path,
                        "the certificate's key is not fit to encrypt to: an RSA key of 2,048 bits or more, or a key on "
                        "an elliptic curve, is needed");
    BIO_free(bio);
    scr_buffer_free(&pem);
    if (scr_failed(result))
        X509_free(read);
    else
        *certificate = read;
    return result;
}

static scr_result take(BIO *bio, struct scr_buffer *out) {
    char *bytes = NULL;
    long length = BIO_get_mem_data(bio, &bytes);
    return length > 0 ? scr_buffer_append(out, bytes, (size_t)length) : (scr_result){SCR_CRYPTO};
}

scr_result release_opening_subject(X509 *certificate, struct scr_buffer *text) {
    BIO *bio = BIO_new(BIO_s_mem());
    scr_result result = {bio ? SCR_DONE : SCR_MEMORY};
    if (bio &&
        X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0)
        result.code = SCR_CRYPTO;
    if (!scr_failed(result) && BIO_ctrl_pending(bio)) result = take(bio, text);
    BIO_free(bio);
    return result;
}

/* OAEP with SHA-256 for RSA keys: PKCS#1 v1.5 encryption, CMS's default, is open to padding attacks. */
static bool add_recipient(CMS_ContentInfo *cms, X509 *certificate) {
    bool rsa = EVP_PKEY_get_base_id(X509_get0_pubkey(certificate)) == EVP_PKEY_RSA;
    CMS_RecipientInfo *recipient = CMS_add1_recipient_cert(cms, certificate, CMS_KEY_PARAM);
    EVP_PKEY_CTX *context = recipient ? CMS_RecipientInfo_get0_pkey_ctx(recipient) : NULL;
    if (!context) return false;
    return !rsa || (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
                    EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0);
}

scr_result release_opening_seal(const struct scr_buffer *content, X509 *certificate, struct scr_buffer *sealed) {
    const unsigned flags = CMS_BINARY | CMS_PARTIAL;
    if (content->length > INT32_MAX) return (scr_result){SCR_LIMIT};
    BIO *in = BIO_new_mem_buf(content->data, (int)content->length), *out = BIO_new(BIO_s_mem());
    CMS_ContentInfo *cms = CMS_encrypt(NULL, NULL, EVP_aes_256_cbc(), flags);
    bool good = in && out && cms && add_recipient(cms, certificate) && CMS_final(cms, in, NULL, CMS_BINARY) &&
                i2d_CMS_bio(out, cms);
    scr_result result = {good ? SCR_DONE : SCR_CRYPTO};
    if (good) result = take(out, sealed);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    BIO_free(out);
    ERR_clear_error();
    return result;
}
