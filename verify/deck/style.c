/* style.c: is the deck's ballot style the one that the ballot definition gives (LAT-10, LAT-25)? */
#include <string.h>

#include "verify/complaint.h"
#include "verify/deck/checks.h"

/* Walks the definition's style and the deck side by side. */
struct walk {
    const struct deck *deck;
    const struct definition *definition;
    bool straight;     /* a straight-party deck: party lines are covered */
    uint32_t contests; /* of the deck, matched so far */
    size_t uncovered;
    bool party_line; /* the definition's style has a straight-party contest */
    struct complaint *complaint;
};

static void match(struct walk *walk, const char *what, const char *contest, const char *in_deck, const char *defined) {
    struct complaint *complaint = walk->complaint;
    if (strcmp(in_deck, defined))
        complain(complaint, "contest %s: %s is %s in the deck, %s in the ballot definition", shown(complaint, contest),
                 what, shown(complaint, in_deck), shown(complaint, defined));
}

static void match_candidate(struct walk *walk, const struct definition_contest *contest,
                            const struct deck_candidate *in_deck, const struct definition_candidate *defined) {
    match(walk, "a candidate's id", contest->name, in_deck->id, defined->id);
    match(walk, "a candidate's name", contest->name, in_deck->name, defined->name);
    match(walk, "a candidate's kind", contest->name, in_deck->kind, defined->kind);
    match(walk, "a candidate's party", contest->name, in_deck->party, defined->party);
}

static void match_uncovered(struct walk *walk, const struct definition_contest *contest,
                            const struct definition_candidate *candidate, const char *reason) {
    struct complaint *complaint = walk->complaint;
    if (walk->uncovered >= walk->deck->uncovered_count) {
        complain(complaint, "%s of contest %s is not covered, and NotCovered does not list it in its place",
                 shown(complaint, candidate->name), shown(complaint, contest->name));
        return;
    }
    const struct deck_uncovered *target = &walk->deck->uncovered[walk->uncovered++];
    if (strcmp(target->contest_id, contest->id) || strcmp(target->contest_name, contest->name) ||
        strcmp(target->id, candidate->id) || strcmp(target->name, candidate->name) || strcmp(target->reason, reason))
        complain(complaint, "NotCovered lists %s of contest %s (%s) where %s of contest %s (%s) belongs",
                 shown(complaint, target->name), shown(complaint, target->contest_name), target->reason,
                 shown(complaint, candidate->name), shown(complaint, contest->name), reason);
}

/* The covered candidates are one contest of the deck, the others targets that are not covered. */
static void match_contest(struct walk *walk, const struct definition_contest *contest) {
    struct complaint *complaint = walk->complaint;
    const struct deck_contest *in_deck = NULL;
    uint32_t matched = 0;
    for (size_t c = contest->first; c < contest->first + contest->count; c++) {
        const struct definition_candidate *candidate = &walk->definition->candidates[c];
        if (!candidate->covered) {
            match_uncovered(walk, contest, candidate, "write-in-excluded");
            continue;
        }
        if (!in_deck && walk->contests < walk->deck->contest_count) in_deck = &walk->deck->contests[walk->contests++];
        if (!in_deck) {
            complain(complaint, "the deck lacks contest %s", shown(complaint, contest->name));
            return;
        }
        if (matched < in_deck->count)
            match_candidate(walk, contest, &walk->deck->candidates[in_deck->first + matched], candidate);
        matched++;
    }
    if (!in_deck) return;
    match(walk, "its id", contest->name, in_deck->id, contest->id);
    match(walk, "its name", contest->name, in_deck->name, contest->name);
    if (in_deck->votes_allowed != contest->votes_allowed)
        complain(complaint, "contest %s: votes allowed are %u in the deck, %u in the ballot definition",
                 shown(complaint, contest->name), in_deck->votes_allowed, contest->votes_allowed);
    if (matched != in_deck->count)
        complain(complaint, "contest %s: the deck has %u candidates, the ballot definition %u to be covered",
                 shown(complaint, contest->name), in_deck->count, matched);
}

