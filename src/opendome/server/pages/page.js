// The page of one question. The address holds the state; every move asks `/api/size`, and once the slider rests
// the same question with `assurance` is counted moment by moment. Only the newest request counts.

import { curve, mark } from "./picture.js";

const ASKED = { kind: "boost", burn_time_s: "180", inclination_deg: "60", latitude_deg: "40" };
const ASSURANCE = "0.9";
const ROWS = [{ key: "burn_time_s", label: "Missile’s burn time", unit: "s", low: 60, high: 300, step: 5 }];
const OWN = ["v", "theme"];
const REST_MS = 300, SPEAK_MS = 700, SLOW_MS = 1000, STOP_MS = 5000;

const at = (id) => document.getElementById(id);
const given = new URLSearchParams(location.search);
const state = {};          // what the rows hold, by key
const dropped = new Map(); // keys of the address that cannot be used, and why
let newest = 0, asking = null, stream = null, last = null, points = [], resting = 0, pause = 500;

// ---- numbers and words

const whole = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: 0 }).replace("-", "−");

function two(value) { // two significant figures, with commas
  if (value === null || !Number.isFinite(value)) return "–";
  return Number(value.toPrecision(2)).toLocaleString("en-GB", { maximumFractionDigits: 1 });
}

function put(element, ...parts) {
  element.replaceChildren(...parts.map((part) => (Array.isArray(part) ? made(...part) : part)));
}

function made(name, text, classes = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (classes) element.className = classes;
  return element;
}

// ---- the question, as an address, as a request and as a command

function question(more = {}) {
  const asked = new URLSearchParams();
  const held = new Set([...Object.keys(state), ...OWN]);
  const rest = [...given].filter(([key]) => !held.has(key) && !dropped.has(key));
  const said = new Set(rest.map(([key]) => key));
  for (const [key, value] of Object.entries({ ...ASKED, ...state })) if (!said.has(key)) asked.append(key, value);
  for (const [key, value] of rest) asked.append(key, value);
  for (const [key, value] of Object.entries(more)) asked.append(key, value);
  return asked;
}

function address() {
  const kept = new URLSearchParams();
  for (const row of ROWS) if (state[row.key] !== ASKED[row.key]) kept.append(row.key, state[row.key]);
  for (const [key, value] of given) if (!(key in state)) kept.append(key, value);
  const text = kept.toString();
  return location.pathname + (text ? `?${text}` : "");
}

function command() {
  const words = ["opendome", "size"];
  const asked = question(countable() && !question().has("assurance") ? { assurance: ASSURANCE } : {});
  words.push(asked.get("kind"));
  for (const [key, value] of asked) {
    if (key === "kind" || value === "false") continue;
    words.push(`--${key.replaceAll("_", "-")}`);
    if (value !== "true") words.push(/^[\w.,:=+-]+$/.test(value) ? value : `'${value}'`);
  }
  return words.join(" ");
}

const countable = () => question().has("inclination_deg") && question().has("latitude_deg");

// ---- asking

async function ask(moved = null) {
  const mine = ++newest;
  asking?.abort();
  hush();
  asking = new AbortController();
  document.body.classList.add("waiting");
  try {
    const reply = await fetch(`/api/size?${question()}`, { signal: asking.signal });
    const found = await reply.json();
    if (mine !== newest) return;
    pause = 500;
    if (found.error) return refused(found);
    show(found);
    if (moved !== null) performance.measure("move-to-number", { start: moved, end: performance.now() });
    clearTimeout(resting);
    resting = setTimeout(() => rest(mine), REST_MS);
  } catch (trouble) {
    if (trouble.name === "AbortError" || mine !== newest) return;
    put(at("quiet"), "The engine has stopped. Start it again with ", ["code", "opendome serve"],
      "; this page goes on by itself.");
    setTimeout(() => mine === newest && ask(), pause);
    pause = Math.min(2 * pause, 15000);
  }
}

