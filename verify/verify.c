/* verify.c: one run over paths: bare files in the order in which they rest on each other, and packages. */
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "verify/headlines.h"
#include "verify/kinds.h"

const char *verdict_word(enum verdict verdict) {
    static const char *const words[] = {"holds", "undecided", "refuted"};
    return words[verdict];
}

scr_result run_reserve(struct run *run, size_t count, size_t *first) {
    struct verification *verification = run->verification;
    size_t wanted;
    *first = verification->count;
    if (!scr_add(*first, count, &wanted)) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&verification->files, &verification->capacity, wanted, sizeof *verification->files));
    verification->count = wanted;
    return scr_done();
}

void run_progress(struct run *run) {
    run->done++;
    if (run->options->progress) run->options->progress(run->options->progress_context, run->done, run->expected);
}

/* A bare file: what it is, and where its findings go. */
struct bare {
    const char *path;
    const struct artifact_kind *kind; /* NULL: none, already refuted */
    size_t findings;
};

/* A file that is no artifact gets the single check ART-01. */
static scr_result find_kind(struct run *run, struct bare *bare) {
    struct scr_diagnosis diagnosis = {0};
    struct findings *findings = &run->verification->files[bare->findings];
    char *root = NULL;
    scr_result result = document_root(bare->path, &root, &diagnosis);
    if (!scr_failed(result)) bare->kind = artifact_kind(root);
    if (!scr_failed(result) && !bare->kind) {
        result = findings_add(findings, "ART-01", VERDICT_REFUTED, "no artifact that this program knows%s%s%s",
                              diagnosis.count ? " (" : "", diagnosis.count ? diagnosis.problems[0].message : "",
                              diagnosis.count ? ")" : "");
        run_progress(run);
    } else if (scr_failed(result)) {
        for (size_t i = 0; i < diagnosis.count; i++)
            scr_note(run->diagnosis, diagnosis.problems[i].code, diagnosis.problems[i].place, "%s",
                     diagnosis.problems[i].message);
    }
    free(root);
    scr_diagnosis_free(&diagnosis);
    return result;
}

/* What bare files may rest on: each other. */
struct at_hand {
    struct definitions definitions;
    struct publications publications;
    struct release_publications releases;
};

static scr_result check_bare(struct run *run, const struct bare *bare, struct at_hand *at_hand) {
    const char *slash = strrchr(bare->path, '/');
    char *folder = slash ? strndup(bare->path, slash == bare->path ? 1 : (size_t)(slash - bare->path)) : strdup(".");
    if (!folder) return (scr_result){SCR_MEMORY};
    struct scr_arena names = {0};
    struct package_artifact about = {.kind = "", .election_id = "", .signer_role = ""};
    struct file_task task = {
        .path = bare->path,
        .surroundings = {.definitions = &at_hand->definitions,
                         .folder = folder,
                         .work = &run->work,
                         .facts = run->options->facts,
                         .beacons = run->options->beacons,
                         .publications = &at_hand->publications,
                         .releases = &at_hand->releases},
        .definitions = &at_hand->definitions,
        .about = &about,
        .arena = &names,
        .findings = &run->verification->files[bare->findings],
    };
    scr_result result = artifact_check(run, bare->kind, &task);
    if (!scr_failed(result)) result = note_election(run, &about, 1, bare->findings);
    scr_arena_free(&names);
    free(folder);
    return result;
}

static scr_result refuse_reported(struct run *run) {
    return scr_refuse(run->diagnosis, SCR_USAGE, "--reported", "goes with exactly one test deck");
}

static scr_result refuse_sealed(struct run *run) {
    return scr_refuse(run->diagnosis, SCR_USAGE, "--sealed",
                      "goes with exactly one precinct release, in a package or outside: of several packages give one, "
                      "of several releases in it name the files in its folder data/");
}

static scr_result check_bare_files(struct run *run, struct bare *files, size_t count) {
    struct at_hand at_hand = {0};
    scr_result result = scr_done();
    size_t decks = 0;
    for (size_t i = 0; i < count; i++) {
        SCR_TRY(find_kind(run, &files[i]));
        decks += files[i].kind && files[i].kind->reported;
    }
    if (run->options->reported && decks != 1) return refuse_reported(run);
    for (int rank = 0; rank < ARTIFACT_RANKS && !scr_failed(result); rank++)
        for (size_t i = 0; i < count && !scr_failed(result); i++)
            if (files[i].kind && files[i].kind->rank == rank) result = check_bare(run, &files[i], &at_hand);
    if (!scr_failed(result)) result = note_committed(run, &at_hand.publications);
    if (!scr_failed(result)) result = compare_statements(run, &at_hand.releases, &at_hand.definitions);
    definitions_free(&at_hand.definitions);
    publications_free(&at_hand.publications);
    release_publications_free(&at_hand.releases);
    return result;
}

