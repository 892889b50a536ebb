"""What a language still lacks: a page without a file, a file that is still English, a message
without a translation, and files of `content/local/` that take nothing's place.

`languages` of community.toml are kept whole: a gap in one of them fails the build. Resources are
free to differ, because rights and money do.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import i18n
from content import LOCAL, BuildError, nearest, shown
from pages import resources

SOURCE = "en"
KEPT = (".md", ".toml")


def check(root: Path, languages: Iterable[str], locales: Path = i18n.LOCALES) -> None:
    """Raises with every gap of these languages, below `root`, the folder `content/`."""
    found = list(_strays(root))
    for language in languages:
        if language not in (SOURCE, i18n.PSEUDO):
            found += [*_untranslated_pages(root, language), *_messages(locales, language)]
    if found:
        raise BuildError("\n".join(found))


def _files(folder: Path) -> dict[str, Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in KEPT)
    return {path.relative_to(folder).as_posix(): path for path in found}


def _untranslated_pages(root: Path, language: str) -> Iterator[str]:
    theirs = _files(root / language)
    for name, path in _files(root / SOURCE).items():
        if name.startswith(f"{resources.FOLDER}/"):
            continue
        place = f"{shown(root / language / name)}:1: {language} is to be whole, and this page is"
        if name not in theirs:
            yield f"{place} missing"
        elif theirs[name].read_text(encoding="utf-8") == path.read_text(encoding="utf-8"):
            yield f"{place} still English"


def _messages(locales: Path, language: str) -> Iterator[str]:
    path = locales / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"
    if not path.exists():
        yield f"{shown(path)}:1: {language} is to be whole, and its catalogue is missing"
        return
    with path.open("rb") as text:
        catalogue = read_po(text, domain=i18n.DOMAIN)
    for message in catalogue:
        if message.id and (message.fuzzy or not all(_strings(message.string))):
            yield f"{shown(path)}:{message.lineno}: “{message.id}” is not translated"


def _strings(string: str | Iterable[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def _strays(root: Path) -> Iterator[str]:
    """Files of our own that would never be shown: usually a name with a slip in it."""
    known = set(_files(root / SOURCE))
    for name, path in _files(root / LOCAL).items():
        if name not in known and not name.startswith(f"{resources.FOLDER}/"):
            hint = nearest(name, known) or "; only resources may be new"
            yield f"{shown(path)}:1: there is no {name} to take the place of{hint}"
