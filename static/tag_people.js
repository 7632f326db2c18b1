// What one tag would come to is not told beside another that is picked since: its button would do
// what nobody sees chosen any more.
const preview = () => document.getElementById("preview");

document.getElementById("pick")?.addEventListener("change", () => {
  preview().replaceChildren();
  preview().removeAttribute("aria-labelledby");
});
