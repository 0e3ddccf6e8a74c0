/* trust_list.c: reads a trust list (schemas/trust-list.xsd). */
#include "verify/package/trust_list.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "verify/package/names.h"
#include "verify/package/owner.h"

#define TRUST_LIST_LIMIT (UINT64_C(16) << 20) /* 1,000 keys of at most some 14 kB */

/* A copy of an attribute that the schema requires, or NULL when memory is short; "" when it is not there after all. */
static const char *attribute(struct scr_xml_reader *xml, const char *name, struct scr_arena *arena) {
    const char *value = scr_xml_attribute_of(xml, name, NULL);
    return scr_arena_copy(arena, value ? value : "", value ? strlen(value) : 0);
}

/* The schema lets dates have spaces around them, time zones and other years than those of four digits, none of which
 * can be compared as text. */
static scr_result check_dates(struct scr_xml_reader *xml, const struct trusted_key *key,
                              struct scr_diagnosis *diagnosis) {
    if (!date_allowed(key->not_before, strlen(key->not_before)) ||
        !date_allowed(key->not_after, strlen(key->not_after)))
        return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml),
                          "NotBefore and NotAfter of a key must be dates as YYYY-MM-DD and nothing else");
    if (strcmp(key->not_before, key->not_after) > 0)
        return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml),
                          "the key's period ends before it begins (NotBefore %s, NotAfter %s)", key->not_before,
                          key->not_after);
    return scr_done();
}

static scr_result read_key(struct scr_xml_reader *xml, struct scr_arena *arena, struct trust_list *list,
                           struct scr_diagnosis *diagnosis) {
    struct trusted_key key = {.owner = attribute(xml, "Owner", arena),
                              .role = attribute(xml, "Role", arena),
                              .election = attribute(xml, "Election", arena),
                              .not_before = attribute(xml, "NotBefore", arena),
                              .not_after = attribute(xml, "NotAfter", arena)};
    const char *fingerprint = attribute(xml, "Fingerprint", arena), *revoked = attribute(xml, "Revoked", arena);
    key.owner_key = key.owner ? owner_key(arena, key.owner) : NULL;
    if (!key.owner || !key.owner_key || !key.role || !key.election || !key.not_before || !key.not_after ||
        !fingerprint || !revoked)
        return (scr_result){SCR_MEMORY};
    if (!scr_hash_parse(fingerprint, &key.fingerprint))
        return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml),
                          "Fingerprint of a key must be 64 lower-case hexadecimal digits");
    SCR_TRY(check_dates(xml, &key, diagnosis));
    key.revoked = strcmp(revoked, "false") != 0; /* whatever is not clearly "false" */
    SCR_TRY(scr_grow(&list->keys, &list->capacity, list->count + 1, sizeof key));
    list->keys[list->count++] = key;
    return scr_done();
}

scr_result trust_list_read(const char *path, struct scr_arena *arena, struct trust_list *list,
                           struct scr_diagnosis *diagnosis) {
    struct scr_xml_schema *schema = NULL;
    struct scr_xml_reader *xml = NULL;
    enum scr_xml_event event = SCR_XML_START;
    *list = (struct trust_list){0};
    SCR_TRY(scr_xml_schema_parse(scr_schema_trust_list, scr_schema_trust_list_size, &schema, diagnosis));
    struct scr_xml_options options = {.schema = schema, .limit = TRUST_LIST_LIMIT, .shown = path};
    scr_result result;
    SCR_TRY_OR(result, scr_xml_reader_file(path, &options, &xml, diagnosis), done);
    while (event != SCR_XML_DONE) {
        SCR_TRY_OR(result, scr_xml_next(xml, &event), done);
        if (event == SCR_XML_START && scr_xml_depth(xml) == 0 && strcmp(scr_xml_name(xml), "TrustList") != 0)
            SCR_TRY_OR(result, scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(xml), "is not a trust list"), done);
        if (event == SCR_XML_START && scr_xml_depth(xml) == 1)
            SCR_TRY_OR(result, read_key(xml, arena, list, diagnosis), done);
    }
done: /* The keys count only now that the whole document has been found valid. */
    if (scr_failed(result)) trust_list_free(list);
    scr_xml_reader_free(xml);
    scr_xml_schema_free(schema);
    return result;
}

void trust_list_free(struct trust_list *list) {
    free(list->keys);
    *list = (struct trust_list){0};
}
