// What a screen reader says by itself: finished lines and answers politely, lost devices at once.

export const polite = (text) => say("polite", text);
export const assertive = (text) => say("assertive", text);

function say(name, text) {
  const region = document.getElementById(name);
  if (region && region.textContent !== text) region.textContent = text;
}
