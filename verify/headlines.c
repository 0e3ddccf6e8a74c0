/* headlines.c: what a run says as a whole: the weight of the checks, and in words why provenance has its verdict. */
#include "verify/headlines.h"

#include <stdlib.h>
#include <string.h>

#define PUBLISHER "PKG-11" /* the one check that says who signed */
#define MACHINE "LAT-31"   /* the one check that is about what a machine reported */

/* A trusted signature vouches for the list, these checks for everything else: without them it says nothing about what
 * lies here. */
static const char *const carried[] = {"PKG-03", "PKG-04", "PKG-05"};
enum { CARRIED = sizeof carried / sizeof *carried };

/* What else is said about who published what, and when: time stamps, countersignatures, their order, whether it still
 * stands, and how many must have signed. Each is made only where there is something to say. */
static const char *const around[] = {"PKG-08", "PKG-09", "PKG-10", "PKG-12", "PKG-13"};
enum { AROUND = sizeof around / sizeof *around, ADDITIONS = 2 }; /* PKG-08, PKG-09: what was added to the package */

static bool is_arithmetic(const char *id) {
    for (size_t i = 0; i < AROUND; i++)
        if (!strcmp(id, around[i])) return false;
    return strcmp(id, PUBLISHER) != 0 && strcmp(id, MACHINE) != 0;
}

enum verdict verdict_of(const struct findings *findings) {
    enum verdict worst = VERDICT_HOLDS;
    for (size_t i = 0; i < findings->check_count; i++)
        if (findings->checks[i].verdict > worst && is_arithmetic(findings->checks[i].id))
            worst = findings->checks[i].verdict;
    return worst;
}

enum verdict verdict_of_all(const struct verification *verification) {
    enum verdict worst =
        verification->arithmetic > verification->provenance ? verification->arithmetic : verification->provenance;
    return verification->reported > worst ? verification->reported : worst;
}

/* What anyone who hands on a package can add to it, time stamps and countersignatures, and nothing else is refuted:
 * that says nothing against the publisher (specification, section 7.1). */
static bool only_additions(const struct findings *package) {
    size_t refuted = 0;
    for (size_t i = 0; i < ADDITIONS; i++) refuted += findings_verdict(package, around[i]) == VERDICT_REFUTED;
    if (!refuted || findings_verdict(package, PUBLISHER) == VERDICT_REFUTED) return false;
    for (size_t i = 0; i < CARRIED; i++)
        if (findings_verdict(package, carried[i]) == VERDICT_REFUTED) return false;
    for (size_t i = ADDITIONS; i < AROUND; i++)
        if (findings_verdict(package, around[i]) == VERDICT_REFUTED) return false;
    return true;
}

int provenance_of(const struct findings *findings) {
    int worst = findings_verdict(findings, PUBLISHER);
    for (size_t i = 0; i < CARRIED + AROUND && worst >= 0; i++) {
        int verdict = findings_verdict(findings, i < CARRIED ? carried[i] : around[i - CARRIED]);
        if (verdict > worst) worst = verdict;
    }
    return worst;
}

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct check *)a)->id, ((const struct check *)b)->id);
}

void headlines(struct verification *verification) {
    verification->arithmetic = VERDICT_HOLDS;
    verification->provenance = verification->scope.bare_files ? VERDICT_UNDECIDED : VERDICT_HOLDS;
    int reported = -1; /* exactly one deck is compared */
    for (size_t i = 0; i < verification->count; i++) {
        if (verification->files[i].check_count)
            qsort(verification->files[i].checks, verification->files[i].check_count, sizeof(struct check), by_id);
        enum verdict arithmetic = verdict_of(&verification->files[i]);
        int provenance = provenance_of(&verification->files[i]);
        if (reported < 0) reported = findings_verdict(&verification->files[i], MACHINE);
        if (arithmetic > verification->arithmetic) verification->arithmetic = arithmetic;
        if (provenance > (int)verification->provenance) verification->provenance = (enum verdict)provenance;
    }
    verification->reported = VERDICT_HOLDS;
    if (verification->reported_given)
        verification->reported = reported < 0 ? VERDICT_UNDECIDED : (enum verdict)reported;
}

