/* tree_seen.c: reads plurality trees for a page. */
#include "gen/report/verified/tree_seen.h"

#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "scrutineer/text.h"

struct reading {
    struct tree_seen *tree;
    enum { NOTHING, SEED, NUMBERS, OPENED, CODES } awaited; /* what the next text is */
};

/* Room for the codes, once the contest's size is known. */
static scr_result make_codes(struct tree_seen *tree) {
    if (tree->contest.ballots * (uint64_t)tree->contest.replication > TREE_LEAVES_SEEN) return scr_done();
    tree->codes = malloc(tree->contest.ballots + 1);
    if (!tree->codes) return (scr_result){SCR_MEMORY};
    memset(tree->codes, TREE_CODE_PHANTOM, tree->contest.ballots);
    return scr_done();
}

static scr_result contest(struct tree_seen *tree, struct scr_xml_reader *xml) {
    struct tree_contest *contest = &tree->contest;
    uint64_t ballots, replication, arity;
    const char *arrangement;
    if (contest->id) return (scr_result){SCR_INPUT};
    SCR_TRY(artifact_copy(&tree->arena, xml, "Id", &contest->id));
    SCR_TRY(artifact_copy(&tree->arena, xml, "Name", &contest->name));
    SCR_TRY(artifact_copy(&tree->arena, xml, "Arrangement", &arrangement));
    SCR_TRY(artifact_count(xml, "Ballots", TREE_BALLOTS_SEEN, &ballots));
    SCR_TRY(artifact_count(xml, "Replication", TREE_BALLOTS_SEEN, &replication));
    SCR_TRY(artifact_count(xml, "Arity", TREE_ARITY_MOST, &arity));
    if (!ballots || !replication || !tree_arrangement_parse(arrangement, &contest->arrangement))
        return (scr_result){SCR_INPUT};
    contest->ballots = ballots;
    contest->replication = replication;
    contest->arity = (unsigned)arity;
    contest->candidates = tree->candidates;
    return make_codes(tree);
}

/* The codes are those that the order gives: then the value of a code is its candidate's position. */
static scr_result candidate(struct tree_seen *tree, struct scr_xml_reader *xml) {
    unsigned at = tree->contest.candidate_count;
    const char *code = scr_xml_attribute_of(xml, "Code", NULL);
    if (at == TREE_CODES_MOST || !code || code[0] != tree_code_of((uint8_t)at) || code[1])
        return (scr_result){SCR_INPUT};
    SCR_TRY(artifact_copy(&tree->arena, xml, "Id", &tree->candidates[at].id));
    SCR_TRY(artifact_copy(&tree->arena, xml, "Name", &tree->candidates[at].name));
    tree->contest.candidate_count++;
    return scr_done();
}

static scr_result total(struct tree_seen *tree, struct scr_xml_reader *xml) {
    const char *code = scr_xml_attribute_of(xml, "Code", NULL);
    uint8_t value;
    uint64_t votes;
    if (!code || !*code || code[1] || *code == TREE_CODE_MISSING || *code == TREE_CODE_PHANTOM ||
        !tree_code_value(*code, tree->contest.candidate_count, &value))
        return (scr_result){SCR_INPUT};
    SCR_TRY(artifact_count(xml, "Votes", TREE_BALLOTS_SEEN, &votes));
    tree->totals.votes[value] = votes;
    return scr_done();
}

static scr_result outcome(struct tree_seen *tree, struct scr_xml_reader *xml) {
    const char *winner = scr_xml_attribute_of(xml, "TPTWinner", NULL);
    uint8_t value;
    if (!winner || !*winner || winner[1] || !tree_code_value(*winner, tree->contest.candidate_count, &value))
        return (scr_result){SCR_INPUT};
    tree->winner = *winner;
    const char *leaders = scr_xml_attribute_of(xml, "PluralityLeaders", NULL);
    if (!leaders || strlen(leaders) > TREE_CODES_MOST) return (scr_result){SCR_INPUT};
    strcpy(tree->totals.leaders, leaders); /* fits: TREE_CODES_MOST and a NUL */
    for (; *leaders; leaders++)
        if (*leaders == TREE_CODE_MISSING || *leaders == TREE_CODE_PHANTOM ||
            !tree_code_value(*leaders, tree->contest.candidate_count, &value))
            return (scr_result){SCR_INPUT};
    return scr_done();
}

