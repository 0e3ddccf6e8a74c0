"""The list of cases and what a case is; the files cases_*.py fill it."""
import textwrap
from dataclasses import dataclass, field

BARE = "deck.xml ballot-definition.xml"
cases = []


@dataclass
class Case:
    """One fixture: `make` changes the base (a Bundle or a Package); `refuted` and `undecided` are the checks expected."""

    folder: str
    name: str
    base: str
    why: str
    make: object
    arguments: str = BARE
    refuted: tuple = ()
    undecided: tuple = ()
    # Of a bare file nothing says who published it: then an otherwise good case ends with 3 (section 8).
    bare: bool = True
    files: dict = field(default_factory=dict)
    usage: bool = False  # ends with 2 and no findings
    ordered: bool = False  # something shows whether commitments were earlier than the seeds in this package

    def left_open(self):
        """Whatever package has a seed record leaves PKG-10 undecided, unless time stamps or countersignatures are added."""
        seeds = self.base.startswith(("package:poll:", "package:release:")) and not self.ordered
        return self.undecided + (("PKG-10",) if seeds else ())

    def exit_status(self):
        if self.usage:
            return 2
        return 1 if self.refuted else 3 if self.left_open() or self.bare else 0

    def expect(self):
        lines = [f"exit {self.exit_status()}"]
        lines += [f"refuted {check}" for check in self.refuted] + [f"undecided {check}" for check in self.left_open()]
        return "".join(line + "\n" for line in lines)

    def readme(self):
        paragraphs = [textwrap.fill(" ".join(part.split()), 120) for part in self.why.split("\n\n")]
        return f"# {self.name}\n\n" + "\n\n".join(paragraphs) + "\n"


def nothing(_):
    """Leaves the base as it is."""


def valid(name, base, why, make=nothing, **more):
    cases.append(Case("valid", name, base, why, make, **more))


def tampered(name, refuted, base, why, make=nothing, **more):
    refuted = (refuted,) if isinstance(refuted, str) else refuted
    cases.append(Case("tampered", name, base, why, make, refuted=refuted, **more))
