/* nist_events.c: turns the elements of a NIST document into records, with a table of what may stand where. */
#include <stdlib.h>
#include <string.h>

#include "nist.h"
#include "scrutineer/text.h"

enum node {
    DOCUMENT, /* outside of the root */
    ROOT,
    ELECTION,
    CANDIDATE,
    CONTEST,
    OPTION,
    STYLE,
    ORDERED, /* OrderedContest, or OrderedHeader with more of them inside */
    PHYSICAL,
    PHYSICAL_OPTION,
    PARTY,
    UNIT,
    EXTERNAL, /* ExternalIdentifier */
    WORDS,    /* InternationalizedText */
    SENTENCE, /* its LanguageString */
    LEAF
};

enum field {
    NO_FIELD,
    ELECTION_ID,
    ELECTION_NAME,
    ELECTION_DATE,
    ELECTION_SCOPE,
    CANDIDATE_NAME,
    CANDIDATE_PARTY_ID,
    CONTEST_NAME,
    CONTEST_VOTES,
    CONTEST_VARIATION,
    OPTION_CANDIDATES,
    OPTION_PARTIES,
    OPTION_ENDORSEMENTS,
    OPTION_TEXT,
    OPTION_WRITE_IN,
    STYLE_ID,
    STYLE_UNITS,
    ORDERED_CONTEST,
    ORDERED_OPTIONS,
    TARGET_OPTION,
    PARTY_NAME,
    UNIT_NAME
};

/* Everything else is passed over. */
static const struct step {
    enum node parent;
    const char *name;
    enum node node;
    enum field field;
} steps[] = {
    {DOCUMENT, "BallotDefinition", ROOT, NO_FIELD},
    {DOCUMENT, "ElectionReport", ROOT, NO_FIELD},
    {ROOT, "Election", ELECTION, NO_FIELD},
    {ROOT, "Party", PARTY, NO_FIELD},
    {ROOT, "GpUnit", UNIT, NO_FIELD},
    {ELECTION, "BallotStyle", STYLE, NO_FIELD},
    {ELECTION, "Candidate", CANDIDATE, NO_FIELD},
    {ELECTION, "Contest", CONTEST, NO_FIELD},
    {ELECTION, "ExternalIdentifier", EXTERNAL, ELECTION_ID},
    {ELECTION, "Name", WORDS, ELECTION_NAME},
    {ELECTION, "StartDate", LEAF, ELECTION_DATE},
    {ELECTION, "ElectionScopeId", LEAF, ELECTION_SCOPE},
    {CANDIDATE, "BallotName", WORDS, CANDIDATE_NAME},
    {CANDIDATE, "PartyId", LEAF, CANDIDATE_PARTY_ID},
    {CONTEST, "Name", LEAF, CONTEST_NAME},
    {CONTEST, "VotesAllowed", LEAF, CONTEST_VOTES},
    {CONTEST, "VoteVariation", LEAF, CONTEST_VARIATION},
    {CONTEST, "ContestOption", OPTION, NO_FIELD},
    {CONTEST, "ContestSelection", OPTION, NO_FIELD},
    {OPTION, "CandidateIds", LEAF, OPTION_CANDIDATES},
    {OPTION, "PartyIds", LEAF, OPTION_PARTIES},
    {OPTION, "EndorsementPartyIds", LEAF, OPTION_ENDORSEMENTS},
    {OPTION, "Selection", WORDS, OPTION_TEXT},
    {OPTION, "IsWriteIn", LEAF, OPTION_WRITE_IN},
    {STYLE, "ExternalIdentifier", EXTERNAL, STYLE_ID},
    {STYLE, "GpUnitIds", LEAF, STYLE_UNITS},
    {STYLE, "OrderedContent", ORDERED, NO_FIELD},
    {ORDERED, "OrderedContent", ORDERED, NO_FIELD},
    {ORDERED, "ContestId", LEAF, ORDERED_CONTEST},
    {ORDERED, "OrderedContestOptionIds", LEAF, ORDERED_OPTIONS},
    {ORDERED, "OrderedContestSelectionIds", LEAF, ORDERED_OPTIONS},
    {ORDERED, "Physical", PHYSICAL, NO_FIELD},
    {PHYSICAL, "PhysicalContestOption", PHYSICAL_OPTION, NO_FIELD},
    {PHYSICAL_OPTION, "ContestOptionId", LEAF, TARGET_OPTION},
    {PARTY, "Name", WORDS, PARTY_NAME},
    {UNIT, "Name", WORDS, UNIT_NAME},
    {EXTERNAL, "Value", LEAF, NO_FIELD}, /* takes the field of its parent */
    {WORDS, "Text", SENTENCE, NO_FIELD},
};

