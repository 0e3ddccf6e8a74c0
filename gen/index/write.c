/* write.c: an index of publications as an artifact. */
#include <string.h>

#include "gen/artifact_frame.h"
#include "gen/index/index.h"

static scr_result write_replaces(struct scr_xml_writer *xml, const struct index_entry *entry) {
    struct scr_buffer numbers = {0};
    scr_result result = index_replaces(entry, &numbers);
    if (!scr_failed(result)) result = scr_xml_attribute(xml, "Replaces", (const char *)numbers.data);
    scr_buffer_free(&numbers);
    return result;
}

static scr_result write_entry(struct scr_xml_writer *xml, const struct index_entry *entry) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_xml_open(xml, entry->withdrawal ? "Withdrawal" : "Publication"));
    SCR_TRY(scr_xml_attribute_count(xml, "Number", entry->number));
    SCR_TRY(scr_xml_attribute(xml, "Date", entry->date));
    if (entry->withdrawal) {
        SCR_TRY(scr_xml_attribute_count(xml, "Of", entry->of));
        SCR_TRY(scr_xml_attribute(xml, "Reason", entry->reason));
    } else {
        scr_hash_hex(&entry->sha256, hex);
        SCR_TRY(scr_xml_attribute(xml, "Kind", entry->kind));
        SCR_TRY(scr_xml_attribute(xml, "Subject", entry->subject));
        SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
        SCR_TRY(write_replaces(xml, entry));
    }
    scr_hash_hex(&entry->hash, hex);
    SCR_TRY(scr_xml_attribute(xml, "Hash", hex));
    return scr_xml_close(xml);
}

static scr_result write_all(struct scr_xml_writer *xml, const struct publication_index *index) {
    const struct election election = {
        .id = index->election, .name = index->name, .date = index->date, .jurisdiction = index->jurisdiction};
    SCR_TRY(artifact_root(xml, "PublicationIndex"));
    SCR_TRY(artifact_header(xml, &election, INDEX_PURPOSE, NULL, 0, index->file.length ? &index->digest : NULL));
    for (size_t i = 0; i < index->count; i++) SCR_TRY(write_entry(xml, &index->entries[i]));
    return scr_xml_close(xml);
}

scr_result index_write(const struct publication_index *index, struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = write_all(&xml, index);
    return artifact_end(&xml, result);
}
