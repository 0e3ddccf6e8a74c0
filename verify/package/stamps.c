/* stamps.c: checks the requests for time stamps and the stamps that lie in a package: PKG-08. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/evidence.h"
#include "verify/package/names.h"
#include "verify/verify.h"

static const char folder[] = "timestamps/";

/* What in the package has this digest: the tag manifest, a statement, an artifact. NULL: nothing. */
static const char *find_object(const struct evidence *evidence, const struct scr_hash *digest,
                               struct stamped *stamped) {
    const struct tag_file *tags = &evidence->package->tags[TAG_TAGMANIFEST];
    const struct package_artifact *artifact = digest_index_find(&evidence->index, digest);
    if (tags->verdict == VERDICT_HOLDS && scr_hash_equal(&tags->hash, digest)) {
        stamped->package = true;
        return tag_names[TAG_TAGMANIFEST];
    }
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *statement = &evidence->statements[i];
        if (!statement->read || !scr_hash_equal(&statement->hash, digest)) continue;
        stamped->statement = statement;
        return statement->path;
    }
    return artifact ? artifact->path : NULL;
}

/* Not everything that a stamp could be of is known. */
static bool object_may_be_unknown(const struct evidence *evidence) {
    return !evidence->package->complete || evidence->statements_cut ||
           evidence->package->tags[TAG_TAGMANIFEST].verdict == VERDICT_UNDECIDED;
}

static enum verdict add_no_object(const struct evidence *evidence, const char *path, const struct scr_hash *digest,
                                  struct places *places) {
    enum verdict verdict = object_may_be_unknown(evidence) ? VERDICT_UNDECIDED : VERDICT_REFUTED;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(digest, hex);
    places_add(places, verdict, path,
               "is of the digest %s, which is that of no artifact, no statement and not of tagmanifest-sha256.txt",
               hex);
    return verdict;
}

static void check_request(const struct evidence *evidence, const char *path, const struct scr_buffer *bytes,
                          struct places *places) {
    struct stamped unused = {0};
    struct scr_hash digest;
    if (!stamp_request_parse(bytes, &digest))
        places_add(places, VERDICT_REFUTED, path,
                   "is not the request of 59 bytes for a SHA-256, with certificate and without policy and nonce");
    else if (!find_object(evidence, &digest, &unused))
        (void)add_no_object(evidence, path, &digest, places);
}

/* Signatures cost some hundred thousand steps each, hostile ones some million; how many there are, the length bounds.
 */
static bool spend(const struct evidence *evidence, const struct authorities *reader, const struct scr_buffer *bytes) {
    uint64_t known = reader ? (uint64_t)sk_X509_num(reader->certificates) : 0; /* at most AUTHORITIES_MOST */
    return !evidence->work || budget_spend(evidence->work, 1000000 + 1000 * (uint64_t)bytes->length + 20000 * known);
}

static scr_result check_stamp(struct evidence *evidence, const struct authorities *reader, const char *path,
                              const struct scr_buffer *bytes, struct places *places) {
    if (!spend(evidence, reader, bytes)) {
        evidence->stamps_unpaid++;
        places_add(places, VERDICT_UNDECIDED, path,
                   "was not looked at: the work allowed for time stamps has ended (--budget)");
        return scr_done();
    }
    struct stamped *stamped = &evidence->stamps[evidence->stamp_count++];
    struct stamp *stamp = &stamped->stamp;
    stamped->path = path;
    SCR_TRY(stamp_examine(bytes, reader, &evidence->arena, stamp));
    if (stamp->digest_known) stamped->object = find_object(evidence, &stamp->digest, stamped);
    places_add(places, stamp->verdict, path, "%s", stamp->words);
    if (stamp->digest_known && !stamped->object) {
        enum verdict verdict = add_no_object(evidence, path, &stamp->digest, places);
        if (verdict > stamp->verdict) stamp->verdict = verdict;
    }
    return scr_done();
}

/* NAME.tsq; else NAME.tsr, the only other files that belong here. */
static bool is_request(const char *path) { return path[strlen(path) - 1] == 'q'; }

static scr_result check_file(struct evidence *evidence, const struct authorities *reader, const char *path,
                             struct places *places) {
    struct scr_buffer bytes = {0};
    enum verdict verdict;
    char trouble[160];
    scr_result result = package_read(evidence->package->folder, path, STAMP_LIMIT, &bytes, &verdict, trouble);
    if (scr_failed(result)) goto done;
    if (bytes.length > STAMP_LIMIT)
        places_add(places, VERDICT_REFUTED, path, "has more than %zu bytes, as no stamp has", STAMP_LIMIT);
    else if (verdict != VERDICT_HOLDS)
        places_add(places, verdict, path, "%s", trouble);
    else if (is_request(path))
        check_request(evidence, path, &bytes, places);
    else
        result = check_stamp(evidence, reader, path, &bytes, places);
done:
    scr_buffer_free(&bytes);
    return result;
}

