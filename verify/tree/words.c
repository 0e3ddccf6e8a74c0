/* words.c: contests by name and id, candidates by code and name: names alone may be equal, or look it. */
#include "verify/tree/words.h"

#include "scrutineer/text.h"

scr_result words_add_contest(struct scr_buffer *out, const char *name, const char *id) {
    SCR_TRY(scr_text_quoted(out, name));
    SCR_TRY(scr_buffer_text(out, " (id "));
    SCR_TRY(scr_text_quoted(out, id));
    return scr_buffer_text(out, ")");
}

static const char *kept(struct complaint *complaint, const char *words) {
    if (!words) complaint->failed = true;
    return words ? words : "";
}

const char *words_contest(struct complaint *complaint, const struct published_contest *contest) {
    const char *name = shown(complaint, contest->name);
    return kept(complaint, scr_arena_print(&complaint->names, "%s (id %s)", name, shown(complaint, contest->id)));
}

const char *words_candidate(struct complaint *complaint, const struct published_contest *contest, size_t position) {
    if (position >= contest->count) return "\"missing\"";
    return kept(complaint, scr_arena_print(&complaint->names, "%c, %s", contest->candidates[position].code,
                                           shown(complaint, contest->candidates[position].name)));
}
