/* command_tree_publish.c: `tree --contest`: publishes the tree of a committed contest with its audit plan. */
#include "gen/command_tree_publish.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/audit/picture.h"
#include "gen/command_tree.h"
#include "gen/command_tree_mock.h"
#include "gen/command_words.h"
#include "gen/commit/source.h"
#include "gen/package/names.h"
#include "gen/tree/artifact_seed.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define SEED_MOST 4096
#define BATCH_SMALL 10 /* ballots: below, exact results of a batch say much of each voter */

struct publish_arguments {
    const char *contest, *seed, *out, *draw, *arrangement;
    uint64_t arity, replication; /* 0: as committed */
    enum tree_plan_kind plan;
    struct tree_plan_limits limits;
    bool disclose_all, replace, json;
};

static bool parse_disclose(const char *word, bool *all) {
    *all = !strcmp(word, "all");
    return *all || !strcmp(word, "plan");
}

static scr_result parse(const struct command_context *context, int argc, char **argv, struct publish_arguments *a) {
    enum { CONTEST = 256, SEED, OUT, ARRANGEMENT, ARITY, REPLICATE, PLAN, DISCLOSE, DRAW, MEMORY, REPLACE, JSON };
    static const struct option options[] = {{"contest", required_argument, NULL, CONTEST},
                                            {"seed", required_argument, NULL, SEED},
                                            {"out", required_argument, NULL, OUT},
                                            {"arrangement", required_argument, NULL, ARRANGEMENT},
                                            {"arity", required_argument, NULL, ARITY},
                                            {"replicate", required_argument, NULL, REPLICATE},
                                            {"plan", required_argument, NULL, PLAN},
                                            {"disclose", required_argument, NULL, DISCLOSE},
                                            {"draw", required_argument, NULL, DRAW},
                                            {"memory", required_argument, NULL, MEMORY},
                                            {"replace", no_argument, NULL, REPLACE},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    uint64_t number;
    SCR_TRY(command_options("tree --contest", argc, argv, options, NULL, context->diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        const char *wanted = NULL; /* what the value is not */
        switch (option) {
        case CONTEST:
            a->contest = optarg;
            break;
        case SEED:
            a->seed = optarg;
            break;
        case OUT:
            a->out = optarg;
            break;
        case ARRANGEMENT:
            a->arrangement = optarg;
            break;
        case ARITY:
            if (!scr_count_parse(optarg, strlen(optarg), TREE_ARITY_MOST, &a->arity) || !a->arity)
                wanted = "--arity is 2, 3, 4 or 5";
            break;
        case REPLICATE:
            if (!scr_count_parse(optarg, strlen(optarg), TREE_LEAVES_MOST, &a->replication) || !a->replication)
                wanted = "--replicate is a number from 1 to 1073741824";
            break;
        case PLAN:
            if (!tree_mock_plan(optarg, &a->plan) || a->plan == TREE_PLAN_RECURSIVE)
                wanted = "--plan is least or classic";
            break;
        case DISCLOSE:
            if (!parse_disclose(optarg, &a->disclose_all)) wanted = "--disclose is plan or all";
            break;
        case DRAW:
            a->draw = optarg;
            break;
        case MEMORY:
            if (!scr_count_parse(optarg, strlen(optarg), 1u << 20, &number))
                wanted = "--memory is a number of mebibytes up to 1048576";
            else
                a->limits.memory = (size_t)number << 20;
            break;
        case REPLACE:
            a->replace = true;
            break;
        default: /* JSON */
            a->json = true;
        }
        if (wanted) return tree_usage_error(context, wanted);
    }
    if (optind < argc) return command_surplus("tree --contest", argv[optind], context->diagnosis);
    const struct command_need needs[] = {{"--contest", a->contest}, {"--seed", a->seed}, {"--out", a->out}};
    return command_needs("tree --contest", needs, sizeof needs / sizeof *needs, context->diagnosis);
}

static scr_result require_committed(const struct command_context *context, const struct publish_arguments *a,
                                    const struct tree_contest *contest) {
    const char *what = NULL;
    if (a->arrangement && strcmp(a->arrangement, tree_arrangement_name(contest->arrangement))) what = "--arrangement";
    if (a->arity && a->arity != contest->arity) what = "--arity";
    if (a->replication && a->replication != contest->replication) what = "--replicate";
    if (!what) return scr_done();
    return scr_refuse(context->diagnosis, SCR_USAGE, "tree",
                      "%s differs from what was committed: arrangement %s, arity %u, replication %zu", what,
                      tree_arrangement_name(contest->arrangement), contest->arity, contest->replication);
}

static const char *source_difference(const struct seed_source *a, const struct seed_source *b) {
    if (strcmp(a->kind, b->kind)) return "Kind";
    if (strcmp(a->beacon, b->beacon)) return "Beacon";
    if (strcmp(a->chain, b->chain)) return "Chain";
    if (strcmp(a->pulse, b->pulse)) return "Pulse";
    if (strcmp(a->place, b->place)) return "Place";
    return strcmp(a->time, b->time) ? "Time" : NULL;
}

/* A recorded seed must come from the source that this store's commitment named. */
static scr_result take_record(const struct command_context *context, struct audited_contest *c, const char *path,
                              struct tree_record *record) {
    struct seed_artifact artifact;
    struct seed_record stored = {0};
    char rests[SCR_HEX_SIZE], ours[SCR_HEX_SIZE];
    bool stands, other;
    const char *shown = package_shown(&c->arena, path);
    SCR_TRY(seed_artifact_read(path, shown, &c->arena, &artifact, context->diagnosis));
    scr_hash_hex(&artifact.commitment, rests);
    scr_hash_hex(&c->commitment.digest, ours);
    if (!scr_hash_equal(&artifact.commitment, &c->commitment.digest))
        return scr_refuse(
            context->diagnosis, SCR_INPUT, shown,
            "the seed record rests on the commitment with SHA-256 %s; the commitment of this store has %s", rests,
            ours);
    const char *differs = source_difference(&artifact.source, &c->commitment.source);
    if (differs || strcmp(artifact.election, c->commitment.election_id))
        return scr_refuse(context->diagnosis, SCR_INPUT, shown,
                          "the %s of the seed record is not that of the commitment it rests on",
                          differs ? differs : "election");
    scr_result result = store_load_seed(c->store, &stored, &stands, context->diagnosis);
    other = stands && !scr_hash_equal(&stored.digest, &artifact.digest);
    seed_record_free(&stored);
    SCR_TRY(result);
    if (other)
        return scr_refuse(context->diagnosis, SCR_INPUT, shown,
                          "this is not the seed record that 'seed record' made from this store");
    record->seed = artifact.seed;
    record->recorded = true;
    record->seed_record = artifact.digest;
    return scr_done();
}

static scr_result take_seed(const struct command_context *context, struct audited_contest *c, const char *given,
                            struct tree_record *record) {
    size_t length = strlen(given);
    if (length > 4 && !strcmp(given + length - 4, ".xml")) return take_record(context, c, given, record);
    bool printable = length >= 1 && length <= SEED_MOST;
    for (size_t i = 0; i < length && printable; i++) printable = given[i] > ' ' && given[i] <= '~';
    if (!printable) return tree_usage_error(context, "a seed has 1 to 4096 printable ASCII characters without space");
    if (!access(given, F_OK))
        return tree_usage_error(context,
                                "--seed names a file or folder that is no seed record: the name of one ends in "
                                ".xml; a seed in words is what dice or beacon gave");
    record->seed = given;
    return scr_done();
}

/* The tree that stands when it is the one asked for: then the same bytes are written again. */
static bool is_same(const struct tree_record *a, const struct tree_record *b) {
    return !strcmp(a->seed, b->seed) && a->recorded == b->recorded &&
           (!a->recorded || scr_hash_equal(&a->seed_record, &b->seed_record)) &&
           scr_hash_equal(&a->commitment, &b->commitment) && !strcmp(a->plan_kind, b->plan_kind) &&
           a->plan_count == b->plan_count && a->disclose_all == b->disclose_all &&
           (!a->plan_count || !memcmp(a->plan, b->plan, a->plan_count * sizeof *a->plan));
}

static scr_result settle_place(const struct command_context *context, const struct audited_contest *c, bool replace,
                               struct tree_record *record) {
    if (!c->has_tree) return scr_done();
    bool same = is_same(&c->tree, record);
    record->supersedes = same ? c->tree.supersedes : true;
    record->superseded = same ? c->tree.superseded : c->tree.digest;
    if (same || replace) return scr_done();
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&c->tree.digest, hex);
    return scr_refuse(context->diagnosis, SCR_STORE, "tree",
                      "another tree of this contest was published, with SHA-256 %s; --replace publishes one that "
                      "supersedes it",
                      hex);
}

/* File and store: the store knows a tree before anybody can see it, and the same command finishes what was killed. */
static scr_result publish(const struct command_context *context, const struct audited_contest *c, const char *out,
                          struct tree_record *record) {
    struct tree_artifact artifact = {.election = &c->election,
                                     .commitment = c->commitment.digest,
                                     .seed_record = record->recorded ? &record->seed_record : NULL,
                                     .supersedes = record->supersedes ? &record->superseded : NULL,
                                     .contest = &c->contest,
                                     .seed = record->seed,
                                     .plan_kind = record->plan_kind,
                                     .plan = record->plan,
                                     .plan_count = record->plan_count,
                                     .winner = record->winner,
                                     .ballots = &c->ballots,
                                     .disclose_all = record->disclose_all};
    struct scr_stream stream = {0};
    SCR_TRY(scr_stream_begin(&stream, out, 0644, context->diagnosis));
    scr_result result = tree_artifact_write(&artifact, scr_stream_write, &stream);
    if (result.code == SCR_STORE)
        result = scr_refuse(context->diagnosis, SCR_STORE, "tree",
                            "the records in the store do not give the root that was committed to");
    if (result.code == SCR_IO)
        result = scr_refuse(context->diagnosis, SCR_IO, "tree", "the artifact could not be written; is the disk full?");
    if (!scr_failed(result)) result = scr_stream_finish(&stream, &record->digest, context->diagnosis);
    if (!scr_failed(result)) result = store_save_tree(c->store, record, context->diagnosis);
    if (!scr_failed(result)) result = scr_stream_publish(&stream, context->diagnosis);
    scr_stream_end(&stream);
    return result;
}

static scr_result require_plan(const struct command_context *context, const struct audited_tree *audited,
                               const struct ballot_plan *plan) {
    bool would;
    if (strcmp(plan->kind, "classic")) return scr_done();
    SCR_TRY(audited_tree_would_establish(audited, plan->ballots, plan->count, &would));
    if (would) return scr_done();
    return scr_refuse(context->diagnosis, SCR_INPUT, "tree",
                      "the classic plan, %zu ballots, does not establish the TPT winner: where votes are missing it "
                      "counts children as a majority that are none; --plan least establishes it",
                      plan->count);
}

static scr_result draw(const struct command_context *context, const struct audited_contest *c,
                       const struct audited_tree *audited, const struct tree_record *record,
                       const struct tree_totals *totals, const char *path) {
    struct scr_buffer svg = {0};
    const struct audit_picture picture = {&c->contest,         audited, totals, record->plan, record->plan_count, false,
                                          record->disclose_all};
    scr_result result = audit_draw(&picture, &svg);
    if (!scr_failed(result)) result = scr_file_write(path, svg.data, svg.length, 0644, context->diagnosis);
    scr_buffer_free(&svg);
    return result;
}

/* All codes in order of storage are the exact results of each batch. */
static void warn_of_batches(const struct audited_contest *c) {
    size_t small = 0;
    for (size_t i = 0; i < c->leaves.batch_count; i++)
        small += c->storage.batches[c->leaves.batches[i]].ballots < BATCH_SMALL;
    if (small)
        fprintf(stderr,
                "scrutineer-gen: tree: warning: %zu of the contest's %zu batches %s fewer than %d ballots, and "
                "--disclose all makes the exact result of each public: who voted there may be known to have voted so\n",
                small, c->leaves.batch_count, small == 1 ? "holds" : "hold", BATCH_SMALL);
}

static scr_result make(const struct command_context *context, const struct publish_arguments *a,
                       struct audited_contest *c, struct scr_buffer *out) {
    struct tree_record record = {
        .contest = c->contest.id, .commitment = c->commitment.digest, .disclose_all = a->disclose_all};
    struct audited_tree audited = {0};
    struct ballot_plan plan = {0};
    struct tree_totals totals;
    scr_result result;
    SCR_TRY(require_committed(context, a, &c->contest));
    SCR_TRY(take_seed(context, c, a->seed, &record));
    result = audited_tree_make(&c->contest, &c->commitment.digest, record.seed, c->ballots.codes, &audited);
    if (result.code == SCR_INPUT)
        result = scr_refuse(context->diagnosis, SCR_INPUT, "tree",
                            "a seed of the arrangement rivest2019 is a decimal number of at most 4096 digits");
    if (scr_failed(result)) goto done;
    audited.wanted = a->plan;
    audited.limits = a->limits;
    record.winner = audited_tree_winner(&audited);
    SCR_TRY_OR(result, tree_totals_of(&c->ballots, c->contest.candidate_count, &totals), done);
    SCR_TRY_OR(result, audited_tree_plan(&audited, &plan), done);
    SCR_TRY_OR(result, require_plan(context, &audited, &plan), done);
    record.plan_kind = plan.kind;
    record.plan = plan.ballots;
    record.plan_count = plan.count;
    SCR_TRY_OR(result, settle_place(context, c, a->replace, &record), done);
    SCR_TRY_OR(result, publish(context, c, a->out, &record), done);
    if (a->draw) SCR_TRY_OR(result, draw(context, c, &audited, &record, &totals, a->draw), done);
    if (a->disclose_all) warn_of_batches(c);
    if (!record.recorded)
        fputs("scrutineer-gen: tree: the seed has no record: observers can check the tree, but not that the seed came "
              "from "
              "the\nsource that the commitment named, nor that it was not chosen; give the seed record (a file "
              "NAME.xml)\n",
              stderr);
    const struct tree_publication published = {c, &record, &totals, a->out};
    result = tree_publication_say(&published, a->json, out);
done:
    ballot_plan_free(&plan);
    audited_tree_free(&audited);
    return result;
}

scr_result tree_publish(const struct command_context *context, int argc, char **argv) {
    struct publish_arguments arguments = {.plan = TREE_PLAN_LEAST, .limits = tree_plan_defaults};
    struct audited_contest contest = {0};
    struct scr_buffer out = {0};
    SCR_TRY(parse(context, argc, argv, &arguments));
    scr_result result = audited_contest_load(context, "tree", arguments.contest, &contest);
    if (!scr_failed(result)) result = make(context, &arguments, &contest, &out);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(context->diagnosis, SCR_IO, "tree", "the summary could not be written");
    scr_buffer_free(&out);
    audited_contest_free(&contest);
    return result;
}
