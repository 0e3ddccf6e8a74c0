/* elections.c: of which elections the files of a run are, for its report; and ids of elections that look alike. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/kinds.h"
#include "verify/package/names.h"
#include "verify/package/places.h"
#include "verify/tree/alike.h"

static const char *given(const char *text) { return text ? text : ""; }

static struct election election_of(const struct package_artifact *about) {
    return (struct election){about->election_id, given(about->election_name), given(about->election_date),
                             given(about->jurisdiction)};
}

static bool same(const struct election *a, const struct election *b) {
    return !strcmp(a->id, b->id) && !strcmp(a->name, b->name) && !strcmp(a->date, b->date) &&
           !strcmp(a->jurisdiction, b->jurisdiction);
}

/* "id": "Name", 2026-11-03, "Jurisdiction", as far as they are given. */
static scr_result describe(const struct election *election, struct scr_buffer *out) {
    struct scr_arena names = {0};
    const char *quote = date_allowed(election->date, strlen(election->date)) ? "" : "\"";
    scr_result result =
        scr_buffer_print(out, "\"%s\": \"%s\"", places_name(&names, election->id), places_name(&names, election->name));
    if (!scr_failed(result) && election->date[0])
        result = scr_buffer_print(out, ", %s%s%s", quote, places_name(&names, election->date), quote);
    if (!scr_failed(result) && election->jurisdiction[0])
        result = scr_buffer_print(out, ", \"%s\"", places_name(&names, election->jurisdiction));
    scr_arena_free(&names);
    return result;
}

static scr_result print_fact(const struct election *election, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "{\"id\": "));
    SCR_TRY(scr_text_json(out, election->id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, election->name));
    SCR_TRY(scr_buffer_text(out, ", \"date\": "));
    SCR_TRY(scr_text_json(out, election->date));
    SCR_TRY(scr_buffer_text(out, ", \"jurisdiction\": "));
    SCR_TRY(scr_text_json(out, election->jurisdiction));
    return scr_buffer_text(out, "}");
}

static scr_result add_fact(const struct election *election, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_fact(election, &json);
    if (!scr_failed(result)) return findings_fact(findings, "election", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

static scr_result note_package(const struct election *election, size_t others, struct findings *findings) {
    struct scr_buffer words = {0};
    scr_result result = describe(election, &words);
    if (!scr_failed(result) && others)
        result =
            scr_buffer_print(&words, "; %zu artifact%s of another (PKG-06)", others, others == 1 ? " is" : "s are");
    if (!scr_failed(result)) result = findings_note(findings, "Election %s", (const char *)words.data);
    scr_buffer_free(&words);
    return result;
}

static bool keep(struct scr_arena *arena, const char *text, const char **kept) {
    *kept = scr_arena_copy(arena, text, strlen(text));
    return *kept != NULL;
}

/* The place of the election among those of the run; a new one if need be. NULL: too many elections are known. */
static scr_result find(struct run *run, const struct election *election, size_t findings,
                       struct named_election **found) {
    struct elections *all = &run->elections;
    *found = NULL;
    for (size_t i = 0; i < all->count; i++)
        if (same(&all->items[i].election, election)) *found = &all->items[i];
    if (*found || all->count == ELECTIONS_KNOWN) return scr_done();
    struct named_election *made = &all->items[all->count];
    *made = (struct named_election){.findings = findings};
    made->key = alike_key(&all->arena, election->id);
    if (!made->key || !keep(&all->arena, election->id, &made->election.id) ||
        !keep(&all->arena, election->name, &made->election.name) ||
        !keep(&all->arena, election->date, &made->election.date) ||
        !keep(&all->arena, election->jurisdiction, &made->election.jurisdiction))
        return (scr_result){SCR_MEMORY};
    *found = made;
    all->count++;
    return scr_done();
}

/* The reports of both paths say it: a reader may look at one only. */
static scr_result note_alike(struct run *run, const struct named_election *named, size_t findings,
                             const struct named_election *other) {
    struct findings *files = run->verification->files;
    struct scr_arena names = {0};
    static const char format[] =
        "The election Id \"%s\" looks like \"%s\" of %s, but is another one: these are two elections";
    const char *own = places_name(&names, named->election.id), *its = places_name(&names, other->election.id);
    files[findings].noticed = files[other->findings].noticed = true;
    scr_result result =
        findings_note(&files[findings], format, own, its, places_name(&names, files[other->findings].file));
    if (!scr_failed(result))
        result = findings_note(&files[other->findings], format, its, own, places_name(&names, files[findings].file));
    scr_arena_free(&names);
    return result;
}

scr_result note_election(struct run *run, const struct package_artifact *about, size_t count, size_t findings) {
    struct findings *file = &run->verification->files[findings];
    struct election election = {0}, another;
    struct named_election *named;
    size_t others = 0, before = run->elections.count;
    for (size_t i = 0; i < count; i++) {
        if (!about[i].election_id[0]) continue;
        another = election_of(&about[i]);
        if (!election.id)
            election = another;
        else
            others += !same(&election, &another);
    }
    if (!election.id) return scr_done();
    if (run->options->facts) SCR_TRY(add_fact(&election, file));
    if (!file->bare) SCR_TRY(note_package(&election, others, file));
    SCR_TRY(find(run, &election, findings, &named));
    if (named) named->bare += file->bare;
    for (size_t i = 0; named && i < before; i++) {
        const struct named_election *other = &run->elections.items[i];
        if (run->elections.count > before && !strcmp(named->key, other->key) &&
            strcmp(named->election.id, other->election.id) != 0)
            return note_alike(run, named, findings, other);
    }
    return scr_done();
}

scr_result tell_elections(struct run *run) {
    struct scr_buffer *out = &run->verification->elections;
    const struct elections *all = &run->elections;
    for (size_t i = 0; i < all->count; i++) {
        size_t files = all->items[i].bare;
        if (!files) continue;
        SCR_TRY(scr_buffer_text(out, "Election: "));
        SCR_TRY(describe(&all->items[i].election, out));
        SCR_TRY(scr_buffer_print(out, " (%zu file%s outside packages)\n", files, files == 1 ? "" : "s"));
    }
    return all->count < ELECTIONS_KNOWN
               ? scr_done()
               : scr_buffer_text(out, "Election: there may be more than these; --json names that of each file\n");
}
