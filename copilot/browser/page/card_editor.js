// One card in the editor: as a form and as text, checked as it is typed, kept in this tab until it
// is saved. The text is the card; the form is another way to write it.
import { polite } from "/page/aloud.js";
import { get, post } from "/page/ask.js";
import { draft } from "/page/card_draft.js";
import { summary } from "/page/card_faults.js";
import { cardForm, EMPTY } from "/page/card_form.js";
import { el, put, write } from "/page/dom.js";
import { filled } from "/page/words.js";

const REST_MS = 300; // after the last key, before the card is checked
const NEW = "new";
let flash = ""; // said once after the next card is opened

export function editor(root, { words, part }) {
  const left = new AbortController();
  const kept = draft(part);
  const form = cardForm({ words, changed: () => edited("form") });
  const area = el("textarea", {
    id: "card-yaml", class: "yaml", spellcheck: "false", rows: "24", wrap: "off",
    "aria-label": words["card-text-label"], "aria-describedby": "card-faults",
    oninput: () => edited("text"),
  });
  const title = el("h1", {});
  const told = el("div", { class: "stack" }); // what there is to know before editing
  const faults = el("div", { id: "card-faults", class: "paper faults" });
  const entries = el("dl", { class: "entries" });
  const noEntries = el("p", { class: "soft small", text: words["card-preview-none"] });
  const views = { form: mode("form"), text: mode("text") };
  const body = el("div", {});
  const bar = el("div", { class: "bar" });
  const file = el("input", { id: "card-file", autocomplete: "off", spellcheck: "false", oninput: named });
  const fileRow = el("div", { class: "field file" }, el("label", { for: "card-file", text: words["card-file"] }), file);
  const note = el("span", { class: "small", id: "card-note" });
  const save = el("button", { type: "button", class: "main", text: words["card-save"], onclick: saved });
  const discard = el("button", { type: "button", text: words["card-discard"], onclick: discarded });
  const remove = el("button", { type: "button", class: "danger", text: words["card-remove"], onclick: removed });
  const copy = el("button", { type: "button", text: words["card-copy"], onclick: copied });
  const theirs = el("button", { type: "button", text: words["card-open-theirs"], onclick: discarded, hidden: true });

  const self = {
    text: "", form: null, faults: [], entries: null, comments: 0, // as checked last
    before: { text: "", digest: "", name: "" }, // as it was read
    mode: "form", dirty: false, quiet: part === NEW, may: true, fileNamed: false,
  };
  let timer = null;
  let turn = 0;
  let pending = null;

  root.append(
    el("div", { class: "sheet editor" },
      el("div", { class: "row between" },
        el("div", { class: "stack" }, el("a", { href: "#/cards", text: `← ${words["cards-all"]}` }), title),
        el("div", { class: "row", role: "group", "aria-label": words["card-views"] }, views.form, views.text),
      ),
      told,
      el("div", { class: "columns" },
        body,
        el("aside", { class: "stack" },
          faults,
          el("section", { class: "paper stack", "aria-labelledby": "card-preview" },
            el("h2", { id: "card-preview", text: words["card-preview"] }), noEntries, entries),
        ),
      ),
      bar,
    ),
  );
  window.addEventListener("beforeunload", warn);
  open().catch(failed);

  async function open() {
    const work = kept.read();
    let card = { text: "", digest: "", name: "", form: EMPTY(), faults: [], entries: null, comments: 0 };
    if (part !== NEW) {
      try {
        card = await get(`/cards/${encodeURIComponent(part)}`, { signal: left.signal });
      } catch (wrong) {
        if (!work || wrong.status !== 404) throw wrong;
      }
    }
    Object.assign(self, card, { before: { text: card.text, digest: card.digest, name: card.name } });
    self.may = card.may_change !== false;
    self.mode = card.form ? "form" : "text";
    file.value = card.name;
    if (work && self.may) await restore(work);
    draw();
    if (work && self.may) put(told, [el("p", { class: "paper", text: words["card-restored"] }), ...told.childNodes]);
    if (flash) say(flash);
    flash = "";
  }

  async function restore(work) {
    self.before.digest = work.was;
    self.mode = work.mode;
    self.dirty = true;
    self.fileNamed = work.fileNamed;
    file.value = work.file;
    await check(work.mode === "form" ? { form: work.form, text: work.text } : { text: work.text });
  }

  function mode(name) {
    return el("button", { type: "button", text: words[`card-${name}`], async onclick() {
      await settled();
      if (name === "form" && !self.form) return;
      self.mode = name;
      draw();
    } });
  }

  // Everything anew: another view, another card.
  function draw() {
    const locked = self.mode === "form" && self.comments > 0 && self.may;
    put(told, [
      self.may ? null : el("p", { class: "paper", text: words["card-read-only"] }),
      locked ? comments() : null,
    ]);
    if (self.mode === "form") {
      put(body, [form.root]);
      form.draw(self.form ?? EMPTY(), self.may && !locked);
    } else {
      put(body, [area]);
      area.value = self.text;
      area.readOnly = !self.may;
    }
    put(bar, self.may
      ? [el("div", { class: "row" }, part === NEW || theirs.hidden === false ? fileRow : null, save, discard, theirs, note),
        part === NEW ? null : remove]
      : [copy]);
    found();
  }

  function comments() {
    return el("div", { class: "paper stack warn-paper" },
      el("p", { text: filled(words["card-comments"], self.comments) }),
      el("div", {}, el("button", { type: "button", text: words["card-comments-go"], async onclick() {
        edited("form");
        await settled();
        draw();
        form.focus(["name"]);
      } })));
  }

  // What the last check has found, into what is there.
  function found() {
    const shown = self.quiet && !self.dirty ? [] : self.faults;
    title.textContent = self.form?.name || self.before.name || words["cards-new"];
    for (const [name, button] of Object.entries(views)) button.setAttribute("aria-pressed", String(name === self.mode));
    views.form.disabled = !self.form && self.mode === "text";
    views.form.title = views.form.disabled ? words["card-no-form"] : "";
    faults.hidden = self.quiet && !self.dirty;
    summary(faults, self.faults, words, go);
    if (self.mode === "form") form.mark(shown, self.quiet);
    else area.toggleAttribute("aria-invalid", false);
    put(entries, (self.entries ?? []).flatMap(([entry, text]) =>
      text.trim() ? [el("dt", { text: entry }), el("dd", { text })] : []));
    entries.hidden = !self.entries;
    noEntries.hidden = Boolean(self.entries);
    if (part === NEW && !self.fileNamed) file.value = fileOf(self.form?.name ?? "");
    status();
  }

  function status(text = "") {
    save.disabled = !self.dirty;
    discard.hidden = !self.dirty;
    note.className = "small soft";
    write(note, text || words[self.dirty ? "card-not-saved" : "card-unchanged"]);
  }

  function say(text, wrong = false) {
    status(text);
    note.className = wrong ? "small bad" : "small good";
    polite(text);
  }

  function go(fault) {
    if (self.mode === "form") {
      form.focus(fault.place);
      return;
    }
    const lines = area.value.split("\n");
    const start = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[fault.line - 1]?.length ?? 0));
    area.scrollTop = (fault.line - 4) * (area.scrollHeight / Math.max(lines.length, 1));
  }

  function named() {
    self.fileNamed = true;
    self.dirty = true;
    keep();
    status();
  }

  function edited(by) {
    self.dirty = true;
    self.mode = by;
    if (by === "text") self.text = area.value;
    keep();
    status();
    clearTimeout(timer);
    pending = new Promise((resolve) => {
      timer = setTimeout(resolve, REST_MS);
    }).then(() => check(asked(by))).catch(failed);
  }

  const asked = (by) => (by === "form" ? { form: self.form, text: self.text } : { text: self.text });

  function keep() {
    kept.write({
      mode: self.mode, text: self.text, form: self.mode === "form" ? self.form : null,
      was: self.before.digest, file: file.value, fileNamed: self.fileNamed,
    });
  }

  // The newest answer counts; the form that is being typed in is not replaced.
  async function check(body) {
    const mine = ++turn;
    const answer = await post("/cards/check", body, { signal: left.signal });
    if (mine !== turn) return;
    if (body.form) self.form = body.form;
    else self.form = answer.form;
    Object.assign(self, { text: answer.text, faults: answer.faults, entries: answer.entries, comments: answer.comments });
    if (body.form && self.mode === "form") keep();
    found();
  }

  async function settled() {
    if (!self.dirty || !pending) return;
    clearTimeout(timer);
    pending = null;
    await check(asked(self.mode)).catch(failed);
  }

  async function saved() {
    await settled();
    const name = part === NEW || !theirs.hidden ? file.value.trim() : self.before.name || part;
    const was = name === self.before.name || name === part ? self.before.digest : "";
    try {
      const card = await post(`/cards/${encodeURIComponent(name)}`, { text: self.text, was }, { signal: left.signal });
      kept.drop();
      self.quiet = false;
      self.dirty = false;
      const text = card.faults.length ? filled(words["card-saved-faults"], card.faults.length) : words["card-saved"];
      if (card.name !== part) {
        flash = text;
        location.hash = `#/cards/${encodeURIComponent(card.name)}`;
        return;
      }
      self.before = { text: card.text, digest: card.digest, name: card.name };
      draw();
      say(text);
    } catch (wrong) {
      failed(wrong);
      if (wrong.error?.reference === "card-changed") {
        theirs.hidden = false;
        file.value = `${name.replace(/\.ya?ml$/, "")} 2.yaml`;
        self.fileNamed = true;
        const text = note.textContent;
        draw();
        say(text, true);
        file.focus();
      } else if (["card-exists", "card-name"].includes(wrong.error?.reference)) file.focus();
    }
  }

  async function discarded() {
    kept.drop();
    self.dirty = false;
    theirs.hidden = true;
    if (part === NEW) {
      location.hash = "#/cards";
      return;
    }
    clearTimeout(timer);
    pending = null;
    turn++;
    await open().catch(failed);
  }

  async function removed() {
    if (remove.dataset.sure === undefined) {
      remove.dataset.sure = "";
      remove.textContent = words["card-remove-sure"];
      remove.addEventListener("blur", () => {
        delete remove.dataset.sure;
        remove.textContent = words["card-remove"];
      }, { once: true });
      return;
    }
    try {
      await get(`/cards/${encodeURIComponent(part)}`, {
        method: "DELETE",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ was: self.before.digest }),
      });
      kept.drop();
      self.dirty = false;
      location.hash = "#/cards";
    } catch (wrong) {
      failed(wrong);
    }
  }

  function copied() {
    draft(NEW).write({ mode: self.form ? "form" : "text", text: self.text, form: self.form, was: "", file: "", fileNamed: false });
    location.hash = `#/cards/${NEW}`;
  }

  function failed(wrong) {
    if (wrong.name === "AbortError") return;
    if (!wrong.error) throw wrong;
    say(words[`error-${wrong.error.reference}`] ?? `${wrong.error.what} ${wrong.error.hint}`, true);
    if (!bar.isConnected || !bar.childNodes.length) put(told, [el("p", { class: "bad", role: "alert", text: note.textContent })]);
  }

  function warn(event) {
    if (self.dirty) event.preventDefault();
  }

  return () => {
    clearTimeout(timer);
    left.abort();
    window.removeEventListener("beforeunload", warn);
  };
}

// A safe file name from the product's.
function fileOf(name) {
  const safe = name.normalize("NFC").replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${safe || "card"}.yaml`;
}