function refused(found) {
  const strange = found.errors.filter((one) => given.has(one.key) && !(one.key in state) && !dropped.has(one.key));
  if (strange.length) { // of the address: kept there, named here, and asked without
    for (const one of strange) dropped.set(one.key, one.message);
    return ask();
  }
  document.body.classList.remove("waiting");
  put(at("lead"), found.error.message);
  put(at("rest"), found.errors.slice(1).map((one) => one.message).concat(found.error.remedy).join(" "));
  put(at("numbers"));
  put(at("exact"));
  speak(found.error.message);
}

function rest(mine) {
  history.replaceState(null, "", address());
  if (mine === newest && last.constellation_in_orbit_count !== null && countable()) count(mine);
}

function count(mine) { // the same question, moment by moment
  const own = question().has("assurance") ? {} : { assurance: ASSURANCE };
  const source = new EventSource(`/api/size/events?${question(own)}`);
  const begun = performance.now();
  const slow = setTimeout(() => { at("going").hidden = false; }, SLOW_MS);
  const late = setTimeout(() => { at("stop").hidden = false; }, STOP_MS);
  const over = () => {
    source.close();
    clearTimeout(slow);
    clearTimeout(late);
    at("going").hidden = at("stop").hidden = true;
    at("going").removeAttribute("aria-valuenow");
    if (stream === over) stream = null;
  };
  stream = over;
  tell("estimate", "Counting moment by moment …");
  source.addEventListener("progress", (event) => {
    const { done, of } = JSON.parse(event.data);
    if (of > 1) {
      at("going").setAttribute("aria-valuenow", Math.round((100 * done) / of));
      at("going").firstElementChild.style.width = `${(100 * done) / of}%`;
    }
  });
  source.addEventListener("answer", (event) => {
    over();
    if (mine !== newest) return;
    counted(JSON.parse(event.data));
    performance.measure("rest-to-counted", { start: begun, end: performance.now() });
  });
  source.addEventListener("refusal", (event) => {
    over();
    tell("estimate", JSON.parse(event.data).error.message);
  });
  source.onerror = () => { over(); tell("estimate", "The count broke off; move the slider to try again."); };
  at("stop").onclick = () => { over(); tell("estimate", "The count was stopped."); };
}

function hush() {
  clearTimeout(resting);
  stream?.();
}

// ---- showing

function show(found) {
  last = found;
  document.body.classList.remove("waiting");
  // an answer parts at its colon, what has none at the end of its first sentence
  const parting = found.constellation_in_orbit_count === null ? /^(.*?\.)\s+(.*)$/s : /^(.*?[.:])\s+(.*)$/s;
  const [, first, more] = found.sentence.match(parting) ?? [null, found.sentence, ""];
  const number = first.match(/[\d,.]*\d(?: s short| interceptors)?/);
  if (number) put(at("lead"), first.slice(0, number.index), ["b", number[0]], first.slice(number.index + number[0].length).replace(/:$/, "."));
  else put(at("lead"), first.replace(/:$/, "."));
  put(at("rest"), more.charAt(0).toUpperCase() + more.slice(1));
  const worst = found.by_latitude.find((row) => row.latitude_deg === found.worst_latitude_deg);
  const ratio = !worst ? found.absentee_ratio : worst.in_reach_fraction && 1 / worst.in_reach_fraction;
  const numbers = [
    [whole(found.window_s), " s", "left to fly"],
    [found.reach_km === null ? "–" : whole(found.reach_km), " km", "reach"],
    [ratio === null ? "–" : `1 in ${two(ratio)}`, "", "in reach (absentee ratio)"],
  ];
  at("numbers").replaceChildren(...numbers.map(([value, unit, what]) => {
    const box = document.createElement("div"), held = made("dd", value);
    held.append(made("span", unit));
    box.append(made("dt", what), held);
    return box;
  }));
  tell("estimate", found.constellation_in_orbit_count === null ? "" : "A mean, by closed form.");
  at("warnings").replaceChildren(...found.warnings.filter((one) => !one.startsWith("Null stands")).map(item));
  put(at("quiet"), [...dropped.values()].join(" "));
  at("command").replaceChildren(...command().split(/ (?=--)/).flatMap((words) => [" ", made("span", words)]).slice(1));
  at("changes").replaceChildren(...found.what_would_change_it.map((one) => made("li", one)));
  at("else").hidden = !found.what_would_change_it.length;
  at("given").replaceChildren(...Object.entries(found.inputs)
    .filter(([key, value]) => value !== null && value !== false && !["library", "set", "seed", "kind", "vary"].includes(key) && !(Array.isArray(value) && !value.length))
    .flatMap(([key, value]) => [made("dt", key.replaceAll("_", " ")), made("dd", Array.isArray(value) ? value.join(", ") : String(value))]));
  put(at("sources"), found.sources.length ? `Sources: ${found.sources.join(", ")}.` : "");
  put(at("version"), `OpenDome ${found.opendome}`);
  place();
  speak(found.sentence);
  document.documentElement.dataset.ready = "";
}

