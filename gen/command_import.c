/* command_import.c: scrutineer-gen import: reads election definitions, cast-vote records, manifests and precinct
 * returns into the store and says what they hold. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "artifact_frame.h"
#include "command.h"
#include "command_words.h"
#include "import/cvr/cvr_import.h"
#include "import/format.h"
#include "import/returns/returns_import.h"
#include "import_summary.h"
#include "scrutineer/text.h"
#include "store/store.h"

struct request {
    struct import_options options;
    struct cvr_options cvr;
    bool replace, json, ballots_only, returns_only;
    char **files;
    size_t file_count;
};

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum { WRITE_INS = 256, REPLACE, JSON, FIRST_PREFERENCES, BALLOTS_ONLY, RETURNS_ONLY };
    static const struct option options[] = {{"write-ins", required_argument, NULL, WRITE_INS},
                                            {"replace", no_argument, NULL, REPLACE},
                                            {"json", no_argument, NULL, JSON},
                                            {"first-preferences", no_argument, NULL, FIRST_PREFERENCES},
                                            {"ballots-only", no_argument, NULL, BALLOTS_ONLY},
                                            {"returns-only", no_argument, NULL, RETURNS_ONLY},
                                            {NULL, 0, NULL, 0}};
    int option;
    SCR_TRY(command_options("import", argc, argv, options, NULL, diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        switch (option) {
        case WRITE_INS:
            if (strcmp(optarg, "include") && strcmp(optarg, "exclude"))
                return scr_refuse(diagnosis, SCR_USAGE, "import", "--write-ins is include or exclude");
            request->options.exclude_write_ins = !strcmp(optarg, "exclude");
            break;
        case REPLACE:
            request->replace = true;
            break;
        case JSON:
            request->json = true;
            break;
        case FIRST_PREFERENCES: /* of ranked contests no test deck can be made: no styles are read */
            request->cvr.first_preferences = request->ballots_only = true;
            break;
        case BALLOTS_ONLY:
            request->ballots_only = true;
            break;
        default: /* RETURNS_ONLY */
            request->returns_only = true;
        }
    }
    if (optind == argc) return scr_refuse(diagnosis, SCR_USAGE, "import", "name at least one file to import");
    request->files = argv + optind;
    request->file_count = (size_t)(argc - optind);
    return scr_done();
}

/* What one run holds, and must release. */
struct importing {
    struct request request;
    struct scr_diagnosis *diagnosis, notes;
    struct cvr_look *looks; /* per file */
    enum cvr_role *roles;
    bool *defines;          /* an election definition is read from the file */
    struct election *parts; /* of the files that define, in order */
    size_t part_count;
    struct election merged, stored;
    struct cvr_builder builder;
    struct manifest manifest;
    struct returns returns;
    enum returns_role *returns_roles; /* per file */
    bool *reports;                    /* per file: precinct returns are read from it */
    bool has_records, has_manifest, has_returns;
};

/* What this program made is the result of an import, and is in no format that could be read again. */
static scr_result refuse_artifact(const struct cvr_look *look, struct scr_diagnosis *diagnosis) {
    if (strcmp(look->root_namespace, ARTIFACT_NAMESPACE) != 0) return scr_done();
    return scr_refuse(diagnosis, SCR_INPUT, look->shown,
                      "%s <%s>, which this program or its like made; import reads what election systems write: "
                      "definitions, cast-vote records, ballot manifests and precinct returns",
                      look->kind == LOOK_FOLDER ? "holds artifacts such as" : "is an artifact", look->root);
}

