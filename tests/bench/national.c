/* national.c: fictional precinct returns of a nation as plain CSV, from a fixed seed: 172,638 precincts in 3,143
 * counties of 51 states, one contest with 4 options, the sizes of the United States in 2016. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { STATES = 51, COUNTIES = 3143, PRECINCTS = 172638, OPTIONS = 4 };

static uint64_t state = 2016;

/* SplitMix64. */
static uint64_t next(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int main(void) {
    static const char *const options[OPTIONS] = {"Adams", "Baker", "Clark", "Undervotes"};
    puts("state,county,precinct,contest,selection,votes,votes_allowed");
    for (unsigned county = 0, precinct = 0; county < COUNTIES; county++) {
        unsigned last = (unsigned)((uint64_t)(county + 1) * PRECINCTS / COUNTIES);
        unsigned lean = 20 + (unsigned)(next() % 61);
        for (; precinct < last; precinct++) {
            unsigned ballots = (unsigned)(next() % 1600), first = ballots * (lean - 10 + (unsigned)(next() % 21)) / 100;
            unsigned third = (ballots - first) / 20, blank = (ballots - first) / 30;
            const unsigned votes[OPTIONS] = {first, ballots - first - third - blank, third, blank};
            for (unsigned o = 0; o < OPTIONS; o++)
                printf("S%02u,County %04u,%06u,President,%s,%u,1\n", county * STATES / COUNTIES, county, precinct,
                       options[o], votes[o]);
        }
    }
    return ferror(stdout) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
