// The stream of frames: one for the whole page. It comes back by itself, and then begins with a
// whole frame, so that nothing is missed.
import { get } from "/page/ask.js";

const AGAIN_MS = 500;

// stream().on(heard): heard({ whole, changed, state }); `changed` are names of blocks.
// States: "connecting", "open", "lost", "locked", "full" (too many tabs).
export function stream(path = "/live") {
  const listeners = new Set();
  const self = { blocks: {}, state: "connecting", on, again, close };
  let source = null;
  let timer = null;

  function on(heard) {
    listeners.add(heard);
    return () => listeners.delete(heard);
  }

  function tell(news) {
    for (const heard of [...listeners]) heard({ whole: false, changed: [], ...news, state: self.state });
  }

  function state(now) {
    if (self.state === now) return;
    self.state = now;
    tell({});
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function again() {
    close();
    source = new EventSource(path);
    source.onopen = () => state("open");
    source.onmessage = (message) => take(JSON.parse(message.data));
    source.onerror = failed;
  }

  function take({ whole, blocks }) {
    const changed = new Set(Object.keys(blocks));
    if (whole) {
      for (const name of Object.keys(self.blocks)) changed.add(name);
      self.blocks = {};
    }
    for (const [name, value] of Object.entries(blocks)) {
      if (value === null) delete self.blocks[name];
      else self.blocks[name] = value;
    }
    self.state = "open";
    tell({ whole, changed: [...changed] });
  }

  // A browser tries again after a broken connection, but never after a refusal.
  async function failed() {
    if (source?.readyState !== EventSource.CLOSED) {
      state("lost");
      return;
    }
    const refusal = await get("/card?query=").then(() => 503, (error) => error.status);
    state(refusal === 401 ? "locked" : refusal === 503 ? "full" : "lost");
    if (refusal !== 401) timer = setTimeout(again, AGAIN_MS);
  }

  again();
  return self;
}
