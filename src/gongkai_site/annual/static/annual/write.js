// Linked numbers in the texts shown as what they are worth, and a picker for them. The texts stay in their textareas,
// which are what is saved; without this script one writes {{key}} there by hand.
const numbers = JSON.parse(document.getElementById("linked-numbers").textContent);
const words = JSON.parse(document.getElementById("write-words").textContent);
const LINK = /\{\{([^{}\n]*)\}\}/g;
let target = null; // the editor and place where a chosen number goes

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// What a number is stands in its title and, once the caret is at it, below the box: the sentence reads as printed.
function named(key) {
  const known = numbers[key];
  return filled(known ? words.known : words.unknown, { ...known, key });
}

function chip(key) {
  const known = numbers[key];
  const made = element("span", { contenteditable: "false", title: named(key) }, known ? known.value || words.none : "?");
  made.className = known && known.value ? "write-chip" : "write-chip broken";
  made.dataset.key = key;
  return made;
}

function show(editor, text) {
  editor.replaceChildren();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    editor.append(text.slice(end, match.index), chip(match[1].trim()));
    end = match.index + match[0].length;
  }
  editor.append(text.slice(end));
}

// One goes on writing behind a number, wherever it stands.
function caretAfter(made) {
  const range = document.createRange();
  range.setStartAfter(made);
  range.collapse(true);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

// Links typed or pasted as {{key}} become chips.
function makeChips(editor) {
  if (!editor.textContent.match(LINK)) return;
  editor.normalize();
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const match = [...walker.currentNode.data.matchAll(LINK)][0];
    if (!match) continue;
    const rest = walker.currentNode.splitText(match.index);
    rest.deleteData(0, match[0].length); // which leaves the caret in what follows
    const made = chip(match[1].trim());
    rest.before(made);
    if (!rest.length) caretAfter(made);
  }
}

function textOf(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.dataset && child.dataset.key !== undefined) text += `{{${child.dataset.key}}}`;
    else if (child.nodeName === "BR") text += "\n";
    else text += (text && !text.endsWith("\n") && child.nodeName === "DIV" ? "\n" : "") + textOf(child);
  }
  return text;
}

// The number at which the caret stands, or which is chosen.
function chipAt(editor) {
  const selection = getSelection();
  if (!selection.rangeCount || !editor.contains(selection.anchorNode)) return null;
  const { startContainer: node, startOffset: offset } = selection.getRangeAt(0);
  const inside = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-key]");
  if (inside) return inside;
  const before = node.nodeType === Node.TEXT_NODE ? (offset === 0 ? node.previousSibling : null) : node.childNodes[offset - 1];
  const after =
    node.nodeType === Node.TEXT_NODE ? (offset === node.length ? node.nextSibling : null) : node.childNodes[offset];
  return [before, after].find((each) => each && each.dataset && each.dataset.key !== undefined) || null;
}

