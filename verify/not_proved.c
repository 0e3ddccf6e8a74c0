/* not_proved.c: what no check of the verifier proves, in sentences for the end of every report. */
#include <inttypes.h>
#include <stdio.h>

#include "scrutineer/bytes.h"
#include "verify/verify.h"

struct teller {
    verify_sentence *tell;
    void *context;
};

static scr_result tell_all(const struct teller *teller, const char *const sentences[], size_t count) {
    for (size_t i = 0; i < count; i++) SCR_TRY(teller->tell(teller->context, sentences[i]));
    return scr_done();
}

/* A sentence with a number in its middle, unless the number is 0; `one` or `many` stands behind it. */
static scr_result tell_count(const struct teller *teller, const char *before, size_t count, const char *one,
                             const char *many) {
    char sentence[400];
    if (!count) return scr_done();
    snprintf(sentence, sizeof sentence, "%s %zu %s", before, count, count == 1 ? one : many);
    return teller->tell(teller->context, sentence);
}

static const char *s_unless_one(size_t count) { return count == 1 ? "" : "s"; }

/* Targets left out are never marked, so what is exchanged among them alone shows nowhere. */
static scr_result tell_uncovered(const struct teller *teller, const struct verified_scope *scope) {
    char sentence[400];
    if (!scope->lines_excluded && !scope->party_lines) return scr_done();
    snprintf(sentence, sizeof sentence,
             "exchanges among the targets that the test decks leave out, %zu write-in line%s and %zu straight-party "
             "target%s",
             scope->lines_excluded, s_unless_one(scope->lines_excluded), scope->party_lines,
             s_unless_one(scope->party_lines));
    return teller->tell(teller->context, sentence);
}

/* A sentence about contests of commitments, with the first of them by name. */
static scr_result tell_contests(const struct teller *teller, const char *before, const struct contests_named *named,
                                const char *behind) {
    struct scr_buffer sentence = {0};
    if (!named->count) return scr_done();
    scr_result result = scr_buffer_print(&sentence, "%s %zu committed contest%s%s: %s%s", before, named->count,
                                         s_unless_one(named->count), behind, (const char *)named->names.data,
                                         named->count > VERIFY_CONTESTS_SHOWN ? ", and more" : "");
    if (!scr_failed(result)) result = teller->tell(teller->context, (const char *)sentence.data);
    scr_buffer_free(&sentence);
    return result;
}

static const char *const about_decks[] = {
    "that the machine behaves on election day as it did in the test",
    "that the ballots were marked and fed as listed, and that this deck was the one used",
    ("faults other than exchanged voting targets: miscalibrated sensors, a wrong ballot style loaded on another "
     "machine, software made to notice tests"),
};
static const char *const about_straight[] = {
    "that a straight-party deck detects every exchange of voting targets: no such claim is made of it",
};
static const char *const about_definitions[] = {
    "that the ballot definition is the one the election is held with: compare the SHA-256 of its sources with the "
    "official's own files",
};
static const char *const about_packages[] = {
    "that the publisher made no other package for this election: compare fingerprints with others who have one",
    "what HOWTO-VERIFY.txt says: its words and commands are the publisher's, run none that you do not understand",
};
static const char *const about_origin[] = {
    "who published the files that were given outside a package",
};

static const char *const about_commitment_order[] = {
    "that a ballot commitment was published before its seed was known: dates are the publisher's own word. Compare its "
    "SHA-256 with the one that others wrote down in time",
};
static const char *const about_commitments[] = {
    ("that a manifest lists every paper ballot of the election, and that the papers were kept safe from then on"),
};
static const char *const about_dice[] = {
    "that dice were fair, and fell as a seed record says: that is what those present saw",
};
static const char *const about_pulses[] = {
    "that the certificate in a seed record is the beacon's own: compare its CertificateId with one that you got from "
    "the "
    "beacon itself, and name it with --beacon-certificate",
};
static const char *const about_trees[] = {
    ("who is elected: a TPT winner has no legal force and may be another candidate than the one with most votes. How "
     "many "
     "ballots an audit needs says nothing about the margin"),
    "that cast-vote records say what the papers say: only an audit's papers show that",
};
static const char *const about_audits[] = {
    ("that the papers examined in an audit are those that voters cast, and that they were read as reported: that is "
     "what "
     "observers in the room see"),
};

