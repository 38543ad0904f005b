/** Draws a thumbhash (about 25 bytes, in base64) on a canvas of at most 32 pixels a side: a cosine series per channel. */
export function drawThumbHash(base64, canvas = document.createElement('canvas')) {
  const hash = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const head = hash[0] | (hash[1] << 8) | (hash[2] << 16);
  const tail = hash[3] | (hash[4] << 8);
  const alpha = head >> 23;
  const landscape = tail >> 15;
  const longer = alpha ? 5 : 7;
  const lx = Math.max(3, landscape ? longer : tail & 7);
  const ly = Math.max(3, landscape ? tail & 7 : longer);
  let nibble = (alpha ? 6 : 5) * 2;
  const series = (nx, ny, scale) => {
    const terms = [];
    for (let y = 0; y < ny; y++) {
      for (let x = y ? 0 : 1; x * ny < nx * (ny - y); x++, nibble++) {
        terms.push({ x, y, weight: (((hash[nibble >> 1] >> ((nibble & 1) * 4)) & 15) / 7.5 - 1) * scale * 2 });
      }
    }
    return terms;
  };
  const light = { base: (head & 63) / 63, terms: series(lx, ly, ((head >> 18) & 31) / 31) };
  const yellow = { base: ((head >> 6) & 63) / 31.5 - 1, terms: series(3, 3, (((tail >> 3) & 63) / 63) * 1.25) };
  const red = { base: ((head >> 12) & 63) / 31.5 - 1, terms: series(3, 3, (((tail >> 9) & 63) / 63) * 1.25) };
  const opacity = alpha ? { base: (hash[5] & 15) / 15, terms: series(5, 5, (hash[5] >> 4) / 15) } : { base: 1, terms: [] };

  const ratio = (landscape ? longer : tail & 7) / (landscape ? tail & 7 : longer);
  const width = (canvas.width = Math.round(ratio > 1 ? 32 : 32 * ratio));
  const height = (canvas.height = Math.round(ratio > 1 ? 32 / ratio : 32));
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i += 4) {
      const at = ({ base, terms }) => terms.reduce((sum, t) => sum + t.weight
          * Math.cos((Math.PI / width) * (column + 0.5) * t.x) * Math.cos((Math.PI / height) * (row + 0.5) * t.y), base);
      const [l, p, q] = [at(light), at(yellow), at(red)];
      const b = l - (2 / 3) * p;
      const r = (3 * l - b + q) / 2;
      [r, r - q, b, at(opacity)].forEach((value, channel) => { image.data[i + channel] = value * 255; });
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
