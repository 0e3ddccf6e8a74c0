/* table.c: IMP-02: the rows of the table, their limits and their digest. */
#include "verify/impact/table.h"

#include <string.h>

#include "scrutineer/text.h"
#include "verify/sorted.h"

static void big_endian(uint8_t *bytes, uint64_t number, size_t size) {
    for (size_t i = size; i-- > 0; number >>= 8) bytes[i] = (uint8_t)number;
}

scr_result impact_field(struct scr_buffer *buffer, const void *bytes, size_t length) {
    uint8_t size[8];
    big_endian(size, length, sizeof size);
    SCR_TRY(scr_buffer_append(buffer, size, sizeof size));
    return scr_buffer_append(buffer, bytes, length);
}

scr_result impact_text(struct scr_buffer *buffer, const char *text) { return impact_field(buffer, text, strlen(text)); }

scr_result impact_u32(struct scr_buffer *buffer, uint64_t number) {
    uint8_t bytes[4];
    big_endian(bytes, number, sizeof bytes);
    return scr_buffer_append(buffer, bytes, sizeof bytes);
}

static const struct {
    size_t numbers, rows;
    const char *form;
} limits[] = {
    {3, 5000, "vac lep lit with lit <= lep <= vac <= 10^9"},
    {2, 20000, "w x with w from 1 to 10^6 and x at most 10^9"},
    {1, 1000, "a population from 1 to 10^10"},
};

/* The numbers of one row in their limits. */
static bool read_values(enum decision decision, const char *text, int64_t numbers[static 3]) {
    size_t count = 0, length = strlen(text);
    for (size_t i = 0; i <= length; count++) {
        const char *space = memchr(text + i, ' ', length - i);
        size_t end = space ? (size_t)(space - text) : length;
        uint64_t number;
        if (count == 3 || !scr_count_parse(text + i, end - i, UINT64_C(10000000000), &number)) return false;
        numbers[count] = (int64_t)number;
        i = end + 1;
    }
    if (count != limits[decision].numbers) return false;
    if (decision == DECISION_COVERAGE)
        return numbers[2] <= numbers[1] && numbers[1] <= numbers[0] && numbers[0] <= 1000000000;
    if (decision == DECISION_FUNDS) return numbers[0] >= 1 && numbers[0] <= 1000000 && numbers[1] <= 1000000000;
    return numbers[0] >= 1;
}

static const char *id_of(const void *rows, size_t position) { return ((const struct impact_row *)rows)[position].id; }

static scr_result digest_of(const struct impact *impact, struct scr_hash *digest) {
    struct scr_buffer bytes = {0};
    scr_result result;
    SCR_TRY_OR(result, impact_text(&bytes, "scrutineer impact table 1"), end);
    SCR_TRY_OR(result, impact_text(&bytes, impact_decisions[impact->decision]), end);
    SCR_TRY_OR(result, impact_u32(&bytes, impact->row_count), end);
    for (size_t i = 0; i < impact->row_count; i++) {
        SCR_TRY_OR(result, impact_text(&bytes, impact->rows[i].id), end);
        SCR_TRY_OR(result, impact_text(&bytes, impact->rows[i].name), end);
        SCR_TRY_OR(result, impact_text(&bytes, impact->rows[i].values), end);
    }
    result = scr_hash_bytes(bytes.data, bytes.length, digest);
end:
    scr_buffer_free(&bytes);
    return result;
}

static void complain_of_rows(struct impact *impact, struct complaint *complaint) {
    const size_t most = limits[impact->decision].rows;
    wide total = 0;
    if (impact->row_count > most)
        complain(complaint, "the table has %zu rows, above the %zu of section 16.1", impact->row_count, most);
    for (size_t i = 0; i < impact->row_count; i++) {
        struct impact_row *row = &impact->rows[i];
        if (!read_values(impact->decision, row->values, row->numbers))
            complain(complaint, "row %zu, %s: the values %s are not %s", i + 1, shown(complaint, row->name),
                     shown(complaint, row->values), limits[impact->decision].form);
        else if (impact->decision == DECISION_FUNDS)
            total += (wide)row->numbers[0] * row->numbers[1];
    }
    if (!complaint->count && impact->decision == DECISION_FUNDS && !total)
        complain(complaint, "no row has any children: there is nothing to share by");
}

scr_result impact_add_imp02(struct impact *impact, struct findings *findings) {
    struct complaint complaint = {0};
    struct scr_arena arena = {0};
    struct scr_hash digest;
    complain_of_rows(impact, &complaint);
    size_t *order = sorted_by_name(&arena, impact->rows, impact->row_count, id_of);
    scr_result result = order ? digest_of(impact, &digest) : (scr_result){SCR_MEMORY};
    if (scr_failed(result)) goto end;
    size_t twice = sorted_duplicate(order, impact->rows, impact->row_count, id_of);
    if (twice < impact->row_count)
        complain(&complaint, "the id %s stands in rows %zu and %zu", shown(&complaint, impact->rows[order[twice]].id),
                 order[twice - 1] + 1, order[twice] + 1);
    if (!scr_hash_equal(&digest, &impact->table_digest)) {
        char found[SCR_HEX_SIZE], claimed[SCR_HEX_SIZE];
        scr_hash_hex(&digest, found);
        scr_hash_hex(&impact->table_digest, claimed);
        complain(&complaint, "the SHA-256 of the table is %s, not %s", found, claimed);
    }
    scr_arena_free(&arena);
    return complaint_verdict(&complaint, findings, "IMP-02",
                             "all %zu rows are within their limits, each id stands once, and the table has its SHA-256",
                             impact->row_count);
end:
    complaint_free(&complaint);
    scr_arena_free(&arena);
    return result;
}