/* What commitments, seeds, trees and audits leave open. */
static scr_result tell_trees(const struct teller *teller, const struct tree_scope *scope,
                             const struct committed_scope *committed, const struct evidence_scope *evidence) {
    if (scope->commitments > evidence->commitments_in_order) SCR_TRY(tell_all(teller, about_commitment_order, 1));
    if (scope->commitments) SCR_TRY(tell_all(teller, about_commitments, 1));
    SCR_TRY(tell_contests(teller, "anything about", &committed->without_tree, " without a valid tree among the files"));
    SCR_TRY(tell_contests(teller, "that papers agree with the records in", &committed->without_audit,
                          " without an audit among the files"));
    SCR_TRY(tell_contests(teller,
                          "that no paper in the batches left out bears the contest: taken on the official's word for",
                          &committed->left_out, ""));
    if (scope->dice) SCR_TRY(tell_all(teller, about_dice, 1));
    if (scope->pulses) SCR_TRY(tell_all(teller, about_pulses, 1));
    if (scope->trees) SCR_TRY(tell_all(teller, about_trees, 2));
    SCR_TRY(tell_count(teller, "the votes for each candidate, and that a plan said to be least is: neither is shown by",
                       scope->plan_only, "tree that opens the ballots of its plan only",
                       "trees that open the ballots of their plan only"));
    SCR_TRY(tell_count(teller,
                       "that nobody could choose among trees: the arrangement rivest2019 binds no seed to the ballots, "
                       "and neighbouring seeds share draws. Used by",
                       scope->rivest2019, "tree", "trees"));
    if (scope->audits) SCR_TRY(tell_all(teller, about_audits, 1));
    return tell_count(teller, "any winner by", scope->unfinished,
                      "audit that is unfinished, or that papers without record or reading leave open",
                      "audits that are unfinished, or that papers without record or reading leave open");
}

static const char *const about_noise_order[] = {
    "that a noise commitment, its measurement statement and its seed came in this order: dates are the publisher's own "
    "word, and whoever chose the noise key when he knew the pulse chose the noise. Compare their SHA-256 with those "
    "that others wrote down in time",
};
static const char *const about_noise[] = {
    "that nobody but its keeper has the noise key: whoever has it can take the noise away",
};
static const char *const about_releases[] = {
    ("that the counts below the noise are the canvassed ones: a court opening shows the table that was committed, not "
     "that "
     "it is true"),
    ("anything about ballots known from elsewhere, or votes that go together: differential privacy bounds what one "
     "ballot "
     "itself adds to what is known, not what counts say about people who vote alike"),
    ("that no count but those listed as determined follows from exact ones: where several votes are allowed, what "
     "turnout says of one candidate is searched only if everybody chose him"),
};

static scr_result tell_absent(const struct teller *teller, const struct statements_scope *announced) {
    struct scr_buffer sentence = {0};
    if (!announced->absent) return scr_done();
    scr_result result = scr_buffer_print(
        &sentence, "what %zu release%s published that the ledger finishes and that %s not among the files: %s%s",
        announced->absent, s_unless_one(announced->absent), announced->absent == 1 ? "is" : "are",
        (const char *)announced->numbers.data, announced->absent > RELEASES_SHOWN ? ", and more" : "");
    if (!scr_failed(result)) result = teller->tell(teller->context, (const char *)sentence.data);
    scr_buffer_free(&sentence);
    return result;
}

