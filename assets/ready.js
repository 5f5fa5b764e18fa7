/* <main data-ready>: "true" when every answer has arrived and every chart is drawn, "false" while one is on its way. */
(function () {
  "use strict";
  const CALLBACK = "/_dash-update-component";
  const ROUTER = "_pages_location";
  const SOON = 1000; // ms in which what was announced is asked
  const LOST = "Staffroom did not answer: what you see is from before. Try again in a moment, or load the page anew.";
  let asked = 0; // answers on their way
  let drawing = 0; // charts on their way
  let latest = 0; // the newest choice that was asked about
  let until = 0; // when to stop waiting for a question that was announced
  let check = 0;

  function say(ready) {
    const main = document.getElementById("main");
    if (main && main.dataset.ready !== ready) main.dataset.ready = ready;
  }

  /* Something is about to be asked. */
  function wait() {
    until = performance.now() + SOON;
    say("false");
    settle();
  }

  /* Look again once React has drawn what came: after the next frame, or soon where no frame is drawn. */
  function settle() {
    clearTimeout(check);
    check = setTimeout(() => requestAnimationFrame(() => setTimeout(look)), 0);
  }

  function look() {
    if (asked || drawing) return;
    if (performance.now() < until) return void setTimeout(settle, 30);
    const page = document.querySelector("#main [data-shape]");
    const empty = document.querySelector("#main .dash-graph:not(.js-plotly-plot, :has(.js-plotly-plot .main-svg))");
    if (page && !empty) say("true");
    else setTimeout(settle, 30); // React is not there yet
  }

  /* What Dash's router will ask first, asked already: the answer is made while the browser reads Dash's scripts. */
  function first() {
    const inputs = ["pathname", "search"].map((property) => ({ id: ROUTER, property, value: location[property] }));
    const body = JSON.stringify({
      output: ".._pages_content.children..._pages_store.data..",
      outputs: [{ id: "_pages_content", property: "children" }, { id: "_pages_store", property: "data" }],
      inputs,
      changedPropIds: inputs.map((each) => `${each.id}.${each.property}`),
    });
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const answer = fetched.call(window, CALLBACK, { method: "POST", headers, body });
    answer.catch(() => undefined);
    return { answer, inputs: JSON.stringify(inputs) };
  }

  /* That answer, once, for the question it belongs to. */
  function already(body) {
    const given = early;
    early = null;
    return given && JSON.stringify(JSON.parse(body).inputs) === given.inputs ? given.answer : null;
  }

  async function ask(send, body) {
    const number = body.includes('"id":"choice"') ? ++latest : 0;
    asked += 1;
    until = 0;
    say("false");
    try {
      const answer = await (already(body) || send());
      tell(answer.ok ? "" : LOST);
      return number && number !== latest ? new Response(null, { status: 204 }) : answer; // a newer choice was made
    } catch (error) {
      tell(LOST);
      throw error;
    } finally {
      asked -= 1;
      settle();
    }
  }

  function tell(words) {
    const notice = document.getElementById("notice");
    if (notice && notice.textContent !== words) notice.textContent = words;
  }

  /* A chart that is being drawn; a promise of plotly's. */
  function draw(promise) {
    drawing += 1;
    say("false");
    return Promise.resolve(promise).finally(() => { drawing -= 1; settle(); });
  }

  const fetched = window.fetch;
  let early = first();
  window.fetch = function (address, options) {
    const send = () => fetched.call(window, address, options);
    const isOurs = String(address.url || address).includes(CALLBACK) && options && typeof options.body === "string";
    return isOurs ? ask(send, options.body) : send();
  };
  window.staffroom = Object.assign(window.staffroom || {}, { wait, draw });
})();
