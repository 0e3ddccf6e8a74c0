/* bag_info.c: reads bagit.txt and bag-info.txt and checks PKG-02. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/names.h"
#include "verify/package/parts.h"

enum label { ORGANIZATION, BAGGING_DATE, OXUM, AGENT, VERSION, ELECTION, SIGNER, LABELS };
static const char *const labels[LABELS] = {
    "Source-Organization",        "Bagging-Date",        "Payload-Oxum",     "Bag-Software-Agent",
    "Scrutineer-Package-Version", "Scrutineer-Election", "Scrutineer-Signer"};

static const char info[] = "bag-info.txt";

struct reading {
    struct package *package;
    struct places *places;
    size_t seen[LABELS];
    int last; /* label of the line before, -1 at first */
};

static void check_bagit(const struct package *package, struct places *places) {
    static const char form[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    const struct tag_file *file = &package->tags[TAG_BAGIT];
    if (file->verdict == VERDICT_REFUTED)
        places_add(places, file->verdict, tag_names[TAG_BAGIT], "%s", file->trouble);
    else if (file->bytes.length != strlen(form) || memcmp(file->bytes.data, form, strlen(form)) != 0)
        places_add(places, VERDICT_REFUTED, tag_names[TAG_BAGIT],
                   "does not consist of the lines \"BagIt-Version: 1.0\" and \"Tag-File-Character-Encoding: UTF-8\"");
}

/* What people show on a terminal must not be able to repaint it. */
static void check_howto(const struct package *package, struct places *places) {
    const struct tag_file *file = &package->tags[TAG_HOWTO];
    const char *name = tag_names[TAG_HOWTO], *text = (const char *)file->bytes.data;
    size_t length = file->bytes.length;
    if (file->verdict == VERDICT_REFUTED) return; /* PKG-03 says why it could not be read */
    if (file->verdict != VERDICT_HOLDS || length > HOWTO_LIMIT)
        places_add(places, VERDICT_REFUTED, name, "has more than %zu bytes", HOWTO_LIMIT);
    else if (length && !lines_allowed(text, length))
        places_add(places, VERDICT_REFUTED, name, "is not UTF-8 without control characters other than line feeds");
}

void package_add_signers_cut(const struct package *package, struct places *places) {
    if (package->signers_cut)
        places_add(places, VERDICT_UNDECIDED, info, "names more than %d signers, the most that this verifier looks at",
                   PACKAGE_SIGNERS);
}

/* `NAME ROLE FINGERPRINT`, separated by single spaces. False when memory is short. */
static bool read_signer(struct reading *reading, const char *value, size_t length, size_t number) {
    struct package *package = reading->package;
    const char *role = memchr(value, ' ', length), *end = value + length;
    const char *print = role ? memchr(role + 1, ' ', (size_t)(end - role - 1)) : NULL;
    struct signer signer = {0};
    char hex[SCR_HEX_SIZE] = "";
    if (print && end - print == SCR_HEX_SIZE) memcpy(hex, print + 1, SCR_HEX_SIZE - 1);
    if (!print || !signer_name_allowed(value, (size_t)(role - value)) ||
        !role_allowed(role + 1, (size_t)(print - role - 1)) || !scr_hash_parse(hex, &signer.fingerprint)) {
        places_add(reading->places, VERDICT_REFUTED, info,
                   "line %zu does not name a signer as NAME ROLE FINGERPRINT (64 lower-case hexadecimal digits)",
                   number);
        return true;
    }
    if (package->signer_count == PACKAGE_SIGNERS) {
        package->signers_cut = true;
        return true;
    }
    signer.name = scr_arena_copy(&package->arena, value, (size_t)(role - value));
    signer.role = scr_arena_copy(&package->arena, role + 1, (size_t)(print - role - 1));
    if (!signer.name || !signer.role ||
        scr_failed(scr_grow(&package->signers, &package->signer_capacity, package->signer_count + 1, sizeof signer)))
        return false;
    package->signers[package->signer_count++] = signer;
    return true;
}

/* `bytes.files`, both canonical decimal, compared with what the folder holds. */
static void check_oxum(struct reading *reading, const char *value, size_t length, size_t number) {
    const struct package *package = reading->package;
    const char *stop = memchr(value, '.', length);
    uint64_t bytes, files, held = 0;
    if (!stop || !scr_count_parse(value, (size_t)(stop - value), UINT64_MAX, &bytes) ||
        !scr_count_parse(stop + 1, length - (size_t)(stop - value) - 1, UINT64_MAX, &files)) {
        places_add(reading->places, VERDICT_REFUTED, info, "line %zu does not give Payload-Oxum as BYTES.FILES",
                   number);
        return;
    }
    bool fits = true;
    for (size_t i = 0; i < package->payload_count; i++)
        fits = fits && !__builtin_add_overflow(held, package->payload[i].size, &held);
    if (!package->complete)
        package_add_incomplete(package, reading->places);
    else if (!fits || bytes != held || files != package->payload_count)
        places_add(reading->places, VERDICT_REFUTED, info,
                   "Payload-Oxum says %" PRIu64 ".%" PRIu64 ", the payload has %" PRIu64 " bytes in %zu files", bytes,
                   files, held, package->payload_count);
}

static scr_result read_value(struct reading *reading, enum label label, const char *value, size_t length,
                             size_t number) {
    struct package *package = reading->package;
    const char **kept = label == ELECTION ? &package->election : &package->bagging_date;
    switch (label) {
    case BAGGING_DATE:
        if (!date_allowed(value, length)) {
            places_add(reading->places, VERDICT_REFUTED, info, "line %zu does not give a date as YYYY-MM-DD", number);
            return scr_done();
        }
        break;
    case OXUM:
        check_oxum(reading, value, length, number);
        return scr_done();
    case VERSION:
        if (length != 1 || value[0] != '1')
            places_add(reading->places, VERDICT_REFUTED, info,
                       "line %zu gives another Scrutineer-Package-Version than 1", number);
        return scr_done();
    case SIGNER:
        return (scr_result){read_signer(reading, value, length, number) ? SCR_DONE : SCR_MEMORY};
    case ELECTION:
        break;
    default:
        return scr_done();
    }
    *kept = scr_arena_copy(&package->arena, value, length);
    return (scr_result){*kept ? SCR_DONE : SCR_MEMORY};
}

/* One line without its line feed. Lines that are out of place are refuted and yet read, so that one fault does not look
 * like many. */
static scr_result read_line(struct reading *reading, const char *line, size_t length, size_t number) {
    struct places *places = reading->places;
    int label = 0;
    size_t name = 0;
    for (; label < LABELS; label++) {
        name = strlen(labels[label]);
        if (length >= name + 2 && !memcmp(line, labels[label], name) && line[name] == ':' && line[name + 1] == ' ')
            break;
    }
    if (label == LABELS) {
        places_add(places, VERDICT_REFUTED, info, "line %zu does not begin with one of the labels of a package",
                   number);
        return scr_done();
    }
    if (label < reading->last)
        places_add(places, VERDICT_REFUTED, info, "line %zu: the label %s stands after %s", number, labels[label],
                   labels[reading->last]);
    reading->last = label;
    if (reading->seen[label]++ && label != SIGNER) {
        places_add(places, VERDICT_REFUTED, info, "line %zu repeats the label %s", number, labels[label]);
        return scr_done();
    }
    line += name + 2;
    length -= name + 2;
    if (!value_allowed(line, length)) {
        places_add(places, VERDICT_REFUTED, info,
                   "line %zu does not have a value of 1 to 2,000 bytes of UTF-8 without control characters", number);
        return scr_done();
    }
    return read_value(reading, (enum label)label, line, length, number);
}

static scr_result read_bag_info(struct package *package, struct places *places) {
    const struct tag_file *file = &package->tags[TAG_BAG_INFO];
    struct reading reading = {.package = package, .places = places, .last = -1};
    if (file->verdict != VERDICT_HOLDS) {
        places_add(places, file->verdict, info, "%s", file->trouble);
        return scr_done();
    }
    const char *line = (const char *)file->bytes.data;
    for (size_t left = file->bytes.length, number = 1; left; number++) {
        const char *feed = memchr(line, '\n', left);
        size_t length = feed ? (size_t)(feed - line) : left;
        if (!feed) places_add(places, VERDICT_REFUTED, info, "line %zu is not ended by a line feed", number);
        SCR_TRY(read_line(&reading, line, length, number));
        if (!feed) break;
        line = feed + 1;
        left -= length + 1;
    }
    package_add_signers_cut(package, places);
    for (int label = 0; label < LABELS; label++)
        if (!reading.seen[label]) places_add(places, VERDICT_REFUTED, info, "the label %s is missing", labels[label]);
    return scr_done();
}

scr_result check_pkg02(struct package *package, struct findings *findings) {
    struct places places = {0};
    check_bagit(package, &places);
    check_howto(package, &places);
    scr_result result = read_bag_info(package, &places);
    if (!scr_failed(result))
        result = places_report(
            &places, findings, "PKG-02",
            "bagit.txt, bag-info.txt and HOWTO-VERIFY.txt are in their form; the payload is %zu files, as stated.",
            package->payload_count);
    places_free(&places);
    return result;
}
