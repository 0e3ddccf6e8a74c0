/* countersignatures.c: checks the statements of those who hold a package or an artifact of it: PKG-09; and says whose
 * the reader trusts, and who of them is independent of the package's signers. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/evidence.h"
#include "verify/package/names.h"

static const char folder[] = "countersignatures/";

/* What the check of one statement may write to. */
struct reading {
    struct evidence *evidence;
    struct places *places;
    bool *claimed; /* by index of the entry: a file of a statement */
};

/* The statement's digest is that of the package or of an artifact of the Purpose that it names. */
static void check_object(const struct reading *reading, struct countersignature *made) {
    const struct evidence *evidence = reading->evidence;
    const struct package *package = evidence->package;
    const struct tag_file *tags = &package->tags[TAG_TAGMANIFEST];
    const struct package_artifact *artifact = digest_index_find(&evidence->index, &made->statement.about);
    bool tagged = tags->verdict == VERDICT_HOLDS && scr_hash_equal(&tags->hash, &made->statement.about);
    const char *purpose = tagged ? "package" : artifact ? artifact->purpose : NULL;
    struct scr_arena names = {0};
    made->package = tagged;
    if (!tagged && !artifact && tags->verdict != VERDICT_HOLDS)
        places_add(reading->places, VERDICT_UNDECIDED, made->path,
                   "is about no artifact here; tagmanifest-sha256.txt %s", tags->trouble);
    else if (!tagged && !artifact && package->complete)
        places_add(reading->places, VERDICT_REFUTED, made->path,
                   "its SHA256 is neither that of tagmanifest-sha256.txt nor that of an artifact in the package");
    else if (!purpose && artifact)
        places_add(reading->places, VERDICT_UNDECIDED, made->path, "is about %s, whose Purpose cannot be read",
                   places_name(&names, artifact->path));
    else if (purpose && strcmp(purpose, made->statement.object) != 0)
        places_add(reading->places, VERDICT_REFUTED, made->path, "its Object is \"%s\", its SHA256 that of %s, a %s",
                   places_name(&names, made->statement.object),
                   tagged ? tag_names[TAG_TAGMANIFEST] : places_name(&names, artifact->path),
                   places_name(&names, purpose));
    scr_arena_free(&names);
}

static void check_election(const struct reading *reading, const struct countersignature *made) {
    const char *election = reading->evidence->package->election;
    struct scr_arena names = {0};
    if (!election)
        places_add(reading->places, VERDICT_UNDECIDED, made->path,
                   "is about the election \"%s\"; which one the package is of, bag-info.txt does not tell",
                   places_name(&names, made->statement.election));
    else if (strcmp(election, made->statement.election) != 0)
        places_add(reading->places, VERDICT_REFUTED, made->path,
                   "is about the election \"%s\", the package about \"%s\"",
                   places_name(&names, made->statement.election), places_name(&names, election));
    scr_arena_free(&names);
}

static scr_result check_signature(const struct reading *reading, const struct countersignature *made,
                                  const struct scr_buffer *text, const char *key_path, const struct scr_buffer *pem,
                                  const char *signature_path, const struct scr_buffer *signature) {
    struct scr_public_key key;
    bool good;
    SCR_TRY(package_check_key(pem, key_path, &made->statement.fingerprint, made->path, &key, &good, reading->places));
    if (!good) return scr_done();
    SCR_TRY(scr_verify(&key, text->data, text->length, signature->data, signature->length, &good));
    if (!good)
        places_add(reading->places, VERDICT_REFUTED, signature_path, "is not a signature of %s by the key in %s",
                   made->path, key_path);
    return scr_done();
}

/* The three files of one statement. */
struct parts {
    const char *key_path, *signature_path;
    struct scr_buffer text, pem, signature;
    bool text_here, key_here, signature_here;
};

static scr_result read_parts(const struct reading *reading, const char *path, struct parts *parts) {
    struct evidence *evidence = reading->evidence;
    const struct package *package = evidence->package;
    int name = (int)(strlen(path) - strlen(".txt"));
    parts->key_path = scr_arena_print(&evidence->arena, "%.*s.pub", name, path);
    parts->signature_path = scr_arena_print(&evidence->arena, "%.*s.sig", name, path);
    if (!parts->key_path || !parts->signature_path) return (scr_result){SCR_MEMORY};
    SCR_TRY(package_read_part(package, path, 0, STATEMENT_LIMIT, &parts->text, reading->claimed, &parts->text_here,
                              reading->places));
    SCR_TRY(package_read_part(package, parts->key_path, 0, KEY_FILE_LIMIT, &parts->pem, reading->claimed,
                              &parts->key_here, reading->places));
    return package_read_part(package, parts->signature_path, SCR_SIGNATURE_SIZE, SCR_SIGNATURE_SIZE, &parts->signature,
                             reading->claimed, &parts->signature_here, reading->places);
}

