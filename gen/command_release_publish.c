/* command_release_publish.c: scrutineer-gen release publish: draws the noise of an announced release and publishes it.
 */
#include <getopt.h>
#include <libgen.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/command_release_publish.h"
#include "gen/command_words.h"
#include "gen/commit/source.h"
#include "gen/package/names.h"
#include "gen/tree/artifact_seed.h"
#include "scrutineer/file.h"

#define SEED_RECORD_MOST (1 << 20)

struct publish_request {
    const char *seed, *mechanism, *out, *sealed;
    bool replace, json;
};

/* What one run holds, and must release. */
struct publishing {
    const struct command_context *context;
    struct publish_request request;
    struct store *store;
    struct noise_record noise;
    struct release_record record;
    struct measurement measurement;
    struct ledger ledger;
    struct scr_arena arena; /* of the seed */
    struct seed_artifact seed;
    struct scr_buffer seed_bytes;
    struct release_drawing drawing;
    struct release_statements *statements; /* [contest_count] */
    struct release_publication published;
};

static scr_result refuse(const struct publishing *run, enum scr_code code, const char *sentence) {
    return scr_refuse(run->context->diagnosis, code, "release", "%s", sentence);
}

static scr_result parse(struct publishing *run, int argc, char **argv) {
    enum { SEED = 256, MECHANISM, OUT, SEALED, REPLACE, JSON };
    static const struct option options[] = {{"seed", required_argument, NULL, SEED},
                                            {"mechanism", required_argument, NULL, MECHANISM},
                                            {"out", required_argument, NULL, OUT},
                                            {"sealed-table", required_argument, NULL, SEALED},
                                            {"replace", no_argument, NULL, REPLACE},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    struct publish_request *r = &run->request;
    int option;
    SCR_TRY(command_options("release publish", argc, argv, options, NULL, run->context->diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, "+:", options, NULL)) != -1) {
        if (option == SEED) r->seed = optarg;
        if (option == MECHANISM) r->mechanism = optarg;
        if (option == OUT) r->out = optarg;
        if (option == SEALED) r->sealed = optarg;
        if (option == REPLACE) r->replace = true;
        if (option == JSON) r->json = true;
    }
    if (optind != argc) return command_surplus("release publish", argv[optind], run->context->diagnosis);
    const struct command_need needs[] = {{"--seed", r->seed}, {"--out", r->out}};
    SCR_TRY(command_needs("release publish", needs, sizeof needs / sizeof *needs, run->context->diagnosis));
    if (r->mechanism && !release_mechanism_parse(r->mechanism, &run->published.mechanism))
        return refuse(run, SCR_USAGE, "--mechanism is discrete-laplace, toydown, toydown-nonnegative or topdown");
    return scr_done();
}

/* True counts must not lie where files for the public are gathered. */
static scr_result check_sealed(const struct publishing *run) {
    struct stat ours, public;
    if (!run->request.sealed) return scr_done();
    char *first = strdup(run->request.sealed), *second = strdup(run->request.out);
    scr_result result = {first && second ? SCR_DONE : SCR_MEMORY};
    if (first && second && !stat(dirname(first), &ours) && !stat(dirname(second), &public) &&
        ours.st_dev == public.st_dev && ours.st_ino == public.st_ino)
        result = refuse(run, SCR_USAGE,
                        "--sealed-table holds true counts: give it another folder than that of --out, which is for "
                        "the public");
    free(first);
    free(second);
    return result;
}

/* The seed record must rest on a statement of this store, and be of its source and election. */
static scr_result take_seed(struct publishing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const char *shown = package_shown(&run->arena, run->request.seed);
    uint32_t number = 0;
    bool found;
    SCR_TRY(scr_file_read(run->request.seed, SEED_RECORD_MOST, &run->seed_bytes, diagnosis));
    SCR_TRY(seed_artifact_read(run->request.seed, shown, &run->arena, &run->seed, diagnosis));
    struct scr_hash digest;
    SCR_TRY(scr_hash_bytes(run->seed_bytes.data, run->seed_bytes.length, &digest));
    if (!scr_hash_equal(&digest, &run->seed.digest))
        return scr_refuse(diagnosis, SCR_IO, shown, "the file changed while it was read");
    if (run->seed.of_statement) SCR_TRY(store_find_release(run->store, &run->seed.commitment, &number, diagnosis));
    if (!number)
        return scr_refuse(diagnosis, SCR_INPUT, shown,
                          "the seed record does not rest on a measurement statement of this store");
    SCR_TRY(store_load_release(run->store, number, &run->record, &found, diagnosis));
    if (!found) return (scr_result){SCR_INTERNAL};
    if (!seed_source_equal(&run->seed.source, &run->record.source) ||
        strcmp(run->seed.election, run->record.election_id))
        return scr_refuse(diagnosis, SCR_INPUT, shown,
                          "the source or the election of the seed record is not that of the statement it rests on");
    return scr_done();
}

static scr_result prepare(struct publishing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct release_drawing *drawing = &run->drawing;
    bool stands;
    SCR_TRY(store_load_noise(run->store, &run->noise, &stands, diagnosis));
    if (!stands) return refuse(run, SCR_STORE, "no noise commitment was published from this store");
    if (!run->request.mechanism && !release_mechanism_parse(run->record.mechanism, &run->published.mechanism))
        return refuse(run, SCR_STORE, "the mechanism announced is not known; give --mechanism");
    SCR_TRY(store_load_ledger(run->store, &run->ledger, diagnosis));
    SCR_TRY(store_measure(run->store, &run->record, &run->measurement, diagnosis));
    for (size_t c = 0; c < run->measurement.contest_count; c++)
        SCR_TRY(release_processing_fits(&run->measurement, c, run->published.mechanism, diagnosis));
    drawing->measurement = &run->measurement;
    drawing->source =
        (struct release_source){(const uint8_t *)run->seed.seed, strlen(run->seed.seed), run->record.measured};
    SCR_TRY(release_base_key(run->record.release_key, &drawing->source, drawing->base));
    SCR_TRY(release_bits_begin(&drawing->bits));
    run->statements = calloc(run->measurement.contest_count, sizeof *run->statements);
    if (!run->statements) return (scr_result){SCR_MEMORY};
    /* From here on noise is drawn, with this seed and no other. */
    return store_save_release_seed(run->store, run->record.number, &run->seed_bytes, diagnosis);
}

