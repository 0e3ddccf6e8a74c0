# The same inputs, key and date give the same bytes.
for i in 1 2; do
    "$gen" --db e$i.sqlite import "$root/fixtures/demo/straight-party.csv" >/dev/null
    "$gen" --db e$i.sqlite deck --rules michigan --out d$i >/dev/null
done
diff -r d1 d2
"$gen" key new --out k >/dev/null
for i in 1 2; do
    SOURCE_DATE_EPOCH=1790000000 "$gen" package d$i/artifacts --key k.key --role election-official --out p$i >/dev/null
done
diff -r p1 p2
