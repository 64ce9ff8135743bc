// The keys of the terminal panel, as buttons and as letters.
import { el, put, write } from "/page/dom.js";

const TWICE_MS = 4000; // the second press of the key that ends the call counts so long
const KEPT = "letters"; // whether letters work as keys, in this browser

// `does` is { act(action), tell(text), over, float }.
export function keys(words, feed, does) {
  const list = el("div", { class: "key-list", role: "group", "aria-label": words.keys });
  const node = el("div", { class: "keys" }, list);
  const documents = new Set();
  let now = [];
  let pressedAt = -Infinity;
  let timer = null;

  function press(action) {
    if (action === "help") return help();
    if (action === "search") return does.over.search();
    if (action === "quit") return quit();
    return does.act(action);
  }

  function help() {
    does.over.help(now, { on: letters(), set: (on) => localStorage.setItem(KEPT, on ? "on" : "off") });
    return does.act("help");
  }

  function quit() {
    const { call } = feed.blocks;
    const twice = performance.now() - pressedAt <= TWICE_MS;
    pressedAt = performance.now();
    if (call?.waits || call?.ended) return does.act("leave");
    if (twice) {
      told(null);
      return does.act("stop");
    }
    return told(words["quit-again"]);
  }

  function told(text) {
    clearTimeout(timer);
    does.tell(text);
    if (text) timer = setTimeout(() => does.tell(null), TWICE_MS);
  }

  function down(event) {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (does.over.heard(event)) return;
    if (!letters() || typing(event.target)) return;
    const name = event.shiftKey || event.key.length > 1 ? event.key : event.key.toLowerCase();
    const key = now.find(({ key }) => key === name);
    if (!key || (name === "Enter" && event.target.closest?.("a, button"))) return;
    event.preventDefault();
    press(key.action);
  }

  function listen(to) {
    documents.add(to);
    to.addEventListener("keydown", down);
  }

  function draw(blocks, changed) {
    if (changed.includes("call") && blocks.call?.going && !going) pressedAt = -Infinity;
    if (changed.includes("call")) going = blocks.call?.going ?? false;
    if (!changed.includes("keys")) return;
    now = blocks.keys ?? [];
    put(list, now.map(button));
  }
  let going = false;

  function button({ key, action, label }) {
    const old = list.querySelector(`[data-action="${action}"]`);
    if (old) {
      write(old.lastChild, label);
      return old;
    }
    const made = el(
      "button",
      { class: `key ${action}`, "aria-keyshortcuts": key, onclick: () => press(action) },
      el("kbd", { text: key, "aria-hidden": "true" }),
      el("span", { text: label }),
    );
    made.dataset.action = action;
    return made;
  }

  listen(document);
  does.float.whenOpened((opened) => listen(opened));
  return {
    node,
    draw,
    stop() {
      clearTimeout(timer);
      for (const each of documents) each.removeEventListener("keydown", down);
    },
  };
}

const letters = () => localStorage.getItem(KEPT) !== "off";

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;
