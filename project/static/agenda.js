"use strict";
// The agenda put in order by dragging, with mouse, pen or finger. The buttons that move an item by one place do the
// same and stay; the page works without this file.

let drag = null;
const itemsOf = (list) => [...list.querySelectorAll(":scope > [data-key]")];
const keysOf = (list) => itemsOf(list).map((item) => item.dataset.key).join(",");

// A grip on every item of an agenda that may be ordered; the part is read anew, so its grips are made anew.
const addGrips = () => {
  for (const list of document.querySelectorAll("[data-order]")) {
    if (itemsOf(list).length < 2) continue;
    for (const item of itemsOf(list)) {
      if (item.querySelector(":scope > .grip")) continue;
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.setAttribute("aria-hidden", "true");
      item.prepend(grip);
    }
  }
};
document.addEventListener("DOMContentLoaded", addGrips);
document.addEventListener("htmx:afterSettle", addGrips);

// The item goes before the first other one whose middle lies below the finger.
const place = (y) => {
  const others = itemsOf(drag.list).filter((item) => item !== drag.item);
  const next = others.find((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  if (next ? drag.item.nextElementSibling !== next : drag.list.lastElementChild !== drag.item) {
    drag.list.insertBefore(drag.item, next || null);
  }
};
const EDGE = 70;  // pixels from the edge of the window where the page moves by itself
const scroll = () => {
  if (!drag) return;
  const below = drag.y - (window.innerHeight - EDGE);
  const above = EDGE - drag.y;
  if (below > 0 || above > 0) {
    window.scrollBy(0, below > 0 ? below / 5 : -above / 5);
    place(drag.y);
  }
  requestAnimationFrame(scroll);
};

const end = (isKept) => {
  if (!drag) return;
  const { list, item, before, order } = drag;
  drag = null;
  item.classList.remove("is-dragged");
  if (!isKept) return before.forEach((each) => list.append(each));
  const form = document.getElementById(list.dataset.order);
  const keys = keysOf(list);
  if (keys === order) return;
  form.elements.order.value = keys;
  form.requestSubmit();
};

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip || event.button !== 0 || drag) return;
  event.preventDefault();
  const item = grip.parentElement, list = item.parentElement;
  drag = { list, item, before: itemsOf(list), order: keysOf(list), y: event.clientY, pointer: event.pointerId };
  item.classList.add("is-dragged");
  requestAnimationFrame(scroll);
});
document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  drag.y = event.clientY;
  place(drag.y);
});
document.addEventListener("pointerup", (event) => event.pointerId === drag?.pointer && end(true));
document.addEventListener("pointercancel", (event) => event.pointerId === drag?.pointer && end(false));
document.addEventListener("keydown", (event) => event.key === "Escape" && end(false));

// What the page is told while an item is dragged waits for the next time it asks.
document.addEventListener("htmx:beforeSwap", (event) => { if (drag) event.detail.shouldSwap = false; });
