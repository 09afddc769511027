// On paper what stands in a box is text: a box would show only what fits in it.
const BOXES = ".office-main :is(textarea, select, input[type=text], input[type=url], input[type=date], input[type=number])";

function textOf(box) {
  return box.nodeName === "SELECT" ? [...box.selectedOptions].map((each) => each.label).join("\n") : box.value;
}

window.addEventListener("beforeprint", () => {
  for (const box of document.querySelectorAll(BOXES)) {
    if (box.hidden) continue;
    const text = document.createElement("span");
    text.className = "office-on-paper";
    text.textContent = textOf(box);
    box.after(text);
  }
  document.documentElement.classList.add("on-paper");
});
window.addEventListener("afterprint", () => {
  document.documentElement.classList.remove("on-paper");
  for (const text of document.querySelectorAll(".office-on-paper")) text.remove();
});
