/* words_en.c: the report in English. */
#include "gen/report/verified/words.h"

const char *const words_en[REPORT_WORD_COUNT] = {
    [W_TITLE] = "Verification report",
    [W_INTRO] = "This page shows what the program <code>scrutineer-verify</code>, version {1}, found when it checked "
                "the election files named below. It was drawn by a program from the verifier's own output and from "
                "the files. Nobody chose what to show.",
    [W_HOW_TO_READ] = "Each file makes claims. A check <strong>holds</strong> when the verifier computed the claim "
                      "again from the published data and found it so. It is <strong>refuted</strong> when the data "
                      "contradict the claim. It is <strong>undecided</strong> when something needed to find out is "
                      "missing; missing evidence never counts as “holds”.",
    [W_NO_OPINION] = "The page states what a computation found. It is not a legal opinion, and it is no finding about "
                     "anything that is not among the checks listed.",
    [W_HOLDS] = "holds",
    [W_REFUTED] = "refuted",
    [W_UNDECIDED] = "undecided",
    [W_COUNTS] = "Checks made: {1}. Holds: {2}; refuted: {3}; undecided: {4}.",
    [W_RESULT] = "The result",
    [W_COL_HEADLINE] = "Headline",
    [W_COL_QUESTION] = "Question",
    [W_COL_ANSWER] = "What that means",
    [W_ARITHMETIC] = "Arithmetic",
    [W_ARITHMETIC_ASKS] = "Do the claims follow from the published data?",
    [W_ARITHMETIC_HOLDS] = "Yes. Every claim that was checked follows from the published data. Anyone can repeat the "
                           "computation and must find the same.",
    [W_ARITHMETIC_UNDECIDED] = "Nothing that was checked is wrong, but some claims could not be checked to the end. "
                               "They are listed below, with what is missing.",
    [W_ARITHMETIC_REFUTED] = "No. At least one claim contradicts the published data. It is listed below, with the "
                             "place.",
    [W_PROVENANCE] = "Provenance",
    [W_PROVENANCE_ASKS] = "Who published the files, are they what was signed, and in which order?",
    [W_PROVENANCE_HOLDS] = "A key that the reader trusts signed the list of these files, the files are those of that "
                           "list, and no check of stamps, witnesses or order that was made stands against it.",
    [W_PROVENANCE_UNDECIDED] = "Not shown. Either nothing says who published these files, or a stamp, a witness or an "
                               "order of events could not be checked. The undecided checks below say which.",
    [W_PROVENANCE_REFUTED] = "No. Either no key that the reader trusts signed these files, or the files are not what "
                             "was signed, or a stamp or witness contradicts the order. The refuted checks below say "
                             "which.",
    [W_ORDER_UNDECIDED] =
        "A key that the reader trusts signed the list of these files, and the files are those of that "
        "list. Only the order of events is not shown: that what was committed to or announced "
        "existed before its seed was known. The undecided check PKG-10 says what is missing.",
    [W_ORDER_REFUTED] = "A key that the reader trusts signed the list of these files, and the files are those of that "
                        "list. But no, the order of events is not the one that it must be: the refuted check PKG-10 "
                        "says which moments contradict one another.",
    [W_ADDITIONS_REFUTED] = "Something that was added to a package (a time stamp or a countersignature) is faulty; the "
                            "refuted check below, PKG-08 or PKG-09, names the file. Anyone who hands on a package can "
                            "add such a file, so this says nothing against what the publisher signed: who signed it, "
                            "check PKG-11 says. Take such files out of <code>timestamps/</code> and "
                            "<code>countersignatures/</code> in a copy, and the package can be checked without them.",
    [W_REPORTED] = "Machine",
    [W_REPORTED_ASKS] = "Did the voting machine print the totals that the test expects?",
    [W_REPORTED_HOLDS] = "Yes, in all numbers that were compared.",
    [W_REPORTED_UNDECIDED] = "This could not be found out.",
    [W_REPORTED_REFUTED] = "No. The machine's totals differ from the expected ones; see check LAT-31.",
    [W_ABOUT] = "What was checked, and who signed it",
    [W_ELECTION] = "Election",
    [W_ELECTION_UNKNOWN] = "not read: no artifact was given when this page was drawn, or none could be read",
    [W_JURISDICTION] = "Jurisdiction",
    [W_DATE] = "Date",
    [W_IDENTIFIER] = "Identifier",
    [W_SIGNED] = "Who signed, as the verifier says",
    [W_NOT_SIGNED] = "Nobody, as far as these files show: only a package carries signatures, and no package was "
                     "checked.",
    [W_NO_SIGNER_CHECK] = "The verifier's output has no check of signers.",
    [W_PROGRAM] = "Program",
    [W_VERDICT_FILE] = "The verifier's output",
    [W_FILES_COMPARED] = "When this page was drawn, the {1} files checked were read again: each has the SHA-256 digest "
                         "that the verifier's output gives. The page is about the files that were verified.",
    [W_FILES_NOT_COMPARED] = "No file was given when this page was drawn. It shows the verifier's output alone, "
                             "without pictures, and nothing here was compared with the files.",
    [W_BESIDE_NOT_COMPARED] = "Not compared: {1} files of the packages, as signatures, time stamps and "
                              "countersignatures are. The verifier's output has no digests of them. What this page "
                              "says of them is about those that lay there when the verifier ran; whoever wants to "
                              "know it of those that lie there now runs it again.",
    [W_BY_KIND] = "Files by kind, and how they fared. A file counts by its gravest check; signers, stamps, order, "
                  "publication and machine totals count in headlines of their own.",
    [W_COL_KIND] = "Kind",
    [W_COL_FILES] = "Files",
    [W_REFUTED_HEAD] = "What is refuted",
    [W_REFUTED_INTRO] = "In these points the published data contradict what is claimed:",
    [W_NOTHING_REFUTED] = "Nothing is refuted.",
    [W_UNDECIDED_HEAD] = "What is undecided, and what is missing",
    [W_UNDECIDED_INTRO] = "These points are neither shown nor contradicted. The verifier says what is missing:",
    [W_NOTHING_UNDECIDED] = "Nothing is undecided.",
    [W_IN_FILES] = "In {1} files, the first of them {2}:",
    [W_IN_FILE] = "In {1}:",
    [W_MORE_REFUTED] = "{1} more refuted checks are not listed here; the verifier's output has them all.",
    [W_CHECKS_HEAD] = "What was checked, file by file",
    [W_CHECKS_INTRO] = "The column “What the verifier says” has the verifier's own sentences with the numbers it "
                       "found. The column before it says in plain words what it means when the check holds.",
    [W_FILES_CUT] = "Shown in detail: the first {1} of {2} files, those with refuted checks before those with "
                    "undecided ones, and these before the others. All are counted above, and all digests stand at the "
                    "end of the page.",
    [W_CHECKS_OF] = "Checks of {1}",
    [W_COL_CHECK] = "Check",
    [W_COL_VERDICT] = "Verdict",
    [W_COL_MEANING] = "When it holds",
    [W_COL_DETAIL] = "What the verifier says",
    [W_UNKNOWN_CHECK] = "This version of the program has no words for this check; the specification has its meaning.",
    [W_NO_CHECKS] = "No check was made of this file.",
    [W_NOTES] = "Noted by the verifier:",
    [W_DETAIL_CUT] = "(cut here; the verifier's output has {1} more bytes)",
    [W_DETAIL_LEFT_OUT] = "(left out to keep the page small; see the verifier's output)",
    [W_DIGEST] = "SHA-256",
    [W_NO_PICTURE_FORM] = "There is no picture of this file: it does not have the form that the specification asks "
                          "for.",
    [W_NO_PICTURE_ROOM] = "There is no picture of this file, to keep the page small.",
    [W_NO_PICTURE_SIZE] = "There is no picture of this file: it is too large to be drawn on a page.",
    [W_NO_PICTURE_MISSING] = "There is no picture of this file: the file it rests on is not among those given.",
    [W_FACTS] = "What the file states",
    [W_FACT_CONTESTS] = "Contests",
    [W_FACT_CANDIDATES] = "Candidates",
    [W_FACT_STYLES] = "Ballot styles",
    [W_FACT_SOURCE] = "Made from",
    [W_FACT_BALLOTS] = "Ballots",
    [W_FACT_BATCHES] = "Batches of ballots",
    [W_FACT_DRAW] = "Source of the random number",
    [W_FACT_PLACE] = "Place",
    [W_FACT_TIME] = "Time",
    [W_FACT_BEACON] = "Beacon",
    [W_FACT_SEED] = "Random number (seed)",
    [W_FACT_WITNESSES] = "Witness",
    [W_FACT_KEYS] = "Releases that the keys provide for",
    [W_FACT_RELEASE] = "Release number",
    [W_FACT_LEVELS] = "Level of areas",
    [W_FACT_UNITS] = "Areas in all",
    [W_FACT_EXACT] = "Levels with exact counts, from the top",
    [W_FACT_SPENT] = "Protection spent so far (epsilon)",
    [W_FACT_TOTAL] = "Declared limit (epsilon)",
    [W_FACT_PUBLICATIONS] = "Publications listed",
    [W_FACT_WITHDRAWALS] = "Withdrawals",
    [W_FACT_LAST_HASH] = "Hash of the last entry",
    [W_FACT_LAST_DATE] = "Date of the last entry",
    [W_FACT_MORE] = "and {1} more",
    [W_DECK_FACTS] = "Ballot style {1}: {2} ballots to feed, {3} voting targets, {4} contests.",
    [W_DECK_TITLE] = "Test deck of ballot style {1}, voting targets {2} to {3}",
    [W_DECK_DESC] = "A grid: {1} ballots from left to right, {2} voting targets from top to bottom. A filled square is "
                    "a mark. At the end of each row stands the total that a correct machine prints. The table after "
                    "the picture has the same totals as text.",
    [W_DECK_CAPTION] = "The ballots of the test. Each column is a ballot to be fed, each row a voting target; a filled "
                       "square is a mark on that ballot. The number at the end of a row is the total that a machine "
                       "configured correctly prints. Ballots that overvote a contest give it no votes.",
    [W_DECK_CUT] = "Drawn: the first {1} of {2} ballots and the first {3} of {4} voting targets.",
    [W_DECK_PART] = "{1} to {2}",
    [W_TOTAL] = "total",
    [W_BALLOT] = "ballot",
    [W_TOTALS_CAPTION] = "Expected totals for ballot style {1}: what the machine's tape must say",
    [W_COL_TARGET] = "Target",
    [W_COL_CANDIDATE] = "Candidate",
    [W_COL_VOTES] = "Votes",
    [W_CONTEST_ROW] = "{1} (vote for {2})",
    [W_OVERVOTES_ROW] = "undervotes {1}, overvoted ballots {2}",
    [W_TREE_CAPTION_PLAN] = "The tree of the contest, from its top. Bold lines lead to the ballots whose papers are to "
                            "be examined; a triangle stands for a part that is not drawn.",
    [W_TREE_CAPTION_AUDIT] = "The audited tree of the contest, from its top. Bold lines lead to the ballots whose "
                             "papers were examined; a triangle stands for a part that is not drawn.",
    [W_TREE_ENGLISH] = "The words in the picture come from the tree that was published.",
    [W_VOTES_CAPTION] = "Votes in the records, as the tree states them: {1}, {2} ballots",
    [W_TPT_WINNER] = "Winner of the tree (TPT winner)",
    [W_MOST_VOTES] = "Most votes",
    [W_PLAN_SIZE] = "Ballots whose papers are to be examined",
    [W_MISSING_ROW] = "no valid vote",
    [W_CODE] = "Code",
    [W_AUDIT_RESULT] = "Result of the audit",
    [W_AUDIT_EXAMINED] = "Papers examined",
    [W_NO_VALUE] = "nobody",
    [W_NO_LEGAL_FORCE] = "The winner of the tree has no legal force. It is a name for what the tree computes, and may "
                         "be another candidate than the one with most votes.",
    [W_RESULT_CONFIRMED] = "confirmed: the papers examined establish the tree's winner, whatever all others say",
    [W_RESULT_CHANGED] = "changed: the papers examined establish another winner of the tree",
    [W_RESULT_NOT_CONFIRMABLE] = "not confirmable: papers without record or reading leave the winner open",
    [W_RESULT_UNFINISHED] = "unfinished",
    [W_RELEASE_MECHANISM] = "Procedure: <code>{1}</code>. Random whole numbers were added to the counts of precincts, "
                            "so that no single ballot can be read from them.",
    [W_RELEASE_EXACT] = "Exact totals, to which no noise was added: {1}",
    [W_RELEASE_CONTEST] = "Precincts: {1}",
    [W_RELEASE_TITLE] = "{1}: published counts of precincts with 95 % intervals, options {2} to {3}",
    [W_RELEASE_DESC] = "Rows are {1} precincts. In each column, for one option, a mark is the published count and a "
                       "bar the interval in which 95 of 100 true counts lie. The table after the picture has the same "
                       "numbers as text.",
    [W_RELEASE_CAPTION] = "Published counts (marks) and 95 % intervals (bars). The bar reaches {1} votes to both sides "
                          "of the noisy count, as the release states for 95 of 100 counts, and ends at 0 where it "
                          "would go below: 0 to 0 says that the noisy count lies far below 0, not that the true one is "
                          "known. A published count may lie off the middle of its bar, since published "
                          "counts are fitted to add up to the exact totals.",
    [W_RELEASE_ACCURACY] = "The release states: 95 of 100 noisy counts of precincts are within {1} of the true count, "
                           "and 95 of 100 margins between two options within {2}. Twenty counts will, on average, "
                           "include one outside.",
    [W_RELEASE_TABLE] = "Published counts of precincts, with the 95 % interval of each in brackets",
    [W_RELEASE_CELL] = "{1} to {2}",
    [W_RELEASE_CUT] = "Shown: the first {1} of {2} precincts and the first {3} of {4} options.",
    [W_RELEASE_CONTESTS_CUT] = "Shown: the first {1} of {2} contests.",
    [W_COL_PRECINCT] = "Precinct",
    [W_RELEASE_AXIS] = "votes",
    [W_RELEASE_DETERMINED] = "Some counts of this contest follow from exact totals and are not protected by noise at "
                             "all; check DPR-18 is about the list of them.",
    [W_IMPACT_INTRO] = "Decision <code>{1}</code>, noise of mechanism <code>{2}</code>, {3} trials at each epsilon; a "
                       "smaller epsilon means more privacy and more noise.",
    [W_IMPACT_CAPTION] = "Summary of the trials as the statement gives it; the specification, section 16.5, says what "
                         "each number is",
    [W_COL_NUMBER] = "Number",
    [W_IMPACT_EPSILON] = "epsilon {1}",
    [W_IMPACT_PICTURES] = "The publisher's own page and pictures are made by <code>scrutineer-gen impact</code> from "
                          "the same numbers.",
    [W_NOT_PROVED_HEAD] = "What was not proved",
    [W_NOT_PROVED_INTRO] = "No check says anything about the following. The verifier prints this list with every "
                           "report; here it is in full. The checks do not prove:",
    [W_NOT_PROVED_NONE] = "The verifier's output lists nothing here.",
    [W_NOT_PROVED_PAGE] = "This page itself proves nothing: whoever has a page can change it. What counts is the "
                          "verifier's run, which anyone can repeat.",
    [W_REPEAT_HEAD] = "How to repeat it",
    [W_REPEAT_VERIFY] = "In the folder in which the files lie, with <code>scrutineer-verify</code> {1}:",
    [W_REPEAT_OPTIONS] = "Put for KEY-YOU-TRUST.pem the publisher's key, which you have from elsewhere, never from the "
                         "package. The options of the run shown here are not part of its output: with other options "
                         "(trust list, time-stamp authorities, budgets) other checks may be undecided.",
    [W_REPEAT_RUN] = "These are the words of the run itself. Files named behind options (keys, trust lists, "
                     "certificates of authorities) come from elsewhere, never from the package.",
    [W_REPEAT_REPORTED] = "The run compared a machine's totals: add <code>--reported TOTALS.csv</code>.",
    [W_REPEAT_SEALED] = "The run opened a sealed file of the court: add <code>--sealed FILE --with KEY.pem</code>.",
    [W_REPEAT_PAGE] = "With <code>--json</code> it prints the output from which this page was drawn; its SHA-256 "
                      "digest was {1}.",
    [W_REPEAT_STOCK] = "Without this software, with OpenSSL 3, GNU coreutils, findutils, sed and grep, inside the "
                       "folder {1} and in this order:",
    [W_REPEAT_STOCK_READ] = "The first line must print “Signature Verified Successfully” for each signer whose key you "
                            "trust, the others nothing. The key comes from elsewhere, never from the package.",
    [W_REPEAT_CUT] = "(and {1} more files)",
    [W_FILES_HEAD] = "Files and their digests",
    [W_FILES_INTRO] = "The files checked, with the SHA-256 digests that the verifier's output gives",
    [W_COL_FILE] = "File",
    [W_OTHERS_HEAD] = "Other files of the packages",
    [W_OTHERS_INTRO] = "Lists, signatures and other files beside them. Their digests were computed when this page was "
                       "drawn; the verifier's output does not have them",
    [W_HASHES_CUT] = "Shown: the first {1} of {2} files.",
    [W_SPECIFICATION] = "Every check has a number. Its exact meaning and its reason stand in the specification that "
                        "comes with the software (schemas/specification.md).",
    [W_NO_DIGEST] = "none: a folder, or a file that could not be read",
    [W_TAG_DIGEST] = "<code>{1}</code> (tagmanifest-sha256.txt)",
};
