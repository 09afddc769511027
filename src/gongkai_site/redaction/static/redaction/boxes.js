// Boxes on the picture of a page: drawn by mouse, pen or finger, moved and resized by keyboard. What is drawn stands in
// the rows of the form beside it, which work by themselves without this script. All that is said comes from the page.
const SVG = "http://www.w3.org/2000/svg";
const SIDES = ["left", "top", "right", "bottom"];
const [LEAST, STEP, FINE, MOST] = [0.4, 0.5, 0.1, 200];
const HANDLE = matchMedia("(any-pointer: coarse)").matches ? 22 : 11;
const ZOOMS = [1, 1.5, 2, 3];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const form = document.getElementById("marks");
const drawing = document.getElementById("drawing");
const layer = document.getElementById("boxes");
const rows = document.getElementById("rows");
const tools = document.getElementById("tools");
const words = form.dataset;
const part = (name) => document.querySelector(`[data-tool="${name}"]`);
const { width, height } = drawing.viewBox.baseVal;

const round = (number) => Math.round(number * 1000) / 1000;
const within = (number) => Math.min(100, Math.max(0, number));
const copy = (boxes) => boxes.map((each) => ({ ...each, box: [...each.box] }));
const grounds = new Map([...part("ground").options].map((each) => [each.value, each.text]));

let boxes = readRows();
let chosen = -1;
let zoom = 0;
let held = null; // what the pointer does: draw, move or resize
const past = [];
let future = [];
let saved = standing();

function valuesOf(name) {
  return [...rows.querySelectorAll(`[name="${name}"]`)].map((each) => each.value);
}

function readRows() {
  const [ground, by, ...sides] = ["ground", "by", ...SIDES].map(valuesOf);
  const found = ground.map((key, at) => ({ box: sides.map((each) => Number.parseFloat(each[at])), ground: key, by: by[at] }));
  return found.filter((each) => each.box.every(Number.isFinite));
}

function decision() {
  return ["page-decision", "page-ground", "page-of"].map((name) => form.elements[name].value);
}

function standing() {
  return JSON.stringify([boxes, decision()]);
}

