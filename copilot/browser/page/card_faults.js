// What is wrong with a card, in words, and where.
import { el, put } from "/page/dom.js";
import { filled } from "/page/words.js";

export const key = (place) => place.join(".");

export function told(fault, words) {
  const kind = fault.kind === "string-pattern-mismatch" && fault.field === "lang" ? "pattern-lang" : fault.kind;
  if (kind === "missing" && fault.place.at(-1) === "evidence") return words["card-no-evidence"];
  if (kind === "string-too-short" && fault.place.at(-1) === "evidence") return words["card-no-evidence"];
  const row = words[`fault-${kind}`];
  return row ? filled(row, fault.detail) : fault.what;
}

// "Feature 2 › Evidence"
export function named(place, words) {
  if (!place.length) return words["card-whole"];
  const [list, nth, field] = place;
  if (nth === undefined) return words[`card-${list}`] ?? String(list);
  const row = filled(words[`card-${list}-one`] ?? "{0}", Number(nth) + 1);
  if (field === undefined || (field === "text" && list !== "fabe")) return row;
  return `${row} › ${words[`card-${field}`] ?? field}`;
}

// All faults with a way to each: `go(fault)` brings the agent there.
export function summary(root, faults, words, go) {
  if (!faults.length) {
    put(root, [el("p", { class: "good", text: words["card-right"] })]);
    return;
  }
  const rows = faults.slice(0, 30).map((fault) =>
    el("li", {},
      el("button", { type: "button", class: "plain fault", onclick: () => go(fault) },
        el("strong", { text: `${named(fault.place, words)} ` }),
        el("span", { class: "soft", text: `(${filled(words["card-line"], fault.line)}) ` }),
        el("span", { text: told(fault, words) }),
      ),
    ),
  );
  put(root, [
    el("h2", { class: "bad", text: filled(words["card-to-mend"], faults.length) }),
    el("ul", {}, ...rows),
  ]);
}
