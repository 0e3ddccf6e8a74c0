/* state.c: a fictional state like Michigan in November 2022 as plain CSV (style,contest,votes_allowed,candidate), from
 * a seed.
 *
 * In the manner of the paper's figure 3: 6,928 ballot styles with 18 to 35 contests and 75 to 120 candidates: one-vote
 * contests of 4 to 7 candidates, two- and three-vote contests of 5 to 10, 3 to 9 proposals, 1 to 10 noncompetitive
 * contests. Statewide, district, county, school and local contests are shared by the styles of their area, so that
 * about 1,800 normal forms occur. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define STYLES 6928

static uint64_t state;

/* SplitMix64. */
static uint64_t next(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static unsigned pick(unsigned least, unsigned most) { return least + (unsigned)(next() % (most - least + 1)); }

/* A property of an area: the same whenever the same area is asked for. */
static unsigned of_area(uint64_t seed, unsigned kind, unsigned area, unsigned least, unsigned most) {
    uint64_t kept = state;
    state = seed ^ ((uint64_t)kind << 40) ^ ((uint64_t)area * UINT64_C(0x100000001b3));
    (void)next();
    unsigned value = pick(least, most);
    state = kept;
    return value;
}

static void contest(unsigned style, const char *name, unsigned number, unsigned votes, unsigned candidates) {
    for (unsigned c = 1; c <= candidates; c++) printf("S%04u,%s %u,%u,Candidate %u\n", style, name, number, votes, c);
}

static void question(unsigned style, const char *name, unsigned area, unsigned number) {
    printf("S%04u,%s %u-%u,1,Yes\nS%04u,%s %u-%u,1,No\n", style, name, area, number, style, name, area, number);
}

int main(int argc, char **argv) {
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 2022;
    unsigned styles = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : STYLES;
    state = seed;
    puts("style,contest,votes_allowed,candidate");
    for (unsigned style = 1; style <= styles; style++) {
        unsigned county = pick(1, 83), house = (county * 110 / 83 + pick(0, 1)) % 110, senate = house * 38 / 110;
        unsigned congress = house * 13 / 110, school = county * 6 + pick(0, 5), town = county * 18 + pick(0, 17);
        contest(style, "Governor", 1, 1, 7);
        contest(style, "Secretary of State", 1, 1, 6);
        contest(style, "Attorney General", 1, 1, 5);
        contest(style, "Representative in Congress", congress, 1, of_area(seed, 1, congress, 4, 6));
        contest(style, "State Senator", senate, 1, of_area(seed, 2, senate, 4, 5));
        contest(style, "Representative in State Legislature", house, 1, 4);
        contest(style, "State Board of Education", 1, 2, 9);
        contest(style, "Regent", 1, 2, 8);
        contest(style, "Trustee", 1, 2, 8);
        contest(style, "Governor of the University", 1, 2, 7);
        contest(style, "Justice of Supreme Court", 1, 2, 5);
        contest(style, "School Board", school, of_area(seed, 3, school, 2, 3), of_area(seed, 4, school, 5, 10));
        /* Unopposed: judges of the county, officers of the town. */
        unsigned judges = of_area(seed, 5, county, 3, 5), officers = of_area(seed, 6, town, 0, 4);
        bool slates =
            !of_area(seed, 8, town, 0, 13); /* unopposed slates: more noncompetitive candidates than ballots */
        for (unsigned j = 1; j <= judges; j++) contest(style, "Judge of Circuit Court", county * 10 + j, 1, 1);
        for (unsigned o = 1; o <= 3 && slates; o++) contest(style, "Town Council Slate", town * 10 + o, 9, 9);
        for (unsigned o = 1; o <= officers && !slates; o++)
            contest(style, "Town Officer", town * 10 + o, 1 + (town + o) % 2, 1 + (town + o) % 2);
        for (unsigned p = 1; p <= 3; p++) question(style, "Proposal", 22, p);
        unsigned local = of_area(seed, 7, town, 0, 4);
        for (unsigned p = 1; p <= local && !slates; p++) question(style, "Local Proposal", town, p);
    }
    return 0;
}
