"""How many clicks it is from the home page to each topic that a local offer must have, in the site of this repository.

Run it with ``.venv/bin/python benchmarks/clicks.py``. It builds the site into a temporary folder, follows the links of
the main menu and of the text, as a reader does who looks for something, and prints a table in Markdown. The A to Z, the
search and the foot of the page are not followed. It ends with 1 when a topic is too far away or its page silent on it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parent.parent
MOST: Final = 3  # clicks
NOT_FOLLOWED: Final = frozenset({"/a-to-z/", "/search/"})


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a local offer must have: the rule that says so, and the page that has it here.

    ``words`` is a regular expression that is found in the main text of that page, in capitals or not.
    """

    name: str
    rule: str
    page: str
    words: str


_S30: Final = "Children and Families Act 2014, section 30"
_S2: Final = "SEND Regulations 2014, Schedule 2"
_BOTH: Final = "Section 30 and Schedule 2"
_CODE: Final = "SEND code of practice 2015, chapter 4"
_OFTEN: Final = "Families, who ask for it often"
_MISSING: Final = "/local-offer/what-is-missing/"

# The paragraphs of Schedule 2 are named without their numbers, since we could not read them all in the law itself. What
# this site has no facts about leads to the page that says so: families are told, and need not go on looking.
TOPICS: Final = (
    Topic("Early years", _S2, "/guidance/early-years/", "nursery"),
    Topic("Mainstream schools", _S2, "/guidance/choosing-a-school/", "mainstream school"),
    Topic("Special schools and units", _S2, "/guidance/special-schools-and-units/", "special schools"),
    Topic("Colleges and training after 16", _BOTH, "/guidance/after-16/", "college"),
    Topic("Apprenticeships and work with training", _S2, "/guidance/after-16/", "apprenticeship"),
    Topic("Alternative provision and pupil referral units", _S2, _MISSING, "pupil referral unit"),
    Topic("When a child may be excluded", _OFTEN, "/guidance/exclusion/", "exclu"),
    Topic("Provision outside the area", _S2, _MISSING, "outside Lancashire"),
    Topic("How provision is paid for", _S2, _MISSING, "money"),
    Topic("How schools and others support learning", _S2, "/guidance/sen-support/", "assess"),
    Topic("How children's needs are found", _S2, "/guidance/sen-support/", "Ask the school"),
    Topic("Moving from one stage to the next", _S2, "/guidance/starting-school/", "start"),
    Topic("Asking for an EHC needs assessment", _S2, "/guidance/ehc-plan/asking/", "ask"),
    Topic("What an EHC plan is, and how long it takes", _S2, "/guidance/ehc-plan/steps-and-weeks/", "20 weeks|week 20"),
    Topic("Annual reviews", _S2, "/guidance/annual-review/", "review"),
    Topic("Personal budgets", _S2, "/guidance/personal-budgets/", "budget"),
    Topic("Where providers publish their own information", _S2, "/guidance/choosing-a-school/", "website of each"),
    Topic("The accessibility strategy", _S2, "/about/documents/", "Accessibility strategy"),
    Topic("The list of section 41 institutions", _S2, _MISSING, "section 41"),
    Topic("Sport, arts and leisure", _BOTH, "/guidance/leisure/", "holiday"),
    Topic("Health services", _BOTH, "/guidance/health/", "nurse"),
    Topic("Therapies", _S2, "/guidance/speech-and-language/", "therap"),
    Topic("Autism and ADHD", _OFTEN, "/guidance/autism-and-adhd/", "autis"),
    Topic("Who is answerable for health: the DCO", _OFTEN, "/about/dcos/", "DCO"),
    Topic("Social care", _BOTH, "/guidance/social-care/", "social worker|social care"),
    Topic("Short breaks", _BOTH, "/guidance/short-breaks/", "short break"),
    Topic("The short breaks statement", "Breaks for Carers Regulations 2011", "/guidance/short-breaks/", "statement"),
    Topic("Help for carers", _OFTEN, "/guidance/carers/", "carer"),
    Topic("Travel to school", _BOTH, "/guidance/travel/", "travel"),
    Topic("Travel after 16", _BOTH, "/guidance/travel-after-16/", "after 16"),
    Topic("Preparing for adulthood: work", _S30, "/guidance/preparing-for-adulthood/", "job"),
    Topic(
        "Preparing for adulthood: somewhere to live", _S30, "/guidance/preparing-for-adulthood/", "living on your own"
    ),
    Topic("Preparing for adulthood: taking part in society", _S30, "/guidance/preparing-for-adulthood/", "community"),
    Topic("The move to adult social care", _S2, "/guidance/preparing-for-adulthood/", "adult social care"),
    Topic("Disabled Students' Allowance", _CODE, _MISSING, "Disabled Students"),
    Topic("Money and benefits", _OFTEN, "/guidance/money/", "Disability Living Allowance|DLA"),
    Topic("Information, advice and support", _S2, "/guidance/advice/", "SENDIAS"),
    Topic("Parent carer forum", _S2, "/have-your-say/parent-carer-forum/", "forum"),
    Topic("Childcare", _S2, "/guidance/early-years/", "child ?care|childminder"),
    Topic("Mediation", _S2, "/guidance/mediation-and-appeal/", "Mediation is"),
    Topic("Appeals to the tribunal", _S2, "/guidance/mediation-and-appeal/", "SEND Tribunal"),
    Topic("Complaints", _S2, "/guidance/mediation-and-appeal/", "ombudsman"),
    Topic("Who can get a service", _S2, "/services/all/", "ages"),
    Topic("How families take part in the offer", "SEND Regulations 2014, 54 and 55", "/have-your-say/", "say"),
    Topic("Comments and what was done", "SEND Regulations 2014, 56", "/have-your-say/you-said-we-did/", "said"),
    Topic(
        "The offer without the internet",
        "SEND Regulations 2014, 57",
        "/local-offer/another-way/",
        "not online|without the internet",
    ),
    Topic("The offer in other forms", "SEND Regulations 2014, 57", "/local-offer/another-way/", "format"),
)


