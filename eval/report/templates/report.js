"use strict";
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
  for (const one of choices) one.addEventListener("change", apply);
  filters.hidden = false;
  apply();
}
