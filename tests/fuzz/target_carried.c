/* target_carried.c: the generator's own readers of packages: what it continues, stamps, countersigns and carries along.
 *
 * Parts: package/ is a package, folder/ are artifacts that become one, answer.tsr a time stamp of something there. */
#include <string.h>

#include "tests/fuzz/command.h"

#define RUN(command, ...) command_run(&(command), folder, (const char *const[]){__VA_ARGS__, NULL})
#define KEY "fixtures/keys/test-clerk.key"

static bool has(const struct bundle *bundle, const char *begin) {
    for (size_t i = 0; i < bundle->count; i++)
        if (!strncmp(bundle->parts[i].name, begin, strlen(begin))) return true;
    return false;
}

static void use_package(const char *folder) {
    if (RUN(command_index, "show", "@package") && RUN(command_index, "show", "@package", "--json"))
        RUN(command_index, "withdraw", "1", "--reason", "an error", "--index", "@package", "--out", "@withdrawn.xml",
            "--date", "2026-12-01");
    RUN(command_timestamp, "request", "@package");
    RUN(command_countersign, "@package", "--key", KEY, "--role", "observer", "--time", "2026-11-10T17:00:00Z");
}

void target_carried(const struct bundle *bundle, const char *folder) {
    bool package = has(bundle, "package/"), artifacts = has(bundle, "folder/");
    if (package) use_package(folder);
    if (package && has(bundle, "answer.tsr")) RUN(command_timestamp, "add", "@package", "@answer.tsr");
    if (artifacts && has(bundle, "answer.tsr")) RUN(command_timestamp, "add", "@folder", "@answer.tsr");
    if (artifacts)
        RUN(command_package, "@folder", "--key", KEY, "--role", "election-official", "--out", "@made", "--date",
            "2026-12-01", "--index", package ? "@package" : "@folder");
    if (artifacts)
        RUN(command_package, "@folder", "--key", KEY, "--role", "election-official", "--out", "@first", "--date",
            "2026-12-01");
    command_clear(folder);
}
