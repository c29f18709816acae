"""The keys of the study screen: Anki's where it has them, ctrl with a letter while one types."""

from __future__ import annotations

from textual.binding import Binding, BindingType

STUDY_KEYS: list[BindingType] = [
    Binding(
        "enter,space",
        "go",
        "Show",
        key_display="enter",
        tooltip="Show the answer, then accept the proposed rating",
    ),
    Binding("1", "rate(1)", "Again", show=False, tooltip="Again: it was not known"),
    Binding("2", "rate(2)", "Hard", show=False, tooltip="Hard: known with doubt or in part"),
    Binding("3", "rate(3)", "Good", show=False, tooltip="Good: known"),
    Binding("4", "rate(4)", "Easy", show=False, tooltip="Easy: known at once"),
    Binding("ctrl+o", "choices", "Choices", tooltip="Offer choices; again takes them away"),
    Binding("ctrl+t", "place", "Place", tooltip="Place the event on the timeline instead"),
    Binding(
        "ctrl+r", "give_up", "Give up", show=False, tooltip="Show the answer without giving one"
    ),
    Binding("u", "undo", "Undo", tooltip="Take back the last answer, bury or suspend"),
    Binding(
        "ctrl+y",
        "undo_now",
        "Undo",
        show=False,
        tooltip="Take back the last answer, while typing too",
    ),
    Binding("e", "edit", "Edit", tooltip="Edit the card in the deck's file"),
    Binding("o", "source", "Source", tooltip="Show the source: the sentence in its paragraph"),
    Binding(
        "i",
        "info",
        "Info",
        show=False,
        tooltip="The card's memory, history, why it is due",
    ),
    Binding("minus", "bury", "Bury", key_display="-", tooltip="Put the card off until tomorrow"),
    Binding(
        "at",
        "suspend",
        "Suspend",
        key_display="@",
        show=False,
        tooltip="Take the card out of study",
    ),
    Binding(
        "asterisk",
        "flag",
        "Flag",
        key_display="*",
        show=False,
        tooltip="Flag the card, or take the flag away",
    ),
    Binding("tab", "type", "Type", show=False, tooltip="Back to typing the answer"),
    Binding("escape", "stop", "Stop", tooltip="From typing to the keys; then stop, all is saved"),
    Binding("up,k", "scroll_card('up')", "Up", show=False, tooltip="Scroll up"),
    Binding("down,j", "scroll_card('down')", "Down", show=False, tooltip="Scroll down"),
    Binding("pageup", "scroll_card('page_up')", "Page up", show=False, tooltip="A page up"),
    Binding("pagedown", "scroll_card('page_down')", "Page down", show=False, tooltip="A page down"),
    Binding("home", "scroll_card('home')", "Top", show=False, tooltip="To the top"),
    Binding("end", "scroll_card('end')", "Bottom", show=False, tooltip="To the bottom"),
    Binding("q", "leave", "Stop", show=False, tooltip="Stop; everything is saved"),
]
