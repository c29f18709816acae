"""A row with a mark in front: what is too long goes on under its words, not under the mark."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Hanging(Visual):
    """A mark, and text that hangs from it."""

    def __init__(self, mark: Content, text: Content) -> None:
        self.mark, self.text = mark, text

    def __str__(self) -> str:
        """Both as one line."""
        return self.mark.plain + self.text.plain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The mark before the first line, blanks before the others."""
        indent = self.mark.cell_length
        first = self.mark.render_strips(indent, 1, style, options)[:1]
        blank = Strip.blank(indent, style.rich_style)
        lines = self.text.render_strips(max(1, width - indent), height, style, options)
        marks = [*first, *[blank] * len(lines)]
        return [Strip.join((marks[n], line)) for n, line in enumerate(lines)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as both on one line."""
        return self.mark.cell_length + self.text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as the text has in what is left of the width."""
        return self.text.get_height(rules, max(1, width - self.mark.cell_length))
