/* test_common_sign.c: Ed25519 against RFC 8032 and stock openssl, and key files with and without passphrase. */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "scrutineer/file.h"
#include "scrutineer/sign.h"
#include "unit.h"

static size_t from_hex(const char *hex, uint8_t *bytes) {
    size_t length = strlen(hex) / 2;
    for (size_t i = 0; i < length; i++) {
        char digits[3] = {hex[2 * i], hex[2 * i + 1], 0};
        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return length;
}

static void write_text(const char *path, const char *text) {
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, text, strlen(text), 0600, NULL)));
}

/* RFC 8032 section 7.1, tests 1 to 3: secret, public key, message, signature. */
static const char *const vectors[3][4] = {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                                           "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                                           "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a"
                                           "33bacc61e39701cf9b46bd25bf5f0595bbe2465"
                                           "5141438e7a100b"},
                                          {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                                           "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                                           "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e1"
                                           "5996e458f3613d0f11d8c387b2eaeb4302aeeb0"
                                           "0d291612bb0c00"},
                                          {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                                           "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                                           "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d1"
                                           "6f290ae67f760984dc6594a7c15e9716ed28dc0"
                                           "27beceea1ec40a"}};

UNIT_TEST(common_sign, rfc_8032_vectors) {
    char path[256];
    snprintf(path, sizeof path, "%s/key.pem", unit_scratch());
    for (size_t i = 0; i < 3; i++) {
        /* PKCS#8 of an Ed25519 seed, RFC 8410 section 7. */
        uint8_t der[48], message[8], wanted[64], signature[64], base64[128];
        char pem[256];
        size_t head = from_hex("302e020100300506032b657004220420", der);
        CU_ASSERT_EQUAL(head + from_hex(vectors[i][0], der + head), sizeof der);
        EVP_EncodeBlock(base64, der, sizeof der);
        snprintf(pem, sizeof pem, "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n", (char *)base64);
        write_text(path, pem);
        struct scr_private_key *key;
        struct scr_public_key public_key, told;
        CU_ASSERT_FALSE_FATAL(scr_failed(scr_private_key_load(path, NULL, NULL, &key, NULL)));
        CU_ASSERT_FALSE(scr_failed(scr_private_key_public(key, &public_key)));
        from_hex(vectors[i][1], told.bytes);
        CU_ASSERT_EQUAL(memcmp(told.bytes, public_key.bytes, 32), 0);
        size_t length = from_hex(vectors[i][2], message);
        CU_ASSERT_EQUAL(from_hex(vectors[i][3], wanted), 64);
        CU_ASSERT_FALSE(scr_failed(scr_sign(key, message, length, signature)));
        CU_ASSERT_EQUAL(memcmp(signature, wanted, 64), 0);
        bool valid = false;
        CU_ASSERT_FALSE(scr_failed(scr_verify(&told, message, length, wanted, 64, &valid)));
        CU_ASSERT(valid);
        for (size_t bit = 0; bit < 512; bit += 37) {
            wanted[bit / 8] ^= (uint8_t)(1 << bit % 8);
            CU_ASSERT_FALSE(scr_failed(scr_verify(&told, message, length, wanted, 64, &valid)));
            CU_ASSERT_FALSE(valid);
            wanted[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
        CU_ASSERT_FALSE(scr_failed(scr_verify(&told, message, length, wanted, 63, &valid)));
        CU_ASSERT_FALSE(valid);
        CU_ASSERT_FALSE(scr_failed(scr_verify(&told, "?", 1, wanted, 64, &valid)));
        CU_ASSERT_FALSE(valid);
        told.bytes[0] ^= 1;
        valid = true;
        CU_ASSERT_FALSE(scr_failed(scr_verify(&told, message, length, wanted, 64, &valid)));
        CU_ASSERT_FALSE(valid);
        scr_private_key_free(key);
    }
}

struct typist {
    const char *phrase;
    int asked;
    bool boast; /* says that it typed more than there is room for */
};

static int type(char *phrase, size_t size, bool again, void *context) {
    struct typist *typist = context;
    (void)again;
    typist->asked++;
    if (typist->boast) return (int)size + 1;
    if (!typist->phrase || strlen(typist->phrase) > size) return -1;
    memcpy(phrase, typist->phrase, strlen(typist->phrase));
    return (int)strlen(typist->phrase);
}

UNIT_TEST(common_sign, passphrases) {
    char path[256];
    snprintf(path, sizeof path, "%s/key.pem", unit_scratch());
    struct scr_private_key *key, *back;
    struct scr_public_key public_key, other;
    struct scr_buffer pem = {0};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_key_generate(&key)));
    CU_ASSERT_FALSE(scr_failed(scr_private_key_public(key, &public_key)));
    CU_ASSERT_EQUAL(scr_private_key_pem(key, "", 0, &pem).code, SCR_USAGE);
    CU_ASSERT_EQUAL(scr_private_key_pem(key, "x", PEM_BUFSIZE + 1, &pem).code, SCR_USAGE); /* it could not be typed */
    CU_ASSERT_FALSE(scr_failed(scr_private_key_pem(key, "open sesame", 11, &pem)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)pem.data, "BEGIN ENCRYPTED PRIVATE KEY"));
    CU_ASSERT_FALSE(scr_failed(scr_file_create(path, pem.data, pem.length, 0600, NULL)));

    struct typist right = {.phrase = "open sesame"}, wrong = {.phrase = "open barley"}, silent = {.phrase = NULL},
                  boaster = {.boast = true};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_private_key_load(path, type, &right, &back, &diagnosis)));
    CU_ASSERT_EQUAL(right.asked, 1);
    CU_ASSERT_FALSE(scr_failed(scr_private_key_public(back, &other)));
    CU_ASSERT_EQUAL(memcmp(other.bytes, public_key.bytes, 32), 0);
    scr_private_key_free(back);
    CU_ASSERT_EQUAL(scr_private_key_load(path, type, &wrong, &back, &diagnosis).code, SCR_CRYPTO);
    CU_ASSERT_PTR_NULL(back);
    CU_ASSERT_EQUAL(wrong.asked, 1);
    CU_ASSERT_EQUAL(scr_private_key_load(path, type, &silent, &back, &diagnosis).code, SCR_CRYPTO);
    CU_ASSERT_EQUAL(scr_private_key_load(path, NULL, NULL, &back, &diagnosis).code, SCR_CRYPTO);
    CU_ASSERT_EQUAL(scr_private_key_load(path, type, &boaster, &back, &diagnosis).code, SCR_CRYPTO);
    scr_private_key_free(NULL);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 4);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[3].message, "none was given"));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "wrong"));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[1].message, "none was given"));
    scr_diagnosis_free(&diagnosis);
    scr_buffer_free(&pem);
    scr_private_key_free(key);
}

