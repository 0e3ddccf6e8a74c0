/* test_verify_statement_ledger.c: the ledger of a measurement statement: DPR-05 and DPR-06, each clause broken alone,
 * and sums that must end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "test_verify_statement_fixture.h"
#include "unit.h"
#include "verify/release/statement.h"
#include "verify_core_fixture.h"

static const char both[] = "DPR-05 refuted, DPR-06 undecided";

static const char *open_changed(const char *old, const char *new, bool filled) {
    char *noise = statement_fixture_noise(), *text = statement_fixture();
    if (filled) text = fixture_replace(text, old, new);
    text = statement_fixture_fill(text, noise);
    if (!filled) text = fixture_replace(text, old, new);
    return statement_open(noise, text, NULL, false);
}

static void expect(const char *old, const char *new, bool filled, const char *open, const char *words) {
    const char *found = open_changed(old, new, filled), *id = open == both ? "DPR-05" : "DPR-06";
    bool same = !strcmp(found, open), said = strstr(statement_detail(id), words);
    if (!same || !said) printf("\n%s -> %s\n  gives %s: %s\n", old, new, found, statement_detail(id));
    CU_ASSERT(same);
    CU_ASSERT(said);
}

/* Whoever changes an entry without its hash is found out at that entry; whoever changes both, at the next. */
UNIT_TEST(verify_statement_ledger, chain) {
    expect("Epsilon=\"1/3\"", "Epsilon=\"1/4\"", false, both, "ledger entry 1 has Hash c79cccaa806735e6");
    expect("ContestId=\"park\"", "ContestId=\"dark\"", false, both, "ledger entry 1 has Hash");
    expect("Kind=\"finish\" Release=\"1\" Digest=\"2", "Kind=\"finish\" Release=\"1\" Digest=\"3", false, both,
           "entry 2");
    expect("c79cccaa806735e6a4f5667320592190fb19ebb4c1e3fe9b269c113b39a3efe9",
           "c79cccaa806735e6a4f5667320592190fb19ebb4c1e3fe9b269c113b39a3efe8", false, both,
           "ledger entry 1 has Hash c79cccaa806735e6a4f5667320592190fb19ebb4c1e3fe9b269c113b39a3efe8, but what it says "
           "and "
           "the hash before it give c79cccaa806735e6a4f5667320592190fb19ebb4c1e3fe9b269c113b39a3efe9; ledger entry 2");
}

UNIT_TEST(verify_statement_ledger, entries) {
    expect("Number=\"3\"", "Number=\"4\"", true, both, "ledger entry number 3 has Number 4");
    expect("Release=\"\"", "Release=\"1\"", true, both, "disclosure, has a Release");
    expect("\"finish\" Release=\"1\"", "\"finish\" Release=\"\"", true, both, "finish, has no Release");
    expect("\"finish\" Release=\"1\"", "\"finish\" Release=\"2\"", true, both, "finishes release 2");
    expect("\"finish\" Release=\"1\"", "\"finish\" Release=\"0\"", true, both, "finishes release 0");
    expect("\"announce\" Release=\"1\"", "\"announce\" Release=\"2\"", true, both, "announces release 2 instead of 1");
    expect("Epsilon=\"1/3\"", "Epsilon=\"2/6\"", true, both, "the Loss 2/6 of ledger entry 1 is not in lowest terms");
    expect("Epsilon=\"1/3\"", "Epsilon=\"unlimited\"", true, both, "announce, has a Loss of unlimited");
    expect("Epsilon=\"unlimited\"", "Epsilon=\"3\"", true, both, "disclosure, has a Loss of 3");
    expect("ContestId=\"park\"", "ContestId=\"gov\"", true, both, "two losses for contest \"gov\"");
    expect("Style Id=\"s2\"", "Style Id=\"s1\"", true, both, "two styles of the ledger have the id \"s1\"");
    expect("      <On ContestId=\"council\"/>\n", "      <On ContestId=\"gov\"/>\n", true, both,
           "lists contest \"gov\" twice");
    expect("      <Loss ContestId=\"council\" Epsilon=\"unlimited\"/>\n",
           "      <Loss ContestId=\"council\" Epsilon=\"unlimited\"/>\n      <Loss ContestId=\"gov\" "
           "Epsilon=\"unlimited\"/>\n",
           true, both, "disclosure, has 2 losses");
}

