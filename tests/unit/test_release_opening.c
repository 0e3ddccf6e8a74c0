/* test_release_opening.c: what a court reads, that only it can, and that nothing of other releases is in it. */
#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/release/opening.h"
#include "release_case.h"
#include "scrutineer/file.h"

/* A certificate that the key signed itself, in `path`. */
static void certify(EVP_PKEY *key, const char *path) {
    X509 *certificate = X509_new();
    CU_ASSERT_FATAL(key != NULL && certificate != NULL);
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, (const unsigned char *)"Court",
                               -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    CU_ASSERT_FATAL(X509_sign(certificate, key, EVP_sha256()) > 0);
    FILE *file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(PEM_write_X509(file, certificate));
    CU_ASSERT_EQUAL(fclose(file), 0);
    X509_free(certificate);
}

static void decrypt(const struct scr_buffer *sealed, EVP_PKEY *key, struct scr_buffer *content) {
    BIO *in = BIO_new_mem_buf(sealed->data, (int)sealed->length), *out = BIO_new(BIO_s_mem());
    CMS_ContentInfo *cms = d2i_CMS_bio(in, NULL);
    CU_ASSERT_FATAL(cms != NULL);
    char *bytes;
    if (CMS_decrypt(cms, key, NULL, NULL, out, CMS_BINARY) == 1) {
        long length = BIO_get_mem_data(out, &bytes);
        CU_ASSERT_FALSE(scr_failed(scr_buffer_append(content, bytes, (size_t)length)));
    }
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    BIO_free(out);
}

static const uint32_t parent[] = {0, 0, 0};
static const int64_t leaf_counts[] = {0, 69, 3, 4};

UNIT_TEST(release_opening, only_the_court_reads_it) {
    static const char *const kinds[] = {"RSA", "EC"};
    struct release_case wanted = {.parent = parent, .units = 3, .options = 2, .leaf_counts = leaf_counts};
    struct measurement m;
    struct noise_key noise = {{42}};
    uint8_t keys[3][2][RELEASE_KEY_SIZE];
    struct scr_hash path[NOISE_PATH_MOST], root, node;
    struct release_opening opening = {.number = 2, .measurement = &m, .path = path};
    release_case_make(&wanted, &m);
    for (uint32_t i = 1; i <= 3; i++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(noise_release_key(&noise, i, keys[i - 1][0])));
        CU_ASSERT_FALSE_FATAL(scr_failed(noise_table_key(&noise, i, keys[i - 1][1])));
    }
    opening.release_key = keys[1][0];
    opening.table_key = keys[1][1];
    memset(opening.release.bytes, 0x5A, SCR_HASH_SIZE);
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_keys_path(&noise, 3, 2, path, &opening.path_count)));
    CU_ASSERT_EQUAL_FATAL(opening.path_count, 2);
    /* RFC 6962, section 2.1.1, by hand: leaf 1 of 3 is a right child, then a left one. */
    uint8_t leaf[1 + RELEASE_KEY_SIZE] = {0}, pair[1 + 2 * SCR_HASH_SIZE] = {1};
    memcpy(leaf + 1, keys[1][0], RELEASE_KEY_SIZE);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(leaf, sizeof leaf, &node)));
    memcpy(pair + 1, path[0].bytes, SCR_HASH_SIZE);
    memcpy(pair + 1 + SCR_HASH_SIZE, node.bytes, SCR_HASH_SIZE);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(pair, sizeof pair, &node)));
    memcpy(pair + 1, node.bytes, SCR_HASH_SIZE);
    memcpy(pair + 1 + SCR_HASH_SIZE, path[1].bytes, SCR_HASH_SIZE);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(pair, sizeof pair, &node)));
    CU_ASSERT_FALSE(scr_failed(noise_keys_root(&noise, 3, &root)));
    CU_ASSERT(scr_hash_equal(&node, &root));

    struct scr_buffer content = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_opening_content(&opening, &content)));
    const char *text = (const char *)content.data;
    CU_ASSERT(strstr(text, "<Row>0 69</Row>\n    <Row>3 4</Row>") != NULL);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 2; k++) {
            struct scr_hash key;
            char hex[SCR_HEX_SIZE];
            memcpy(key.bytes, keys[i][k], sizeof key.bytes);
            scr_hash_hex(&key, hex);
            CU_ASSERT_EQUAL(strstr(text, hex) != NULL, i == 1);
        }
    memcpy(node.bytes, noise.bytes, sizeof node.bytes);
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&node, hex);
    CU_ASSERT_PTR_NULL(strstr(text, hex));

    for (size_t k = 0; k < 2; k++) {
        char path_name[4200];
        snprintf(path_name, sizeof path_name, "%s/%s.pem", unit_scratch(), kinds[k]);
        EVP_PKEY *key = k ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048),
                 *other = k ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048);
        struct scr_buffer sealed = {0}, subject = {0}, read = {0}, stolen = {0};
        X509 *certificate;
        certify(key, path_name);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_opening_certificate(path_name, &certificate, NULL)));
        CU_ASSERT_FALSE_FATAL(scr_failed(release_opening_seal(&content, certificate, &sealed)));
        CU_ASSERT_FALSE_FATAL(scr_failed(release_opening_subject(certificate, &subject)));
        CU_ASSERT_STRING_EQUAL((const char *)subject.data, "CN=Court");
        decrypt(&sealed, key, &read);
        CU_ASSERT(read.length == content.length && !memcmp(read.data, content.data, read.length));
        /* Another key gives nothing, or noise (RFC 3218: a wrong key must not be told from a wrong message). */
        decrypt(&sealed, other, &stolen);
        CU_ASSERT(stolen.length != content.length || memcmp(stolen.data, content.data, stolen.length) != 0);
        EVP_PKEY_free(key);
        EVP_PKEY_free(other);
        X509_free(certificate);
        scr_buffer_free(&sealed);
        scr_buffer_free(&subject);
        scr_buffer_free(&read);
        scr_buffer_free(&stolen);
    }
    release_opening_wipe(&content);
    CU_ASSERT(!content.data && !content.length);
    measurement_free(&m);
}

UNIT_TEST(release_opening, refuses_what_is_no_fit_certificate) {
    char path[4200];
    snprintf(path, sizeof path, "%s/court.pem", unit_scratch());
    EVP_PKEY *weak = EVP_RSA_gen(1024), *good = EVP_RSA_gen(2048);
    X509 *certificate;
    struct scr_diagnosis diagnosis = {0};
    certify(weak, path);
    CU_ASSERT_EQUAL(release_opening_certificate(path, &certificate, &diagnosis).code, SCR_INPUT);
    CU_ASSERT(diagnosis.count == 1 && strstr(diagnosis.problems[0].message, "not fit to encrypt to") != NULL);
    CU_ASSERT_PTR_NULL(certificate);
    scr_diagnosis_free(&diagnosis);
    certify(good, path);
    struct scr_buffer pem = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_file_read(path, 65536, &pem, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&pem, "and more\n")));
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, pem.data, pem.length, 0644, NULL)));
    CU_ASSERT_EQUAL(release_opening_certificate(path, &certificate, NULL).code, SCR_INPUT);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, pem.data, pem.length / 2, 0644, NULL)));
    CU_ASSERT_EQUAL(release_opening_certificate(path, &certificate, NULL).code, SCR_INPUT);
    scr_buffer_free(&pem);
    EVP_PKEY_free(weak);
    EVP_PKEY_free(good);
}
