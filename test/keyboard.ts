import { expect, type Locator, type Page } from '@playwright/test'

/** More than the app ever has between two places. */
const usualPresses = 150

/** What an owner's hands can do who has no mouse. Nothing here clicks, and nothing takes the focus but a key. */
export type Keyboard = {
  press(...keys: string[]): Promise<void>
  type(text: string): Promise<void>
  /** Goes on with the Tab key, or with another, until `place` has the focus. */
  reach(place: Locator, by?: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowRight', mostPresses?: number): Promise<void>
  /** Goes there and presses Enter. */
  enter(place: Locator, by?: 'Tab' | 'Shift+Tab'): Promise<void>
  /** Nobody can go on by keyboard from nowhere. */
  hasPlace(): Promise<void>
}

export function keyboardOf(page: Page): Keyboard {
  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key)
  }

  async function reach(place: Locator, by: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowRight' = 'Tab', mostPresses = usualPresses): Promise<void> {
    await expect(place).toBeVisible()
    for (let presses = 0; presses < mostPresses; presses++) {
      if (await place.evaluate((element) => element === document.activeElement)) return
      await press(by)
    }
    throw new Error(`${mostPresses} times ${by} do not lead to ${place.toString()}`)
  }

  return {
    press,
    type: (text) => page.keyboard.type(text),
    reach,
    async enter(place, by) {
      await reach(place, by)
      await press('Enter')
    },
    async hasPlace() {
      const place = () => page.evaluate(() => document.activeElement?.tagName ?? 'none')
      await expect.poll(place, 'what has the focus').not.toBe('BODY')
    },
  }
}
