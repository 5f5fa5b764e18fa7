"""Thanks and ties counted again, one by one in plain Python: whatever is fast must come to the same."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from data.filters import Filters

TEAMS = ("Arts", "Math", "Music", "Science")  # under five: none is ranked, so that all are shown
VALUES = ("courage", "families", None)
FIRST, DAYS = date(2025, 7, 1), 240
PERIODS = ("", "from=2025-10-03&to=2025-12-11", "as_of=2025-11-20", "from=2024-11-01&to=2025-08-15")
FTE = (None, 0.5, 0.8, 1.0)


class Told:
    """A random school, and what is in it as plain lists."""

    def __init__(self, school, seed: str) -> None:
        self.school, self.chance = school, random.Random(seed)
        self.team_of = {f"P{n}": self.chance.choice(TEAMS) for n in range(24)}
        self.fte = {who: self.chance.choice(FTE) for who in self.team_of}
        for who, team in self.team_of.items():
            school.staff(who, team, fte=self.fte[who])
        self.students = [school.student(f"K{n}") for n in range(6)]
        self.groups = {("classroom", f"C{n}"): self.some([*self.team_of, *self.students], 8) for n in range(3)}
        self.groups |= {("program", f"G{n}"): self.some(list(self.team_of), 7) for n in range(3)}
        for (type_, group), who in self.groups.items():
            school.group(group, type_, who)
        self.thanks = [self.thank() for _ in range(150)]
        self.ties = [self.tie() for _ in range(120)]

    def some(self, people: list[str], number: int) -> list[str]:
        return sorted(self.chance.sample(people, number))

    def day(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange(DAYS))

    def thank(self) -> tuple:
        kind = self.chance.choice(("person", "person", "person", "team", "classroom", "program"))
        everybody = [*self.team_of, *self.students]
        to = {"person": everybody, "team": TEAMS}.get(kind) or [group for type_, group in self.groups if type_ == kind]
        one = (self.day(), kind, self.chance.choice(to), self.chance.choice([*self.team_of, None]))
        value = self.chance.choice(VALUES)
        self.school.thanks(one[0].isoformat(), one[2], one[3], to_kind=kind, value=value)
        return (*one, value)

    def tie(self) -> tuple:
        one, two = self.chance.sample(sorted(self.team_of), 2)
        return one, two, self.day(), self.chance.choice((1.0, 2.5, 0.1)), self.chance.random() < 0.7

    def write_ties(self) -> None:
        seen: dict = {}
        for one, two, on, weight, directed in self.ties:
            seen[one, two, on] = {"from_person": one, "to_person": two, "kind": "advice", "date": on, "weight": weight,
                                  "directed": directed}  # fmt: skip
        self.ties = [tuple(row[name] for name in ("from_person", "to_person", "date", "weight", "directed"))
                     for row in seen.values()]  # fmt: skip
        self.school.add_all("ties", list(seen.values()))

    def of(self, period: str) -> list[tuple]:
        chosen = Filters.from_search(period, self.school.settings.today)
        return [one for one in self.thanks if chosen.start <= one[0] <= chosen.until]

    def rolls(self, level: str) -> dict[str, set[str]]:
        if level == "team":
            return {team: {who for who, of in self.team_of.items() if of == team} for team in self.team_of.values()}
        return {group: set(who) for (type_, group), who in self.groups.items() if type_ == level}

    def posts(self, group: set[str]) -> float:
        return sum(1.0 if self.fte.get(who) is None else self.fte[who] for who in sorted(group))


@pytest.fixture
def told(request, school_on_both) -> Told:
    return Told(school_on_both, request.node.name)  # each test has a school of its own


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("level", ["team", "program", "classroom"])
def test_boards_count_what_a_loop_over_all_thanks_counts(told, level, period):
    received, given = Counter(), Counter()
    rolls = told.rolls(level)
    for _, kind, to, giver, _ in told.of(period):
        for group, who in rolls.items():
            itself = (kind, to) == (level, group)
            received[group] += itself or to in who
            given[group] += giver in who and not itself and to not in who
    for metric, counted in (("leaderboard", received), ("givers", given)):
        rows = told.school.ask(f"recognition.{metric}", f"{period}&level={level}").rows()
        column = "received" if metric == "leaderboard" else "given"
        assert {row["to"]: row[column] for row in rows} == {group: counted[group] for group in rolls}
        assert {row["to"]: row["n"] for row in rows} == {group: len(who) for group, who in rolls.items()}
        each = level != "classroom"  # of students there are no posts
        posts = {group: counted[group] / told.posts(who) if each else None for group, who in rolls.items()}
        assert {row["to"]: row["per_post"] for row in rows} == pytest.approx(posts)


@pytest.mark.parametrize("period", PERIODS)
def test_spread_curve_and_trend_count_what_a_loop_counts(told, period):
    thanks = told.of(period)
    to_staff = Counter(to for _, _, to, _, _ in thanks if to in told.team_of)
    spread = told.school.values("recognition.spread", period, key="measure")
    assert spread["recipients"] == len(to_staff)
    curve = told.school.ask("recognition.lorenz", period).rows()
    fewest, total = sorted(to_staff[who] for who in told.team_of), sum(to_staff.values())
    assert [row["value"] for row in curve] == [
        sum(fewest[: round(row["people"] * len(fewest))]) / total for row in curve if total
    ]
    weeks = Counter(((on - timedelta(days=on.weekday())).isoformat(), value or "no value named")
                    for on, _, _, _, value in thanks)  # fmt: skip
    rows = told.school.ask("recognition.trend", period).rows()
    assert {(row["week"], row["kind_of_value"]): row["value"] for row in rows} == weeks


@pytest.mark.parametrize("period", PERIODS)
def test_the_matrix_counts_what_a_loop_over_all_ties_counts(told, period):
    told.write_ties()
    chosen = Filters.from_search(period, told.school.settings.today)
    ties = [tie for tie in told.ties if chosen.start <= tie[2] <= chosen.until]
    any_directed, weights = any(tie[4] for tie in ties), {}
    for one, two, _, weight, directed in ties:
        there = (one, two) if any_directed else (min(one, two), max(one, two))
        for pair in {there} if directed or not any_directed else {(one, two), (two, one)}:
            weights[pair] = max(weight, weights.get(pair, 0))
    between = Counter()
    for (one, two), weight in weights.items():
        teams = told.team_of[one], told.team_of[two]
        for pair in {teams} if any_directed else {teams, teams[::-1]}:
            between[pair] += weight
    rows = told.school.ask("collaboration.matrix", f"{period}&kind=advice").rows()
    assert {(row["from"], row["to"]): row["value"] or 0 for row in rows} == pytest.approx(
        {(one, two): between[one, two] for one in sorted(set(told.team_of.values()))
         for two in sorted(set(told.team_of.values()))}
    )  # fmt: skip
    measures = told.school.values("collaboration.measures", f"{period}&kind=advice", key="measure")
    assert (measures["ties"] or 0) == len(weights)
