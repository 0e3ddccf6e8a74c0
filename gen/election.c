/* election.c: releases an election definition. */
#include "election.h"

void election_free(struct election *election) {
    if (!election) return;
    scr_arena_free(&election->arena);
    *election = (struct election){0};
}
