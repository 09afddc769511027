// Where a table is pasted into a text box marked data-paste="table", its HTML is taken if the plain text has lost the
// columns: some programs give the cells of a line without tabs. Without this script the plain text is pasted.
"use strict";

function pasted(event) {
  const box = event.target.closest('textarea[data-paste="table"]');
  if (!box) return;
  const plain = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  if (plain.includes("\t") || !/<table[\s>]/i.test(html)) return;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return;
  event.preventDefault();
  box.setRangeText(table.outerHTML, box.selectionStart, box.selectionEnd, "end");
}

document.addEventListener("paste", pasted);
