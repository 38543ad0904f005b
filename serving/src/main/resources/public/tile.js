import { drawThumbHash } from './thumbhash.js';
import { element, nameOf, show } from './client.js';

/** Why there is no picture, as short as a tile needs; the photo view tells the rest. */
const REASONS = {
  'codec-unavailable': 'this format cannot be shown', 'unsupported-format': 'this format cannot be shown',
  truncated: 'the file is cut off', corrupt: 'the file is damaged', 'checksum-mismatch': 'the file is damaged',
  'too-many-bytes': 'too large', 'too-many-pixels': 'too large', 'side-too-long': 'too large',
  'too-many-frames': 'too large', 'metadata-too-large': 'too large',
  'decode-timeout': 'could not be developed', 'decoder-failed': 'could not be developed', 'original-missing': 'the file is missing',
};

export const dateOf = (instant, options) => new Date(instant).toLocaleDateString(undefined, { timeZone: 'UTC', ...options });

const bounded = (photo, least, most) => Math.min(most, Math.max(least, photo.width / photo.height));

/** How long the longer side must be for the tile to be filled; a panorama is cropped, and needs more than the tile's. */
function wantedSize(tile, photo) {
  const scale = Math.max(tile.clientWidth / photo.width, tile.clientHeight / photo.height) * devicePixelRatio;
  const cropped = bounded(photo, 0.5, 3) !== photo.width / photo.height;
  return Math.min(cropped ? 1200 : 600, scale * Math.max(photo.width, photo.height));
}

const sharpener = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(async ({ target }) => {
  sharpener.unobserve(target);
  const { photo } = target;
  const image = target.querySelector('img');
  const first = await show(image, photo, 300).catch(() => null);
  const wanted = wantedSize(target, photo);
  if (first && wanted > first.size * 1.1) show(image, photo, wanted).catch(() => null);
}), { rootMargin: '700px' });

/** A photo in the grid: its placeholder until its picture is there, or what there is to say instead of a picture. */
export function tileOf(photo, open) {
  const tile = element('button', { type: 'button', className: `tile ${photo.status}`, photo, onclick: () => open(photo) });
  tile.style.setProperty('--ratio', photo.status === 'failed' ? 1.4 : bounded(photo, 0.5, 3).toFixed(3));
  if (photo.status === 'completed') {
    const described = [nameOf(photo), photo.place, dateOf(photo.sort_at, { dateStyle: 'long' })].filter(Boolean).join(', ');
    tile.append(drawThumbHash(photo.thumb_hash), element('img', { alt: described, decoding: 'async' }));
    sharpener.observe(tile);
  } else {
    const note = photo.status === 'failed' ? REASONS[photo.rejection.reason] ?? 'could not be developed' : 'developing…';
    tile.title = photo.file_name;
    tile.append(element('span', { className: 'note' }, element('b', { textContent: photo.file_name }), ' ', note));
  }
  return tile;
}
