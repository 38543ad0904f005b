import { ask, element, nameOf } from './client.js';
import { worldMap } from './worldmap.js';

/** What is known of a photo, as the elements of the panel beside it. */
export function facts(photo, { onTag, onLike, attempt }) {
  const size = photo.size_bytes > 1e6 ? `${(photo.size_bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(photo.size_bytes / 1e3)} kB`;
  const rows = {
    Camera: photo.camera?.name, Lens: photo.lens, Exposure: photo.exposure?.text,
    Flash: photo.exposure?.flash_fired ? 'fired' : undefined, Place: photo.place ?? photo.place_name?.text,
    Rating: photo.rating > 0 ? '★'.repeat(photo.rating) : photo.rating && 'rejected',
    Motion: photo.motion && { motion_photo: 'the original holds a film', live_photo: 'has a film of its own' }[photo.motion.kind],
    File: photo.title ? photo.file_name : undefined,
    Size: `${photo.width} × ${photo.height}, ${size}, ${photo.format.toUpperCase()}`,
    Uploaded: new Date(photo.uploaded_at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  };
  const list = element('dl');
  Object.entries(rows).filter(([, value]) => value).forEach(([name, value]) => list.append(element('dt', { textContent: name }), element('dd', { textContent: value })));
  const when = photo.taken_at
    ? clockAt(photo.taken_at)
    : 'Date taken unknown';
  const tags = [...new Set([...photo.tags, ...(photo.keywords ?? [])])].map((tag) => element('button', {
    type: 'button', className: 'chip', textContent: tag, onclick: () => onTag(tag),
  }));
  const parts = [element('h2', { textContent: nameOf(photo) }), element('p', { className: 'when', textContent: when })];
  if (photo.rejection) parts.push(element('p', { className: 'failed-reason', textContent: `Not developed: ${photo.rejection.detail.replace(/[^.!?]$/, '$&.')}` }));
  if (photo.status === 'pending') parts.push(element('p', { className: 'when', textContent: 'Being developed; this takes a few seconds.' }));
  parts.push(list, element('div', { className: 'tags' }, ...tags));
  const actions = element('div', { className: 'actions' }, element('button', { type: 'button', textContent: 'Download original', onclick: () => attempt(() => download(photo)) }));
  if (photo.status === 'completed') actions.append(element('button', { type: 'button', id: 'like', textContent: 'More like this', onclick: () => attempt(() => onLike(photo)) }));
  if (photo.location) {
    const { latitude, longitude } = photo.location;
    const place = element('div');
    const point = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
    actions.prepend(
      element('a', { href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=13/${latitude}/${longitude}`, target: '_blank', rel: 'noreferrer', textContent: 'OpenStreetMap' }),
      element('a', { href: `geo:${point}`, textContent: point }));
    parts.push(place);
    worldMap(latitude, longitude).then((map) => place.append(map)).catch(() => null);
  }
  return [...parts, actions];
}

/** The clock at the place where that is known, and how it is known where it is not. */
function clockAt({ instant, local, zone_source: source }) {
  // The local time without its offset, formatted as if it were UTC: a browser knows only its own zone and named ones.
  const [, clock, offset] = local?.match(/^(.*?)(Z|[+-]\d\d:\d\d)$/) ?? [];
  const text = new Date(clock ? `${clock}Z` : instant).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  return text + (offset ? ` UTC${offset === 'Z' ? '' : offset}` : source === 'unknown' ? ' (camera clock)' : ' UTC');
}

async function download(photo) {
  const address = URL.createObjectURL(await ask(`/v1/photos/${photo.id}/original?delivery=stream`, 'blob'));
  element('a', { href: address, download: photo.file_name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
