/* pulse.c: recomputes a pulse of NIST's beacon and verifies its signature. */
#include "pulse.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "pulse_parts.h"
#include "scrutineer/text.h"
#include "source.h"

#define SHA512_SIZE 64

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *sentence) {
    return scr_refuse(diagnosis, SCR_INPUT, "pulse", "%s", sentence);
}

static uint8_t nibble(char digit) { return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

static scr_result add_hex(struct scr_buffer *out, const char *hex) {
    for (; *hex; hex += 2) {
        uint8_t byte = (uint8_t)(nibble(hex[0]) << 4 | nibble(hex[1]));
        SCR_TRY(scr_buffer_append(out, &byte, 1));
    }
    return scr_done();
}

static scr_result add_number(struct scr_buffer *out, uint64_t number, unsigned size) {
    uint8_t bytes[8];
    for (unsigned i = 0; i < size; i++) bytes[i] = (uint8_t)(number >> (8 * (size - 1 - i)));
    return scr_buffer_append(out, bytes, size);
}

static uint64_t count_of(const struct pulse *pulse, enum pulse_field field) {
    uint64_t value = 0; /* pulse_read has checked the form */
    const char *text = pulse->fields[field];
    return scr_count_parse(text, strlen(text), PULSE_COUNT_MOST, &value) ? value : 0;
}

static scr_result add_field(struct scr_buffer *out, const struct pulse *pulse, enum pulse_field field) {
    const char *value = pulse->fields[field];
    switch (pulse_forms[field].kind) {
    case PULSE_TEXT:
        SCR_TRY(add_number(out, strlen(value), 4));
        return scr_buffer_append(out, value, strlen(value));
    case PULSE_HEX:
        SCR_TRY(add_number(out, strlen(value) / 2, 4));
        return add_hex(out, value);
    case PULSE_COUNT4:
        return add_number(out, count_of(pulse, field), 4);
    case PULSE_COUNT8:
        return add_number(out, count_of(pulse, field), 8);
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result is_digest(const void *bytes, size_t length, const char *hex, bool *equal) {
    struct scr_buffer wanted = {0};
    uint8_t digest[SHA512_SIZE];
    unsigned size = 0;
    scr_result result = add_hex(&wanted, hex);
    if (!scr_failed(result) && !EVP_Digest(bytes, length, digest, &size, EVP_sha512(), NULL)) result.code = SCR_CRYPTO;
    *equal = !scr_failed(result) && wanted.length == size && !memcmp(wanted.data, digest, size);
    scr_buffer_free(&wanted);
    return result;
}

static scr_result check_signature(const X509 *certificate, const struct scr_buffer *message,
                                  const struct scr_buffer *signature, struct scr_diagnosis *diagnosis) {
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        return refuse(diagnosis, "the certificate holds no RSA key, which cipher suite 0 needs");
    if ((size_t)EVP_PKEY_get_size(key) != signature->length)
        return scr_refuse(diagnosis, SCR_INPUT, "pulse",
                          "the signature has %zu bits, the certificate's key %d: the beacon signed with another key; "
                          "record the pulse without the certificate, and say so",
                          8 * signature->length, EVP_PKEY_get_bits(key));
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context) return (scr_result){SCR_MEMORY};
    /* PKCS#1 v1.5 is OpenSSL's default padding for RSA keys. */
    bool good = EVP_DigestVerifyInit(context, NULL, EVP_sha512(), NULL, key) == 1 &&
                EVP_DigestVerify(context, signature->data, signature->length, message->data, message->length) == 1;
    EVP_MD_CTX_free(context);
    return good ? scr_done() : refuse(diagnosis, "the signature is not that of the certificate's key");
}

static scr_result check_certificate(const struct pulse *pulse, const struct scr_buffer *message,
                                    const struct scr_buffer *signature, struct scr_diagnosis *diagnosis) {
    BIO *in = BIO_new_mem_buf(pulse->certificate, -1);
    X509 *certificate = in ? PEM_read_bio_X509(in, NULL, NULL, NULL) : NULL;
    unsigned char *der = NULL;
    int length = certificate ? i2d_X509(certificate, &der) : -1;
    bool named = false;
    scr_result result = {SCR_CRYPTO};
    if (length > 0) result = is_digest(der, (size_t)length, pulse->fields[PULSE_CERTIFICATE_ID], &named);
    if (!scr_failed(result))
        result = named ? check_signature(certificate, message, signature, diagnosis)
                       : refuse(diagnosis, "the certificate is not the one that the pulse names: its SHA-512 is not "
                                           "the certificateId");
    OPENSSL_free(der);
    X509_free(certificate);
    BIO_free(in);
    return result;
}

scr_result pulse_verify(const struct pulse *pulse, struct scr_diagnosis *diagnosis) {
    struct scr_buffer message = {0}, signature = {0}, whole = {0};
    scr_result result = scr_done();
    bool equal;
    if (count_of(pulse, PULSE_CIPHER_SUITE))
        return refuse(diagnosis, "only cipher suite 0 (SHA-512 and RSA) is known; the pulse has another");
    for (size_t i = 0; i <= PULSE_STATUS_CODE; i++)
        SCR_TRY_OR(result, add_field(&message, pulse, (enum pulse_field)i), end);
    SCR_TRY_OR(result, add_hex(&signature, pulse->fields[PULSE_SIGNATURE_VALUE]), end);
    SCR_TRY_OR(result, scr_buffer_append(&whole, message.data, message.length), end);
    SCR_TRY_OR(result, scr_buffer_append(&whole, signature.data, signature.length), end);
    SCR_TRY_OR(result, is_digest(whole.data, whole.length, pulse->fields[PULSE_OUTPUT_VALUE], &equal), end);
    if (!equal)
        result = refuse(diagnosis, "the output value does not follow from the other fields: a field was changed or "
                                   "mistyped");
    else if (pulse->certificate)
        result = check_certificate(pulse, &message, &signature, diagnosis);
end:
    scr_buffer_free(&message);
    scr_buffer_free(&signature);
    scr_buffer_free(&whole);
    return result;
}

/* Milliseconds since 1970 of a valid instant with or without ".mmm" (days by the proleptic Gregorian calendar). */
static uint64_t milliseconds(const char *text) {
    unsigned part[6] = {0}, thousandth = 0;
    static const unsigned at[] = {0, 5, 8, 11, 14, 17}, length[] = {4, 2, 2, 2, 2, 2};
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < length[i]; k++) part[i] = 10 * part[i] + (unsigned)(text[at[i] + k] - '0');
    if (text[19] == '.')
        for (size_t k = 20; k < 23; k++) thousandth = 10 * thousandth + (unsigned)(text[k] - '0');
    uint64_t year = part[0] - (part[1] <= 2), month = (part[1] + 9) % 12; /* years that begin in March */
    uint64_t days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + part[2];
    return 1000 * (86400 * days + 3600 * (uint64_t)part[3] + 60 * (uint64_t)part[4] + part[5]) + thousandth;
}

static bool stamp_valid(const char *text) {
    char instant[21];
    if (strlen(text) != 24 || text[19] != '.' || text[23] != 'Z') return false;
    for (size_t i = 20; i < 23; i++)
        if (text[i] < '0' || text[i] > '9') return false;
    memcpy(instant, text, 19);
    memcpy(instant + 19, "Z", 2);
    return seed_instant_valid(instant);
}

/* What every pulse of the format has, and every one of NIST's beacon: a verifier refutes others. */
static scr_result check_format(const struct pulse *pulse, const struct seed_source *source,
                               struct scr_diagnosis *diagnosis) {
    static const char nist[] = "NIST Randomness Beacon 2.0", uri[] = "https://beacon.nist.gov/beacon/2.0/";
    const char *version = pulse->fields[PULSE_VERSION]; /* pulses of 2018 have the word before the number */
    if (strcmp(version, "2.0") != 0 && strcmp(version, "Version 2.0") != 0)
        return refuse(diagnosis, "the version is not 2.0");
    if (count_of(pulse, PULSE_STATUS_CODE) > 2) return refuse(diagnosis, "the statusCode is not 0, 1 or 2");
    if (strcmp(source->beacon, nist) != 0) return scr_done();
    if (strncmp(pulse->fields[PULSE_URI], uri, sizeof uri - 1) != 0)
        return refuse(diagnosis, "the uri does not begin with https://beacon.nist.gov/beacon/2.0/, as those of NIST's "
                                 "beacon do");
    return count_of(pulse, PULSE_PERIOD) == 60000
               ? scr_done()
               : refuse(diagnosis, "the period is not 60000 milliseconds, as that of NIST's beacon is");
}

scr_result pulse_fits(const struct pulse *pulse, const struct seed_source *source, bool *gap,
                      struct scr_diagnosis *diagnosis) {
    const char *stamp = pulse->fields[PULSE_TIME_STAMP];
    *gap = false;
    if (strcmp(pulse->fields[PULSE_CHAIN_INDEX], source->chain) != 0)
        return scr_refuse(diagnosis, SCR_INPUT, "pulse", "the pulse is of chain %s, the commitment names chain %s",
                          pulse->fields[PULSE_CHAIN_INDEX], source->chain);
    SCR_TRY(check_format(pulse, source, diagnosis));
    if (!stamp_valid(stamp)) return refuse(diagnosis, "the timeStamp is not of the form 2026-11-10T17:00:00.000Z");
    if (*source->pulse) {
        if (!strcmp(pulse->fields[PULSE_PULSE_INDEX], source->pulse)) return scr_done();
        return scr_refuse(diagnosis, SCR_INPUT, "pulse", "this is pulse %s, the commitment names pulse %s",
                          pulse->fields[PULSE_PULSE_INDEX], source->pulse);
    }
    uint64_t stamped = milliseconds(stamp), named = milliseconds(source->time);
    if (stamped < named)
        return scr_refuse(diagnosis, SCR_INPUT, "pulse",
                          "the pulse is of %s, before %s; the commitment names the first pulse at or after that", stamp,
                          source->time);
    *gap = stamped - named >= count_of(pulse, PULSE_PERIOD);
    return scr_done();
}

scr_result pulse_write(struct scr_xml_writer *xml, const struct pulse *pulse) {
    SCR_TRY(scr_xml_open(xml, "Pulse"));
    for (size_t i = 0; i < PULSE_FIELDS; i++)
        SCR_TRY(scr_xml_attribute(xml, pulse_forms[i].attribute, pulse->fields[i]));
    if (pulse->certificate) {
        SCR_TRY(scr_xml_open(xml, "Certificate"));
        SCR_TRY(scr_xml_text(xml, pulse->certificate, strlen(pulse->certificate)));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}
