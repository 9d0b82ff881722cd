import { describe, expect, test } from 'vitest'
import { isPageOpen } from '../../../shared/time/page-hours'

const paris = 'Europe/Paris'

/** In November Paris is one hour ahead of UTC. The 23rd of November 2026 is a Monday. */
function at(day: number, time: string): number {
  return Date.parse(`2026-11-${day}T${time}:00+01:00`)
}

describe('the opening hours that a Page gives of itself', () => {
  // platform: page.hours
  test('a Page that gives none is always open', () => {
    expect(isPageOpen(null, at(23, '03:00'), paris)).toBe(true)
    expect(isPageOpen({}, at(23, '03:00'), paris)).toBe(true)
    expect(isPageOpen({ mon_1_open: 'noon' }, at(23, '03:00'), paris)).toBe(true)
  })

  test.each([
    ['07:29', false],
    ['07:30', true],
    ['12:59', true],
    ['13:00', false],
    ['15:00', true],
    ['19:00', false],
  ])('with a lunch break, at %s on a Monday', (time, open) => {
    const hours = { mon_1_open: '07:30', mon_1_close: '13:00', mon_2_open: '14:30', mon_2_close: '19:00' }
    expect(isPageOpen(hours, at(23, time), paris)).toBe(open)
  })

  test('at a moment that is none it counts as open', () => {
    expect(isPageOpen({ mon_1_open: '09:00', mon_1_close: '18:00' }, NaN, paris)).toBe(true)
  })

  // platform: page.hours
  test('a day without hours is closed', () => {
    expect(isPageOpen({ mon_1_open: '09:00', mon_1_close: '18:00' }, at(24, '10:00'), paris)).toBe(false)
  })

  // platform: page.hours
  test('a close of 00:00 is midnight', () => {
    const hours = { mon_1_open: '18:00', mon_1_close: '00:00' }
    expect(isPageOpen(hours, at(23, '23:59'), paris)).toBe(true)
    expect(isPageOpen(hours, at(24, '00:00'), paris)).toBe(false)
    expect(isPageOpen(hours, at(23, '17:59'), paris)).toBe(false)
  })

  test('a day from 00:00 to 00:00 is a whole one', () => {
    const hours = { mon_1_open: '00:00', mon_1_close: '00:00' }
    expect(isPageOpen(hours, at(23, '12:00'), paris)).toBe(true)
    expect(isPageOpen(hours, at(24, '12:00'), paris)).toBe(false)
  })

  test('a close before the opening is on the next day, also from Sunday to Monday', () => {
    const hours = { sun_1_open: '20:00', sun_1_close: '02:00' }
    expect(isPageOpen(hours, at(23, '01:59'), paris)).toBe(true)
    expect(isPageOpen(hours, at(23, '02:00'), paris)).toBe(false)
  })

  test('the hours are those of the shop’s time zone', () => {
    const hours = { mon_1_open: '09:00', mon_1_close: '18:00' }
    expect(isPageOpen(hours, at(23, '09:30'), paris)).toBe(true)
    expect(isPageOpen(hours, at(23, '09:30'), 'America/Montreal')).toBe(false)
  })
})
