"""What search engines are told: the pages worth finding, and that the forum is not among them.

There are no feeds: a feed carries people's words to where nobody can take them back.
"""

from collections.abc import Iterable

from checks import links

INDEXED = '<meta name="robots" content="index">'


def robots(origin: str) -> str:
    """`robots.txt`: the forum is closed, and the sitemap lists the rest."""
    closed = "".join(f"Disallow: {prefix}\n" for prefix in links.DYNAMIC)
    return f"User-agent: *\n{closed}\nSitemap: {origin}/sitemap.xml\n"


def sitemap(origin: str, paths: Iterable[str]) -> str:
    """`sitemap.xml` (sitemaps.org, 0.9) of the pages at these paths."""
    urls = "".join(
        f"<url><loc>{origin}/{path.removesuffix('index.html')}</loc></url>\n"
        for path in sorted(paths)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}</urlset>\n"
    )
