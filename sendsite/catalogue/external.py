"""What ``sendsite links`` tells of links to other sites.

No file can show these: they depend on what other servers say.
"""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Rule

RULES: Final = (
    Rule(
        "link-dead",
        "error",
        "A link to another site has not worked for days.",
        "Families who follow it find nothing. It is told only after failures on several days (3, over at "
        "least 3 days, unless you say otherwise), because every server has a bad day. Only “sendsite links” looks; "
        "building never does.",
        wrong={},
        right={},
    ),
    Rule(
        "link-failing",
        "info",
        "A link to another site did not work today.",
        "It may be mended tomorrow, so there is nothing to do yet. “sendsite links” remembers it and counts.",
        wrong={},
        right={},
    ),
    Rule(
        "link-history",
        "error",
        "The file of earlier link checks is damaged.",
        "“sendsite links” counts in it on how many days a link has failed. It is kept as it is, and no link is "
        "checked, until somebody has put an earlier version back or has deleted it.",
        wrong={},
        right={},
    ),
    Rule(
        "link-moved",
        "warning",
        "A page on another site has moved for good.",
        "The old address still leads on to the new one, but seldom for ever. It is told when this has been so "
        "for some days.",
        wrong={},
        right={},
    ),
    Rule(
        "link-unclear",
        "info",
        "Nobody can tell whether a link to another site works.",
        "Many sites turn programs away where they let people in, ask them to come back later, or ask them not to "
        "look. That says nothing about the link, so it never counts as a failure; open such a link yourself now and "
        "then.",
        wrong={},
        right={},
    ),
)
