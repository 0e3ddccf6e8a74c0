/* open_beneath.h: opens what stands below a folder descriptor, component by component, following no link. */
#ifndef VERIFY_PACKAGE_OPEN_BENEATH_H
#define VERIFY_PACKAGE_OPEN_BENEATH_H

/* Opens the folder `name` (one component) in `folder`; -1 with errno. */
int open_folder_at(int folder, const char *name);
/* Opens the regular file at the relative `path` below `folder`; -1 with errno, which is EINVAL when something else than
 * a folder or a regular file stands there. Nothing but regular files is opened for reading, so no device is touched. */
int open_file_beneath(int folder, const char *path);

#endif
