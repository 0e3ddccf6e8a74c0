/* returns_import.c: the table of formats of precinct returns. */
#include "returns_import.h"

#include <string.h>

#include "returns_format.h"
#include "scrutineer/xml_reader.h"

static const struct returns_format *const formats[] = {&returns_medsl, &returns_plain, &returns_openelections,
                                                       &returns_nist};

static const struct returns_format *format_of(const struct cvr_look *look) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i]->recognise(look)) return formats[i];
    return NULL;
}

static enum returns_role role_of_xml(const struct cvr_look *look) {
    const struct scr_xml_options options = {.limit = UINT64_MAX, .shown = look->shown};
    struct scr_xml_reader *reader = NULL;
    enum scr_xml_event event = SCR_XML_START;
    bool styles = false, counts = false;
    scr_result result = scr_xml_reader_file(look->path, &options, &reader, NULL);
    while (!scr_failed(result) && event != SCR_XML_DONE && !(styles && counts)) {
        result = scr_xml_next(reader, &event);
        if (scr_failed(result) || event != SCR_XML_START) continue;
        const char *name = scr_xml_name(reader);
        styles = styles || !strcmp(name, "BallotStyle");
        counts = counts || !strcmp(name, "VoteCounts") || !strcmp(name, "OtherCounts") || !strcmp(name, "BallotCounts");
    }
    scr_xml_reader_free(reader);
    /* Without either it is for the definition's importer to say what is missing. */
    return !counts ? RETURNS_ROLE_NONE : styles ? RETURNS_ROLE_BOTH : RETURNS_ROLE_RETURNS;
}

enum returns_role returns_role(const struct cvr_look *look) {
    const struct returns_format *format = format_of(look);
    if (!format) return RETURNS_ROLE_NONE;
    return format == &returns_nist ? role_of_xml(look) : RETURNS_ROLE_RETURNS;
}

static scr_result read_one(struct returns_builder *builder, const struct cvr_look *look) {
    const struct returns_format *format = format_of(look);
    struct scr_hash hash;
    if (!format) return (scr_result){SCR_INTERNAL};
    /* Each file is judged by itself, so that a bad one does not cut the reading of the next short. */
    builder->failed = builder->failed || builder_failed(&builder->base);
    builder->base.problems_before = builder->base.diagnosis->count + builder->base.diagnosis->dropped;
    SCR_TRY(returns_file_begin(builder, look->shown));
    SCR_TRY(format->read(builder, look, &hash));
    return returns_file_end(builder, format->name, &hash);
}

scr_result returns_import(const struct cvr_look *looks, const bool *wanted, size_t count, struct returns *returns,
                          struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    struct returns_builder builder;
    bool failed = false;
    *returns = (struct returns){0};
    scr_result result = returns_begin(&builder, diagnosis, notes);
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        if (!wanted[i]) continue;
        result = read_one(&builder, &looks[i]);
        /* A file that cannot be read to its end does not keep the others' problems from being told. */
        if (result.code == SCR_INPUT || result.code == SCR_IO) {
            failed = true;
            result = scr_done();
        }
    }
    builder.failed = builder.failed || failed;
    if (!scr_failed(result)) result = returns_finish(&builder, returns);
    returns_end(&builder);
    return result;
}
