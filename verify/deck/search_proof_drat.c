/* search_proof_drat.c: reads a DRAT proof line by line and checks each step: reverse unit propagation, else the
 * resolution asymmetric tautology on the first literal.
 *
 * Literals that unit propagation derives from the clauses without any assumption stay true when a clause is deleted
 * later: they count as clauses of their own, which only makes the set stronger, and a step on the negation of one is
 * refused. */
#include <stdlib.h>

#include "verify/deck/search_proof_clausebase.h"
#include "verify/deck/search_proof_drat.h"

struct step {
    int32_t *literals; /* without repetitions, in the order of the file */
    size_t count, capacity;
    bool deletion, tautology;
};

struct reader {
    const char *at, *end;
    unsigned long line;
    uint32_t variables;
    uint8_t *seen; /* by slot; zero between lines */
    const char *complaint;
};

/* One literal; false with a complaint. 0 ends the clause. */
static bool read_literal(struct reader *r, int32_t *literal) {
    bool negative = r->at < r->end && *r->at == '-';
    if (negative) r->at++;
    if (r->at == r->end || *r->at < '0' || *r->at > '9') {
        r->complaint = "is not a clause: literals separated by spaces, ending in 0, are expected";
        return false;
    }
    bool zero = *r->at == '0';
    uint64_t value = 0;
    const char *first = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && value <= UINT32_MAX)
        value = value * 10 + (uint64_t)(*r->at++ - '0');
    if (zero && (negative || r->at - first > 1)) {
        r->complaint = "holds a number that is not written canonically";
        return false;
    }
    if (value > r->variables) {
        r->complaint = "uses a variable that the clauses do not have";
        return false;
    }
    *literal = negative ? -(int32_t)value : (int32_t)value;
    return true;
}

static scr_result read_literals(struct reader *r, struct step *step, bool *good) {
    for (;;) {
        int32_t literal;
        if (!read_literal(r, &literal)) return scr_done();
        if (!literal) break;
        if (r->at == r->end || *r->at != ' ') {
            r->complaint = "does not end in 0";
            return scr_done();
        }
        while (r->at < r->end && *r->at == ' ') r->at++;
        if (r->seen[slot_of(literal)]) continue;
        r->seen[slot_of(literal)] = 1;
        if (r->seen[slot_of(-literal)]) step->tautology = true;
        SCR_TRY(scr_grow(&step->literals, &step->capacity, step->count + 1, sizeof *step->literals));
        step->literals[step->count++] = literal;
    }
    if (r->at < r->end && *r->at != '\n') {
        r->complaint = "has text after the 0 that ends the clause";
        return scr_done();
    }
    if (r->at < r->end) r->at++;
    *good = true;
    return scr_done();
}

/* Reads the next line. *good is false with a complaint when it is malformed. */
static scr_result read_step(struct reader *r, struct step *step, bool *good) {
    *good = step->deletion = step->tautology = false;
    step->count = 0;
    r->line++;
    if (*r->at == 'd' && r->end - r->at > 1 && r->at[1] == ' ') {
        step->deletion = true;
        r->at += 2;
    }
    scr_result result = read_literals(r, step, good);
    for (size_t i = 0; i < step->count; i++) r->seen[slot_of(step->literals[i])] = 0;
    return result;
}

/* Assumes the negation of the literals (all but `except`). *satisfied when one of them is true already. */
static void assume_negation(struct clause_base *base, const int32_t *literals, size_t count, int32_t except,
                            bool *satisfied) {
    *satisfied = false;
    for (size_t i = 0; i < count && !*satisfied; i++) {
        if (literals[i] == except) continue;
        int8_t value = base->values[slot_of(literals[i])];
        if (value > 0) *satisfied = true;
        if (!value) base_assume(base, -literals[i]);
    }
}

