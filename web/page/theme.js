/* Runs before the page is painted, so that a chosen theme does not flash: hence a script of its own, and no module. */
(() => {
  const KEY = "parley.theme";
  const root = document.documentElement;
  const set = (theme) => (theme === "light" || theme === "dark" ? (root.dataset.theme = theme) : delete root.dataset.theme);
  const remember = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A browser that keeps nothing still has the choice until the page goes.
    }
  };
  try {
    set(localStorage.getItem(KEY));
  } catch {
    set(null);
  }
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    set(target.value);
    remember(target.value);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll('[name="theme"]').forEach((choice) => (choice.checked = choice.value === (root.dataset.theme ?? "system")));
  });
})();