bool nist_skips(const struct nist *nist) { return nist->skipping > 0; }

/* Room for one more record of a kind. */
static scr_result more(struct nist *nist, struct import_place place, void *items, size_t *capacity, size_t count,
                       size_t size, size_t most) {
    if (count < most) return scr_grow(items, capacity, count + 1, size);
    builder_problem(nist->builder, place, "the file holds more than %zu parts of one kind", most);
    return (scr_result){SCR_LIMIT};
}

#define MORE(nist, place, items, counted)                                                                              \
    more((nist), (place), &(nist)->items, &(nist)->counted##_capacity, (nist)->counted##_count, sizeof *(nist)->items, \
         NIST_RECORDS_MOST)

/* ObjectIds are unique in the whole file (xs:ID), which the parser does not check. */
static scr_result object_id(struct nist *nist, struct import_place place, const char *what, const char *id,
                            const char **clean) {
    bool fresh = true;
    *clean = "";
    if (!id) {
        builder_problem(nist->builder, place, "the %s has no ObjectId", what);
        return scr_done();
    }
    SCR_TRY(builder_text(nist->builder, place, "ObjectId", id, strlen(id), true, clean));
    if (**clean) SCR_TRY(name_index_add(&nist->objects, *clean, strlen(*clean), 0, &fresh));
    if (!fresh)
        builder_problem(nist->builder, place, "the ObjectId %s is used twice", builder_shown(nist->builder, *clean));
    return scr_done();
}

static scr_result type_name(struct nist *nist, struct import_place place, const char *type, const char **clean) {
    *clean = "";
    if (!type) return scr_done();
    const char *prefix = strpbrk(type, ":.");
    if (prefix) type = prefix + 1;
    return builder_text(nist->builder, place, "type", type, strlen(type), false, clean);
}

static scr_result begin_record(struct nist *nist, enum node node, struct import_place place, const char *id,
                               const char *type) {
    struct builder *builder = nist->builder;
    const char *own, *kind;
    switch (node) {
    case ELECTION:
        if (++nist->elections == 2)
            builder_problem(builder, place, "the file holds more than one election; give each a file of its own");
        return scr_done();
    case PARTY:
        SCR_TRY(object_id(nist, place, "party", id, &own));
        SCR_TRY(MORE(nist, place, parties, party));
        nist->parties[nist->party_count++] = (struct nist_party){own, "", place};
        return scr_done();
    case UNIT:
        SCR_TRY(object_id(nist, place, "reporting unit", id, &own));
        SCR_TRY(MORE(nist, place, units, unit));
        nist->units[nist->unit_count++] = (struct nist_unit){own, ""};
        return scr_done();
    case CANDIDATE:
        SCR_TRY(object_id(nist, place, "candidate", id, &own));
        SCR_TRY(MORE(nist, place, candidates, candidate));
        if (*own) SCR_TRY(name_index_add(&nist->candidate_ids, own, strlen(own), nist->candidate_count, NULL));
        nist->candidates[nist->candidate_count++] = (struct nist_candidate){own, "", ""};
        return scr_done();
    case CONTEST:
        SCR_TRY(object_id(nist, place, "contest", id, &own));
        SCR_TRY(type_name(nist, place, type, &kind));
        SCR_TRY(MORE(nist, place, contests, contest));
        nist->contests[nist->contest_count++] =
            (struct nist_contest){own, kind, "", "", "", nist->option_count, 0, place};
        return scr_done();
    case OPTION:
        SCR_TRY(object_id(nist, place, "contest option", id, &own));
        SCR_TRY(type_name(nist, place, type, &kind));
        SCR_TRY(MORE(nist, place, options, option));
        if (*own) SCR_TRY(name_index_add(&nist->option_ids, own, strlen(own), nist->option_count, NULL));
        nist->options[nist->option_count++] =
            (struct nist_option){.id = own, .type = kind, .text = "", .write_in = "", .place = place};
        nist->contests[nist->contest_count - 1].option_count++;
        return scr_done();
    case STYLE:
        SCR_TRY(MORE(nist, place, styles, style));
        nist->styles[nist->style_count++] =
            (struct nist_style){.id = "", .first_ordered = nist->ordered_count, .place = place};
        return scr_done();
    case ORDERED: /* of a header the record stays without a contest */
        SCR_TRY(MORE(nist, place, ordered, ordered));
        nist->ordered[nist->ordered_count++] =
            (struct nist_ordered){.contest = "", .first_physical = nist->physical_count, .place = place};
        nist->styles[nist->style_count - 1].ordered_count++;
        return scr_done();
    case PHYSICAL:
        SCR_TRY(MORE(nist, place, physicals, physical));
        nist->physicals[nist->physical_count++] = (struct nist_physical){{nist->reference_count, 0}};
        nist->ordered[nist->ordered_count - 1].physical_count++;
        return scr_done();
    case PHYSICAL_OPTION:
        nist->physical_option = "";
        return scr_done();
    case WORDS:
        nist->best_text = NULL;
        nist->best_is_english = false;
        return scr_done();
    default:
        return scr_done();
    }
}