/* With the negation of the step assumed and propagated: does every resolvent on `pivot` follow? */
static scr_result resolvents_follow(struct clause_base *base, int32_t pivot, bool *follow) {
    size_t level = base->trail_length;
    for (size_t at = 0; at < base->pool_length;) {
        const int32_t *clause = base->pool + at;
        size_t size = clause[0] < 0 ? (size_t)-clause[0] : (size_t)clause[0];
        bool touches = false, conflict;
        for (size_t i = 0; clause[0] > 0 && i < size && !touches; i++) touches = clause[2 + i] == -pivot;
        if (!budget_spend(base->budget, 1 + size)) return (scr_result){SCR_LIMIT};
        at += size + 2;
        if (!touches) continue;
        assume_negation(base, clause + 2, size, -pivot, &conflict);
        if (!conflict) SCR_TRY(base_propagate(base, &conflict));
        base_retract(base, level);
        if (!conflict) return scr_done();
    }
    *follow = true;
    return scr_done();
}

static scr_result step_follows(struct clause_base *base, const struct step *step, bool *follows) {
    *follows = false;
    int32_t pivot = step->count ? step->literals[0] : 0;
    /* A pivot that is false for good has the unit clause of its negation against it: no resolvent but the rest. */
    bool pivot_open = pivot && !base->values[slot_of(pivot)];
    assume_negation(base, step->literals, step->count, 0, follows);
    if (!*follows) SCR_TRY(base_propagate(base, follows));
    if (!*follows && pivot_open) SCR_TRY(resolvents_follow(base, pivot, follows));
    base_retract(base, base->fixed);
    return scr_done();
}

static scr_result load(struct clause_base *base, const struct clause_set *clauses) {
    for (size_t at = 0; at < clauses->length;) {
        size_t count = 0;
        while (clauses->literals[at + count]) count++;
        if (!budget_spend(base->budget, 1 + count)) return (scr_result){SCR_LIMIT};
        SCR_TRY(base_add(base, clauses->literals + at, count));
        at += count + 1;
    }
    return scr_done();
}

static scr_result check_lines(struct clause_base *base, struct reader *r, struct step *step, bool *refused) {
    while (r->at < r->end) {
        bool good, follows = true;
        const char *before = r->at;
        SCR_TRY(read_step(r, step, &good));
        *refused = !good;
        if (!good) return scr_done();
        if (!budget_spend(base->budget, (uint64_t)(r->at - before))) return (scr_result){SCR_LIMIT};
        if (base->contradiction || step->tautology) continue; /* what follows a contradiction is only read */
        if (step->deletion) {
            SCR_TRY(base_delete(base, step->literals, step->count));
            continue;
        }
        SCR_TRY(step_follows(base, step, &follows));
        if (!follows) {
            r->complaint = "adds a clause that does not follow from the clauses before it";
            *refused = true;
            return scr_done();
        }
        SCR_TRY(base_add(base, step->literals, step->count));
    }
    return scr_done();
}

scr_result drat_check(const struct clause_set *clauses, const char *proof, size_t length, struct budget *budget,
                      enum proof_answer *answer, struct scr_buffer *why) {
    struct clause_base base = {0};
    struct step step = {0};
    struct reader reader = {.at = proof, .end = proof + length, .variables = clauses->variables};
    bool refused = false;
    scr_result result;
    *answer = PROOF_FAILS;
    SCR_TRY_OR(result, base_begin(&base, clauses->variables, clauses->length / 2 + length / 16, budget), done);
    reader.seen = calloc(2 * (size_t)clauses->variables + 2, 1);
    if (!reader.seen) {
        result = (scr_result){SCR_MEMORY};
        goto done;
    }
    SCR_TRY_OR(result, load(&base, clauses), done);
    SCR_TRY_OR(result, check_lines(&base, &reader, &step, &refused), done);
    if (refused)
        result = scr_buffer_print(why, "line %lu of the proof %s", reader.line, reader.complaint);
    else if (!base.contradiction)
        result = scr_buffer_text(why, "the proof ends without reaching a contradiction");
    else
        *answer = PROOF_HOLDS;
done:
    if (result.code == SCR_LIMIT) {
        *answer = PROOF_UNKNOWN;
        result = scr_buffer_print(why, "the budget of work ended at line %lu of the proof", reader.line);
    }
    free(reader.seen);
    free(step.literals);
    base_free(&base);
    return result;
}