static void forget_statements(struct publishing *run) {
    for (size_t c = 0; run->statements && c < run->measurement.contest_count; c++)
        release_statements_free(&run->statements[c]);
}

/* Writes beside its place, and tells the digest. */
static scr_result write(struct publishing *run, const struct scr_hash *supersedes, struct scr_stream *stream) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const struct election identity = {.id = run->noise.election_id,
                                      .name = run->noise.election_name,
                                      .date = run->noise.election_date,
                                      .jurisdiction = run->noise.jurisdiction};
    const struct release_artifact artifact = {.election = &identity,
                                              .statement = run->record.statement,
                                              .seed_record = run->seed.digest,
                                              .supersedes = supersedes,
                                              .mechanism = run->published.mechanism,
                                              .drawing = &run->drawing};
    forget_statements(run);
    SCR_TRY(scr_stream_begin(stream, run->request.out, 0644, diagnosis));
    scr_result result =
        release_artifact_write(&artifact, scr_stream_write, stream, run->statements, &run->published.draws, diagnosis);
    if (result.code == SCR_IO) return refuse(run, SCR_IO, "the artifact could not be written; is the disk full?");
    SCR_TRY(result);
    return scr_stream_finish(stream, &run->published.digest, diagnosis);
}

/* The ledger knows a release before anybody can see it, and the same command finishes what was killed: what stands is
 * recognised by its bytes, which name the release that it superseded in its turn. */
static scr_result publish(struct publishing *run, struct scr_stream *stream) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    const struct scr_hash *last = NULL, *before = NULL;
    for (size_t i = 0; i < run->ledger.count; i++) {
        const struct ledger_entry *entry = &run->ledger.entries[i];
        if (entry->kind != LEDGER_FINISH || entry->release != run->record.number) continue;
        before = last;
        last = &entry->digest;
    }
    SCR_TRY(write(run, before, stream));
    bool same = last && scr_hash_equal(last, &run->published.digest);
    if (last && !same) {
        if (!run->request.replace)
            return refuse(run, SCR_STORE,
                          "this release was published already, with other bytes (another mechanism, or another "
                          "version of this program); --replace publishes one that supersedes it, with the same noise");
        scr_stream_end(stream);
        *stream = (struct scr_stream){0};
        SCR_TRY(write(run, last, stream));
    }
    SCR_TRY(store_finish_release(run->store, run->record.number, &run->published.digest, last && !same, diagnosis));
    return scr_stream_publish(stream, diagnosis);
}

static scr_result seal_table(struct publishing *run) {
    struct scr_buffer csv = {0};
    if (!run->request.sealed) return scr_done();
    scr_result result = sealed_table_write(&run->measurement, &csv, &run->published.table);
    if (!scr_failed(result))
        result = scr_file_write(run->request.sealed, csv.data, csv.length, 0600, run->context->diagnosis);
    if (csv.data) OPENSSL_cleanse(csv.data, csv.length);
    scr_buffer_free(&csv);
    return result;
}

/* Who loses most follows from what stands on one ballot. */
static scr_result take_styles(struct publishing *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct election election = {0};
    bool defined, derived;
    SCR_TRY(store_has_election(run->store, "", &defined, &derived, diagnosis));
    if (!defined) return scr_done();
    scr_result result = store_load_election(run->store, &election, diagnosis);
    if (!scr_failed(result)) result = ledger_take_styles(&run->ledger, &election);
    election_free(&election);
    return result;
}

static scr_result work(struct publishing *run) {
    struct scr_stream stream = {0};
    struct scr_buffer out = {0};
    SCR_TRY(check_sealed(run));
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, run->context->diagnosis));
    SCR_TRY(take_seed(run));
    SCR_TRY(prepare(run));
    scr_result result = publish(run, &stream);
    scr_stream_end(&stream);
    SCR_TRY(result);
    SCR_TRY(seal_table(run));
    SCR_TRY(take_styles(run));
    run->published.ledger = &run->ledger;
    run->published.measurement = &run->measurement;
    run->published.statements = run->statements;
    run->published.out = run->request.out;
    run->published.sealed = run->request.sealed;
    result = release_publication_say(&run->published, run->request.json, &out);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = refuse(run, SCR_IO, "the release is published, but not the summary");
    scr_buffer_free(&out);
    return result;
}

scr_result release_publish(const struct command_context *context, int argc, char **argv) {
    struct publishing run = {.context = context};
    scr_result result = parse(&run, argc, argv);
    if (!scr_failed(result)) result = work(&run);
    forget_statements(&run);
    free(run.statements);
    release_bits_end(&run.drawing.bits);
    OPENSSL_cleanse(run.drawing.base, sizeof run.drawing.base);
    measurement_free(&run.measurement);
    ledger_free(&run.ledger);
    noise_record_free(&run.noise);
    release_record_free(&run.record);
    scr_buffer_free(&run.seed_bytes);
    scr_arena_free(&run.arena);
    store_close(run.store);
    return result;
}
