/* verdict.c: from JSON to a struct verdict. */
#include "gen/report/verified/verdict.h"

#include <string.h>

#include "gen/import/json_document.h"
#include "scrutineer/text.h"

struct reading {
    struct verdict *verdict;
    const char *shown;
    struct scr_diagnosis *diagnosis;
};

static scr_result refuse(const struct reading *r, const struct json_at *at, enum scr_code code, const char *sentence) {
    struct scr_buffer place = {0};
    scr_result result = scr_buffer_text(&place, r->shown);
    if (!scr_failed(result)) result = json_at_print(at, &place);
    if (!scr_failed(result)) result = scr_refuse(r->diagnosis, code, (const char *)place.data, "%s", sentence);
    scr_buffer_free(&place);
    return result;
}

static scr_result read_string(const struct reading *r, const struct json_at *at, const char **text) {
    *text = json_string_value(at->value);
    return *text ? scr_done() : refuse(r, at, SCR_INPUT, "a JSON string must stand here");
}

/* An array of at most `most` elements; absent it counts as empty when `optional`. */
static scr_result read_array(const struct reading *r, const struct json_at *at, bool optional, size_t most,
                             size_t *count) {
    *count = json_array_size(at->value);
    if (!at->value && optional) return scr_done();
    if (!json_is_array(at->value)) return refuse(r, at, SCR_INPUT, "a JSON array must stand here");
    return *count <= most ? scr_done() : refuse(r, at, SCR_LIMIT, "the array has more elements than are read");
}

static scr_result read_word(const struct reading *r, const struct json_at *at, enum verdict_of *verdict) {
    static const char *const words[VERDICT_WORDS] = {"holds", "undecided", "refuted"};
    const char *text = json_string_value(at->value);
    for (*verdict = 0; text && *verdict < VERDICT_WORDS; ++*verdict)
        if (!strcmp(text, words[*verdict])) return scr_done();
    return refuse(r, at, SCR_INPUT, "\"holds\", \"refuted\" or \"undecided\" must stand here");
}

/* Checks of provenance and of a machine's totals have headlines of their own (specification, section 8). */
static bool is_provenance(const char *id) { return !strncmp(id, "PKG-", 4) && strcmp(id, "PKG-08") >= 0; }
static bool is_arithmetic(const char *id) { return !is_provenance(id) && strcmp(id, "LAT-31") != 0; }
/* A trusted signature says nothing about files that are not what the list names. */
static bool is_carried(const char *id) {
    return !strcmp(id, "PKG-03") || !strcmp(id, "PKG-04") || !strcmp(id, "PKG-05");
}

static bool is_id(const char *text) {
    return strlen(text) == 6 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && text[3] == '-' &&
           strspn(text + 4, "0123456789") == 2;
}

static scr_result read_check(const struct reading *r, const struct json_at *at, struct verdict_check *check) {
    const struct json_at id = json_member(at, "id"), word = json_member(at, "verdict"),
                         detail = json_member(at, "detail");
    SCR_TRY(read_string(r, &id, &check->id));
    if (!is_id(check->id))
        return refuse(r, &id, SCR_INPUT, "a check has an id such as LAT-11: three capitals, a hyphen, two digits");
    SCR_TRY(read_word(r, &word, &check->verdict));
    return read_string(r, &detail, &check->detail);
}

static scr_result read_sentences(const struct reading *r, const struct json_at *at, bool optional, size_t most,
                                 const char *const **sentences, size_t *count) {
    SCR_TRY(read_array(r, at, optional, most, count));
    const char **texts = scr_arena_alloc(&r->verdict->arena, *count, sizeof *texts);
    if (!texts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < *count; i++) {
        const struct json_at element = json_element(at, i);
        SCR_TRY(read_string(r, &element, &texts[i]));
    }
    *sentences = texts;
    return scr_done();
}

static scr_result read_checks(const struct reading *r, const struct json_at *at, struct verdict_file *file) {
    size_t count;
    SCR_TRY(read_array(r, at, false, VERDICT_CHECKS_MOST, &count));
    struct verdict_check *checks = scr_arena_alloc(&r->verdict->arena, count, sizeof *checks);
    if (!checks) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        const struct json_at element = json_element(at, i);
        SCR_TRY(read_check(r, &element, &checks[i]));
        r->verdict->counts[checks[i].verdict]++;
        if (is_arithmetic(checks[i].id) && checks[i].verdict > file->gravest) file->gravest = checks[i].verdict;
    }
    file->checks = checks;
    file->check_count = count;
    return scr_done();
}

/* The digest at `at`, which may be absent. */
static scr_result read_hash(const struct reading *r, const struct json_at *at, bool *there, struct scr_hash *hash) {
    const char *hex;
    *there = at->value != NULL;
    if (!*there) return scr_done();
    SCR_TRY(read_string(r, at, &hex));
    if (scr_hash_parse(hex, hash)) return scr_done();
    return refuse(r, at, SCR_INPUT, "a SHA-256 digest of 64 lower-case hexadecimal digits must stand here");
}

