"""Commands that answer: the metrics there are, and one Answer through the same gate as the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import click

from data import settings, trail
from data.accounts import looks
from data.answer import Answer
from data.commands.run import database, who
from data.filters import Filters
from data.gate import Gate
from data.metrics.record import Metric
from data.metrics.registry import METRICS
from data.spreadsheets import cell
from data.viewer import Viewer


class MetricName(click.ParamType):
    name = "metric"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Metric:
        if value not in METRICS:
            self.fail(f'"{value}" is no metric; `python -m data metrics` lists them', param, ctx)
        return METRICS[value]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of lines.")
def metrics(as_json: bool) -> None:
    """Every number there is: what it is called, what it means, whose data it shows."""
    told = [_told(metric) for metric in METRICS.values()]
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(f"{metric['name']:42} {metric['title']}" for metric in told))


def _told(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name, "title": metric.title, "unit": metric.unit, "direction": metric.direction,
        "strategy": metric.strategy, "whose": metric.whose, "definition": metric.definition, "why": metric.why,
    }  # fmt: skip


@click.command()
@click.argument("metric", type=MetricName())
@click.option("--filter", "chosen", multiple=True, metavar="NAME=VALUE", help="As in a page's address; repeat it.")
@click.option("--as", "role", type=click.Choice(settings.ROLES), help="Who asks; STAFFROOM_ROLE unless told.")
@click.option("--format", "form", default="json", show_default=True, type=click.Choice(["json", "csv", "table"]))
def ask(metric: Metric, chosen: tuple[str, ...], role: str | None, form: str) -> None:
    """One Answer, exactly as the pages show it."""
    current = settings.from_environment()
    filters = Filters.from_pairs(_pairs(chosen), current.today)
    gate, viewer = Gate(database(), current), Viewer.of(role or current.role)
    _note_names(gate, metric, filters, viewer)
    answer = gate.ask(metric, filters, viewer)
    click.echo({"json": _as_json, "csv": _as_csv, "table": _as_table}[form](answer))


def _note_names(gate: Gate, metric: Metric, filters: Filters, viewer: Viewer) -> None:
    """As on a page: what cannot be noted is not shown, and a choice is noted without what is not there."""
    with gate.looking() as look:
        chosen = gate.directory(look, viewer).known(filters)
    if chosen.names and viewer.may_name(chosen):
        trail.note(gate.engine, who(), trail.SAW_NAMES, metric=metric.name, **looks.noted(viewer, chosen))


def _pairs(chosen: Iterable[str]) -> list[tuple[str, str]]:
    """``name=value`` as pairs; what a page would drop, the Answer's scope line says was dropped."""
    for text in chosen:
        if "=" not in text:
            raise click.BadParameter(f'"{text}" is not name=value, such as program=literacy', param_hint="--filter")
    return [tuple(text.split("=", 1)) for text in chosen]


def _as_json(answer: Answer) -> str:
    return json.dumps(answer.as_json(), indent=1, ensure_ascii=False)


def _as_csv(answer: Answer) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(answer.frame.columns)
    writer.writerows([cell(value) for value in row.values()] for row in answer.rows())
    return written.getvalue().rstrip("\n")


def _as_table(answer: Answer) -> str:
    lines = [answer.sentence, answer.scope, ""]
    if len(answer.frame):
        lines.append(answer.frame.drop(columns="hidden").to_string(index=False, na_rep="–"))
    lines += [f"({told['rows']} not shown: {told['why']})" for told in answer.hidden]
    return "\n".join(lines)


COMMANDS = (metrics, ask)
