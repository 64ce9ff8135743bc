// The pilot's seat: devices, card, direction and language; the check, a sample call, and the start.
import { get, post } from "/page/ask.js";
import { el, put } from "/page/dom.js";
import { filled } from "/page/words.js";

const LOOK_MS = 600; // how often it is asked how things go, while they go
const LANGUAGES = [["zh-Hant", "繁體中文"], ["zh-Hans", "简体中文"], ["en", "English"]];

style("/page/start.css");

export function view(root, { words, lang, feed }) {
  const left = new AbortController();
  const choices = { mode: "outbound", lang, card: "", mic: "", loopback: "", softphone: "" };
  const device = { mic: choose("mic", words["start-mic"]), loopback: choose("loopback", words["start-loopback"]) };
  const why = { mic: el("p", { class: "soft small" }), loopback: el("p", { class: "soft small" }) };
  const cards = choose("card", words["start-card"]);
  const spoken = choose("lang", words["start-lang"]);
  const modes = ["outbound", "inbound"].map(mode);
  const note = el("div", { class: "stack" });
  const trouble = el("div", {});
  const silent = el("div", { role: "status" }); // why no device can be shown
  const sum = el("p", { role: "status" });
  const findings = el("ul", { class: "findings" });
  const doctor = el("button", { type: "button", text: words["start-doctor-go"], onclick: () => begin("doctor") });
  const play = el("button", { type: "button", text: words["start-sample-go"], onclick: () => begin("sample") });
  const noSample = el("p", { class: "soft small", hidden: true, text: words["start-sample-none"] });
  const go = el("button", { type: "button", class: "main large", text: words["start-go"], onclick: () => begin("call") });
  const going = el("div", { class: "row" });
  let told = { doing: "opening", here: true, samples: [] };
  let timer = null;
  let begun = ""; // here, and not shown as a call yet

  root.append(
    el("div", { class: "sheet start" },
      el("h1", { text: words["part-start"] }),
      el("p", { class: "soft", text: words["start-told"] }),
      note,
      el("ol", { class: "steps" },
        step(1, "start-devices",
          el("div", { class: "pair" }, device.mic.root, device.loopback.root),
          silent,
          el("div", {}, el("button", { type: "button", text: words["start-again"], onclick: devices }))),
        step(2, "start-card", cards.root,
          el("a", { href: "#/cards/new", text: words["start-make-card"] })),
        step(3, "start-mode",
          el("div", { class: "pair", role: "radiogroup", "aria-label": words["start-mode"] }, ...modes.map((m) => m.root)),
          spoken.root),
      ),
      el("div", { class: "pair" },
        part("start-doctor", el("div", { class: "row" }, doctor), sum, findings),
        part("start-sample", noSample, el("div", { class: "row" }, play)),
      ),
      trouble,
      el("div", { class: "bar" }, el("div", { class: "row" }, go, el("span", { class: "soft small", text: words["start-go-told"] })), going),
    ),
  );
  device.mic.root.append(why.mic);
  device.loopback.root.append(why.loopback);
  for (const [value, name] of LANGUAGES) spoken.input.append(el("option", { value, text: name, lang: value }));
  draw();
  open().catch(failed);
  const off = feed?.on(() => {
    if (begun && begun !== "doctor" && feed.blocks.call) location.hash = "#/live";
  });

  async function open() {
    told = await get("/start", { signal: left.signal });
    Object.assign(choices, told.last ?? {});
    spoken.input.value = choices.lang;
    mark();
    draw();
    await Promise.all([shelf().catch(failed), devices()]);
    if (told.doing !== "nothing" && told.here) look();
  }

  function step(nth, name, ...children) {
    return el("li", { class: "paper stack" },
      el("h2", {}, el("span", { class: "nth", text: String(nth) }), ` ${words[name]}`),
      words[`${name}-told`] ? el("p", { class: "soft small", text: words[`${name}-told`] }) : null,
      ...children);
  }

  function part(name, ...children) {
    return el("section", { class: "paper stack", "aria-labelledby": name },
      el("h2", { id: name, text: words[name] }),
      el("p", { class: "soft small", text: words[`${name}-told`] }),
      ...children);
  }

  function choose(name, label) {
    const input = el("select", { id: `start-${name}`, onchange() {
      choices[name] = input.value;
      if (name === "mic" || name === "loopback") devices();
    } });
    return { input, root: el("div", { class: "field" }, el("label", { for: `start-${name}`, text: label }), input) };
  }

  function mode(value) {
    const input = el("input", { type: "radio", name: "mode", id: `mode-${value}`, value, "aria-describedby": `mode-${value}-told`, onchange() {
      choices.mode = value;
      mark();
    } });
    const inner = el("div", { class: "mode" },
      el("div", { class: "tick" }, input, el("label", { for: `mode-${value}`, text: words[`start-${value}`] })),
      el("p", { class: "soft small", id: `mode-${value}-told`, text: words[`start-${value}-told`] }));
    return { value, input, root: inner };
  }

  function mark() {
    for (const m of modes) {
      m.input.checked = m.value === choices.mode;
      m.root.classList.toggle("chosen", m.input.checked);
    }
  }

  async function shelf() {
    const { cards: known } = await get("/cards", { signal: left.signal });
    const right = known.filter((card) => card.faults === 0);
    if (!right.some((card) => card.name === choices.card)) choices.card = told.last ? "" : right[0]?.name ?? "";
    put(cards.input, [
      el("option", { value: "", text: words["start-no-card"] }),
      ...known.map((card) => el("option", {
        value: card.name, disabled: card.faults !== 0,
        text: `${card.product || card.name}${card.faults ? ` – ${filled(words["cards-faults"], card.faults)}` : ""}`,
      })),
    ]);
    cards.input.value = choices.card;
  }

  async function devices() {
    try {
      const query = new URLSearchParams({ mic: choices.mic, loopback: choices.loopback });
      const heard = await get(`/start/devices?${query}`, { signal: left.signal });
      fill(device.mic.input, heard.devices.filter((d) => !d.loopback), "mic");
      fill(device.loopback.input, heard.devices.filter((d) => d.loopback), "loopback");
      because(why.mic, heard.agent);
      because(why.loopback, heard.customer);
      put(silent, []);
    } catch (wrong) {
      if (wrong.name === "AbortError") return;
      if (!wrong.error) throw wrong;
      for (const name of ["mic", "loopback"]) fill(device[name].input, [], name);
      put(silent, said(wrong.error));
    }
  }

  function fill(input, found, name) {
    const gone = choices[name] && !found.some((d) => d.name === choices[name]);
    put(input, [
      el("option", { value: "", text: words["start-auto"] }),
      ...found.map((d) => el("option", { value: d.name, text: d.label })),
      gone ? el("option", { value: choices[name], text: choices[name] }) : null,
    ]);
    input.value = choices[name];
  }

  function because(node, choice) {
    const reason = filled(words[`why-${choice.why}`] ?? choice.why, choice.detail);
    node.className = choice.name ? "soft small" : "bad small";
    node.textContent = choice.name
      ? filled(words["start-chosen"], choice.label, reason)
      : filled(words["start-nobody"], reason);
  }

  async function begin(what) {
    put(trouble, []);
    delete trouble.dataset.told;
    try {
      await post("/start/begin", { what, ...choices }, { signal: left.signal });
      begun = what;
      told = { ...told, doing: what, findings: [], error: null };
      draw();
      look();
    } catch (wrong) {
      failed(wrong);
    }
  }

  function look() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        told = await get("/start", { signal: left.signal });
        draw();
        if (told.doing !== "nothing") look();
        else begun = "";
      } catch (wrong) {
        failed(wrong);
      }
    }, LOOK_MS);
  }

  function draw() {
    const free = told.doing === "nothing";
    put(note, told.here ? [] : [el("p", { class: "paper", text: words["start-elsewhere"] })]);
    for (const button of [doctor, play, go]) button.disabled = !free;
    const none = !told.samples.includes(choices.lang);
    noSample.hidden = !none;
    play.disabled ||= none;
    check();
    if (told.error) error(told.error);
    put(going, free || told.doing === "opening" || !told.here ? [] : [
      el("span", { class: "small", text: told.doing === "doctor" ? words["start-doctor-running"]
        : feed?.blocks.call ? words["start-going"] : words["start-loading"] }),
      feed?.blocks.call ? el("a", { class: "button", href: "#/live", text: words["start-to-call"] }) : null,
      el("button", { type: "button", class: "danger", text: words["start-stop"], onclick: stop }),
    ]);
  }

  spoken.input.addEventListener("change", draw);

  function check() {
    const found = told.findings ?? [];
    const failing = found.filter((f) => f.state === "failed").length;
    const running = told.doing === "doctor";
    const text = running ? words["start-doctor-running"]
      : !found.length ? ""
        : failing ? filled(words["start-doctor-bad"], failing) : words["start-doctor-good"];
    sum.className = failing ? "bad" : found.length && !running ? "good" : "soft";
    if (sum.textContent !== text) sum.textContent = text;
    sum.hidden = !text;
    put(findings, found.map((f, nth) => findings.childNodes[nth] ?? line(f)));
  }

  function line(f) {
    const next = words[`next-${f.check}-${f.state}`] ?? f.hint;
    return el("li", { class: `finding ${f.state}` },
      el("p", {},
        el("span", { class: "state", text: words[`start-${f.state}`] }),
        el("strong", { text: ` ${words[`check-${f.check}`] ?? f.check} ` }),
        el("span", { class: "soft small", text: f.text })),
      f.hint ? el("p", { class: "small", text: filled(words["start-next"], next) }) : null);
  }

  async function stop() {
    await post("/start/stop", {}, { signal: left.signal }).catch(failed);
  }

  function error(wrong) {
    if (trouble.dataset.told === JSON.stringify(wrong)) return;
    trouble.dataset.told = JSON.stringify(wrong);
    put(trouble, [el("div", { class: "paper trouble", role: "alert" }, ...said(wrong))]);
    trouble.scrollIntoView({ block: "center" });
  }

  function said(wrong) {
    const known = words[`error-${wrong.reference}`];
    const whole = known && wrong.reference !== "model-file-missing"; // the hint names the model
    return whole ? [el("p", { class: "bad", text: known })] : [
      el("p", { class: "bad", text: known ?? wrong.what }),
      wrong.why ? el("p", { class: "soft small", text: wrong.why }) : el("span"),
      wrong.hint ? el("p", { text: filled(words["start-next"], wrong.hint) }) : el("span"),
    ];
  }

  function failed(wrong) {
    if (wrong.name === "AbortError") return;
    if (!wrong.error) throw wrong;
    error(wrong.error);
  }

  return () => {
    clearTimeout(timer);
    left.abort();
    off?.();
  };
}

function style(href) {
  if (!document.querySelector(`link[href="${href}"]`)) {
    document.head.append(el("link", { rel: "stylesheet", href }));
  }
}
