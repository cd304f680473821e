// Writes site/map/world.json, the land that the map of documents is drawn from: for each code of script/country-names.json
// its outline in an equal-area projection (Equal Earth), as Natural Earth draws it at 1:50,000,000 (public domain, in the
// npm package world-atlas 2.0.2, ISC). A code's outline is what ISO 3166-1 has under it: what Natural Earth keeps apart or
// puts elsewhere is listed in `kParts` and `kNames`. Antarctica is left out. What is drawn there says nothing of law.
//
// Use: npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 topojson-server@3.0.1 topojson-simplify@3.0.3 d3-geo@3.1.1 &&
//      node script/world-map.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { geoArea, geoBounds, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature, mergeArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const kWidth = 2000;        // Units of the drawing; about two to a pixel where it is widest.
const kCentre = 11;         // Degrees east: the edge runs through the Bering Strait, where there is no land.
const kLeastTriangle = 1.2; // Square units that a bend must enclose to be kept.
const kLeastIsland = 5;     // Square units; the largest part of a code stays anyway.
const kLeastShape = 4;      // Square units below which there is only a dot.
const kDotBelow = 70;       // Square units of the largest part below which a code has a dot as well.

const atlas = createRequire(import.meta.url)("world-atlas/countries-50m.json");
const codes = Object.keys(JSON.parse(readFileSync(new URL("country-names.json", import.meta.url), "utf8")));

/** Shapes that have no number of the UN, by name. */
const kNames = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };

/** Parts that a shape has under another code, or under none: those that lie between these degrees west, south, east, north. */
const kParts = [
  { of: "FR", code: "GF", within: [-55, 2, -51, 6] },
  { of: "FR", code: "GP", within: [-62, 15.7, -60.9, 16.6] },
  { of: "FR", code: "MQ", within: [-61.4, 14.3, -60.7, 15] },
  { of: "FR", code: "RE", within: [55, -21.6, 56, -20.7] },
  { of: "FR", code: "YT", within: [44.9, -13.2, 45.4, -12.5] },
  { of: "NO", code: "SJ", within: [10, 74, 35, 81] },
  { of: "NO", code: "SJ", within: [-10, 70.5, -7, 71.5] },
  { of: "NL", code: "BQ", within: [-68.6, 11.9, -62.9, 17.7] },
  { of: "RU", code: "UA", within: [32, 44, 36.8, 46.4] },
  { of: undefined, code: "CX", within: [105, -11, 106, -10] },
  { of: undefined, code: "CC", within: [96, -13, 97.5, -11] },
];

/** Where a shape has land on both sides of a border that it does not show: a parallel, and the code south of it. */
const kLines = [{ of: "MA", north: 27 + 2 / 3, south: "EH" }];

/** Longitude and latitude of what is too small for any shape. */
const kPlaces = {
  BQ: [-68.27, 12.18],
  BV: [3.36, -54.42],
  CC: [96.83, -12.17],
  CX: [105.64, -10.49],
  GI: [-5.35, 36.14],
  TK: [-171.85, -9.17],
  TV: [179.2, -8.52],
  UM: [166.62, 19.29],
};

/** ISO 3166-1 alpha-2 of a shape; undefined for one that has none. */
function codeOf({ id, properties }) {
  if (kNames[properties.name]) return kNames[properties.name];
  if (id === undefined || !/^\d{3}$/.test(id)) return undefined;
  return new Intl.Locale(Intl.getCanonicalLocales(`und-${id}`)[0]).region;
}

const polygon = (coordinates) => ({ type: "Polygon", coordinates });
const partsOf = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates).map(polygon);

/** What of a part without holes lies north of a parallel, or (`side` -1) south of it. */
function cut(part, parallel, side) {
  const [ring] = part.coordinates, out = [];
  const isOn = ([, north]) => (north - parallel) * side >= 0;
  ring.slice(1).forEach((to, at) => {
    const from = ring[at];
    if (isOn(from) !== isOn(to))
      out.push([from[0] + ((to[0] - from[0]) * (parallel - from[1])) / (to[1] - from[1]), parallel]);
    if (isOn(to)) out.push(to);
  });
  return polygon([[...out, out[0]]]);
}

const isInside = ([[west, south], [east, north]], box) =>
  west >= box[0] && south >= box[1] && east <= box[2] && north <= box[3];

/** Every part of the land by code; under "" what has none. */
function partsByCode() {
  const parts = Object.fromEntries([...codes, ""].map((code) => [code, []]));
  const add = (code, part) => parts[codes.includes(code) ? code : ""].push(part);
  for (const shape of atlas.objects.countries.geometries) {
    const own = codeOf(shape);
    if (own === "AQ") continue;
    for (const part of partsOf(feature(atlas, shape).geometry)) {
      const bounds = geoBounds(part);
      const other = kParts.find(({ of, within }) => of === own && isInside(bounds, within));
      const line = kLines.find(({ of }) => of === own);
      if (other) {
        add(other.code, part);
      } else if (line && bounds[0][1] < line.north && bounds[1][1] > line.north) {
        add(own, cut(part, line.north, 1));
        add(line.south, cut(part, line.north, -1));
      } else {
        add(own, part);
      }
    }
  }
  return parts;
}

