/* judge.h: whether a run with a fault, and the run after it, did what the programs promise. */
#ifndef TESTS_FAULT_JUDGE_H
#define TESTS_FAULT_JUDGE_H

#include "state.h"

/* How one run ended. */
struct outcome {
    int status; /* exit status; 128 + signal */
    char *said, *complained;
    struct state state;
};

/* What is known of a scenario. */
struct scene {
    const char *name;
    bool verifier; /* the command is the verifier's */
    bool random;   /* the files it makes differ from run to run */
    bool keeps;    /* the command never replaces a file: after a kill the next run may refuse */
    struct state before;
    struct outcome right; /* of the run without a fault */
};

/* Where a leftover may be excused until the next run: the process was killed, or could not remove it. */
struct excuse {
    bool killed, unremovable;
};

/* A sentence that says what is wrong after a run with a fault, or NULL. */
const char *judge_fault(const struct scene *scene, const struct outcome *outcome, struct excuse excuse);
/* The same after the run that followed it without a fault; `between` is what stood before it. */
const char *judge_again(const struct scene *scene, const struct state *between, const struct outcome *outcome,
                        struct excuse excuse);
bool judge_same(const struct scene *scene, const struct state *a, const struct state *b);

#endif
