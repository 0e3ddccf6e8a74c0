/* produce.c: the pipeline: number the targets, find the shapes, solve each once, translate back, write. */
#include "gen/deck/produce.h"

#include <string.h>

#include "gen/deck/artifact.h"
#include "gen/deck/assemble.h"
#include "gen/deck/attack.h"
#include "gen/deck/bounds.h"
#include "gen/deck/file_names.h"
#include "gen/deck/other_methods.h"
#include "gen/deck/straight_party.h"
#include "gen/report/election_tally.h"
#include "gen/report/sheets.h"
#include "scrutineer/text.h"

static const char *const method_names[] = {"swap-safe", "heuristic", "legal", "distinct", "single"};

bool deck_method_parse(const char *name, enum deck_method *method) {
    for (size_t m = 0; m < sizeof method_names / sizeof *method_names; m++)
        if (!strcmp(name, method_names[m])) {
            *method = (enum deck_method)m;
            return true;
        }
    return false;
}

/* What stays the same over all styles of one run. */
struct run {
    const struct election *election;
    const struct produce_options *options;
    struct scr_folder *folder;
    struct produce_summary *summary;
    struct scr_diagnosis *notes, *diagnosis;
    struct solver *solver;
    struct scr_arena arena; /* lives as long as the run */
    const char **names;     /* by style */
    size_t *solution_of;    /* by style */
    bool *proof_written;    /* by solution */
    bool *untestable;       /* by style: it has no covered target, and was noted */
    struct scr_hash definition;
    struct election_tally tally;
};

static bool is_wanted(const struct run *run, size_t style) {
    return !run->untestable[style] &&
           (!run->options->style || !strcmp(run->options->style, run->election->styles[style].id));
}

static void report(const struct run *run, const char *what, size_t done, size_t all) {
    if (run->options->progress) run->options->progress(run->options->context, what, done, all);
}

static void report_solving(void *run, size_t done, size_t all) { report(run, "solving", done, all); }

static scr_result announce_styles(struct run *run) {
    for (size_t s = 0; s < run->election->style_count; s++) {
        struct scr_arena scratch = {0};
        struct deck_style style;
        struct shape shape;
        uint32_t *target_of;
        if (!is_wanted(run, s)) continue;
        /* A style without a target to test does not stop the others; asked for by name, it is refused. */
        struct scr_diagnosis *told = run->options->style ? run->diagnosis : run->notes;
        scr_result result = deck_style_of(run->election, &run->election->styles[s], &scratch, &style, told);
        if (result.code == SCR_INPUT && told == run->notes) {
            run->untestable[s] = true;
            scr_arena_free(&scratch);
            continue;
        }
        if (!scr_failed(result))
            result = shape_of_style(&style, run->options->rules->each_candidate, &scratch, &shape, &target_of);
        if (!scr_failed(result)) result = solver_announce(run->solver, &shape, &run->solution_of[s]);
        scr_arena_free(&scratch);
        SCR_TRY(result);
        run->summary->styles++;
    }
    run->summary->shapes = solver_count(run->solver);
    if (run->summary->styles) return scr_done();
    if (!run->options->style)
        return scr_refuse(run->diagnosis, SCR_INPUT, "deck", "no ballot style has a target to test");
    struct scr_buffer shown = {0};
    scr_result result = scr_text_terminal(&shown, run->options->style ? run->options->style : "");
    if (!scr_failed(result))
        result =
            scr_refuse(run->diagnosis, SCR_USAGE, "--style",
                       "the store has no ballot style \"%s\"; 'deck compare' lists them", (const char *)shown.data);
    scr_buffer_free(&shown);
    return result;
}

static scr_result write_text(struct run *run, const char *name, const struct scr_buffer *text) {
    return scr_folder_write(run->folder, name, text->data, text->length, run->diagnosis);
}

