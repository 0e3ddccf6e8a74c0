/* write.h: the steps that writing one file and writing a folder share. */
#ifndef SCRUTINEER_COMMON_WRITE_H
#define SCRUTINEER_COMMON_WRITE_H

#include "scrutineer/status.h"

enum {
    SCR_ATTEMPTS = 100,    /* names tried for a partial file or folder */
    SCR_FOLDER_DEPTH = 32, /* folders within each other */
};

/* Writes a file that must not exist; on failure *problem is the errno value and nothing is left behind. */
SCR_MUST_CHECK scr_result scr_write_new(const char *path, const void *bytes, size_t length, unsigned mode, bool sync,
                                        int *problem);
/* Makes the entry of `path` in its folder durable. 0 or an errno value. */
int scr_sync_parent(const char *path);
#define SCR_PARTIAL ".partial-"
/* "PATH.partial-PID", from the second attempt on with a number; malloc'ed, NULL when memory is short. */
char *scr_partial_name(const char *path, unsigned attempt);
/* Makes everything in the file system that holds the folder `path` durable. 0 or an errno value. */
int scr_sync_all(const char *path);

/* stale.c: what killed runs leave. */
/* Takes the lock on a partial file or folder, by its descriptor, until that is closed. Nothing where locks do not work.
 */
void scr_hold(int fd);
/* Removes partial files and folders for `path` whose process is gone. Failures are passed over: what is left has a name
 * that says what it is. */
void scr_remove_stale(const char *path);
/* Removes `name` in the folder `parent` with everything in it, following no links. Failures are passed over. `depth`
 * bounds the recursion; the writer refuses deeper folders. */
void scr_remove_tree(int parent, const char *name, unsigned depth);

#endif
