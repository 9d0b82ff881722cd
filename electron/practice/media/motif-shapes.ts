import type { Motif } from '../attachment-content'
import { band, block, ellipse, line, polygon, ring, type Colour, type Shape } from './shapes'

const cream: Colour = [42, 0.6, 0.92]
const dark: Colour = [220, 0.18, 0.22]
const steel: Colour = [210, 0.1, 0.68]
const crust: Colour = [28, 0.6, 0.48]

const plate: Shape[] = [ellipse(160, 168, 128, 44, [210, 0.12, 0.8]), ellipse(160, 162, 122, 40, [40, 0.2, 0.95]), ellipse(160, 162, 92, 28, [40, 0.18, 0.9])]

/** A table or a wall and a floor behind everything. */
export function background(hue: number): Shape[] {
  return [band(0, 240, [hue, 0.28, 0.86], [hue, 0.22, 0.7]), band(168, 240, [(hue + 330) % 360, 0.22, 0.62], [(hue + 330) % 360, 0.24, 0.5])]
}

function spokes(x: number, y: number, radius: number): Shape[] {
  return Array.from({ length: 8 }, (_, index) => {
    const angle = (index * Math.PI) / 8
    const [across, down] = [Math.cos(angle) * radius, Math.sin(angle) * radius]
    return line(x - across, y - down, x + across, y + down, 1.4, steel)
  })
}

const wheel = (x: number, y: number, radius: number): Shape[] => [...spokes(x, y, radius), ring(x, y, radius, radius / 7, dark), ellipse(x, y, 6, 6, steel)]