static scr_result disclosure(struct tree_seen *tree, struct scr_xml_reader *xml) {
    const char *kind = scr_xml_attribute_of(xml, "Kind", NULL);
    tree->disclose_all = kind && !strcmp(kind, "all");
    return scr_done();
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    struct tree_seen *tree = r->tree;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    uint64_t missing;
    (void)done;
    r->awaited = NOTHING;
    if (depth == 2 && artifact_rests_on(xml, "ballot-commitment", &tree->commitment)) return scr_done();
    if (depth == 1 && !strcmp(name, "Contest")) return contest(tree, xml);
    if (depth == 2 && !strcmp(name, "Candidate")) return candidate(tree, xml);
    if (depth == 1 && !strcmp(name, "Outcome")) return outcome(tree, xml);
    if (depth == 2 && !strcmp(name, "CandidateTotal")) return total(tree, xml);
    if (depth == 1 && !strcmp(name, "Disclosure")) return disclosure(tree, xml);
    if (depth == 1 && !strcmp(name, "Totals")) {
        SCR_TRY(artifact_count(xml, "Missing", TREE_BALLOTS_SEEN, &missing));
        tree->totals.missing = missing;
    }
    if (depth == 1 && !strcmp(name, "Seed")) r->awaited = SEED;
    if (depth == 2 && !strcmp(name, "Numbers")) r->awaited = NUMBERS;
    if (depth == 2 && !strcmp(name, "Opened")) r->awaited = OPENED;
    if (depth == 2 && !strcmp(name, "Codes")) r->awaited = CODES;
    return scr_done();
}

static scr_result numbers(struct tree_seen *tree, struct artifact_tokens tokens) {
    uint64_t number, last = tree->plan_count ? tree->plan[tree->plan_count - 1] : 0;
    size_t length;
    for (const char *token; artifact_token(&tokens, &token, &length); last = number) {
        if (!scr_count_parse(token, length, tree->contest.ballots, &number) || number <= last)
            return (scr_result){SCR_INPUT};
        SCR_TRY(scr_grow(&tree->plan, &tree->plan_capacity, tree->plan_count + 1, sizeof *tree->plan));
        tree->plan[tree->plan_count++] = (uint32_t)number;
    }
    return scr_done();
}

static scr_result opened(struct tree_seen *tree, struct artifact_tokens tokens) {
    uint64_t number;
    uint8_t value;
    size_t length;
    for (const char *token; artifact_token(&tokens, &token, &length);) {
        const char *colon = memchr(token, ':', length);
        if (!colon || colon + 1 == token + length ||
            !scr_count_parse(token, (size_t)(colon - token), tree->contest.ballots, &number) || !number ||
            !tree_code_value(colon[1], tree->contest.candidate_count, &value))
            return (scr_result){SCR_INPUT};
        if (tree->codes) tree->codes[number - 1] = (uint8_t)colon[1];
    }
    return scr_done();
}

static scr_result codes(struct tree_seen *tree, const char *words, size_t length) {
    uint8_t value;
    if (length > tree->contest.ballots - tree->code_count) return (scr_result){SCR_INPUT};
    for (size_t i = 0; i < length; i++)
        if (!tree_code_value(words[i], tree->contest.candidate_count, &value)) return (scr_result){SCR_INPUT};
    if (tree->codes) memcpy(tree->codes + tree->code_count, words, length);
    tree->code_count += length;
    return scr_done();
}

static scr_result text(void *context, const char *words, size_t length) {
    struct reading *r = context;
    struct tree_seen *tree = r->tree;
    const struct artifact_tokens tokens = {words, words + length};
    if (r->awaited != NOTHING && !tree->contest.id) return (scr_result){SCR_INPUT};
    switch (r->awaited) {
    case SEED:
        tree->seed = scr_arena_copy(&tree->arena, words, length);
        return (scr_result){tree->seed ? SCR_DONE : SCR_MEMORY};
    case NUMBERS:
        return numbers(tree, tokens);
    case OPENED:
        return opened(tree, tokens);
    case CODES:
        return codes(tree, words, length);
    case NOTHING:
        break;
    }
    return scr_done();
}

scr_result tree_seen_read(const char *path, const struct scr_hash *hash, struct tree_seen *tree) {
    static const struct artifact_walker walker = {start, text, NULL};
    struct reading r = {tree, NOTHING};
    *tree = (struct tree_seen){0};
    SCR_TRY(artifact_walk(path, hash, &walker, &r));
    bool whole = !tree->disclose_all || tree->code_count == tree->contest.ballots;
    bool good = whole && tree->contest.candidate_count && tree->seed && tree->winner;
    return (scr_result){good ? SCR_DONE : SCR_INPUT};
}

void tree_seen_free(struct tree_seen *tree) {
    free(tree->plan);
    free(tree->codes);
    scr_arena_free(&tree->arena);
}
