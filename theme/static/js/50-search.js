// Loads the search when its field is entered, and the results on their page.
(() => {
  const forms = document.querySelectorAll("[role=search]");
  for (const form of forms) {
    let search;
    // Tried again at the next focus when it failed.
    const load = () => import(form.dataset.module).then((module) => module.attach(form)).catch(() => (search = undefined));
    form.addEventListener("focusin", () => (search ??= load()));
  }
  const around = document.querySelector("[data-around]");
  around?.addEventListener("click", () => sessionStorage.setItem("around", "1"));
  if (around) around.hidden = !navigator.geolocation;
  const results = document.getElementById("resultats");
  if (!results) return;
  const otherWays = document.querySelector("[data-without-script]");
  otherWays.hidden = true;
  results.classList.toggle("idle", !location.search && !sessionStorage.getItem("around"));
  import(results.dataset.module)
    .then((module) => module.start(results, forms[0]))
    .catch(() => {
      otherWays.hidden = false;
      results.classList.add("idle");
    });
})();
