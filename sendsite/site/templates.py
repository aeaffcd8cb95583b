"""Questions about layouts and assets."""

from __future__ import annotations

import posixpath
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sendsite.crafts import addresses
from sendsite.crafts.rendering import stylesheets, templates
from sendsite.crafts.rendering.engine import Speech
from sendsite.crafts.rendering.templates import Layout
from sendsite.crafts.source import languages
from sendsite.memo import derived, remembered
from sendsite.model import Output, Problem
from sendsite.site import data, inputs, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sendsite.memo import Ask

ASSETS = f"{templates.FOLDER}assets/"


@remembered
def layout(ask: Ask, name: str) -> Layout | None:
    """The layout with everything it may take in, or None when any of that is missing or faulty."""
    if ask(inputs.source, templates.FOLDER + name) is None:
        path = templates.FOLDER + name
        hint = "Take the file from the layouts that come with sendsite."
        ask.report(Problem(path, 1, 1, "error", "layout-missing", f"There is no layout {path}.", hint))
        return None
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        wanted = waiting.pop()
        if wanted not in found:
            template = ask(_template, wanted)
            if template is None:
                return None
            found[wanted], references = template
            waiting += references
    return Layout(name, tuple(sorted(found.items())))


@remembered
def _template(ask: Ask, name: str) -> tuple[str, tuple[str, ...]] | None:
    """The text of a template and the names of those that it takes in; None when it or one of them cannot be used."""
    path = templates.FOLDER + name
    text = ask(data.decoded, path)
    if text is None:
        return None
    references, problems = templates.references(name, text)
    missing = [each for each in references if ask(inputs.source, templates.FOLDER + each) is None]
    for each in missing:
        message = f"There is no layout {templates.FOLDER}{each}."
        known = [other.removeprefix(templates.FOLDER) for other in ask(inputs.names, templates.FOLDER, ".html")]
        line = templates.line_naming(text, each)
        ask.report(Problem(path, line, 1, "error", "layout-missing", message, _nearest(each, known)))
    ask.report(*problems)
    return None if problems or missing else (text, references)


@derived
def _speech(ask: Ask, name: str, lang: str) -> Speech:
    """How a layout speaks in a language."""
    found = ask(layout, name)
    return Speech(lang, ask(words.chosen, found.words, lang) if found is not None else (), ask(words.calendar, lang))


def render(ask: Ask, name: str, context: Mapping[str, Any], page: str, lang: str = languages.ENGLISH) -> str | None:
    """The text of a layout with ``context``, in a language; not a question, but part of whichever question renders."""
    found = ask(layout, name)
    if found is None:
        return None
    text, problems = templates.render(found, context, page, ask(_speech, name, lang))
    ask.report(*problems)
    return text


@remembered
def assets(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Every asset: its name in ``layouts/assets/`` and its address below the base URL."""
    return tuple((path.removeprefix(ASSETS), ask(asset, path).path) for path in ask(inputs.names, ASSETS))


@remembered
def asset(ask: Ask, path: str) -> Output:
    """An asset under its fingerprinted name; a stylesheet leads on to the fingerprinted names of what it uses."""
    source = ask(inputs.source, path)
    content = source.data if source is not None else b""
    if path.endswith(".css"):
        written = ask(data.decoded, path) or ""
        text, missing = stylesheets.rewrite(written, lambda name: _used_by_stylesheet(ask, path, name))
        for line, name in missing:
            ask.report(Problem(path, line, 1, "error", "asset-missing", *_why_missing(ask, path, name)))
        content = text.encode()
    name = stylesheets.fingerprinted(path.removeprefix(ASSETS), sha256(content).hexdigest())
    return Output(f"assets/{name}", content)


def _why_missing(ask: Ask, path: str, name: str) -> tuple[str, str]:
    """What is wrong with ``name`` in the stylesheet at ``path``, and what to do."""
    if name.endswith(".css"):
        message = f"This stylesheet takes in “{name}”, and a browser would have to wait for it."
        return message, "Put the rules of the other stylesheet in here instead."
    known = [posixpath.relpath(each, posixpath.dirname(path)) for each in ask(inputs.names, ASSETS)]
    return f"There is no file “{name}” for this stylesheet to use.", _nearest(name, known)


def _nearest(name: str, known: Sequence[str]) -> str:
    near = addresses.nearest(name, known)
    return f"Did you mean “{near}”?" if near else "Put the file there, or take this out."


def _used_by_stylesheet(ask: Ask, path: str, name: str) -> str | None:
    """The address of ``name``, as the stylesheet at ``path`` must write it."""
    folder = posixpath.dirname(path)
    wanted = posixpath.normpath(posixpath.join(folder, name))
    if wanted.endswith(".css") or not wanted.startswith(ASSETS) or ask(inputs.source, wanted) is None:
        return None
    return posixpath.relpath(f"layouts/{ask(asset, wanted).path}", folder)
