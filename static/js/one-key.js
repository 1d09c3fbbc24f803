// One key answers: a button with data-key is pressed by that key, unless somebody types or has switched it off.
"use strict";
{
  const NAME = "laurel-one-key";
  for (const row of document.querySelectorAll("[data-one-key]")) {
    const label = row.querySelector(".keys");
    const isOn = label.querySelector("input");
    let pressed = false;

    label.hidden = false;
    isOn.checked = localStorage.getItem(NAME) !== "off";
    isOn.addEventListener("change", () => localStorage.setItem(NAME, isOn.checked ? "on" : "off"));

    document.addEventListener("keydown", (event) => {
      const writes = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
      if (!isOn.checked || pressed || writes || event.repeat) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const button = [...row.querySelectorAll("button[data-key]")].find(({ dataset }) => dataset.key === event.key.toLowerCase());
      if (!button) return;
      pressed = true;
      event.preventDefault();
      button.click();
    });
    window.addEventListener("pageshow", () => {
      pressed = false;
    });
  }
}
