/* command_seed.c: scrutineer-gen seed record: the public seed with its evidence, checked against the commitment. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "gen/command_audit.h"
#include "gen/command_past.h"
#include "gen/command_words.h"
#include "gen/commit/seed.h"
#include "gen/commit/source.h"
#include "gen/store/store_release.h"
#include "gen/typed.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

struct request {
    const char *out, *dice, *pulse, *certificate, *reason;
    struct seed_evidences evidence;
    uint64_t release; /* of the precinct release whose seed it is; 0: of the ballot commitment */
    bool replace, again, json;
};

/* What one run holds, and must release. */
struct recording {
    const struct command_context *context;
    struct request request;
    struct store *store;
    struct commitment commitment;
    struct release_record release; /* whose statement the seed is for, if it is for one */
    struct noise_record noise;
    struct seed_record standing, made;
    struct scr_buffer artifact;
    char now[21];
    bool stands, gap;
};

static scr_result refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *sentence) {
    return scr_refuse(diagnosis, code, "seed", "%s", sentence);
}

static scr_result check_request(struct request *request, struct scr_diagnosis *diagnosis) {
    struct seed_evidences *evidence = &request->evidence;
    if (!request->out) return refuse(diagnosis, SCR_USAGE, "--out names the file to write");
    if (request->release && request->replace)
        return refuse(diagnosis, SCR_USAGE, "the seed record of a release is not replaced: its noise is drawn once");
    if (request->replace != (request->reason != NULL))
        return refuse(diagnosis, SCR_USAGE, "--replace and --reason go together: why the record is replaced is kept");
    if (request->reason) SCR_TRY(typed_check("--reason", request->reason, diagnosis));
    if (request->again) return scr_done();
    if (!!request->dice + !!request->pulse + !!evidence->seed != 1)
        return refuse(diagnosis, SCR_USAGE,
                      "give one of --dice THROWS --sides N, --pulse FILE, --seed TEXT --statement "
                      "WORDS");
    if (!request->dice != !evidence->sides || !evidence->seed != !evidence->statement ||
        (request->certificate && !request->pulse) || (evidence->witness_count && !request->dice))
        return refuse(diagnosis, SCR_USAGE,
                      "--dice needs --sides, and --witness goes with it; --certificate goes with --pulse; --seed and "
                      "--statement go together");
    for (size_t i = 0; i < evidence->witness_count; i++)
        SCR_TRY(typed_check("--witness", evidence->witnesses[i], diagnosis));
    if (evidence->witness_count > SEED_WITNESSES_MOST)
        return refuse(diagnosis, SCR_USAGE, "there are more than 100 witnesses");
    if (evidence->seed && !seed_valid(evidence->seed))
        return refuse(diagnosis, SCR_USAGE, "a seed has 1 to 4096 printable ASCII characters without space");
    if (evidence->statement) SCR_TRY(typed_check("--statement", evidence->statement, diagnosis));
    evidence->kind = request->dice ? SEED_DICE : request->pulse ? SEED_PULSE : SEED_STATEMENT;
    return scr_done();
}

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum {
        OUT = 256,
        DICE,
        SIDES,
        WITNESS,
        PULSE,
        CERTIFICATE,
        SEED,
        STATEMENT,
        REPLACE,
        AGAIN,
        JSON,
        RELEASE,
        REASON
    };
    static const struct option options[] = {
        {"out", required_argument, NULL, OUT},         {"dice", required_argument, NULL, DICE},
        {"sides", required_argument, NULL, SIDES},     {"witness", required_argument, NULL, WITNESS},
        {"pulse", required_argument, NULL, PULSE},     {"certificate", required_argument, NULL, CERTIFICATE},
        {"seed", required_argument, NULL, SEED},       {"statement", required_argument, NULL, STATEMENT},
        {"replace", no_argument, NULL, REPLACE},       {"reason", required_argument, NULL, REASON},
        {"again", no_argument, NULL, AGAIN},           {"json", no_argument, NULL, JSON},
        {"release", required_argument, NULL, RELEASE}, {NULL, 0, NULL, 0}};
    struct {
        int option;
        const char **text;
    } const texts[] = {{OUT, &request->out},
                       {DICE, &request->dice},
                       {PULSE, &request->pulse},
                       {CERTIFICATE, &request->certificate},
                       {SEED, &request->evidence.seed},
                       {REASON, &request->reason},
                       {STATEMENT, &request->evidence.statement}};
    uint64_t sides;
    if (argc < 2 || strcmp(argv[1], "record") != 0)
        return refuse(diagnosis, SCR_USAGE, "write: seed record --out FILE ...; see seed --help");
    argc--, argv++;
    request->evidence.witnesses = argv;
    int option;
    SCR_TRY(command_options("seed record", argc, argv, options, "witness", diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, "+:", options, NULL)) != -1) {
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            if (option == texts[i].option) *texts[i].text = optarg;
        if (option == WITNESS) {
            argv[request->evidence.witness_count++] = optarg; /* where getopt has been already */
        } else if (option == SIDES) {
            if (!scr_count_parse(optarg, strlen(optarg), 10, &sides) || sides < 2)
                return refuse(diagnosis, SCR_USAGE, "--sides is a number from 2 to 10");
            request->evidence.sides = (unsigned)sides;
        } else if (option == RELEASE) {
            if (!scr_count_parse(optarg, strlen(optarg), NOISE_RELEASES_MOST, &request->release) || !request->release)
                return refuse(diagnosis, SCR_USAGE, "--release is the number of an announced release, from 1");
            request->evidence.of_statement = true;
        } else if (option == REPLACE) {
            request->replace = true;
        } else if (option == AGAIN) {
            request->again = true;
        } else if (option == JSON) {
            request->json = true;
        }
    }
    if (optind != argc) return command_surplus("seed record", argv[optind], diagnosis);
    return check_request(request, diagnosis);
}

