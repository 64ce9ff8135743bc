// The page's words in the language of the call; before there is one, in the browser's.
import { get } from "/page/ask.js";

const LANGUAGES = ["zh-Hant", "zh-Hans", "en"];
const loaded = new Map();

export function ownLanguage() {
  for (const wanted of navigator.languages ?? [navigator.language]) {
    if (/^zh-(hant|tw|hk|mo)/i.test(wanted)) return "zh-Hant";
    if (/^zh/i.test(wanted)) return "zh-Hans";
    if (/^en/i.test(wanted)) return "en";
  }
  return "en";
}

export async function wordsIn(lang) {
  const known = LANGUAGES.includes(lang) ? lang : "en";
  if (!loaded.has(known)) loaded.set(known, await get(`/words?lang=${known}`));
  return loaded.get(known);
}

// filled("{0} of {1}", 3, 9) and filled("{done} done", { done: 3 })
export function filled(text, ...values) {
  const named = typeof values[0] === "object" ? values[0] : values;
  return text.replace(/\{(\w+)\}/g, (all, name) => named[name] ?? all);
}
