// One key for each answer, unless somebody types or has switched it off. The first question is the one that is asked;
// J and K go down and up.
"use strict";
{
  const NAME = "laurel-one-key";
  const label = document.querySelector(".keys");
  const isOn = label?.querySelector("input");
  const questions = [...document.querySelectorAll(".question")];
  let asked = 0;

  const ask = (number) => {
    questions[asked]?.classList.remove("is-asked");
    asked = Math.max(0, Math.min(number, questions.length - 1));
    questions[asked].classList.add("is-asked");
    questions[asked].scrollIntoView({ block: "nearest" });
  };

  const answer = (key) => {
    const target = questions[asked].querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (target?.matches("input")) target.focus();
    else target?.click();
    return target;
  };

  const onKey = (event) => {
    const typing = event.target.closest("select, textarea, input:not([type=checkbox])");
    if (!isOn.checked || typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") ask(asked + 1);
    else if (key === "k") ask(asked - 1);
    else if (/^[123onxl]$/.test(key) && answer(key)) event.preventDefault();
  };

  if (questions.length) {
    label.hidden = false;
    isOn.checked = localStorage.getItem(NAME) !== "off";
    isOn.addEventListener("change", () => localStorage.setItem(NAME, isOn.checked ? "on" : "off"));
    questions.forEach((question, number) => question.addEventListener("focusin", () => ask(number)));
    ask(0);
    document.addEventListener("keydown", onKey);
  }
}
