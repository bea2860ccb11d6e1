/** Lets one choose between light, dark and what the device says; theme.js remembers it at the next start. */
export function wireColours() {
  const { dataset } = document.documentElement;
  document.querySelectorAll('[name="theme"]').forEach((choice) => {
    choice.checked = choice.value === (dataset.theme ?? "system");
    choice.onchange = () => choose(dataset, choice.value);
  });
}

function choose(dataset, theme) {
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  try {
    localStorage.setItem("parley.theme", dataset.theme ?? "");
  } catch {
    // A browser that keeps nothing still has the choice until the page goes.
  }
}
