/* require.c: checks that as many owners of keys sign a package as its reader asks for: PKG-13. */
#include <inttypes.h>
#include <string.h>

#include "verify/package/evidence.h"

#define OWNERS_SHOWN 5

/* An owner of keys in the reader's list, and how he signs the package; he may do it in several ways. */
struct owner {
    const struct trusted_key *key; /* one of his */
    bool signs, countersigns;
};

/* Each once; "of the list": one owner may have several keys. */
struct owners {
    struct owner *items;
    size_t count;
};

static struct owner *find_owner(const struct owners *owners, const struct trusted_key *key) {
    for (size_t i = 0; i < owners->count; i++)
        if (!strcmp(owners->items[i].key->owner_key, key->owner_key)) return &owners->items[i];
    return NULL;
}

static struct owner *add_owner(struct owners *owners, const struct trusted_key *key) {
    struct owner *found = find_owner(owners, key);
    if (found) return found;
    owners->items[owners->count] = (struct owner){.key = key};
    return &owners->items[owners->count++];
}

static void add_signer(struct owners *owners, const struct trusted_key *key) { add_owner(owners, key)->signs = true; }

static void add_countersigner(struct owners *owners, const struct trusted_key *key) {
    add_owner(owners, key)->countersigns = true;
}

/* Who signs in this role: surely, or perhaps, since what he signed does not tell election and date, or his key's period
 * is over. */
static void find_owners(const struct evidence *evidence, const char *role, struct owners *sure,
                        struct owners *perhaps) {
    const struct package *package = evidence->package;
    for (size_t i = 0; i < package->signer_count; i++) {
        if (strcmp(package->signers[i].role, role) != 0) continue;
        struct standing standing = trust_standing(evidence->trust, &package->signers[i]);
        if (standing.key && trust_verdict(standing.step) == VERDICT_HOLDS) add_signer(sure, standing.key);
        if (standing.key && trust_verdict(standing.step) != VERDICT_REFUTED) add_signer(perhaps, standing.key);
    }
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *made = &evidence->statements[i];
        if (!made->package || strcmp(made->statement.role, role) != 0) continue;
        if (made->trusted) add_countersigner(sure, made->trusted);
        if (made->trusted || made->doubtful) add_countersigner(perhaps, made->trusted ? made->trusted : made->doubtful);
    }
}

/* True when somebody was. */
static bool take_out(struct owners *owners, const struct owners *others) {
    size_t kept = 0, before = owners->count;
    for (size_t i = 0; i < owners->count; i++) {
        if (!find_owner(others, owners->items[i].key)) owners->items[kept++] = owners->items[i];
    }
    owners->count = kept;
    return kept < before;
}

static bool make_owners(struct scr_arena *arena, size_t room, struct owners *owners) {
    *owners = (struct owners){.items = scr_arena_alloc(arena, room, sizeof *owners->items)};
    return owners->items != NULL;
}

/* Who counts for this role: not whoever signs in one required before it. Who perhaps signs in that one counts only
 * perhaps in this one. */
static scr_result find_counting(const struct evidence *evidence, const struct required_role *roles, size_t role,
                                struct scr_arena *arena, struct owners *sure, struct owners *perhaps, bool *taken) {
    size_t room = evidence->package->signer_count + evidence->statement_count;
    struct owners earlier, maybe;
    if (!make_owners(arena, room, sure) || !make_owners(arena, room, perhaps) || !make_owners(arena, room, &earlier) ||
        !make_owners(arena, room, &maybe))
        return (scr_result){SCR_MEMORY};
    find_owners(evidence, roles[role].role, sure, perhaps);
    for (size_t i = 0; i < role; i++) {
        if (!strcmp(roles[i].role, roles[role].role)) continue; /* the same again */
        earlier.count = maybe.count = 0;
        find_owners(evidence, roles[i].role, &earlier, &maybe);
        *taken |= take_out(sure, &maybe);
        *taken |= take_out(perhaps, &earlier);
    }
    return scr_done();
}

