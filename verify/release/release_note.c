/* release_note.c: what a reader asks of a release first, in one line: what is exact, what is not protected at all, and
 * what its noise is worth. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/release/release.h"

enum { CONTESTS_NOTED = 3 };

/* What DPR-17 found to be so. */
static scr_result append_contest(const struct claimed_contest *contest, bool exact, struct scr_buffer *text) {
    SCR_TRY(scr_buffer_print(text, "; epsilon %s%s in contest ",
                             exact ? contest->guarantee.exchange_epsilon : contest->guarantee.epsilon,
                             exact ? " for an exchange" : ""));
    SCR_TRY(scr_text_terminal(text, contest->id));
    return scr_buffer_text(text, " alone");
}

static scr_result write_note(const struct release *release, bool promises, uint64_t cells, struct scr_buffer *text) {
    uint32_t exact = release->statement->exact_levels;
    SCR_TRY(scr_buffer_print(text, "release %" PRIu32 ": ", release->statement->release));
    if (exact)
        SCR_TRY(scr_buffer_print(text,
                                 exact == 1 ? "level %" PRIu32 " of %zu exact" : "levels 1 to %" PRIu32 " of %zu exact",
                                 exact, release->statement->level_count));
    else
        SCR_TRY(scr_buffer_text(text, "no level exact"));
    if (cells)
        SCR_TRY(scr_buffer_print(text, ", %" PRIu64 " determined cell%s without any protection", cells,
                                 cells == 1 ? "" : "s"));
    else
        SCR_TRY(scr_buffer_text(text, ", no determined cell"));
    for (size_t i = 0; promises && i < release->contest_count && i < CONTESTS_NOTED; i++)
        SCR_TRY(append_contest(&release->contests[i], exact > 0, text));
    if (promises && release->contest_count > CONTESTS_NOTED)
        SCR_TRY(scr_buffer_print(text, "; and %zu more contest(s)", release->contest_count - CONTESTS_NOTED));
    return scr_done();
}

scr_result release_add_note(const struct release *release, uint64_t cells, struct findings *findings) {
    struct scr_buffer text = {0};
    bool promises = findings_verdict(findings, "DPR-17") == VERDICT_HOLDS;
    scr_result result = write_note(release, promises, cells, &text);
    if (!scr_failed(result)) result = findings_note(findings, "%s", (const char *)text.data);
    scr_buffer_free(&text);
    return result;
}
