// Keeps whom one chooses while a list is searched, sorted, paged and read again: those out of sight are sent along
// with the form, and a choice is no question that the list would be asked anew for.
const chosen = new Set();
const boxes = () => document.querySelectorAll("[type=checkbox][form=chosen]");
const longest = 200; // ids that surely fit into an address
function showChosen() {
  const form = document.getElementById("chosen");
  if (!form) return;
  const told = form.querySelector("p");
  told.dataset.nobody ??= told.textContent;
  const count = `${chosen.size.toLocaleString("en")} chosen`;
  const all = chosen.size > (told.dataset.most ?? Infinity) ? `${count}; five at most are compared` : count;
  told.textContent = chosen.size ? all : told.dataset.nobody;
  form.toggleAttribute("data-any", chosen.size > 0);
  if (form.method === "get") form.querySelector(".primary").disabled = chosen.size > longest;
  form.querySelector("[data-kept]").hidden = false;
}
function showBoxes() {
  for (const box of boxes()) box.checked = chosen.has(box.value);
  showChosen();
}
document.addEventListener("input", (event) => {
  const box = event.target;
  if (box.getAttribute("form") !== "chosen") return;
  event.stopPropagation();
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
  showChosen();
}, true);
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("#chosen")) return; // its own `id` is hidden by fields of that name
  const sent = new Set(event.formData.getAll("id"));
  for (const id of chosen) if (!sent.has(id)) event.formData.append("id", id);
});
document.addEventListener("reset", (event) => {
  if (!event.target.matches("#chosen")) return;
  chosen.clear();
  showBoxes();
});
document.addEventListener("htmx:after:swap", showBoxes);
window.addEventListener("pageshow", () => {
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  showBoxes();
});
// Who is acted upon alone is chosen no more.
document.addEventListener("click", (event) => {
  const alone = event.target.closest("button[name=only]");
  if (alone) chosen.delete(alone.value);
});
// A list beside it, of people to add, is drawn anew by every search: whoever is ticked there and still shown stays so.
const ticked = new Set();
const offers = () => document.querySelectorAll("#add [type=checkbox]");
document.addEventListener("htmx:before:swap", () => {
  for (const box of offers()) if (box.checked) ticked.add(box.value);
});
document.addEventListener("htmx:after:swap", () => {
  for (const box of offers()) if (ticked.has(box.value)) box.checked = true;
  ticked.clear();
});
