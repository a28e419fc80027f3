
"use strict";
(() => {
  const table = document.getElementById("overview");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    report: document.getElementById(row.dataset.report || "") || null,
  }));
  const reports = () => rows.filter((r) => r.report && !r.row.hidden).map((r) => r.report);

  // Controls are only there for those who can use them.
  const form = document.getElementById("controls");
  if (form) {
    const [find, state, year, shown] = ["find", "state", "year", "shown"].map((id) =>
      document.getElementById(id));
    const filter = () => {
      const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { row, text, report } of rows) {
        const fits = words.every((word) => text.includes(word)) &&
          (state.value === "*" || row.dataset.state === state.value) &&
          (year.value === "*" || row.dataset.year.split(" ").includes(year.value));
        row.hidden = !fits;
        if (report) report.hidden = !fits;
        count += fits;
      }
      shown.textContent = count;
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    const setAll = (open) => () => reports().forEach((report) => { report.open = open; });
    document.getElementById("open").addEventListener("click", setAll(true));
    document.getElementById("close").addEventListener("click", setAll(false));
    filter();
  }

  // Heads become buttons that sort; a second press turns the order around.
  const key = (row, at, numeric) => {
    const cell = row.cells[at];
    const text = cell.dataset.key ?? cell.textContent;
    return numeric ? (text === "" ? -Infinity : Number(text)) : text;
  };
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (a, b) => typeof a === "number" ? (a < b ? -1 : a > b ? 1 : 0)
    : collator.compare(a, b);
  const heads = [...table.tHead.rows[0].cells];
  if (rows.length > 1) heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const numeric = head.dataset.kind === "number";
      const keyed = rows.map((each) => [key(each.row, at, numeric), each.row]);
      keyed.sort((a, b) => (down ? compare(b[0], a[0]) : compare(a[0], b[0])));
      body.append(...keyed.map((pair) => pair[1]));
    });
    head.dataset.head = head.textContent;
    head.replaceChildren(button);
  });

  // A link to a report opens it.
  const reveal = () => {
    const report = document.getElementById(location.hash.slice(1));
    if (report instanceof HTMLDetailsElement) {
      report.open = true;
      report.scrollIntoView();
      report.querySelector("summary").focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", reveal);
  table.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });
  reveal();

  // On paper, reports in which something was found are open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = reports().filter((r) => !r.open && r.classList.contains("found"));
    opened.forEach((report) => { report.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((report) => { report.open = false; }));
})();
