/* dawa_tree.c: DAWA's measurements: the weights of a binary tree over buckets, the noise of its nodes, least squares
 * down the tree. Recursion goes at most 15 deep, the logarithm of 20,000. */
#include "verify/impact/dawa.h"

enum { OPTIONS = 9, SIXTEEN = 16, WEIGHT_LEAST = 32 };
#define WHOLE (UINT64_C(1) << 24)  /* one, of E, S and G */
#define BUDGET (UINT32_C(1) << 20) /* of the root */

/* The subtree of the buckets first .. first + count - 1; its nodes stand in preorder from `node` on. */
struct part {
    size_t node, first, count;
};
static struct part left_of(const struct part *part) {
    return (struct part){part->node + 1, part->first, (part->count + 1) / 2};
}
static struct part right_of(const struct part *part) {
    const size_t left = (part->count + 1) / 2; /* of which the tree has 2 left - 1 nodes */
    return (struct part){part->node + 2 * left, part->first + left, part->count - left};
}

static wide_count divide(wide_count a, wide_count b) {
    return (a | b) >> 64 ? a / b : (wide_count)((uint64_t)a / (uint64_t)b);
}

struct weighing {
    wide_count e, s, g;
};

/* Step 4 for one a. E, S and G are below 2^50, all products below 2^100. */
static struct weighing weigh(const struct weighing *sums, unsigned a) {
    const wide_count q = (SIXTEEN - a) * (SIXTEEN - a);
    struct weighing made = {divide(256 * sums->e, q), divide(256 * sums->s, q), divide(65536 * sums->g, q * q)};
    if (!a) return made;
    const wide_count r = 256 * WHOLE / (a * a), both = made.s + r, taken = divide(made.g * WHOLE, both),
                     f = divide(r * WHOLE, both);
    made.e = made.e > taken ? made.e - taken : 0;
    made.s = divide(made.s * r, both);
    made.g = divide(divide(made.g * f, WHOLE) * f, WHOLE);
    return made;
}

static void choose(struct dawa *dawa, const struct part *part) {
    struct dawa_node *node = &dawa->nodes[part->node];
    if (part->count == 1) {
        node->s = WHOLE;
        node->e = node->g = WHOLE >> dawa->exponent[part->first];
        return;
    }
    const struct part left = left_of(part), right = right_of(part);
    choose(dawa, &left);
    choose(dawa, &right);
    const struct dawa_node *l = &dawa->nodes[left.node], *r = &dawa->nodes[right.node];
    const struct weighing sums = {(wide_count)(l->e + r->e), (wide_count)(l->s + r->s), (wide_count)(l->g + r->g)};
    struct weighing best = {0};
    for (unsigned a = 0; a < OPTIONS; a++) {
        const struct weighing made = weigh(&sums, a);
        if (a && made.e + made.s >= best.e + best.s) continue;
        best = made;
        node->choice = a;
    }
    node->e = (wide)(best.e + best.s);
    node->s = (wide)best.s;
    node->g = (wide)(best.g + divide(best.s * best.s, WHOLE));
}

/* An inner node takes at most half of the budget: after 15 levels 2^5 of 2^20 are left, so that no leaf is without. */
static void spend(struct dawa *dawa, const struct part *part, uint32_t budget) {
    struct dawa_node *node = &dawa->nodes[part->node];
    node->weight = budget;
    if (part->count == 1) return;
    node->weight = budget * node->choice / SIXTEEN;
    if (node->weight < WEIGHT_LEAST) node->weight = 0;
    const struct part left = left_of(part), right = right_of(part);
    spend(dawa, &left, budget - node->weight);
    spend(dawa, &right, budget - node->weight);
}

static struct part whole(const struct dawa *dawa) { return (struct part){0, 0, dawa->buckets}; }

void dawa_weights(struct dawa *dawa) {
    const struct part root = whole(dawa);
    choose(dawa, &root);
    spend(dawa, &root, BUDGET);
}

static int64_t add_up(struct dawa *dawa, const struct part *part) {
    int64_t sum = 0;
    if (part->count == 1) {
        for (size_t i = dawa->start[part->first]; i < dawa->start[part->first + 1]; i++) sum += dawa->x[i];
    } else {
        const struct part left = left_of(part), right = right_of(part);
        sum = add_up(dawa, &left) + add_up(dawa, &right);
    }
    return dawa->nodes[part->node].sum = sum;
}

scr_result dawa_measure(struct dawa *dawa, const struct dawa_scales *scales, struct noise_stream *stream) {
    const struct part root = whole(dawa);
    struct fraction scale = {1, 1};
    uint32_t weight = 0; /* which `scale` is of: neighbours often have the same */
    (void)add_up(dawa, &root);
    for (size_t i = 0; i < 2 * dawa->buckets - 1; i++) {
        struct dawa_node *node = &dawa->nodes[i];
        int64_t noise;
        if (!node->weight) continue;
        if (node->weight != weight) {
            const wide divisor = node->weight * scales->p, times = (1 << 24) * scales->q;
            weight = node->weight;
            scale = fraction_reduce((uint64_t)((times + divisor - 1) / divisor), SIXTEEN);
        }
        SCR_TRY(impact_draw(stream, &scale, &noise));
        node->sum += noise;
    }
    return scr_done();
}

/* floor(a / 2^bits), also of a negative a. */
static wide shift_down(wide a, unsigned bits) {
    const wide unit = (wide)1 << bits, quotient = a / unit;
    return quotient - (a % unit < 0);
}

/* Step 6 from the leaves. z is below 2^67, a variance at most 20,000 2^50. */
static void up(struct dawa *dawa, const struct part *part) {
    struct dawa_node *node = &dawa->nodes[part->node];
    const wide measured = (wide)node->sum * IMPACT_ONE,
               r = node->weight ? ((wide)1 << 60) / ((wide)node->weight * node->weight) : 0;
    if (part->count == 1) {
        node->z = measured;
        node->variance = r;
        return;
    }
    const struct part left = left_of(part), right = right_of(part);
    up(dawa, &left);
    up(dawa, &right);
    const wide z = dawa->nodes[left.node].z + dawa->nodes[right.node].z,
               s = dawa->nodes[left.node].variance + dawa->nodes[right.node].variance;
    node->z = z;
    node->variance = s;
    if (!node->weight) return;
    node->z += shift_down((measured - z) * (((wide)s << 32) / (s + r)), 32);
    node->variance = s * r / (s + r);
}

static void down(struct dawa *dawa, const struct part *part, wide h, wide *results) {
    if (part->count == 1) {
        const wide each = shift_down(h, dawa->exponent[part->first]);
        for (size_t i = dawa->start[part->first]; i < dawa->start[part->first + 1]; i++) results[i] = each;
        return;
    }
    const struct part left = left_of(part), right = right_of(part);
    const struct dawa_node *l = &dawa->nodes[left.node], *r = &dawa->nodes[right.node];
    const wide own = l->z + shift_down((h - l->z - r->z) * ((l->variance << 32) / (l->variance + r->variance)), 32);
    down(dawa, &left, own, results);
    down(dawa, &right, h - own, results);
}

void dawa_estimate(struct dawa *dawa, wide *results) {
    const struct part root = whole(dawa);
    up(dawa, &root);
    down(dawa, &root, dawa->nodes[0].z, results);
}
