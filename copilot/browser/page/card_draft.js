// Unsaved work on cards: kept in this tab, through a reload, until it is saved or discarded.

const BEFORE = "card:";

export function draft(part) {
  const key = BEFORE + part;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(kept) {
      try {
        sessionStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // A full storage loses nothing that is on the screen; leaving the page still warns.
      }
    },
    drop: () => sessionStorage.removeItem(key),
  };
}

// The parts (`new`, a file's name) that have some.
export function drafts() {
  const keys = Array.from({ length: sessionStorage.length }, (_, nth) => sessionStorage.key(nth));
  return new Set(keys.filter((key) => key.startsWith(BEFORE)).map((key) => key.slice(BEFORE.length)));
}