/* What noise commitments, measurement statements and releases leave open. */
static scr_result tell_releases(const struct teller *teller, const struct release_scope *scope,
                                const struct statements_scope *announced, const struct evidence_scope *evidence) {
    bool some = scope->noise_commitments || scope->statements || scope->releases;
    if (some && (!scope->statements || scope->statements > evidence->statements_in_order))
        SCR_TRY(tell_all(teller, about_noise_order, 1));
    if (some) SCR_TRY(tell_all(teller, about_noise, 1));
    if (scope->statements || scope->releases) SCR_TRY(tell_all(teller, about_releases, 3));
    SCR_TRY(
        tell_count(teller,
                   "any protection from one who knows all other ballots of a unit whose counts are published exactly: "
                   "announced by",
                   scope->exact, "statement", "statements"));
    SCR_TRY(tell_count(teller,
                       "that the noise was drawn as announced: only a court opening shows it, and here none does of",
                       scope->releases - scope->opened, "release", "releases"));
    SCR_TRY(tell_count(teller,
                       "who votes on which contests together and how many votes each allows: no ballot definition is "
                       "among the files, so styles and votes allowed are the publisher's word in",
                       announced->without_definition, "statement", "statements"));
    SCR_TRY(tell_absent(teller, announced));
    SCR_TRY(tell_count(
        teller, "what became of", scope->unfinished,
        "earlier release that the ledger announces and nothing finishes: its noise may have been drawn, and thrown "
        "away because of what it was",
        "earlier releases that the ledger announces and nothing finishes: their noise may have been drawn, and thrown "
        "away because of what it was"));
    return tell_count(
        teller, "what became of", scope->statements > scope->releases ? scope->statements - scope->releases : 0,
        "announced release that is not among the files: its noise may have been drawn, and thrown away because of "
        "what it was",
        "announced releases that are not among the files: their noise may have been drawn, and thrown away because of "
        "what it was");
}

static const char *const about_impacts[] = {
    ("that the seed of an impact statement was not chosen among many for pleasing results: it should have been "
     "announced beforehand, or drawn in public"),
    ("that the table of an impact statement is the true one, and that the office's later release uses the mechanism "
     "that it was made with"),
};

/* What impact statements leave open. */
static scr_result tell_impacts(const struct teller *teller, const struct impact_scope *scope) {
    char sentence[200];
    if (!scope->statements) return scr_done();
    SCR_TRY(tell_all(teller, about_impacts, 2));
    if (scope->done == scope->trials) return scr_done();
    snprintf(sentence, sizeof sentence,
             "the %" PRIu64 " of %" PRIu64 " trials of impact statements that were not made again",
             scope->trials - scope->done, scope->trials);
    return teller->tell(teller->context, sentence);
}

static scr_result tell_styles(const struct teller *teller, const struct verified_scope *scope) {
    struct scr_buffer sentence = {0};
    scr_result result = scr_done();
    if (!scope->styles_untested) return result;
    result = scr_buffer_print(
        &sentence, "anything about %zu of the %zu ballot style%s, for which %s: %s%s", scope->styles_untested,
        scope->styles, s_unless_one(scope->styles),
        scope->packages > 1 ? "none of the packages holds a test deck" : "the package holds no test deck",
        (const char *)scope->untested_names.data, scope->styles_untested > VERIFY_UNTESTED_SHOWN ? ", and more" : "");
    if (!scr_failed(result)) result = teller->tell(teller->context, (const char *)sentence.data);
    scr_buffer_free(&sentence);
    return result;
}

/* An index says nothing about what came after its last entry, and without one nothing is said at all. */
static scr_result tell_indexes(const struct teller *teller, const struct index_scope *scope) {
    for (size_t i = 0; i < scope->count && i < VERIFY_INDEXES_SHOWN; i++) {
        const struct index_end *end = &scope->ends[i];
        char sentence[400], hex[SCR_HEX_SIZE];
        scr_hash_hex(&end->hash, hex);
        snprintf(sentence, sizeof sentence,
                 "that nothing was published, replaced or withdrawn after entry %zu of the index of publications, of "
                 "%s: compare its hash with that of the same entry of the publisher's newest index: %s",
                 end->number, end->date, hex);
        SCR_TRY(teller->tell(teller->context, sentence));
    }
    if (scope->count > VERIFY_INDEXES_SHOWN)
        SCR_TRY(tell_count(teller, "the same of", scope->count - VERIFY_INDEXES_SHOWN,
                           "more index of publications: --json has its end",
                           "more indexes of publications: --json has their ends"));
    return tell_count(teller, "that nothing was replaced or withdrawn of what is in", scope->packages_without,
                      "package without a valid index of publications",
                      "packages without a valid index of publications");
}

