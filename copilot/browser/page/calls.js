// The calls that are over: `#/calls` lists them, `#/calls/ID` shows one, and within it `/play`,
// `/report` and `/at/SECONDS` say what is wanted of it.
import { list } from "/page/calls-list.js";
import { one } from "/page/calls-one.js";

export function view(root, { words, lang, part }) {
  const [id, wanted, at] = part.split("/");
  return id ? one(root, { words, lang, id, wanted, at }) : list(root, { words, lang });
}
