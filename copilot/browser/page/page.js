// The page's beginning: let in with the token of the address, then the view that the address names.
import { post, whenLocked } from "/page/ask.js";
import { connection } from "/page/connection.js";
import { el, put } from "/page/dom.js";
import { seat } from "/page/seat.js";
import { stream } from "/page/stream.js";
import { ownLanguage, wordsIn } from "/page/words.js";

// Each view is a module with `view(root, { words, lang, part, feed }) -> stop`: `part` is what
// follows the view's name in the address, `feed` the stream of the call that goes on.
const PARTS = ["live", "calls", "cards", "start"];
const FIRST_FRAME_MS = 400;

const root = document.getElementById("view");
let feed = null;
let stop = null;
let shown = "";
let lang = "";
let turn = 0; // of the views: a slow one that was left is not shown

async function letIn() {
  const token = location.hash.slice(1);
  if (!/^[\w-]{40,}$/.test(token)) return false;
  history.replaceState(null, "", "/");
  await post("/open", { token }).catch(() => {}); // the stream tells what is wrong
  return true;
}

function named() {
  const [name, ...part] = location.hash.replace(/^#\/?/, "").split("/");
  return PARTS.includes(name) ? { name, part: unescaped(part.join("/")) } : { name: "live", part: "" };
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function navigation(words, here) {
  const links = PARTS.map((name) =>
    el("a", {
      href: `#/${name}`,
      class: "part",
      "aria-current": name === here ? "page" : null,
      text: words[`part-${name}`],
    }),
  );
  put(document.getElementById("top"), [
    el("a", { href: "#view", class: "skip", text: words.skip, onclick: skip }),
    el("nav", { "aria-label": words.parts }, ...links),
  ]);
}

function skip(event) {
  event.preventDefault();
  root.focus();
}

async function show() {
  const { name, part } = named();
  const mine = ++turn;
  const words = await wordsIn(lang);
  const module = await import(`/page/${name}.js`).catch(() => null);
  if (mine !== turn) return;
  stop?.();
  root.replaceChildren();
  document.body.dataset.view = name;
  document.documentElement.lang = lang;
  navigation(words, name);
  stop = module?.view(root, { words, lang, part, feed }) ?? null;
  if (!module) root.append(el("p", { class: "alone", text: words["part-missing"] }));
  if (shown && shown !== name) root.focus({ preventScroll: true });
  shown = name;
}

// The call's language is the page's. A view that is being worked in keeps its own until it is left.
function heard() {
  const spoken = feed.blocks.call?.lang;
  if (!spoken || spoken === lang) return;
  lang = spoken;
  if (named().name === "live") show();
}

function firstFrame() {
  return new Promise((resolve) => {
    const off = feed.on(({ whole }) => whole && resolve(off()));
    setTimeout(() => resolve(off()), FIRST_FRAME_MS);
  });
}

async function begin() {
  await letIn();
  feed = stream();
  await firstFrame();
  lang = feed.blocks.call?.lang ?? ownLanguage();
  await seat(document.getElementById("hint"), feed, () => wordsIn(lang));
  await show();
  connection(document.getElementById("connection"), feed, () => wordsIn(lang));
  feed.on(heard);
  whenLocked(() => feed.again());
  window.addEventListener("hashchange", async () => {
    if (await letIn()) feed.again();
    show();
  });
}

await begin();
