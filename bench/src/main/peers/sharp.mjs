// sharp as a peer. Reads lines "PHOTO COUNT QUALITY FOLDER", makes the four thumbnails so many times, answers "done".
import { createInterface } from 'node:readline';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const sharp = createRequire(process.cwd() + '/')('sharp');
const cascade = process.argv[2] === 'cascade';
const sizes = [1200, 600, 300, 150];
sharp.concurrency(1);
sharp.cache(false);

const inside = (image, side) => image.resize(side, side, { fit: 'inside', withoutEnlargement: true });
const jpeg = (image, quality) => image.jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();

async function cascaded(photo, quality) {
  const made = [];
  let image = sharp(photo).autoOrient();
  for (const side of sizes) {
    const { data, info } = await inside(image, side).raw().toBuffer({ resolveWithObject: true });
    const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
    made.push(await jpeg(sharp(data, raw), quality));
    image = sharp(data, raw);
  }
  return made;
}

async function independent(photo, quality) {
  const made = [];
  for (const side of sizes) {
    made.push(await jpeg(inside(sharp(photo).autoOrient(), side), quality));
  }
  return made;
}

const photos = new Map();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [path, count, quality, folder] = line.split('\t');
  if (!photos.has(path)) {
    photos.set(path, readFileSync(path));
  }
  let made = [];
  for (let i = 0; i < Number(count); i++) {
    made = await (cascade ? cascaded : independent)(photos.get(path), Number(quality));
  }
  if (folder) {
    sizes.forEach((side, i) => writeFileSync(`${folder}/${side}.jpg`, made[i]));
  }
  console.log('done');
}
