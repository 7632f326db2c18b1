// Everything else is HTML. This only says so when no answer came, where nothing else can,
document.addEventListener("htmx:error", (event) => {
  if (!event.detail.ctx) return;
  const message = document.createElement("p");
  message.className = "message";
  message.textContent = "No answer came. Check your connection, then try again.";
  document.getElementById("messages").replaceChildren(message);
});
// and lets a page that outlived its session go on with the token of the one that followed.
document.addEventListener("form-token", (event) => {
  const token = event.detail.value;
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRF-Token": token }));
  for (const field of document.getElementsByName("csrf_token")) field.value = token;
});
