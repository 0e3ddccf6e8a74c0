/* tsa.c: the time-stamp authority of the tests as a program, for what is not written in C. */
#include "tests/tamper/tsa_answer.h"

int main(int argc, char **argv) {
    (void)argc;
    tsa_write((const char *const *)argv + 1);
    return 0;
}
