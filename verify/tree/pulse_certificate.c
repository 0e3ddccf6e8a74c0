/* pulse_certificate.c: a hostile certificate in PEM, and whether its key signed a beacon's pulse, on libcrypto. */
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "verify/tree/pulse.h"

#define PEM_LIMIT 20000 /* bytes; the schema counts characters */
#define KEY_LEAST 2048  /* bits */
#define KEY_MOST 8192

/* DER of the only PEM block, and the certificate in it. */
struct certificate {
    X509 *x509;
    uint8_t id[EVP_MAX_MD_SIZE];
    unsigned id_length;
};

static bool blank(const char *text) { return !text[strspn(text, " \t\r\n")]; }

/* NULL in certificate->x509 when the text is no certificate. No passphrase is ever asked for: a block with headers is
 * none. */
static scr_result parse(const char *pem, struct certificate *certificate) {
    static const char begin[] = "-----BEGIN ", finish[] = "-----END CERTIFICATE-----";
    const char *last = strstr(pem, finish);
    size_t length = strlen(pem);
    if (length > PEM_LIMIT || strncmp(pem, begin, sizeof begin - 1) || !last || !blank(last + sizeof finish - 1))
        return scr_done();
    BIO *bio = BIO_new_mem_buf(pem, (int)length);
    char *name = NULL, *header = NULL;
    unsigned char *der = NULL;
    long size = 0;
    if (!bio) return (scr_result){SCR_MEMORY};
    if (PEM_read_bio(bio, &name, &header, &der, &size) == 1 && !strcmp(name, "CERTIFICATE") && !header[0]) {
        const unsigned char *at = der;
        certificate->x509 = d2i_X509(NULL, &at, size);
        bool whole = at == der + size &&
                     EVP_Digest(der, (size_t)size, certificate->id, &certificate->id_length, EVP_sha512(), NULL) == 1;
        if (certificate->x509 && !whole) {
            X509_free(certificate->x509);
            certificate->x509 = NULL;
        }
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(der);
    BIO_free(bio);
    return scr_done();
}

static scr_result has_id(const struct certificate *certificate, const char *hex, bool *equal) {
    struct scr_buffer id = {0};
    scr_result result = pulse_bytes(hex, &id);
    *equal = !scr_failed(result) && id.length == certificate->id_length &&
             !memcmp(id.data, certificate->id, certificate->id_length);
    scr_buffer_free(&id);
    return result;
}

/* RSASSA-PKCS1-v1_5 with SHA-512, which is what libcrypto does for plain RSA keys unless told otherwise. */
static scr_result verify(EVP_PKEY *key, const char *signature_hex, const struct scr_buffer *message, bool *valid) {
    struct scr_buffer signature = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    scr_result result = context ? pulse_bytes(signature_hex, &signature) : (scr_result){SCR_MEMORY};
    if (scr_failed(result)) goto end;
    if (EVP_DigestVerifyInit(context, NULL, EVP_sha512(), NULL, key) != 1)
        result = (scr_result){SCR_CRYPTO};
    else
        *valid = EVP_DigestVerify(context, signature.data, signature.length, message->data, message->length) == 1;
end:
    EVP_MD_CTX_free(context);
    scr_buffer_free(&signature);
    return result;
}

scr_result pulse_signed(const struct pulse *pulse, const struct scr_buffer *message, const char **fault) {
    struct certificate certificate = {0};
    bool equal = false, valid = false;
    *fault = NULL;
    scr_result result = parse(pulse->certificate, &certificate);
    if (!scr_failed(result) && !certificate.x509) *fault = "Certificate is not one X.509 certificate in PEM";
    if (!scr_failed(result) && !*fault) {
        result = has_id(&certificate, pulse->text[PULSE_CERTIFICATE_ID], &equal);
        if (!equal) *fault = "CertificateId is not the SHA-512 of Certificate's DER form";
    }
    if (!scr_failed(result) && !*fault) {
        EVP_PKEY *key = X509_get0_pubkey(certificate.x509);
        int bits = key && EVP_PKEY_is_a(key, "RSA") ? EVP_PKEY_get_bits(key) : 0;
        if (bits < KEY_LEAST || bits > KEY_MOST)
            *fault = "the certificate's key is not an RSA key of 2,048 to 8,192 bits";
        else
            result = verify(key, pulse->text[PULSE_SIGNATURE_VALUE], message, &valid);
        if (!scr_failed(result) && !*fault && !valid)
            *fault = "the signature is not one of the message by the certificate's key";
    }
    X509_free(certificate.x509);
    ERR_clear_error();
    return result;
}
