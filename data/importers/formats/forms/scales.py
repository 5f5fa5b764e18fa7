"""How the answers to a question are coded, where all of them together show it."""

from __future__ import annotations

from collections.abc import Set

MOST_STEPS = 10
NAMED = {
    "agreement": {
        "strongly disagree", "disagree", "somewhat disagree", "slightly disagree", "neutral", "undecided", "not sure",
        "neither agree nor disagree", "slightly agree", "somewhat agree", "agree", "strongly agree",
    },
    "frequency": {
        "never", "almost never", "hardly ever", "rarely", "seldom", "once in a while", "occasionally", "sometimes",
        "often", "frequently", "usually", "very often", "almost always", "always",
    },
}  # fmt: skip


def scale(answers: Set[str]) -> str:
    """Such as 1-5 or agreement; "" where the answers are of no scale that is known."""
    told = {answer.casefold() for answer in answers}
    if told and all(answer.isascii() and answer.isdigit() for answer in told):
        numbers = {int(answer) for answer in told}
        most = max(numbers)
        return f"1-{most}" if min(numbers) >= 1 and 2 <= most <= MOST_STEPS else ""
    return next((name for name, steps in NAMED.items() if told and told <= steps), "")
