import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const most = 256;

/**
 * The same picture with a palette. What a page draws has few colours; beyond 256 the rarest, the shades of the edges of letters, give
 * way to the nearest that stays.
 * @param {Buffer} png of 8 bits a channel without interlacing, as a browser makes it
 * @returns {Buffer}
 */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const indexOf = nearest(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  const chunks = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 }))];
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** The commonest shade of each of the commonest kinds of colour; a kind is what agrees in the upper five bits of a channel. */
function paletteOf(pixels) {
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  if (counts.size <= most) return [...counts.keys()];
  const kinds = new Map();
  for (const [colour, count] of counts) {
    const kind = kinds.get(colour & 0xf8f8f8) ?? { total: 0, best: 0, colour };
    kind.total += count;
    if (count > kind.best) Object.assign(kind, { best: count, colour });
    kinds.set(colour & 0xf8f8f8, kind);
  }
  // Two surfaces may be nearly alike, and neither may take the colour of the other.
  const surfaces = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 32);
  const common = [...kinds.values()].sort((a, b) => b.total - a.total);
  return [...new Set([...surfaces.map(([colour]) => colour), ...common.map(({ colour }) => colour)])].slice(0, most);
}

function nearest(palette) {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const all = palette.map(channels);
  return (colour) => {
    if (!known.has(colour)) {
      const wanted = channels(colour);
      const distances = all.map((one) => one.reduce((sum, part, place) => sum + (part - wanted[place]) ** 2, 0));
      known.set(colour, distances.indexOf(Math.min(...distances)));
    }
    return known.get(colour);
  };
}

function decode(png) {
  const parts = chunksOf(png);
  const header = parts.find(({ type }) => type === 'IHDR').data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || !size || header[12] !== 0) throw new Error('a picture of another kind than a browser makes');
  const data = inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  unfilter(data, width * size, size);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = data.readUIntBE(y * (width * size + 1) + 1 + x * size, 3);
  return { width, height, pixels };
}

function chunksOf(png) {
  const found = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    found.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

/** PNG (ISO/IEC 15948), clause 9: each row says how it was written as a difference to what is left of and above it. */
function unfilter(data, stride, size) {
  for (let row = 0; row < data.length; row += stride + 1) {
    const predict = filters[data[row]];
    for (let at = row + 1; at <= row + stride; at += 1) {
      const inner = at - row > size;
      const left = inner ? data[at - size] : 0;
      const above = row > 0 ? data[at - stride - 1] : 0;
      const corner = inner && row > 0 ? data[at - stride - 1 - size] : 0;
      data[at] += predict(left, above, corner);
    }
  }
}

const filters = [
  () => 0,
  (left) => left,
  (left, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const estimate = left + above - corner;
    const [a, b, c] = [left, above, corner].map((part) => Math.abs(estimate - part));
    if (a <= b && a <= c) return left;
    return b <= c ? above : corner;
  },
];

function chunk(type, data) {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(data.length, 0);
  content.copy(framed, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}
