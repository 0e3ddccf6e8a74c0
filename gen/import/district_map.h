/* district_map.h: which contests a ballot style holds, where the source only says so through electoral districts: the
 * contests of the style's districts that are open to all parties or belong to one of the style's parties. */
#ifndef GEN_IMPORT_DISTRICT_MAP_H
#define GEN_IMPORT_DISTRICT_MAP_H

#include "builder.h"

/* Zero-initialise. */
struct district_map {
    struct name_index groups; /* "district\nparty" -> index into heads */
    size_t *heads;            /* 1 + index of the group's newest link, 0 none */
    struct district_link *links;
    size_t head_capacity, link_count, link_capacity;
    size_t *wanted, *found; /* of the style being resolved */
    size_t wanted_count, wanted_capacity, found_capacity;
    struct scr_buffer key;
    size_t work; /* pairs asked for */
};
#define DISTRICT_WORK_MOST 50000000

/* Puts a contest into a district; `party` "" when it is open to all. Ids are clean and in the builder's arena. */
SCR_MUST_CHECK scr_result district_map_add(struct district_map *map, struct builder *builder, const char *district,
                                           const char *party, size_t contest);
/* Collects the (district, party) pairs of one style... */
SCR_MUST_CHECK scr_result district_map_want(struct district_map *map, struct builder *builder, const char *district,
                                            const char *party);
/* ... and adds their contests, each once and in the order of the contests, to the style that the builder has open. The
 * work is proportional to the contests found, whatever the file repeats. */
SCR_MUST_CHECK scr_result district_map_resolve(struct district_map *map, struct builder *builder,
                                               struct import_place place);
void district_map_free(struct district_map *map);

#endif