function say(text) {
  document.getElementById("said").textContent = text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Every change goes through here: what stood before can be had back.
function change(make, text) {
  past.push(copy(boxes));
  if (past.length > MOST) past.shift();
  future = [];
  make();
  show();
  if (text) say(text);
}

function travel(from, to) {
  if (!from.length) return;
  to.push(copy(boxes));
  boxes = from.pop();
  chosen = Math.min(chosen, boxes.length - 1);
  show();
  say("");
}

function show() {
  showRows();
  showDrawn();
  part("undo").disabled = !past.length;
  part("redo").disabled = !future.length;
  part("delete").disabled = chosen < 0;
  tellSaved();
}

function tellSaved() {
  for (const each of form.querySelectorAll("[data-for]")) each.hidden = decision()[0] !== each.dataset.for;
  const clean = standing() === saved;
  const state = document.getElementById("saved");
  state.textContent = clean ? words.saved : words.unsaved;
  state.classList.toggle("unsaved", !clean);
}

function showRows() {
  if (rows.children.length !== boxes.length || rows.querySelector("[data-plain]")) {
    const template = document.getElementById("row-template");
    rows.replaceChildren(...boxes.map(() => template.content.firstElementChild.cloneNode(true)));
  }
  boxes.forEach((each, at) => {
    const row = rows.children[at];
    row.classList.toggle("chosen", at === chosen);
    row.querySelector("[data-choose]").textContent = fill(words.box, { n: at + 1 });
    const ground = row.querySelector("[name=ground]");
    ground.setAttribute("aria-label", fill(words.groundOf, { n: at + 1 }));
    ground.value = each.ground;
    row.querySelector("[name=by]").value = each.by || "";
    SIDES.forEach((name, side) => {
      const input = row.querySelector(`[name=${name}]`);
      if (input !== document.activeElement) input.value = String(each.box[side]);
    });
  });
  document.getElementById("no-boxes").hidden = boxes.length > 0;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function placed(box) {
  const [left, top, right, bottom] = box;
  return {
    x: (left * width) / 100, y: (top * height) / 100,
    width: ((right - left) * width) / 100, height: ((bottom - top) * height) / 100,
  };
}

function showDrawn() {
  const focused = [...layer.querySelectorAll("[data-at]")].indexOf(document.activeElement);
  layer.replaceChildren(...boxes.map((each, at) => {
    const label = fill(words.label, { n: at + 1, ground: grounds.get(each.ground) || each.ground });
    const mark = element("g", { "data-at": at, tabindex: "0", role: "img", "aria-label": label });
    mark.append(element("rect", { class: `redaction-mark${at === chosen ? " chosen" : ""}`, ...placed(each.box) }));
    return mark;
  }));
  if (chosen >= 0) layer.append(...handles(boxes[chosen].box));
  if (focused >= 0 && boxes.length) layer.children[Math.min(focused, boxes.length - 1)].focus({ preventScroll: true });
}

function handles([left, top, right, bottom]) {
  const size = (HANDLE * width) / Math.max(drawing.getBoundingClientRect().width, 1);
  const corners = [[left, top, "0 1"], [right, top, "2 1"], [left, bottom, "0 3"], [right, bottom, "2 3"]];
  return corners.map(([x, y, sides]) => element("rect", {
    class: "redaction-handle", "data-sides": sides, width: size, height: size,
    x: (x * width) / 100 - size / 2, y: (y * height) / 100 - size / 2,
  }));
}

function choose(at, { focus = false, look = false } = {}) {
  chosen = at;
  show();
  const mark = layer.querySelector(`[data-at="${at}"]`);
  if (mark && focus) mark.focus({ preventScroll: true });
  if (mark && look) mark.scrollIntoView({ block: "center", inline: "center" });
}

// The pointer
function point(event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
  return [within((at.x * 100) / width), within((at.y * 100) / height)];
}

function moved(box, across, down) {
  const [left, top, right, bottom] = box;
  const x = Math.min(100 - right, Math.max(-left, across));
  const y = Math.min(100 - bottom, Math.max(-top, down));
  return [left + x, top + y, right + x, bottom + y].map(round);
}

function ordered([left, top, right, bottom]) {
  return [Math.min(left, right), Math.min(top, bottom), Math.max(left, right), Math.max(top, bottom)].map(round);
}

drawing.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || held) return;
  const start = point(event);
  const mark = event.target.closest("[data-at]");
  const corner = event.target.dataset.sides;
  const before = copy(boxes);
  if (corner) {
    held = { what: "resize", before, start, sides: corner.split(" ").map(Number) };
  } else if (mark) {
    choose(Number(mark.dataset.at), { focus: true });
    held = { what: "move", before, start };
  } else if (event.pointerType !== "touch" || drawing.classList.contains("draws")) {
    boxes.push({ box: [...start, ...start], ground: part("ground").value, by: "" });
    held = { what: "draw", before, start, sides: [2, 3] };
    choose(boxes.length - 1);
  } else {
    choose(-1);
    return;
  }
  event.preventDefault();
  drawing.setPointerCapture(event.pointerId);
});

drawing.addEventListener("pointermove", (event) => {
  if (!held) return;
  const now = point(event);
  const from = held.what === "draw" ? [...held.start, ...held.start] : held.before[chosen].box;
  if (held.what === "move") {
    boxes[chosen].box = moved(from, now[0] - held.start[0], now[1] - held.start[1]);
  } else {
    const box = [...from];
    for (const side of held.sides) box[side] = now[side % 2];
    boxes[chosen].box = ordered(box);
  }
  showDrawn();
});

function letGo(event) {
  if (!held) return;
  const { what, before } = held;
  held = null;
  const [left, top, right, bottom] = boxes[chosen].box;
  const none = right - left < LEAST || bottom - top < LEAST;
  if (none || event.type === "pointercancel") {
    boxes = before;
    choose(what === "draw" ? -1 : chosen);
    return;
  }
  const after = boxes;
  boxes = before;
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  change(() => { boxes = after; }, what === "draw" ? fill(words.added, { n: after.length }) : "");
  choose(chosen, { focus: true });
}
drawing.addEventListener("pointerup", letGo);
drawing.addEventListener("pointercancel", letGo);

// The keyboard
function add() {
  const box = { box: [40, 45, 60, 50], ground: part("ground").value, by: "" };
  change(() => { boxes.push(box); chosen = boxes.length - 1; }, fill(words.added, { n: boxes.length + 1 }));
  choose(boxes.length - 1, { focus: true, look: true });
}

function remove(at) {
  if (at < 0) return;
  change(() => { boxes.splice(at, 1); chosen = Math.min(at, boxes.length - 1); }, words.removed);
  if (chosen >= 0) choose(chosen, { focus: true });
  else drawing.focus({ preventScroll: true });
}

function pushed(box, [across, down], event) {
  const step = event.altKey ? FINE : STEP;
  if (!event.shiftKey) return moved(box, across * step, down * step);
  const [left, top, right, bottom] = box;
  return [left, top, within(Math.max(left + LEAST, right + across * step)), within(Math.max(top + LEAST, bottom + down * step))].map(round);
}

