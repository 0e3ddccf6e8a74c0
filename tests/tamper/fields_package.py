"""Changes of a package beside its artifacts: labels, instructions, manifests, stamps, statements, files left out; and of the election's name in all artifacts
at once. Each is (kind, field, how, files, the file changed)."""
import re

from artifacts import digest
from fields_bench import KEYS
from mutations_values import other_values

KIND = "package"
TAG_LINES = ("bagit.txt", "bag-info.txt", "HOWTO-VERIFY.txt")
BEFORE, AFTER = "2026-11-04T08:00:00Z", "2026-11-06T12:00:00Z"


def lines_changed(lines):
    """(how, lines) for a file of lines."""
    for i, line in enumerate(lines):
        yield i, "line dropped", lines[:i] + lines[i + 1 :]
        yield i, "line twice", lines[: i + 1] + lines[i:]
        if i + 1 < len(lines) and lines[i + 1] != line:
            yield i, "lines exchanged", lines[:i] + [lines[i + 1], line] + lines[i + 2 :]
        yield i, "space behind", lines[:i] + [line + " "] + lines[i + 1 :]
        yield i, "carriage return", lines[:i] + [line + "\r"] + lines[i + 1 :]


def sealed(bench, change, **options):
    made = bench.package.copy()
    change(made)
    made.seal(**{"index": False, **options})
    return made.files


def tag_files(bench):
    """Each line of bagit.txt, bag-info.txt, HOWTO-VERIFY.txt; sealed anew."""
    for name in TAG_LINES:
        lines = bench.package.files[name].decode().splitlines()
        write = lambda new, name=name: lambda made: made.files.update({name: "".join(line + "\n" for line in new).encode()})
        keep = {"oxum": False}
        for i, how, new in lines_changed(lines):
            yield KIND, f"{name} {label_of(name, lines[i])}".strip(), how, sealed(bench, write(new), **keep)
        for i, line in enumerate(lines):
            label, colon, value = line.partition(": ")
            if not colon:
                label, value = "", line
            for how, other in other_values(label, value, None, [digest(b"another")]):
                if other == value:
                    continue
                new = lines[:i] + [label + colon + other] + lines[i + 1 :]
                yield KIND, f"{name} {label_of(name, line)}".strip(), how, sealed(bench, write(new), **keep)
        data = bench.package.files[name]
        for how, other in (("byte order mark", b"\xef\xbb\xbf" + data), ("no last line feed", data[:-1]), ("carriage returns", data.replace(b"\n", b"\r\n")), ("empty", b""),
                           ("control character", data + b"\x1b[2J\n")):
            yield KIND, name, how, sealed(bench, lambda made, other=other: made.files.update({name: other}), **keep)


def label_of(name, line):
    return "" if name == "HOWTO-VERIFY.txt" or ": " not in line else line.partition(": ")[0]


def manifests(bench):
    """Each line of both manifests, signed as it then is."""
    for name, options in (("manifest-sha256.txt", {"manifest": False}), ("tagmanifest-sha256.txt", {"manifest": False, "tagmanifest": False})):
        text = bench.package.files[name].decode()
        lines = text.splitlines()
        ways = [("line " + how, new) for _, how, new in lines_changed(lines)]
        for i, line in enumerate(lines):
            for how, new in (("digit", ("0" if line[0] != "0" else "1") + line[1:]), ("upper case", line[:64].upper() + line[64:]), ("one space", line.replace("  ", " ")),
                             ("other path", line + "x"), ("binary mark", line.replace("  ", " *")), ("path with ./", line.replace("  ", "  ./"))):
                ways.append((how, lines[:i] + [new] + lines[i + 1 :]))
        for how, new in ways:
            data = "".join(line + "\n" for line in new).encode()
            if data != text.encode():
                yield KIND, name, how, sealed(bench, lambda made, data=data: made.files.update({name: data}), oxum=False, **options)


