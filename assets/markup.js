/* Draws the trees that components/markup.py writes: [name, attributes, ...inside], a number for a Dash component.
   One React component for a whole page instead of one of Dash's wrappers for every cell of it. An element with a key
   of its own is made anew where that changes: what was typed into it goes. */
(function () {
  "use strict";

  function draw(node, charts, key) {
    if (typeof node === "number") return charts[node];
    if (!Array.isArray(node)) return node;
    const inside = node.slice(2).map((part, place) => draw(part, charts, place));
    return React.createElement(node[0], { key, ...node[1] }, ...inside);
  }

  function Markup(props) {
    return draw(props.tree, [].concat(props.children || []));
  }

  window.staffroom = Object.assign(window.staffroom || {}, { Markup });
})();
