/* pulse_json.c: reads a pulse from the JSON that the beacon answers with. */
#include <jansson.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "gen/package/names.h"
#include "pulse.h"
#include "pulse_parts.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define CERTIFICATE_MOST 20000 /* the schema's limit */

const struct pulse_form pulse_forms[PULSE_FIELDS] = {
    [PULSE_URI] = {"Uri", "uri", PULSE_TEXT, 'p'},
    [PULSE_VERSION] = {"Version", "version", PULSE_TEXT, 'p'},
    [PULSE_CIPHER_SUITE] = {"CipherSuite", "cipherSuite", PULSE_COUNT4, 'p'},
    [PULSE_PERIOD] = {"Period", "period", PULSE_COUNT4, 'p'},
    [PULSE_CERTIFICATE_ID] = {"CertificateId", "certificateId", PULSE_HEX, 'p'},
    [PULSE_CHAIN_INDEX] = {"ChainIndex", "chainIndex", PULSE_COUNT8, 'p'},
    [PULSE_PULSE_INDEX] = {"PulseIndex", "pulseIndex", PULSE_COUNT8, 'p'},
    [PULSE_TIME_STAMP] = {"TimeStamp", "timeStamp", PULSE_TEXT, 'p'},
    [PULSE_LOCAL_RANDOM_VALUE] = {"LocalRandomValue", "localRandomValue", PULSE_HEX, 'p'},
    [PULSE_EXTERNAL_SOURCE_ID] = {"ExternalSourceId", "sourceId", PULSE_HEX, 'e'},
    [PULSE_EXTERNAL_STATUS_CODE] = {"ExternalStatusCode", "statusCode", PULSE_COUNT4, 'e'},
    [PULSE_EXTERNAL_VALUE] = {"ExternalValue", "value", PULSE_HEX, 'e'},
    [PULSE_PREVIOUS] = {"Previous", "previous", PULSE_HEX, 'l'},
    [PULSE_HOUR] = {"Hour", "hour", PULSE_HEX, 'l'},
    [PULSE_DAY] = {"Day", "day", PULSE_HEX, 'l'},
    [PULSE_MONTH] = {"Month", "month", PULSE_HEX, 'l'},
    [PULSE_YEAR] = {"Year", "year", PULSE_HEX, 'l'},
    [PULSE_PRECOMMITMENT_VALUE] = {"PrecommitmentValue", "precommitmentValue", PULSE_HEX, 'p'},
    [PULSE_STATUS_CODE] = {"StatusCode", "statusCode", PULSE_COUNT4, 'p'},
    [PULSE_SIGNATURE_VALUE] = {"SignatureValue", "signatureValue", PULSE_HEX, 'p'},
    [PULSE_OUTPUT_VALUE] = {"OutputValue", "outputValue", PULSE_HEX, 'p'},
};

/* The value of the one element of "listValues" whose type is the field's; NULL when there is none or several. */
static const json_t *listed(const json_t *list, const char *type) {
    const json_t *found = NULL;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *element = json_array_get(list, i);
        const char *is = json_string_value(json_object_get(element, "type"));
        if (!is || strcmp(is, type) != 0) continue;
        if (found) return NULL;
        found = json_object_get(element, "value");
    }
    return found;
}

static const json_t *member(const json_t *pulse, const struct pulse_form *form) {
    if (form->where == 'l') return listed(json_object_get(pulse, "listValues"), form->json);
    return json_object_get(form->where == 'e' ? json_object_get(pulse, "external") : pulse, form->json);
}

static const char *copy_hex(struct scr_arena *arena, const char *text, size_t length) {
    if (!length || length % 2 || length > PULSE_HEX_MOST) return NULL;
    char *copy = scr_arena_copy(arena, text, length);
    for (size_t i = 0; copy && i < length; i++) {
        if (copy[i] >= 'A' && copy[i] <= 'F') copy[i] = (char)(copy[i] - 'A' + 'a');
        if (!((copy[i] >= '0' && copy[i] <= '9') || (copy[i] >= 'a' && copy[i] <= 'f'))) return NULL;
    }
    return copy;
}

