/* main.c: runs every registered unit test and ends in CUnit's summary; the exit status is 0 only when all passed. */
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

struct entry {
    const char *suite, *name;
    void (*test)(void);
};

static struct entry entries[1000];
static size_t entry_count;

void unit_register(const char *suite, const char *name, void (*test)(void)) {
    if (entry_count == sizeof entries / sizeof *entries) abort();
    entries[entry_count++] = (struct entry){suite, name, test};
}

static int by_suite(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int order = strcmp(x->suite, y->suite);
    return order ? order : strcmp(x->name, y->name);
}

const char *unit_shared(void) {
    static const char *const places[] = {"../shared", "../../shared"};
    struct stat state;
    const char *told = getenv("SCRUTINEER_SHARED");
    if (told) return told;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!stat(places[i], &state) && S_ISDIR(state.st_mode)) return places[i];
    return NULL;
}

static char scratch_root[] = "/tmp/scrutineer-unit-XXXXXX";
static bool scratch_made;

static void remove_scratch(void) {
    char command[sizeof scratch_root + 16];
    snprintf(command, sizeof command, "rm -rf %s", scratch_root);
    if (system(command)) fprintf(stderr, "could not remove %s\n", scratch_root);
}

const char *unit_scratch(void) {
    static char path[sizeof scratch_root + 32];
    static unsigned number;
    if (!scratch_made) {
        if (!mkdtemp(scratch_root)) abort();
        scratch_made = true;
        atexit(remove_scratch);
    }
    snprintf(path, sizeof path, "%s/%u", scratch_root, number++);
    if (mkdir(path, 0700)) abort();
    return path;
}

/* With arguments, runs only the suites named. */
static bool wanted(const char *suite, int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], suite)) return true;
    return argc <= 1;
}

int main(int argc, char **argv) {
    if (CU_initialize_registry() != CUE_SUCCESS) return 2;
    qsort(entries, entry_count, sizeof *entries, by_suite);
    CU_pSuite suite = NULL;
    for (size_t i = 0; i < entry_count; i++) {
        if (!wanted(entries[i].suite, argc, argv)) continue;
        if (!i || strcmp(entries[i].suite, entries[i - 1].suite)) suite = CU_add_suite(entries[i].suite, NULL, NULL);
        if (!suite || !CU_add_test(suite, entries[i].name, entries[i].test)) return 2;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned failures = CU_get_number_of_failures() + CU_get_number_of_suites_failed();
    unsigned run = CU_get_number_of_tests_run();
    CU_cleanup_registry();
    return failures || !run;
}