/* Bare files that were not read to their end have their digest in the report too: it says which bytes were refused.
 * What cannot be read has none. */
static scr_result hash_refused(struct run *run, const struct bare *files, size_t count) {
    for (size_t i = 0; i < count && run->options->facts; i++) {
        struct findings *findings = &run->verification->files[files[i].findings];
        struct stat state;
        if (findings->hashed || stat(files[i].path, &state) || !S_ISREG(state.st_mode) ||
            (uint64_t)state.st_size > ARTIFACT_LIMIT)
            continue;
        struct scr_diagnosis said = {0};
        scr_result result = scr_hash_file(files[i].path, &findings->hash, NULL, &said);
        scr_diagnosis_free(&said);
        findings->hashed = !scr_failed(result);
        if (result.code == SCR_MEMORY) return result;
    }
    return scr_done();
}

static scr_result verify_all(struct run *run, const char *const *paths, size_t count, struct bare *bare) {
    size_t files = 0;
    run->expected = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat state;
        if (!stat(paths[i], &state) && S_ISDIR(state.st_mode)) {
            if (run->options->reported) return refuse_reported(run);
            SCR_TRY(verify_package(run, paths[i]));
            continue;
        }
        bare[files].path = paths[i];
        SCR_TRY(run_reserve(run, 1, &bare[files].findings));
        struct findings *findings = &run->verification->files[bare[files++].findings];
        findings->kind = "unknown";
        findings->bare = true;
        findings->file = strdup(paths[i]);
        if (!findings->file) return (scr_result){SCR_MEMORY};
        run->expected++;
    }
    run->verification->scope.bare_files = files;
    SCR_TRY(check_bare_files(run, bare, files));
    if (run->options->sealed && run->releases != 1) return refuse_sealed(run);
    SCR_TRY(tell_elections(run));
    SCR_TRY(tell_untested(run));
    SCR_TRY(check_currency(run));
    return hash_refused(run, bare, files);
}

/* A key or a certificate inside what is being checked proves nothing: whoever made a false package put his own there.
 * `own` may be NULL. */
static scr_result refuse_inner(const struct run *run, const char *own, const char *what, const char *const *paths,
                               size_t count) {
    char *key = own ? realpath(own, NULL) : NULL;
    bool inside = false;
    for (size_t i = 0; i < count && key && !inside; i++) {
        char *path = realpath(paths[i], NULL);
        size_t length = path ? strlen(path) : 0;
        if (length && path[length - 1] == '/') length--; /* the root folder */
        inside = path && !strncmp(key, path, length) && key[length] == '/';
        free(path);
    }
    free(key);
    return inside ? scr_refuse(run->diagnosis, SCR_USAGE, own,
                               "this %s in the package itself, where a forger would put his own: use one that "
                               "you got elsewhere",
                               what)
                  : scr_done();
}

scr_result verify_paths(const char *const *paths, size_t count, const struct verify_options *options,
                        struct verification *verification, struct scr_diagnosis *diagnosis) {
    struct run run = {.options = options, .verification = verification, .diagnosis = diagnosis};
    run.work = (struct work){options->budget, options->budget, options->memory};
    if (__builtin_mul_overflow(options->budget, VERIFY_SEARCHES, &run.work.all)) run.work.all = UINT64_MAX;
    struct bare *bare = calloc(count ? count : 1, sizeof *bare);
    scr_result result = bare ? refuse_inner(&run, options->key, "key lies", paths, count) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = refuse_inner(&run, options->trust, "list of keys lies", paths, count);
    if (!scr_failed(result)) result = refuse_inner(&run, options->tsa, "certificate lies", paths, count);
    const struct reader_trust reader = {.key = options->key, .list = options->trust, .tsa = options->tsa};
    if (!scr_failed(result)) result = reader_trust_try(&reader, diagnosis);
    if (!scr_failed(result)) result = verify_all(&run, paths, count, bare);
    free(bare);
    run_free(&run);
    verification->trust_given = reader_trusts(options);
    verification->reported_given = options->reported != NULL;
    headlines(verification);
    return result;
}

void verification_free(struct verification *verification) {
    for (size_t i = 0; i < verification->count; i++) findings_free(&verification->files[i]);
    free(verification->files);
    scr_buffer_free(&verification->scope.untested_names);
    scr_buffer_free(&verification->scope.committed.without_tree.names);
    scr_buffer_free(&verification->scope.committed.without_audit.names);
    scr_buffer_free(&verification->scope.committed.left_out.names);
    scr_buffer_free(&verification->scope.announced.numbers);
    scr_buffer_free(&verification->reported_words);
    scr_buffer_free(&verification->elections);
    *verification = (struct verification){0};
}
