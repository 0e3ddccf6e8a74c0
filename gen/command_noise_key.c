/* command_noise_key.c: scrutineer-gen noise-key commit: fixes the keys of all noise when the polls close. */
#include <getopt.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/command_words.h"
#include "gen/package/say.h"
#include "gen/release/statement_artifact.h"
#include "gen/store/store_release.h"
#include "gen/typed.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

struct request {
    const char *out, *key;
    const char *id, *name, *date, *jurisdiction; /* of the election, where the store holds none */
    uint64_t releases;
    bool json;
};

/* What one run holds, and must release. */
struct committing {
    const struct command_context *context;
    struct request request;
    struct store *store;
    struct election election;
    struct noise_record standing, made;
    struct scr_buffer artifact;
    bool stands, loaded;
};

static scr_result refuse(const struct command_context *context, enum scr_code code, const char *sentence) {
    return scr_refuse(context->diagnosis, code, "noise-key", "%s", sentence);
}

static scr_result parse(const struct command_context *context, int argc, char **argv, struct request *request) {
    enum { OUT = 256, RELEASES, KEY, ELECTION, NAME, DATE, JURISDICTION, JSON };
    static const struct option options[] = {{"out", required_argument, NULL, OUT},
                                            {"releases", required_argument, NULL, RELEASES},
                                            {"key", required_argument, NULL, KEY},
                                            {"election", required_argument, NULL, ELECTION},
                                            {"election-name", required_argument, NULL, NAME},
                                            {"election-date", required_argument, NULL, DATE},
                                            {"jurisdiction", required_argument, NULL, JURISDICTION},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    struct {
        int option;
        const char **text;
    } const texts[] = {{OUT, &request->out},   {KEY, &request->key},   {ELECTION, &request->id},
                       {NAME, &request->name}, {DATE, &request->date}, {JURISDICTION, &request->jurisdiction}};
    int option;
    if (argc < 2 || strcmp(argv[1], "commit"))
        return refuse(context, SCR_USAGE, "what is to be done: commit; see 'scrutineer-gen noise-key --help'");
    SCR_TRY(command_options("noise-key", argc, argv, options, NULL, context->diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc - 1, argv + 1, "+:", options, NULL)) != -1) {
        if (option == JSON) request->json = true;
        if (option == RELEASES &&
            (!scr_count_parse(optarg, strlen(optarg), NOISE_RELEASES_MOST, &request->releases) || !request->releases))
            return refuse(context, SCR_USAGE, "--releases is a number from 1 to 1000");
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            if (option == texts[i].option) *texts[i].text = optarg;
    }
    if (optind + 1 != argc) return command_surplus("noise-key", argv[optind + 1], context->diagnosis);
    const struct command_need needs[] = {{"--releases", request->releases ? "" : NULL}, {"--out", request->out}};
    SCR_TRY(command_needs("noise-key", needs, sizeof needs / sizeof *needs, context->diagnosis));
    return typed_election((const char *const[]){request->id, request->name, request->date, request->jurisdiction},
                          context->diagnosis);
}

static scr_result identify(struct committing *run) {
    const struct request *request = &run->request;
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    bool derived;
    SCR_TRY(store_has_election(run->store, "", &run->loaded, &derived, diagnosis));
    if (run->loaded && request->id)
        return refuse(run->context, SCR_USAGE, "the store holds an election; --election is for stores without one");
    if (!run->loaded && !request->id)
        return refuse(run->context, SCR_STORE,
                      "the store holds no election definition; import one, or say what election it is: --election ID, "
                      "and if wanted --election-name, --election-date, --jurisdiction");
    if (run->loaded) return store_load_election(run->store, &run->election, diagnosis);
    run->election = (struct election){.id = request->id,
                                      .name = request->name ? request->name : request->id,
                                      .date = request->date ? request->date : "",
                                      .jurisdiction = request->jurisdiction ? request->jurisdiction : ""};
    return scr_done();
}

static scr_result take_key(const struct committing *run, struct noise_key *key) {
    struct scr_buffer bytes = {0};
    if (!run->request.key)
        return RAND_priv_bytes(key->bytes, sizeof key->bytes) == 1 ? scr_done() : (scr_result){SCR_CRYPTO};
    scr_result result = scr_file_read(run->request.key, sizeof key->bytes, &bytes, run->context->diagnosis);
    if (!scr_failed(result) && bytes.length != sizeof key->bytes)
        result = scr_refuse(run->context->diagnosis, SCR_INPUT, "--key",
                            "the file must hold 32 bytes, drawn at random, used nowhere else");
    if (!scr_failed(result)) memcpy(key->bytes, bytes.data, sizeof key->bytes);
    if (bytes.data) OPENSSL_cleanse(bytes.data, bytes.capacity);
    scr_buffer_free(&bytes);
    return result;
}

