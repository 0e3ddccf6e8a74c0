/* document.c: the loop over one artifact's elements, its header, and attribute values for the handlers. */
#include "verify/document.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "scrutineer/xml_root.h"

#define NAMESPACE "urn:scrutineer:artifact:1"

/* C0, DEL and C1, which UTF-8 writes as C2 80 .. C2 9F; less than 80 follows C2 in no UTF-8. */
static bool has_control(const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if (*p < 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] <= 0x9f)) return true;
    return false;
}

static const char *raw(struct document *document, const char *name) {
    const char *value = scr_xml_attribute_of(document->xml, name, NULL);
    const char *next = scr_xml_attribute_at(document->xml, document->attributes++);
    if (!next || strcmp(next, name) != 0) document->disordered = true;
    if (!value) document->misplaced = true;
    return value ? value : "";
}

static void check_text(struct document *document, const char *text) {
    if (has_control(text))
        scr_note(document->diagnosis, SCR_INPUT, scr_xml_place(document->xml),
                 "a name or identifier contains a control character");
}

static scr_result copy_text(struct document *document, const char *text, size_t length, const char **copy) {
    *copy = scr_arena_copy(document->arena, text, length);
    if (!*copy) return (scr_result){SCR_MEMORY};
    check_text(document, *copy);
    return scr_done();
}

scr_result document_borrow(struct document *document, const char *name, const char **value) {
    *value = raw(document, name);
    check_text(document, *value);
    return scr_done();
}

scr_result document_attribute(struct document *document, const char *name, const char **value) {
    const char *text = raw(document, name);
    return copy_text(document, text, strlen(text), value);
}

scr_result document_number(struct document *document, const char *name, uint64_t most, uint64_t *value) {
    const char *text = raw(document, name);
    *value = 0;
    if (!scr_count_parse(text, strlen(text), most, value)) document->misplaced = true;
    return scr_done();
}

scr_result document_count(struct document *document, const char *name, uint32_t *value) {
    uint64_t count;
    SCR_TRY(document_number(document, name, 999999999, &count));
    *value = (uint32_t)count;
    return scr_done();
}

scr_result document_truth(struct document *document, const char *name, bool *value) {
    static const char *const words[] = {"false", "true"};
    size_t index = 0;
    SCR_TRY(document_word(document, name, words, 2, &index));
    *value = index == 1;
    return scr_done();
}

scr_result document_hash(struct document *document, const char *name, struct scr_hash *value) {
    if (!scr_hash_parse(raw(document, name), value)) document->misplaced = true;
    return scr_done();
}

bool document_word_of(struct document *document, const char *text, const char *const words[], size_t count,
                      size_t *index) {
    for (*index = 0; *index < count; ++*index)
        if (!strcmp(words[*index], text)) return true;
    *index = 0;
    document->misplaced = true;
    return false;
}

scr_result document_word(struct document *document, const char *name, const char *const words[], size_t count,
                         size_t *index) {
    (void)document_word_of(document, raw(document, name), words, count, index);
    return scr_done();
}

static scr_result start_election(void *context, struct document *document) {
    struct artifact_header *header = context;
    SCR_TRY(document_attribute(document, "Id", &header->election_id));
    SCR_TRY(document_attribute(document, "Name", &header->election_name));
    SCR_TRY(document_attribute(document, "Date", &header->election_date));
    return document_attribute(document, "Jurisdiction", &header->jurisdiction);
}

static scr_result text_purpose(void *context, struct document *document, const char *text, size_t length) {
    return copy_text(document, text, length, &((struct artifact_header *)context)->purpose);
}

static scr_result text_role(void *context, struct document *document, const char *text, size_t length) {
    return copy_text(document, text, length, &((struct artifact_header *)context)->signer_role);
}

static scr_result start_software(void *context, struct document *document) {
    const char *ignored;
    (void)context;
    SCR_TRY(document_attribute(document, "Name", &ignored));
    return document_attribute(document, "Version", &ignored);
}

static scr_result add_hash(struct document *document, struct scr_hash *list, size_t most, size_t *count) {
    if (*count == most) {
        document->misplaced = true;
        return scr_done();
    }
    return document_hash(document, "SHA256", &list[(*count)++]);
}

static scr_result start_rests_on(void *context, struct document *document) {
    static const char *const kinds[] = {"ballot-definition", "ballot-commitment", "seed-record",
                                        "plurality-tree",    "noise-commitment",  "measurement-statement"};
    struct artifact_header *header = context;
    size_t kind;
    SCR_TRY(document_word(document, "Kind", kinds, sizeof kinds / sizeof *kinds, &kind));
    if (header->rests_on_count < 16) header->rests_on_kinds[header->rests_on_count] = kinds[kind];
    return add_hash(document, header->rests_on, 16, &header->rests_on_count);
}

static scr_result start_supersedes(void *context, struct document *document) {
    struct artifact_header *header = context;
    return add_hash(document, header->supersedes, 16, &header->supersedes_count);
}

static const struct document_element header_elements[] = {
    {"Header", NULL, NULL},
    {"Election", start_election, NULL},
    {"Purpose", NULL, text_purpose},
    {"SignerRole", NULL, text_role},
    {"Software", start_software, NULL},
    {"RestsOn", start_rests_on, NULL},
    {"Supersedes", start_supersedes, NULL},
};

static const struct document_element *find(const struct document_element *elements, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(elements[i].name, name)) return &elements[i];
    return NULL;
}

