/* artifact_header.c: what packaging must know of an artifact, read in one pass over its canonical bytes. */
#include "artifact_header.h"

#include <stdlib.h>
#include <string.h>

#include "gen/artifact_frame.h"
#include "names.h"
#include "scrutineer/xml_reader.h"

/* Specification, section 2, and PKG-07: of what there may be one artifact of a kind. */
static const struct kind {
    const char *root, *purpose;
    /* The child whose attribute says what the artifact is about; RESTS_ON: the artifact it rests on first; NULL: the
     * whole election; ANY: any number of them may be there. */
    const char *subject, *attribute, *subject_kind;
} kinds[] = {
#define RESTS_ON "RestsOn"
#define ANY "*"
    {"BallotDefinition", "ballot-definition", NULL, NULL, NULL},
    {"TestDeck", "logic-and-accuracy-test-deck", "BallotStyle", "Id", "ballot style"},
    {"StraightPartyDeck", "straight-party-test-deck", "BallotStyle", "Id", "ballot style"},
    {"BallotCommitment", "ballot-commitment", NULL, NULL, NULL},
    {"SeedRecord", "seed-record", RESTS_ON, NULL, "the artifact with SHA-256"},
    {"PluralityTree", "plurality-tree", "Contest", "Id", "contest"},
    {"TreeAudit", "tree-audit", "Contest", "Id", "contest"},
    {"NoiseCommitment", "noise-commitment", NULL, NULL, NULL},
    {"MeasurementStatement", "measurement-statement", "Measurement", "Release", "release"},
    {"PrecinctRelease", "precinct-release", RESTS_ON, NULL, "the statement with SHA-256"},
    {"ImpactStatement", "impact-statement", ANY, NULL, NULL},
    {"PublicationIndex", "publication-index", NULL, NULL, NULL},
};

struct reading {
    struct scr_xml_reader *xml;
    struct scr_arena *arena;
    struct artifact_header *header;
    const struct kind *kind;
    struct scr_diagnosis *diagnosis;
    char text_of[32]; /* Purpose or SignerRole, while its text is awaited */
    bool in_header, purpose_seen;
};

static scr_result refuse(struct reading *r, const char *sentence) {
    return scr_refuse(r->diagnosis, SCR_INPUT, scr_xml_place(r->xml), "%s", sentence);
}

static scr_result keep(struct reading *r, const char *text, const char **kept) {
    if (*kept)
        return refuse(r, "a part of the header stands twice; an artifact has one Election, Purpose and SignerRole");
    *kept = scr_arena_copy(r->arena, text, strlen(text));
    return (scr_result){*kept ? SCR_DONE : SCR_MEMORY};
}

/* "" when it is missing. */
static scr_result keep_attribute(struct reading *r, const char *name, const char **kept) {
    const char *value = scr_xml_attribute_of(r->xml, name, NULL);
    return keep(r, value ? value : "", kept);
}

static scr_result link_to(struct reading *r, const char *name_attribute, struct artifact_link **links, size_t *count,
                          size_t *capacity) {
    SCR_TRY(scr_grow(links, capacity, *count + 1, sizeof **links));
    struct artifact_link *link = &(*links)[*count];
    const char *hex = scr_xml_attribute_of(r->xml, "SHA256", NULL);
    if (!hex || !scr_hash_parse(hex, &link->hash))
        return refuse(r, "a SHA256 attribute of 64 lower-case hexadecimal digits is missing here");
    if (name_attribute) {
        const char *name = scr_xml_attribute_of(r->xml, name_attribute, NULL);
        if (!name) return refuse(r, "the file or kind that this digest is of is not named");
        link->name = scr_arena_copy(r->arena, name, strlen(name));
        if (!link->name) return (scr_result){SCR_MEMORY};
    }
    ++*count;
    return scr_done();
}

static scr_result root(struct reading *r) {
    const char *name = scr_xml_name(r->xml);
    if (!strcmp(scr_xml_namespace(r->xml), ARTIFACT_NAMESPACE))
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (!strcmp(name, kinds[i].root)) {
                r->kind = &kinds[i];
                r->header->purpose = kinds[i].purpose;
                return scr_done();
            }
    return refuse(r, "this XML file is not an artifact (BallotDefinition, TestDeck, BallotCommitment or another that "
                     "the specification lists, in the namespace " ARTIFACT_NAMESPACE
                     "), and a package holds nothing else");
}

