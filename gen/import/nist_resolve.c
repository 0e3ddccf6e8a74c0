/* nist_resolve.c: follows the references of a NIST document and gives its contests and styles to the builder.
 *
 * Contest types: CandidateContest is ordinary; BallotMeasureContest and RetentionContest are questions;
 * StraightPartyContest, and PartyContest of 1500-100, which has no other word for it, are straight-party contests. The
 * other controlling contests decide which contests of the ballot count (PartyPreferenceContest, ActivationContest):
 * their marks are counted like those of any contest, so they are taken as such, with a remark that the machine's
 * reaction to them is not part of a test deck.
 *
 * Write-in lines: an option with IsWriteIn, and every PhysicalContestOption without a ContestOptionId (1500-20). */
#include <string.h>

#include "nist.h"

#define NOTHING ((size_t)-1)

static scr_result resolve_parties(struct nist *nist) {
    struct builder *builder = nist->builder;
    for (size_t i = 0; i < nist->party_count; i++) {
        const struct nist_party *party = &nist->parties[i];
        if (!*party->name) builder_problem(builder, party->place, "the party has no name");
        SCR_TRY(builder_party(builder, party->place, party->id, party->name));
    }
    return scr_done();
}

/* A ticket is named by all its candidates: "A and B". Its party: the first endorsement, else that of a candidate. */
static scr_result candidate_option(struct nist *nist, const struct nist_option *option) {
    struct builder *builder = nist->builder;
    const char *name = "", *party = "";
    bool write_in = !strcmp(option->write_in, "true") || !strcmp(option->write_in, "1");
    for (size_t i = 0; i < option->candidates.count; i++) {
        const char *id = nist->references[option->candidates.first + i];
        size_t index;
        if (!name_index_find(&nist->candidate_ids, id, strlen(id), &index)) {
            builder_problem(builder, option->place, "the candidate %s is not defined in the file",
                            builder_shown(builder, id));
            return scr_done();
        }
        const struct nist_candidate *candidate = &nist->candidates[index];
        if (!*candidate->name) {
            builder_problem(builder, option->place, "the candidate %s has no BallotName", builder_shown(builder, id));
            return scr_done();
        }
        if (strlen(name) + strlen(candidate->name) > ELECTION_TEXT_MOST) {
            builder_problem(builder, option->place, "the ticket's name is longer than %d bytes", ELECTION_TEXT_MOST);
            return scr_done();
        }
        name = *name ? scr_arena_print(&builder->arena, "%s and %s", name, candidate->name) : candidate->name;
        if (!name) return (scr_result){SCR_MEMORY};
        if (!*party) party = candidate->party;
    }
    if (option->endorsements.count) party = nist->references[option->endorsements.first];
    if (!*name && !write_in) {
        builder_problem(builder, option->place, "the option %s names no candidate and is no write-in line",
                        builder_shown(builder, option->id));
        return scr_done();
    }
    return builder_candidate(builder, option->place, option->id, *name ? name : "Write-in",
                             write_in ? CANDIDATE_WRITE_IN : CANDIDATE_LISTED,
                             builder_find_party(builder, option->place, party));
}

static scr_result party_option(struct nist *nist, const struct nist_option *option, enum contest_kind kind) {
    struct builder *builder = nist->builder;
    const char *id = option->parties.count ? nist->references[option->parties.first] : "";
    if (!*id) {
        builder_problem(builder, option->place, "the option %s names no party", builder_shown(builder, option->id));
        return scr_done();
    }
    if (option->parties.count > 1)
        builder_remark(builder, option->place, "the option %s names several parties: the first is used",
                       builder_shown(builder, option->id));
    size_t party = builder_find_party(builder, option->place, id);
    if (party == ELECTION_NO_PARTY) return scr_done();
    return builder_candidate(builder, option->place, option->id, builder->parties[party].name,
                             kind == CONTEST_STRAIGHT_PARTY ? CANDIDATE_PARTY : CANDIDATE_OPTION, party);
}

static scr_result resolve_option(struct nist *nist, const struct nist_option *option, enum contest_kind kind) {
    struct builder *builder = nist->builder;
    const char *type = option->type;
    if (!strcmp(type, "CandidateOption") || !strcmp(type, "CandidateSelection")) return candidate_option(nist, option);
    if (!strcmp(type, "PartyOption") || !strcmp(type, "PartySelection")) return party_option(nist, option, kind);
    if (!strcmp(type, "BallotMeasureOption") || !strcmp(type, "BallotMeasureSelection") ||
        !strcmp(type, "ActivationOption")) {
        if (!*option->text)
            builder_problem(builder, option->place, "the option %s has no Selection text",
                            builder_shown(builder, option->id));
        return builder_candidate(builder, option->place, option->id, option->text, CANDIDATE_OPTION, ELECTION_NO_PARTY);
    }
    builder_problem(builder, option->place, "the type %s of the option is not known", builder_shown(builder, type));
    return scr_done();
}