function item(text) { // an option is not parted from its dashes
  const element = document.createElement("li");
  element.append(...text.split(/(--[\w-]+)/).map((part) => (part.startsWith("--") ? made("code", part, "keep") : part)));
  return element;
}

function counted(found) {
  const sure = found.constellation_assured_count;
  const chance = Math.round(100 * (found.inputs.assurance ?? 0));
  const places = found.inputs.split_salvo ? found.inputs.latitude_deg.length : 1; // each has its share of the salvo
  const wanted = Math.ceil((found.inputs.missiles * found.inputs.shots) / places - 1e-9);
  if (sure === null) return tell("counted", found.warnings.find((one) => /shell/i.test(one)) ?? "No shell that was looked at is enough where the planes lie worst.");
  const shells = found.assured?.shells_count ?? 0;
  const walker = shells > 1 ? `, as ${shells} Walker shells ${found.assured.walker}, one an inclination` : shells ? `, as a Walker shell ${found.assured.walker}` : "";
  put(at("exact"), ["span", "counted", "tag sure"], " ", ["b", whole(sure)],
    ` give at least ${wanted} in reach in ${chance} of 100 moments, where the planes lie worst${walker}.`);
  speak(at("exact").textContent);
}

function tell(tag, text) {
  if (!text) return put(at("exact"));
  put(at("exact"), ["span", tag, "tag"], ` ${text}`);
}

let saying = 0;
function speak(text) { // once an answer stands, not at every move
  clearTimeout(saying);
  saying = setTimeout(() => { at("heard").textContent = text; }, SPEAK_MS);
}

function place() {
  const row = ROWS[0];
  mark(at("picture"), Number(state[row.key]), last?.constellation_in_orbit_count ?? null, two);
}

async function draw() { // steep where time runs short: half of the points lie there
  const row = ROWS[0];
  const edge = Math.max(row.low, Number(state[row.key]) - (last?.window_s ?? 0)), knee = Math.min(edge + 40, row.high - 1);
  const asked = question();
  asked.append("vary", `${row.key}=${edge + 4}:${knee}`);
  asked.append("vary", `${row.key}=${knee}:${row.high}`);
  const found = await (await fetch(`/api/size?${asked}`)).json();
  points = (found.curves ?? []).flatMap((one, second) => one.points.slice(second ? 1 : 0));
  outline(row, edge);
  new ResizeObserver(() => outline(row, edge)).observe(at("picture"));
}

function outline(row, edge) {
  const wide = at("picture").clientWidth;
  if (wide < 200) return;
  at("picture").replaceChildren(curve(points, row, edge, two, wide, wide > 600 ? Math.max(380, Math.min(0.56 * wide, innerHeight - 300)) : 300));
  place();
}

// ---- controls

