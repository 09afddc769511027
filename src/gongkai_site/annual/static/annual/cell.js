// What a figure is made of opens below the form, where one goes on with the next figure. Without this each has its page.
const cell = document.getElementById("cell");
let opener = null; // the figure that was chosen

function mark() {
  for (const each of document.querySelectorAll("td.chosen")) each.classList.remove("chosen");
  if (!cell.hidden) document.getElementById(opener).classList.add("chosen");
}

function close() {
  cell.hidden = true;
  cell.replaceChildren();
  mark();
  document.getElementById(opener)?.querySelector("a.value")?.focus();
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const chosen = event.target.closest("td[id]");
  if (chosen && event.detail.target === cell) opener = chosen.id;
});
// A refusal says in its own words what was wrong.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== cell || event.detail.xhr.status < 400) return;
  if (!event.detail.serverResponse.includes("annual-cell-head")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.body.addEventListener("htmx:oobAfterSwap", mark); // the form came anew
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== cell) return;
  cell.hidden = false;
  mark();
  document.getElementById(opener).scrollIntoView({ block: "nearest" });
  cell.scrollTop = 0;
  cell.querySelector("h2").focus({ preventScroll: true });
});
cell.addEventListener("click", (event) => event.target.closest("[data-close]") && close());
document.addEventListener("keydown", (event) => event.key === "Escape" && !cell.hidden && close());