static scr_result note(const struct stamped *stamped, struct findings *findings) {
    struct scr_arena names = {0};
    char time[STAMP_TIME_SIZE];
    stamp_time_text(&stamped->stamp.latest, time);
    scr_result result = findings_note(
        findings, "%s existed at %s at the latest, as %s, a time-stamp authority that you name, says in %s",
        stamped->package ? "this package" : places_name(&names, stamped->object), time, stamped->stamp.authority,
        stamped->path);
    scr_arena_free(&names);
    return result;
}

/* Each stamp whose time is known; names of files in timestamps/ are letters and digits. */
static scr_result json(const struct evidence *evidence, struct scr_buffer *out) {
    bool some = false;
    SCR_TRY(scr_buffer_text(out, "["));
    for (size_t i = 0; i < evidence->stamp_count; i++) {
        const struct stamped *stamped = &evidence->stamps[i];
        char hex[SCR_HEX_SIZE], time[STAMP_TIME_SIZE];
        if (stamped->stamp.verdict == VERDICT_REFUTED || !stamped->object) continue;
        scr_hash_hex(&stamped->stamp.digest, hex);
        stamp_time_text(&stamped->stamp.latest, time);
        SCR_TRY(scr_buffer_print(out,
                                 "%s{\"file\": \"%s\", \"verdict\": \"%s\", \"sha256\": \"%s\", \"time\": \"%s\", "
                                 "\"object\": ",
                                 some ? ", " : "", stamped->path, verdict_word(stamped->stamp.verdict), hex, time));
        SCR_TRY(scr_text_json(out, stamped->object));
        SCR_TRY(scr_buffer_text(out, ", \"authority\": "));
        SCR_TRY(scr_text_json(out, stamped->stamp.authority));
        SCR_TRY(scr_buffer_text(out, "}"));
        some = true;
    }
    return scr_buffer_text(out, "]");
}

static scr_result report(const struct evidence *evidence, size_t requests, const struct places *places,
                         struct findings *findings) {
    size_t trusted = 0;
    for (size_t i = 0; i < evidence->stamp_count; i++)
        if (evidence->stamps[i].stamp.verdict == VERDICT_HOLDS && trusted++ < EVIDENCE_NOTED)
            SCR_TRY(note(&evidence->stamps[i], findings));
    if (trusted > EVIDENCE_NOTED)
        SCR_TRY(findings_note(findings, "%zu more time stamps: --json lists them all", trusted - EVIDENCE_NOTED));
    SCR_TRY(evidence_fact(evidence, "time_stamps", json, findings));
    return places_report(places, findings, "PKG-08",
                         "%zu time stamp%s of what is in the package, by authorities that you name; %zu request%s for "
                         "others.",
                         trusted, trusted == 1 ? "" : "s", requests, requests == 1 ? "" : "s");
}

scr_result check_pkg08(struct evidence *evidence, const struct authorities *reader, struct findings *findings) {
    const struct package *package = evidence->package;
    struct places places = {0};
    size_t below, files = 0, requests = 0, stamps = 0;
    scr_result result = {SCR_MEMORY};
    const struct entry *entries = package_below(package, folder, &below);
    for (size_t i = 0; i < below; i++) files += entries[i].kind == ENTRY_FILE;
    if (!files) return scr_done();
    size_t room = files < EVIDENCE_FILES ? files : EVIDENCE_FILES;
    evidence->stamps = scr_arena_alloc(&evidence->arena, room, sizeof *evidence->stamps);
    if (!evidence->stamps) goto done;
    for (size_t i = 0, seen = 0; i < below && seen < room; i++) {
        if (entries[i].kind != ENTRY_FILE) continue;
        seen++;
        if (path_misplaced(entries[i].path, false)) continue; /* PKG-01 says so */
        SCR_TRY_OR(result, check_file(evidence, reader, entries[i].path, &places), done);
        stamps += !is_request(entries[i].path);
        requests += is_request(entries[i].path);
    }
    evidence->stamps_cut = files > EVIDENCE_FILES;
    if (evidence->stamps_cut)
        places_add(&places, VERDICT_UNDECIDED, folder, "has %zu files; only the first %d were looked at", files,
                   EVIDENCE_FILES);
    package_add_incomplete(package, &places);
    /* A request that waits for its stamp shows nothing and claims nothing: then there is no check. */
    result = scr_done();
    if (stamps || places.count[VERDICT_REFUTED] || places.count[VERDICT_UNDECIDED])
        result = report(evidence, requests, &places, findings);
done:
    places_free(&places);
    return result;
}
