"""The kinds of import, in the order in which they come in: what others refer to comes first.

Adding a kind is one record here (and its rule in ``rules`` where a row must be judged as a whole).
"""

from __future__ import annotations

from data import schema
from data.importers import parts, rules
from data.importers.kind import DATE, ID, MOMENT, NUMBER, TEXT, TIME, WHOLE, YES_NO, Field, Kind

# One line a field reads as the table of the contract that it is.
# fmt: off
OWN_ID = Field("id", ID, "as the school's own system writes it", True)
NAME = Field("name", TEXT, "as it is shown", True)
SCHOOL = Field("school", ID, "the school's id; an unknown one makes the school", True)
FOUND_SCHOOL = Field("school", ID, "the school's id, where group, meeting or goal do not tell")
GROUP = Field("group", ID, "a classroom's or program's id", to="groups")
PERSON = Field("person", ID, "a person's id", True, to="people")
DAY = Field("date", DATE, "the day", True)
START = Field("start", DATE, "first day")
BEGUN = Field("start", DATE, "first day", True)
END = Field("end", DATE, "last day; blank while it lasts")
ROLE = Field("role", TEXT, "what the person is there")
EXPECTED = Field("expected", YES_NO, "whether the person was to come")
PRESENT = Field("present", YES_NO, "whether the person came")
LOW = Field("low", NUMBER, "lower end of the range")
HIGH = Field("high", NUMBER, "upper end of the range")
GOAL = Field("goal", ID, "a goal's id", True, to="goals")
SERVES = Field("goal", ID, "the goal it serves", to="goals")
PEOPLE = ("staff", "student", "family", "partner")
LEVELS = ("district", "school", "program", "classroom", "team")
OWNERS = ("staff", "partner", "family", "student")
STATUSES = ("present", "absent", "excused", "unexcused", "tardy", "partial", "suspended")
RECIPIENTS = ("person", "team", "classroom", "program")
STRATEGIES = "1 goals, 2 communication, 3 collaboration, 4 leadership, 5 support, 6 outcomes, 7 recognition"
LONGEST_TITLE, LONGEST_LINE, LONGEST_LINK, LONGEST_VALUE = 500, 300, 500, 60  # of what stands in lists, whole

WHO_AND_WHERE = (
    Kind("schools", "Schools of the district.", schema.schools, (
        OWN_ID,
        NAME,
        Field("district", TEXT, "the district it belongs to"),
    ), key=("id",)),
    Kind("people", "Staff, students, families, partners. Any column group.<name> is a group to compare, "
                   "such as group.ethnicity.", schema.people, (
        OWN_ID,
        Field("name", TEXT, "full name", True),
        Field("kind", TEXT, "whose rules apply", True, allowed=PEOPLE),
        SCHOOL,
        Field("role", TEXT, "position, such as teacher or principal"),
        Field("department", TEXT, "department or team of staff"),
        Field("grade", TEXT, "grade of a student"),
        Field("household", ID, "the same for all members of a household"),
        Field("email", TEXT, "address"),
        START,
        END,
        Field("fte", NUMBER, "full-time equivalent, 1 for full time", least=0),
    ), key=("id",), rule=rules.period, special_parts=parts.person),
    Kind("classrooms", "Classes, homerooms and sections.", schema.groups, (
        OWN_ID,
        NAME,
        SCHOOL,
        Field("grade", TEXT, "grade taught"),
        Field("subject", TEXT, "subject taught"),
    ), key=("id",), rule=rules.group_of_type("classroom"), constants={"type": "classroom"}),
    Kind("programs", "Programs: literacy, advisory, after-school and the like.", schema.groups, (
        OWN_ID,
        NAME,
        SCHOOL,
        Field("grade", TEXT, "grade served"),
        Field("kind", TEXT, "sort of program"),
    ), key=("id",), rule=rules.group_of_type("program"), constants={"type": "program"}),
    Kind("memberships", "Who is in which classroom or program.", schema.memberships, (
        PERSON,
        Field("group", ID, "a classroom's or program's id", True, to="groups"),
        ROLE,
        START,
        END,
    ), key=("person", "group", "start"), rule=rules.period),
    Kind("calendar", "Days of the school year.", schema.calendar, (
        SCHOOL,
        DAY,
        Field("kind", TEXT, "school-day, holiday and the like", True),
        Field("note", TEXT, "what for"),
    ), key=("school", "date")),
    Kind("chart_events", "What charts mark with a line, such as a new timetable.", schema.chart_events, (
        DAY,
        Field("text", TEXT, "the words on the chart", True),
        Field("school", ID, "blank: every school"),
        Field("until", DATE, "last day of a period"),
    ), key=("date", "text"), rule=rules.in_order("date", "until")),
    Kind("consents", "What a person agreed to; of two answers of one day the later row counts.", schema.consents, (
        PERSON,
        Field("what", TEXT, "what for", True, allowed=("boards", "wall", "photo")),
        Field("given", YES_NO, "whether it was given", True),
        DAY,
    ), key=("person", "what", "date"), later_wins=True),
)

