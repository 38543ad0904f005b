const SVG = 'http://www.w3.org/2000/svg';
const SPAN = { width: 84, height: 44 };
let outline;

/** The coastlines of the world (Natural Earth, by world-atlas) as one SVG path: x = longitude + 180, y = 90 - latitude. */
async function coastlines() {
  const atlas = await (await fetch('/land-110m.json')).json();
  const { scale: [sx, sy], translate: [tx, ty] } = atlas.transform;
  const arcs = atlas.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * sx + tx + 180, 90 - ((y += dy) * sy + ty)]);
  });
  const arc = (index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]);
  return atlas.objects.land.geometries.flatMap((land) => land.arcs.flat())
      .map((ring) => 'M' + unrolled(ring.flatMap(arc)).map(([x, y]) => x.toFixed(2) + ' ' + y.toFixed(2)).join('L') + 'Z')
      .join('');
}

/** Lets a coast that crosses the date line run on past it; one that goes around the world is closed below the pole. */
function unrolled(ring) {
  let turns = 0;
  const points = ring.map(([x, y], i) => {
    const jump = i ? x - ring[i - 1][0] : 0;
    if (Math.abs(jump) > 180) turns -= Math.sign(jump);
    return [x + 360 * turns, y];
  });
  return turns ? [...points, [points.at(-1)[0], 181], [points[0][0], 181]] : points;
}

function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  parent?.append(element);
  return element;
}

/** A map of the region around a point, with a pin at the point; drawn without asking any other site. */
export async function worldMap(latitude, longitude) {
  outline ??= coastlines();
  const path = await outline;
  const [x, y] = [longitude + 180, 90 - latitude];
  const top = Math.min(Math.max(y - SPAN.height / 2, 0), 180 - SPAN.height);
  const svg = draw('svg', {
    viewBox: `${x - SPAN.width / 2} ${top} ${SPAN.width} ${SPAN.height}`, class: 'map', role: 'img',
    'aria-label': `Map with a pin at ${latitude.toFixed(3)} degrees north, ${longitude.toFixed(3)} degrees east`,
  });
  for (const shift of [-360, 0, 360]) {
    draw('path', { d: path, class: 'land', transform: `translate(${shift} 0)` }, svg);
  }
  for (let degrees = -180; degrees <= 540; degrees += 10) {
    draw('path', { d: `M${degrees} 0V180M-180 ${degrees}H540`, class: 'grid-line' }, svg);
  }
  draw('circle', { cx: x, cy: y, r: 2.6, class: 'halo' }, svg);
  draw('circle', { cx: x, cy: y, r: 0.9, class: 'pin' }, svg);
  return svg;
}