/* The handler of the element that just started; it must find the attributes in the schema's order, and no others. The
 * root has only those that the schema fixes. */
static scr_result start(struct document *document, const struct document_element *element, void *receiver) {
    document->attributes = 0;
    document->disordered = false;
    if (element && element->start) SCR_TRY(element->start(receiver, document));
    if (!scr_xml_depth(document->xml)) return scr_done();
    if (document->disordered || scr_xml_attribute_at(document->xml, document->attributes))
        scr_note(document->diagnosis, SCR_INPUT, scr_xml_place(document->xml),
                 "the attributes of %s are not in the schema's order", scr_xml_name(document->xml));
    return scr_done();
}

static scr_result read_events(struct document *document, const struct document_kind *kind, void *context,
                              struct artifact_header *header) {
    const struct document_element *element = NULL;
    void *receiver = NULL;
    for (;;) {
        enum scr_xml_event event;
        SCR_TRY(scr_xml_next(document->xml, &event));
        if (event == SCR_XML_DONE) return scr_done();
        if (event == SCR_XML_START) {
            const char *name = scr_xml_name(document->xml);
            receiver = context;
            element = find(kind->elements, kind->element_count, name);
            if (!element) {
                receiver = header;
                element = find(header_elements, sizeof header_elements / sizeof *header_elements, name);
            }
            SCR_TRY(start(document, element, receiver));
            if (!element && scr_xml_depth(document->xml) > 0) document->misplaced = true;
        } else if (event == SCR_XML_TEXT && element && element->text) {
            size_t length;
            const char *text = scr_xml_content(document->xml, &length);
            SCR_TRY(element->text(receiver, document, text, length));
        } else if (event == SCR_XML_CLOSE) {
            element = NULL;
        }
    }
}

/* Section 2: what the kind's header must say. */
static void check_header(struct document *document, const struct document_kind *kind,
                         const struct artifact_header *header) {
    if (!header->purpose || strcmp(header->purpose, kind->purpose))
        scr_note(document->diagnosis, SCR_INPUT, "Header", "the Purpose is not %s", kind->purpose);
    if (!header->signer_role || strcmp(header->signer_role, kind->signer_role))
        scr_note(document->diagnosis, SCR_INPUT, "Header", "the SignerRole is not %s", kind->signer_role);
    size_t count = header->rests_on_count, least = kind->rests_on_least, most = kind->rests_on_most;
    if (count < least || count > most)
        scr_note(document->diagnosis, SCR_INPUT, "Header", "RestsOn occurs %zu times instead of %zu%s", count, least,
                 most > least ? " or one more" : "");
    for (size_t i = 0; i < count && i < most; i++) {
        const char *other = i ? NULL : kind->rests_on_instead, *found = header->rests_on_kinds[i];
        if (strcmp(found, kind->rests_on[i]) != 0 && !(other && !strcmp(found, other)))
            scr_note(document->diagnosis, SCR_INPUT, "Header", "RestsOn number %zu is of kind %s instead of %s%s%s",
                     i + 1, found, kind->rests_on[i], other ? " or " : "", other ? other : "");
    }
}

scr_result document_read(const char *path, const struct scr_xml_schema *schema, const struct document_kind *kind,
                         void *context, struct scr_arena *arena, struct artifact_header *header, struct scr_hash *hash,
                         struct scr_diagnosis *diagnosis) {
    struct document document = {.arena = arena, .diagnosis = diagnosis};
    struct scr_buffer name = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_text_terminal(&name, path), end);
    const struct scr_xml_options options = {.schema = schema,
                                            .canonical = true,
                                            .limit = ARTIFACT_LIMIT,
                                            .shown = (const char *)name.data}; /* NULL: an empty path */
    SCR_TRY_OR(result, scr_xml_reader_file(path, &options, &document.xml, diagnosis), end);
    SCR_TRY_OR(result, read_events(&document, kind, context, header), end);
    SCR_TRY_OR(result, scr_xml_digest(document.xml, hash), end);
    check_header(&document, kind, header);
    if (document.misplaced) scr_note(diagnosis, SCR_INPUT, options.shown, "has elements or attributes out of place");
    if (diagnosis->count || diagnosis->dropped) result = (scr_result){SCR_INPUT};
end:
    scr_xml_reader_free(document.xml);
    scr_buffer_free(&name);
    return result;
}

scr_result artifact_header_keep(struct artifact_header *header, struct scr_arena *arena) {
    const char **texts[] = {&header->election_id,  &header->election_name, &header->election_date,
                            &header->jurisdiction, &header->purpose,       &header->signer_role};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!*texts[i]) continue;
        *texts[i] = scr_arena_copy(arena, *texts[i], strlen(*texts[i]));
        if (!*texts[i]) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

scr_result document_root(const char *path, char **root, struct scr_diagnosis *diagnosis) {
    char *name, *space;
    *root = NULL;
    scr_result result = scr_xml_root(path, ARTIFACT_LIMIT, SCR_XML_ROOT_BLOCK, &name, &space, diagnosis);
    bool ours = !scr_failed(result) && !strcmp(space, NAMESPACE);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT) result = scr_done();
    if (!scr_failed(result)) *root = strdup(ours ? name : "");
    if (!scr_failed(result) && !*root) result.code = SCR_MEMORY;
    free(name);
    free(space);
    return result;
}
