"""One function a shape. Each takes an Answer and draws its rows and nothing else; a hidden row is drawn as nothing.

Lines, stacked weeks, the matrix and the network are plotly figures, written as plain dicts; bars and strips are HTML.
Colours are names of tokens ("var(--accent)"): assets/app.js makes them colours of the theme in the browser.
"""

from components.charts.bars import by_chance, count_bars, ranking, share_bars
from components.charts.control import control
from components.charts.lorenz import lorenz
from components.charts.matrix import matrix
from components.charts.network import alone, network
from components.charts.spark import sparkline
from components.charts.strip import status_strip
from components.charts.trend import marked_trend, trend
from components.charts.weeks import bars_over_time

__all__ = [
    "alone",
    "bars_over_time",
    "by_chance",
    "control",
    "count_bars",
    "lorenz",
    "marked_trend",
    "matrix",
    "network",
    "ranking",
    "share_bars",
    "sparkline",
    "status_strip",
    "trend",
]
