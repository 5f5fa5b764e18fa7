"""Words of thanks; no names of people in them."""

VALUES = ("helping others", "helping others", "helping others", "new ideas", "new ideas", "families")
KINDS = ("note", "note", "note", "note", "shout-out", "shout-out", "message", "message", "message", "award")
MESSAGES = {
    "helping others": ("Stayed late to help with the forms, twice.",
                       "Covered two duties so that we could plan together.",
                       "Took over my class when the bus was late.", "Found the missing keys before the bell.",
                       "Explained the new timetable to everybody, patiently.", "Carried forty chairs with us."),
    "new ideas": ("Shared the fractions unit; we used it the next morning.", "The question wall works in our room too.",
                  "Turned the test into a game and nobody was afraid.", "A simple list that saves us an hour a week.",
                  "Tried the phonics cards first and told us how it went."),
    "families": ("Found books in nine languages for the reading night.",
                 "Called a family that had not been here before.",
                 "Translated the letter over the weekend.", "Kept the door open on conference evening."),
}  # fmt: skip
TO_GROUP = (("program", "P-literacy"), ("classroom", "C4B"), ("team", ""), ("program", "P-breakfast"),
            ("classroom", "C2A"), ("program", "P-stem"), ("classroom", "C6A"), ("program", "P-newcomers"),
            ("team", ""))  # fmt: skip
