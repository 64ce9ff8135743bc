// Time, who called whom, the product; then what is wrong, and how quick the copilot is.
import { clock, el, put, write } from "/page/dom.js";

export function status(words) {
  const time = el("span", { class: "time", role: "timer", "aria-live": "off" });
  const mode = el("span");
  const product = el("span", { class: "product" });
  const health = el("ul", { class: "health" });
  const node = el("div", { class: "status", role: "group", "aria-label": words.status });
  node.append(time, mode, product, health);

  function draw(blocks, changed) {
    if (changed.includes("clock")) write(time, blocks.clock === undefined ? "" : clock(blocks.clock));
    if (changed.includes("call")) {
      write(mode, blocks.call?.mode ?? "");
      write(product, blocks.call?.product ?? "");
    }
    if (changed.includes("health")) {
      const { bad = [], quick = [] } = blocks.health ?? {};
      put(health, [
        ...bad.map((text) => el("li", { class: "bad", text: `✗ ${text}` })),
        ...quick.map((text) => el("li", { text })),
      ]);
    }
  }

  return { node, draw };
}