/** What each motif looks like. The hue colours what may have any colour. */
export const motifShapes: Readonly<Record<Motif, (hue: number) => Shape[]>> = {
  bread: () => [...plate, ellipse(160, 132, 98, 46, crust), ...[-52, -18, 16, 50].map((x) => line(152 + x, 112, 172 + x, 148, 9, [38, 0.65, 0.74]))],
  cake: (hue) => [
    ...plate,
    block(160, 128, 82, 36, 10, [28, 0.4, 0.4]),
    block(160, 130, 82, 8, 2, cream),
    block(160, 98, 84, 14, 12, [hue, 0.6, 0.78]),
    ...[-54, -18, 18, 54].map((x) => ellipse(160 + x, 112, 12, 11, [hue, 0.6, 0.78])),
    ...[-40, 0, 40].flatMap((x) => [line(160 + x, 62, 160 + x, 88, 6, cream), ellipse(160 + x, 54, 4.5, 8, [42, 0.95, 0.58])]),
  ],
  croissant: () => [
    ...plate,
    ellipse(160, 148, 96, 42, crust),
    ellipse(160, 174, 62, 26, [40, 0.18, 0.9]),
    ...[-62, -30, 0, 30, 62].map((x) => line(160 + x * 0.86, 114 + (x * x) / 260, 160 + x, 142 + (x * x) / 420, 5, [26, 0.6, 0.36])),
  ],
  dress: (hue) => [
    line(160, 22, 160, 42, 3, steel),
    line(126, 50, 194, 50, 5, [28, 0.35, 0.45]),
    polygon([[132, 50], [148, 50], [160, 66], [172, 50], [188, 50], [184, 112], [232, 214], [88, 214], [136, 112]], [hue, 0.5, 0.52]),
    line(137, 112, 183, 112, 8, [hue, 0.5, 0.3]),
    ...[[120, 190], [150, 160], [172, 196], [200, 178], [160, 134], [186, 146]].map(([x = 0, y = 0]) => ellipse(x, y, 5, 5, cream)),
  ],
  shirt: (hue) => [
    polygon([[112, 52], [140, 40], [160, 54], [180, 40], [208, 52], [250, 98], [222, 122], [204, 104], [204, 208], [116, 208], [116, 104], [98, 122], [70, 98]], [hue, 0.42, 0.6]),
    line(160, 58, 160, 204, 2.5, [hue, 0.4, 0.42]),
    ...[82, 112, 142, 172].map((y) => ellipse(160, y, 3.5, 3.5, cream)),
  ],
  shoe: (hue) => [
    ellipse(160, 192, 116, 12, [220, 0.1, 0.4]),
    polygon([[66, 96], [122, 88], [140, 120], [214, 146], [250, 168], [250, 182], [62, 182]], [hue, 0.5, 0.45]),
    block(156, 184, 98, 8, 6, cream),
    ...[0, 1, 2].map((step) => line(140 + step * 20, 122 + step * 9, 156 + step * 20, 108 + step * 10, 4, cream)),
  ],
  bicycle: (hue) => [
    ...wheel(92, 156, 50),
    ...wheel(228, 156, 50),
    ...[[92, 156, 130, 96], [130, 96, 204, 96], [204, 96, 152, 158], [152, 158, 92, 156], [130, 96, 152, 158], [198, 78, 228, 156]].map(([a = 0, b = 0, c = 0, d = 0]) =>
      line(a, b, c, d, 7, [hue, 0.62, 0.46]),
    ),
    line(126, 84, 131, 100, 5, dark),
    line(112, 82, 142, 82, 9, dark),
    line(196, 72, 218, 70, 6, dark),
    ring(152, 158, 12, 5, steel),
  ],
  wheel: () => [...wheel(160, 120, 92), line(214, 44, 222, 62, 12, [0, 0.7, 0.5])],
  phone: (hue) => [
    block(160, 120, 54, 100, 14, dark),
    block(160, 120, 48, 92, 8, [hue, 0.5, 0.62]),
    ...[[160, 92, 136, 34], [160, 92, 206, 60], [160, 92, 196, 160], [160, 92, 118, 150], [160, 92, 172, 204], [196, 160, 206, 190]].map(([a = 0, b = 0, c = 0, d = 0]) =>
      line(a, b, c, d, 1.6, [210, 0.2, 0.96]),
    ),
    ellipse(160, 36, 4, 4, dark),
  ],
  kettle: (hue) => [
    ring(160, 84, 48, 10, dark),
    polygon([[218, 118], [262, 92], [270, 102], [224, 158]], [hue, 0.35, 0.5]),
    block(160, 146, 68, 56, 30, [hue, 0.35, 0.55]),
    ellipse(160, 92, 42, 10, steel),
    ellipse(160, 80, 8, 7, dark),
    line(120, 124, 120, 166, 8, [hue, 0.3, 0.82]),
  ],
  receipt: () => [
    polygon([[100, 20], [220, 20], [220, 216], [205, 206], [190, 216], [175, 206], [160, 216], [145, 206], [130, 216], [115, 206], [100, 216]], [48, 0.2, 0.95]),
    line(132, 44, 188, 44, 7, dark),
    ...[72, 92, 112, 132].flatMap((y) => [line(116, y, 168, y, 3.5, [220, 0.1, 0.55]), line(190, y, 206, y, 3.5, [220, 0.1, 0.55])]),
    line(116, 150, 204, 150, 1.5, dark),
    line(116, 172, 150, 172, 6, dark),
    line(180, 172, 206, 172, 6, dark),
  ],
  shopfront: (hue) => [
    block(160, 134, 112, 82, 6, [32, 0.3, 0.78]),
    block(124, 156, 58, 42, 4, [200, 0.45, 0.8]),
    block(232, 166, 26, 52, 4, [hue, 0.4, 0.34]),
    ...[0, 1, 2, 3, 4, 5, 6].map((step) => block(58 + step * 34, 78, 17, 24, 8, step % 2 === 0 ? [hue, 0.6, 0.5] : cream)),
    block(160, 46, 96, 14, 6, [hue, 0.45, 0.3]),
  ],
}

/** A friendly croissant for a sticker, without anything behind it. */
export const stickerShapes: Shape[] = [
  ellipse(160, 112, 104, 80, [0, 0, 0.98]),
  ellipse(160, 108, 94, 70, [34, 0.75, 0.62]),
  ...[-62, 0, 62].map((x) => line(160 + x * 0.7, 44 + Math.abs(x) * 0.22, 160 + x, 74 + Math.abs(x) * 0.2, 6, [28, 0.7, 0.48])),
  ellipse(128, 104, 9, 12, dark),
  ellipse(192, 104, 9, 12, dark),
  ellipse(131, 100, 3, 4, [0, 0, 1]),
  ellipse(195, 100, 3, 4, [0, 0, 1]),
  ellipse(108, 128, 13, 8, [350, 0.7, 0.74]),
  ellipse(212, 128, 13, 8, [350, 0.7, 0.74]),
  ...Array.from({ length: 8 }, (_, step) => {
    const x = 138 + step * 5.5
    const depth = (at: number) => 146 - ((at - 160) / 22) ** 2 * 16
    return line(x, depth(x), x + 5.5, depth(x + 5.5), 5, dark)
  }),
]
