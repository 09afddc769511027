// Dropping files onto the box puts them into its file input; without this the input works by itself.
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = document.getElementById(box.dataset.drop);
  const chosen = document.getElementById(`${box.dataset.drop}-chosen`);
  const tell = () => { chosen.textContent = input.files.length ? chosen.dataset.text.replace("{n}", input.files.length) : ""; };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add("over"); });
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    input.files = event.dataTransfer.files;
    tell();
  });
}
