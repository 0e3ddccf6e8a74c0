/* ledger_spent.c: what the voter who was charged most has lost: part of DPR-06. Sums are exact; a hostile ledger could
 * make their denominators grow without end, so each step is charged by its length. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/rational.h"
#include "verify/release/statement.h"
#include "verify/sorted.h"

/* The finite losses of one contest in all entries. */
struct contest_total {
    const char *id, *sum; /* the sum as a canonical fraction, "0" for none */
    bool listed;          /* by some style */
};

struct sums {
    const struct ledger *ledger;
    struct scr_arena arena;
    struct contest_total *totals; /* by id */
    size_t count;
    struct budget *budget;
    bool finished; /* false once the budget has run out */
    struct scr_rational *sum, *term, *most;
    size_t digits; /* an upper bound of those of `sum`, numerator and denominator together */
};

static const char *loss_contest(const void *items, size_t position) {
    return ((const struct ledger_loss *)items)[position].contest_id;
}

static scr_result begin(struct sums *sums) {
    sums->digits = 2;
    return scr_rational_set(sums->sum, 0, 1);
}

/* Adds the fraction `text` to the sum. Fractions multiply their denominators at worst, so that lengths add up: the
 * bound is renewed from the sum itself only when it has become long. */
static scr_result add(struct sums *sums, const char *text) {
    size_t length = strlen(text);
    if (!strcmp(text, "0")) return scr_done();
    sums->digits += 2 * length + 1;
    if (sums->digits > 200) {
        struct scr_buffer exact = {0};
        scr_result result = scr_rational_print(sums->sum, &exact);
        sums->digits = exact.length + 2 * length + 1;
        scr_buffer_free(&exact);
        SCR_TRY(result);
    }
    /* libcrypto's common divisor takes time in the square of the length. */
    uint64_t work = (uint64_t)sums->digits * sums->digits;
    if (!sums->finished || !budget_spend(sums->budget, work + 64)) {
        sums->finished = false;
        return scr_done();
    }
    SCR_TRY(scr_rational_parse(sums->term, text, false, length));
    return scr_rational_add(sums->sum, sums->sum, sums->term);
}

static scr_result keep(struct sums *sums, const char **text) {
    struct scr_buffer printed = {0};
    scr_result result = scr_rational_print(sums->sum, &printed);
    if (!scr_failed(result)) {
        *text = scr_arena_copy(&sums->arena, (const char *)printed.data, printed.length);
        if (!*text) result.code = SCR_MEMORY;
    }
    scr_buffer_free(&printed);
    return result;
}

/* One contest, whose losses stand at order[first] .. order[end - 1]. A sum of one loss is that loss. */
static scr_result total(struct sums *sums, const size_t *order, size_t first, size_t end) {
    const struct ledger_loss *losses = sums->ledger->losses;
    struct contest_total *total = &sums->totals[sums->count++];
    *total = (struct contest_total){.id = losses[order[first]].contest_id, .sum = "0"};
    const char *only = NULL;
    size_t finite = 0;
    for (size_t i = first; i < end; i++) {
        if (!strcmp(losses[order[i]].epsilon, "unlimited")) continue;
        only = losses[order[i]].epsilon;
        finite++;
    }
    if (finite == 1) total->sum = only;
    if (finite < 2) return scr_done();
    SCR_TRY(begin(sums));
    for (size_t i = first; i < end; i++)
        if (strcmp(losses[order[i]].epsilon, "unlimited") != 0) SCR_TRY(add(sums, losses[order[i]].epsilon));
    return keep(sums, &total->sum);
}

static scr_result add_up_contests(struct sums *sums) {
    const struct ledger *ledger = sums->ledger;
    size_t count = ledger->loss_count, first = 0;
    const size_t *order = sorted_by_name(&sums->arena, ledger->losses, count, loss_contest);
    sums->totals = scr_arena_alloc(&sums->arena, count, sizeof *sums->totals);
    if (!order || !sums->totals) return (scr_result){SCR_MEMORY};
    for (size_t i = 1; i <= count; i++) {
        if (i < count && !strcmp(ledger->losses[order[i - 1]].contest_id, ledger->losses[order[i]].contest_id))
            continue;
        SCR_TRY(total(sums, order, first, i));
        first = i;
    }
    return scr_done();
}

