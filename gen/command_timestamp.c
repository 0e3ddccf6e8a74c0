/* command_timestamp.c: `timestamp` writes requests for time stamps, and puts the answers in their places. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/open.h"
#include "gen/command_words.h"
#include "gen/package/artifact_header.h"
#include "gen/package/names.h"
#include "gen/package/objects.h"
#include "gen/package/package.h"
#include "gen/package/payload.h"
#include "gen/package/say.h"
#include "gen/package/stamp.h"
#include "gen/package/statement.h"
#include "gen/package/twin.h"
#include "scrutineer/file.h"

/* An artifact or a statement: nothing else can be an object in a package. */
static scr_result digest_of(const char *path, struct scr_hash *digest, struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    struct scr_arena arena = {0};
    struct artifact_header header = {0};
    struct statement statement;
    scr_result result;
    SCR_TRY_OR(result, scr_file_read(path, ARTIFACT_BYTES_MOST, &bytes, diagnosis), done);
    SCR_TRY_OR(result, scr_hash_bytes(bytes.data, bytes.length, digest), done);
    const char *shown = package_shown(&arena, path);
    result = bytes.length && bytes.data[0] == '<'
                 ? artifact_header_read(bytes.data, bytes.length, path, &arena, &header, diagnosis)
                 : statement_read(&bytes, shown, &arena, &statement, diagnosis);
    if (result.code == SCR_INPUT)
        scr_note(diagnosis, SCR_INPUT, shown, "only artifacts, statements and packages are stamped");
done:
    artifact_header_free(&header);
    scr_arena_free(&arena);
    scr_buffer_free(&bytes);
    return result;
}

/* NAME of a file's stamp: its own name without its ending, what is not allowed there made '-'. */
static const char *stamp_name(const char *path, struct scr_arena *arena) {
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    char *name = scr_arena_copy(arena, base, length < 64 ? length : 64);
    for (char *c = name; c && *c; c++)
        if (!(*c >= '0' && *c <= '9') && !(*c >= 'A' && *c <= 'Z') && !(*c >= 'a' && *c <= 'z') && *c != '_') *c = '-';
    return name && package_signer_valid(name) ? name : NULL;
}

/* The folder "timestamps" of a package, or beside a file; made when it is missing. A package has no links: what is laid
 * behind one lies elsewhere. */
static scr_result stamps_folder(const char *place, struct scr_arena *arena, const char **folder,
                                struct scr_diagnosis *diagnosis) {
    struct stat state;
    *folder = say_path(arena, place, "timestamps");
    if (!**folder) return (scr_result){SCR_MEMORY};
    if (mkdir(*folder, 0755) && errno != EEXIST) return scr_refuse_io(diagnosis, *folder, "could not be made", errno);
    if (lstat(*folder, &state)) return scr_refuse_io(diagnosis, *folder, "could not be opened", errno);
    return S_ISDIR(state.st_mode) ? scr_done()
                                  : scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, *folder),
                                               "is a symbolic link or a file, not a folder; a package holds no links");
}

/* What is to be requested, and the file for it unless --out names one. */
static scr_result find_object(const char *path, const char **out, struct scr_hash *digest, enum place_kind *kind,
                              struct scr_arena *arena, struct scr_diagnosis *diagnosis) {
    const char *folder, *name = PACKAGE_STAMP_NAME;
    SCR_TRY(place_kind_of(path, kind, diagnosis));
    if (*kind == PLACE_FOLDER)
        return scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path),
                          "is a folder and no package (it has no " PACKAGE_TAG_MANIFEST "); name an artifact in it");
    SCR_TRY(*kind == PLACE_PACKAGE ? scr_hash_file(say_path(arena, path, PACKAGE_TAG_MANIFEST), digest, NULL, diagnosis)
                                   : digest_of(path, digest, diagnosis));
    if (*out) return scr_done();
    if (*kind == PLACE_FILE && !(name = stamp_name(path, arena)))
        return scr_refuse(diagnosis, SCR_USAGE, "timestamp request",
                          "the file's name makes no name for a request; give --out NAME.tsq");
    char *place = *kind == PLACE_FILE ? place_of(path) : strdup(path);
    if (!place) return (scr_result){SCR_MEMORY};
    scr_result result = stamps_folder(place, arena, &folder, diagnosis);
    free(place);
    SCR_TRY(result);
    *out = scr_arena_print(arena, "%s/%s.tsq", folder, name);
    return (scr_result){*out ? SCR_DONE : SCR_MEMORY};
}

