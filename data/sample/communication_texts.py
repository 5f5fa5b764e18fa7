"""What is said, promised and asked in the sample school; no names of people in it."""

LEADERSHIP_PROMISES = (  # text, goal
    ("Common planning hour for grade 4", "G-sessions"),
    ("Answer on parking", "G-feedback"),
    ("Six peer visits booked", "G-peer-visits"),
    ("Free one hour for the small reading groups", "G-reading-3"),
    ("Answer the oldest requests in person", "G-requests"),
    ("Find cover for the data team", "G-goals"),
    ("Call the grade 9 families", "G-absence-9"),
    ("Bring the budget for books to the council", None),
    ("Write down how decisions on the timetable are made", "G-leaders"),
    ("Thank the front office at the assembly", "G-thanks"),
    ("Ask for a chair of the data team", "G-leaders"),
    ("Put the survey results on the wall", None),
    ("Find one hour for Arts and Grade 3–5", "G-arts-hour"),
    ("Shorten the staff meeting to 45 minutes", None),
    ("Visit each new colleague once", "G-sessions"),
    ("Publish the list of open requests", "G-requests"),
)  # fmt: skip
LAST_PROMISES = (  # text, goal, owner, due in so many days, kept
    ("Common planning hour for grade 4", "G-sessions", "T010", -4, True),
    ("Answer on parking", "G-feedback", "T050", -3, False),
    ("Six peer visits booked", "G-peer-visits", "T024", 5, False),
    ("Call the grade 9 families", "G-absence-9", "T051", -1, True),
    ("Find one hour for Arts and Grade 3–5", "G-arts-hour", "T010", 12, False),
)
STAFF_PROMISES = (
    ("Share the fractions unit", "G-sessions"),
    ("Invite the new colleagues to the planning hour", "G-sessions"),
    ("Bring two samples of student writing", "G-reading-3"),
    ("Collect dates for family conferences", "G-conferences-4B"),
    ("Upload the autumn units", "G-lesson-plans"),
    ("Book the library for the reading night", "G-reading-3"),
    ("Check the list of often absent students", "G-chronic"),
    ("Order materials for the art week", "G-arts-hour"),
    ("Write a short guide to the copier", None),
    ("Swap the Thursday duty", None),
    ("Prepare the common test", None),
    ("Ask students about the quiet lunch", None),
)  # fmt: skip

CHANNELS = ("survey box", "survey box", "e-mail", "e-mail", "e-mail", "meeting", "meeting", "family evening")
FEEDBACK = (  # topic, text, group
    ("parking", "Nobody can turn in the yard at eight.", None),
    ("parking", "The spaces for visitors are always taken.", None),
    ("timetable", "The new timetable splits our planning hour.", None),
    ("timetable", "Lunch is too short on Fridays.", None),
    ("homework", "Three tests in one week is too much.", None),
    ("homework", "Please agree on one place for homework.", None),
    ("cafeteria", "More food without meat, please.", None),
    ("cafeteria", "The queue is quicker now, thank you.", None),
    ("messages", "Two apps and a newsletter: which one counts?", None),
    ("messages", "Letters in our language would help.", "P-newcomers"),
    ("playground", "The swings have been closed for a month.", None),
    ("building", "The east wing is cold in the morning.", None),
    ("building", "The second copier is broken again.", None),
    ("reading", "The small groups are good; keep them.", "P-literacy"),
    ("reading", "Could parents borrow the readers?", "P-literacy"),
    ("arts", "Why did our class lose the arts hour?", "P-arts"),
    ("mentoring", "Meeting an older student each week helps.", "P-mentoring"),
    ("breakfast", "Could the club open ten minutes earlier?", "P-breakfast"),
    ("cover", "Cover is told too late.", None),
    ("safety", "Cars go too fast at the side gate.", None),
)  # fmt: skip
OUTCOMES = ("Done.", "Changed from next month on.", "Not possible this year: no money.", "Explained at the meeting.",
            "Passed on to the district.", "Tried for four weeks, then we look again.", "Done.")  # fmt: skip

SURVEY_ITEMS = (  # item, topic, usual answer of 1 to 5
    ("I can say what I think here", "voice", 3.6),
    ("I know what became of my last suggestion", "voice", 3.0),
    ("People here keep their promises", "trust", 3.7),
    ("I am treated with respect", "trust", 4.1),
    ("I learn from my colleagues", "collaboration", 3.8),
    ("Good work is noticed here", "recognition", 3.3),
    ("My workload can be managed", "workload", 2.7),
    ("I know our goals for this year", "goals", 3.5),
)  # fmt: skip

REQUEST_KINDS = ("cover", "materials", "technology", "technology", "coaching", "building", "behavior support",
                 "time to plan")  # fmt: skip
REQUEST_GROUPS = (None, None, None, "P-literacy", "P-stem", "P-newcomers", "P-mentoring")
FORMATS = ("workshop", "coaching", "course", "peer learning", "conference")
DEVELOPMENT_TOPICS = ("phonics", "fractions", "assessment", "behavior", "languages at home", "data in teams",
                      "inclusive teaching", "science practice", "first aid", "feedback")  # fmt: skip
