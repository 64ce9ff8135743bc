// A stored call's frames: at any moment, the blocks that were shown then.

// course(frames).seek(at_s) gives { blocks, changed }: all blocks, and the names of those that are
// not as they were at the moment before.
export function course(frames) {
  let blocks = {};
  let next = 0; // the first frame that is not in `blocks`
  let at = 0;

  function seek(at_s) {
    const before = blocks;
    if (at_s < at) next = 0;
    let now = next ? { ...before } : {};
    for (; next < frames.length && frames[next].at_s <= at_s; next++) Object.assign(now, frames[next].blocks);
    now = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null));
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    blocks = now;
    at = at_s;
    return { blocks, changed: [...names].filter((name) => before[name] !== now[name]) };
  }

  return { seek };
}

// The nearest stop of a kind behind a moment, or before it; undefined where there is none.
export function stopFrom(stops, kind, at_s, back = false) {
  const near = 0.05;
  const of = stops.filter((stop) => stop.kind === kind);
  if (back) return of.findLast((stop) => stop.at_s < at_s - 1);
  return of.find((stop) => stop.at_s > at_s + near);
}
