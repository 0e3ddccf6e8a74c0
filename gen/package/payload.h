/* payload.h: the files that go below data/: which they are, what they are, and whether they belong together. */
#ifndef GEN_PACKAGE_PAYLOAD_H
#define GEN_PACKAGE_PAYLOAD_H

#include "artifact_header.h"

/* A package has at most 100,000 files (PKG-01), of which five tag files, a signature and a key. */
#define PAYLOAD_FILES_MOST 99993
/* Papers for the machine, written beside the decks for people: no artifacts, so no part of a package. */
#define PAYLOAD_LEFT_OUT "sheets/"

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
};

/* Lists a folder: regular files with allowed names only, no two equal but for case; what lies in "sheets/" is counted
 * as left out. Every file that may not be there is reported, then SCR_INPUT. Release with payload_free in any case. */
SCR_MUST_CHECK scr_result payload_list(const char *folder, struct payload *payload, struct scr_diagnosis *diagnosis);

/* Fills size, hash and header of one listed file from its bytes. Files named .xml must be artifacts. */
SCR_MUST_CHECK scr_result payload_look(struct payload *payload, struct payload_file *file, const void *bytes,
                                       size_t length, struct scr_diagnosis *diagnosis);

/* With all files looked at: PKG-06 and PKG-07 will hold when a signer with `role` signs. One election; every artifact
 * asks for that role; every other file is the proof that an artifact of its folder names, with its digest, and no
 * proof is missing; what artifacts rest on is there, nothing is superseded, nothing is there twice. Reports all, then
 * SCR_INPUT. */
SCR_MUST_CHECK scr_result payload_check(struct payload *payload, const char *role, struct scr_diagnosis *diagnosis);

/* "FOLDER/PATH", safe to show, for messages. */
const char *payload_place(struct payload *payload, const char *path);
void payload_free(struct payload *payload);

#endif
