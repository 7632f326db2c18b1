// Everything else is HTML. This only says so when no answer came, where nothing else can.
document.addEventListener("htmx:error", (event) => {
  if (!event.detail.ctx) return;
  const message = document.createElement("p");
  message.className = "message";
  message.textContent = "No answer came. Check your connection, then try again.";
  document.getElementById("messages").replaceChildren(message);
});
