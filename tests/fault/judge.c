/* judge.c: compares what a run left behind with what stood before it and with what an undisturbed run leaves. */
#define _GNU_SOURCE /* asprintf */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char sentence[1000];

static const char *say(const char *what, const char *which) {
    snprintf(sentence, sizeof sentence, "%s%s%.*s", what, *which ? ": " : "", (int)strcspn(which, "\n"), which);
    return sentence;
}

/* The name that the programs give to what is not finished. */
static bool unfinished(const char *path) { return strstr(path, ".partial-"); }

/* What SQLite needs to roll back when the store is opened next. */
static bool journal(const char *path) {
    static const char ending[] = ".sqlite-journal";
    size_t length = strlen(path);
    return length >= sizeof ending - 1 && !strcmp(path + length - (sizeof ending - 1), ending);
}

static bool equal(const struct scene *scene, const struct state_entry *a, const struct state_entry *b) {
    if (!a || !b || a->damaged || b->damaged) return !a && !b;
    return scene->random || a->content == b->content;
}

static const struct state_entry *entry_at(const struct state *state, const struct state_entry *like) {
    return state_find(state, like->path);
}

bool judge_same(const struct scene *scene, const struct state *a, const struct state *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!equal(scene, &a->entries[i], entry_at(b, &a->entries[i]))) return false;
    return true;
}

/* The first path at which two states differ, or NULL. `partial`: what is unfinished may stand in the first. */
static const char *difference(const struct scene *scene, const struct state *a, const struct state *b, bool partial) {
    for (size_t i = 0; i < a->count; i++)
        if (!(partial && unfinished(a->entries[i].path)) && !equal(scene, &a->entries[i], entry_at(b, &a->entries[i])))
            return a->entries[i].path;
    for (size_t i = 0; i < b->count; i++)
        if (!entry_at(a, &b->entries[i])) return b->entries[i].path;
    return NULL;
}

/* Every file is as before or as it is to be; a store may stand between the two while its file is not published. */
static const char *judge_files(const struct scene *scene, const struct state *state, struct excuse excuse) {
    bool published = false;
    const char *behind = NULL;
    for (size_t i = 0; i < state->count; i++) {
        const struct state_entry *found = &state->entries[i], *old = entry_at(&scene->before, found),
                                 *right = entry_at(&scene->right.state, found);
        if (found->damaged) return say("the store is damaged", found->path);
        if (equal(scene, found, right) && !old && !found->store && !strstr(found->path, ".ledger-head"))
            published = true;
        if (equal(scene, found, right) || equal(scene, found, old) || journal(found->path)) continue;
        if (unfinished(found->path) && (excuse.killed || excuse.unremovable)) continue;
        if (unfinished(found->path)) return say("something unfinished is left behind", found->path);
        if (!found->store && !strstr(found->path, ".ledger-head")) return say("a file is torn or strange", found->path);
    }
    for (size_t i = 0; i < scene->before.count; i++)
        if (!entry_at(state, &scene->before.entries[i]) && entry_at(&scene->right.state, &scene->before.entries[i]))
            return say("a file was lost", scene->before.entries[i].path);
    /* What can be seen must be in the store already, with its charge. */
    for (size_t i = 0; i < scene->right.state.count; i++) {
        const struct state_entry *right = &scene->right.state.entries[i];
        if (right->store && !equal(scene, right, entry_at(state, right))) behind = right->path;
    }
    return published && behind ? say("a file is published that the store does not know", behind) : NULL;
}

/* The n-th line of JSON that carries a check's verdict, as "ID", "verdict". */
static const char *next_check(const char *text, char id[16], char verdict[16]) {
    static const char begin[] = "{\"id\": \"";
    const char *at = strstr(text, begin);
    if (!at || sscanf(at + sizeof begin - 1, "%15[^\"]\", \"verdict\": \"%15[^\"]", id, verdict) != 2) return NULL;
    return at + sizeof begin;
}

static bool claims(const char *text, const char *id, const char *verdict) {
    char one[16], other[16];
    for (const char *at = text; (at = next_check(at, one, other));)
        if (!strcmp(one, id) && !strcmp(other, verdict)) return true;
    return false;
}

/* No verdict but the true ones; "undecided" in their place is honest. */
static const char *judge_verdicts(const struct scene *scene, const struct outcome *outcome) {
    char id[16], verdict[16];
    if (outcome->status == 2) return NULL;
    if (outcome->status == scene->right.status && !strcmp(outcome->said, scene->right.said)) return NULL;
    for (const char *at = outcome->said; (at = next_check(at, id, verdict));)
        if (strcmp(verdict, "undecided") != 0 && !claims(scene->right.said, id, verdict))
            return say("a false verdict", id);
    if (outcome->status == 1 && scene->right.status == 1) return NULL;
    if (outcome->status == 3 && (strstr(outcome->said, "memory") || strstr(outcome->said, "could not be"))) return NULL;
    return say("a verdict that is not the true one", "");
}

const char *judge_fault(const struct scene *scene, const struct outcome *outcome, struct excuse excuse) {
    const char *problem = judge_files(scene, &outcome->state, excuse);
    if (problem || excuse.killed) return problem;
    if (outcome->status > 128) return say("ended by a signal", outcome->complained);
    bool failed = outcome->status != scene->right.status;
    if (failed && strncmp(outcome->complained, scene->verifier ? "scrutineer-verify: " : "scrutineer-gen: ", 16) != 0 &&
        !(scene->verifier && outcome->status != 2))
        return say("failed without a sentence", outcome->complained);
    if (strstr(outcome->complained, "internal")) return say("calls it an internal error", outcome->complained);
    if (scene->verifier) return judge_verdicts(scene, outcome);
    if (failed) return NULL;
    const char *differs = difference(scene, &outcome->state, &scene->right.state, excuse.unremovable);
    if (differs) return say("success, but not all is there", differs);
    if (!scene->random && strcmp(outcome->said, scene->right.said) != 0) return say("success, but other words", "");
    return strcmp(outcome->complained, scene->right.complained) != 0
               ? say("success, but another warning", outcome->complained)
               : NULL;
}

const char *judge_again(const struct scene *scene, const struct state *between, const struct outcome *outcome,
                        struct excuse excuse) {
    bool done = !difference(scene, between, &scene->right.state, true);
    const char *differs = difference(scene, &outcome->state, &scene->right.state, done);
    for (size_t i = 0; i < outcome->state.count; i++)
        if (outcome->state.entries[i].damaged) return say("the next run finds a damaged store", "");
    if (scene->keeps && excuse.killed && outcome->status == 1 && strstr(outcome->complained, "exists already"))
        return NULL;
    if (differs && outcome->status != scene->right.status) return say("the next run refuses", outcome->complained);
    if (differs) return say("the next run leaves another state", differs);
    if (outcome->status == scene->right.status) return NULL;
    /* All was done already: then a refusal to do it twice is right. */
    return done ? NULL : say("the next run refuses", outcome->complained);
}
