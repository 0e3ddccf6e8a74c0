/* test_verify_seed_pulse.c: pulses of a beacon: a real one of NIST's, and a beacon made here that cheats in every way:
 * TPT-05. */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_seed_fixture.h"
#include "unit.h"
#include "verify_core_fixture.h"

static void hex_of(const uint8_t *bytes, size_t length, char *hex) {
    for (size_t i = 0; i < length; i++) snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

/* The checks that do not hold for this pulse, announced by this SeedSource; the commitment says the same. */
static const char *verdict_of_pulse(const char *source, const struct pulse *pulse, const char *seed) {
    char *commitment = fixture_commitment(source), *evidence = fixture_pulse(pulse);
    char *record = fixture_seed(source, commitment, evidence, seed);
    free(evidence);
    return fixture_open(commitment, record, false);
}

static void expect(const char *source, const struct pulse *pulse, const char *open, const char *words) {
    const char *found = verdict_of_pulse(source, pulse, pulse->text[PULSE_OUTPUT_VALUE]);
    CU_ASSERT_STRING_EQUAL(found, open);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), words));
    if (strcmp(found, open) != 0 || !strstr(fixture_detail("TPT-05"), words))
        printf("\n  %s: %s\n", found, fixture_detail("TPT-05"));
}

/* Known answer: NIST's own numbers, signature and certificate. */
UNIT_TEST(verify_seed, the_first_pulse_of_nist) {
    expect(FIXTURE_PULSE, &nist_pulse, "",
           "the seed is the output value of pulse 1 of chain 1, 2018-07-23T19:26:00.000Z, signed with the key");
    expect(FIXTURE_TIME("2018-07-23T19:26:00Z"), &nist_pulse, "", "signed");
    expect(FIXTURE_TIME("2018-07-23T19:25:01Z"), &nist_pulse, "", "signed");
    expect(FIXTURE_TIME("2018-07-23T19:25:00Z"), &nist_pulse, "TPT-05 undecided", "a Period or more after");
    expect(FIXTURE_TIME("2018-07-23T19:26:01Z"), &nist_pulse, "TPT-05 refuted",
           "TimeStamp 2018-07-23T19:26:00.000Z is before the Time announced, 2018-07-23T19:26:01Z");
    CU_ASSERT_STRING_EQUAL(verdict_of_pulse(FIXTURE_PULSE, &nist_pulse, "7665"), "TPT-05 refuted");
    CU_ASSERT_STRING_EQUAL(fixture_detail("TPT-05"), "the seed is not the pulse's OutputValue");
    CU_ASSERT_STRING_EQUAL(verdict_of_pulse(FIXTURE_DICE, &nist_pulse, nist_output_value), "TPT-04 refuted");
}

/* Every field of the message is covered by signature and output value. */
UNIT_TEST(verify_seed, every_field_of_a_pulse_is_signed) {
    static const char other[] = "0123456789abcdef0123456789abcdef";
    for (size_t i = 0; i <= PULSE_STATUS_CODE; i++) {
        struct pulse pulse = nist_pulse;
        bool follows;
        const char *fault;
        struct scr_buffer message = {0};
        if (pulse.text[i])
            pulse.text[i] = other;
        else
            pulse.number[i]++;
        CU_ASSERT(!scr_failed(pulse_message(&pulse, &message)));
        CU_ASSERT(!scr_failed(pulse_output_follows(&pulse, &message, &follows)));
        CU_ASSERT_FALSE(follows);
        pulse.text[PULSE_CERTIFICATE_ID] = nist_pulse.text[PULSE_CERTIFICATE_ID];
        CU_ASSERT(!scr_failed(pulse_signed(&pulse, &message, &fault)));
        CU_ASSERT_FATAL(fault != NULL);
        CU_ASSERT_STRING_EQUAL(fault, "the signature is not one of the message by the certificate's key");
        scr_buffer_free(&message);
    }
}

