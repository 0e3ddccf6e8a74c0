/* extend.c: what a package adds to the index of publications. */
#include "gen/index/extend.h"

#include <stdlib.h>
#include <string.h>

#include "gen/index/current.h"
#include "gen/package/names.h"

struct extending {
    struct publication_index *index;
    struct payload *payload;
    const char *date, *reason;
    struct index_currents *currents; /* before anything new */
    size_t *level;                   /* by file: 0 rests on nothing, else one above the highest that it rests on */
    struct scr_diagnosis *diagnosis;
};

/* A file that the index does not list. */
struct newcomer {
    const struct payload_file *file;
    size_t level;
};

#define REPLACES_MOST 16 /* Supersedes elements of a header */

#define OBJECT(e, file, ...)                                                                                           \
    scr_refuse((e)->diagnosis, SCR_INPUT, payload_place((e)->payload, (file)->path), __VA_ARGS__)

scr_result index_date_fits(const struct publication_index *index, const char *date, struct scr_diagnosis *diagnosis) {
    if (!index->count || strcmp(index->entries[index->count - 1].date, date) <= 0) return scr_done();
    return scr_refuse(diagnosis, SCR_INPUT, "--date",
                      "%s is before %s, the date of the last entry of the index; what is published later stands later",
                      date, index->entries[index->count - 1].date);
}

/* Specification, section 7.4: what a publication is about, "" for artifacts of the whole election. */
static const char *subject_of(const struct artifact_header *header) { return header->subject ? header->subject : ""; }

static bool same_numbers(const struct index_entry *entry, const uint32_t *numbers, size_t count) {
    return entry->replaces_count == count && (!count || !memcmp(entry->replaces, numbers, count * sizeof *numbers));
}

