/* The wall: one card at a time in a meeting and on a phone, else three; the next after eight seconds or by key. Where
   somebody wants less motion or more contrast nothing moves by itself. */
(function () {
  "use strict";
  const PACE = 8000; // ms
  const AT_ONCE = 3;
  const WIDE = matchMedia("(min-width: 1100px)");
  const STILL = ["(prefers-reduced-motion: reduce)", "(prefers-contrast: more)", "(forced-colors: active)"].map((one) => matchMedia(one));
  const root = document.documentElement;
  const NEXT = ["ArrowRight", "ArrowDown", "PageDown"];
  const BEFORE = ["ArrowLeft", "ArrowUp", "PageUp"];

  let first = 0; // the first card that shows
  let paused = null; // what was pressed; until then it goes by the reader's settings
  let timer = 0;

  const wall = () => document.querySelector(".wall");
  const isMeeting = () => root.dataset.view === "meeting";
  const isQuiet = () => root.dataset.bsTheme === "contrast" || STILL.some((one) => one.matches);
  const isPaused = () => (paused === null ? isQuiet() : paused);
  const atOnce = () => (isMeeting() || !WIDE.matches ? 1 : AT_ONCE);

  function show() {
    clearTimeout(timer);
    const here = wall();
    if (!here) return;
    const cards = [...here.querySelectorAll(".wall-card")];
    const many = Math.min(atOnce(), cards.length);
    first = first >= cards.length ? 0 : Math.max(0, first);
    here.dataset.many = many;
    cards.forEach((card, place) => { card.hidden = place < first || place >= first + many; });
    const last = Math.min(first + many, cards.length);
    here.querySelector(".wall-place").textContent = `${last > first + 1 ? `${first + 1}–${last}` : last} of ${cards.length}`;
    here.querySelector("[data-wall=pause]").textContent = isPaused() ? "Go on by itself" : "Pause";
    if (!isPaused() && cards.length > many) timer = setTimeout(() => turn(1), PACE);
  }

  function turn(way) {
    const number = document.querySelectorAll(".wall-card").length;
    const step = atOnce();
    first += way * step;
    if (first < 0) first = Math.floor((number - 1) / step) * step;
    show();
  }

  function pause() {
    paused = !isPaused();
    show();
  }

  function press(event) {
    const button = event.target.closest && event.target.closest("[data-wall]");
    if (!button) return;
    if (button.dataset.wall === "pause") pause(); else turn(button.dataset.wall === "next" ? 1 : -1);
  }

  /* What a key does, or nothing. Up and down scroll a page; in a meeting there is nothing to scroll, and they turn
     cards as well. Space presses the button that it stands on. */
  function meant(event) {
    if (event.key === " ") return event.target.closest("a, button, summary") ? null : pause;
    if (event.key === "Home") return () => { first = 0; show(); };
    if (event.key === "End") return () => { first = 0; turn(-1); };
    if (!isMeeting() && event.key !== "ArrowRight" && event.key !== "ArrowLeft") return null;
    if (NEXT.includes(event.key)) return () => turn(1);
    return BEFORE.includes(event.key) ? () => turn(-1) : null;
  }

  function key(event) {
    if (!wall() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName || "")) return;
    const does = meant(event);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  function look() {
    const main = document.getElementById("main");
    if (!main) return setTimeout(look, 50);
    new MutationObserver(() => { if (main.dataset.ready === "true") show(); }).observe(main, { attributeFilter: ["data-ready"] });
    show();
  }

  addEventListener("click", press);
  addEventListener("keydown", key, true); // before keys.js goes from block to block
  addEventListener("staffroom-look", show);
  WIDE.addEventListener("change", show);
  STILL.forEach((one) => one.addEventListener("change", show));
  look();
})();
