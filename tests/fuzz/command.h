/* command.h: fuzz targets that are whole commands of the generator. */
#ifndef TESTS_FUZZ_COMMAND_H
#define TESTS_FUZZ_COMMAND_H

#include "gen/command.h"
#include "tests/fuzz/targets.h"

enum { COMMAND_PATH = 500, COMMAND_WORDS = 60 };

/* Runs `command` with standard output to nowhere; words[] ends with NULL, and a word that begins with '@' is the path
 * of a file in `folder`. True when it succeeded; a refusal must have words that are safe to show. */
bool command_run(const struct command *command, const char *folder, const char *const *words);
/* The same for what must succeed: the making of a store. */
void command_must(const struct command *command, const char *folder, const char *const *words);

/* A store that is made once, by commands in `folder`, and laid there again for each input. Zero-initialise. */
struct command_store {
    struct scr_buffer bytes;
};
void command_store_lay(struct command_store *store, const char *folder, void (*make)(const char *folder));
void command_write(const char *folder, const char *name, const char *text);

/* What was written, a page or a picture, is UTF-8 without controls, and XML where it says so. */
void command_expect_clean(const char *folder, const char *name);
/* Everything in `folder` goes. */
void command_clear(const char *folder);

#endif
