// What is wrong with the connection, across the top of every view.
import { assertive } from "/page/aloud.js";
import { el, put } from "/page/dom.js";

const TOLD = { lost: "lost", locked: "locked", full: "full" };

// `words()` gives the page's words, in its language of the moment.
export function connection(root, feed, words) {
  let told = null;

  async function draw() {
    const name = TOLD[feed.state] && over(feed) ? "over" : (TOLD[feed.state] ?? null);
    if (name === told) return;
    told = name;
    const text = name ? (await words())[name] : "";
    if (told !== name) return;
    document.body.dataset.connection = name ?? "open";
    put(root, name ? [el("p", { class: "connection", text })] : []);
    assertive(text);
  }

  feed.on(draw);
  draw();
}

// A copilot that is gone after its call, or after it was told to stop, is no accident.
function over(feed) {
  const call = feed.blocks.call;
  return feed.state === "lost" && (feed.stopping || (call?.ended && !call.waits));
}
