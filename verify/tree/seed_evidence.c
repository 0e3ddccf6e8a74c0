/* seed_evidence.c: whether a seed follows from the throws of dice or the pulse that its record gives: TPT-05. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "verify/tree/seed.h"
#include "verify/tree/seed_instant.h"

/* Whether sides to the power of `throws` is at least 2^64. */
static bool enough(uint32_t sides, size_t throws) {
    uint64_t product = 1;
    for (size_t i = 0; i < throws; i++)
        if (__builtin_mul_overflow(product, (uint64_t)sides, &product)) return true;
    return false;
}

void seed_dice_complain(const struct seed_record *record, struct complaint *complaint) {
    uint32_t sides = record->sides;
    if (sides < 2 || sides > 10) {
        complain(complaint, "Dice have %" PRIu32 " sides instead of 2 to 10", sides);
        return;
    }
    char least = sides == 10 ? '0' : '1', most = sides == 10 ? '9' : (char)('0' + sides);
    for (const char *c = record->throws; *c; c++)
        if (*c < least || *c > most) {
            complain(complaint, "throw number %zu is %c instead of %c to %c", (size_t)(c - record->throws) + 1, *c,
                     least, most);
            break;
        }
    if (!enough(sides, strlen(record->throws)))
        complain(complaint, "%zu throws of dice with %" PRIu32 " sides have fewer than 2^64 outcomes",
                 strlen(record->throws), sides);
    if (strcmp(record->throws, record->published->seed) != 0)
        complain(complaint, "the seed is not the text of the throws");
}

/* The pulse against what was announced: its chain, and its index or its time. */
static void check_announced(const struct seed_record *record, struct complaint *complaint, const char **open) {
    const struct seed_source *source = &record->source;
    const struct pulse *pulse = &record->pulse;
    char number[24];
    uint64_t stamp, wanted;
    snprintf(number, sizeof number, "%" PRIu64, pulse->number[PULSE_CHAIN_INDEX]);
    if (strcmp(number, source->chain) != 0)
        complain(complaint, "the pulse's ChainIndex is %s, the Chain announced %s", number,
                 shown(complaint, source->chain));
    snprintf(number, sizeof number, "%" PRIu64, pulse->number[PULSE_PULSE_INDEX]);
    if (source->pulse[0] && strcmp(number, source->pulse) != 0)
        complain(complaint, "the pulse's PulseIndex is %s, the Pulse announced %s", number,
                 shown(complaint, source->pulse));
    /* The only form that pulses have; a committed time is without milliseconds. */
    if (!strchr(pulse->text[PULSE_TIME_STAMP], '.') || !instant_parse(pulse->text[PULSE_TIME_STAMP], &stamp)) {
        complain(complaint, "the pulse's TimeStamp %s is not of the form YYYY-MM-DDThh:mm:ss.mmmZ",
                 shown(complaint, pulse->text[PULSE_TIME_STAMP]));
        return;
    }
    if (!source->time[0] || !instant_parse(source->time, &wanted)) return;
    if (stamp < wanted)
        complain(complaint, "the pulse's TimeStamp %s is before the Time announced, %s", pulse->text[PULSE_TIME_STAMP],
                 source->time);
    else if (stamp - wanted >= pulse->number[PULSE_PERIOD])
        *open = "the pulse's TimeStamp is a Period or more after the Time announced: only the beacon's own records "
                "show that no pulse lies between";
}

static scr_result check_message(const struct seed_record *record, const struct scr_buffer *message,
                                struct complaint *complaint, const char **open) {
    const struct pulse *pulse = &record->pulse;
    const char *fault;
    bool follows;
    SCR_TRY(pulse_output_follows(pulse, message, &follows));
    if (!follows) complain(complaint, "OutputValue is not the SHA-512 of the pulse's message and its signature");
    if (!pulse->certificate) {
        *open = "the record has no certificate of the beacon, so that anybody could have made this pulse";
        return scr_done();
    }
    SCR_TRY(pulse_signed(pulse, message, &fault));
    if (fault) complain(complaint, "%s", fault);
    return scr_done();
}

scr_result seed_pulse_complain(const struct seed_record *record, struct complaint *complaint, const char **open) {
    const struct pulse *pulse = &record->pulse;
    const char *oversized = pulse_oversized(pulse);
    struct scr_buffer message = {0};
    *open = NULL;
    if (!strcmp(record->source.kind, "beacon")) check_announced(record, complaint, open);
    if (strcmp(record->published->seed, pulse->text[PULSE_OUTPUT_VALUE]) != 0)
        complain(complaint, "the seed is not the pulse's OutputValue");
    if (oversized) {
        complain(complaint, "the pulse's %s does not fit into 4 bytes", oversized);
        return scr_done();
    }
    if (pulse->number[PULSE_CIPHER_SUITE]) {
        *open = "the pulse is of a cipher suite other than 0, which this program does not know";
        return scr_done();
    }
    scr_result result = pulse_message(pulse, &message);
    if (!scr_failed(result)) result = check_message(record, &message, complaint, open);
    scr_buffer_free(&message);
    return result;
}
