/* seed_evidence.c: whether a seed follows from the throws of dice or the pulse that its record gives: TPT-05. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "verify/tree/seed.h"
#include "verify/tree/seed_instant.h"

enum {
    PULSE_STATUS_MOST = 2,     /* 0: in time; 1: the first of its chain; 2: after a pause */
    PULSE_PERIOD_NIST = 60000, /* milliseconds */
};

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

/* What every pulse of the format has, and every pulse of NIST's own beacon: a Period of another's choosing would move
 * the moment from which a pulse is too late. */
static void check_format(const struct seed_record *record, struct complaint *complaint) {
    static const char nist[] = "NIST Randomness Beacon 2.0", uri[] = "https://beacon.nist.gov/beacon/2.0/";
    const struct pulse *pulse = &record->pulse;
    /* Pulses of 2018 have the word before the number. */
    if (strcmp(pulse->text[PULSE_VERSION], "2.0") != 0 && strcmp(pulse->text[PULSE_VERSION], "Version 2.0") != 0)
        complain(complaint, "the pulse has Version %s instead of 2.0", shown(complaint, pulse->text[PULSE_VERSION]));
    if (pulse->number[PULSE_STATUS_CODE] > PULSE_STATUS_MOST)
        complain(complaint, "the pulse has StatusCode %" PRIu64 " instead of 0, 1 or 2",
                 pulse->number[PULSE_STATUS_CODE]);
    if (strcmp(record->source.beacon, nist) != 0) return;
    if (strncmp(pulse->text[PULSE_URI], uri, sizeof uri - 1) != 0)
        complain(complaint, "the pulse has Uri %s, which does not begin as those of NIST's beacon do, with %s",
                 shown(complaint, pulse->text[PULSE_URI]), uri);
    if (pulse->number[PULSE_PERIOD] != PULSE_PERIOD_NIST)
        complain(complaint, "the pulse has Period %" PRIu64 " instead of the %d milliseconds of NIST's beacon",
                 pulse->number[PULSE_PERIOD], PULSE_PERIOD_NIST);
}

scr_result seed_pulse_complain(const struct seed_record *record, struct complaint *complaint, const char **open) {
    const struct pulse *pulse = &record->pulse;
    const char *oversized = pulse_oversized(pulse);
    struct scr_buffer message = {0};
    *open = NULL;
    check_format(record, complaint);
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
