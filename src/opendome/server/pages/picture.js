// One curve on a logarithmic scale, and the place on it that is asked about.

const SPACE = "http://www.w3.org/2000/svg";
const LEFT = 76, RIGHT = 14, TOP = 24, BOTTOM = 58, DECADES = 4;

function part(name, attributes, text = "") {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

let across = null, up = null, wide = 0;

const tens = (power) => (power < 6 ? (10 ** power).toLocaleString("en-GB") : `${10 ** (power - 6)} million`);

export function curve(points, row, edge, words, width, height) {
  wide = width;
  const there = points.filter((point) => point.constellation_in_orbit_count !== null);
  const svg = part("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  if (!there.length) return svg;
  const counts = there.map((point) => point.constellation_in_orbit_count);
  const least = Math.floor(Math.log10(Math.min(...counts)));
  const most = Math.min(Math.ceil(Math.log10(Math.max(...counts))), least + DECADES);
  across = (value) => LEFT + ((value - row.low) / (row.high - row.low)) * (width - LEFT - RIGHT);
  up = (count) => height - BOTTOM - ((Math.log10(count) - least) / (most - least)) * (height - TOP - BOTTOM);
  svg.setAttribute("aria-label", `Interceptors in orbit against ${row.label.toLowerCase()}: from ${words(counts[0])} at ` +
    `${there[0].value} ${row.unit} to ${words(counts.at(-1))} at ${there.at(-1).value} ${row.unit}.`);
  const clip = part("clipPath", { id: "inside" });
  clip.append(part("rect", { x: LEFT, y: TOP - 8, width: width - LEFT - RIGHT, height: height - TOP - BOTTOM + 8 }));
  svg.append(clip);
  for (let power = least; power <= most; power++) {
    svg.append(part("line", { x1: LEFT, x2: width - RIGHT, y1: up(10 ** power), y2: up(10 ** power), class: "grid" }));
    svg.append(part("text", { x: LEFT - 10, y: up(10 ** power) + 5, "text-anchor": "end" }, tens(power)));
  }
  for (let value = row.low; value <= row.high; value += width > 500 ? 60 : 120) {
    svg.append(part("text", { x: across(value), y: height - BOTTOM + 28, "text-anchor": value === row.high ? "end" : "middle" }, `${value} ${row.unit}`));
  }
  svg.append(part("text", { x: (LEFT + width - RIGHT) / 2, y: height - 8, "text-anchor": "middle" }, row.label.toLowerCase()));
  if (edge > row.low) {
    const x = (LEFT + across(edge)) / 2, y = (TOP + height - BOTTOM) / 2;
    svg.append(part("rect", { x: LEFT, y: TOP, width: across(edge) - LEFT, height: height - TOP - BOTTOM, class: "none" }));
    const turned = { "text-anchor": "middle", transform: `rotate(-90 ${x} ${y})`, x, y: y + 4 };
    svg.append(part("text", turned, "no time left to fly"));
  }
  const line = there.map((point, place) => `${place ? "L" : "M"}${across(point.value).toFixed(1)} ${up(point.constellation_in_orbit_count).toFixed(1)}`);
  svg.append(part("path", { d: line.join(""), class: "curve", "clip-path": "url(#inside)" }));
  const now = part("g", { class: "now" });
  now.append(part("line", { class: "tick", y1: TOP, y2: height - BOTTOM }), part("circle", { class: "dot", r: 7 }), part("text", { class: "strong" }));
  svg.append(now);
  return svg;
}

export function mark(picture, value, count, words) {
  const now = picture.querySelector(".now");
  if (!now || !across) return;
  const [tick, dot, said] = now.children;
  const x = across(value);
  tick.setAttribute("x1", x);
  tick.setAttribute("x2", x);
  const shown = count !== null && up(count) >= TOP - 8;
  dot.setAttribute("visibility", shown ? "visible" : "hidden");
  said.textContent = count === null ? "" : words(count);
  const y = shown ? up(count) : TOP + 12;
  dot.setAttribute("cx", x);
  dot.setAttribute("cy", y);
  const left = x > wide - 120;
  said.setAttribute("x", x + (left ? -14 : 14));
  said.setAttribute("y", Math.max(y - 10, TOP + 12));
  said.setAttribute("text-anchor", left ? "end" : "start");
}