function build(row) {
  const box = document.createElement("div");
  box.className = "row";
  const label = made("label", row.label), value = document.createElement("span");
  label.htmlFor = row.key;
  const dot = made("span", "", "changed");
  dot.title = "changed";
  label.append(dot);
  const number = Object.assign(document.createElement("input"), { type: "number", id: `${row.key}-number`, min: row.low, max: row.high, step: 1, inputMode: "numeric" });
  number.setAttribute("aria-label", `${row.label}, in ${row.unit}`);
  value.className = "value";
  value.append(number, made("span", row.unit, "unit"));
  const slide = document.createElement("div"), tick = document.createElement("i");
  slide.className = "slide";
  const range = Object.assign(document.createElement("input"), { type: "range", id: row.key, min: row.low, max: row.high, step: 1 });
  slide.append(tick, range);
  const share = (held) => (held - row.low) / (row.high - row.low);
  tick.style.left = `calc(11px + ${share(ASKED[row.key])} * (100% - 22px) - 1px)`;
  const steps = [[-row.step, "−", "less"], [row.step, "+", "more"]].map(([by, sign, word]) => {
    const button = made("button", sign, "step");
    button.type = "button";
    button.setAttribute("aria-label", `${row.label}: ${word}`);
    button.addEventListener("click", () => move(Number(state[row.key]) + by));
    return button;
  });
  box.append(label, value, steps[0], slide, steps[1]);
  const take = (text, typed) => {
    const held = Number(text), kept = Math.min(row.high, Math.max(row.low, Math.round(held)));
    state[row.key] = String(kept);
    range.value = kept;
    if (!typed) number.value = kept;
    range.style.setProperty("--filled", `calc(11px + ${share(kept)} * (100% - 22px))`);
    range.setAttribute("aria-valuetext", `${kept} ${row.unit}`);
    dot.hidden = at("reset").hidden = state[row.key] === ASKED[row.key];
    return held === kept ? "" : `${row.label} lies between ${row.low} and ${row.high} ${row.unit}; ${text} was asked for.`;
  };
  const move = (text, typed = false) => {
    const moved = performance.now();
    if (text === "" || !Number.isFinite(Number(text))) return;
    const clamped = take(text, typed);
    place();
    ask(moved).then(() => { if (clamped) put(at("quiet"), clamped); });
  };
  range.addEventListener("input", () => move(range.value));
  range.addEventListener("dblclick", () => move(ASKED[row.key]));
  number.addEventListener("input", () => {
    if (Number(number.value) >= row.low && Number(number.value) <= row.high) move(number.value, true);
  });
  number.addEventListener("change", () => move(number.value === "" ? state[row.key] : number.value));
  at("reset").addEventListener("click", () => move(ASKED[row.key]));
  at("rows").append(box);
  const wanted = given.get(row.key);
  return take(wanted !== null && Number.isFinite(Number(wanted)) && wanted !== "" ? wanted : ASKED[row.key], false);
}

function themed() {
  const system = matchMedia("(prefers-color-scheme: light)");
  const shown = () => document.documentElement.dataset.theme ?? (system.matches ? "light" : "dark");
  const name = () => { at("theme").textContent = shown() === "light" ? "Dark" : "Light"; };
  if (["light", "dark"].includes(given.get("theme"))) document.documentElement.dataset.theme = given.get("theme");
  at("theme").addEventListener("click", () => {
    const next = shown() === "light" ? "dark" : "light";
    document.documentElement.dataset.theme = next;
    given.set("theme", next);
    history.replaceState(null, "", address());
    name();
  });
  system.addEventListener("change", name);
  name();
}

async function copied(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C";
    getSelection().selectAllChildren(at("command"));
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

themed();
const clamped = ROWS.map(build).filter(Boolean);
at("copy").addEventListener("click", () => copied(at("copy"), at("command").textContent));
at("share").addEventListener("click", () => copied(at("share"), location.origin + address()));
await ask();
if (clamped.length) put(at("quiet"), clamped.join(" "));
draw();
