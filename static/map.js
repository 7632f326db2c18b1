// The marks of the team map are one stop for Tab; arrow keys walk between them. Which mark is next
// on each side stands with the marks themselves: this only moves the focus.
const SIDES = { ArrowLeft: "left", ArrowUp: "up", ArrowRight: "right", ArrowDown: "down" };
const all = (drawing) => [...drawing.querySelectorAll("a")];

function stop(drawing, at) {
  for (const mark of all(drawing)) mark.setAttribute("tabindex", mark === at ? "0" : "-1");
}

function next(mark, key) {
  if (key === "Home") return all(mark.parentNode)[0];
  if (key === "End") return all(mark.parentNode).at(-1);
  return document.getElementById(mark.dataset[SIDES[key]]);
}

document.addEventListener("keydown", (event) => {
  const mark = event.target.closest(".marks a");
  const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  if (!mark || !plain || !(event.key in SIDES || event.key === "Home" || event.key === "End")) return;
  event.preventDefault();
  next(mark, event.key)?.focus();
});
// The stop is where one was last, so that Tab comes back there,
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest(".marks a");
  if (mark) stop(mark.parentNode, mark);
});
// and the first mark where they are new; htmx clears attributes once more after a swap.
function drawn() {
  for (const drawing of document.querySelectorAll(".marks")) {
    if (drawing.querySelectorAll('a:not([tabindex="-1"])').length === 1) continue;
    stop(drawing, drawing.querySelector('[tabindex="0"]') ?? all(drawing)[0]);
  }
}
const changes = { childList: true, subtree: true, attributeFilter: ["tabindex"] };
new MutationObserver(drawn).observe(document.getElementById("main"), changes);
drawn();
