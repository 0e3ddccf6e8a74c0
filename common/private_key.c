/* private_key.c: Ed25519 private keys: made, kept in PKCS#8 PEM files, and wiped. */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "key.h"
#include "open.h"
#include "scrutineer/file.h"

/* PBKDF2 with HMAC-SHA-256: OWASP Password Storage Cheat Sheet, 2023. libcrypto's default is 2048. */
enum { PASSPHRASE_ITERATIONS = 600000 };

/* Takes over `pkey`, also on failure. */
static scr_result wrap(EVP_PKEY *pkey, struct scr_private_key **key) {
    *key = malloc(sizeof **key);
    if (!*key) {
        EVP_PKEY_free(pkey);
        return (scr_result){SCR_MEMORY};
    }
    (*key)->pkey = pkey;
    return scr_done();
}

scr_result scr_key_generate(struct scr_private_key **key) {
    *key = NULL;
    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, NULL);
    bool good = context && EVP_PKEY_keygen_init(context) == 1 && EVP_PKEY_keygen(context, &pkey) == 1;
    EVP_PKEY_CTX_free(context);
    return good ? wrap(pkey, key) : scr_key_failure();
}

void scr_private_key_free(struct scr_private_key *key) {
    if (!key) return;
    EVP_PKEY_free(key->pkey); /* wipes the secret when nobody else holds it */
    free(key);
}

scr_result scr_private_key_public(const struct scr_private_key *key, struct scr_public_key *public_key) {
    return scr_key_raw_public(key->pkey, public_key);
}

/* Writes the key to `bio`, encrypted when there is a phrase. */
static bool write_pem(BIO *bio, const EVP_PKEY *pkey, const char *phrase, size_t length) {
    PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(pkey);
    bool good = false;
    if (plain && !phrase) {
        good = PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio, plain) == 1;
    } else if (plain) {
        X509_SIG *locked =
            PKCS8_encrypt(-1, EVP_aes_256_cbc(), phrase, (int)length, NULL, 0, PASSPHRASE_ITERATIONS, plain);
        good = locked && PEM_write_bio_PKCS8(bio, locked) == 1;
        X509_SIG_free(locked);
    }
    PKCS8_PRIV_KEY_INFO_free(plain);
    return good;
}

scr_result scr_private_key_pem(const struct scr_private_key *key, const char *phrase, size_t length,
                               struct scr_buffer *pem) {
    if (phrase && (!length || length > PEM_BUFSIZE)) return (scr_result){SCR_USAGE};
    scr_result result = {SCR_CRYPTO};
    char *words = NULL;
    BIO *bio = BIO_new(BIO_s_mem()); /* clears its memory when it grows and when it is freed */
    if (bio && write_pem(bio, key->pkey, phrase, length)) {
        long size = BIO_get_mem_data(bio, &words);
        if (size > 0) result = scr_buffer_append(pem, words, (size_t)size);
    }
    BIO_free(bio);
    ERR_clear_error();
    return result;
}

struct question {
    scr_passphrase *ask;
    void *context;
    bool asked, answered;
};

/* libcrypto's pem_password_cb. */
static int answer(char *phrase, int size, int again, void *context) {
    struct question *question = context;
    question->asked = true;
    if (!question->ask || size <= 0) return -1;
    int length = question->ask(phrase, (size_t)size, again != 0, question->context);
    question->answered = length >= 0 && length <= size;
    return question->answered ? length : -1;
}

scr_result scr_private_key_load(const char *path, scr_passphrase *ask, void *context, struct scr_private_key **key,
                                struct scr_diagnosis *diagnosis) {
    *key = NULL;
    struct scr_buffer pem = {0};
    struct question question = {.ask = ask, .context = context};
    struct scr_public_key public_key;
    EVP_PKEY *pkey = NULL;
    BIO *bio = NULL;
    scr_result result = scr_file_read(path, SCR_KEY_FILE_LIMIT, &pem, diagnosis);
    if (scr_failed(result)) goto done;
    bio = BIO_new_mem_buf(pem.data, (int)pem.length);
    if (!bio) {
        result.code = SCR_MEMORY;
        goto done;
    }
    pkey = PEM_read_bio_PrivateKey(bio, NULL, answer, &question);
    if (!pkey && question.asked && !question.answered)
        result = scr_refuse_path(diagnosis, SCR_CRYPTO, path, "is protected by a passphrase, and none was given");
    else if (!pkey && question.asked)
        result = scr_refuse_path(diagnosis, SCR_CRYPTO, path, "does not open: the passphrase is wrong");
    else if (!pkey || scr_failed(scr_key_raw_public(pkey, &public_key)))
        result = scr_refuse_path(diagnosis, SCR_INPUT, path, "is not an Ed25519 private key in PEM form");
    if (scr_failed(result)) goto done;
    result = wrap(pkey, key);
    pkey = NULL;
done:
    EVP_PKEY_free(pkey);
    BIO_free(bio);
    if (pem.data) OPENSSL_cleanse(pem.data, pem.capacity);
    scr_buffer_free(&pem);
    ERR_clear_error();
    return result;
}
