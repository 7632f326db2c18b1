// Everything else is HTML. This only says so when no answer came, where nothing else can,
// and leaves what a page asks by itself out of it,
const asksItself = (element) => element.matches?.("[hx-trigger*='every ']");
const messages = document.getElementById("messages");
document.addEventListener("htmx:error", (event) => {
  if (!event.detail.ctx || asksItself(event.target)) return;
  const message = document.createElement("p");
  message.className = "message";
  message.textContent = "No answer came. Check your connection, then try again.";
  messages.replaceChildren(message);
});
// takes what was said away when something is tried anew,
document.addEventListener("htmx:before:request", (event) => {
  if (!asksItself(event.target)) messages.replaceChildren();
});
// lets a page that outlived its session go on with the token of the one that followed,
document.addEventListener("form-token", (event) => {
  const token = event.detail.value;
  const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
  headers["X-CSRF-Token"] = token;
  document.body.setAttribute("hx-headers:inherited", JSON.stringify(headers));
  for (const field of document.getElementsByName("csrf_token")) field.value = token;
});
// looks at once how the session is when a page comes back into sight,
const look = () => document.getElementById("time")?.dispatchEvent(new Event("seen"));
for (const name of ["visibilitychange", "pageshow"]) {
  window.addEventListener(name, (event) => {
    if (document.hidden || event.persisted === false) return;
    look();
  });
}
// and when another tab of this browser shows that names are hidden since,
if (window.BroadcastChannel) {
  const tabs = new BroadcastChannel("names");
  if (document.querySelector(".presenting")) tabs.postMessage("hidden");
  else tabs.addEventListener("message", look);
}
// tells the time of what is shown as the reader's own clock does,
function tellTime() {
  for (const time of document.querySelectorAll(":is(.as-of time, .clock):not([title])")) {
    time.title = time.textContent;
    const clock = { hour: "2-digit", minute: "2-digit" };
    if (time.matches(".exact")) clock.second = "2-digit";
    time.textContent = new Date(time.dateTime).toLocaleTimeString("en-GB", clock);
  }
}
tellTime();
document.addEventListener("htmx:after:swap", tellTime);
// and takes the name of a covered page from its tab, until the cover is lifted.
let title;
new MutationObserver(() => {
  const cover = document.querySelector(".cover h1");
  if (cover) title ??= document.title;
  if (title) document.title = cover?.textContent ?? title;
  if (!cover) title = undefined;
}).observe(document.body, { childList: true });
