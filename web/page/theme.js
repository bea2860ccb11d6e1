/* Runs before the page is painted, so that a chosen theme does not flash: hence a script of its own, and no module. */
try {
  const theme = localStorage.getItem("parley.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows the page as the device likes it.
}