static int by_id(const void *a, const void *b) {
    const struct contest_total *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static struct contest_total *find(const struct sums *sums, const char *id) {
    const struct contest_total wanted = {.id = id};
    return bsearch(&wanted, sums->totals, sums->count, sizeof wanted, by_id);
}

/* Contests that no style lists count in every style. */
static scr_result add_up_unlisted(struct sums *sums, const char **text) {
    const struct ledger *ledger = sums->ledger;
    for (size_t i = 0; i < ledger->on_count; i++) {
        struct contest_total *found = find(sums, ledger->on[i]);
        if (found) found->listed = true;
    }
    SCR_TRY(begin(sums));
    for (size_t i = 0; i < sums->count; i++)
        if (!sums->totals[i].listed) SCR_TRY(add(sums, sums->totals[i].sum));
    return keep(sums, text);
}

/* The greatest sum over the contests of one style goes to sums->most. */
static scr_result add_up_styles(struct sums *sums, const char *unlisted) {
    const struct ledger *ledger = sums->ledger;
    SCR_TRY(scr_rational_copy(sums->most, sums->sum));
    for (size_t i = 0; i < ledger->style_count && sums->finished; i++) {
        const struct ledger_style *style = &ledger->styles[i];
        int order;
        SCR_TRY(begin(sums));
        SCR_TRY(add(sums, unlisted));
        for (size_t j = 0; j < style->on_count; j++) {
            const struct contest_total *found = find(sums, ledger->on[style->first_on + j]);
            if (found) SCR_TRY(add(sums, found->sum));
        }
        SCR_TRY(scr_rational_compare(sums->sum, sums->most, &order));
        if (order > 0) SCR_TRY(scr_rational_copy(sums->most, sums->sum));
    }
    return scr_done();
}

/* Spent and Total against the greatest sum. */
static scr_result compare(struct sums *sums, struct complaint *complaint) {
    const struct ledger *ledger = sums->ledger;
    struct scr_buffer found = {0};
    struct fraction limit;
    int order;
    SCR_TRY(scr_rational_print(sums->most, &found));
    if (strcmp((const char *)found.data, ledger->spent) != 0)
        complain(complaint, "Spent is %s, but the voter charged most has lost %s", ledger->spent,
                 found.length < 400 ? (const char *)found.data : "a fraction of more digits than fit here");
    scr_buffer_free(&found);
    /* The schema allows ten digits. */
    if (!fraction_parse(ledger->total, UINT64_C(9999999999), &limit)) {
        complain(complaint, "the Total %s is not in lowest terms", ledger->total);
        return scr_done();
    }
    SCR_TRY(scr_rational_set(sums->term, (int64_t)limit.p, limit.q));
    SCR_TRY(scr_rational_compare(sums->most, sums->term, &order));
    if (order > 0)
        complain(complaint, "the voter charged most has lost more than the declared Total, %s", ledger->total);
    return scr_done();
}

static scr_result add_up(struct sums *sums, struct complaint *complaint) {
    const char *unlisted;
    SCR_TRY(scr_rational_new(&sums->sum));
    SCR_TRY(scr_rational_new(&sums->term));
    SCR_TRY(scr_rational_new(&sums->most));
    SCR_TRY(add_up_contests(sums));
    SCR_TRY(add_up_unlisted(sums, &unlisted));
    SCR_TRY(add_up_styles(sums, unlisted));
    return sums->finished ? compare(sums, complaint) : scr_done();
}

scr_result ledger_check_spent(const struct ledger *ledger, struct budget *budget, struct complaint *complaint,
                              bool *finished) {
    struct sums sums = {.ledger = ledger, .budget = budget, .finished = true};
    scr_result result = add_up(&sums, complaint);
    *finished = sums.finished;
    scr_rational_free(sums.sum);
    scr_rational_free(sums.term);
    scr_rational_free(sums.most);
    scr_arena_free(&sums.arena);
    return result;
}
