/* currency.c: whether each artifact of a package is in the index as what it is, and still stands: PKG-12. */
#include "verify/package/currency.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/days.h"
#include "verify/package/parts.h"

#define INDEX "publication-index"

struct judging {
    const struct kept_package *package;
    const struct publication_index *own, *by; /* may be NULL; the same, or `by` is longer */
    const char *by_shown;                     /* whose index `by` is, when it is not the package's own; else NULL */
    struct places places;
    struct scr_buffer *facts; /* of what is not current; NULL: not wanted */
    size_t unread;            /* artifacts that are not valid */
};

/* False when its first check does not hold, as PKG-06 has said: then its bytes are all that it tells. */
static bool is_valid(const struct package_artifact *artifact) { return artifact->signer_role[0] != 0; }

/* The Subject that an entry of this valid artifact must have (section 7.4), in `digits` if it is a number or a digest.
 */
static const char *subject_of(const struct package_artifact *artifact, char digits[static SCR_HEX_SIZE]) {
    if (artifact->style_id) return artifact->style_id;
    if (artifact->contest_id) return artifact->contest_id;
    digits[0] = 0;
    if (artifact->release && !strcmp(artifact->kind, "measurement-statement"))
        snprintf(digits, SCR_HEX_SIZE, "%" PRIu32, artifact->release);
    if (artifact->rests_on_count &&
        (!strcmp(artifact->kind, "seed-record") || !strcmp(artifact->kind, "precinct-release")))
        scr_hash_hex(&artifact->rests_on[0], digits);
    return digits;
}

/* "test deck of the ballot style "north"", for people; names are escaped. */
static const char *described(const struct package_artifact *artifact, struct scr_arena *names) {
    char *kind = scr_arena_copy(names, artifact->kind, strlen(artifact->kind));
    if (!kind) return artifact->kind;
    for (char *c = kind; *c; c++)
        if (*c == '-') *c = ' ';
    const char *about = artifact->style_id ? "ballot style" : "contest", *words = kind;
    const char *subject = artifact->style_id ? artifact->style_id : artifact->contest_id;
    if (subject) words = scr_arena_print(names, "%s of the %s \"%s\"", kind, about, places_name(names, subject));
    return words ? words : kind;
}

static void check_entry(struct judging *judging, const struct package_artifact *artifact,
                        const struct index_entry *entry) {
    struct scr_arena names = {0};
    char digits[SCR_HEX_SIZE];
    size_t number = index_number(judging->own, entry);
    const char *subject = subject_of(artifact, digits);
    if (artifact->purpose && strcmp(entry->kind, artifact->purpose) != 0)
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "entry %zu of the index has it as a %s, but it is a %s", number, entry->kind, artifact->purpose);
    else if (strcmp(entry->text, subject) != 0)
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "entry %zu of the index has it with the Subject \"%s\", but it is of \"%s\"", number,
                   places_name(&names, entry->text), places_name(&names, subject));
    scr_arena_free(&names);
}

/* What the artifact says that it supersedes, against what its entry replaces. Each digest counts once. */
static void check_replaces(struct judging *judging, const struct package_artifact *artifact,
                           const struct index_entry *entry) {
    const struct publication_index *index = judging->own;
    size_t number = index_number(index, entry), agreeing = 0;
    for (size_t i = 0; i < artifact->supersedes_count; i++) {
        const struct index_entry *old = index_find(index, &artifact->supersedes[i]);
        bool again = false;
        for (size_t j = 0; j < i; j++) again |= scr_hash_equal(&artifact->supersedes[i], &artifact->supersedes[j]);
        if (!old || again) continue;
        if (old->ended_by == number)
            agreeing++;
        else
            places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                       "supersedes what entry %zu of the index published, which its own entry %zu does not replace",
                       index_number(index, old), number);
    }
    if (agreeing < entry->replaces)
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "entry %zu of the index replaces %" PRIu32 " earlier one(s), of which it supersedes %zu", number,
                   entry->replaces, agreeing);
}

