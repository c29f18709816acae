"""Themes: dark, light, high contrast; the terminal's own colours are Textual's ansi themes."""

from __future__ import annotations

from collections.abc import Container

from textual.theme import Theme

THEMES = (
    Theme(
        name="quiz-dark",
        primary="#7aa2f7",
        secondary="#89b4c4",
        accent="#e0af68",
        warning="#e6c36a",
        error="#f38b8b",
        success="#8fce7e",
        foreground="#dcdfe4",
        background="#16181d",
        surface="#1e2128",
        panel="#282c35",
        dark=True,
        variables={"text-muted": "#a2a9b5"},
    ),
    Theme(
        name="quiz-light",
        primary="#1f5fbf",
        secondary="#2f6f7f",
        accent="#8a4b00",
        warning="#8a5a00",
        error="#b3261e",
        success="#1f7a33",
        foreground="#1c1e21",
        background="#fbfaf7",
        surface="#f1efe9",
        panel="#e6e3da",
        dark=False,
        variables={"text-muted": "#5b6068", "footer-key-foreground": "#8a4b00"},
    ),
    Theme(
        name="high-contrast",
        primary="#00d7ff",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffd700",
        error="#ff8787",
        success="#5fff5f",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
        variables={
            "text-muted": "#e4e4e4",
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "block-cursor-blurred-background": "#5f5f00",
            "block-cursor-blurred-foreground": "#ffffff",
            "footer-key-foreground": "#ffff00",
        },
    ),
)
DEFAULT, WITHOUT_COLOUR = "quiz-dark", "ansi-dark"


def chosen(wanted: str, known: Container[str], *, no_color: bool) -> str:
    """The theme to use: the one wanted where there is such, else by the terminal.

    `known` holds the names of the themes that there are.
    """
    if wanted and wanted in known:
        return wanted
    return WITHOUT_COLOUR if no_color else DEFAULT