static scr_result make_definition(const void *election, const struct scr_hash *supersedes, struct scr_buffer *out) {
    return artifact_ballot_definition(election, supersedes, out);
}

static scr_result write_definition(struct run *run) {
    if (!run->election->source_count)
        return scr_refuse(run->diagnosis, SCR_STORE, "deck",
                          "the store does not say from which file its election was read; import the definition again");
    struct scr_buffer text = {0};
    scr_result result =
        predecessors_succeed(run->options->before, "ballot-definition", "", make_definition, run->election, &text);
    if (!scr_failed(result)) result = scr_hash_bytes(text.data, text.length, &run->definition);
    if (!scr_failed(result)) result = write_text(run, "artifacts/ballot-definition.xml", &text);
    scr_buffer_free(&text);
    return result;
}

/* The proof file of a search certificate, written once for all styles of its shape. */
static scr_result write_proof(struct run *run, size_t id, const struct certificate *certificate,
                              struct scr_arena *arena, const char **name) {
    char hex[SCR_HEX_SIZE];
    *name = NULL;
    if (certificate->kind != BOUND_SEARCH) return scr_done();
    scr_hash_hex(&certificate->proof_hash, hex);
    *name = scr_arena_print(arena, "proof-%.16s.drat", hex);
    char *path = scr_arena_print(arena, "artifacts/proof-%.16s.drat", hex);
    if (!*name || !path) return (scr_result){SCR_MEMORY};
    if (run->proof_written[id]) return scr_done();
    run->proof_written[id] = true;
    return scr_folder_write(run->folder, path, certificate->proof, certificate->proof_length, run->diagnosis);
}

