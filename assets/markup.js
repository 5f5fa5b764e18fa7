/* Draws the trees that components/markup.py writes: [name, attributes, ...inside], a number for a Dash component.
   One React component for a whole block instead of one of Dash's wrappers for every cell. */
(function () {
  "use strict";

  function draw(node, charts, key) {
    if (typeof node === "number") return charts[node];
    if (!Array.isArray(node)) return node;
    const inside = node.slice(2).map((part, place) => draw(part, charts, place));
    return React.createElement(node[0], attributes(node, key), ...inside);
  }

  function attributes(node, key) {
    const ours = { ...node[1], key };
    if (node[0] === "a" && ours.href.startsWith("/") && !ours.download) ours.onClick = follow;
    return ours;
  }

  /* What dcc.Link does: another page, or another choice on this one, without loading the app again. */
  function follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    const link = event.currentTarget;
    if (link.pathname === location.pathname) return dash_clientside.set_props("url", { search: link.search });
    history.pushState({}, "", link.href);
    dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    scrollTo(0, 0);
  }

  function Markup(props) {
    return draw(props.tree, [].concat(props.children || []));
  }

  window.staffroom = Object.assign(window.staffroom || {}, { Markup });
})();
