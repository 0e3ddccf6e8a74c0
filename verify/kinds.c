/* kinds.c: the table of artifact kinds. */
#include "verify/kinds.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "verify/deck/checks.h"
#include "verify/deck/reported.h"
#include "verify/impact/checks.h"
#include "verify/index/checks.h"

/* What one artifact tells a package check; copied into the task's arena. */
struct told {
    const char *election_id, *election_name, *election_date, *jurisdiction, *signer_role, *purpose;
    const struct scr_hash *rests_on;
    const char *const *rests_on_kinds;
    size_t rests_on_count;
    const struct scr_hash *supersedes;
    size_t supersedes_count;
    const struct scr_hash *names; /* in an index or a ledger */
    size_t names_count;
    const char *style_id, *contest_id, *proof_file; /* NULL: none */
    const char *moment;                             /* of a seed; NULL: not known */
    const char *corrected_first, *corrected_last;   /* of an audit's corrections; NULL: none */
    bool announced;                                 /* the moment is that for which dice were announced */
    uint32_t release;                               /* 0: none */
};

static bool copy(struct scr_arena *arena, const char *text, const char **to) {
    if (text) *to = scr_arena_copy(arena, text, strlen(text));
    return !text || *to;
}

/* What an artifact says counts only where its first check holds: one rule for all kinds. */
static scr_result tell(struct file_task *task, const struct artifact_kind *kind, const struct told *told) {
    if (findings_verdict(task->findings, kind->first) != VERDICT_HOLDS) return scr_done();
    struct package_artifact *about = task->about;
    size_t resting = told->rests_on_count, superseding = told->supersedes_count, naming = told->names_count;
    struct scr_hash *hashes = scr_arena_alloc(task->arena, resting + superseding + naming, sizeof *hashes);
    const char **kinds = scr_arena_alloc(task->arena, resting, sizeof *kinds);
    if (!hashes || !kinds || !copy(task->arena, told->election_id, &about->election_id) ||
        !copy(task->arena, told->election_name, &about->election_name) ||
        !copy(task->arena, told->election_date, &about->election_date) ||
        !copy(task->arena, told->jurisdiction, &about->jurisdiction) ||
        !copy(task->arena, told->signer_role, &about->signer_role) ||
        !copy(task->arena, told->purpose, &about->purpose) || !copy(task->arena, told->moment, &about->moment) ||
        !copy(task->arena, told->corrected_first, &about->corrected_first) ||
        !copy(task->arena, told->corrected_last, &about->corrected_last) ||
        !copy(task->arena, told->style_id, &about->style_id) ||
        !copy(task->arena, told->contest_id, &about->contest_id) ||
        !copy(task->arena, told->proof_file, &about->proof_file))
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < resting; i++) hashes[i] = told->rests_on[i];
    for (size_t i = 0; i < resting; i++) kinds[i] = told->rests_on_kinds[i];
    for (size_t i = 0; i < superseding; i++) hashes[resting + i] = told->supersedes[i];
    for (size_t i = 0; i < naming; i++) hashes[resting + superseding + i] = told->names[i];
    about->release = told->release;
    about->announced = told->announced;
    about->rests_on = hashes;
    about->rests_on_kinds = kinds;
    about->rests_on_count = resting;
    about->supersedes = hashes + resting;
    about->supersedes_count = superseding;
    about->names = about->supersedes + superseding;
    about->names_count = naming;
    return scr_done();
}

static struct told told_by(const struct artifact_header *header) {
    return (struct told){
        .election_id = header->election_id,
        .election_name = header->election_name,
        .election_date = header->election_date,
        .jurisdiction = header->jurisdiction,
        .signer_role = header->signer_role,
        .purpose = header->purpose,
        .rests_on = header->rests_on,
        .rests_on_kinds = header->rests_on_kinds,
        .rests_on_count = header->rests_on_count,
        .supersedes = header->supersedes,
        .supersedes_count = header->supersedes_count,
    };
}

static scr_result check_definition(struct run *run, const struct artifact_kind *kind,
                                   const struct scr_xml_schema *schema, struct file_task *task) {
    struct definition definition = {0};
    bool valid;
    run->verification->scope.definitions++;
    scr_result result = definition_read(task->path, schema, &definition, task->findings, &valid);
    const struct told told = told_by(&definition.header);
    if (!scr_failed(result)) result = tell(task, kind, &told);
    if (!scr_failed(result) && valid) return definitions_add(task->definitions, &definition);
    task->definitions->invalid++;
    definition_free(&definition);
    return result;
}

static void note_scope(struct verified_scope *scope, const struct deck *deck, bool straight) {
    scope->ballots += deck->ballot_count;
    scope->assume_tape += deck->assumes_tape_per_style;
    scope->assume_signal += deck->assumes_overvote_signal;
    scope->assume_lines += deck->assumes_lines_apart;
    scope->assume_parties += deck->assumes_party_totals;
    scope->decks_without_votes += !straight && !deck->each_candidate && deck->uncovered_count > 0;
    for (size_t i = 0; i < deck->uncovered_count; i++) {
        bool party = !strcmp(deck->uncovered[i].reason, "straight-party");
        if (straight)
            scope->straight_lines_excluded++;
        else if (party)
            scope->party_lines++;
        else
            scope->lines_excluded++;
    }
}

