"""Sums gcov's figures for the verifier with all of common/, against the bars, and says which branches nothing took.

Arguments: the build folder; the folder of explanations; perhaps --missing [PATTERN], which lists every line of matching files
that was not run (!) or has a branch that was not taken (+ taken, - not; a dot before them where an explanation fits).

A line is one that gcc made code for. A branch is one way out of a conditional jump that gcc made at -O0 for a condition, a
loop, a case of a switch, && and || and ?: of ours; C has none for exceptions (gcov marks those "throw"; none is seen, and any
would be left out). An assertion or a macro's condition counts like any other. A function in a header counts once, whatever
number of files it is compiled into."""
import fnmatch
import json
import pathlib
import re
import subprocess
import sys

LINES, BRANCHES = 95, 85  # per cent
OURS = ("common/", "verify/", "include/scrutineer/")


class File:
    def __init__(self):
        self.runs = {}      # line number: times run
        self.taken = {}     # line number: per branch, times taken
        self.function = {}  # line number: name

    def add(self, line):
        number = line["line_number"]
        self.runs[number] = self.runs.get(number, 0) + line["count"]
        self.function[number] = line.get("function_name", "")
        branches = [branch["count"] for branch in line["branches"] if not branch["throw"]]
        known = self.taken.setdefault(number, [0] * len(branches))
        known += [0] * (len(branches) - len(known))
        for i, count in enumerate(branches):
            known[i] += count

    def missed(self, number):
        return self.taken[number].count(0)

    def figures(self):
        """Lines run, lines, branches taken, branches."""
        ways = [count for counts in self.taken.values() for count in counts]
        return (sum(1 for runs in self.runs.values() if runs), len(self.runs),
                sum(1 for count in ways if count), len(ways))


def read(build):
    files = {}
    notes = sorted(path for part in ("common", "verify") for path in build.glob(part + "/**/*.gcno"))
    for start in range(0, len(notes), 40):
        output = subprocess.run(["gcov", "--json-format", "--branch-probabilities", "--stdout"] + notes[start:start + 40],
                                check=True, capture_output=True, text=True).stdout
        for text in output.splitlines():
            for entry in json.loads(text)["files"]:
                if entry["file"].startswith(OURS):
                    file = files.setdefault(entry["file"], File())
                    for line in entry["lines"]:
                        file.add(line)
    return files


def explanations(folder):
    """[file, function, pattern of the source line, branches found] per line `FILE FUNCTION PATTERN: REASON` of the folder's
    texts; * is any file, function or line, and # begins a comment."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if text and not text.startswith("#"):
                place, colon, reason = text.partition(": ")
                parts = place.split()
                if len(parts) != 3 or not reason.strip():
                    sys.exit(f"{path}:{number}: needs FILE FUNCTION PATTERN: REASON")
                found.append(parts[:2] + [re.compile(".*" if parts[2] == "*" else parts[2]), 0])
    return found


def fitting(explained, name, file, number, line):
    """The explanations that fit one line."""
    return [e for e in explained if fnmatch.fnmatch(name, e[0]) and fnmatch.fnmatch(file.function[number], e[1]) and e[2].search(line)]


def explain(files, explained):
    """The branches that nothing took: explained ones (added to each explanation, the first that fits) and others."""
    sums = [0, 0]
    for name, file in files.items():
        source = pathlib.Path(name).read_text().splitlines()
        for number in file.taken:
            if file.missed(number):
                line = source[number - 1] if number <= len(source) else ""
                fits = fitting(explained, name, file, number, line)
                sums[not fits] += file.missed(number)
                if fits:
                    fits[0][3] += file.missed(number)
    return sums


def show(name, figures):
    lines, all_lines, branches, all_branches = figures
    per_cent = [100 * part / whole if whole else 100 for part, whole in ((lines, all_lines), (branches, all_branches))]
    print(f"{name:45} {lines:6} of {all_lines:6} lines {per_cent[0]:6.1f} %   "
          f"{branches:6} of {all_branches:6} branches {per_cent[1]:6.1f} %")
    return per_cent


def missing(files, explained, pattern):
    for name, file in sorted(files.items()):
        if not fnmatch.fnmatch(name, pattern):
            continue
        source = pathlib.Path(name).read_text().splitlines()
        for number in sorted(file.runs):
            if not file.runs[number] or file.missed(number):
                ways = "".join("+" if count else "-" for count in file.taken[number])
                never = "!" if not file.runs[number] else "." if fitting(explained, name, file, number, source[number - 1]) else " "
                print(f"{name}:{number}: {file.function[number]} {never}{ways} {source[number - 1].strip()}")


def size():
    """Lines of the verifier's program, its sources, those of common/ and the headers of both: files, lines, lines that are not empty,
    and the lines of each folder, for who audits the checks of one artifact only."""
    paths = [path for folder in OURS for kind in ("*.c", "*.h") for path in pathlib.Path(folder).rglob(kind)]
    texts = [path.read_text().splitlines() for path in paths]
    folders = {}
    for path, text in zip(paths, texts):
        folders[path.parent.as_posix()] = folders.get(path.parent.as_posix(), 0) + len(text)
    return len(paths), sum(map(len, texts)), sum(1 for text in texts for line in text if line.strip()), folders


def main():
    build, explained = pathlib.Path(sys.argv[1]), explanations(pathlib.Path(sys.argv[2]))
    files = read(build)
    if not files:
        sys.exit("no figures: was anything run?")
    if len(sys.argv) > 3:
        return missing(files, explained, sys.argv[4] if len(sys.argv) > 4 else "*")
    figures = {name: file.figures() for name, file in sorted(files.items())}
    for name in figures:
        show(name, figures[name])
    lines, branches = show("total", [sum(column) for column in zip(*figures.values())])
    known, unknown = explain(files, explained)
    print(f"branches that nothing took: {known + unknown}, explained in {sys.argv[2]}: {known}, unexplained: {unknown}; "
          "none is left out of the figures above")
    idle = [f"{file} {function} {pattern.pattern}" for file, function, pattern, missed in explained if not missed]
    for text in idle:
        print(f"    explains nothing any more: {text}")
    count, all_lines, full, folders = size()
    print(f"size of the verifier with all of common/: {all_lines} lines in {count} files, {full} of them not empty (bar 7000: "
          f"{'met' if all_lines <= 7000 else 'missed'})")
    print("    " + ", ".join(f"{folder} {lines}" for folder, lines in sorted(folders.items())))
    good = lines >= LINES and branches >= BRANCHES
    print(f"bars: {LINES} % of lines, {BRANCHES} % of branches: {'met' if good else 'missed'}")
    return not good


sys.exit(main())
