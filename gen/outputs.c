/* outputs.c: what each command writes, and how such a file begins. */
#include "gen/outputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/package/objects.h"
#include "scrutineer/bytes.h"
#include "scrutineer/text.h"

#define XML_LINE "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SVG XML_LINE "<svg xmlns="
enum { BEGINNING = 160, DEEPEST = 32 };

/* A NULL subcommand stands for any. Files that begin otherwise are not replaced; without `begins` none is replaced, by
 * the command itself. */
static const struct output {
    const char *command, *subcommand, *option, *begins, *or_begins;
} outputs[] = {
    {"audit", "next", "--csv", "ballot,container,", "\"ballot\",\"container\","},
    {"audit", "report", "--out", XML_LINE "<TreeAudit ", NULL},
    {"audit", "report", "--draw", SVG, NULL},
    {"commit", NULL, "--out", XML_LINE "<BallotCommitment ", NULL},
    {"deck", NULL, "--out", NULL, NULL},
    {"impact", NULL, "--out", NULL, NULL},
    {"index", "withdraw", "--out", NULL, NULL},
    {"key", "new", "--out", NULL, NULL},
    {"noise-key", NULL, "--out", XML_LINE "<NoiseCommitment ", NULL},
    {"open", NULL, "--out", "\x30\x82", "\x30\x83"}, /* DER */
    {"package", NULL, "--out", NULL, NULL},
    {"release", "announce", "--out", XML_LINE "<MeasurementStatement ", NULL},
    {"release", "publish", "--out", XML_LINE "<PrecinctRelease ", NULL},
    {"release", "publish", "--sealed", "contest,precinct,option,count,of,note\r\n", NULL},
    {"release", "study", "--out", NULL, NULL},
    {"report", NULL, "--out", "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"",
     "Template for a certification under Federal Rules of Evidence "},
    {"seed", NULL, "--out", XML_LINE "<SeedRecord ", NULL},
    {"tree", "draw", "--out", SVG, NULL},
    {"tree", NULL, "--out", XML_LINE "<PluralityTree ", NULL},
    {"tree", NULL, "--draw", SVG, NULL},
};

static scr_result refuse(const char *path, const char *sentence, struct scr_diagnosis *diagnosis) {
    struct scr_buffer shown = {0};
    scr_result result = scr_text_terminal(&shown, path);
    if (!scr_failed(result)) result = scr_refuse(diagnosis, SCR_USAGE, (const char *)shown.data, "%s", sentence);
    scr_buffer_free(&shown);
    return result;
}

/* Whether one of the folders that the path lies in is a package. */
static scr_result outside(const char *path, struct scr_diagnosis *diagnosis) {
    struct scr_buffer folder = {0};
    const char *slash = strrchr(path, '/');
    struct stat here, above = {0};
    scr_result result = scr_buffer_append(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    if (!scr_failed(result)) result = scr_buffer_text(&folder, ".");
    for (size_t depth = 0; depth < DEEPEST && !scr_failed(result); depth++) {
        enum place_kind kind;
        if (stat((const char *)folder.data, &here) || (here.st_dev == above.st_dev && here.st_ino == above.st_ino))
            break;
        above = here; /* that of "/" is "/" */
        if (!scr_failed(place_kind_of((const char *)folder.data, &kind, NULL)) && kind == PLACE_PACKAGE)
            result =
                refuse(path, "lies in a package, to which nothing is added once it is signed; give a place outside",
                       diagnosis);
        else
            result = scr_buffer_text(&folder, "/..");
    }
    scr_buffer_free(&folder);
    return result;
}

static bool begins(const char *bytes, size_t length, const char *with) {
    return with && length >= strlen(with) && !memcmp(bytes, with, strlen(with));
}

/* What stands there and may be replaced: nothing, an empty file, an earlier one. What is no file is the command's to
 * refuse. */
static scr_result replaces_its_own(const struct output *output, const char *path, struct scr_diagnosis *diagnosis) {
    char bytes[BEGINNING];
    struct stat state;
    if (!output->begins || stat(path, &state) || !S_ISREG(state.st_mode)) return scr_done();
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    bool whole = file && !ferror(file);
    if (file) fclose(file);
    if (!whole)
        return refuse(path, "is there already, and cannot be read: it is not replaced; give another name", diagnosis);
    if (!length || begins(bytes, length, output->begins) || begins(bytes, length, output->or_begins)) return scr_done();
    return refuse(
        path,
        "is there already, and is something else than what is to be written: it is not replaced; give another name",
        diagnosis);
}

static scr_result look_at(const char *command, const char *subcommand, const char *option, size_t length,
                          const char *path, struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        const struct output *o = &outputs[i];
        if (strcmp(o->command, command) != 0 || (o->subcommand && strcmp(o->subcommand, subcommand) != 0) ||
            strlen(o->option) != length || strncmp(o->option, option, length) != 0)
            continue;
        SCR_TRY(outside(path, diagnosis));
        return replaces_its_own(o, path, diagnosis);
    }
    return scr_done();
}

scr_result outputs_guard(int argc, char *const *argv, struct scr_diagnosis *diagnosis) {
    for (int i = 1; i < argc; i++) {
        const char *value = strchr(argv[i], '=');
        size_t length = value ? (size_t)(value++ - argv[i]) : strlen(argv[i]);
        if (!value && i + 1 < argc) value = argv[i + 1];
        if (value) SCR_TRY(look_at(argv[0], argv[1], argv[i], length, value, diagnosis));
    }
    return scr_done();
}