static int by_number(const void *a, const void *b) {
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static bool withdrawn(const struct publication_index *index, const struct index_entry *entry) {
    return index->entries[entry->ended_by - 1].withdrawal;
}

/* The entry that a Supersedes of a new artifact names: listed, current, of the same kind and subject. */
static scr_result superseded(struct extending *e, const struct payload_file *file, const struct scr_hash *hash,
                             uint32_t *number) {
    struct scr_arena *arena = &e->payload->arena;
    const struct index_entry *older = index_find(e->index, hash);
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    if (!older)
        return OBJECT(
            e, file,
            "supersedes the file with SHA-256 %s, which the index does not list; publish that file first, in a package "
            "of its own, and give that package (or the newest one of this election) with --index",
            hex);
    if (older->ended_by)
        return OBJECT(e, file, "supersedes %s, which was %s; %s", index_shown(arena, older),
                      index_end_shown(arena, e->index, older),
                      withdrawn(e->index, older)
                          ? "what was withdrawn is replaced by nothing: make it again without naming that one (decks: "
                            "'deck --supersedes' with a folder that holds the other earlier files only)"
                          : "what it supersedes must be current: make it again, superseding what stands there now");
    if (strcmp(older->kind, file->header.purpose) != 0 || strcmp(older->subject, subject_of(&file->header)) != 0)
        return OBJECT(e, file, "supersedes %s, which is of another kind or about something else",
                      index_shown(arena, older));
    *number = older->number;
    return scr_done();
}

/* Numbers of what `header` supersedes, ascending, each once. */
static size_t ascending(uint32_t *numbers, size_t count) {
    size_t kept = 0;
    qsort(numbers, count, sizeof *numbers, by_number);
    for (size_t i = 0; i < count; i++)
        if (!kept || numbers[i] != numbers[kept - 1]) numbers[kept++] = numbers[i];
    return kept;
}

/* Of one thing one publication at most is current: another one is replaced, or else withdrawn for the reason given. */
static scr_result make_room(struct extending *e, const struct payload_file *file, const struct index_entry *entry) {
    struct scr_arena *arena = &e->payload->arena;
    uint32_t number = index_currents_find(e->currents, entry->kind, entry->subject);
    for (size_t i = 0; i < entry->replaces_count; i++)
        if (entry->replaces[i] == number) return scr_done();
    if (!number || e->index->entries[number - 1].ended_by) return scr_done();
    if (e->reason) return index_withdraw(e->index, number, e->reason, e->date, e->diagnosis);
    return OBJECT(
        e, file,
        "would stand beside %s, which it does not supersede; withdraw that one ('index withdraw'), or all such "
        "with --withdraw-old REASON",
        index_shown(arena, &e->index->entries[number - 1]));
}

static scr_result add(struct extending *e, const struct payload_file *file) {
    uint32_t numbers[REPLACES_MOST];
    const struct artifact_header *header = &file->header;
    struct index_entry entry = {.date = e->date,
                                .kind = header->purpose,
                                .subject = subject_of(header),
                                .sha256 = file->hash,
                                .replaces = numbers};
    if (header->supersedes_count > REPLACES_MOST)
        return OBJECT(e, file, "supersedes more than %d files, which no artifact does", REPLACES_MOST);
    if (!package_value_valid(*entry.subject ? entry.subject : "-"))
        return OBJECT(e, file, "is about something whose Id is longer than 2,000 bytes or has control characters");
    for (size_t i = 0; i < header->supersedes_count; i++)
        SCR_TRY(superseded(e, file, &header->supersedes[i].hash, &numbers[i]));
    entry.replaces_count = header->supersedes_count ? ascending(numbers, header->supersedes_count) : 0;
    SCR_TRY(make_room(e, file, &entry));
    scr_result result = index_append(e->index, &entry);
    if (result.code == SCR_LIMIT) return OBJECT(e, file, "does not fit into the index: it has 999,999,999 entries");
    return result;
}

/* An artifact that the index lists stands there as what it is, and is current. */
static scr_result check_listed(struct extending *e, const struct payload_file *file, const struct index_entry *entry) {
    struct scr_arena *arena = &e->payload->arena;
    const struct artifact_header *header = &file->header;
    uint32_t numbers[REPLACES_MOST];
    size_t count = 0;
    if (strcmp(entry->kind, header->purpose) != 0 || strcmp(entry->subject, subject_of(header)) != 0)
        return OBJECT(e, file, "stands in the index as %s, which it is not", index_shown(arena, entry));
    if (entry->ended_by)
        return OBJECT(e, file, "is not current: %s was %s; leave it out%s", index_shown(arena, entry),
                      index_end_shown(arena, e->index, entry),
                      withdrawn(e->index, entry)
                          ? ": what was withdrawn is not published again, only what differs from it"
                          : ", or take what stands in its place");
    for (size_t i = 0; i < header->supersedes_count && count < REPLACES_MOST; i++) {
        const struct index_entry *older = index_find(e->index, &header->supersedes[i].hash);
        if (older && older->number < entry->number) numbers[count++] = older->number;
    }
    if (count) count = ascending(numbers, count);
    if (!same_numbers(entry, numbers, count))
        return OBJECT(e, file, "supersedes other publications than %s replaces", index_shown(arena, entry));
    return scr_done();
}

/* Artifacts rest on artifacts whose digests they hold, so that there is no circle; a few passes reach the end. */
static void find_levels(struct extending *e) {
    bool changed = true;
    for (size_t pass = 0; changed && pass <= e->payload->count; pass++) {
        changed = false;
        for (size_t i = 0; i < e->payload->count; i++) {
            const struct artifact_header *header = &e->payload->files[i].header;
            for (size_t k = 0; k < header->rests_on_count; k++) {
                const struct payload_file *under =
                    payload_find(e->payload, &header->rests_on[k].hash, header->rests_on[k].name);
                if (!under || e->level[under - e->payload->files] < e->level[i]) continue;
                e->level[i] = e->level[under - e->payload->files] + 1;
                changed = true;
            }
        }
    }
}

static int by_level(const void *a, const void *b) {
    const struct newcomer *x = a, *y = b;
    return x->level != y->level ? (x->level > y->level) - (x->level < y->level) : strcmp(x->file->path, y->file->path);
}

/* New files in their order; [*count]. */
static scr_result choose(struct extending *e, struct newcomer *new, size_t *count) {
    scr_result result = scr_done();
    *count = 0;
    for (size_t i = 0; i < e->payload->count; i++) {
        const struct payload_file *file = &e->payload->files[i];
        if (!file->header.purpose) continue;
        const struct index_entry *entry = index_find(e->index, &file->hash);
        /* Of files with the same bytes the first one stands for all. */
        if (!entry && payload_find(e->payload, &file->hash, file->header.purpose) == file)
            new[(*count)++] = (struct newcomer){file, e->level[i]};
        scr_result one = entry ? check_listed(e, file, entry) : scr_done();
        if (scr_failed(one)) result = one;
    }
    if (*count) qsort(new, *count, sizeof *new, by_level);
    return result;
}

static scr_result begin(struct extending *e) {
    const struct artifact_header *header = NULL;
    struct publication_index *x = e->index;
    for (size_t i = e->payload->count; i-- > 0;)
        if (e->payload->files[i].header.purpose) header = &e->payload->files[i].header;
    if (!header) return (scr_result){SCR_INTERNAL}; /* payload_check found an artifact */
    if (x->count && strcmp(x->election, header->election) != 0)
        return scr_refuse(e->diagnosis, SCR_INPUT, "--index", "is of the election %s; the artifacts are of %s",
                          package_shown(&x->arena, x->election), package_shown(&x->arena, header->election));
    /* A name that was corrected since the last package is taken over. */
    const char *const texts[] = {header->election, *header->election_name ? header->election_name : header->election,
                                 header->election_date, header->jurisdiction};
    const char **const to[] = {&x->election, &x->name, &x->date, &x->jurisdiction};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        *to[i] = scr_arena_copy(&x->arena, texts[i], strlen(texts[i]));
        if (!*to[i]) return (scr_result){SCR_MEMORY};
    }
    return index_sort(x);
}

