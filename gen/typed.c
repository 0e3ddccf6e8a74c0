/* typed.c: what is wrong with a text that somebody typed. */
#include "gen/typed.h"

#include "gen/package/names.h"
#include "gen/seen.h"
#include "gen/trust/owner.h"

/* Others, which some scripts need between letters, may stand: names that differ by these alone count as alike. */
static bool turning(uint32_t point) {
    return (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

scr_result typed_check(const char *option, const char *text, struct scr_diagnosis *diagnosis) {
    struct scr_arena words = {0};
    const char *fault = package_value_fault(&words, text, turning);
    const char *squeezed = fault ? text : owner_squeezed(&words, text);
    if (!fault && squeezed && !seen_compare(squeezed, "")) fault = "holds nothing that can be seen";
    if (!fault && owner_blank_around(text)) fault = "begins or ends with a blank";
    scr_result result = fault ? scr_refuse(diagnosis, SCR_USAGE, option,
                                           "%s; write 1 to 2,000 bytes of UTF-8 on one line, without control "
                                           "characters, characters that turn the direction of writing, and blanks at "
                                           "the ends",
                                           fault)
                              : scr_done();
    scr_arena_free(&words);
    return result;
}

scr_result typed_election(const char *const texts[static 4], struct scr_diagnosis *diagnosis) {
    static const char *const options[] = {"--election", "--election-name", "--election-date", "--jurisdiction"};
    for (size_t i = 0; i < 4; i++) {
        if (!texts[i]) continue;
        if (!texts[0]) return scr_refuse(diagnosis, SCR_USAGE, options[i], "goes with --election ID");
        if (i < 2 || *texts[i]) SCR_TRY(typed_check(options[i], texts[i], diagnosis));
    }
    return scr_done();
}