WORK = (
    Kind("goals", "Goals with a measure, a target and a date.", schema.goals, (
        OWN_ID,
        Field("title", TEXT, "the goal in one line", True),
        Field("level", TEXT, "whose goal", True, allowed=LEVELS),
        SCHOOL,
        Field("group", ID, "the classroom or program it is for", to="groups"),
        Field("parent", ID, "the goal that this one serves"),
        Field("owner", TEXT, "who sees to it"),
        Field("owner_kind", TEXT, "sort of owner", allowed=OWNERS),
        Field("strategy", WHOLE, STRATEGIES, least=1, most=7),
        Field("unit", TEXT, "such as % or days"),
        Field("direction", TEXT, "which way is better", True, allowed=("increase", "decrease", "maintain")),
        Field("baseline", NUMBER, "value at the start"),
        Field("target", NUMBER, "value at the due date"),
        LOW,
        HIGH,
        BEGUN,
        Field("due", DATE, "day by which", True),
        Field("weight", NUMBER, "share in its parent, 1 unless given", least=0),
        Field("rhythm_days", WHOLE, "days between check-ins", least=1),
        Field("next_step", TEXT, "what comes next"),
        Field("metric", TEXT, "the metric it follows"),
        Field("guard", TEXT, "the metric or goal that must not suffer"),
        Field("out_of", WHOLE, "where it counts children: of how many", least=1),
        Field("outcome", TEXT, "the metric it aims at"),
        Field("source", TEXT, "where its values come from"),
        Field("approach", TEXT, "the strategy of the improvement plan"),
        Field("we_promise", TEXT, "what the school promised"),
        Field("they_promise", TEXT, "what the partner, the families or the students promised"),
        Field("closed", DATE, "day it was closed"),
    ), key=("id",), rule=rules.goal, parents="parent"),
    Kind("checkins", "Values of a goal over time.", schema.checkins, (
        GOAL,
        Field("date", MOMENT, "day, or day and time", True, column="at"),
        Field("value", NUMBER, "the value then", True),
        Field("confidence", TEXT, "how sure the owner is"),
        Field("comment", TEXT, "what happened"),
        Field("author", TEXT, "who says so"),
    ), key=("goal", "at"), rule=rules.of_goal),
    Kind("goal_targets", "What a goal wants to have reached on the way, such as at the end of each year.",
         schema.goal_targets, (
        GOAL,
        DAY,
        Field("value", NUMBER, "what is wanted by then", True),
    ), key=("goal", "date"), rule=rules.of_goal),
    Kind("cycles", "What was tried for a goal: plan, do, study, act.", schema.cycles, (
        OWN_ID,
        GOAL,
        Field("idea", TEXT, "what was to be tried", True),
        Field("prediction", TEXT, "what was expected of it, written before"),
        Field("predicted", DATE, "day of the prediction"),
        Field("begun", DATE, "day it began"),
        Field("studied", DATE, "day it was looked at"),
        Field("found", TEXT, "what came of it"),
        Field("decision", TEXT, "what was decided", allowed=("adopt", "adapt", "abandon")),
    ), key=("id",), rule=rules.in_order("begun", "studied")),
    Kind("meetings", "Meetings, from a calendar or minutes.", schema.meetings, (
        OWN_ID,
        SCHOOL,
        Field("title", TEXT, "what it is called", True, longest=LONGEST_TITLE),
        Field("start", MOMENT, "day and time", True),
        Field("end", MOMENT, "day and time"),
        GROUP,
        Field("kind", TEXT, "sort of meeting"),
        SERVES,
    ), key=("id",), rule=rules.period),
    Kind("events", "What staff do together: planning, observation, coaching.", schema.events, (
        OWN_ID,
        Field("kind", TEXT, "sort of event", True),
        DAY,
        SCHOOL,
        Field("minutes", WHOLE, "how long", least=0),
        GROUP,
        Field("topic", TEXT, "what about"),
        SERVES,
    ), key=("id",)),
    Kind("participants", "Who was at an event or a meeting.", schema.participants, (
        Field("event", ID, "an event's or meeting's id", True, column="", to="events"),
        PERSON,
        ROLE,
        EXPECTED,
        PRESENT,
    ), key=("event", "meeting", "person"), rule=rules.participant, made=("event", "meeting"),
        special_parts=parts.participant),
    Kind("ties", "Who asks, helps or works with whom.", schema.ties, (
        Field("from", ID, "a person's id", True, column="from_person", to="people"),
        Field("to", ID, "a person's id", True, column="to_person", to="people"),
        Field("wave", TEXT, "round of the survey"),
        Field("date", DATE, "the day"),
        Field("kind", TEXT, "sort of tie", default="advice"),
        Field("weight", NUMBER, "how strong or how often", least=0),
        Field("directed", YES_NO, "false where it holds both ways", default=True),
    ), key=("from_person", "to_person", "kind", "wave", "date")),
    Kind("lessons", "The timetable of staff: who teaches when.", schema.lessons, (
        PERSON,
        Field("day", ID, "day of the timetable, such as Monday or A", True),
        Field("period", ID, "period of that day, such as 3", True),
        Field("begins", TIME, "when, as 09:15"),
        Field("ends", TIME, "when, as 10:00"),
        GROUP,
        START,
        END,
    ), key=("person", "day", "period", "group", "start"), rule=rules.period),
    Kind("actions", "What was agreed to be done.", schema.actions, (
        OWN_ID,
        Field("text", TEXT, "what is to be done", True),
        Field("owner", TEXT, "who does it"),
        Field("due", DATE, "day by which"),
        Field("closed", DATE, "day it was done"),
        Field("meeting", ID, "the meeting that agreed it", to="meetings"),
        SERVES,
        FOUND_SCHOOL,
    ), key=("id",), rule=rules.school_of("meeting", "goal")),
    Kind("feedback", "What families, students and staff said, and the answer.", schema.feedback, (
        OWN_ID,
        DAY,
        Field("channel", TEXT, "how it came", True),
        Field("topic", TEXT, "what about"),
        GROUP,
        Field("text", TEXT, "what was said"),
        Field("answered", DATE, "day of the answer"),
        Field("outcome", TEXT, "what came of it"),
        FOUND_SCHOOL,
    ), key=("id",), rule=rules.both(rules.in_order("date", "answered"), rules.school_of("group"))),
    Kind("surveys", "Answers to surveys, one row an answer, without names.", schema.surveys, (
        Field("survey", ID, "the survey's id", True),
        DAY,
        Field("respondent", ID, "a code of the survey's own, never the id of a person"),
        Field("group", TEXT, "group of the respondent"),
        Field("item", ID, "the question's id", True),
        Field("topic", TEXT, "what it is about"),
        Field("answer", TEXT, "code or words", True),
        Field("scale", TEXT, "how answers are coded, such as 1-5"),
        FOUND_SCHOOL,
    ), key=("survey", "respondent", "item"), rule=rules.survey, keyless="respondent"),
)

