"""Faults of wording: what is hard to read, will be wrong one day, or is spelt by nobody's rule."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_GLOSSARY: Final[Files] = {
    "content/data/glossary.yaml": (
        "terms:\n  - term: CCG\n    expansion: clinical commissioning group\n    meaning: An NHS body of its time.\n"
        "    retired: 2022-07-01\n    instead: ICB\n"
    )
}
_LONG: Final = (
    "When you have written to us and we have read what you wrote and have talked about it with the school and the "
    "nurse we will send you a letter that says what happens."
)
_EASY: Final = "The dog ran to me. We had fun at the park. I can go there by bus. It is a good day out. "


RULES: Final = (
    Rule(
        "acronym-unknown",
        "warning",
        "An acronym is neither explained on the page nor in the glossary.",
        "Families who meet it for the first time have nowhere to look it up.",
        wrong=page("The TZQ meets on Mondays."),
        right=page("The team for zoos and quarries (TZQ) meets on Mondays."),
        optional=True,
    ),
    Rule(
        "allow",
        "error",
        "A rule is switched off without a reason, or cannot be switched off at all.",
        "The next editor must be able to see whether the reason still holds.",
        wrong=page("The bus was late recently. <!-- allow perishable -->"),
        right=page("The bus was late recently. <!-- allow perishable: these are the words of a child -->"),
    ),
    Rule(
        "allow-unused",
        "warning",
        "A rule is switched off where it has nothing to say.",
        "It would hide a fault that somebody makes there later.",
        wrong=page("The bus was late. <!-- allow perishable: these are the words of a child -->"),
        right=page("The bus was late recently. <!-- allow perishable: these are the words of a child -->"),
    ),
    Rule(
        "date-impossible",
        "error",
        "A text names a day that does not exist.",
        "Families would come on the wrong day, or not at all.",
        wrong=page("We meet on 31 June 2026."),
        right=page("We meet on 30 June 2026."),
    ),
    Rule(
        "date-weekday",
        "error",
        "A weekday does not fit its date.",
        "Nobody can tell which of the two is wrong, and half of the families will come on the wrong day.",
        wrong=page("We met on Thursday 25 June 2021."),
        right=page("We met on Friday 25 June 2021."),
    ),
    Rule(
        "deadline-passed",
        "warning",
        "A text speaks of an end as still to come, and it is over.",
        "Families would spend time on something that has closed.",
        wrong=page("The survey closes on 25 June 2021."),
        right=page("The survey closed on 25 June 2021."),
        optional=True,
    ),
    Rule(
        "perishable",
        "warning",
        "Words are true only around the day on which they were written.",
        "Families read the page months later and cannot tell whether it is still so.",
        wrong=page("The bus was late recently."),
        right=page("The bus was late in May 2026."),
        optional=True,
    ),
    Rule(
        "reading-age",
        "info",
        "A page is harder to read than it should be.",
        "We aim at a reader of 9, as tired people need it. The age is the Automated Readability Index.",
        wrong=page(
            "Representatives of participating organisations communicate regularly concerning individual arrangements "
            "affecting accommodation, transportation and educational opportunities. " * 8
        ),
        right=page(_EASY * 6),
        optional=True,
    ),
    Rule(
        "retired-name",
        "warning",
        "A text uses the name of a body that is no more.",
        "Families would look for somebody to ask who is not there.",
        wrong=page("Ask the CCG.") | _GLOSSARY,
        right=page("The CCG paid for it in 2019.") | _GLOSSARY,
        optional=True,
    ),
    Rule(
        "sentence-long",
        "info",
        "A sentence has more than 25 words.",
        "Most people lose the thread of a sentence that is longer.",
        wrong=page(_LONG),
        right=page(
            "Write to us. We read what you wrote, and talk about it with the school. Then we send you a letter."
        ),
        optional=True,
    ),
    Rule(
        "sentence-unfinished",
        "warning",
        "A sentence stops half-way, or has lost its address.",
        "Families are told to write or ring, and not where.",
        wrong=page("You can find the new website at"),
        right=page("You can find the new website at [Testshire local offer](https://offer.example.org/)."),
        optional=True,
    ),
    Rule(
        "style-ampersand",
        "warning",
        "“&” stands for “and”.",
        "Some people do not know the sign, and “and” is no longer to say.",
        wrong=page("Sports & games for all."),
        right=page("Sports and games for all."),
        optional=True,
    ),
    Rule(
        "style-capitals",
        "warning",
        "Words are all in capitals.",
        "Capitals are harder to read, and a screen reader may spell them out.",
        wrong=page("Come and see us. We NEVER close."),
        right=page("Come and see us. We never close."),
        optional=True,
    ),
    Rule(
        "style-date",
        "warning",
        "A date is not written the way we write dates.",
        "One form everywhere is quicker to read, and 6/7/2026 is two different days.",
        wrong=page("We meet on June 25th, 2026."),
        right=page("We meet on 25 June 2026."),
        optional=True,
    ),
    Rule(
        "style-phone",
        "warning",
        "A telephone number is not in groups, or is written for callers from abroad.",
        "People read out and dial a few digits at a time.",
        wrong=page("Ring us on 01632960001."),
        right=page("Ring us on 01632 960 001."),
        optional=True,
    ),
    Rule(
        "style-range",
        "warning",
        "A dash stands for “to” between two times, days, years or ages.",
        "Screen readers leave the dash out, and “9 5pm” is no opening time.",
        wrong=page("We are open 9am-5pm."),
        right=page("We are open 9am to 5pm."),
        optional=True,
    ),
    Rule(
        "style-size",
        "warning",
        "The size of a file is typed by hand.",
        "It is wrong as soon as the file changes; the site reads it from the file.",
        wrong=page("Read the flyer (PDF 101 KB)."),
        right=page("Read the flyer."),
        optional=True,
    ),
    Rule(
        "style-spelling",
        "warning",
        "A word has its American spelling.",
        "This is a British site, and search finds words as families here write them.",
        wrong=page("We organize trips."),
        right=page("We organise trips."),
        optional=True,
    ),
    Rule(
        "style-time",
        "warning",
        "A time is not written the way we write times.",
        "Not everybody reads 14:00, and 12pm is noon to some and midnight to others.",
        wrong=page("We meet at 14:00."),
        right=page("We meet at 2pm."),
        optional=True,
    ),
)
