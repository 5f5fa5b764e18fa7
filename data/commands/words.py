"""What commands say: tables, and numbers with their noun."""

from __future__ import annotations


def rows(number: int) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def table(rows: list[tuple[str, ...]], left: int) -> list[str]:
    """Lines of a table; the first ``left`` columns are words, the others numbers."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
