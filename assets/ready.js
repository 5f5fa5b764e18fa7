/* Asks early and says when all is there: <main data-ready> is "true" when every answer has arrived and every chart is
   drawn, "false" while one is on its way. */
(function () {
  "use strict";
  const CALLBACK = "/_dash-update-component";
  const DASH = "/_dash-"; // what else it asks for: without its layout there is no page
  const LOST = "Staffroom did not answer: what you see is from before. Try again in a moment, or load the page anew.";
  const SLOW = (seconds) => `That was a lot at once: Staffroom goes on by itself in ${seconds} second${seconds > 1 ? "s" : ""}.`;
  const LONGEST_WAIT = 60; // seconds
  const SOON = 1000; // ms in which what was announced is asked, and what has arrived is drawn
  const fetched = window.fetch;

  let asked = 0; // answers on their way
  let drawing = 0; // charts on their way
  let begun = 0; // charts that were ever on their way
  let owed = 0; // how many of them there will be when what has arrived is drawn
  let until = 0; // when to stop waiting for what was announced
  let latest = 0; // the newest choice that was asked about
  let check = 0;
  let lost = false; // whether the newest question had no answer: what is held back stays so
  let early = null; // a question that Dash is about to ask, asked already

  function say(ready) {
    const main = document.getElementById("main");
    if (main && main.dataset.ready !== ready) main.dataset.ready = ready;
    if (ready === "true" && !lost) document.documentElement.removeAttribute("data-hold"); // see address.js
  }

  /* Something is about to be asked. */
  function wait() {
    owed = Infinity;
    until = performance.now() + SOON;
    say("false");
    settle();
  }

  /* Look again once React has drawn what came: after the next frame. */
  function settle() {
    clearTimeout(check);
    check = setTimeout(() => requestAnimationFrame(() => setTimeout(look)), 0);
  }

  function look() {
    if (asked || drawing) return;
    const page = document.querySelector("#main [data-shape]");
    const empty = document.querySelector("#main .dash-graph:not(.js-plotly-plot, :has(.js-plotly-plot .main-svg))");
    const announced = performance.now() < until && begun < owed;
    if (page && !empty && !announced) say("true");
    else setTimeout(settle, 10); // React is not there yet
  }

  const at = (id, property, value) => ({ id, property, value });

  /* What Dash's router asks first. */
  function page() {
    const router = "_pages_location";
    ahead(["_pages_content.children", "_pages_store.data"], [at(router, "pathname", location.pathname), at(router, "search", location.search)]);
  }

  /* What the page on screen asks when it is told of a choice. */
  function choice(told) {
    const body = document.querySelector("#main [data-shape]");
    if (!body) return;
    const state = [at("url", "pathname", location.pathname), at(body.id, "data-shape", body.dataset.shape)];
    ahead([`${body.id}.children`, `${body.id}.data-shape`], [at("choice", "data", told)], state);
  }

  /* Ask now what Dash asks after its own rounds: the answer is made while the browser still reads and thinks. */
  function ahead(outputs, inputs, state = []) {
    const body = JSON.stringify({
      output: `..${outputs.join("...")}..`,
      outputs: outputs.map((name) => ({ id: name.split(".")[0], property: name.split(".")[1] })),
      inputs,
      state,
      changedPropIds: inputs.map((each) => `${each.id}.${each.property}`),
    });
    const headers = { "Content-Type": "application/json", Accept: "application/json", ...sealed() };
    const answer = fetched.call(window, CALLBACK, { method: "POST", headers, body });
    answer.catch(() => undefined);
    early = { answer, question: JSON.stringify([inputs, state]) };
  }

  /* The token of the session, as Dash sends it along; without sign-in there is none. */
  function sealed() {
    const said = document.cookie.split("; ").find((part) => part.startsWith("_csrf_token="));
    return said ? { "X-CSRFToken": decodeURIComponent(said.split("=")[1]) } : {};
  }

  /* The session has ended: to the door, and from there back to this very view. */
  function signIn() {
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  /* Too much was asked at once: the same question again, when the server said, unless nobody waits for it any more. */
  async function patiently(answer, send, isOver = () => false) {
    for (let given = await answer; ; given = await send()) {
      if (given.status !== 429 || isOver()) return given;
      const seconds = Math.min(Math.max(Number(given.headers.get("Retry-After")) || 1, 1), LONGEST_WAIT);
      tell(SLOW(seconds));
      await new Promise((done) => setTimeout(done, seconds * 1000));
      if (isOver()) return given;
    }
  }

  /* The answer to a question that was asked ahead, once, for the same question. */
  function already(body) {
    const { inputs, state = [] } = JSON.parse(body);
    const given = early;
    if (!given || JSON.stringify([inputs, state]) !== given.question) return null;
    early = null;
    return given.answer;
  }

  async function ask(send, body) {
    const number = body.includes('"id":"choice"') ? ++latest : 0;
    asked += 1;
    owed = 0;
    say("false");
    try {
      const isOver = () => Boolean(number) && number !== latest; // a newer choice was made
      const answer = await patiently(already(body) || send(), send, isOver);
      if (answer.status === 401) signIn();
      if (isOver()) return done(new Response(null, { status: 204 }));
      lost = !answer.ok;
      tell(lost ? LOST : "");
      if (number && answer.ok) expect(answer.clone(), begun);
      else done();
      return answer;
    } catch (error) {
      lost = true;
      tell(LOST);
      done();
      throw error;
    }
  }

  function done(answer) {
    asked -= 1;
    settle();
    return answer;
  }

  /* Each figure of an answer is a chart that is going to be drawn. */
  async function expect(answer, before) {
    const text = await answer.text();
    owed = before + (text.match(/"figure":\s*\{/g) || []).length;
    until = performance.now() + SOON;
    done();
  }

  function tell(words) {
    const notice = document.getElementById("notice");
    if (notice && notice.textContent !== words) notice.textContent = words;
  }

  /* A chart that is being drawn; a promise of plotly's. */
  function draw(promise) {
    drawing += 1;
    begun += 1;
    say("false");
    return Promise.resolve(promise).finally(() => { drawing -= 1; settle(); });
  }

  page();
  window.fetch = function (address, options) {
    const send = () => fetched.call(window, address, options);
    const to = String(address.url || address);
    if (to.includes(CALLBACK) && options && typeof options.body === "string") return ask(send, options.body);
    return to.includes(DASH) ? patiently(send(), send) : send();
  };
  window.staffroom = Object.assign(window.staffroom || {}, { wait, draw, askAhead: choice });
})();
