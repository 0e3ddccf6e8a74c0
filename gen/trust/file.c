/* file.c: reads and writes a trust list. */
#include <stdlib.h>
#include <string.h>

#include "gen/artifact_frame.h"
#include "gen/package/names.h"
#include "gen/trust/trust.h"
#include "scrutineer/xml_reader.h"
#include "scrutineer/xml_writer.h"

#define TRUST_BYTES_MOST (UINT64_C(16) << 20) /* 1,000 keys of at most some 14 kB */

static const char *const names[] = {"Fingerprint", "Owner", "Role", "Election", "NotBefore", "NotAfter", "Revoked"};
enum { FINGERPRINT, OWNER, ROLE, ELECTION, NOT_BEFORE, NOT_AFTER, REVOKED, ATTRIBUTES };

static scr_result refuse(struct scr_xml_reader *xml, struct scr_diagnosis *diagnosis, const char *sentence) {
    return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml), "%s", sentence);
}

/* Whether the element here has this many attributes; those that declare namespaces are none. */
static bool attributes(const struct scr_xml_reader *xml, size_t count) {
    return scr_xml_attribute_at(xml, count - 1) && !scr_xml_attribute_at(xml, count);
}

static scr_result read_key(struct scr_xml_reader *xml, struct trust *trust, struct scr_diagnosis *diagnosis) {
    const char *values[ATTRIBUTES];
    struct trust_key key = {0};
    if (!attributes(xml, ATTRIBUTES)) return refuse(xml, diagnosis, "does not have the attributes of a Key");
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        const char *value = scr_xml_attribute_of(xml, names[i], NULL);
        const char *fault = value ? package_value_fault(&trust->arena, value, NULL) : "is missing";
        if (fault) return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml), "%s of a key %s", names[i], fault);
        values[i] = scr_arena_copy(&trust->arena, value, strlen(value));
        if (!values[i]) return (scr_result){SCR_MEMORY};
    }
    if (!scr_hash_parse(values[FINGERPRINT], &key.fingerprint))
        return refuse(xml, diagnosis, "Fingerprint of a key must be 64 lower-case hexadecimal digits");
    if (strcmp(values[REVOKED], "true") != 0 && strcmp(values[REVOKED], "false") != 0)
        return refuse(xml, diagnosis, "Revoked of a key must be true or false");
    key.owner = values[OWNER];
    key.role = values[ROLE];
    key.election = values[ELECTION];
    key.from = values[NOT_BEFORE];
    key.to = values[NOT_AFTER];
    key.revoked = !strcmp(values[REVOKED], "true");
    const char *fault = trust_key_fault(&key);
    if (fault) return refuse(xml, diagnosis, fault);
    if (trust->count == TRUST_KEYS_MOST) return refuse(xml, diagnosis, "a trust list has at most 1,000 keys");
    SCR_TRY(scr_grow(&trust->keys, &trust->capacity, trust->count + 1, sizeof key));
    trust->keys[trust->count++] = key;
    return scr_done();
}

static scr_result read_start(struct scr_xml_reader *xml, struct trust *trust, struct scr_diagnosis *diagnosis) {
    bool root = scr_xml_depth(xml) == 0;
    if (strcmp(scr_xml_name(xml), root ? "TrustList" : "Key") != 0 || scr_xml_depth(xml) > 1 ||
        strcmp(scr_xml_namespace(xml), ARTIFACT_NAMESPACE) != 0)
        return refuse(xml, diagnosis, "is not a trust list (trust-list.xsd)");
    if (!root) return read_key(xml, trust, diagnosis);
    const char *version = scr_xml_attribute_of(xml, "Version", NULL);
    if (!version || strcmp(version, "1") != 0 || !attributes(xml, 1))
        return refuse(xml, diagnosis, "is a trust list of a version that this program does not know");
    return scr_done();
}

scr_result trust_read(const char *path, struct trust *trust, struct scr_diagnosis *diagnosis) {
    struct scr_arena words = {0};
    struct scr_xml_options options = {.limit = TRUST_BYTES_MOST, .shown = package_shown(&words, path)};
    struct scr_xml_reader *xml = NULL;
    enum scr_xml_event event = SCR_XML_START;
    *trust = (struct trust){0};
    scr_result result = scr_xml_reader_file(path, &options, &xml, diagnosis);
    while (!scr_failed(result) && event != SCR_XML_DONE) {
        result = scr_xml_next(xml, &event);
        if (scr_failed(result)) break;
        if (event == SCR_XML_TEXT) result = refuse(xml, diagnosis, "a trust list holds no text between its keys");
        if (event == SCR_XML_START) result = read_start(xml, trust, diagnosis);
    }
    if (!scr_failed(result) && !trust->count)
        result = scr_refuse(diagnosis, SCR_INPUT, options.shown, "is a trust list without a key");
    if (scr_failed(result)) trust_free(trust);
    scr_xml_reader_free(xml);
    scr_arena_free(&words);
    return result;
}

static scr_result write_key(struct scr_xml_writer *xml, const struct trust_key *key) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&key->fingerprint, hex);
    const char *const values[ATTRIBUTES] = {
        hex, key->owner, key->role, key->election, key->from, key->to, key->revoked ? "true" : "false"};
    SCR_TRY(scr_xml_open(xml, "Key"));
    for (size_t i = 0; i < ATTRIBUTES; i++) SCR_TRY(scr_xml_attribute(xml, names[i], values[i]));
    return scr_xml_close(xml);
}

static scr_result write_list(struct scr_xml_writer *xml, const struct trust *trust) {
    SCR_TRY(artifact_root(xml, "TrustList"));
    for (size_t i = 0; i < trust->count; i++) SCR_TRY(write_key(xml, &trust->keys[i]));
    return scr_xml_close(xml);
}

scr_result trust_write(const struct trust *trust, struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = write_list(&xml, trust);
    return artifact_end(&xml, result);
}

void trust_free(struct trust *trust) {
    free(trust->keys);
    scr_arena_free(&trust->arena);
    *trust = (struct trust){0};
}
