/* audit_words.c: what happened in an audit, for people and for machines: rounds, papers, discrepancies, corrections. */
#include <inttypes.h>
#include <stdlib.h>

#include "verify/tree/audit_history.h"
#include "verify/tree/words.h"

enum { UNREAD_SHOWN = 20 };

struct course {
    size_t replanned, planned, examined, unread; /* rounds; ballots, each once, but for `examined` */
    size_t standing, corrected;                  /* discrepancies: that stand; that a correction put away */
    size_t late;                                 /* readings that were corrected when their round was over */
    struct scr_buffer unread_numbers;
};

static int ascending(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The ballots planned, or examined, in any round, ascending; a ballot of several rounds stands there as often. The
 * caller frees it; NULL when memory is short. */
static uint32_t *gather(const struct audit *audit, bool examined, size_t *count) {
    size_t all = 0;
    *count = 0;
    for (size_t r = 0; r < audit->round_count; r++)
        all += examined ? audit->rounds[r].examined.count : audit->rounds[r].planned.count;
    uint32_t *numbers = malloc((all + 1) * sizeof *numbers);
    if (!numbers) return NULL;
    for (size_t r = 0; r < audit->round_count; r++) {
        const struct audit_round *round = &audit->rounds[r];
        for (size_t i = 0; examined && i < round->examined.count; i++)
            numbers[(*count)++] = round->examined.items[i].number;
        for (size_t i = 0; !examined && i < round->planned.count; i++) numbers[(*count)++] = round->planned.items[i];
    }
    qsort(numbers, *count, sizeof *numbers, ascending);
    return numbers;
}

static scr_result count_unread(const struct audit *audit, struct course *course) {
    size_t planned_count, read_count, at = 0;
    uint32_t *planned = gather(audit, false, &planned_count), *read = gather(audit, true, &read_count);
    scr_result result = planned && read ? scr_done() : (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < planned_count && !scr_failed(result); i++) {
        if (i && planned[i] == planned[i - 1]) continue;
        course->planned++;
        while (at < read_count && read[at] < planned[i]) at++;
        if (at < read_count && read[at] == planned[i]) continue;
        if (course->unread++ < UNREAD_SHOWN)
            result = scr_buffer_print(&course->unread_numbers, "%s%" PRIu32, course->unread_numbers.length ? ", " : "",
                                      planned[i]);
    }
    free(planned);
    free(read);
    return result;
}

/* Against the recorded codes, where they are proved. */
static void count_discrepancies(const struct audit_task *task, struct course *course) {
    const struct audit *audit = task->audit;
    if (!task->tree || !task->recorded) return;
    size_t candidates = task->tree->contest.count;
    for (size_t r = 0; r < audit->round_count; r++)
        for (size_t i = 0; i < audit->rounds[r].examined.count; i++) {
            const struct examined_ballot *ballot = &audit->rounds[r].examined.items[i];
            unsigned value = audit_value(ballot->interpretation, candidates);
            course->standing += value == VALUE_UNKNOWN || value != audit_recorded(task, ballot->number);
        }
    for (size_t i = 0; i < audit->correction_count; i++) {
        const struct audit_correction *correction = &audit->corrections[i];
        unsigned value = audit_value(correction->was, candidates);
        if (correction->ballot > task->tree->contest.ballots) continue; /* TPT-26 says so */
        course->corrected += value == VALUE_UNKNOWN || value != audit_recorded(task, (uint32_t)correction->ballot);
    }
}

/* A ballot's last correction in a round is late if any of them is. */
static scr_result count_late(const struct audit *audit, struct course *course) {
    struct audit_history history;
    scr_result result = audit_history_make(audit, &history);
    for (size_t i = 0; i < history.count && !scr_failed(result); i++) {
        const struct audit_correction *correction = history.of_ballots[i];
        bool last = i + 1 == history.count || !audit_same_ballot(history.of_ballots[i + 1], correction);
        course->late += last && correction->during > correction->round;
    }
    audit_history_free(&history);
    return result;
}

static scr_result add_note(const struct audit_task *task, const struct course *course) {
    const struct audit *audit = task->audit;
    struct complaint names = {0};
    struct scr_buffer text = {0};
    const char *contest = task->tree ? words_contest(&names, &task->tree->contest) : shown(&names, audit->contest_id);
    scr_result result =
        scr_buffer_print(&text, "contest %s: %zu round%s, %zu replanned; %zu paper%s planned, %zu read", contest,
                         audit->round_count, audit->round_count == 1 ? "" : "s", course->replanned, course->planned,
                         course->planned == 1 ? "" : "s", course->planned - course->unread);
    if (!scr_failed(result) && course->unread)
        result =
            scr_buffer_print(&text, ", %zu not read (%s%s)", course->unread, (const char *)course->unread_numbers.data,
                             course->unread > UNREAD_SHOWN ? ", and more" : "");
    if (!scr_failed(result))
        result = task->tree && task->recorded
                     ? scr_buffer_print(&text,
                                        "; discrepancies from the records: %zu stand, %zu more were entered and put "
                                        "away by corrections",
                                        course->standing, course->corrected)
                     : scr_buffer_text(&text, "; discrepancies are not known, since the records are not");
    if (!scr_failed(result))
        result = scr_buffer_print(&text, "; %zu correction%s", audit->correction_count,
                                  audit->correction_count == 1 ? "" : "s");
    if (!scr_failed(result) && course->late)
        result =
            scr_buffer_print(&text,
                             "; %zu reading%s of closed rounds %s corrected later: the audit lists them, and only "
                             "those who were in the room know when it was found out",
                             course->late, course->late == 1 ? "" : "s", course->late == 1 ? "was" : "were");
    if (!scr_failed(result)) result = names.failed ? (scr_result){SCR_MEMORY} : scr_done();
    if (!scr_failed(result)) result = findings_note(task->findings, "%s", (const char *)text.data);
    scr_buffer_free(&text);
    complaint_free(&names);
    return result;
}

static scr_result print_facts(const struct audit_task *task, const struct course *course, struct scr_buffer *out) {
    const struct audit *audit = task->audit;
    SCR_TRY(scr_buffer_print(
        out,
        "{\"result\": \"%s\", \"tpt_winner\": \"%c\", \"audited_winner\": \"%.1s\", \"rounds\": %zu, "
        "\"replanned\": %zu, \"planned\": %zu, \"examined\": %zu, \"unread\": %zu, \"corrections\": %zu, "
        "\"late_corrections\": %zu, ",
        audit_result_word(audit->result), task->tree->tpt_winner, &audit->winner, audit->round_count, course->replanned,
        audit->opened.count, course->examined, course->unread, audit->correction_count, course->late));
    return task->recorded ? scr_buffer_print(out, "\"discrepancies\": %zu, \"corrected_discrepancies\": %zu}",
                                             course->standing, course->corrected)
                          : scr_buffer_text(out, "\"discrepancies\": null, \"corrected_discrepancies\": null}");
}

static scr_result add_facts(const struct audit_task *task, const struct course *course) {
    struct scr_buffer json = {0};
    scr_result result = print_facts(task, course, &json);
    if (!scr_failed(result)) return findings_fact(task->findings, "tree_audit", (char *)json.data); /* taken over */
    scr_buffer_free(&json);
    return result;
}

scr_result audit_add_words(const struct audit_task *task) {
    const struct audit *audit = task->audit;
    struct course course = {0};
    for (size_t r = 0; r < audit->round_count; r++) {
        course.replanned += audit->rounds[r].state == ROUND_REPLANNED;
        course.examined += audit->rounds[r].examined.count;
    }
    count_discrepancies(task, &course);
    scr_result result = count_late(audit, &course);
    if (!scr_failed(result)) result = count_unread(audit, &course);
    if (!scr_failed(result)) result = add_note(task, &course);
    if (!scr_failed(result) && task->tree && task->surroundings->facts) result = add_facts(task, &course);
    scr_buffer_free(&course.unread_numbers);
    return result;
}
