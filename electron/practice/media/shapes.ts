import type { Pixels } from './png-file'

/** Hue in degrees, saturation and lightness from 0 to 1. */
export type Colour = readonly [hue: number, saturation: number, lightness: number]

/** A shape on a stage of 320 by 240, coloured from its top to its bottom. Distances are negative inside. */
export type Shape = {
  distance: (x: number, y: number) => number
  box: readonly [left: number, top: number, right: number, bottom: number]
  top: Colour
  bottom: Colour
}

const stage = { width: 320, height: 240 }

function shaded(box: Shape['box'], colour: Colour, distance: Shape['distance']): Shape {
  const [hue, saturation, lightness] = colour
  return { box, distance, top: [hue, saturation, Math.min(1, lightness + 0.07)], bottom: [hue, saturation, Math.max(0, lightness - 0.07)] }
}

/** A band over the whole width, with two colours of its own. */
export function band(top: number, bottom: number, upper: Colour, lower: Colour): Shape {
  return { box: [0, top, stage.width, bottom], distance: (_, y) => Math.max(top - y, y - bottom), top: upper, bottom: lower }
}

export function ellipse(x: number, y: number, width: number, height: number, colour: Colour): Shape {
  return shaded([x - width, y - height, x + width, y + height], colour, (px, py) => {
    const reach = Math.hypot((px - x) / width, (py - y) / height)
    return (reach - 1) * Math.min(width, height)
  })
}

/** A rectangle with its middle at (x, y), half as wide and half as high as given, with rounded corners. */
export function block(x: number, y: number, width: number, height: number, corner: number, colour: Colour): Shape {
  return shaded([x - width, y - height, x + width, y + height], colour, (px, py) => {
    const across = Math.abs(px - x) - width + corner
    const down = Math.abs(py - y) - height + corner
    return Math.hypot(Math.max(across, 0), Math.max(down, 0)) + Math.min(Math.max(across, down), 0) - corner
  })
}

/** A line with round ends. */
export function line(x1: number, y1: number, x2: number, y2: number, thickness: number, colour: Colour): Shape {
  const half = thickness / 2
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
  const box = [Math.min(x1, x2) - half, Math.min(y1, y2) - half, Math.max(x1, x2) + half, Math.max(y1, y2) + half] as const
  return shaded(box, colour, (px, py) => {
    const part = Math.min(1, Math.max(0, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / length))
    return Math.hypot(px - x1 - part * (x2 - x1), py - y1 - part * (y2 - y1)) - half
  })
}

export function ring(x: number, y: number, radius: number, thickness: number, colour: Colour): Shape {
  const reach = radius + thickness / 2
  return shaded([x - reach, y - reach, x + reach, y + reach], colour, (px, py) => Math.abs(Math.hypot(px - x, py - y) - radius) - thickness / 2)
}

/** A polygon through its corners. */
export function polygon(corners: readonly (readonly [number, number])[], colour: Colour): Shape {
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return shaded([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], colour, (px, py) => {
    let nearest = Infinity
    let inside = false
    corners.forEach(([x1, y1], index) => {
      const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1]
      const part = Math.min(1, Math.max(0, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)))
      nearest = Math.min(nearest, Math.hypot(px - x1 - part * (x2 - x1), py - y1 - part * (y2 - y1)))
      if (y1 > py !== y2 > py && px < x1 + ((py - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    })
    return inside ? -nearest : nearest
  })
}

/** Draws shapes one over the other on nothing. The stage fills the height; what does not fit the width is cut on both sides. */
export function draw(shapes: readonly Shape[], width: number, height: number): Pixels {
  const bytes = new Uint8Array(width * height * 4)
  const scale = height / stage.height
  const left = (stage.width - width / scale) / 2
  for (const { box, distance, top, bottom } of shapes) {
    const [x1, y1, x2, y2] = box
    const upper = redGreenBlue(top)
    const lower = redGreenBlue(bottom)
    const lastX = Math.min(width, Math.ceil((x2 - left) * scale) + 1)
    const lastY = Math.min(height, Math.ceil(y2 * scale) + 1)
    for (let y = Math.max(0, Math.floor(y1 * scale) - 1); y < lastY; y += 1) {
      const stageY = (y + 0.5) / scale
      const down = Math.min(1, Math.max(0, (stageY - y1) / (y2 - y1)))
      for (let x = Math.max(0, Math.floor((x1 - left) * scale) - 1); x < lastX; x += 1) {
        const cover = Math.min(1, Math.max(0, 0.5 - distance((x + 0.5) / scale + left, stageY) * scale))
        if (cover > 0) paint(bytes, (y * width + x) * 4, upper, lower, down, cover)
      }
    }
  }
  return { width, height, bytes }
}

type RedGreenBlue = readonly [number, number, number]

function paint(bytes: Uint8Array, at: number, upper: RedGreenBlue, lower: RedGreenBlue, down: number, cover: number): void {
  const under = (bytes[at + 3] ?? 0) / 255
  const opacity = cover + under * (1 - cover)
  for (let channel = 0; channel < 3; channel += 1) {
    const colour = (upper[channel] ?? 0) * (1 - down) + (lower[channel] ?? 0) * down
    bytes[at + channel] = Math.round((colour * cover + (bytes[at + channel] ?? 0) * under * (1 - cover)) / opacity)
  }
  bytes[at + 3] = Math.round(opacity * 255)
}

function redGreenBlue([hue, saturation, lightness]: Colour): RedGreenBlue {
  const channel = (shift: number) => {
    const turn = (shift + hue / 30) % 12
    return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}
