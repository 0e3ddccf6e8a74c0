/* memory.c: ends the process with a sentence when libxml2 or libcrypto cannot have memory. */
#include "scrutineer/memory.h"

#include <libxml/xmlmemory.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The libraries' hooks have no context. Written once, before the first call of either. */
static const char *last_words;
static int last_status;

static _Noreturn void end(void) {
    ssize_t written = write(STDERR_FILENO, last_words, strlen(last_words));
    (void)written; /* nothing is left to be done */
    _exit(last_status);
}

static void *take(size_t size) {
    void *bytes = malloc(size);
    if (!bytes && size) end();
    return bytes;
}

static void *take_again(void *old, size_t size) {
    void *bytes = realloc(old, size);
    if (!bytes && size) end();
    return bytes;
}

static char *take_copy(const char *text) {
    char *copy = strdup(text);
    if (!copy) end();
    return copy;
}

/* libcrypto tells its hooks the caller's file and line too. */
static void *crypto_take(size_t size, const char *file, int line) {
    (void)file, (void)line;
    return take(size);
}

static void *crypto_take_again(void *old, size_t size, const char *file, int line) {
    (void)file, (void)line;
    return take_again(old, size);
}

static void crypto_give_back(void *bytes, const char *file, int line) {
    (void)file, (void)line;
    free(bytes);
}

bool scr_memory_or_end(const char *words, int status) {
    last_words = words;
    last_status = status;
    return !xmlMemSetup(free, take, take_again, take_copy) &&
           CRYPTO_set_mem_functions(crypto_take, crypto_take_again, crypto_give_back) == 1;
}
