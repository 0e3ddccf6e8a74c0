/* payload.h: the files that go below data/: which they are, what they are, and whether they belong together. */
#ifndef GEN_PACKAGE_PAYLOAD_H
#define GEN_PACKAGE_PAYLOAD_H

#include "artifact_header.h"

/* A package has at most 100,000 files (PKG-01), of which five tag files, a signature, a key, the index, and room for
 * 1,000 files in timestamps/ and 1,000 statements of three files each. */
#define PAYLOAD_FILES_MOST 95992
/* Papers for the machine, written beside the decks for people: no artifacts, so no part of a package. */
#define PAYLOAD_LEFT_OUT "sheets/"
/* What stands beside data/ in a package, and beside the artifacts before: stamps and statements of others. */
#define PAYLOAD_STAMPS "timestamps/"
#define PAYLOAD_STATEMENTS "countersignatures/"
#define PAYLOAD_STAMPS_MOST 1000     /* files */
#define PAYLOAD_STATEMENTS_MOST 1000 /* of three files each */

struct payload_file {
    const char *path; /* relative to the folder and to data/ */
    uint64_t size;
    struct scr_hash hash;
    struct artifact_header header; /* of an artifact; purpose NULL for any other file */
};

struct payload {
    struct scr_arena arena;     /* owns paths and names */
    char *folder;               /* as given, safe to show */
    struct payload_file *files; /* by bytes of their paths */
    size_t count, capacity, left_out;
    uint64_t bytes;
    const char **attached; /* paths in timestamps/ and countersignatures/, by their bytes */
    size_t attached_count, attached_capacity;
    const struct payload_file **by_hash; /* all files, by digest: payload_sort */
};

/* Lists a folder: regular files with allowed names only, no two equal but for case; what lies in "sheets/" is counted
 * as left out. Every file that may not be there is reported, then SCR_INPUT. Release with payload_free in any case. */
SCR_MUST_CHECK scr_result payload_list(const char *folder, struct payload *payload, struct scr_diagnosis *diagnosis);

/* Fills size, hash and header of one listed file from its bytes. Files named .xml must be artifacts. */
SCR_MUST_CHECK scr_result payload_look(struct payload *payload, struct payload_file *file, const void *bytes,
                                       size_t length, struct scr_diagnosis *diagnosis);

/* Puts a file among the listed ones that is made here, and looks at it. Pointers into `files` are no longer good, and
 * payload_sort must be called again. */
SCR_MUST_CHECK scr_result payload_add(struct payload *payload, const char *path, const void *bytes, size_t length,
                                      struct scr_diagnosis *diagnosis);

/* Files by digest, once all are looked at; payload_find then gives one with this digest and, unless NULL, this purpose,
 * or NULL. Of files with the same bytes the first by path. */
SCR_MUST_CHECK scr_result payload_sort(struct payload *payload);
const struct payload_file *payload_find(const struct payload *payload, const struct scr_hash *hash,
                                        const char *purpose);

/* With all files looked at and sorted: PKG-06 and PKG-07 will hold when a signer with `role` signs. One election; every
 * artifact asks for that role; every other file is the proof that an artifact of its folder names, with its digest, and
 * no proof is missing; what artifacts rest on is there, nothing is superseded, nothing is there twice; no index is
 * there, since a package makes its own. Reports all, then SCR_INPUT. */
SCR_MUST_CHECK scr_result payload_check(struct payload *payload, const char *role, struct scr_diagnosis *diagnosis);

/* "FOLDER/PATH", safe to show, for messages. */
const char *payload_place(struct payload *payload, const char *path);
void payload_free(struct payload *payload);

#endif
