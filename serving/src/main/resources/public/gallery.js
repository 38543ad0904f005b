import { drawThumbHash } from './thumbhash.js';
import { ask, element, nameOf, rendition, show, token, whenSignedOut } from './client.js';
import { facts } from './photoview.js';
import { dateOf, tileOf } from './tile.js';

const PAGE = 60;
const POLL_MS = 4000;
const REACH = 5000;          // so far back a photo that was opened by its address is looked for in the timeline
const $ = (id) => document.getElementById(id);
const bar = $('bar'), timeline = $('timeline'), viewer = $('viewer'), notice = $('notice');

let photos = [];             // what is shown, in order
let next = null;             // address of the next page, if any
let run = 0;                 // counts reloads; answers to older ones are dropped
let loading = false;
let shown = null;            // the photo in the viewer
let filters = {};            // camera, tag, year, and the photo that others are to be like
const words = $('words');

/** Runs an action; what goes wrong is told to the user, with a way to try again. */
async function attempt(action) {
  try {
    notice.hidden = true;
    return await action();
  } catch (problem) {
    if (!bar.hidden) {
      notice.querySelector('span').textContent = problem.message;
      notice.querySelector('button').onclick = () => attempt(action);
      (viewer.open ? viewer : document.body).append(notice); // a modal dialog hides and disables all that is not in it
      notice.hidden = false;
    }
    return undefined;
  }
}

// --- the grid --------------------------------------------------------------------------------------------------------

const searching = () => words.value.trim() !== '' || Object.keys(filters).length > 0;
const monthOf = (photo) => (searching() ? '' : dateOf(photo.sort_at, { month: 'long', year: 'numeric' }));

/** Puts a photo where it belongs; one that is there already is replaced. */
function put(photo) {
  const known = photos.findIndex((one) => one.id === photo.id);
  if (known >= 0) {
    photos.splice(known, 1)[0].tile.remove();
    timeline.querySelectorAll('.grid:empty').forEach((grid) => grid.parentElement.remove());
  }
  const before = searching() ? -1 : photos.findIndex((one) => one.sort_at < photo.sort_at || (one.sort_at === photo.sort_at && one.id < photo.id));
  const index = before < 0 ? photos.length : before;
  photo.tile = tileOf(photo, open);
  photos.splice(index, 0, photo);
  const month = monthOf(photo);
  const newer = photos[index - 1], older = photos[index + 1];
  if (newer && monthOf(newer) === month) {
    newer.tile.after(photo.tile);
  } else if (older && monthOf(older) === month) {
    older.tile.before(photo.tile);
  } else {
    const section = element('section', { className: 'month' }, element('h2', { textContent: month, hidden: !month }),
        element('div', { className: 'grid' }, photo.tile));
    if (newer) newer.tile.closest('.month').after(section);
    else timeline.prepend(section);
  }
}

// --- loading ---------------------------------------------------------------------------------------------------------

function firstPage() {
  const query = new URLSearchParams();
  if (!searching()) return `/v1/photos?limit=${PAGE}`;
  if (words.value.trim()) query.set('q', words.value.trim());
  if (filters.camera) query.set('camera', filters.camera);
  if (filters.tag) query.set('tag', filters.tag);
  if (filters.like) query.set('like', filters.like.id);
  if (filters.year) {
    query.set('from', `${filters.year}-01-01`);
    query.set('until', `${Number(filters.year) + 1}-01-01`);
  }
  query.set('limit', PAGE);
  return `/v1/search?${query}`;
}

async function load(address, of = run) {
  loading = true;
  $('photos').setAttribute('aria-busy', 'true');
  try {
    const page = await ask(address);
    if (of !== run) return;
    next = page.next ?? null;
    (page.photos ?? page.hits).forEach((photo) => put({ ...photo, search: page.search_id }));
    if (page.facets) drawChips(page.facets);
    if (searching()) $('count').textContent = `${page.total.toLocaleString()} ${page.total === 1 ? 'photo' : 'photos'} found`;
    tellWhenEmpty();
  } finally {
    if (of === run) {
      loading = false;
      $('photos').setAttribute('aria-busy', 'false');
    }
  }
  if (next && $('more').getBoundingClientRect().top < innerHeight + 800) await load(next, of);
}

function reload() {
  run++;
  photos = [];
  next = null;
  timeline.replaceChildren();
  $('count').textContent = '';
  scrollTo(0, 0);
  return attempt(async () => {
    const started = run;
    await load(firstPage());
    if (!searching() && started === run) await refreshChips();
  });
}

