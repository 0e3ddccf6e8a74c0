/* district_map.c: contests grouped by district and party, as linked lists in one array. */
#include <stdlib.h>
#include <string.h>

#include "district_map.h"

struct district_link {
    size_t contest;
    size_t next; /* 1 + index, 0 none */
};

/* A clean text holds no line feed, so the two parts cannot be confused. */
static const char *group_key(struct builder *builder, const char *district, const char *party) {
    return scr_arena_print(&builder->arena, "%s\n%s", district, party);
}

scr_result district_map_add(struct district_map *map, struct builder *builder, const char *district, const char *party,
                            size_t contest) {
    const char *key = group_key(builder, district, party);
    if (!key) return (scr_result){SCR_MEMORY};
    SCR_TRY(name_index_add(&map->groups, key, strlen(key), map->groups.count, NULL));
    size_t group = 0;
    if (!name_index_find(&map->groups, key, strlen(key), &group)) return (scr_result){SCR_INTERNAL};
    SCR_TRY(scr_grow(&map->heads, &map->head_capacity, group + 1, sizeof *map->heads));
    SCR_TRY(scr_grow(&map->links, &map->link_capacity, map->link_count + 1, sizeof *map->links));
    map->links[map->link_count++] = (struct district_link){contest, map->heads[group]};
    map->heads[group] = map->link_count;
    return scr_done();
}

scr_result district_map_want(struct district_map *map, struct builder *builder, const char *district,
                             const char *party) {
    size_t group;
    if (++map->work > DISTRICT_WORK_MOST) {
        builder_problem(builder, (struct import_place){0}, "the ballot styles list too many districts and parties");
        return (scr_result){SCR_LIMIT};
    }
    map->key.length = 0;
    SCR_TRY(scr_buffer_print(&map->key, "%s\n%s", district, party));
    if (!name_index_find(&map->groups, (const char *)map->key.data, map->key.length, &group)) return scr_done();
    SCR_TRY(scr_grow(&map->wanted, &map->wanted_capacity, map->wanted_count + 1, sizeof *map->wanted));
    map->wanted[map->wanted_count++] = group;
    return scr_done();
}

static int by_number(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static size_t sort_unique(size_t *numbers, size_t count) {
    if (!count) return 0;
    qsort(numbers, count, sizeof *numbers, by_number);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (numbers[i] != numbers[kept - 1]) numbers[kept++] = numbers[i];
    return kept;
}

scr_result district_map_resolve(struct district_map *map, struct builder *builder, struct import_place place) {
    size_t found = 0, wanted = sort_unique(map->wanted, map->wanted_count);
    map->wanted_count = 0;
    for (size_t i = 0; i < wanted; i++) {
        for (size_t link = map->heads[map->wanted[i]]; link; link = map->links[link - 1].next) {
            SCR_TRY(scr_grow(&map->found, &map->found_capacity, found + 1, sizeof *map->found));
            map->found[found++] = map->links[link - 1].contest;
        }
    }
    found = sort_unique(map->found, found);
    for (size_t i = 0; i < found; i++) SCR_TRY(builder_style_contest(builder, place, map->found[i]));
    return scr_done();
}

void district_map_free(struct district_map *map) {
    name_index_free(&map->groups);
    free(map->heads);
    free(map->links);
    free(map->wanted);
    free(map->found);
    scr_buffer_free(&map->key);
    *map = (struct district_map){0};
}