static scr_result in_header(struct reading *r) {
    struct artifact_header *h = r->header;
    const char *name = scr_xml_name(r->xml);
    if (!strcmp(name, "Election")) {
        const char *id = scr_xml_attribute_of(r->xml, "Id", NULL);
        if (!id || !*id) return refuse(r, "the Election of the header has no Id");
        SCR_TRY(keep(r, id, &h->election));
        SCR_TRY(keep_attribute(r, "Name", &h->election_name));
        SCR_TRY(keep_attribute(r, "Date", &h->election_date));
        return keep_attribute(r, "Jurisdiction", &h->jurisdiction);
    }
    if (!strcmp(name, "RestsOn")) return link_to(r, "Kind", &h->rests_on, &h->rests_on_count, &h->rests_on_capacity);
    if (!strcmp(name, "Supersedes"))
        return link_to(r, NULL, &h->supersedes, &h->supersedes_count, &h->supersedes_capacity);
    if (!strcmp(name, "Purpose") || !strcmp(name, "SignerRole")) strcpy(r->text_of, name); /* both shorter than 32 */
    return scr_done();
}

static scr_result started(struct reading *r) {
    unsigned depth = scr_xml_depth(r->xml);
    r->text_of[0] = 0;
    if (depth == 0) return root(r);
    if (depth == 1) r->in_header = !strcmp(scr_xml_name(r->xml), "Header");
    if (depth == 2 && r->in_header) return in_header(r);
    if (depth == 1 && r->kind->subject && !strcmp(scr_xml_name(r->xml), r->kind->subject)) {
        const char *id = r->kind->attribute ? scr_xml_attribute_of(r->xml, r->kind->attribute, NULL) : NULL;
        r->header->subject_kind = r->kind->subject_kind;
        if (id && *id) return keep(r, id, &r->header->subject);
        return refuse(r, "the ballot style, contest or release that the artifact is about has no Id or number");
    }
    if (!strcmp(scr_xml_name(r->xml), "Search"))
        return link_to(r, "Proof", &r->header->proofs, &r->header->proof_count, &r->header->proof_capacity);
    return scr_done();
}

static scr_result text(struct reading *r) {
    size_t length;
    const char *words = scr_xml_content(r->xml, &length);
    if (!strcmp(r->text_of, "SignerRole")) return keep(r, words, &r->header->signer_role);
    if (strcmp(r->text_of, "Purpose") != 0) return scr_done();
    if (strcmp(words, r->header->purpose) != 0)
        return refuse(r, "the Purpose is not the one that belongs to this kind of artifact");
    r->purpose_seen = true;
    return scr_done();
}

/* Seed records and releases are about what they rest on. */
static scr_result finish(struct reading *r) {
    struct artifact_header *h = r->header;
    char hex[SCR_HEX_SIZE];
    if (!r->purpose_seen || !h->election || !h->signer_role)
        return refuse(r, "the header lacks its Election, Purpose or SignerRole; every artifact has them");
    h->any_number = r->kind->subject && !strcmp(r->kind->subject, ANY);
    if (!r->kind->subject || strcmp(r->kind->subject, RESTS_ON) != 0) return scr_done();
    if (!h->rests_on_count) return refuse(r, "the header names no artifact that this one rests on");
    scr_hash_hex(&h->rests_on[0].hash, hex);
    h->subject_kind = r->kind->subject_kind;
    return keep(r, hex, &h->subject);
}

static scr_result read_all(struct reading *r) {
    for (;;) {
        enum scr_xml_event event;
        SCR_TRY(scr_xml_next(r->xml, &event));
        switch (event) {
        case SCR_XML_START:
            SCR_TRY(started(r));
            break;
        case SCR_XML_TEXT:
            SCR_TRY(text(r));
            break;
        case SCR_XML_CLOSE:
            r->text_of[0] = 0;
            break;
        case SCR_XML_DONE:
            return finish(r);
        }
    }
}

scr_result artifact_header_read(const void *bytes, size_t length, const char *shown, struct scr_arena *arena,
                                struct artifact_header *header, struct scr_diagnosis *diagnosis) {
    const struct scr_xml_options options = {.canonical = true, .limit = ARTIFACT_BYTES_MOST, .shown = shown};
    struct reading r = {.arena = arena, .header = header, .diagnosis = diagnosis};
    *header = (struct artifact_header){0};
    scr_result result = scr_xml_reader_memory(bytes, length, &options, &r.xml, diagnosis);
    if (!scr_failed(result)) result = read_all(&r);
    scr_xml_reader_free(r.xml);
    if (scr_failed(result)) artifact_header_free(header);
    return result;
}

void artifact_header_free(struct artifact_header *header) {
    free(header->rests_on);
    free(header->supersedes);
    free(header->proofs);
    *header = (struct artifact_header){0};
}
