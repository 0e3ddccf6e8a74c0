/* published_head.c: streams through a statement to its last entry. */
#include "gen/release/published_head.h"

#include <string.h>

#include "gen/package/artifact_header.h"
#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"

struct head {
    uint64_t number;
    struct scr_hash hash;
    bool statement; /* the root element is that of a statement */
};

static scr_result take(struct scr_xml_reader *reader, struct head *head, bool *good) {
    const char *name = scr_xml_name(reader);
    unsigned depth = scr_xml_depth(reader);
    *good = true;
    if (!depth) head->statement = !strcmp(name, "MeasurementStatement");
    if (depth != 2 || strcmp(name, "Entry")) return scr_done();
    const char *number = scr_xml_attribute_of(reader, "Number", NULL);
    *good = number && scr_count_parse(number, strlen(number), UINT32_MAX, &head->number) && head->number;
    const char *hash = scr_xml_attribute_of(reader, "Hash", NULL);
    *good = *good && hash && scr_hash_parse(hash, &head->hash);
    return scr_done();
}

static scr_result read_head(struct scr_xml_reader *reader, struct head *head, struct scr_diagnosis *diagnosis) {
    enum scr_xml_event event = SCR_XML_START;
    bool good = true;
    while (event != SCR_XML_DONE) {
        SCR_TRY(scr_xml_next(reader, &event));
        if (event == SCR_XML_START) SCR_TRY(take(reader, head, &good));
        if (!good)
            return scr_refuse(diagnosis, SCR_INPUT, scr_xml_place(reader),
                              "an entry of a ledger has a number and a hash of 64 hexadecimal digits");
    }
    return scr_done();
}

scr_result published_head_check(const char *path, const char *shown, const struct ledger *ledger,
                                struct scr_diagnosis *diagnosis) {
    const struct scr_xml_options options = {.canonical = true, .limit = ARTIFACT_BYTES_MOST, .shown = shown};
    struct scr_xml_reader *reader = NULL;
    struct head head = {0};
    scr_result result = scr_xml_reader_file(path, &options, &reader, diagnosis);
    if (!scr_failed(result)) result = read_head(reader, &head, diagnosis);
    scr_xml_reader_free(reader);
    SCR_TRY(result);
    if (!head.statement || !head.number)
        return scr_refuse(diagnosis, SCR_INPUT, shown, "this is not a measurement statement with a ledger");
    if (head.number <= ledger->count && scr_hash_equal(&ledger->entries[head.number - 1].hash, &head.hash))
        return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, shown,
                      "the ledger of this published statement ends in entry %llu, which the store does not have: the "
                      "store is older, or of another election; use the newest copy of the store",
                      (unsigned long long)head.number);
}
