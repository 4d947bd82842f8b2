// The findings page: search, filters and pages over the rows of findings-data.js. No library, no request, no markup
// made of words: every word of an article becomes a text node. What is chosen stands in the fragment of the address.
"use strict";
(() => {
  const PAGE = 50;
  const TYPING = 120; // milliseconds of rest before a search begins
  const [ID, SHORT, SORT, TOLD, STATE, TITLE, SUBJECT, METRIC, VALUE_A, WHO_A, VALUE_B, WHO_B, DAY, DAY_WORDS, OUTLETS] =
    Array(15).keys();
  const { rows, sorts } = window.twosource;
  const names = new Map(sorts.map(([sort, name, between]) => [sort, { name, between }]));
  const at = (id) => document.getElementById(id);
  const fields = ["q", "sort", "subject", "metric", "outlet", "since", "order"];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const haystacks = rows.map((row) =>
    fold([TITLE, SUBJECT, METRIC, VALUE_A, WHO_A, VALUE_B, WHO_B, SHORT, ID].map((n) => row[n]).join("\n")),
  );
  let state = {};
  let typed = false;
  let timer = 0;

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const found = { all: given.get("all") === "1", page: Math.max(1, parseInt(given.get("page"), 10) || 1) };
    for (const field of fields) found[field] = given.get(field) || "";
    if (!/^\d{4}-\d{2}-\d{2}$/.test(found.since)) found.since = "";
    if (found.order !== "latest") found.order = "";
    return found;
  }

  function written() {
    const params = new URLSearchParams();
    for (const field of fields) if (state[field]) params.set(field, state[field]);
    if (state.all) params.set("all", "1");
    if (state.page > 1) params.set("page", String(state.page));
    return params.toString();
  }

  function found() {
    const wanted = fold(state.q).split(/\s+/).filter(Boolean);
    const kept = [];
    rows.forEach((row, n) => {
      if (!row[TOLD] && !state.all) return;
      if (state.sort && row[SORT] !== state.sort) return;
      if (state.subject && row[SUBJECT] !== state.subject) return;
      if (state.metric && row[METRIC] !== state.metric) return;
      if (state.outlet && !row[OUTLETS].includes(state.outlet)) return;
      if (state.since && row[DAY] < state.since) return;
      if (wanted.every((word) => haystacks[n].includes(word))) kept.push(row);
    });
    if (state.order === "latest") kept.sort((one, other) => (one[DAY] < other[DAY] ? 1 : one[DAY] > other[DAY] ? -1 : 0));
    return kept;
  }

  function made(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  function item(row) {
    const link = made("a", "", { href: "findings/" + encodeURIComponent(row[ID]) + ".html" });
    link.append(made("bdi", row[TITLE]));
    const heading = made("h3");
    heading.append(link);
    const sides = made("p", "", { class: "sides" });
    sides.append(made("b", row[VALUE_A], { dir: "auto" }), " ", made("bdi", row[WHO_A]));
    if (row[VALUE_B]) {
      sides.append(" ", made("i", names.get(row[SORT]).between), " ");
      sides.append(made("b", row[VALUE_B], { dir: "auto" }), " ", made("bdi", row[WHO_B]));
    }
    const about = made("p", names.get(row[SORT]).name + " · " + row[DAY_WORDS] + " · ", { class: "dim" });
    about.append(made("code", row[SHORT]), row[STATE] && " · " + row[STATE]);
    const line = made("li");
    line.append(heading, sides, about);
    return line;
  }

  function options(id, first, values) {
    at(id).replaceChildren(made("option", first, { value: "" }));
    for (const [value, words] of values) at(id).append(made("option", words, { value }));
  }

  function choose(id, value) {
    const select = at(id);
    select.value = value;
    if (select.value === value) return;
    select.append(made("option", value, { value })); // of a link to what is gone: shown, so that it can be unset
    select.value = value;
  }

  function show() {
    const kept = found();
    const pages = Math.max(1, Math.ceil(kept.length / PAGE));
    state.page = Math.min(state.page, pages);
    const start = (state.page - 1) * PAGE;
    at("list").replaceChildren(...kept.slice(start, start + PAGE).map(item));
    at("list").start = start + 1;
    if (at("q").value.trim() !== state.q) at("q").value = state.q; // the space before the next word stays
    if (at("since").value !== state.since) at("since").value = state.since;
    for (const field of ["sort", "subject", "metric", "outlet", "order"]) choose(field, state[field]);
    at("all").checked = state.all;
    const several = kept.length > PAGE;
    const counted = kept.length.toLocaleString("en") + (kept.length === 1 ? " finding" : " findings");
    at("status").textContent =
      (kept.length ? counted : "Nothing found") +
      (several ? ", " + (start + 1).toLocaleString("en") + " to " + Math.min(start + PAGE, kept.length).toLocaleString("en") + " here" : "") + ".";
    at("pager").hidden = !several;
    at("previous").disabled = state.page <= 1;
    at("next").disabled = state.page >= pages;
    at("where").textContent = "Page " + state.page + " of " + pages;
    at("clear").hidden = !written();
    if (at("none")) at("none").hidden = kept.length > 0;
  }

  function remember(replacing) {
    const address = written();
    if (address === location.hash.slice(1)) return;
    history[replacing ? "replaceState" : "pushState"](null, "", "#" + address);
  }

  function change(changes, replacing) {
    state = { ...state, page: 1, ...changes };
    show();
    remember(replacing);
  }

  function follow() {
    state = read();
    typed = false;
    if (fields.slice(2).some((field) => state[field]) || state.all) at("more").open = true;
    show();
  }

  const counts = (column) => {
    const seen = new Map();
    for (const row of rows) for (const value of [row[column]].flat()) seen.set(value, (seen.get(value) || 0) + 1);
    return [...seen].sort((one, other) => one[0].localeCompare(other[0], "en"));
  };
  const listed = (column) => counts(column).map(([value, n]) => [value, value + " (" + n.toLocaleString("en") + ")"]);
  const perSort = new Map(counts(SORT));
  options("sort", "all kinds", sorts.filter(([sort]) => perSort.has(sort)).map(([sort, name]) => [sort, name]));
  options("subject", "all subjects", listed(SUBJECT));
  options("metric", "all metrics", listed(METRIC));
  options("outlet", "all outlets", listed(OUTLETS));

  at("q").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      change({ q: at("q").value.trim() }, typed); // one step back for one search, not for each letter
      typed = true;
    }, TYPING);
  });
  for (const field of ["sort", "subject", "metric", "outlet", "since", "order"])
    at(field).addEventListener("change", () => {
      typed = false;
      change({ [field]: at(field).value });
    });
  at("all").addEventListener("change", () => change({ all: at("all").checked }));
  at("clear").addEventListener("click", () => {
    change({ ...Object.fromEntries(fields.map((field) => [field, ""])), all: false });
    at("q").focus();
  });
  const turn = (by) => {
    change({ page: state.page + by });
    at("main").focus();
    scrollTo(0, 0);
  };
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  at("search").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  at("search").hidden = false;
  follow();
})();
