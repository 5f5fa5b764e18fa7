"""A school of which somebody writes."""

from datetime import date

import pytest

from tests.data.school import School


@pytest.fixture
def with_thanks(school_on_both: School) -> School:
    """Staff of three departments, one who left, a student, a second school, and two thanks."""
    school = school_on_both
    for person in ("Ada", "Bo", "Cy", "Head", "Di"):
        school.staff(person, "Math" if person != "Di" else "Office")
    school.staff("Gone", "Arts", end=date(2025, 12, 1))
    school.student("Kid")
    school.group("c1", "classroom", ["Kid"])
    school.group("p1", "program", ["Kid"])
    school.add("schools", id="S2", name="Ash School")
    school.staff("Far", "Music", school="S2")
    school.thanks("2025-10-01", "Ada", "Bo", value="helping others")
    school.thanks("2025-10-02", "Math", value="new ideas", to_kind="team", message="Shared the fractions unit.")
    return school
