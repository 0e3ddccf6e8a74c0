/* command_audit_contest.h: a committed contest as the store has it, for the commands that publish and audit its tree.
 */
#ifndef GEN_COMMAND_AUDIT_CONTEST_H
#define GEN_COMMAND_AUDIT_CONTEST_H

#include "gen/audit/course.h"
#include "gen/command.h"
#include "gen/commit/commitment.h"
#include "gen/commit/leaves.h"
#include "gen/store/store_audit.h"
#include "gen/tree/artifact_opened.h"

/* Zero-initialise; released with audited_contest_free, also after a failure. */
struct audited_contest {
    struct scr_arena arena;
    struct store *store;
    struct commitment commitment;
    struct storage storage;
    struct contest_leaves leaves;
    struct election election;    /* what headers say of it */
    struct tree_contest contest; /* as committed */
    struct committed_ballots ballots;
    struct tree_record tree;
    bool has_tree;
    struct audit_log log; /* empty until audited_contest_log */
};

/* Opens the store and loads the contest with this id or name (NULL: the only one that has a tree), and its tree if one
 * was published. SCR_STORE when there
 * is no commitment, or the records no longer are those committed to. `command` is its name in messages. */
SCR_MUST_CHECK scr_result audited_contest_load(const struct command_context *context, const char *command,
                                               const char *wanted, struct audited_contest *contest);
/* Refuses without a tree; loads and derives the audit. */
SCR_MUST_CHECK scr_result audited_contest_log(const struct command_context *context, struct audited_contest *contest);
/* The tree with all interpretations of the log. */
SCR_MUST_CHECK scr_result audited_contest_tree(const struct command_context *context,
                                               const struct audited_contest *contest, struct audited_tree *audited);
/* Its name as lists show it, appended. */
SCR_MUST_CHECK scr_result audited_contest_name(const struct audited_contest *contest, struct scr_buffer *out);

/* How its audit stands. */
struct audit_standing {
    enum audit_end end;
    bool established; /* by the papers examined, also while a round is open */
    char winner;      /* of the tree with what stands for the papers examined */
};
SCR_MUST_CHECK scr_result audited_contest_standing(const struct command_context *context,
                                                   const struct audited_contest *contest,
                                                   struct audit_standing *standing);
void audited_contest_free(struct audited_contest *contest);

#endif
