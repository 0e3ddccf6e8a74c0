/* command_package.c: `package` makes a signed package of a folder of artifacts. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gen/command_past.h"
#include "gen/command_words.h"
#include "gen/package/names.h"
#include "gen/package/package.h"
#include "gen/package/say.h"
#include "gen/package/signer.h"
#include "gen/typed.h"

struct words {
    struct package_request request;
    struct signer signer;
    const char *date;
};

static scr_result read_words(const struct command_context *context, int argc, char **argv, struct words *words) {
    const struct command_option options[] = {{"--key", &words->signer.key, NULL},
                                             {"--signer", &words->signer.name, NULL},
                                             {"--role", &words->request.role, NULL},
                                             {"--out", &words->request.out, NULL},
                                             {"--index", &words->request.index, NULL},
                                             {"--organization", &words->request.organization, NULL},
                                             {"--date", &words->date, NULL},
                                             {"--passphrase-file", &words->signer.passphrase_file, NULL},
                                             {"--withdraw-old", &words->request.withdraw_old, NULL}};
    const struct command_form form = {"package", options, sizeof options / sizeof *options, &words->request.folder, 1};
    SCR_TRY(command_words(context, &form, argc, argv));
    const struct command_need needs[] = {
        {"--key", words->signer.key}, {"--role", words->request.role}, {"--out", words->request.out}};
    SCR_TRY(command_needs("package", needs, sizeof needs / sizeof *needs, context->diagnosis));
    if (words->request.withdraw_old)
        SCR_TRY(typed_check("--withdraw-old", words->request.withdraw_old, context->diagnosis));
    if (!words->request.folder && !words->request.index)
        return command_usage(context, &form, "a folder is needed, or --index to publish an index alone");
    return scr_done();
}

static void say_index(const struct package_request *request, const struct package_summary *summary) {
    char hash[SCR_HEX_SIZE];
    scr_hash_hex(&summary->index_hash, hash);
    if (!request->index)
        puts("This is the first publication of this election in this index; if there were earlier packages, give the "
             "newest with --index.");
    printf("Index of publications: %zu entries, %zu of them new, the last of %s; its last hash, to be published too:\n"
           "  %s\n",
           summary->index_entries, summary->index_added, summary->index_date, hash);
}

static void say_stamp(const struct package_request *request, struct scr_arena *arena) {
    const char *package = say_word(arena, request->out);
    const char *request_file = say_word(arena, say_path(arena, request->out, "timestamps/" PACKAGE_STAMP_NAME ".tsq"));
    puts("For a time stamp of the package, send its request to an authority of your choice (TSA-URL), and add the "
         "answer:");
    say_curl(request_file, PACKAGE_STAMP_NAME ".tsr");
    printf("  scrutineer-gen timestamp add %s " PACKAGE_STAMP_NAME ".tsr\n", package);
}

static void report(const struct package_request *request, const struct package_summary *summary) {
    struct scr_arena arena = {0};
    char digest[SCR_HEX_SIZE];
    scr_hash_hex(&summary->tag_manifest, digest);
    printf("Packaged %zu file%s, %" PRIu64 " bytes, in %s\n", summary->files, summary->files == 1 ? "" : "s",
           summary->bytes, package_shown(&arena, request->out));
    printf("  signed by %s in the role %s, key fingerprint\n  %s\n", request->signer, request->role,
           summary->fingerprint);
    printf("  SHA-256 of what was signed (tagmanifest-sha256.txt)\n  %s\n", digest);
    if (summary->left_out)
        printf("  left out: %zu papers for the machine in sheets/; they are made from the artifacts\n",
               summary->left_out);
    if (summary->requests + summary->stamps + summary->statements)
        printf("  carried along: %zu time stamp%s, %zu request%s for one, %zu countersignature%s\n", summary->stamps,
               summary->stamps == 1 ? "" : "s", summary->requests, summary->requests == 1 ? "" : "s",
               summary->statements, summary->statements == 1 ? "" : "s");
    say_index(request, summary);
    say_stamp(request, &arena);
    puts("HOWTO-VERIFY.txt in the package tells a stranger how to check it.");
    scr_arena_free(&arena);
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct words words = {0};
    struct package_summary summary;
    char date[11];
    scr_result result;
    SCR_TRY(read_words(context, argc, argv, &words));
    SCR_TRY(package_date(words.date, date, context->diagnosis));
    SCR_TRY_OR(result, signer_load(&words.signer, context->diagnosis), done);
    words.request.date = date;
    words.request.signer = words.signer.name;
    words.request.key = words.signer.private_key;
    SCR_TRY_OR(result, package_build(&words.request, &summary, context->diagnosis), done);
    report(&words.request, &summary);
    command_warn_far("package: warning: the package", date, "a wrong date can be refuted (PKG-10), and ");
done:
    signer_free(&words.signer);
    return result;
}

const struct command command_package = {
    "package",
    "make a signed package of a folder of artifacts",
    "usage: scrutineer-gen package [DIR] --key NAME.key --role ROLE --out PKG [options]\n"
    "\n"
    "Copies the artifacts and proofs of DIR into a new BagIt folder PKG with their digests, signs the list, and adds\n"
    "the index of publications and a page that tells a stranger how to check it all with OpenSSL and coreutils. PKG\n"
    "must not exist yet; it appears whole or not at all. The papers for the machine in DIR/sheets are left out. Time\n"
    "stamps in DIR/timestamps and statements in DIR/countersignatures are checked against the artifacts and carried\n"
    "along. The same files, index, key and date give the same bytes.\n"
    "\n"
    "The index (data/publication-index.xml) lists everything that was published of the election, in order. Each\n"
    "package continues that of the one before: give it with --index. Without DIR the package holds that index alone,\n"
    "as after 'scrutineer-gen index withdraw'. DIR itself holds no index.\n"
    "\n"
    "  --key NAME.key          the private key (see 'scrutineer-gen key new'); asks for its passphrase if it has one\n"
    "  --passphrase-file FILE  that passphrase, in a file\n"
    "  --role ROLE             the role in which you sign: election-official for all artifacts of this version\n"
    "  --signer NAME           the signer's name in the package; default: the key file's name\n"
    "  --index FILE|PACKAGE    the newest index of this election, or the package that holds it; without this option a\n"
    "                          new index begins\n"
    "  --withdraw-old REASON   withdraws, for this reason, each earlier publication in whose place a new artifact of "
    "the\n"
    "                          same kind and subject stands without superseding it (a deck made again, say)\n"
    "  --organization TEXT     who publishes; default: the jurisdiction that the artifacts name\n"
    "  --date YYYY-MM-DD       default: SOURCE_DATE_EPOCH, else today; not before the last date of the index\n"
    "  --out PKG               the folder to make\n",
    run,
};