/** The land with one shape for each code, without the borders inside it. */
function byCode() {
  const parts = Object.entries(partsByCode()).filter(([, own]) => own.length > 0);
  const collected = topology({ parts: { type: "GeometryCollection", geometries: parts.flatMap(([, own]) => own) } });
  const all = collected.objects.parts.geometries;
  let at = 0;
  const geometries = parts.map(([id, own]) => ({ ...mergeArcs(collected, all.slice(at, (at += own.length))), id }));
  return { ...collected, objects: { countries: { type: "GeometryCollection", geometries } } };
}

const whole = byCode();
const land = feature(whole, whole.objects.countries);
const projection = geoEqualEarth().rotate([-kCentre, 0]).precision(0).fitWidth(kWidth, land);
const [[left, top], [, bottom]] = geoPath(projection).bounds(land);
const height = Math.ceil(bottom - top);
const [dx, dy] = projection.translate();
projection.translate([dx - left, dy - top]);

// The projection keeps areas, so that a triangle on the globe is as large as one in the drawing.
const perSteradian = projection.scale() ** 2;
const simple = simplify(presimplify(whole, sphericalTriangleArea), kLeastTriangle / perSteradian);

/** Takes what a path is made of: rings of points, without those that round to the one before. */
class Rings {
  rings = [];
  moveTo(x, y) { this.rings.push([]); this.lineTo(x, y); }
  lineTo(x, y) {
    const ring = this.rings.at(-1);
    const point = [Math.round(x), Math.round(y)];
    if (ring.length === 0 || ring.at(-1)[0] !== point[0] || ring.at(-1)[1] !== point[1]) ring.push(point);
  }
  closePath() {}
}

/** Whether b lies on the way from a to c. */
const isBetween = ([ax, ay], [bx, by], [cx, cy]) =>
  (bx - ax) * (cy - ay) === (by - ay) * (cx - ax) && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) >= 0;

/** "M12 34l5-6 7 8z": relative, so that most numbers are short. */
function pathOf(ring) {
  while (ring.length > 1 && ring[0][0] === ring.at(-1)[0] && ring[0][1] === ring.at(-1)[1]) ring.pop();
  const points = ring.filter((point, at) =>
    !isBetween(ring[(at + ring.length - 1) % ring.length], point, ring[(at + 1) % ring.length]));
  if (points.length < 3) return "";
  let [x, y] = points[0];
  let out = `M${x} ${y}l`;
  points.slice(1).forEach(([nextX, nextY], at) => {
    const [stepX, stepY] = [nextX - x, nextY - y];
    out += `${at > 0 && stepX >= 0 ? " " : ""}${stepX}${stepY >= 0 ? " " : ""}${stepY}`;
    [x, y] = [nextX, nextY];
  });
  return `${out}z`;
}

/** The parts of a shape, the largest first. */
const bySize = (geometry) =>
  partsOf(geometry)
    .map((one) => ({ one, area: geoArea(one) * perSteradian }))
    .sort((a, b) => b.area - a.area);

/** The outline of a shape, without islands that nobody would see. */
function outlineOf({ geometry }) {
  return bySize(geometry)
    .filter(({ area }, at) => (at === 0 ? area >= kLeastShape : area >= kLeastIsland))
    .map(({ one }) => {
      const rings = new Rings();
      geoPath(projection, rings)(one);
      return rings.rings.map(pathOf).join("");
    })
    .join("");
}

const rounded = (point) => point.map(Math.round);

/** Where the dot of a small shape is: in the middle of its largest part. */
function dotOf({ geometry }) {
  const [{ one, area }] = bySize(geometry);
  return area < kDotBelow ? rounded(projection(geoCentroid(one))) : undefined;
}

const exact = new Map(land.features.map((one) => [one.id, one]));
const shapes = {};
let other = "";
for (const one of feature(simple, simple.objects.countries).features) {
  const d = outlineOf(one), dot = dotOf(exact.get(one.id));
  if (one.id === "") other = d;
  else shapes[one.id] = { ...(d && { d }), ...(dot && { dot }) };
}
for (const [code, place] of Object.entries(kPlaces)) shapes[code] ??= { dot: rounded(projection(place)) };

const lines = Object.keys(shapes).sort().map((code) => `    ${JSON.stringify(code)}: ${JSON.stringify(shapes[code])}`);
writeFileSync(
  new URL("../site/map/world.json", import.meta.url),
  `{\n  "width": ${kWidth},\n  "height": ${height},\n  "other": ${JSON.stringify(other)},\n  "shapes": {\n${lines.join(",\n")}\n  }\n}\n`,
);
