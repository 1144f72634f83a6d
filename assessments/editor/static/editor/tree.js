// Moves a line of the tree: drag its handle with a finger or a mouse, or take it with Space and use the arrows.
// What is dropped is posted as any other act: the page comes back from the server, the focus on the same handle.

const form = document.getElementById("drop");
const status = document.getElementById("moves");
const EDGE = 80; // pixels from the top or the bottom of the window where a drag scrolls
const STEP = 12; // pixels scrolled at each move there

let taken = null; // { item, list, next, pointer }

const itemOf = (element) => element?.closest("li[data-node]");
const say = (words) => { status.textContent = words; };
const named = (item) => item.querySelector(".node-text a").textContent.trim();

for (const grip of document.querySelectorAll(".grip")) {
  grip.hidden = false;
  grip.addEventListener("pointerdown", (event) => { if (event.button === 0) grab(grip, event.pointerId, event); });
  grip.addEventListener("keydown", (event) => pressed(grip, event));
  grip.addEventListener("blur", () => { if (taken && taken.pointer === null && itemOf(grip) === taken.item && !taken.moving) giveUp(); });
}
// A handle is hidden until here: the browser may have looked for what to focus before it could be.
document.querySelector(".grip[autofocus]")?.focus();

function grab(grip, pointer, event) {
  const item = itemOf(grip);
  taken = { item, list: item.parentElement, next: item.nextElementSibling, pointer, moving: false };
  item.dataset.taken = "";
  if (pointer === null) { say(status.dataset.grabbed); return; }
  event.preventDefault();
  grip.focus({ preventScroll: true });
  // On the document: the handle moves with its line, and would lose a capture of its own.
  document.addEventListener("pointermove", dragged);
  document.addEventListener("pointerup", dropped);
  document.addEventListener("pointercancel", cancelled);
}

// Lists that may hold the item: themes stand among themes, questions among the questions of a theme.
const accepts = (list) => list && !taken.item.contains(list) && (taken.item.dataset.node === "theme" || list.dataset.parent !== "");
const alike = (list) => [...list.children].filter((one) => one.dataset.node === taken.item.dataset.node);

function put(list, before) {
  if (before === taken.item) return;
  if (before) list.insertBefore(taken.item, before);
  else if (taken.item.dataset.node === "theme") list.append(taken.item);
  else list.insertBefore(taken.item, list.querySelector(":scope > li[data-node=theme]"));
}

function dragged(event) {
  if (event.clientY < EDGE) scrollBy(0, -STEP);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP);
  const under = document.elementsFromPoint(event.clientX, event.clientY).map(itemOf).find((item) => item && !taken.item.contains(item));
  if (!under) return;
  if (under.dataset.node !== taken.item.dataset.node) { // a question over a theme: at the end of its own
    const list = under.querySelector(":scope > details > .tree");
    if (accepts(list) && taken.item.parentElement !== list) put(list, null);
    return;
  }
  if (!accepts(under.parentElement)) return;
  const line = under.querySelector(".node").getBoundingClientRect();
  put(under.parentElement, event.clientY < line.y + line.height / 2 ? under : nextAlike(under));
}

const nextAlike = (item) => {
  const beside = alike(item.parentElement);
  return beside[beside.indexOf(item) + 1] ?? null;
};

function dropped() { release(); drop(); }
function cancelled() { release(); giveUp(); }

function release() {
  document.removeEventListener("pointermove", dragged);
  document.removeEventListener("pointerup", dropped);
  document.removeEventListener("pointercancel", cancelled);
}

function drop() {
  const { item, list, next } = taken;
  delete item.dataset.taken;
  const moved = item.parentElement !== list || item.nextElementSibling !== next;
  const position = alike(item.parentElement).indexOf(item);
  taken = null;
  if (!moved) { say(status.dataset.left); return; }
  form.elements.node.value = item.dataset.node;
  form.elements.code.value = item.dataset.code;
  form.elements.parent.value = item.parentElement.dataset.parent;
  form.elements.position.value = position;
  form.submit();
}

function giveUp() {
  const { item, list, next } = taken;
  delete item.dataset.taken;
  list.insertBefore(item, next);
  taken = null;
  say(status.dataset.left);
}

// By the keys, the item goes through every place of the tree that may hold it, in reading order.
function places() {
  const found = [];
  for (const list of document.querySelectorAll(".tree")) {
    if (!accepts(list)) continue;
    const beside = alike(list).filter((one) => one !== taken.item);
    for (const before of [...beside, null]) found.push({ list, before });
  }
  return found.sort((a, b) => {
    if (a.list === b.list) return 0;
    return a.list.compareDocumentPosition(b.list) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
}

function pressed(grip, event) {
  const isTaken = taken !== null;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (isTaken) drop();
    else grab(grip, null);
  } else if (isTaken && event.key === "Escape") {
    event.preventDefault();
    giveUp();
    grip.focus();
  } else if (isTaken && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(grip, event.key === "ArrowUp" ? -1 : 1);
  }
}

function step(grip, by) {
  const all = places();
  const here = all.findIndex(({ list, before }) => list === taken.item.parentElement && before === nextAlike(taken.item));
  const place = all[here + by];
  if (!place) return;
  const branch = place.list.closest("details");
  if (branch) branch.open = true;
  taken.moving = true; // moving it in the page takes the focus away for a moment
  put(place.list, place.before);
  grip.focus();
  taken.moving = false;
  grip.scrollIntoView({ block: "nearest" });
  const theme = itemOf(place.list);
  say(place.before ? `${status.dataset.here} ${named(place.before)}` : `${status.dataset.end} ${theme ? named(theme) : ""}`);
}
