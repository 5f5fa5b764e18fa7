"""Holds the shape of the house: which way imports point, how long things are, no file from another host.

Reads the source with `ast`: no package of ours is needed. A failure names the line and what to do instead.
"""

import ast
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Who may import whom; a part may always import itself. Parts that are not named here are not ours.
ALLOWED = {
    "app": {"pages", "components", "exports", "access", "data"},
    "pages": {"components", "exports", "data"},
    "components": {"data"},
    "exports": {"data"},
    "access": {"data"},
    "data": set(),
    "setup": set(),
    "bench": {"app", "pages", "components", "exports", "access", "data", "setup"},
}
# Inside data, lower numbers know nothing of higher ones, and equal ones nothing of each other.
RANKS = {
    "settings": 0,
    "schema": 1,
    "filters": 2,
    "queries": 3,
    "statistics": 3,
    "disclosure": 3,
    "metrics": 4,
    "gate": 5,
}
# What works on top of these; none of them may lean on it.
ON_TOP = {"accounts", "actions", "importers", "sample", "__main__"}
# Packages a part must do without (and its children with it).
WITHOUT = {
    "data": {"dash", "plotly", "flask", "dash_bootstrap_components"},
    "data.statistics": {"sqlalchemy"},
    "data.metrics": {"sqlite3", "psycopg"},
    "pages": {"sqlalchemy", "flask", "data.gate", "data.viewer", "data.queries", "data.schema", "data.store"},
    "components": {"sqlalchemy", "data.queries", "data.schema", "data.store"},
}
SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|$)")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "www.w3.org")
ADDRESS = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


@dataclass(frozen=True)
class Import:
    """`path:line` imports `target`, both as dotted names from the root of the project."""

    module: str
    target: str
    where: str

    def __str__(self) -> str:
        return f"{self.where} imports {self.target}"


@cache
def sources(root: Path = ROOT) -> dict[str, Path]:
    """Dotted name -> file, of every module of ours."""
    files = [path for part in ALLOWED for path in (root / part).rglob("*.py")]
    files += [root / f"{part}.py" for part in ALLOWED if (root / f"{part}.py").exists()]
    return {dotted(path.relative_to(root)): path for path in files}


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def imports(root: Path = ROOT) -> list[Import]:
    return [found for name, path in sources(root).items() for found in imports_of(name, path, root)]


def imports_of(module: str, path: Path, root: Path) -> Iterator[Import]:
    for node in ast.walk(parsed(path)):
        for target in targets(node, module, path.name == "__init__.py", sources(root)):
            yield Import(module, target, f"{path.relative_to(root)}:{node.lineno}")


def targets(node: ast.AST, module: str, is_package: bool, ours: dict[str, Path]) -> list[str]:
    """What one statement imports: `from data import gate` is data.gate where that is a module of ours."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    parents = module.split(".")[: len(module.split(".")) - node.level + is_package] if node.level else []
    base = ".".join([*parents, *([node.module] if node.module else [])])
    return [name if (name := f"{base}.{alias.name}") in ours else base for alias in node.names]


def within(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def wrong_direction(one: Import) -> bool:
    here, there = one.module.split(".")[0], one.target.split(".")[0]
    return there in ALLOWED and there != here and there not in ALLOWED[here]


def wrong_rank(one: Import) -> bool:
    """Whether this import points upwards, or sideways, inside data."""
    if not (within(one.module, "data") and within(one.target, "data")):
        return False
    here, there = part_of_data(one.module), part_of_data(one.target)
    if here == there or here not in RANKS:
        return False
    return there in ON_TOP or RANKS.get(there, -1) >= RANKS[here]


def part_of_data(name: str) -> str:
    return name.partition(".")[2].split(".")[0]


def must_do_without(one: Import) -> bool:
    return any(
        within(one.module, part) and any(within(one.target, package) for package in packages)
        for part, packages in WITHOUT.items()
    )


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Every circle that a walk along the imports comes back on; empty when there is none."""
    found, done = [], set()

    def walk(name: str, path: list[str]) -> None:
        if name in path:
            found.append([*path[path.index(name) :], name])
        elif name not in done:
            for following in sorted(edges.get(name, ())):
                walk(following, [*path, name])
            done.add(name)

    for name in sorted(edges):
        walk(name, [])
    return found


def edges_between(found: list[Import], ours: dict[str, Path]) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {}
    for one in found:
        if one.target in ours and one.target != one.module:
            edges.setdefault(one.module, set()).add(one.target)
    return edges


