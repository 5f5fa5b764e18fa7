"""What the school's goals ask for, and what people write when they check in. Texts only: no chance, no dates.

Titles and next steps hold no names. ``course`` says how a goal goes; `data.sample.truths` lists the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.sample import truths


@dataclass(frozen=True)
class Plan:
    """``now`` is a value that another room's facts show too: baseline and target (``width`` apart) lie around it."""

    local: str
    title: str
    level: str
    owner: str
    strategy: int
    unit: str
    baseline: float | None
    target: float | None
    course: str
    next_step: str = ""
    group: str | None = None
    parent: str | None = None
    owner_kind: str = "staff"
    author: str = truths.PRINCIPAL
    direction: str = "increase"
    low: float | None = None
    high: float | None = None
    rhythm: int = 30
    metric: str | None = None
    guard: str | None = None
    path: tuple[float, ...] = ()
    now: float | None = None
    width: float = 0.0
    decimals: int = 0
    ended_at: float = 1.0
    mood: str = "steady"
    told: tuple[str, ...] = ()  # comments of the last check-ins, newest first
    out_of: int | None = None
    outcome: str | None = None
    source: str | None = None
    approach: str | None = None
    we_promise: str | None = None
    they_promise: str | None = None


READING = Plan(
    "G-reading-3", "Reading at grade level, grade 3", "school", "grade 3 team", 6, "students",
    truths.READING_STARTED, truths.READING_WANTED, "off track",
    next_step="Choose what grade 3 stops doing to make room for the small groups.", group="P-literacy",
    author="T012", guard="Time for writing in grade 3", mood="slow", out_of=truths.READING_OF,
    outcome="outcomes.chronic_absence", source="Screening in September, January and May",
    approach="Small groups by need, three times a week, with the reading coach.",
    told=("Second screening done; small groups start next month.", "The new hour runs three times a week.",
          "Phonics hour agreed with the reading coach."),
)  # fmt: skip

REQUESTS = Plan(
    "G-requests", "Requests answered in 5 days", "school", "T051", 5, "share", 0.80, 0.90, "wrong way",
    next_step="Answer the two oldest requests before the next meeting.", author="T051",
    metric="support.answered_in_time", path=(0.80, 0.84, 0.81, 0.78, 0.74, 0.69, truths.REQUESTS_ANSWERED),
    decimals=2, mood="slow",
    told=("More requests than hands since the autumn.", "Two wait for a decision on the budget."),
)  # fmt: skip

CONFERENCES = Plan(
    "G-conferences-4B", "Family conferences held, 4B", "classroom", "T017", 2, "conferences", 0, 48, "at risk",
    next_step="Two conferences a child were promised: offer two evenings and one early morning.",
    group="C4B", author="T017", rhythm=14, guard="G-feedback",
    we_promise="An evening or an early morning for whoever cannot come by day, and an interpreter.",
    they_promise="To come twice, and to say beforehand what matters to them.",
    told=("Two families asked for an interpreter.", "Evenings work better than mornings."),
)  # fmt: skip

ARTS_HOUR = Plan(
    "G-arts-hour", "Students with a weekly arts hour, grades 3–5", "program", "Riverside Theatre", 3, "share", None,
    None, "at risk", next_step="Find one planning hour for Arts and Grade 3–5.", group="P-arts",
    we_promise="An hour a week in the timetable of every class.", they_promise="A musician for each of these hours.",
    owner_kind="partner", author="T039", direction="maintain", low=0.85, high=0.95,
    path=(0.91, 0.92, 0.90, 0.88, 0.86, 0.82), decimals=2,
    told=("Two classes lost the hour to the new timetable.",),
)  # fmt: skip

LESSON_PLANS = Plan(
    "G-lesson-plans", "Shared lesson plans, Science", "team", "Science", 3, "plans", 4, 20, "silent",
    next_step="Upload the autumn units.", author="T032", path=(4, 6, 8, 9),
    told=("Energy unit shared.",),
)  # fmt: skip

NEWCOMERS = Plan(
    "G-newcomers", "A partner family for every new family", "program", "family council", 5, "yes or no", 0, 1, "met",
    next_step="Thank the partner families.", group="P-newcomers", owner_kind="family", author="T052",
    path=(0, 0, 1, 1), told=("Every new family has a partner now.",), mood="good",
)  # fmt: skip

ABSENCE_9 = Plan(
    "G-absence-9", "Days absent per 100, grade 9", "school", "grade 9 student council", 6, "days per 100", 8.1, 5.0,
    "on track", next_step="Keep the morning calls; add Mondays.", parent="G-chronic", owner_kind="student",
    author="T053", direction="decrease", decimals=1, mood="good",
)  # fmt: skip