static scr_result read_file(const struct reading *r, const struct json_at *at, struct verdict_file *file) {
    const struct json_at name = json_member(at, "file"), kind = json_member(at, "kind"),
                         hash = json_member(at, "sha256"), tag_manifest = json_member(at, "tag_manifest"),
                         checks = json_member(at, "checks"), notes = json_member(at, "notes");
    SCR_TRY(read_string(r, &name, &file->file));
    SCR_TRY(read_string(r, &kind, &file->kind));
    SCR_TRY(read_hash(r, &hash, &file->hashed, &file->hash));
    SCR_TRY(read_hash(r, &tag_manifest, &file->listed, &file->tag_manifest));
    SCR_TRY(read_checks(r, &checks, file));
    return read_sentences(r, &notes, true, VERDICT_SENTENCES_MOST, &file->notes, &file->note_count);
}

static scr_result read_root(const struct reading *r, const struct json_at *root) {
    struct verdict *verdict = r->verdict;
    const struct json_at version = json_member(root, "scrutineer-verify"), files = json_member(root, "files"),
                         arithmetic = json_member(root, "arithmetic"), provenance = json_member(root, "provenance"),
                         reported = json_member(root, "reported"), not_proved = json_member(root, "not_proved");
    if (!json_is_object(root->value) || !version.value)
        return refuse(r, root, SCR_INPUT,
                      "this is not what 'scrutineer-verify --json' prints: it lacks the member \"scrutineer-verify\"");
    SCR_TRY(read_string(r, &version, &verdict->version));
    SCR_TRY(read_array(r, &files, false, VERDICT_FILES_MOST, &verdict->file_count));
    verdict->files = scr_arena_alloc(&verdict->arena, verdict->file_count, sizeof *verdict->files);
    if (!verdict->files) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct json_at element = json_element(&files, i);
        SCR_TRY(read_file(r, &element, &verdict->files[i]));
    }
    SCR_TRY(read_word(r, &arithmetic, &verdict->arithmetic));
    SCR_TRY(read_word(r, &provenance, &verdict->provenance));
    verdict->reported_given = reported.value != NULL;
    if (verdict->reported_given) SCR_TRY(read_word(r, &reported, &verdict->reported));
    const struct json_at arguments = json_member(root, "arguments");
    SCR_TRY(read_sentences(r, &arguments, true, VERDICT_ARGUMENTS_MOST, &verdict->arguments, &verdict->argument_count));
    return read_sentences(r, &not_proved, false, VERDICT_SENTENCES_MOST, &verdict->not_proved,
                          &verdict->not_proved_count);
}

/* Headlines that the checks contradict were not printed by the verifier. */
static scr_result agree(const struct reading *r, const struct json_at *root) {
    const struct verdict *verdict = r->verdict;
    const struct json_at arithmetic = json_member(root, "arithmetic"), provenance = json_member(root, "provenance");
    enum verdict_of gravest = VERDICT_IS_HELD, least = VERDICT_IS_HELD;
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct verdict_file *file = &verdict->files[i];
        if (file->gravest > gravest) gravest = file->gravest;
        for (size_t c = 0; c < file->check_count; c++)
            if ((is_provenance(file->checks[c].id) || is_carried(file->checks[c].id)) &&
                file->checks[c].verdict > least)
                least = file->checks[c].verdict;
    }
    if (gravest != verdict->arithmetic)
        return refuse(r, &arithmetic, SCR_INPUT, "this headline is not the one that the checks above it give");
    if (verdict->provenance < least)
        return refuse(r, &provenance, SCR_INPUT, "this headline is better than the checks above it allow");
    return scr_done();
}

scr_result verdict_read(const char *path, struct verdict *verdict, struct scr_diagnosis *diagnosis) {
    *verdict = (struct verdict){0};
    struct scr_buffer shown = {0};
    /* Of a file what read_file reads; facts for drawing are most of the output. */
    static const char *const members[] = {"file", "kind", "sha256", "tag_manifest", "checks", "notes"};
    static const struct json_part files = {3, members, sizeof members / sizeof *members};
    struct reading r = {verdict, NULL, diagnosis};
    scr_result result;
    SCR_TRY_OR(result, scr_text_terminal(&shown, path), end);
    r.shown = (const char *)shown.data;
    SCR_TRY_OR(
        result,
        json_document_read_part(path, r.shown, VERDICT_BYTES_MOST, &files, &verdict->root, &verdict->hash, diagnosis),
        end);
    const struct json_at root = {NULL, NULL, 0, verdict->root};
    SCR_TRY_OR(result, read_root(&r, &root), end);
    result = agree(&r, &root);
end:
    scr_buffer_free(&shown);
    return result;
}

void verdict_free(struct verdict *verdict) {
    json_decref(verdict->root);
    scr_arena_free(&verdict->arena);
    *verdict = (struct verdict){0};
}

const struct verdict_check *verdict_check_of(const struct verdict_file *file, const char *id) {
    for (size_t i = 0; i < file->check_count; i++)
        if (!strcmp(file->checks[i].id, id)) return &file->checks[i];
    return NULL;
}
