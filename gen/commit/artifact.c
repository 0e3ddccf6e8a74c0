/* artifact.c: the ballot commitment artifact (specification, section 10.1; schemas/ballot-commitment.xsd). */
#include <string.h>

#include "contest.h"
#include "make.h"
#include "source.h"

static scr_result write_source(struct scr_xml_writer *xml, const char *kind, const struct source_file *file,
                               const struct scr_hash *digest) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(digest, hex);
    SCR_TRY(scr_xml_open(xml, "Source"));
    SCR_TRY(scr_xml_attribute(xml, "Name", file->name));
    SCR_TRY(scr_xml_attribute(xml, "Kind", kind));
    SCR_TRY(scr_xml_attribute(xml, "Format", file->format));
    SCR_TRY(scr_xml_attribute(xml, "Digest", hex));
    return scr_xml_close(xml);
}

static scr_result write_sources(struct scr_xml_writer *xml, const struct storage *storage,
                                const struct commitment *commitment) {
    for (size_t i = 0; i < storage->records.source_count; i++) {
        struct scr_hash digest;
        SCR_TRY(commitment_source_digest(commitment, &storage->records.sources[i].hash, &digest));
        SCR_TRY(write_source(xml, "cast-vote-records", &storage->records.sources[i], &digest));
    }
    for (size_t i = 0; i < storage->manifest.source_count; i++)
        SCR_TRY(write_source(xml, "manifest", &storage->manifest.sources[i], &storage->manifest.sources[i].hash));
    return scr_done();
}

static void put_number(uint64_t number, uint8_t bytes[static 8]) {
    for (unsigned i = 0; i < 8; i++) bytes[i] = (uint8_t)(number >> (56 - 8 * i));
}

static scr_result hash_field(struct scr_hasher *hasher, const char *text) {
    uint8_t length[8];
    put_number(strlen(text), length);
    SCR_TRY(scr_hasher_add(hasher, length, sizeof length));
    return scr_hasher_add(hasher, text, strlen(text));
}

static scr_result hash_batch(struct scr_hasher *hasher, const struct storage_batch *batch) {
    uint8_t ballots[8];
    put_number(batch->ballots, ballots);
    SCR_TRY(hash_field(hasher, batch->container));
    SCR_TRY(hash_field(hasher, batch->tabulator));
    SCR_TRY(hash_field(hasher, batch->name));
    return scr_hasher_add(hasher, ballots, sizeof ballots);
}

static scr_result hash_batches(const struct storage *storage, struct scr_hash *digest, uint64_t *ballots) {
    struct scr_hasher *hasher;
    *ballots = 0;
    SCR_TRY(scr_hasher_new(&hasher));
    for (size_t i = 0; i < storage->count; i++) {
        scr_result result = hash_batch(hasher, &storage->batches[i]);
        if (scr_failed(result)) {
            scr_hasher_free(hasher);
            return result;
        }
        *ballots += storage->batches[i].ballots;
    }
    return scr_hasher_end(hasher, digest);
}

static scr_result write_manifest(struct scr_xml_writer *xml, const struct storage *storage) {
    struct scr_hash digest;
    char hex[SCR_HEX_SIZE];
    uint64_t ballots;
    SCR_TRY(hash_batches(storage, &digest, &ballots));
    scr_hash_hex(&digest, hex);
    SCR_TRY(scr_xml_open(xml, "Manifest"));
    SCR_TRY(scr_xml_attribute_count(xml, "Ballots", ballots));
    SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
    for (size_t i = 0; i < storage->count; i++) {
        SCR_TRY(scr_xml_open(xml, "Batch"));
        SCR_TRY(scr_xml_attribute(xml, "Container", storage->batches[i].container));
        SCR_TRY(scr_xml_attribute(xml, "Tabulator", storage->batches[i].tabulator));
        SCR_TRY(scr_xml_attribute(xml, "Name", storage->batches[i].name));
        SCR_TRY(scr_xml_attribute_count(xml, "Ballots", storage->batches[i].ballots));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result write_contest(struct scr_xml_writer *xml, const struct committed_contest *committed,
                                const struct cvr_contest *contest) {
    struct tree_contest_candidate candidates[LEAVES_CANDIDATES_MOST];
    const struct tree_contest written = committed_tree_contest(committed, contest, candidates);
    return tree_artifact_contest(xml, &written);
}

static scr_result write_body(struct scr_xml_writer *xml, const struct storage *storage,
                             const struct commitment *commitment, const struct commit_line *lines) {
    const struct election election = committed_election(commitment);
    SCR_TRY(artifact_root(xml, "BallotCommitment"));
    SCR_TRY(artifact_header(xml, &election, "ballot-commitment", NULL, 0,
                            commitment->supersedes ? &commitment->superseded : NULL));
    SCR_TRY(write_sources(xml, storage, commitment));
    SCR_TRY(seed_source_write(xml, &commitment->source));
    SCR_TRY(write_manifest(xml, storage));
    for (size_t i = 0; i < commitment->count; i++)
        SCR_TRY(write_contest(xml, &commitment->contests[i], lines[i].contest));
    return scr_xml_close(xml);
}

scr_result commitment_artifact(const struct storage *storage, const struct commitment *commitment,
                               const struct commit_line *lines, struct scr_buffer *artifact) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, artifact);
    if (!scr_failed(result)) result = write_body(&xml, storage, commitment, lines);
    return artifact_end(&xml, result);
}
