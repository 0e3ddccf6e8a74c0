/* test_report_page.c: pages of fixtures: well-formed, nothing fetched, names escaped, the numbers of the artifacts,
 * cuts that are stated. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/certificate.h"
#include "report_case.h"
#include "unit.h"

#define VALID "fixtures/valid/"

static bool has(const char *page, const char *piece) { return strstr(page, piece) != NULL; }

static size_t occurrences(const char *page, const char *piece) {
    size_t count = 0;
    for (const char *at = page; (at = strstr(at, piece)); at += strlen(piece)) count++;
    return count;
}

/* Of files up to a NULL, each behind its kind. */
static char *page_of(enum language language, const char *const *pairs) {
    const char *files[16], *kinds[16];
    char verdict[300];
    size_t count = 0;
    for (; pairs[2 * count]; count++) kinds[count] = pairs[2 * count], files[count] = pairs[2 * count + 1];
    snprintf(verdict, sizeof verdict, "%s/v.json", unit_scratch());
    report_case_verdict(verdict, files, kinds, count);
    char *page = report_case_page(verdict, files, count, language);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT(report_case_well_formed(page));
    static const char *const fetched[] = {"<script", "src=", "href=", "url(", "@import", "<link", "<iframe", "onload"};
    for (size_t i = 0; i < sizeof fetched / sizeof *fetched; i++) CU_ASSERT(!has(page, fetched[i]));
    return page;
}

UNIT_TEST(report_page, a_deck_is_a_grid_and_a_table_of_totals) {
    static const char *const pairs[] = {"test-deck", VALID "bound-l1/deck.xml", NULL};
    char *page = page_of(ENGLISH, pairs);
    CU_ASSERT_EQUAL(occurrences(page, "<svg"), 1);
    CU_ASSERT_EQUAL(occurrences(page, "<title"), 2); /* of page and picture */
    CU_ASSERT(has(page, "<desc id=\"d1\">A grid: 8 ballots from left to right, 8 voting targets"));
    /* Ada is marked once in 8 ballots, and the row of her total says so. */
    CU_ASSERT(has(page, "<td class=\"n\">1</td><th scope=\"row\">Ada</th><td class=\"n\">1</td>"));
    free(page);
}

UNIT_TEST(report_page, a_straight_party_deck_too) {
    static const char *const pairs[] = {"straight-party-deck", VALID "straight-party/straight.xml", NULL};
    char *page = page_of(SPANISH, pairs);
    CU_ASSERT(has(page, "10 boletas por introducir, 10 casillas de voto, 4 contiendas."));
    CU_ASSERT(has(page, "<td class=\"n\">10</td><th scope=\"row\">Hearth Alliance</th><td class=\"n\">4</td>"));
    CU_ASSERT(has(page, "lang=\"es\" xml:lang=\"es\""));
    CU_ASSERT(has(page, "<span lang=\"en\" xml:lang=\"en\">well</span>"));
    free(page);
}

UNIT_TEST(report_page, trees_are_drawn_from_the_artifacts_alone) {
    static const char *const pairs[] = {"ballot-commitment",
                                        VALID "audit-changed/commitment.xml",
                                        "seed-record",
                                        VALID "audit-changed/seed.xml",
                                        "plurality-tree",
                                        VALID "audit-changed/tree.xml",
                                        "tree-audit",
                                        VALID "audit-changed/audit.xml",
                                        NULL};
    char *page = page_of(ENGLISH, pairs);
    CU_ASSERT_EQUAL(occurrences(page, "<svg"), 2);
    CU_ASSERT(has(page, "id=\"t1\"") && has(page, "id=\"t2\"") && !has(page, "tree-title"));
    CU_ASSERT(has(page, "changed: the papers examined establish another winner of the tree"));
    CU_ASSERT(has(page, "to examine by hand. If they read as recorded, the tree winner stands"));
    CU_ASSERT(has(page, "examined by hand. Whatever the others say, the tree winner stands"));
    free(page);
    page = page_of(ENGLISH, &pairs[6]); /* without the tree there is no picture of the audit */
    CU_ASSERT(!has(page, "<svg") && has(page, "the file it rests on is not among those given"));
    free(page);
}

/* Precincts of the fixture: 68 47 1 and 25 43 -1; the release states 12 for 95 of 100. Fractions of toydown get one
 * decimal. */