/* The first sentence of what PKG-11 says, without its full stop. */
static scr_result first_sentence(const struct findings *package, struct scr_buffer *out) {
    for (size_t i = 0; i < package->check_count; i++) {
        if (strcmp(package->checks[i].id, PUBLISHER) != 0) continue;
        const char *text = package->checks[i].detail, *end = strstr(text, ". ");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        if (length && text[length - 1] == '.') length--;
        return scr_buffer_append(out, text, length);
    }
    return scr_done();
}

/* The ids among these with this verdict, "PKG-03, PKG-04", behind `before`; nothing when there are none. */
static scr_result name_checks(const struct findings *package, const char *const ids[], size_t count,
                              enum verdict verdict, const char *before, bool *named, struct scr_buffer *out) {
    *named = false;
    for (size_t i = 0; i < count; i++) {
        if (findings_verdict(package, ids[i]) != (int)verdict) continue;
        SCR_TRY(scr_buffer_print(out, "%s%s", *named ? ", " : before, ids[i]));
        *named = true;
    }
    return scr_done();
}

/* What a carried check with this verdict means, before its id. */
static const char *carried_words(const struct findings *package, enum verdict verdict) {
    bool only_signers = true;
    for (size_t i = 0; i + 1 < CARRIED; i++) only_signers &= findings_verdict(package, carried[i]) != (int)verdict;
    if (verdict == VERDICT_UNDECIDED) return "not all that is here could be compared with it: see ";
    if (only_signers) return "the signers are not those whom bag-info.txt names: see ";
    return findings_verdict(package, PUBLISHER) == VERDICT_HOLDS ? "what is here is not what it lists: see "
                                                                 : "what is here is not what the list names: see ";
}

/* Why this package has the verdict of the headline, which is not that it holds. */
static scr_result package_words(const struct findings *package, enum verdict verdict, bool trust_given,
                                struct scr_buffer *out) {
    enum verdict publisher = (enum verdict)findings_verdict(package, PUBLISHER);
    bool carries, more;
    if (publisher == VERDICT_REFUTED) return scr_buffer_text(out, "not signed by a key that you trust: see " PUBLISHER);
    if (publisher == verdict) { /* undecided, and so nothing else is refuted */
        SCR_TRY(scr_buffer_text(
            out, trust_given ? "" : "nothing here says who published this: give --key, --fingerprint or --trust"));
        return trust_given ? first_sentence(package, out) : scr_done();
    }
    SCR_TRY(scr_buffer_text(out, publisher == VERDICT_HOLDS ? "a key that you trust signed the list, but " : ""));
    SCR_TRY(name_checks(package, carried, CARRIED, verdict, carried_words(package, verdict), &carries, out));
    const char *before = carries ? "; see also "
                         : only_additions(package)
                             ? "a stamp or countersignature that was added is faulty; anyone can add "
                               "one, and it says nothing against the publisher: see "
                         : verdict == VERDICT_UNDECIDED ? "something about its publication is open: see "
                                                        : "something about its publication is refuted: see ";
    SCR_TRY(name_checks(package, around, AROUND, verdict, before, &more, out));
    if (publisher == VERDICT_HOLDS || !trust_given) return scr_done();
    SCR_TRY(scr_buffer_text(out, "; " PUBLISHER ": "));
    return first_sentence(package, out);
}

scr_result provenance_words(const struct verification *verification, struct scr_buffer *out) {
    if (verification->provenance == VERDICT_HOLDS) return scr_buffer_text(out, "signed by a key that you trust");
    const struct findings *package = NULL; /* the first one; of such with faulty additions alone only if all are such */
    for (size_t i = 0; i < verification->count; i++) {
        const struct findings *file = &verification->files[i];
        if (provenance_of(file) == (int)verification->provenance &&
            (!package || (only_additions(package) && !only_additions(file))))
            package = file;
    }
    if (package) return package_words(package, verification->provenance, verification->trust_given, out);
    return scr_buffer_text(out, "nothing here says who published this: only a package is signed");
}