/* NULL when the value is not of the field's kind (or memory is short: the caller cannot go on either way). */
static const char *copy_value(struct scr_arena *arena, const json_t *value, enum pulse_kind kind) {
    if (kind == PULSE_COUNT4 || kind == PULSE_COUNT8) {
        json_int_t number = json_is_integer(value) ? json_integer_value(value) : -1;
        if (number < 0 || number > (kind == PULSE_COUNT4 ? (json_int_t)UINT32_MAX : (json_int_t)PULSE_COUNT_MOST))
            return NULL;
        return scr_arena_print(arena, "%lld", (long long)number);
    }
    const char *text = json_string_value(value);
    if (!text || json_string_length(value) != strlen(text)) return NULL;
    if (kind == PULSE_HEX) return copy_hex(arena, text, strlen(text));
    return package_value_valid(text) ? scr_arena_copy(arena, text, strlen(text)) : NULL;
}

static scr_result take_fields(const json_t *root, const char *path, struct scr_arena *arena, struct pulse *pulse,
                              struct scr_diagnosis *diagnosis) {
    static const char *const kinds[] = {"a text", "hexadecimal digits", "a whole number", "a whole number"};
    static const char *const places[] = {"the pulse", "its \"external\"", "its \"listValues\", once"};
    const json_t *object = json_object_get(root, "pulse");
    if (!json_is_object(object))
        return scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path),
                          "the file is not an answer of NIST's beacon 2.0, {\"pulse\": {...}}");
    scr_result result = scr_done();
    for (size_t i = 0; i < PULSE_FIELDS; i++) {
        const struct pulse_form *form = &pulse_forms[i];
        pulse->fields[i] = copy_value(arena, member(object, form), form->kind);
        if (!pulse->fields[i])
            result = scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path),
                                "\"%s\" is missing or malformed; it stands in %s and is %s", form->json,
                                places[form->where == 'e'   ? 1
                                       : form->where == 'l' ? 2
                                                            : 0],
                                kinds[form->kind]);
    }
    return result;
}

scr_result pulse_read(const char *path, struct scr_arena *arena, struct pulse *pulse, struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    json_error_t error;
    json_t *root = NULL;
    scr_result result = scr_file_read(path, PULSE_JSON_MOST, &bytes, diagnosis);
    if (!scr_failed(result)) {
        root = json_loadb(bytes.length ? (const char *)bytes.data : "", bytes.length, JSON_REJECT_DUPLICATES, &error);
        if (!root)
            result = scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path),
                                "the JSON is malformed at line %d: %s", error.line, package_shown(arena, error.text));
    }
    if (!scr_failed(result)) result = take_fields(root, path, arena, pulse, diagnosis);
    json_decref(root);
    scr_buffer_free(&bytes);
    return result;
}

/* The certificate as OpenSSL writes it: nothing else that the file held gets into the artifact. */
static scr_result rewrite(const struct scr_buffer *bytes, struct scr_arena *arena, const char **pem) {
    BIO *in = BIO_new_mem_buf(bytes->data, (int)bytes->length), *out = BIO_new(BIO_s_mem());
    X509 *certificate = in && out ? PEM_read_bio_X509(in, NULL, NULL, NULL) : NULL;
    char *written = NULL;
    scr_result result = {SCR_CRYPTO};
    if (certificate && PEM_write_bio_X509(out, certificate)) {
        long length = BIO_get_mem_data(out, &written);
        if (length > 0 && length <= CERTIFICATE_MOST) {
            *pem = scr_arena_copy(arena, written, (size_t)length);
            result.code = *pem ? SCR_DONE : SCR_MEMORY;
        }
    }
    X509_free(certificate);
    BIO_free(in);
    BIO_free(out);
    return result;
}

scr_result pulse_read_certificate(const char *path, struct scr_arena *arena, struct pulse *pulse,
                                  struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    scr_result result = scr_file_read(path, (size_t)64 << 10, &bytes, diagnosis);
    if (!scr_failed(result)) {
        result = bytes.length ? rewrite(&bytes, arena, &pulse->certificate) : (scr_result){SCR_CRYPTO};
        if (result.code == SCR_CRYPTO)
            result = scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path), "is not an X.509 certificate in PEM");
    }
    scr_buffer_free(&bytes);
    return result;
}
