/* command_commit.c: scrutineer-gen commit: fixes ballots, trees and the source of the seed before the seed is known. */
#include "gen/command_commit.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/command.h"
#include "gen/command_past.h"
#include "scrutineer/file.h"

/* A line on a terminal's stderr, rewritten in place; nothing elsewhere. */
static void show_progress(void *context, const char *what, size_t done, size_t all) {
    (void)context;
    if (!isatty(STDERR_FILENO) || all < 2) return;
    fprintf(stderr, done == all ? "\r%s: %zu of %zu (done)\n" : "\r%s: %zu of %zu", what, done, all);
}

/* What one run holds, and must release. */
struct committing {
    const struct command_context *context;
    struct commit_request request;
    struct store *store;
    struct storage storage;
    struct election election; /* of the store, where it holds one */
    struct commitment standing, made;
    struct scr_buffer artifact;
    struct commit_summary summary;
    bool stands;
};

static scr_result read_key(const char *path, struct salt_key *key, struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0};
    scr_result result = scr_file_read(path, 4096, &bytes, diagnosis);
    if (!scr_failed(result) && bytes.length != sizeof key->bytes)
        result = scr_refuse(diagnosis, SCR_INPUT, "--salt-key", "the file must hold 32 bytes, drawn at random");
    if (!scr_failed(result)) memcpy(key->bytes, bytes.data, sizeof key->bytes);
    if (bytes.data) OPENSSL_cleanse(bytes.data, bytes.capacity);
    scr_buffer_free(&bytes);
    return result;
}

static scr_result identify(struct committing *run, struct commitment *commitment) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const struct commitment *given = &run->request.identity;
    bool has, derived;
    SCR_TRY(store_has_election(run->store, "", &has, &derived, diagnosis));
    if (has && given->election_id)
        return scr_refuse(diagnosis, SCR_USAGE, "commit",
                          "the store holds an election; --election is for stores that hold cast-vote records alone");
    if (has && !run->election.id) SCR_TRY(store_load_election(run->store, &run->election, diagnosis));
    if (!has && !given->election_id)
        return scr_refuse(diagnosis, SCR_STORE, "commit",
                          "the store holds cast-vote records but no election definition; say what election they are "
                          "of: --election ID, and if wanted --election-name, --election-date, --jurisdiction");
    const struct election *election = &run->election;
    commitment->election_id = has ? election->id : given->election_id;
    commitment->election_name = has ? election->name : given->election_name ? given->election_name : given->election_id;
    commitment->election_date = has ? election->date : given->election_date ? given->election_date : "";
    commitment->jurisdiction = has ? election->jurisdiction : given->jurisdiction ? given->jurisdiction : "";
    return scr_done();
}

/* The commitment that the request asks for, made with `key`. */
static scr_result make(struct committing *run, const struct salt_key *key, const struct scr_hash *superseded) {
    commitment_free(&run->made);
    run->artifact.length = 0;
    run->made.key = *key;
    run->made.source = run->request.source;
    run->made.supersedes = superseded != NULL;
    if (superseded) run->made.superseded = *superseded;
    SCR_TRY(identify(run, &run->made));
    return commitment_make(run->store, &run->storage, &run->request.options, &run->made, &run->artifact, &run->summary,
                           run->context->diagnosis);
}

/* Made again with the key of the commitment that stands, the same request gives the same bytes: a run that was killed
 * before its file appeared is finished by running it again. */
static scr_result make_or_recognise(struct committing *run, bool *again) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct salt_key key = {{0}};
    scr_result result = scr_done();
    *again = false;
    if (run->request.salt_key) SCR_TRY(read_key(run->request.salt_key, &key, diagnosis));
    if (run->stands && (!run->request.salt_key || !memcmp(&key, &run->standing.key, sizeof key))) {
        SCR_TRY_OR(result, make(run, &run->standing.key, run->standing.supersedes ? &run->standing.superseded : NULL),
                   end);
        *again = scr_hash_equal(&run->made.digest, &run->standing.digest);
        if (*again) goto end;
    }
    if (run->stands && !run->request.replace) {
        result = scr_refuse(diagnosis, SCR_STORE, "commit",
                            "another commitment stands in this store; write it again with --again, or replace it with "
                            "--replace: the new one then names it");
        goto end;
    }
    if (!run->request.salt_key && RAND_priv_bytes(key.bytes, sizeof key.bytes) != 1) {
        result.code = SCR_CRYPTO;
        goto end;
    }
    result = make(run, &key, run->stands ? &run->standing.digest : NULL);
