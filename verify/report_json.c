/* report_json.c: the report as one JSON object, handed out file by file. */
#include "scrutineer/text.h"
#include "verify/report.h"

static scr_result pair(struct scr_buffer *out, const char *name, const char *value) {
    SCR_TRY(scr_buffer_print(out, "\"%s\": ", name));
    return scr_text_json(out, value);
}

static scr_result file_json(const struct findings *findings, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_buffer_text(out, "    {"));
    SCR_TRY(pair(out, "file", findings->file));
    SCR_TRY(scr_buffer_text(out, ", "));
    SCR_TRY(pair(out, "kind", findings->kind));
    if (findings->hashed) {
        scr_hash_hex(&findings->hash, hex);
        SCR_TRY(scr_buffer_print(out, ", \"sha256\": \"%s\"", hex));
    }
    SCR_TRY(scr_buffer_text(out, ",\n     \"checks\": ["));
    for (size_t i = 0; i < findings->check_count; i++) {
        const struct check *check = &findings->checks[i];
        SCR_TRY(scr_buffer_print(out, "%s\n       {\"id\": \"%s\", \"verdict\": \"%s\", \"detail\": ", i ? "," : "",
                                 check->id, verdict_word(check->verdict)));
        SCR_TRY(scr_text_json(out, check->detail));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    SCR_TRY(scr_buffer_text(out, "]"));
    if (findings->note_count) SCR_TRY(scr_buffer_text(out, ",\n     \"notes\": ["));
    for (size_t i = 0; i < findings->note_count; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", " : ""));
        SCR_TRY(scr_text_json(out, findings->notes[i]));
    }
    if (findings->note_count) SCR_TRY(scr_buffer_text(out, "]"));
    for (size_t i = 0; i < findings->fact_count; i++)
        SCR_TRY(scr_buffer_print(out, ",\n     \"%s\": %s", findings->facts[i].name, findings->facts[i].json));
    return scr_buffer_text(out, "}");
}

struct sentences {
    struct scr_buffer *out;
    bool some;
};

static scr_result sentence(void *context, const char *text) {
    struct sentences *sentences = context;
    SCR_TRY(scr_buffer_text(sentences->out, sentences->some ? ",\n    " : "\n    "));
    sentences->some = true;
    return scr_text_json(sentences->out, text);
}

/* What the run was asked, so that it can be repeated. */
static scr_result arguments_json(const struct verification *verification, struct scr_buffer *out) {
    if (!verification->argument_count) return scr_done();
    SCR_TRY(scr_buffer_text(out, ",\n  \"arguments\": ["));
    for (size_t i = 0; i < verification->argument_count; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", " : ""));
        SCR_TRY(scr_text_json(out, verification->arguments[i]));
    }
    return scr_buffer_text(out, "]");
}

static scr_result end_json(const struct verification *verification, struct scr_buffer *out) {
    struct sentences sentences = {.out = out};
    SCR_TRY(scr_buffer_print(out, "],\n  \"arithmetic\": \"%s\",\n  \"provenance\": \"%s\",\n",
                             verdict_word(verification->arithmetic), verdict_word(verification->provenance)));
    if (verification->reported_given)
        SCR_TRY(scr_buffer_print(out, "  \"reported\": \"%s\",\n", verdict_word(verification->reported)));
    SCR_TRY(scr_buffer_text(out, "  \"not_proved\": ["));
    SCR_TRY(verify_not_proved(verification, sentence, &sentences));
    return scr_buffer_text(out, "]\n}\n");
}

/* Hands out and empties the buffer, which keeps its memory. */
static scr_result flush(struct scr_buffer *out, report_sink *sink, void *context) {
    size_t length = out->length;
    out->length = 0;
    return sink(context, out->data, length);
}

scr_result report_json(const struct verification *verification, const char *version, report_sink *sink, void *context) {
    struct scr_buffer out = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_buffer_text(&out, "{\n  "), end);
    SCR_TRY_OR(result, pair(&out, "scrutineer-verify", version), end);
    SCR_TRY_OR(result, arguments_json(verification, &out), end);
    SCR_TRY_OR(result, scr_buffer_text(&out, ",\n  \"files\": ["), end);
    for (size_t i = 0; i < verification->count; i++) {
        SCR_TRY_OR(result, scr_buffer_text(&out, i ? ",\n" : "\n"), end);
        SCR_TRY_OR(result, file_json(&verification->files[i], &out), end);
        SCR_TRY_OR(result, flush(&out, sink, context), end);
    }
    SCR_TRY_OR(result, end_json(verification, &out), end);
    result = flush(&out, sink, context);
end:
    scr_buffer_free(&out);
    return result;
}
