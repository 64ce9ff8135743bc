// The panel: blocks of a picture, drawn. A call that goes on and a stored one are drawn alike.
//
//   const shown = panel(root, { words });
//   shown.draw(blocks, changed);   // all blocks, and the names of those that changed
import { beside } from "/page/beside.js";
import { el } from "/page/dom.js";
import { line } from "/page/line.js";
import { news } from "/page/news.js";
import { phases } from "/page/phases.js";
import { status } from "/page/status.js";
import { transcript } from "/page/transcript.js";

// Gives { node, parts, draw, stop }: `parts` are the drawn blocks by name, each with its `node`.
export function panel(root, { words }) {
  const parts = {
    status: status(words),
    line: line(words),
    news: news(words),
    phases: phases(words),
    beside: beside(words),
    transcript: transcript(words),
  };
  const rest = el(
    "div",
    { class: "rest" },
    parts.phases.node,
    parts.beside.node,
    parts.transcript.node,
  );
  const node = el(
    "div",
    { class: "panel" },
    parts.status.node,
    parts.line.node,
    parts.news.node,
    rest,
  );
  const board = el("div", { class: "board" }, node);
  root.append(board);

  function draw(blocks, changed) {
    node.dataset.call = blocks.call ? (blocks.call.going ? "going" : "still") : "none";
    for (const part of Object.values(parts)) part.draw(blocks, changed);
  }

  return { node, parts, draw, stop: () => board.remove() };
}
