/* help.h: the help of a command, whole or of one subcommand. */
#ifndef GEN_HELP_H
#define GEN_HELP_H

#include <stdio.h>

/* Prints the usage of a command (command.h). With `word` a subcommand that the usage names: its own usage lines, what
 * is said to all, and what is said to it. Otherwise, or with NULL, everything. */
void help_print(FILE *out, const char *usage, const char *word);

#endif
