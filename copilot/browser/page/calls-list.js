// The list of calls, and what was said in them.
import { get } from "/page/ask.js";
import { askToDelete, dateOf, linkTo, shares, trouble } from "/page/calls-parts.js";
import { clock, el, put, write } from "/page/dom.js";
import { filled } from "/page/words.js";

const AT_ONCE = 50;
const TYPED_MS = 300; // after the last key, so that not each letter asks
const COLUMNS = ["date", "length", "mode", "product", "outcome", "phases", "lines", "do"];
const MODES = ["outbound", "inbound"];
const OUTCOMES = ["agreed", "declined", "undecided", "exit", "no-choice", "unknown"];

export function list(root, { words, lang }) {
  const status = el("p", { class: "soft", role: "status" });
  const shown = el("div", { class: "stack" });
  const fields = filter(words, load);
  const text = el("input", { type: "search", id: "calls-text", autocomplete: "off", maxlength: "200" });
  const search = el(
    "form",
    { class: "search", role: "search", onsubmit: submitted },
    el("label", { for: "calls-text", text: words["calls-search"] }),
    el("div", { class: "row" }, text, el("button", { text: words["calls-search-do"] })),
  );
  let most = AT_ONCE;
  let asking = new AbortController();
  let timer = null;

  function submitted(event) {
    event.preventDefault();
    load();
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, TYPED_MS);
  });

  // The newest question counts: an answer to one before it is dropped.
  async function load() {
    clearTimeout(timer);
    asking.abort();
    const mine = (asking = new AbortController());
    const query = fields.query();
    const said = text.value.trim();
    if (said) query.set("text", said);
    query.set("limit", most);
    try {
      const told = await get(`/calls${said ? "/search" : ""}?${query}`, { signal: mine.signal });
      if (said) found(told.hits);
      else listed(told);
    } catch (failed) {
      if (failed.name === "AbortError") return;
      write(status, "");
      put(shown, [trouble(failed, words, load)]);
    }
  }

  function listed({ calls, of }) {
    const told = calls.length < of ? "calls-count-of" : "calls-count";
    write(status, calls.length ? filled(words[told], calls.length, of) : "");
    if (!calls.length) {
      put(shown, [nothing(words[fields.any() ? "calls-none-such" : "calls-none"])]);
      return;
    }
    put(shown, [table(calls), calls.length < of ? el("button", { text: words["calls-more"], onclick: more }) : null]);
  }

  function more() {
    most += AT_ONCE;
    load();
  }

  // A table whose rows are cards where there is little room: the roles keep it a table then too.
  function table(calls) {
    const head = COLUMNS.map((name) =>
      el("th", { role: "columnheader", scope: "col", class: `col-${name}`, text: words[`calls-${name}`] }),
    );
    return el(
      "table",
      { class: "calls", role: "table", "aria-label": words["calls-title"] },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...head)),
      el("tbody", { role: "rowgroup" }, ...calls.map(row)),
    );
  }

  function row(call) {
    const name = dateOf(call.began, lang);
    const notes = [call.agent, call.audio ? words["calls-sound"] : "", call.closed ? "" : words["calls-broke-off"]];
    const cell = (column, ...children) => el("td", { role: "cell", class: `col-${column}` }, ...children);
    const plain = (column, said) => cell(column, el("span", { text: said }));
    return el(
      "tr",
      { role: "row" },
      el(
        "th",
        { role: "rowheader", scope: "row", class: "col-date" },
        el("a", { href: linkTo(call.id), text: name }),
        el("span", { class: "soft small", text: notes.filter(Boolean).join(" · ") }),
      ),
      plain("length", clock(call.seconds)),
      plain("mode", words[`calls-mode-${call.mode}`]),
      plain("product", call.product || "–"),
      plain("outcome", words[`calls-outcome-${call.outcome}`]),
      cell("phases", shares(call, words)),
      cell("lines", el("span", { class: "label", text: words["calls-lines"] }), lines(call)),
      cell("do", ...actions(call, name)),
    );
  }

  const lines = ({ lines: { followed, offered } }) =>
    el("span", { text: filled(words["calls-lines-of"], followed, offered) });

  function actions(call, name) {
    const named = (what) => filled(words["calls-of"], words[what], name);
    return [
      el("a", { class: "button", href: linkTo(call.id, "play"), "aria-label": named("calls-play"), text: words["calls-play"] }),
      el("a", { class: "button", href: linkTo(call.id, "report"), "aria-label": named("calls-report"), text: words["calls-report"] }),
      el("button", { class: "danger", "aria-label": named("calls-delete"), text: words["calls-delete"], onclick: () => remove(call) }),
    ];
  }

  function remove(call) {
    askToDelete(call, { words, lang, done: () => load().then(deleted), failed });
  }

  function deleted() {
    write(status, `${words["calls-deleted"]} ${status.textContent}`);
    root.focus({ preventScroll: true });
  }

  async function failed(error) {
    await load();
    shown.prepend(trouble(error, words));
  }

  function found(hits) {
    write(status, hits.length ? filled(words["calls-hits"], hits.length) : "");
    if (!hits.length) {
      put(shown, [nothing(words["calls-not-said"])]);
      return;
    }
    const calls = Map.groupBy ? Map.groupBy(hits, (hit) => hit.call) : grouped(hits);
    put(shown, [...calls].map(([id, turns]) => foundIn(id, turns)));
  }

  function foundIn(id, hits) {
    const [{ began, agent }] = hits;
    return el(
      "section",
      { class: "paper stack found-in" },
      el("h2", {}, el("a", { href: linkTo(id), text: dateOf(began, lang) }), agent ? ` · ${agent}` : ""),
      el("ul", { class: "stack" }, ...hits.map((hit) => said(id, hit))),
    );
  }

  function said(id, { start_s, speaker, snippet: [before, match, after] }) {
    return el(
      "li",
      { class: `hit ${speaker}` },
      el("a", { class: "start", href: linkTo(id, "at", start_s.toFixed(2)), text: clock(start_s) }),
      el("span", { class: "text" }, before, el("mark", { text: match }), after),
    );
  }

  root.append(
    el("div", { class: "sheet" }, el("h1", { text: words["calls-title"] }), search, fields.node, status, shown),
  );
  write(status, words["calls-loading"]);
  load();
  return () => {
    clearTimeout(timer);
    asking.abort();
  };
}

