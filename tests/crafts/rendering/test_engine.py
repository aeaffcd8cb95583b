"""Jinja prints through us what it would print by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from sendsite.crafts.rendering import engine

TEMPLATES = (
    "{{ v }}",
    "<a href=\"{{ v }}\">{{ v }}{{ '<' }}{{ v ~ '<' }}</a>",
    "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(v) }}{{ m(v) | trim }}",
    "{% set x %}<b>{{ v }}</b>{% endset %}{{ x }}",
    "{% for each in [v, 1, '&'] %}{{ each }}{{ loop.index }}{% endfor %}",
    "{% autoescape false %}{{ v }}{% endautoescape %}",
    "{% autoescape some %}{{ v }}{% endautoescape %}",
    "{{ v | safe }}{{ v | e }}",
    "{% filter upper %}{{ v }}{% endfilter %}",
    "{{ v if some }}",
)
VALUES = st.recursive(
    st.text(st.sampled_from("ab&<>\"' é"))
    | st.builds(Markup, st.text(st.sampled_from("a<&")))
    | st.integers()
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("k"), inner),
    max_leaves=4,
)


def by_itself(template: str, context: dict[str, Any]) -> str:
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(template).render(context)


def through_us(template: str, context: dict[str, Any]) -> str:
    return engine.environment((("a.html", template),)).get_template("a.html").render(context)


@given(st.sampled_from(TEMPLATES), VALUES, st.booleans())
def test_what_is_printed_is_what_jinja_prints(template: str, value: object, some: bool) -> None:  # noqa: FBT001 - drawn
    context = {"v": value, "some": some}
    try:
        expected = by_itself(template, context)
    except TemplateError as fault:
        with pytest.raises(type(fault)):
            through_us(template, context)
    else:
        assert through_us(template, context) == expected


@pytest.mark.parametrize("template", [each for each in TEMPLATES if "~" not in each and "safe" not in each])
def test_nothing_is_never_printed(template: str) -> None:
    with pytest.raises(engine.NothingError):
        through_us(template, {"v": None, "some": True})


def test_a_name_that_is_not_there_is_never_printed() -> None:
    with pytest.raises(TemplateError):
        through_us("{{ v }}", {})
