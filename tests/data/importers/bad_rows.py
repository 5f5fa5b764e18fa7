"""Small bad files of the third kind: every cell may be taken, but the row says what cannot be. As in `bad_files`."""

A = "person,date,status,minutes\n"
G = "id,title,level,school,direction,baseline,target,low,high,start,due,group,parent,strategy\n"
R = "id,date,to,to_kind,from,school,points\n"
S = "survey,date,respondent,item,answer\n"
SPAN = "2025-09-01,2026-06-01"

ROWS = {
    # --- references
    "an unknown person": (
        "ties",
        "from,to\nt1,nobody\n",
        'x.csv line 2, column to: "nobody" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "an id in other capitals": (
        "ties",
        "from,to\nt1,T2\n",
        'x.csv line 2, column to: "T2" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "an unknown event": (
        "participants",
        "event,person\ne9,t1\n",
        'x.csv line 2, column event: "e9" is not the id of a known event or meeting; '
        "import the events or meetings first or with this file, or correct the id",
    ),
    "an unknown goal": (
        "checkins",
        "goal,date,value\ng9,2025-10-01,1\n",
        'x.csv line 2, column goal: "g9" is not the id of a known goal; '
        "import the goals first or with this file, or correct the id",
    ),
    "a program's id for a classroom": (
        "classrooms",
        "id,name,school\np1,Algebra,oak\n",
        'x.csv line 2, column id: "p1" is already the id of a program; give one of the two another id',
    ),
    # --- goals
    "nothing to increase": (
        "goals",
        G + f"g2,More,school,oak,increase,60,60,,,{SPAN},,,\n",
        'x.csv line 2, column target: "60" is the baseline: there is nothing to reach; '
        "correct one of the two, or use maintain",
    ),
    "an increase downwards": (
        "goals",
        G + f"g2,More,school,oak,increase,22,15,,,{SPAN},,,\n",
        'x.csv line 2, column target: "15" is under the baseline, though the goal is to increase; '
        "correct it, or use decrease",
    ),
    "a way too short to go": (
        "goals",
        G + f"g2,More,school,oak,increase,0,0.0000000001,,,{SPAN},,,\n",
        'x.csv line 2, column target: "0.0000000001" is less than a millionth away from the baseline: '
        "there is no way to go; correct one of the two, or use maintain",
    ),
    "nothing to keep to": (
        "goals",
        G + f"g2,Keep,school,oak,maintain,,,90,,{SPAN},,,\n",
        'x.csv line 2, column direction: "maintain" is maintain, but nothing says what to keep to; '
        "give low and high, or a target",
    ),
    "due before the start": (
        "goals",
        G + "g2,More,school,oak,increase,1,2,,,2025-09-01,2025-08-01,,,\n",
        'x.csv line 2, column due: "2025-08-01" is before start; correct one of the two dates',
    ),
    "a classroom of another school": (
        "goals",
        G + f"g2,More,classroom,oak,increase,1,2,,,{SPAN},c2,,\n",
        'x.csv line 2, column group: "c2" is a classroom or program of another school; '
        "correct it, or the school of the goal",
    ),
    "a parent that is nobody": (
        "goals",
        G + f"g2,More,school,oak,increase,1,2,,,{SPAN},,g9,\n",
        'x.csv line 2, column parent: "g9" is not the id of a known goal; '
        "import the goals first or with this file, or correct the id",
    ),
    "a goal that serves itself": (
        "goals",
        G + f"g2,More,school,oak,increase,1,2,,,{SPAN},,g2,\n",
        'x.csv line 2, column parent: "g2" leads back to the goal itself; break the circle: leave one parent blank',
    ),
    # --- people
    "thanks to nobody": (
        "recognitions",
        R + "r1,2025-10-01,nobody,,t1,,\n",
        'x.csv line 2, column to: "nobody" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "thanks to no team": (
        "recognitions",
        R + "r1,2025-10-01,Magic,team,t1,,\n",
        'x.csv line 2, column to: "Magic" is not a department of any known staff; '
        "write it as people's department does",
    ),
    "thanks to a team of two schools": (
        "recognitions",
        R + "r1,2025-10-01,Science,team,,,\n",
        'x.csv line 2, column to: "Science" is a department of several schools; '
        "say which by a column school or --set school=...",
    ),
    "thanks to a program that is a classroom": (
        "recognitions",
        R + "r1,2025-10-01,c1,program,t1,,\n",
        'x.csv line 2, column to: "c1" is not the id of a known program; import the programs first, or correct the id',
    ),
    "thanks at a school that is not the recipient's": (
        "recognitions",
        R + "r1,2025-10-01,t1,,t2,elm,\n",
        'x.csv line 2, column school: "elm" is not the recipient\'s school; correct it or leave it blank',
    ),
    "a respondent who is a person": (
        "surveys",
        S + "pulse,2025-10-01,t1,q1,4\n",
        'x.csv line 2, column respondent: "t1" is the id of a person: answers to surveys must not say whose they '
        "are; export the survey without names or ids, or with a code of its own per respondent",
    ),
    "an eighth status": (
        "attendance",
        A + "s1,2025-09-01,asleep,\n",
        'x.csv line 2, column status: "asleep" is not one of the values this field knows; '
        "use one of present, absent, excused, unexcused, tardy, partial, suspended",
    ),
    "a score outside its range": (
        "results",
        "person,measure,date,score,low,high\ns1,star,2025-10-01,1500,0,1400\n",
        'x.csv line 2, column score: "1500" is outside low and high; correct the score or its range',
    ),
    "an action of two schools": (
        "actions",
        "id,text,meeting,goal,school\na1,Call,m1,g1,elm\n",
        'x.csv line 2, column school: "elm" is another school than that of what the row refers to; '
        "correct it or leave it blank",
    ),
    "no time of day": (
        "incidents",
        "id,date,school,kind,time\ni1,2025-10-01,oak,noise,25:00\n",
        'x.csv line 2, column time: "25:00" is not a time of day; write it as 14:30',
    ),
}