def function_lengths() -> list[tuple[int, str]]:
    """(lines without docstring, where) of every function of ours."""
    return [
        (length(node), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
        for path in sources().values()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    told = ast.get_docstring(function, clean=False) is not None
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if told else 0)


def every_file() -> Iterator[Path]:
    yield from sources().values()
    yield from (ROOT / "tests").rglob("*.py")


def listed(offenders: list, remedy: str) -> str:
    return "\n".join(["", *(f"  {offender}" for offender in offenders), remedy])


def test_imports_point_one_way():
    offenders = [one for one in imports() if wrong_direction(one)]
    remedy = "app -> pages -> components, exports -> data; app -> access -> data. Move what both need down."
    assert not offenders, listed(offenders, remedy)


def test_inside_data_imports_point_one_way():
    offenders = [one for one in imports() if wrong_rank(one)]
    remedy = "gate -> metrics -> queries, statistics, disclosure -> filters, schema: move what both need down."
    assert not offenders, listed(offenders, remedy)


def test_parts_do_without_what_is_not_theirs():
    offenders = [one for one in imports() if must_do_without(one)]
    remedy = "Data knows no screen; a page has no way to data but `answer` in components/request.py."
    assert not offenders, listed(offenders, remedy)


def test_a_page_imports_no_other_page():
    offenders = [one for one in imports() if one.module.startswith("pages.") and within(one.target, "pages")]
    assert not offenders, listed(offenders, "What two pages share belongs into components/.")


def test_there_is_no_circle():
    offenders = [" -> ".join(circle) for circle in circles(edges_between(imports(), sources()))]
    assert not offenders, listed(offenders, "Move what both need into a module that imports neither.")


def test_functions_are_short():
    lengths = sorted(function_lengths(), reverse=True)
    numbers = [lines for lines, _ in lengths]
    longest = [f"{lines} lines: {where}" for lines, where in lengths[:20]]
    remedy = "The median must be 11 lines or fewer and nine in ten 30 or fewer: split the longest."
    assert statistics.median(numbers) <= 11, listed(longest, remedy)
    assert sum(lines <= 30 for lines in numbers) >= 0.9 * len(numbers), listed(longest, remedy)


def test_no_file_is_longer_than_400_lines():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in every_file()}
    offenders = [f"{path.relative_to(ROOT)}: {count} lines" for path, count in lines.items() if count > 400]
    assert not offenders, listed(offenders, "Split it near 300, by what its parts are about.")


def test_modules_are_named_for_what_they_hold():
    offenders = [name for name in sources() if any(map(SAYS_NOTHING.search, name.split(".")))]
    assert not offenders, listed(offenders, "Such a name says nothing: name the module for what it holds.")


def test_nothing_on_screen_comes_from_another_host():
    texts = [path for part in ("assets", "components") for path in (ROOT / part).rglob("*") if readable(path)]
    offenders = [place for path in texts for place in foreign_hosts(path)]
    assert not offenders, listed(offenders, "Schools' networks are closed: put the file into assets/.")


def readable(path: Path) -> bool:
    return path.suffix in {".py", ".css", ".js", ".mjs", ".svg", ".html", ".json", ".txt"}


def foreign_hosts(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        for host in ADDRESS.findall(line):
            if host not in LOCAL_HOSTS:
                yield f"{path}:{number} names {host}"


# The checks themselves: a rule that cannot fail holds nothing.

BROKEN_HOUSE = {
    "pages/goals.py": "from pages import data_page\nfrom data.gate import Gate\nimport flask.views\n",
    "pages/data_page.py": "import data\n",
    "components/cards.py": "def card():\n    from pages.goals import layout\n",
    "data/__init__.py": "",
    "data/gate.py": "import plotly.graph_objects\nfrom . import store\nfrom .metrics import goals\n",
    "data/store.py": "from data import gate\n",
    "data/metrics/__init__.py": "",
    "data/metrics/goals.py": "from ..gate import Gate\nfrom data import actions\nimport data.queries.goals\n",
    "data/queries/goals.py": "from data import disclosure, schema\n",
    "data/disclosure.py": "",
    "data/schema.py": "",
    "data/actions.py": "",
}


def broken_house(folder: Path) -> list[Import]:
    for name, text in BROKEN_HOUSE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return imports(folder)


def test_a_broken_house_is_noticed(tmp_path):
    found = broken_house(tmp_path)

    def offences(rule) -> set[tuple[str, str]]:
        return {(one.module, one.target) for one in found if rule(one)}

    assert offences(wrong_direction) == {("components.cards", "pages.goals")}
    assert offences(wrong_rank) == {
        ("data.metrics.goals", "data.gate"),
        ("data.metrics.goals", "data.actions"),
        ("data.queries.goals", "data.disclosure"),
    }
    assert offences(must_do_without) == {
        ("pages.goals", "data.gate"),
        ("pages.goals", "flask.views"),
        ("data.gate", "plotly.graph_objects"),
    }


def test_a_circle_is_found_and_named(tmp_path):
    found = circles(edges_between(broken_house(tmp_path), sources(tmp_path)))
    assert ["data.gate", "data.metrics.goals", "data.gate"] in found
    assert ["data.gate", "data.store", "data.gate"] in found


def test_a_foreign_host_is_found_also_without_its_scheme(tmp_path):
    page = tmp_path / "page.css"
    page.write_text('@import "//fonts.example.org/inter.css";\na{b:url(http://www.w3.org/2000/svg)}\n// a comment\n')
    assert [place.split(" names ")[1] for place in foreign_hosts(page)] == ["fonts.example.org"]