scr_result index_extend(struct publication_index *index, struct payload *payload, const char *date, const char *reason,
                        size_t *added, struct scr_diagnosis *diagnosis) {
    struct extending e = {.index = index, .payload = payload, .date = date, .reason = reason, .diagnosis = diagnosis};
    struct newcomer *new = calloc(payload->count + 1, sizeof *new);
    size_t before = index->count, count = 0;
    scr_result result = {SCR_MEMORY};
    e.level = calloc(payload->count + 1, sizeof *e.level);
    if (!new || !e.level) goto done;
    SCR_TRY_OR(result, begin(&e), done);
    SCR_TRY_OR(result, index_date_fits(index, date, diagnosis), done);
    SCR_TRY_OR(result, index_currents_new(index, &e.currents), done);
    find_levels(&e);
    SCR_TRY_OR(result, choose(&e, new, &count), done);
    for (size_t i = 0; i < count; i++) {
        scr_result one = add(&e, new[i].file);
        if (scr_failed(one) && one.code != SCR_INPUT) {
            result = one;
            goto done;
        }
        if (scr_failed(one)) result = one;
    }
    *added = index->count - before;
done:
    index_currents_free(e.currents);
    free(new);
    free(e.level);
    return result;
}

scr_result index_withdraw(struct publication_index *index, uint32_t number, const char *reason, const char *date,
                          struct scr_diagnosis *diagnosis) {
    const struct index_entry withdrawal = {.date = date, .withdrawal = true, .of = number, .reason = reason};
    if (!number || number > index->count)
        return scr_refuse(diagnosis, SCR_INPUT, "index withdraw", "the index has the entries 1 to %zu, and no %u",
                          index->count, (unsigned)number);
    const struct index_entry *entry = &index->entries[number - 1];
    if (entry->withdrawal)
        return scr_refuse(diagnosis, SCR_INPUT, "index withdraw",
                          "entry %u is a withdrawal itself; only publications are withdrawn", (unsigned)number);
    if (entry->ended_by)
        return scr_refuse(diagnosis, SCR_INPUT, "index withdraw", "%s does not stand any more: it was %s",
                          index_shown(&index->arena, entry), index_end_shown(&index->arena, index, entry));
    SCR_TRY(index_date_fits(index, date, diagnosis));
    scr_result result = index_append(index, &withdrawal);
    if (result.code == SCR_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "index withdraw", "the index has 999,999,999 entries, the most");
    return result;
}