async function refreshChips() {
  const all = await ask('/v1/search?limit=0');
  if (searching()) return;
  drawChips(all.facets);
  $('count').textContent = all.total ? `${all.total.toLocaleString()} searchable ${all.total === 1 ? 'photo' : 'photos'}` : '';
}

function tellWhenEmpty() {
  $('empty').hidden = photos.length > 0;
  const [title, ...text] = searching()
    ? ['Nothing found', Object.keys(filters).length ? 'No photo matches. Try fewer words, or take a filter away.' : 'No photo matches. Try fewer or other words.']
    : ['No photos yet', 'Upload some, for example with ', element('code', { textContent: './darkroom import DIR --user NAME' }), '. They appear here within seconds.'];
  $('empty').querySelector('h2').textContent = title;
  $('empty').querySelector('p').replaceChildren(...text);
  $('all').hidden = !searching();
}

function drawChips(facets) {
  const chip = (kind, { value, count }) => element('button', {
    type: 'button', className: 'chip', ariaPressed: String(filters[kind] === value),
    onclick: () => {
      if (kind === 'place') words.value = value;
      else if (filters[kind] === value) delete filters[kind];
      else filters[kind] = value;
      reload();
    },
  }, value, element('small', { textContent: count }));
  const few = { year: 6, camera: 6, place: 5, tag: 8 };
  const chips = Object.entries(few).flatMap(([kind, most]) => {
    const values = (facets[kind] ?? []).slice(0, most);
    if (kind === 'year') values.sort((a, b) => b.value - a.value);
    if (filters[kind] && !values.some(({ value }) => value === filters[kind])) values.unshift({ value: filters[kind], count: 0 });
    return values.map((facet) => chip(kind, facet));
  });
  if (filters.like) {
    chips.push(element('button', { type: 'button', className: 'chip', ariaPressed: 'true', textContent: `Like ${nameOf(filters.like)}`, onclick: () => searchOnly() }));
  }
  chips.sort((a, b) => (b.ariaPressed === 'true') - (a.ariaPressed === 'true'));
  $('chips').replaceChildren(...chips);
}

/** While photos are being developed, looks at the newest page again and again. */
async function poll() {
  if (document.hidden || bar.hidden || searching() || loading || viewer.open) return;
  if (photos.length && photos.every((photo) => photo.status !== 'pending')) return;
  const of = run;
  const page = await ask(`/v1/photos?limit=${PAGE}`).catch(() => null);
  if (!page || of !== run) return;
  const fresh = page.photos.filter((photo) => !photos.some((one) => one.id === photo.id && one.version === photo.version));
  fresh.forEach(put);
  if (fresh.length) await refreshChips().catch(() => null);
  tellWhenEmpty();
}

// --- the photo view --------------------------------------------------------------------------------------------------

function open(photo) {
  history.pushState({}, '', `#photo=${photo.id}`);
  view(photo);
}

function step(by) {
  const photo = photos[photos.findIndex((one) => one.id === shown?.id) + by];
  if (!photo || !viewer.open) return;
  history.replaceState({}, '', `#photo=${photo.id}`);
  view(photo);
}

function drawArrows() {
  const at = photos.findIndex((one) => one.id === shown?.id);
  $('previous').disabled = at <= 0;
  $('following').disabled = at < 0 || at === photos.length - 1;
  return at;
}

/** Loads the timeline up to the photo in the viewer, which was opened by its address, so that it has neighbours. */
async function reachShown() {
  const of = run, photo = shown;
  while (next && of === run && shown === photo && photos.length < REACH && Date.parse(photo.sort_at) <= Date.parse(photos.at(-1).sort_at) && drawArrows() < 0) {
    await load(next.replace(/limit=\d+/, 'limit=200'));
  }
  drawArrows();
}

