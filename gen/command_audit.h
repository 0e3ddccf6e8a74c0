/* command_audit.h: what the files of the `audit` command share. */
#ifndef GEN_COMMAND_AUDIT_H
#define GEN_COMMAND_AUDIT_H

#include "gen/command_audit_contest.h"

SCR_MUST_CHECK scr_result audit_usage_error(const struct command_context *context, const char *words);

/* What all of them are told; argv[0] is the subcommand's name. */
struct audit_arguments {
    const char *contest; /* NULL: the only one with a tree */
    const char *reason, *out, *csv, *draw;
    uint32_t ballot; /* of --ballot; 0: none */
    bool json, replan, correct, codes;
    int count; /* of the other arguments */
    char **others;
};
/* `allowed` lists the options by their letters below. */
enum {
    AUDIT_OPTION_JSON = 1,
    AUDIT_OPTION_REPLAN = 2,
    AUDIT_OPTION_CSV = 4,
    AUDIT_OPTION_OUT = 8,
    AUDIT_OPTION_REASON = 16,
    AUDIT_OPTION_BALLOT = 32,
    AUDIT_OPTION_CORRECT = 64,
    AUDIT_OPTION_DRAW = 128,
    AUDIT_OPTION_CODES = 256
};
SCR_MUST_CHECK scr_result audit_parse(const struct command_context *context, int argc, char **argv, unsigned allowed,
                                      struct audit_arguments *arguments);

SCR_MUST_CHECK scr_result audit_next(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result audit_enter(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result audit_import(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result audit_undo(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result audit_status(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result audit_report(const struct command_context *context, int argc, char **argv);

/* YYYY-MM-DDThh:mm:ssZ of SOURCE_DATE_EPOCH, or now. */
SCR_MUST_CHECK scr_result audit_now(const struct command_context *context, char now[static 21]);
/* Writes a command's text and frees it. */
SCR_MUST_CHECK scr_result audit_print(const struct command_context *context, scr_result result, struct scr_buffer *out);

/* command_audit_entry.c: entering one interpretation. */
/* The time of an entry: audit_now, or SCR_INPUT when it is before the moment of the seed that the tree was drawn with.
 */
SCR_MUST_CHECK scr_result audit_entry_time(const struct command_context *context, const struct audited_contest *contest,
                                           char now[static 21]);
/* Refuses a ballot that is not awaited in the open round. */
SCR_MUST_CHECK scr_result audit_require_awaited(const struct audited_contest *contest, uint32_t ballot, bool *again,
                                                struct scr_diagnosis *diagnosis, const char *place);
/* "Interpretation" typed by a person, or SCR_INPUT with words under `place`. */
SCR_MUST_CHECK scr_result audit_take_words(const struct audited_contest *contest, const char *words, const char *place,
                                           char *interpretation, struct scr_diagnosis *diagnosis);

/* command_audit_correct.c */
struct audit_corrected {
    size_t round; /* of the ballot */
    bool reopened;
    struct audit_standing before;
};
/* Corrects (now) or, in the last round, takes back (now = AUDIT_NONE) what stands for a ballot. Changes the store, not
 * the log in memory. */
SCR_MUST_CHECK scr_result audit_correct(const struct command_context *context, struct audited_contest *contest,
                                        uint32_t ballot, char now, const char *reason,
                                        struct audit_corrected *corrected);
/* What the correction changed; the log was loaded again. */
SCR_MUST_CHECK scr_result audit_say_corrected(const struct command_context *context,
                                              const struct audited_contest *contest,
                                              const struct audit_corrected *corrected, struct scr_buffer *out);

#endif
