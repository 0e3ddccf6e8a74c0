/* deck_seen.h: a test deck or straight-party deck as a page shows it, read from the artifact. */
#ifndef GEN_REPORT_VERIFIED_DECK_SEEN_H
#define GEN_REPORT_VERIFIED_DECK_SEEN_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define DECK_TARGETS_SEEN ((size_t)400) /* of more, the first; the same for ballots */
#define DECK_BALLOTS_SEEN ((size_t)140)

struct deck_contest_seen {
    const char *id, *name;
    uint64_t votes_allowed, undervotes, overvoted;
    size_t first, count; /* targets */
};

struct deck_seen {
    const char *style; /* its name, or its id where it has none */
    struct deck_contest_seen *contests;
    size_t contest_count, contest_capacity;
    const char *names[DECK_TARGETS_SEEN]; /* by target */
    uint64_t totals[DECK_TARGETS_SEEN];
    size_t target_count; /* all of them; those seen are at most DECK_TARGETS_SEEN */
    const char *kinds[DECK_BALLOTS_SEEN];
    uint8_t marks[DECK_BALLOTS_SEEN][DECK_TARGETS_SEEN]; /* 1: marked */
    size_t ballot_count;
    struct scr_arena arena;
};

/* SCR_INPUT: not a deck, or not of `hash`. Release with deck_seen_free, also after a failure. */
SCR_MUST_CHECK scr_result deck_seen_read(const char *path, const struct scr_hash *hash, struct deck_seen *deck);
void deck_seen_free(struct deck_seen *deck);

#endif
