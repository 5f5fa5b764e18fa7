"""The floor: three pages of ours written by hand, as little as can be between the database and the screen.

Raw SQL on the same file, rows as JSON, drawn by the script in floor.html with the same Bootstrap and the same plotly
bundle. It has as many tiles, charts and table rows as our page, and one select; it knows no roles, protects nobody,
explains nothing, remembers nothing and has one theme. What our pages take beyond it is what all of that costs.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request

from access.static import serve_static

HERE = Path(__file__).resolve().parent
PERIOD = ("2025-08-01", "2026-01-30")
PLOTLY = '<script src="/_dash-component-suites/plotly/package_data/plotly.min.js" defer></script>'
STAFF = """SELECT id FROM people WHERE kind = 'staff' AND (start IS NULL OR start <= :until)
AND ("end" IS NULL OR "end" >= :since) AND (:program = '' OR id IN
(SELECT person FROM memberships WHERE "group" = :program AND (start IS NULL OR start <= :until)
 AND ("end" IS NULL OR "end" >= :since)))"""
JOINT = """SELECT p.person, e.date FROM participants p JOIN events e ON e.id = p.event
WHERE p.present AND e.date BETWEEN :since AND :until AND p.person IN staff AND
(SELECT count(*) FROM participants o WHERE o.event = p.event AND o.present) > 1"""

PROGRAMS = "SELECT id, name FROM groups WHERE type = 'program' ORDER BY name"
TEAMS = f"""WITH staff AS ({STAFF}) SELECT department, count(*) AS staff FROM people
WHERE id IN staff GROUP BY 1 ORDER BY 1"""
TIES = f"""WITH staff AS ({STAFF}) SELECT a.department AS a, b.department AS b, count(*) AS times FROM ties
JOIN people a ON a.id = from_person JOIN people b ON b.id = to_person
WHERE from_person IN staff AND to_person IN staff AND wave = (SELECT max(wave) FROM ties) GROUP BY 1, 2"""
WEEKS = f"""WITH staff AS ({STAFF}), present AS
(SELECT event, count(*) AS people FROM participants WHERE present AND person IN staff GROUP BY 1)
SELECT date(e.date, 'weekday 1', '-7 days') AS week, e.kind, count(*) AS sessions,
round(sum(e.minutes * coalesce(present.people, 0)) / 60.0) AS hours FROM events e LEFT JOIN present ON event = e.id
WHERE e.date BETWEEN :since AND :until AND (:program = '' OR present.people > 0) GROUP BY 1, 2 ORDER BY 1, 2"""
REACHED = f"""WITH staff AS ({STAFF}), joint AS ({JOINT}) SELECT department, count(*) AS staff,
sum(id IN (SELECT person FROM joint)) AS reached FROM people WHERE id IN staff GROUP BY 1 ORDER BY 1"""
MONTHS = f"""WITH staff AS ({STAFF}), joint AS ({JOINT}) SELECT substr(date, 1, 7) || '-01' AS month,
count(DISTINCT person) AS reached, (SELECT count(*) FROM staff) AS staff FROM joint GROUP BY 1 ORDER BY 1"""
GOALS = """SELECT g.*, groups.name AS group_name, people.role AS owner_role FROM goals g
LEFT JOIN groups ON groups.id = g."group" LEFT JOIN people ON people.id = g.owner
WHERE g.due >= :since AND g.start <= :until AND (:program = '' OR g."group" = :program)"""
ANSWERED = """SELECT {key} AS key, count(*) AS items, sum(julianday(answered) - julianday(date) <= 7) AS answered
FROM feedback WHERE date BETWEEN :since AND :until AND (:program = '' OR "group" = :program) GROUP BY 1 ORDER BY 1"""
CHECKINS = "SELECT goal, at, value FROM checkins WHERE at <= :until || ' 24' ORDER BY at"


def server() -> Flask:
    """What gunicorn is given."""
    flask = Flask("floor", static_folder=None)
    static = serve_static(flask, HERE.parent)
    html = (HERE / "floor.html").read_text("utf-8").replace("STYLES", static.url("vendor.css"))
    for name, rows, scripts in PAGES:
        page = html.replace("SCRIPTS", scripts)
        flask.add_url_rule(f"/{name}", name, lambda page=page: Response(page, mimetype="text/html"))
        flask.add_url_rule(f"/{name}/rows", f"{name}-rows", lambda rows=rows: jsonify(answered(rows)))
    return flask


def answered(rows) -> dict[str, Any]:
    """One connection a request, as our gate has it from its pool."""
    path = os.environ["STAFFROOM_DATABASE_URL"].removeprefix("sqlite:///")
    asked = {"since": PERIOD[0], "until": PERIOD[1], "program": request.args.get("program", "")}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        def read(sql: str) -> list[dict[str, Any]]:
            return [dict(row) for row in connection.execute(sql, asked)]

        return rows(read) | {"programs": read(PROGRAMS)}


def collaboration(read) -> dict[str, Any]:
    wanted = {"teams": TEAMS, "ties": TIES, "weeks": WEEKS, "reached": REACHED, "months": MONTHS}
    return {name: read(sql) for name, sql in wanted.items()}


def communication(read) -> dict[str, Any]:
    by = {"months": "substr(date, 1, 7) || '-01'", "channels": "channel"}
    return {name: read(ANSWERED.format(key=key)) for name, key in by.items()}


def goals(read) -> dict[str, Any]:
    rows, made = read(GOALS), read(CHECKINS)
    for row in rows:
        row["course"] = [[one["at"], one["value"]] for one in made if one["goal"] == row["id"]]
        row["status"] = status(row)
    return {"goals": rows, "status": Counter(row["status"] for row in rows)}


def status(goal: dict[str, Any]) -> str:
    """The share of the way that is done against the share of the time that is over."""
    if not goal["course"] or goal["target"] is None:
        return "no data" if not goal["course"] else "on track"
    done = (goal["course"][-1][1] - goal["baseline"]) / ((goal["target"] - goal["baseline"]) or 1)
    return "met" if done >= 1 else "on track" if done >= 0.38 else "at risk" if done >= 0.3 else "off track"


PAGES = (("goals", goals, ""), ("communication", communication, PLOTLY), ("collaboration", collaboration, PLOTLY))
