/* log.h: an audit as its rounds and a log that only grows, and what follows from them. */
#ifndef GEN_AUDIT_LOG_H
#define GEN_AUDIT_LOG_H

#include "gen/audit/interpretation.h"
#include "scrutineer/bytes.h"

#define AUDIT_ROUNDS_MOST 1000000

struct audit_round {
    uint32_t *planned; /* owned by the log; ballot numbers, ascending */
    size_t planned_count;
    bool replanned; /* closed early */
    /* Derived from the entries by audit_derive: */
    char *read; /* owned by the log; [planned_count], AUDIT_NONE where nothing is entered */
    size_t examined, discrepancies;
    size_t revisions; /* interpretations of earlier rounds corrected to another value while this was the last round */
};

/* What was entered (was = AUDIT_NONE), corrected, or taken back (now = AUDIT_NONE). */
struct audit_entry {
    size_t round;  /* from 1 */
    size_t during; /* the last round that was planned when this was entered; `round` for a first entry */
    uint32_t ballot;
    char was, now;
    const char *reason; /* "" for a first entry */
    const char *time;   /* YYYY-MM-DDThh:mm:ssZ */
};

/* Zero-initialise; released with audit_log_free. Rounds and entries are malloc'ed arrays. */
struct audit_log {
    struct scr_arena arena; /* of reasons and times */
    struct audit_round *rounds;
    struct audit_entry *entries; /* in the order of time */
    size_t round_count, round_room, entry_count, entry_room;
};

enum audit_round_state { AUDIT_COMPLETE, AUDIT_REPLANNED, AUDIT_OPEN };

/* Takes over `planned` (malloc'ed), also on failure. */
SCR_MUST_CHECK scr_result audit_add_round(struct audit_log *log, uint32_t *planned, size_t count, bool replanned);
/* Copies the entry's texts. */
SCR_MUST_CHECK scr_result audit_add_entry(struct audit_log *log, const struct audit_entry *entry);
void audit_log_free(struct audit_log *log);

/* Applies the entries in order. SCR_STORE when they contradict the rounds or each other: a ballot that was not planned,
 * a `was` that is not what stood there, a `during` that goes back. codes[ballots] are the recorded ones. May be called
 * again after a change. */
SCR_MUST_CHECK scr_result audit_derive(struct audit_log *log, const uint8_t *codes, size_t ballots,
                                       unsigned candidates);
/* The same step by step: what nothing is entered in yet, and then each entry, in order. */
SCR_MUST_CHECK scr_result audit_derive_begin(struct audit_log *log, size_t ballots);
SCR_MUST_CHECK scr_result audit_derive_next(struct audit_log *log, size_t entry, const uint8_t *codes,
                                            unsigned candidates);

/* Whether a round may be closed before all its ballots are examined: what it was planned on is no longer so. */
bool audit_may_replan(const struct audit_round *round);

enum audit_round_state audit_state_of(const struct audit_round *round);
const char *audit_state_name(enum audit_round_state state);
/* The round that is open, or NULL. */
const struct audit_round *audit_open_round(const struct audit_log *log);
/* Where a ballot stands in a round; false when it was not planned there. */
bool audit_find(const struct audit_round *round, uint32_t ballot, size_t *at);
/* The last round in which a ballot was planned, from 1; 0 when it never was. */
size_t audit_last_round_of(const struct audit_log *log, uint32_t ballot);

#endif
