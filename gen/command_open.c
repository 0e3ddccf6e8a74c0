/* command_open.c: scrutineer-gen open: gives a court what it needs to redraw one release, encrypted to it. */
#include <getopt.h>
#include <inttypes.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/command_words.h"
#include "gen/package/names.h"
#include "gen/release/opening.h"
#include "gen/store/store_release.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

struct request {
    const char *release, *to, *out;
    bool json;
};

/* What one run holds, and must release. */
struct opening_run {
    const struct command_context *context;
    struct request request;
    struct scr_arena arena; /* of shown names */
    struct store *store;
    struct noise_record noise;
    struct release_record record;
    struct measurement measurement;
    struct ledger ledger;
    X509 *court;
    struct release_opening opening;
    struct scr_hash path[NOISE_PATH_MOST];
    struct scr_buffer content, sealed, subject;
};

static scr_result refuse(const struct opening_run *run, enum scr_code code, const char *sentence) {
    return scr_refuse(run->context->diagnosis, code, "open", "%s", sentence);
}

static scr_result parse(struct opening_run *run, int argc, char **argv) {
    enum { RELEASE = 256, TO, OUT, JSON };
    static const struct option options[] = {{"release", required_argument, NULL, RELEASE},
                                            {"to", required_argument, NULL, TO},
                                            {"out", required_argument, NULL, OUT},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    struct request *r = &run->request;
    int option;
    SCR_TRY(command_options("open", argc, argv, options, NULL, run->context->diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, "+:", options, NULL)) != -1) {
        if (option == RELEASE) r->release = optarg;
        if (option == TO) r->to = optarg;
        if (option == OUT) r->out = optarg;
        if (option == JSON) r->json = true;
    }
    if (optind != argc) return command_surplus("open", argv[optind], run->context->diagnosis);
    const struct command_need needs[] = {{"--release", r->release}, {"--to", r->to}, {"--out", r->out}};
    return command_needs("open", needs, sizeof needs / sizeof *needs, run->context->diagnosis);
}

/* A release is known by its bytes: the ledger has the digest of everything that was published. */
static scr_result find_release(struct opening_run *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    uint32_t number = 0;
    bool found;
    SCR_TRY(scr_hash_file(run->request.release, &run->opening.release, NULL, diagnosis));
    SCR_TRY(store_load_ledger(run->store, &run->ledger, diagnosis));
    for (size_t i = 0; i < run->ledger.count; i++)
        if (run->ledger.entries[i].kind == LEDGER_FINISH &&
            scr_hash_equal(&run->ledger.entries[i].digest, &run->opening.release))
            number = run->ledger.entries[i].release;
    if (!number)
        return scr_refuse(diagnosis, SCR_INPUT, package_shown(&run->arena, run->request.release),
                          "this is no release that was published from this store, byte for byte");
    SCR_TRY(store_load_release(run->store, number, &run->record, &found, diagnosis));
    return (scr_result){found ? SCR_DONE : SCR_INTERNAL};
}

static scr_result make(struct opening_run *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct release_opening *opening = &run->opening;
    bool stands;
    SCR_TRY(release_opening_certificate(run->request.to, &run->court, diagnosis));
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
    SCR_TRY(find_release(run));
    SCR_TRY(store_load_noise(run->store, &run->noise, &stands, diagnosis));
    if (!stands) return refuse(run, SCR_STORE, "no noise commitment was published from this store");
    SCR_TRY(store_measure(run->store, &run->record, &run->measurement, diagnosis));
    opening->number = run->record.number;
    opening->release_key = run->record.release_key;
    opening->table_key = run->record.table_key;
    opening->measurement = &run->measurement;
    opening->path = run->path;
    SCR_TRY(noise_keys_path(&run->noise.key, run->noise.releases, opening->number, run->path, &opening->path_count));
    SCR_TRY(release_opening_content(opening, &run->content));
    SCR_TRY(release_opening_seal(&run->content, run->court, &run->sealed));
    SCR_TRY(release_opening_subject(run->court, &run->subject));
    return scr_file_write(run->request.out, run->sealed.data, run->sealed.length, 0600, diagnosis);
}

