/* builder.h: collects the parts of an election definition, checks each as it comes, and freezes them into the model.
 *
 * Every importer, the merge of several files and the store's loader go through it, so that whatever stands in a struct
 * election has passed the same checks. A problem of the file is recorded and building goes on, so that all problems are
 * found; the scr_result of these functions is a failure only when going on is impossible (memory, limits). */
#ifndef GEN_IMPORT_BUILDER_H
#define GEN_IMPORT_BUILDER_H

#include "import.h"
#include "name_index.h"

#define BUILDER_NONE ((size_t)-1)
/* Over all contests and styles of one file: bounds the memory that a hostile file can ask for. */
#define BUILDER_CANDIDATES_MOST 4000000
#define BUILDER_STYLE_CONTESTS_MOST 20000000
#define BUILDER_PARTIES_MOST 100000
#define BUILDER_TEXT_MOST ((size_t)512 << 20)

struct json_at;

/* Where in the file: a line (0: none), or a place in a JSON document (NULL: none), or its words (NULL: none). */
struct import_place {
    unsigned long line;
    const struct json_at *at;
    const char *words;
};

struct builder {
    const char *shown; /* the file's name in messages, escaped */
    bool exclude_write_ins;
    struct scr_diagnosis *diagnosis, *notes;
    struct scr_diagnosis unheard; /* stands in for `diagnosis` where the caller wants no words: problems are counted */
    size_t problems_before;

    struct scr_arena arena; /* becomes the election's */
    const char *id, *name, *date, *jurisdiction;
    struct party *parties;
    struct contest *contests;
    struct ballot_style *styles;
    struct source_file *sources;
    size_t party_count, contest_count, style_count, source_count;
    size_t party_capacity, contest_capacity, style_capacity, source_capacity;
    struct name_index party_ids, contest_ids, candidate_ids, style_ids;

    struct candidate *open_candidates; /* of the contest being built */
    size_t *open_contests;             /* of the style being built */
    size_t open_candidate_count, open_candidate_capacity, open_contest_count, open_contest_capacity;
    struct name_index open_ids; /* candidate ids of the contest being built */
    size_t *seen_on;            /* per contest: 1 + the last style it was put on */
    size_t seen_capacity;
    size_t candidate_total, style_contest_total, excluded_count;
};

/* `diagnosis` and `notes` may be NULL. The builder must not be moved while it is in use. */
void builder_begin(struct builder *builder, const char *shown, const struct import_options *options,
                   struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes);
void builder_abandon(struct builder *builder);
/* True once a problem was recorded since builder_begin. */
bool builder_failed(const struct builder *builder);

/* A problem of the file; something that the importer decided. Strings from the file go through builder_shown first. */
void builder_problem(struct builder *builder, struct import_place place, const char *format, ...) SCR_PRINTF(3, 4);
void builder_remark(struct builder *builder, struct import_place place, const char *format, ...) SCR_PRINTF(3, 4);
/* `text` in quotation marks, escaped for terminals and shortened; lives in the arena. */
const char *builder_shown(struct builder *builder, const char *text);

/* False for control characters, U+FFFE and U+FFFF, which no artifact could hold. */
bool builder_can_write(const char *text, size_t length);

/* A clean copy: surrounding white space removed, inner runs of it (line breaks of a header cell, indentation of XML)
 * made one space. Text that is not UTF-8, holds a control character or is too long is a problem, and so is empty text
 * where `what` is required; *clean is "" then. */
SCR_MUST_CHECK scr_result builder_text(struct builder *builder, struct import_place place, const char *what,
                                       const char *text, size_t length, bool required, const char **clean);
/* Votes allowed as text; 0, after recording the problem, when it is no whole number from 1 to 1000. */
unsigned builder_votes(struct builder *builder, struct import_place place, const char *text, size_t length);

/* In the following, strings are clean and live in the builder's arena. */
SCR_MUST_CHECK scr_result builder_source(struct builder *builder, const char *name, const char *format,
                                         const struct scr_hash *hash);
SCR_MUST_CHECK scr_result builder_party(struct builder *builder, struct import_place place, const char *id,
                                        const char *name);
/* ELECTION_NO_PARTY for ""; an unknown id is a problem. */
size_t builder_find_party(struct builder *builder, struct import_place place, const char *id);

/* A contest is opened, given its candidates, and closed; `votes` 0 means that its problem is recorded already. */
SCR_MUST_CHECK scr_result builder_contest(struct builder *builder, struct import_place place, const char *id,
                                          const char *name, enum contest_kind kind, unsigned votes);
/* An id of "" is made from the contest's id and the name. */
SCR_MUST_CHECK scr_result builder_candidate(struct builder *builder, struct import_place place, const char *id,
                                            const char *name, enum candidate_kind kind, size_t party);
/* Adds `count` write-in lines that the source only counts. */
SCR_MUST_CHECK scr_result builder_write_in_lines(struct builder *builder, struct import_place place, size_t count);
SCR_MUST_CHECK scr_result builder_contest_end(struct builder *builder, struct import_place place);
/* BUILDER_NONE when there is none. */
size_t builder_find_contest(const struct builder *builder, const char *id);

SCR_MUST_CHECK scr_result builder_style(struct builder *builder, struct import_place place, const char *id,
                                        const char *name);
SCR_MUST_CHECK scr_result builder_style_contest(struct builder *builder, struct import_place place, size_t contest);
SCR_MUST_CHECK scr_result builder_style_end(struct builder *builder, struct import_place place);

/* Checks the whole, fills *election and empties the builder. Fails with SCR_INPUT when problems were recorded. */
SCR_MUST_CHECK scr_result builder_finish(struct builder *builder, struct election *election);

/* "8/6/2019" and "2019-08-06T08:00:00-05:00" become "2019-08-06"; other text is returned as it is. */
SCR_MUST_CHECK scr_result builder_date(struct builder *builder, const char *text, const char **date);

#endif
