/* report_text.c: the report for a clerk, a voter or a judge: what holds, what does not, what is open, what was not
 * proved. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/headlines.h"
#include "verify/report.h"

enum { UNDECIDED_SHOWN = 100 }; /* more than there are checks */

struct page {
    struct scr_buffer out;
    bool colour;
};

static scr_result word(struct page *page, enum verdict verdict, int width) {
    static const char *const colours[] = {"\033[32m", "\033[33m", "\033[31m"};
    return scr_buffer_print(&page->out, "%s%-*s%s", page->colour ? colours[verdict] : "", width, verdict_word(verdict),
                            page->colour ? "\033[0m" : "");
}

static scr_result detail(struct page *page, const struct findings *findings, bool all) {
    SCR_TRY(scr_text_terminal(&page->out, findings->file));
    SCR_TRY(scr_buffer_print(&page->out, " (%s): ", findings->kind));
    SCR_TRY(word(page, verdict_of(findings), 0));
    int provenance = provenance_of(findings);
    if (provenance > VERDICT_HOLDS) {
        SCR_TRY(scr_buffer_text(&page->out, "; provenance: "));
        SCR_TRY(word(page, (enum verdict)provenance, 0));
    }
    SCR_TRY(scr_buffer_text(&page->out, "\n"));
    for (size_t i = 0; i < findings->note_count; i++)
        SCR_TRY(scr_buffer_print(&page->out, "  %s\n", findings->notes[i]));
    for (size_t i = 0; i < findings->check_count; i++) {
        const struct check *check = &findings->checks[i];
        /* How an audit ended is what its readers look for, whatever the verdict. */
        if (!all && check->verdict == VERDICT_HOLDS && strcmp(check->id, "TPT-27") != 0) continue;
        SCR_TRY(scr_buffer_print(&page->out, "  %s  ", check->id));
        SCR_TRY(word(page, check->verdict, 9));
        SCR_TRY(scr_buffer_print(&page->out, "  %s\n", check->detail));
    }
    return scr_buffer_text(&page->out, "\n");
}

/* How many files of a kind hold, are undecided, are refuted. */
static scr_result table(struct page *page, const struct verification *verification) {
    static const char *const kinds[] = {"package",           "ballot-definition",
                                        "test-deck",         "straight-party-deck",
                                        "ballot-commitment", "seed-record",
                                        "plurality-tree",    "tree-audit",
                                        "noise-commitment",  "measurement-statement",
                                        "precinct-release",  "impact-statement",
                                        "publication-index", "unknown"};
    SCR_TRY(scr_buffer_print(&page->out, "%-22s%9s%11s%9s\n", "", "holds", "undecided", "refuted"));
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t counts[3] = {0};
        for (size_t i = 0; i < verification->count; i++)
            if (!strcmp(verification->files[i].kind, kinds[k])) counts[verdict_of(&verification->files[i])]++;
        if (counts[0] + counts[1] + counts[2])
            SCR_TRY(scr_buffer_print(&page->out, "%-22s%9zu%11zu%9zu\n", kinds[k], counts[VERDICT_HOLDS],
                                     counts[VERDICT_UNDECIDED], counts[VERDICT_REFUTED]));
    }
    if (!verification->scope.test_decks && !verification->scope.straight_decks)
        return scr_buffer_text(&page->out, "\n");
    return scr_buffer_print(&page->out, "\n%" PRIu64 " ballots in all decks\n\n", verification->scope.ballots);
}

/* Checks that are undecided in files where nothing is refuted, each once with its number of files and one example. */
static scr_result undecided(struct page *page, const struct verification *verification) {
    const char *told[UNDECIDED_SHOWN];
    size_t told_count = 0;
    for (size_t i = 0; i < verification->count; i++) {
        const struct findings *findings = &verification->files[i];
        if (verdict_of(findings) != VERDICT_UNDECIDED) continue;
        for (size_t c = 0; c < findings->check_count; c++) {
            const struct check *check = &findings->checks[c];
            size_t seen = 0, files = 0;
            while (seen < told_count && strcmp(told[seen], check->id) != 0) seen++;
            if (check->verdict != VERDICT_UNDECIDED || seen < told_count || told_count == UNDECIDED_SHOWN) continue;
            told[told_count++] = check->id;
            for (size_t j = i; j < verification->count; j++)
                files += findings_verdict(&verification->files[j], check->id) == VERDICT_UNDECIDED;
            SCR_TRY(scr_buffer_print(&page->out, "  %s  ", check->id));
            SCR_TRY(word(page, VERDICT_UNDECIDED, 9));
            if (files == 1)
                SCR_TRY(scr_buffer_text(&page->out, "  in "));
            else
                SCR_TRY(scr_buffer_print(&page->out, "  in %zu files, e.g. ", files));
            SCR_TRY(scr_text_terminal(&page->out, findings->file));
            SCR_TRY(scr_buffer_print(&page->out, ": %s\n", check->detail));
        }
    }
    return told_count ? scr_buffer_text(&page->out, "\n") : scr_done();
}

