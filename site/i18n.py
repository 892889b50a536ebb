"""Interface words in other languages: `python site/i18n.py extract pseudo compile`.

extract   templates and code -> locales/leanto.pot (no dates: it changes only when words do)
pseudo    leanto.pot -> locales/ar-XB: right to left, every message inside ⟦ ⟧, so that a raw
          string shows itself
compile   every leanto.po -> leanto.mo, which the functions read at run time
The build reads the .po itself, so it never works from a stale catalogue.
"""

import gettext
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, extract
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "site" / "locales"
DOMAIN = "leanto"
PSEUDO = "ar-XB"
OPEN, CLOSE = "⟦", "⟧"
Options = dict[str, str]
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_TEXT = re.compile(r"(<[^>]*>)")
_WORD = re.compile(r"[^\W\d_]")


def direction(language: str) -> str:
    """`ltr` or `rtl` for a language tag."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def translations(language: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """The catalogue of a language. English needs none: its words are in the templates."""
    source = locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not source.exists():
        if language != "en":
            raise FileNotFoundError(f"no catalogue for {language}: {source} is missing")
        return gettext.NullTranslations()
    return gettext.GNUTranslations(BytesIO(_compiled(source)))


def mark(text: str) -> str:
    """One pseudo-translated message: wrapped, with its placeholders and tags as they were."""
    return f"{OPEN}{text}{CLOSE}" if _WORD.search(text) else text


def mark_html(html: str) -> str:
    """Rendered Markdown with every text node marked, as a translation of its words would be."""
    parts = _TEXT.split(html)
    return "".join(part if part.startswith("<") else mark(part) for part in parts)


def template(root: Path = ROOT) -> Catalog:
    """Every message of the templates and the code, as a catalogue without dates."""
    catalog = _catalog()
    for name, method, options in _sources(root):
        with (root / name).open("rb") as source:
            found = extract.extract(method, source, options=options, comment_tags=("Note:",))
            for _, message, comments, context in found:
                catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def pseudo(messages: Catalog) -> Catalog:
    """`messages` in the pseudo-locale: what is not marked on a page was never translated."""
    catalog = _catalog("ar")
    for message in messages:
        if not message.id:
            continue
        words: str | tuple[str, ...]
        if isinstance(message.id, str):
            words = mark(message.id)
        else:
            words = (mark(message.id[1]),) * catalog.num_plurals
        catalog.add(message.id, words, flags=message.flags, context=message.context)
    return catalog


def write(catalog: Catalog, target: Path) -> None:
    """A catalogue as text, the same bytes each time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, catalog, width=100, include_lineno=False, sort_output=True)
    target.write_bytes(out.getvalue())


def _sources(root: Path) -> Iterator[tuple[str, str, Options]]:
    """Each file with messages: its name, Babel's method for it, and the method's options."""
    with (root / "site" / "locales" / "babel.cfg").open() as settings:
        methods, options = parse_mapping_cfg(settings)  # type: ignore[no-untyped-call]
    for pattern, method in methods:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root).as_posix(), method, options.get(pattern, {})


def _catalog(language: str | None = None) -> Catalog:
    header = "# Interface words of Leanto. Made by site/i18n.py.\n#"
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=header,
        project="Leanto",
        creation_date=_NEVER,
        revision_date=_NEVER,
        fuzzy=False,
    )


def _compiled(source: Path) -> bytes:
    with source.open("rb") as text:
        catalog = read_po(text, domain=DOMAIN)
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main(verbs: list[str]) -> int:
    """Does each verb in the order given."""
    pot = LOCALES / f"{DOMAIN}.pot"
    for verb in verbs:
        if verb == "extract":
            write(template(), pot)
        elif verb == "pseudo":
            with pot.open("rb") as text:
                made = pseudo(read_po(text, domain=DOMAIN))
            write(made, LOCALES / PSEUDO / "LC_MESSAGES" / f"{DOMAIN}.po")
        elif verb == "compile":
            for source in sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
                source.with_suffix(".mo").write_bytes(_compiled(source))
        else:
            print(f"{verb}: extract, pseudo or compile", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
