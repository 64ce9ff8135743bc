// A stored call, played: the panel as it was, second by second, with its sound where it was kept.
import { polite } from "/page/aloud.js";
import { clock, el, svg, write } from "/page/dom.js";
import { panel } from "/page/panel.js";
import { course, stopFrom } from "/page/playback.js";
import { ticking } from "/page/ticking.js";
import { filled } from "/page/words.js";

const SPEEDS = [1, 1.5, 2, 4];
const STEP_S = 5;
const KINDS = { customer: "c", alert: "a", marked: "m" };
const ALWAYS = ["line", "phases", "beside", "notices"];

// `told` is the answer of /calls/ID/frames; `sound` the address of the sound, or empty.
export function player(root, { words, lang, told, sound }) {
  const { seconds, stops } = told;
  const time = ticking(seconds, sound);
  const shown = course(told.frames);
  const stage = el("div", { class: "stage", lang: told.lang });
  const board = panel(stage, { words });
  const button = el("button", { class: "main play", onclick: toggle });
  const where = el("input", {
    type: "range",
    min: "0",
    max: seconds.toFixed(2),
    step: "any",
    value: "0",
    "aria-label": words["player-where"],
    oninput: () => seek(Number(where.value)),
  });
  const moment = el("span", { class: "moment" });
  const speed = el(
    "select",
    { "aria-label": words["player-speed"], onchange: () => faster(Number(speed.value)) },
    ...SPEEDS.map((rate) => el("option", { value: String(rate), text: `${rate}×` })),
  );
  const note = el("p", { class: "soft small", text: sound ? "" : words["player-silent"] });
  const node = el(
    "section",
    { class: "player", "aria-label": words.player, onkeydown: pressed },
    stage,
    el(
      "div",
      { class: "controls" },
      el("div", { class: "course" }, marks(stops, seconds), where),
      el(
        "div",
        { class: "row transport" },
        button,
        step(-STEP_S, "player-back"),
        step(STEP_S, "player-on"),
        moment,
        speed,
        ...jumps(),
      ),
    ),
    note,
    el("p", { class: "soft small", text: words["player-keys"] }),
  );
  let playing = false;
  let frame = 0;

  function jumps() {
    return Object.keys(KINDS)
      .filter((kind) => stops.some((stop) => stop.kind === kind))
      .map((kind) => el("button", { class: `jump ${kind}`, text: words[`player-next-${kind}`], onclick: () => jump(kind) }));
  }

  function step(by, name) {
    const sign = by < 0 ? "−" : "+";
    return el("button", {
      class: "step",
      "aria-label": words[name],
      title: words[name],
      text: `${sign}${Math.abs(by)}`,
      onclick: () => seek(time.now() + by),
    });
  }

  function draw(all = false) {
    const at = time.now();
    const { blocks, changed } = shown.seek(at);
    const drawn = withoutKeys(blocks);
    const names = all ? [...Object.keys(blocks), ...ALWAYS] : changed;
    if (names.length) board.draw(drawn, names);
    if (document.activeElement !== where || playing) where.value = at;
    where.setAttribute("aria-valuetext", filled(words["player-time"], clock(at), clock(seconds)));
    write(moment, `${clock(at)} / ${clock(seconds)}`);
    if (sound && time.mute()) write(note, words["player-mute"]);
  }

  function tick() {
    draw();
    if (time.now() >= seconds) toggle();
    if (playing) frame = requestAnimationFrame(tick);
  }

  function toggle() {
    playing = !playing;
    if (playing && time.now() >= seconds) time.seek(0);
    if (playing) time.play();
    else time.pause();
    named();
    cancelAnimationFrame(frame);
    if (playing) frame = requestAnimationFrame(tick);
  }

  function named() {
    write(button, words[playing ? "player-pause" : "player-play"]);
    node.dataset.playing = String(playing);
  }

  function seek(to) {
    time.seek(to);
    draw();
    where.value = time.now();
  }

  function jump(kind, back = false) {
    const stop = stopFrom(stops, kind, time.now(), back);
    if (stop) seek(stop.at_s);
    polite(stop ? `${clock(stop.at_s)} ${stop.text}` : words["player-no-more"]);
  }

  function faster(rate) {
    speed.value = String(rate);
    time.speed(rate);
  }

  const nextSpeed = (by) => SPEEDS[SPEEDS.indexOf(Number(speed.value)) + by] ?? Number(speed.value);

  // Keys count within the player alone, so that no letter typed elsewhere does anything here.
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    const own = at === speed || (event.key === " " && at.tagName === "BUTTON");
    const scrolls = at.closest(".said, .beside, .line") && !event.key.startsWith("Arrow") && ["Home", "End"].includes(event.key);
    if (own || scrolls) return;
    const kind = Object.keys(KINDS).find((name) => KINDS[name] === event.key.toLowerCase());
    const acts = {
      " ": toggle,
      k: toggle,
      ArrowLeft: () => seek(time.now() - STEP_S),
      ArrowRight: () => seek(time.now() + STEP_S),
      Home: () => seek(0),
      End: () => seek(seconds),
      "<": () => faster(nextSpeed(-1)),
      ">": () => faster(nextSpeed(1)),
    };
    const act = kind ? () => jump(kind, event.shiftKey) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function stop() {
    cancelAnimationFrame(frame);
    time.stop();
    board.parts.transcript.stop();
    board.stop();
  }

  for (const name of ["line", "beside"]) board.parts[name].node.tabIndex = 0; // they may scroll
  root.replaceChildren(node);
  node.lang = lang;
  named();
  draw(true);
  return { seek, focus: () => button.focus(), stop };
}

// Of a call that is over, nobody can leave by a key.
function withoutKeys(blocks) {
  return blocks.line?.kind === "ended" ? { ...blocks, line: { ...blocks.line, why: "" } } : blocks;
}

// Where the moments are that one can go to.
function marks(stops, seconds) {
  const wide = 1000;
  const ticks = stops.map(({ at_s, kind }) => {
    const y = kind === "customer" ? 6 : 0;
    const x = ((at_s / (seconds || 1)) * wide).toFixed(1);
    return svg("rect", { class: kind, x, y, width: 3, height: 10 - y });
  });
  const box = { viewBox: `0 0 ${wide} 10`, preserveAspectRatio: "none", "aria-hidden": "true" };
  return svg("svg", { class: "marks", ...box }, ...ticks);
}
