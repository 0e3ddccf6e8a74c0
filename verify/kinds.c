/* kinds.c: the table of artifact kinds. */
#include "verify/kinds.h"

#include <string.h>

#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "verify/deck/checks.h"
#include "verify/deck/reported.h"

/* What a package check needs to know of an artifact, in the task's arena. */
static scr_result tell(struct file_task *task, const char *election_id, const char *signer_role,
                       const struct scr_hash *rests_on, size_t rests_on_count, const struct scr_hash *supersedes,
                       size_t supersedes_count, const char *style_id, const char *proof_file) {
    struct package_artifact *about = task->about;
    if (!about) return scr_done();
    struct scr_hash *hashes = scr_arena_alloc(task->arena, rests_on_count + supersedes_count, sizeof *hashes);
    about->election_id = scr_arena_copy(task->arena, election_id, strlen(election_id));
    about->signer_role = scr_arena_copy(task->arena, signer_role, strlen(signer_role));
    if (style_id) about->style_id = scr_arena_copy(task->arena, style_id, strlen(style_id));
    if (proof_file) about->proof_file = scr_arena_copy(task->arena, proof_file, strlen(proof_file));
    if (!hashes || !about->election_id || !about->signer_role || (style_id && !about->style_id) ||
        (proof_file && !about->proof_file))
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < rests_on_count; i++) hashes[i] = rests_on[i];
    for (size_t i = 0; i < supersedes_count; i++) hashes[rests_on_count + i] = supersedes[i];
    about->rests_on = hashes;
    about->rests_on_count = rests_on_count;
    about->supersedes = hashes + rests_on_count;
    about->supersedes_count = supersedes_count;
    return scr_done();
}

static scr_result check_definition(struct run *run, const struct artifact_kind *kind,
                                   const struct scr_xml_schema *schema, struct file_task *task) {
    (void)kind;
    struct definition definition = {0};
    bool valid;
    run->verification->scope.definitions++;
    scr_result result = definition_read(task->path, schema, &definition, task->findings, &valid);
    if (!scr_failed(result) && findings_verdict(task->findings, "BDF-01") == VERDICT_HOLDS) {
        const struct artifact_header *header = &definition.header;
        result = tell(task, header->election_id, header->signer_role, NULL, 0, header->supersedes,
                      header->supersedes_count, NULL, NULL);
    }
    if (!scr_failed(result) && valid) return definitions_add(task->definitions, &definition);
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
    bool valid, straight = kind->straight;
    if (straight)
        scope->straight_decks++;
    else
        scope->test_decks++;
    scr_result result = deck_read(task->path, schema, straight, &deck, task->findings, &valid);
    if (!scr_failed(result) && task->findings->hashed)
        result =
            tell(task, deck.election_id, deck.signer_role, &deck.rests_on, 1, deck.supersedes, deck.supersedes_count,
                 deck.style_id, !straight && deck.length.bound == BOUND_SEARCH ? deck.length.proof_file : NULL);
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

static const struct artifact_kind kinds[ARTIFACT_KINDS] = {
    {"BallotDefinition", "ballot-definition", scr_schema_ballot_definition, &scr_schema_ballot_definition_size, true,
     false, check_definition},
    {"TestDeck", "test-deck", scr_schema_test_deck, &scr_schema_test_deck_size, false, false, check_deck},
    {"StraightPartyDeck", "straight-party-deck", scr_schema_straight_party_deck, &scr_schema_straight_party_deck_size,
     false, true, check_deck},
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
    if (task->about) {
        task->about->kind = kind->name;
        if (task->findings->hashed) task->about->hash = task->findings->hash;
    }
    run_progress(run);
    return result;
}

void run_free(struct run *run) {
    for (size_t i = 0; i < ARTIFACT_KINDS; i++) scr_xml_schema_free(run->schemas[i]);
}
