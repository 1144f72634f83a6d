// Follows the votes on the screen of the room. Without this script, "Count again" does the same by hand.
const live = document.querySelector("[data-count-url]");
const EVERY = 2000; // milliseconds

async function look() {
  const answer = await fetch(live.dataset.countUrl, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const html = (await answer.text()).trim();
    if (html !== live.innerHTML.trim()) live.innerHTML = html;
  }
  follow();
}

function follow() {
  if (!live.querySelector("[data-closed]")) setTimeout(look, EVERY);
}

if (live) follow();
