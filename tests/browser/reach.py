"""For everybody: the pages, sizes and themes that are looked at, and what axe finds on a page in each of them."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe

from tests.browser.served import Visit

PATHS = (
    "/",
    "/goals",
    "/communication",
    "/collaboration",
    "/leadership",
    "/support",
    "/outcomes",
    "/recognition",
    "/data",
)
SIZES = {
    "projector": {"width": 1280, "height": 720},
    "laptop": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
THEMES = ("light", "dark", "contrast")


def violations(visit: Visit, sizes: Iterable[str]) -> list[str]:
    """Everything axe-core complains of, with where; themes are changed as a reader changes them."""
    found = []
    for size in sizes:
        visit.page.set_viewport_size(SIZES[size])
        for _ in THEMES:
            visit.page.evaluate("document.getElementById('theme-button').click()")
            visit.ready()
            all_of_them = Axe().run(visit.page).response["violations"]
            found += [f"{size}, {visit.theme()}: {report(each)}" for each in all_of_them]
    return found


def report(violation: dict) -> str:
    return f"{violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
