"""Each h2 of the content, with all that follows it, as a `<section>`: no HTML in the Markdown.

`## While you wait {#wait .noprint}` gives its id and classes to the section. In a section with the
class `grid2`, each h3 and what follows it is one cell of a grid. One with the class `fold` is
folded away under its heading until somebody opens it.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

GRID = "grid2"
FOLD = "fold"
# After attr_list (8), which gives headings their ids and classes.
PRIORITY = 5


class Sections(Extension):
    """The extension of Python-Markdown that does it."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Puts the sections in after everything else has been read."""
        md.treeprocessors.register(_Sectioner(md), "sections", PRIORITY)


class _Sectioner(Treeprocessor):
    def run(self, root: Element) -> None:
        """Moves what follows each h2 into its section."""
        children = list(root)
        for child in children:
            root.remove(child)
        inside = root
        for child in children:
            if child.tag == "h2":
                inside = _opened(root, child)
            inside.append(child)
        for section in root.findall("section"):
            if GRID in _classes(section):
                _lay_out(section)
            if FOLD in _classes(section):
                _fold(section)


def _opened(root: Element, heading: Element) -> Element:
    section = SubElement(root, "section")
    section.set("class", " ".join(("flow", *heading.attrib.pop("class", "").split())))
    if "id" in heading.attrib:
        section.set("id", heading.attrib.pop("id"))
    return section


def _lay_out(section: Element) -> None:
    """Heading and opening words stay; each h3 becomes a cell."""
    section.set("class", " ".join(each for each in _classes(section) if each != GRID))
    children = list(section)
    first = next((n for n, each in enumerate(children) if each.tag == "h3"), len(children))
    grid = Element("div", {"class": GRID})
    _fill(grid, children[first:])
    for child in children[first:]:
        section.remove(child)
    section.append(grid)


def _fold(section: Element) -> None:
    """The heading becomes what is pressed; the id stays outside, where a link can always go."""
    heading, *rest = list(section)
    for child in (heading, *rest):
        section.remove(child)
    details = SubElement(section, "details")
    SubElement(details, "summary").append(heading)
    SubElement(details, "div", {"class": "flow"}).extend(rest)


def _fill(grid: Element, children: Iterable[Element]) -> None:
    cell = grid
    for child in children:
        if child.tag == "h3":
            cell = SubElement(grid, "div", {"class": "snug"})
        cell.append(child)


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()
