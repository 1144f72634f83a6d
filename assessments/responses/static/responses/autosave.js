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

/* Controls of a question are named "q-CODE", or "q-CODE=PLACE" in a scale or a table: "PLACE=value" is then sent. */
const fieldset = (code) => form.querySelector(`[data-question="${CSS.escape(code)}"]`);
const controls = (code) =>
  [...form.querySelectorAll(`[name="${CSS.escape(`q-${code}`)}"], [name^="${CSS.escape(`q-${code}=`)}"]`)];
const revision = (code) => form.elements[`r-${code}`];
const place = (control) => control.name.split("=").slice(1).join("=");
const ticks = (control) => control.type === "radio" || control.type === "checkbox";
const given = (values) => values.some((value) => value.trim());

function gathered() {
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith("q-")) continue;
    const [code, ...rest] = name.slice(2).split("=");
    if (!found.has(code)) found.set(code, []);
    if (!rest.length) found.get(code).push(value);
    else if (value.trim()) found.get(code).push(`${rest.join("=")}=${value}`);
  }
  return found;
}
const texts = (code) => gathered().get(code) ?? [];

function fill(code, values) {
  growTable(code, values);
  for (const control of controls(code)) {
    const start = place(control) && `${place(control)}=`;
    const here = values.filter((value) => value.startsWith(start)).map((value) => value.slice(start.length));
    if (ticks(control)) control.checked = here.includes(control.value);
    else if (start) control.value = here[0] ?? "";
    else control.value = here.find((value) => !controls(code).some((one) => ticks(one) && one.value === value)) ?? "";
  }
  if (fieldset(code)?.querySelector("[data-file]")) showFile(code);
}

function inWords(code, values) {
  const file = fieldset(code)?.querySelector("[data-file]:not([hidden]) [data-file-name]");
  if (file) return file.textContent;
  const chosen = controls(code).filter((one) => ticks(one) && values.includes(place(one) ? `${place(one)}=${one.value}` : one.value));
  const words = chosen.map((one) => {
    const item = place(one) && one.closest("fieldset").querySelector("legend").textContent.trim();
    return (item ? `${item} : ` : "") + one.closest("label").textContent.trim();
  });
  return words.join(" ; ") || values.map((value) => value.replace(/^\d+\.[^=]*=/, "")).join(" ; ");
}

function say(text, state = "saved") {
  if (!line) return;
  line.className = state === "saved" ? "saved" : "saved saved--waiting";
  if (line.textContent !== text) line.textContent = text;
}

function worded(element, number, total = element.dataset.total) {
  const { none, one, many } = element.dataset;
  return (number === 0 && none ? none : number < 2 ? one : many).replace("{n}", number).replace("{total}", total);
}

function count() {
  const questions = [...form.querySelectorAll("[data-question]:not([hidden])")];
  if (!form.querySelector("[data-question]")) return;
  const all = gathered();
  const here = questions.filter((one) => given(all.get(one.dataset.question) ?? [])).length;
  for (const element of document.querySelectorAll("[data-count]")) {
    element.textContent = worded(element, here + Number(element.dataset.elsewhere ?? 0));
  }
  const bar = document.getElementById("done");
  bar.value = here + Number(bar.dataset.elsewhere);
  const left = document.querySelector("[data-minutes]");
  left.textContent = worded(left, Math.ceil(((bar.max - bar.value) * left.dataset.minutes) / 60));
}

