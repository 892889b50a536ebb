"""What a request must be before any work is done for it, the cheapest question first.

Raw path, origin-verify header, method, same origin, body. Rate limits, session and authorisation
follow in `web/door.py`.
"""

import hmac
import json
import re
from typing import Any
from urllib.parse import parse_qs

from flask import Request
from werkzeug.datastructures import Headers

from forum.errors import NotFound, Refused, TooLarge, WrongType

BODY_BYTES = 16 * 1024
# A percent-encoded form triples each byte of words that are not Latin: 5,000 characters of Hindi
# are 15 KB of text and 45 KB of form.
FORM_BYTES = 3 * BODY_BYTES
FIELDS_AT_MOST = 40
SAFE_METHODS = frozenset(("GET", "HEAD"))
FORM = "application/x-www-form-urlencoded"
_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
_SURROGATE_OR_NUL = re.compile("[\ud800-\udfff\0]")


def check_path(raw_path: str) -> None:
    """Mangum decodes `%2f`, `%00` and `..`, so the path is judged as it was sent; else
    `NotFound`.
    """
    if len(raw_path) > 512 or not _PATH.fullmatch(raw_path):
        raise NotFound


def check_origin_verify(sent: str, expected: str) -> None:
    """The CDN's secret header, compared in constant time, where one is configured."""
    if expected and not hmac.compare_digest(sent.encode(), expected.encode()):
        raise NotFound


def check_same_origin(headers: Headers, origin: str) -> None:
    """An unsafe method must come from our own page. Both headers absent: `Refused`.

    `same-site` is refused too: a sibling origin sends Strict cookies. Under the header's
    `no-referrer` alone a browser would write `Origin: null` on our own forms (Fetch, "append a
    request Origin header"), so every page of ours says `same-origin` in its own referrer policy.
    """
    site, sender = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if sender is not None and sender != origin:
        raise Refused
    if site is None and sender is None:
        raise Refused
    if site is not None and site != "same-origin":
        raise Refused


def read_body(request: Request) -> dict[str, list[str]]:
    """The fields of a form or of a flat JSON object. A body without a length is read, never empty.

    Refuses other types (`WrongType`), too much (`TooLarge`), and bytes that are not UTF-8, hold a
    NUL or an unpaired surrogate (`Refused`).
    """
    body = request.get_data(cache=True)
    if request.mimetype == FORM or (not body and not request.mimetype):
        fields = _form(body)
    elif request.mimetype == "application/json":
        fields = _json(body)
    else:
        raise WrongType
    size = 0
    for name, values in fields.items():
        for each in (name, *values):
            if _SURROGATE_OR_NUL.search(each):
                raise Refused
            size += len(each.encode())
    if size > BODY_BYTES:
        raise TooLarge
    return fields


def _form(body: bytes) -> dict[str, list[str]]:
    if len(body) > FORM_BYTES:
        raise TooLarge
    try:
        return parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            encoding="utf-8",
            errors="strict",
            max_num_fields=FIELDS_AT_MOST,
        )
    except ValueError as error:
        raise Refused from error


def _json(body: bytes) -> dict[str, list[str]]:
    if len(body) > BODY_BYTES:
        raise TooLarge
    try:
        document: Any = json.loads(body.decode("utf-8"), object_pairs_hook=tuple)
    except (ValueError, RecursionError) as error:
        raise Refused from error
    # An object is a tuple of its pairs, an array a list: a name that comes twice is not lost.
    if not isinstance(document, tuple) or len(document) > FIELDS_AT_MOST:
        raise Refused
    fields: dict[str, list[str]] = {}
    for name, value in document:
        if not isinstance(value, str):
            raise Refused
        fields.setdefault(name, []).append(value)
    return fields
