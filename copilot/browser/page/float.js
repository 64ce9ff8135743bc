// The line, the alerts and the circles in a small window that stays on top, where the browser can
// (Document Picture-in-Picture).
import { el, svg } from "/page/dom.js";

const SIZE = { width: 380, height: 340 };

const icon = () =>
  svg(
    "svg",
    { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    svg("path", { d: "M8 15 H2 V3 H18 V8", class: "outline" }),
    svg("path", { d: "M10 11 H18 V17 H10 Z", class: "small-window" }),
  );

export function floating(shown, words) {
  const button = el("button", { class: "plain float", onclick: toggle }, icon());
  button.hidden = !("documentPictureInPicture" in window);
  named(words.float);

  function named(text) {
    button.setAttribute("aria-label", text);
    button.title = text;
  }

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
    named(words["float-back"]);
    for (const heard of opened) heard(to);
    small.addEventListener("pagehide", back, { once: true });
  }

  function back() {
    moved.forEach((node, nth) => places[nth]?.replaceWith(node));
    places = [];
    small = null;
    named(words.float);
  }

  return { button, whenOpened: (heard) => opened.add(heard), stop: () => small?.close() };
}
