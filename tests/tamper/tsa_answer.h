/* tsa_answer.h: a time-stamp authority for tests. */
#ifndef TESTS_TAMPER_TSA_ANSWER_H
#define TESTS_TAMPER_TSA_ANSWER_H

/* Writes one answer: DIGESTHEX, TIME, KEYS, OUT.tsr, any faults (tsa_answer.c names them), NULL. Ends the program with
 * status 2 when that cannot be done. */
void tsa_write(const char *const *words);

#endif
