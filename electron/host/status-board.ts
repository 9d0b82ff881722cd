import type { DeskEvent } from '../../shared/contract'
import type { AppStatus, ClockReading, Settings } from '../../shared/model'
import type { HostPorts } from './ports'

export type Screen = AppStatus['screen']
export type OpenShopScreen = Extract<Screen, { name: 'shop' }>

/** What the page stands on, told to whoever listens each time that it changes. */
export type StatusBoard = {
  status(): AppStatus
  screen(): Screen
  show(screen: Screen): void
  setSettings(settings: Settings): void
  setClock(reading: ClockReading): void
  tell(event: DeskEvent): void
  onEvent(listener: (event: unknown) => void): void
}

export function createStatusBoard(ports: HostPorts, firstSettings: Settings): StatusBoard {
  const listeners = new Set<(event: unknown) => void>()
  const { version, dataFolder, kind, platformUrl } = ports
  let screen: Screen = { name: 'opening' }
  let clock = { now: Date.now(), speed: 1, readAt: performance.now() }
  let settings = firstSettings

  function status(): AppStatus {
    const now = clock.now + (performance.now() - clock.readAt) * clock.speed
    return {
      screen,
      clock: { now: Math.round(now), speed: clock.speed },
      settings,
      about: { version, dataFolder, host: kind, platformUrl },
    }
  }

  function tell(event: DeskEvent): void {
    for (const listener of listeners) listener(event)
  }

  function tellStatus(): void {
    tell({ name: 'statusChanged', payload: status() })
  }

  return {
    status,
    screen: () => screen,
    show(next) {
      screen = next
      tellStatus()
    },
    setSettings(next) {
      settings = next
      tellStatus()
    },
    setClock(reading) {
      clock = { ...reading, readAt: performance.now() }
      tellStatus()
    },
    tell,
    onEvent: (listener) => void listeners.add(listener),
  }
}