UNIT_TEST(verify_statement_ledger, charges) {
    static const char refuted[] = "DPR-06 refuted";
    expect("TableRoot=\"ab", "TableRoot=\"cb", true, refuted, "has the Digest abab");
    expect("Measurement Release=\"2\"", "Measurement Release=\"3\"", true, refuted, "is of release 3");
    expect("Epsilon=\"3/5\"", "Epsilon=\"4/5\"", true, refuted,
           "charges 4/5 for contest \"council\", whose shares sum to 3/5");
    expect("ContestId=\"council\" Epsilon=\"3/5\"", "ContestId=\"board\" Epsilon=\"3/5\"", true, refuted,
           "charges nothing for contest \"council\"");
    expect("Epsilon=\"3/5\"/>\n", "Epsilon=\"3/5\"/>\n      <Loss ContestId=\"park\" Epsilon=\"1\"/>\n", true, refuted,
           "has 3 losses for 2 contests");
    expect("    </Entry>\n  </Ledger>\n",
           "    </Entry>\n    <Entry Number=\"5\" Kind=\"finish\" Release=\"2\" "
           "Digest=\"2222222222222222222222222222222222222222222222222222222222222222\" Hash=\"FILL\"/>\n  </Ledger>\n",
           true, refuted, "the last ledger entry announces nothing");
    expect("Spent=\"59/15\"", "Spent=\"58/15\"", true, refuted, "the voter charged most has lost 59/15");
    expect("Spent=\"59/15\"", "Spent=\"118/30\"", true, refuted, "the voter charged most has lost 59/15");
    expect("Total=\"4\"", "Total=\"59/15\"", true, "", "of the declared 59/15");
    expect("Total=\"4\"", "Total=\"58/15\"", true, refuted, "more than the declared Total, 58/15");
    expect("Total=\"4\"", "Total=\"8/2\"", true, refuted, "Total 8/2 is not in lowest terms");
    /* park costs only the ballots of s1 now, which then have lost 4/3 + 2, the others 4/3 + 3/5. */
    expect("      <On ContestId=\"gov\"/>\n    </Style>\n",
           "      <On ContestId=\"gov\"/>\n      <On ContestId=\"park\"/>\n    </Style>\n", true, refuted,
           "the voter charged most has lost 10/3");
    /* Both on every ballot when no style is known. */
    expect("    <Style Id=\"s1\">\n      <On ContestId=\"gov\"/>\n    </Style>\n    <Style Id=\"s2\">\n      <On "
           "ContestId=\"gov\"/>\n      <On ContestId=\"council\"/>\n    </Style>\n",
           "", true, "", "has lost 59/15");
    expect("    <Entry Number=\"2\"", "    <Entry Number=\"2\" ", true, "DPR-02 refuted", "");
}

/* Without its end, release 1 stands in the ledger as unfinished; the last one is the statement's own. */
UNIT_TEST(verify_statement_ledger, unfinished) {
    char *noise = statement_fixture_noise(), *text = statement_fixture();
    text =
        fixture_replace(text,
                        "    <Entry Number=\"2\" Kind=\"finish\" Release=\"1\" "
                        "Digest=\"2222222222222222222222222222222222222222222222222222222222222222\" Hash=\"FILL\"/>\n",
                        "");
    text = fixture_replace(text, "Number=\"3\"", "Number=\"2\"");
    text = fixture_replace(text, "Number=\"4\"", "Number=\"3\"");
    text = statement_fixture_fill(text, noise);
    CU_ASSERT_STRING_EQUAL(statement_open(noise, text, NULL, false), "");
    CU_ASSERT_STRING_EQUAL(statement_detail("DPR-05"),
                           "the hashes of 3 ledger entries follow from each other; 1 earlier "
                           "announced release is unfinished");
    CU_ASSERT_PTR_NOT_NULL(strstr(statement_facts(), "\"unfinished\": 1}"));
}

/* Denominators of 39 digits without common divisors: the sum of all of them has some 100,000 digits. */
UNIT_TEST(verify_statement_ledger, endless_sums) {
    enum { LOSSES = 3000 };
    static struct ledger_loss losses[LOSSES];
    static char texts[LOSSES][48];
    struct ledger ledger = {.total = "4", .spent = "1", .losses = losses, .loss_count = LOSSES};
    for (size_t i = 0; i < LOSSES; i++) {
        snprintf(texts[i], sizeof texts[i], "1/9%034d%04zu", 0, 2 * i + 1);
        losses[i] = (struct ledger_loss){i % 2 ? "odd" : "even", texts[i]};
    }
    for (size_t count = 4; count <= LOSSES; count += LOSSES - 4) {
        struct complaint complaint = {0};
        struct budget budget = {30000000};
        bool finished;
        ledger.loss_count = count;
        CU_ASSERT_EQUAL(ledger_check_spent(&ledger, &budget, &complaint, &finished).code, SCR_DONE);
        CU_ASSERT_EQUAL(finished, count == 4);
        CU_ASSERT_EQUAL(complaint.count, count == 4); /* Spent is not 1 */
        CU_ASSERT_EQUAL(budget.left > 0, count == 4);
        complaint_free(&complaint);
    }
}

/* A style may list a contest that nothing was charged for. A sum too long to be shown is still compared. */
UNIT_TEST(verify_statement_ledger, unusual_sums) {
    expect("      <On ContestId=\"council\"/>\n", "      <On ContestId=\"council\"/>\n      <On ContestId=\"dog\"/>\n",
           true, "", "");
    char losses[2000] = "", zeros[39];
    memset(zeros, '0', sizeof zeros - 1);
    zeros[sizeof zeros - 1] = 0;
    for (unsigned i = 1; i <= 9; i++) {
        size_t used = strlen(losses);
        snprintf(losses + used, sizeof losses - used, "<Loss ContestId=\"p%u\" Epsilon=\"1/1%s%u\"/>%s", i, zeros, i,
                 i < 9 ? "\n      " : "");
    }
    expect("<Loss ContestId=\"park\" Epsilon=\"2\"/>", losses, true, "DPR-06 refuted",
           "the voter charged most has lost a fraction of more digits than fit here");
}

