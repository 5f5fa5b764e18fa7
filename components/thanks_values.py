"""The school's own list of values: written by who looks at thanks, one a line."""

from __future__ import annotations

from components import thanks_desk
from components.blocks import panel
from components.desk import button
from components.form_fields import form, labelled, refusal
from components.markup import tag
from data.actions.values import MOST

WHAT_FOR = (
    "One value a line, in the order in which they are offered. Each has its month, in its turn; one that nobody was "
    "thanked for shows on Recognition. Without a list, the values that thanks named so far are offered."
)


def panel_of_values(search: str) -> list | None:
    """Behind a click: it is written once a year."""
    if not thanks_desk.is_open(search):
        return None
    school = thanks_desk.choices(search)["school"]
    own = thanks_desk.of_school(school)
    if own is None:
        return None
    words = tag("textarea", name="values", rows=max(4, min(MOST, len(own) + 1)), defaultValue="\n".join(own),
                className="typed")  # fmt: skip
    inside = form(
        "/thanks/values", labelled("Our values", words), refusal(), button("Save"), style="goal-form whole",
        school=school,
    )  # fmt: skip
    summary = tag("summary", f"The {len(own)} values of our school" if own else "Write down the values of our school")
    is_kept = thanks_desk.has_kept_values(search)
    told = tag("div", tag("p", "Saved.", role="status"), className="said") if is_kept else None
    return panel(
        "Values", told, tag("details", summary, tag("p", WHAT_FOR, className="note"), inside, className="tool")
    )
