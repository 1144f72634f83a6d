/* Saves each answer as it is given. Without it, the form's own button saves the page: nothing here is needed.

   An answer goes to localStorage first, one entry a question ("assett.<assessment>.<question>" →
   {texts, seen, at}), and leaves it once the server has it: a lost network or a closed tab loses nothing.
   Any page of the assessment that loads this module sends what waits, oldest first. */

const form = document.querySelector("form[data-assessment]");
const line = document.getElementById("saved");
const prefix = `assett.${form.dataset.assessment}.`;
const retry = { first: 2000, most: 60000 }; // milliseconds
const settle = 700; // milliseconds without a key before a typed answer is sent
const held = new Set(); // questions that wait for the person's choice between two answers
let wait = retry.first;
let timer;

/* ---- what waits to be sent ---- */

const memory = new Map();
const box = (() => {
  try {
    localStorage.setItem(prefix, "");
    localStorage.removeItem(prefix);
    return localStorage;
  } catch { // storage refused: this page alone remembers
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => memory.set(key, value),
      removeItem: (key) => memory.delete(key),
      key: (index) => [...memory.keys()][index],
      get length() { return memory.size; },
    };
  }
})();
const read = (code) => JSON.parse(box.getItem(prefix + code));
const write = (code, entry) => box.setItem(prefix + code, JSON.stringify(entry));

function waiting() {
  const keys = Array.from({ length: box.length }, (_, index) => box.key(index));
  return keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ code: key.slice(prefix.length), ...JSON.parse(box.getItem(key)) }))
    .sort((one, other) => one.at - other.at);
}

/* ---- the page ---- */

const fieldset = (code) => form.querySelector(`[data-question="${CSS.escape(code)}"]`);
const controls = (code) => [...form.querySelectorAll(`[name="${CSS.escape(`q-${code}`)}"]`)];
const revision = (code) => form.elements[`r-${code}`];
const texts = (code) => new FormData(form).getAll(`q-${code}`);
const ticks = (control) => control.type === "radio" || control.type === "checkbox";
const given = (values) => values.some((value) => value.trim());

function fill(code, values) {
  for (const control of controls(code)) {
    if (ticks(control)) control.checked = values.includes(control.value);
    else control.value = values.find((value) => !controls(code).some((one) => ticks(one) && one.value === value)) ?? "";
  }
}

function inWords(code, values) {
  const labels = controls(code).filter((one) => ticks(one) && values.includes(one.value));
  return labels.map((one) => one.closest("label").textContent.trim()).join(" ; ") || values.join(" ; ");
}

function say(text, state = "saved") {
  if (!line) return;
  line.className = state === "saved" ? "saved" : "saved saved--waiting";
  if (line.textContent !== text) line.textContent = text;
}

function worded(element, number) {
  const { none, one, many } = element.dataset;
  return (number === 0 && none ? none : number < 2 ? one : many).replace("{n}", number);
}

function count() {
  const questions = [...form.querySelectorAll("[data-question]")];
  if (!questions.length) return;
  const here = questions.filter((one) => given(texts(one.dataset.question))).length;
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = worded(place, here + Number(place.dataset.elsewhere ?? 0));
  }
  const bar = document.getElementById("done");
  bar.value = here + Number(bar.dataset.elsewhere);
  const left = document.querySelector("[data-minutes]");
  left.textContent = worded(left, Math.ceil(((bar.max - bar.value) * left.dataset.minutes) / 60));
}

function fault(code, message) {
  const place = fieldset(code);
  if (!place) return;
  place.querySelector(".error")?.remove();
  place.classList.toggle("question--wrong", Boolean(message));
  if (message) {
    const sentence = document.getElementById("fault").content.firstElementChild.cloneNode(true);
    sentence.id = `${place.id}-error`;
    sentence.querySelector("[data-error]").textContent = message;
    place.querySelector("legend").after(sentence);
    place.setAttribute("aria-describedby", sentence.id);
  } else place.removeAttribute("aria-describedby");
  for (const control of controls(code).filter((one) => !ticks(one))) {
    control.ariaInvalid = message ? "true" : null;
  }
}

/* ---- sending ---- */

async function send({ code, texts: values, seen }) {
  return fetch(form.dataset.save.replace("__code__", encodeURIComponent(code)), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify({ texts: values, revision: seen }),
    keepalive: true,
  });
}

