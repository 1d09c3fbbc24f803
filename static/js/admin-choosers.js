// Select2 and Django's calendar draw fields of their own: say to assistive technology what they are.
"use strict";
{
  const nameOf = (select) => select.labels[0]?.firstChild.textContent.trim() ?? "";

  const name = (select) => {
    const drawn = select.nextElementSibling;
    const chooser = drawn?.querySelector(".select2-selection");
    if (!chooser) return;
    const words = chooser.querySelector(".select2-selection__rendered");
    if (select.multiple) words.role = "presentation"; // its remove-all button stands between the list's items
    else words.removeAttribute("role");
    words.removeAttribute("aria-readonly");
    if (select.labels[0]) {
      select.labels[0].id ||= `${select.id}_label`;
      chooser.setAttribute("aria-labelledby", `${select.labels[0].id} ${words.id}`.trim());
    }
    drawn.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select));
  };

  const nameAll = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(name);

  const nameBoxes = () => {
    for (const box of document.querySelectorAll(".calendarbox, .clockbox")) {
      box.role = "dialog";
      box.setAttribute("aria-label", gettext(box.matches(".clockbox") ? "Choose a Time" : "Choose a Date"));
    }
  };
  window.addEventListener("load", nameBoxes);
  document.addEventListener("formset:added", () => setTimeout(nameBoxes)); // Django draws them all anew

  if (window.django?.jQuery) {
    django.jQuery(() => {
      nameAll(document);
      django.jQuery(document).on("select2:open", ({ target }) => {
        const open = document.querySelector(".select2-dropdown");
        const chooser = target.nextElementSibling.querySelector(".select2-selection");
        chooser.setAttribute("aria-controls", chooser.getAttribute("aria-owns"));
        chooser.setAttribute("aria-haspopup", "dialog");
        open.role = "dialog";
        for (const part of [open, ...open.querySelectorAll(".select2-search__field, .select2-results__options")])
          part.setAttribute("aria-label", nameOf(target));
      });
    });
    document.addEventListener("formset:added", ({ target }) => nameAll(target));
  }
}
