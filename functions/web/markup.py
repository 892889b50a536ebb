"""A member's words as HTML: a small grammar, an allow-list without attributes, few links.

The promise: what `show` returns holds paragraphs, line breaks, emphasis, strong, lists, quotes and
rules, none with an attribute, and links to hosts that the community chose; nothing a member writes
makes a browser fetch anything. Any 5,000 characters cost at most a quarter second.

`render` runs once, when a post is written, and its result is stored. `show` runs at each reading:
it sanitises again, so a row written by an older version or by other means is as safe, and only
then adds the links, so a host taken off the list stops being a link everywhere at once.
"""

import re
import threading

import nh3
from markdown import Markdown
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markupsafe import Markup

from forum import words
from forum.posts import Words

RENDERER_VERSION = 2
TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "hr"})

# Everything that can cost more than the length of the text, or make more than the tags above.
# Stock Python-Markdown burns 22 s of CPU on 10 kB of `[`.
_CUT_BLOCKS = ("code", "hashheader", "reference", "setextheader")
_CUT_INLINE = (
    "autolink",
    "automail",
    "backtick",
    "entity",
    "html",
    "image_link",
    "image_reference",
    "link",
    "reference",
    "short_image_ref",
    "short_reference",
)

# An address runs to a space, a quotation mark or a bracket that nh3 has escaped.
_ADDRESS = re.compile(
    r"(?<![\w.@/-])https://(?:(?!&(?:lt|gt|quot|nbsp);)[^\s<>\"])+", re.IGNORECASE
)
_AFTER = ".,;:!?'*_)]}…’”»、。，；：！？）」』،؛؟।"
# No user, no port, no escapes in the host, no empty segment, no address inside a query.
_PLAIN = re.compile(
    r"https://(?P<host>[a-z0-9.-]+)"
    r"(?P<rest>(?:/(?:[A-Za-z0-9._~+,-]|%[0-9A-Fa-f]{2})+)*/?"
    r"(?:\?(?:[A-Za-z0-9._~=+-]|&amp;)*)?"
    r"(?:#[A-Za-z0-9._~=-]*)?)",
    re.ASCII,
)

# Without `"*"` nh3 keeps `title` and `lang` on every tag.
_cleaner = nh3.Cleaner(tags=set(TAGS), attributes={"*": set()}, url_schemes=set(), link_rel=None)
_own = threading.local()


def render(source: str) -> str:
    """The HTML of a post or a note, to be stored. Never raises; links are left to `show`."""
    text = words.bound(words.clean(source)).replace("&", "&amp;")
    return sanitise(_markdown().reset().convert(text))


def words_of(source: str) -> Words:
    """A source that was checked, with its HTML."""
    return Words(source=source, html=render(source), renderer=RENDERER_VERSION)


def show(stored: str, link_hosts: frozenset[str]) -> Markup:
    """Stored HTML, safe to place in a page, with links to `link_hosts` (exact, lower-case names).

    Put it inside an element with `dir="auto"`.
    """
    return Markup(_ADDRESS.sub(lambda found: _link(found[0], link_hosts), sanitise(stored)))


def sanitise(html: str) -> str:
    """Only `TAGS`, without attributes. Doing it twice changes nothing."""
    return _cleaner.clean(html)


def _link(address: str, link_hosts: frozenset[str]) -> str:
    """The address as a link if it is one we may make, else as it came. Takes and gives HTML."""
    bare = address.rstrip(_AFTER)
    scheme, _, rest = bare.partition("://")
    host, slash, path = rest.partition("/")
    href = f"{scheme.lower()}://{host.lower()}{slash}{path}"
    plain = _PLAIN.fullmatch(href)
    if not plain or plain["host"] not in link_hosts:
        return address
    return (
        '<a rel="nofollow noopener noreferrer ugc" referrerpolicy="no-referrer"'
        f' href="{href}">{bare}</a>{address[len(bare) :]}'
    )


def _markdown() -> Markdown:
    """This thread's converter: it keeps state while it runs, so threads do not share one."""
    if not hasattr(_own, "converter"):
        _own.converter = _make_markdown()
    converter: Markdown = _own.converter
    return converter


def _make_markdown() -> Markdown:
    converter = Markdown(extensions=[Nl2BrExtension(), SaneListExtension()], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in _CUT_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    for name in _CUT_INLINE:
        converter.inlinePatterns.deregister(name)
    return converter
