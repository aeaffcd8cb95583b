"""Who may look: only somebody who typed an address of this preview, and no page of another site.

A page elsewhere can point a name of its own at this machine and then read whatever answers to that name (DNS
rebinding), so only names that are ours are answered. What the preview knows beyond the site is for its own pages alone.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_HOST: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z._-]+))(?::[0-9]{1,5})?")
OURS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
STRANGER: Final = "The preview answers only to its own address.\n"
OUTSIDER: Final = "This is for the pages of the preview alone.\n"


def plain(address: str) -> str:
    """An IP address or a name as it is compared: one spelling for each, and IPv4 not dressed up as IPv6."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address.lower()
    mapped = found.ipv4_mapped if found.version == 6 else None  # noqa: PLR2004 - the version's name
    return str(mapped or found)


def refusal(fields: Mapping[str, str], names: Collection[str], *, inside: bool) -> str:
    """Why a request is refused, or nothing. ``names`` are those of this preview, as ``plain`` spells them.

    ``inside`` is whether it asks for something that is no file of the site. Browsers say by themselves where a request
    comes from (Fetch Metadata, RFC 6454), and no page can make them say otherwise.
    """
    host = _HOST.fullmatch(fields.get("host", ""))
    if host is None or plain(host[1] or host[2]) not in names:
        return STRANGER
    if inside and (
        fields.get("sec-fetch-site", "none") not in {"none", "same-origin"}
        or fields.get("origin", origin(fields)).lower() != origin(fields).lower()
    ):
        return OUTSIDER
    return ""


def origin(fields: Mapping[str, str]) -> str:
    """The origin of our pages as this visitor knows it."""
    return f"http://{fields['host']}"
