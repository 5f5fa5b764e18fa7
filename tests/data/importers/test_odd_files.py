"""Files that are odd and good: every row is accounted for, is on record, and comes in once however often it is sent."""

import pytest

from data.importers.catalog import KINDS
from tests.data.importers import bad_cells, bad_files, bad_parcels, bad_rows, odd_files, odd_parcels
from tests.data.importers.desk import Desk, counts
from tests.data.importers.odd_files import Odd

ODD = odd_files.FILES | odd_parcels.PARCELS
BAD = (bad_files.FILES, bad_cells.CELLS, bad_rows.ROWS, bad_parcels.PARCELS)
FEWEST = 150  # files that are no longer as they should be, whichever way


def cells(desk: Desk, kind: str) -> set[str]:
    table = KINDS[kind].table
    return {str(cell) for row in desk.rows(table.name, *table.c.keys()) for cell in row}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_file_is_taken_and_nothing_of_it_is_lost(what: str, stocked: Desk):
    odd: Odd = ODD[what]
    outcome = stocked.take(*odd.made(stocked.folder))
    assert outcome.code == (1 if odd.counts[-1] else 0), outcome.out
    (told,) = [file for file in outcome.receipt["files"] if file["kind"] == odd.kind]
    assert (counts(told), told["notes"]) == (odd.counts, [odd.note] if odd.note else [])
    assert all(file["read"] == sum(counts(file)[1:]) for file in outcome.receipt["files"])
    assert set(odd.stored) <= cells(stocked, odd.kind)


def test_there_are_as_many_files_as_we_say():
    assert sum(map(len, (*BAD, ODD))) >= FEWEST
    assert len(set().union(*BAD, ODD)) == sum(map(len, (*BAD, ODD)))
