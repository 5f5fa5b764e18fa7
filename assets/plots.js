/* Plotly knows no CSS variables: here its figures get the colours, the font and the sizes of the page they stand on,
   and get them again when the theme or the view changes. */
(function () {
  "use strict";
  const LARGER = 2; // in the meeting view: 13 px become 26
  const THICKER = 1.5; // lines and marks
  const SIZED = new Set(["size", "l", "r", "t", "b", "xshift", "yshift", "ax", "ay", "standoff"]);
  const drawn = new Map(); // element -> the figure as the server wrote it

  const isMeeting = () => document.documentElement.dataset.view === "meeting";

  /* A copy with every "var(--x)" resolved and, in the meeting view, every size grown. Arrays of numbers stay as they are. */
  function dressed(value, key, styles, large) {
    if (typeof value === "string") return value.startsWith("var(") ? resolved(value, styles) : value;
    if (typeof value === "number") return large ? grown(value, key) : value;
    if (Array.isArray(value)) return isPlain(value) ? sized(value, key, large) : value.map((each) => dressed(each, key, styles, large));
    if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy = {};
    for (const name of Object.keys(value)) copy[name] = dressed(value[name], inked(name, key) ? "ink" : name, styles, large);
    return copy;
  }

  /* The width of a line and the size of a mark; the size of letters is another. */
  function inked(name, parent) {
    return (name === "width" && parent === "line") || (name === "size" && parent === "marker");
  }

  function isPlain(list) {
    return list.length > 0 && typeof list[0] === "number" && typeof list.at(-1) === "number"; // [0, "var(--x)"] is a colour
  }

  function sized(list, key, large) {
    return large && key === "ink" ? list.map((each) => each * THICKER) : list;
  }

  function grown(number, key) {
    if (key === "ink") return number * THICKER;
    return SIZED.has(key) ? number * LARGER : number;
  }

  function resolved(text, styles) {
    return styles.getPropertyValue(text.slice(4, -1).trim()).trim() || text;
  }

  function dress(figure) {
    const styles = getComputedStyle(document.documentElement);
    return { ...figure, ...dressed({ data: figure.data || [], layout: figure.layout || {} }, "", styles, isMeeting()) };
  }

  /* newPlot and react take (element, data, layout, config) or (element, {data, layout, config}). */
  function wrapped(draw) {
    return function (element, data, layout, config) {
      const figure = Array.isArray(data) || !data ? { data, layout, config } : data;
      const node = typeof element === "string" ? document.getElementById(element) : element;
      drawn.set(node, figure);
      const now = dress(figure);
      return staffroom.draw(draw.call(this, node, now.data, now.layout, now.config));
    };
  }

  function prepare(plotly) {
    const react = plotly.react;
    plotly.newPlot = wrapped(plotly.newPlot);
    plotly.react = wrapped(react);
    addEventListener("staffroom-look", () => {
      for (const [node, figure] of drawn) {
        if (node.isConnected) plotly.react(node, figure);
        else drawn.delete(node);
      }
    });
    return plotly;
  }

  /* Where plotly.js is. It is fetched beside the page, for the first page that has a chart; Dash would ask again. */
  const place = document.currentScript.dataset.plotly;
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => place, set: () => undefined });
  addEventListener("load", () => fetch(place, { priority: "low" }).catch(() => undefined));

  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set: (arrived) => { plotly = arrived && !arrived.dressed ? Object.assign(prepare(arrived), { dressed: true }) : arrived; },
  });
})();