UNIT_TEST(report_page, precincts_have_their_intervals) {
    static const char *const pairs[] = {"measurement-statement", VALID "release/statement.xml", "precinct-release",
                                        VALID "release/release.xml", NULL};
    static const char *const fractions[] = {"measurement-statement", VALID "release-toydown/statement.xml",
                                            "precinct-release", VALID "release-toydown/release.xml", NULL};
    char *page = page_of(ENGLISH, pairs);
    CU_ASSERT(has(page, "<td class=\"n\">71 (59 to 83)</td><td class=\"n\">60 (48 to 72)</td>"
                        "<td class=\"n\">7 (0 to 19)</td>"));
    CU_ASSERT(has(page, "<td class=\"n\">-1 (0 to 11)</td>"));
    CU_ASSERT(has(page, "Ada 263; Ben 225; Undervotes 14; Overvotes 3"));
    CU_ASSERT(has(page, "<th scope=\"row\">South &quot;A&quot; &amp; B: P1</th>"));
    free(page);
    page = page_of(SPANISH, fractions);
    CU_ASSERT(has(page, "<figure>") && has(page, ".5 (") && has(page, " a "));
    free(page);
}

UNIT_TEST(report_page, impact_statements_and_small_artifacts_are_tables) {
    static const char *const pairs[] = {"impact-statement", VALID "impact-seats-laplace/impact.xml",
                                        "ballot-definition", VALID "bound-l1/ballot-definition.xml", NULL};
    char *page = page_of(ENGLISH, pairs);
    CU_ASSERT(has(page, "<code>HouseSum</code></th><td class=\"n\">254</td><td class=\"n\">255</td>"));
    CU_ASSERT(has(page, "Ballot styles</th><td>1</td>"));
    free(page);
}

/* A file whose kind is another one, and one that is no XML. */
UNIT_TEST(report_page, what_has_no_form_has_no_picture) {
    static const char *const kinds[] = {"test-deck",  "straight-party-deck", "plurality-tree",
                                        "tree-audit", "precinct-release",    "impact-statement",
                                        NULL};
    for (size_t k = 0; kinds[k]; k++) {
        const char *pairs[] = {kinds[k], VALID "noise-commitment/noise.xml", kinds[k], VALID "release/README.md", NULL};
        char *page = page_of(ENGLISH, pairs);
        CU_ASSERT_EQUAL(occurrences(page, "does not have the form"), 2);
        CU_ASSERT(!has(page, "<svg"));
        free(page);
    }
}

/* A verdict of files that the caller writes, from begin to end. */
static FILE *verdict_begin(char path[static 300]) {
    snprintf(path, 300, "%s/v.json", unit_scratch());
    FILE *out = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fputs("{\"scrutineer-verify\": \"<1>\", \"files\": [", out);
    return out;
}

static void verdict_end(FILE *out, const char *arithmetic, const char *provenance) {
    fprintf(out, "], \"arithmetic\": \"%s\", \"provenance\": \"%s\", \"not_proved\": []}", arithmetic, provenance);
    CU_ASSERT_EQUAL(fclose(out), 0);
}

/* Many files, all with a refuted check but the first. */
UNIT_TEST(report_page, cuts_are_stated_and_the_gravest_stand_first) {
    char path[300];
    FILE *out = verdict_begin(path);
    for (int i = 0; i < 900; i++)
        fprintf(out,
                "%s{\"file\": \"\\\"><script>%03d\\u202e\", \"kind\": \"test-deck\", \"checks\": [{\"id\": \"LAT-03\", "
                "\"verdict\": \"%s\", \"detail\": \"%s%04500d\"}]}",
                i ? "," : "", i, i ? "refuted" : "holds", "</td>&", i);
    verdict_end(out, "refuted", "undecided");
    char *page = report_case_page(path, NULL, 0, ENGLISH), *again = report_case_page(path, NULL, 0, ENGLISH);
    CU_ASSERT_FATAL(page && again);
    CU_ASSERT_STRING_EQUAL(page, again);
    CU_ASSERT(report_case_well_formed(page) && !has(page, "<script") && !has(page, "\xe2\x80\xae"));
    CU_ASSERT(has(page, "the first 60 of 900 files"));
    CU_ASSERT(has(page, "399 more refuted checks are not listed here"));
    CU_ASSERT(has(page, "the verifier's output has 506 more bytes"));
    CU_ASSERT(strlen(page) < REPORT_DETAILS_MOST + (1u << 20));
    CU_ASSERT_EQUAL(occurrences(page, "<section>"), 60);
    const char *first = strstr(page, "<section>");
    CU_ASSERT(first && strstr(first, "script&gt;001") < strstr(first, "script&gt;002"));
    CU_ASSERT(has(page, "script&gt;899")); /* its digest's row */
    free(page);
    free(again);
}

