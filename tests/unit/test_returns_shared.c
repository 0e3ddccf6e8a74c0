/* test_returns_shared.c: real precinct returns of two Texas counties (2016), from two publishers, against each other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/import/returns/returns_import.h"
#include "import_case.h"
#include "returns_case.h"
#include "scrutineer/file.h"

/* Path of a real file, NULL after saying that there is none. */
static const char *shared(const char *name) {
    static char path[500];
    const char *folder = unit_shared();
    if (!folder) {
        printf("(skipped: no shared inputs) ");
        return NULL;
    }
    snprintf(path, sizeof path, "%s/data/%s", folder, name);
    return path;
}

#define COMANCHE_OE "returns/20161108__tx__general__comanche__precinct.csv"
#define COMANCHE_MEDSL "returns/medsl2016_president_tx_comanche.csv"
#define ROBERTS_OE "returns/20161108__tx__general__roberts__precinct.csv"
#define ROBERTS_MEDSL "returns/medsl2016_president_tx_roberts.csv"

/* Sums taken from the files themselves with awk: sums of the votes column by candidate. */
UNIT_TEST(returns_shared, comanche_agrees_with_itself) {
    static const char *const precincts[] = {"1",  "2",  "4",  "5",  "6",  "7",  "9",
                                            "10", "11", "12", "13", "14", "15", "16"};
    static const char *const names[][2] = {{"Hillary Clinton", "Hillary Clinton"},
                                           {"Gary Johnson", "Gary Johnson"},
                                           {"Jill Stein", "Jill Stein"},
                                           {"Donald J. Trump", "Donald Trump"}};
    static const uint64_t sums[] = {789, 88, 21, 4333};
    struct returns_case oe, medsl;
    if (!shared("")) return;
    returns_case_begin(&oe);
    returns_case_begin(&medsl);
    returns_case_read(&oe, shared(COMANCHE_OE), (char *)NULL);
    returns_case_read(&medsl, shared(COMANCHE_MEDSL), (char *)NULL);
    CU_ASSERT_FATAL(returns_case_good(&oe) && returns_case_good(&medsl));
    CU_ASSERT_EQUAL(oe.returns.contest_count, 4);
    CU_ASSERT_EQUAL(oe.returns.unit_count, 16);
    for (size_t k = 0; k < 4; k++) {
        CU_ASSERT_EQUAL(returns_case_votes(&oe.returns, "President", names[k][0], NULL), sums[k]);
        CU_ASSERT_EQUAL(returns_case_votes(&medsl.returns, "US President", names[k][1], NULL), sums[k]);
        for (size_t i = 0; i < sizeof precincts / sizeof *precincts; i++) {
            char a[60], b[60];
            snprintf(a, sizeof a, "Comanche, %s", precincts[i]);
            snprintf(b, sizeof b, "TX, Comanche County, 9300%02d", atoi(precincts[i]));
            uint64_t votes = returns_case_votes(&oe.returns, "President", names[k][0], a);
            CU_ASSERT_NOT_EQUAL(votes, UINT64_MAX);
            CU_ASSERT_EQUAL(votes, returns_case_votes(&medsl.returns, "US President", names[k][1], b));
        }
    }
    /* Write-ins by precinct here, by name and for the whole county there. */
    CU_ASSERT_EQUAL(returns_case_votes(&oe.returns, "President", "Write-In", NULL), 6);
    size_t wide = returns_case_unit(&medsl.returns, "TX, Comanche County, [Jurisdiction-wide]");
    CU_ASSERT_FATAL(wide != RETURNS_NONE && medsl.returns.units[wide].apart);
    uint64_t written = 0;
    const struct returns_row *row = returns_find(&medsl.returns, 0, wide);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    for (size_t k = 0; k < medsl.returns.contests[0].option_count; k++) {
        if (medsl.returns.contests[0].options[k].kind == RETURNS_WRITE_IN) written += row->votes[k];
        if (medsl.returns.contests[0].options[k].kind != RETURNS_WRITE_IN) CU_ASSERT_EQUAL(row->votes[k], 0);
    }
    CU_ASSERT_EQUAL(written, 6);
    uint64_t ballots = 0, registered = 0;
    for (size_t i = 0; i < oe.returns.unit_count; i++) {
        if (oe.returns.units[i].ballots != RETURNS_UNKNOWN) ballots += oe.returns.units[i].ballots;
        if (oe.returns.units[i].registered != RETURNS_UNKNOWN) registered += oe.returns.units[i].registered;
    }
    CU_ASSERT_EQUAL(ballots, 5239);
    CU_ASSERT_EQUAL(registered, 8911);
    returns_case_end(&oe);
    returns_case_end(&medsl);
}

