// Elements, made without markup: whatever is written is text.

const SVG = "http://www.w3.org/2000/svg";

// el("button", { class: "key", text: "u", "aria-label": "used", onclick: act }, ...children)
// A function under an on… name listens; true is an empty attribute; false, null and undefined none.
export function el(tag, given = {}, ...children) {
  return filled(document.createElement(tag), given, children);
}

export function svg(tag, given = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), given, children);
}

function filled(node, given, children) {
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) listen(node, name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function listen(node, name, heard) {
  if (typeof heard !== "function") throw new TypeError(`on${name} takes a function`);
  node.addEventListener(name, heard);
}

// Write only what has changed: what stays is not read out, selected or drawn anew.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Children in this order; those that stay are left where they are.
export function put(node, children) {
  const wanted = children.filter((child) => child);
  wanted.forEach((child, nth) => {
    if (node.childNodes[nth] !== child) node.insertBefore(child, node.childNodes[nth] ?? null);
  });
  while (node.childNodes.length > wanted.length) node.lastChild.remove();
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
