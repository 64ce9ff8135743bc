// Where there is no call: on to the start; and once, before the first call ever, a word about it.
import { get } from "/page/ask.js";
import { el, put } from "/page/dom.js";

const AWAY = "start-hint-away";

// `words()` gives the page's words. A page that was opened without a call begins at the start, and
// goes back there after one.
export function seat(root, feed, words) {
  let call = Boolean(feed.blocks.call);
  let first = null;
  const here = () => /^(#\/live)?$/.test(location.hash);

  if (!call && feed.state === "open" && here()) history.replaceState(null, "", "#/start");
  feed.on(async () => {
    const now = Boolean(feed.blocks.call);
    if (call && !now && feed.state === "open" && here()) location.hash = "#/start";
    call = now;
    hint();
  });
  hint();

  async function hint() {
    const waits = feed.blocks.call && !feed.blocks.call.going && !feed.blocks.call.ended;
    if (!waits || sessionStorage.getItem(AWAY)) {
      put(root, []);
      return;
    }
    first ??= get("/start").then((told) => told.first, () => false);
    if (!(await first) || root.childNodes.length || feed.blocks.call?.going) return;
    const say = await words();
    put(root, [
      el("div", { class: "hint row" },
        el("span", { text: say["start-first"] }),
        el("a", { href: "#/start", text: say["start-first-go"] }),
        el("button", { type: "button", class: "plain", text: say["start-first-away"], onclick() {
          sessionStorage.setItem(AWAY, "1");
          put(root, []);
        } })),
    ]);
  }
}
