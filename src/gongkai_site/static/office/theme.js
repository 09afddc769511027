// Dark where the computer is dark and the person has left it at that; before the page is drawn, so that nothing flashes.
const root = document.documentElement;
if (root.dataset.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches) {
  root.dataset.bsTheme = "dark";
}
