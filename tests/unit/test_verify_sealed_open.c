/* test_verify_sealed_open.c: files sealed to a court by libcrypto's own CMS_encrypt, with RSA and elliptic keys, and
 * files that are none. */
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

#include "scrutineer/file.h"
#include "unit.h"
#include "verify/release/opening.h"

/* A court: a key file and a certificate that it signed itself. */
struct court {
    EVP_PKEY *key;
    X509 *certificate;
    char path[200];
};

static void write_bytes(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    CU_ASSERT_FATAL(file && fwrite(bytes, 1, length, file) == length && !fclose(file));
}

static void court_begin(struct court *court, bool elliptic, const char *phrase) {
    X509_NAME *name = X509_NAME_new();
    court->key =
        elliptic ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256") : EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    court->certificate = X509_new();
    CU_ASSERT_FATAL(court->key && court->certificate && name);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"Court", -1, -1, 0);
    CU_ASSERT_FATAL(ASN1_INTEGER_set(X509_get_serialNumber(court->certificate), 1) &&
                    X509_gmtime_adj(X509_getm_notBefore(court->certificate), 0) &&
                    X509_gmtime_adj(X509_getm_notAfter(court->certificate), 1000) &&
                    X509_set_subject_name(court->certificate, name) && X509_set_issuer_name(court->certificate, name) &&
                    X509_set_pubkey(court->certificate, court->key) &&
                    X509_sign(court->certificate, court->key, EVP_sha256()));
    X509_NAME_free(name);
    snprintf(court->path, sizeof court->path, "%s/key.pem", unit_scratch());
    FILE *file = fopen(court->path, "wb");
    CU_ASSERT_FATAL(file &&
                    PEM_write_PKCS8PrivateKey(file, court->key, phrase ? EVP_aes_256_cbc() : NULL, phrase,
                                              phrase ? (int)strlen(phrase) : 0, NULL, NULL) &&
                    !fclose(file));
}

static void court_end(struct court *court) {
    EVP_PKEY_free(court->key);
    X509_free(court->certificate);
}

/* The content sealed to the court, as a file; the bytes too when asked for. */
static const char *seal(const struct court *court, const EVP_CIPHER *cipher, const void *content, size_t length,
                        struct scr_buffer *bytes) {
    static char path[200];
    STACK_OF(X509) *courts = sk_X509_new_null();
    BIO *in = BIO_new_mem_buf(content, (int)length);
    CU_ASSERT_FATAL(courts && in && sk_X509_push(courts, court->certificate));
    CMS_ContentInfo *cms = CMS_encrypt(courts, in, cipher, CMS_BINARY);
    unsigned char *der = NULL;
    int size = cms ? i2d_CMS_ContentInfo(cms, &der) : 0;
    CU_ASSERT_FATAL(size > 0);
    snprintf(path, sizeof path, "%s/sealed.cms", unit_scratch());
    write_bytes(path, der, (size_t)size);
    if (bytes) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_append(bytes, der, (size_t)size)));
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    sk_X509_free(courts);
    return path;
}

static char said[300]; /* the first problem of the last attempt, with its place */
static enum scr_code attempt(const char *path, const char *key, struct scr_buffer *content) {
    struct scr_diagnosis fault = {0}, diagnosis = {0};
    scr_result result = sealed_open(path, key, content, &fault, &diagnosis);
    const struct scr_diagnosis *found = fault.count ? &fault : &diagnosis;
    snprintf(said, sizeof said, "%s", found->count ? found->problems[0].message : "");
    CU_ASSERT_EQUAL(!scr_failed(result), fault.count + diagnosis.count == 0);
    CU_ASSERT_EQUAL(ERR_peek_error(), 0);
    scr_diagnosis_free(&fault);
    scr_diagnosis_free(&diagnosis);
    return result.code;
}

