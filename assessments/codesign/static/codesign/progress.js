// Follows a rehearsal; once it is over the page is read again with its figures. Without this script a link does it.
const bar = document.querySelector("[data-progress-url]");
const EVERY = 2000; // milliseconds

async function look() {
  const answer = await fetch(bar.dataset.progressUrl, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const html = (await answer.text()).trim();
    if (html !== bar.innerHTML.trim()) bar.innerHTML = html;
    if (bar.querySelector("[data-over]")) return location.assign(location.pathname);
  }
  setTimeout(look, EVERY);
}

if (bar) setTimeout(look, EVERY);
