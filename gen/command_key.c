/* command_key.c: `key new` makes a signing key; `key show` prints the fingerprint of a public key. */
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/command_words.h"
#include "gen/package/key_pair.h"
#include "gen/package/names.h"
#include "gen/package/passphrase.h"

static scr_result usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "key", "%s; see 'scrutineer-gen key --help'", words);
}

static scr_result print_fingerprint(const struct scr_public_key *key) {
    struct scr_buffer out = {0};
    scr_result result = key_fingerprint_text(key, &out);
    if (!scr_failed(result)) fputs((const char *)out.data, stdout);
    scr_buffer_free(&out);
    return result;
}

static void print_advice(const char *name) {
    struct scr_arena arena = {0};
    const char *shown = package_shown(&arena, name);
    printf("Wrote %s.key (private: whoever has it can sign as you) and %s.pub (public).\n\n", shown, shown);
    scr_arena_free(&arena);
}

static const char what_next[] =
    "\nWhat to do now:\n"
    "  1. Publish the fingerprint where a forger of packages cannot change it, before anything is signed: in print, "
    "on\n"
    "     the office's page, in the minutes of a meeting; better in two such places.\n"
    "  2. Keep the private key on a medium of its own, locked away, with a copy elsewhere. It is never published.\n"
    "  3. If it is lost or seen by others, publish that the fingerprint is revoked from that day on, and make "
    "another.\n"
    "Anyone computes the same fingerprint of the public key with OpenSSL 3:\n"
    "     openssl pkey -pubin -in FILE.pub -outform DER | sha256sum\n";

static scr_result key_new(const struct command_context *context, int argc, char **argv) {
    const char *out = NULL;
    struct passphrase_source source = {.diagnosis = context->diagnosis};
    bool encrypt = false;
    const struct command_option options[] = {
        {"--out", &out, NULL}, {"--passphrase", NULL, &encrypt}, {"--passphrase-file", &source.file, NULL}};
    const struct command_form form = {"key new", options, sizeof options / sizeof *options, NULL, 0};
    SCR_TRY(command_words(context, &form, argc - 1, argv + 1));
    if (source.file) encrypt = true;
    if (!out || !*out) return usage_error(context, "'key new' needs --out NAME");
    source.subject = out;

    char phrase[PASSPHRASE_BYTES_MOST] = "";
    size_t length = 0;
    struct scr_public_key public_key;
    scr_result result = encrypt ? passphrase_choose(&source, phrase, &length) : scr_done();
    if (!scr_failed(result))
        result = key_pair_create(out, encrypt ? phrase : NULL, length, &public_key, context->diagnosis);
    OPENSSL_cleanse(phrase, sizeof phrase);
    if (scr_failed(result)) return result;
    print_advice(out);
    SCR_TRY(print_fingerprint(&public_key));
    fputs(what_next, stdout);
    return scr_done();
}

static scr_result key_show(const struct command_context *context, int argc, char **argv) {
    if (argc != 3) return usage_error(context, "'key show' needs one public key, NAME.pub");
    struct scr_public_key public_key;
    SCR_TRY(key_pair_public(argv[2], &public_key, context->diagnosis));
    return print_fingerprint(&public_key);
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    if (argc >= 2 && !strcmp(argv[1], "new")) return key_new(context, argc, argv);
    if (argc >= 2 && !strcmp(argv[1], "show")) return key_show(context, argc, argv);
    return usage_error(context, "say 'key new' or 'key show'");
}

const struct command command_key = {
    "key",
    "make a signing key, or print the fingerprint of a public key",
    "usage: scrutineer-gen key new --out NAME [--passphrase | --passphrase-file FILE]\n"
    "       scrutineer-gen key show NAME.pub\n"
    "@new\n"
    "\n"
    "'key new' writes NAME.key (private, mode 0600) and NAME.pub (public), both PEM, and prints the fingerprint to\n"
    "publish. Existing files are never replaced.\n"
    "\n"
    "  --out NAME              where the two files go, without their endings\n"
    "  --passphrase            encrypt the private key; the passphrase is typed twice on the terminal\n"
    "  --passphrase-file FILE  the same, with the passphrase in a file (one line, at most 1,024 bytes)\n"
    "@show\n"
    "\n"
    "'key show' prints the fingerprint of a public key: what 'openssl pkey -pubin -in NAME.pub -outform DER |\n"
    "sha256sum' prints.\n",
    run,
};
