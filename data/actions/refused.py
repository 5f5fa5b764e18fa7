"""Why something was not written."""

from __future__ import annotations


class Refused(ValueError):
    """What was typed cannot be taken; the message is a sentence that names the field and the remedy."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field  # as the form calls it


class NotAllowed(Exception):
    """A goal that this person sees and may not write to."""


class NotThere(Exception):
    """Nothing of the kind, or of a school that this person does not see: nobody is told which."""
