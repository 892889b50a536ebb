"""What can be measured of a page in a browser: weight, shape, movement, and what axe finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

HEIGHT = 740
AT_REST_MS = 60
TABS = 12
SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
"""
# Controls that stand alone; a link inside a sentence is as tall as its line.
CONTROLS = (
    "button:not([aria-hidden]), .btn:not([hidden]), summary, select, textarea, "
    ".tick:not([hidden]), .pick label, .eave a, .nav a, .subnav a, .crumb a, .post-acts a, "
    ".foot li a, .call, input:not([type=hidden], [type=radio], [type=checkbox], [hidden])"
)
TARGET_PX = 44
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
  .map((each) => each.outerHTML.slice(0, 120))"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
FOCUSED = """() => {
  const at = document.activeElement;
  const lines = [getComputedStyle(at), getComputedStyle(at, '::after')];
  const seen = lines.some((line) => line.outlineStyle !== 'none' && parseFloat(line.outlineWidth));
  const name = at === document.body ? '' : at.className || at.getAttribute('href') || at.tagName;
  return { name, text: at.textContent.trim().slice(0, 40), seen };
}"""
AT_THE_TOP = """() => {
  document.activeElement.blur();
  scrollTo(0, 0);
  for (const each of document.querySelectorAll('details')) each.open = true;
}"""
AXE = Axe().axe_script
RUN_AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
  (wrong) => wrong.nodes.map((node) => `${wrong.id} ${node.html.slice(0, 160)}`))"""
ALL = {"resultTypes": ["violations"]}
COLOURS = {**ALL, "runOnly": ["color-contrast", "target-size"]}


@dataclass
class Load:
    """What came over the wire for one page; kinds are the browser's (Document, Script…)."""

    kinds: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def begin(self, event: dict[str, Any]) -> None:
        if event["type"] == "Document" and event["requestId"] not in self.kinds:
            self.kinds.clear()
            self.urls.clear()
            self.sizes.clear()
        self.kinds[event["requestId"]] = event["type"]
        self.urls[event["requestId"]] = event["request"]["url"]

    def end(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def bytes_of(self, kind: str = "") -> int:
        """Bytes received, headers included, of one kind or of all."""
        return sum(size for id, size in self.sizes.items() if kind in ("", self.kinds.get(id)))


@dataclass
class Seen:
    """All that was measured of a page."""

    load: Load
    messages: list[str]
    shifted: float = 0.0
    headings: list[str] = field(default_factory=list)
    title: str = ""
    found: list[str] = field(default_factory=list)
    overflow: dict[int, int] = field(default_factory=dict)
    small: list[str] = field(default_factory=list)
    stops: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def inspected(page: Page) -> Iterator[Seen]:
    """Look over a page's shoulder while somebody walks to it, then measure it."""
    seen = Seen(Load(), [])
    page.on("console", lambda message: seen.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.add_init_script(SHIFTS)
    wire = page.context.new_cdp_session(page)
    wire.on("Network.requestWillBeSent", seen.load.begin)
    wire.on("Network.loadingFinished", seen.load.end)
    wire.send("Network.enable")
    yield seen
    page.wait_for_load_state("load")
    page.wait_for_timeout(AT_REST_MS)
    wire.detach()
    measure(page, seen)


def measure(page: Page, seen: Seen) -> None:
    """Everything that needs the page itself; its colours and its width change on the way."""
    seen.shifted = page.evaluate("window.shifted")
    seen.headings = page.locator("h1").all_inner_texts()
    seen.title = page.title()
    seen.stops = tabbed(page)
    seen.small = page.evaluate(SMALL, [CONTROLS, TARGET_PX])
    page.evaluate(AT_THE_TOP)
    page.evaluate(AXE)
    for width in (320, 360):
        resize(page, width)
        seen.overflow[width] = page.evaluate(OVERFLOW)
    seen.found += axe(page, "light", 360, ALL)
    seen.found += axe(page, "dark", 360, COLOURS)
    seen.found += axe(page, "light", 1280, COLOURS)
    seen.found += axe(page, "dark", 1280, ALL)
    seen.overflow[1280] = page.evaluate(OVERFLOW)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def axe(page: Page, scheme: Any, width: int, options: dict[str, Any]) -> list[str]:
    """What axe finds wrong, in words."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    resize(page, width)
    return [f"{scheme} {width}: {wrong}" for wrong in page.evaluate(RUN_AXE, options)]


def tabbed(page: Page) -> list[dict[str, Any]]:
    """Where the focus stops, from the top; nothing for a page that has taken the focus itself."""
    if page.evaluate(FOCUSED)["name"]:
        return []
    stops = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    return stops
