/* test_verify_not_proved.c: the list of what is not proved, from scopes put together here, and what packages and
 * commitments note for it. */
#include <stdio.h>

#include "test_verify_report_fixture.h"
#include "unit.h"
#include "verify/kinds.h"

static scr_result join(void *context, const char *sentence) {
    SCR_TRY(scr_buffer_text(context, sentence));
    return scr_buffer_text(context, "\n");
}

/* What is said of what was not covered; words that begin with '!' are not said. */
UNIT_TEST(verify_not_proved, of_each_scope) {
    static const struct {
        struct verified_scope scope;
        const char *words[3];
    } cases[] = {
        {{.release = {.noise_commitments = 1}}, {"came in this order", "!unit whose counts", "!court opening shows"}},
        {{.release = {.statements = 1}}, {"came in this order", "what became of 1 announced release that"}},
        {{.release = {.statements = 1}, .evidence = {.statements_in_order = 1}},
         {"!came in this order", "only one commitment or statement", "what became of 1 announced release that"}},
        {{.release = {.releases = 2, .opened = 1}},
         {"came in this order", "here none does of 1 release", "!announced release"}},
        {{.tree = {.commitments = 1}}, {"a ballot commitment was published before its seed", "lists every paper"}},
        {{.tree = {.commitments = 1}, .evidence = {.commitments_in_order = 1}},
         {"!was published before its seed", "only one commitment or statement", "lists every paper"}},
        {{.evidence = {.stamped = 1}}, {"no time-stamp authority's key was stolen", "!countersigners wrote"}},
        {{.evidence = {.countersigned = 1}}, {"countersigners wrote the true time", "!authority's key"}},
        {{.lines_excluded = 2}, {"2 write-in lines and 0 straight-party targets"}},
        {{.party_lines = 3}, {"0 write-in lines and 3 straight-party targets"}},
        {{.straight_decks = 1}, {"faults other than exchanged", "no such claim is made of it"}},
        {{.test_decks = 1}, {"faults other than exchanged", "!no such claim is made of it"}},
        {{.impact = {.statements = 1, .trials = 10, .done = 4}}, {"the 6 of 10 trials of impact statements"}},
        {{.impact = {.statements = 1, .trials = 10, .done = 10}}, {"!trials of impact statements"}},
        {{.bare_files = 1}, {"who published the files that were given outside"}},
        {{.index = {.packages_without = 2}}, {"2 packages without a valid index", "!entry"}},
        {{.definitions = 1}, {"the one the election is held with"}},
        {{.packages = 1}, {"made no other package", "HOWTO-VERIFY.txt"}},
        {{.release = {.statements = 1, .releases = 1, .opened = 1}}, {"!what became of", "!here none does of"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verification verification = {.scope = cases[i].scope};
        struct scr_buffer text = {0};
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&text, "")));
        CU_ASSERT_FALSE(scr_failed(verify_not_proved(&verification, join, &text)));
        for (size_t w = 0; w < 3 && cases[i].words[w]; w++) {
            bool absent = cases[i].words[w][0] == '!';
            bool good = occurs(&text, cases[i].words[w] + absent) == !absent;
            CU_ASSERT(good);
            if (!good) printf("\n  case %zu: %s\n%s", i, cases[i].words[w], (const char *)text.data);
        }
        scr_buffer_free(&text);
    }
}

/* Names that are listed are cut at the limit, and only there. */
UNIT_TEST(verify_not_proved, cut_lists_say_so) {
    for (size_t more = 0; more < 2; more++) {
        struct verification verification = {0};
        struct verified_scope *scope = &verification.scope;
        struct scr_buffer text = {0};
        struct contests_named *const named[] = {&scope->committed.without_tree, &scope->committed.without_audit,
                                                &scope->committed.left_out};
        scope->announced.absent = RELEASES_SHOWN + more;
        scope->release.statements = 1;
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&scope->announced.numbers, "names")));
        scope->styles_untested = VERIFY_UNTESTED_SHOWN + more;
        scope->styles = 50;
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&scope->untested_names, "names")));
        for (size_t i = 0; i < 3; i++) {
            named[i]->count = VERIFY_CONTESTS_SHOWN + more;
            CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&named[i]->names, "names")));
        }
        CU_ASSERT_FALSE(scr_failed(verify_not_proved(&verification, join, &text)));
        CU_ASSERT_EQUAL(occurs(&text, "names, and more\n"), more ? 5 : 0);
        CU_ASSERT_EQUAL(occurs(&text, "names\n"), more ? 0 : 5);
        scr_buffer_free(&text);
        verification_free(&verification);
    }
}

UNIT_TEST(verify_not_proved, ends_of_many_indexes) {
    struct verification verification = {0};
    struct index_scope *scope = &verification.scope.index;
    struct scr_buffer text = {0};
    for (size_t i = 0; i < 2 * (VERIFY_INDEXES_SHOWN + 2); i++) { /* each twice */
        struct index_entry entry = {.date = "2026-05-01"};
        entry.hash.bytes[0] = (uint8_t)(1 + i / 2);
        const struct publication_index index = {.entries = &entry, .count = 1};
        if (i / 2 < VERIFY_INDEXES_SHOWN || i % 2) note_index(scope, &index);
    }
    CU_ASSERT_EQUAL(scope->count, VERIFY_INDEXES_SHOWN + 2);
    CU_ASSERT_FALSE(scr_failed(verify_not_proved(&verification, join, &text)));
    CU_ASSERT_EQUAL(occurs(&text, "after entry 1 of the index of publications, of 2026-05-01"), VERIFY_INDEXES_SHOWN);
    CU_ASSERT_EQUAL(occurs(&text, "the same of 2 more indexes of publications"), 1);
    scr_buffer_free(&text);
}