/* A package has its request from the beginning: the same request again is no error. */
static scr_result write_request(const char *out, const struct scr_hash *digest, struct scr_arena *arena,
                                struct scr_diagnosis *diagnosis) {
    uint8_t request[STAMP_REQUEST_SIZE];
    struct scr_buffer there = {0};
    stamp_request(digest, request);
    bool same = !scr_failed(scr_file_read(out, sizeof request, &there, NULL)) && there.length == sizeof request &&
                !memcmp(there.data, request, sizeof request);
    scr_buffer_free(&there);
    SCR_TRY(twin_refuse(out, arena, diagnosis));
    return same ? scr_done() : scr_file_create(out, request, sizeof request, 0644, diagnosis);
}

static void say_request(const char *path, const char *out, enum place_kind kind, const struct scr_hash *digest,
                        struct scr_arena *arena) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(digest, hex);
    const char *slash = strrchr(out, '/'), *base = slash ? slash + 1 : out;
    size_t length = strlen(base);
    if (length > 4 && !strcmp(base + length - 4, ".tsq")) length -= 4;
    const char *answer = scr_arena_print(arena, "%.*s.tsr", (int)length, base);
    char *place = kind == PLACE_FILE ? place_of(path) : strdup(path);
    printf(
        "Request for a time stamp of %s, SHA-256\n  %s\nin %s. Send it to an authority of your choice (TSA-URL), and "
        "add the answer:\n",
        package_shown(arena, path), hex, package_shown(arena, out));
    answer = say_word(arena, answer ? answer : "");
    say_curl(say_word(arena, out), answer);
    printf("  scrutineer-gen timestamp add %s %s\n", say_word(arena, place ? place : ""), answer);
    puts("The authority learns the digest and when it was asked, nothing else.");
    free(place);
}

static scr_result request(const struct command_context *context, int argc, char **argv) {
    const char *path = NULL, *out = NULL;
    const struct command_option options[] = {{"--out", &out, NULL}};
    const struct command_form form = {"timestamp request", options, 1, &path, 1};
    struct scr_arena arena = {0};
    struct scr_hash digest;
    enum place_kind kind;
    scr_result result;
    SCR_TRY(command_words(context, &form, argc, argv));
    if (!path) return command_usage(context, &form, "an artifact, a statement or a package is needed");
    SCR_TRY_OR(result, find_object(path, &out, &digest, &kind, &arena, context->diagnosis), done);
    SCR_TRY_OR(result, write_request(out, &digest, &arena, context->diagnosis), done);
    say_request(path, out, kind, &digest, &arena);
done:
    scr_arena_free(&arena);
    return result;
}

static scr_result count_entry(void *count, const char *name, enum scr_entry kind) {
    (void)name;
    (void)kind;
    ++*(size_t *)count;
    return scr_done();
}

static scr_result room_for_one(const char *folder, struct scr_diagnosis *diagnosis) {
    size_t count = 0;
    SCR_TRY(scr_folder_walk(folder, 1000000, count_entry, &count, diagnosis));
    return count < PAYLOAD_STAMPS_MOST
               ? scr_done()
               : scr_refuse(diagnosis, SCR_LIMIT, folder, "holds 1,000 files, the most allowed");
}

struct adding {
    const char *words[2]; /* package or folder, answer */
    const char *name;
    struct scr_arena arena;
    struct scr_buffer answer;
    struct objects objects;
    struct stamp stamp;
};

static scr_result find_stamped(struct adding *a, const struct object **object, struct scr_diagnosis *diagnosis) {
    enum place_kind kind;
    char hex[SCR_HEX_SIZE];
    const char *place = package_shown(&a->arena, a->words[1]);
    SCR_TRY(scr_file_read(a->words[1], STAMP_ANSWER_MOST, &a->answer, diagnosis));
    SCR_TRY(stamp_read(a->answer.data, a->answer.length, place, &a->stamp, diagnosis));
    SCR_TRY(place_kind_of(a->words[0], &kind, diagnosis));
    if (kind == PLACE_FILE)
        return scr_refuse(diagnosis, SCR_INPUT, package_shown(&a->arena, a->words[0]),
                          "is a file; name the package, or the folder of artifacts, that it lies in");
    SCR_TRY(objects_of(a->words[0], kind, &a->objects, diagnosis));
    *object = objects_find(&a->objects, &a->stamp.digest);
    if (*object) return scr_done();
    scr_hash_hex(&a->stamp.digest, hex);
    return scr_refuse(diagnosis, SCR_INPUT, place, "is a stamp of a file with SHA-256 %s, which is not in %s", hex,
                      package_shown(&a->arena, a->words[0]));
}

