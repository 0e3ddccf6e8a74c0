/* target_import.c: `scrutineer-gen import` with all parts as its files, into a store of its own. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/fuzz/command.h"

void target_import(const struct bundle *bundle, const char *folder) {
    char given[BUNDLE_PARTS][BUNDLE_NAME + 1], store[COMMAND_PATH];
    const char *words[BUNDLE_PARTS + 1];
    size_t count = 0;
    for (size_t i = 0; i < bundle->count; i++) {
        /* Of a folder of files its name is given once. */
        const char *name = bundle->parts[i].name;
        snprintf(given[count], sizeof given[count], "@%.*s", (int)strcspn(name, "/"), name);
        bool again = false;
        for (size_t k = 0; k < count; k++) again = again || !strcmp(words[k], given[count]);
        if (again) continue;
        words[count] = given[count];
        count++;
    }
    words[count] = NULL;
    snprintf(store, sizeof store, "%s/election.sqlite", folder);
    bool taken = command_run(&command_import, folder, words);
    fuzz_expect(taken == !access(store, F_OK), "a refused file leaves a store, or a read one none");
    unlink(store);
}
