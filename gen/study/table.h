/* table.h: the counts that a study is made on: public or earlier returns of one contest, or any hierarchy of counts. */
#ifndef GEN_STUDY_TABLE_H
#define GEN_STUDY_TABLE_H

#include "gen/release/hierarchy.h"
#include "gen/release/measurement.h"

#define STUDY_UNITS_MOST 500000u
#define STUDY_OPTIONS_MOST 1000u
#define STUDY_CELLS_MOST 8000000u                /* units times options */
#define STUDY_COUNT_MOST UINT64_C(1000000000)    /* of one row; sums are refused beyond 2^40 */
#define STUDY_POPULATION_MOST (INT64_C(1) << 40) /* of all counts */

/* Zero-initialise; released with study_table_free, also after a failure. */
struct study_table {
    struct scr_arena arena; /* owns everything below */
    struct release_hierarchy tree;
    const char **names;                           /* [tree.units] as the source has them */
    const char *level_names[RELEASE_LEVEL_LIMIT]; /* [tree.levels] */
    const char **options;                         /* [option_count] */
    uint32_t option_count;
    int64_t *counts; /* [tree.units * option_count], a unit's options together */
    uint64_t sensitivity;
    unsigned votes_allowed;
};
void study_table_free(struct study_table *table);

/* The first leaf and the number of leaves. */
uint32_t study_first_leaf(const struct study_table *table);
uint32_t study_leaves(const struct study_table *table);
/* The sum of a unit's counts. */
int64_t study_unit_total(const struct study_table *table, uint32_t unit);

/* Of `votes` allowed on a ballot: 2 votes (a vote is changed) or votes (added or removed), as for a release; fewer when
 * there is one option only, or fewer than votes. */
uint64_t study_sensitivity(enum measurement_adjacency adjacency, uint32_t options, unsigned votes);

/* A CSV file with a header and a line for each leaf. `levels`, from the top, are columns between commas, "COLUMN:N"
 * meaning the first N bytes of it, so that nested codes serve ("GEOID:5,GEOID:11,GEOID"); `counts` are columns between
 * commas. Counts are whole numbers, "69.0" being one. A root is put above several units of the first level. All
 * problems of the file are reported together; `shown` is its name in messages. */
struct study_csv {
    const char *path, *shown, *levels, *counts;
    enum measurement_adjacency adjacency;
    unsigned votes_allowed;
};
SCR_MUST_CHECK scr_result study_table_read(struct study_table *table, const struct study_csv *csv,
                                           struct scr_diagnosis *diagnosis);

/* Copies one contest of a measurement. */
SCR_MUST_CHECK scr_result study_table_take(struct study_table *table, const struct measurement *measurement,
                                           size_t contest, struct scr_diagnosis *diagnosis);

/* Fills tree, names and counts from leaves: `keys[leaf * levels + level]`, `leaf_counts[leaf * option_count + option]`;
 * the other members are set. Two leaves with the same keys give SCR_INPUT and *twice, the second one. Keys live in the
 * arena. */
SCR_MUST_CHECK scr_result study_table_build(struct study_table *table, const char *const *keys, size_t leaves,
                                            uint32_t levels, const int64_t *leaf_counts, size_t *twice,
                                            struct scr_diagnosis *diagnosis);

/* A unit's names from the second level down, joined by '/'; its name alone on the first two levels. */
SCR_MUST_CHECK scr_result study_unit_path(const struct study_table *table, uint32_t unit, struct scr_arena *arena,
                                          const char **path);

/* Finds leaves, or units of another level, by name, or by the names from the second level down joined by '/'.
 * Zero-initialise. */
struct study_leaf_index {
    struct scr_arena arena;
    struct study_leaf_name *names; /* sorted */
    size_t count;
};
#define STUDY_NO_LEAF UINT32_MAX
#define STUDY_SEVERAL_LEAVES (UINT32_MAX - 1)
SCR_MUST_CHECK scr_result study_leaf_index_make(const struct study_table *table, struct study_leaf_index *index);
/* `level` from 0; study_leaf_find then gives units of that level. */
SCR_MUST_CHECK scr_result study_level_index_make(const struct study_table *table, uint32_t level,
                                                 struct study_leaf_index *index);
void study_leaf_index_free(struct study_leaf_index *index);
uint32_t study_leaf_find(const struct study_leaf_index *index, const char *name);

#endif
