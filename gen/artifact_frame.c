/* artifact_frame.c: root element, header and end of an artifact. */
#include "gen/artifact_frame.h"

#include <string.h>

scr_result artifact_root(struct scr_xml_writer *xml, const char *name) {
    SCR_TRY(scr_xml_open(xml, name));
    SCR_TRY(scr_xml_attribute(xml, "xmlns", ARTIFACT_NAMESPACE));
    return scr_xml_attribute(xml, "Version", "1");
}

scr_result artifact_text(struct scr_xml_writer *xml, const char *name, const char *text) {
    SCR_TRY(scr_xml_open(xml, name));
    SCR_TRY(scr_xml_text(xml, text, strlen(text)));
    return scr_xml_close(xml);
}

scr_result artifact_header(struct scr_xml_writer *xml, const struct election *election, const char *purpose,
                           const struct artifact_rest *rests, size_t count, const struct scr_hash *supersedes) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_xml_open(xml, "Header"));
    SCR_TRY(scr_xml_open(xml, "Election"));
    SCR_TRY(scr_xml_attribute(xml, "Id", election->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", election->name));
    SCR_TRY(scr_xml_attribute(xml, "Date", election->date));
    SCR_TRY(scr_xml_attribute(xml, "Jurisdiction", election->jurisdiction));
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(artifact_text(xml, "Purpose", purpose));
    SCR_TRY(artifact_text(xml, "SignerRole", "election-official"));
    SCR_TRY(scr_xml_open(xml, "Software"));
    SCR_TRY(scr_xml_attribute(xml, "Name", "scrutineer-gen"));
    SCR_TRY(scr_xml_attribute(xml, "Version", SCRUTINEER_VERSION));
    SCR_TRY(scr_xml_close(xml));
    for (size_t i = 0; i < count; i++) {
        if (!rests[i].hash) continue;
        scr_hash_hex(rests[i].hash, hex);
        SCR_TRY(scr_xml_open(xml, "RestsOn"));
        SCR_TRY(scr_xml_attribute(xml, "Kind", rests[i].kind));
        SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
        SCR_TRY(scr_xml_close(xml));
    }
    if (supersedes) {
        scr_hash_hex(supersedes, hex);
        SCR_TRY(scr_xml_open(xml, "Supersedes"));
        SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

scr_result artifact_end(struct scr_xml_writer *xml, scr_result result) {
    if (!scr_failed(result)) return scr_xml_end(xml);
    scr_xml_abandon(xml);
    return result;
}
