"""Faults of layouts and stylesheets, which whoever designs the site must mend."""

from __future__ import annotations

from typing import Final

from sendsite.catalogue.rule import Files, Rule, page

_LAYOUT: Final = '{{% extends "base.html" %}}\n{{% block lead %}}\n{}\n{{% endblock %}}\n'


def _laid_out(lead: str) -> Files:
    """A page whose layout has this under the title."""
    return {"layouts/page.html": _LAYOUT.format(lead), **page("Come and see us.")}


RULES: Final = (
    Rule(
        "asset-missing",
        "error",
        "A stylesheet uses a file that is not there.",
        "Readers would not see the picture, or would see the text in another type.",
        wrong={"layouts/assets/own.css": '.page { background: url("ring.svg"); }\n'},
        right={"layouts/assets/own.css": '.page { background: url("rings.svg"); }\n'},
    ),
    Rule(
        "layout-dynamic",
        "error",
        "A layout takes in another whose name is only known later.",
        "We could not tell which pages to make anew after a change, and some would stay old.",
        wrong=_laid_out("{% include page.part %}"),
        right=_laid_out('{% include "parts/review.html" %}'),
    ),
    Rule(
        "layout-error",
        "error",
        "A layout does something that cannot be done.",
        "The pages that need the layout cannot be made.",
        wrong=_laid_out("<p>{{ page.title + 1 }}</p>"),
        right=_laid_out("<p>{{ page.title }}</p>"),
    ),
    Rule(
        "layout-missing",
        "error",
        "A layout is not there.",
        "The pages that need it cannot be made.",
        wrong=_laid_out('{% include "parts/reviews.html" %}'),
        right=_laid_out('{% include "parts/review.html" %}'),
    ),
    Rule(
        "layout-syntax",
        "error",
        "A layout breaks the grammar of templates.",
        "The pages that need the layout cannot be made.",
        wrong=_laid_out("<p>{{ page.title }</p>"),
        right=_laid_out("<p>{{ page.title }}</p>"),
    ),
    Rule(
        "layout-undefined",
        "error",
        "A layout uses a name that nobody has given a meaning.",
        "Something would be missing from every page that needs the layout.",
        wrong=_laid_out("<p>{{ page.titel }}</p>"),
        right=_laid_out("<p>{{ page.title }}</p>"),
    ),
    Rule(
        "layout-link",
        "error",
        "A link in a layout leads to nothing on the site.",
        "Families who follow it would find an empty page. A page that is renamed takes such a link with it unnoticed.",
        wrong=_laid_out('<p><a href="/contact-us/">Contact us</a></p>'),
        right=_laid_out('<p><a href="{{ page.href }}">This page</a></p>'),
    ),
    Rule(
        "layout-value",
        "error",
        "A layout prints a value that is not there.",
        "Readers would see the word “None” where, for one, a date should be.",
        wrong=_laid_out("<p>Last checked on {{ page.reviewed }}</p>"),
        right=_laid_out("{% if page.reviewed %}\n<p>Last checked on {{ page.reviewed }}</p>\n{% endif %}"),
    ),
    Rule(
        "output-id",
        "error",
        "Two things on a finished page have the same name.",
        "A link to the name leads to the first only, and screen readers may mix the two up (HTML Living Standard, "
        "3.2.6: an id is unique in its document).",
        wrong=_laid_out('<p id="_hours">Open every day.</p>\n<p id="_hours">Closed in August.</p>'),
        right=_laid_out('<p id="_hours">Open every day.</p>\n<p id="_summer">Closed in August.</p>'),
    ),
    Rule(
        "output-leak",
        "error",
        "A finished page has something in it that no reader should see.",
        "It is a trace of how the page was made, or a gap that nobody filled, and families would take it for "
        "information.",
        wrong=_laid_out("<p>Welcome to [website name].</p>"),
        right=_laid_out("<p>Welcome to {{ site.name }}.</p>"),
    ),
)