def payload(bench):
    """Files left out, renamed, moved; what rests on a file that is left out goes with it."""
    for path in bench.honest:
        if path.endswith(".xml"):
            yield KIND, "data/ file left out", path, bench.remade({path: None})
        moved = {path: None, path.replace("data/", "data/b/"): bench.honest[path]}
        yield KIND, "data/ path", "moved " + path, sealed(bench, lambda made, moved=moved: rename(made, moved))
    yield KIND, "data/ file added", "a text", sealed(bench, lambda made: made.files.update({"data/notes.txt": b"final\n"}))
    path = sorted(bench.honest)[0]
    yield KIND, "data/ file added", "a copy", sealed(bench, lambda made: made.files.update({"data/copy.xml": bench.honest[path]}))


def rename(made, moved):
    for path, data in moved.items():
        if data is None:
            del made.files[path]
        else:
            made.files[path] = data


def laid_in(bench, authority, path):
    """The honest package with an observer's countersignature and an authority's stamp of one file."""
    made = bench.package.copy()
    made.authority = authority
    made.countersign("observer", path, BEFORE)
    made.stamp("kept", made.files[path], BEFORE)
    made.request("asked", made.files["tagmanifest-sha256.txt"])
    return made.files


def of_others(bench, authority, path):
    """Statements and stamps of others, which an insider cannot sign again: every line, a byte here and there, or the whole left out."""
    files = laid_in(bench, authority, path)
    statement = files["countersignatures/observer.txt"].decode().splitlines()
    for i, how, new in lines_changed(statement):
        yield KIND, "countersignatures/", how, {**files, "countersignatures/observer.txt": "".join(line + "\n" for line in new).encode()}
    for i, line in enumerate(statement):
        label, _, value = line.partition(": ")
        for how, other in other_values(label, value, None, [digest(b"another")]):
            new = statement[:i] + [f"{label}: {other}"] + statement[i + 1 :]
            if other != value:
                yield KIND, "countersignatures/", f"{label}: {how}", {**files, "countersignatures/observer.txt": "".join(line + "\n" for line in new).encode()}
    for name in ("countersignatures/observer.sig", "countersignatures/observer.pub", "timestamps/kept.tsr", "timestamps/asked.tsq"):
        data = files[name]
        for at in range(0, len(data), 1 + len(data) // 24):
            yield KIND, name.split("/")[0] + "/", f"byte {at} of {name[-3:]}", {**files, name: data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]}
        yield KIND, name.split("/")[0] + "/", "byte more in " + name[-3:], {**files, name: data + b"\n"}
    for folder in ("countersignatures/", "timestamps/"):
        yield KIND, folder + " left out", folder, {name: data for name, data in files.items() if not name.startswith(folder)}


def elections(bench):
    """The election's attributes in all artifacts alike, with all digests anew: what names it stands nowhere else."""
    from fields_bench import resting

    first = next(data for data in bench.honest.values() if data[:1] == b"<").decode()
    line = re.search(r"<Election [^>]*/>", first)[0]
    for name, value in re.findall(r'(\w+)="([^"]*)"', line):
        for how, other in other_values(name, value, None, []):
            new = line.replace(f'{name}="{value}"', f'{name}="{other}"'.replace("\n", "&#10;"))
            made = bench.package.copy()
            if name == "Id":
                made.set_label("Scrutineer-Election", other or "x")
            changed = {path: data.replace(line.encode(), new.encode()) for path, data in bench.honest.items()}
            for path in sorted(bench.honest, key=lambda path: -len(resting(bench.honest, path))):
                old, fresh = digest(bench.honest[path]).encode(), digest(changed[path]).encode()
                changed = {other_: data.replace(old, fresh) for other_, data in changed.items()}
            made.files.update(changed)
            made.seal()
            yield "every artifact", f"Header/Election/@{name}", how + " in all", made.files


def package_changes(bench, authority, path):
    for made in (tag_files(bench), manifests(bench), payload(bench), of_others(bench, authority, path), elections(bench)):
        yield from made