UNIT_TEST(verify_seed, tpt05_pulse) {
    struct pulse pulse = nist_pulse;
    char output[129], signature[1025];
    pulse.certificate = NULL;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 undecided", "no certificate of the beacon");
    pulse = nist_pulse;
    snprintf(output, sizeof output, "%s", nist_output_value);
    output[127] = output[127] == '0' ? '1' : '0';
    pulse.text[PULSE_OUTPUT_VALUE] = output;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "OutputValue is not the SHA-512 of the pulse's message");
    output[126] = 0; /* a byte short */
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "OutputValue is not");
    pulse = nist_pulse;
    snprintf(signature, sizeof signature, "%s", pulse.text[PULSE_SIGNATURE_VALUE]);
    signature[1023] = signature[1023] == '0' ? '1' : '0';
    pulse.text[PULSE_SIGNATURE_VALUE] = signature;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "; the signature is not one of the message");
    pulse = nist_pulse;
    pulse.number[PULSE_CHAIN_INDEX] = 2;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "ChainIndex is 2, the Chain announced \"1\"");
    pulse = nist_pulse;
    pulse.number[PULSE_PULSE_INDEX] = 54610;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "PulseIndex is 54610, the Pulse announced \"1\"");
    pulse = nist_pulse;
    pulse.number[PULSE_CIPHER_SUITE] = 1;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 undecided", "a cipher suite other than 0");
    pulse = nist_pulse;
    pulse.number[PULSE_PERIOD] = UINT64_C(1) << 32; /* would wrap in 4 bytes */
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "the pulse's Period does not fit into 4 bytes");
    pulse = nist_pulse;
    pulse.text[PULSE_VERSION] = "2.1";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "Version \"2.1\" instead of 2.0");
    pulse = nist_pulse;
    pulse.number[PULSE_STATUS_CODE] = 3;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "StatusCode 3 instead of 0, 1 or 2");
    pulse = nist_pulse;
    pulse.number[PULSE_PERIOD] = 60001;
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "Period 60001 instead of the 60000 milliseconds");
    pulse = nist_pulse;
    pulse.text[PULSE_URI] = "http://beacon.nist.gov/beacon/2.0/chain/1/pulse/1";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "does not begin as those of NIST's beacon do");
    pulse = nist_pulse;
    pulse.text[PULSE_TIME_STAMP] = "2018-07-23T19:26:00Z";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "is not of the form YYYY-MM-DDThh:mm:ss.mmmZ");
    pulse.text[PULSE_TIME_STAMP] = "2018-02-30T19:26:00.000Z";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", "is not of the form YYYY-MM-DDThh:mm:ss.mmmZ");
}

static char *joined(const char *a, const char *b) {
    size_t size = strlen(a) + strlen(b) + 1;
    char *text = malloc(size);
    if (!text) abort();
    snprintf(text, size, "%s%s", a, b);
    return text;
}

UNIT_TEST(verify_seed, tpt05_certificates) {
    static const char no_certificate[] = "Certificate is not one X.509 certificate in PEM";
    static const char private_begin[] = "-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n";
    struct pulse pulse = nist_pulse;
    char *texts[6];
    texts[0] = joined("words before\n", nist_certificate);
    texts[1] = joined(nist_certificate, "words behind");
    texts[2] = joined(nist_certificate, nist_certificate);
    texts[3] = joined(private_begin, nist_certificate);
    /* An encrypted block would make libcrypto ask for a passphrase. */
    texts[4] = joined("-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n"
                      "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n",
                      strchr(nist_certificate, '\n') + 1);
    texts[5] = joined("-----BEGIN CERTIFICATE-----\nMIIHWzCC\n", "-----END CERTIFICATE-----\n");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pulse.certificate = texts[i];
        expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
        free(texts[i]);
    }
    pulse.certificate = "x";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
    pulse.certificate = "-----BEGIN CERTIFICATE-----\nMIIHWzCC\n";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
    pulse.certificate = "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n";
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
    /* Blanks behind it up to the length that the schema allows, in characters of two bytes and not only blanks. */
    static char blanks[20001], letters[20001];
    memset(blanks, ' ', sizeof blanks - 1 - strlen(nist_certificate));
    char *text = joined(nist_certificate, blanks);
    pulse.certificate = text;
    expect(FIXTURE_PULSE, &pulse, "", "signed");
    free(text);
    for (size_t i = 0; i + 1 < sizeof letters; i++) letters[i] = "\xC3\xB6"[i % 2];
    pulse.certificate = text = joined(nist_certificate, letters);
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
    free(text);
    /* A byte behind the certificate within its block. */
    BIO *bio = BIO_new_mem_buf(nist_certificate, -1), *again = BIO_new(BIO_s_mem());
    char *name = NULL, *header = NULL, *data;
    unsigned char *der = NULL, longer[4096] = {0};
    long size = 0;
    CU_ASSERT_FATAL(bio && again && PEM_read_bio(bio, &name, &header, &der, &size) == 1 && size < 4096);
    memcpy(longer, der, (size_t)size);
    CU_ASSERT_FATAL(PEM_write_bio(again, name, "", longer, size + 1) > 0);
    long length = BIO_get_mem_data(again, &data);
    pulse.certificate = text = strndup(data, (size_t)length);
    expect(FIXTURE_PULSE, &pulse, "TPT-05 refuted", no_certificate);
    free(text);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(der);
    BIO_free(bio);
    BIO_free(again);
    /* Carriage returns, as the beacon sends them, in front of the line feeds: &#13; in the artifact. */
    struct scr_buffer returns = {0};
    for (const char *c = nist_certificate; *c; c++)
        if (scr_failed(scr_buffer_text(&returns, *c == '\n' ? "&#13;\n" : (char[]){*c, 0}))) abort();
    pulse.certificate = (const char *)returns.data;
    expect(FIXTURE_PULSE, &pulse, "", "signed");
    scr_buffer_free(&returns);
}

