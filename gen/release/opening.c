/* opening.c: the content of a court opening, as canonical XML. */
#include "gen/release/opening.h"

#include <inttypes.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "gen/artifact_frame.h"

void release_opening_wipe(struct scr_buffer *content) {
    if (content->data) OPENSSL_cleanse(content->data, content->capacity);
    scr_buffer_free(content);
}

static scr_result write_hash(struct scr_xml_writer *xml, const char *name, const uint8_t bytes[static SCR_HASH_SIZE]) {
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    memcpy(hash.bytes, bytes, sizeof hash.bytes);
    scr_hash_hex(&hash, hex);
    scr_result result = scr_xml_attribute(xml, name, hex);
    OPENSSL_cleanse(&hash, sizeof hash);
    OPENSSL_cleanse(hex, sizeof hex);
    return result;
}

static scr_result write_keys(struct scr_xml_writer *xml, const struct release_opening *opening) {
    SCR_TRY(scr_xml_open(xml, "Release"));
    SCR_TRY(write_hash(xml, "SHA256", opening->release.bytes));
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(scr_xml_open(xml, "ReleaseKey"));
    SCR_TRY(scr_xml_attribute_count(xml, "Number", opening->number));
    SCR_TRY(write_hash(xml, "Key", opening->release_key));
    for (size_t i = 0; i < opening->path_count; i++) {
        SCR_TRY(scr_xml_open(xml, "PathHash"));
        SCR_TRY(write_hash(xml, "SHA256", opening->path[i].bytes));
        SCR_TRY(scr_xml_close(xml));
    }
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(scr_xml_open(xml, "TableKey"));
    SCR_TRY(write_hash(xml, "Key", opening->table_key));
    return scr_xml_close(xml);
}

static scr_result write_counts(struct scr_xml_writer *xml, const struct measurement_contest *contest,
                               struct scr_buffer *row) {
    const struct release_hierarchy *tree = &contest->tree;
    SCR_TRY(scr_xml_open(xml, "TrueCounts"));
    SCR_TRY(scr_xml_attribute(xml, "ContestId", contest->id));
    for (size_t unit = tree->level_begin[tree->levels - 1]; unit < tree->units; unit++) {
        const int64_t *counts = contest->counts + unit * contest->option_count;
        row->length = 0;
        for (uint32_t i = 0; i < contest->option_count; i++) {
            char text[24];
            int length = snprintf(text, sizeof text, "%s%" PRId64, i ? " " : "", counts[i]);
            SCR_TRY(scr_buffer_append(row, text, (size_t)length));
        }
        SCR_TRY(scr_xml_open(xml, "Row"));
        SCR_TRY(scr_xml_text(xml, (const char *)row->data, row->length));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result write_body(struct scr_xml_writer *xml, const struct release_opening *opening) {
    struct scr_buffer row = {0};
    SCR_TRY(artifact_root(xml, "CourtOpening"));
    SCR_TRY(write_keys(xml, opening));
    scr_result result = scr_done();
    for (size_t i = 0; i < opening->measurement->contest_count && !scr_failed(result); i++)
        result = write_counts(xml, &opening->measurement->contests[i], &row);
    release_opening_wipe(&row);
    return scr_failed(result) ? result : scr_xml_close(xml);
}

scr_result release_opening_content(const struct release_opening *opening, struct scr_buffer *content) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, content);
    if (!scr_failed(result)) result = write_body(&xml, opening);
    return artifact_end(&xml, result);
}
