"""Every change of an artifact: of each value, each element, each attribute, and of how it is written (issue: each element, attribute, text, link).

A Change says which field it changes (`field`: the path below the root, as the specification's list of section 17 writes it) and how, and makes the document."""
import copy
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from artifacts import digest, element, write
from mutations_values import encodings, other_values

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
MARK = "@@here@@"
TYPES = {"TreeContest": "Contest"}  # named types whose elements have another name
XS = "{http://www.w3.org/2001/XMLSchema}"


@dataclass
class Change:
    field: str
    how: str
    apply: object  # changes a copy of the document
    edit: object = None  # changes the bytes as written

    def root(self, honest):
        root = copy.deepcopy(honest)
        self.apply(root)
        return root

    def data(self, honest):
        data = write(self.root(honest))
        return self.edit(data) if self.edit else data


def schema_options():
    """{(element, attribute or ""): values} for what the schemas list value by value; types that elements have by name count as elements."""
    roots = [ET.parse(path).getroot() for path in sorted(SCHEMAS.glob("*.xsd"))]
    named = {}
    for root in roots:
        for simple in root.findall(XS + "simpleType"):
            named[simple.get("name")] = [value.get("value") for value in simple.iter(XS + "enumeration")]
    found = {}

    def note(owner, name, node):
        direct = node.find(f"{XS}simpleType")
        values = [value.get("value") for value in direct.iter(XS + "enumeration")] if direct is not None else named.get(node.get("type"), [])
        if values:
            key = TYPES.get(owner, owner), name
            found.setdefault(key, []).extend(value for value in values if value not in found.get(key, []))

    def walk(node, owner):
        if node.tag == XS + "attribute":
            note(owner, node.get("name"), node)
        elif node.tag == XS + "element":
            owner = node.get("name")
            note(owner, "", node)
        elif node.tag == XS + "complexType":
            owner = node.get("name", owner)
        for child in node:
            walk(child, owner)

    for root in roots:
        walk(root, None)
    return found


OPTIONS = schema_options()


def nodes(root):
    """(element, parent, path below the root) in document order."""

    def walk(found, parent, path):
        yield found, parent, path
        for child in found:
            yield from walk(child, found, f"{path}/{child.tag}" if path else child.tag)

    return walk(root, None, "")


