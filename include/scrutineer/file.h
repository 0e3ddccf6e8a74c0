/* file.h: reading files that may be hostile, and writing files that appear whole or not at all. */
#ifndef SCRUTINEER_FILE_H
#define SCRUTINEER_FILE_H

#include "scrutineer/bytes.h"

/* Reads a regular file of at most `limit` bytes. Symbolic links as the last component, devices, pipes and folders are
 * refused (opened without blocking), and so is a file whose size changes while it is read. */
SCR_MUST_CHECK scr_result scr_file_read(const char *path, size_t limit, struct scr_buffer *contents,
                                        struct scr_diagnosis *diagnosis);

/* Writes a temporary file beside `path`, syncs it, renames it over `path`, syncs the folder. On failure nothing is
 * left behind and an older file at `path` is untouched. `mode` is the permission (0644, 0600 for secrets). */
SCR_MUST_CHECK scr_result scr_file_write(const char *path, const void *bytes, size_t length, unsigned mode,
                                         struct scr_diagnosis *diagnosis);

/* The same, but refuses to replace anything that exists at `path` (keys). */
SCR_MUST_CHECK scr_result scr_file_create(const char *path, const void *bytes, size_t length, unsigned mode,
                                          struct scr_diagnosis *diagnosis);

/* One file of any length, written in pieces in bounded memory, that appears whole or not at all. Zero-initialise. */
struct scr_hasher;
struct scr_hash;
struct scr_stream {
    char *path, *partial; /* where it will appear, where it is written */
    int file;             /* of `partial`, while it is open */
    struct scr_hasher *hasher;
};
SCR_MUST_CHECK scr_result scr_stream_begin(struct scr_stream *stream, const char *path, unsigned mode,
                                           struct scr_diagnosis *diagnosis);
/* Appends; `stream` is a struct scr_stream (this is a scr_xml_sink). */
SCR_MUST_CHECK scr_result scr_stream_write(void *stream, const void *bytes, size_t length);
/* Syncs what was written and gives its SHA-256; nothing more can be written. The file is not in its place yet. */
SCR_MUST_CHECK scr_result scr_stream_finish(struct scr_stream *stream, struct scr_hash *hash,
                                            struct scr_diagnosis *diagnosis);
/* Renames it over `path` and syncs the folder. */
SCR_MUST_CHECK scr_result scr_stream_publish(struct scr_stream *stream, struct scr_diagnosis *diagnosis);
/* Removes what was written, if not published, and frees. Safe on a zeroed struct and after publishing. */
void scr_stream_end(struct scr_stream *stream);

/* A folder that appears whole or not at all: files are written to a sibling "NAME.partial-PID", and scr_folder_publish
 * syncs everything and renames it to `path`, which must not exist or be an empty folder. A killed run leaves only the
 * partial folder, whose name says so, and which the next run for the same `path` removes; so it is with files. */
struct scr_folder {
    char *path;    /* where it will appear */
    char *partial; /* where it is written */
    int lock;      /* 0, or 1 + the descriptor that holds the lock of `partial` */
};
SCR_MUST_CHECK scr_result scr_folder_begin(struct scr_folder *folder, const char *path,
                                           struct scr_diagnosis *diagnosis);
/* `name` is relative, without "..", and may hold slashes: folders on the way are made. */
SCR_MUST_CHECK scr_result scr_folder_write(struct scr_folder *folder, const char *name, const void *bytes,
                                           size_t length, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result scr_folder_publish(struct scr_folder *folder, struct scr_diagnosis *diagnosis);
/* Removes what was written, if not published, and frees. Safe on a zeroed struct and after publishing. */
void scr_folder_end(struct scr_folder *folder);

/* Calls `visit` for every entry below `path` except folders, with the path relative to it, in byte order of that path.
 * Symbolic links are not followed; `kind` tells what stands there. Depth is limited to 32, entries to `limit`. */
enum scr_entry { SCR_ENTRY_FILE, SCR_ENTRY_LINK, SCR_ENTRY_OTHER };
typedef scr_result scr_visit(void *context, const char *relative, enum scr_entry kind);
SCR_MUST_CHECK scr_result scr_folder_walk(const char *path, size_t limit, scr_visit *visit, void *context,
                                          struct scr_diagnosis *diagnosis);

#endif
