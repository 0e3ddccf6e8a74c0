/* index.h: an index of publications: what was published of an election, in order, and what of it still stands.
 * Specification, section 7.4. */
#ifndef VERIFY_INDEX_INDEX_H
#define VERIFY_INDEX_INDEX_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

/* Entry number N is element N - 1. */
struct index_entry {
    struct scr_hash hash; /* its link of the chain */
    struct scr_hash file; /* of a publication; zeros for a withdrawal */
    const char *kind;     /* the artifact's Purpose, static; NULL for a withdrawal */
    const char *text;     /* Subject of a publication, Reason of a withdrawal; in the index's arena */
    uint32_t of;          /* of a withdrawal: the number of the entry withdrawn; 0 for a publication */
    uint32_t replaces;    /* how many entries a publication replaces */
    uint32_t ended_by;    /* number of the entry that replaces or withdraws it; 0: it is current */
    char date[11];
};

struct publication_index {
    struct scr_arena arena;
    const char *election_id;
    struct index_entry *entries; /* malloc'ed; at least one */
    size_t count, capacity;
    const struct index_entry **by_file;    /* the publications in the order of their digests; in the arena */
    const struct index_entry **by_subject; /* those but impact statements by kind, Subject, number; in the arena */
    size_t publications, subjects, current;
};

/* The publication with this digest, or NULL. */
const struct index_entry *index_find(const struct publication_index *index, const struct scr_hash *file);
/* The digests of all publications, as many as ->publications, in the arena; NULL: no memory. */
const struct scr_hash *index_files(const struct publication_index *index, struct scr_arena *arena);
/* The first publication of this kind and Subject, or NULL; of no impact statement. */
const struct index_entry *index_first_of(const struct publication_index *index, const char *kind, const char *subject);
/* The number of an entry of this index. */
size_t index_number(const struct publication_index *index, const struct index_entry *entry);
/* How many entries at the beginning are the same in both; that of one is the whole of the shorter when one continues
 * the other. Equal hashes mean equal beginnings, since each hash covers all before it: found by halving. */
size_t index_common(const struct publication_index *a, const struct publication_index *b);
/* May be NULL. */
void index_free(struct publication_index *index);

#endif
