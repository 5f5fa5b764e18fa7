"""Files that others published. Where the samples are not beside the repository these are skipped, and say so."""

import pytest

from data.importers.formats.oneroster.file import NO_ROWS
from tests.data.importers.desk import SAMPLES, Desk, counts
from tests.data.importers.formats.bundles import bundle, by_name, folder

NICELION = SAMPLES / "oneroster-nicelion"
pytestmark = pytest.mark.skipif(not NICELION.is_dir(), reason="the sample files are not beside this repository")


def test_an_empty_bundle_is_taken_with_notes(desk: Desk):
    """Seven files with headers alone, one of which its manifest calls absent."""
    outcome = desk.take(NICELION / "oneroster-example-csv")
    assert outcome.code == 0, outcome.out
    files = by_name(outcome)
    assert counts(files.pop("manifest.csv")) == (17, 0, 17, 0, 0)
    assert {file["read"] for file in files.values()} == {0} and len(files) == 7
    assert all(NO_ROWS in file["notes"] for file in files.values())


def test_two_thousand_users_whose_orgs_are_absent(desk: Desk):
    files = bundle({}, users="bulk") | {"users.csv": (NICELION / "outputs" / "test-csv.csv").read_text("utf-8")}
    outcome = desk.take(folder(desk, files))
    assert outcome.code == 0, outcome.out
    users = by_name(outcome)["users.csv"]
    assert counts(users) == (1_999, 1_999, 0, 0, 0)
    assert "1,999 rows: refers to orgs.csv, which is absent" in users["notes"]
    kinds = [kind for (kind,) in desk.rows("people", "kind")]
    assert (kinds.count("student"), kinds.count("family")) == (1_187, 812)


def test_without_a_manifest_they_are_refused_by_what_is_missing(desk: Desk):
    outcome = desk.take(NICELION / "outputs" / "orgs.csv", NICELION / "outputs" / "users.csv")
    assert outcome.code == 1
    for why in outcome.whys:
        assert "manifest.csv" in why and "classes.csv" in why and "orgs.csv" not in why
