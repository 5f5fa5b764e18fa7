/* Buttons of the shell, and keys: m presents, Esc leaves, t opens tables, arrows go from chart to chart in a meeting. */
(function () {
  "use strict";
  const root = document.documentElement;
  const NEXT = ["ArrowDown", "ArrowRight", "PageDown", " "];
  const BEFORE = ["ArrowUp", "ArrowLeft", "PageUp"];
  const THEMES = { light: ["Light", "sun"], dark: ["Dark", "moon-stars"], contrast: ["High contrast", "circle-half"] };
  const isMeeting = () => root.dataset.view === "meeting";

  const DO = {
    present: () => staffroom.present(!isMeeting()),
    names: () => staffroom.names(),
    clear: () => staffroom.clear(),
    theme: () => { staffroom.nextTheme(); nameTheme(); },
    menu: () => openMenu(!root.hasAttribute("data-menu")),
  };

  function press(event) {
    const button = event.target.closest && event.target.closest("[data-do]");
    if (button && DO[button.dataset.do]) DO[button.dataset.do]();
    else if (event.target.closest && event.target.closest(".side a")) openMenu(false);
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "m") staffroom.present(!isMeeting());
    else if (event.key === "t") openTables();
    else if (event.key === "Escape") leave();
    else if (isMeeting() && step(event)) event.preventDefault();
  }

  function isTyping(node) {
    return node.isContentEditable || /^(input|textarea|select)$/i.test(node.tagName || "");
  }

  function leave() {
    if (root.hasAttribute("data-menu")) openMenu(false, true);
    else if (isMeeting()) staffroom.present(false);
  }

  function openMenu(open, focus) {
    const button = document.getElementById("menu-button");
    root.toggleAttribute("data-menu", open);
    if (!button) return;
    button.setAttribute("aria-expanded", open);
    if (focus) button.focus();
  }

  function openTables() {
    const tables = [...document.querySelectorAll("details.table-twin")];
    const open = tables.some((each) => !each.open);
    for (const each of tables) each.open = open;
  }

  /* The chart below or above the one that fills the screen; at a button or a link the space bar is its own. */
  function step(event) {
    const way = NEXT.includes(event.key) ? 1 : BEFORE.includes(event.key) ? -1 : 0;
    if (!way || event.target.closest("summary, .table-scroll") || (event.key === " " && event.target.closest("a, button"))) return false;
    const screens = [...document.querySelectorAll("#main .block, #main .tile, #main .block > figure")].filter((each) => getComputedStyle(each).scrollSnapAlign === "start");
    const top = document.querySelector(".head").getBoundingClientRect().bottom;
    const now = screens.findLastIndex((each) => each.getBoundingClientRect().top <= top + 32);
    const to = screens[Math.max(0, Math.min(screens.length - 1, now + way))];
    if (to) to.scrollIntoView({ block: "start" });
    return true;
  }

  function nameTheme() {
    const button = document.getElementById("theme-button");
    const [name, icon] = THEMES[staffroom.theme()];
    if (!button || button.lastChild.textContent === name) return;
    button.lastChild.textContent = name;
    button.firstChild.className = `icon icon-${icon}`;
    button.setAttribute("aria-label", `Theme: ${name}`);
  }

  addEventListener("click", press, true); // before address.js takes a link for itself
  document.addEventListener("keydown", key);
  addEventListener("staffroom-look", nameTheme);
  window.staffroom = Object.assign(window.staffroom || {}, { nameTheme });
})();
