/* open.h: the one way in which common/ opens a file that may be hostile. */
#ifndef SCRUTINEER_COMMON_OPEN_H
#define SCRUTINEER_COMMON_OPEN_H

#include <stdint.h>

#include "scrutineer/status.h"

/* Opens a regular file for reading into *fd (the caller closes it); *size receives its length now. A symbolic link as
 * the last component, a folder, a device or a pipe is SCR_INPUT, and nothing blocks; what cannot be opened is SCR_IO.
 */
SCR_MUST_CHECK scr_result scr_open_regular(const char *path, int *fd, uint64_t *size, struct scr_diagnosis *diagnosis);

/* Records a problem of the operating system with `path`: "could not be read: No such file or directory". `problem` is
 * an errno value. */
SCR_MUST_CHECK scr_result scr_refuse_io(struct scr_diagnosis *diagnosis, const char *path, const char *what,
                                        int problem);

/* Records a problem with `path`, which is escaped. */
SCR_MUST_CHECK scr_result scr_refuse_path(struct scr_diagnosis *diagnosis, enum scr_code code, const char *path,
                                          const char *words);

/* read(2) that goes on after a signal: the bytes read (0 at the end), or -1 with errno. */
long scr_read_some(int fd, void *bytes, size_t size);

#endif
