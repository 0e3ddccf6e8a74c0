/* package_index.c: continues the index of publications with what a package holds. */
#include "package_index.h"

#include <string.h>

#include "gen/index/extend.h"
#include "names.h"

/* Without artifacts: the package publishes the index alone. */
static scr_result alone(const struct package_request *request, const struct publication_index *index,
                        struct scr_diagnosis *diagnosis) {
    if (strcmp(request->role, "election-official") != 0)
        return scr_refuse(diagnosis, SCR_INPUT, "--role", "an index of publications asks for election-official, not %s",
                          request->role);
    return index_date_fits(index, request->date, diagnosis);
}

scr_result package_index(const struct package_request *request, struct payload *payload, struct scr_folder *out,
                         struct package_summary *summary, struct scr_diagnosis *diagnosis) {
    struct publication_index index = {0};
    struct scr_buffer made = {0};
    scr_result result = scr_done();
    size_t added = 0;
    if (request->index) SCR_TRY(index_read(request->index, &index, diagnosis));
    SCR_TRY_OR(result,
               payload->count ? index_extend(&index, payload, request->date, request->withdraw_old, &added, diagnosis)
                              : alone(request, &index, diagnosis),
               done);
    SCR_TRY_OR(result,
               added ? index_write(&index, &made) : scr_buffer_append(&made, index.file.data, index.file.length), done);
    SCR_TRY_OR(result, scr_folder_write(out, "data/" INDEX_FILE, made.data, made.length, diagnosis), done);
    SCR_TRY_OR(result, payload_add(payload, INDEX_FILE, made.data, made.length, diagnosis), done);
    SCR_TRY_OR(result, payload_sort(payload), done);
    summary->index_entries = index.count;
    summary->index_added = added;
    summary->index_hash = index.entries[index.count - 1].hash;
    memcpy(summary->index_date, index.entries[index.count - 1].date, sizeof summary->index_date);
done:
    scr_buffer_free(&made);
    index_free(&index);
    return result;
}
