"use strict";
// Signing with the program on the officer's own computer: its vendor's script is loaded beside this one and brings the
// function; this one only asks for the two addresses and shows what came of it. Without it the file is signed outside.

const signWithProgram = async (button) => {
  const told = document.getElementById(button.dataset.told);
  const sign = window[button.dataset.sign];
  if (typeof sign !== "function") {
    told.textContent = button.dataset.missing;
    return;
  }
  const answer = await fetch(button.dataset.begin, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    told.textContent = button.dataset.refused;
    return;
  }
  sign(JSON.stringify(await answer.json()), (said) => {
    const result = typeof said === "string" ? JSON.parse(said) : said;
    if (result.Status === 0) window.location.reload();
    else told.textContent = result.Message || button.dataset.refused;
  });
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sign]");
  if (button) signWithProgram(button);
});