static scr_result check_deck(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                             struct file_task *task) {
    struct deck deck = {0};
    struct verified_scope *scope = &run->verification->scope;
    bool valid, straight = !kind->reported;
    if (straight)
        scope->straight_decks++;
    else
        scope->test_decks++;
    scr_result result = deck_read(task->path, schema, straight, &deck, task->findings, &valid);
    if (!scr_failed(result)) {
        static const char *const rests_on_kinds[] = {"ballot-definition"};
        const struct told told = {
            .election_id = deck.election_id,
            .election_name = deck.election_name,
            .election_date = deck.election_date,
            .jurisdiction = deck.jurisdiction,
            .signer_role = deck.signer_role,
            .purpose = straight ? "straight-party-test-deck" : "logic-and-accuracy-test-deck", /* as deck_read asks */
            .rests_on = &deck.rests_on,
            .rests_on_kinds = rests_on_kinds,
            .rests_on_count = 1,
            .supersedes = deck.supersedes,
            .supersedes_count = deck.supersedes_count,
            .style_id = deck.style_id,
            .proof_file = !straight && deck.length.bound == BOUND_SEARCH ? deck.length.proof_file : NULL,
        };
        result = tell(task, kind, &told);
    }
    if (!scr_failed(result) && valid) {
        note_scope(scope, &deck, straight);
        result = deck_check(&deck, straight, &task->surroundings, task->findings);
        if (!scr_failed(result) && run->options->reported && !straight) {
            result = reported_compare(&deck, run->options->reported, &run->work, task->findings,
                                      &run->verification->reported_words, run->diagnosis);
        }
    }
    deck_free(&deck);
    return result;
}

static void add_scope(struct tree_scope *sum, const struct tree_scope *scope) {
    sum->commitments += scope->commitments;
    sum->seed_records += scope->seed_records;
    sum->trees += scope->trees;
    sum->audits += scope->audits;
    sum->dice += scope->dice;
    sum->pulses += scope->pulses;
    sum->plan_only += scope->plan_only;
    sum->disclosed += scope->disclosed;
    sum->rivest2019 += scope->rivest2019;
    sum->winner_apart += scope->winner_apart;
    sum->unfinished += scope->unfinished;
    sum->opposed += scope->opposed;
}

static scr_result check_tree(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                             struct file_task *task) {
    struct scr_arena arena = {0};
    struct tree_task own = {
        .path = task->path,
        .schema = schema,
        .surroundings = &task->surroundings,
        .findings = task->findings,
        .arena = &arena,
    };
    scr_result result = kind->check_tree(&own);
    add_scope(&run->verification->scope.tree, &own.scope);
    if (!scr_failed(result)) {
        struct told told = told_by(&own.header);
        told.contest_id = own.contest_id;
        told.moment = own.moment;
        told.announced = own.announced;
        told.corrected_first = own.corrected_first;
        told.corrected_last = own.corrected_last;
        result = tell(task, kind, &told);
    }
    scr_arena_free(&arena);
    return result;
}

static void add_release_scope(struct release_scope *sum, const struct release_scope *scope) {
    sum->noise_commitments += scope->noise_commitments;
    sum->statements += scope->statements;
    sum->releases += scope->releases;
    sum->opened += scope->opened;
    sum->exact += scope->exact;
    /* The ledgers of one election repeat their entries. */
    if (scope->unfinished > sum->unfinished) sum->unfinished = scope->unfinished;
}

static scr_result opening_schema(struct run *run) {
    if (!run->options->sealed || run->opening_schema) return scr_done();
    return scr_xml_schema_parse(scr_schema_court_opening, scr_schema_court_opening_size, &run->opening_schema,
                                run->diagnosis);
}

static scr_result check_release(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                                struct file_task *task) {
    struct scr_arena arena = {0};
    SCR_TRY(opening_schema(run));
    run->releases += kind->sealed;
    struct release_task own = {
        .path = task->path,
        .schema = schema,
        .surroundings = &task->surroundings,
        .findings = task->findings,
        .arena = &arena,
        .sealed = run->options->sealed,
        .sealed_key = run->options->sealed_key,
        .opening_schema = run->opening_schema,
        .diagnosis = run->diagnosis,
    };
    scr_result result = kind->check_release(&own);
    if (!scr_failed(result) && kind->sealed) result = release_check_sealed(&own);
    add_release_scope(&run->verification->scope.release, &own.scope);
    if (!scr_failed(result)) {
        struct told told = told_by(&own.header);
        told.release = own.release_number;
        told.names = own.names;
        told.names_count = own.names_count;
        result = tell(task, kind, &told);
    }
    scr_arena_free(&arena);
    return result;
}

scr_result compare_statements(struct run *run, const struct release_publications *releases,
                              const struct definitions *definitions) {
    struct verification *verification = run->verification;
    return release_compare_statements(releases, definitions, &run->work, verification->files, verification->count,
                                      &verification->scope.announced);
}