static scr_result check_parts(const struct reading *reading, const struct parts *parts, struct countersignature *made) {
    const char *trouble;
    if (!parts->text_here) return scr_done();
    SCR_TRY(scr_hash_bytes(parts->text.data, parts->text.length, &made->hash));
    made->read = true;
    SCR_TRY(statement_parse(&parts->text, &reading->evidence->arena, &made->statement, &trouble));
    if (trouble) {
        places_add(reading->places, VERDICT_REFUTED, made->path, "%s", trouble);
        return scr_done();
    }
    check_election(reading, made);
    check_object(reading, made);
    if (!parts->key_here || !parts->signature_here) return scr_done();
    return check_signature(reading, made, &parts->text, parts->key_path, &parts->pem, parts->signature_path,
                           &parts->signature);
}

static size_t complaints(const struct places *places) {
    return places->count[VERDICT_REFUTED] + places->count[VERDICT_UNDECIDED];
}

static scr_result check_statement(const struct reading *reading, struct countersignature *made) {
    struct parts parts = {0};
    size_t before = complaints(reading->places);
    scr_result result = read_parts(reading, made->path, &parts);
    if (!scr_failed(result)) result = check_parts(reading, &parts, made);
    made->genuine = parts.text_here && parts.key_here && parts.signature_here && complaints(reading->places) == before;
    scr_buffer_free(&parts.text);
    scr_buffer_free(&parts.pem);
    scr_buffer_free(&parts.signature);
    return result;
}

/* The line of the reader's list by which this statement is trusted, or NULL; *doubtful: else the line by which it would
 * be if its Time, which is the signer's word, were to be believed, though today is outside the period. A key that any
 * line revokes is revoked. */
static const struct trusted_key *trusted_by(const struct trust *trust, const struct statement *statement,
                                            const struct trusted_key **doubtful) {
    const struct trust_list *list = trust->list;
    const struct trusted_key *found = NULL, *outside = NULL;
    for (size_t i = 0; list && i < list->count; i++) {
        const struct trusted_key *key = &list->keys[i];
        if (!scr_hash_equal(&key->fingerprint, &statement->fingerprint)) continue;
        if (key->revoked) return NULL;
        bool then =
            strncmp(statement->time, key->not_before, 10) >= 0 && strncmp(statement->time, key->not_after, 10) <= 0;
        bool now = strcmp(trust->today, key->not_before) >= 0 && strcmp(trust->today, key->not_after) <= 0;
        bool here = !strcmp(key->election, "*") || !strcmp(key->election, statement->election);
        if (!then || !here || strcmp(key->role, statement->role) != 0) continue;
        if (now && !found) found = key;
        if (!now && !outside) outside = key;
    }
    if (!found) *doubtful = outside;
    return found;
}

/* Whether a key of the list is one with which the package is signed, or has an owner in common with one. */
static bool is_signers(const struct evidence *evidence, const struct trusted_key *key) {
    const struct package *package = evidence->package;
    const struct trust_list *list = evidence->trust->list;
    for (size_t s = 0; s < package->signer_count; s++) {
        const struct scr_hash *signer = &package->signers[s].fingerprint;
        if (scr_hash_equal(signer, &key->fingerprint)) return true;
        for (size_t i = 0; i < list->count; i++)
            if (scr_hash_equal(&list->keys[i].fingerprint, signer) && !strcmp(list->keys[i].owner_key, key->owner_key))
                return true;
    }
    return false;
}

/* Nobody countersigns for himself: not with another key, not in the role that makes the artifacts. */
static bool is_independent(const struct evidence *evidence, const struct statement *statement) {
    const struct trust_list *list = evidence->trust->list;
    if (evidence->package->signers_cut) return false;
    for (size_t i = 0; i < evidence->artifact_count; i++)
        if (!strcmp(evidence->artifacts[i].signer_role, statement->role)) return false;
    for (size_t i = 0; i < list->count; i++)
        if (scr_hash_equal(&list->keys[i].fingerprint, &statement->fingerprint) && is_signers(evidence, &list->keys[i]))
            return false;
    return true;
}

/* `path` is below countersignatures/, which is longer than any ending. */
static bool ends_in(const char *path, const char *ending) {
    return !strcmp(path + strlen(path) - strlen(ending), ending);
}

static scr_result check_all(struct reading *reading, const struct entry *entries, size_t count) {
    struct evidence *evidence = reading->evidence;
    for (size_t i = 0; i < count; i++) {
        if (entries[i].kind != ENTRY_FILE || path_misplaced(entries[i].path, false) ||
            !ends_in(entries[i].path, ".txt"))
            continue;
        if (evidence->statement_count == EVIDENCE_FILES) {
            evidence->statements_cut = true;
            places_add(reading->places, VERDICT_UNDECIDED, entries[i].path,
                       "is one statement more than %d, the most that this verifier looks at", EVIDENCE_FILES);
            break;
        }
        struct countersignature *made = &evidence->statements[evidence->statement_count++];
        made->path = entries[i].path;
        SCR_TRY(check_statement(reading, made));
        if (made->genuine) made->trusted = trusted_by(evidence->trust, &made->statement, &made->doubtful);
        made->independent = made->trusted && is_independent(evidence, &made->statement);
    }
    for (size_t i = 0; i < count && !evidence->statements_cut; i++)
        if (entries[i].kind == ENTRY_FILE && !path_misplaced(entries[i].path, false) &&
            !reading->claimed[entries + i - evidence->package->entries])
            places_add(reading->places, VERDICT_REFUTED, entries[i].path,
                       "belongs to no statement: NAME.txt is missing");
    return scr_done();
}