/* The file repeats precincts and its columns of modes contradict its votes: refused. With its repeated parts named
 * apart and those columns blank it has the totals of the other publisher. */
UNIT_TEST(returns_shared, roberts_is_refused_until_corrected) {
    struct returns_case c;
    struct scr_buffer file = {0}, corrected = {0};
    if (!shared("")) return;
    returns_case_begin(&c);
    returns_case_read(&c, shared(ROBERTS_OE), (char *)NULL);
    CU_ASSERT_EQUAL(c.result.code, SCR_INPUT);
    CU_ASSERT(
        import_case_says(&c.diagnosis, "line 174", "\"Registered Voters\" of \"Roberts, 3.0\" stands already in"));
    CU_ASSERT(
        import_case_says(&c.diagnosis, "line 344", "\"Registered Voters\" of \"Roberts, 4.0\" stands already in"));
    CU_ASSERT(import_case_says(&c.diagnosis, "line 7", "the row has 2 votes, but its modes of voting add up to 45"));
    CU_ASSERT(import_case_says(&c.notes, "", "counts are written with zeros behind a point"));

    CU_ASSERT_EQUAL_FATAL(scr_file_read(shared(ROBERTS_OE), 1 << 20, &file, NULL).code, SCR_DONE);
    unsigned line = 0, part = 0;
    for (char *at = (char *)file.data, *end; at && *at; at = end) {
        end = strchr(at, '\n');
        if (end) *end++ = 0;
        line++;
        if (line == 172 || line == 288 || line == 342) part++; /* where a part of a precinct begins */
        at[strcspn(at, "\r")] = 0;
        char *comma = strchr(at, ','), *modes = strrchr(at, ',');
        CU_ASSERT_FATAL(comma && modes && modes > comma);
        *modes = 0;
        modes = strrchr(at, ',');
        *modes = 0;
        *comma++ = 0;
        scr_result written = line == 1 ? scr_buffer_print(&corrected, "%s,%s\n", at, comma)
                                       : scr_buffer_print(&corrected, "%s,%u/%s\n", at, part, comma);
        CU_ASSERT_EQUAL_FATAL(written.code, SCR_DONE);
    }
    returns_case_text(&c, "corrected.csv", (const char *)corrected.data);
    returns_case_good(&c);
    struct returns_case medsl;
    returns_case_begin(&medsl);
    returns_case_read(&medsl, shared(ROBERTS_MEDSL), (char *)NULL);
    CU_ASSERT_FATAL(returns_case_good(&medsl));
    static const char *const names[][2] = {{"Donald J. Trump / Mike Pence", "Donald Trump"},
                                           {"Hillary Clinton / Tim Kaine", "Hillary Clinton"},
                                           {"Gary Johnson / William Weld", "Gary Johnson"},
                                           {"Jill Stein / Ajamu Baraka", "Jill Stein"},
                                           {"EVAN MCMULLIN", "Evan McMullin"},
                                           {"DARRELL L CASTLE", "Darrell Castle"}};
    static const uint64_t sums[] = {524, 20, 6, 0, 2, 1};
    for (size_t k = 0; k < 6; k++) {
        CU_ASSERT_EQUAL(returns_case_votes(&c.returns, "President", names[k][0], NULL), sums[k]);
        CU_ASSERT_EQUAL(returns_case_votes(&medsl.returns, "US President", names[k][1], NULL), sums[k]);
    }
    scr_buffer_free(&file);
    scr_buffer_free(&corrected);
    returns_case_end(&medsl);
    returns_case_end(&c);
}

UNIT_TEST(returns_shared, nist_example_with_one_count) {
    struct returns_case c;
    if (!shared("")) return;
    returns_case_begin(&c);
    returns_case_read(&c, shared("nist/examples/madeup_err_v2.xml"), (char *)NULL);
    CU_ASSERT_FATAL(returns_case_good(&c));
    CU_ASSERT_EQUAL(returns_case_votes(&c.returns, "Mayor", "Ann Example", "Town, Precinct 1"), 1);
    returns_case_end(&c);
}

/* Population by block is no election's return: the file is not taken for one. */
UNIT_TEST(returns_shared, population_is_not_taken_for_returns) {
    static const char *const names[] = {"hierarchy/dallas_blocks_reconstructed.csv",
                                        "hierarchy/texas_counties_2010.csv"};
    if (!shared("")) return;
    for (size_t i = 0; i < 2; i++) {
        struct cvr_look look;
        CU_ASSERT_EQUAL_FATAL(cvr_look_at(shared(names[i]), &look, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(look.kind, LOOK_CSV);
        CU_ASSERT_EQUAL(returns_role(&look), RETURNS_ROLE_NONE);
        cvr_look_free(&look);
    }
}
