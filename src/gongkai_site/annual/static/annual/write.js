// Linked numbers in the texts shown as chips, and a picker for them. The texts stay in their textareas, which are what is
// saved; without this script one writes {{key}} there by hand.
const numbers = JSON.parse(document.getElementById("linked-numbers").textContent);
const LINK = /\{\{([^{}\n]*)\}\}/g;
let target = null; // the editor and place where a chosen number goes

function chip(key) {
  const known = numbers[key];
  const made = document.createElement("span");
  made.className = known && known.value !== "" ? "write-chip" : "write-chip broken";
  made.contentEditable = "false";
  made.dataset.key = key;
  made.title = known ? `${known.group} · ${known.label}` : "没有这个数字";
  made.textContent = known ? (known.value === "" ? "无记录" : known.value) : "？";
  const label = document.createElement("small");
  label.textContent = ` ${known ? (known.label.length > 15 ? `${known.label.slice(0, 14)}…` : known.label) : key}`;
  made.append(label);
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
  editor.addEventListener("input", () => {
    makeChips(editor);
    keep();
  });
  area.before(editor);
  area.hidden = true;
  const help = document.getElementById(area.getAttribute("aria-describedby"));
  help.textContent = "框中的数字随台账自动更新；【请……】是需要您填写的地方。";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-primary";
  button.textContent = "插入链接数字";
  button.addEventListener("click", () => {
    const selection = getSelection();
    const inside = selection.rangeCount && editor.contains(selection.anchorNode);
    target = { editor, keep, range: inside ? selection.getRangeAt(0).cloneRange() : null };
    search.value = "";
    list("");
    picker.showModal();
    search.focus();
  });
  area.parentElement.querySelector(".write-tools")?.append(" ", button);
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

function list(word) {
  const found = Object.entries(numbers).filter(([key, each]) => `${each.group}${each.label}${key}`.includes(word));
  found.sort(([, a], [, b]) => (b.value !== "" && b.value !== "0") - (a.value !== "" && a.value !== "0"));
  choices.replaceChildren(
    ...found.slice(0, 200).map(([key, each]) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${each.label}：${each.value === "" ? "无记录" : each.value + each.unit}（${each.group}）`;
      button.addEventListener("click", () => insert(key));
      item.append(button);
      return item;
    }),
  );
}

const picker = document.createElement("dialog");
picker.className = "write-picker";
picker.setAttribute("aria-label", "选择数字");
const search = document.createElement("input");
search.type = "search";
search.setAttribute("aria-label", "按名称查找数字");
search.placeholder = "输入名称查找，如：新收、政府网站";
search.addEventListener("input", (event) => {
  event.stopPropagation();
  list(search.value.trim());
});
const choices = document.createElement("ul");
const close = document.createElement("button");
close.type = "button";
close.className = "btn btn-sm btn-outline-primary";
close.textContent = "取消";
close.addEventListener("click", () => picker.close());
picker.append(search, choices, close);
document.body.append(picker);
for (const area of document.querySelectorAll("#write textarea:not([readonly])")) enhance(area);
