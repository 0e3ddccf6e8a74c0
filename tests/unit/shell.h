/* shell.h: shell commands and small files for tests of keys and packages. */
#ifndef TESTS_SHELL_H
#define TESTS_SHELL_H

#include <CUnit/CUnit.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "scrutineer/status.h"

/* Runs a shell command, printf-like, with its words silenced; true when it succeeds. */
static SCR_PRINTF(1, 2) bool sh(const char *format, ...) {
    char words[4096], command[4200];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(length >= 0 && (size_t)length < sizeof words);
    snprintf(command, sizeof command, "{ %s\n} >/dev/null 2>&1", words);
    return system(command) == 0;
}

static SCR_PRINTF(2, 3) void put(const char *path, const char *format, ...) {
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    va_list arguments;
    va_start(arguments, format);
    CU_ASSERT(vfprintf(file, format, arguments) >= 0);
    va_end(arguments);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

#endif
