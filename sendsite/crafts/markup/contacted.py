"""Links that write or ring: whether an e-mail or a call would reach those whom the words of the link promise."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from sendsite.crafts.markup.leftovers import E_MAIL

_E_MAIL: Final = re.compile(E_MAIL)
_PHONE: Final = re.compile(r"\+?[\d().\s-]+(?:;[\w=;-]*)?")
_FEWEST_DIGITS: Final = 3


def fault(target: str, words: str) -> tuple[str, str] | None:
    """What is wrong with the ``target`` of a link that has these ``words``, and what to do."""
    scheme, _, rest = target.partition(":")
    if scheme.lower() == "mailto":
        return _of_e_mail(unquote(rest.split("?")[0]).strip(), words.strip())
    if scheme.lower() == "tel" and rest.strip():
        number = unquote(rest)
        if not _PHONE.fullmatch(number) or sum(letter.isdigit() for letter in number) < _FEWEST_DIGITS:
            return f"“{number}” is no phone number.", "Write it in digits, like this: tel:01632960001"
    return None


def _of_e_mail(written: str, words: str) -> tuple[str, str] | None:
    to = [each.strip() for each in written.split(",")]
    if written and not all(_E_MAIL.fullmatch(each) for each in to):
        return f"“{written}” is no whole e-mail address.", "Write the whole address, such as mailto:help@example.org"
    if written and _E_MAIL.fullmatch(words) and words.lower() not in {each.lower() for each in to}:
        return f"This link says “{words}”, and writes to “{written}”.", f"Write mailto:{words}"
    return None