/* One entry: true when the next one may follow. */
async function deliver(entry) {
  let answer;
  let body = {};
  try {
    answer = await send(entry);
    body = await answer.json();
  } catch {
    if (!answer || answer.status >= 500) return later();
  }
  if (answer.status >= 500 || answer.status === 429) return later();
  wait = retry.first;
  if (answer.ok) return settled(entry, body);
  if (body.code === "conflict") return ask(entry, body);
  if (body.code === undefined) { // signed out, or a page too old: the entry stays
    say(line.dataset.stuck, "waiting");
    return false;
  }
  box.removeItem(prefix + entry.code);
  fault(entry.code, body.message);
  say(body.message, "waiting");
  return true;
}

function settled(entry, { revision: number, message }) {
  const now = read(entry.code);
  if (now && now.at !== entry.at) write(entry.code, { ...now, seen: number }); // changed again meanwhile
  else box.removeItem(prefix + entry.code);
  if (revision(entry.code)) revision(entry.code).value = number;
  fault(entry.code, "");
  say(message);
  return true;
}

function later() {
  say(line.dataset.waiting, "waiting");
  clearTimeout(timer);
  timer = setTimeout(drain, wait);
  wait = Math.min(wait * 2, retry.most);
  return false;
}

/* Another tab or device saved another answer: both are shown, the person chooses. */
function ask(entry, newer) {
  held.add(entry.code);
  const place = fieldset(entry.code);
  if (!place) {
    say(newer.message, "waiting");
    const link = Object.assign(document.createElement("a"), { href: newer.url, textContent: line.dataset.more });
    line.append(" ", link);
    return true;
  }
  place.querySelector("[data-conflict]")?.remove();
  const notice = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  notice.querySelector("[data-when]").textContent = newer.message;
  notice.querySelector("[data-theirs]").textContent = newer.words;
  notice.querySelector("[data-mine]").textContent = inWords(entry.code, entry.texts) || "–";
  const close = (choose) => () => {
    notice.remove();
    held.delete(entry.code);
    revision(entry.code).value = newer.revision;
    choose();
    count();
    controls(entry.code).find((one) => one.checked)?.focus();
  };
  notice.querySelector("[data-take]").onclick = close(() => {
    box.removeItem(prefix + entry.code);
    fill(entry.code, newer.texts);
    say(newer.message);
  });
  notice.querySelector("[data-keep]").onclick = close(() => keep(entry.code, newer.revision));
  place.querySelector("legend").after(notice);
  notice.focus();
  return true;
}

let running = Promise.resolve();
function drain() {
  clearTimeout(timer);
  const work = async () => {
    for (let next; (next = waiting().find((one) => !held.has(one.code))); ) if (!(await deliver(next))) return;
  };
  // one tab at a time, where the browser can tell
  running = running.catch(() => {}).then(() => (navigator.locks ? navigator.locks.request(prefix, work) : work()));
  return running;
}

/* ---- what the person does ---- */

function keep(code, seen, delay = 0) {
  write(code, { texts: texts(code), seen: seen ?? read(code)?.seen ?? Number(revision(code).value), at: Date.now() });
  count();
  clearTimeout(timer);
  timer = setTimeout(drain, delay);
}

/* "I don't know" and "not concerned" exclude the rest where several things can be given. */
function exclude(target, code) {
  const aside = "aside" in target.dataset;
  if (target.type === "radio" || (ticks(target) ? !target.checked : !target.value)) return;
  for (const other of controls(code)) {
    if (other === target || (!aside && !("aside" in other.dataset))) continue;
    if (ticks(other)) other.checked = false;
    else other.value = "";
  }
}

const codeOf = ({ target }) => (target.name?.startsWith("q-") ? target.name.slice(2) : null);
form.addEventListener("change", (event) => {
  const code = codeOf(event);
  if (code === null) return;
  exclude(event.target, code);
  keep(code);
});
form.addEventListener("input", (event) => {
  const code = codeOf(event);
  if (code === null || ticks(event.target)) return;
  exclude(event.target, code);
  keep(code, undefined, settle);
});
form.addEventListener("submit", async (event) => {
  if (!waiting().length) return;
  event.preventDefault();
  await drain();
  if (!waiting().length) form.requestSubmit(event.submitter);
  else document.querySelector("[data-conflict]")?.focus();
});
addEventListener("online", drain);
document.addEventListener("visibilitychange", drain);

/* ---- on arrival: show what this device still keeps, then send it ---- */

const left = waiting();
for (const { code, texts: values } of left) if (fieldset(code)) fill(code, values);
count();
if (left.length) {
  say(line.dataset.waiting, "waiting");
  const elsewhere = left.some(({ code }) => !fieldset(code));
  // a page that shows answers in words is read again once they are sent
  drain().then(() => elsewhere && !waiting().length && !form.querySelector("[data-question]") && location.reload());
}