/* `cells`: what is wrong in each cell of a table, by its place; else the whole question is. */
function fault(code, message, cells) {
  const question = fieldset(code);
  if (!question) return;
  for (const old of question.querySelectorAll(".error")) old.remove();
  question.classList.toggle("question--wrong", Boolean(message));
  if (message) {
    const sentence = document.getElementById("fault").content.firstElementChild.cloneNode(true);
    sentence.id = `${question.id}-error`;
    sentence.querySelector("[data-error]").textContent = message;
    question.querySelector("legend").after(sentence);
    question.setAttribute("aria-describedby", sentence.id);
  } else question.removeAttribute("aria-describedby");
  for (const control of controls(code).filter((one) => !ticks(one))) {
    const wrong = cells ? place(control) in cells : Boolean(message);
    control.ariaInvalid = wrong ? "true" : null;
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
  if (body.code === "withdrawn") { // a guest shown out: what was given stays on the page, and on this device
    fault(entry.code, body.message);
    say(body.message, "waiting");
    return false;
  }
  if (body.code === undefined) { // signed out, or a page too old: the entry stays
    say(line.dataset.stuck, "waiting");
    return false;
  }
  if (read(entry.code)?.at === entry.at) box.removeItem(prefix + entry.code);
  fault(entry.code, body.message, body.cells);
  say(body.message, "waiting");
  return true;
}

function settled(entry, { revision: number, message, page }) {
  const now = read(entry.code);
  if (now && now.at !== entry.at) write(entry.code, { ...now, seen: number }); // changed again meanwhile
  else box.removeItem(prefix + entry.code);
  if (revision(entry.code)) revision(entry.code).value = number;
  fault(entry.code, "");
  say([message, ...(page && form.querySelector("[data-question]") ? follow(page) : [])].join(" · "));
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
  const question = fieldset(entry.code);
  if (!question) {
    say(newer.message, "waiting");
    const link = Object.assign(document.createElement("a"), { href: newer.url, textContent: line.dataset.more });
    line.append(" ", link);
    return true;
  }
  question.querySelector("[data-conflict]")?.remove();
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
  question.querySelector("legend").after(notice);
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

/* ---- what an answer changes on the page: questions that come or go, figures, totals ---- */

function follow(page) {
  const shown = new Set(page.shown);
  let added = 0;
  let gone = 0;
  for (const one of form.querySelectorAll("[data-question], [data-figure]")) {
    const code = one.dataset.question ?? one.dataset.figure;
    const hides = !shown.has(code);
    if (one.dataset.question && one.hidden !== hides) {
      one.disabled = hides;
      if (hides) gone += 1;
      else added += 1;
    }
    one.hidden = hides;
    if (page.numbers[code]) {
      one.dataset.number = page.numbers[code];
      const words = one.querySelector(".number").firstChild;
      words.data = words.data.replace(/\d+/, page.numbers[code]);
    }
    if (page.figures[code]) figure(one, ...page.figures[code]);
  }
  for (const one of form.querySelectorAll("[data-heads]")) {
    const below = [...form.querySelectorAll(`[data-in="${CSS.escape(one.dataset.heads)}"]`)];
    one.hidden = below.every((question) => question.hidden);
  }
  totals(page);
  return [[added, "added"], [gone, "gone"]]
    .filter(([number]) => number)
    .map(([number, what]) => line.dataset[`${what}${number < 2 ? "One" : "Many"}`].replace("{n}", number));
}

function figure(section, words, waits) {
  for (const [name, text] of [["[data-value]", words], ["[data-waiting-for]", waits]]) {
    const element = section.querySelector(name);
    element.textContent = text;
    element.hidden = !text;
  }
}

function totals(page) {
  const here = document.querySelector("[aria-current=step]")?.closest("[data-theme]").dataset.theme;
  const [answered, asked] = page.themes[here] ?? [0, 0];
  for (const element of document.querySelectorAll("[data-count]")) {
    element.dataset.total = element.dataset.count === "all" ? page.asked : asked;
    if (element.dataset.count === "all") element.dataset.elsewhere = page.answered - answered;
  }
  const bar = document.getElementById("done");
  bar.max = page.asked;
  bar.dataset.elsewhere = page.answered - answered;
  const words = document.querySelector("[data-line]").dataset.line;
  for (const item of document.querySelectorAll("[data-theme]")) {
    const [done, all] = page.themes[item.dataset.theme] ?? [];
    item.hidden = all === undefined;
    if (all !== undefined) item.querySelector("span").textContent = words.replace("{n}", done).replace("{total}", all);
  }
  count();
}

/* ---- tables: rows that come and go ---- */

const table = (code) => form.querySelector(`[data-table="${CSS.escape(code)}"]`);
const rowsOf = (code) => [...table(code).tBodies[0].rows];
const adder = (code) => form.querySelector(`button[name=add][value="${CSS.escape(code)}"]`);

function newRow(code) {
  const next = Math.max(-1, ...rowsOf(code).map((row) => Number(row.dataset.rowIndex))) + 1;
  const made = form.querySelector(`[data-row="${CSS.escape(code)}"]`).content.firstElementChild.cloneNode(true);
  made.dataset.rowIndex = next;
  for (const one of made.querySelectorAll("[name], [aria-label], .filling-name")) {
    for (const { name, value } of [...one.attributes]) {
      one.setAttribute(name, value.replace("{row}", next).replace("{number}", next + 1));
    }
    if (!one.children.length) one.textContent = one.textContent.replace("{number}", next + 1);
  }
  table(code).tBodies[0].append(made);
  adder(code).hidden = rowsOf(code).length >= Number(table(code).dataset.limit);
  return made;
}

function growTable(code, values) {
  if (!table(code) || !adder(code)) return;
  const wanted = Math.max(0, ...values.map((value) => parseInt(value, 10) + 1).filter(Number.isInteger));
  const last = () => Math.max(-1, ...rowsOf(code).map((row) => Number(row.dataset.rowIndex)));
  while (last() + 1 < wanted) newRow(code);
}

function addRow(button) {
  newRow(button.value).querySelector("input").focus();
}

function dropRow(button) {
  const row = button.closest("tr");
  const code = button.value.split("=")[0];
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  for (const control of row.querySelectorAll("input")) control.value = "";
  if (beside) {
    row.remove();
    beside.querySelector("input").focus();
  } else row.querySelector("input").focus();
  adder(code).hidden = false;
  keep(code);
}

/* ---- files: sent at once; their key is the answer ---- */

const keyOf = (code) => controls(code)[0]; // form.elements would find the fieldset of this id too

async function sendFile(input) {
  const code = input.name.slice(2);
  const file = input.files[0];
  if (!file) return;
  if (file.size > Number(form.dataset.largest)) return refuse(input, code, line.dataset.large);
  say(line.dataset.sending, "waiting");
  const body = new FormData();
  body.append("file", file);
  let sent;
  try {
    const answer = await fetch(form.dataset.upload.replace("__code__", encodeURIComponent(code)), {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body,
    });
    sent = await answer.json();
  } catch {
    return refuse(input, code, line.dataset.unsent);
  }
  if (!sent.key) return refuse(input, code, sent.message);
  input.value = ""; // else the form would send it again
  keyOf(code).value = sent.key;
  showFile(code, sent);
  keep(code);
}

function refuse(input, code, message) {
  input.value = "";
  fault(code, message);
  say(message, "waiting");
}

function showFile(code, sent) {
  const question = fieldset(code);
  const shown = question.querySelector("[data-file]");
  const name = shown.querySelector("[data-file-name]");
  const key = keyOf(code).value;
  if (sent) {
    name.href = sent.url;
    name.textContent = sent.name;
    shown.querySelector("[data-file-facts]").textContent = sent.facts;
  }
  shown.hidden = !key || !name.textContent;
  const ask = question.querySelector("[data-file-ask]");
  ask.textContent = shown.hidden ? ask.dataset.first : ask.dataset.other;
}

/* ---- proofs: files beside an answer, sent at once ---- */

const post = (url, body) =>
  fetch(url, { method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }, body });
const made = (name, facts) => Object.assign(document.createElement(name), facts);

async function sendProof(input) {
  const code = input.name.slice(2);
  const file = input.files[0];
  if (!file) return;
  if (file.size > Number(form.dataset.largest)) return refuse(input, code, line.dataset.large);
  say(line.dataset.sending, "waiting");
  const body = new FormData();
  body.append("file", file);
  let sent;
  try {
    sent = await (await post(form.dataset.upload.replace("__code__", encodeURIComponent(code)), body)).json();
  } catch {
    return refuse(input, code, line.dataset.unsent);
  }
  if (!sent.key) return refuse(input, code, sent.message);
  input.value = ""; // else the form would send it again
  const item = made("li", { className: "attached" });
  item.dataset.proof = sent.key;
  const drop = made("button", { className: "as-link", name: "unprove", value: sent.key, textContent: line.dataset.remove });
  drop.ariaLabel = `${line.dataset.remove} : ${sent.name}`;
  const facts = made("span", { className: "soft", textContent: sent.facts });
  item.append(made("a", { href: sent.url, textContent: sent.name }), " ", facts, " ", drop);
  const list = input.closest("[data-proofs]").querySelector("[data-proof-list]");
  list.hidden = false;
  list.append(item);
  fault(code, "");
  say(sent.name);
}

async function removeProof(button) {
  const item = button.closest("[data-proof]");
  const field = item.closest("[data-proofs]").querySelector("[type=file]");
  try {
    if (!(await post(form.dataset.drop.replace("00000000-0000-0000-0000-000000000000", button.value))).ok) throw new Error("refused");
  } catch {
    return say(line.dataset.stuck, "waiting");
  }
  const list = item.parentElement;
  item.remove();
  list.hidden = !list.children.length;
  field.focus();
  say(line.dataset.removed);
}

function proveNow(button) {
  const input = button.closest("[data-proofs]").querySelector("[type=file]");
  if (input.files.length) sendProof(input);
  else input.focus();
}

function removeFile(button) {
  keyOf(button.value).value = "";
  showFile(button.value);
  keep(button.value);
  fieldset(button.value).querySelector("[type=file]").focus();
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
  if ((target.type === "radio" && !place(target)) || (ticks(target) ? !target.checked : !target.value)) return;
  for (const other of controls(code)) {
    if (other === target || (!aside && !("aside" in other.dataset))) continue;
    if (ticks(other)) other.checked = false;
    else other.value = "";
  }
}

const codeOf = ({ target }) => (target.name?.startsWith("q-") ? target.name.slice(2).split("=")[0] : null);
form.addEventListener("change", (event) => {
  if (event.target.type === "file") (event.target.closest("[data-proofs]") ? sendProof : sendFile)(event.target);
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
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  const act = { add: addRow, drop: dropRow, remove: removeFile, unprove: removeProof, prove: proveNow }[button?.name];
  if (!act) return;
  event.preventDefault();
  act(button);
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
