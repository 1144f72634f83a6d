// Follows a report being drawn. Without this script the page offers a link that does the same by hand.
const state = document.querySelector("#report-state");
const EVERY = 1000; // milliseconds

async function look() {
  const answer = await fetch(state.dataset.poll, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const html = (await answer.text()).trim();
    if (html !== state.innerHTML.trim()) state.innerHTML = html;
  }
  follow();
}

function follow() {
  if (!state.querySelector("[data-done]")) setTimeout(look, EVERY);
}

follow();