/* The public key of the first vector, with RFC 8410's twelve bytes before it. */
#define BEGIN "-----BEGIN PUBLIC KEY-----"
#define DIGITS "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
#define END "-----END PUBLIC KEY-----"

UNIT_TEST(common_sign, public_key_files_hold_one_key_and_nothing_else) {
    char path[256], text[2000];
    snprintf(path, sizeof path, "%s/key.pub", unit_scratch());
    struct scr_public_key key, back;
    struct scr_buffer pem = {0};
    from_hex(vectors[0][1], key.bytes);
    CU_ASSERT_FALSE(scr_failed(scr_public_key_pem(&key, &pem)));
    const char *good = (const char *)pem.data;
    write_text(path, good);
    CU_ASSERT_FALSE(scr_failed(scr_public_key_load(path, &back, NULL)));
    CU_ASSERT_EQUAL(memcmp(key.bytes, back.bytes, 32), 0);
    /* An RSA-free stand-in for another type: X25519, the same key with RFC 8410's OID 1.3.101.110. */
    static const char x25519[] = "-----BEGIN PUBLIC KEY-----\n"
                                 "MCowBQYDK2VuAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                                 "-----END PUBLIC KEY-----\n";
    const char *const forms[][2] = {{good, "trusted since 1800\n"},
                                    {"a note\n", good},
                                    {good, good},
                                    {"", ""},
                                    {x25519, ""},
                                    {"-----BEGIN PUBLIC KEY-----\n", "-----END PUBLIC KEY-----\n"},
                                    /* Words that libcrypto would pass over, in a block of the right key. */
                                    {BEGIN " trusted since 1800\n", good},
                                    {BEGIN " trusted since 1800\n" DIGITS, END},
                                    {BEGIN "\n" DIGITS "- trusted since 1800\n", END},
                                    {BEGIN "\n" DIGITS, END " trusted since 1800\n"},
                                    {BEGIN "\n" DIGITS, END "\xC3\xA9\n"},
                                    {BEGIN "\nProc-Type: 4,ENCRYPTED\n\n" DIGITS, END},
                                    {BEGIN "\r" DIGITS, END},
                                    /* Another key before a blank line; END that begins no line. */
                                    {BEGIN "\n" DIGITS "\n" DIGITS, END},
                                    {BEGIN "\n" DIGITS " ", END},
                                    {BEGIN "\n" DIGITS "-----END CERTIFICATE-----\n", ""},
                                    {"-----BEGIN CERTIFICATE-----\n" DIGITS, "-----END CERTIFICATE-----\n"},
                                    {BEGIN "\n" DIGITS "-----END PUBLIC KEY-", ""},
                                    /* No key: no structure at all; the right one with a byte behind it. */
                                    {BEGIN "\nAAAA\n", END},
                                    {BEGIN "\n" DIGITS "AA==\n", END},
                                    {BEGIN "\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA\n", END},
                                    /* The right key: with bits behind the last byte; 81 2a for its length 2a. */
                                    {BEGIN "\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURp=\n", END},
                                    {BEGIN "\nMIEqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea\n", END},
                                    {BEGIN "\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHU*o=\n", END}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct scr_diagnosis diagnosis = {0};
        snprintf(text, sizeof text, "%s%s", forms[i][0], forms[i][1]);
        write_text(path, text);
        CU_ASSERT_EQUAL(scr_public_key_load(path, &back, &diagnosis).code, SCR_INPUT);
        CU_ASSERT_EQUAL(diagnosis.count, 1);
        scr_diagnosis_free(&diagnosis);
    }
    static const char *const same[] = {
        BEGIN " \t\n" DIGITS END "\n", BEGIN "\r\n" DIGITS END "\r\n \t\n",
        BEGIN "\n\n MCow\n\nBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapi\tMlrwIaaPcHURo\r\n= \n" END};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        write_text(path, same[i]);
        CU_ASSERT_FALSE(scr_failed(scr_public_key_load(path, &back, NULL)));
        CU_ASSERT_EQUAL(memcmp(key.bytes, back.bytes, 32), 0);
    }
    /* A NUL ends what a program shows, not the file. */
    struct scr_buffer nul = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_append(&nul, good, pem.length + 1)));
    CU_ASSERT_FALSE(scr_public_key_parse(&nul, &back));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_append(&nul, "trusted since 1800", 18)));
    CU_ASSERT_FALSE(scr_public_key_parse(&nul, &back));
    scr_buffer_free(&nul);
    CU_ASSERT_FALSE(scr_public_key_parse(&nul, &back));
    for (size_t cut = 0; cut + 1 < pem.length; cut++) {
        CU_ASSERT_FALSE(scr_failed(scr_file_write(path, good, cut, 0600, NULL)));
        CU_ASSERT_EQUAL(scr_public_key_load(path, &back, NULL).code, SCR_INPUT);
    }
    char *large = calloc(1, 70000);
    CU_ASSERT_PTR_NOT_NULL_FATAL(large);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, large, 70000, 0600, NULL)));
    CU_ASSERT_EQUAL(scr_public_key_load(path, &back, NULL).code, SCR_LIMIT);
    memset(large, '\n', 70000); /* too long as bytes at hand too, though it is a key and blanks */
    memcpy(large, good, pem.length);
    struct scr_buffer padded = {(uint8_t *)large, 69999, 70000};
    large[69999] = 0;
    CU_ASSERT_FALSE(scr_public_key_parse(&padded, &back));
    padded.length = 1000;
    large[1000] = 0;
    CU_ASSERT(scr_public_key_parse(&padded, &back));
    free(large);
    scr_buffer_free(&pem);
}