static void match_party_line(struct walk *walk, const struct definition_contest *contest) {
    const struct deck *deck = walk->deck;
    walk->party_line = true;
    for (size_t c = 0; c < contest->count; c++) {
        const struct definition_candidate *party = &walk->definition->candidates[contest->first + c];
        if (!walk->straight)
            match_uncovered(walk, contest, party, "straight-party");
        else if (c < deck->party_count)
            match_candidate(walk, contest, &deck->parties[c], party);
    }
    if (!walk->straight) return;
    match(walk, "its id", contest->name, deck->straight_id, contest->id);
    match(walk, "its name", contest->name, deck->straight_name, contest->name);
    if (deck->party_count != contest->count)
        complain(walk->complaint, "the straight-party contest has %u parties in the deck, %zu in the ballot definition",
                 deck->party_count, contest->count);
}

static void match_style(struct walk *walk) {
    const struct deck *deck = walk->deck;
    struct complaint *complaint = walk->complaint;
    const struct definition_style *style = definition_style(walk->definition, deck->style_id);
    if (!style) {
        complain(complaint, "the ballot definition has no ballot style %s", shown(complaint, deck->style_id));
        return;
    }
    if (strcmp(style->name, deck->style_name))
        complain(complaint, "ballot style %s is named %s in the deck, %s in the ballot definition",
                 shown(complaint, style->id), shown(complaint, deck->style_name), shown(complaint, style->name));
    for (size_t e = style->first; e < style->first + style->count; e++) {
        const struct definition_contest *contest = &walk->definition->contests[walk->definition->style_contests[e]];
        if (contest->kind == CONTEST_STRAIGHT_PARTY)
            match_party_line(walk, contest);
        else
            match_contest(walk, contest);
    }
    if (walk->contests < deck->contest_count)
        complain(complaint, "contest %s of the deck is not of this ballot style",
                 shown(complaint, deck->contests[walk->contests].name));
    if (walk->uncovered < deck->uncovered_count)
        complain(complaint, "NotCovered lists %s, which is covered or not of this ballot style",
                 shown(complaint, deck->uncovered[walk->uncovered].name));
    if (walk->straight && !walk->party_line) complain(complaint, "the ballot style has no straight-party contest");
}

static void match_election(struct walk *walk) {
    const struct artifact_header *defined = &walk->definition->header;
    const struct deck *deck = walk->deck;
    const struct {
        const char *what, *in_deck, *defined;
    } parts[] = {{"id", deck->election_id, defined->election_id},
                 {"name", deck->election_name, defined->election_name},
                 {"date", deck->election_date, defined->election_date},
                 {"jurisdiction", deck->jurisdiction, defined->jurisdiction}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].in_deck, parts[i].defined))
            complain(walk->complaint, "the election's %s is %s in the deck, %s in the ballot definition", parts[i].what,
                     shown(walk->complaint, parts[i].in_deck), shown(walk->complaint, parts[i].defined));
}

static scr_result check(const struct deck *deck, bool straight, const char *id, const struct definitions *definitions,
                        struct findings *findings) {
    struct complaint complaint = {0};
    char hex[SCR_HEX_SIZE];
    const struct definition *definition = definitions_find(definitions, &deck->rests_on);
    if (!definition) {
        scr_hash_hex(&deck->rests_on, hex);
        return findings_add(findings, id, VERDICT_UNDECIDED,
                            "the ballot definition with SHA-256 %s is not at hand, or is not valid: give the ballot "
                            "definition's file too",
                            hex);
    }
    struct walk walk = {.deck = deck, .definition = definition, .straight = straight, .complaint = &complaint};
    match_election(&walk);
    match_style(&walk);
    return complaint_verdict(&complaint, findings, id,
                             "contests, candidates and order are those of ballot style %s in the ballot definition; "
                             "%zu targets are not covered",
                             shown(&complaint, deck->style_id), deck->uncovered_count);
}

scr_result deck_lat_10(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    return check(deck, false, "LAT-10", surroundings->definitions, findings);
}

scr_result deck_lat_25(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    return check(deck, true, "LAT-25", surroundings->definitions, findings);
}
