/* Runs before the first paint: the theme that was chosen last, or the system's; the view that the address names. */
(function () {
  "use strict";
  const KEY = "staffroom-theme";
  const THEMES = ["light", "dark", "contrast"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const more = matchMedia("(prefers-contrast: more)");

  function remembered() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }

  function theme() {
    const chosen = remembered();
    if (THEMES.includes(chosen)) return chosen;
    return more.matches ? "contrast" : dark.matches ? "dark" : "light";
  }

  function show() {
    const root = document.documentElement;
    if (root.dataset.bsTheme === theme()) return;
    root.dataset.bsTheme = theme();
    dispatchEvent(new CustomEvent("staffroom-look"));
  }

  function next() {
    try { localStorage.setItem(KEY, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]); } catch { /* no storage */ }
    show();
  }

  /* "meeting": large type, one chart a screen. */
  function showView(name) {
    const root = document.documentElement;
    if ((root.dataset.view || "") === name) return;
    root.dataset.view = name;
    dispatchEvent(new CustomEvent("staffroom-look"));
  }

  show();
  showView(new URLSearchParams(location.search).get("view") || "");
  dark.addEventListener("change", show);
  more.addEventListener("change", show);
  addEventListener("storage", show);
  window.staffroom = Object.assign(window.staffroom || {}, { theme, nextTheme: next, showView });
})();