static uint64_t count_numbers(const struct measurement *m, uint64_t *rows) {
    uint64_t numbers = 0;
    *rows = 0;
    for (size_t c = 0; c < m->contest_count; c++) {
        const struct release_hierarchy *tree = &m->contests[c].tree;
        uint64_t units = tree->units - tree->level_begin[tree->levels - 1];
        *rows += units;
        numbers += units * m->contests[c].option_count;
    }
    return numbers;
}

static scr_result say(const struct opening_run *run, struct scr_buffer *out) {
    char release[SCR_HEX_SIZE], certificate[SCR_HEX_SIZE];
    struct scr_hash fingerprint;
    unsigned length = sizeof fingerprint.bytes;
    const char *subject = run->subject.length ? (const char *)run->subject.data : "";
    uint64_t rows, numbers = count_numbers(&run->measurement, &rows);
    if (!X509_digest(run->court, EVP_sha256(), fingerprint.bytes, &length)) return (scr_result){SCR_CRYPTO};
    scr_hash_hex(&fingerprint, certificate);
    scr_hash_hex(&run->opening.release, release);
    if (run->request.json) {
        SCR_TRY(scr_buffer_print(out, "{\"release\": %u, \"sha256\": \"%s\", \"certificate\": \"%s\", \"subject\": ",
                                 (unsigned)run->opening.number, release, certificate));
        SCR_TRY(scr_text_json(out, subject));
        return scr_buffer_print(out, ", \"rows\": %" PRIu64 ", \"counts\": %" PRIu64 "}\n", rows, numbers);
    }
    SCR_TRY(scr_buffer_print(out, "Opened to the court: release %u of %u, SHA-256 %s\nWritten: ",
                             (unsigned)run->opening.number, (unsigned)run->noise.releases, release));
    SCR_TRY(scr_text_terminal(out, run->request.out));
    SCR_TRY(scr_buffer_text(out, "\nOnly this key can read it: "));
    SCR_TRY(scr_text_terminal(out, subject));
    SCR_TRY(scr_buffer_print(out,
                             "\n  certificate SHA-256 %s (compare it with what the court says)\n"
                             "In it: the key of release %u with %zu hashes that lead to the noise commitment, the key "
                             "of the table's salts,\nand %" PRIu64 " true counts in %" PRIu64 " rows. "
                             "Keys of other releases, and the election's noise key, are not in it\nand do not follow "
                             "from it.\n",
                             certificate, (unsigned)run->opening.number, run->opening.path_count, numbers, rows));
    if (X509_cmp_current_time(X509_get0_notAfter(run->court)) < 0)
        SCR_TRY(scr_buffer_text(out, "The certificate has expired: make sure that the court still has its key.\n"));
    return scr_buffer_text(out, "Whoever reads it knows every true count: the court keeps it sealed.\n");
}

static scr_result run_open(const struct command_context *context, int argc, char **argv) {
    struct opening_run run = {.context = context};
    struct scr_buffer out = {0};
    scr_result result = parse(&run, argc, argv);
    if (!scr_failed(result)) result = make(&run);
    if (!scr_failed(result)) result = say(&run, &out);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = refuse(&run, SCR_IO, "the opening is written, but not the summary");
    scr_buffer_free(&out);
    release_opening_wipe(&run.content);
    scr_buffer_free(&run.sealed);
    scr_buffer_free(&run.subject);
    X509_free(run.court);
    measurement_free(&run.measurement);
    ledger_free(&run.ledger);
    noise_record_free(&run.noise);
    release_record_free(&run.record);
    scr_arena_free(&run.arena);
    store_close(run.store);
    return result;
}

const struct command command_open = {
    "open", "give a court what it needs to redraw a release, encrypted to it",
    "usage: scrutineer-gen [--db FILE] open --release FILE.xml --to COURT.pem --out FILE [--json]\n"
    "\n"
    "Writes a file that only the court can read (CMS, AES-256): the key of this one release, the key of its table, "
    "and\n"
    "the true counts of every precinct. With it 'scrutineer-verify --sealed FILE --with KEY.pem' draws all noise "
    "again.\n"
    "Nothing of other releases is in it or follows from it.\n"
    "\n"
    "  --release FILE.xml  the release artifact, as it was published\n"
    "  --to COURT.pem      the court's X.509 certificate, with an RSA key (2,048 bits or more) or one on an elliptic "
    "curve\n"
    "  --out FILE          where the encrypted file goes\n"
    "  --json              print the summary as JSON\n",
    run_open};
