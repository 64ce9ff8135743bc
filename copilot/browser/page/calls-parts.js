// What the list of calls and the view of one have in common.
import { get } from "/page/ask.js";
import { el } from "/page/dom.js";
import { filled } from "/page/words.js";

export const PHASES = ["cognitive", "divergent", "convergent"];

export const linkTo = (id, ...more) => `#/calls/${[id, ...more].map(encodeURIComponent).join("/")}`;

export const dateOf = (began, lang) =>
  new Date(began).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });

export const percent = (share) => Math.round(100 * share);

// Three bars in one, and the same in figures: the bar alone would be colour alone.
export function shares(call, words, told = "calls-share-short") {
  const bar = el("div", { class: "shares-bar", "aria-hidden": "true" });
  for (const phase of PHASES) {
    const part = el("span", { class: phase });
    part.style.flexGrow = call.shares[phase];
    bar.append(part);
  }
  const figures = PHASES.map((phase) =>
    el(
      "li",
      { class: phase },
      el("span", { class: "dot", "aria-hidden": "true" }),
      filled(words[told], {
        name: words[`calls-phase-${phase}`],
        share: percent(call.shares[phase]),
        target: percent(call.targets[phase]),
      }),
    ),
  );
  return el("div", { class: "shares" }, bar, el("ul", {}, ...figures));
}

// What went wrong, in the three parts of every error here, and a way on.
export function trouble({ error, message }, words, again) {
  const told = error ?? { what: message };
  return el(
    "div",
    { class: "paper trouble", role: "alert" },
    el("p", { class: "bad", text: told.what }),
    told.why ? el("p", { text: told.why }) : null,
    told.hint ? el("p", { class: "soft", text: told.hint }) : null,
    again ? el("button", { text: words["calls-again"], onclick: again }) : null,
  );
}

// Ask before a call is deleted; `done` is called when it is gone, `failed` when it may not be.
export function askToDelete(call, { words, lang, done, failed }) {
  const keep = el("button", { class: "main", text: words["calls-keep"], onclick: () => box.close() });
  const away = el("button", { class: "danger", text: words["calls-delete"], onclick: remove });
  const which = filled(words["calls-of"], dateOf(call.began, lang), call.product || call.source);
  const box = el(
    "dialog",
    { class: "ask paper", "aria-labelledby": "ask-title" },
    el("h2", { id: "ask-title", text: words["calls-delete-ask"] }),
    el("p", { text: which }),
    el("p", { class: "soft", text: words["calls-delete-told"] }),
    el("div", { class: "row" }, keep, away),
  );

  async function remove() {
    away.disabled = true;
    try {
      await get(`/calls/${encodeURIComponent(call.id)}`, { method: "DELETE" });
      box.close();
      done();
    } catch (error) {
      box.close();
      failed(error);
    }
  }

  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  keep.focus();
}
