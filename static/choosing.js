// Keeps whom one chooses while a list is searched, sorted, paged and read again: those out of sight stay in the
// form as hidden fields, and a choice is no question that the list would be asked anew for.
const chosen = new Set();
const boxes = () => document.querySelectorAll("[type=checkbox][form=chosen]");
function showChosen() {
  const form = document.getElementById("chosen");
  if (!form) return;
  const elsewhere = new Set(chosen);
  for (const box of boxes()) box.checked = elsewhere.delete(box.value);
  const fields = Array.from(elsewhere, (value) => Object.assign(document.createElement("input"), { type: "hidden", name: "id", value }));
  form.querySelector("[data-elsewhere]").replaceChildren(...fields);
  const told = form.querySelector("p");
  told.dataset.nobody ??= told.textContent;
  const count = chosen.size > told.dataset.most ? `Five at most: ${chosen.size} chosen` : `${chosen.size} chosen`;
  told.textContent = chosen.size ? count : told.dataset.nobody;
  form.querySelector("[data-kept]").hidden = false;
}
document.addEventListener("input", (event) => {
  const box = event.target;
  if (box.getAttribute("form") !== "chosen") return;
  event.stopPropagation();
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
  showChosen();
}, true);
document.addEventListener("reset", (event) => {
  if (!event.target.matches("#chosen")) return; // its own `id` is hidden by fields of that name
  chosen.clear();
  showChosen();
});
document.addEventListener("htmx:after:swap", showChosen);
window.addEventListener("pageshow", () => {
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  showChosen();
});
// Who is acted upon alone is chosen no more.
document.addEventListener("click", (event) => {
  const alone = event.target.closest("button[name=only]");
  if (alone) chosen.delete(alone.value);
});
