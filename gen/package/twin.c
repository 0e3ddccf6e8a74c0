/* twin.c: looks through one folder for a name that differs only in upper and lower case. */
#include "twin.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "common/open.h"
#include "names.h"

scr_result twin_refuse(const char *path, struct scr_arena *arena, struct scr_diagnosis *diagnosis) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *folder = ".";
    if (slash && !(folder = scr_arena_copy(arena, path, (size_t)(slash == path ? 1 : slash - path))))
        return (scr_result){SCR_MEMORY};
    DIR *entries = opendir(folder);
    if (!entries) /* a folder that is still to be made, or what writes the file says that it is none */
        return errno == ENOENT || errno == ENOTDIR ? scr_done()
                                                   : scr_refuse_io(diagnosis, folder, "could not be opened", errno);
    scr_result result = scr_done();
    for (const struct dirent *entry; !scr_failed(result) && (entry = readdir(entries));)
        if (strcmp(entry->d_name, name) != 0 && !strcasecmp(entry->d_name, name))
            result = scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, path), TWIN_OF_ANOTHER);
    closedir(entries);
    return result;
}
