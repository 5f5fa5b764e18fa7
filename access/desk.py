"""Where files are handed in: addresses that take them, tell how far they are, and give a report back.

Plain forms and plain answers: a keyboard, a phone and a slow line are at home in them. Every one of them is for the
role that may import, and comes from one of our own pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, Response, abort, current_app, g, jsonify, redirect, request, send_file
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from access.guard import Guard, is_same_origin
from data import trail
from data.importers.delivery import REPORT, NoDelivery, plain
from data.importers.inbox import Full, Inbox
from data.importers.order import DATE_ORDERS, Choices, Layout
from data.importers.problems import ImportRefused
from data.importers.sources import expect
from data.importers.undo import LARGEST_ID, undo
from data.importers.unpack import MOST_FILES

LARGEST_DELIVERY = 2 * 2**30  # bytes; they go to the disk as they come
LONGEST_ANSWER = 300  # characters
MOST_ANSWERS = 200
LAST_LINE = 100_000  # in which a header may stand
PLACE = "/data/files"
WORKBOOK = "staffroom.xlsx"
ONE = f"{PLACE}/<delivery>"
View = Callable[..., Response]


def open_desk(server: Flask, guard: Guard, inbox: Inbox) -> None:
    """Register the addresses, and open them in the guard by name."""
    server.extensions["inbox"] = inbox
    inbox.clear_up()
    for rule, method, view in ROUTES:
        guard.opened.add(rule)
        server.add_url_rule(rule, view.__name__, may_import(view), methods=[method])


def may_import(view: View) -> View:
    """Only for who may import; what changes something only from one of our own pages."""

    @wraps(view)
    def guarded(**named: str | int) -> Response:
        if not g.viewer.imports:
            abort(403)
        try:
            if request.method == "POST":
                _check_sender()
            return view(**named)
        except NoDelivery:
            abort(404)
        except Full:
            return _back("?said=full")
        except SQLAlchemyError:
            return _back("?said=busy")

    return guarded


def _check_sender() -> None:
    """One of our own pages, with the token of the session: read from the form, which may be a large delivery."""
    if not is_same_origin():
        abort(403)
    if request.path == PLACE:
        request.max_content_length = LARGEST_DELIVERY
        _inbox().make_sure_of_room(request.content_length or 0)  # before any of it is on the disk
    if not current_app.extensions["visitors"].has_token(g.visitor):
        abort(403)


def hand_in() -> Response:
    """Files, for a look: nothing is taken before somebody says so."""
    files = [(file.filename, file.save) for file in request.files.getlist("file") if file.filename]
    if not 1 <= len(files) <= MOST_FILES:
        return _back("?said=many" if files else "?said=nothing")
    return _back(f"/{_inbox().put(files, g.actor)}")


def look_again(delivery: str) -> Response:
    choices, layout, dates = _answered()
    _inbox().check(delivery, choices, layout, dates)
    return _back(f"/{delivery}")


def take_in(delivery: str) -> Response:
    said = request.form
    _inbox().take(
        delivery, keep_good_rows=said.get("rows") == "good", replaces_sample=said.get("instead") == "of the sample"
    )
    return _back(f"/{delivery}")


def throw_away(delivery: str) -> Response:
    """Or to what came of it, where it is too late."""
    return _back("" if _inbox().forget(delivery) else f"/{delivery}")


def how_far(delivery: str) -> Response:
    return jsonify(plain(_inbox().get(delivery)))


def what_to_mend(delivery: str) -> Response:
    report = _inbox().get(delivery).folder / REPORT
    if not report.is_file():
        abort(404)
    trail.note(_engine(), g.actor, trail.EXPORTED, file=REPORT, delivery=delivery)
    return _download(report, REPORT)


def empty_workbook() -> Response:
    """The workbook of all kinds, to be filled in."""
    from data.importers.template_workbook import write_workbook  # five megabytes, for a link that few press

    with TemporaryDirectory(prefix="staffroom-") as folder:
        path = Path(folder) / WORKBOOK
        write_workbook(path)
        return _download(BytesIO(path.read_bytes()), WORKBOOK)


def take_back(import_id: int) -> Response:
    """With those that the page named. What else stands on it is said on the page, and nothing is done then."""
    later = [int(one) for one in request.form.getlist("later") if _is_id(one)]
    if import_id > LARGEST_ID:
        abort(404)
    try:
        done = undo(_engine(), import_id, g.actor, with_later=later)
    except ImportRefused:
        abort(404)
    needs = f"&with={','.join(map(str, done.needs))}" if done.needs else ""
    return _back(f"?undo={import_id}{needs}" if done.reasons else "?said=undone")


def say_how_often() -> Response:
    days = request.form.get("days", "").strip()
    if days and not (days.isascii() and days.isdecimal()):  # int() reads 3_0 as 30
        abort(400)
    try:
        expect(_engine(), request.form.get("kind", ""), int(days) if days else None)
    except (ImportRefused, ValueError):
        abort(400)
    return _back("")


def _engine() -> Engine:
    return current_app.extensions["staffroom"].engine


ROUTES: tuple[tuple[str, str, View], ...] = (
    (PLACE, "POST", hand_in),
    (f"{ONE}/again", "POST", look_again),
    (f"{ONE}/take", "POST", take_in),
    (f"{ONE}/forget", "POST", throw_away),
    (f"{ONE}/state", "GET", how_far),
    (f"{ONE}/report", "GET", what_to_mend),
    ("/data/workbook.xlsx", "GET", empty_workbook),
    ("/data/imports/<int:import_id>/undo", "POST", take_back),
    ("/data/rhythms", "POST", say_how_often),
)


def _answered() -> tuple[Choices, Layout, str | None]:
    """What the form says about the files. ``kind``, ``dates``, ``encoding``, ``sheet``, ``header_row``; ``map.<field>``
    names a column, ``set.<field>`` a value for all rows. Anything else is not asked for."""
    said = {name: value.strip()[:LONGEST_ANSWER] for name, value in list(request.form.items())[:MOST_ANSWERS]}
    given = {name: value for name, value in said.items() if value}
    pairs = {
        part: tuple((name.partition(".")[2], value) for name, value in given.items() if name.startswith(f"{part}."))
        for part in ("map", "set")
    }
    layout = Layout(given.get("encoding"), _line(given.get("header_row", "")), given.get("sheet"))
    dates = given.get("dates")
    return Choices(given.get("kind"), pairs["map"], pairs["set"]), layout, dates if dates in DATE_ORDERS else None


def _line(said: str) -> int | None:
    """A line of a file, as far as it is one."""
    return int(said) if said.isdecimal() and 1 <= int(said) <= LAST_LINE else None


def _is_id(said: str) -> bool:
    """Of an import; int() refuses thousands of digits, and reads those of other scripts."""
    return said.isascii() and said.isdecimal() and len(said) <= len(str(LARGEST_ID))


def _inbox() -> Inbox:
    return current_app.extensions["inbox"]


def _download(file: Path | BytesIO, name: str) -> Response:
    """No browser keeps a copy that nobody asked it to keep."""
    response = send_file(file, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response


def _back(where: str) -> Response:
    """To the page that shows what came of it."""
    return redirect(f"/data{where}", code=303)
