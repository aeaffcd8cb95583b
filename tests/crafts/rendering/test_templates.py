"""Layouts: each knows what it takes in, and each fault names its file, its line and the page that was being made."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from sendsite.crafts.dates import When
from sendsite.crafts.markup.fragment import Heading
from sendsite.crafts.rendering import templates
from sendsite.crafts.rendering.templates import Layout
from sendsite.crafts.source.datafiles import Term

if TYPE_CHECKING:
    from sendsite.model import Problem


def layout(**texts: str) -> Layout:
    """The layout ``page.html`` of these texts, with ``__`` for a slash in their names."""
    return Layout("page.html", tuple((f"{name.replace('__', '/')}.html", text) for name, text in texts.items()))


def rendered(**texts: str) -> str:
    text, problems = templates.render(
        layout(**texts), {"x": "<b>", "html": Markup("<i>"), "nothing": None}, "content/a.md"
    )
    assert problems == ()
    assert text is not None
    return text


def fault(**texts: str) -> Problem:
    text, problems = templates.render(layout(**texts), {"x": "<b>", "n": 0, "nothing": None}, "content/a.md")
    assert text is None
    (problem,) = problems
    assert problem.severity == "error"
    return problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ x }}", "&lt;b&gt;"),
        ("{{ html }}", "<i>"),
        ('<a title="{{ x }}">', '<a title="&lt;b&gt;">'),
        ("{% if x %}\n  a\n{% endif %}\n", "  a\n"),
        ("a\n", "a\n"),
    ],
)
def test_values_are_escaped_and_lines_are_kept_in_order(text: str, expected: str) -> None:
    assert rendered(page=text) == expected


def test_a_layout_extends_includes_and_imports() -> None:
    assert (
        rendered(
            base="<{% block body %}{% endblock %}>",
            page='{% extends "base.html" %}{% import "parts/m.html" as m %}'
            '{% block body %}{{ m.loud("a") }}{% include "parts/i.html" %}{% endblock %}',
            parts__m="{% macro loud(word) %}{{ word|upper }}{% endmacro %}",
            parts__i="i",
        )
        == "<Ai>"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("plain", ()),
        ('{% extends "base.html" %}{% include "parts/a.html" %}', ("base.html", "parts/a.html")),
        ("{% include ['a.html', 'b.html'] %}{% include 'a.html' ignore missing %}", ("a.html", "b.html")),
        ('{% import "m.html" as m %}{% from "n.html" import x %}', ("m.html", "n.html")),
    ],
)
def test_a_layout_knows_what_it_takes_in(text: str, names: tuple[str, ...]) -> None:
    assert templates.references("page.html", text) == (names, ())


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a\n{% if x %}", 2, "layout-syntax"),
        ("a\n\n{{ x ", 3, "layout-syntax"),
        ("a\n{% nonsense %}", 2, "layout-syntax"),
        ("a\n{% include x %}", 2, "layout-dynamic"),
        ("a\nb\n{%- extends x ~ '.html' %}", 3, "layout-dynamic"),
        ("{% import x as y %}", 1, "layout-dynamic"),
    ],
)
def test_a_layout_that_cannot_be_read_is_told_at_its_line(text: str, line: int, code: str) -> None:
    names, (problem,) = templates.references("parts/page.html", text)
    assert names == ()
    assert (problem.path, problem.line, problem.code) == ("layouts/parts/page.html", line, code)


@pytest.mark.parametrize(
    ("text", "line"), [('{% include "b.html" %}', 1), ("a\n\n{% include 'b.html' %}", 3), ("nothing", 1)]
)
def test_the_line_that_names_another_layout_is_found(text: str, line: int) -> None:
    assert templates.line_naming(text, "b.html") == line


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("a\n{{ x }", 2, "A brace, or another bracket, is missing here.", "{{ page.title }}"),
        ('a\n{{ x("b" }}', 2, "A brace, or another bracket, is missing here.", "{{ page.title }}"),
        ("a\n{{ x", 2, "Two braces open here and never close.", "write }}"),
        ("{% if x", 1, "A brace and a per cent sign open here and never close.", "write %}"),
        ("{# x", 1, "A comment begins here and never ends.", "write #}"),
        ("a\n{% if x %}", 2, "“if” begins and does not end.", "write {% endif %}"),
        ("{% for a in x %}\n{% endif %}", 2, "“for” begins and does not end.", "write {% endfor %}"),
        ("a\n{% endif %}", 2, "“endif” ends nothing here.", "Delete it"),
        ("{% nonsense %}", 1, "There is no tag called “nonsense”.", "Jinja"),
        ("{{ x|nonsense }}", 1, "There is no filter called “nonsense”.", "docs/layouts.md"),
        ("{{ x is nonsense }}", 1, "There is no test called “nonsense”.", "docs/layouts.md"),
        ("{{ x y }}", 1, "“y” does not fit here.", "missing before it"),
        ("{{ $x }}", 1, "“$” does not fit here.", "missing before it"),
        ('{{ "x }}', 1, '“"” does not fit here.', "missing before it"),
        ("{{ }}", 1, "A name or a value is missing here.", "Write one"),
        (
            "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
            2,
            "There are two blocks called “a”.",
            "another name",
        ),
        ("{% for a in x %}{% continue %}{% endfor %}", 1, "There is no tag called “continue”.", "Jinja"),
        ("{% from 'a.html' import _x %}", 1, "Jinja cannot read this: ", ""),
    ],
)
def test_a_fault_in_the_grammar_is_told_in_a_sentence(text: str, line: int, message: str, hint: str) -> None:
    _, problems = templates.references("page.html", text)
    (problem,) = problems or (fault(page=text),)
    assert (problem.path, problem.line, problem.code) == ("layouts/page.html", line, "layout-syntax")
    assert problem.message.startswith(message)
    assert problem.message.endswith(".")
    assert hint in problem.hint


HANDBOOK = "docs/layouts.md lists the names that each layout gets."
CALLS_MACRO = 'a\n{% import "parts/m.html" as m %}\n{{ m.m(n) }}'
FAULTS = {
    "an unknown name": ({"page": "a\nb\n{{ y }}"}, "page:3 undefined", "Nothing here is called “y”."),
    "an unknown part of a value": ({"page": "{{ x.y }}"}, "page:1 undefined", "This value has no “y”."),
    "an unknown name in a loop": (
        {"page": "{% for a in [1, 2] %}\n{{ a }}\n{{ b }}\n{% endfor %}"},
        "page:3 undefined",
        "Nothing here is called “b”.",
    ),
    "an unknown name in an include": (
        {"page": 'a\n{% include "parts/i.html" %}', "parts__i": "a\nb\nc\n{{ y }}"},
        "parts/i:4 undefined",
        "Nothing here is called “y”.",
    ),
    "an unknown name in a macro": (
        {"page": CALLS_MACRO, "parts__m": "{% macro m(a) %}\n\n{{ y }}{% endmacro %}"},
        "parts/m:3 undefined",
        "Nothing here is called “y”.",
    ),
    "an unknown name in what is extended": (
        {
            "page": '{% extends "base.html" %}\n{% block b %}x{% endblock %}',
            "base": "a\n{{ y }}\n{% block b %}{% endblock %}",
        },
        "base:2 undefined",
        "Nothing here is called “y”.",
    ),
    "an unknown name in a block": (
        {
            "page": '{% extends "base.html" %}\n{% block b %}\n{{ y }}{% endblock %}',
            "base": "a\n{% block b %}{% endblock %}",
        },
        "page:3 undefined",
        "Nothing here is called “y”.",
    ),
    "a division by nought": ({"page": "a\n{{ 1 / n }}"}, "page:2 error", "cannot be worked out"),
    "a division by nought in a macro": (
        {"page": CALLS_MACRO, "parts__m": "{% macro m(a) %}\n{{ 1 / a }}{% endmacro %}"},
        "parts/m:2 error",
        "cannot be worked out",
    ),
    "a number that would fill all memory": (
        {"page": "a\n{{ range(10 ** 9) | list | length }}"},
        "page:2 error",
        "cannot be worked out",
    ),
    "a sum of words and numbers": ({"page": "a\n{{ x + 1 }}"}, "page:2 error", "cannot be worked out"),
    "a filter given nothing": ({"page": "\n\n{{ nothing|when }}"}, "page:3 error", "cannot be worked out"),
    "a macro called wrongly": (
        {"page": CALLS_MACRO.replace("(n)", "(1, 2)"), "parts__m": "{% macro m(a) %}{% endmacro %}"},
        "page:3 error",
        "cannot be worked out",
    ),
    "an unknown filter": ({"page": "a\n{{ x|nonsense }}"}, "page:2 syntax", "There is no filter called “nonsense”."),
    "an unknown filter in an include": (
        {"page": 'a\n{% include "parts/i.html" %}', "parts__i": "a\n\n{{ x|nonsense }}"},
        "parts/i:3 syntax",
        "There is no filter called “nonsense”.",
    ),
    "a fault in the grammar": ({"page": "a\n{% if %}"}, "page:2 syntax", "is missing here"),
    "a layout that is not there": ({"page": 'a\n{% include "b.html" %}'}, "page:2 missing", "no layout layouts/b.html"),
    "a value that is not there": ({"page": "a\n{{ nothing }}"}, "page:2 value", "the word “None”"),
    "a value that is not there in a macro": (
        {"page": CALLS_MACRO, "parts__m": "{% macro m(a) %}\n<p>{{ nothing }}</p>{% endmacro %}"},
        "parts/m:2 undefined",
        "Nothing here is called “nothing”.",
    ),
    "a layout that takes itself in": ({"page": 'a\n{% include "page.html" %}'}, "page:2 error", "takes itself in"),
    "a layout that extends itself": ({"page": '{% extends "page.html" %}'}, "page:1 error", "takes itself in"),
    "a macro that calls itself": (
        {"page": "{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}"},
        "page:2 error",
        "takes itself in",
    ),
}


@pytest.mark.parametrize(("texts", "told", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_the_file_the_line_and_the_page(texts: dict[str, str], told: str, words: str) -> None:
    problem = fault(**texts)
    place = problem.path.removeprefix("layouts/").removesuffix(".html")
    assert f"{place}:{problem.line} {problem.code.removeprefix('layout-')}" == told
    assert words in problem.message
    assert problem.page == "content/a.md"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ nothing }}", "If it may be missing, write {% if nothing %} before it and {% endif %} after it."),
        ("{{- page.none }}", "If it may be missing, write {% if page.none %} before it and {% endif %} after it."),
        ("{{ x }}{{ nothing }}", "If it may be missing, write {% if … %} before it and {% endif %} after it."),
        (
            "{{ x + 1 }}",
            (
                "Ask whoever looks after the layouts. In technical words: "
                "TypeError: can only concatenate str (not “int”) to str"
            ),
        ),
        ("{{ 1 / n }}", "Ask whoever looks after the layouts. In technical words: ZeroDivisionError: division by zero"),
    ],
)
def test_a_fault_of_a_value_comes_with_what_to_do(text: str, hint: str) -> None:
    context = {"x": "<b>", "n": 0, "nothing": None, "page": {"none": None}}
    _, (problem,) = templates.render(layout(page=text), context, "content/a.md")
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("<p>{{ page.titel }}</p>", 12),
        ("<p>{{ y }}</p>", 7),
        ("<p>{{ nothing }}</p>", 4),
        ("  {{ 1 / 0 }}", 3),
        ("{% for a in [1] %}{{ a }} {{ b }}{% endfor %}", 30),
    ],
)
def test_a_fault_has_its_column(text: str, column: int) -> None:
    view = Heading(2, "x", "X")
    _, (problem,) = templates.render(layout(page=text), {"page": view, "nothing": None}, "content/a.md")
    assert (problem.line, problem.column) == (1, column)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Heading(2, "x", "X"), ("A heading has no “titel”.", "Did you mean “title”?")),
        ({"title": "X"}, ("This value has no “titel”.", "Did you mean “title”?")),
        (Term(term="X", meaning="Y"), ("A term has no “titel”.", HANDBOOK)),
        ("words", ("This value has no “titel”.", HANDBOOK)),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest(value: object, words: tuple[str, str]) -> None:
    _, (problem,) = templates.render(layout(page="{{ value.titel }}"), {"value": value}, "content/a.md")
    assert (problem.code, (problem.message, problem.hint)) == ("layout-undefined", words)


def test_no_page_gets_an_old_macro() -> None:
    """One shared environment, told to reload, serves a stale import; so would a careless cache of what was compiled."""
    page = '{% import "m.html" as m %}{{ m.m() }}{% include "i.html" %}'
    seen = [
        rendered(page=page, m=f"{{% macro m() %}}{word}{{% endmacro %}}", i=other)
        for word in ("one", "two", "one", "three")
        for other in ("a", "b")
    ]
    assert seen == ["onea", "oneb", "twoa", "twob", "onea", "oneb", "threea", "threeb"]


def test_two_layouts_of_one_text_keep_their_own_names() -> None:
    assert fault(page='{% include "a.html" %}', a="\n{{ y }}").path == "layouts/a.html"
    assert fault(page='{% include "b.html" %}', b="\n{{ y }}").path == "layouts/b.html"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("day|when", "25 June 2021"),
        ("minute|when", "midday on Friday 25 June 2021"),
        ("day|long", "Friday 25 June 2021"),
        ("day|span(later)", "25 to 28 June 2021"),
        ("minute.date|day", "25 June 2021"),
        ("minute|iso", "2021-06-25T12:00+01:00"),
        ("month|iso", "2021-06"),
        ("day|month_name", "Jun"),
        ("year|month_name", ""),
        ("day|day_number", "25"),
        ("month|day_number", ""),
        ("'01632 960001'|tel", "tel:01632960001"),
        ("'+353 (0)1 234'|tel", "tel:+35301234"),
    ],
)
def test_the_filters_of_the_handbook(expression: str, expected: str) -> None:
    values = {
        "year": When(2021),
        "month": When(2021, 6),
        "day": When(2021, 6, 25),
        "later": When(2021, 6, 28),
        "minute": When(2021, 6, 25, time(12)),
    }
    assert templates.render(layout(page=f"{{{{ {expression} }}}}"), values, "content/a.md") == (expected, ())