async function view(photo) {
  shown = photo;
  if (!viewer.open) viewer.showModal();
  const at = drawArrows();
  if (at >= 0 && photos.length - at < 10 && next && !loading) attempt(() => load(next).then(drawArrows));
  const [canvas, old] = $('stage').children;
  viewer.scrollTop = $('facts').scrollTop = 0;
  $('stage').dataset.status = photo.status;
  $('stage').style.setProperty('--width', photo.width);
  $('stage').style.setProperty('--height', photo.height);
  const image = element('img', { alt: nameOf(photo) });
  old.replaceWith(image);
  canvas.hidden = !photo.thumb_hash;
  if (photo.thumb_hash) drawThumbHash(photo.thumb_hash, canvas);
  $('facts').replaceChildren(element('h2', { textContent: nameOf(photo) }));
  attempt(async () => {
    const whole = await ask(`/v1/photos/${photo.id}${photo.search ? `?search=${photo.search}` : ''}`);
    if (shown !== photo) return;
    $('facts').replaceChildren(...facts(whole, { onTag, onLike, attempt }));
    if (!whole.renditions) return;
    const near = rendition(whole, 300);
    if (near.url === photo.tile?.querySelector('img')?.src) image.src = near.url;
    await show(image, whole, 1200).catch(() => { throw new Error('This picture could not be loaded.'); });
    if (shown === photo) canvas.hidden = true;
  });
}

function onTag(tag) {
  leaveViewer();
  searchOnly({ tag });
}

/** Stays in the viewer when the server says that it cannot compare this photo. */
async function onLike(photo) {
  await ask(`/v1/search?limit=0&like=${photo.id}`);
  leaveViewer();
  searchOnly({ like: photo });
}

/** Searches for nothing but this; without it, shows all photos. */
function searchOnly(filter = {}) {
  filters = filter;
  words.value = '';
  return reload();
}

function leaveViewer() {
  history.replaceState({}, '', location.pathname);
  closeViewer();
}

function closeViewer() {
  const tile = photos.find((one) => one.id === shown?.id)?.tile;
  shown = null;
  viewer.close();
  tile?.scrollIntoView({ block: 'nearest' });
  tile?.focus({ preventScroll: true }); // and not where the viewer was opened, which may be far away by now
}

// --- coming and going ------------------------------------------------------------------------------------------------

function signOut(why = '') {
  sessionStorage.removeItem('token');
  run++;
  viewer.close();
  [bar, $('photos'), $('empty'), notice].forEach((part) => { part.hidden = true; });
  $('login').hidden = false;
  const how = element('code', { textContent: './darkroom token --user NAME' });
  $('login').querySelector('p').replaceChildren(...(why ? [`${why}.`, element('br')] : []), 'Make one with ', how);
  $('token').value = '';
  $('token').focus();
}

async function enter() {
  $('login').hidden = true;
  [bar, $('photos')].forEach((part) => { part.hidden = false; });
  await reload();
  await viewAddressed();
}

async function viewAddressed() {
  const id = new URLSearchParams(location.hash.slice(1)).get('photo');
  if (!id) return viewer.open ? closeViewer() : undefined;
  const photo = photos.find((one) => one.id === id) ?? await attempt(() => ask(`/v1/photos/${encodeURIComponent(id)}`));
  if (!photo) return;
  view(photo);
  if (!searching() && !loading) await attempt(reachShown);
}

let typing;
words.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(reload, 300); });
$('search').addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(typing); reload(); });
$('login').addEventListener('submit', (event) => { event.preventDefault(); sessionStorage.setItem('token', $('token').value.trim()); enter(); });
$('all').addEventListener('click', () => { searchOnly(); words.focus(); });
$('leave').addEventListener('click', () => signOut());
$('close').addEventListener('click', leaveViewer);
$('previous').addEventListener('click', () => step(-1));
$('following').addEventListener('click', () => step(1));
viewer.addEventListener('cancel', (event) => { event.preventDefault(); leaveViewer(); });
viewer.addEventListener('keydown', (event) => { if (event.key === 'ArrowLeft') step(-1); if (event.key === 'ArrowRight') step(1); });
let touchX = null;
$('stage').addEventListener('touchstart', (event) => { touchX = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
$('stage').addEventListener('touchend', (event) => {
  const moved = touchX === null ? 0 : event.changedTouches[0].clientX - touchX;
  if (Math.abs(moved) > 60) step(moved > 0 ? -1 : 1);
});
addEventListener('popstate', viewAddressed);
new IntersectionObserver(([end]) => { if (end.isIntersecting && next && !loading) attempt(() => load(next)); }, { rootMargin: '800px' }).observe($('more'));
setInterval(poll, POLL_MS);
whenSignedOut(signOut);

const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has('token')) {
  sessionStorage.setItem('token', fragment.get('token'));
  fragment.delete('token');
  history.replaceState({}, '', location.pathname + (fragment.size ? `#${fragment}` : ''));
}
if (token()) enter();
else signOut();
