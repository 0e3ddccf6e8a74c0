/* unit.h: how a file of unit tests makes itself known: UNIT_TEST(suite, name) { CU_ASSERT... }. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <CUnit/CUnit.h>
#include <stdbool.h>

/* Adds a test to a suite; called before main. */
void unit_register(const char *suite, const char *name, void (*test)(void));

#define UNIT_TEST(suite, name)                                                                                         \
    static void suite##_##name(void);                                                                                  \
    __attribute__((constructor)) static void register_##suite##_##name(void) {                                         \
        unit_register(#suite, #name, suite##_##name);                                                                  \
    }                                                                                                                  \
    static void suite##_##name(void)

/* The folder of real inputs beside the project, or NULL where it is absent: tests that need it then say so and pass. */
const char *unit_shared(void);
/* A fresh, empty folder for one test's files; removed when the test program ends. */
const char *unit_scratch(void);

#endif
