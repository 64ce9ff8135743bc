// The three phases as circles that overlap, in their order: the area of each is the share it has
// had, the dashed ring around the same centre the share it deserves.
import { el, put, svg } from "/page/dom.js";
import { filled } from "/page/words.js";

const WIDTH = 300;
const HEIGHT = 118;
const BELOW = 12; // for the arrow
const OVERLAP = 0.34; // of the smaller radius
const LEAST = 0.02; // of a call: a phase without a target is still there to see

export function phases(words) {
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const legend = el("ul", { class: "legend" });
  const node = el("section", { class: "phases", "aria-label": words.phases }, picture, legend);
  const drawn = new Map();

  picture.append(arrow());

  function circlesOf(phase) {
    if (!drawn.has(phase)) {
      const ring = svg("circle", { class: `ring ${phase}` });
      const area = svg("circle", { class: `area ${phase}` });
      const mark = svg("circle", { class: "mark", r: 3 });
      picture.append(area, ring, mark);
      drawn.set(phase, { ring, area, mark });
    }
    return drawn.get(phase);
  }

  function draw(blocks, changed) {
    if (!changed.includes("phases")) return;
    const all = blocks.phases ?? [];
    node.hidden = !all.length;
    for (const { phase, x, y, share, target, here } of placed(all)) {
      const { ring, area, mark } = circlesOf(phase);
      at(ring, x, y, target);
      at(area, x, y, share);
      at(mark, x, y, 3);
      area.classList.toggle("here", here);
      mark.classList.toggle("here", here);
    }
    picture.setAttribute("aria-label", all.map((each) => told(each, words)).join(words["stop-mark"]));
    put(legend, all.map((each) => row(each, words)));
  }

  return { node, draw };
}

function at(circle, x, y, r) {
  circle.style.setProperty("cx", `${x.toFixed(1)}px`);
  circle.style.setProperty("cy", `${y.toFixed(1)}px`);
  circle.style.setProperty("r", `${r.toFixed(1)}px`);
}

// Where each is drawn, and how large: as large as there is room for.
export function placed(all) {
  const radii = all.map(({ share, target }) => Math.sqrt(Math.max(share, target, LEAST)));
  const steps = radii.slice(1).map((r, nth) => {
    const [small, large] = r < radii[nth] ? [r, radii[nth]] : [radii[nth], r];
    return large + small - OVERLAP * small;
  });
  const across = (radii[0] ?? 1) + steps.reduce((sum, step) => sum + step, 0) + (radii.at(-1) ?? 1);
  const room = HEIGHT - BELOW;
  const scale = Math.min((WIDTH - 4) / across, (room - 4) / (2 * Math.max(...radii)));
  let x = (WIDTH - across * scale) / 2 + (radii[0] ?? 0) * scale;
  return all.map((each, nth) => {
    if (nth) x += steps[nth - 1] * scale;
    const drawn = { share: Math.sqrt(each.share) * scale, target: Math.sqrt(each.target) * scale };
    return { ...each, ...drawn, x, y: room / 2 };
  });
}

function arrow() {
  const y = HEIGHT - 5;
  const path = `M 40 ${y} H ${WIDTH - 42} M ${WIDTH - 48} ${y - 4} l 6 4 l -6 4`;
  return svg("path", { class: "arrow", d: path, "aria-hidden": "true" });
}

const percent = (share) => Math.round(share * 100);

function told({ name, share, target, here, missing }, words) {
  const text = filled(words["phase-told"], { name, share: percent(share), target: percent(target) });
  return [text, here ? words["phase-here"] : "", missing].filter(Boolean).join(words["comma-mark"]);
}

function row({ phase, name, share, target, here, missing, enough }, words) {
  const numbers = filled(words["share-of"], { share: percent(share), target: percent(target) });
  const node = el(
    "li",
    { class: here ? "here" : null, "aria-current": here ? "step" : null },
    el("span", { class: `dot ${phase}`, "aria-hidden": "true" }),
    el("span", { class: "name", text: name }),
    el("span", { class: "numbers", text: numbers }),
    enough ? el("span", { class: "good", "aria-hidden": "true", text: "✓" }) : null,
  );
  if (missing) node.append(el("span", { class: "missing", text: missing }));
  return node;
}