static scr_result check_impact(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                               struct file_task *task) {
    struct impact_scope *sum = &run->verification->scope.impact;
    struct scr_arena arena = {0};
    struct impact_task own = {
        .path = task->path,
        .schema = schema,
        .surroundings = &task->surroundings,
        .sample = run->options->sample,
        .findings = task->findings,
        .arena = &arena,
    };
    scr_result result = impact_check(&own);
    sum->statements += own.scope.statements;
    sum->done += own.scope.done;
    sum->trials += own.scope.trials;
    const struct told told = told_by(&own.header);
    if (!scr_failed(result)) result = tell(task, kind, &told);
    scr_arena_free(&arena);
    return result;
}

static scr_result check_index(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                              struct file_task *task) {
    struct scr_arena arena = {0};
    struct index_task own = {
        .path = task->path,
        .schema = schema,
        .findings = task->findings,
        .arena = &arena,
        .facts = run->options->facts,
    };
    scr_result result = index_check(&own);
    if (!scr_failed(result)) {
        struct told told = told_by(&own.header);
        if (own.index) {
            told.names = index_files(own.index, &arena);
            told.names_count = own.index->publications;
        }
        result = own.index && !told.names ? (scr_result){SCR_MEMORY} : tell(task, kind, &told);
    }
    if (!task->index && own.index) note_index(&run->verification->scope.index, own.index);
    if (task->index && !*task->index) {
        *task->index = own.index;
        own.index = NULL;
    }
    index_free(own.index);
    scr_arena_free(&arena);
    return result;
}

/* Kinds of decks and definitions, of trees, and of releases. */
#define NAMED(root, name, schema, first) root, name, scr_schema_##schema, &scr_schema_##schema##_size, first
#define TREE(rank, check) rank, false, false, check_tree, check, NULL
#define RELEASE(rank, sealed, check) rank, false, sealed, check_release, NULL, check
static const struct artifact_kind kinds[ARTIFACT_KINDS] = {
    {NAMED("BallotDefinition", "ballot-definition", ballot_definition, "BDF-01"), 0, false, false, check_definition,
     NULL, NULL},
    {NAMED("TestDeck", "test-deck", test_deck, "LAT-01"), 1, true, false, check_deck, NULL, NULL},
    {NAMED("StraightPartyDeck", "straight-party-deck", straight_party_deck, "LAT-21"), 1, false, false, check_deck,
     NULL, NULL},
    {NAMED("BallotCommitment", "ballot-commitment", ballot_commitment, "TPT-01"), TREE(0, tree_check_commitment)},
    {NAMED("NoiseCommitment", "noise-commitment", noise_commitment, "DPR-01"),
     RELEASE(0, false, release_check_noise_commitment)},
    {NAMED("MeasurementStatement", "measurement-statement", measurement_statement, "DPR-02"),
     RELEASE(1, false, release_check_statement)},
    {NAMED("SeedRecord", "seed-record", seed_record, "TPT-03"), TREE(2, tree_check_seed)},
    {NAMED("PluralityTree", "plurality-tree", plurality_tree, "TPT-06"), TREE(3, tree_check_tree)},
    {NAMED("TreeAudit", "tree-audit", tree_audit, "TPT-21"), TREE(4, tree_check_audit)},
    {NAMED("PrecinctRelease", "precinct-release", precinct_release, "DPR-11"), RELEASE(4, true, release_check_release)},
    {NAMED("ImpactStatement", "impact-statement", impact_statement, "IMP-01"), 0, false, false, check_impact, NULL,
     NULL},
    {NAMED("PublicationIndex", "publication-index", publication_index, "IDX-01"), 0, false, false, check_index, NULL,
     NULL},
};

const struct artifact_kind *artifact_kind(const char *root) {
    for (size_t i = 0; i < ARTIFACT_KINDS; i++)
        if (!strcmp(kinds[i].root, root)) return &kinds[i];
    return NULL;
}

scr_result artifact_check(struct run *run, const struct artifact_kind *kind, struct file_task *task) {
    struct scr_xml_schema **schema = &run->schemas[kind - kinds];
    if (!*schema) SCR_TRY(scr_xml_schema_parse(kind->schema, *kind->schema_size, schema, run->diagnosis));
    task->findings->kind = kind->name;
    scr_result result = kind->check(run, kind, *schema, task);
    task->about->kind = kind->name;
    if (task->findings->hashed) task->about->hash = task->findings->hash;
    run_progress(run);
    return result;
}

void run_free(struct run *run) {
    for (size_t i = 0; i < ARTIFACT_KINDS; i++) scr_xml_schema_free(run->schemas[i]);
    scr_xml_schema_free(run->opening_schema);
    for (size_t i = 0; i < run->kept_count; i++) package_kept_free(&run->kept[i]);
    free(run->kept);
    scr_arena_free(&run->elections.arena);
    scr_arena_free(&run->met.arena);
    free(run->met.items);
}
