/* command_past.c: compares the time of a seed's source, and dates that are published, with the clock. */
#include "gen/command_past.h"

#include <stdio.h>
#include <string.h>

#include "gen/command_audit.h"
#include "gen/package/package.h"

scr_result command_time_past(const struct command_context *context, const struct seed_source *source, bool *past) {
    char now[21];
    *past = false;
    if (!source->time || !*source->time) return scr_done();
    SCR_TRY(audit_now(context, now));
    *past = strcmp(source->time, now) <= 0; /* both YYYY-MM-DDThh:mm:ssZ */
    return scr_done();
}

void command_warn_past(const struct seed_source *source) {
    fprintf(stderr,
            "scrutineer-gen: warning: %s is not in the future: the seed may be known already, and then nothing that is "
            "fixed now is beyond choice\n",
            source->time);
}

void command_warn_early(const struct seed_source *source) {
    fprintf(
        stderr,
        "scrutineer-gen: warning: the dice were announced for %s, which is still to come by this computer's clock: a "
        "witness to this record before then refutes it (PKG-10)\n",
        source->time);
}

void command_warn_far(const char *what, const char *date, const char *danger) {
    char today[11];
    if (package_date_far(date, today))
        fprintf(stderr,
                "scrutineer-gen: %s bears the date %s, but this computer's clock says %s: %sno later package may bear "
                "an earlier one\n",
                what, date, today, danger);
}
