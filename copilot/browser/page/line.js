// The next line: the largest thing on the page. It begins at the top and grows downwards, so that
// what is being read aloud never moves.
import { el, put, write } from "/page/dom.js";

export function line(words) {
  const move = el("h2", { class: "move" });
  const tags = el("ul", { class: "tags" });
  const text = el("p", { class: "say" });
  const why = el("p", { class: "why" });
  const evidence = el("ul", { class: "evidence" });
  const node = el(
    "section",
    { class: "line", "aria-label": words.line },
    el("div", { class: "line-head" }, move, tags),
    text,
    why,
    evidence,
  );

  function draw(blocks, changed) {
    if (!changed.includes("line")) return;
    const now = blocks.line ?? { kind: "none", title: "", text: words["no-call"], why: "" };
    node.dataset.kind = now.kind;
    node.classList.toggle("fresh", now.fresh === true);
    node.classList.toggle("writing", now.whole === false);
    write(move, now.title);
    write(text, now.text);
    write(why, now.why ?? "");
    put(tags, (now.tags ?? []).map((tag) => el("li", { class: "tag", text: tag })));
    put(evidence, (now.evidence ?? []).map(proof));
    text.hidden = !now.text;
    why.hidden = !now.why;
    tags.hidden = !now.tags?.length;
    evidence.hidden = !now.evidence?.length;
  }

  return { node, draw };
}

const proof = ({ entry, text }) =>
  el("li", {}, el("span", { class: "entry", text: entry }), text ? ` ${text}` : null);