/* Whether the answer about provenance is that of faulty additions, for two packages with these checks refuted. */
static bool speaks_of_additions(const char *first, const char *second, enum language language) {
    static const char *const words[] = {
        "Anyone who hands on a package can add such a file, so this says nothing against what the publisher signed",
        "Cualquiera que entregue un paquete puede añadir un archivo así, de modo que esto no dice nada contra"};
    static const char *const others[] = {"No. Either no key that the reader trusts", "No. O ninguna clave en la que"};
    const char *lists[] = {first, second};
    char path[300];
    FILE *out = verdict_begin(path);
    bool carried = false;
    for (size_t i = 0; i < 2; i++) {
        fprintf(out, "%s{\"file\": \"p%zu\", \"kind\": \"package\", \"checks\": [", i ? ", " : "", i);
        for (const char *id = lists[i]; *id; id += 6) {
            fprintf(out, "%s{\"id\": \"%.6s\", \"verdict\": \"refuted\", \"detail\": \"x\"}",
                    id == lists[i] ? "" : ", ", id);
            carried |= !strncmp(id, "PKG-04", 6);
        }
        fputs("]}", out);
    }
    verdict_end(out, carried ? "refuted" : "holds", "refuted");
    char *page = report_case_page(path, NULL, 0, language);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT(report_case_well_formed(page));
    bool additions = has(page, words[language]);
    CU_ASSERT_EQUAL(additions, !has(page, others[language]));
    free(page);
    return additions;
}

UNIT_TEST(report_page, faulty_additions_say_nothing_against_the_publisher) {
    for (enum language language = ENGLISH; language <= SPANISH; language++) {
        CU_ASSERT(speaks_of_additions("PKG-08", "", language));
        CU_ASSERT(speaks_of_additions("PKG-09", "", language));
        CU_ASSERT(speaks_of_additions("", "PKG-08PKG-09", language));
        CU_ASSERT(!speaks_of_additions("", "", language));
        CU_ASSERT(!speaks_of_additions("PKG-08PKG-10", "", language));
        CU_ASSERT(!speaks_of_additions("PKG-04PKG-09", "", language));
        CU_ASSERT(!speaks_of_additions("PKG-08", "PKG-11", language));
        CU_ASSERT(!speaks_of_additions("PKG-12", "PKG-08", language));
        CU_ASSERT(!speaks_of_additions("PKG-08", "PKG-13", language));
    }
}

UNIT_TEST(report_page, a_certificate_is_a_template_with_blanks) {
    struct scr_diagnosis diagnosis = {0};
    struct verdict verdict;
    struct inputs inputs;
    struct scr_buffer html = {0}, text = {0};
    const char *files[] = {VALID "bound-l1/deck.xml"}, *kinds[] = {"test-deck"};
    char path[300];
    snprintf(path, sizeof path, "%s/v.json", unit_scratch());
    report_case_verdict(path, files, kinds, 1);
    CU_ASSERT_FATAL(!scr_failed(verdict_read(path, &verdict, &diagnosis)));
    CU_ASSERT_FATAL(!scr_failed(inputs_read(files, 1, &verdict, &inputs, &diagnosis)));
    const struct report_request request = {&verdict, &inputs, "v.json", ENGLISH};
    CU_ASSERT_FATAL(!scr_failed(certificate_template(&request, false, &html)));
    CU_ASSERT_FATAL(!scr_failed(certificate_template(&request, true, &text)));
    CU_ASSERT(report_case_well_formed((const char *)html.data));
    const struct scr_buffer *both[] = {&html, &text};
    for (size_t i = 0; i < 2; i++) {
        const char *words = (const char *)both[i]->data;
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&verdict.files[0].hash, hex);
        CU_ASSERT(has(words, hex) && has(words, "not a certification") && has(words, "28 U.S.C."));
        CU_ASSERT(!has(words, "I certify"));
        CU_ASSERT(!has(words, "perjury"));
    }
    CU_ASSERT(has((const char *)html.data, "that &lt;b&gt; &amp; all"));
    for (const char *line = (const char *)text.data, *end; (end = strchr(line, '\n')); line = end + 1)
        CU_ASSERT(end - line <= 78 || has(line, "fixtures/") || !strncmp(line, "    ", 4));
    scr_buffer_free(&html);
    scr_buffer_free(&text);
    inputs_free(&inputs);
    verdict_free(&verdict);
    scr_diagnosis_free(&diagnosis);
}
