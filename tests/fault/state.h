/* state.h: what stands in a folder: its files by content, a store by its rows. */
#ifndef TESTS_FAULT_STATE_H
#define TESTS_FAULT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct state_entry {
    char *path;       /* relative */
    uint64_t content; /* digest: of the bytes; of a store, of all rows; 0 for a folder */
    bool store, damaged;
};

struct state {
    struct state_entry *entries; /* in byte order of the paths */
    size_t count, room;
};

/* Everything below `folder`. A store is copied with its journal to `scratch` before it is opened, so that looking
 * changes nothing. Ends the program when the folder cannot be read. */
void state_take(const char *folder, const char *scratch, struct state *state);
void state_free(struct state *state);
const struct state_entry *state_find(const struct state *state, const char *path);

void state_copy_folder(const char *from, const char *to); /* `to` is made anew */
void state_remove_folder(const char *path);
/* The bytes of a file with a NUL behind them, or NULL; to be freed. */
char *state_read(const char *path, size_t *length);
/* Ends the program with a sentence: the test itself cannot go on. */
_Noreturn void state_give_up(const char *what, const char *path);

#endif