/* True when the shell command succeeds; its output is thrown away. */
static bool succeeds(const char *command) {
    int status = system(command);
    return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

UNIT_TEST(common_sign, stock_openssl_agrees) {
    const char *folder = unit_scratch();
    char path[256], command[1200], hex[SCR_HEX_SIZE];
    struct scr_private_key *key;
    struct scr_public_key public_key;
    struct scr_buffer pem = {0};
    struct scr_hash fingerprint;
    uint8_t signature[SCR_SIGNATURE_SIZE];
    static const char message[] = "a tag manifest\n";
    if (!succeeds("openssl version >/dev/null 2>&1")) {
        printf("skipped: no openssl program ");
        return;
    }
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_key_generate(&key)));
    CU_ASSERT_FALSE(scr_failed(scr_private_key_public(key, &public_key)));
    CU_ASSERT_FALSE(scr_failed(scr_public_key_pem(&public_key, &pem)));
    snprintf(path, sizeof path, "%s/k.pub", folder);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, pem.data, pem.length, 0644, NULL)));
    pem.length = 0;
    CU_ASSERT_FALSE(scr_failed(scr_private_key_pem(key, "sesame", 6, &pem)));
    snprintf(path, sizeof path, "%s/k.key", folder);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, pem.data, pem.length, 0600, NULL)));
    snprintf(path, sizeof path, "%s/m", folder);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, message, sizeof message - 1, 0644, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_sign(key, message, sizeof message - 1, signature)));
    snprintf(path, sizeof path, "%s/m.sig", folder);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, signature, sizeof signature, 0644, NULL)));
    snprintf(command, sizeof command,
             "cd %s && openssl pkeyutl -verify -rawin -pubin -inkey k.pub -in m -sigfile m.sig >/dev/null 2>&1",
             folder);
    CU_ASSERT(succeeds(command));
    CU_ASSERT_FALSE(scr_failed(scr_public_key_fingerprint(&public_key, &fingerprint)));
    scr_hash_hex(&fingerprint, hex);
    snprintf(command, sizeof command,
             "cd %s && openssl pkey -pubin -in k.pub -outform DER | sha256sum | grep -q '^%s ' && "
             "openssl pkey -in k.key -passin pass:sesame -pubout 2>/dev/null | cmp -s - k.pub",
             folder, hex);
    CU_ASSERT(succeeds(command));
    signature[40] ^= 4;
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, signature, sizeof signature, 0644, NULL)));
    snprintf(command, sizeof command,
             "cd %s && openssl pkeyutl -verify -rawin -pubin -inkey k.pub -in m -sigfile m.sig >/dev/null 2>&1",
             folder);
    CU_ASSERT_FALSE(succeeds(command));
    scr_buffer_free(&pem);
    scr_private_key_free(key);
}