end:
    OPENSSL_cleanse(&key, sizeof key);
    return result;
}

static scr_result write_again(struct committing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    char hex[SCR_HEX_SIZE];
    if (!run->stands) return scr_refuse(diagnosis, SCR_STORE, "commit", "no commitment stands in this store yet");
    SCR_TRY(store_load_commitment_artifact(run->store, &run->standing, &run->artifact, diagnosis));
    SCR_TRY(scr_file_write(run->request.out, run->artifact.data, run->artifact.length, 0644, diagnosis));
    scr_hash_hex(&run->standing.digest, hex);
    printf(run->request.json ? "{\"sha256\": \"%s\", \"again\": true}\n"
                             : "The commitment that stands was written again.\nSHA-256: %s\n",
           hex);
    return scr_done();
}

static scr_result work(struct committing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    bool again, past;
    SCR_TRY(command_time_past(run->context, &run->request.source, &past));
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
    SCR_TRY(store_load_commitment(run->store, &run->standing, &run->stands, diagnosis));
    if (run->request.again) return write_again(run);
    SCR_TRY(storage_load(run->store, &run->storage, diagnosis));
    SCR_TRY(make_or_recognise(run, &again));
    /* The secrets first: what is published must not be without them. */
    if (!again) SCR_TRY(store_save_commitment(run->store, &run->made, &run->artifact, diagnosis));
    SCR_TRY(scr_file_write(run->request.out, run->artifact.data, run->artifact.length, 0644, diagnosis));
    if (past && !again) command_warn_past(&run->request.source);
    struct scr_buffer out = {0};
    scr_result result = commit_say(&out, &run->request, &run->storage, &run->made, &run->summary, again);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(diagnosis, SCR_IO, "commit", "the commitment is written, but not the summary");
    scr_buffer_free(&out);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct committing run = {.context = context};
    SCR_TRY(commit_parse(argc, argv, &run.request, context->diagnosis));
    run.request.options.progress = show_progress;
    scr_result result = work(&run);
    scr_buffer_free(&run.artifact);
    commitment_free(&run.made);
    commitment_free(&run.standing);
    election_free(&run.election);
    storage_free(&run.storage);
    store_close(run.store);
    return result;
}

const struct command command_commit = {
    "commit", "fix ballots and trees before the seed is known",
    "usage: scrutineer-gen [--db FILE] commit --out FILE SOURCE [OPTIONS]\n"
    "       scrutineer-gen [--db FILE] commit --out FILE --again\n"
    "\n"
    "Writes the commitment: the manifest, for each contest a digest of all its ballots that reveals none of them, the\n"
    "shape of its tree, and the public source of the seed. Publish it, and let others keep its SHA-256, before "
    "anybody\n"
    "can know the seed. From then on the records and the manifest in the store stay as they are. The store holds the\n"
    "secret that opens the ballots: keep it, and keep it secret.\n"
    "\n"
    "The source of the seed is one of\n"
    "  --dice PLACE --time T            dice thrown in public; T in UTC, such as 2026-11-10T17:00:00Z\n"
    "  --beacon NAME --chain N --pulse N   one pulse of a public beacon (\""
    "NIST Randomness Beacon 2.0"
    "\")\n"
    "  --beacon NAME --chain N --time T    its first pulse at or after T\n"
    "\n"
    "  --contest ID|NAME|all   the contests (may be repeated); without it, or with all, every contest of one vote and\n"
    "                          at most 62 candidates\n"
    "  --batches-with-contest  leave out batches in which no record bears the contest. It is the official's word that\n"
    "                          no paper in them does. Batches without any record stay in\n"
    "  --arity K               children of a node, 2 to 5 (default 3)\n"
    "  --replicate R           put every ballot into the tree R times (default 1)\n"
    "  --arrangement A         scrutineer1 (default), or rivest2019, for comparison with published numbers\n"
    "  --election ID, --election-name, --election-date, --jurisdiction\n"
    "                          of which election the ballots are, where the store holds no definition\n"
    "  --salt-key FILE         32 random bytes to derive the salts from (default: drawn for this commitment)\n"
    "  --replace               replace the commitment that stands, before a seed is recorded; the new one names it\n"
    "  --again                 write the file of the commitment that stands once more\n"
    "  --json                  print the summary as JSON\n"
    "\n"
    "A run that was killed is finished by running it again.\n",
    run};