static scr_result look(struct importing *import) {
    size_t count = import->request.file_count;
    import->looks = calloc(count, sizeof *import->looks);
    import->roles = calloc(count, sizeof *import->roles);
    import->defines = calloc(count, sizeof *import->defines);
    import->parts = calloc(count, sizeof *import->parts);
    import->returns_roles = calloc(count, sizeof *import->returns_roles);
    import->reports = calloc(count, sizeof *import->reports);
    if (!import->looks || !import->roles || !import->defines || !import->parts || !import->returns_roles ||
        !import->reports)
        return (scr_result){SCR_MEMORY};
    scr_result result = scr_done();
    for (size_t i = 0; i < count; i++) {
        scr_result looked = cvr_look_at(import->request.files[i], &import->looks[i], import->diagnosis);
        if (looked.code == SCR_MEMORY) return looked;
        if (scr_failed(looked)) {
            result = looked;
            continue;
        }
        scr_result artifact = refuse_artifact(&import->looks[i], import->diagnosis);
        if (scr_failed(artifact)) result = artifact;
        import->returns_roles[i] = returns_role(&import->looks[i]);
        import->reports[i] = import->returns_roles[i] != RETURNS_ROLE_NONE;
        import->has_returns = import->has_returns || import->reports[i];
        import->roles[i] = import->reports[i] ? CVR_ROLE_NONE : cvr_role(&import->looks[i]);
        import->has_manifest = import->has_manifest || import->roles[i] == CVR_ROLE_MANIFEST;
        import->has_records =
            import->has_records || (import->roles[i] != CVR_ROLE_MANIFEST && import->roles[i] != CVR_ROLE_NONE);
        if (import->roles[i] == CVR_ROLE_NONE && import->looks[i].kind == LOOK_FOLDER)
            result = scr_refuse(import->diagnosis, SCR_INPUT, import->looks[i].shown,
                                "the folder holds no known export of cast-vote records");
    }
    return result;
}

/* Results with ballot styles (NIST 1500-100) define the election too, unless one stands in the store that need not make
 * room. */
static scr_result choose_results(struct importing *import, const char *store_path) {
    bool stored = false, derived;
    if (import->request.returns_only) return scr_done();
    if (import->has_returns && !import->request.replace && !access(store_path, F_OK)) {
        struct store *store;
        SCR_TRY(store_open(store_path, STORE_WRITE, &store, import->diagnosis));
        scr_result result = store_has_election(store, "", &stored, &derived, import->diagnosis);
        store_close(store);
        SCR_TRY(result);
    }
    for (size_t i = 0; i < import->request.file_count; i++)
        if (import->returns_roles[i] == RETURNS_ROLE_BOTH) import->defines[i] = !stored;
    return scr_done();
}

/* Of files that can be both, the ballot styles are read too when no definition stands in the store or on the command
 * line; --replace replaces a definition that such a file brought, not one that was imported as such. */
static scr_result choose(struct importing *import, const char *store_path) {
    bool styles = !import->request.ballots_only, stored = false, derived = false;
    SCR_TRY(choose_results(import, store_path));
    for (size_t i = 0; i < import->request.file_count; i++) {
        if (import->returns_roles[i] == RETURNS_ROLE_NONE) import->defines[i] = import->roles[i] == CVR_ROLE_NONE;
        styles = styles && !import->defines[i];
    }
    if (import->has_records && !access(store_path, F_OK)) {
        struct store *store;
        SCR_TRY(store_open(store_path, STORE_WRITE, &store, import->diagnosis));
        scr_result result = store_has_election(store, format_dominion_csv.name, &stored, &derived, import->diagnosis);
        store_close(store);
        SCR_TRY(result);
        stored = stored && !(derived && import->request.replace);
    }
    for (size_t i = 0; i < import->request.file_count && styles && !stored; i++)
        import->defines[i] = import->defines[i] || import->roles[i] == CVR_ROLE_BOTH;
    return scr_done();
}

/* Reads every definition, also after one was refused, so that all problems are told at once. */
static scr_result read_definitions(struct importing *import, const struct election **election) {
    scr_result first = scr_done();
    for (size_t i = 0; i < import->request.file_count; i++) {
        if (!import->defines[i]) continue;
        scr_result result = import_file(import->request.files[i], &import->request.options,
                                        &import->parts[import->part_count++], import->diagnosis, &import->notes);
        if (scr_failed(result) && !scr_failed(first)) first = result;
        if (result.code == SCR_MEMORY) break;
    }
    SCR_TRY(first);
    if (import->part_count > 1)
        SCR_TRY(import_merge(import->parts, import->part_count, &import->merged, import->diagnosis));
    *election = import->part_count > 1 ? &import->merged : import->part_count ? &import->parts[0] : NULL;
    return scr_done();
}