static const char *standing_of(const struct countersignature *made) {
    if (made->independent) return "with a key that you trust, independent of the package's signers";
    if (made->trusted) return "with a key that you trust, but not independent of the package's signers";
    if (made->doubtful) return "with a key that you list, but not for today: on which day it was made is his own word";
    return "with a key that you do not trust in this role, for this election, on that day";
}

/* What each says, in his own words: a report that only counted them would hide a warning. */
static scr_result note(const struct countersignature *made, struct findings *findings) {
    struct scr_buffer words = {0};
    struct scr_arena names = {0};
    const struct statement *statement = &made->statement;
    scr_result result = scr_text_quoted(&words, statement->words);
    if (!scr_failed(result))
        result =
            findings_note(findings, "%s, %s %s%s%s, says of the %s at %s, %s: %s", statement->signer, statement->role,
                          made->trusted ? "(" : "", made->trusted ? places_name(&names, made->trusted->owner) : "",
                          made->trusted ? ")" : "", places_name(&names, statement->object), statement->time,
                          standing_of(made), (const char *)words.data);
    scr_arena_free(&names);
    scr_buffer_free(&words);
    return result;
}

static scr_result json(const struct evidence *evidence, struct scr_buffer *out) {
    bool some = false;
    SCR_TRY(scr_buffer_text(out, "["));
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *made = &evidence->statements[i];
        char hex[SCR_HEX_SIZE], key[SCR_HEX_SIZE];
        if (!made->genuine) continue;
        scr_hash_hex(&made->statement.about, hex);
        scr_hash_hex(&made->statement.fingerprint, key);
        SCR_TRY(scr_buffer_print(out,
                                 "%s{\"file\": \"%s\", \"sha256\": \"%s\", \"signer\": \"%s\", \"role\": \"%s\", "
                                 "\"fingerprint\": \"%s\", \"time\": "
                                 "\"%s\", \"trusted\": %s, \"independent\": %s, \"object\": ",
                                 some ? ", " : "", made->path, hex, made->statement.signer, made->statement.role, key,
                                 made->statement.time, made->trusted ? "true" : "false",
                                 made->independent ? "true" : "false"));
        SCR_TRY(scr_text_json(out, made->statement.object));
        SCR_TRY(scr_buffer_text(out, ", \"words\": "));
        SCR_TRY(scr_text_json(out, made->statement.words));
        SCR_TRY(scr_buffer_text(out, "}"));
        some = true;
    }
    return scr_buffer_text(out, "]");
}

static scr_result report(const struct evidence *evidence, const struct places *places, struct findings *findings) {
    size_t genuine = 0, trusted = 0, independent = 0;
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *made = &evidence->statements[i];
        if (made->genuine && genuine++ < EVIDENCE_NOTED) SCR_TRY(note(made, findings));
        trusted += made->trusted != NULL;
        independent += made->independent;
    }
    if (genuine > EVIDENCE_NOTED)
        SCR_TRY(findings_note(findings, "%zu more countersignatures: --json lists them all", genuine - EVIDENCE_NOTED));
    SCR_TRY(evidence_fact(evidence, "countersignatures", json, findings));
    return places_report(places, findings, "PKG-09",
                         "%zu countersignature%s valid by the key%s named; %zu with a key that you trust, of these %zu "
                         "independent of the package's signers.",
                         genuine, genuine == 1 ? " is" : "s are", genuine == 1 ? "" : "s", trusted, independent);
}

scr_result check_pkg09(struct evidence *evidence, struct findings *findings) {
    const struct package *package = evidence->package;
    struct places places = {0};
    size_t below, files = 0;
    const struct entry *entries = package_below(package, folder, &below);
    for (size_t i = 0; i < below; i++) files += entries[i].kind == ENTRY_FILE;
    if (!files) return scr_done();
    struct reading reading = {evidence, &places, calloc(package->entry_count + 1, sizeof(bool))};
    size_t room = below < EVIDENCE_FILES ? below : EVIDENCE_FILES;
    evidence->statements = scr_arena_alloc(&evidence->arena, room, sizeof *evidence->statements);
    scr_result result = {SCR_MEMORY};
    if (!reading.claimed || !evidence->statements) goto done;
    SCR_TRY_OR(result, check_all(&reading, entries, below), done);
    package_add_incomplete(package, &places);
    result = report(evidence, &places, findings);
done:
    free(reading.claimed);
    places_free(&places);
    return result;
}
