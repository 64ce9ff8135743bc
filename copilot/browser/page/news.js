// Alerts, answers to keys, what is wrong and what is well again; the most urgent first.
import { el, put } from "/page/dom.js";

const MARKS = { answer: "✓", trouble: "✗", recovered: "✓", hold: "♪", alert: "!" };

export function news(words) {
  const list = el("ul");
  const node = el("section", { class: "news", "aria-label": words.news, hidden: true }, list);
  let own = null; // news of the page itself

  function drawn(items) {
    const all = own ? [own, ...items] : items;
    put(list, all.map(({ kind, text }) =>
      el(
        "li",
        { class: `item ${kind}` },
        el("span", { class: "sign", "aria-hidden": "true", text: MARKS[kind] ?? "·" }),
        el("span", { text }),
      ),
    ));
    node.hidden = !all.length;
  }

  let last = [];
  function draw(blocks, changed) {
    if (!changed.includes("notices")) return;
    last = blocks.notices ?? [];
    drawn(last);
  }

  // Say something that is no event of the call; null takes it away.
  function tell(text) {
    own = text ? { kind: "answer", text } : null;
    drawn(last);
  }

  return { node, draw, tell };
}