/* The definition that records are matched with: the one imported with them, else the store's. */
static scr_result match(struct importing *import, const char *store_path, const struct election *election) {
    bool stored = false, derived;
    struct store *store = NULL;
    scr_result result = scr_done();
    if (!election && !access(store_path, F_OK)) {
        SCR_TRY(store_open(store_path, STORE_WRITE, &store, import->diagnosis));
        result = store_has_election(store, "", &stored, &derived, import->diagnosis);
        if (!scr_failed(result) && stored) result = store_load_election(store, &import->stored, import->diagnosis);
        store_close(store);
        SCR_TRY(result);
        if (stored) election = &import->stored;
    }
    return election ? cvr_match(&import->builder, election) : cvr_assume(&import->builder);
}

static scr_result read_records(struct importing *import, const char *store_path, const struct election *election) {
    scr_result records = scr_done(), manifest = scr_done();
    if (import->has_records) {
        records = cvr_builder_begin(&import->builder, &import->request.cvr, import->diagnosis, &import->notes);
        if (!scr_failed(records)) records = cvr_import(&import->builder, import->looks, import->request.file_count);
        if (!scr_failed(records)) records = match(import, store_path, election);
    }
    if (import->has_manifest && records.code != SCR_MEMORY)
        manifest = manifest_import(&import->manifest, import->looks, import->request.file_count, import->diagnosis,
                                   &import->notes);
    return scr_failed(records) ? records : manifest;
}

/* Where it is kept, and which commands take it from there. */
static scr_result say_next(struct scr_buffer *out, const char *store_path, const struct store_changes *changes) {
    SCR_TRY(scr_buffer_text(out, "Kept in "));
    SCR_TRY(scr_text_terminal(out, store_path));
    return scr_buffer_print(out, ". Next: scrutineer-gen %s --help\n",
                            changes->records || changes->manifest ? "reconcile"
                            : changes->returns                    ? "release"
                                                                  : "deck");
}

static scr_result print(const struct importing *import, const char *store_path, const struct store_changes *changes) {
    struct scr_buffer out = {0};
    scr_result result =
        import->request.json ? import_json(&out, changes, &import->notes) : import_say(&out, changes, &import->notes);
    if (!scr_failed(result) && !import->request.json) result = say_next(&out, store_path, changes);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(import->diagnosis, SCR_IO, "import",
                            "the election is in the store, but the summary could not be written");
    scr_buffer_free(&out);
    return result;
}

static scr_result import_all(struct importing *import, const char *store_path) {
    struct store_changes changes = {0};
    struct store *store;
    SCR_TRY(look(import));
    SCR_TRY(choose(import, store_path));
    scr_result definitions = read_definitions(import, &changes.election), returns = scr_done();
    if (import->has_returns && definitions.code != SCR_MEMORY)
        returns = returns_import(import->looks, import->reports, import->request.file_count, &import->returns,
                                 import->diagnosis, &import->notes);
    SCR_TRY(definitions);
    scr_result records = returns.code == SCR_MEMORY ? scr_done() : read_records(import, store_path, changes.election);
    SCR_TRY(returns);
    SCR_TRY(records);
    if (import->has_records) changes.records = &import->builder.records, changes.spool = import->builder.spool;
    if (import->has_manifest) changes.manifest = &import->manifest;
    if (import->has_returns) changes.returns = &import->returns;
    /* Only now is the store changed: a refused file leaves it, or its absence, as it was. */
    SCR_TRY(store_open(store_path, STORE_WRITE, &store, import->diagnosis));
    scr_result result = store_save(store, &changes, import->request.replace, import->diagnosis);
    store_close(store);
    SCR_TRY(result);
    return print(import, store_path, &changes);
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct importing import = {.diagnosis = context->diagnosis};
    SCR_TRY(parse(argc, argv, &import.request, context->diagnosis));
    size_t before = context->diagnosis->count + context->diagnosis->dropped;
    scr_result result = import_all(&import, context->store_path);
    if (result.code == SCR_LIMIT && context->diagnosis->count + context->diagnosis->dropped == before)
        scr_note(context->diagnosis, SCR_LIMIT, "import", "a limit of the program was reached");
    for (size_t i = 0; i < import.request.file_count && import.looks; i++) cvr_look_free(&import.looks[i]);
    for (size_t i = 0; i < import.part_count; i++) election_free(&import.parts[i]);
    free(import.looks);
    free(import.roles);
    free(import.defines);
    free(import.returns_roles);
    free(import.reports);
    free(import.parts);
    election_free(&import.merged);
    election_free(&import.stored);
    if (import.builder.spool) cvr_builder_end(&import.builder);
    manifest_free(&import.manifest);
    returns_free(&import.returns);
    scr_diagnosis_free(&import.notes);
    return result;
}

