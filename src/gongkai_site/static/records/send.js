// A file that was chosen is sent at once, as is said beside the field; without this the button sends it.
for (const field of document.querySelectorAll("input[data-send]")) {
  field.form.querySelector("button").hidden = true;
  field.addEventListener("change", () => field.files.length && field.form.requestSubmit());
}
