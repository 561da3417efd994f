// A fact lights up its words, and words light up their facts. Without this script the links still lead from one to the other.
"use strict";
(() => {
  const words = document.getElementById("words");
  const announce = document.getElementById("announce");
  if (!words) return;
  const passages = [...words.querySelectorAll("a[data-facts]")];
  const facts = new Map([...document.querySelectorAll("a[data-fact]")].map((link) => [link.dataset.fact, link]));

  function clear() {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const link of document.querySelectorAll("[aria-current=true].fact")) link.removeAttribute("aria-current");
  }
  function numbers(passage) {
    return passage.dataset.facts.split(" ");
  }
  function show(chosen) {
    clear();
    let first = null;
    for (const passage of passages) {
      if (numbers(passage).some((number) => chosen.includes(number))) {
        passage.classList.add("lit");
        first = first || passage;
      }
    }
    let firstFact = null;
    for (const number of chosen) {
      const link = facts.get(number);
      if (!link) continue;
      link.closest("li").classList.add("lit");
      link.setAttribute("aria-current", "true");
      firstFact = firstFact || link;
    }
    return [first, firstFact];
  }
  document.addEventListener("click", (event) => {
    const fact = event.target.closest("a[data-fact]");
    const passage = event.target.closest("a[data-facts]");
    if (fact) {
      event.preventDefault();
      const [first] = show([fact.dataset.fact]);
      if (first) {
        first.scrollIntoView({ block: "center" });
        announce.textContent = "The words: " + [...words.querySelectorAll(".lit")].map((one) => one.textContent).join("");
      }
      history.replaceState(null, "", fact.getAttribute("href"));
    } else if (passage) {
      event.preventDefault();
      const [, firstFact] = show(numbers(passage));
      if (firstFact) {
        firstFact.closest("li").scrollIntoView({ block: "center" });
        announce.textContent = numbers(passage).length + " facts rest on these words. The first: " + firstFact.textContent;
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  // An address that ends in #char=START,END names words: they light up when the page opens.
  const named = decodeURIComponent(location.hash.slice(1));
  const anchor = named.startsWith("char=") ? document.getElementById(named) : null;
  if (anchor) {
    let next = anchor.matches("li") ? anchor.querySelector("a[data-facts]") : anchor;
    while (next && !(next.matches && next.matches("a[data-facts]"))) next = next.nextElementSibling;
    if (next) {
      const [start, end] = named.slice(5).split(",").map(Number);
      const chosen = [...facts.values()].filter((link) => link.getAttribute("href") === "#" + named).map((link) => link.dataset.fact);
      show(chosen.length ? chosen : numbers(next));
      if (end > start) next.scrollIntoView({ block: "center" });
    }
  }
})();