/* The evidence must be of the kind of source that the commitment named. */
static scr_result take_evidence(struct recording *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    struct seed_evidences *evidence = &run->request.evidence;
    const struct seed_source *source = &run->commitment.source;
    struct scr_arena *arena = &run->made.arena;
    bool dice = !strcmp(source->kind, "dice");
    if (evidence->kind == SEED_STATEMENT) return scr_done();
    if ((evidence->kind == SEED_DICE) != dice)
        return refuse(diagnosis, SCR_INPUT,
                      dice ? "the commitment names dice as the source of the seed, not a beacon's pulse"
                           : "the commitment names a beacon as the source of the seed, not dice");
    if (evidence->kind == SEED_DICE)
        return seed_from_dice(run->request.dice, evidence->sides, arena, &evidence->seed, diagnosis);
    SCR_TRY(pulse_read(run->request.pulse, arena, &evidence->pulse, diagnosis));
    if (run->request.certificate)
        SCR_TRY(pulse_read_certificate(run->request.certificate, arena, &evidence->pulse, diagnosis));
    SCR_TRY(pulse_fits(&evidence->pulse, source, &run->gap, diagnosis));
    SCR_TRY(pulse_verify(&evidence->pulse, diagnosis));
    evidence->seed = evidence->pulse.fields[PULSE_OUTPUT_VALUE];
    return scr_done();
}

/* rivest2019 reads the seed as a number. */
static scr_result check_arrangements(const struct recording *run) {
    const char *seed = run->request.evidence.seed;
    bool decimal = strspn(seed, "0123456789") == strlen(seed) && (seed[0] != '0' || !seed[1]);
    for (size_t i = 0; i < run->commitment.count && !decimal; i++)
        if (run->commitment.contests[i].arrangement == TREE_RIVEST2019)
            return refuse(
                run->context->diagnosis, SCR_INPUT,
                "the arrangement rivest2019, which was committed, takes a decimal number without leading zero "
                "as its seed");
    return scr_done();
}

static scr_result make(struct recording *run, const struct scr_hash *superseded) {
    run->artifact.length = 0;
    SCR_TRY(seed_artifact(&run->commitment, &run->request.evidence, superseded, &run->artifact));
    run->made.commitment = run->commitment.digest;
    run->made.seed = run->request.evidence.seed;
    run->made.supersedes = superseded != NULL;
    if (superseded) run->made.superseded = *superseded;
    return scr_hash_bytes(run->artifact.data, run->artifact.length, &run->made.digest);
}

