/* opening_read.c: reads the content of a court opening from memory, its rows as the statement's contests have them. */
#include <inttypes.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"
#include "verify/document.h"
#include "verify/release/opening.h"

/* A true count fits the canonical integers of a commitment, U64, and the size of a count in 14.2. */
#define COUNT_MOST (UINT64_C(1) << 40)

struct reading {
    struct scr_xml_reader *xml;
    const struct published_statement *statement;
    struct opening *opening;
    struct scr_diagnosis *diagnosis;
    size_t contests; /* begun */
    uint64_t rows;   /* read of the current one */
    bool misplaced;
};

static void note(struct reading *reading, const char *what) {
    scr_note(reading->diagnosis, SCR_INPUT, scr_xml_place(reading->xml), "%s", what);
}

/* The element's attribute at `index`; "" and a problem when another one stands there. */
static const char *attribute(struct reading *reading, size_t index, const char *name) {
    const char *there = scr_xml_attribute_at(reading->xml, index);
    const char *value = scr_xml_attribute_of(reading->xml, name, NULL);
    if (!there || strcmp(there, name) != 0 || !value) reading->misplaced = true;
    return value ? value : "";
}

static void read_hash(struct reading *reading, size_t index, const char *name, struct scr_hash *hash) {
    if (!scr_hash_parse(attribute(reading, index, name), hash)) reading->misplaced = true;
}

/* The contest that TrueCounts are now of, or NULL when there are more than the statement has. */
static const struct measured_contest *contest_of(const struct reading *reading) {
    return reading->contests && reading->contests <= reading->statement->contest_count
               ? &reading->statement->contests[reading->contests - 1]
               : NULL;
}

static scr_result start_counts(struct reading *reading) {
    const char *id = attribute(reading, 0, "ContestId");
    reading->contests++;
    reading->rows = 0;
    const struct measured_contest *contest = contest_of(reading);
    if (!contest || strcmp(contest->id, id) != 0) {
        note(reading, "the contests are not those of the measurement statement, in its order");
        return scr_done();
    }
    size_t cells;
    if (!scr_multiply((size_t)contest->unit_count, contest->option_count, &cells)) return (scr_result){SCR_MEMORY};
    int64_t **counts = &reading->opening->counts[reading->contests - 1];
    *counts = calloc(cells ? cells : 1, sizeof **counts);
    if (!*counts) return (scr_result){SCR_MEMORY};
    return scr_done();
}

static scr_result start(struct reading *reading) {
    const char *name = scr_xml_name(reading->xml);
    struct opening *opening = reading->opening;
    if (!strcmp(name, "Release")) {
        read_hash(reading, 0, "SHA256", &opening->release);
    } else if (!strcmp(name, "ReleaseKey")) {
        const char *text = attribute(reading, 0, "Number");
        uint64_t number = 0;
        if (!scr_count_parse(text, strlen(text), UINT32_MAX, &number)) reading->misplaced = true;
        opening->number = (uint32_t)number;
        read_hash(reading, 1, "Key", &opening->key);
    } else if (!strcmp(name, "PathHash")) {
        struct scr_hash beyond;
        bool room = opening->path_count < OPENING_PATH;
        read_hash(reading, 0, "SHA256", room ? &opening->path[opening->path_count] : &beyond);
        opening->path_count += room;
        if (!room) reading->misplaced = true;
    } else if (!strcmp(name, "TableKey")) {
        read_hash(reading, 0, "Key", &opening->table_key);
    } else if (!strcmp(name, "TrueCounts")) {
        return start_counts(reading);
    }
    return scr_done();
}

/* One Row: as many whole numbers as the contest has options, one space between them. */
static void read_row(struct reading *reading, const char *text, size_t length) {
    const struct measured_contest *contest = contest_of(reading);
    uint64_t row = reading->rows++;
    int64_t *counts = contest ? reading->opening->counts[reading->contests - 1] : NULL;
    if (!counts || row >= contest->unit_count) {
        if (counts && row == contest->unit_count) note(reading, "more rows than the contest has precincts");
        return;
    }
    const char *end = text + length;
    for (size_t option = 0; option < contest->option_count; option++) {
        const char *space = memchr(text, ' ', (size_t)(end - text));
        const char *stop = option + 1 < contest->option_count ? space : end;
        uint64_t count;
        if (!stop || !scr_count_parse(text, (size_t)(stop - text), COUNT_MOST, &count)) {
            note(reading, "a row is not one whole number for each option of the contest");
            return;
        }
        counts[(size_t)row * contest->option_count + option] = (int64_t)count;
        if (stop != end) text = stop + 1;
    }
}

static void close_counts(struct reading *reading) {
    const struct measured_contest *contest = contest_of(reading);
    if (contest && reading->rows < contest->unit_count) note(reading, "fewer rows than the contest has precincts");
}

static scr_result read_events(struct reading *reading) {
    bool in_row = false;
    for (;;) {
        enum scr_xml_event event;
        size_t length;
        SCR_TRY(scr_xml_next(reading->xml, &event));
        switch (event) {
        case SCR_XML_START:
            in_row = !strcmp(scr_xml_name(reading->xml), "Row");
            SCR_TRY(start(reading));
            break;
        case SCR_XML_TEXT: {
            const char *text = scr_xml_content(reading->xml, &length);
            if (in_row) read_row(reading, text, length);
            break;
        }
        case SCR_XML_CLOSE:
            if (!strcmp(scr_xml_name(reading->xml), "TrueCounts")) close_counts(reading);
            break;
        case SCR_XML_DONE:
            if (reading->contests < reading->statement->contest_count)
                note(reading, "contests of the measurement statement are missing");
            if (reading->misplaced) note(reading, "attributes are not those of the schema, in its order");
            return scr_done();
        }
    }
}

scr_result opening_read(const struct scr_buffer *content, const struct scr_xml_schema *schema,
                        const struct published_statement *statement, struct opening *opening,
                        struct scr_diagnosis *diagnosis) {
    const struct scr_xml_options options = {
        .schema = schema, .canonical = true, .limit = ARTIFACT_LIMIT, .shown = "the content of the sealed file"};
    struct reading reading = {.statement = statement, .opening = opening, .diagnosis = diagnosis};
    opening->contest_count = statement->contest_count;
    opening->counts = calloc(statement->contest_count ? statement->contest_count : 1, sizeof *opening->counts);
    if (!opening->counts) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_xml_reader_memory(content->data, content->length, &options, &reading.xml, diagnosis));
    scr_result result = read_events(&reading);
    scr_xml_reader_free(reading.xml);
    if (!scr_failed(result) && diagnosis->count + diagnosis->dropped) return (scr_result){SCR_INPUT};
    return result;
}

void opening_free(struct opening *opening) {
    for (size_t i = 0; opening->counts && i < opening->contest_count; i++) free(opening->counts[i]);
    free(opening->counts);
    OPENSSL_cleanse(opening, sizeof *opening);
}
