/* published.c: the valid noise commitments, measurement statements and releases of a run, ordered by digest. */
#include "verify/release/published.h"

#include <stdlib.h>
#include <string.h>

#include "verify/sorted.h"

scr_result releases_add_noise(struct release_publications *publications, struct published_noise *noise) {
    bool added;
    scr_result result = published_add(&publications->noise, &noise->head, &added);
    if (!added) published_noise_free(noise);
    return result;
}

scr_result releases_add_statement(struct release_publications *publications, struct published_statement *statement) {
    bool added;
    scr_result result = published_add(&publications->statements, &statement->head, &added);
    if (!added) published_statement_free(statement);
    return result;
}

scr_result releases_add_release(struct release_publications *publications, struct published_release *release) {
    bool added;
    scr_result result = published_add(&publications->releases, &release->head, &added);
    if (!added) published_release_free(release);
    return result;
}

/* Each list holds one kind only, of which struct published is the first member. */
const struct published_noise *releases_noise(const struct release_publications *publications,
                                             const struct scr_hash *digest) {
    return (const struct published_noise *)published_find(&publications->noise, digest);
}

const struct published_statement *releases_statement(const struct release_publications *publications,
                                                     const struct scr_hash *digest) {
    return (const struct published_statement *)published_find(&publications->statements, digest);
}

const struct published_release *releases_release(const struct release_publications *publications,
                                                 const struct scr_hash *digest) {
    return (const struct published_release *)published_find(&publications->releases, digest);
}

void superseded_keep(struct superseded *superseded, const struct artifact_header *header) {
    superseded->count = header->supersedes_count;
    for (size_t i = 0; i < superseded->count; i++) superseded->hashes[i] = header->supersedes[i];
}

bool superseded_has(const struct superseded *superseded, const struct scr_hash *digest) {
    for (size_t i = 0; i < superseded->count; i++)
        if (scr_hash_equal(&superseded->hashes[i], digest)) return true;
    return false;
}

static const char *contest_id(const void *items, size_t position) {
    return ((const struct measured_contest *)items)[position].id;
}

const struct measured_contest *statement_contest(const struct published_statement *statement, const char *id) {
    size_t found =
        sorted_find(statement->contests_by_id, statement->contests, statement->contest_count, contest_id, id);
    return found < statement->contest_count ? &statement->contests[found] : NULL;
}

bool ledger_discloses(const struct ledger *ledger, const struct scr_hash *tree, const char *contest_id) {
    for (size_t i = 0; i < ledger->entry_count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (entry->kind != LEDGER_DISCLOSURE || !scr_hash_equal(&entry->digest, tree)) continue;
        for (size_t j = 0; j < entry->loss_count; j++)
            if (!strcmp(ledger->losses[entry->first_loss + j].contest_id, contest_id)) return true;
    }
    return false;
}

/* The arena stands inside what is freed. */
static void free_arena(struct published *head) { scr_arena_free(&head->arena); }

void published_noise_free(struct published_noise *noise) {
    if (!noise) return;
    free_arena(&noise->head);
    free(noise);
}

void published_statement_free(struct published_statement *statement) {
    if (!statement) return;
    for (size_t i = 0; i < RELEASE_LEVELS; i++) free(statement->levels[i].units);
    for (size_t i = 0; i < statement->contest_count; i++) {
        free(statement->contests[i].options);
        free(statement->contests[i].zeros);
        free(statement->contests[i].shares);
    }
    free(statement->contests);
    free(statement->ledger.styles);
    free(statement->ledger.on);
    free(statement->ledger.entries);
    free(statement->ledger.losses);
    free_arena(&statement->head);
    free(statement);
}

void published_release_free(struct published_release *release) {
    if (!release) return;
    for (size_t i = 0; release->contests && i < release->contest_count; i++) {
        for (size_t j = 0; j < release->contests[i].count; j++) free(release->contests[i].counts[j].numbers);
        free(release->contests[i].counts);
    }
    free(release->contests);
    free_arena(&release->head);
    free(release);
}

static void free_list(struct published_list *list) { free(list->items); }

void release_publications_free(struct release_publications *publications) {
    for (size_t i = 0; i < publications->noise.count; i++)
        published_noise_free((struct published_noise *)publications->noise.items[i]);
    for (size_t i = 0; i < publications->statements.count; i++)
        published_statement_free((struct published_statement *)publications->statements.items[i]);
    for (size_t i = 0; i < publications->releases.count; i++)
        published_release_free((struct published_release *)publications->releases.items[i]);
    free_list(&publications->noise);
    free_list(&publications->statements);
    free_list(&publications->releases);
    *publications = (struct release_publications){0};
}