static scr_result put(struct adding *a, struct scr_diagnosis *diagnosis) {
    const struct object *object = NULL;
    const char *folder, *path;
    SCR_TRY(find_stamped(a, &object, diagnosis));
    if (!strcmp(a->name, PACKAGE_STAMP_NAME) && strcmp(object->path, PACKAGE_TAG_MANIFEST) != 0)
        return scr_refuse(diagnosis, SCR_USAGE, "--name",
                          "%s is the name for a stamp of a package itself; this one is of %s: give it another", a->name,
                          package_shown(&a->arena, object->path));
    SCR_TRY(stamps_folder(a->words[0], &a->arena, &folder, diagnosis));
    SCR_TRY(room_for_one(folder, diagnosis));
    path = scr_arena_print(&a->arena, "%s/%s.tsr", folder, a->name);
    if (!path) return (scr_result){SCR_MEMORY};
    SCR_TRY(twin_refuse(path, &a->arena, diagnosis));
    SCR_TRY(scr_file_create(path, a->answer.data, a->answer.length, 0644, diagnosis));
    printf("Added %s: %s existed at %s, says the authority.\n", package_shown(&a->arena, path),
           package_shown(&a->arena, object->path), a->stamp.time);
    puts("Checked here: the answer is whole, granted, and of that file. Whether the authority's signature is genuine,\n"
         "the verifier finds out with the authority's certificates: scrutineer-verify --tsa FILE.");
    return scr_done();
}

static scr_result add(const struct command_context *context, int argc, char **argv) {
    struct adding a = {0};
    const struct command_option options[] = {{"--name", &a.name, NULL}};
    const struct command_form form = {"timestamp add", options, 1, a.words, 2};
    SCR_TRY(command_words(context, &form, argc, argv));
    const struct command_need needs[] = {{"the package or folder", a.words[0]}, {"the authority's answer", a.words[1]}};
    SCR_TRY(command_needs("timestamp add", needs, sizeof needs / sizeof *needs, context->diagnosis));
    enum place_kind kind;
    if (!scr_failed(place_kind_of(a.words[1], &kind, NULL)) && kind != PLACE_FILE)
        return command_usage(context, &form, "the second word is a folder; write the package first, then the answer");
    if (!a.name) a.name = stamp_name(a.words[1], &a.arena);
    scr_result result =
        a.name && package_signer_valid(a.name)
            ? put(&a, context->diagnosis)
            : command_usage(context, &form, "--name is 1 to 64 letters, digits, '_' or '-', first a letter or digit");
    objects_free(&a.objects);
    scr_buffer_free(&a.answer);
    scr_arena_free(&a.arena);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "request")) return request(context, argc - 1, argv + 1);
    if (argc > 1 && !strcmp(argv[1], "add")) return add(context, argc - 1, argv + 1);
    return scr_refuse(context->diagnosis, SCR_USAGE, "timestamp",
                      "say 'timestamp request' or 'timestamp add'; see 'scrutineer-gen timestamp --help'");
}

const struct command command_timestamp = {
    "timestamp",
    "ask an authority to confirm when a file existed (RFC 3161)",
    "usage: scrutineer-gen timestamp request FILE|PACKAGE [--out NAME.tsq]\n"
    "       scrutineer-gen timestamp add PACKAGE|FOLDER ANSWER.tsr [--name NAME]\n"
    "\n"
    "A time-stamp authority signs a digest and the time at which it saw it. 'request' writes the 59 bytes to send, "
    "for\n"
    "an artifact (the commitment, on the day it is published), a statement of 'countersign', or a package, and prints\n"
    "how to send them; this program itself never goes to a network. 'add' checks that the answer is whole, granted, "
    "and\n"
    "of a file in the package or folder, and lays it there in timestamps/; it never replaces a file. What lies in\n"
    "FOLDER/timestamps is carried along when FOLDER becomes a package. Stamps can be added to a package at any time:\n"
    "its own signature does not cover them, and they show by themselves what they show.\n"
    "@request\n"
    "\n"
    "  --out NAME.tsq  default: NAME.tsq in timestamps/ of the package, or beside the file\n"
    "@add\n"
    "  --name NAME     the stamp's name; default: that of ANSWER\n",
    run,
};