static bool kind_of_contest(const struct nist *nist, const struct nist_contest *contest, enum contest_kind *kind) {
    const char *type = contest->type;
    *kind = CONTEST_ORDINARY;
    if (!strcmp(type, "CandidateContest")) return true;
    if (!strcmp(type, "BallotMeasureContest") || !strcmp(type, "RetentionContest"))
        *kind = CONTEST_QUESTION;
    else if (!strcmp(type, "StraightPartyContest"))
        *kind = CONTEST_STRAIGHT_PARTY;
    else if (!strcmp(type, "PartyContest"))
        *kind = nist->dialect == NIST_1500_100 ? CONTEST_STRAIGHT_PARTY : CONTEST_ORDINARY;
    else if (!strcmp(type, "ActivationContest"))
        *kind = CONTEST_QUESTION;
    else if (strcmp(type, "PartyPreferenceContest"))
        return false;
    if (!strcmp(type, "ActivationContest") || !strcmp(type, "PartyPreferenceContest"))
        builder_remark(nist->builder, contest->place,
                       "the contest %s decides which other contests count; test decks "
                       "treat it as a contest of its own",
                       builder_shown(nist->builder, contest->name));
    return true;
}

static unsigned votes_of(struct nist *nist, const struct nist_contest *contest) {
    static const char *const no_sums[] = {"borda", "cumulative", "range", "rcv"};
    struct builder *builder = nist->builder;
    for (size_t i = 0; i < sizeof no_sums / sizeof *no_sums; i++)
        if (!strcmp(contest->variation, no_sums[i]))
            builder_problem(builder, contest->place, "the vote variation %s cannot be tested by adding up marks",
                            no_sums[i]);
    if (*contest->votes) return builder_votes(builder, contest->place, contest->votes, strlen(contest->votes));
    if (strcmp(contest->type, "CandidateContest")) return 1; /* only candidate contests say how many */
    builder_problem(builder, contest->place, "the contest %s does not say how many votes are allowed (VotesAllowed)",
                    builder_shown(builder, contest->name));
    return 0;
}

static scr_result resolve_contests(struct nist *nist) {
    struct builder *builder = nist->builder;
    for (size_t i = 0; i < nist->contest_count; i++) {
        const struct nist_contest *contest = &nist->contests[i];
        enum contest_kind kind;
        if (!*contest->name) builder_problem(builder, contest->place, "the contest has no Name");
        if (!kind_of_contest(nist, contest, &kind))
            builder_problem(builder, contest->place, "the type %s of the contest %s is not known",
                            builder_shown(builder, contest->type), builder_shown(builder, contest->name));
        SCR_TRY(builder_contest(builder, contest->place, contest->id, contest->name, kind, votes_of(nist, contest)));
        for (size_t o = 0; o < contest->option_count; o++)
            SCR_TRY(resolve_option(nist, &nist->options[contest->first_option + o], kind));
        size_t lines = nist->lines[i] == NOTHING ? 0 : nist->lines[i];
        SCR_TRY(builder_write_in_lines(builder, contest->place, lines));
        SCR_TRY(builder_contest_end(builder, contest->place));
    }
    return scr_done();
}

/* A style's list of a contest's options: each belongs to the contest, none stands twice, and no listed candidate is
 * left out (write-in options may be). Counts the "" of targets without an option. */
static size_t check_list(struct nist *nist, const struct nist_ordered *ordered, size_t contest,
                         const struct nist_list *list) {
    struct builder *builder = nist->builder;
    const struct nist_contest *of = &nist->contests[contest];
    size_t lines = 0, listed = 0, needed = 0;
    nist->mark++;
    for (size_t i = 0; i < list->count; i++) {
        const char *id = nist->references[list->first + i];
        size_t option;
        if (!*id) {
            lines++;
        } else if (!name_index_find(&nist->option_ids, id, strlen(id), &option) || option < of->first_option ||
                   option - of->first_option >= of->option_count) {
            builder_problem(builder, ordered->place, "the option %s is not one of the contest %s",
                            builder_shown(builder, id), builder_shown(builder, of->name));
            return lines;
        } else if (nist->marked[option] == nist->mark) {
            builder_problem(builder, ordered->place, "the option %s stands twice on the ballot style",
                            builder_shown(builder, id));
        } else {
            nist->marked[option] = nist->mark;
            listed += !*nist->options[option].write_in;
        }
    }
    for (size_t o = 0; o < of->option_count; o++) needed += !*nist->options[of->first_option + o].write_in;
    if (listed < needed)
        builder_problem(builder, ordered->place, "the ballot style has %zu of the %zu candidates of the contest %s",
                        listed, needed, builder_shown(builder, of->name));
    return lines;
}