class _Read(HTMLParser):
    """The links of the main menu and of the text of a page, and that text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads."""
        given = dict(attrs)
        if not self._inside and (tag == "main" or (tag == "nav" and given.get("class") == "menu")):
            self._inside = tag
        elif self._inside and tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the menu, or the text."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self._inside == "main":
            self.words.append(data)


def walked(pages: Mapping[str, str]) -> dict[str, int]:
    """The clicks from the home page to each page that can be reached; pages are HTML by address, such as ``/news/``."""
    clicks = {"/": 0}
    for address in (waiting := ["/"]):
        if address in NOT_FOLLOWED:
            continue
        for link in _Read(pages[address]).links:
            target = urlsplit(urljoin(f"https://site.invalid{address}", link))
            if target.netloc == "site.invalid" and target.path in pages and target.path not in clicks:
                clicks[target.path] = clicks[address] + 1
                waiting.append(target.path)
    return clicks


def fault(topic: Topic, pages: Mapping[str, str], clicks: Mapping[str, int]) -> str | None:
    """What is wrong with a topic, in words."""
    if topic.page not in pages:
        return f"{topic.name}: there is no page {topic.page}"
    if not re.search(topic.words, " ".join("".join(_Read(pages[topic.page]).words).split()), re.IGNORECASE):
        return f"{topic.name}: {topic.page} does not speak of it"
    if topic.page not in clicks:
        return f"{topic.name}: {topic.page} cannot be reached"
    if clicks[topic.page] > MOST:
        return f"{topic.name}: {topic.page} is {clicks[topic.page]} clicks away"
    return None


def table(clicks: Mapping[str, int]) -> str:
    """Every topic with its page and its clicks, in Markdown."""
    lines = ["| topic | asked for by | page | clicks |", "|---|---|---|--:|"]
    lines += [f"| {each.name} | {each.rule} | {each.page} | {clicks.get(each.page, 'never')} |" for each in TOPICS]
    return "\n".join(lines)


def read(folder: Path) -> dict[str, str]:
    """The HTML of a published folder by address."""
    found = folder.rglob("index.html")
    return {
        f"/{file.parent.relative_to(folder).as_posix()}/".replace("/./", "/"): file.read_text("utf-8") for file in found
    }


def main() -> int:
    """Build, walk and tell."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, "site")
        subprocess.run([sys.executable, "-m", "sendsite", "build", "--quiet", "--output", site], check=True, cwd=ROOT)
        pages = read(site)
    clicks = walked(pages)
    faults = [found for each in TOPICS if (found := fault(each, pages, clicks))]
    print(table(clicks))
    for each in faults:
        print(each, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
