import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button'

/** A small player: play or pause, the place in the recording, the time. */
export function VoiceNote({ address, name, onFailed }: { address: string; name: string; onFailed: () => void }) {
  const { t } = useTranslation()
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [positionSeconds, setPosition] = useState(0)
  const [lengthSeconds, setLength] = useState(0)

  function press(): void {
    if (playing) audio.current?.pause()
    else void audio.current?.play().catch(onFailed)
  }

  function moveTo(seconds: number): void {
    if (audio.current) audio.current.currentTime = seconds
    setPosition(seconds)
  }

  const time = t('page.voice.time', { position: minutesOf(positionSeconds), length: minutesOf(lengthSeconds) })
  return (
    <div className="bubble voice" role="group" aria-label={name}>
      <audio
        ref={audio}
        src={address}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setPosition(currentTarget.currentTime)}
        onDurationChange={({ currentTarget: { duration } }) => setLength(Number.isFinite(duration) ? duration : 0)}
        onError={onFailed}
      />
      <Button tone="quiet" icon={playing ? Pause : Play} words="hidden" onClick={press}>
        {t(playing ? 'page.voice.pause' : 'page.voice.play')}
      </Button>
      <input
        type="range"
        min={0}
        max={lengthSeconds}
        step={0.1}
        value={Math.min(positionSeconds, lengthSeconds)}
        disabled={lengthSeconds === 0}
        aria-label={t('page.voice.position')}
        aria-valuetext={time}
        onChange={({ target }) => moveTo(Number(target.value))}
      />
      <span className="voice-time" aria-hidden="true">
        {minutesOf(playing || positionSeconds > 0 ? positionSeconds : lengthSeconds)}
      </span>
    </div>
  )
}

/** 0:07 */
function minutesOf(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
