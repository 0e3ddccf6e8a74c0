# Neither the language, nor the time zone, nor the width of a day's clock changes a byte: Turkish, whose I has two forms and whose
# decimals have commas, where the system can make it, and the earliest and the latest zone of the world.
export SOURCE_DATE_EPOCH=1793750400
if localedef -i tr_TR -f UTF-8 "$PWD/tr_TR.UTF-8" >/dev/null 2>&1 || [ -d "$PWD/tr_TR.UTF-8" ]; then
    export LOCPATH=$PWD
else
    echo 'skipped: no tr_TR locale can be made here'
fi
printf 'id,name,population\nI,Istanbul,700001\ni,Izmir,299999\n' >seats.csv
run() {
    mkdir "$1"
    "$gen" --db "$1/e.sqlite" import "$root/fixtures/demo/election.csv" >"$1/imported"
    "$gen" --db "$1/e.sqlite" deck --out "$1/deck" >"$1/said"
    "$gen" impact seats --input seats.csv --epsilon 0.1,1/3 --trials 20 --seed s --out "$1/impact" >"$1/table"
    "$gen" package "$1/deck/artifacts" --key "$root/fixtures/keys/test-clerk.key" --role election-official --out "$1/bag" >/dev/null
    status=0
    (cd "$1" && "$verify" --json bag impact/impact.xml) >"$1/verified" || status=$?
    [ "$status" = 3 ]
    rm "$1/e.sqlite"
}
(export LC_ALL=C TZ=UTC && run plain)
(export LC_ALL=tr_TR.UTF-8 LANGUAGE=tr TZ=Pacific/Kiritimati && run turkish)
(export LC_ALL=tr_TR.UTF-8 TZ=XYZ+23:59:59 && run other)
sed -i "s|plain/|FOLDER/|g" plain/said plain/table plain/imported
sed -i "s|turkish/|FOLDER/|g" turkish/said turkish/table turkish/imported
sed -i "s|other/|FOLDER/|g" other/said other/table other/imported
diff -r plain turkish
diff -r plain other
