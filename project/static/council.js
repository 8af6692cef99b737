"use strict";
// The screens of a running meeting: the clock of a vote, a part that is read anew without disturbing who works on it,
// the bar of a lost line, and a ballot that is kept on this device until it is answered. Pages work without this file.

const line = () => document.getElementById("line");
const part = () => document.getElementById("screen");
const person = () => document.body.dataset.person;
const askNow = () => window.htmx?.trigger(part(), "now");

// --- the clock: seconds since the vote was opened, told by the server when the part was made; a sleeping phone counts on
const begun = new WeakMap();
const tick = () => {
  for (const clock of document.querySelectorAll("[data-seconds]")) {
    if (!begun.has(clock)) begun.set(clock, Date.now() - clock.dataset.seconds * 1000);
    const seconds = Math.max(Math.floor((Date.now() - begun.get(clock)) / 1000), 0);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (number) => String(number).padStart(2, "0");
    clock.textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
  }
};
setInterval(tick, 500);
document.addEventListener("DOMContentLoaded", tick);
document.addEventListener("htmx:afterSettle", tick);

// --- the ballot: kept in this tab alone, for this person and this meeting. Chosen, it outlives a look at the dossier and
// a reload; cast, it is sent until the server has answered, and forgotten then.
const kept = () => {
  const ballot = JSON.parse(sessionStorage.getItem("ballot") || "null");
  if (ballot?.page === line().dataset.page && ballot.person === person()) return ballot;
  sessionStorage.removeItem("ballot");
  return null;
};
const keep = (ballot) => sessionStorage.setItem("ballot", JSON.stringify(ballot));
const keepForm = (form, isCast) => {
  const values = Object.fromEntries(new FormData(form));
  delete values.csrfmiddlewaretoken;
  keep({ page: line().dataset.page, person: person(), sheet: form.id, values, isCast });
};
const isWaiting = () => Boolean(kept()?.isCast);
const fillIn = () => {
  const form = document.getElementById(kept()?.sheet);
  if (!form) return;
  for (const [name, value] of Object.entries(kept().values)) form.elements.namedItem(name).value = value;
  for (const fold of form.querySelectorAll("details")) fold.open ||= Boolean(fold.querySelector(":checked"));
};
// What waits to be sent is not changed any more.
const shutWaiting = () => document.querySelectorAll("form[data-ballot]").forEach((form) => { form.inert = isWaiting(); });
let isSending = false;
const send = () => {
  if (isSending || !isWaiting()) return;
  isSending = true;
  document.getElementById("refusals").replaceChildren();
  const how = { source: line(), target: "#screen", swap: "outerHTML", values: kept().values };
  htmx.ajax("POST", kept().page, how).catch(() => {});  // a lost line is told below
};
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-ballot]");
  if (form && !isWaiting()) keepForm(form, false);
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !window.htmx || event.target.method !== "post") return;
  if (event.target.matches("form[data-ballot]")) {
    event.preventDefault();
    keepForm(event.target, true);
    sessionStorage.removeItem("typed");
    shutWaiting();
    send();
  } else if (!line().hidden) {  // the browser would leave this page for one that says no more than the bar
    event.preventDefault();
    reopen(event.target);
    line().focus();
  }
});

// --- the part is read anew: not under a finger, a question or a ballot on its way; folds and focus stay where they were
let isPressed = false;
for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, () => { isPressed = true; });
for (const name of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(name, () => { isPressed = false; });
window.addEventListener("blur", () => { isPressed = false; });
const signOf = (place) =>
  [place.tagName, place.id, place.name, place.value, place.getAttribute("href"), place.closest("form")?.getAttribute("action"), place.textContent.trim()].join("|");
let unfolded = [];
let focused = "";
const remember = () => {
  unfolded = [...part().querySelectorAll("details[open] > summary")].map(signOf);
  focused = part().contains(document.activeElement) ? signOf(document.activeElement) : "";
};
document.addEventListener("htmx:afterSwap", () => {
  for (const summary of part().querySelectorAll("summary")) summary.parentElement.open ||= unfolded.includes(signOf(summary));
  if (!focused || part().contains(document.activeElement)) return;
  const places = [...part().querySelectorAll("a, button, summary, input, textarea, select")];
  places.find((place) => signOf(place) === focused)?.focus({ preventScroll: true });
});

// --- the line
const isBallot = ({ requestConfig }) => requestConfig.elt === line();
const isLost = ({ status }) => status === 0 || status >= 500;
// The session has ended, or somebody else has signed in: the page itself leads on, and a ballot that is kept is sent by
// its own person then. The token of a form is that of one session, so no ballot goes out under another name.
const isElsewhere = (xhr) => xhr.status === 200 && !xhr.responseText.includes(`id="screen" data-person="${person()}"`);
const isStale = (xhr) => xhr.status === 403 && xhr.responseText.includes('data-code="stale_form"') && !kept()?.isAgain;
let missed = 0;
const tell = () => {
  const isDown = missed > 1 || (missed > 0 && isWaiting());  // one poll lost on the way to another page is nothing
  const words = isDown ? line().dataset[isWaiting() ? "kept" : "lost"] : "";
  const told = line().querySelector("span");
  if (told.textContent !== words) told.textContent = words;
  line().hidden = !isDown;
  shutWaiting();
};
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const isBusy = isPressed || isSending || document.querySelector("dialog[open]");
  if (isLost(detail.xhr) || isElsewhere(detail.xhr) || isStale(detail.xhr)) detail.shouldSwap = false;
  else if (!isBallot(detail) && isBusy) detail.shouldSwap = false;
  else remember();
});
const answered = (xhr) => {
  if (xhr.status === 422) keep({ ...kept(), isCast: false });
  else sessionStorage.removeItem("ballot");
  document.querySelectorAll("form[data-sent]").forEach(reopen);
  if (xhr.status >= 400) askNow();
};
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { xhr } = detail;
  missed = isLost(xhr) ? missed + 1 : 0;
  if (isBallot(detail)) isSending = false;
  if (isElsewhere(xhr) || isStale(xhr)) {
    if (isStale(xhr) && kept()) keep({ ...kept(), isAgain: true });
    location.assign(line().dataset.page);
  } else if (isBallot(detail) && !isLost(xhr)) answered(xhr);
  else if (!isBallot(detail) && xhr.status >= 400 && xhr.status < 500) location.reload();  // the whole page says why
  else if (!isBallot(detail) && !isLost(xhr)) send();
  tell();
});
document.addEventListener("DOMContentLoaded", () => { fillIn(); shutWaiting(); send(); });
window.addEventListener("pageshow", askNow);
window.addEventListener("online", askNow);
window.addEventListener("offline", () => { missed = 2; tell(); });
document.addEventListener("visibilitychange", () => document.hidden || askNow());