/* The first of them, for a sentence, with what each signed. */
static const char *list_names(const struct owners *owners, struct scr_arena *arena) {
    const char *text = "";
    for (size_t i = 0; i < owners->count && i < OWNERS_SHOWN && text; i++) {
        const struct owner *owner = &owners->items[i];
        text = scr_arena_print(arena, "%s%s%s (%s)", text, i ? ", " : ": ", places_name(arena, owner->key->owner),
                               !owner->countersigns ? "signs the package"
                               : !owner->signs      ? "countersigned the package"
                                                    : "signs and countersigned the package");
    }
    return text && owners->count > OWNERS_SHOWN ? scr_arena_print(arena, "%s, and more", text) : text;
}

/* Trusted countersigners in this role who wrote about an artifact alone: they did not say that they saw the package.
 * "" when there are none. */
static const char *list_others(const struct evidence *evidence, const char *role, const struct owners *sure,
                               struct scr_arena *arena) {
    struct owners told;
    const char *text = "";
    if (!make_owners(arena, evidence->statement_count, &told)) return NULL;
    for (size_t i = 0; i < evidence->statement_count && told.count <= OWNERS_SHOWN && text; i++) {
        const struct countersignature *made = &evidence->statements[i];
        if (!made->trusted || made->package || strcmp(made->statement.role, role) != 0 ||
            find_owner(sure, made->trusted) || find_owner(&told, made->trusted))
            continue;
        add_countersigner(&told, made->trusted);
        text = told.count > OWNERS_SHOWN
                   ? scr_arena_print(arena, "%s, and more", text)
                   : scr_arena_print(arena, "%s%s%s countersigned the %s and not the package", text,
                                     told.count > 1 ? ", " : "; ", places_name(arena, made->trusted->owner),
                                     places_name(arena, made->statement.object));
    }
    return text;
}

static scr_result check_role(const struct evidence *evidence, const struct required_role *roles, size_t role,
                             struct places *places, struct scr_buffer *words) {
    const struct required_role *required = &roles[role];
    struct scr_arena arena = {0};
    struct owners sure, perhaps;
    bool taken = false;
    bool left_out = evidence->package->signers_cut || evidence->statements_cut || !evidence->package->complete;
    scr_result result = find_counting(evidence, roles, role, &arena, &sure, &perhaps, &taken);
    if (scr_failed(result)) goto done;
    const char *names = list_names(&sure, &arena), *others = list_others(evidence, required->role, &sure, &arena);
    result = names && others ? scr_done() : (scr_result){SCR_MEMORY};
    if (scr_failed(result)) goto done;
    if (sure.count >= required->owners)
        result = scr_buffer_print(words, "%s%zu as %s%s%s", words->length ? "; " : "", sure.count, required->role,
                                  names, others);
    else
        places_add(
            places, left_out || perhaps.count >= required->owners ? VERDICT_UNDECIDED : VERDICT_REFUTED, required->role,
            "%zu owner%s of keys that you list sign%s the package in this role, you ask for %" PRIu64 "%s%s%s%s",
            sure.count, sure.count == 1 ? "" : "s", sure.count == 1 ? "s" : "", required->owners, names, others,
            taken ? "; an owner counts for the first role only in which he signs, of those that you ask for" : "",
            left_out ? "; not all signers and statements were looked at"
            : perhaps.count >= required->owners
                ? "; others sign whose election, date or period is in doubt (PKG-09, PKG-11)"
                : "");
done:
    scr_arena_free(&arena);
    return result;
}

scr_result check_pkg13(const struct evidence *evidence, const struct required_role *required, size_t count,
                       struct findings *findings) {
    struct places places = {0};
    struct scr_buffer words = {0};
    scr_result result = scr_done();
    if (!count) return result;
    for (size_t i = 0; i < count && !scr_failed(result); i++)
        result = check_role(evidence, required, i, &places, &words);
    if (!scr_failed(result))
        result = places_report(&places, findings, "PKG-13", "As many sign as you ask for: %s.",
                               words.length ? (const char *)words.data : "");
    scr_buffer_free(&words);
    places_free(&places);
    return result;
}
