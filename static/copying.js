// A button that copies a field, shown only where a script can do so.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = button.closest("section").querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "The link is copied.";
    } catch {
      field.select(); // refused, or not there without https
      told.textContent = "The browser does not let this page copy. The link is selected: press Ctrl+C, or ⌘C.";
    }
  });
}
