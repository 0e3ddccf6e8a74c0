/* currency.c: the packages of a run against each other: whether what one holds was replaced since, by the index of
 * another. */
#include <string.h>

#include "verify/kinds.h"

static bool seen(const struct index_scope *scope, const struct scr_hash *hash) {
    for (size_t i = 0; i < scope->count && i < VERIFY_INDEXES_SHOWN; i++)
        if (scr_hash_equal(&scope->ends[i].hash, hash)) return true;
    return false;
}

void note_index(struct index_scope *scope, const struct publication_index *index) {
    const struct index_entry *last = &index->entries[index->count - 1];
    if (seen(scope, &last->hash)) return;
    if (scope->count < VERIFY_INDEXES_SHOWN) {
        struct index_end *end = &scope->ends[scope->count];
        *end = (struct index_end){.number = index->count, .hash = last->hash};
        memcpy(end->date, last->date, sizeof end->date);
    }
    scope->count++;
}

scr_result check_currency(struct run *run) {
    struct verification *verification = run->verification;
    for (size_t i = 0; i < run->kept_count; i++) {
        const struct kept_package *package = &run->kept[i];
        const struct told_histories told = package_histories(run->kept, run->kept_count, package);
        struct findings *findings = &verification->files[package->findings];
        const struct publication_index *judge = package_judge(package, &told);
        if (judge)
            note_index(&verification->scope.index, judge);
        else
            verification->scope.index.packages_without++;
        SCR_TRY(package_check_currency(package, &told, run->options->facts, findings));
        if (judge) SCR_TRY(package_note_choices(judge, run->options->facts, findings));
        SCR_TRY(package_note_apart(run->kept, run->kept_count, package, &told, reader_trusts(run->options), findings));
    }
    for (size_t i = 0; i < verification->count && run->kept_count; i++)
        if (verification->files[i].bare && verification->files[i].hashed)
            SCR_TRY(package_note_bare(run->kept, run->kept_count, &verification->files[i]));
    return scr_done();
}