/* What rests on another artifact names its digest, so it was made, and published, after it. */
static void check_sequence(struct judging *judging, const struct package_artifact *artifact,
                           const struct index_entry *entry) {
    size_t number = index_number(judging->own, entry);
    for (size_t i = 0; i < artifact->rests_on_count; i++) {
        const struct index_entry *below = index_find(judging->own, &artifact->rests_on[i]);
        if (!below || index_number(judging->own, below) < number) continue;
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "entry %zu of the index has it, before entry %zu, of the %s on which it rests", number,
                   index_number(judging->own, below), below->kind);
    }
}

static scr_result add_fact(struct judging *judging, const struct package_artifact *artifact, size_t number,
                           const struct index_entry *entry, const struct index_entry *by) {
    struct scr_buffer *out = judging->facts;
    if (!out) return scr_done();
    SCR_TRY(scr_buffer_print(out, "%s{\"path\": ", out->length ? ", " : ""));
    SCR_TRY(scr_text_json(out, artifact->path));
    SCR_TRY(scr_buffer_print(out, ", \"entry\": %zu, \"%s\": %" PRIu32 ", \"date\": \"%s\", \"index\": ", number,
                             by->of ? "withdrawn_by" : "replaced_by", entry->ended_by, by->date));
    SCR_TRY(scr_text_json(out, judging->by_shown ? judging->by_shown : judging->package->index_path));
    return scr_buffer_text(out, "}");
}

static scr_result check_current(struct judging *judging, const struct package_artifact *artifact) {
    const struct index_entry *entry = index_find(judging->by, &artifact->hash);
    if (!entry || !entry->ended_by) return scr_done();
    const struct index_entry *by = &judging->by->entries[entry->ended_by - 1];
    struct scr_arena names = {0};
    const char *other = judging->by_shown;
    places_add(&judging->places, VERDICT_REFUTED, artifact->path,
               "this %s was %s on %s (entry %" PRIu32 " of the index%s%s)%s%s%s: %s", described(artifact, &names),
               by->of ? "withdrawn" : "replaced", by->date, entry->ended_by, other ? " in " : " of the package itself",
               other ? other : "", by->of ? ", for the reason \"" : "", by->of ? places_name(&names, by->text) : "",
               by->of ? "\"" : "", other ? "this package is out of date" : "it no longer stands");
    scr_arena_free(&names);
    return add_fact(judging, artifact, index_number(judging->by, entry), entry, by);
}

/* Nothing is published before it was written. A Time is UTC, a Date local. */
static void check_corrected(struct judging *judging, const struct package_artifact *artifact,
                            const struct index_entry *entry) {
    const char *bagged = judging->package->bagging_date, *last = artifact->corrected_last;
    if (entry && days_well_apart(entry->date, last))
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "entry %zu of the index dates it %s, but it has a correction of %s",
                   index_number(judging->own, entry), entry->date, last);
    if (days_well_apart(bagged, last))
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "it has a correction of %s, after the Bagging-Date %s", last, bagged);
}

static scr_result check_artifact(struct judging *judging, const struct package_artifact *artifact) {
    const struct index_entry *entry = judging->own ? index_find(judging->own, &artifact->hash) : NULL;
    judging->unread += !is_valid(artifact);
    if (entry && is_valid(artifact)) {
        check_entry(judging, artifact, entry);
        check_replaces(judging, artifact, entry);
        check_sequence(judging, artifact, entry);
    } else if (!entry && judging->own) {
        places_add(&judging->places, VERDICT_REFUTED, artifact->path,
                   "is not in the package's index of publications, which must list everything");
    }
    if (artifact->corrected_last) check_corrected(judging, artifact, entry);
    return judging->by ? check_current(judging, artifact) : scr_done();
}

static void check_own(struct judging *judging) {
    const struct kept_package *package = judging->package;
    if (!package->indexes && package->complete)
        places_add(&judging->places, VERDICT_UNDECIDED, "data/",
                   "holds no index of publications: nothing in the package shows whether something in it was replaced "
                   "or withdrawn");
    else if (package->indexes > 1)
        places_add(&judging->places, VERDICT_UNDECIDED, "data/",
                   "holds %zu indexes of publications, and nothing says which one counts (PKG-07)", package->indexes);
    else if (package->indexes && !judging->own)
        places_add(&judging->places, VERDICT_UNDECIDED, package->index_path,
                   "is no valid index of publications (IDX-01, IDX-02)");
    if (!judging->own) return;
    const struct index_entry *last = &judging->own->entries[judging->own->count - 1]; /* dates never decrease */
    if (!package->bagging_date)
        places_add(&judging->places, VERDICT_UNDECIDED, tag_names[TAG_BAG_INFO],
                   "does not tell the Bagging-Date, with which the dates of the index are compared");
    else if (strcmp(last->date, package->bagging_date) > 0)
        places_add(&judging->places, VERDICT_REFUTED, package->index_path,
                   "entry %zu is of %s, after the Bagging-Date %s", judging->own->count, last->date,
                   package->bagging_date);
}

