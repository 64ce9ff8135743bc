// One call that is over: its figures, what mattered, its player and its report.
import { get } from "/page/ask.js";
import { askToDelete, dateOf, percent, shares, trouble } from "/page/calls-parts.js";
import { clock, el, put } from "/page/dom.js";
import { player } from "/page/player.js";
import { filled } from "/page/words.js";

export function one(root, { words, lang, id, wanted, at }) {
  const left = new AbortController();
  const path = `/calls/${encodeURIComponent(id)}`;
  const shown = el("div", { class: "stack" });
  let played = null;
  root.append(
    el("div", { class: "sheet one" }, el("p", {}, el("a", { href: "#/calls", text: `← ${words["calls-all"]}` })), shown),
  );

  async function load() {
    put(shown, [el("p", { class: "soft", role: "status", text: words["calls-loading"] })]);
    try {
      const told = await get(path, { signal: left.signal });
      put(shown, parts(told));
      if (told.words) await play(told.call);
    } catch (failed) {
      if (failed.name !== "AbortError") put(shown, [trouble(failed, words, load)]);
    }
  }

  const stage = el("div");

  function parts({ call, words: kept, facts }) {
    const head = heading(call);
    const all = kept
      ? [head, stage, report(), figures(call), mattered(facts, call)]
      : [head, el("p", { class: "paper", text: words["calls-no-words"] }), figures(call)];
    return [...all, el("div", { class: "row" }, el("button", { class: "danger", text: words["calls-delete"], onclick: () => remove(call) }))];
  }

  function heading(call) {
    const notes = [
      dateOf(call.began, lang),
      clock(call.seconds),
      words[`calls-mode-${call.mode}`],
      call.agent,
      call.closed ? "" : words["calls-broke-off"],
    ];
    return el(
      "header",
      { class: "stack" },
      el("h1", { text: call.product || call.source || call.id }),
      el("p", { class: "soft", text: notes.filter(Boolean).join(" · ") }),
      el("p", { class: "outcome", text: words[`calls-outcome-${call.outcome}`] }),
    );
  }

  async function play(call) {
    const told = await get(`${path}/frames`, { signal: left.signal });
    played = player(stage, { words, lang, told, sound: told.audio ? `${path}/audio` : "" });
    if (at !== undefined) played.seek(Number(at) || 0);
    if (wanted === "play" || wanted === "at") played.focus();
    if (wanted === "report") shown.querySelector(".report button")?.click();
  }

  // The report is a document of its own: nothing in it can run, or reach this page.
  function report() {
    const place = el("div");
    const button = el("button", { text: words["calls-report"], "aria-expanded": "false", onclick: toggle });
    const address = `${path}/report`;

    function toggle() {
      const open = button.getAttribute("aria-expanded") === "false";
      button.setAttribute("aria-expanded", String(open));
      button.textContent = words[open ? "calls-report-hide" : "calls-report"];
      put(place, open ? [el("iframe", { src: address, sandbox: true, title: words["calls-report"] })] : []);
      if (open) place.scrollIntoView({ block: "nearest" });
    }

    const apart = el("a", { href: address, target: "_blank", rel: "noopener", text: words["calls-report-open"] });
    return el("section", { class: "report stack" }, el("div", { class: "row" }, button, apart), place);
  }

  function figures(call) {
    const { lines } = call;
    const pairs = [
      ["calls-turns", String(call.turns)],
      ["calls-agent-share", `${percent(call.agent_share)}%`],
      ["calls-lines", filled(words["calls-lines-of"], lines.followed, lines.offered)],
      ["calls-alerts", String(call.alerts)],
      ["calls-consent", call.consent],
    ];
    return el(
      "section",
      { class: "paper stack" },
      shares(call, words, "calls-share"),
      el("dl", { class: "figures" }, ...pairs.filter(([, told]) => told).map(([name, told]) => pair(words[name], [told]))),
    );
  }

  function mattered({ learned, next, keep, attempt }, call) {
    const groups = [
      ...(keep.length ? [pair(words["calls-well"], keep, call.lang)] : []),
      ...(attempt.length ? [pair(words["calls-try"], attempt, call.lang)] : []),
      ...next.map(({ label, texts }) => pair(`${words["calls-next"]} · ${label}`, texts, call.lang)),
      ...learned.map(({ label, texts }) => pair(label, texts, call.lang)),
    ];
    if (!groups.length) return null;
    const title = el("h2", { text: words["calls-mattered"] });
    return el("section", { class: "paper stack" }, title, el("dl", { class: "mattered" }, ...groups));
  }

  // `spoken` is the language of the texts, where it is not the page's.
  const pair = (label, texts, spoken = null) =>
    el("div", {}, el("dt", { text: label }), ...texts.map((text) => el("dd", { lang: spoken, text })));

  function remove(call) {
    askToDelete(call, {
      words,
      lang,
      done: () => (location.hash = "#/calls"),
      failed: (error) => shown.append(trouble(error, words)),
    });
  }

  load();
  return () => {
    left.abort();
    played?.stop();
  };
}
