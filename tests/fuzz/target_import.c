/* target_import.c: `scrutineer-gen import` with all parts as its files, into a store of its own. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/command.h"
#include "tests/fuzz/targets.h"

/* Where standard output goes meanwhile; the first time it is opened. */
static int silence(void) {
    static int nowhere = -1;
    if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    if (nowhere < 0 || kept < 0 || dup2(nowhere, STDOUT_FILENO) < 0) abort();
    return kept;
}

void target_import(const struct bundle *bundle, const char *folder) {
    char *argv[BUNDLE_PARTS + 2], store[500], path[500], name[] = "import";
    bool exists[BUNDLE_PARTS] = {false};
    int argc = 1;
    struct scr_diagnosis diagnosis = {0};
    argv[0] = name;
    snprintf(store, sizeof store, "%s/election.sqlite", folder);
    for (size_t i = 0; i < bundle->count; i++) {
        /* Of a folder of files its name is given once. */
        const char *slash = strchr(bundle->parts[i].name, '/');
        int length = slash ? (int)(slash - bundle->parts[i].name) : (int)strlen(bundle->parts[i].name);
        snprintf(path, sizeof path, "%s/%.*s", folder, length, bundle->parts[i].name);
        for (int k = 1; k < argc; k++) exists[i] = exists[i] || !strcmp(argv[k], path);
        if (!exists[i]) argv[argc++] = strdup(path);
    }
    argv[argc] = NULL;
    int kept = silence();
    const struct command_context context = {store, &diagnosis};
    scr_result result = command_import.run(&context, argc, argv);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    fuzz_expect(scr_failed(result) == (diagnosis.count > 0) || result.code == SCR_MEMORY, "a refusal has no words");
    fuzz_expect(result.code != SCR_INTERNAL, "an invariant is broken");
    fuzz_expect(!scr_failed(result) == !access(store, F_OK), "a refused file leaves a store, or a read one none");
    fuzz_expect_clean_words(&diagnosis);
    for (int k = 1; k < argc; k++) free(argv[k]);
    unlink(store);
    scr_diagnosis_free(&diagnosis);
}
