/* currency_notes.c: what a reader should ask the publisher when he looks at the index of publications: which seeds and
 * commitments he took back, and which indexes nobody could compare. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/currency.h"
#include "verify/package/places.h"

/* Whoever can choose among several of these can choose what is drawn. */
static const struct {
    const char *kind, *one, *many;
} chosen[] = {
    {"ballot-commitment", "ballot commitment", "ballot commitments"},
    {"noise-commitment", "noise commitment", "noise commitments"},
    {"measurement-statement", "measurement statement", "measurement statements"},
    {"seed-record", "seed record", "seed records"},
};
enum { KINDS = sizeof chosen / sizeof *chosen, ENTRIES_SHOWN = 20 };

/* The kind of an entry that was withdrawn or replaced, or KINDS. */
static size_t ended_kind(const struct index_entry *entry) {
    size_t kind = 0;
    if (!entry->kind || !entry->ended_by) return KINDS;
    while (kind < KINDS && strcmp(entry->kind, chosen[kind].kind) != 0) kind++;
    return kind;
}

/* "1 ballot commitment and 2 seed records (entries 1, 2, 4)". */
static scr_result count_words(const struct publication_index *index, const size_t counts[static KINDS], size_t all,
                              struct scr_buffer *out) {
    size_t kinds = 0, told = 0, listed = 0;
    for (size_t k = 0; k < KINDS; k++) kinds += counts[k] > 0;
    for (size_t k = 0; k < KINDS; k++) {
        if (!counts[k]) continue;
        told++;
        SCR_TRY(scr_buffer_print(out, "%s%zu %s",
                                 told == 1       ? ""
                                 : told == kinds ? " and "
                                                 : ", ",
                                 counts[k], counts[k] == 1 ? chosen[k].one : chosen[k].many));
    }
    SCR_TRY(scr_buffer_text(out, all == 1 ? " (entry " : " (entries "));
    for (size_t i = 0; i < index->count && listed < ENTRIES_SHOWN; i++)
        if (ended_kind(&index->entries[i]) < KINDS)
            SCR_TRY(scr_buffer_print(out, "%s%zu", listed++ ? ", " : "", i + 1));
    return scr_buffer_text(out, all > listed ? ", ..)" : ")");
}

/* [{"number": 1, "kind": "ballot-commitment"}, ..], all of them. */
static scr_result print_fact(const struct publication_index *index, struct scr_buffer *out) {
    const char *before = "[";
    for (size_t i = 0; i < index->count; i++) {
        size_t kind = ended_kind(&index->entries[i]);
        if (kind == KINDS) continue;
        SCR_TRY(scr_buffer_print(out, "%s{\"number\": %zu, \"kind\": \"%s\"}", before, i + 1, chosen[kind].kind));
        before = ", ";
    }
    return scr_buffer_text(out, "]");
}

static scr_result add_fact(const struct publication_index *index, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_fact(index, &json);
    if (!scr_failed(result)) return findings_fact(findings, "seeds_taken_back", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

scr_result package_note_choices(const struct publication_index *index, bool facts, struct findings *findings) {
    struct scr_buffer words = {0};
    size_t counts[KINDS] = {0}, all = 0;
    for (size_t i = 0; i < index->count; i++) {
        size_t kind = ended_kind(&index->entries[i]);
        if (kind == KINDS) continue;
        counts[kind]++;
        all++;
    }
    if (!all) return scr_done();
    scr_result result = count_words(index, counts, all, &words);
    if (!scr_failed(result))
        result = findings_note(findings,
                               "By the index of publications the publisher withdrew or replaced %s: ask why, since a "
                               "publisher who can choose among seeds can choose the result",
                               (const char *)words.data);
    if (!scr_failed(result) && facts) result = add_fact(index, findings);
    scr_buffer_free(&words);
    return result;
}

scr_result package_note_apart(const struct kept_package *packages, size_t count, const struct kept_package *package,
                              const struct told_histories *told, bool trust_given, struct findings *findings) {
    const char *election = package_election(package);
    size_t same = 0;
    if (told->apart)
        return findings_note(findings,
                             "The index of publications in %s, of this election too, was not compared with this "
                             "package: no key that you trust signs both as election-official, so two publishers each "
                             "keep an index",
                             told->apart->shown);
    for (size_t i = 0; i < count && election; i++) {
        const char *other = package_election(&packages[i]);
        same += packages[i].index && other && !strcmp(other, election);
    }
    if (told->longest || same < 2 || !package->index) return scr_done();
    return findings_note(
        findings, "%zu packages of this election are here; their indexes were not compared, since %s", same,
        trust_given ? "no key that you trust signed the list of any of them and what lies there" : "no key was given");
}

scr_result package_note_bare(const struct kept_package *packages, size_t count, struct findings *findings) {
    for (size_t i = 0; i < count; i++) {
        const struct publication_index *index = packages[i].counts ? packages[i].index : NULL;
        const struct index_entry *entry = index ? index_find(index, &findings->hash) : NULL;
        if (!entry || !entry->ended_by) continue;
        const struct index_entry *by = &index->entries[entry->ended_by - 1];
        findings->noticed = true;
        return findings_note(findings,
                             "This file was %s on %s (entry %zu of the index of publications in %s, which a key that "
                             "you trust signed): it no longer stands",
                             by->of ? "withdrawn" : "replaced", by->date, index_number(index, by), packages[i].shown);
    }
    return scr_done();
}
