/* Forms of goals: what was typed stays until it is taken, what is refused is told where it was typed, and a link to a
   check-in leads into its field. Without this the forms work all the same. */
(function () {
  "use strict";
  const LOST = "Staffroom did not answer: nothing was lost that stands here. Try again in a moment.";
  const GONE = "It is not there any more, or not yours to write to: load the page anew.";

  function sent(event) {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-told]") || form.method !== "post") return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return; // pressed twice
    form.setAttribute("aria-busy", "true");
    document.querySelectorAll(".written").forEach((told) => { told.hidden = told !== form.parentElement; }); // of what was before
    tell(form, "");
    send(form).catch(() => tell(form, LOST)).finally(() => form.removeAttribute("aria-busy"));
  }

  async function send(form) {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    if (answer.status === 401) return location.reload();
    const said = await answer.json().catch(() => ({ why: GONE }));
    if (answer.ok) return location.assign(said.to);
    tell(form, said.why || GONE, said.field);
  }

  function tell(form, words, field) {
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    const line = form.querySelector(".refusal");
    if (line) line.textContent = words;
    const box = field && form.elements.namedItem(field);
    if (!box || !box.focus) return;
    const hidden = box.closest("details");
    if (hidden) hidden.open = true;
    box.setAttribute("aria-invalid", "true");
    box.focus();
  }

  /* One more, one less: 62 of 96 -> 63 of 96. */
  function step(event) {
    const button = event.target.closest && event.target.closest("[data-step]");
    if (!button) return;
    const box = button.closest("form").elements.namedItem("value");
    box.value = box.value.replace(/^\s*\d+|^\s*$/, (number) => Math.max(0, Number(number.trim() || box.dataset.from) + Number(button.dataset.step)));
  }

  /* Fields that only some kinds of numbers need. */
  function fit(form) {
    const kind = form.elements.namedItem("kind");
    const way = form.elements.namedItem("direction");
    if (!kind || !way) return;
    form.querySelectorAll("[data-kind]").forEach((part) => { part.hidden = part.dataset.kind !== kind.value; });
    form.querySelectorAll("[data-way]").forEach((part) => { part.hidden = (part.dataset.way === "band") !== (way.value === "maintain"); });
  }

  /* A goal that follows a number counts what that number counts. */
  function follow(form) {
    const metric = form.elements.namedItem("metric");
    const unit = metric && metric.selectedOptions[0] && metric.selectedOptions[0].dataset.unit;
    const kind = form.elements.namedItem("kind");
    if (!unit || !kind) return;
    kind.value = unit === "share" ? "share" : "number";
    const noun = form.elements.namedItem("noun");
    if (noun) noun.value = unit === "share" ? "" : unit;
  }

  let led = ""; // the address whose check-in was led to
  function lead() {
    document.querySelectorAll("form.whole").forEach(fit);
    const here = location.pathname + location.search + location.hash;
    if (location.hash.length < 2 || led === here) return;
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    led = here;
    const told = place.matches(".written") ? place : place.querySelector(".written");
    if (told) return told.scrollIntoView({ block: "center" }); // what was just written, and no keyboard over it
    place.scrollIntoView({ block: "start" });
    const first = place.querySelector("input[name=value]");
    if (!first) return;
    first.focus({ preventScroll: true });
    if (first.select && first.type === "text") first.select();
  }

  function look() {
    const main = document.getElementById("main");
    if (!main) return setTimeout(look, 50);
    new MutationObserver(() => { if (main.dataset.ready === "true") lead(); }).observe(main, { attributeFilter: ["data-ready"] });
    if (main.dataset.ready === "true") lead();
  }

  addEventListener("submit", sent);
  addEventListener("click", step);
  addEventListener("change", (event) => {
    if (!event.target.form) return;
    if (event.target.name === "metric") follow(event.target.form);
    fit(event.target.form);
  });
  look();
})();
