/** The way to the server: JSON and files with the token, pictures by their signed addresses. */

export const token = () => sessionStorage.getItem('token') ?? '';

/** Asked for something, the server may say who we are not; the page then shows its login. */
let signedOut = () => {};
export const whenSignedOut = (action) => { signedOut = action; };

/** What the server answers to GET, as JSON or as another kind of body; throws what to tell the user. */
export async function ask(path, kind = 'json') {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token()}` } }).catch(() => {
    throw new Error('The server cannot be reached. Is it running, and are you online?');
  });
  if (answer.ok) return answer[kind]();
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401) signedOut(problem.detail ?? 'This token is not valid any more.');
  throw new Error(problem.detail ?? problem.title ?? `The server answered ${answer.status}.`);
}

/** The smallest rendition of at least this size, or else the largest. */
export function rendition(photo, size) {
  const bySize = [...(photo.renditions ?? [])].sort((a, b) => a.size - b.size);
  return bySize.find((one) => one.size >= size) ?? bySize.at(-1);
}

/** Shows a rendition; when its signed address fails (expired, other network), asks this server for the bytes. */
export function show(image, photo, size) {
  const chosen = rendition(photo, size);
  return new Promise((done, failed) => {
    const probe = new Image();
    const settle = () => {
      image.src = probe.src;
      image.classList.add('sharp');
      if (probe.src.startsWith('blob:')) image.decode().catch(() => null).then(() => URL.revokeObjectURL(probe.src));
      done(chosen);
    };
    probe.onload = settle;
    probe.onerror = async () => {
      probe.onerror = failed;
      try {
        probe.src = URL.createObjectURL(await ask(`/v1/photos/${photo.id}/renditions/${chosen.size}?delivery=stream`, 'blob'));
      } catch (problem) {
        failed(problem);
      }
    };
    probe.src = chosen.url;
  });
}

export function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

export const nameOf = (photo) => photo.title ?? photo.file_name;