/* The commitment that stands, if it is the one asked for: a run that was killed is finished by running it again. */
static scr_result recognise(struct committing *run) {
    const struct noise_record *standing = &run->standing;
    struct noise_key given = standing->key;
    if (run->request.key) SCR_TRY(take_key(run, &given));
    bool same = run->request.releases == standing->releases && !strcmp(run->election.id, standing->election_id) &&
                !CRYPTO_memcmp(&given, &standing->key, sizeof given);
    OPENSSL_cleanse(&given, sizeof given);
    if (!same)
        return scr_refuse(
            run->context->diagnosis, SCR_STORE, "noise-key",
            "a noise commitment for %u releases stands in this store; an election has one noise key, drawn "
            "once: whoever could draw again could choose the noise",
            (unsigned)standing->releases);
    return store_load_noise_artifact(run->store, standing, &run->artifact, run->context->diagnosis);
}

static scr_result make(struct committing *run) {
    struct noise_record *made = &run->made;
    struct scr_hash root;
    SCR_TRY(take_key(run, &made->key));
    made->releases = (uint32_t)run->request.releases;
    made->election_id = run->election.id;
    made->election_name = run->election.name;
    made->election_date = run->election.date;
    made->jurisdiction = run->election.jurisdiction;
    SCR_TRY(noise_keys_root(&made->key, made->releases, &root));
    SCR_TRY(noise_commitment_artifact(&run->election, made->releases, &root, &run->artifact));
    SCR_TRY(scr_hash_bytes(run->artifact.data, run->artifact.length, &made->digest));
    /* The secret first: what is published must not be without it. */
    return store_save_noise(run->store, made, &run->artifact, run->context->diagnosis);
}

static scr_result print_words(const struct committing *run, const char *hex, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_print(
        out,
        "%s for %u releases.\nSHA-256: %s\n\n"
        "Publish this file now, and have others keep its SHA-256, before anybody can know the beacon's pulses or the\n"
        "dice that the releases will use. The store holds the noise key: keep it, and keep it secret. Who has it can\n"
        "remove the noise of every release; who loses it can publish none.\n",
        run->stands ? "The noise commitment that stands was written again," : "The noise key is committed to,",
        (unsigned)run->request.releases, hex));
    return say_provable(run->request.out, out);
}

static scr_result print_json(const struct committing *run, const char *hex, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_print(out, "{\"sha256\": \"%s\", \"releases\": %u, \"again\": %s", hex,
                             (unsigned)run->request.releases, run->stands ? "true" : "false"));
    SCR_TRY(say_provable_json(run->request.out, out));
    return scr_buffer_text(out, "}\n");
}

static scr_result say(const struct committing *run, const char *hex) {
    struct scr_buffer out = {0};
    scr_result result = (run->request.json ? print_json : print_words)(run, hex, &out);
    if (!scr_failed(result)) fputs((const char *)out.data, stdout);
    scr_buffer_free(&out);
    return result;
}

static scr_result work(struct committing *run) {
    const struct command_context *context = run->context;
    char hex[SCR_HEX_SIZE];
    SCR_TRY(
        store_open(context->store_path, run->request.id ? STORE_WRITE : STORE_READ, &run->store, context->diagnosis));
    SCR_TRY(store_load_noise(run->store, &run->standing, &run->stands, context->diagnosis));
    SCR_TRY(identify(run));
    SCR_TRY(run->stands ? recognise(run) : make(run));
    SCR_TRY(scr_file_write(run->request.out, run->artifact.data, run->artifact.length, 0644, context->diagnosis));
    scr_hash_hex(run->stands ? &run->standing.digest : &run->made.digest, hex);
    return say(run, hex);
}

static scr_result run_noise_key(const struct command_context *context, int argc, char **argv) {
    struct committing run = {.context = context};
    SCR_TRY(parse(context, argc, argv, &run.request));
    scr_result result = work(&run);
    scr_buffer_free(&run.artifact);
    OPENSSL_cleanse(&run.made.key, sizeof run.made.key);
    noise_record_free(&run.standing);
    if (run.loaded) election_free(&run.election);
    store_close(run.store);
    return result;
}

const struct command command_noise_key = {
    "noise-key", "fix the keys of all noise when the polls close",
    "usage: scrutineer-gen [--db FILE] noise-key commit --releases N --out FILE [--key FILE] [--json]\n"
    "                           [--election ID [--election-name T] [--election-date D] [--jurisdiction J]]\n"
    "\n"
    "Draws the election's noise key, once, into the store, and writes the noise commitment: a digest that fixes the\n"
    "noise of N private precinct releases and reveals none. Publish it at poll close. Nobody can choose the noise "
    "later:\n"
    "it follows from this key, from what is announced (release announce), and from a public pulse or dice afterwards.\n"
    "\n"
    "  --releases N   releases that the key is for, 1 to 1000; unused ones cost nothing\n"
    "  --key FILE     32 random bytes to use instead of drawing them\n"
    "  --election ID, --election-name, --election-date, --jurisdiction\n"
    "                 of which election, where the store holds no definition\n"
    "  --json         print the summary as JSON\n"
    "\n"
    "A run that was killed is finished by running it again.\n",
    run_noise_key};
