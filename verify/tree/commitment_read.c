/* commitment_read.c: from the elements of a ballot commitment to contests and sums of batches. Batches come by the
 * million: their names are hashed and not kept. */
#include <stdlib.h>
#include <string.h>

#include "verify/tree/commitment.h"
#include "verify/tree/seed_source.h"

static void put_u64(uint64_t value, uint8_t bytes[static 8]) {
    for (int i = 7; i >= 0; i--, value >>= 8) bytes[i] = (uint8_t)value;
}

/* F(text) of section 10.1. */
static scr_result hash_text(struct scr_hasher *hasher, const char *text) {
    uint8_t length[8];
    put_u64(strlen(text), length);
    SCR_TRY(scr_hasher_add(hasher, length, sizeof length));
    return scr_hasher_add(hasher, text, strlen(text));
}

static scr_result start_source(void *context, struct document *document) {
    struct commitment *commitment = context;
    const char *ignored;
    struct scr_hash digest;
    commitment->source_count++;
    SCR_TRY(document_borrow(document, "Name", &ignored));
    SCR_TRY(document_borrow(document, "Kind", &ignored));
    SCR_TRY(document_borrow(document, "Format", &ignored));
    return document_hash(document, "Digest", &digest);
}

static scr_result start_seed_source(void *context, struct document *document) {
    return seed_source_read(document, &((struct commitment *)context)->published->source);
}

static scr_result start_manifest(void *context, struct document *document) {
    struct commitment *commitment = context;
    SCR_TRY(document_number(document, "Ballots", UINT64_C(999999999999), &commitment->ballots));
    return document_hash(document, "SHA256", &commitment->batches);
}

/* Two batches of one name are two digests alike, whatever their ballots. */
static scr_result note_name(struct commitment *commitment, const char *container, const char *tabulator,
                            const char *name) {
    struct scr_hasher *hasher = NULL;
    struct scr_hash digest;
    SCR_TRY(scr_hasher_new(&hasher));
    scr_result result = hash_text(hasher, container);
    if (!scr_failed(result)) result = hash_text(hasher, tabulator);
    if (!scr_failed(result)) result = hash_text(hasher, name);
    if (scr_failed(result)) {
        scr_hasher_free(hasher);
        return result;
    }
    SCR_TRY(scr_hasher_end(hasher, &digest));
    return batch_names_add(&commitment->names, &digest);
}

static scr_result start_batch(void *context, struct document *document) {
    struct commitment *commitment = context;
    size_t *count = &commitment->published->batch_count;
    const char *container, *tabulator, *name;
    uint32_t ballots;
    uint8_t bytes[8];
    SCR_TRY(document_borrow(document, "Container", &container));
    SCR_TRY(document_borrow(document, "Tabulator", &tabulator));
    SCR_TRY(document_borrow(document, "Name", &name));
    SCR_TRY(document_count(document, "Ballots", &ballots));
    SCR_TRY(scr_grow(&commitment->sums, &commitment->sum_capacity, *count + 1, sizeof *commitment->sums));
    /* Below 2^28 batches in a file of 256 MiB, below 2^30 ballots each. */
    commitment->sums[*count] = ballots + (*count ? commitment->sums[*count - 1] : 0);
    ++*count;
    commitment->nameless += !tabulator[0] && !name[0];
    SCR_TRY(note_name(commitment, container, tabulator, name));
    SCR_TRY(hash_text(commitment->hasher, container));
    SCR_TRY(hash_text(commitment->hasher, tabulator));
    SCR_TRY(hash_text(commitment->hasher, name));
    put_u64(ballots, bytes);
    return scr_hasher_add(commitment->hasher, bytes, sizeof bytes);
}

static scr_result start_contest(void *context, struct document *document) {
    struct commitment *commitment = context;
    struct published_commitment *published = commitment->published;
    SCR_TRY(scr_grow(&published->contests, &commitment->contest_capacity, published->contest_count + 1,
                     sizeof *published->contests));
    return published_read_contest(document, &published->contests[published->contest_count++]);
}

static scr_result start_candidate(void *context, struct document *document) {
    struct published_commitment *published = ((struct commitment *)context)->published;
    if (!published->contest_count) {
        document->misplaced = true;
        return scr_done();
    }
    return published_read_candidate(document, &published->contests[published->contest_count - 1]);
}

static const struct document_element elements[] = {
    {"Batch", start_batch, NULL},       {"Candidate", start_candidate, NULL}, {"Contest", start_contest, NULL},
    {"Manifest", start_manifest, NULL}, {"Source", start_source, NULL},       {"SeedSource", start_seed_source, NULL},
};

static const struct document_kind kind = {
    .purpose = "ballot-commitment",
    .signer_role = "election-official",
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

scr_result commitment_read(const char *path, const struct scr_xml_schema *schema, struct commitment *commitment,
                           struct scr_arena *arena, struct artifact_header *header, struct scr_diagnosis *diagnosis) {
    commitment->published = calloc(1, sizeof *commitment->published);
    if (!commitment->published) return (scr_result){SCR_MEMORY};
    struct published *head = &commitment->published->head;
    SCR_TRY(scr_hasher_new(&commitment->hasher));
    SCR_TRY(document_read(path, schema, &kind, commitment, &head->arena, header, &head->digest, diagnosis));
    struct scr_hasher *hasher = commitment->hasher;
    commitment->hasher = NULL;
    SCR_TRY(scr_hasher_end(hasher, &commitment->batches_found));
    head->election_id = header->election_id;
    return artifact_header_keep(header, arena);
}

void commitment_free(struct commitment *commitment) {
    published_commitment_free(commitment->published);
    free(commitment->sums);
    batch_names_free(&commitment->names);
    scr_hasher_free(commitment->hasher);
    *commitment = (struct commitment){0};
}
