/* command.c: runs whole commands of the generator in a folder of their own, and looks at what they write. */
#define _GNU_SOURCE
#include "tests/fuzz/command.h"

#include <fcntl.h>
#include <ftw.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scrutineer/file.h"

#define STORE "election.sqlite"
#define FILE_MOST ((size_t)64 << 20)

/* Where standard output goes meanwhile; the first time it is opened. */
static int silence(void) {
    static int nowhere = -1;
    if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    if (nowhere < 0 || kept < 0 || dup2(nowhere, STDOUT_FILENO) < 0) abort();
    return kept;
}

/* Where seeds are made, one wants to know why they are refused. */
static void tell(const struct command *command, const struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < diagnosis->count; i++)
        fprintf(stderr, "%s: %s: %s\n", command->name, diagnosis->problems[i].place, diagnosis->problems[i].message);
}

static bool run(const struct command *command, const char *folder, const char *const *words,
                struct scr_diagnosis *diagnosis) {
    static char given[COMMAND_WORDS][COMMAND_PATH];
    char *argv[COMMAND_WORDS + 1], store[COMMAND_PATH];
    int argc = 0;
    snprintf(given[argc], COMMAND_PATH, "%s", command->name);
    argv[argc] = given[argc];
    for (argc = 1; words[argc - 1] && argc < COMMAND_WORDS; argc++) {
        const char *word = words[argc - 1];
        if (*word == '@')
            snprintf(given[argc], COMMAND_PATH, "%s/%s", folder, word + 1);
        else
            snprintf(given[argc], COMMAND_PATH, "%s", word);
        argv[argc] = given[argc];
    }
    argv[argc] = NULL;
    snprintf(store, sizeof store, "%s/" STORE, folder);
    const struct command_context context = {store, diagnosis};
    int kept = silence();
    scr_result result = command->run(&context, argc, argv);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    fuzz_expect(scr_failed(result) == (diagnosis->count > 0) || result.code == SCR_MEMORY, "a refusal has no words");
    fuzz_expect(result.code != SCR_INTERNAL, "an invariant is broken");
    fuzz_expect_clean_words(diagnosis);
    return !scr_failed(result);
}

bool command_run(const struct command *command, const char *folder, const char *const *words) {
    struct scr_diagnosis diagnosis = {0};
    bool good = run(command, folder, words, &diagnosis);
    if (getenv("FUZZ_TELL")) tell(command, &diagnosis);
    scr_diagnosis_free(&diagnosis);
    return good;
}

void command_must(const struct command *command, const char *folder, const char *const *words) {
    struct scr_diagnosis diagnosis = {0};
    if (!run(command, folder, words, &diagnosis)) {
        tell(command, &diagnosis);
        abort();
    }
    scr_diagnosis_free(&diagnosis);
}

void command_write(const char *folder, const char *name, const char *text) {
    char path[COMMAND_PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fchmod(fileno(file), 0600) || fclose(file)) abort();
}

void command_store_lay(struct command_store *store, const char *folder, void (*make)(const char *folder)) {
    char path[COMMAND_PATH];
    snprintf(path, sizeof path, "%s/" STORE, folder);
    if (store->bytes.length) {
        unlink(path);
        if (scr_failed(scr_file_create(path, store->bytes.data, store->bytes.length, 0600, NULL))) abort();
        return;
    }
    char made[COMMAND_PATH];
    snprintf(made, sizeof made, "%s/the store", folder);
    if (mkdir(made, 0700)) abort();
    make(made);
    strcat(made, "/" STORE);
    if (scr_failed(scr_file_read(made, FILE_MOST, &store->bytes, NULL))) abort();
    snprintf(made, sizeof made, "%s/the store", folder);
    command_clear(made);
    if (rmdir(made)) abort();
    command_store_lay(store, folder, make);
}

void command_expect_clean(const char *folder, const char *name) {
    char path[COMMAND_PATH];
    static const char xhtml[] = "xmlns=\"http://www.w3.org/1999/xhtml\"";
    struct scr_buffer bytes = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (scr_failed(scr_file_read(path, FILE_MOST, &bytes, NULL))) abort();
    fuzz_expect_clean((const char *)bytes.data, bytes.length, true, "what was written is not safe to show");
    bool svg = bundle_ends(name, ".svg"), page = bundle_ends(name, ".html") && strstr((char *)bytes.data, xhtml);
    if (svg || page) {
        xmlDoc *document = xmlReadMemory((const char *)bytes.data, (int)bytes.length, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        fuzz_expect(document != NULL, "what was written is no XML");
        xmlFreeDoc(document);
    }
    scr_buffer_free(&bytes);
}

static int forget(const char *path, const struct stat *state, int kind, struct FTW *place) {
    (void)state;
    (void)kind;
    return place->level ? remove(path) : 0;
}

void command_clear(const char *folder) { nftw(folder, forget, 20, FTW_DEPTH | FTW_PHYS); }
