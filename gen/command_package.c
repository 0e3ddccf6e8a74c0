/* command_package.c: `package` makes a signed package of a folder of artifacts. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/package/names.h"
#include "gen/package/package.h"
#include "gen/package/passphrase.h"

struct words {
    struct package_request request;
    const char *key, *date;
    struct passphrase_source passphrase;
};

static scr_result usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "package", "%s; see 'scrutineer-gen package --help'", words);
}

static scr_result read_words(const struct command_context *context, int argc, char **argv, struct words *words) {
    const struct {
        const char *option, **value;
    } options[] = {{"--key", &words->key},
                   {"--signer", &words->request.signer},
                   {"--role", &words->request.role},
                   {"--out", &words->request.out},
                   {"--organization", &words->request.organization},
                   {"--date", &words->date},
                   {"--passphrase-file", &words->passphrase.file}};
    enum { OPTIONS = sizeof options / sizeof *options };
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') {
            if (words->request.folder) return usage_error(context, "one folder at a time");
            words->request.folder = argv[i];
            continue;
        }
        size_t at = 0;
        while (at < OPTIONS && strcmp(argv[i], options[at].option) != 0) at++;
        if (at == OPTIONS) return usage_error(context, "there is an unknown option");
        if (++i == argc) return usage_error(context, "the last option lacks its value");
        if (*options[at].value) return usage_error(context, "an option is given twice");
        *options[at].value = argv[i];
    }
    if (!words->request.folder || !words->key || !words->request.role || !words->request.out)
        return usage_error(context, "a folder, --key, --role and --out are needed");
    return scr_done();
}

/* The signer's name when none is given: the last component of the key's path, without ".key". */
static const char *signer_of(const char *key, struct scr_arena *arena) {
    const char *slash = strrchr(key, '/'), *name = slash ? slash + 1 : key;
    size_t length = strlen(name);
    if (length > 4 && !strcmp(name + length - 4, ".key")) length -= 4;
    return scr_arena_copy(arena, name, length);
}

static void report(const struct package_request *request, const struct package_summary *summary) {
    struct scr_arena arena = {0};
    char digest[SCR_HEX_SIZE];
    scr_hash_hex(&summary->tag_manifest, digest);
    printf("Packaged %zu files, %" PRIu64 " bytes, in %s\n", summary->files, summary->bytes,
           package_shown(&arena, request->out));
    printf("  signed by %s in the role %s, key fingerprint\n  %s\n", request->signer, request->role,
           summary->fingerprint);
    printf("  SHA-256 of what was signed (tagmanifest-sha256.txt)\n  %s\n", digest);
    if (summary->left_out)
        printf("  left out: %zu papers for the machine in sheets/; they are made from the artifacts\n",
               summary->left_out);
    puts("HOWTO-VERIFY.txt in the package tells a stranger how to check it.");
    scr_arena_free(&arena);
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct words words = {.passphrase.diagnosis = context->diagnosis};
    struct scr_private_key *key = NULL;
    struct scr_arena arena = {0};
    struct package_summary summary;
    char date[11];
    scr_result result;
    SCR_TRY(read_words(context, argc, argv, &words));
    SCR_TRY(package_date(words.date, date, context->diagnosis));
    words.request.date = date;
    words.passphrase.subject = words.key;
    if (!words.request.signer) words.request.signer = signer_of(words.key, &arena);
    if (!words.request.signer) return (scr_result){SCR_MEMORY};
    SCR_TRY_OR(result, scr_private_key_load(words.key, passphrase_ask, &words.passphrase, &key, context->diagnosis),
               done);
    words.request.key = key;
    SCR_TRY_OR(result, package_build(&words.request, &summary, context->diagnosis), done);
    report(&words.request, &summary);
done:
    scr_private_key_free(key);
    scr_arena_free(&arena);
    return result;
}

const struct command command_package = {
    "package",
    "make a signed package of a folder of artifacts",
    "usage: scrutineer-gen package DIR --key NAME.key --role ROLE --out PKG [options]\n"
    "\n"
    "Copies the artifacts and proofs of DIR into a new BagIt folder PKG with their digests, signs the list, and adds "
    "a\n"
    "page that tells a stranger how to check it all with OpenSSL and coreutils. PKG must not exist yet; it appears "
    "whole\n"
    "or not at all. The papers for the machine in DIR/sheets are left out. The same files, key and date give the same\n"
    "bytes.\n"
    "\n"
    "  --key NAME.key          the private key (see 'scrutineer-gen key new'); asks for its passphrase if it has one\n"
    "  --passphrase-file FILE  that passphrase, in a file\n"
    "  --role ROLE             the role in which you sign: election-official for test decks and ballot definitions\n"
    "  --signer NAME           the signer's name in the package; default: the key file's name\n"
    "  --organization TEXT     who publishes; default: the jurisdiction that the artifacts name\n"
    "  --date YYYY-MM-DD       default: SOURCE_DATE_EPOCH, else today\n"
    "  --out PKG               the folder to make\n",
    run,
};
