// A box marked data-pick-all="NAME" ticks all boxes of that name in its table (or, marked data-pick-group, of its row
// group). It is hidden without this script.
"use strict";

function boxesOf(all) {
  const within = all.closest(all.hasAttribute("data-pick-group") ? "tbody" : "table");
  return within.querySelectorAll(`input[type=checkbox][name="${all.dataset.pickAll}"]`);
}

function reveal(root) {
  for (const all of root.querySelectorAll("[data-pick-all]")) all.hidden = false;
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pick-all]")) return;
  for (const box of boxesOf(event.target)) box.checked = event.target.checked;
});
document.addEventListener("htmx:afterSwap", () => reveal(document));
reveal(document);
