# Work that has no end unless it is counted: decks made to defeat the exact cover, proofs of huge clauses and of many deletions, more
# time stamps than anybody needs, trees and tables as large as the schemas allow, fractions of a hundred thousand digits.
. "$root/tests/cli/hostile.sh"
valid=$root/fixtures/valid keys=$root/fixtures/keys

# Sixty contests of ten candidates with the same ten totals, almost as many marks as a ballot can hold: no exchange of two goes
# unnoticed, nothing is decided by propagation, and whole contests can be exchanged, with 20 candidates at least.
awk -v contests=60 -v candidates=10 -v ballots=170 -v low=11 'BEGIN {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TestDeck xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n  <Header>"
    print "    <Election Id=\"Hard\" Name=\"Hard\" Date=\"2020-11-03\" Jurisdiction=\"J\"/>"
    print "    <Purpose>logic-and-accuracy-test-deck</Purpose>\n    <SignerRole>election-official</SignerRole>"
    print "    <Software Name=\"s\" Version=\"1\"/>\n    <RestsOn Kind=\"ballot-definition\" SHA256=\"" sprintf("%064d", 1) "\"/>\n  </Header>"
    print "  <BallotStyle Id=\"Elm\" Name=\"\">"
    random = 11
    for (k = 0; k < contests; k++) {
        print "    <Contest Id=\"" k "\" Name=\"" k "\" VotesAllowed=\"1\">"
        # The ballots in an order by chance; the first `low` are marked for the first candidate, and so on.
        for (b = 0; b < ballots; b++) order[b] = b
        for (b = ballots - 1; b > 0; b--) {
            random = (random * 16807) % 2147483647
            other = random % (b + 1)
            kept = order[b]; order[b] = order[other]; order[other] = kept
        }
        for (b = 0; b < ballots; b++) marked[b] = 0
        next_ballot = 0
        for (c = 0; c < candidates; c++) {
            target = k * candidates + c + 1
            print "      <Candidate Target=\"" target "\" Id=\"" target "\" Name=\"" target "\" Kind=\"listed\" Party=\"\"/>"
            for (v = 0; v < low + c; v++) marked[order[next_ballot++]] = target
        }
        for (b = 0; b < ballots; b++) if (marked[b]) marks[b] = marks[b] (marks[b] == "" ? "" : " ") marked[b]
        print "    </Contest>"
        blank = ballots - next_ballot
    }
    print "  </BallotStyle>\n  <NotCovered/>"
    print "  <Rules Name=\"none\" Source=\"s\" EachCandidate=\"true\" OvervoteBallot=\"none\" BlankBallots=\"0\"/>"
    print "  <Assumptions>\n    <Assumption>tape-per-style</Assumption>\n  </Assumptions>\n  <Method>distinct</Method>\n  <Ballots>"
    for (b = 0; b < ballots; b++) print "    <Ballot Number=\"" b + 1 "\" Kind=\"test\">" marks[b] "</Ballot>"
    print "  </Ballots>\n  <Expected BallotsCast=\"" ballots "\">"
    for (k = 0; k < contests; k++) {
        print "    <ContestTotals ContestId=\"" k "\" Undervotes=\"" blank "\" Overvotes=\"0\" OvervotedBallots=\"0\">"
        for (c = 0; c < candidates; c++)
            print "      <Total Target=\"" k * candidates + c + 1 "\" Votes=\"" low + c "\"/>"
        print "    </ContestTotals>"
    }
    print "  </Expected>\n  <Length TestBallots=\"" ballots "\" LowerBound=\"1\" Claim=\"none\">\n    <BoundL1 ContestId=\"0\"/>\n  </Length>\n</TestDeck>"
}' >hard.xml
bounded 1 'LAT-11  *undecided  *the search for an undetected exchange ended at its budget' "$verify" --budget 20000000 hard.xml
if grep -q 'LAT-0[1-5]  *refuted' said; then complain "the deck is not what it should be"; fi

# Proofs that the deck names by their digests: a clause without end, clauses of all literals, deletions of what is not there.
cp "$valid"/bound-search/*.xml .
old=$(sed -n 's/.*Proof="proof.drat" SHA256="\([0-9a-f]*\)".*/\1/p' deck.xml)
cp deck.xml named.xml
while read -r lines each words; do
    awk -v lines="$lines" -v each="$each" -v words="$words" 'BEGIN {
        for (l = 0; l < lines; l++) {
            line = words == "d" ? "d" : ""
            for (i = 1; i <= each; i++) line = line " " (words == "same" ? 26 : words == "d" ? -i : i % 2 ? i % 60 + 1 : -(i % 60 + 1))
            print line " 0"
        }
    }' >proof.drat
    sed "s/$old/$(sha256sum <proof.drat | cut -c-64)/" named.xml >deck.xml
    bounded 1 'LAT-12  *\(refuted\|undecided\)' "$verify" --budget 50000000 deck.xml ballot-definition.xml
done <<'LIST'
1 100000 same
1 60 mixed
20000 2 d
2000 58 mixed
LIST
rm -f proof.drat

# A package with stamps for which the counted work does not suffice, and one with as many for which it does.
cp -r "$valid/package-stamped/package" .
for number in 1 2 3 4 5 6 7 8 9; do cp package/timestamps/commitment.tsr package/timestamps/c$number.tsr; done
set -- --key "$keys/test-clerk.pub" --tsa "$keys/test-tsa-ca.pem"
bounded 0 'PKG-08  *holds  *10 time stamps' "$verify" "$@" package
bounded 3 'PKG-08  *undecided  *timestamps/c[1-9].tsr: was not looked at: the work allowed for time stamps has ended (--budget)' \
    "$verify" "$@" --budget 15000000 package
bounded 3 'PKG-08  *undecided' "$verify" "$@" --budget 1 package

# Numbers as large as their types, or larger, and fractions of a hundred thousand digits; FOLDER FILE OLD NEW, of fixtures/valid.
digits=$(head -c 100000 /dev/zero | tr '\0' 7)
change() {
    folder=$1 file=$2 old=$3 new=$4
    cp "$valid/$folder"/*.xml .
    printf 's|%s|%s|\n' "$old" "$new" >change
    sed -f change "$file" >changed
    if cmp -s changed "$file"; then complain "$old does not stand in $folder/$file"; fi
    mv changed "$file"
    read -r arguments <"$valid/$folder/arguments"
    # shellcheck disable=SC2086
    bounded 1 'refuted' "$verify" $arguments
    [ "$(wc -c <said)" -lt 60000 ] || complain "more words than anybody reads"
    rm -f ./*.xml
}
change release statement.xml 'Epsilon="[0-9/]*"' "Epsilon=\"1/$digits\""
change release statement.xml 'Epsilon="[0-9/]*"' "Epsilon=\"$digits/7\""
change impact-tree impact.xml 'Trials="[0-9]*"' "Trials=\"$digits\""
change impact-tree impact.xml '<Epsilon Value="[0-9/]*"' "<Epsilon Value=\"1/$digits\""
change tree tree.xml 'Replication="[0-9]*"' 'Replication="4294967295"'
change noise-commitment noise.xml 'Releases="[0-9]*"' 'Releases="4294967295"'
