/* The visitor's own time beside the edition's: fills dates, switches the schedule, marks what is on now. */

const pageLanguage = document.documentElement.lang;
const language = pageLanguage === "en" ? "en-GB" : pageLanguage; // day before month, as the pages print it
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const day = { weekday: "short", day: "numeric", month: "short" };
const formats = {
  short: new Intl.DateTimeFormat(language, { ...day, ...clock }),
  "": new Intl.DateTimeFormat(language, { ...day, year: "numeric", ...clock }),
};
const instant = (time) => new Date(time.dateTime);

function fillDates() {
  for (const time of document.querySelectorAll("time[data-local]")) {
    time.textContent = formats[time.dataset.local].format(instant(time));
    time.closest("[hidden]")?.removeAttribute("hidden");
  }
  for (const cell of document.querySelectorAll("[data-yours]")) cell.hidden = false;
}

/* “Fri 23:30” only where the day is not the one above the row. */
function ownTime(time, dayThere) {
  const at = instant(time);
  const sameDay = dayIn(ownZone, at) === dayThere;
  return new Intl.DateTimeFormat(language, sameDay ? clock : { weekday: "short", ...clock }).format(at);
}

const dayIn = (timeZone, at) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);

function offerSwitch(bar) {
  const [button, theirs, ours] = ["switch", "theirs", "ours"].map((name) => bar.querySelector(`[data-${name}]`));
  const times = [...document.querySelectorAll(".slot time")];
  const printed = new Map(times.map((time) => [time, time.textContent]));
  bar.querySelector("[data-name]").textContent = ownZone;
  button.hidden = ownZone === bar.dataset.zone;
  button.addEventListener("click", () => {
    const own = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", own);
    theirs.hidden = own;
    ours.hidden = !own;
    for (const time of times) {
      time.textContent = own ? ownTime(time, dayIn(bar.dataset.zone, instant(time))) : printed.get(time);
    }
  });
}

function markNow() {
  for (const slot of document.querySelectorAll(".slot[data-ends]")) {
    const on = new Date(slot.dataset.starts) <= Date.now() && Date.now() < new Date(slot.dataset.ends);
    slot.toggleAttribute("aria-current", on);
    if (on) slot.setAttribute("aria-current", "time");
    slot.querySelector(".now").hidden = !on;
  }
}

fillDates();
const bar = document.querySelector("[data-zone]");
if (bar) {
  offerSwitch(bar);
  markNow();
  setInterval(markNow, 30_000);
}