/* Committed contests of which not all batches are listed, and the commitments of which only one is among the files. */
UNIT_TEST(verify_not_proved, contests_with_batches_left_out) {
    enum { CONTESTS = VERIFY_CONTESTS_SHOWN + 5 };
    static struct verification verification;
    static struct run run;
    static struct published_contest contests[CONTESTS];
    for (int facts = 0; facts < 2; facts++) {
        const struct verify_options options = {.facts = facts};
        struct published_commitment commitment = {
            .contests = contests, .contest_count = CONTESTS, .batch_count = 3, .ballots = 10};
        struct published *items[] = {&commitment.head, &commitment.head};
        const struct publications publications = {.commitments = {.items = items, .count = 2}};
        commitment.head.digest.bytes[0] = 7;
        verification = (struct verification){0};
        run = (struct run){.options = &options, .verification = &verification};
        for (size_t i = 0; i < CONTESTS; i++)
            contests[i] = (struct published_contest){
                .id = "k", .name = "Mayor", .listed = 2, .ballots = 9, .has_tree = i % 2, .has_audit = true};
        add_file(&verification, "plurality-tree");
        add_file(&verification, "ballot-commitment"); /* refuted: it has no digest */
        struct findings *other = add_file(&verification, "ballot-commitment");
        other->hashed = true;
        struct findings *own = add_file(&verification, "ballot-commitment");
        own->hashed = true;
        own->hash.bytes[0] = 7;
        CU_ASSERT_FALSE(scr_failed(note_committed(&run, &publications)));
        const struct committed_scope *scope = &verification.scope.committed;
        CU_ASSERT(scope->contests == 2 * CONTESTS && scope->left_out.count == 2 * CONTESTS);
        CU_ASSERT(scope->without_tree.count == CONTESTS + 1 && scope->without_audit.count == 0);
        CU_ASSERT_EQUAL(occurs(&scope->left_out.names, "Mayor"), VERIFY_CONTESTS_SHOWN);
        CU_ASSERT_EQUAL(verification.files[3].fact_count, (size_t)facts); /* once, though it is there twice */
        CU_ASSERT(!verification.files[0].fact_count && !verification.files[1].fact_count);
        CU_ASSERT_EQUAL(verification.files[2].fact_count, 0);
        verification_free(&verification);
    }
}

/* One ballot, one batch: in the singular. */
UNIT_TEST(verify_not_proved, a_contest_that_leaves_out_all) {
    static const struct {
        size_t batches;
        uint64_t ballots;
        const char *words;
    } cases[] = {{1, 1, "\"Mayor\" (id \"k\"): 1 of 1 batch, 1 of 1 ballot"},
                 {2, 1, "\"Mayor\" (id \"k\"): 2 of 2 batches, 1 of 1 ballot"},
                 {1, 2, "\"Mayor\" (id \"k\"): 1 of 1 batch, 2 of 2 ballots"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct verification verification;
        static const struct verify_options options;
        struct run run = {.options = &options, .verification = &verification};
        struct published_contest contest = {.id = "k", .name = "Mayor", .has_tree = true, .has_audit = true};
        struct published_commitment commitment = {
            .contests = &contest, .contest_count = 1, .batch_count = cases[i].batches, .ballots = cases[i].ballots};
        struct published *items[] = {&commitment.head};
        const struct publications publications = {.commitments = {.items = items, .count = 1}};
        verification = (struct verification){0};
        CU_ASSERT_FALSE(scr_failed(note_committed(&run, &publications)));
        const struct contests_named *left_out = &verification.scope.committed.left_out;
        CU_ASSERT_EQUAL(left_out->count, 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(left_out->names.data);
        CU_ASSERT_STRING_EQUAL(left_out->names.data, cases[i].words);
        verification_free(&verification);
    }
}

/* Decks that do not tell their style, or rest on several definitions, or on none, test nothing of this one. */
UNIT_TEST(verify_not_proved, decks_that_test_no_style) {
    static struct verification verification;
    static struct run run;
    static struct definition_style styles[] = {{.id = "north", .name = "North"}, {.id = "south", .name = "South"}};
    const struct verify_options options = {.facts = true};
    struct definition definition = {.styles = styles, .style_count = 2};
    const struct definitions definitions = {.items = &definition, .count = 1};
    const struct scr_hash none = {.bytes = {1}};
    const struct scr_hash both[] = {definition.file_hash, none};
    const struct package_artifact about[] = {
        {.kind = "test-deck", .rests_on = both, .rests_on_count = 1},
        {.kind = "test-deck", .style_id = "north"},
        {.kind = "test-deck", .style_id = "north", .rests_on = both, .rests_on_count = 2},
        {.kind = "test-deck", .style_id = "north", .rests_on = &none, .rests_on_count = 1},
        {.kind = "straight-party-deck", .style_id = "north", .rests_on = both, .rests_on_count = 1},
        {.kind = "test-deck", .style_id = "south", .rests_on = both, .rests_on_count = 1},
    };
    run = (struct run){.options = &options, .verification = &verification};
    struct findings *findings = add_file(&verification, "package");
    CU_ASSERT_FALSE(scr_failed(note_untested(&run, &definitions, about, sizeof about / sizeof *about, findings)));
    CU_ASSERT_FALSE(scr_failed(tell_untested(&run)));
    CU_ASSERT(verification.scope.styles == 2 && verification.scope.styles_untested == 1);
    CU_ASSERT_STRING_EQUAL(findings->facts[0].json,
                           "{\"count\": 1, \"of\": 2, \"styles\": [{\"id\": \"north\", \"name\": \"North\"}]}");
    verification_free(&verification);
    run_free(&run);
}
