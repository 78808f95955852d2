// Loads the search when its field is entered, and the results on their page.
(() => {
  const forms = document.querySelectorAll("[role=search]");
  for (const form of forms) {
    const load = () => import(form.dataset.module).then((search) => search.attach(form)).catch(() => {});
    form.addEventListener("focusin", load, { once: true });
  }
  const around = document.querySelector("[data-around]");
  around?.addEventListener("click", () => sessionStorage.setItem("around", "1"));
  if (around) around.hidden = !navigator.geolocation;
  const results = document.getElementById("resultats");
  if (results) import(results.dataset.module).then((module) => module.start(results, forms[0])).catch(() => {});
})();
