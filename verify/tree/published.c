/* published.c: the valid commitments, seed records and trees of a run, ordered by digest. */
#include "verify/tree/published.h"

#include <stdlib.h>
#include <string.h>

#include "verify/sorted.h"

/* The place of the first item that does not stand before `digest`. */
static size_t lower_bound(const struct published_list *list, const struct scr_hash *digest) {
    size_t first = 0, end = list->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (memcmp(list->items[middle]->digest.bytes, digest->bytes, SCR_HASH_SIZE) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

struct published *published_find(const struct published_list *list, const struct scr_hash *digest) {
    size_t place = lower_bound(list, digest);
    return place < list->count && scr_hash_equal(&list->items[place]->digest, digest) ? list->items[place] : NULL;
}

scr_result published_add(struct published_list *list, struct published *item, bool *added) {
    *added = false;
    if (published_find(list, &item->digest)) return scr_done();
    SCR_TRY(scr_grow(&list->items, &list->capacity, list->count + 1, sizeof(struct published *)));
    size_t place = lower_bound(list, &item->digest);
    memmove(list->items + place + 1, list->items + place, (list->count - place) * sizeof(struct published *));
    list->items[place] = item;
    list->count++;
    *added = true;
    return scr_done();
}

static const char *contest_id(const void *items, size_t position) {
    return ((const struct published_contest *)items)[position].id;
}

scr_result publications_add_commitment(struct publications *publications, struct published_commitment *commitment) {
    bool added;
    scr_result result = published_add(&publications->commitments, &commitment->head, &added);
    if (!added) published_commitment_free(commitment);
    return result;
}

scr_result publications_add_seed(struct publications *publications, struct published_seed *seed) {
    bool added;
    scr_result result = published_add(&publications->seeds, &seed->head, &added);
    if (!added) published_seed_free(seed);
    return result;
}

/* The committed contest that a tree is of, or NULL. */
static struct published_contest *committed_contest(const struct publications *publications,
                                                   const struct published_tree *tree) {
    struct published_commitment *commitment =
        (struct published_commitment *)published_find(&publications->commitments, &tree->commitment);
    if (!commitment) return NULL;
    size_t found = sorted_find(commitment->contests_by_id, commitment->contests, commitment->contest_count, contest_id,
                               tree->contest.id);
    return found < commitment->contest_count ? &commitment->contests[found] : NULL;
}

void publications_note_audit(const struct publications *publications, const struct published_tree *tree) {
    struct published_contest *contest = committed_contest(publications, tree);
    if (contest) contest->has_audit = true;
}

scr_result publications_add_tree(struct publications *publications, struct published_tree *tree) {
    bool added;
    struct published_contest *contest = committed_contest(publications, tree);
    if (contest) contest->has_tree = true;
    scr_result result = published_add(&publications->trees, &tree->head, &added);
    if (!added) published_tree_free(tree);
    return result;
}

/* Each list holds one kind only, of which struct published is the first member. */
const struct published_commitment *publications_commitment(const struct publications *publications,
                                                           const struct scr_hash *digest) {
    return (const struct published_commitment *)published_find(&publications->commitments, digest);
}

const struct published_seed *publications_seed(const struct publications *publications, const struct scr_hash *digest) {
    return (const struct published_seed *)published_find(&publications->seeds, digest);
}

const struct published_tree *publications_tree(const struct publications *publications, const struct scr_hash *digest) {
    return (const struct published_tree *)published_find(&publications->trees, digest);
}

scr_result published_sort_contests(struct published_commitment *commitment, size_t *twin) {
    size_t count = commitment->contest_count;
    commitment->contests_by_id = sorted_by_name(&commitment->head.arena, commitment->contests, count, contest_id);
    if (!commitment->contests_by_id) return (scr_result){SCR_MEMORY};
    size_t found = sorted_duplicate(commitment->contests_by_id, commitment->contests, count, contest_id);
    *twin = found < count ? commitment->contests_by_id[found] : count;
    return scr_done();
}

const struct published_contest *published_commitment_contest(const struct published_commitment *commitment,
                                                             const char *id) {
    size_t found =
        sorted_find(commitment->contests_by_id, commitment->contests, commitment->contest_count, contest_id, id);
    return found < commitment->contest_count ? &commitment->contests[found] : NULL;
}

/* The arena stands inside what is freed. */
static void free_arena(struct published *head) { scr_arena_free(&head->arena); }

void published_commitment_free(struct published_commitment *commitment) {
    if (!commitment) return;
    free(commitment->contests);
    free_arena(&commitment->head);
    free(commitment);
}

void published_seed_free(struct published_seed *seed) {
    if (!seed) return;
    free_arena(&seed->head);
    free(seed);
}

void published_tree_free(struct published_tree *tree) {
    if (!tree) return;
    free(tree->numbers);
    free(tree->codes);
    free_arena(&tree->head);
    free(tree);
}

void publications_free(struct publications *publications) {
    for (size_t i = 0; i < publications->commitments.count; i++)
        published_commitment_free((struct published_commitment *)publications->commitments.items[i]);
    for (size_t i = 0; i < publications->seeds.count; i++)
        published_seed_free((struct published_seed *)publications->seeds.items[i]);
    for (size_t i = 0; i < publications->trees.count; i++)
        published_tree_free((struct published_tree *)publications->trees.items[i]);
    free(publications->commitments.items);
    free(publications->seeds.items);
    free(publications->trees.items);
    *publications = (struct publications){0};
}
