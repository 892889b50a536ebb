"""What a door answers, as a test looks at it."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from here.files import Answer
from support.reading import Page


@dataclass(frozen=True)
class Reply:
    """What came back from a door."""

    answer: Answer
    event: dict[str, Any]
    told: dict[str, Any]

    @property
    def status(self) -> int:
        return self.answer.status

    @property
    def headers(self) -> dict[str, str]:
        return self.answer.headers

    @cached_property
    def text(self) -> str:
        return self.answer.body.decode()

    @cached_property
    def page(self) -> Page:
        """The body as a page."""
        return Page.of(self.text)

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def cookie(self) -> str:
        """`name=value` of the one cookie that was set."""
        (cookie,) = self.answer.cookies
        return cookie.split(";")[0]
