/* sealed_open.c: opens a file that was encrypted to a court: CMS EnvelopedData (RFC 5652) in DER, AES-256-CBC. */
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "scrutineer/file.h"
#include "verify/document.h"
#include "verify/release/opening.h"

#define KEY_LIMIT ((size_t)64 << 10)
/* What encryption adds to the content: recipients, each a few hundred bytes. */
#define SEALED_LIMIT ((size_t)ARTIFACT_LIMIT + ((size_t)1 << 20))

/* Called when the key is encrypted: nobody is asked here. */
static int no_passphrase(char *phrase, int size, int writing, void *asked) {
    (void)phrase;
    (void)size;
    (void)writing;
    *(bool *)asked = true;
    return -1;
}

static scr_result read_key(const char *path, EVP_PKEY **key, struct scr_diagnosis *diagnosis) {
    struct scr_buffer text = {0};
    bool encrypted = false;
    scr_result result = scr_file_read(path, KEY_LIMIT, &text, diagnosis);
    if (scr_failed(result)) return result;
    BIO *memory = BIO_new_mem_buf(text.data, (int)text.length);
    *key = memory ? PEM_read_bio_PrivateKey(memory, NULL, no_passphrase, &encrypted) : NULL;
    BIO_free(memory);
    sealed_content_free(&text);
    ERR_clear_error();
    if (*key) return scr_done();
    return scr_refuse(diagnosis, SCR_USAGE, path,
                      encrypted ? "this private key is encrypted with a passphrase: decrypt it first, with openssl pkey"
                                : "this is not a private key in PEM form");
}

/* Reads all that `chain` gives; the padding at the end shows whether the key was right. */
static scr_result decrypt(BIO *chain, struct scr_buffer *content, struct scr_diagnosis *fault) {
    uint8_t piece[16384];
    int length;
    scr_result result = scr_done();
    while (!scr_failed(result) && (length = BIO_read(chain, piece, sizeof piece)) > 0) {
        if (content->length > ARTIFACT_LIMIT) return scr_refuse(fault, SCR_INPUT, "", "the content is too long");
        result = scr_buffer_append(content, piece, (size_t)length);
    }
    OPENSSL_cleanse(piece, sizeof piece);
    if (!scr_failed(result) && BIO_get_cipher_status(chain) != 1)
        return scr_refuse(fault, SCR_INPUT, "", "the sealed file does not open with the key given");
    return result;
}

static scr_result open_enveloped(CMS_ContentInfo *cms, EVP_PKEY *key, struct scr_buffer *content,
                                 struct scr_diagnosis *fault) {
    if (CMS_decrypt_set1_pkey(cms, key, NULL) != 1)
        return scr_refuse(fault, SCR_INPUT, "", "the sealed file does not open with the key given");
    BIO *chain = CMS_dataInit(cms, NULL);
    BIO *cipher = chain ? BIO_find_type(chain, BIO_TYPE_CIPHER) : NULL;
    EVP_CIPHER_CTX *context = NULL;
    scr_result result;
    if (!cipher || BIO_get_cipher_ctx(cipher, &context) != 1 || !context)
        result = scr_refuse(fault, SCR_INPUT, "", "the sealed file does not open with the key given");
    else if (EVP_CIPHER_CTX_get_nid(context) != NID_aes_256_cbc)
        result = scr_refuse(fault, SCR_INPUT, "", "the content is not encrypted with AES-256-CBC");
    else
        result = decrypt(chain, content, fault);
    BIO_free_all(chain);
    return result;
}

scr_result sealed_open(const char *path, const char *key_path, struct scr_buffer *content, struct scr_diagnosis *fault,
                       struct scr_diagnosis *diagnosis) {
    struct scr_buffer sealed = {0};
    EVP_PKEY *key = NULL;
    CMS_ContentInfo *cms = NULL;
    scr_result result = read_key(key_path, &key, diagnosis);
    if (!scr_failed(result)) result = scr_file_read(path, SEALED_LIMIT, &sealed, diagnosis);
    if (!scr_failed(result)) {
        const unsigned char *at = sealed.data;
        cms = sealed.length ? d2i_CMS_ContentInfo(NULL, &at, (long)sealed.length) : NULL;
        if (!cms || at != sealed.data + sealed.length || OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_enveloped)
            result = scr_refuse(fault, SCR_INPUT, "", "the sealed file is not CMS EnvelopedData in DER form");
        else
            result = open_enveloped(cms, key, content, fault);
    }
    CMS_ContentInfo_free(cms);
    EVP_PKEY_free(key);
    scr_buffer_free(&sealed);
    ERR_clear_error();
    return result;
}

void sealed_content_free(struct scr_buffer *content) {
    if (content->data) OPENSSL_cleanse(content->data, content->capacity);
    scr_buffer_free(content);
}
