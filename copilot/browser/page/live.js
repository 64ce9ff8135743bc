// The call that goes on.
import { el, write } from "/page/dom.js";

export function view(root, { feed }) {
  const line = el("p");
  root.append(line);
  const draw = () => write(line, feed.blocks.line?.text ?? "");
  draw();
  return feed.on(draw);
}
