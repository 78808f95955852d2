// Loads the map when it is asked for, by its button or by an address that ends with #carte.
(() => {
  const section = document.getElementById("carte");
  const button = section?.querySelector("button");
  if (!button) return;
  const open = async () => {
    const status = section.querySelector("[role=status]");
    button.disabled = true;
    status.textContent = "Chargement de la carte…";
    try {
      await (await import(section.dataset.module)).open(section);
      button.parentElement.hidden = true;
      status.textContent = "";
    } catch {
      button.disabled = false;
      status.textContent = "La carte n’a pas pu être chargée. Vérifiez la connexion, puis recommencez.";
    }
  };
  button.parentElement.hidden = false;
  document.querySelector("[data-without-script]")?.remove();
  button.addEventListener("click", open);
  if (location.hash === "#carte") open();
})();
