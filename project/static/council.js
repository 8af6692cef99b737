"use strict";
// The screens of a running meeting: the clock of a vote, the bar of a lost line, and a ballot that is kept on this
// device until it is sent. Every page works without this file.

// --- the clock: seconds since the vote was opened, told by the server when the part was made
const begun = new WeakMap();
const tick = () => {
  for (const clock of document.querySelectorAll("[data-seconds]")) {
    if (!begun.has(clock)) begun.set(clock, performance.now() - clock.dataset.seconds * 1000);
    const seconds = Math.floor((performance.now() - begun.get(clock)) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
};
setInterval(tick, 500);
document.addEventListener("DOMContentLoaded", tick);
document.addEventListener("htmx:afterSettle", tick);

// --- the ballot: kept in this tab alone, for this person and this meeting, and forgotten once it is answered
const line = () => document.getElementById("line");
const kept = () => {
  const ballot = JSON.parse(sessionStorage.getItem("ballot") || "null");
  if (!ballot || (ballot.page === line().dataset.page && ballot.person === document.body.dataset.person)) return ballot;
  sessionStorage.removeItem("ballot");
  return null;
};
let isSending = false;
const send = (ballot) => {
  if (isSending) return;
  isSending = true;
  document.getElementById("refusals").replaceChildren();
  const how = { source: line(), target: "#screen", swap: "outerHTML", values: ballot.values };
  htmx.ajax("POST", ballot.page, how).catch(() => {});  // a lost line is told below
};
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-ballot]") || event.defaultPrevented || !window.htmx) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(event.target));
  delete values.csrfmiddlewaretoken;
  const ballot = { page: line().dataset.page, person: document.body.dataset.person, values };
  sessionStorage.setItem("ballot", JSON.stringify(ballot));
  sessionStorage.removeItem("typed");
  send(ballot);
});
document.addEventListener("DOMContentLoaded", () => kept() && send(kept()));
window.addEventListener("online", () => kept() && send(kept()));

// --- what somebody has unfolded stays so when the part is read anew
let unfolded = [];
const folds = () => [...document.querySelectorAll("#screen details")];
const nameOf = (fold) => fold.querySelector("form")?.getAttribute("action") || fold.textContent;
document.addEventListener("htmx:beforeSwap", () => { unfolded = folds().filter((fold) => fold.open).map(nameOf); });
document.addEventListener("htmx:afterSwap", () => {
  for (const fold of folds()) if (unfolded.includes(nameOf(fold))) fold.open = true;
});

// --- the line
const isLost = (xhr) => xhr.status === 0 || [502, 503, 504].includes(xhr.status);
const isElsewhere = (xhr) => xhr.status === 200 && !xhr.responseText.includes('id="screen"');
const tell = (isDown) => {
  line().hidden = !isDown;
  line().querySelector("span").textContent = isDown ? line().dataset[kept() ? "kept" : "lost"] : "";
};
// The session has ended: signing in leads back here, and a ballot that is kept is sent then.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isElsewhere(event.detail.xhr)) return;
  event.detail.shouldSwap = false;
  location.assign(line().dataset.page);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const isBallot = detail.requestConfig.elt === line();
  if (isBallot) {
    isSending = false;
    if (!isLost(detail.xhr) && !isElsewhere(detail.xhr)) {
      sessionStorage.removeItem("ballot");
      document.querySelectorAll("form[data-sent]").forEach(reopen);
    }
  }
  tell(isLost(detail.xhr));
  if (!isBallot && !isLost(detail.xhr) && kept()) send(kept());
});
