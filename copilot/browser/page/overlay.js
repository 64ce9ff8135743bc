// What lies over everything but the line: the list of keys, or a search of the product card.
import { get } from "/page/ask.js";
import { el, put, write } from "/page/dom.js";
import { filled } from "/page/words.js";

const TYPED_MS = 60;

// `done(query)` is told what was looked up, when the search is closed.
export function overlay(words, { done }) {
  const title = el("h2");
  const hint = el("p", { class: "soft small" });
  const body = el("div", { class: "over-body" });
  const shut = el("button", { class: "plain", text: words.close, onclick: () => close() });
  const node = el(
    "section",
    { class: "over", hidden: true, "aria-labelledby": "over-title" },
    el("div", { class: "over-head" }, title, hint, shut),
    body,
  );
  title.id = "over-title";
  let kind = "";
  let query = "";
  let before = null;

  function open(name, titled, hinted) {
    if (node.hidden) before = document.activeElement;
    kind = name;
    query = "";
    write(title, titled);
    write(hint, hinted);
    node.hidden = false;
    node.parentNode.classList.add("covered");
  }

  function close() {
    if (node.hidden) return;
    const looked = kind === "search" ? query.trim() : "";
    kind = "";
    node.hidden = true;
    node.parentNode.classList.remove("covered");
    body.replaceChildren();
    before?.focus?.();
    if (looked) done(looked);
  }

  function help(keys, letters) {
    open("help", words.keys, words["keys-hint"]);
    const tick = el("input", { type: "checkbox", checked: letters.on, onchange: () => letters.set(tick.checked) });
    put(body, [
      el(
        "dl",
        { class: "key-table" },
        ...keys.map(({ key, help: told }) =>
          el("div", {}, el("dt", {}, el("kbd", { text: key })), el("dd", { text: told })),
        ),
      ),
      el("label", { class: "tick" }, tick, el("span", { text: words.letters })),
    ]);
    shut.focus();
  }

  function search() {
    open("search", words.search, words["search-hint"]);
    const field = el("input", { type: "search", "aria-label": words["search-field"], maxlength: 200 });
    field.autocomplete = "off";
    const count = el("p", { class: "soft small", role: "status" });
    const found = el("dl", { class: "found" });
    const box = el("div", { class: "found-box", tabindex: "0", role: "group", "aria-label": words.search }, found);
    let timer = null;
    let asking = null;
    field.addEventListener("input", () => {
      query = field.value;
      clearTimeout(timer);
      timer = setTimeout(look, TYPED_MS);
    });
    put(body, [field, count, box]);
    field.focus();
    look();

    async function look() {
      asking?.abort();
      asking = new AbortController();
      const asked = query;
      const path = `/card?query=${encodeURIComponent(asked)}`;
      const answer = await get(path, { signal: asking.signal }).catch(() => null);
      if (!answer || asked !== query) return;
      const { entries } = answer;
      const none = asked.trim() ? words["nothing-found"] : words["no-card"];
      write(count, entries.length ? filled(words.found, entries.length) : none);
      put(found, entries.map(({ entry, text }) =>
        el("div", {}, el("dt", { class: "entry", text: entry }), el("dd", { text })),
      ));
    }
  }

  // Whether the key was meant for what lies open here.
  function heard(event) {
    if (!kind) return false;
    const inField = event.target.matches?.("input");
    if (kind === "search") {
      const closes = event.key === "Escape" || (event.key === "Enter" && inField);
      if (closes) {
        event.preventDefault();
        close();
      }
      return closes;
    }
    if (["Tab", "Shift"].includes(event.key) || (inField && event.key === " ")) return true;
    if (event.target === shut && ["Enter", " "].includes(event.key)) return true; // it closes too
    event.preventDefault();
    close();
    return true;
  }

  return { node, help, search, heard, close };
}