PEER_VISITS = Plan(
    "G-peer-visits", "Peer visits between departments", "program", "T024", 3, "visits", 0, 60, "on track",
    next_step="Book the next six visits.", group="P-mentoring", author="T024", mood="good",
)  # fmt: skip

GOALS = Plan(
    "G-goals", "Goals met or on track", "school", "T050", 1, "share", None, None, "on track",
    next_step="Settle the two stuck goals on Monday.", metric="goals.on_track", now=round(9 / 14, 3), width=0.36,
    decimals=3, mood="good",
)  # fmt: skip

FEEDBACK = Plan(
    "G-feedback", "Feedback answered in 5 days", "school", "T010", 2, "share", None, None, "on track",
    next_step="Answer the three oldest by Friday.", author="T010", metric="communication.answered",
    now=truths.FEEDBACK_ANSWERED, width=0.16, decimals=3, mood="good",
)  # fmt: skip

SESSIONS = Plan(
    "G-sessions", "Staff with a joint session", "school", "grade leads", 3, "share", None, None, "on track",
    guard="support.answered_in_time", outcome="outcomes.chronic_absence",
    next_step="Ask each team which hour would suit them.", author="T001",
    metric="collaboration.participation", now=round(1 - len(truths.ISOLATED) / truths.STAFF, 3), width=0.12,
    decimals=3, mood="good",
)  # fmt: skip

LEADERS = Plan(
    "G-leaders", "Teachers who lead", "school", "T050", 4, "share", None, None, "on track",
    next_step="Ask for a chair of the data team.", metric="leadership.breadth",
    now=round(len(truths.LEADERS) / truths.TEACHERS, 3), width=0.14, decimals=3, mood="good",
)  # fmt: skip

CHRONIC = Plan(
    "G-chronic", "Students often absent", "district", "student services", 6, "share", None, None, "on track",
    next_step="Call the grade 9 families.", author="T051", direction="decrease", metric="outcomes.chronic_absence",
    now=truths.OFTEN_ABSENT, width=-0.05, decimals=3, mood="good",
)  # fmt: skip

THANKS = Plan(
    "G-thanks", "Staff thanked this year", "school", "everyone", 7, "share", None, None, "on track",
    next_step="Ask in each team: who helped you this week?", author="T010", metric="recognition.coverage",
    now=round(1 - len(truths.UNTHANKED) / truths.STAFF, 3), width=0.24, decimals=3, mood="good",
)  # fmt: skip

THIS_YEAR = (READING, REQUESTS, CONFERENCES, ARTS_HOUR, LESSON_PLANS, NEWCOMERS, ABSENCE_9, PEER_VISITS, GOALS,
             FEEDBACK, SESSIONS, LEADERS, CHRONIC, THANKS)  # fmt: skip

EARLIER = (
    Plan("G-attendance", "Students often absent, whole school", "district", "student services", 6, "share", 0.19, 0.17,
         "met", author="T051", direction="decrease", ended_at=1.2, decimals=3),
    Plan("G-grade-5-math", "Math at grade level, grade 5", "school", "grade 5 team", 6, "share", 0.55, 0.65, "missed",
         parent="G-attendance", author="T020", ended_at=0.6, decimals=2, mood="slow"),
    Plan("G-breakfast", "Students at the breakfast club", "program", "T053", 5, "students", 30, 60, "met",
         group="P-breakfast", author="T053", ended_at=1.1, mood="good"),
    Plan("G-reading-logs", "Reading logs kept, 2A", "classroom", "T004", 6, "logs", 0, 24, "missed", group="C2A",
         author="T004", ended_at=0.75),
    Plan("G-shared-tests", "Common tests, Math", "team", "Math", 3, "tests", 2, 10, "met", author="T024", ended_at=1.0,
         mood="good"),
    Plan("G-family-evenings", "Family evenings held", "school", "family council", 2, "evenings", 0, 8, "forgotten",
         owner_kind="family", author="T010", ended_at=0.5),
)  # fmt: skip

COMMENTS = {
    "steady": ("As planned.", "A slow fortnight; two meetings fell out.", "Numbers counted by hand, please check.",
               "We keep going.", "One more than last time.", "Waiting for the second round."),
    "good": ("Better than we hoped.", "The short weekly talk helps.", "Going well; nothing needed.",
             "Three teams have joined.", "A good month.", "We do it on Tuesdays now."),
    "slow": ("Slower than planned.", "Cover was missing twice this month.", "We need an hour that is really free.",
             "Some progress in two of four classes.", "Too early to say.", "Materials came late."),
}  # fmt: skip
WITH_A_NAME = {  # the goal, a sentence and the person it names
    "G-peer-visits": ("Thanks to {name} for opening the classroom.", "T025"),
    "G-conferences-4B": ("{name} helped with the translation.", "T045"),
    "G-thanks": ("{name} put the cards in the staff room.", "T059"),
}
