// The call that goes on: the panel, its keys, and what lies over it.
import { assertive, polite } from "/page/aloud.js";
import { post } from "/page/ask.js";
import { el } from "/page/dom.js";
import { floating } from "/page/float.js";
import { keys } from "/page/keys.js";
import { overlay } from "/page/overlay.js";
import { panel } from "/page/panel.js";

const SETTLED_MS = 700; // a line that is rewritten sooner is not read out

export function view(root, { words, feed }) {
  const title = el("h1", { class: "unseen", text: words["part-live"] });
  root.append(title);
  const shown = panel(root, { words });
  const over = overlay(words, { done: (query) => act("search", query) });
  const float = floating(shown, words);
  const bar = keys(words, feed, { act, tell: shown.parts.news.tell, over, float });
  shown.node.append(over.node, bar.node);
  shown.parts.status.node.insertBefore(float.button, shown.parts.status.node.lastChild);
  const aloud = reader();

  async function act(action, query = "") {
    if (action === "stop" || action === "leave") feed.stopping = true;
    await post("/do", { action, query }).catch(() => {}); // the stream tells what is wrong
  }

  function heard({ changed }) {
    if (!changed.length) return;
    shown.draw(feed.blocks, changed);
    bar.draw(feed.blocks, changed);
    aloud.hear(feed.blocks, changed);
  }

  heard({ changed: [...Object.keys(feed.blocks), "line", "phases", "beside"] });
  const off = feed.on(heard);
  return () => {
    off();
    bar.stop();
    float.stop();
    aloud.stop();
    shown.parts.transcript.stop();
    shown.stop();
    title.remove();
  };
}

// Reads out whole lines and answers to keys, and at once what is urgent.
function reader() {
  let timer = null;
  let lineSaid = "";

  function hear({ line, notices = [] }, changed) {
    if (changed.includes("line")) {
      clearTimeout(timer);
      const text = line && line.whole !== false ? `${line.title}: ${line.text}` : "";
      if (text && text !== lineSaid) {
        timer = setTimeout(() => polite((lineSaid = text)), SETTLED_MS);
      }
    }
    if (changed.includes("notices")) {
      const answer = notices.find(({ kind }) => kind === "answer");
      if (answer) polite(answer.text);
      assertive(notices.find(({ urgent }) => urgent)?.text ?? "");
    }
  }

  return { hear, stop: () => clearTimeout(timer) };
}