scr_result nist_open(struct nist *nist, const char *name, struct import_place place, const char *id, const char *type,
                     const char *language) {
    if (nist->skipping) {
        nist->skipping++;
        return scr_done();
    }
    enum node parent = nist->depth ? nist->stack[nist->depth - 1].node : DOCUMENT;
    const struct step *step = NULL;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !step; i++)
        if (steps[i].parent == parent && !strcmp(steps[i].name, name)) step = &steps[i];
    if (!step) {
        nist->skipping = 1;
        return scr_done();
    }
    if (nist->depth == NIST_DEPTH_MOST) {
        builder_problem(nist->builder, place, "the document is nested more than %d levels deep", NIST_DEPTH_MOST);
        return (scr_result){SCR_LIMIT};
    }
    enum field field = parent == EXTERNAL ? nist->stack[nist->depth - 1].field : step->field;
    nist->stack[nist->depth++] = (struct nist_frame){(unsigned char)step->node, (unsigned char)field};
    nist->text.length = 0;
    if (step->node == SENTENCE) nist->this_is_english = language && !strncmp(language, "en", 2);
    return begin_record(nist, step->node, place, id, type);
}

scr_result nist_text(struct nist *nist, const char *text, size_t length) {
    if (nist->skipping || !nist->depth) return scr_done();
    unsigned char node = nist->stack[nist->depth - 1].node;
    if (node != LEAF && node != SENTENCE) return scr_done();
    if (length > NIST_TEXT_MOST - nist->text.length) {
        builder_problem(nist->builder, (struct import_place){0}, "a text is longer than 4 MB");
        return (scr_result){SCR_LIMIT};
    }
    return scr_buffer_append(&nist->text, text, length);
}

/* Adds the ids of a white-space separated list; a list that JSON gives id by id is called for each. */
static scr_result add_list(struct nist *nist, struct import_place place, struct nist_list *list) {
    const char *at = (const char *)nist->text.data, *end = at ? at + nist->text.length : at;
    if (!list->count)
        list->first = nist->reference_count;
    else if (list->first + list->count != nist->reference_count) {
        builder_problem(nist->builder, place, "a list of ids stands twice");
        return scr_done();
    }
    while (at < end) {
        while (at < end && strchr(" \t\r\n", *at)) at++;
        const char *begin = at;
        while (at < end && !strchr(" \t\r\n", *at)) at++;
        if (at == begin) break;
        const char *id;
        SCR_TRY(builder_text(nist->builder, place, "id", begin, (size_t)(at - begin), true, &id));
        SCR_TRY(more(nist, place, &nist->references, &nist->reference_capacity, nist->reference_count,
                     sizeof *nist->references, NIST_REFERENCES_MOST));
        nist->references[nist->reference_count++] = id;
        list->count++;
    }
    return scr_done();
}

/* The newest record of a kind. */
#define LAST(kind) (nist->kind##s[nist->kind##_count - 1])

