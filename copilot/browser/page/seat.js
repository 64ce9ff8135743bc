// Where there is no call: on to the start; and once, before the first call ever, a word about it.
import { get } from "/page/ask.js";
import { el, put } from "/page/dom.js";

const AWAY = "start-hint-away";

// `words()` gives the page's words. Where calls are begun from the page, it opens at the start and
// goes back there after one.
export async function seat(root, feed, words) {
  let call = Boolean(feed.blocks.call);
  let told = null; // of the seat, asked once
  const start = () => (told ??= get("/start").catch(() => ({ here: false, first: false })));
  const atCall = () => /^(#\/live)?$/.test(location.hash);

  feed.on(() => {
    const now = Boolean(feed.blocks.call);
    const over = call && !now && feed.state === "open";
    call = now;
    if (over) back();
    hint();
  });
  hint();
  if (!call && feed.state === "open" && atCall() && (await start()).here) {
    history.replaceState(null, "", "#/start");
  }

  async function back() {
    if ((await start()).here && atCall()) location.hash = "#/start";
  }

  function waits() {
    const now = feed.blocks.call;
    return now && !now.going && !now.ended && !sessionStorage.getItem(AWAY);
  }

  async function hint() {
    if (!waits()) {
      put(root, []);
      return;
    }
    if (root.childNodes.length || !(await start()).first) return;
    const say = await words();
    if (!waits()) return;
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