/* The sums may end at any step: then nothing is said of Spent. */
UNIT_TEST(verify_statement_ledger, every_budget) {
    static struct ledger_loss losses[] = {{"a", "1/3"}, {"b", "1/7"}, {"a", "1/2"}, {"b", "1/5"}};
    static const char *on[] = {"a", "b", "a"};
    static struct ledger_style styles[] = {{"s", 0, 2}, {"t", 2, 1}};
    const struct ledger ledger = {.total = "2",
                                  .spent = "247/210", /* 5/6 + 12/35 */
                                  .styles = styles,
                                  .on = on,
                                  .losses = losses,
                                  .style_count = 2,
                                  .on_count = 3,
                                  .loss_count = 4};
    bool finished = false;
    uint64_t work = 0, open = 0;
    while (!finished && work < 100000) {
        struct complaint complaint = {0};
        struct budget budget = {work};
        CU_ASSERT_FALSE(scr_failed(ledger_check_spent(&ledger, &budget, &complaint, &finished)));
        CU_ASSERT_EQUAL(complaint.count, 0);
        open += !finished;
        complaint_free(&complaint);
        work += 16;
    }
    CU_ASSERT(finished && open > 20);
}

/* A loss of more digits than the schema allows is complained of like any other that is not as it must be. */
UNIT_TEST(verify_statement_ledger, long_loss) {
    struct complaint complaint = {0};
    struct findings findings = {0};
    char digits[300];
    memset(digits, '7', sizeof digits - 1);
    digits[sizeof digits - 1] = 0;
    struct ledger_loss loss = {.contest_id = "c", .epsilon = digits};
    struct ledger_entry entry = {
        .number = 1, .kind = LEDGER_ANNOUNCE, .has_release = true, .release = 1, .loss_count = 1};
    struct ledger ledger = {.entries = &entry, .entry_count = 1, .losses = &loss, .loss_count = 1};
    CU_ASSERT_FALSE(scr_failed(ledger_check_entries(&ledger, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 2); /* and the Hash, which is all zeros */
    CU_ASSERT_FALSE(scr_failed(complaint_verdict(&complaint, &findings, "DPR-05", "fine")));
    CU_ASSERT_PTR_NOT_NULL(strstr(findings.checks[0].detail, "of ledger entry 1 is not in lowest terms"));
    findings_free(&findings);
}

/* The same through a whole file: DPR-06 stays open, all else is checked. */
UNIT_TEST(verify_statement_ledger, work_that_ends) {
    char *noise = statement_fixture_noise();
    const char *path =
        fixture_file(unit_scratch(), "statement.xml", statement_fixture_fill(statement_fixture(), noise));
    struct scr_xml_schema *schema = NULL;
    free(noise);
    CU_ASSERT_FALSE_FATAL(scr_failed(
        scr_xml_schema_parse(scr_schema_measurement_statement, scr_schema_measurement_statement_size, &schema, NULL)));
    for (uint64_t all = 0; all < 2; all++) {
        struct findings findings = {0};
        struct scr_arena arena = {0};
        struct release_publications releases = {0};
        struct work work = {1, 1 + all, 0};
        const struct surroundings surroundings = {.releases = &releases, .work = &work};
        struct release_task task = {
            .path = path, .schema = schema, .surroundings = &surroundings, .findings = &findings, .arena = &arena};
        CU_ASSERT_FALSE(scr_failed(release_check_statement(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-05"), VERDICT_HOLDS);
        CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-06"), VERDICT_UNDECIDED);
        CU_ASSERT_EQUAL(findings_verdict(&findings, "DPR-07"), VERDICT_UNDECIDED);
        findings_free(&findings);
        scr_arena_free(&arena);
        release_publications_free(&releases);
    }
    scr_xml_schema_free(schema);
}

/* Nothing in it, or an entry without losses and styles: the reader's schema refuses the one, DPR-05 the other. */
UNIT_TEST(verify_statement_ledger, empty) {
    struct complaint complaint = {0};
    struct ledger ledger = {0};
    struct ledger_entry entry = {.number = 1, .kind = LEDGER_ANNOUNCE, .has_release = true, .release = 1};
    CU_ASSERT_FALSE(scr_failed(ledger_check_entries(&ledger, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 0);
    ledger.entries = &entry;
    ledger.entry_count = 1;
    CU_ASSERT_FALSE(scr_failed(ledger_check_entries(&ledger, &complaint)));
    CU_ASSERT_EQUAL(complaint.count, 2); /* no losses, and the Hash, which is all zeros */
    complaint_free(&complaint);
}
