/* test_package_commands.c: `key` and `package` as commands: their options, what they refuse, what they print. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/command.h"
#include "scrutineer/file.h"
#include "tests/unit/unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Runs a command in a scratch folder with its words on one line; what it prints goes to `printed` (may be NULL). */
static enum scr_code run(const struct command *command, const char *folder, const char *line,
                         struct scr_buffer *printed) {
    char words[1000], *argv[24], *next = NULL, path[300];
    int argc = 0, here = open(".", O_RDONLY | O_DIRECTORY), usual;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok_r(words, " ", &next); word && argc < 24; word = strtok_r(NULL, " ", &next))
        argv[argc++] = word;
    snprintf(path, sizeof path, "%s/printed", folder);
    fflush(stdout);
    usual = dup(STDOUT_FILENO);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CU_ASSERT_FATAL(here >= 0 && usual >= 0 && file >= 0 && dup2(file, STDOUT_FILENO) >= 0 && !chdir(folder));
    const struct command_context context = {.store_path = "unused"};
    scr_result result = command->run(&context, argc, argv);
    fflush(stdout);
    CU_ASSERT_FATAL(!fchdir(here) && dup2(usual, STDOUT_FILENO) >= 0);
    close(usual);
    close(file);
    close(here);
    if (printed) CU_ASSERT(!scr_failed(scr_file_read(path, 100000, printed, NULL)));
    return result.code;
}

static void put(const char *folder, const char *name, const char *words) {
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, words, strlen(words), 0644, NULL)));
}

static const char definition[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<BallotDefinition xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n"
                                 "  <Header>\n"
                                 "    <Election Id=\"town\" Name=\"Town\" Date=\"\" Jurisdiction=\"\"/>\n"
                                 "    <Purpose>ballot-definition</Purpose>\n"
                                 "    <SignerRole>election-official</SignerRole>\n"
                                 "    <Software Name=\"scrutineer-gen\" Version=\"0\"/>\n"
                                 "  </Header>\n"
                                 "</BallotDefinition>\n";

UNIT_TEST(package, key_command_makes_shows_and_refuses) {
    static const char *const wrong[] = {
        "key",      "key make",    "key new", "key new --out", "key new --out k extra", "key new --passphrase-file",
        "key show", "key show a b"};
    const char *folder = unit_scratch();
    struct scr_buffer made = {0}, shown = {0};
    for (size_t i = 0; i < COUNT(wrong); i++) CU_ASSERT_EQUAL(run(&command_key, folder, wrong[i], NULL), SCR_USAGE);
    CU_ASSERT_EQUAL(run(&command_key, folder, "key new --out k", &made), SCR_DONE);
    CU_ASSERT_EQUAL(run(&command_key, folder, "key show k.pub", &shown), SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL_FATAL(strstr((const char *)shown.data, "Fingerprint"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)made.data, (const char *)shown.data)); /* the same fingerprint */
    CU_ASSERT_PTR_NULL(strstr((const char *)made.data, "PRIVATE"));
    CU_ASSERT_EQUAL(run(&command_key, folder, "key new --out k", NULL), SCR_IO);
    CU_ASSERT_NOT_EQUAL(run(&command_key, folder, "key show k.key", NULL), SCR_DONE); /* not a public key */
    CU_ASSERT_NOT_EQUAL(run(&command_key, folder, "key show missing.pub", NULL), SCR_DONE);
    scr_buffer_free(&made);
    scr_buffer_free(&shown);
}

UNIT_TEST(package, package_command_takes_its_options) {
    static const char *const wrong[] = {"package",
                                        "package in --key k.key --role election-official",
                                        "package in --key k.key --out p",
                                        "package in --role r --out p",
                                        "package --key k.key --role election-official --out p",
                                        "package in in --key k.key --role election-official --out p",
                                        "package in --key k.key --role election-official --out p --wat x",
                                        "package in --key k.key --role election-official --out p --date",
                                        "package in --key k.key --key k.key --role election-official --out p",
                                        "package in --key k.key --role election-official --out p --date 2026-02-30",
                                        "package in --key k.key --role Official --out p",
                                        "package in --key k.key --role election-official --out p --signer ../x"};
    const char *folder = unit_scratch();
    struct scr_buffer printed = {0};
    char path[300];
    put(folder, "phrase", "horse");
    snprintf(path, sizeof path, "%s/in", folder);
    struct scr_folder in = {0};
    CU_ASSERT_FATAL(!scr_failed(scr_folder_begin(&in, path, NULL)));
    CU_ASSERT_FATAL(!scr_failed(scr_folder_write(&in, "definition.xml", definition, strlen(definition), NULL)));
    CU_ASSERT_FATAL(!scr_failed(scr_folder_publish(&in, NULL)));
    scr_folder_end(&in);
    CU_ASSERT_EQUAL(run(&command_key, folder, "key new --out k --passphrase-file phrase", NULL), SCR_DONE);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        char line[300];
        snprintf(line, sizeof line, "%s%s", wrong[i], i >= 10 ? " --passphrase-file phrase" : "");
        CU_ASSERT_EQUAL(run(&command_package, folder, line, NULL), SCR_USAGE);
    }
    snprintf(path, sizeof path, "%s/p", folder);
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0);

    CU_ASSERT_EQUAL(run(&command_package, folder,
                        "package in --key k.key --passphrase-file phrase --role election-official --out p --date "
                        "2026-05-01",
                        &printed),
                    SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)printed.data, "Packaged 2 files"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)printed.data, "signed by k in the role election-official"));
    snprintf(path, sizeof path, "%s/p/bag-info.txt", folder);
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 10000, &printed, NULL)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)printed.data, "Source-Organization: not stated\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)printed.data, "Bagging-Date: 2026-05-01\n"));
    put(folder, "phrase", "cart");
    CU_ASSERT_EQUAL(run(&command_package, folder,
                        "package in --key k.key --passphrase-file phrase --role election-official --out q", NULL),
                    SCR_CRYPTO);
    scr_buffer_free(&printed);
}
