/* command_countersign.c: `countersign` lets somebody say, over a key of their own, that they hold a file or package. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_audit.h"
#include "gen/command_words.h"
#include "gen/commit/source.h"
#include "gen/package/artifact_header.h"
#include "gen/package/countersign.h"
#include "gen/package/intact.h"
#include "gen/package/names.h"
#include "gen/package/objects.h"
#include "gen/package/payload.h"
#include "gen/package/say.h"
#include "gen/typed.h"
#include "scrutineer/file.h"

#define HOLDS_FILE "I hold this file and its SHA-256 is the one above."
#define HOLDS_PACKAGE "I hold this package and the SHA-256 of its tagmanifest-sha256.txt is the one above."

struct countersigning {
    const char *path, *role, *words, *time, *out;
    struct signer signer;
    char now[21];
    bool folder; /* several statements: those that were made before are passed over */
    struct scr_arena arena;
    const struct command_context *context;
};

static scr_result read_words(struct countersigning *c, int argc, char **argv) {
    const struct command_option options[] = {{"--key", &c->signer.key, NULL},
                                             {"--signer", &c->signer.name, NULL},
                                             {"--role", &c->role, NULL},
                                             {"--words", &c->words, NULL},
                                             {"--time", &c->time, NULL},
                                             {"--out", &c->out, NULL},
                                             {"--passphrase-file", &c->signer.passphrase_file, NULL}};
    const struct command_form form = {"countersign", options, sizeof options / sizeof *options, &c->path, 1};
    SCR_TRY(command_words(c->context, &form, argc, argv));
    const struct command_need needs[] = {
        {"a file, package or folder", c->path}, {"--key", c->signer.key}, {"--role", c->role}};
    SCR_TRY(command_needs("countersign", needs, sizeof needs / sizeof *needs, c->context->diagnosis));
    if (!package_role_valid(c->role))
        return command_usage(c->context, &form, "--role is lower-case letters, digits and '-', like observer");
    if (c->words) SCR_TRY(typed_check("--words", c->words, c->context->diagnosis));
    if (c->time && !seed_instant_valid(c->time))
        return command_usage(c->context, &form, "--time is a moment in UTC, such as 2026-11-10T17:00:00Z");
    if (c->time) return scr_done();
    c->time = c->now;
    return audit_now(c->context, c->now);
}

/* Signs, and says what was signed. */
static scr_result sign(struct countersigning *c, struct statement *statement, const char *what, const char *folder) {
    const char *path;
    bool already = false;
    char hex[SCR_HEX_SIZE];
    statement->role = c->role;
    statement->time = c->time;
    statement->words = c->words ? c->words : !strcmp(statement->object, STATEMENT_PACKAGE) ? HOLDS_PACKAGE : HOLDS_FILE;
    SCR_TRY(countersign(&c->signer, statement, folder, &c->arena, &path, c->folder ? &already : NULL,
                        c->context->diagnosis));
    if (already) {
        printf("There is a statement of %s about %s already: %s is left as it is.\n", c->signer.name, what,
               package_shown(&c->arena, path));
        return scr_done();
    }
    scr_hash_hex(&statement->hash, hex);
    printf("Countersigned %s (%s), SHA-256\n  %s\n  in %s, beside it .sig and .pub\n", what, statement->object, hex,
           package_shown(&c->arena, path));
    return scr_done();
}

static scr_result sign_artifact(struct countersigning *c, const char *path, const char *folder) {
    struct scr_buffer bytes = {0};
    struct artifact_header header = {0};
    struct statement statement = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_file_read(path, ARTIFACT_BYTES_MOST, &bytes, c->context->diagnosis), done);
    SCR_TRY_OR(result, artifact_header_read(bytes.data, bytes.length, path, &c->arena, &header, c->context->diagnosis),
               done);
    SCR_TRY_OR(result, scr_hash_bytes(bytes.data, bytes.length, &statement.hash), done);
    statement.election = header.election;
    statement.object = header.purpose;
    const char *fault = package_value_fault(&c->arena, header.election, NULL);
    if (fault)
        result = scr_refuse(c->context->diagnosis, SCR_INPUT, package_shown(&c->arena, path),
                            "the election's Id %s; a statement could not name it", fault);
    if (!scr_failed(result)) result = sign(c, &statement, package_shown(&c->arena, path), folder);
done:
    artifact_header_free(&header);
    scr_buffer_free(&bytes);
    return result;
}

