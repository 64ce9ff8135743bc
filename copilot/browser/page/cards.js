// Product cards: the list of them, and one card in the editor.
import { get } from "/page/ask.js";
import { editor } from "/page/card_editor.js";
import { drafts } from "/page/card_draft.js";
import { el, put } from "/page/dom.js";
import { filled } from "/page/words.js";

style("/page/cards.css");

export function view(root, { words, lang, part }) {
  return part ? editor(root, { words, lang, part }) : list(root, words);
}

function list(root, words) {
  const left = new AbortController();
  const shown = el("ul", { class: "cards" });
  const folder = el("p", { class: "soft small" });
  root.append(
    el("div", { class: "sheet" },
      el("div", { class: "row between" },
        el("h1", { text: words["part-cards"] }),
        el("a", { class: "button main", href: "#/cards/new", text: words["cards-new"] }),
      ),
      el("p", { class: "soft", text: words["cards-told"] }),
      shown,
      folder,
    ),
  );
  get("/cards", { signal: left.signal })
    .then((told) => {
      const kept = drafts();
      const guest = told.guest ? [item(told.guest, "in-use", words, told, kept)] : [];
      const cards = told.cards.map((card) => item(card, card.name, words, told, kept));
      const fresh = kept.has("new") ? [item({ name: words["cards-new"] }, "new", words, told, kept)] : [];
      const all = [...fresh, ...guest, ...cards];
      put(shown, all.length ? all : [el("li", { class: "paper soft", text: words["cards-none"] })]);
      folder.textContent = filled(words["cards-folder"], told.folder);
    })
    .catch((failed) => {
      if (failed.name !== "AbortError") put(shown, [el("li", { class: "bad", text: failed.message })]);
    });
  return () => left.abort();
}

function item(card, part, words, told, kept) {
  const state = card.unreadable
    ? el("span", { class: "bad", text: card.unreadable })
    : card.faults
      ? el("span", { class: "warn", text: filled(words["cards-faults"], card.faults) })
      : card.faults === 0
        ? el("span", { class: "good", text: words["cards-ready"] })
        : null;
  return el("li", { class: "paper row between" },
    el("div", { class: "stack" },
      el("a", { class: "card-link", href: `#/cards/${encodeURIComponent(part)}`, text: card.product || card.name }),
      el("span", { class: "soft small", text: [card.company, card.product ? card.name : ""].filter(Boolean).join(" · ") }),
    ),
    el("div", { class: "row small" },
      part === "in-use" || card.name === told.in_use
        ? el("span", { class: "tag", text: words["cards-in-use"] })
        : null,
      kept.has(part) ? el("span", { class: "tag", text: words["cards-unsaved"] }) : null,
      state,
    ),
  );
}

// A view brings its own sheet along.
function style(href) {
  if (!document.querySelector(`link[href="${href}"]`)) {
    document.head.append(el("link", { rel: "stylesheet", href }));
  }
}
