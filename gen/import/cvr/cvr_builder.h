/* cvr_builder.h: collects cast-vote records ballot by ballot, in memory that does not grow with their number.
 *
 * Every format goes through it: contests and candidates are found or added by a key, a ballot is opened, told its marks
 * and closed. Ballots are packed in chunks of columns (cvr_chunk.h) into a nameless temporary file, from which the
 * store is filled once all files of the command are found good. Problems and remarks are those of the definition
 * importers' builder, which stands inside. */
#ifndef GEN_IMPORT_CVR_CVR_BUILDER_H
#define GEN_IMPORT_CVR_CVR_BUILDER_H

#include <stdio.h>

#include "../../cvr.h"
#include "../builder.h"

#define CVR_CHUNK_BALLOTS 4096
#define CVR_CHUNK_BYTES ((size_t)256 << 10) /* of identities, after which a chunk is closed early */

struct cvr_options {
    bool first_preferences; /* ranked contests: the first rank counts, the others are passed over */
};

/* A contest while ballots come in; its public part is records.contests at the same index. */
struct cvr_building {
    struct name_index candidate_keys, selection_keys;
    size_t candidate_capacity, selection_capacity;
    struct scr_buffer codes; /* of the chunk, one LEB128 number per ballot */
    size_t coded;            /* ballots of the chunk that have a code */
    uint64_t opened;         /* serial number of the last ballot that bears the contest */
    size_t state;            /* CVR_BLANK, CVR_OVERVOTE, CVR_UNKNOWN for the open ballot */
    uint32_t *marks;         /* of the open ballot, in the order of the file */
    size_t mark_count, mark_capacity;
    bool votes_guessed;
};

enum cvr_field { CVR_ID, CVR_IMPRINTED, CVR_TABULATOR, CVR_BATCH, CVR_STYLE, CVR_PRECINCT, CVR_FIELDS };

struct cvr_builder {
    struct builder base;
    const struct cvr_options *options;
    bool failed;                           /* problems were recorded in an earlier file; those of this one are base's */
    const struct cvr_companion *companion; /* identities from other files of the command; may be NULL */
    struct cvr_records records;            /* its arena is unused: everything stands in base.arena */
    struct cvr_building *building;
    size_t source_capacity, contest_capacity, building_capacity, batch_capacity, style_capacity, precinct_capacity;
    const char **interned; /* clean texts by their raw ones, each once */
    size_t interned_count, interned_capacity;
    struct name_index interned_keys;
    struct name_index contest_keys, contest_ids, batch_keys, style_keys, precinct_keys;

    struct import_place place; /* of the open ballot */
    struct scr_buffer fields[CVR_FIELDS];
    uint32_t position;
    size_t *touched; /* contests of the open ballot */
    size_t touched_count, touched_capacity;

    struct scr_buffer identities; /* of the chunk */
    struct scr_buffer last_id, last_imprinted;
    size_t chunk, chunk_ballots; /* number of the open chunk; ballots in it */
    FILE *spool;
};

SCR_MUST_CHECK scr_result cvr_builder_begin(struct cvr_builder *builder, const struct cvr_options *options,
                                            struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes);
void cvr_builder_end(struct cvr_builder *builder);
/* From now on problems are those of the file `name`, which is escaped. */
SCR_MUST_CHECK scr_result cvr_show(struct cvr_builder *builder, const char *name);
/* The digest of a file that was read. */
SCR_MUST_CHECK scr_result cvr_source(struct cvr_builder *builder, const char *shown, const char *format,
                                     const struct scr_hash *hash);

/* builder_text for what recurs in every record: one copy of each text is kept. */
SCR_MUST_CHECK scr_result cvr_text(struct cvr_builder *builder, struct import_place place, const char *what,
                                   const char *text, size_t length, bool required, const char **clean);

/* Finds the contest of `key` or adds it, with an id made unique. `votes` 0: not known (yet). `key`, `id` and `name` are
 * clean; they are copied. */
SCR_MUST_CHECK scr_result cvr_contest(struct cvr_builder *builder, struct import_place place, const char *key,
                                      const char *id, const char *name, unsigned votes, size_t *contest);
bool cvr_find_contest(const struct cvr_builder *builder, const char *key, size_t *contest);
/* Finds the candidate of `key` in a contest or adds it; its id is `id`, or made from contest and name when "". */
SCR_MUST_CHECK scr_result cvr_candidate(struct cvr_builder *builder, struct import_place place, size_t contest,
                                        const char *key, const char *id, const char *name, bool write_in,
                                        size_t *candidate);
/* "Write-in", "WRITE IN: ..." and the like. */
bool cvr_is_write_in(const char *name);

SCR_MUST_CHECK scr_result cvr_ballot_open(struct cvr_builder *builder, struct import_place place);
/* Surrounding and repeated white space is removed, ="1" unwrapped; bad text is a problem. */
SCR_MUST_CHECK scr_result cvr_set(struct cvr_builder *builder, enum cvr_field field, const char *text, size_t length);
/* A whole number from 1 on is the position; any other text means that there is none. */
void cvr_set_position(struct cvr_builder *builder, const char *text, size_t length);
/* The ballot bears the contest; blank until a mark comes. *again (may be NULL): it was said before. */
SCR_MUST_CHECK scr_result cvr_bears(struct cvr_builder *builder, size_t contest, bool *again);
SCR_MUST_CHECK scr_result cvr_mark(struct cvr_builder *builder, size_t contest, size_t candidate);
/* CVR_OVERVOTE or CVR_UNKNOWN, in place of whatever is marked. */
SCR_MUST_CHECK scr_result cvr_decide(struct cvr_builder *builder, size_t contest, enum cvr_code state);
SCR_MUST_CHECK scr_result cvr_ballot_close(struct cvr_builder *builder);

/* After all files: closes the last chunk, checks the whole. Fails with SCR_INPUT when problems were recorded. */
SCR_MUST_CHECK scr_result cvr_builder_finish(struct cvr_builder *builder);

#endif
