// Escape leaves a form that was opened in the list, as its Cancel does.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  event.target.closest(".open, .tag-new")?.querySelector("[data-cancel]")?.click();
});
