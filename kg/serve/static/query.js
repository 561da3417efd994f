// The query editor over this server's own endpoint; it asks no other address, for prefixes and terms either.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const plain = document.getElementById("plain");
  if (typeof Yasgui === "undefined") return; // the plain form stays
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  place.hidden = false;
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.value = plain.querySelector("textarea").value;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  });
  const tab = yasgui.getTab() || yasgui.addTab(true);
  tab.setEndpoint(endpoint);
  tab.setQuery(plain.querySelector("textarea").value);
  plain.hidden = true;
  // The nodes of an answer are looked at here, and not at the addresses that their names happen to be.
  const lead = (event) => {
    const link = event.target.closest("a.iri, a[href^='http']");
    if (link && link.origin !== location.origin) link.href = "/node?iri=" + encodeURIComponent(link.getAttribute("href"));
  };
  for (const kind of ["click", "auxclick"]) place.addEventListener(kind, lead, true);
})();