layer.addEventListener("focusin", (event) => {
  const at = Number(event.target.closest("[data-at]")?.dataset.at ?? -1);
  if (at >= 0 && at !== chosen && !held) choose(at);
});

const onDrawing = {
  Delete: () => remove(chosen),
  Backspace: () => remove(chosen),
  Insert: add,
  n: add,
  Escape: () => choose(-1),
  Enter: () => rows.children[chosen]?.querySelector("[name=ground]").focus(),
};

drawing.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) return;
  const arrow = ARROWS[event.key];
  if (arrow && chosen >= 0) change(() => { boxes[chosen].box = pushed(boxes[chosen].box, arrow, event); });
  else if (event.key in onDrawing) onDrawing[event.key]();
  else return;
  event.preventDefault();
});

const anywhere = { s: () => save(), enter: () => save(true) };
const notTyping = {
  z: (event) => (event.shiftKey ? travel(future, past) : travel(past, future)),
  y: () => travel(future, past),
};

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  const typing = event.target.matches("input[type=text], textarea");
  const key = event.key.toLowerCase();
  const act = anywhere[key] || (typing ? null : notTyping[key]);
  if (!act) return;
  act(event);
  event.preventDefault();
});

// The rows and the tools
rows.addEventListener("change", (event) => {
  const at = [...rows.children].indexOf(event.target.closest("li"));
  const row = rows.children[at];
  if (event.target.name === "ground") {
    change(() => { boxes[at].ground = event.target.value; });
    return;
  }
  const box = SIDES.map((name) => Number.parseFloat(row.querySelector(`[name=${name}]`).value));
  if (box.every(Number.isFinite)) change(() => { boxes[at].box = ordered(box.map(within)); });
  chosen = at;
  event.target.blur();
  show();
});
rows.addEventListener("click", (event) => {
  const at = [...rows.children].indexOf(event.target.closest("li"));
  if (event.target.closest("[data-remove]")) remove(at);
  else if (event.target.closest("[data-choose]")) choose(at, { focus: true, look: true });
});
form.addEventListener("change", tellSaved);

function showZoom() {
  const wide = drawing.parentElement.clientWidth * ZOOMS[zoom];
  drawing.classList.toggle("zoomed", zoom > 0);
  drawing.setAttribute("width", wide);
  drawing.setAttribute("height", (wide * height) / width);
  part("smaller").disabled = zoom === 0;
  part("larger").disabled = zoom === ZOOMS.length - 1;
  showDrawn();
}

function toggle(button, name) {
  const on = drawing.classList.toggle(name);
  button.setAttribute("aria-pressed", String(on));
}

const does = {
  draw: (button) => toggle(button, "draws"),
  black: (button) => toggle(button, "black"),
  undo: () => travel(past, future),
  redo: () => travel(future, past),
  add,
  delete: () => remove(chosen),
  larger: () => { zoom += 1; showZoom(); },
  smaller: () => { zoom -= 1; showZoom(); },
};
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-tool]");
  if (button) does[button.dataset.tool](button);
});

// Saving: what somebody else saved meanwhile is put beside one's own, nothing is lost
function together(theirs) {
  const mine = new Set(boxes.map((each) => JSON.stringify(each.box)));
  return [...boxes, ...theirs.filter((each) => !mine.has(JSON.stringify(each.box)))];
}

async function save(onward = false) {
  const sent = standing();
  say(words.saving);
  let answer;
  let told;
  try {
    answer = await fetch(location.href, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    told = await answer.json();
  } catch {
    say(words.failed);
    return;
  }
  if (told.now) {
    form.elements.revision.value = told.now.revision;
    change(() => { boxes = together(told.now.boxes); }, words.other);
    return;
  }
  if (told.error) {
    say(`${told.error.message} ${told.error.advice || ""}`);
    return;
  }
  form.elements.revision.value = told.revision;
  saved = sent;
  say("");
  tellSaved();
  if (onward && form.dataset.next && standing() === saved) location.assign(form.dataset.next);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save(event.submitter?.name === "next");
});
addEventListener("beforeunload", (event) => {
  if (standing() !== saved) event.preventDefault();
});

drawing.setAttribute("role", "application");
drawing.setAttribute("aria-label", words.drawing);
drawing.setAttribute("aria-describedby", "keys");
drawing.setAttribute("tabindex", "-1");
tools.hidden = false;
for (const each of document.querySelectorAll("[data-plain]")) each.hidden = true;
saved = standing();
show();
showZoom();
