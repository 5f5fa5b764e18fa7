"""The library of shared practice: what colleagues have found out, and how often it was used again."""

from dash import register_page

from components import page, practice_forms
from components.blocks import TOP_NARROW, WIDE, block, body, headline
from components.choices import choice_bar, topic_links
from components.links import choose
from components.request import answer
from data.metrics import practices

register_page(__name__, path="/practices", title="Shared practice · Staffroom", name="Shared practice")


def content(search: str) -> list:
    whole, found = answer(practices.LIBRARY, search), answer(practices.PRACTICES, search)
    topics = topic_links(answer(practices.PRACTICES, choose(search, kind="")), search)
    return body(
        headline(whole),
        choice_bar(topics) if topics else None,
        block(reported, size=WIDE) if (reported := practice_forms.to_look_at(search)) else None,
        block(practice_forms.library(found, search), size=WIDE),
        block(form, size=TOP_NARROW) if (form := practice_forms.share(search)) else None,
        block(practice_forms.reused(search), size=WIDE),
    )


layout = page.layout("practices", "Shared practice", content)
page.refresh("practices", content)