/* As for commitments: what stands is recognised and written again, so that a run that was killed can be finished. */
static scr_result record(struct recording *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    SCR_TRY(take_evidence(run));
    SCR_TRY(check_arrangements(run));
    if (run->stands) {
        SCR_TRY(make(run, run->standing.supersedes ? &run->standing.superseded : NULL));
        run->made.reason = run->standing.reason;
        run->made.time = run->standing.time;
        if (scr_hash_equal(&run->made.digest, &run->standing.digest)) return scr_done();
        if (!run->request.replace)
            return refuse(diagnosis, SCR_STORE,
                          "another seed record stands in this store; write it again with --again, or replace it with "
                          "--replace and --reason: the new one then names it");
    }
    SCR_TRY(make(run, run->stands ? &run->standing.digest : NULL));
    SCR_TRY(audit_now(run->context, run->now));
    run->made.reason = run->request.reason;
    run->made.time = run->now;
    return store_save_seed(run->store, &run->made, &run->artifact, diagnosis);
}

static scr_result say(const struct recording *run, struct scr_buffer *out) {
    const struct seed_evidences *evidence = &run->request.evidence;
    const struct seed_record *record = run->request.again ? &run->standing : &run->made;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&record->digest, hex);
    bool replaced = record->supersedes && record->reason && *record->reason;
    if (run->request.json) {
        SCR_TRY(scr_buffer_print(out, "{\"sha256\": \"%s\", \"seed\": ", hex));
        SCR_TRY(scr_text_json(out, record->seed));
        if (replaced) SCR_TRY(scr_buffer_text(out, ", \"reason\": "));
        if (replaced) SCR_TRY(scr_text_json(out, record->reason));
        return scr_buffer_text(out, "}\n");
    }
    SCR_TRY(scr_buffer_text(out, "seed: "));
    SCR_TRY(scr_text_terminal(out, record->seed));
    SCR_TRY(scr_buffer_print(out, "\nSHA-256 of the record: %s\n", hex));
    if (replaced) {
        scr_hash_hex(&record->superseded, hex);
        SCR_TRY(scr_buffer_print(out, "Replaced, at %s, the record with SHA-256 %s: ", record->time, hex));
        SCR_TRY(scr_text_terminal(out, record->reason));
        SCR_TRY(scr_buffer_text(out, "\nThe artifact names the one that it replaced, and not why: publish the reason "
                                     "beside it.\n"));
    }
    if (run->request.again) return scr_done();
    if (evidence->kind == SEED_STATEMENT)
        return scr_buffer_text(out,
                               "Nobody can check from the record where the seed came from: it holds words alone.\n");
    if (evidence->kind == SEED_PULSE && !evidence->pulse.certificate)
        SCR_TRY(scr_buffer_text(out,
                                "Without the beacon's certificate (--certificate) the record does not show that the "
                                "beacon signed the pulse.\n"));
    if (evidence->kind == SEED_PULSE && evidence->pulse.certificate)
        SCR_TRY(scr_buffer_text(out, "The signature verifies; that the certificate is the beacon's own must be learnt "
                                     "elsewhere.\n"));
    if (run->gap)
        SCR_TRY(scr_buffer_text(out,
                                "The pulse is a period or more later than the time committed: only the beacon's own "
                                "records show that no pulse lies between.\n"));
    return scr_done();
}

/* For an announced release: its statement stands where the commitment stands otherwise. */
static scr_result work_for_release(struct recording *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    uint32_t number = (uint32_t)run->request.release;
    bool found, noise;
    SCR_TRY(store_load_release(run->store, number, &run->release, &found, diagnosis));
    SCR_TRY(store_load_noise(run->store, &run->noise, &noise, diagnosis));
    if (!found || !noise)
        return refuse(diagnosis, SCR_STORE, "no release of this number was announced from this store");
    run->commitment = (struct commitment){.election_id = run->noise.election_id,
                                          .election_name = run->noise.election_name,
                                          .election_date = run->noise.election_date,
                                          .jurisdiction = run->noise.jurisdiction,
                                          .digest = run->release.statement,
                                          .source = run->release.source};
    if (!run->request.again) {
        SCR_TRY(take_evidence(run));
        SCR_TRY(make(run, NULL));
        SCR_TRY(store_save_release_seed(run->store, number, &run->artifact, diagnosis));
    } else {
        SCR_TRY(store_load_release_seed(run->store, number, &run->standing.digest, &run->artifact, &run->stands,
                                        diagnosis));
        if (!run->stands) return refuse(diagnosis, SCR_STORE, "no seed record of this release stands in this store");
        run->standing.seed = "(as recorded)";
    }
    return scr_file_write(run->request.out, run->artifact.data, run->artifact.length, 0644, diagnosis);
}