static scr_result sign_package(struct countersigning *c, const char *folder) {
    struct statement statement = {.object = STATEMENT_PACKAGE};
    SCR_TRY(package_intact(c->path, &c->arena, &statement.hash, &statement.election, c->context->diagnosis));
    return sign(c, &statement, package_shown(&c->arena, c->path), folder);
}

/* Every artifact of a folder, each in a statement of its own. */
static scr_result sign_folder(struct countersigning *c, const char *folder) {
    struct payload payload = {0};
    scr_result result = payload_list(c->path, &payload, c->context->diagnosis);
    size_t signed_count = 0;
    c->folder = true;
    for (size_t i = 0; i < payload.count && !scr_failed(result); i++) {
        const char *path = payload.files[i].path;
        size_t length = strlen(path);
        if (length < 5 || strcmp(path + length - 4, ".xml") != 0) continue; /* a proof */
        result = sign_artifact(c, say_path(&c->arena, c->path, path), folder);
        signed_count++;
    }
    if (!scr_failed(result) && !signed_count)
        result = scr_refuse(c->context->diagnosis, SCR_INPUT, payload.folder, "holds no artifact to countersign");
    payload_free(&payload);
    return result;
}

static void say_meaning(const struct countersigning *c) {
    printf(
        "%s says by this: at %s I held exactly these bytes. Not: that what they claim is true, that nothing else was\n"
        "published, or that the time is right; it is worth what %s's independence is worth. Nor does the key prove\n"
        "whose it is: publish its fingerprint, so that readers can put it on their trust list with the role %s.\n",
        c->signer.name, c->time, c->signer.name, c->role);
}

static scr_result work(struct countersigning *c) {
    enum place_kind kind;
    SCR_TRY(place_kind_of(c->path, &kind, c->context->diagnosis));
    SCR_TRY(signer_load(&c->signer, c->context->diagnosis));
    if (!package_signer_valid(c->signer.name) || strlen(c->signer.name) > 55)
        return scr_refuse(c->context->diagnosis, SCR_USAGE, "--signer",
                          "must be 1 to 55 letters, digits, '_' or '-', first a letter or digit");
    char *place = kind == PLACE_FILE ? place_of(c->path) : strdup(c->path);
    const char *folder = c->out ? c->out : place ? say_path(&c->arena, place, "countersignatures") : "";
    scr_result result = !*folder                ? (scr_result){SCR_MEMORY}
                        : kind == PLACE_PACKAGE ? sign_package(c, folder)
                        : kind == PLACE_FOLDER  ? sign_folder(c, folder)
                                                : sign_artifact(c, c->path, folder);
    free(place);
    if (!scr_failed(result)) say_meaning(c);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct countersigning c = {.context = context};
    scr_result result = read_words(&c, argc, argv);
    if (!scr_failed(result)) result = work(&c);
    signer_free(&c.signer);
    scr_arena_free(&c.arena);
    return result;
}

const struct command command_countersign = {
    "countersign",
    "say, over your own key, that you hold a file or a package",
    "usage: scrutineer-gen countersign FILE|PACKAGE|FOLDER --key NAME.key --role ROLE [options]\n"
    "\n"
    "For observers, parties, courts: anybody but the publisher. Writes a statement of nine lines, its signature and "
    "the\n"
    "key: NAME-XXXXXXXX.txt, .sig, .pub, X being the first digits of the digest. Of an artifact FILE (the commitment, "
    "on\n"
    "the day it is published) into countersignatures/ beside it; of a PACKAGE into its countersignatures/, once its "
    "own\n"
    "lists were compared with its files; of a FOLDER of artifacts one statement for each. FOLDER/countersignatures is\n"
    "carried along when FOLDER becomes a package; statements can be laid into a package at any time.\n"
    "\n"
    "You assert that you held these bytes at this time, and nothing else. Verify the package first "
    "(scrutineer-verify):\n"
    "whether its claims are true is not looked at here. The time is your word; a time stamp of the statement\n"
    "('scrutineer-gen timestamp request NAME-XXXXXXXX.txt') makes it more than that.\n"
    "\n"
    "  --key NAME.key          your private key (see 'scrutineer-gen key new'); asks for its passphrase if it has one\n"
    "  --passphrase-file FILE  that passphrase, in a file\n"
    "  --role ROLE             observer, or what the readers' trust list calls you\n"
    "  --signer NAME           your name in the statement; default: the key file's name\n"
    "  --words TEXT            what you wish to say; default: that you hold the file and its SHA-256 is this\n"
    "  --time T                YYYY-MM-DDThh:mm:ssZ; default: SOURCE_DATE_EPOCH, else now\n"
    "  --out DIR               another folder for the three files\n",
    run,
};