static void opens_again(bool elliptic) {
    struct court court, other;
    struct scr_buffer content = {0}, large = {0};
    court_begin(&court, elliptic, NULL);
    court_begin(&other, elliptic, NULL);
    const char *path = seal(&court, EVP_aes_256_cbc(), "twelve votes", 12, NULL);
    CU_ASSERT_EQUAL(attempt(path, court.path, &content), SCR_DONE);
    CU_ASSERT(content.length == 12 && !memcmp(content.data, "twelve votes", 12));
    sealed_content_free(&content);
    CU_ASSERT_PTR_NULL(content.data);
    CU_ASSERT_EQUAL(attempt(path, other.path, &content), SCR_INPUT);
    CU_ASSERT_STRING_EQUAL(said, "the sealed file does not open with the key given");
    sealed_content_free(&content);
    for (size_t i = 0; i < 100000; i++) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_append(&large, &i, sizeof i)));
    CU_ASSERT_EQUAL(attempt(seal(&court, EVP_aes_256_cbc(), large.data, large.length, NULL), court.path, &content),
                    SCR_DONE);
    CU_ASSERT(content.length == large.length && !memcmp(content.data, large.data, large.length));
    sealed_content_free(&content);
    CU_ASSERT_EQUAL(attempt(seal(&court, EVP_aes_128_cbc(), "x", 1, NULL), court.path, &content), SCR_INPUT);
    CU_ASSERT_STRING_EQUAL(said, "the content is not encrypted with AES-256-CBC");
    sealed_content_free(&content);
    scr_buffer_free(&large);
    court_end(&court);
    court_end(&other);
}

UNIT_TEST(verify_sealed_open, rsa) { opens_again(false); }
UNIT_TEST(verify_sealed_open, elliptic) { opens_again(true); }

/* Cut anywhere, with bytes behind it, or changed in any byte: an answer, and never the content of a file that was cut.
 */
UNIT_TEST(verify_sealed_open, damaged) {
    struct court court;
    struct scr_buffer bytes = {0}, content = {0};
    char path[200];
    court_begin(&court, true, NULL);
    seal(&court, EVP_aes_256_cbc(), "twelve votes", 12, &bytes);
    snprintf(path, sizeof path, "%s/damaged.cms", unit_scratch());
    for (size_t length = 0; length < bytes.length; length += 3) {
        write_bytes(path, bytes.data, length);
        CU_ASSERT_EQUAL(attempt(path, court.path, &content), SCR_INPUT);
        sealed_content_free(&content);
    }
    for (size_t at = 0; at < bytes.length; at += 2) {
        bytes.data[at] ^= 0x21;
        write_bytes(path, bytes.data, bytes.length);
        enum scr_code code = attempt(path, court.path, &content);
        CU_ASSERT(code == SCR_INPUT || code == SCR_DONE);
        sealed_content_free(&content);
        bytes.data[at] ^= 0x21;
    }
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_append(&bytes, "", 1)));
    write_bytes(path, bytes.data, bytes.length);
    CU_ASSERT_EQUAL(attempt(path, court.path, &content), SCR_INPUT);
    CU_ASSERT_STRING_EQUAL(said, "the sealed file is not CMS EnvelopedData in DER form");
    sealed_content_free(&content);
    scr_buffer_free(&bytes);
    court_end(&court);
}

/* What is wrong with the reader's own files ends the run, and is no fault of the sealed one. */
UNIT_TEST(verify_sealed_open, keys) {
    struct court court, locked;
    struct scr_buffer content = {0};
    char path[200];
    court_begin(&court, true, NULL);
    court_begin(&locked, true, "phrase");
    const char *sealed = seal(&court, EVP_aes_256_cbc(), "x", 1, NULL);
    CU_ASSERT_EQUAL(attempt(sealed, locked.path, &content), SCR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(said, "passphrase"));
    snprintf(path, sizeof path, "%s/none.pem", unit_scratch());
    CU_ASSERT_EQUAL(attempt(sealed, path, &content), SCR_IO);
    write_bytes(path, "no key\n", 7);
    CU_ASSERT_EQUAL(attempt(sealed, path, &content), SCR_USAGE);
    CU_ASSERT_EQUAL(attempt(path, court.path, &content), SCR_INPUT);
    CU_ASSERT_EQUAL(attempt("/nowhere/sealed.cms", court.path, &content), SCR_IO);
    CU_ASSERT_PTR_NULL(content.data);
    court_end(&court);
    court_end(&locked);
}