static scr_result many(struct page *page, const struct verification *verification) {
    size_t refuted = 0, audits = 0, noted = 0, releases = 0;
    for (size_t i = 0; i < verification->count; i++) {
        const struct findings *findings = &verification->files[i];
        if (!strcmp(findings->kind, "package"))
            SCR_TRY(detail(page, findings, true));
        else if (findings->noticed || findings_verdict(findings, "LAT-31") >= 0)
            SCR_TRY(detail(page, findings, false));
        else if (findings_verdict(findings, "TPT-27") >= 0 && audits++ < REPORT_AUDITS_SHOWN)
            SCR_TRY(detail(page, findings, false));
        else if (!strcmp(findings->kind, "plurality-tree") && findings->note_count && noted++ < REPORT_NOTED_SHOWN)
            SCR_TRY(detail(page, findings, false));
        else if (!strcmp(findings->kind, "precinct-release") && findings->note_count && releases++ < REPORT_NOTED_SHOWN)
            SCR_TRY(detail(page, findings, false));
        else if (verdict_of(findings) == VERDICT_REFUTED && refuted++ < REPORT_REFUTED_SHOWN)
            SCR_TRY(detail(page, findings, false));
    }
    if (refuted > REPORT_REFUTED_SHOWN)
        SCR_TRY(scr_buffer_print(&page->out, "%zu more files are refuted: --json lists them all\n\n",
                                 refuted - REPORT_REFUTED_SHOWN));
    if (audits > REPORT_AUDITS_SHOWN)
        SCR_TRY(scr_buffer_print(&page->out, "%zu more audits: --json says how they ended\n\n",
                                 audits - REPORT_AUDITS_SHOWN));
    if (noted > REPORT_NOTED_SHOWN)
        SCR_TRY(scr_buffer_print(&page->out, "%zu more trees: --json says who leads in each\n\n",
                                 noted - REPORT_NOTED_SHOWN));
    if (releases > REPORT_NOTED_SHOWN)
        SCR_TRY(scr_buffer_print(&page->out, "%zu more releases: --json has the note on each\n\n",
                                 releases - REPORT_NOTED_SHOWN));
    SCR_TRY(undecided(page, verification));
    return table(page, verification);
}

static scr_result sentence(void *context, const char *text) {
    return scr_buffer_print(&((struct page *)context)->out, "  - %s\n", text);
}

/* The last line of all: whoever compares a tape looks for nothing else. */
static scr_result machine(struct page *page, const struct verification *verification) {
    const struct scr_buffer *words = &verification->reported_words;
    static const char *const colours[] = {"\033[32m", "\033[33m", "\033[31m"};
    return scr_buffer_print(
        &page->out, "\n%sMachine's totals: %s%s%s\n", page->colour ? colours[verification->reported] : "",
        words->length ? (const char *)words->data : "not compared: the deck is not valid",
        verification->reported == VERDICT_REFUTED ? "; see LAT-31" : "", page->colour ? "\033[0m" : "");
}

/* That what is there holds must not read as if all that was committed were there. */
static scr_result missing(struct page *page, const struct verified_scope *scope) {
    const struct committed_scope *committed = &scope->committed;
    size_t trees = committed->contests - committed->without_tree.count;
    size_t audits = committed->contests - committed->without_audit.count;
    if (committed->without_tree.count)
        SCR_TRY(scr_buffer_print(&page->out, "Trees: %zu of %zu committed contest(s) have a valid tree here\n", trees,
                                 committed->contests));
    if (committed->without_audit.count)
        SCR_TRY(scr_buffer_print(&page->out,
                                 "Audits: %zu of %zu committed contest(s) have an audit here: of the others no paper "
                                 "was compared with its record\n",
                                 audits, committed->contests));
    else if (scope->tree.trees && !scope->tree.audits)
        SCR_TRY(scr_buffer_text(&page->out, "Audits: none is here: no paper was compared with its record\n"));
    if (scope->tree.opposed)
        SCR_TRY(scr_buffer_print(&page->out,
                                 "Audits: the papers of %zu establish another winner than the records' TPT winner\n",
                                 scope->tree.opposed));
    return scr_done();
}

static scr_result closing(struct page *page, const struct verification *verification) {
    static const char *const arithmetic[] = {
        "every claim in the files follows from what is published",
        "nothing is refuted, but something above could not be decided",
        "something above is not as the files claim, or not as they must be",
    };
    SCR_TRY(scr_buffer_append(&page->out, verification->elections.data, verification->elections.length));
    SCR_TRY(scr_buffer_text(&page->out, "Arithmetic: "));
    SCR_TRY(word(page, verification->arithmetic, 0));
    SCR_TRY(scr_buffer_print(&page->out, " (%s)\n", arithmetic[verification->arithmetic]));
    /* That an unfinished audit says so truly must not read as if it had confirmed anything. */
    const struct tree_scope *trees = &verification->scope.tree;
    if (trees->unfinished)
        SCR_TRY(scr_buffer_print(&page->out, "Audits: %zu of %zu confirm no winner (unfinished or not confirmable)\n",
                                 trees->unfinished, trees->audits));
    SCR_TRY(missing(page, &verification->scope));
    SCR_TRY(scr_buffer_text(&page->out, "Provenance: "));
    SCR_TRY(word(page, verification->provenance, 0));
    SCR_TRY(scr_buffer_text(&page->out, " ("));
    SCR_TRY(provenance_words(verification, &page->out));
    SCR_TRY(scr_buffer_text(&page->out, ")\n\nNot proved by any of this:\n"));
    SCR_TRY(verify_not_proved(verification, sentence, page));
    return verification->reported_given ? machine(page, verification) : scr_done();
}

scr_result report_text(const struct verification *verification, bool colour, report_sink *sink, void *context) {
    struct page page = {.colour = colour};
    scr_result result = scr_done();
    if (verification->count > REPORT_FILES_SHOWN)
        result = many(&page, verification);
    else
        for (size_t i = 0; i < verification->count && !scr_failed(result); i++)
            result = detail(&page, &verification->files[i], true);
    if (!scr_failed(result)) result = closing(&page, verification);
    if (!scr_failed(result)) result = sink(context, page.out.data, page.out.length);
    scr_buffer_free(&page.out);
    return result;
}
