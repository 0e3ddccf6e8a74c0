/* source.c: checks, writes and names the public source of a seed. */
#include "source.h"
#include "gen/typed.h"

#include <string.h>

#include "scrutineer/text.h"

#define INDEX_MOST 999999999 /* the schema's counts */

static bool two_digits(const char *text, unsigned least, unsigned most) {
    unsigned value = 10 * (unsigned)(text[0] - '0') + (unsigned)(text[1] - '0');
    return value >= least && value <= most;
}

bool seed_instant_valid(const char *text) {
    static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != sizeof form - 1) return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
    if (!two_digits(text + 5, 1, 12) || !two_digits(text + 11, 0, 23) || !two_digits(text + 14, 0, 59) ||
        !two_digits(text + 17, 0, 59))
        return false;
    unsigned year = 0, month = 10 * (unsigned)(text[5] - '0') + (unsigned)(text[6] - '0');
    for (size_t i = 0; i < 4; i++) year = 10 * year + (unsigned)(text[i] - '0');
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year && two_digits(text + 8, 1, days[month - 1] + (leap && month == 2 ? 1 : 0));
}

static bool is_index(const char *text) {
    uint64_t value;
    return scr_count_parse(text, strlen(text), INDEX_MOST, &value);
}

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *command, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, command, "%s", sentence);
}

scr_result seed_source_check(struct seed_source *source, const char *command, struct scr_diagnosis *diagnosis) {
    const char **const texts[] = {&source->beacon, &source->chain, &source->pulse, &source->place, &source->time};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!*texts[i]) *texts[i] = "";
    bool beacon = *source->beacon, dice = *source->place;
    if (beacon == dice)
        return refuse(diagnosis, command,
                      "name the source of the seed: --dice PLACE --time T, or --beacon NAME --chain N and "
                      "--pulse N or --time T");
    source->kind = beacon ? "beacon" : "dice";
    SCR_TRY(typed_check(beacon ? "--beacon" : "--dice", beacon ? source->beacon : source->place, diagnosis));
    if (*source->time && !seed_instant_valid(source->time))
        return refuse(diagnosis, command, "--time is a moment in UTC, such as 2026-11-10T17:00:00Z");
    if (dice) {
        if (*source->chain || *source->pulse) return refuse(diagnosis, command, "--chain and --pulse go with --beacon");
        return *source->time ? scr_done()
                             : refuse(diagnosis, command, "--dice needs --time, the moment of the ceremony");
    }
    if (!*source->chain || !is_index(source->chain))
        return refuse(diagnosis, command, "--beacon needs --chain, the index of the beacon's chain");
    if (*source->pulse && !is_index(source->pulse))
        return refuse(diagnosis, command, "--pulse is the index of a pulse, a number of at most nine digits");
    if (!*source->pulse == !*source->time)
        return refuse(diagnosis, command,
                      "--beacon needs either --pulse, the index of the pulse, or --time: the first pulse at "
                      "or after it");
    return scr_done();
}

scr_result seed_source_write(struct scr_xml_writer *xml, const struct seed_source *source) {
    SCR_TRY(scr_xml_open(xml, "SeedSource"));
    SCR_TRY(scr_xml_attribute(xml, "Kind", source->kind));
    SCR_TRY(scr_xml_attribute(xml, "Beacon", source->beacon));
    SCR_TRY(scr_xml_attribute(xml, "Chain", source->chain));
    SCR_TRY(scr_xml_attribute(xml, "Pulse", source->pulse));
    SCR_TRY(scr_xml_attribute(xml, "Place", source->place));
    SCR_TRY(scr_xml_attribute(xml, "Time", source->time));
    return scr_xml_close(xml);
}

bool seed_source_equal(const struct seed_source *a, const struct seed_source *b) {
    return !strcmp(a->kind, b->kind) && !strcmp(a->beacon, b->beacon) && !strcmp(a->chain, b->chain) &&
           !strcmp(a->pulse, b->pulse) && !strcmp(a->place, b->place) && !strcmp(a->time, b->time);
}

scr_result seed_source_say(const struct seed_source *source, struct scr_buffer *out) {
    if (*source->place) {
        SCR_TRY(scr_buffer_print(out, "dice, thrown in public at %s in this place: ", source->time));
        return scr_text_terminal(out, source->place);
    }
    if (*source->pulse)
        SCR_TRY(scr_buffer_print(out, "pulse %s of chain %s of the beacon ", source->pulse, source->chain));
    else
        SCR_TRY(scr_buffer_print(out, "the first pulse at or after %s of chain %s of the beacon ", source->time,
                                 source->chain));
    return scr_text_terminal(out, source->beacon);
}
