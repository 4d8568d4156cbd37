// An address holds what is chosen and nothing else: fields left empty are not sent.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.filters")) return;
  for (const field of event.target.elements) {
    field.disabled = field.name !== "" && field.value === "";
  }
});

// The day is either the end of a period or a day: choosing one forgets the other.
document.addEventListener("change", (event) => {
  const other = { period: "as_of", as_of: "period" }[event.target.name];
  const field = event.target.closest("form.filters")?.elements[other];
  if (field && event.target.value) field.value = "";
});

// Back from the browser's cache the form is as it was sent.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters :disabled")) field.disabled = false;
});