// A sentence copied takes its links with it, not the values that they have today.
function copied(event, editor) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  event.clipboardData.setData("text/plain", textOf(selection.getRangeAt(0).cloneContents()));
  event.preventDefault();
  if (event.type === "cut") {
    selection.deleteFromDocument();
    editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function enhance(area) {
  const editor = document.createElement("div");
  editor.contentEditable = "plaintext-only";
  if (editor.contentEditable !== "plaintext-only") return; // an older browser keeps the plain box
  editor.className = "write-editor";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-labelledby", `heading-${area.id.slice(5)}`);
  editor.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  show(editor, area.value);
  const keep = () => {
    area.value = textOf(editor).replace(/\n$/, "");
  };
  editor.addEventListener("input", (event) => {
    makeChips(editor);
    const asked = event.inputType === "insertText" && askedAt(editor);
    keep();
    if (asked) choose(editor, keep, asked);
  });
  area.addEventListener("filled", () => show(editor, area.value));
  for (const kind of ["copy", "cut"]) editor.addEventListener(kind, (event) => copied(event, editor));
  area.before(editor);
  area.hidden = true;
  const help = document.getElementById(area.getAttribute("aria-describedby"));
  help.textContent = words.help;
  document.addEventListener("selectionchange", () => {
    const at = chipAt(editor);
    const said = at ? filled(words.here, { number: at.textContent, name: named(at.dataset.key) }) : words.help;
    if (help.textContent !== said) help.textContent = said;
  });
  const button = element("button", { type: "button", class: "btn btn-sm btn-outline-primary" }, words.insert);
  button.addEventListener("click", () => {
    const selection = getSelection();
    const inside = selection.rangeCount && editor.contains(selection.anchorNode);
    choose(editor, keep, inside ? selection.getRangeAt(0).cloneRange() : null);
  });
  help.before(button);
}

// Two braces typed ask for a number: they give way to it.
function askedAt(editor) {
  const selection = getSelection();
  const node = selection.anchorNode;
  if (!selection.isCollapsed || !editor.contains(node) || node.nodeType !== Node.TEXT_NODE) return null;
  const from = selection.anchorOffset - 2;
  if (!["{{", "\uff5b\uff5b"].includes(node.data.slice(Math.max(from, 0), selection.anchorOffset))) return null;
  node.deleteData(from, 2);
  const range = document.createRange();
  range.setStart(node, from);
  return range;
}

function choose(editor, keep, range) {
  target = { editor, keep, range };
  search.value = "";
  list("");
  picker.showModal();
  search.focus();
}

function insert(key) {
  const { editor, keep, range } = target;
  const made = chip(key);
  if (range) {
    range.deleteContents();
    range.insertNode(made);
  } else {
    editor.append(made);
  }
  keep();
  picker.close();
  editor.focus();
  caretAfter(made);
  editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// The picker: the numbers by table and kind of fact, those that are not zero first, found by any words of their names.
const search = element("input", { type: "search", "aria-label": words.search, placeholder: words.example });
const choices = element("div", { class: "write-choices" });
const close = element("button", { type: "button", class: "btn btn-sm btn-outline-primary" }, words.cancel);
const picker = element("dialog", { class: "write-picker", "aria-label": words.title }, element("h2", {}, words.title));
picker.append(element("div", { class: "write-search" }, search, close), choices);
document.body.append(picker);
close.addEventListener("click", () => picker.close());

function choice(key, known) {
  const empty = known.value === "" || Number(known.value) === 0;
  const value = known.value === "" ? words.none : `${known.value}${known.unit}`;
  const button = element("button", { type: "button", class: empty ? "empty" : "" }, element("span", {}, known.label), " ");
  button.append(element("b", {}, value));
  button.addEventListener("click", () => insert(key));
  return [empty, element("li", {}, button)];
}

function list(typed) {
  const wanted = typed.split(/\s+/);
  const groups = new Map();
  for (const [key, each] of Object.entries(numbers)) {
    const name = `${each.group}${each.label}${key}`;
    if (!wanted.every((word) => name.includes(word))) continue;
    groups.set(each.group, [...(groups.get(each.group) || []), choice(key, each)]);
  }
  choices.replaceChildren();
  for (const [group, found] of groups) {
    found.sort(([a], [b]) => a - b);
    choices.append(element("h3", {}, group), element("ul", {}, ...found.map(([, item]) => item)));
  }
  if (!groups.size) choices.append(element("p", {}, words.nothing));
}

search.addEventListener("input", (event) => {
  event.stopPropagation();
  const whole = search.value.match(/^\s*(.*?)\s*(\}\}|\uff5d\uff5d)$/); // the name was typed to its end
  if (whole && numbers[whole[1]]) return insert(whole[1]);
  list(search.value.trim());
});
picker.addEventListener("keydown", (event) => {
  const buttons = [...choices.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "Enter" && event.target === search && buttons.length) {
    event.preventDefault();
    buttons[0].click();
  }
  if (event.key === "Escape") picker.close(); // a search box would only be emptied by it
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const next = event.key === "ArrowDown" ? Math.min(at + 1, buttons.length - 1) : at - 1;
  (buttons[next] || search).focus();
});

for (const area of document.querySelectorAll("#write textarea:not([readonly])")) enhance(area);

// The preview comes by htmx into a dialog.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "preview") document.getElementById("preview-box").showModal();
});
