// The link's token stands in the fragment, which browsers tell no server; it goes into the form and out of the address.
(() => {
  const form = document.querySelector("form.set-up-link");
  const token = window.location.hash.slice(1);
  if (!form || !token) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  form.elements.token.value = token;
  form.submit();
})();
