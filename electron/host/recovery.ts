import { failure, success, type Result } from '../../shared/problems'
import { keyFits, readKeyCheck, writeKeyCheck } from '../desk/storage/key-check'
import { newRecoveryCode, openSealedKey, readRecoveryCode, sealKey } from '../desk/storage/recovery-code'
import { storeKeyAccount, type Keychain } from './keychain'
import type { OpenShopScreen, StatusBoard } from './status-board'
import { findStoreKey } from './store-key'

/** Whether a recovery code was made for the store of a folder; `offer` until the owner has made or declined one. */
export function recoveryOf(folder: string): OpenShopScreen['recovery'] {
  const recovery = readKeyCheck(folder)?.recovery ?? 'none'
  if (typeof recovery === 'object') return 'made'
  return recovery === 'declined' ? 'declined' : 'offer'
}

type Nothing = Record<string, never>

/** The recovery code of a data folder's store. The store's key goes from the keychain under the code's key and back, and nowhere else. */
export type Recovery = {
  /** Makes a code for the open store. One made before stops working. */
  makeCode(): Promise<Result<{ code: string }>>
  /** Remembers that the owner wants none. A code that was made stays good. */
  decline(): Result<Nothing>
  /**
   * Puts the key that a code opens back into the keychain, in place of what may be there, and opens the shop. Where the keychain cannot
   * be reached the shop is open for this run.
   */
  openWith(typedCode: string): Promise<Result<Nothing>>
}

export function createRecovery(options: {
  dataFolder: string
  keychain: Keychain
  board: Pick<StatusBoard, 'screen' | 'show'>
  /** With a key for this run alone, or with the keychain's. */
  openKeptShop: (keyOfThisRun: string | null) => Promise<void>
}): Recovery {
  const { dataFolder, keychain, board } = options

  /** The screen of a shop whose store can have a code, as it now is. */
  function recoverable(): OpenShopScreen | null {
    const screen = board.screen()
    return screen.name === 'shop' && screen.recovery !== 'none' ? screen : null
  }

  function tell(): void {
    const screen = recoverable()
    if (screen) board.show({ ...screen, recovery: recoveryOf(dataFolder) })
  }

  return {
    async makeCode() {
      if (!recoverable()) return failure('no-shop-open')
      const store = await findStoreKey(dataFolder, keychain, null)
      const keyCheck = readKeyCheck(dataFolder)
      if (!store.ok) return store
      if (!keyCheck) return failure('key-check-missing', { folder: dataFolder })
      const code = newRecoveryCode()
      writeKeyCheck(dataFolder, { ...keyCheck, recovery: await sealKey(store.value.key, code, keyCheck.folderId) })
      tell()
      return success({ code })
    },

    decline() {
      const keyCheck = readKeyCheck(dataFolder)
      if (!recoverable() || !keyCheck) return failure('no-shop-open')
      if (keyCheck.recovery === 'none') writeKeyCheck(dataFolder, { ...keyCheck, recovery: 'declined' })
      tell()
      return success({})
    },

    async openWith(typedCode) {
      const screen = board.screen()
      if (screen.name !== 'problem' || !screen.canRecover) return failure('no-shop-open')
      const code = readRecoveryCode(typedCode)
      if (code === null) return failure('recovery-code-mistyped')
      const keyCheck = readKeyCheck(dataFolder)
      if (!keyCheck || typeof keyCheck.recovery !== 'object') return failure('recovery-code-wrong')
      const key = await openSealedKey(keyCheck.recovery, code, keyCheck.folderId)
      if (key === null || !keyFits(key, keyCheck)) return failure('recovery-code-wrong')
      const restored = await keychain.write(storeKeyAccount(keyCheck.folderId), key)
      await options.openKeptShop(restored.ok ? null : key)
      return success({})
    },
  }
}
