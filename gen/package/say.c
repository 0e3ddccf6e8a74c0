/* say.c: command lines for people to copy. */
#include "say.h"

#include <stdio.h>
#include <string.h>

#include "names.h"
#include "scrutineer/text.h"

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

/* The two commands; one `path` for both. */
#define REQUEST "scrutineer-gen timestamp request %s"
#define COUNTERSIGN "scrutineer-gen countersign %s --key NAME.key --role observer"

scr_result say_provable(const char *path, struct scr_buffer *out) {
    struct scr_arena arena = {0};
    const char *word = say_word(&arena, path);
    scr_result result =
        scr_buffer_print(out,
                         "When it existed is your word alone until an authority stamps it or others sign that they "
                         "hold it:\n  " REQUEST "\n  " COUNTERSIGN "   (each observer, with a key of his own)\n",
                         word, word);
    scr_arena_free(&arena);
    return result;
}

scr_result say_provable_json(const char *path, struct scr_buffer *out) {
    struct scr_arena arena = {0};
    const char *word = say_word(&arena, path);
    const char *request = scr_arena_print(&arena, REQUEST, word);
    const char *statement = scr_arena_print(&arena, COUNTERSIGN, word);
    scr_result result = request && statement ? scr_buffer_text(out, ", \"provable\": [") : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = scr_text_json(out, request);
    if (!scr_failed(result)) result = scr_buffer_text(out, ", ");
    if (!scr_failed(result)) result = scr_text_json(out, statement);
    if (!scr_failed(result)) result = scr_buffer_text(out, "]");
    scr_arena_free(&arena);
    return result;
}
