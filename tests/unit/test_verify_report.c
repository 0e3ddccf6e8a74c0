/* test_verify_report.c: the report of many files, in colour, and its headlines, from findings put together here; and
 * the lists behind it that are cut. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_report_fixture.h"
#include "unit.h"
#include "verify/complaint.h"
#include "verify/headlines.h"
#include "verify/kinds.h"
#include "verify/report.h"

static scr_result take(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

static struct scr_buffer report(const struct verification *verification, bool colour) {
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(report_text(verification, colour, take, &out)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.data);
    return out;
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
        /* What else is refuted of the first package is told, whatever a second one has. */
        {{"PKG-09"}, "PKG-12", VERDICT_REFUTED, "not signed by a key that you trust: see PKG-11"},
        {{"PKG-05", "PKG-08"},
         "PKG-12",
         VERDICT_HOLDS,
         "a key that you trust signed the list, but the signers are not those whom bag-info.txt names: see PKG-05; see "
         "also PKG-08"},
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
