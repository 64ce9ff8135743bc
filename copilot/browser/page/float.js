// The line, the alerts and the circles in a small window that stays on top, where the browser can
// (Document Picture-in-Picture).
import { el } from "/page/dom.js";

const SIZE = { width: 380, height: 340 };

export function floating(shown, words) {
  const button = el("button", { class: "plain float", text: words.float, onclick: toggle });
  button.hidden = !("documentPictureInPicture" in window);
  const moved = [shown.parts.line.node, shown.parts.news.node, shown.parts.phases.node];
  const opened = new Set();
  let small = null;
  let places = [];

  async function toggle() {
    if (small) {
      small.close();
      return;
    }
    small = await window.documentPictureInPicture.requestWindow(SIZE).catch(() => null);
    if (small) out(small.document);
  }

  function out(to) {
    to.documentElement.lang = document.documentElement.lang;
    to.title = document.title;
    for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) {
      to.head.append(el("link", { rel: "stylesheet", href: sheet.href }));
    }
    const inside = el("div", { class: "panel floated" });
    places = moved.map((node) => {
      const place = el("div", { class: "away", hidden: true });
      node.replaceWith(place);
      inside.append(node);
      return place;
    });
    places[0].hidden = false;
    places[0].classList.add("line");
    places[0].append(el("p", { class: "soft", text: words.floating }));
    to.body.append(el("main", { class: "board" }, inside));
    button.textContent = words["float-back"];
    for (const heard of opened) heard(to);
    small.addEventListener("pagehide", back, { once: true });
  }

  function back() {
    moved.forEach((node, nth) => places[nth]?.replaceWith(node));
    places = [];
    small = null;
    button.textContent = words.float;
  }

  return { button, whenOpened: (heard) => opened.add(heard), stop: () => small?.close() };
}
