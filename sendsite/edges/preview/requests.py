"""The head of an HTTP request: read strictly, since whoever sends something else has no business here (RFC 9112)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 16_384
MOST_FIELDS: Final = 100
END: Final = b"\r\n\r\n"
_FIRST: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([\x21-\x7e]+) HTTP/1\.([01])")
_FIELD: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*?)[ \t]*")


class RequestError(ValueError):
    """A head that is refused, with the ``status`` to answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. The names of ``fields`` are in small letters; a field sent twice is joined with a comma."""

    method: str
    target: str
    fields: Mapping[str, str]
    keeps_alive: bool


def parsed(head: bytes) -> Request:
    """The request that ``head`` makes, which ends with an empty line.

    Raises RequestError for one that is malformed, has too many fields, or brings a body along.
    """
    first, *lines = head.removesuffix(END).decode("latin-1").split("\r\n")
    begun = _FIRST.fullmatch(first)
    if begun is None:
        raise RequestError(HTTPStatus.BAD_REQUEST)
    if len(lines) > MOST_FIELDS:
        raise RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    fields: dict[str, str] = {}
    for line in lines:
        found = _FIELD.fullmatch(line)
        if found is None or (found[1].lower() == "host" and "host" in fields):
            raise RequestError(HTTPStatus.BAD_REQUEST)
        name = found[1].lower()
        fields[name] = f"{fields[name]}, {found[2]}" if name in fields else found[2]
    if begun[1] not in {"GET", "HEAD"}:
        raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED)
    if "transfer-encoding" in fields or fields.get("content-length", "0") != "0":
        raise RequestError(HTTPStatus.BAD_REQUEST)
    wish = fields.get("connection", "").lower()
    return Request(begun[1], begun[2], fields, keeps_alive=wish != "close" if begun[3] == "1" else wish == "keep-alive")