def chosen(root, every):
    """Indices of the elements that are changed: of a long run of siblings with one tag the first, second, middle, last, and one more that
    follows from the run's length; all of them with `every`."""
    wanted, index = set(), {id(found): i for i, (found, _, _) in enumerate(nodes(root))}

    def walk(found):
        wanted.add(index[id(found)])
        runs = {}
        for child in found:
            runs.setdefault(child.tag, []).append(child)
        for run in runs.values():
            n = len(run)
            picked = run if every or n <= 5 else [run[i] for i in sorted({0, 1, n // 2, n - 1, n * n * 7919 % n if n < 3 else (n * 7919 + 5) % n})]
            for child in picked:
                walk(child)

    walk(root)
    return wanted


def at(root, index):
    for i, (found, parent, _) in enumerate(nodes(root)):
        if i == index:
            return found, parent
    raise IndexError(index)


def on(index, function):
    """A change of the element with this index: `function` takes it and its parent."""
    return lambda root: function(*at(root, index))


def setting(index, name, value):
    def change(found, _):
        if name is None:
            found.text = value or None
        else:
            found.set(name, value)

    return on(index, change)


def instead_of_mark(raw):
    return lambda data: data.replace(MARK.encode(), raw.encode(), 1)


def of_values(index, found, path, digests, siblings):
    names = list(found.keys()) + ([None] if found.text and not len(found) else [])
    for name in names:
        text = found.text if name is None else found.get(name)
        field = f"{path}/@{name}".lstrip("/") if name else path
        seen = {text}
        proposed = list(other_values(name or found.tag, text, OPTIONS.get((found.tag, name or "")), digests))
        proposed += [("value of the neighbour", other.text if name is None else other.get(name)) for other in siblings]
        for how, value in proposed:
            if value is None or value in seen:
                continue
            seen.add(value)
            yield Change(field, how, setting(index, name, value))
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "&#10;")
        if name:
            escaped = escaped.replace('"', "&quot;")
        for how, raw in encodings(escaped, name is not None) if "&" not in escaped[:1] else ():
            yield Change(field, how, setting(index, name, MARK), instead_of_mark(raw))
    for name in found.keys():
        field = f"{path}/@{name}".lstrip("/")
        yield Change(field, "attribute dropped", on(index, lambda found, _, name=name: found.attrib.pop(name)))
        yield Change(field, "single quotes", setting(index, name, MARK), lambda data, name=name, text=found.get(name): data.replace(
            f'{name}="{MARK}"'.encode(), f"{name}='{text}'".encode()) if "'" not in text and "&" not in text and '"' not in text else data + b"\n")
    for first, second in zip(list(found.keys()), list(found.keys())[1:]):
        yield Change(f"{path}/@{first}".lstrip("/"), "attributes exchanged", on(index, lambda found, _, pair=(first, second): reorder(found, pair)))


def reorder(found, pair):
    names = [pair[1] if name == pair[0] else pair[0] if name == pair[1] else name for name in found.keys()]
    values = dict(found.items())
    found.attrib.clear()
    found.attrib.update({name: values[name] for name in names})


def of_element(index, found, parent, path):
    """Changes of the element as a whole among its siblings."""
    position = list(parent).index(found)

    def drop(found, parent):
        parent.remove(found)

    def twice(found, parent):
        parent.insert(position, copy.deepcopy(found))

    def exchange(found, parent):
        parent.remove(found)
        parent.insert(position + 1, found)

    def to_end(found, parent):
        parent.remove(found)
        parent.append(found)

    def into_before(found, parent):
        parent.remove(found)
        parent[position - 1].append(found)

    def rename(found, _):
        found.tag += "s"

    yield Change(path, "element dropped", on(index, drop))
    yield Change(path, "element twice", on(index, twice))
    yield Change(path, "element renamed", on(index, rename))
    if position + 1 < len(parent) and ET.tostring(parent[position + 1]) != ET.tostring(found):
        yield Change(path, "exchanged with its neighbour", on(index, exchange))
    if position + 2 < len(parent):
        yield Change(path, "moved to the end", on(index, to_end))
    if position:
        yield Change(path, "moved into the element before", on(index, into_before))


def move_between(root, wanted):
    """Children moved to the next element of their parent's tag: a candidate to another contest, a row to another table."""
    parents, order = {}, list(nodes(root))
    for i, (found, _, path) in enumerate(order):
        if i in wanted and len(found):
            parents.setdefault(path, []).append(i)
    for path, indices in parents.items():
        for a, b in zip(indices, indices[1:]):
            def move(root, a=a, b=b):
                source, target = at(root, a)[0], at(root, b)[0]
                child = source[-1]
                source.remove(child)
                target.insert(0, child)

            yield Change(f"{path}/{order[a][0][-1].tag}".lstrip("/"), "moved to another parent", move)


def added_links(digests):
    """Links that the document did not have."""
    def add(tag, **attributes):
        return lambda root: root.find("Header").append(element(tag, **attributes))

    for how, sha256 in (("added, of something unknown", digest(b"something unknown")), ("added, of another artifact", digests[0])):
        yield Change("Header/Supersedes", how, add("Supersedes", SHA256=sha256))
        yield Change("Header/RestsOn", how, add("RestsOn", Kind="ballot-definition", SHA256=sha256))


def of_writing(index, path):
    """Other bytes for the same element: comments, space, tags."""
    def line(change):
        """Changes the line on which the marked element begins."""
        def edit(data):
            lines = data.split(b"\n")
            i = next(i for i, text in enumerate(lines) if MARK.encode() in text)
            lines[i] = change(lines[i].replace(b' mark="' + MARK.encode() + b'"', b"\0"))
            return b"\n".join(lines)

        return edit

    plain = lambda text: text.replace(b"\0", b"")
    for how, change in (
        ("comment before", lambda text: b"<!-- -->\n" + plain(text)),
        ("processing instruction before", lambda text: b"<?a b?>\n" + plain(text)),
        ("space in the tag", lambda text: text.replace(b"\0", b" ")),
        ("indented otherwise", lambda text: b" " + plain(text)),
        ("tab for indentation", lambda text: b"\t" + plain(text).lstrip()),
        ("attribute added", lambda text: text.replace(b"\0", b' Note="x"')),
        ("empty line before", lambda text: b"\n" + plain(text)),
        ("end tag instead of />", lambda text: re.sub(rb"<(\w+)([^<>]*)\0([^<>]*)/>", rb"<\1\2\3></\1>", text).replace(b"\0", b" ")),
        ("text inside", lambda text: plain(text) + b"x" if b"/>" not in text and b"</" not in text else text.replace(b"\0", b' Note=""')),
    ):
        yield Change(path, how, on(index, lambda found, _: found.set("mark", MARK)), line(change))


def of_document():
    """Other bytes for the whole document."""
    same = lambda root: None
    first = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    for how, edit in (
        ("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
        ("UTF-16", lambda data: data.decode().replace('"UTF-8"', '"UTF-16"', 1).encode("utf-16")),
        ("ISO 8859-1", lambda data: data.replace(b'"UTF-8"', b'"ISO-8859-1"', 1)),
        ("carriage returns", lambda data: data.replace(b"\n", b"\r\n")),
        ("no last line feed", lambda data: data[:-1]),
        ("line feed more", lambda data: data + b"\n"),
        ("no declaration", lambda data: data[len(first) :]),
        ("declaration in single quotes", lambda data: data.replace(b'"1.0" encoding="UTF-8"', b"'1.0' encoding='UTF-8'", 1)),
        ("standalone", lambda data: data.replace(b'UTF-8"', b'UTF-8" standalone="yes"', 1)),
        ("document type", lambda data: data.replace(first, first + b"<!DOCTYPE a>\n", 1)),
        ("comment at the end", lambda data: data + b"<!-- -->\n"),
        ("no indentation", lambda data: re.sub(rb"\n +", b"\n", data)),
        ("one line", lambda data: first + re.sub(rb"\n *", b"", data[len(first) :]) + b"\n"),
        ("prefix for the namespace", lambda data: re.sub(rb"<(/?)(\w)", rb"<\1s:\2", data).replace(b" xmlns=", b" xmlns:s=", 1)),
        ("another namespace", lambda data: data.replace(b"artifact:1", b"artifact:2", 1)),
        ("namespace declared twice", lambda data: data.replace(b"<Header>", b'<Header xmlns="urn:scrutineer:artifact:1">', 1)),
        ("byte that is not UTF-8", lambda data: data.replace(b"<Purpose>", b"<Purpose>\xff", 1)),
        ("cut short", lambda data: data[: len(data) // 2]),
        ("empty", lambda data: b""),
    ):
        yield Change("", how, same, edit)


def changes(root, digests, every=False, below=None):
    """All changes of a document, (index of the element, Change). `digests`: those of other valid artifacts; `below`: only fields whose path
    begins with one of these."""
    wanted = chosen(root, every)
    fits = lambda path: below is None or path.startswith(tuple(below))
    for index, (found, parent, path) in enumerate(nodes(root)):
        if index not in wanted or not fits(path):
            continue
        siblings = [other for other in parent if other is not found and other.tag == found.tag][:1] if parent is not None else []
        for change in of_values(index, found, path, digests, siblings):
            yield index, change
        if parent is not None:
            for change in of_element(index, found, parent, path):
                yield index, change
        for change in of_writing(index, path):
            yield index, change
    for change in move_between(root, wanted):
        if fits(change.field):
            yield -1, change
    if below is None:
        for change in added_links(digests):
            yield -1, change
        for change in of_document():
            yield -1, change
