/* command_release.h: the subcommands of `release`, and what the commands about private releases share. */
#ifndef GEN_COMMAND_RELEASE_H
#define GEN_COMMAND_RELEASE_H

#include "gen/command.h"
#include "gen/release/plan.h"
#include "gen/store/store_release.h"

/* argv[0] is the subcommand's name. */
SCR_MUST_CHECK scr_result release_announce(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result release_publish(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result release_study(const struct command_context *context, int argc, char **argv);

struct announce_request {
    struct release_plan_request plan;
    struct seed_source source;
    const char *budget, *published, *out;
    bool after_disclosure, json;
};
SCR_MUST_CHECK scr_result announce_parse(int argc, char **argv, struct announce_request *request,
                                         struct scr_diagnosis *diagnosis);

/* What was announced, for people or as JSON: appended. `again`: it stood already. */
struct announced {
    const struct release_record *record;
    const struct measurement *measurement;
    const struct ledger *ledger;
    bool again;
    const char *file; /* where the statement was written */
};
SCR_MUST_CHECK scr_result announce_say(const struct announced *announced, bool json, struct scr_buffer *out);

/* Appends "1/2" and, for people, its decimal: "1/2 (0.5)", "1/3 (about 0.3333)". */
SCR_MUST_CHECK scr_result release_say_fraction(const struct scr_rational *number, struct scr_buffer *out);
/* Appends "e^1/2 (about 1.65)": words for people, no result. `exponent` is "p" or "p/q", positive. */
SCR_MUST_CHECK scr_result release_say_factor(const char *exponent, struct scr_buffer *out);

#endif
