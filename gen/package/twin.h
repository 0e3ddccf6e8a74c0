/* twin.h: names that some systems would mix up, in the one folder into which a file is to be laid. */
#ifndef GEN_PACKAGE_TWIN_H
#define GEN_PACKAGE_TWIN_H

#include "scrutineer/bytes.h"
#include "scrutineer/status.h"

/* What is said of such a name, here and of a folder that is to become a package. */
#define TWIN_OF_ANOTHER "differs only in upper and lower case from another file here; some systems would mix the two up"

/* SCR_INPUT when an entry beside `path` has its name but for upper and lower case; the very same name is no twin, and
 * a folder that is not there has none. `path` is as for package_path_valid in its last component. */
SCR_MUST_CHECK scr_result twin_refuse(const char *path, struct scr_arena *arena, struct scr_diagnosis *diagnosis);

#endif
