// The graph grows where a node is chosen. What it shows is asked of this server alone.
"use strict";
(() => {
  const box = document.getElementById("graph");
  const chosenLine = document.getElementById("chosen");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const KINDS = {
    attack: "#b4472e", report: "#6b7280", statement: "#8a5aa8", person: "#2e6bb4", organisation: "#2e6bb4", country: "#2b7a6b",
    party: "#5b7fa8", place: "#4a7d3a", asset: "#8a6d3b", weapon: "#333a44",
  };
  const cy = cytoscape({
    container: box,
    style: [
      { selector: "node", style: {
        "background-color": (node) => KINDS[node.data("kind")] || "#777", label: "data(label)", color: colour("--ink"), "font-size": 11,
        "text-wrap": "ellipsis", "text-max-width": 150, "text-valign": "bottom", "text-margin-y": 3, width: 22, height: 22,
        shape: (node) => (node.data("kind") === "attack" ? "diamond" : node.data("kind") === "statement" ? "round-rectangle" : "ellipse") } },
      { selector: "node:selected", style: { "border-width": 4, "border-color": colour("--lit") } },
      { selector: "edge", style: {
        label: "data(label)", "font-size": 9, color: colour("--dim"), width: 1.5, "line-color": colour("--shore"),
        "target-arrow-color": colour("--shore"), "target-arrow-shape": "triangle", "curve-style": "bezier", "text-rotation": "autorotate" } },
      { selector: "edge[label = 'allegedPerpetrator'], edge[label = 'claimedBy']", style: { "line-style": "dashed" } },
    ],
  });
  const steps = new Map();
  let current = box.dataset.iri;

  async function grow(iri) {
    const step = (steps.get(iri) || 0) + 1;
    const response = await fetch("/api/neighbours?step=" + step + "&iri=" + encodeURIComponent(iri));
    if (!response.ok) {
      chosenLine.textContent = "The server has no answer for this node.";
      return;
    }
    const found = await response.json();
    steps.set(iri, step);
    const around = cy.getElementById(iri).position() || { x: 0, y: 0 };
    let added = 0;
    for (const node of found.nodes) {
      if (cy.getElementById(node.iri).empty()) {
        const turn = added * 2.4;
        cy.add({ data: { id: node.iri, label: node.label, kind: node.kind, path: node.path },
          position: { x: around.x + Math.cos(turn) * 120, y: around.y + Math.sin(turn) * 120 } });
        added += 1;
      }
    }
    for (const edge of found.edges) {
      const id = edge.source + " " + edge.property + " " + edge.target;
      if (cy.getElementById(id).empty()) cy.add({ data: { id, source: edge.source, target: edge.target, label: edge.property } });
    }
    arrange();
    choose(iri, added, found.hidden);
  }
  function arrange() {
    cy.layout({ name: "cose", animate: false, randomize: false, nodeRepulsion: 90000, idealEdgeLength: 90, padding: 30 }).run();
  }
  function choose(iri, added, hidden) {
    current = iri;
    const node = cy.getElementById(iri);
    cy.nodes().unselect();
    node.select();
    chosenLine.replaceChildren();
    const link = document.createElement("a");
    link.href = node.data("path");
    link.textContent = node.data("label");
    chosenLine.append(link, " (" + node.data("kind") + "), " + added + " new around it" + (hidden ? ", more when it is chosen again" : ""));
    box.dataset.nodes = cy.nodes().length;
  }
  cy.on("tap", "node", (event) => grow(event.target.id()));
  document.getElementById("grow").addEventListener("click", () => grow(current));
  document.getElementById("layout").addEventListener("click", arrange);
  box.addEventListener("keydown", (event) => {
    const nodes = cy.nodes().toArray();
    const at = nodes.findIndex((node) => node.id() === current);
    const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in moves && nodes.length) {
      event.preventDefault();
      choose(nodes[(at + moves[event.key] + nodes.length) % nodes.length].id(), 0, 0);
    } else if (event.key === "Enter") {
      grow(current);
    }
  });

  function save(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  document.getElementById("png").addEventListener("click", () => {
    save(cy.png({ output: "blob", full: true, scale: 2, bg: colour("--raised") }), "graph.png");
  });
  const escaped = (text) => text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);
  function picture() {
    const box = cy.elements().boundingBox();
    const lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map((n) => n.toFixed(1)).join(" ") + '" font-family="sans-serif">'];
    cy.edges().forEach((edge) => {
      const [from, to] = [edge.source().position(), edge.target().position()];
      const dashed = ["allegedPerpetrator", "claimedBy"].includes(edge.data("label")) ? ' stroke-dasharray="5 4"' : "";
      lines.push('<line x1="' + from.x.toFixed(1) + '" y1="' + from.y.toFixed(1) + '" x2="' + to.x.toFixed(1) + '" y2="' + to.y.toFixed(1) + '" stroke="#888"' + dashed + "/>");
      lines.push('<text x="' + ((from.x + to.x) / 2).toFixed(1) + '" y="' + ((from.y + to.y) / 2).toFixed(1) + '" font-size="9" fill="#666" text-anchor="middle">' + escaped(edge.data("label")) + "</text>");
    });
    cy.nodes().forEach((node) => {
      const at = node.position();
      lines.push('<circle cx="' + at.x.toFixed(1) + '" cy="' + at.y.toFixed(1) + '" r="11" fill="' + (KINDS[node.data("kind")] || "#777") + '"/>');
      lines.push('<text x="' + at.x.toFixed(1) + '" y="' + (at.y + 24).toFixed(1) + '" font-size="11" text-anchor="middle">' + escaped(node.data("label")) + "</text>");
    });
    return lines.join("\n") + "\n</svg>\n";
  }
  document.getElementById("svg").addEventListener("click", () => save(new Blob([picture()], { type: "image/svg+xml" }), "graph.svg"));
  grow(current);
})();
