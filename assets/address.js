/* The address is the state: what is chosen, on which page, in which view. Everything that changes it is here. */
(function () {
  "use strict";
  const FILTERS = ["school", "classroom", "program", "grade", "department"];
  const DAYS = ["from", "to"];
  const KEPT = [...FILTERS, ...DAYS, "as_of", "compare", "view"]; // goes along to other pages; names never do
  const NOT_A_CHOICE = ["view", "names"];
  const ALL = "all"; // what a select says of a filter that the address does not name
  const none = () => dash_clientside.no_update;

  let path = location.pathname; // of the page that is shown
  let shown = location.search; // the choice that is shown on it
  let times = 0; // how often the page was told: the same choice twice must be told twice

  /* One circular callback: the selects make the address, the address sets the selects, and the page is told. */
  function sync(search, ...values) {
    const by = dash_clientside.callback_context.triggered.map((each) => each.prop_id);
    const selects = by.length && by.every((name) => name.startsWith("filter-"));
    const wanted = selects ? chosen(values) : search || "";
    const told = wanted === shown ? none() : `${wanted}#${++times}`;
    if (told !== none()) staffroom.askAhead(told);
    show(wanted);
    if (told !== none()) staffroom.wait();
    return [wanted === search ? none() : wanted, ...(selects ? values.map(none) : valuesOf(wanted)), told];
  }

  function chosen(values) {
    const said = new URLSearchParams(location.search);
    const wanted = values.map((value) => (value === ALL ? "" : value));
    const [from, to] = (wanted[FILTERS.length] || "..").split("..");
    said.delete("names"); // asked for one view, and this is another
    FILTERS.forEach((name, place) => set(said, name, wanted[place]));
    set(said, "from", from);
    set(said, "to", to);
    return written(said);
  }

  function valuesOf(search) {
    const said = new URLSearchParams(search);
    const [from, to] = DAYS.map((name) => said.get(name));
    const several = (name) => (said.get(name) || ALL).split(",").sort().join(","); // as the server sorts them
    return [...FILTERS.map(several), from && to ? `${from}..${to}` : ALL];
  }

  function set(said, name, value) {
    if (value) said.set(name, value);
    else said.delete(name);
  }

  function written(said) {
    const words = said.toString().replaceAll("%2C", ",");
    return words ? `?${words}` : "";
  }

  /* What of the address is shown at once, before any answer. */
  function show(search) {
    const said = new URLSearchParams(search);
    const root = document.documentElement;
    shown = search;
    root.toggleAttribute("data-chosen", [...said.keys()].some((name) => !NOT_A_CHOICE.includes(name)));
    const named = said.get("names") === "on";
    const projected = said.getAll("view").includes("meeting");
    // What is on screen was meant for other eyes: it goes at once, and the page comes back with its own answer.
    if ((root.hasAttribute("data-names") && !named) || (projected && root.dataset.view !== "meeting")) {
      root.toggleAttribute("data-hold", true);
    }
    root.toggleAttribute("data-names", named);
    staffroom.showView(said.get("view") || "");
    staffroom.nameTheme();
    links(said);
  }

  /* The links of the navigation lead to the same choice on another page, and the open page is marked. */
  function links(said) {
    for (const link of document.querySelectorAll(".side a")) {
      link.setAttribute("href", link.pathname + kept(said));
      const here = link.pathname === path || (link.pathname !== "/" && path.startsWith(`${link.pathname}/`));
      if (here && link.className !== "brand") link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function kept(said) {
    const going = new URLSearchParams();
    for (const name of KEPT) set(going, name, said.get(name));
    return written(going);
  }

  /* Another choice on this page. Everything is renewed in place; nothing is loaded. */
  function choose(change, keepNames) {
    const said = new URLSearchParams(location.search);
    if (!keepNames) said.delete("names");
    change(said);
    dash_clientside.set_props("url", { search: written(said) });
  }

  function clear() {
    choose((said) => [...said.keys()].filter((name) => !NOT_A_CHOICE.includes(name)).forEach((name) => said.delete(name)));
  }

  function present(on) {
    choose((said) => set(said, "view", on ? "meeting" : ""));
    scrollTo(0, 0);
  }

  function names() {
    choose((said) => set(said, "names", said.get("names") ? "" : "on"), true);
  }

  /* Links inside the app change the page without loading it anew; a modified click does what the browser does. */
  function follow(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    const plain = link && !link.target && !link.hasAttribute("download") && link.origin === location.origin;
    if (!plain || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    event.stopPropagation();
    go(link.pathname, new URLSearchParams(link.search), link.hash);
  }

  /* A link that names its own choice is taken at its word; only the view stays, and names never go along. */
  function go(to, said, place) {
    said.delete("names");
    if (!said.has("view")) set(said, "view", new URLSearchParams(location.search).get("view"));
    scrollTo(0, 0); // as after any link: what it leads to begins at the top
    if (to === path) return dash_clientside.set_props("url", { search: written(said) });
    history.pushState({}, "", to + written(said) + place); // a place on the page is led to by assets/goals.js
    dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  /* Back and Forward on one page are a choice as well: Dash's router would build the page anew. */
  function moved(event) {
    if (location.pathname === path) {
      event.stopImmediatePropagation();
      if (window.dash_clientside.set_props) dash_clientside.set_props("url", { search: location.search });
      return;
    }
    path = location.pathname;
    show(location.search);
    staffroom.wait();
  }

  addEventListener("popstate", moved);
  addEventListener("_dashprivate_pushstate", moved);
  document.addEventListener("click", follow, true);
  window.staffroom = Object.assign(window.staffroom || {}, { sync, clear, present, names, links });
  window.dash_clientside = Object.assign(window.dash_clientside || {}, { staffroom: { sync } });
})();
