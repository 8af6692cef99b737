"use strict";
// Comforts only: every page works without this file.

// A form is sent once: its buttons are shut until the answer comes or the person comes back to the page.
// They are marked, not disabled: a disabled button would lose its own name and value.
const shut = (form) => {
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
  }
};
const reopen = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
};

const agreed = new WeakSet();
const ask = (form, button) => {
  const sheet = document.getElementById("confirm");
  sheet.querySelector("h2").textContent = button.dataset.confirm;
  sheet.returnValue = "";
  sheet.addEventListener("close", () => {
    if (sheet.returnValue !== "yes") return;
    agreed.add(form);
    form.requestSubmit(button);
  }, { once: true });
  sheet.showModal();
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  if (button?.dataset.confirm && !agreed.has(form)) {
    event.preventDefault();
    if (form.reportValidity()) ask(form, button);  // forms with "novalidate" come here unchecked
    return;
  }
  agreed.delete(form);
  if (!document.querySelector("[data-refused]")) keepTyped(form);
  shut(form);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(reopen));
document.addEventListener("htmx:afterRequest", (event) => event.target.matches("form") && reopen(event.target));

// What was typed outlives a refusal, a session that ended and the saving of another form of the page: it is kept in
// this tab and filled in again when the page comes back.
const typedIn = (form) => [...form.elements].filter((field) =>
  field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
const isTicked = (field) => ["radio", "checkbox"].includes(field.type);
// Where no option is named as the chosen one, the first stands there by itself.
const isChosenAnew = (field) => field.multiple || [...field.options].some((option) => option.defaultSelected)
  ? [...field.options].some((option) => option.selected !== option.defaultSelected)
  : field.selectedIndex > 0;
const isChanged = (field) => isTicked(field) ? field.checked !== field.defaultChecked
  : field.tagName === "SELECT" ? isChosenAnew(field) : field.value !== field.defaultValue;
const keepTyped = (sent) => {
  const forms = [...document.forms].filter((form) => form.method === "post").map((form) => ({
    action: form.getAttribute("action"),
    sent: form === sent,
    fields: typedIn(form).map((field, place) => [place, field.name, field.value, field.checked, isChanged(field)]).filter((kept) => kept[4]),
  }));
  sessionStorage.setItem("typed", JSON.stringify({ page: location.pathname, person: document.body.dataset.person, forms: forms.filter((form) => form.fields.length) }));
};
const fillAgain = (form, fields) => {
  const there = typedIn(form);
  for (const [place, name, value, checked] of fields) {
    const field = there[place]?.name === name ? there[place] : null;
    if (!field || (isTicked(field) && field.value !== value)) continue;
    if (isTicked(field)) field.checked = checked; else field.value = value;
  }
  const told = document.createElement("p");
  told.className = "notice notice-blue";
  told.setAttribute("role", "status");
  told.textContent = document.body.dataset.typedAgain;
  form.prepend(told);
  const fold = form.closest("details");
  if (fold) fold.open = true;
};
document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector("[data-refused]")) return sessionStorage.setItem("refused", "yes");
  const kept = JSON.parse(sessionStorage.getItem("typed") || "null");
  const refused = sessionStorage.getItem("refused");
  sessionStorage.removeItem("typed");
  sessionStorage.removeItem("refused");
  if (kept?.page !== location.pathname || kept.person !== document.body.dataset.person) return;
  for (const { action, sent, fields } of kept.forms) {
    const form = [...document.forms].find((each) => each.method === "post" && each.getAttribute("action") === action);
    if (form && (refused || !sent)) fillAgain(form, fields);
  }
});

// One button ticks every box of a table but those to be ticked by hand, or none where all are ticked; it says which.
const boxesOf = (button, which = ":not([data-by-hand])") => [
  ...document.querySelectorAll(`#${button.dataset.tickAll} input[type=checkbox]${which}`),
];
const nameTickers = () => {
  for (const button of document.querySelectorAll("[data-tick-all]")) {
    const boxes = boxesOf(button);
    button.hidden = boxes.length < 2;
    button.textContent = boxes.every((box) => box.checked) ? button.dataset.none : button.dataset.all;
  }
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick-all]");
  if (!button) return;
  const tick = !boxesOf(button).every((box) => box.checked);
  for (const box of boxesOf(button, tick ? undefined : "")) box.checked = tick;
  nameTickers();
});
document.addEventListener("change", nameTickers);
window.addEventListener("pageshow", nameTickers);

// The place to read next: the summary of errors, a refusal, or a heading marked by the page.
const focusWithin = (root) => root.querySelector?.("[data-focus]")?.focus();
document.addEventListener("DOMContentLoaded", () => focusWithin(document));
document.addEventListener("htmx:afterSettle", (event) => focusWithin(event.detail.elt));

// One menu at a time; Escape and a click elsewhere shut it.
const menus = "details.menu[open], details.drawer[open]";
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(menus)) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(menus)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
});

// On a wide screen a paper opens beside the form it is judged by; elsewhere, and with a key held, as any link.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-preview]");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !matchMedia("(min-width: 1100px)").matches) return;
  event.preventDefault();
  const dock = document.getElementById("preview");
  const shut = () => {
    dock.hidden = true;
    document.body.classList.remove("has-preview");
    dock.querySelector("iframe").src = "about:blank";
    link.focus();
  };
  dock.querySelector("b").textContent = link.textContent;
  dock.querySelector("a").href = link.href;
  dock.querySelector("iframe").src = `${link.href}#navpanes=0&view=FitH`;
  dock.querySelector("button").onclick = shut;
  dock.onkeydown = (key) => key.key === "Escape" && shut();
  dock.hidden = false;
  document.body.classList.add("has-preview");
  link.scrollIntoView({ block: "center" });
  dock.querySelector("button").focus();
});

// On a phone the filters fold away until somebody wants them, unless they narrow the list now; opened, they lie over
// the rows instead of pushing them down, and fold away again once they are asked for.
document.addEventListener("DOMContentLoaded", () => {
  const fold = document.querySelector("details.filters-fold");
  const fields = fold?.querySelector("form").elements;
  const narrowed = fold && [...new URLSearchParams(location.search)].some(([name, value]) => name !== "tab" && value && fields[name]);
  if (!fold || !matchMedia("(max-width: 767.98px)").matches) return;
  if (!narrowed) fold.open = false;
  fold.addEventListener("toggle", () => fold.classList.toggle("is-over", fold.open && !narrowed));
  fold.addEventListener("submit", () => { fold.open = false; });
});

// The browser's own bubble, in our words.
const asksFor = (field, words) => field.type === "checkbox" ? words.requiredTick : field.type === "file" ? words.requiredFile
  : field.type === "radio" || field.tagName === "SELECT" ? words.requiredChoice : words.required;
document.addEventListener("invalid", (event) => {
  if (event.target.validity.valueMissing) event.target.setCustomValidity(asksFor(event.target, document.body.dataset));
}, true);
document.addEventListener("input", (event) => event.target.setCustomValidity?.(""), true);
document.addEventListener("change", (event) => event.target.setCustomValidity?.(""), true);
