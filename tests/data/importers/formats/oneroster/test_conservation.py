"""Whatever stands in a bundle: never a traceback, and every row is accounted for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.importers.desk import Desk, counts
from tests.data.importers.formats.bundles import OF_1_1, OF_1_2, archive, bundle

BUNDLES = {"1.1": bundle(OF_1_1), "1.2": bundle(OF_1_2, "1.2"), "1.1 delta": bundle(OF_1_1, mode="delta")}
SPOILT = st.sampled_from(
    [
        "",
        ",",
        '"',
        "\n",
        "x",
        "north",
        "oak",
        "s1",
        "nobody",
        "tobedeleted",
        "2026-01-01",
        "true",
        "é",
        "absent",
        "math,",
    ]
)
WHERE = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), SPOILT)


def few(examples: int):
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def spoilt(text: str, where: float, length: int, instead: str) -> str:
    place = int(where * len(text))
    return text[:place] + instead + text[place + length :]


def survive(desk: Desk, version: str, spoils: dict[int, list[tuple]]) -> None:
    files = dict(BUNDLES[version])
    for number, wheres in spoils.items():
        name = sorted(files)[number % len(files)]
        for where in wheres:
            files[name] = spoilt(files[name], *where)
    outcome = desk.take(archive(desk, files), "--dry-run")
    assert outcome.code in (0, 1)
    assert all(counts(file)[0] == sum(counts(file)[1:]) for file in outcome.receipt["files"])
    assert len(outcome.receipt["files"]) == len(files)


ANY = given(
    version=st.sampled_from(sorted(BUNDLES)),
    spoils=st.dictionaries(st.integers(0, 20), st.lists(WHERE, max_size=4), max_size=3),
)


@few(40)
@ANY
def test_a_spoilt_bundle_is_told_and_every_row_accounted_for(reading: Desk, version, spoils):
    survive(reading, version, spoils)


@pytest.mark.soak
@few(3_000)
@ANY
def test_thousands_of_spoilt_bundles_are_told(reading: Desk, version, spoils):
    survive(reading, version, spoils)


@pytest.mark.soak
@few(3_000)
@given(where=st.floats(0, 1, exclude_max=True), value=st.binary(min_size=1, max_size=4))
def test_thousands_of_damaged_archives_are_told(reading: Desk, where: float, value: bytes):
    path = archive(reading, BUNDLES["1.2"])
    content = bytearray(path.read_bytes())
    place = int(where * len(content))
    content[place : place + len(value)] = value
    path.write_bytes(content)
    outcome = reading.take(path, "--dry-run")
    assert outcome.code in (0, 1) and outcome.receipt["files"]
