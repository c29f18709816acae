"""What Textual says of its own keys and commands, as far as a learner meets it.

Textual speaks English only. Its words are looked up like ours, in help, footer and palette; a test
compares this list with the keys of the widgets that we use.
"""

from __future__ import annotations

from quiz.translation import N_

COMMANDS = (
    N_("Quit"), N_("Quit the application as soon as possible"),
    N_("Maximize"), N_("Maximize the focused widget"),
    N_("Minimize"), N_("Minimize the widget and restore to normal size"),
    N_("palette"), N_("Open the command palette"),
    N_("Screenshot"), N_("Save an SVG 'screenshot' of the current screen"),
)  # fmt: skip
KEYS = (
    N_("Quit"), N_("Quit the app and return to the command prompt."), N_("Focus Next"),
    N_("Focus Previous"), N_("Copy selected text"),
    N_("Move cursor left"), N_("Move cursor left and select"), N_("Move cursor left a word"),
    N_("Move cursor left a word and select"),
    N_("Move cursor right or accept the completion suggestion"),
    N_("Move cursor right and select"), N_("Move cursor right a word"),
    N_("Move cursor right a word and select"), N_("Delete character left"), N_("Select all"),
    N_("Go to start"), N_("Go to end"), N_("Select line start"), N_("Select line end"),
    N_("Delete character right"), N_("Submit"), N_("Delete left to start of word"),
    N_("Delete all to the left"), N_("Delete right to start of word"),
    N_("Delete all to the right"), N_("Cut selected text"), N_("Paste text from the clipboard"),
    N_("Scroll Up"), N_("Scroll Down"), N_("Scroll Left"), N_("Scroll Right"), N_("Scroll Home"),
    N_("Scroll End"), N_("Page Up"), N_("Page Down"), N_("Page Left"), N_("Page Right"),
    N_("Down"), N_("Last"), N_("Select"), N_("First"), N_("Up"),
    N_("Cursor up"), N_("Cursor down"), N_("Cursor left"), N_("Cursor right"),
    N_("Cursor word left"), N_("Cursor word right"), N_("Cursor line start"),
    N_("Cursor line end"), N_("Cursor page up"), N_("Cursor page down"),
    N_("Cursor left word select"), N_("Cursor right word select"),
    N_("Cursor line start select"), N_("Cursor line end select"), N_("Cursor up select"),
    N_("Cursor down select"), N_("Cursor left select"), N_("Cursor right select"),
    N_("Select line"), N_("Cut"), N_("Copy"), N_("Paste"), N_("Delete to line start"),
    N_("Delete to line end"), N_("Delete line"), N_("Undo"), N_("Redo"),
    N_("Cursor to parent"), N_("Cursor to next ancestor"), N_("Cursor to previous sibling"),
    N_("Cursor to next sibling"), N_("Toggle"), N_("Expand or collapse all"), N_("Cursor Up"),
    N_("Cursor Down"), N_("Previous tab"), N_("Next tab"),
)  # fmt: skip
