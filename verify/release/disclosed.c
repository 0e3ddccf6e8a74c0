/* disclosed.c: DPR-20: no tree beside the release shows all ballots of one of its contests without a charge. */
#include "verify/release/release.h"

static void complain_of_tree(const struct published_statement *statement, const struct published_tree *tree,
                             struct complaint *complaint) {
    char hex[SCR_HEX_SIZE];
    const char *id = tree->contest.id;
    if (!tree->codes || !statement_contest(statement, id) ||
        ledger_discloses(&statement->ledger, &tree->head.digest, id))
        return;
    scr_hash_hex(&tree->head.digest, hex);
    complain(
        complaint,
        "the plurality tree with SHA-256 %s shows every ballot of contest %s, and the ledger of the release does not "
        "charge it",
        hex, shown(complaint, id));
}

scr_result release_add_dpr20(const struct release *release, const struct surroundings *surroundings,
                             struct findings *findings) {
    struct complaint complaint = {0};
    if (!surroundings->package)
        return findings_add(findings, "DPR-20", VERDICT_UNDECIDED,
                            "whether other artifacts show the ballots themselves can be said of a whole package only");
    const struct published_list *trees = &surroundings->publications->trees;
    for (size_t i = 0; i < trees->count; i++)
        complain_of_tree(release->statement, (const struct published_tree *)trees->items[i], &complaint);
    return complaint_verdict(&complaint, findings, "DPR-20",
                             "no tree of the package shows the ballots of the release's contests without a charge");
}
