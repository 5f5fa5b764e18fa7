/* Files in: dropping files on the page, and how far an import is. Without this the forms work all the same. */
(function () {
  "use strict";
  const LOOK_EVERY = 800; // ms
  const WAITING = ["checking", "taking"];
  const WORDS = { opening: "Opening", checking: "Reading", writing: "Writing" };

  const dropOf = (event) => event.target.closest && event.target.closest(".drop");

  function over(event) {
    const drop = dropOf(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("over", event.type === "dragover");
  }

  function dropped(event) {
    const drop = dropOf(event);
    if (!drop) return;
    over(event);
    drop.querySelector("input").files = event.dataTransfer.files;
    name(drop);
  }

  function chosen(event) {
    const drop = dropOf(event);
    if (drop) name(drop);
  }

  function name(drop) {
    const files = [...drop.querySelector("input").files];
    const words = files.length > 3 ? `${files.length} files chosen` : files.map((file) => file.name).join(", ");
    drop.firstElementChild.textContent = words || "Choose files, or drop them here";
  }

  /* Every form that is posted brings the token of the session along: no other site can read it. */
  function sealed(event) {
    const form = event.target;
    const said = document.cookie.split("; ").find((part) => part.startsWith("_csrf_token="));
    if (form.method !== "post" || !said) return;
    const field = form.querySelector('input[name="_csrf_token"]') || form.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name: "_csrf_token", value: decodeURIComponent(said.split("=")[1]) });
  }

  /* What is being sent takes a while: the button says so, and is not pressed twice. */
  function sent(event) {
    const form = event.target;
    if (!form.action || !new URL(form.action).pathname.startsWith("/data/")) return;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", "true");
      if (form.dataset.desk === "files") button.textContent = "Sending …";
    }
  }

  async function look() {
    const line = document.querySelector("[data-desk-told]");
    if (!line) return;
    const answer = await fetch(`/data/files${location.pathname.slice("/data".length)}/state`, { headers: { Accept: "application/json" } });
    if (answer.status === 429) return rest(answer);
    if (!answer.ok) return location.reload();
    const { state, told } = await answer.json();
    if (!WAITING.includes(state)) return location.reload();
    if (told) line.textContent = `${WORDS[told.stage]} ${told.file}${told.rows ? `, ${told.rows.toLocaleString("en")} rows` : ""} …`;
  }

  /* Too much was asked at once: the next look is when the server said. */
  function rest(answer) {
    restsUntil = performance.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 1);
  }

  let restsUntil = 0;
  let looking = false;
  setInterval(() => {
    if (looking || performance.now() < restsUntil) return;
    looking = true;
    look().catch(() => {}).finally(() => { looking = false; }); // a lost connection is told by the page; the next look tries again
  }, LOOK_EVERY);

  addEventListener("dragover", over);
  addEventListener("dragleave", over);
  addEventListener("drop", dropped);
  addEventListener("change", chosen);
  addEventListener("submit", sealed);
  addEventListener("submit", sent);
})();