const nothing = (text) => el("p", { class: "alone", text });

function grouped(hits) {
  const groups = new Map();
  for (const hit of hits) groups.set(hit.call, [...(groups.get(hit.call) ?? []), hit]);
  return groups;
}

// The filter of `copilot calls list`, folded away until it is wanted.
function filter(words, changed) {
  const choice = (name, values) => {
    const options = values.map((value) => el("option", { value, text: words[`calls-${name}-${value}`] }));
    return el("select", { id: `calls-${name}` }, el("option", { value: "", text: words["calls-any"] }), ...options);
  };
  const inputs = {
    since: el("input", { type: "date", id: "calls-since" }),
    until: el("input", { type: "date", id: "calls-until" }),
    mode: choice("mode", MODES),
    outcome: choice("outcome", OUTCOMES),
    agent: el("input", { type: "text", id: "calls-agent", autocomplete: "off" }),
  };
  const clear = el("button", { class: "plain", text: words["calls-filter-clear"], onclick: cleared });
  const fields = Object.entries(inputs).map(([name, input]) =>
    el("div", { class: "field" }, el("label", { for: input.id, text: words[`calls-${name}`] }), input),
  );
  const node = el("details", { class: "filter" }, el("summary", { text: words["calls-filter"] }), el("div", { class: "fields" }, ...fields, clear));
  for (const input of Object.values(inputs)) input.addEventListener("change", changed);

  function cleared() {
    for (const input of Object.values(inputs)) input.value = "";
    changed();
  }

  const given = () => Object.entries(inputs).filter(([, input]) => input.value.trim());

  return {
    node,
    any: () => given().length > 0,
    query: () => new URLSearchParams(given().map(([name, input]) => [name, input.value.trim()])),
  };
}
