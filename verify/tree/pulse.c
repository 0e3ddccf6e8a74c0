/* pulse.c: the message and the output value of a beacon's pulse. */
#include "verify/tree/pulse.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

enum form { FORM_TEXT, FORM_HEX, FORM_U32, FORM_U64 };

static const struct {
    const char *name;
    enum form form;
} fields[PULSE_FIELDS] = {
    [PULSE_URI] = {"Uri", FORM_TEXT},
    [PULSE_VERSION] = {"Version", FORM_TEXT},
    [PULSE_CIPHER_SUITE] = {"CipherSuite", FORM_U32},
    [PULSE_PERIOD] = {"Period", FORM_U32},
    [PULSE_CERTIFICATE_ID] = {"CertificateId", FORM_HEX},
    [PULSE_CHAIN_INDEX] = {"ChainIndex", FORM_U64},
    [PULSE_PULSE_INDEX] = {"PulseIndex", FORM_U64},
    [PULSE_TIME_STAMP] = {"TimeStamp", FORM_TEXT},
    [PULSE_LOCAL_RANDOM_VALUE] = {"LocalRandomValue", FORM_HEX},
    [PULSE_EXTERNAL_SOURCE_ID] = {"ExternalSourceId", FORM_HEX},
    [PULSE_EXTERNAL_STATUS_CODE] = {"ExternalStatusCode", FORM_U32},
    [PULSE_EXTERNAL_VALUE] = {"ExternalValue", FORM_HEX},
    [PULSE_PREVIOUS] = {"Previous", FORM_HEX},
    [PULSE_HOUR] = {"Hour", FORM_HEX},
    [PULSE_DAY] = {"Day", FORM_HEX},
    [PULSE_MONTH] = {"Month", FORM_HEX},
    [PULSE_YEAR] = {"Year", FORM_HEX},
    [PULSE_PRECOMMITMENT_VALUE] = {"PrecommitmentValue", FORM_HEX},
    [PULSE_STATUS_CODE] = {"StatusCode", FORM_U32},
    [PULSE_SIGNATURE_VALUE] = {"SignatureValue", FORM_HEX},
    [PULSE_OUTPUT_VALUE] = {"OutputValue", FORM_HEX},
};

static bool is_number(enum form form) { return form == FORM_U32 || form == FORM_U64; }

scr_result pulse_read(struct document *document, struct pulse *pulse) {
    for (size_t i = 0; i < PULSE_FIELDS; i++) {
        if (is_number(fields[i].form))
            SCR_TRY(document_number(document, fields[i].name, UINT64_C(999999999999), &pulse->number[i]));
        else
            SCR_TRY(document_attribute(document, fields[i].name, &pulse->text[i]));
    }
    return scr_done();
}

const char *pulse_oversized(const struct pulse *pulse) {
    for (size_t i = 0; i < PULSE_FIELDS; i++)
        if (fields[i].form == FORM_U32 && pulse->number[i] > UINT32_MAX) return fields[i].name;
    return NULL;
}

static scr_result append_number(struct scr_buffer *out, uint64_t value, size_t width) {
    uint8_t bytes[8];
    for (size_t i = width; i > 0; i--, value >>= 8) bytes[i - 1] = (uint8_t)value;
    return scr_buffer_append(out, bytes, width);
}

static uint8_t digit(char c) { return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10); }

scr_result pulse_bytes(const char *hex, struct scr_buffer *bytes) {
    for (; hex[0] && hex[1]; hex += 2) {
        uint8_t byte = (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
        SCR_TRY(scr_buffer_append(bytes, &byte, 1));
    }
    return scr_done();
}

scr_result pulse_message(const struct pulse *pulse, struct scr_buffer *message) {
    for (size_t i = 0; i <= PULSE_STATUS_CODE; i++) {
        if (is_number(fields[i].form)) {
            SCR_TRY(append_number(message, pulse->number[i], fields[i].form == FORM_U32 ? 4 : 8));
            continue;
        }
        size_t length = strlen(pulse->text[i]);
        bool hex = fields[i].form == FORM_HEX;
        SCR_TRY(append_number(message, hex ? length / 2 : length, 4));
        SCR_TRY(hex ? pulse_bytes(pulse->text[i], message) : scr_buffer_text(message, pulse->text[i]));
    }
    return scr_done();
}

scr_result pulse_output_follows(const struct pulse *pulse, const struct scr_buffer *message, bool *follows) {
    struct scr_buffer all = {0}, claimed = {0};
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    scr_result result;
    *follows = false;
    SCR_TRY_OR(result, scr_buffer_append(&all, message->data, message->length), end);
    SCR_TRY_OR(result, pulse_bytes(pulse->text[PULSE_SIGNATURE_VALUE], &all), end);
    SCR_TRY_OR(result, pulse_bytes(pulse->text[PULSE_OUTPUT_VALUE], &claimed), end);
    if (EVP_Digest(all.data, all.length, digest, &length, EVP_sha512(), NULL) != 1) {
        ERR_clear_error();
        result = (scr_result){SCR_CRYPTO};
        goto end;
    }
    *follows = claimed.length == length && !memcmp(claimed.data, digest, length);
end:
    scr_buffer_free(&all);
    scr_buffer_free(&claimed);
    return result;
}
