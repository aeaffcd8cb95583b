"""Rows of tables, split at each “|” where nothing in them could hide one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions.tables import TableExtension, TableProcessor

if TYPE_CHECKING:
    from markdown import Markdown


class Tables(TableExtension):
    """The extension “tables” with a processor of ours."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_Processor(md.parser, self.getConfigs()), "table", 75)


class _Processor(TableProcessor):
    def _split_row(self, row: str) -> list[str]:
        if "\\" in row or "`" in row:
            return super()._split_row(row)  # type: ignore[misc, no-any-return]  # the stubs leave it out
        return (row.removeprefix("|").removesuffix("|") if self.border else row).split("|")