/* A certificate for a new key of its own signature, in PEM; its id in hexadecimal. */
static char *make_certificate(EVP_PKEY *key, const EVP_MD *digest, char id[static 129]) {
    X509 *x509 = X509_new();
    BIO *bio = BIO_new(BIO_s_mem());
    unsigned char *der = NULL;
    uint8_t hash[64];
    char *data, *pem;
    if (!x509 || !bio || X509_set_version(x509, 2) != 1 || ASN1_INTEGER_set(X509_get_serialNumber(x509), 1) != 1 ||
        !X509_gmtime_adj(X509_getm_notBefore(x509), 0) || !X509_gmtime_adj(X509_getm_notAfter(x509), 3600) ||
        X509_set_pubkey(x509, key) != 1 || !X509_sign(x509, key, digest) || PEM_write_bio_X509(bio, x509) != 1)
        abort();
    int size = i2d_X509(x509, &der);
    if (size <= 0 || EVP_Digest(der, (size_t)size, hash, NULL, EVP_sha512(), NULL) != 1) abort();
    hex_of(hash, sizeof hash, id);
    long length = BIO_get_mem_data(bio, &data);
    pem = strndup(data, (size_t)length);
    if (!pem) abort();
    OPENSSL_free(der);
    BIO_free(bio);
    X509_free(x509);
    return pem;
}

/* NIST's pulse as a beacon with this key would have signed it. */
struct forged {
    struct pulse pulse;
    char *certificate, id[129], output[129], *signature;
};

static void sign_pulse(EVP_PKEY *key, const EVP_MD *digest, struct forged *forged) {
    struct scr_buffer message = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t signature[1100], hash[64];
    size_t length = sizeof signature;
    if (!context || scr_failed(pulse_message(&forged->pulse, &message)) ||
        EVP_DigestSignInit(context, NULL, digest, NULL, key) != 1 ||
        EVP_DigestSign(context, signature, &length, message.data, message.length) != 1 ||
        scr_failed(scr_buffer_append(&message, signature, length)) ||
        EVP_Digest(message.data, message.length, hash, NULL, EVP_sha512(), NULL) != 1)
        abort();
    forged->signature = calloc(2 * length + 1, 1);
    if (!forged->signature) abort();
    hex_of(signature, length, forged->signature);
    hex_of(hash, sizeof hash, forged->output);
    forged->pulse.text[PULSE_SIGNATURE_VALUE] = forged->signature;
    forged->pulse.text[PULSE_OUTPUT_VALUE] = forged->output;
    EVP_MD_CTX_free(context);
    scr_buffer_free(&message);
}

static void forge(EVP_PKEY *key, struct forged *forged) {
    if (!key) abort();
    forged->pulse = nist_pulse;
    forged->certificate = make_certificate(key, EVP_sha256(), forged->id);
    forged->pulse.certificate = forged->certificate;
    forged->pulse.text[PULSE_CERTIFICATE_ID] = forged->id;
    sign_pulse(key, EVP_sha512(), forged);
}

static void forged_free(struct forged *forged, EVP_PKEY *key) {
    free(forged->certificate);
    free(forged->signature);
    EVP_PKEY_free(key);
}

static const char wrong_key[] = "the certificate's key is not an RSA key of 2,048 to 8,192 bits";

UNIT_TEST(verify_seed, a_beacon_made_here) {
    struct forged forged;
    EVP_PKEY *key = EVP_RSA_gen(2048), *ec = EVP_EC_gen("P-256"), *small = EVP_RSA_gen(1024);
    forge(key, &forged);
    /* All of it fits together; the reader named NIST's certificate, and this one is another. */
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 undecided", "none of those given with --beacon-certificate");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), forged.id));
    forged.pulse.text[PULSE_CERTIFICATE_ID] = nist_pulse.text[PULSE_CERTIFICATE_ID];
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 refuted",
           "CertificateId is not the SHA-512 of Certificate's DER form");
    forged.pulse.text[PULSE_CERTIFICATE_ID] = forged.id;
    free(forged.signature);
    sign_pulse(key, EVP_sha256(), &forged); /* genuine, of the wrong kind */
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 refuted", "the signature is not one of the message");
    forged_free(&forged, key);
    forge(ec, &forged);
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 refuted", wrong_key);
    forged_free(&forged, ec);
    forge(small, &forged);
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 refuted", wrong_key);
    forged_free(&forged, small);
}

/* A key for RSASSA-PSS only would be verified in another way. */
UNIT_TEST(verify_seed, a_key_of_another_scheme) {
    struct forged forged;
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA-PSS", NULL);
    if (!context || EVP_PKEY_keygen_init(context) != 1 || EVP_PKEY_generate(context, &key) != 1)
        abort(); /* 2048 bits */
    EVP_PKEY_CTX_free(context);
    forge(key, &forged);
    expect(FIXTURE_PULSE, &forged.pulse, "TPT-05 refuted", wrong_key);
    forged_free(&forged, key);
}
