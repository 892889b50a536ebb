"""A page as a person, a browser and a screen reader find it: its tags, words, forms and ids."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
)
INLINE = frozenset(("a", "bdi", "code", "em", "kbd", "span", "strong", "svg", "use"))
UNSEEN = frozenset(("script", "style", "template", "head", "title"))
Attributes = dict[str, str]


@dataclass
class Node:
    """An element, or a piece of text (its tag is empty)."""

    tag: str = ""
    attributes: Attributes = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    words: str = ""

    def all(self, tag: str = "", **wanted: str) -> list["Node"]:
        """Every element below, in order, of that name and with those attributes."""
        found = []
        for child in self.children:
            if child.tag and (not tag or child.tag == tag) and child.has(wanted):
                found.append(child)
            found.extend(child.all(tag, **wanted))
        return found

    def has(self, wanted: Attributes) -> bool:
        return all(self.attributes.get(k.replace("_", "-")) == v for k, v in wanted.items())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join("".join(piece.words for piece in self.pieces()).split())

    def pieces(self) -> list["Node"]:
        """Its pieces of text, in order; what a browser does not show is left out."""
        if not self.tag:
            return [self]
        if self.tag in UNSEEN:
            return []
        found = [piece for child in self.children for piece in child.pieces()]
        return found if self.tag in INLINE else [Node(words=" "), *found, Node(words=" ")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(Node(words=data))


@dataclass(frozen=True)
class Page:
    """A whole page. Reading one whose tags do not close in order fails."""

    root: Node
    source: str

    @classmethod
    def of(cls, source: str) -> "Page":
        reader = _Reader()
        reader.feed(source)
        assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
        return cls(reader.root, source)

    def all(self, tag: str = "", **wanted: str) -> list[Node]:
        return self.root.all(tag, **wanted)

    def one(self, tag: str, **wanted: str) -> Node:
        """The only such element."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of <{tag}> {wanted}"
        return found[0]

    def id(self, name: str) -> Node:
        """The element with that id."""
        return self.one("", id=name)

    @property
    def title(self) -> str:
        return "".join(child.words for child in self.one("title").children)

    @property
    def heading(self) -> str:
        """The words of the one h1."""
        return self.one("h1").text

    @property
    def main(self) -> Node:
        return self.one("main")

    @property
    def text(self) -> str:
        """What stands in main."""
        return self.main.text

    def form(self, action: str) -> dict[str, str]:
        """What the form that writes to `action` would send, by the button without a name."""
        forms = [one for one in self.all("form") if one["action"].partition("?")[0] == action]
        assert len(forms) == 1, f"{len(forms)} forms write to {action}"
        return sent(forms[0])

    @property
    def errors(self) -> list[str]:
        """The words of the error summary's links."""
        summaries = self.main.all("", role="alert")
        return [link.text for one in summaries for item in one.all("li") for link in item.all("a")]


def sent(form: Node) -> dict[str, str]:
    """The fields of a form, as a browser would send them untouched."""
    fields = {}
    for one in form.all("input"):
        kind = one.attributes.get("type", "text")
        if kind in ("radio", "checkbox") and "checked" not in one.attributes:
            continue
        if "name" in one.attributes:
            fields[one["name"]] = one.attributes.get("value", "")
    for one in form.all("textarea"):
        if "name" in one.attributes:
            words = "".join(child.words for child in one.children)
            fields[one["name"]] = words.removeprefix("\n")
    for one in form.all("select"):
        chosen = [option for option in one.all("option") if "selected" in option.attributes]
        fields[one["name"]] = (chosen or one.all("option"))[0]["value"]
    return fields