/* Marks of the style's own targets by another method, with the simple bound as information on length. */
static scr_result other_marks(const struct run *run, const struct deck_style *style, struct scr_arena *arena,
                              struct marks *marks) {
    size_t lower;
    switch (run->options->method) {
    case METHOD_HEURISTIC:
        return method_heuristic(style, arena, marks);
    case METHOD_LEGAL:
        return method_legal(style, run->options->rules->each_candidate, arena, marks);
    case METHOD_DISTINCT:
        return method_distinct(style, arena, marks, &lower);
    case METHOD_SINGLE:
        return method_single(style, arena, marks);
    case METHOD_SWAP_SAFE:
        break;
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result identity_targets(size_t count, struct scr_arena *arena, uint32_t **target_of) {
    *target_of = scr_arena_alloc(arena, count, sizeof **target_of);
    if (!*target_of) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) (*target_of)[i] = (uint32_t)i;
    return scr_done();
}

/* The deck of one style by the method wanted. shape_targets leads from the certificate's shape to the style. */
static scr_result make_deck(struct run *run, size_t s, const struct deck_style *style, struct scr_arena *arena,
                            struct test_deck *deck, uint32_t **shape_targets) {
    const struct produce_options *options = run->options;
    struct shape *shape = scr_arena_alloc(arena, 1, sizeof *shape);
    struct certificate *certificate = scr_arena_alloc(arena, 1, sizeof *certificate);
    if (!shape || !certificate) return (scr_result){SCR_MEMORY};
    SCR_TRY(shape_of_style(style, options->rules->each_candidate, arena, shape, shape_targets));
    if (options->method == METHOD_SWAP_SAFE && !options->swap) {
        const struct solution *solution = solver_solution(run->solver, run->solution_of[s]);
        SCR_TRY(deck_assemble(style, options->rules, &solution->marks, *shape_targets, "swap-safe", arena, deck,
                              run->diagnosis));
        deck->lower_bound = solution->lower_bound;
        deck->claim = solution->marks.ballots == solution->lower_bound ? LENGTH_MINIMAL : LENGTH_GAP;
        deck->certificate = &solution->certificate;
        return scr_done();
    }
    struct marks marks;
    uint32_t *targets;
    const char *method = method_names[options->method];
    SCR_TRY(identity_targets(style->target_count, arena, &targets));
    if (options->swap) {
        uint32_t *image_of;
        bool distinct;
        SCR_TRY(attack_parse(style, options->swap, arena, &image_of, run->diagnosis));
        SCR_TRY(attack_deck(style, image_of, arena, &marks, &distinct));
        method = "attack";
    } else
        SCR_TRY(other_marks(run, style, arena, &marks));
    SCR_TRY(deck_assemble(style, options->rules, &marks, targets, method, arena, deck, run->diagnosis));
    SCR_TRY(bound_simple(shape, arena, &deck->lower_bound, certificate));
    certificate->shape = shape;
    deck->claim = LENGTH_NONE;
    deck->certificate = certificate;
    return scr_done();
}

static void tell(struct produce_summary *summary, const struct run *run, size_t s, const struct test_deck *deck) {
    summary->ballots += deck->ballot_count;
    if (deck->test_ballot_count < summary->shortest || !summary->longest) summary->shortest = deck->test_ballot_count;
    if (deck->test_ballot_count > summary->longest) summary->longest = deck->test_ballot_count;
    if (deck->claim == LENGTH_NONE) return;
    const struct solution *solution = solver_solution(run->solver, run->solution_of[s]);
    summary->minimal += deck->claim == LENGTH_MINIMAL;
    summary->gaps += deck->claim == LENGTH_GAP;
    summary->reused += solution->origin == SOLVED_BY_REUSE;
    summary->by_cuts += solution->origin == SOLVED_BY_CUTS;
    summary->by_bound[solution->certificate.kind]++;
}

struct straight_text {
    const struct straight_party_deck *deck;
    const struct scr_hash *definition;
};

static scr_result make_straight(const void *what, const struct scr_hash *supersedes, struct scr_buffer *out) {
    const struct straight_text *text = what;
    return artifact_straight_party_deck(text->deck, text->definition, supersedes, out);
}

static scr_result write_straight(struct run *run, const struct deck_style *style, const char *name,
                                 struct scr_arena *arena) {
    struct straight_party_deck deck;
    struct scr_buffer text = {0};
    bool made;
    SCR_TRY(straight_party_make(style, run->options->rules, arena, &deck, &made, run->notes));
    if (!made) return scr_done();
    const char *base = scr_arena_print(arena, "straight-party-%s", name);
    const char *path = scr_arena_print(arena, "artifacts/straight-party-%s.xml", name);
    if (!base || !path) return (scr_result){SCR_MEMORY};
    const struct straight_text what = {&deck, &run->definition};
    scr_result result = predecessors_succeed(run->options->before, "straight-party-test-deck", style->style->id,
                                             make_straight, &what, &text);
    if (!scr_failed(result)) result = write_text(run, path, &text);
    scr_buffer_free(&text);
    SCR_TRY(result);
    run->summary->straight_party_decks++;
    run->summary->ballots += deck.ballot_count;
    SCR_TRY(election_tally_add_straight(&run->tally, &deck));
    return run->options->sheets ? sheets_write_straight(&deck, base, run->folder, run->diagnosis) : scr_done();
}

struct deck_text {
    const struct test_deck *deck;
    const struct scr_hash *definition;
    const uint32_t *shape_targets;
    const char *proof;
};

static scr_result make_text(const void *what, const struct scr_hash *supersedes, struct scr_buffer *out) {
    const struct deck_text *text = what;
    return artifact_test_deck(text->deck, text->definition, text->shape_targets, text->proof, supersedes, out);
}

static scr_result write_style(struct run *run, size_t s, struct scr_arena *arena, struct scr_buffer *text) {
    struct deck_style style;
    struct test_deck deck;
    uint32_t *shape_targets;
    const char *proof;
    SCR_TRY(deck_style_of(run->election, &run->election->styles[s], arena, &style, run->diagnosis));
    SCR_TRY(make_deck(run, s, &style, arena, &deck, &shape_targets));
    SCR_TRY(write_proof(run, run->solution_of[s], deck.certificate, arena, &proof));
    const char *base = scr_arena_print(arena, "deck-%s", run->names[s]);
    const char *path = scr_arena_print(arena, "artifacts/deck-%s.xml", run->names[s]);
    if (!base || !path) return (scr_result){SCR_MEMORY};
    const struct deck_text what = {&deck, &run->definition, shape_targets, proof};
    SCR_TRY(predecessors_succeed(run->options->before, "logic-and-accuracy-test-deck", style.style->id, make_text,
                                 &what, text));
    SCR_TRY(write_text(run, path, text));
    SCR_TRY(election_tally_add(&run->tally, &deck));
    if (run->options->sheets) SCR_TRY(sheets_write(&deck, base, run->folder, run->diagnosis));
    tell(run->summary, run, s, &deck);
    return write_straight(run, &style, run->names[s], arena);
}

static scr_result write_tally(struct run *run) {
    struct scr_buffer html = {0}, csv = {0};
    scr_result result = election_tally_html(&run->tally, &html);
    if (!scr_failed(result)) result = election_tally_csv(&run->tally, &csv);
    if (!scr_failed(result)) result = write_text(run, "sheets/election-expected.html", &html);
    if (!scr_failed(result)) result = write_text(run, "sheets/election-expected.csv", &csv);
    scr_buffer_free(&html);
    scr_buffer_free(&csv);
    return result;
}

static scr_result produce(struct run *run) {
    struct scr_buffer text = {0};
    scr_result result = scr_done();
    run->solution_of = scr_arena_alloc(&run->arena, run->election->style_count, sizeof *run->solution_of);
    run->proof_written = scr_arena_alloc(&run->arena, run->election->style_count, sizeof *run->proof_written);
    run->untestable = scr_arena_alloc(&run->arena, run->election->style_count, sizeof *run->untestable);
    if (!run->solution_of || !run->proof_written || !run->untestable) return (scr_result){SCR_MEMORY};
    SCR_TRY(file_names_of_styles(run->election, &run->arena, &run->names));
    SCR_TRY(announce_styles(run));
    if (run->options->method == METHOD_SWAP_SAFE && !run->options->swap)
        SCR_TRY(solver_run(run->solver, report_solving, run));
    for (size_t i = 0; i < run->summary->shapes && run->options->method == METHOD_SWAP_SAFE && !run->options->swap;
         i++) {
        run->summary->iterations += solver_solution(run->solver, i)->iterations;
        run->summary->repairs += solver_solution(run->solver, i)->repairs;
    }
    SCR_TRY(write_definition(run));
    size_t done = 0;
    for (size_t s = 0; s < run->election->style_count && !scr_failed(result); s++) {
        struct scr_arena arena = {0};
        if (!is_wanted(run, s)) continue;
        result = write_style(run, s, &arena, &text);
        scr_arena_free(&arena);
        report(run, "writing", ++done, run->summary->styles);
    }
    scr_buffer_free(&text);
    SCR_TRY(result);
    return run->options->sheets ? write_tally(run) : scr_done();
}

scr_result produce_decks(const struct election *election, const struct produce_options *options,
                         struct scr_folder *folder, struct produce_summary *summary, struct scr_diagnosis *notes,
                         struct scr_diagnosis *diagnosis) {
    struct run run = {.election = election,
                      .options = options,
                      .folder = folder,
                      .summary = summary,
                      .notes = notes,
                      .diagnosis = diagnosis};
    *summary = (struct produce_summary){0};
    SCR_TRY(solver_new(&options->solve, &run.solver));
    scr_result result = election_tally_begin(&run.tally, election);
    if (!scr_failed(result)) result = produce(&run);
    election_tally_end(&run.tally);
    solver_free(run.solver);
    scr_arena_free(&run.arena);
    return result;
}
