/* help.c: prints the help of a command, or the part of it that one subcommand needs. */
#include "gen/help.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static const char program[] = "scrutineer-gen ", store_option[] = "[--db FILE] ";
enum { INDENT = 7 }; /* of a usage line: "usage: ", or blanks */

static const char *behind_line(const char *at) {
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

/* The usage ends with the first blank line or part. */
static bool in_usage(const char *line) { return *line && *line != '\n' && *line != '@'; }

static const char *skip(const char *at, const char *text) {
    return strncmp(at, text, strlen(text)) ? at : at + strlen(text);
}

/* Whether `word` is one of those that stand at `at` with bars between. */
static bool among(const char *at, const char *word) {
    size_t length = strlen(word);
    for (;; at++) {
        size_t here = strcspn(at, "| \n");
        if (here == length && !strncmp(at, word, length)) return true;
        at += here;
        if (*at != '|') return false;
    }
}

/* Whether a usage line that begins with the program's name is that of `word`, behind the command's own name. */
static bool usage_of(const char *line, const char *word) {
    const char *command = skip(line + INDENT, program);
    if (command == line + INDENT) return false;
    command = skip(command, store_option);
    command += strcspn(command, " \n");
    return *command == ' ' && among(command + 1, word);
}

static bool known(const char *usage, const char *word) {
    if (!islower((unsigned char)*word)) return false;
    for (; in_usage(usage); usage = behind_line(usage))
        if (usage_of(usage, word)) return true;
    return false;
}

/* The usage lines of `word`, each with the lines that continue it; where the rest of the text begins. */
static const char *print_usage(FILE *out, const char *line, const char *word) {
    bool first = true, ours = false;
    for (; in_usage(line); line = behind_line(line)) {
        bool begins = skip(line + INDENT, program) != line + INDENT;
        if (begins) ours = !word || usage_of(line, word);
        if (!ours) continue;
        fprintf(out, "%s%.*s", first ? "usage: " : "       ", (int)(behind_line(line) - line) - INDENT, line + INDENT);
        first = false;
    }
    return line;
}

void help_print(FILE *out, const char *usage, const char *word) {
    bool shown = true, gap = false;
    if (word && !known(usage, word)) word = NULL;
    for (const char *line = print_usage(out, usage, word); *line; line = behind_line(line)) {
        if (*line == '@') {
            shown = !word || line[1] == '\n' || among(line + 1, word);
        } else if (*line == '\n') { /* one blank line for however many parts that were left out */
            gap = true;
        } else if (shown) {
            fprintf(out, "%s%.*s", gap ? "\n" : "", (int)(behind_line(line) - line), line);
            gap = false;
        }
    }
}
