/* swap_groups.c: one group's pass: a swap permutes the targets of equal total, so a value stays only when some
 * permutation within the domains contains it (Regin's filtering: values in one strong component of the exchange graph
 * of any one permutation are exchangeable, others are not). */
#include "verify/deck/swap_cover.h"

struct pass {
    struct cover *cover;
    struct swap_group group;
    uint32_t *match, *taken_by; /* this group's part */
    uint32_t *order, *low, *component, *stack, *path, *cursor;
};

static uint32_t target_of(const struct pass *s, uint32_t place) {
    return s->cover->problem->members[s->group.first + place];
}

/* Finds a value for `start` by a shortest alternating path (breadth first). */
static bool augment(struct pass *s, uint32_t start) {
    uint32_t *reached_from = s->order, *queue = s->stack, head = 0, tail = 0;
    for (uint32_t i = 0; i < s->group.count; i++) reached_from[i] = NOBODY;
    queue[tail++] = start;
    while (head < tail) {
        uint32_t at = queue[head++], target = target_of(s, at);
        for (uint32_t value = domain_next(s->cover, target, 0); value != NOBODY;
             value = domain_next(s->cover, target, value + 1)) {
            if (reached_from[value] != NOBODY) continue;
            reached_from[value] = at;
            if (s->taken_by[value] != NOBODY) {
                queue[tail++] =
                    s->taken_by[value]; /* each value leads to one candidate, so the queue never overflows */
                continue;
            }
            while (value != NOBODY) { /* give each candidate of the path the value it was reached through */
                uint32_t owner = reached_from[value], before = s->match[owner];
                s->match[owner] = value;
                s->taken_by[value] = owner;
                value = owner == start ? NOBODY : before;
            }
            return true;
        }
    }
    return false;
}

/* Tarjan's strong components over candidates: an edge leads from a candidate to whoever holds a value of its domain. */
static void components(struct pass *s) {
    uint32_t count = s->group.count, next = 1, stacked = 0, labels = 0;
    for (uint32_t i = 0; i < count; i++) {
        s->order[i] = 0;
        s->component[i] = NOBODY;
    }
    for (uint32_t root = 0; root < count; root++) {
        uint32_t depth = 0;
        if (s->order[root]) continue;
        s->path[depth++] = root;
        while (depth) {
            uint32_t at = s->path[depth - 1];
            if (!s->order[at]) {
                s->order[at] = s->low[at] = next++;
                s->stack[stacked++] = at;
                s->cursor[at] = 0;
            }
            uint32_t value = domain_next(s->cover, target_of(s, at), s->cursor[at]);
            if (value != NOBODY) {
                uint32_t to = s->taken_by[value];
                if (!s->order[to]) {
                    s->path[depth++] = to; /* the cursor stays: on return the finished child lowers `low` */
                    continue;
                }
                s->cursor[at] = value + 1;
                if (s->component[to] == NOBODY && s->low[to] < s->low[at]) s->low[at] = s->low[to];
                continue;
            }
            depth--;
            if (s->low[at] != s->order[at]) continue;
            uint32_t popped;
            do {
                popped = s->stack[--stacked];
                s->component[popped] = labels;
            } while (popped != at);
            labels++;
        }
    }
}

scr_result narrow_group(struct cover *c, uint32_t index, bool *possible) {
    struct swap_group group = c->problem->groups[index];
    size_t n = group.count;
    struct pass s = {.cover = c,
                     .group = group,
                     .match = c->match + group.first,
                     .taken_by = c->taken_by + group.first,
                     .order = c->scratch,
                     .low = c->scratch + n,
                     .component = c->scratch + 2 * n,
                     .stack = c->scratch + 3 * n,
                     .path = c->scratch + 4 * n,
                     .cursor = c->scratch + 5 * n};
    uint64_t work = n;
    for (uint32_t i = 0; i < n; i++) {
        work += c->sizes[target_of(&s, i)];
        if (s.match[i] == NOBODY || domain_has(c, target_of(&s, i), s.match[i])) continue;
        s.taken_by[s.match[i]] = NOBODY;
        s.match[i] = NOBODY;
    }
    if (!swap_spend(c->problem, work)) return (scr_result){SCR_LIMIT};
    *possible = true;
    for (uint32_t i = 0; i < n && *possible; i++) {
        if (s.match[i] != NOBODY) continue;
        if (!swap_spend(c->problem, work)) return (scr_result){SCR_LIMIT};
        *possible = augment(&s, i);
    }
    if (!*possible) return scr_done();
    components(&s);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t target = target_of(&s, i);
        if (c->sizes[target] < 2) continue;
        for (uint32_t value = domain_next(c, target, 0); value != NOBODY; value = domain_next(c, target, value + 1))
            if (s.component[s.taken_by[value]] != s.component[i]) SCR_TRY(cover_remove(c, target, value));
    }
    return scr_done();
}
