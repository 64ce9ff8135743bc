// What serves the next minute, first things first.
import { el, put } from "/page/dom.js";

export function beside(words) {
  const list = el("dl");
  // It scrolls where there is little room: a keyboard must be able to reach it.
  const node = el("section", { class: "beside", "aria-label": words.beside, tabindex: "0" }, list);

  function draw(blocks, changed) {
    if (!changed.includes("beside")) return;
    const groups = blocks.beside ?? [];
    put(list, groups.map(group));
    node.hidden = !groups.length;
  }

  return { node, draw };
}

const group = ({ kind, label, items }) =>
  el(
    "div",
    { class: `group ${kind}` },
    el("dt", { text: label }),
    ...items.map((text) => el("dd", { text })),
  );