const struct command command_import = {
    "import", "read an election definition, cast-vote records, a manifest or returns",
    "usage: scrutineer-gen [--db FILE] import [OPTIONS] FILE...\n"
    "\n"
    "Reads election definitions, recognised by their content:\n"
    "  NIST ballot definition (1500-20 v1), XML or JSON\n"
    "  NIST election results reporting (1500-100 v2), XML\n"
    "  VotingWorks election definition, JSON\n"
    "  ElectionGuard manifest, JSON\n"
    "  Dominion cast-vote record CSV, of which the ballot styles are read where no definition is at hand\n"
    "  CSV with the columns style, contest, votes_allowed, candidate, one row per candidate;\n"
    "    and if wanted kind (candidate, write-in, question, straight-party), party, election, date, jurisdiction\n"
    "Several files must be parts of one election. A refused file leaves the store as it was.\n"
    "\n"
    "Reads cast-vote records too, matched with the definition where there is one:\n"
    "  Dominion CSV; Dominion JSON (the folder with CvrExport.json and its manifests)\n"
    "  ES&S CSV, with its \"Ballots\" files beside it if there are any\n"
    "  Hart XML (a folder or ZIP archive of records), with its scanned ballot information CSV if there is any\n"
    "  NIST cast-vote records (1500-103 v1), XML\n"
    "  Clear Ballot CSV (older ones with NAME.choices.csv and NAME.contests.csv beside NAME.cvr.csv)\n"
    "  CSV with the columns ballot, contest, selection (empty: blank), one row per selection; and if wanted\n"
    "    tabulator, batch, position, imprinted, style, precinct, votes_allowed\n"
    "and ballot manifests as CSV with a column for the batch and one for its number of ballots.\n"
    "\n"
    "Reads precinct returns; several files are added together:\n"
    "  OpenElections CSV; MEDSL CSV, modes of voting summed, \"[Jurisdiction-wide]\" rows kept apart\n"
    "  NIST election results reporting (1500-100 v2) with counts, XML\n"
    "  CSV with any of the columns state, county, municipality, precinct, then contest, selection, votes;\n"
    "    and if wanted party, mode, votes_allowed. Contests \"Ballots Cast\" and \"Registered Voters\" give turnout;\n"
    "    a row without a precinct (or county) is the total of its county (or state), which must add up\n"
    "\n"
    "  --write-ins=exclude  leave write-in lines out of test decks, which then list them as not covered\n"
    "  --ballots-only       of cast-vote records read no ballot styles\n"
    "  --returns-only       of results with ballot styles (NIST 1500-100) read no ballot styles\n"
    "  --first-preferences  of ranked contests read the first preferences, as if they were votes\n"
    "  --replace            replace what the store holds: an election replaces everything, cast-vote records,\n"
    "                       manifests and returns what was there of their kind\n"
    "  --json               print the summary as JSON\n",
    run};
