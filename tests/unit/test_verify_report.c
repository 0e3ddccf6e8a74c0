/* The report of many files, in colour, and of what is not proved, from findings and scopes put together here; and the
 * lists behind it that are cut. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/complaint.h"
#include "verify/headlines.h"
#include "verify/kinds.h"
#include "verify/report.h"

static scr_result take(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

static size_t occurs(const struct scr_buffer *text, const char *words) {
    size_t count = 0;
    for (const char *at = (const char *)text->data; (at = strstr(at, words)); at += strlen(words)) count++;
    return count;
}

static struct scr_buffer report(const struct verification *verification, bool colour) {
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(report_text(verification, colour, take, &out)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.data);
    return out;
}

static struct findings *add_file(struct verification *verification, const char *kind) {
    CU_ASSERT_FALSE_FATAL(scr_failed(
        scr_grow(&verification->files, &verification->capacity, verification->count + 1, sizeof *verification->files)));
    struct findings *findings = &verification->files[verification->count++];
    findings->kind = kind;
    findings->file = strdup("a.xml");
    return findings;
}

static void add(struct findings *findings, const char *id, enum verdict verdict, const char *detail) {
    CU_ASSERT_FALSE(scr_failed(findings_add(findings, id, verdict, "%s", detail)));
}

#define GREEN "\033[32m"
#define YELLOW "\033[33m"
#define RED "\033[31m"
#define PLAIN "\033[0m"

UNIT_TEST(verify_report, colours_only_where_they_are_wanted) {
    static const char *const last[] = {"\n" GREEN "Machine's totals: equal" PLAIN "\n",
                                       "\n" YELLOW "Machine's totals: not compared: the deck is not valid" PLAIN "\n",
                                       "\n" RED "Machine's totals: equal; see LAT-31" PLAIN "\n"};
    for (int reported = VERDICT_HOLDS; reported <= VERDICT_REFUTED; reported++) {
        struct verification verification = {.reported_given = true};
        struct findings *findings = add_file(&verification, "test-deck");
        add(findings, "LAT-01", VERDICT_HOLDS, "one");
        add(findings, "LAT-02", VERDICT_UNDECIDED, "two");
        add(findings, "LAT-03", VERDICT_REFUTED, "three");
        headlines(&verification);
        verification.reported = (enum verdict)reported;
        if (reported != VERDICT_UNDECIDED)
            CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&verification.reported_words, "equal")));
        struct scr_buffer text = report(&verification, true);
        CU_ASSERT_EQUAL(occurs(&text, "  LAT-01  " GREEN "holds    " PLAIN "  one\n"), 1);
        CU_ASSERT_EQUAL(occurs(&text, "  LAT-02  " YELLOW "undecided" PLAIN "  two\n"), 1);
        CU_ASSERT_EQUAL(occurs(&text, "  LAT-03  " RED "refuted  " PLAIN "  three\n"), 1);
        CU_ASSERT_EQUAL(occurs(&text, "a.xml (test-deck): " RED "refuted" PLAIN "\n"), 1);
        CU_ASSERT_EQUAL(occurs(&text, "Arithmetic: " RED "refuted" PLAIN " ("), 1);
        CU_ASSERT_EQUAL(occurs(&text, last[reported]), 1);
        scr_buffer_free(&text);
        text = report(&verification, false);
        CU_ASSERT_EQUAL(occurs(&text, "\033"), 0);
        CU_ASSERT_EQUAL(occurs(&text, "  LAT-03  refuted    three\n"), 1);
        scr_buffer_free(&text);
        verification_free(&verification);
    }
}

/* Of each sort, as many are shown as the limit says, and the others are counted. */
UNIT_TEST(verify_report, many_files_are_cut_and_counted) {
    struct verification verification = {.scope = {.straight_decks = 1, .ballots = 77}};
    for (int i = 0; i < 25; i++) {
        add(add_file(&verification, "unknown"), "ART-01", VERDICT_REFUTED, "no artifact");
        add(add_file(&verification, "tree-audit"), "TPT-27", VERDICT_HOLDS, "how it ended");
        struct findings *tree = add_file(&verification, "plurality-tree");
        add(tree, "TPT-10", VERDICT_HOLDS, "as it must");
        CU_ASSERT_FALSE(scr_failed(findings_note(tree, "somebody leads")));
        struct findings *release = add_file(&verification, "precinct-release");
        add(release, "DPR-10", VERDICT_HOLDS, "as it must");
        CU_ASSERT_FALSE(scr_failed(findings_note(release, "noise was added")));
    }
    add(add_file(&verification, "plurality-tree"), "TPT-10", VERDICT_HOLDS, "as it must");   /* nothing to note */
    add(add_file(&verification, "precinct-release"), "DPR-10", VERDICT_HOLDS, "as it must"); /* nor here */
    add(add_file(&verification, "test-deck"), "LAT-31", VERDICT_HOLDS, "the machine agrees");
    struct findings *noticed = add_file(&verification, "seed-record");
    noticed->noticed = true;
    CU_ASSERT_FALSE(scr_failed(findings_note(noticed, "looks like another")));
    add(add_file(&verification, "package"), "PKG-01", VERDICT_HOLDS, "all of a package is told");
    headlines(&verification);
    struct scr_buffer text = report(&verification, false);
    CU_ASSERT_EQUAL(occurs(&text, "  ART-01  refuted    no artifact\n"), 20);
    CU_ASSERT_EQUAL(occurs(&text, "5 more files are refuted: --json lists them all\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "  TPT-27  holds      how it ended\n"), 20);
    CU_ASSERT_EQUAL(occurs(&text, "5 more audits: --json says how they ended\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "  somebody leads\n"), 20);
    CU_ASSERT_EQUAL(occurs(&text, "5 more trees: --json says who leads in each\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "  noise was added\n"), 20);
    CU_ASSERT_EQUAL(occurs(&text, "5 more releases: --json has the note on each\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "a.xml (plurality-tree)"), 20);
    CU_ASSERT_EQUAL(occurs(&text, "  looks like another\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "  PKG-01  holds      all of a package is told\n"), 1);
    CU_ASSERT_EQUAL(occurs(&text, "a.xml (test-deck): holds\n"), 1); /* though the check itself, which holds, is not */
    CU_ASSERT_EQUAL(occurs(&text, "\n77 ballots in all decks\n"), 1);
    scr_buffer_free(&text);
    verification.scope.straight_decks = 0;
    verification.scope.test_decks = 2;
    text = report(&verification, false);
    CU_ASSERT_EQUAL(occurs(&text, "\n77 ballots in all decks\n"), 1);
    scr_buffer_free(&text);
    verification.scope.test_decks = 0;
    text = report(&verification, false);
    CU_ASSERT_EQUAL(occurs(&text, "ballots in all decks"), 0);
    scr_buffer_free(&text);
    verification_free(&verification);
}

/* There are not so many checks; if there were, the list would end. */
UNIT_TEST(verify_report, undecided_checks_are_each_told_once) {
    static char ids[105][16];
    struct verification verification = {0};
    for (int file = 0; file < 4; file++) {
        struct findings *findings = add_file(&verification, "test-deck");
        for (int i = 0; i < (file ? 3 : 105); i++) {
            snprintf(ids[i], sizeof ids[i], "XYZ-%03d", i);
            add(findings, ids[i], VERDICT_UNDECIDED, "not known");
        }
    }
    headlines(&verification);
    struct scr_buffer text = report(&verification, false);
    CU_ASSERT_EQUAL(occurs(&text, "  in 4 files, e.g. a.xml: not known\n"), 3);
    CU_ASSERT_EQUAL(occurs(&text, "  in a.xml: not known\n"), 97);
    scr_buffer_free(&text);
    verification_free(&verification);
}

/* Only the first sentence of PKG-11 goes into the headline. */
UNIT_TEST(verify_report, first_sentences) {
    static const char *const cases[][2] = {{"Nobody is known. Ask the clerk.", "Nobody is known"},
                                           {"Nobody is known.", "Nobody is known"},
                                           {"Nobody is known", "Nobody is known"},
                                           {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verification verification = {.trust_given = true};
        struct scr_buffer words = {0};
        struct findings *findings = add_file(&verification, "package");
        add(findings, "PKG-01", VERDICT_HOLDS, "Another check.");
        add(findings, "PKG-11", VERDICT_UNDECIDED, cases[i][0]);
        headlines(&verification);
        CU_ASSERT_EQUAL(verification.provenance, VERDICT_UNDECIDED);
        CU_ASSERT_FALSE(scr_failed(provenance_words(&verification, &words)));
        CU_ASSERT_PTR_NOT_NULL_FATAL(words.data);
        CU_ASSERT_STRING_EQUAL(words.data, cases[i][1]);
        scr_buffer_free(&words);
        verification_free(&verification);
    }
}

/* Faulty stamps and countersignatures anyone can add: the headline says so, unless something else is refuted. */
UNIT_TEST(verify_report, faulty_additions) {
#define ADDED                                                                                                          \
    "a stamp or countersignature that was added is faulty; anyone can add one, and it says nothing against the "
    static const struct {
        const char *refuted[3], *second; /* of the second package: what is refuted */
        enum verdict publisher;
        const char *words;
    } cases[] = {
        {{"PKG-08"}, NULL, VERDICT_HOLDS, "a key that you trust signed the list, but " ADDED "publisher: see PKG-08"},
        {{"PKG-08", "PKG-09"}, NULL, VERDICT_UNDECIDED, ADDED "publisher: see PKG-08, PKG-09; PKG-11: Not known"},
        {{"PKG-09"},
         "PKG-09",
         VERDICT_HOLDS,
         "a key that you trust signed the list, but " ADDED "publisher: see PKG-09"},
        {{"PKG-09", "PKG-10"},
         NULL,
         VERDICT_HOLDS,
         "a key that you trust signed the list, but something about its publication is refuted: see PKG-09, PKG-10"},
        {{"PKG-04", "PKG-09"},
         NULL,
         VERDICT_HOLDS,
         "a key that you trust signed the list, but what is here is not what it lists: see PKG-04; see also PKG-09"},
        {{"PKG-09"}, NULL, VERDICT_REFUTED, "not signed by a key that you trust: see PKG-11"},
        {{"PKG-09"},
         "PKG-12",
         VERDICT_HOLDS,
         "a key that you trust signed the list, but something about its publication is refuted: see PKG-12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verification verification = {.trust_given = true};
        struct scr_buffer words = {0};
        struct findings *findings = add_file(&verification, "package");
        add(findings, "PKG-11", cases[i].publisher, "Not known.");
        for (size_t k = 0; k < 3 && cases[i].refuted[k]; k++)
            add(findings, cases[i].refuted[k], VERDICT_REFUTED, "Not so.");
        if (cases[i].second) {
            findings = add_file(&verification, "package");
            add(findings, "PKG-11", VERDICT_HOLDS, "Known.");
            add(findings, cases[i].second, VERDICT_REFUTED, "Not so.");
        }
        headlines(&verification);
        CU_ASSERT_EQUAL(verification.provenance, VERDICT_REFUTED);
        CU_ASSERT_FALSE(scr_failed(provenance_words(&verification, &words)));
        CU_ASSERT_PTR_NOT_NULL_FATAL(words.data);
        CU_ASSERT_STRING_EQUAL(words.data, cases[i].words);
        scr_buffer_free(&words);
        verification_free(&verification);
    }
#undef ADDED
}

static scr_result join(void *context, const char *sentence) {
    SCR_TRY(scr_buffer_text(context, sentence));
    return scr_buffer_text(context, "\n");
}

/* What is said of what was not covered; words that begin with '!' are not said. */
UNIT_TEST(verify_report, what_is_not_proved) {
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
UNIT_TEST(verify_report, cut_lists_say_so) {
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

UNIT_TEST(verify_report, ends_of_many_indexes) {
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

/* A check is reported once; problems become one finding, whatever they are. */
UNIT_TEST(verify_report, findings) {
    struct findings findings = {0};
    struct scr_diagnosis diagnosis = {0};
    add(&findings, "LAT-01", VERDICT_REFUTED, "first");
    CU_ASSERT_EQUAL(findings_add(&findings, "LAT-01", VERDICT_HOLDS, "second").code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "LAT-01"), VERDICT_REFUTED);
    CU_ASSERT_FALSE(scr_failed(findings_refute(&findings, "LAT-02", &diagnosis)));
    CU_ASSERT_STRING_EQUAL(findings.checks[1].detail, "the file is malformed");
    scr_note(&diagnosis, SCR_INPUT, "line 1", "is odd");
    scr_note(&diagnosis, SCR_INPUT, "", "is wrong");
    CU_ASSERT_FALSE(scr_failed(findings_refute(&findings, "LAT-03", &diagnosis)));
    CU_ASSERT_STRING_EQUAL(findings.checks[2].detail, "line 1: is odd; is wrong");
    for (int i = 0; i < SCR_PROBLEMS_KEPT; i++) scr_note(&diagnosis, SCR_INPUT, "", "x");
    CU_ASSERT_FALSE(scr_failed(findings_refute(&findings, "LAT-04", &diagnosis)));
    CU_ASSERT_PTR_NOT_NULL(strstr(findings.checks[3].detail, "; x; and 2 further problems"));
    CU_ASSERT_EQUAL(findings_fact(&findings, "none", NULL).code, SCR_MEMORY);
    scr_diagnosis_free(&diagnosis);
    findings_free(&findings);
}

/* Complaints longer than what is kept on the stack are whole. */
UNIT_TEST(verify_report, long_complaints) {
    char name[600];
    struct complaint complaint = {0};
    struct findings findings = {0};
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = 0;
    for (int i = 0; i < 5; i++) complain(&complaint, "%s%s", shown(&complaint, name), i < 3 ? "" : name);
    CU_ASSERT_STRING_EQUAL(shown(&complaint, name), "");
    CU_ASSERT_FALSE(scr_failed(complaint_verdict(&complaint, &findings, "LAT-01", "none")));
    CU_ASSERT_EQUAL(strlen(findings.checks[0].detail), 3 * 601 + 4 + strlen("; and 2 more such places"));
    CU_ASSERT_FALSE(scr_failed(complaint_verdict(&complaint, &findings, "LAT-02", "%s", name)));
    CU_ASSERT_STRING_EQUAL(findings.checks[1].detail, name);
    CU_ASSERT_EQUAL(findings.checks[1].verdict, VERDICT_HOLDS);
    CU_ASSERT_FALSE(scr_failed(complaint_verdict(&complaint, &findings, "LAT-03", "%s", "")));
    CU_ASSERT_STRING_EQUAL(findings.checks[2].detail, "");
    findings_free(&findings);
}

/* More elections than are told apart, in files of their own and in one package. */
UNIT_TEST(verify_report, many_elections) {
    static struct verification verification;
    static struct run run;
    const struct verify_options options = {0};
    struct package_artifact about[4] = {{.kind = "", .election_id = "", .signer_role = ""}};
    char id[16];
    run = (struct run){.options = &options, .verification = &verification};
    for (size_t i = 0; i < ELECTIONS_KNOWN + 5; i++) {
        struct findings *findings = add_file(&verification, "seed-record");
        findings->bare = true;
        snprintf(id, sizeof id, "e-%zu", i % (ELECTIONS_KNOWN + 2)); /* the first ones come again */
        about[0].election_id = id;
        about[0].election_name = about[0].election_date = about[0].jurisdiction = NULL; /* not known */
        CU_ASSERT_FALSE(scr_failed(note_election(&run, about, 1, i)));
        if (i != ELECTIONS_KNOWN - 2) continue;
        CU_ASSERT_FALSE(scr_failed(tell_elections(&run)));
        CU_ASSERT_EQUAL(occurs(&verification.elections, "\nElection: there may be more than these"), 0);
        verification.elections.length = 0;
    }
    CU_ASSERT_FALSE(scr_failed(tell_elections(&run)));
    CU_ASSERT_EQUAL(occurs(&verification.elections, "Election: \"e-"), ELECTIONS_KNOWN);
    CU_ASSERT_EQUAL(occurs(&verification.elections, "Election: \"e-0\": \"\" (2 files outside packages)\n"), 1);
    CU_ASSERT_EQUAL(occurs(&verification.elections, "Election: \"e-9\": \"\" (1 file outside packages)\n"), 1);
    CU_ASSERT_EQUAL(occurs(&verification.elections, "\nElection: there may be more than these"), 1);
    /* A package of one election with artifacts of others, and files of none. */
    static const char *const ids[] = {"", "e-1", "e-2", "e-3"};
    for (size_t i = 0; i < 4; i++)
        about[i] = (struct package_artifact){.kind = "", .election_id = ids[i], .signer_role = ""};
    add_file(&verification, "package");
    CU_ASSERT_FALSE(scr_failed(note_election(&run, about, 4, verification.count - 1)));
    CU_ASSERT_STRING_EQUAL(verification.files[verification.count - 1].notes[0],
                           "Election \"e-1\": \"\"; 2 artifacts are of another (PKG-06)");
    CU_ASSERT_FALSE(scr_failed(note_election(&run, about, 1, verification.count - 1)));
    CU_ASSERT_EQUAL(verification.files[verification.count - 1].note_count, 1);
    verification_free(&verification);
    run_free(&run);
}

/* Committed contests of which not all batches are listed, and the commitments of which only one is among the files. */
UNIT_TEST(verify_report, contests_with_batches_left_out) {
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

/* Decks that do not tell their style, or rest on several definitions, or on none, test nothing of this one. */
UNIT_TEST(verify_report, decks_that_test_no_style) {
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
