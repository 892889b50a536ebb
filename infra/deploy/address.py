"""The site learns its own address, which AWS makes up only when the forum is first made.

`robots.txt` and the sitemap name it. Later runs know it from the start.
"""

from collections.abc import Iterator

from deploy import ground, rollout
from deploy.place import ROOT, Place

ROBOTS = ROOT / "site" / "_site" / "robots.txt"


def write(place: Place) -> Iterator[str]:
    """Builds and deploys once more, when what was built names another address."""
    address = place.outputs()["Address"]
    if f"\nSitemap: {address}/" in ROBOTS.read_text("utf-8"):
        return
    for step in (ground.package, ground.synthesise, rollout.deploy):
        yield from step(place)
