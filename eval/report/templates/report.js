"use strict";
// The choice stands in the address, as in report.html#kind=miss&category=Parties, so it can be linked to.
const filters = document.getElementById("filters");
if (filters) {
  const shown = document.getElementById("shown");
  const samples = [...document.querySelectorAll(".sample")];
  const choices = [...filters.querySelectorAll("select")];
  const apply = () => {
    let count = 0;
    for (const sample of samples) {
      const fits = choices.every((one) => !one.value || sample.dataset[one.name] === one.value);
      sample.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of the ${samples.length} samples in this page fit`;
  };
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!choices.some((one) => asked.has(one.name))) return;
    for (const one of choices) {
      one.value = asked.get(one.name) ?? "";
      if (one.selectedIndex < 0) one.value = "";
    }
    apply();
    filters.scrollIntoView();
  };
  const write = () => {
    const chosen = choices.filter((one) => one.value).map((one) => [one.name, one.value]);
    history.replaceState(null, "", `#${chosen.length ? new URLSearchParams(chosen) : "samples"}`);
  };
  for (const one of choices) one.addEventListener("change", () => { apply(); write(); });
  addEventListener("hashchange", read);
  filters.hidden = false;
  apply();
  read();
}
