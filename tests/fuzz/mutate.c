/* mutate.c: libFuzzer's custom mutator: changes one part of a bundle, as its name suggests, and most times makes the
 * digests that depend on it anew. */
#include <string.h>

#include "tests/fuzz/fuzz.h"

bool mutate_bytes(struct scr_buffer *bytes, size_t most) {
    static const char room[64];
    size_t length = bytes->length;
    if (scr_failed(scr_buffer_append(bytes, room, sizeof room))) return false;
    size_t limit = most < bytes->length ? most : bytes->length;
    bytes->length = LLVMFuzzerMutate(bytes->data, length < limit ? length : limit, limit);
    bytes->data[bytes->length] = 0;
    return true;
}

static bool is_xml(const struct bundle_part *part) {
    return bundle_ends(part->name, ".xml") || (part->bytes.length > 5 && !memcmp(part->bytes.data, "<?xml", 5));
}

static bool is_der(const struct bundle_part *part) {
    return bundle_ends(part->name, ".tsr") || bundle_ends(part->name, ".tsq") || bundle_ends(part->name, ".cms") ||
           bundle_ends(part->name, ".der");
}

static bool is_pem(const struct bundle_part *part) {
    return part->bytes.length > 11 && !memcmp(part->bytes.data, "-----BEGIN ", 11);
}

/* Lists: a line is dropped, doubled or moved. */
static bool mutate_lines(struct scr_buffer *text, struct fuzz_random *random) {
    size_t lines = 0, chosen, begin = 0, end;
    for (size_t i = 0; i < text->length; i++) lines += text->data[i] == '\n';
    if (!lines) return false;
    chosen = fuzz_below(random, lines);
    for (; chosen; begin++) chosen -= text->data[begin] == '\n';
    end = begin;
    while (text->data[end++] != '\n') continue;
    struct scr_buffer line = {0}, out = {0};
    bool again = fuzz_below(random, 2), good = !scr_failed(scr_buffer_append(&line, text->data + begin, end - begin));
    good = good && !scr_failed(scr_buffer_append(&out, text->data, begin));
    if (good && fuzz_below(random, 2)) good = mutate_value(&line, random);
    if (good && line.length) good = !scr_failed(scr_buffer_append(&out, line.data, line.length));
    if (good && again) good = !scr_failed(scr_buffer_append(&out, text->data + begin, end - begin));
    good = good && !scr_failed(scr_buffer_append(&out, text->data + end, text->length - end));
    scr_buffer_free(&line);
    scr_buffer_free(text);
    *text = out;
    return good;
}

static bool mutate_part(struct bundle_part *part, struct fuzz_random *random, size_t most) {
    if (is_xml(part) && fuzz_below(random, 8)) return mutate_xml(&part->bytes, random);
    if (is_der(part) && fuzz_below(random, 8)) return mutate_der(&part->bytes, random);
    if (is_pem(part) && fuzz_below(random, 4) && mutate_pem(&part->bytes, random)) return true;
    uint64_t way = fuzz_below(random, 4);
    bool text = !part->bytes.length || !memchr(part->bytes.data, 0, part->bytes.length);
    if (text && way == 0) return mutate_value(&part->bytes, random);
    if (text && way == 1) return mutate_lines(&part->bytes, random);
    return mutate_bytes(&part->bytes, most);
}

/* A part goes, or gets the name or the bytes of another. */
static bool mutate_parts(struct bundle *bundle, struct fuzz_random *random) {
    size_t at = fuzz_below(random, bundle->count), other = fuzz_below(random, bundle->count);
    struct bundle_part *part = &bundle->parts[at];
    if (bundle->count < 2) return false;
    if (fuzz_below(random, 2)) {
        part->bytes.length = 0;
        return !scr_failed(scr_buffer_append(&part->bytes, bundle->parts[other].bytes.data,
                                             at == other ? 0 : bundle->parts[other].bytes.length));
    }
    struct bundle_part gone = *part;
    *part = bundle->parts[bundle->count - 1];
    bundle->parts[--bundle->count] = gone;
    return true;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed) {
    static struct bundle bundle;
    struct fuzz_random random = {seed};
    struct scr_hash before[BUNDLE_PARTS];
    struct scr_buffer out = {0};
    size_t length = 0;
    bool alone = size < 4 || memcmp(data, "=== ", 4) != 0;
    if (!bundle_read(&bundle, data, size)) return LLVMFuzzerMutate(data, size, most);
    bool good = true;
    for (size_t i = 0; i < bundle.count && good; i++) {
        const struct scr_buffer *bytes = &bundle.parts[i].bytes;
        good = !scr_failed(scr_hash_bytes(bytes->data ? bytes->data : (const uint8_t *)"", bytes->length, &before[i]));
    }
    struct bundle_part *part = &bundle.parts[fuzz_below(&random, bundle.count)];
    if (good && fuzz_below(&random, 40) == 0)
        good = mutate_parts(&bundle, &random); /* the digests of the others stay theirs */
    else if (good)
        good = mutate_part(part, &random, most) && (!fuzz_below(&random, 6) || remake(&bundle, before));
    if (good && alone && bundle.count == 1) {
        good = !scr_failed(
            scr_buffer_append(&out, part->bytes.data ? part->bytes.data : (const uint8_t *)"", part->bytes.length));
    } else if (good) {
        good = bundle_print(&bundle, &out);
    }
    if (good && out.length && out.length <= most) memcpy(data, out.data, length = out.length);
    scr_buffer_free(&out);
    bundle_free(&bundle);
    return length ? length : LLVMFuzzerMutate(data, size, most);
}