/* The write-in lines of a contest must be the same wherever it stands: the contest is one and its deck is one. */
static void resolve_lines(struct nist *nist, const struct nist_ordered *ordered, size_t contest) {
    for (size_t p = 0; p < ordered->physical_count; p++) {
        const struct nist_list *targets = &nist->physicals[ordered->first_physical + p].targets;
        if (!targets->count) continue; /* the file gives no voting targets */
        size_t lines = check_list(nist, ordered, contest, targets);
        if (nist->lines[contest] == NOTHING)
            nist->lines[contest] = lines;
        else if (nist->lines[contest] != lines)
            builder_problem(nist->builder, ordered->place,
                            "the contest %s has %zu write-in lines here and %zu elsewhere; give it two ObjectIds",
                            builder_shown(nist->builder, nist->contests[contest].name), lines, nist->lines[contest]);
    }
}

static scr_result resolve_ordered(struct nist *nist, struct name_index *contests) {
    struct builder *builder = nist->builder;
    SCR_TRY(scr_grow(&nist->lines, &nist->line_capacity, nist->contest_count, sizeof *nist->lines));
    SCR_TRY(scr_grow(&nist->marked, &nist->mark_capacity, nist->option_count, sizeof *nist->marked));
    for (size_t i = 0; i < nist->contest_count; i++) {
        nist->lines[i] = NOTHING;
        const char *id = nist->contests[i].id;
        if (*id) SCR_TRY(name_index_add(contests, id, strlen(id), i, NULL));
    }
    size_t work = 0;
    for (size_t i = 0; i < nist->ordered_count; i++) {
        const struct nist_ordered *ordered = &nist->ordered[i];
        size_t contest;
        if (!*ordered->contest) continue;
        if (!name_index_find(contests, ordered->contest, strlen(ordered->contest), &contest)) {
            builder_problem(builder, ordered->place, "the contest %s is not defined in the file",
                            builder_shown(builder, ordered->contest));
            continue;
        }
        /* Every list costs as many steps as its contest has options: bounded, whatever a file repeats. */
        work += nist->contests[contest].option_count * (ordered->physical_count + 1);
        if (work > 2000000000) {
            builder_problem(builder, ordered->place, "the ballot styles repeat too large contests too often");
            return (scr_result){SCR_LIMIT};
        }
        if (ordered->order.count) check_list(nist, ordered, contest, &ordered->order);
        resolve_lines(nist, ordered, contest);
    }
    return scr_done();
}

static scr_result resolve_styles(struct nist *nist, const struct name_index *contests, const struct name_index *units) {
    struct builder *builder = nist->builder;
    for (size_t i = 0; i < nist->style_count; i++) {
        const struct nist_style *style = &nist->styles[i];
        const char *id = style->id, *name = "";
        size_t unit, contest;
        if (style->units.count == 1) {
            const char *own = nist->references[style->units.first];
            if (name_index_find(units, own, strlen(own), &unit)) name = nist->units[unit].name;
        }
        if (!*id) {
            id = scr_arena_print(&builder->arena, "style-%zu", i + 1);
            if (!id) return (scr_result){SCR_MEMORY};
            builder_remark(builder, style->place, "the ballot style has no ExternalIdentifier: it is called %s",
                           builder_shown(builder, id));
        }
        SCR_TRY(builder_style(builder, style->place, id, name));
        for (size_t o = 0; o < style->ordered_count; o++) {
            const struct nist_ordered *ordered = &nist->ordered[style->first_ordered + o];
            if (name_index_find(contests, ordered->contest, strlen(ordered->contest), &contest))
                SCR_TRY(builder_style_contest(builder, ordered->place, contest));
        }
        SCR_TRY(builder_style_end(builder, style->place));
    }
    return scr_done();
}

scr_result nist_resolve(struct nist *nist) {
    struct builder *builder = nist->builder;
    struct name_index contests = {0}, units = {0};
    scr_result result = scr_done();
    size_t scope;
    if (!nist->elections) builder_problem(builder, (struct import_place){0}, "the file holds no election");
    for (size_t i = 0; i < nist->unit_count; i++)
        SCR_TRY_OR(result, name_index_add(&units, nist->units[i].id, strlen(nist->units[i].id), i, NULL), end);
    if (name_index_find(&units, nist->scope, strlen(nist->scope), &scope))
        builder->jurisdiction = nist->units[scope].name;
    SCR_TRY_OR(result, resolve_parties(nist), end);
    SCR_TRY_OR(result, resolve_ordered(nist, &contests), end);
    SCR_TRY_OR(result, resolve_contests(nist), end);
    result = resolve_styles(nist, &contests, &units);
end:
    name_index_free(&contests);
    name_index_free(&units);
    return result;
}
