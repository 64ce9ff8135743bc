// The form of a card. `form` is changed in place, field by field: what is not touched stays as it is.
import { key, told } from "/page/card_faults.js";
import { el, put } from "/page/dom.js";
import { filled } from "/page/words.js";

export const EMPTY = () => ({
  name: "", company: "", lang: "", price: "", summary: "",
  fabe: [{ id: "", feature: "", advantage: "", benefit: "", evidence: "" }],
  objections: [], facts: [], not_offered: [], terms: [],
});
const ROWS = {
  fabe: ["feature", "advantage", "benefit", "evidence"],
  objections: ["objection", "answer"],
  facts: ["text"],
  not_offered: ["text"],
};
const NUMBERED = { fabe: "fabe", objections: "objection", facts: "fact", not_offered: "not" };
const LANGUAGES = [["zh-Hant", "繁體中文"], ["zh-Hans", "简体中文"], ["en", "English"]];
const EMPTY_FAULTS = new Set(["missing", "string-too-short", "too-short"]);
const NEEDED = new Set(["name", "price", "feature", "advantage", "benefit", "evidence", "objection", "answer", "text"]);

// cardForm({ words, changed }).draw(form, may) builds the fields; `.mark(faults)` puts each fault
// beside its field (`quiet`: an empty one only where the agent has been); `.focus(place)` goes there. `changed()` is called after every edit.
export function cardForm({ words, changed }) {
  const root = el("form", { class: "stack card-form", onsubmit: (event) => event.preventDefault() });
  let fields = new Map(); // key of a place -> { input, note }
  let form = EMPTY();
  let may = true;
  const been = new Set(); // keys of fields that were typed in or left
  let marked = [[], false];

  function draw(given, mayChange) {
    form = given;
    may = mayChange;
    fields = new Map();
    put(root, [
      el("fieldset", { disabled: !may, class: "stack" },
        product(),
        ...Object.keys(ROWS).map(rows),
        section("terms", [terms()]),
      ),
    ]);
  }

  function product() {
    return el("section", { class: "paper stack", "aria-labelledby": "card-product" },
      el("h2", { id: "card-product", text: words["card-product"] }),
      el("div", { class: "pair" }, text(["name"]), text(["company"])),
      el("div", { class: "pair" }, text(["price"], { hint: words["card-price-told"] }), language()),
      text(["summary"], { long: true }),
    );
  }

  function section(name, children) {
    const note = el("p", { class: "bad small", id: `fault-${name}`, hidden: true });
    const inner = el("section", { class: "paper stack", "aria-labelledby": `card-${name}`, tabindex: "-1" },
      el("h2", { id: `card-${name}`, text: words[`card-${name}`] }),
      el("p", { class: "soft small", text: words[`card-${name}-told`] }),
      name === "fabe" ? el("p", { class: "soft small", text: words["card-id-told"] }) : null,
      note,
      ...children,
    );
    fields.set(name, { input: inner, note });
    return inner;
  }

  function rows(name) {
    const list = el("div", { class: "stack" }, ...form[name].map((row, nth) => one(name, nth)));
    const add = el("button", {
      type: "button", class: "add", text: words[`card-${name}-add`],
      onclick() {
        form[name].push(Object.fromEntries([["id", ""], ...ROWS[name].map((field) => [field, ""])]));
        again([name, form[name].length - 1, ROWS[name][0]]);
      },
    });
    return section(name, [list, el("div", {}, add)]);
  }

  function one(name, nth) {
    const title = filled(words[`card-${name}-one`], nth + 1);
    const tools = el("div", { class: "row tools" },
      tool("↑", `${words["card-up"]}: ${title}`, nth === 0, () => {
        const [row] = form[name].splice(nth, 1);
        form[name].splice(nth - 1, 0, row);
        again([name, nth - 1, ROWS[name][0]]);
      }),
      tool("✕", `${words["card-take-out"]}: ${title}`, false, () => {
        form[name].splice(nth, 1);
        again(form[name].length ? [name, Math.min(nth, form[name].length - 1), ROWS[name][0]] : [name]);
      }),
    );
    const id = text([name, nth, "id"], { class: "id", empty: `${NUMBERED[name]}-${nth + 1}` });
    const inner = ROWS[name].map((field) => text([name, nth, field], { long: true, hint: words[`card-${field}-hint`], title }));
    const note = el("p", { class: "bad small", id: `fault-${name}-${nth}`, hidden: true });
    const box = el("fieldset", { class: `one ${name}` },
      el("legend", { text: title }), tools, note, ...inner, id);
    fields.set(key([name, nth]), { input: box, note });
    return box;
  }

  const tool = (sign, name, disabled, onclick) =>
    el("button", { type: "button", class: "plain", "aria-label": name, title: name, disabled, onclick },
      el("span", { "aria-hidden": "true", text: sign }));

  function text(place, { long = false, hint = "", class: of = "", empty = "" } = {}) {
    const id = `field-${place.join("-")}`;
    const name = place.at(-1) === "text" ? "text-entry" : place.at(-1);
    const input = el(long ? "textarea" : "input", {
      id, placeholder: empty || null, rows: long ? "1" : null, type: long ? null : "text", autocomplete: "off",
      "aria-required": NEEDED.has(place.at(-1)) ? "true" : null,
      spellcheck: place.at(-1) === "id" ? "false" : null,
    });
    input.value = at(place);
    if (long) grow(input);
    input.addEventListener("blur", () => {
      been.add(key(place));
      mark(...marked);
    });
    input.addEventListener("input", () => {
      set(place, input.value);
      if (long) grow(input);
      changed();
    });
    const label = el("label", { for: id },
      words[`card-${name}`],
      hint ? el("span", { class: "soft small", text: ` ${hint}` }) : null);
    return field(place, id, label, input, of);
  }

  function field(place, id, label, input, of = "") {
    const note = el("p", { class: "bad", id: `${id}-fault`, hidden: true });
    fields.set(key(place), { input, note });
    return el("div", { class: `field ${of}` }, label, input, note);
  }

  function language() {
    const input = el("select", { id: "field-lang" },
      el("option", { value: "", text: words["card-lang-none"] }),
      ...LANGUAGES.map(([value, name]) => el("option", { value, text: name, lang: value })),
      LANGUAGES.some(([value]) => value === form.lang) || !form.lang ? null : el("option", { value: form.lang, text: form.lang }),
    );
    input.value = form.lang;
    input.addEventListener("change", () => {
      form.lang = input.value;
      changed();
    });
    return field(["lang"], "field-lang", el("label", { for: "field-lang", text: words["card-lang"] }), input);
  }

  function terms() {
    const input = el("textarea", { id: "field-terms", rows: "3", "aria-labelledby": "card-terms" });
    input.value = form.terms.join("\n");
    input.addEventListener("input", () => {
      form.terms = input.value.split("\n").map((term) => term.trim()).filter(Boolean);
      changed();
    });
    return input;
  }

  const at = (place) => place.reduce((value, step) => value?.[step], form) ?? "";

  function set(place, value) {
    const inner = place.slice(0, -1).reduce((of, step) => of[step], form);
    inner[place.at(-1)] = value;
  }

  function again(place) {
    draw(form, may);
    focus(place);
    changed();
  }

  // The field of a place, or what holds it.
  function nearest(place) {
    for (let steps = place.length; steps > 0; steps--) {
      const found = fields.get(key(place.slice(0, steps)))
        ?? fields.get(key([...place.slice(0, steps), "text"]));
      if (found) return found;
    }
    return null;
  }

  function mark(faults, quiet) {
    marked = [faults, quiet];
    const texts = new Map();
    for (const fault of faults) {
      if (quiet && EMPTY_FAULTS.has(fault.kind) && !been.has(key(fault.place))) continue;
      const found = nearest(fault.place);
      if (found) texts.set(found, [...(texts.get(found) ?? []), told(fault, words)]);
    }
    for (const found of fields.values()) {
      const text = (texts.get(found) ?? []).join(" ");
      if (found.note.textContent !== text) found.note.textContent = text;
      found.note.hidden = !text;
      if (!found.input.matches("input, textarea, select")) continue;
      if (text) found.input.setAttribute("aria-invalid", "true");
      else found.input.removeAttribute("aria-invalid");
      if (text) found.input.setAttribute("aria-describedby", found.note.id);
      else found.input.removeAttribute("aria-describedby");
    }
  }

  function focus(place) {
    const found = nearest(place);
    const input = found?.input.matches("fieldset") ? found.input.querySelector("textarea, input") : found?.input;
    input?.focus();
    input?.scrollIntoView({ block: "center" });
  }

  return { root, draw, mark, focus, grown: () => root.querySelectorAll("textarea").forEach(grow) };
}

// As high as its text.
function grow(area) {
  if (!area.isConnected) {
    queueMicrotask(() => area.isConnected && grow(area));
    return;
  }
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