/* The points of order 1, 2, 4 and 8, also in encodings that are not canonical; computed in Python from the curve's
 * equation as the multiples of L * P. By the first one a constant "signs" everything. */
UNIT_TEST(common_sign, keys_of_small_order_are_none) {
    static const char *const small[] = {"0100000000000000000000000000000000000000000000000000000000000000",
                                        "0000000000000000000000000000000000000000000000000000000000000000",
                                        "0000000000000000000000000000000000000000000000000000000000000080",
                                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                                        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                                        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
    /* Neighbours of those: p - 2, p + 2, and ones but for one byte. */
    static const char *const other[] = {"ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                        "efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                        "ecffffffffffffffffffffffffffff7fffffffffffffffffffffffffffffff7f"};
    for (size_t i = 0; i < sizeof small / sizeof *small + 6; i++) {
        struct scr_public_key key, parsed;
        struct scr_buffer pem = {0};
        size_t count = sizeof small / sizeof *small;
        bool honest = i >= count;
        (void)from_hex(!honest ? small[i] : i < count + 3 ? vectors[i - count][1] : other[i - count - 3], key.bytes);
        CU_ASSERT_FALSE(scr_failed(scr_public_key_pem(&key, &pem)));
        CU_ASSERT_EQUAL(scr_public_key_parse(&pem, &parsed), honest);
        const char *trouble = scr_public_key_trouble(&pem, &parsed);
        CU_ASSERT(honest ? !trouble : trouble && strstr(trouble, "anybody can sign by it"));
        scr_buffer_free(&pem);
    }
}