/* Stores a value in its record, which the table of steps guarantees to stand. */
static scr_result store(struct nist *nist, enum field field, struct import_place place, const char *words) {
    struct builder *builder = nist->builder;
    const char **target = NULL;
    bool first_wins = false;
    switch (field) {
    case OPTION_CANDIDATES:
        return add_list(nist, place, &LAST(option).candidates);
    case OPTION_PARTIES:
        return add_list(nist, place, &LAST(option).parties);
    case OPTION_ENDORSEMENTS:
        return add_list(nist, place, &LAST(option).endorsements);
    case STYLE_UNITS:
        return add_list(nist, place, &LAST(style).units);
    case ORDERED_OPTIONS:
        return add_list(nist, place, &nist->ordered[nist->ordered_count - 1].order);
    case ORDERED_CONTEST:
        target = &nist->ordered[nist->ordered_count - 1].contest;
        break;
    case ELECTION_ID:
        target = &builder->id, first_wins = true;
        break;
    case ELECTION_NAME:
        target = &builder->name;
        break;
    case ELECTION_DATE:
        target = &builder->date;
        break;
    case ELECTION_SCOPE:
        target = &nist->scope;
        break;
    case CANDIDATE_NAME:
        target = &LAST(candidate).name;
        break;
    case CANDIDATE_PARTY_ID:
        target = &LAST(candidate).party;
        break;
    case CONTEST_NAME:
        target = &LAST(contest).name;
        break;
    case CONTEST_VOTES:
        target = &LAST(contest).votes;
        break;
    case CONTEST_VARIATION:
        target = &LAST(contest).variation;
        break;
    case OPTION_TEXT:
        target = &LAST(option).text;
        break;
    case OPTION_WRITE_IN:
        target = &LAST(option).write_in;
        break;
    case STYLE_ID:
        target = &LAST(style).id, first_wins = true;
        break;
    case TARGET_OPTION:
        target = &nist->physical_option;
        break;
    case PARTY_NAME:
        target = &nist->parties[nist->party_count - 1].name;
        break;
    case UNIT_NAME:
        target = &LAST(unit).name;
        break;
    case NO_FIELD:
        break;
    }
    if (!target) return scr_done();
    const char *text = words;
    if (!text)
        SCR_TRY(builder_text(builder, place, "text", (const char *)nist->text.data, nist->text.length, false, &text));
    if (field == ELECTION_DATE) SCR_TRY(builder_date(builder, text, &text));
    if (!**target)
        *target = text;
    else if (!first_wins)
        builder_problem(builder, place, "this element stands twice in what it describes");
    return scr_done();
}

scr_result nist_close(struct nist *nist, struct import_place place) {
    if (nist->skipping) {
        nist->skipping--;
        return scr_done();
    }
    struct nist_frame frame = nist->stack[--nist->depth];
    switch ((enum node)frame.node) {
    case LEAF:
        return store(nist, (enum field)frame.field, place, NULL);
    case SENTENCE:
        /* English where there is a choice, else the first language. */
        if (!nist->best_text || (nist->this_is_english && !nist->best_is_english)) {
            SCR_TRY(builder_text(nist->builder, place, "text", (const char *)nist->text.data, nist->text.length, false,
                                 &nist->best_text));
            nist->best_is_english = nist->this_is_english;
        }
        return scr_done();
    case WORDS:
        return store(nist, (enum field)frame.field, place, nist->best_text ? nist->best_text : "");
    case PHYSICAL_OPTION: {
        SCR_TRY(more(nist, place, &nist->references, &nist->reference_capacity, nist->reference_count,
                     sizeof *nist->references, NIST_REFERENCES_MOST));
        nist->references[nist->reference_count++] = nist->physical_option;
        nist->physicals[nist->physical_count - 1].targets.count++;
        return scr_done();
    }
    default:
        return scr_done();
    }
}

struct nist *nist_new(struct builder *builder, enum nist_dialect dialect) {
    struct nist *nist = calloc(1, sizeof *nist);
    if (!nist) return NULL;
    nist->builder = builder;
    nist->dialect = dialect;
    nist->scope = nist->physical_option = "";
    return nist;
}

void nist_free(struct nist *nist) {
    if (!nist) return;
    free(nist->parties);
    free(nist->units);
    free(nist->candidates);
    free(nist->contests);
    free(nist->options);
    free(nist->styles);
    free(nist->ordered);
    free(nist->physicals);
    free(nist->references);
    free(nist->lines);
    free(nist->marked);
    name_index_free(&nist->objects);
    name_index_free(&nist->candidate_ids);
    name_index_free(&nist->option_ids);
    scr_buffer_free(&nist->text);
    free(nist);
}
