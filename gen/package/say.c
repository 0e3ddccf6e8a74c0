/* say.c: command lines for people to copy. */
#include "say.h"

#include <stdio.h>
#include <string.h>

#include "names.h"

const char *say_path(struct scr_arena *arena, const char *folder, const char *name) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    const char *path = scr_arena_print(arena, "%.*s%s%s", (int)length, folder, !strcmp(folder, "/") ? "" : "/", name);
    return path ? path : "";
}

const char *say_inside(struct scr_arena *arena, const char *folder, const char *name) {
    return package_shown(arena, say_path(arena, folder, name));
}

const char *say_word(struct scr_arena *arena, const char *word) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+,:@%-";
    if (*word && *word != '-' && strspn(word, plain) == strlen(word)) return word;
    const char *quoted = strchr(word, '\'') || strcmp(package_shown(arena, word), word) != 0
                             ? NULL
                             : scr_arena_print(arena, "'%s%s'", *word == '-' ? "./" : "", word);
    return quoted ? quoted : "...";
}

void say_curl(const char *request, const char *answer) {
    printf("  curl -sS -H 'Content-Type: application/timestamp-query' --data-binary @%s TSA-URL -o %s\n", request,
           answer);
}
