"""Where all parts meet: one app, made from settings; and what ``make run`` starts."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
from pathlib import Path
from threading import Thread

from dash import Dash, page_registry
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

from access.desk import open_desk
from access.doorway import Doorway
from access.goals import open_goals
from access.guard import Guard, protect
from access.joint_sessions import open_joint_sessions
from access.keys import open_keys
from access.practices import open_practices
from access.secret import secret_key
from access.sign_in import open_doorway
from access.start import check_surroundings
from access.static import StaticFiles, serve_static
from access.thanks import open_thanks
from access.visitor import Visitors
from components import document, filter_bar, request, shell
from data import settings as setting
from data import store
from data.gate import Gate
from data.importers.inbox import Inbox
from data.settings import SettingError, Settings
from data.statistics import distributions, paths
from data.store import StoreError

ROOT = Path(__file__).resolve().parent
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
WORKERS, THREADS = 2, 4
KEEP_ALIVE = 15  # seconds; a reader who looks at a chart before choosing keeps the connection


def create_app(settings: Settings) -> Dash:
    """The whole app on one database. Raises StoreError where that cannot be used."""
    server = Flask("staffroom", static_folder=None)
    server.extensions["staffroom"] = Gate(store.open_store(settings.database_url), settings)
    server.teardown_appcontext(request.look_away)
    visitors = server.extensions["visitors"] = Visitors(
        settings, server.extensions["staffroom"].engine, secret_key(settings)
    )
    guard = protect(
        server, visitors, lambda path: _missing(guard, static, path), lambda words, to: _slow(static, words, to)
    )
    open_desk(server, guard, Inbox(settings.instance / "inbox", settings.database_url))
    static = serve_static(server, ROOT)
    doorway = _doorway(static)
    open_goals(server, guard, visitors, doorway)
    open_thanks(server, guard, visitors, doorway)
    open_practices(server, guard, visitors, doorway)
    open_joint_sessions(server, guard, visitors, doorway)
    if settings.sign_in:
        _open_doors(server, guard, visitors, doorway)
    app = Dash(
        "app",
        server=server,
        use_pages=True,
        title="Staffroom",
        update_title=None,
        index_string=document.document(static.url, _stylesheets(static), _plotly(static)),
        include_assets_files=False,
        include_pages_meta=False,
        suppress_callback_exceptions=False,
        use_async=False,
        enable_mcp=False,
    )
    app.layout = shell.layout(bool(settings.sign_in))
    filter_bar.keep_in_step()
    _teach(guard, app)
    return app


def server() -> Flask:
    """What a WSGI server is given: ``gunicorn "app:server()"``."""
    os.umask(0o077)  # the database is for whoever runs Staffroom, and for nobody else on this machine
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    settings = setting.from_environment()
    check_surroundings(settings, os.environ)
    return create_app(settings).server


def _open_doors(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Where people sign in, and where it is decided who may see what."""
    if visitors.settings.sign_in.is_secure:  # then a proxy with TLS stands in front, and says who asks
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=1, x_proto=1, x_host=1)
    open_doorway(server, guard, visitors, doorway)
    open_keys(server, guard, visitors, doorway)


def _teach(guard: Guard, app: Dash) -> None:
    """Dash registers its router with the first request: have one now, so that the guard knows all there is."""
    here = {"REMOTE_ADDR": "127.0.0.1"}
    sign_in = guard.visitors.settings.sign_in
    url = sign_in.public_url if sign_in else "http://127.0.0.1"
    with app.server.test_request_context("/", base_url=url, environ_base=here):
        app.server.preprocess_request()
    pages = {page["path_template"] or page["path"]: page["name"] for page in page_registry.values()}
    guard.learn(pages, app.callback_map, app.csp_hashes())


def _stylesheets(static: StaticFiles) -> list[str]:
    """Bootstrap first, then ours by their numbers."""
    ours = sorted(path.removeprefix("/assets/") for path in static.manifest if path.endswith(".css"))
    return ["vendor.css", *(name for name in ours if name[:1].isdigit())]


def _plotly(static: StaticFiles) -> str:
    """plotly.js under an address that changes with it, so that no visit asks for it twice."""
    return f"{PLOTLY}?m={static.manifest[PLOTLY]['sha'][:12]}"


def _missing(guard: Guard, static: StaticFiles, path: str) -> str:
    return document.missing(static.url, _stylesheets(static), guard.paths, path)


def _slow(static: StaticFiles, words: str, to: str) -> str:
    return _doorway(static).closed("One moment", words, to, "Try again")


def _doorway(static: StaticFiles) -> Doorway:
    return Doorway(static.url, _stylesheets(static))


def main() -> int:
    """Serve until stopped. What stands in the way is one line on standard error, and 1."""
    os.umask(0o077)  # the database is for whoever runs Staffroom, and for nobody else on this machine
    try:
        settings = setting.from_environment()
        check_surroundings(settings, os.environ)
        check_port(settings)
        prepare(settings)
    except (SettingError, StoreError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    serve(settings)
    return 0


def check_port(settings: Settings) -> None:
    """Raises SettingError where another program listens already."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingError(
                f"Port {settings.port} cannot be used ({error.strerror}): stop the program that has it, "
                f"or choose another by STAFFROOM_PORT"
            ) from error


def prepare(settings: Settings) -> None:
    """A database with this version's schema; where there was no file yet, with the sample school. Raises StoreError.

    A database that somebody made and left empty stays empty: it waits for their own files.
    """
    is_new = store.is_missing(settings.database_url)
    engine = store.open_store(settings.database_url)
    try:
        if is_new:
            _write_sample(engine, settings)
    except SQLAlchemyError as error:
        place = engine.url.render_as_string(hide_password=True)
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(f"{place} cannot be used: {cause}; restore a backup") from error
    finally:
        engine.dispose()


def _write_sample(engine: Engine, settings: Settings) -> None:
    from data import sample  # only the first start needs it

    print("No school here yet: writing the sample school, once (some ten seconds) ...", flush=True)
    print(f"Written: {sample.write(engine, today=settings.today)}", flush=True)


def serve(settings: Settings) -> None:
    """On gunicorn; on waitress where that cannot run. The app is made in each worker: no connection is shared."""
    if sys.platform == "win32":
        _serve_on_waitress(settings)
    else:
        _serve_on_gunicorn(settings)


def _serve_on_gunicorn(settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Served(BaseApplication):
        def load_config(self) -> None:
            for name, value in gunicorn_settings(settings).items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return server()

    Served().run()


def gunicorn_settings(settings: Settings) -> dict[str, object]:
    return {
        "bind": _place(settings),
        "workers": WORKERS,
        "worker_class": "gthread",
        "threads": THREADS,
        "keepalive": KEEP_ALIVE,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _: _say_where(settings),
        "post_worker_init": lambda _: keep(),
    }


def keep() -> None:
    """What the app is made of is no garbage: to search it again and again makes a reader wait 200 ms now and then."""
    gc.collect()
    gc.freeze()
    Thread(target=_warm_up, name="warm-up", daemon=True).start()


def _warm_up() -> None:
    """Packages that take long to load, before somebody waits for them."""
    distributions.load()
    paths.load()


def _serve_on_waitress(settings: Settings) -> None:
    import waitress

    listening = waitress.create_server(server(), listen=_place(settings), threads=WORKERS * THREADS)
    _say_where(settings)
    listening.run()


def _place(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def _say_where(settings: Settings) -> None:
    print(f"Staffroom: http://{_place(settings)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
