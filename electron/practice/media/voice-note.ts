const samplesPerSecond = 8_000
const noteSeconds = 0.45
const melodies = [
  [262, 330, 392, 330, 294, 349, 262],
  [392, 392, 440, 392, 330, 349, 294],
  [330, 294, 262, 294, 330, 392, 262],
] as const

/** A hummed tune of about three seconds as a WAV file; there are a few, chosen by the number. */
export function voiceNote(number: number): Buffer {
  const melody = melodies[number % melodies.length] ?? melodies[0]
  const perNote = Math.round(noteSeconds * samplesPerSecond)
  const sound = Buffer.alloc(melody.length * perNote * 2)
  melody.forEach((pitch, note) => {
    for (let sample = 0; sample < perNote; sample += 1) {
      const turn = (2 * Math.PI * pitch * sample) / samplesPerSecond
      const swell = Math.sin((Math.PI * sample) / perNote) ** 0.7
      const hum = Math.sin(turn) + 0.35 * Math.sin(2 * turn) + 0.12 * Math.sin(3 * turn)
      sound.writeInt16LE(Math.round(hum * swell * 7_000), (note * perNote + sample) * 2)
    }
  })
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + sound.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  // Plain samples of one channel, 16 bits each.
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(samplesPerSecond, 24)
  header.writeUInt32LE(samplesPerSecond * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(sound.length, 40)
  return Buffer.concat([header, sound])
}