static scr_result work(struct recording *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    bool committed;
    if (run->request.release) {
        SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
        return work_for_release(run);
    }
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
    SCR_TRY(store_load_commitment(run->store, &run->commitment, &committed, diagnosis));
    if (!committed)
        return refuse(diagnosis, SCR_STORE,
                      "no commitment was made from this store: a seed is worth nothing without one "
                      "that was published before it; see commit --help");
    SCR_TRY(store_load_seed(run->store, &run->standing, &run->stands, diagnosis));
    if (run->request.again && !run->stands)
        return refuse(diagnosis, SCR_STORE, "no seed record stands in this store yet");
    if (run->request.again)
        SCR_TRY(store_load_seed_artifact(run->store, &run->standing, &run->artifact, diagnosis));
    else
        SCR_TRY(record(run));
    return scr_file_write(run->request.out, run->artifact.data, run->artifact.length, 0644, diagnosis);
}

/* A wrong clock or a wrong time zone is found while the dice still lie on the table. */
static scr_result warn(const struct recording *run) {
    bool past;
    const struct seed_source *source = &run->commitment.source;
    if (run->request.again || run->request.evidence.kind != SEED_DICE || !source->time || !*source->time)
        return scr_done();
    SCR_TRY(command_time_past(run->context, source, &past));
    if (!past) command_warn_early(source);
    return scr_done();
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct recording run = {.context = context};
    struct scr_buffer out = {0};
    SCR_TRY(parse(argc, argv, &run.request, context->diagnosis));
    scr_result result = work(&run);
    if (!scr_failed(result)) result = warn(&run);
    if (!scr_failed(result)) result = say(&run, &out);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = refuse(context->diagnosis, SCR_IO, "the record is written, but not the summary");
    scr_buffer_free(&out);
    scr_buffer_free(&run.artifact);
    seed_record_free(&run.made);
    seed_record_free(&run.standing);
    release_record_free(&run.release);
    noise_record_free(&run.noise);
    commitment_free(&run.commitment);
    store_close(run.store);
    return result;
}

const struct command command_seed = {
    "seed", "record the public seed with its evidence",
    "usage: scrutineer-gen [--db FILE] seed record --out FILE EVIDENCE [OPTIONS]\n"
    "       scrutineer-gen [--db FILE] seed record --out FILE --again\n"
    "\n"
    "Writes the seed record, which rests on the ballot commitment of this store, or with --release on a measurement\n"
    "statement. The evidence is checked first, against what the commitment or statement named. It is one of\n"
    "  --dice \"4 1 7 ...\" --sides N     throws of dice with 2 to 10 sides, in order; a ten-sided die shows 0 to 9.\n"
    "                                   20 throws with ten sides, or 25 with six, are enough\n"
    "  --pulse FILE                     a pulse of NIST's beacon 2.0, in JSON as the beacon gives it\n"
    "  --seed TEXT --statement WORDS    any other seed, and where it was read: nothing of that can be checked\n"
    "\n"
    "  --release N         the seed of precinct release N: the record rests on its measurement statement. It cannot "
    "be\n"
    "                      replaced, since noise is drawn once\n"
    "  --witness NAME      who saw the dice (may be repeated)\n"
    "  --certificate FILE  the beacon's certificate, PEM, which verifies the pulse's signature\n"
    "  --replace           replace the record that stands, before a tree is published; the new one names it\n"
    "  --reason TEXT       with --replace: why; kept in the store and printed\n"
    "  --again             write the file of the record that stands once more\n"
    "  --json              print the summary as JSON\n",
    run};