static const char *const about_order[] = {
    "that the publisher announced only one commitment or statement before the seed was known: a time stamp or a "
    "countersignature shows that something existed, never that nothing else did. Ask countersigners which one was "
    "announced",
};
static const char *const about_stamps[] = {
    "that no time-stamp authority's key was stolen, or its certificate revoked",
};
static const char *const about_countersignatures[] = {
    "that countersigners wrote the true time: it is their word, and worth what their independence is worth",
};

/* What time stamps and countersignatures leave open. */
static scr_result tell_evidence(const struct teller *teller, const struct evidence_scope *scope) {
    if (scope->commitments_in_order || scope->statements_in_order) SCR_TRY(tell_all(teller, about_order, 1));
    if (scope->stamped) SCR_TRY(tell_all(teller, about_stamps, 1));
    return scope->countersigned ? tell_all(teller, about_countersignatures, 1) : scr_done();
}

scr_result verify_not_proved(const struct verification *verification, verify_sentence *tell, void *context) {
    const struct verified_scope *scope = &verification->scope;
    const struct teller teller = {tell, context};
    if (scope->test_decks || scope->straight_decks) SCR_TRY(tell_all(&teller, about_decks, 3));
    SCR_TRY(tell_count(&teller, "that totals are read for each ballot style alone, on a tape of its own: assumed by",
                       scope->assume_tape, "deck", "decks"));
    SCR_TRY(tell_count(&teller, "that the machine signals on which ballots it sees an overvote: assumed by",
                       scope->assume_signal, "deck", "decks"));
    SCR_TRY(tell_count(&teller, "that the machine prints a total for each of several write-in lines: assumed by",
                       scope->assume_lines, "deck", "decks"));
    SCR_TRY(tell_count(&teller,
                       "that the machine prints a total for each party of the straight-party option, and that each of "
                       "these totals is 0 on this test's tape: assumed by",
                       scope->assume_parties, "deck; look for it on the tape", "decks; look for it on the tapes"));
    SCR_TRY(tell_uncovered(&teller, scope));
    SCR_TRY(tell_count(&teller, "exchanges between the targets left out and candidates without votes: possible in",
                       scope->decks_without_votes, "deck made by rules that do not ask for a vote for each candidate",
                       "decks made by rules that do not ask for a vote for each candidate"));
    SCR_TRY(tell_count(&teller, "anything about the", scope->straight_lines_excluded,
                       "write-in line that the straight-party decks leave out",
                       "write-in lines that the straight-party decks leave out"));
    if (scope->straight_decks) SCR_TRY(tell_all(&teller, about_straight, 1));
    SCR_TRY(tell_styles(&teller, scope));
    SCR_TRY(tell_trees(&teller, &scope->tree, &scope->committed, &scope->evidence));
    SCR_TRY(tell_releases(&teller, &scope->release, &scope->announced, &scope->evidence));
    SCR_TRY(tell_impacts(&teller, &scope->impact));
    SCR_TRY(tell_evidence(&teller, &scope->evidence));
    if (scope->definitions) SCR_TRY(tell_all(&teller, about_definitions, 1));
    if (scope->packages) SCR_TRY(tell_all(&teller, about_packages, 2));
    SCR_TRY(tell_indexes(&teller, &scope->index));
    return scope->bare_files ? tell_all(&teller, about_origin, 1) : scr_done();
}
