/* index.h: the index of publications of an election: what was published, in order, and what of it still stands
 * (specification, section 7.4). */
#ifndef GEN_INDEX_INDEX_H
#define GEN_INDEX_INDEX_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define INDEX_FILE "publication-index.xml" /* its name in a package, below data/ */
#define INDEX_PURPOSE "publication-index"
#define INDEX_NUMBER_MOST 999999999 /* nine digits */

struct index_entry {
    uint32_t number;  /* 1, 2, .. through all entries */
    const char *date; /* YYYY-MM-DD */
    bool withdrawal;
    /* Of a publication; `replaces` are [replaces_count] ascending numbers. */
    const char *kind, *subject;
    struct scr_hash sha256;
    const uint32_t *replaces;
    size_t replaces_count;
    /* Of a withdrawal. */
    uint32_t of;
    const char *reason;
    struct scr_hash hash; /* of the chain */
    uint32_t ended_by;    /* the entry that replaces or withdraws this publication; 0: it is current */
};

/* Zero-initialise; release with index_free. */
struct publication_index {
    struct scr_arena arena;                            /* owns all texts and lists */
    const char *election, *name, *date, *jurisdiction; /* the Election of its header */
    struct index_entry *entries;                       /* by number: entry N stands at N - 1 */
    size_t count, capacity;
    struct scr_buffer file; /* the bytes that it was read from; none when it is new */
    struct scr_hash digest; /* of these bytes */
    uint32_t *by_hash;      /* publications by SHA256: index_sort */
    size_t sorted;
};

/* Reads an index whole: canonical bytes, exactly the elements and attributes of publication-index.xsd, IDX-02.
 * SCR_INPUT for anything else. `path` may be a package folder: then its data/publication-index.xml. */
SCR_MUST_CHECK scr_result index_read(const char *path, struct publication_index *index,
                                     struct scr_diagnosis *diagnosis);
void index_free(struct publication_index *index);

/* The hash that an entry has behind one whose hash is `before`; NULL for the first. */
SCR_MUST_CHECK scr_result index_hash(const char *election, const struct scr_hash *before,
                                     const struct index_entry *entry, struct scr_hash *hash);

/* Adds a copy of `entry` as the next one: its number and hash are set here, `ended_by` of what it ends too. It must be
 * of a date that does not decrease, and end what is current. SCR_LIMIT when there are too many. */
SCR_MUST_CHECK scr_result index_append(struct publication_index *index, const struct index_entry *entry);

/* The publication of a file, or NULL. Needs index_sort after the last index_append; O(log count). */
SCR_MUST_CHECK scr_result index_sort(struct publication_index *index);
const struct index_entry *index_find(const struct publication_index *index, const struct scr_hash *sha256);

/* The artifact's bytes; it supersedes the file that it was read from, if it was. */
SCR_MUST_CHECK scr_result index_write(const struct publication_index *index, struct scr_buffer *out);

/* Appends the numbers that an entry replaces: "3 7". */
SCR_MUST_CHECK scr_result index_replaces(const struct index_entry *entry, struct scr_buffer *out);
/* "publication 12 (logic-and-accuracy-test-deck of North Quay, 2026-10-01)": safe to show; lives in `arena`. */
const char *index_shown(struct scr_arena *arena, const struct index_entry *entry);
/* "replaced by 14 on 2026-11-03", "withdrawn by 15 on 2026-11-04: REASON" of an entry that is not current. */
const char *index_end_shown(struct scr_arena *arena, const struct publication_index *index,
                            const struct index_entry *entry);

#endif
