// The page's beginning: let in with the token of the address, then the view that the address names.
import { live } from "/page/live.js";

const views = { live };

async function letIn() {
  const token = location.hash.slice(1);
  if (!/^[\w-]{40,}$/.test(token)) return;
  history.replaceState(null, "", "/");
  await fetch("/open", { method: "POST", body: JSON.stringify({ token }) });
}

await letIn();
views.live(document.getElementById("view"));
