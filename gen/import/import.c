/* import.c: the table of formats; recognises a file by its content and lets its format read it. */
#include "import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../common/open.h"
#include "format.h"
#include "json_document.h"
#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"

#define PREFIX ((size_t)1 << 16)

static const struct import_format *const formats[] = {
    &format_nist_1500_20,  &format_nist_1500_100, &format_nist_1500_20_json, &format_votingworks,
    &format_electionguard, &format_dominion_csv,  &format_plain_csv};

/* What is being looked at, and what must be released. */
struct opened {
    struct source source;
    struct scr_buffer shown, prefix;
    struct scr_xml_reader *reader;
};

static scr_result read_prefix(struct opened *opened, struct scr_diagnosis *diagnosis) {
    int fd;
    uint64_t size;
    SCR_TRY(scr_open_regular(opened->source.path, &fd, &size, diagnosis));
    char *bytes = malloc(PREFIX);
    scr_result result = bytes ? scr_done() : (scr_result){SCR_MEMORY};
    while (!scr_failed(result) && opened->prefix.length < PREFIX) {
        long got = scr_read_some(fd, bytes, PREFIX - opened->prefix.length);
        if (got < 0) result = scr_refuse_io(diagnosis, opened->source.path, "could not be read", errno);
        if (got <= 0) break;
        result = scr_buffer_append(&opened->prefix, bytes, (size_t)got);
    }
    free(bytes);
    close(fd);
    if (!scr_failed(result) && !opened->prefix.length)
        result = scr_refuse(diagnosis, SCR_INPUT, opened->source.shown, "the file is empty");
    return result;
}

static enum source_kind kind_of(const struct scr_buffer *prefix, const char **text) {
    *text = (const char *)prefix->data;
    if (!strncmp(*text, "\xEF\xBB\xBF", 3)) *text += 3;
    /* UTF-16: of the formats known, only XML may come in it. */
    if (!strncmp(*text, "\xFF\xFE", 2) || !strncmp(*text, "\xFE\xFF", 2)) return SOURCE_XML;
    char first = (*text)[strspn(*text, " \t\r\n")];
    return first == '<' ? SOURCE_XML : first == '{' || first == '[' ? SOURCE_JSON : SOURCE_CSV;
}

/* Looks as far into the file as it takes to recognise it: the root of XML, the whole of JSON, a piece of CSV. */
static scr_result look(struct opened *opened, struct scr_diagnosis *diagnosis) {
    struct source *source = &opened->source;
    const char *text;
    SCR_TRY(read_prefix(opened, diagnosis));
    source->kind = kind_of(&opened->prefix, &text);
    source->root = source->root_namespace = "";
    source->prefix = text;
    if (source->kind == SOURCE_JSON)
        return json_document_read(source->path, source->shown, &source->json, &source->hash, diagnosis);
    if (source->kind == SOURCE_XML) {
        const struct scr_xml_options options = {.limit = PREFIX * PREFIX, .shown = source->shown};
        enum scr_xml_event event;
        SCR_TRY(scr_xml_reader_file(source->path, &options, &opened->reader, diagnosis));
        SCR_TRY(scr_xml_next(opened->reader, &event));
        if (event != SCR_XML_START) return (scr_result){SCR_INTERNAL};
        source->root = scr_xml_name(opened->reader);
        source->root_namespace = scr_xml_namespace(opened->reader);
    }
    return scr_done();
}

static scr_result refuse_unknown(const struct source *source, struct scr_diagnosis *diagnosis) {
    static const char *const known =
        "known are NIST 1500-20 v1 and 1500-100 v2, VotingWorks and ElectionGuard JSON, "
        "Dominion CVR CSV, and CSV with the columns style, contest, votes_allowed, candidate; for precinct returns "
        "OpenElections and MEDSL CSV, and CSV with the columns contest, selection, votes";
    if (source->kind == SOURCE_XML && !strcmp(source->root, "CastVoteRecordReport"))
        return scr_refuse(diagnosis, SCR_INPUT, source->shown,
                          "the file is not an election definition: it holds cast-vote records (NIST 1500-103)");
    if (source->kind != SOURCE_XML)
        return scr_refuse(diagnosis, SCR_INPUT, source->shown, "the file is not an election definition; %s", known);
    struct scr_buffer words = {0};
    scr_result result = scr_buffer_text(&words, "<");
    if (!scr_failed(result)) result = scr_text_terminal(&words, source->root);
    if (!scr_failed(result)) result = scr_buffer_text(&words, "> of the namespace \"");
    if (!scr_failed(result)) result = scr_text_terminal(&words, source->root_namespace);
    if (!scr_failed(result))
        result = scr_refuse(diagnosis, SCR_INPUT, source->shown,
                            "the file is not an election definition: its root is "
                            "%.300s\"; %s",
                            (const char *)words.data, known);
    scr_buffer_free(&words);
    return result;
}

static scr_result read_as(const struct import_format *format, const struct source *source,
                          const struct import_options *options, struct election *election,
                          struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    struct builder builder;
    struct scr_hash hash = {0};
    builder_begin(&builder, source->shown, options, diagnosis, notes);
    scr_result result = format->read(source, &builder, &hash);
    if (!scr_failed(result)) {
        const char *name = scr_arena_copy(&builder.arena, source->shown, strlen(source->shown));
        result = name ? builder_source(&builder, name, format->name, &hash) : (scr_result){SCR_MEMORY};
    }
    if (!scr_failed(result)) result = builder_finish(&builder, election);
    builder_abandon(&builder);
    return result;
}

scr_result import_file(const char *path, const struct import_options *options, struct election *election,
                       struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    struct opened opened = {.source.path = path};
    const struct import_format *format = NULL;
    size_t before = diagnosis->count + diagnosis->dropped;
    const char *slash = strrchr(path, '/');
    scr_result result;
    *election = (struct election){0};
    SCR_TRY_OR(result, scr_text_terminal(&opened.shown, slash ? slash + 1 : path), end);
    opened.source.shown = opened.shown.data ? (const char *)opened.shown.data : "";
    SCR_TRY_OR(result, look(&opened, diagnosis), end);
    for (size_t i = 0; i < sizeof formats / sizeof *formats && !format; i++)
        if (formats[i]->kind == opened.source.kind && formats[i]->recognise(&opened.source)) format = formats[i];
    result = format ? read_as(format, &opened.source, options, election, diagnosis, notes)
                    : refuse_unknown(&opened.source, diagnosis);
end:
    /* Every refusal has words: what fails without them is memory, or a limit of a library. */
    if (scr_failed(result) && diagnosis->count + diagnosis->dropped == before)
        scr_note(diagnosis, result.code, opened.source.shown, "%s",
                 result.code == SCR_MEMORY ? "the file needs more memory than there is" : "the file could not be read");
    json_decref(opened.source.json);
    scr_xml_reader_free(opened.reader);
    scr_buffer_free(&opened.shown);
    scr_buffer_free(&opened.prefix);
    return result;
}
