/* objects.h: the files that a time stamp or a countersignature can be of, found by their digests. */
#ifndef GEN_PACKAGE_OBJECTS_H
#define GEN_PACKAGE_OBJECTS_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

struct object {
    struct scr_hash hash;
    const char *path; /* relative to the package or folder: "data/commitment.xml", "tagmanifest-sha256.txt" */
};

/* Zero-initialise; release with objects_free. */
struct objects {
    struct scr_arena arena;
    struct object *items;
    size_t count, capacity;
};

/* Adds a copy; the list is in order again after objects_sort. */
SCR_MUST_CHECK scr_result objects_add(struct objects *objects, const struct scr_hash *hash, const char *path);
void objects_sort(struct objects *objects);
/* The first by path of those with this digest, or NULL. O(log count). */
const struct object *objects_find(const struct objects *objects, const struct scr_hash *hash);
void objects_free(struct objects *objects);

/* What stands at a path. */
enum place_kind { PLACE_FILE, PLACE_PACKAGE, PLACE_FOLDER };
/* A package is a folder with a tag manifest; what is neither file nor folder is SCR_IO or SCR_INPUT. */
SCR_MUST_CHECK scr_result place_kind_of(const char *path, enum place_kind *kind, struct scr_diagnosis *diagnosis);

/* Everything that may be stamped in a package (its tag manifest, artifacts, statements) or in a folder of artifacts
 * (artifacts, statements), hashed and in order. */
SCR_MUST_CHECK scr_result objects_of(const char *path, enum place_kind kind, struct objects *objects,
                                     struct scr_diagnosis *diagnosis);

/* Where stamps and statements of the file at `path` belong, malloc'ed: the package that it lies in, if it lies below
 * its data/ or in its countersignatures/; the folder beside which countersignatures/ lies, for a statement; else the
 * file's own folder. NULL when memory is short. */
char *place_of(const char *path);

#endif
