"""The links that lead to other sites, each with its place: what is checked apart from the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.crafts.elsewhere.linkverdicts import ExternalLink, is_web
from sendsite.crafts.source import frontmatter
from sendsite.crafts.source.nodes import Fields, Items, Node, Scalar
from sendsite.site import data, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.memo import Ask


def links(ask: Ask) -> tuple[ExternalLink, ...]:
    """Every link to a web address in the published pages, the data files and ``site.yaml``, sorted.

    A file with a fault is looked through as far as it can be read, so that a slip in one field does not make the rest
    of its links unknown.
    """
    found = {link for path in ask(pages.listed) for link in ask(_in_page, path)}
    found.update(link for path in (data.SITE_FILE, *ask(data.files)) for link in ask(_in_data, path))
    return tuple(sorted(found))


def _in_page(ask: Ask, path: str) -> tuple[ExternalLink, ...]:
    written = ask(pages.fragment, path).links
    found = [ExternalLink(link.target, path, link.line, link.column) for link in written if is_web(link.target)]
    text = ask(data.decoded, path)
    matter = frontmatter.split(path, text)[0] if text is not None else None
    return (*found, *(_in_tree(matter.fields, path) if matter is not None else ()))


def _in_data(ask: Ask, path: str) -> tuple[ExternalLink, ...]:
    tree = ask(data.tree, path)
    return tuple(_in_tree(tree, path)) if tree is not None else ()


def _in_tree(node: Node, path: str) -> Iterator[ExternalLink]:
    """Every value that is a web address and nothing else, whatever its field; but not the address of our own site."""
    match node:
        case Scalar(text=str(text), line=line, column=column):
            if is_web(text.strip()):
                yield ExternalLink(text.strip(), path, line, column)
        case Items(items=items):
            for item in items:
                yield from _in_tree(item, path)
        case Fields(fields=fields):
            for name, value in fields:
                if (path, name.text) != (data.SITE_FILE, "base_url"):
                    yield from _in_tree(value, path)
