// A key that was refused or put off is said on the page: allauth's script would tell the console only.
document.addEventListener("allauth.error", (event) => {
  const said = document.querySelector("[data-key-problem]");
  if (!said) return;
  event.preventDefault();
  said.hidden = false;
});