static void tell_fork(struct places *places, const struct kept_package *a, const struct kept_package *b) {
    size_t common = index_common(a->index, b->index);
    places_add(places, VERDICT_REFUTED, "Two histories are told",
               "the indexes of publications in %s and %s differ from entry %zu on, so neither is the beginning of the "
               "other",
               a->shown, b->shown, common + 1);
}

static void check_histories(struct judging *judging, const struct told_histories *told) {
    const struct kept_package *package = judging->package, *longest = told->longest;
    if (told->other) tell_fork(&judging->places, told->other, told->against);
    if (!longest || !judging->own || package == told->other || package == told->against) return;
    size_t least = judging->own->count < longest->index->count ? judging->own->count : longest->index->count;
    if (index_common(judging->own, longest->index) < least) tell_fork(&judging->places, package, longest);
}

static scr_result report(struct judging *judging, size_t found, struct findings *findings) {
    char hex[SCR_HEX_SIZE] = "", size[40] = "", unread[100] = "",
         listed[120] = "Of artifacts nothing is here but the index of publications";
    const struct publication_index *own = judging->own;
    const struct index_entry *last = own ? &own->entries[own->count - 1] : NULL;
    if (last) scr_hash_hex(&last->hash, hex);
    if (judging->by_shown) snprintf(size, sizeof size, ", of %zu entries", judging->by->count);
    if (found)
        snprintf(listed, sizeof listed, "%s %zu artifact%s in the index of publications as what %s, and current",
                 found == 1 ? "The" : "All", found, found == 1 ? " is" : "s are", found == 1 ? "it is" : "they are");
    if (judging->unread)
        snprintf(unread, sizeof unread, "; of what is not valid (%zu) only the SHA-256 was compared", judging->unread);
    if (!judging->package->complete)
        places_add(&judging->places, VERDICT_UNDECIDED, "The folder", "not everything in it could be listed (PKG-01)");
    return places_report(&judging->places, findings, "PKG-12",
                         "%s%s; its last entry is number %zu, of %s, with the hash %s.%s%s%s", listed, unread,
                         own ? own->count : 0, last ? last->date : "", hex,
                         judging->by_shown ? " They are current also in the longer one in " : "",
                         judging->by_shown ? judging->by_shown : "", judging->by_shown ? size : "");
}

scr_result package_check_currency(const struct kept_package *package, const struct told_histories *told, bool facts,
                                  struct findings *findings) {
    struct scr_buffer json = {0};
    struct judging judging = {
        .package = package, .own = package->index, .by = package_judge(package, told), .facts = facts ? &json : NULL};
    size_t found = 0;
    scr_result result = scr_done();
    if (judging.by && judging.by != judging.own) judging.by_shown = told->longest->shown;
    check_histories(&judging, told);
    check_own(&judging);
    for (size_t i = 0; i < package->count; i++) {
        const struct package_artifact *artifact = &package->artifacts[i];
        if (!artifact->kind[0] || !strcmp(artifact->kind, INDEX)) continue;
        found++;
        SCR_TRY_OR(result, check_artifact(&judging, artifact), end);
    }
    SCR_TRY_OR(result, report(&judging, found, findings), end);
    if (!json.length) goto end;
    char *list = NULL;
    struct scr_buffer whole = {0};
    result = scr_buffer_print(&whole, "[%s]", (const char *)json.data);
    list = (char *)whole.data;
    if (scr_failed(result))
        scr_buffer_free(&whole);
    else
        result = findings_fact(findings, "not_current", list);
end:
    scr_buffer_free(&json);
    places_free(&judging.places);
    return result;
}
