// Requests to the copilot. An answer is its JSON; what went wrong is an Asked error.

// `error` is {reference, what, why, hint} as every error of the copilot; `status` 0: not reached.
export class Asked extends Error {
  constructor(status, error) {
    super(error.what);
    this.status = status;
    this.error = error;
  }
}

const listeners = new Set();

// Told when a request is refused for want of a session; returns how to stop listening.
export function whenLocked(heard) {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

export const get = (path, options = {}) => ask(path, { ...options });

export const post = (path, body = {}, options = {}) =>
  ask(path, {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failed) {
    if (failed.name === "AbortError") throw failed;
    throw new Asked(0, told("not-reached", failed.message));
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (response.status === 401) for (const heard of listeners) heard();
  const refused = answer.refused ?? `status-${response.status}`;
  throw new Asked(response.status, answer.error ?? told(refused, refused));
}

const told = (reference, what) => ({ reference, what, why: "", hint: "" });