SUPPORT_AND_OUTCOMES = (
    Kind("roles", "Leadership roles of staff.", schema.roles, (
        PERSON,
        Field("role", TEXT, "such as chair or mentor", True),
        Field("body", TEXT, "committee or team"),
        Field("domain", TEXT, "what it decides"),
        BEGUN,
        END,
    ), key=("person", "role", "body", "start"), rule=rules.period),
    Kind("development", "Professional learning.", schema.development, (
        PERSON,
        DAY,
        Field("hours", NUMBER, "how long", True, least=0),
        Field("format", TEXT, "course, coaching and the like"),
        Field("topic", TEXT, "what about"),
        SERVES,
    ), key=("person", "date", "topic")),
    Kind("requests", "Requests for help; never who asked.", schema.requests, (
        OWN_ID,
        DAY,
        Field("kind", TEXT, "what for", True),
        GROUP,
        Field("answered", DATE, "day of the answer"),
        Field("solved", DATE, "day it was solved"),
        FOUND_SCHOOL,
        SERVES,
    ), key=("id",), rule=rules.both(rules.in_order("date", "answered", "solved"), rules.school_of("group"))),
    Kind("attendance", "One row a person and day.", schema.attendance, (
        PERSON,
        DAY,
        Field("status", TEXT, "how the day went", True, allowed=STATUSES),
        Field("minutes", WHOLE, "minutes missed", least=0),
    ), key=("person", "date")),
    Kind("incidents", "Behavior incidents.", schema.incidents, (
        OWN_ID,
        DAY,
        SCHOOL,
        Field("kind", TEXT, "what happened", True),
        Field("person", ID, "a person's id", to="people"),
        Field("major", YES_NO, "whether the office dealt with it"),
        Field("place", TEXT, "where"),
        Field("time", TIME, "when, as 14:30"),
    ), key=("id",)),
    Kind("results", "Scores of assessments.", schema.results, (
        PERSON,
        Field("measure", ID, "the assessment's id", True),
        DAY,
        Field("score", NUMBER, "the score", True),
        Field("level", TEXT, "level reached"),
        LOW,
        HIGH,
    ), key=("person", "measure", "date"), rule=rules.result),
    Kind("values", "What the school thanks people for, in its own order.", schema.school_values, (
        SCHOOL,
        Field("value", ID, "the value, as it is shown", True, longest=LONGEST_VALUE),
        Field("position", WHOLE, "its place in the list", least=1),
    ), key=("school", "value")),
    Kind("recognitions", "Thanks and awards.", schema.recognitions, (
        OWN_ID,
        DAY,
        Field("to", ID, "the id of a person, classroom or program, or a department's name", True, column=""),
        Field("to_kind", TEXT, "sort of recipient, person unless given", allowed=RECIPIENTS),
        Field("from", ID, "a person's id; blank where it is not known", column="from_person", to="people"),
        Field("value", TEXT, "the school's value it is for", longest=LONGEST_VALUE),
        Field("kind", TEXT, "sort of thanks"),
        Field("points", WHOLE, "points given", least=0),
        Field("message", TEXT, "the words"),
        Field("school", ID, "the school's id, where several schools have a department of that name"),
        SERVES,
    ), key=("id",), rule=rules.recognition, made=("to_person", "to_group"), sealed={"message": parts.IS_GONE},
       noted={"state": parts.LOOKED_AT}),
    Kind("initiatives", "What was introduced, where and when.", schema.initiatives, (
        OWN_ID,
        NAME,
        SCHOOL,
        GROUP,
        Field("grade", TEXT, "grade it is for"),
        Field("tier", TEXT, "tier of support"),
        BEGUN,
        END,
    ), key=("id",), rule=rules.period),
    Kind("practices", "What staff share for others to use: materials, lesson plans, ways of working.",
         schema.practices, (
        OWN_ID,
        Field("title", TEXT, "what it is, in one line", True, longest=LONGEST_LINE),
        DAY,
        SCHOOL,
        Field("topic", TEXT, "what about", longest=LONGEST_LINE),
        Field("by", ID, "who shared it: a person's id", to="people"),
        GROUP,
        Field("link", TEXT, "where it lies", longest=LONGEST_LINK),
        SERVES,
    ), key=("id",)),
    Kind("practice_uses", "Who used what was shared.", schema.practice_uses, (
        Field("practice", ID, "the practice's id", True, to="practices"),
        PERSON,
        DAY,
    ), key=("practice", "person", "date")),
    Kind("indicators", "Published figures of schools; codes for what is not published are kept.", schema.indicators, (
        SCHOOL,
        Field("measure", ID, "the measure's id", True),
        Field("period", TEXT, "such as 2024-25", True),
        Field("group", TEXT, "group of students"),
        Field("value", TEXT, "as published", True),
        Field("numerator", WHOLE, "how many", least=0),
        Field("denominator", WHOLE, "of how many", least=0),
        Field("n", WHOLE, "number of students", least=0),
        Field("source", TEXT, "where it is published"),
    ), key=("school", "measure", "period", "group")),
)
# fmt: on
KINDS: dict[str, Kind] = {kind.name: kind for kind in WHO_AND_WHERE + WORK + SUPPORT_AND_OUTCOMES}
