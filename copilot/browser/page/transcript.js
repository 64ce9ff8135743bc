// What was said, and is being said. New words do not move what someone scrolled back to read.
import { clock, el, put, write } from "/page/dom.js";

const NEAR_PX = 32; // so near the end counts as being there

export function transcript(words) {
  const turns = el("ol");
  const partials = el("ol", { class: "partials" });
  const box = el("div", { class: "said", tabindex: "0", role: "region", "aria-label": words.transcript });
  const newest = el("button", { class: "newest", hidden: true, text: `↓ ${words.newest}`, onclick: toEnd });
  const node = el("section", { class: "transcript" }, box, newest);
  const drawn = new Map();
  let atEnd = true;
  let top = 0;
  let names = { agent: "", customer: "" };
  box.append(turns, partials);
  // Only a reader goes back: a box that has shrunk is not at its end either.
  box.addEventListener("scroll", () => {
    if (isAtEnd()) atEnd = true;
    else if (box.scrollTop < top) atEnd = false;
    top = box.scrollTop;
    if (atEnd) newest.hidden = true;
  });
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(box);

  const isAtEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_PX;

  function toEnd() {
    box.scrollTop = box.scrollHeight;
    top = box.scrollTop;
    atEnd = true;
    newest.hidden = true;
  }

  function turn(name, block) {
    if (!block) {
      drawn.get(name)?.remove();
      drawn.delete(name);
      return;
    }
    const row = spoken(names[block.speaker], block, words);
    drawn.get(name)?.replaceWith(row);
    if (!drawn.has(name)) before(block.turn, row);
    drawn.set(name, row);
  }

  function before(number, row) {
    row.dataset.turn = number;
    let next = null;
    for (let each = turns.lastChild; each && Number(each.dataset.turn) > number; each = each.previousSibling) next = each;
    turns.insertBefore(row, next);
  }

  function draw(blocks, changed) {
    const renamed = changed.includes("call") && blocks.call && names.agent !== blocks.call.agent;
    if (renamed) names = { agent: blocks.call.agent, customer: blocks.call.customer };
    const news = changed.filter((name) => name.startsWith("turn/"));
    for (const name of news) turn(name, blocks[name]);
    const said = changed.includes("speaking");
    if (said) drawSpeaking(blocks.speaking ?? []);
    if (!news.length && !said) return;
    if (atEnd) toEnd();
    else newest.hidden = false;
  }

  function drawSpeaking(all) {
    put(partials, all.map((each, nth) => {
      const old = partials.children[nth];
      if (old?.dataset.speaker !== each.speaker) return speaking(each);
      write(old.lastChild, each.text);
      return old;
    }));
  }

  return { node, draw, stop: () => resized.disconnect() };
}

function spoken(name, { turn, speaker, start, text, marked }, words) {
  const row = el(
    "li",
    { class: `turn ${speaker}` },
    el("span", { class: "when", text: clock(start) }),
    el("span", { class: "who", text: name }),
    el("span", { class: "words" }),
  );
  row.dataset.turn = turn;
  if (marked) row.lastChild.append(el("span", { class: "star", role: "img", "aria-label": words.marked, text: "★" }), " ");
  row.lastChild.append(text);
  return row;
}

function speaking({ speaker, name, text }) {
  const row = el(
    "li",
    { class: `turn partial ${speaker}` },
    el("span", { class: "when" }),
    el("span", { class: "who", text: name }),
    el("span", { class: "words", text }),
  );
  row.dataset.speaker = speaker;
  return row;
}
